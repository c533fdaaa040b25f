"""Upright letters of LaTeX: prose, labels in scripts, and names of functions."""

from __future__ import annotations

import re

from interviewer.notation.lexing.scan import Scan
from interviewer.notation.lexing.words import word

_ARG = re.compile(r"\\arg[\s~]*(?:\\[,;!: ])*\\(max|min)")  # \mathop{\arg\max}
_UPRIGHT_D = re.compile(r"\s*d(?![A-Za-z])")
_LETTERS = re.compile(r"\s*[A-Za-z][A-Za-z\- ~\\,!]*\s*")
_COMMAND = re.compile(r"\\[A-Za-z]")
_CONSTRAINTS, _CONSTANTS = ("st", "subjectto"), ("const", "constant")


def in_text(scan: Scan, _: str) -> None:
    r"""`\text{…}` is prose, but in a script a label."""
    inner = scan.group()
    if inner is None:
        return
    if scan.script() or (scan.last("open") and scan.script(2)):
        _label(scan, inner)
    else:
        scan.emit_all(scan.inside(inner, frozenset(["s.t."])), plain=True, apart=True)


def _label(scan: Scan, inner: str) -> None:
    bare = re.sub(r"[^A-Za-z0-9]", "", inner)
    if bare.isdigit():
        scan.emit_group("num", bare)
    elif bare:
        scan.emit_group("name", bare, True)
    else:
        scan.emit("open", "{")
        scan.emit("close", "}")


def upright(scan: Scan, _: str) -> None:
    r"""`\mathrm{KL}` and `\operatorname*{arg\,max}` are one word; a group of ordinary mathematics is only set upright."""
    mark, inner = scan.i, scan.group()
    if inner is None and scan.skip(_UPRIGHT_D):
        inner = "d"  # \mathrm d\theta
    if inner is None:
        return
    inner = _ARG.sub(r"arg \1", inner)
    if not _LETTERS.fullmatch(inner) or _COMMAND.search(inner):
        scan.i = mark
        return
    letters = re.sub(r"[^A-Za-z]", "", inner)
    if len(letters) == 1:
        scan.emit("name", letters, letters == "d" and not scan.script_opened())
    elif letters.lower() in _CONSTRAINTS:
        scan.emit("word", "st")
    elif letters in _CONSTANTS:
        scan.emit("word", "const")
    else:
        word(scan, letters, "_", plain=True)

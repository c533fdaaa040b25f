"""Where a run of ASCII letters ends: at its last letter, at the script of TeX that is its first, or behind a hyphen."""

from __future__ import annotations

import re

from interviewer.notation.lexing.joined import LABELS
from interviewer.notation.lexing.letters import combining, numbered
from interviewer.notation.lexing.scan import Scan
from interviewer.notation.lexing.words import word

_RUN = re.compile(r"[A-Za-z]+")
_IN_SPACE = re.compile(r"in\s+(?:(R)(?=\s*\^|\s*$|\s*[,;.])|(?=[ℝ{\[]|\\mathbb|\\\{|\(\s*-?\d))")
_PROPORTIONAL = re.compile(r"(?:is\s+)?prop(?:ortional|\.)?\s+to\b")
_COMPOUND = re.compile(r"[A-Za-z]+(?:[-.][A-Za-z]+)+")
_COMPOUNDS = frozenset(["i.i.d", "s.t", "i.e", "e.g", "w.r.t", "log-likelihood", "semi-definite", "non-negative"])
_PREFIXED = re.compile(r"(multi|self|cross|single|non|semi|half|log)-[a-z]{3,}")  # multi-head, whatever a head is
_INNER = frozenset("of to by in on at the and vs".split())
_BELOW = re.compile(r"_\{?([a-z])(?![A-Za-z])")
_SECOND_DIFFERENTIAL = re.compile(r"d2(?=\s?[A-Za-z\\(/])")
_CALLED_OF_TWO = re.compile(r"\([^()]+,[^()]+\)")
_POSSESSIVE = re.compile(r"['’′]s?(?![A-Za-z])")  # Jensen's


def run_of_letters(scan: Scan) -> None:
    """What begins with an ASCII letter: a word, a name, several names, or a relation in words."""
    if _in_space(scan) or _proportional(scan) or _compound(scan) or _second_differential(scan):
        return
    match = scan.ahead(_RUN)
    assert match
    run, end = match.group(), match.end()
    if len(run) > 1 and scan.text[end : end + 1] in scan.tables.combining:
        run, end = run[:-1], end - 1  # the accent belongs to the last letter alone
    if _scripts_its_first(scan, run, scan.text[end:]):
        run, end = run[0], scan.i + 1
    word(scan, run, scan.text[end:])
    scan.i = end
    if scan.last("word"):
        scan.skip(_POSSESSIVE)
    if len(run) == 1:
        combining(scan)
    if len(run) == 1 or run in scan.tables.names or (scan.last("name") and not scan.out[-1].plain):
        numbered(scan)


def _in_space(scan: Scan) -> bool:
    """`x in R^d`, `y in {0, 1}`, but `written in {…}` stays prose."""
    match = scan.ahead(_IN_SPACE)
    if not match or not scan.out or scan.last("word"):
        return False
    scan.emit("op", "∈")
    if match[1]:
        scan.emit("name", "Reals")
    scan.i = match.end()
    return True


def _proportional(scan: Scan) -> bool:
    match = scan.ahead(_PROPORTIONAL)
    if match:
        scan.emit("op", "∝")
        scan.i = match.end()
    return match is not None


def _compound(scan: Scan) -> bool:
    """`i.i.d.` and `M-step` are one word."""
    match = scan.ahead(_COMPOUND)
    text = match.group() if match else ""
    if not match or not (text.lower() in _COMPOUNDS or _is_hyphenated(scan, text)):
        return False
    scan.i = match.end()
    if scan.text[scan.i : scan.i + 1] == "." and text[1] == ".":
        scan.i += 1
    scan.emit("word", text.lower().replace(".", ""))
    return True


def _is_hyphenated(scan: Scan, text: str) -> bool:
    """`M-step`, `k-means`, `Jensen-Shannon`: hyphenated prose, not a difference."""
    if _PREFIXED.match(text.lower()):
        return True
    t = scan.tables
    names = (t.names, t.functions, t.big_operators, scan.known, ("const", "constant"))
    parts = [part for part in text.split("-")[1:] if part not in _INNER]  # sum-of-squares
    if "." in text or (not parts and "-" in text):
        return False
    return all(len(part) > 2 and not any(part in table for table in names) for part in parts)


def _second_differential(scan: Scan) -> bool:
    """`d2L/dx2` and `d2 L/dx2` in ASCII: the second differential."""
    match = scan.ahead(_SECOND_DIFFERENTIAL)
    if not match or (scan.last("name") and not scan.spaced) or "/" not in scan.text[scan.i :]:
        return False
    scan.emit("name", "d")
    scan.emit("op", "^")
    scan.emit("num", "2")
    scan.i = match.end()
    return True


def _scripts_its_first(scan: Scan, run: str, rest: str) -> bool:
    r"""TeX's bare script is one character, `x_ix_i^\top`; a word of its own, `w_ridge`, is a label whatever TeX says."""
    if len(run) < 2 or not scan.last("op") or not scan.script():
        return False
    if run in LABELS or run in scan.known or run in scan.tables.names:
        return False
    if len(run) == 2 and _CALLED_OF_TWO.match(rest):
        return True  # the y_i of \alpha_iy_ik(x_i, x)
    latex = "\\" in scan.text
    indices = set("ijkl") if latex else set("ijklmn").union(_BELOW.findall(scan.text))  # mu_kd^{x_nd} beside a prod_d
    if set(run) <= indices and len(scan.out) > 1 and scan.out[-2].kind != "big" and rest[:1] != "_":
        return False  # `w_jk^(l+1)` has two indices in everybody's hand
    if len(run) > 3 and not latex:
        return False  # d_model^2
    return rest[:1] in ("_", "^") or (latex and len(run) <= 3 and not run.isupper())

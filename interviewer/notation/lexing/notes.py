"""What LaTeX sets above and below a formula: braces and boxes with their notes, signs with words over them."""

from __future__ import annotations

import re

from interviewer.notation.lexing.scan import Scan

_SIGNS = ("-", "+", "−")
_SCRIPT = re.compile(r"\s*[_^]")
_FONT = re.compile(r"\\(?:text|mathrm|rm)\s*\{([a-z]+)\}")
_LIMIT = re.compile(r"max|min|lim")


def braced(scan: Scan, name: str) -> None:
    r"""`\underbrace{a}_{note}`: the note is prose. A term of a sum, signed, would be a factor in brackets."""
    inner = scan.group() or ""
    tokens, signed = scan.inside(inner), inner.lstrip().startswith(_SIGNS)
    if not signed:
        scan.emit("open", "{")
    scan.emit_all(tokens, apart=True)
    if not signed:
        scan.emit("close", "}")
    if name in ("underbrace", "overbrace") and scan.skip(_SCRIPT) and scan.group() is None:
        scan.i += 1


def over_arrow(scan: Scan, _: str) -> None:
    r"""`\xrightarrow{d}`."""
    scan.group()
    scan.emit("op", "→")


def stacked(scan: Scan, name: str) -> None:
    r"""`\underset{x}{\min}` is a subscript, `\overset{\text{def}}{=}` a definition; other notes are dropped."""
    note, base = scan.group() or "", scan.group() or ""
    if name == "underset" and _LIMIT.search(base):
        sign = _FONT.sub(r"\1", base)
        scan.emit_all(scan.inside(f"{sign}_{{{note}}}"))
    elif "def" in note and base.strip() == "=":
        scan.emit("op", ":=")
    else:
        scan.emit_all(scan.inside(base))

"""LaTeX commands: those that stand for a sign or a name, and where the others are read."""

from __future__ import annotations

import re
from collections.abc import Callable

from interviewer.notation.lexing.environments import environment, line_break
from interviewer.notation.lexing.fonts import font, special_font
from interviewer.notation.lexing.letters import named
from interviewer.notation.lexing.notes import braced, over_arrow, stacked
from interviewer.notation.lexing.scan import Scan
from interviewer.notation.lexing.upright import in_text, upright
from interviewer.notation.unreadable import Unreadable

_COMMAND = re.compile(r"\\([A-Za-z]+\*?|.)", re.S)
_CHARACTER = re.compile(r"\s*([0-9A-Za-z])")
_WORD_IN_BRACES = re.compile(r"\s*\{\s*[A-Za-z]{2,}\s*\}")
MAX_OVER = 12  # fractions of plain TeX in a line, each of which reads what it holds again
_OVER = re.compile(r"\\over(?![A-Za-z])")
_LENGTH = re.compile(r"\s*[-+]?\d*\.?\d*\s*(?:mu|em|ex|pt)?")
_NEGATED = re.compile(r"\s*(=|\\in\b|\\sim\b)")


def command(scan: Scan) -> None:
    """The command that a backslash begins, with those of its arguments that are not read as a group of their own."""
    t, match = scan.tables, scan.ahead(_COMMAND)
    if not match:
        scan.i += 1
        return
    name, scan.i = match.group(1), match.end()
    if name in t.spacing:
        _space(scan, name)
    elif name in ("{", "}"):
        scan.emit("open" if name == "{" else "close", "\\" + name)
    elif name in _READERS:
        _READERS[name](scan, name)
    elif name == "mathbb" and scan.ahead(_WORD_IN_BRACES):
        upright(scan, name)  # \mathbb{KL}
    elif name in t.special_fonts:
        special_font(scan, name)
    elif name in t.fonts:
        font(scan)
    elif name in t.accents:
        scan.emit("accent", t.accents[name])
    elif name in t.latex_operators:
        scan.emit("op", t.latex_operators[name])
    elif name in t.latex_names or name in t.names:
        scan.emit("name", t.latex_names.get(name) or t.names[name])
    elif name in t.big_operators or name in t.functions:
        named(scan, name)
    elif name not in t.silent:
        scan.emit("name", name, True)


def _space(scan: Scan, name: str) -> None:
    """White space, and `\\left.`, which sets no bracket."""
    scan.spaced = scan.spaced or name not in scan.tables.tight
    if name in ("left", "right") and scan.text[scan.i : scan.i + 1] == ".":
        scan.i += 1


def _fraction(scan: Scan, name: str) -> None:
    r"""`\frac12` and `\tfrac 1n` take single characters: braces keep 12 from being read as a number."""
    scan.emit("frac", name)
    for _ in range(2):
        match = scan.ahead(_CHARACTER)
        if not match:
            return
        scan.i = match.end()
        scan.emit_group("num" if match[1].isdigit() else "name", match[1])


def _root(scan: Scan, name: str) -> None:
    scan.emit("sqrt", name)


def _binomial(scan: Scan, name: str) -> None:
    scan.emit("fn", name)


def _angle(scan: Scan, name: str) -> None:
    scan.emit("open" if name == "langle" else "close", scan.tables.latex_operators[name])


def _negation(scan: Scan, _: str) -> None:
    scan.skip(_NEGATED)
    scan.emit("op", "!=")


def _length(scan: Scan, _: str) -> None:
    r"""`\mkern-1.5mu`: white space, and how much of it."""
    scan.skip(_LENGTH)


def _over(scan: Scan, _: str) -> None:
    r"""`{a \over b}` of plain TeX: all that the braces hold is above or below."""
    if len(_OVER.findall(scan.text)) > MAX_OVER:
        raise Unreadable(r"too many \over; write \frac{…}{…}")
    depth, k = 0, len(scan.out)
    while k and (depth or scan.out[k - 1].kind != "open"):
        k -= 1
        depth += {"close": 1, "open": -1}.get(scan.out[k].kind, 0)
    above, depth, end = scan.out[k:], 0, scan.i
    while end < len(scan.text) and (depth or scan.text[end] != "}"):
        depth += {"{": 1, "}": -1}.get(scan.text[end], 0)
        end += 1
    below = scan.inside(scan.text[scan.i : end])
    del scan.out[k:]
    scan.emit("frac", "over")
    for part in (above, below):
        scan.emit("open", "{")
        scan.emit_all(part)
        scan.emit("close", "}")
    scan.i = end


def _skipped(scan: Scan, _: str) -> None:
    """What is said to the typesetter alone."""
    scan.group()


_READERS: dict[str, Callable[[Scan, str], None]] = {
    **dict.fromkeys(("begin", "end"), environment),
    "\\": line_break,
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac"), _fraction),
    "sqrt": _root,
    "binom": _binomial,
    **dict.fromkeys(("langle", "rangle"), _angle),
    "not": _negation,
    **dict.fromkeys(("text", "mbox", "textrm", "textnormal", "hbox", "textsf", "texttt", "intertext"), in_text),
    **dict.fromkeys(("operatorname", "operatorname*", "mathrm", "mathop", "rm", "mathsf", "mathit"), upright),
    **dict.fromkeys(("underbrace", "overbrace", "boxed", "underline", "cancel"), braced),
    **dict.fromkeys(("overset", "stackrel", "underset"), stacked),
    "xrightarrow": over_arrow,
    **dict.fromkeys(("kern", "mkern", "hskip", "mskip"), _length),
    "over": _over,
    **dict.fromkeys(("tag", "label", "hspace", "vspace", "color", "textcolor", "ref", "eqref", "cite"), _skipped),
}

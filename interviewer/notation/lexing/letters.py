"""Single characters: letters of all alphabets with the marks and numbers they carry, raised and lowered ones, fractions."""

from __future__ import annotations

import re
import unicodedata

from interviewer.notation.lexing.scan import Scan

OPTIMISE = frozenset(["minimise", "minimize", "maximise", "maximize"])
STEPS = frozenset(["old", "new", "next", "prev"])
_RELATING = frozenset("∼~→=≠<>≤≥∈|,")
_GOAL = re.compile(r"[-−+±]?(?:∞|\d+)")
_INDEX = re.compile(r"\d{1,2}(?![\d.]*[A-Za-z(])|\d", re.ASCII)  # 𝟏 is a vector


def letter(scan: Scan) -> None:
    """`α`, `∇` or `𝐱`; letters of no formula are a word."""
    c = scan.text[scan.i]
    name = _name(scan, c)
    scan.i += 1
    if name is None:
        end = scan.i
        while end < len(scan.text) and scan.text[end].isalpha():
            end += 1
        scan.emit("word", scan.text[scan.i - 1 : end].lower())
        scan.i = end
        return
    if c == "Σ":
        scan.emit("big", "sum", True)  # a covariance, perhaps
    elif len(name) == 1:
        scan.emit("name", name)
    else:
        named(scan, name)
    combining(scan)
    numbered(scan)


def _name(scan: Scan, c: str) -> str | None:
    """What a character stands for, whatever its font."""
    letters, bare = scan.tables.letters, unicodedata.normalize("NFKC", c)
    return letters.get(c) or (bare if bare.isascii() and bare.isalpha() else letters.get(bare))


def named(scan: Scan, name: str) -> None:
    """A name of more than one letter in its grammatical kind."""
    t = scan.tables
    if name == "sqrt":
        scan.emit("sqrt", name)
    elif name in t.big_operators:
        scan.emit("big", t.big_operators[name], name in OPTIMISE)
    elif name in t.functions:
        scan.emit("fn", t.functions[name])
    else:
        scan.emit("name", name)


def combining(scan: Scan) -> None:
    """Accents typed behind their letter."""
    accents = scan.tables.combining
    while scan.i < len(scan.text) and scan.text[scan.i] in accents:
        scan.emit_accent(accents[scan.text[scan.i]])
        scan.i += 1


def numbered(scan: Scan) -> None:
    """`μ1` and `W2` carry their number as a subscript."""
    number = scan.ahead(_INDEX)
    if number and (scan.last("name", "accent") or (scan.last("big") and scan.out[-1].plain)):
        scan.emit("op", "_")
        scan.emit_group("num", number.group())
        scan.i = number.end()


def script_run(scan: Scan, mark: str, table: dict[str, str]) -> None:
    """A run of Unicode super- or subscripts becomes one group."""
    end = _run_end(scan.text, scan.i, table, scan.last("big"))
    run = "".join(table.get(c, c) for c in scan.text[scan.i : end])
    scan.i = end
    if run in STEPS:
        scan.emit("op", mark)
        scan.emit_group("name", run, True)
        return
    scan.emit("op", mark)
    scan.emit("open", "{")
    scan.emit_all(scan.inside(run), plain=False)
    scan.emit("close", "}")


def _run_end(text: str, start: int, table: dict[str, str], binding: bool) -> int:
    """Where a run ends; a relation between two of its parts, for which Unicode has no small sign, is one of it: `𝔼ₓ∼ₚ`, `limₛ→∞`."""
    end = start
    while end < len(text):
        joined = end > start and text[end] in _RELATING and text[end + 1 : end + 2] in {*table}
        if text[end] in table or joined:
            end += 1
        elif binding and end > start and text[end] == "→" and (goal := _GOAL.match(text, end + 1)):
            return goal.end()
        else:
            return end
    return end


def fraction(scan: Scan) -> None:
    """`½` and its like."""
    scan.emit("frac", "")
    for part in scan.tables.fractions[scan.text[scan.i]]:
        scan.emit_group("num", str(part))
    scan.i += 1

"""Signs: operators and relations in Unicode and ASCII, brackets, and what a full stop is."""

from __future__ import annotations

import re
from functools import cache

from interviewer.notation.lexing.letters import combining
from interviewer.notation.lexing.scan import Scan
from interviewer.notation.tables import tables
from interviewer.notation.unreadable import Unreadable

_BRACKETS = dict.fromkeys("([{⟨", "open") | dict.fromkeys(")]}⟩", "close")
_PRIMES = {"'": 1, "′": 1, "’": 1, "″": 2}
_ASCII = frozenset("+-*/=<>|,;:!^_~")
_STARS = frozenset("∗⋆★")
_SILENT = frozenset('"“”#?')
_UP_TO = re.compile(r"\.\.(?=\s*[A-Za-z\d\\])(?!\.)")
_ACCENTED = {"~": re.compile(r"~(?=_|\^|\s*[=,)]|\()"), "^": re.compile(r"\^(?=_)")}
_TO_ACCENT = re.compile(r"~(?=[a-z])")
_ENTRY = r"(?:[a-eh-nrst]|\d)(?:\s*[-+−]\s*\d)?"
_ENTRIES = re.compile(
    rf"\[\s*([ijklnmtcy](?=\s*\])|(?:[ijklnmt]|\d)(?:\s*[-+−]\s*\d)?(?=\s*\])"
    rf"|(?:{_ENTRY}|:)(?:\s*,\s*(?:{_ENTRY}|:))+)\s*\]"
)
_ENTRY_OF = re.compile(rf"\[\s*({_ENTRY})\s*\]")  # what of an array of numbers is one of them
_OF_PLACES = re.compile(r"[ijlm](?:\s*,\s*(?:[ijklmn]|:))*|:\s*,\s*\w")
_ROW = re.compile(r"\s*,\s*:\s*$")  # code knows no rows that lie and columns that stand
_ARRAYS = frozenset("kqsuvwxyzKQWX")  # letters that nobody applies
_APPLYING = frozenset("EVIHPULF")
_APART = re.compile(r"\.\s+\S")


def operator(scan: Scan) -> None:
    """The sign that stands here. Raises Unreadable for a character that no notation uses."""
    t, c = scan.tables, scan.text[scan.i]
    if (up_to := scan.ahead(_UP_TO)) and scan.last("name", "num", "close"):
        for text in (",", "…", ","):
            scan.emit("op", text)  # c_1..c_n
        scan.i = up_to.end()
        return
    if c in "~^" and _accent(scan, c):
        return
    if sign := scan.ahead(_ascii_operators()):
        scan.emit("op", t.ascii_operators[sign.group()], sign.group() == "==")
        scan.i = sign.end()
        return
    if c in t.combining:
        combining(scan)
        return
    if c == "[" and _index(scan):
        return
    if c in _BRACKETS:
        scan.emit(_BRACKETS[c], c)
    elif c in t.operators:
        scan.emit("op", t.operators[c], plain=c in _STARS)
    elif c in _PRIMES:
        for _ in range(_PRIMES[c]):
            scan.emit("op", "'")
    elif c in _ASCII:
        scan.emit("op", c, plain=c == "*")
    elif c == ".":
        _dot(scan)
    elif c == "&":
        if scan.environments:
            scan.emit("op", c)
    elif c not in _SILENT:
        raise Unreadable(f"I cannot read the character {c!r} at column {scan.i + 1}; write it in LaTeX or ASCII")
    scan.i += 1


def _accent(scan: Scan, c: str) -> bool:
    """`mu~_t` and `x^_0` carry their accent behind them, `~beta_t` before: such a sign relates and raises nothing."""
    if scan.last("name") and not scan.spaced and scan.ahead(_ACCENTED[c]):
        scan.emit_accent("tilde" if c == "~" else "hat")
    elif c == "~" and not scan.last("name", "num", "close", "word") and scan.ahead(_TO_ACCENT):
        scan.emit("accent", "tilde")
    else:
        return False
    scan.i += 1
    return True


def _index(scan: Scan) -> bool:
    """`W[l+1]`, `x[i, k]`, `W[l][j]` and `softmax(z)[k]` of code are indices; `E[k]` is of a function, `U[0, 1]` of an interval."""
    array = bool(scan.out) and (scan.out[-1].text in _ARRAYS or scan.subscript_at() is not None)
    entries = scan.ahead(_ENTRIES) or (scan.ahead(_ENTRY_OF) if array else None)
    if not entries or not scan.out or scan.spaced or not _takes_index(scan, entries[1]) or _below_law(scan):
        return False
    scan.i = entries.end()
    scan.reopen_subscript()
    scan.emit_all(scan.inside(_ROW.sub("", entries[1])))
    scan.emit("close", "}")
    return True


def _below_law(scan: Scan) -> bool:
    """`E_{k ~ Bern(p)}[k]`: what stands below says over what the mean is."""
    start = scan.subscript_at()
    return start is not None and any(t.text == "~" for t in scan.out[start:])


def _takes_index(scan: Scan, entries: str) -> bool:
    """Whether what stands before is an array: a letter, with its index or without, or what brackets hold."""
    last = scan.out[-1]
    if scan.subscript_at() is not None or (scan.script(2) == "^" and "," in entries):
        return True
    running = last.text != "E" and _OF_PLACES.fullmatch(entries) is not None  # V[j,:] is no variance
    named = scan.last("name") and not scan.script(2)
    return (named and (running or last.text not in _APPLYING)) or last.text == ")" or scan.accented_group()


@cache
def _ascii_operators() -> re.Pattern[str]:
    """The signs of more than one character and `@`, the longest first."""
    signs: dict[str, str] = tables().ascii_operators
    return re.compile("|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True)))


def _dot(scan: Scan) -> None:
    """`x_i . w` is a product, apart on both sides as no full stop is, and so is `x.(u - w)`; `X.T` is settled by what follows."""
    tight = scan.text[scan.i + 1 : scan.i + 2] == "(" and not scan.spaced and scan.last("name", "close")
    if tight or (scan.spaced and scan.out and scan.ahead(_APART)):
        scan.emit("op", "·")
    elif scan.text[scan.i + 1 : scan.i + 2].isalnum():
        scan.emit("op", ".")
    elif scan.text[scan.i + 1 :].strip():
        scan.emit("op", ";")

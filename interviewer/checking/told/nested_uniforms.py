"""Two laws that are uniform on sets of different sizes, `p uniform on {1,…,m}, q uniform on {1,…,n}, m < n`: as lists, at some sizes.

One variable has one number of states: told one by one, both laws would be the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.problem.world import World
from interviewer.checking.reading.laws_by_use import tabled

MOST = 16  # states
_NUMBERS: dict[str, str] = dict(
    zip("two three four five six seven eight nine ten".split(), map(str, range(2, 11)), strict=True)
)
_SPELT = re.compile(
    rf"\b(?:{'|'.join(_NUMBERS)})\b(?=\s+(?:\w+\s+)?(?:states|points|outcomes|values|elements|symbols|atoms|faces|sides|letters|classes)\b)",
    re.I,
)
_DOTS = r"(?:…|\.\.\.|\\[lc]?dots|⋯)"
_END = r"(?P<end>\d+|\d*[a-zA-Z])"
_UNIFORM = re.compile(
    r"(?<![\w\\^{(|‖])\$?(?:(?P<both>[pqPQ])\s*(?:,|and)\s*)?(?P<head>[pqPQ])\$?\s*(?:~|∼|\\sim|=|is|be|are)?\s*(?:an?\s+|the\s+|both\s+)?(?:uniform(?:ly\s+distributed)?|U(?:nif)?)\s*"
    rf"(?:(?:on|over)\s+|\()\s*(?:\$?\\?\{{\s*1\s*(?:,\s*\d+\s*)*,\s*(?:{_DOTS}\s*,\s*)?{_END}\s*\\?\}}\$?\)?|"
    r"(?:the\s+)?(?:first\s+)?\$?(?P<many>\d+|\d*[a-zA-Z])\$?\s+(?:\w+\s+)?(?:states|points|outcomes|values|elements|symbols|atoms|faces|sides|letters|classes))"
)
_ORDER = re.compile(r"\$?\b(?:1\s*(?:≤|<=?|\\leq?)\s*)?([a-zA-Z])\s*(<=?|>=?|≤|≥|\\leq?|\\geq?)\s*([a-zA-Z])\b\$?")
_NO_MORE = frozenset("and with where both of them which contain containing that include including respectively".split())
_SIZES = ((2, 5), (3, 4), (4, 2), (5, 3))

Lines = tuple[list[str], str]


def at_nested_supports(problem: World, setup: Sequence[str], text: str) -> list[Lines] | None:
    """The lines at some sizes; none where it is not told which set is the larger, None where no two such laws are."""
    if tabled(problem) is None or not any("niform" in line or "Unif" in line for line in setup):
        return None
    ends = {m["head"]: m["end"] or m["many"] for line in setup for m in _UNIFORM.finditer(line)}
    if len(ends) != 2 or len({*ends.values()}) < 2:
        return None
    rest = [
        _ORDER.sub("", _UNIFORM.sub("", line)) if _UNIFORM.search(line) or _is_order(line) else line for line in setup
    ]
    rest = [line for line in rest if not _says_nothing(line)]
    if any(_says_words(line) for line, whole in zip(rest, setup, strict=False) if line != whole):
        return []
    letters = sorted({c for end in ends.values() for c in end if c.isalpha()})
    orders = [(m[1], m[2], m[3]) for line in setup for m in _ORDER.finditer(line)]
    if len(letters) > 1 and not any({a, b} == {*letters} for a, _, b in orders):
        return []
    found: list[Lines] = []
    for sizes in _SIZES if letters else ((),):
        at = dict(zip(letters, sizes, strict=False))
        supports = {head: _size(end, at) for head, end in ends.items()}
        if max(supports.values()) <= MOST and all(_holds(at, order) for order in orders):
            laws = [f"{head} = ({_shares(size, max(supports.values()))})" for head, size in supports.items()]
            found.append(([*laws, *(_put(line, at) for line in rest)], _put(text, at)))
    return found[:2]


def with_uniform_counted(line: str) -> str:
    """The line with `q uniform on {1, …, 6}`, `q uniform over the six faces` as a list."""

    def listed(m: re.Match[str]) -> str:
        size = _size(m["end"] or m["many"], {}) if (m["end"] or m["many"]).isdigit() else 0
        laws = [law for law in (m["both"], m["head"]) if law]
        return ", ".join(f"{law} = ({_shares(size, size)})" for law in laws) if 1 < size <= MOST else m[0]

    return _UNIFORM.sub(listed, _SPELT.sub(lambda m: _NUMBERS[m[0].lower()], line) if "niform" in line else line)


def _is_order(line: str) -> bool:
    return _ORDER.sub("", line).strip(" .,;") == ""


def _says_nothing(line: str) -> bool:
    return not {*re.findall(r"\w+", line)} - _NO_MORE


def _says_words(line: str) -> bool:
    return bool(re.search(r"[A-Za-z]{3,}", line))


def _size(end: str, at: dict[str, int]) -> int:
    letter = end[-1:] if end[-1:].isalpha() else ""
    number = int(end.removesuffix(letter) or 1)
    return number * at[letter] if letter else number


def _holds(at: dict[str, int], order: tuple[str, str, str]) -> bool:
    a, op, b = order
    if a not in at or b not in at:
        return True
    return at[a] < at[b] if op in ("<", "<=", "≤") or "le" in op else at[a] > at[b]


def _shares(size: int, states: int) -> str:
    return ", ".join(f"1/{size}" if k < size else "0" for k in range(states))


def _put(text: str, at: dict[str, int]) -> str:
    """A line with numbers for the letters of sizes, where they stand alone; `Σ_{i≤m}` runs from one."""
    for letter, value in at.items():
        text = re.sub(rf"(?<![A-Za-z\\]){letter}(?![A-Za-z])", f"({value})" if "_" not in text else str(value), text)
    return re.sub(r"([Σ∑]|\\sum|\bsum)_\{?(\w)\s*(?:≤|<=|\\leq?)\s*\(?(\d+)\)?\}?", r"\1_{\2=1}^{\3}", text)

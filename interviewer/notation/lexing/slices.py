"""Slices of arrays and what is spread along them: `R[:,k]` as a column, `A / s[:,None]` as each row of A by its own number."""

from __future__ import annotations

import re

_PLACE = r"\[\s*(?P<{}>:\s*,\s*(?!None|newaxis)\w+|\w+\s*,\s*:)\s*\]"
_SLICE = re.compile(
    rf"(?<![\w\\])(?P<function>sum|mean)\(\s*(?P<inside>[A-Za-z]\w*){_PLACE.format('within')}\s*\)"
    rf"|(?<![\w\\])(?P<name>[A-Za-z]\w*){_PLACE.format('place')}(?P<called>\.(?:sum|mean)\(\))?"
)
_LAST = r"\[\s*:\s*,\s*(?:None|newaxis)\s*\]"
_ALONG = r"\(\s*(?:axis\s*=\s*)?(?:1|-1)\s*,\s*keepdims?\s*=\s*True\s*\)"
_COLUMN = re.compile(  # what stands upright: s[:,None], R.sum(axis=0)[:,None], sum(R, axis=1, keepdims=True)
    rf"(?<![\w\\.])(?P<upright>[A-Za-z]\w*(?:\.\w+)*(?:\([^()]*\))?){_LAST}"
    rf"|(?<![\w\\.])(?P<array>[A-Za-z]\w*|\([^()]*\))\.sum{_ALONG}"
    r"|(?<![\w\\.])sum\(\s*(?P<of>[A-Za-z]\w*)\s*,\s*axis\s*=\s*(?:1|-1)\s*,\s*keepdims?\s*=\s*True\s*\)"
)
_MEAN = re.compile(
    r"(?<![\w.])([A-Za-z]\w*)\.mean\(\s*(?:axis\s*=\s*)?0\s*\)|\bmean\(\s*([A-Za-z]\w*)\s*,\s*axis\s*=\s*0\s*\)"
)
_TIMES = re.compile(r"\s*\*(?!\*)\s*(?=[A-Za-z(])")
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_BEFORE = frozenset("=+-,;←")


def without_slices(text: str) -> str:
    """The line with slices as indices and what is spread as products with a diagonal matrix."""
    if "[" not in text and "(" not in text:
        return text
    text = _SLICE.sub(_indexed, text)
    text = _MEAN.sub(lambda m: f"{m[1] or m[2]}.sum(axis=0)/n", text)
    while match := _COLUMN.search(text):
        upright = match["upright"] or f"{match['array'] or match['of']}.sum(axis=1)"
        before = text[: match.start()].rstrip()
        if times := _TIMES.match(text[match.end() :]):  # y[:, None] * X
            text = f"{before} diag({upright}) {text[match.end() + times.end() :]}"
            continue
        if not before.endswith(("/", "*")):
            return text
        start = _operand(before[:-1])
        rows = f"diag({upright})" + ("^{-1}" if before.endswith("/") else "")
        text = f"{text[:start]} {rows} ({before[start:-1].strip()}){text[match.end() :]}"
    return text


def _indexed(match: re.Match[str]) -> str:
    name, place, called = match["name"] or match["inside"], match["place"] or match["within"], match["called"]
    entries = f"{name}_{{{place}}}"
    called = called[1:-2] if called else match["function"]
    if not called:
        return (
            entries if place.startswith(":") else f"{name}_{{{place.split(',')[0].strip()}}}"
        )  # code knows no row that lies
    total = f"(\\mathbf{{1}}^T {entries})" if place.startswith(":") else f"({entries} \\mathbf{{1}})"
    return total if called == "sum" else f"({total}/n)" if place.startswith(":") else match[0]


def _operand(text: str) -> int:
    """Where the product at the end of a text begins."""
    depth = 0
    for k in range(len(text) - 1, -1, -1):
        depth += (text[k] in _CLOSE) - (text[k] in _OPEN)
        if depth < 0 or (not depth and text[k] in _BEFORE):
            return k + 1
    return 0

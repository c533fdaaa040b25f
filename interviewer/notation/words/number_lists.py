"""Lists of numbers told by their sign: `positive numbers a_1, …, a_n and b_1, …, b_n` is `a_i > 0, b_i > 0`."""

from __future__ import annotations

import re

_NAME = r"(?:\\(?:alpha|beta|gamma|lambda|mu|pi|omega)|[A-Za-zα-ω])"
_DOTS = r"(?:\\[lc]?dots|…|\.\.\.?|⋯)"
_LIST = (
    rf"\$?(?:{_NAME}_\{{?1\}}?|[a-zα-ω]₁)\s*,\s*(?:{_NAME}(?:_\{{?2\}}?|₂)\s*,\s*)?{_DOTS}\s*,\s*"
    rf"(?P<last>(?P<name>{_NAME})(?:_\{{?[A-Za-z]\}}?|ₙ|ₘ|ₖ))\$?"
)
_ONE = re.sub(r"\?P<\w+>", "?:", _LIST)
_SIGN = r"(?P<sign>strictly\s+positive|non-?\s?negative|positive)"
_NUMBERS = r"(?:\s+real)?(?:\s+(?:numbers?|reals?|weights?|constants?|scalars?|sequences?))"
_MANY = rf"(?P<many>{_ONE}(?:\s*(?:,|and|,\s*and)\s*{_ONE})*)"
_BEFORE = re.compile(rf"(?:(?:two|any|all|the|a|given)\s+)*{_SIGN}{_NUMBERS}\s+{_MANY}", re.I)
_AFTER = re.compile(rf"{_MANY}\s+(?:be|are|is)\s+(?:(?:two|all|any|a)\s+)*{_SIGN}{_NUMBERS}", re.I)


def with_number_lists(text: str) -> str:
    """The text with such lists as the inequalities they stand for."""
    if not re.search(r"positive|negative", text, re.I):
        return text

    def put(m: re.Match[str]) -> str:
        sign = "≥" if m["sign"].lower().startswith("non") else ">"
        names = [x["name"] for x in re.finditer(_LIST, m["many"])]
        return ", ".join(f"${name}_i {sign} 0$" for name in names)

    return _AFTER.sub(put, _BEFORE.sub(put, text))

"""`argmin_s F: s² = E`, `F is minimal at s² = E`: where a scale is optimal, told by its square."""

from __future__ import annotations

import re

_NAME = r"(?P<v>\\?[A-Za-zα-ω]+(?:_\{?\w+\}?|[₀-₉])?)"
_EQUATION = r"(?P=v)(?P<square>\^2|\^\{2\}|²)?\s*=\s*(?P<value>[^=,;:]+?)\s*\.?\s*$"
_BY_COLON = re.compile(
    rf"^\s*\\?arg\s?\\?(?P<sense>min|max)_\{{?\s*{_NAME}(?:\s*>\s*0)?\s*\}}?\s*(?P<of>[^=:]+?)\s*:\s*{_EQUATION}"
)
_AT_SQUARE = re.compile(
    r"^\s*(?P<of>[^=:]+?)\s+is\s+(?P<sense>min|max)im(?:al|i[sz]ed)\s+(?:at|by|for)\s+"
    + rf"(?=(?:\\?[^\W\d]+(?:_\{{?\w+\}}?|[₀-₉])?)(?:\^2|\^\{{2\}}|²)\s*=){_NAME}"
    + _EQUATION.removeprefix("(?P=v)")
)


def with_optimum_placed(text: str) -> str:
    """The step as an equation for the optimum, of a letter that is a scale where its square is told; the same for any other."""
    match = _BY_COLON.match(text) or _AT_SQUARE.match(text)
    if match is None:
        return text
    value = f"({match['value']})^{{1/2}}" if match["square"] else match["value"]
    return f"arg{match['sense']}_{{{match['v']}}} {match['of']} = {value}"

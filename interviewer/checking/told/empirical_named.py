"""`p_n, the empirical distribution of x_1, …, x_n`, `p̂ is the empirical distribution`: the problem's p, where no other p is spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NAME = r"\$?(?P<name>p\u0302|\\hat\s*\{?\s*p\s*\}?|\\tilde\s*\{?\s*p\s*\}?|p_(?:data|emp|[nND]|\{(?:\\\w+\s*\{)?\s*(?:data|emp|[nND])\s*\}?\}))\$?"
_SAID = re.compile(
    rf"(?<![\w\\]){_NAME}(?:\(x\))?\s*,?\s*(?:(?:is|be|denotes|for|=|:=)\s*)?(?:(?:the|an)\s+)?empirical\b", re.I
)
_PLAIN = re.compile(r"(?<![\w\\^_{])[pP](?![^\W_]|\u0302)")


def with_empirical_named(lines: Sequence[str]) -> list[str]:
    """The lines with the problem's p for the one empirical distribution that one of them names."""
    found = {m["name"].strip() for line in lines for m in _SAID.finditer(line)}
    if len(found) != 1:
        return list(lines)
    (name,) = found
    rest = [line.replace(name, " ") for line in lines]
    return list(lines) if any(map(_PLAIN.search, rest)) else [line.replace(name, "p") for line in lines]

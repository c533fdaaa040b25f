"""`P(A | h_i) = …` after `two coins A and B`: the responsibility γ_i of the first coin, or 1 − γ_i of the second."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.problem.world import World

_COINS = re.compile(r"\bcoins?\b", re.I)
_FIRST = "theta.A"
_OF = r"(?:(?:\\?text\{)?coin\s*\}?(?:_?\{?i\}?|ᵢ)?\s*(?:=\s*)?|[zcZ](?:_\{?i\}?|ᵢ)?\s*=\s*)?"
_EVENT = re.compile(
    rf"(?<![A-Za-z\\])(?:P|p|Pr)\s*\(\s*{_OF}(?P<coin>[AB])\s*(?:\\mid|\||∣)\s*[^()=]*?(?:_\{{?i\}}?|ᵢ|\bi)\s*\)"
)


def with_coin_events(problem: World, setup: Sequence[str], text: str) -> str:
    """The step with the probability of one of two coins as the problem's γ_i, where no line gives it another name."""
    lines = (*setup, text)
    if _FIRST not in problem.about or not any(map(_COINS.search, lines)) or any(map(_EVENT.search, setup)):
        return text
    return _EVENT.sub(lambda m: "γ_i" if m["coin"] == "A" else "(1 − γ_i)", text)

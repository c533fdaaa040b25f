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
_LETTER = r"\$?(?P<{}>\\?[^\W\d_]+)\$?(?![\w(])"
_PRIOR = re.compile(  # p(z_i = A) = λ, coin A is picked with probability λ
    rf"(?<![A-Za-z\\])(?:P|p|Pr)\s*\(\s*{_OF}A\s*\)\s*=\s*{_LETTER.format('told')}"
    rf"|\bcoin\s+A\s+(?:is\s+)?(?:chosen|picked|used|drawn|selected)\s+with\s+prob(?:ability)?\.?\s+{_LETTER.format('said')}"
)


def with_coin_events(problem: World, setup: Sequence[str], text: str) -> tuple[list[str], str]:
    """The lines with the probability of one of two coins as the problem's γ_i, where no line gives it another name, and their weight as π."""
    lines = (*setup, text)
    before = list(setup)
    if _FIRST not in problem.about or not any(map(_COINS.search, lines)) or any(map(_EVENT.search, setup)):
        return before, text
    if (prior := next((m["told"] or m["said"] for m in map(_PRIOR.search, setup) if m), "")) and _EVENT.search(text):
        weight = re.compile(rf"(?<![A-Za-z\\]){re.escape(prior)}(?![A-Za-z])")
        if not weight.search(text):
            return before, text  # of coins that are equally likely
        before, text = [_PRIOR.sub("", line) for line in setup], weight.sub("π", text)
    return before, _EVENT.sub(lambda m: "γ_i" if m["coin"] == "A" else "(1 − γ_i)", text)

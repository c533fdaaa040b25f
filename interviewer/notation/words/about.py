"""`KL = ½ ln(4/3), about 0.144 nats`: a number said to be about the value before it is an approximation of it."""

from __future__ import annotations

from itertools import pairwise, takewhile

from interviewer.notation.parsing.words import RELATIONS
from interviewer.notation.tokens import Token

_ABOUT = frozenset("about approximately approx roughly around".split())


def with_about_values(tokens: list[Token]) -> list[Token]:
    """The tokens with ≈ for such a word, and for the comma before it."""
    for k, (word, value) in enumerate(pairwise(tokens)):
        if word.kind != "word" or word.text not in _ABOUT or value.kind != "num":
            continue
        comma = k > 0 and tokens[k - 1].text == ","
        before = tokens[: k - comma]
        formula = list(takewhile(lambda t: t.kind != "word", reversed(before)))
        after = tokens[k + 2]
        if after.kind in ("end", "word") or after.text in (",", ";", ")"):
            if any(t.kind == "op" and t.text in RELATIONS for t in formula):
                rest = with_about_values(tokens[k + 1 :])
                return [*before, Token("op", "≈", word.pos, word.spaced), *rest]
    return tokens

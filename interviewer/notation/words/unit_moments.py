"""`has zero mean and unit variance` as `has mean 0 and variance 1`."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.notation.tokens import Token

_VALUES = {"zero": "0", "unit": "1"}
_MOMENTS = frozenset(["mean", "variance", "expectation", "Var"])
_LEADING = frozenset(["has", "have", "and", "a", "of"])


def with_moments_behind(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with what a moment is behind its noun, where something is said to have it."""
    out = list(tokens)
    for k in range(1, len(out) - 1):
        value, noun = out[k], out[k + 1]
        if value.text not in _VALUES or noun.text not in _MOMENTS or "word" not in (value.kind, noun.kind):
            continue
        said = [t.text for t in out[max(0, k - 6) : k] if t.kind == "word"]
        if said[-1:] and said[-1] in _LEADING and {"has", "have"} & set(said):
            out[k] = Token("word", noun.text, value.pos, value.spaced)
            out[k + 1] = Token("num", _VALUES[value.text], noun.pos, True)
    return out

"""Functions named as what something is like: `for tanh units`, `a softmax output`, `the logistic σ`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.notation.tokens import Token

ACTIVATIONS = frozenset(["relu", "sigmoid", "tanh", "softmax", "softplus"])
_LIKE_THAT = frozenset(
    "jacobian jacobians derivative derivatives gradient gradients slope slopes error errors "
    "activation activations function functions hidden layer layers net network networks neuron neurons nonlinearity "
    "non-linearity nonlinearities output outputs unit units head classifier model regression curve case curves".split()
)
_LETTERS = frozenset(["sigma", "phi", "varphi", "psi", "f", "g", "h"])
_ARTICLES = frozenset("the a an one of with for usual standard".split())


def as_adjectives(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with each function that only describes what stands behind it as a word."""
    out = list(tokens)
    for k, token in enumerate(tokens[:-1]):
        if token.kind != "fn" or token.text not in ACTIVATIONS:
            continue
        end = k + 1
        while tokens[end].kind in ("word", "name") and tokens[end].text.casefold() in _LIKE_THAT:
            out[end] = replace(tokens[end], kind="word", text=tokens[end].text.casefold())
            end += 1
        if end > k + 1 or (k and _is_letter_behind(out[k - 1], tokens[k + 1])):
            out[k] = replace(token, kind="word")
    return out


def _is_letter_behind(before: Token, after: Token) -> bool:
    """`the logistic σ`."""
    if (
        before.kind == "word"
        and before.text in ("the", "is", "are", "a")
        and (after.kind == "end" or after.text in (",", ";", "."))
    ):
        return True  # before the softmax
    if after.spaced and after.text in ("|", "‖"):
        return before.kind == "word" and before.text in ("for", "with", "using")  # for tanh |σ′| ≤ 1
    named = after.kind == "name" and after.spaced and after.text in _LETTERS
    return named and before.kind == "word" and before.text in _ARTICLES

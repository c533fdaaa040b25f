"""Functions named as what something is like: `for tanh units`, `a softmax output`, `the logistic σ`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.notation.tokens import Token

ACTIVATIONS = frozenset(["relu", "sigmoid", "tanh", "softmax", "softplus"])
_NAMED = ACTIVATIONS | {"logistic"}  # as a problem may call its functions
_LIKE_THAT = frozenset(
    "jacobian jacobians derivative derivatives gradient gradients slope slopes error errors "
    "activation activations function functions hidden layer layers net network networks neuron neurons nonlinearity "
    "non-linearity nonlinearities output outputs unit units head classifier model regression curve case curves".split()
)
_LETTERS = frozenset(["sigma", "phi", "varphi", "psi", "f", "g", "h"])
_CHOOSING = frozenset(["for", "with", "using"])
_ARTICLES = frozenset("the a an one of with for usual standard".split())


def as_adjectives(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with each function that only describes what stands behind it as a word."""
    out = list(tokens)
    for k, token in enumerate(tokens[:-1]):
        if not _is_activation(token):
            continue
        end = k + 1
        while tokens[end].kind in ("word", "name") and tokens[end].text.casefold() in _LIKE_THAT:
            out[end] = replace(tokens[end], kind="word", text=tokens[end].text.casefold())
            end += 1
        if end > k + 1 or _is_noun(out[:k], tokens[k + 1]):
            out[k] = replace(token, kind="word")
    return out


def _is_noun(ahead: Sequence[Token], after: Token) -> bool:
    """`the logistic σ`, `before the softmax`, `the logistic sigmoid has …`: a function among words, without argument."""
    before = ahead[-1] if ahead else None
    if before is None or before.kind != "word":
        return before is None and (after.text == ":" or (after.spaced and _is_activation(after)))  # tanh: σ′ = …
    if before.text in _CHOOSING and after.spaced and after.kind != "open":
        return True  # for tanh |σ′| ≤ 1, with ReLU δ = …
    if before.text not in _ARTICLES | _NAMED:
        return before.text in ("is", "are") and (after.kind == "end" or after.text in (",", ";", "."))
    if after.kind in ("word", "end") or after.text in (",", ";", "."):
        return True
    return after.spaced and (_is_activation(after) or (after.kind == "name" and after.text in _LETTERS))


def _is_activation(token: Token) -> bool:
    return (token.kind == "fn" and token.text in ACTIVATIONS) or (token.kind == "name" and token.text in _NAMED)

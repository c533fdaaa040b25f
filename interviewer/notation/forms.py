"""Quadratic forms: the letter between `(y − Xw)ᵀ` and `(y − Xw)` multiplies, and so does an inverse matrix before a bracket."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.notation.tokens import Token

_INVERTED = frozenset(["F", "Phi", "G", "T"])  # distribution functions, and maps
_CAPITALS = frozenset(["Sigma", "Omega", "Lambda", "Gamma"])


def with_products(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with such letters in a group of their own, so that what stands behind is no argument."""
    out: list[Token] = []
    for k, token in enumerate(tokens):
        out.append(token)
        if token.kind != "name" or not (token.text in _CAPITALS or (len(token.text) == 1 and token.text.isupper())):
            continue
        after, inverse = _behind(tokens, k + 1)
        if after >= len(tokens) or tokens[after].text != "(":
            continue
        if (inverse and token.text not in _INVERTED) or _is_form(tokens, k, after):
            factor = [Token("open", "{", token.pos, token.spaced), *tokens[k:after], Token("close", "}", token.pos)]
            return [*out[:-1], *factor, *with_products(tokens[after:])]
    return out


def _behind(tokens: Sequence[Token], k: int) -> tuple[int, bool]:
    """Where a −1 as exponent ends, and whether there is one."""
    shape = [t.text for t in tokens[k : k + 5]]
    if shape == ["^", "{", "-", "1", "}"]:
        return k + 5, True
    return k, False


def _is_form(tokens: Sequence[Token], k: int, opening: int) -> bool:
    """Whether the bracket behind is the one that stands transposed before the letter."""
    before = k - 1
    texts = [t.text for t in tokens[:k]]
    if texts[-4:] == ["^", "{", "T", "}"]:
        before = k - 5
    elif texts[-2:] == ["^", "T"]:
        before = k - 3
    else:
        return False
    if before < 0 or tokens[before].text != ")":
        return False
    first, last = _bracket(tokens, before, -1), _bracket(tokens, opening, 1)
    if first is None or last is None:
        return False
    return [t.text for t in tokens[first : before + 1]] == [t.text for t in tokens[opening : last + 1]]


def _bracket(tokens: Sequence[Token], k: int, step: int) -> int | None:
    """The other end of the bracket at `k`."""
    depth = 0
    while 0 <= k < len(tokens):
        depth += {"open": 1, "close": -1}.get(tokens[k].kind, 0)
        if depth == 0:
            return k
        k += step
    return None

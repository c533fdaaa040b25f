"""Noun phrases that stand for an expression: `the mean of q(x|z)`, `the variance of N(μ, σ²)`, `the entropy of p`."""

from __future__ import annotations

from interviewer.notation.tokens import Token

_MOMENTS = {
    "precision": "Var",
    "mean": "Expectation",
    "expectation": "Expectation",
    "variance": "Var",
    "covariance": "Cov",
    "Var": "Var",
}
_FILLER = frozenset(["the", "distribution", "density", "posterior", "law", "conditional"])


def spelt_out(tokens: list[Token]) -> list[Token]:
    """Tokens with `mean of q(x|z)` as `E_{q(x|z)}[x]`."""
    out: list[Token] = []
    k = 0
    while k < len(tokens):
        if (
            tokens[k].text == "="
            and k + 1 < len(tokens)
            and tokens[k + 1].kind == "word"
            and tokens[k + 1].text == "uniform"
        ):
            k += 1  # `u = uniform on …`
        found = _moment(tokens, k)
        if found is None:
            out.append(tokens[k])
            k += 1
        else:
            made, k = found
            out += made
    return out


def _moment(tokens: list[Token], k: int) -> tuple[list[Token], int] | None:
    """The moment that a phrase at `k` names, and where it ends."""
    kind = _MOMENTS.get(tokens[k].text)
    if kind is None or k + 1 >= len(tokens) or tokens[k + 1].kind != "word" or tokens[k + 1].text != "of":
        return None
    start = k + 2
    while start < len(tokens) and tokens[start].kind == "word" and tokens[start].text in _FILLER:
        start += 1
    opening = start
    while opening < len(tokens) and (
        tokens[opening].kind in ("name", "accent") or tokens[opening].text in ("_", "{", "}")
    ):
        opening += 1
    if opening == start or opening >= len(tokens) or tokens[opening].text != "(":
        return None
    depth, bar, end = 0, 0, opening
    for end in range(opening, len(tokens)):
        depth += {"open": 1, "close": -1}.get(tokens[end].kind, 0)
        if depth == 1 and tokens[end].text == "|" and not bar:
            bar = end
        if depth == 0:
            break
    if depth or not bar:
        return None
    at = tokens[k].pos
    mark = lambda kind, text: Token(kind, text, at)  # noqa: E731
    over = [mark("op", "_"), mark("open", "{"), *tokens[start : end + 1], mark("close", "}")]
    variable = [mark("open", "["), *tokens[opening + 1 : bar], mark("close", "]")]
    moment = [Token("fn", kind, at, tokens[k].spaced), *over, *variable]
    inverse = [mark("num", "1"), mark("op", "/")] if tokens[k].text == "precision" else []
    return [*inverse, *moment], end + 1

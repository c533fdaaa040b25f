"""Noun phrases that stand for an expression: `the mean of q(x|z)`, `sum over i of x_i`, `integral of p(x) dx`."""

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
        found = _moment(tokens, k) or _summed(tokens, k) or _range(tokens, k)
        if found is None:
            out.append(tokens[k])
            k += 1
        else:
            made, k = found
            out += made
    return out


def _range(tokens: list[Token], k: int) -> tuple[list[Token], int] | None:
    """`l = 1…L` with the commas of `l = 1, …, L`."""
    if tokens[k].text != "…" or not 0 < k < len(tokens) - 1:
        return None
    if (
        tokens[k - 1].kind != "num"
        or tokens[k + 1].kind not in ("name", "num")
        or tokens[k - 2].text not in ("=", "over")
    ):
        return None
    depth = sum({"open": 1, "close": -1}.get(t.kind, 0) for t in tokens[:k])
    comma = Token("op", ",", tokens[k].pos)
    return ([comma, tokens[k], comma], k + 1) if not depth else None


_SIGNS = {"sum": "sum", "product": "prod", "integral": "int"}


def _summed(tokens: list[Token], k: int) -> tuple[list[Token], int] | None:
    """`sum over (all) Z of …` as Σ_Z, `integral of … dz` as ∫, where the phrase at `k` is one; and where it ends."""
    sign = _SIGNS.get(tokens[k].text) if tokens[k].kind in ("word", "big") else None
    at, words = k + 1, [t.text if t.kind == "word" else "" for t in tokens[k + 1 : k + 6]]
    if sign is None or not words:
        return None
    big = Token("big", sign, tokens[k].pos, tokens[k].spaced)
    if words[0] == "of" and sign == "int":
        return [big], at + 1
    if words[0] != "over":
        return None
    at += 2 if words[1:2] == ["all"] else 1
    variable = at
    while tokens[at].kind in ("name", "accent", "num") or tokens[at].text in ("_", "{", "}"):
        at += 1
    if at == variable or (tokens[at].kind, tokens[at].text) != ("word", "of"):
        return None
    mark = lambda kind, text: Token(kind, text, tokens[k].pos)  # noqa: E731
    under = [mark("op", "_"), mark("open", "{"), *tokens[variable:at], mark("close", "}")]
    return [big, *under], at + 1


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

"""`KL(p‖q) ≥ 0, = 0 iff p = q`, `… ≥ 0 (zero iff p = q)`, `I(X; Y) ≥ 0, = 0 iff X, Y independent`: where a bound is tight."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.notation.tokens import Token

_BOUNDS = frozenset([">=", "<=", "≥", "≤"])
_SAYING = frozenset("with and is it being equal equals to exactly where".split())
_IFF = frozenset(["iff", "⇔"])
_ENDS = frozenset([",", ";", ".", ")"])


def with_equality_told(tokens: list[Token]) -> list[Token]:
    """The tokens with `with equality iff` for what repeats the other side of the bound before it."""
    for k, token in enumerate(tokens):
        if token.text in _IFF and [t.text for t in tokens[k - 2 : k]] == ["with", "equality"]:
            return [*tokens[: k + 1], *_factorised(list(tokens[k + 1 :]))]
        if token.text not in _IFF or (opened := _opens(tokens, k)) is None:
            continue
        rest = list(tokens[k + 1 :])
        if tokens[opened].text == "(" and (close := _closing(rest)) is not None:
            del rest[close]
        words = [Token("word", w, token.pos, True) for w in ("with", "equality", "iff")]
        comma = Token("op", ",", token.pos)
        return [*tokens[:opened], comma, *words, *_factorised(rest)]
    return tokens


def _opens(tokens: Sequence[Token], iff: int) -> int | None:
    """Where `, = 0` begins, before `iff`, if what is told is the side that the bound before it ends with."""
    start, depth = iff, 0
    while start and depth >= 0:
        before = tokens[start - 1]
        depth += {"close": 1, "open": -1}.get(before.kind, 0)
        if depth < 0 or (depth == 0 and before.kind == "op" and before.text in {*_BOUNDS, ",", ";"}):
            break
        start -= 1
    opener = start - 1
    if opener >= 1 and tokens[opener].text in _BOUNDS:  # ≥ 0 and is zero iff
        start = opener = next((k for k in range(start, iff) if tokens[k].text in _SAYING), 0)
    if opener < 1:
        return None
    told = [t for t in tokens[start:iff] if t.text not in _SAYING]
    said = [t.text for t in told if t.text != "="]
    line = [t.text for t in tokens[:opener]]
    bound = next((k for k in range(opener - 1, -1, -1) if line[k] in _BOUNDS), None)
    if bound is None or not told or (len(told) == iff - start and told[0].text not in ("=", "zero")):
        return None
    side = line[bound + 1 :]
    return opener if said == side or (said == ["zero"] and side == ["0"]) else None


def _closing(tokens: Sequence[Token]) -> int | None:
    depth = 0
    for k, token in enumerate(tokens):
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth < 0:
            return k
    return None


def _factorised(tokens: list[Token]) -> list[Token]:
    """`X, Y independent` and `X and Y are independent` as p(x, y) = p(x) p(y)."""
    at = next((k for k, t in enumerate(tokens) if t.text == "independent"), None)
    if at is None or [t.text for t in tokens[at + 1 : at + 2] if t.kind != "end" and t.text not in _ENDS]:
        return tokens
    named = [t for t in tokens[:at] if t.text not in (",", "and", "are")]
    if len(named) != 2 or any(t.kind != "name" or len(t.text) != 1 for t in named):
        return tokens
    x, y = (t.text.lower() for t in named)
    kinds = {"(": "open", ")": "close", ",": "op", "=": "op"}
    made = [Token(kinds.get(c, "name"), c, named[0].pos) for c in f"p({x},{y})=p({x})p({y})"]
    return [*made, *tokens[at + 1 :]]

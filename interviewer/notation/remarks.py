"""Relations in brackets behind a value, `x₁ = 1 (y₁ = +1)`, `… = Xᵀr (r = Xw − y, X of full rank)`: said beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.notation.tokens import Token

_STATES = frozenset(["=", "~", "∼", "≡", ":=", "∈"])


def relations_apart(tokens: Sequence[Token], functions: frozenset[str]) -> list[Token]:
    """The tokens with each such bracket as a clause of its own; one that ends the line says where that is so."""
    out = _last_remark_apart(list(tokens), functions)
    for k in range(1, len(out)):
        if out[k].text != "(" or not out[k].spaced or not _ends_value(out, k - 1):
            continue
        end = _is_relation(out, k)
        if end is not None:
            out[k] = replace(out[k], kind="op", text=",")
            out[end] = replace(out[end], kind="op", text=",")
    return [
        t
        for k, t in enumerate(out)
        if not (t.text == "," and out[k + 1 : k + 2] and out[k + 1].text in (",", ";", "."))
    ]


def _last_remark_apart(tokens: list[Token], functions: frozenset[str]) -> list[Token]:
    """The line with `where` for the bracket that closes it, if that states something behind a whole relation."""
    last = len(tokens) - 1
    while last > 0 and (tokens[last].kind == "end" or tokens[last].text in (".", ",", ";")):
        last -= 1
    start = _opening(tokens, last)
    if start is None or start < 2 or not tokens[start].spaced:
        return tokens
    before = tokens[start - 1]
    stated = any(t.text in _STATES for t in tokens[:start]) and before.text not in functions
    closes = before.kind in ("name", "num", "close", "word")
    if not (stated and closes and _states(tokens[start + 1 : last])):
        return tokens
    where = replace(tokens[start], kind="word", text="for" if _is_case(tokens[start + 1 : last]) else "where")
    comma = replace(tokens[start], kind="op", text=",")
    return [*tokens[:start], comma, where, *tokens[start + 1 : last], *tokens[last + 1 :]]


def _is_case(inside: Sequence[Token]) -> bool:
    """`(y_i = 1)`: true of some samples only"""
    return (
        [t.kind for t in inside] == ["name", "op", "name", "op", "num"]
        and inside[1].text == "_"
        and inside[3].text == "="
    )


def _opening(tokens: Sequence[Token], last: int) -> int | None:
    """The round bracket that the last token closes."""
    depth = 0
    for k in range(last, -1, -1):
        depth += {"close": 1, "open": -1}.get(tokens[k].kind, 0)
        if depth == 0:
            return k if k < last and (tokens[k].text, tokens[last].text) == ("(", ")") else None
    return None


def _states(inside: Sequence[Token]) -> bool:
    """Whether a bracket holds a relation of its own and no condition: `(y = 1 | x)` is an event."""
    depth, states = 0, False
    for token in inside:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0 and token.text in ("|", ";"):
            return False
        states = states or (depth == 0 and token.text in _STATES)
    return states


def _ends_value(tokens: Sequence[Token], k: int) -> bool:
    """A number or a closed bracket, transposed or not."""
    if [t.text for t in tokens[max(k - 1, 0) : k + 1]] == ["^", "T"]:
        k -= 2
    return tokens[k].kind == "num" or tokens[k].text in (")", "]")


def _is_relation(tokens: Sequence[Token], start: int) -> int | None:
    """Where a bracket ends that holds nothing but an equation of a name, perhaps with an index: `(y₁ = +1)`."""
    if tokens[start + 1].kind != "name":
        return None
    depth, equals = 0, 0
    for k in range(start, len(tokens)):
        depth += {"open": 1, "close": -1}.get(tokens[k].kind, 0)
        if depth == 0:
            return k if equals == 1 else None
        if tokens[k].kind == "word" or (depth == 1 and tokens[k].text in (",", "|", ";")):
            return None
        equals += depth == 1 and tokens[k].text == "="
    return None

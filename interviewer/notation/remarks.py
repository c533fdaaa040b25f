"""Relations in brackets behind a value, `x₁ = 1 (y₁ = +1)`: said beside it, and no factor of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.notation.tokens import Token


def relations_apart(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with each such bracket as a clause of its own."""
    out = list(tokens)
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

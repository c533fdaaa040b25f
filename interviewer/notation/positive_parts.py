"""Positive parts: `[1 − y f(x)]_+` as `max(0, 1 − y f(x))`."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.notation.tokens import Token

_MARKS = (("_", "+"), ("_", "{", "+", "}"))


def with_positive_parts(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with the larger of nothing and what stands in such brackets."""
    out: list[Token] = []
    opened: list[int] = []
    k = 0
    while k < len(tokens):
        token = tokens[k]
        if token.kind == "open":
            opened.append(len(out))
        out.append(token)
        k += 1
        if token.kind != "close" or not opened:
            continue
        start = opened.pop()
        mark = next((m for m in _MARKS if tuple(t.text for t in tokens[k : k + len(m)]) == m), None)
        if mark is not None and token.text in ("]", ")", "\\}", "}"):
            at = out[start]
            head = [Token("big", "max", at.pos, at.spaced), Token("open", "(", at.pos), Token("num", "0", at.pos)]
            out[start:] = [*head, Token("op", ",", at.pos), *out[start + 1 : -1], Token("close", ")", token.pos)]
            k += len(mark)
    return out

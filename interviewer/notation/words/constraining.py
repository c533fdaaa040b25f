"""What a program is under, however that is joined to it: `min f such that g`, `min f : g`, `max { f : g }` as `min f st g`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.notation.segments import has_relation
from interviewer.notation.tokens import Token

_OPTIMA = frozenset(["min", "max", "argmin", "argmax"])
_SENSES = frozenset(["minimise", "minimize", "maximise", "maximize"])
_SUCH = (
    ("such", "that"),
    ("so", "that"),
    ("under", "the", "constraints"),
    ("under", "the", "constraint"),
    ("provided", "that"),
)
_BARS = frozenset(["|", "∣"])


def with_constraints_named(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with one word before what each program of the line is under, and without the numbers of equations."""
    if not any(_opens(t) for t in tokens):
        return list(tokens)
    out = _without_labels(tokens)
    k = 0
    while k < len(out):
        if _opens(out[k]):
            out = _bared(out, k)
            end = _end(out, k + 1)
            if (cut := _cut(out, k + 1, end)) is not None:
                at, length = cut
                out = [*out[:at], Token("word", "st", out[at].pos, True), *out[at + length :]]
        k += 1
    return out


def _opens(token: Token) -> bool:
    return (token.kind == "big" and token.text in _OPTIMA) or (token.kind == "word" and token.text in _SENSES)


def _without_labels(tokens: Sequence[Token]) -> list[Token]:
    """`(P) min f s.t. g; (D) max h`: a letter in brackets before a program only numbers it."""
    out: list[Token] = []
    for token in tokens:
        out.append(token)
        label = [t.text for t in out[-4:-1]]
        heads = len(out) < 5 or out[-5].text in (",", ";", "\\\\") or out[-5].kind == "word"
        if _opens(token) and heads and label[:1] == ["("] and label[2:] == [")"] and out[-3].kind in ("name", "num"):
            out = [*out[:-4], token]
    return out


def _bared(tokens: list[Token], k: int) -> list[Token]:
    """`max_α { f : g }` without its braces, where they hold a condition."""
    start = _behind_binders(tokens, k + 1)
    if start >= len(tokens) or tokens[start].text not in ("{", "\\{"):
        return tokens
    depth = 0
    for j in range(start, len(tokens)):
        depth += {"open": 1, "close": -1}.get(tokens[j].kind, 0)
        if depth == 0:
            inner = tokens[start + 1 : j]
            bars = [i for i, t in enumerate(inner) if t.text in _BARS]
            if len(bars) == 1:
                inner[bars[0]] = replace(inner[bars[0]], text=":")
            return [*tokens[:start], *inner, *tokens[j + 1 :]] if _cut(inner, 0, len(inner)) is not None else tokens
    return tokens


def _behind_binders(tokens: Sequence[Token], k: int) -> int:
    if k + 1 < len(tokens) and tokens[k].text == "_":
        depth, k = 0, k + 1
        while k < len(tokens):
            depth += {"open": 1, "close": -1}.get(tokens[k].kind, 0)
            k += 1
            if depth == 0:
                break
    return k


def _end(tokens: Sequence[Token], k: int) -> int:
    """Where the formula that begins here is cut: at a word of its own meaning, a comma, or the line's end."""
    depth = 0
    while k < len(tokens) and tokens[k].kind != "end":
        depth += {"open": 1, "close": -1}.get(tokens[k].kind, 0)
        if depth < 0 or (depth == 0 and tokens[k].text in (";", "⇒", "⇔")):
            break
        k += 1
    return k


def _cut(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int] | None:
    """Where the objective ends at `such that` or a colon with relations behind it, and how long that sign is."""
    depth = 0
    for k in range(start, end):
        depth += {"open": 1, "close": -1}.get(tokens[k].kind, 0)
        if depth:
            continue
        if tokens[k].kind == "word":
            for words in _SUCH:
                if tuple(t.text for t in tokens[k : k + len(words)]) == words:
                    return k, len(words)
            return None
        if tokens[k].text == ":" and k > start:
            ahead, behind = list(tokens[start:k]), list(tokens[k + 1 : end])
            return (k, 1) if has_relation(behind) and _is_formula(ahead) and not has_relation(ahead) else None
        if tokens[k].text == ",":
            return None
    return None


def _is_formula(tokens: Sequence[Token]) -> bool:
    """Whether more stands there than the letters optimised over: `minimise over w: f` names these before its colon."""
    behind = _behind_binders(tokens, 0)
    return any(t.kind in ("name", "num", "frac", "big", "fn") for t in tokens[behind:])

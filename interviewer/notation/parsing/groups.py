"""What the tokens of a bracket tell before it is read: whether a name before it applies or multiplies."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from interviewer.notation.tokens import Token
from interviewer.notation.tree import Apply, Node, Sym

EVERY = Sym("every")  # the colon of A_{i,:}


def transposes(tokens: Sequence[Token], at: int) -> bool:
    """The bracket at this token holds an inner product, `θᵀx`, and no more than that: `σ(θᵀx)` applies."""
    texts = [t.text for t in tokens[at : _end(tokens, at)]]
    return any(pair == ("^", "T") or pair == ("{", "T") for pair in pairwise(texts)) and "," not in texts


def scripted_factor(tokens: Sequence[Token], at: int) -> bool:
    """`δ (a^{(l)})ᵀ`: the bracket is there for the script of what is transposed, and no list of arguments."""
    end = _end(tokens, at)
    after = [t.text for t in tokens[end + 1 : end + 4]]
    return any(t.text == "^" for t in tokens[at:end]) and (after[:2] == ["^", "T"] or after == ["^", "{", "T"])


_RUNNING, _WEIGHTS = frozenset("ijklmnst"), frozenset("suvR")


def weighs(symbol: Sym) -> bool:
    """The v_kj of `v_kj (y_k − t_k)`: an entry, and no function for its running indices."""
    running = all(isinstance(i, Sym) and i.name in _RUNNING for i in symbol.index)
    return bool(symbol.index) and running and symbol.name in _WEIGHTS


def _end(tokens: Sequence[Token], at: int) -> int:
    """Where the bracket that opens here closes."""
    depth = 0
    for k in range(at, len(tokens)):
        depth += {"open": 1, "close": -1}.get(tokens[k].kind, 0)
        if depth == 0:
            return k
    return len(tokens)


def spreads(tokens: Sequence[Token], at: int, multiplies: bool) -> bool:
    """`V[s]` and `V(q·k)`: of square brackets, or of a product of small letters, it is the variance and no matrix V."""
    if tokens[at].text == "[":
        return not multiplies or not tokens[at].spaced
    inside = tokens[at + 1 : _end(tokens, at)]
    named = [t.text for k, t in enumerate(inside) if t.kind == "name" and inside[k - 1].text not in ("_", "{")]
    return tokens[at].text == "(" and not tokens[at].spaced and len(named) > 1 and all(n.islower() for n in named)


def sliced(symbol: Sym) -> Node:
    """`A_{i,:}` is row i, lying as it does in A, `A_{:,j}` column j."""
    match symbol.index:
        case (*before, row, last) if last == EVERY and row != EVERY:
            return Apply("T", (Sym(symbol.name, (*before, row)),))
        case (*before, first, column) if first == EVERY and column != EVERY:
            return Apply("index", (Apply("T", (Sym(symbol.name, tuple(before)),)), column))
    return symbol


def follows_transpose(tokens: Sequence[Token], at: int) -> bool:
    """Whether the name before the bracket at this token stands right behind a transposed factor."""
    before = [t.text for t in tokens[max(0, at - 5) : at - 1]]
    return before[-1:] == ["'"] or before[-2:] == ["^", "T"] or before[-4:] == ["^", "{", "T", "}"]


def is_set(tokens: Sequence[Token], at: int) -> bool:
    """`B(w) = …`: nobody sets a product, so that the name before this bracket is a function's, whatever else goes by it."""
    before = next((t for t in reversed(tokens[:at]) if t.kind != "name" and t.text not in "_{}"), None)
    opens = before is None or before.text in (",", ";", ":")
    end = _end(tokens, at)
    after = tokens[end + 1 :][:1]
    letter = end == at + 2 and tokens[at + 1].kind == "name"  # γ(z_k) is a responsibility, ε_θ(x_t, t) a network
    return opens and letter and bool(after) and after[0].text in ("=", ":=", "≡")

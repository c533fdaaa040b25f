"""`p(x, z)/q(z) is constant in z`, `q(z) ∝ p(x, z)`: both say what q is, as it sums to one."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.notation.clause import Clause
from interviewer.notation.tree import Apply, Binder, Bound, Call, Node, Rel, Sym, names

_CONSTANTS = frozenset(["c", "C", "const", "constant", "k"])
_SAID = (["is", "constant"], ["is", "a", "constant"], ["does", "not", "depend", "on"], ["is", "independent", "of"])


def says_constant(words: Sequence[str]) -> bool:
    """Whether words say that what stands before them is a constant."""
    return any(list(words[: len(said)]) == said for said in _SAID)


def constant_ratio(node: Node, variable: Node | None) -> Rel | None:
    """What a ratio to a distribution says of it, where it is the same for every value of its variable."""
    match node:
        case Apply("div", (of, Call(_, (Sym() as v,), (), ()) as law)) if variable in (None, v):
            return _normalised(law, of, v)
        case Apply("div", (Call(_, (Sym() as v,), (), ()) as law, of)) if variable in (None, v):
            return _normalised(law, of, v)
        case Apply("log", (inner,)):
            return constant_ratio(inner, variable)
    return None


def proportional_at(node: Node, clauses: Sequence[Clause]) -> Node:
    """`q(z) ∝ p(x, z)` and `p(x, z)/q(z) = c`, with a c of which nothing else is said, as what q is; else the node."""
    match node:
        case Rel(("∝",), (Call(_, (Sym() as v,), (), ()) as law, of)):
            return _normalised(law, of, v) or node
        case Rel(("=",), (ratio, Sym(name, ()))) if name in _CONSTANTS:
            free = not any(name in names(c.node) for c in clauses)
            return (constant_ratio(ratio, None) if free else None) or node
    return node


def _normalised(law: Call, of: Node, variable: Sym) -> Rel | None:
    if variable.name not in names(of):
        return None
    return Rel(("=",), (law, Apply("div", (of, Bound("sum", (Binder(variable),), of)))))

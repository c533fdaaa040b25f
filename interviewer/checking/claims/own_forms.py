"""What the problem names in the form that the candidate gives it, and the scope without that form."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.result import EQUAL
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Bound, Call, Deriv, Divergence, Moment, Node, Sym, names, walk


def in_his_form(scope: Scope, op: str, left: Node, right: Node, chained: bool) -> Scope:
    """A quantity given rightly in the candidate's form is kept in it, so that later derivatives run through his names."""
    if chained or op not in EQUAL or not isinstance(left, Sym) or scope.conditions:
        return scope
    if scope.own.keys() & set(scope.world.unknowns):
        return scope  # at w = 0 it may have another form
    index = tuple(i.name for i in left.index if isinstance(i, Sym) and not i.index)
    known = scope.world.definitions.get(left.name, ())
    if (
        not known
        or len(index) != len(left.index)
        or any(i in scope.world.sizes for i in index)  # δ^{(L)} is the last one only
        or known[0].is_call
        or (known[0].index and not index)
    ):
        return scope
    itself = left.name in dependencies(scope, right) and left.name not in scope.world.sizes  # a^{(L)}: the last layer
    if itself or any(isinstance(n, Deriv | Bound | Moment | Divergence) for n in walk(right)):
        return scope
    return scope.with_definition(replace(known[0], body=right, index=index, alternatives=(), fixed=False))


def without_own(scope: Scope, left: Node) -> Scope | None:
    """The scope before the candidate gave the problem's quantity a form of his own; None when he has not."""
    symbol = left.fn if isinstance(left, Call) else left
    carried = [d for d in scope.own.get(symbol.name, ()) if d.carried] if isinstance(symbol, Sym) else []
    if not isinstance(symbol, Sym) or not carried or any(names(d.body) & set(scope.own) for d in carried):
        return None  # what leans on names of his own is his model, no slip
    if not settled(scope, symbol.name, isinstance(left, Call)):
        return None  # the problem leaves it to him
    return replace(scope, own={k: v for k, v in scope.own.items() if k != symbol.name})


def settled(scope: Scope, name: str, called: bool) -> bool:
    """Whether the problem fixes what a name is: the kernel K(u, v) it leaves open, not its Gram matrix K."""
    definitions = scope.world.definitions.get(name, ())
    return any(d.fixed for d in [d for d in definitions if d.is_call == called] or definitions)

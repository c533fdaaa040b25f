"""`p(θ_j)` where a prior is said to be of each coefficient: the coefficients are independent, and this is the factor of one."""

from __future__ import annotations

from interviewer.checking.problem.canonical import RUNNING
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import Bound, Call, Node, Sym, transform, walk


def of_each(node: Node) -> tuple[Call, Sym] | None:
    """p(θ) and j where a density is said to be of every θ_j."""
    match node:
        case Call(fn, (Sym(name, (Sym(index, ()) as j,)),), (), ()) if index in RUNNING:
            return Call(fn, (Sym(name),)), j
    return None


def at_entries(node: Node, scope: Scope) -> Node:
    """The node with the candidate's own prior of one coefficient in place of p(θ_j)."""
    products = [d for ds in scope.own.values() for d in ds if d.density and _factor_of_each(d.body, d.params)]
    return transform(node, lambda n: _at_entry(n, products) or n) if products else node


def _at_entry(node: Node, products: list[Definition]) -> Node | None:
    each = of_each(node)
    for d in products:
        if each is not None and each[0].fn.name == d.name and each[0].args == (Sym(d.params[0]),):
            assert isinstance(d.body, Bound)
            return replaced(d.body.body, d.body.binders[0].var, each[1])
    return None


def replaced(node: Node, one: Node, by: Node) -> Node:
    """The node with one name in place of another."""
    return transform(node, lambda n: by if n == one else n)


def _factor_of_each(body: Node, params: tuple[str, ...]) -> bool:
    if not (isinstance(body, Bound) and body.op == "prod" and len(body.binders) == 1 and len(params) == 1):
        return False
    running = body.binders[0].var
    found = [n for n in walk(body.body) if isinstance(n, Sym) and n.name == params[0]]
    return bool(found) and all(n.index == (running,) for n in found)

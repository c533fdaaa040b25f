"""Indices that a formula leaves unsaid: a bare Σ runs over the letter that nothing else uses, or over the entries."""

from __future__ import annotations

from collections.abc import Callable

from interviewer.checking.problem.canonical import RUNNING
from interviewer.checking.problem.scope import Scope
from interviewer.checking.reading.at_states import is_finite
from interviewer.checking.reading.shapes import is_matrix
from interviewer.notation.tree import Apply, Bound, Call, Node, Sym, children, names, rebuild, walk


def running_indices(body: Node, layered: frozenset[str] = frozenset()) -> list[str]:
    """Index letters free in the body, in order; that of a layered name picks a whole."""
    out: list[str] = []

    def visit(n: Node, bound: frozenset[str]) -> None:
        if isinstance(n, Sym):
            for item in n.index[n.name in layered :]:
                for x in walk(item):
                    if isinstance(x, Sym) and x.name in RUNNING and x.name not in bound and x.name not in out:
                        out.append(x.name)
        inner = bound | {b.var.name for b in n.binders} if isinstance(n, Bound) else bound
        for child in children(n):
            visit(child, inner)

    visit(body, frozenset())
    return out


def free_outside(node: Node, hidden: Callable[[Node], bool]) -> set[str]:
    """Index names that occur outside the parts that are hidden."""
    found: set[str] = set()

    def visit(n: Node) -> None:
        if hidden(n):
            return
        if isinstance(n, Sym):
            for item in n.index:
                found.update(x.name for x in walk(item) if isinstance(x, Sym))
        for child in children(n):
            visit(child)

    visit(node)
    return found


def states_summed(total: Bound, whole: Node, scope: Scope) -> list[str]:
    """The variables whose states a bare Σ runs over, the x of `Σ p(x) ln(p(x)/q(x))`, and of p(x) = Σ p(x, z) the z alone."""
    states = _states(total.body, scope) if not total.binders else []
    spoken = _values_outside(whole) if states else set[str]()
    return [name for name in states if name not in spoken]


def is_bare_sum(node: Node) -> bool:
    return isinstance(node, Bound) and node.op in ("sum", "prod") and not node.binders


def _states(body: Node, scope: Scope) -> list[str]:
    """The finite variables that laws are at, the x of `Σ p(x) ln(p(x)/q(x))`."""
    known = scope.world.distributions.keys() | scope.own.keys()
    laws = (n for n in walk(body) if isinstance(n, Call) and n.fn.name in known)
    points = dict.fromkeys(a.name for n in laws for a in n.args if isinstance(a, Sym) and not a.index)
    return [name for name in points if is_finite(scope, name)]


def _values_outside(node: Node) -> set[str]:
    """What stands as a value outside of bare sums: the X of an H(X) does not."""
    if is_bare_sum(node) or (isinstance(node, Call) and node.fn.name in ("H", "MI")):
        return set()
    here = {node.name} if isinstance(node, Sym) else set[str]()
    return here.union(*map(_values_outside, children(node)))


def by_entries(body: Node, scope: Scope) -> Node:
    """`Σ p ln(p/q)` and `sum(1 + logvar − μ²)` without an index run over the entries, of `sum((y − Xw)²)` of what X makes."""
    if isinstance(body, Sym) and body.index and _is_member(scope, body):
        return Sym(body.name, (*body.index, _EACH))  # the entries of a^{(2)}
    if isinstance(body, Sym):
        return Sym(body.name, (_EACH,)) if not body.index and _has_entries(scope, body.name) else body
    if isinstance(body, Apply) and body.op == "hadamard" and any(is_matrix(scope, a) for a in body.args):
        return body  # all entries of it
    if isinstance(body, Apply) and body.op in ("mul", "times", "dot") and _is_matrix(body.args[0], scope):
        last = body.args[-1]
        row = isinstance(last, Sym) and len(last.index) == 1 and _is_row(scope, last.name)  # X @ X[s]
        return Apply("index", (body, _EACH)) if row or _has_entries(scope, _name_of(last)) else body
    return rebuild(body, lambda part: by_entries(part, scope))


_EACH = Sym("i")


def _name_of(node: Node) -> str:
    return node.name if isinstance(node, Sym) and not node.index else ""


def _is_matrix(node: Node, scope: Scope) -> bool:
    plain = node.args[0] if isinstance(node, Apply) and node.op == "T" else node
    letter = scope.letter(_name_of(plain))
    return letter is not None and letter.kind == "matrix"


def _is_row(scope: Scope, name: str) -> bool:
    letter = scope.letter(name)
    return name in scope.world.row_families or (letter is not None and letter.kind == "matrix" and not letter.index)


def _is_member(scope: Scope, symbol: Sym) -> bool:
    """Whether this is a vector of a family that the problem has one of in each layer."""
    if symbol.name not in scope.world.vocabulary.indexed or symbol.name in scope.own:
        return False
    made = [d for d in scope.definitions(symbol.name) if not d.is_call]
    if made:
        bases = (n for d in made for n in walk(d.body) if isinstance(n, Sym) and n.name != symbol.name)
        depth = {len(d.index) for d in made} == {len(symbol.index)}
        return depth and any(n.name in scope.world.vocabulary.indexed or _has_entries(scope, n.name) for n in bases)
    letter = scope.letter(symbol.name)
    return letter is not None and letter.kind == "vector" and letter.index is not None and len(symbol.index) == 1


def _has_entries(scope: Scope, name: str) -> bool:
    defined = [d for d in scope.definitions(name) if not d.is_call and not d.index and d.body != Sym(name)]
    if defined:
        return all(any(_has_entries(scope, n) for n in names(d.body) - {name}) for d in defined)
    letter = scope.letter(name)
    return letter is not None and letter.kind in ("simplex", "vector", "noise")

"""The Kronecker delta where the problem has a δ of its own: two indices in a row beside it, `ŷ_k(δ_kj − ŷ_j)`; and I_kj."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from interviewer.checking.problem.scope import Scope
from interviewer.notation.clause import Line
from interviewer.notation.tree import Binder, Bound, Node, Rel, Sym, apply, names, num, transform, walk

DELTA, KRONECKER, IDENTITY = "delta", "kronecker", "I"
_INDICES = frozenset("ijkmnrsabcpq")


def with_kronecker(lines: Iterable[Line], scope: Scope) -> Iterator[Line]:
    """Each line as it stands and with its δ_ij as Kronecker's; that alone where its words call it so."""
    for line in lines:
        line = replace(line, clauses=tuple(replace(c, node=_ranged(_in_deltas(c.node, scope))) for c in line.clauses))
        if not scope.knows(DELTA) or not any(_is_delta(n) for c in line.clauses for n in walk(c.node)):
            yield line
            continue
        if KRONECKER not in line.words:
            yield line
        yield replace(line, clauses=tuple(replace(c, node=transform(c.node, _renamed)) for c in line.clauses))


def _ranged(node: Node) -> Node:
    """`… = Σ_ij E[q_i q_j] = Σ_ij δ_ij`: the sum of the δ runs as far as the one beside it."""
    if not isinstance(node, Rel):
        return node
    sums = [o for o in node.operands if isinstance(o, Bound) and o.op == "sum" and o.binders]
    runners = {o: _runners(o) for o in sums}
    bare = [o for o in sums if names(_body(o)) <= {DELTA, *(b.var.name for b in runners[o])} and not o.binders[0].high]
    beside = {s: _body(o) for s in bare for o in sums if o not in bare and runners[o] == runners[s]}
    if not beside:
        return node

    def carried(o: Node) -> Node:
        return _with_body(o, lambda b: apply("add", b, apply("mul", num(0), beside[o]))) if o in beside else o

    return Rel(node.ops, tuple(map(carried, node.operands)))


def _runners(node: Node) -> frozenset[Binder]:
    """What `Σ_ij` and `Σ_i Σ_j` run over."""
    if not (isinstance(node, Bound) and node.op == "sum"):
        return frozenset()
    return frozenset(node.binders) | _runners(node.body)


def _body(node: Node) -> Node:
    return _body(node.body) if isinstance(node, Bound) and node.op == "sum" else node


def _with_body(node: Node, change: Callable[[Node], Node]) -> Node:
    if isinstance(node, Bound) and node.op == "sum":
        return replace(node, body=_with_body(node.body, change))
    return change(node)


def _in_deltas(node: Node, scope: Scope) -> Node:
    """The entries I_kj of the identity matrix as what they are."""
    if scope.knows(IDENTITY) or IDENTITY in scope.own:
        return node
    return transform(node, lambda n: Sym(KRONECKER, n.index) if isinstance(n, Sym) and _is_entry(n, IDENTITY) else n)


def _is_delta(node: Node) -> bool:
    return isinstance(node, Sym) and _is_entry(node, DELTA)


def _is_entry(symbol: Sym, name: str) -> bool:
    indices = all(isinstance(i, Sym) and i.name in _INDICES and not i.index for i in symbol.index)
    return symbol.name == name and len(symbol.index) == 2 and indices


def _renamed(node: Node) -> Node:
    return Sym(KRONECKER, node.index) if isinstance(node, Sym) and _is_delta(node) else node

"""`KL(N_0 ‖ N_1)` of Gaussians by their numbers: each has the mean and the covariance of its number in the line."""

from __future__ import annotations

from dataclasses import replace

from interviewer.notation.clause import Clause
from interviewer.notation.tree import Call, Divergence, Node, Sym, apply, num, transform, walk

_MEANS, _COVARIANCES, _DEVIATIONS = ("mu", "m"), ("Sigma", "S", "C"), ("sigma", "s")


def with_numbered_laws(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses with such laws written out, where the line has the parameters of both."""
    nodes = [n for c in clauses for n in walk(c.node)]
    if not any(isinstance(n, Divergence) and _is_numbered(n.first) and _is_numbered(n.second) for n in nodes):
        return clauses
    symbols = {n for n in nodes if isinstance(n, Sym)}

    def written(n: Node) -> Node:
        match n:
            case Divergence(op, Sym() as first, Sym() as second) if _is_numbered(first) and _is_numbered(second):
                laws = _law(first, symbols), _law(second, symbols)
                return n if laws[0] is None or laws[1] is None else Divergence(op, laws[0], laws[1])
        return n

    return tuple(replace(c, node=transform(c.node, written)) for c in clauses)


def _is_numbered(node: Node) -> bool:
    return isinstance(node, Sym) and node.name == "N" and len(node.index) == 1


def _law(symbol: Sym, symbols: set[Sym]) -> Node | None:
    mean = next((m for name in _MEANS if (m := Sym(name, symbol.index)) in symbols), None)
    covariance = next((c for name in _COVARIANCES if (c := Sym(name, symbol.index)) in symbols), None)
    deviation = next((s for name in _DEVIATIONS if (s := Sym(name, symbol.index)) in symbols), None)
    spread = covariance or (apply("pow", deviation, num(2)) if deviation is not None else None)
    return None if mean is None or spread is None else Call(Sym("Normal"), (), (), (mean, spread))

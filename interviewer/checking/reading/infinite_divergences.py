"""`KL(p ‖ q) = ∞`: p has mass where q has none."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import ZERO, Apply, Binder, Bound, Divergence, Node, Rel, Sym

_STATE = Sym("i")


def with_mass_outside(node: Node, scope: Scope) -> Node:
    """The claim that a divergence of two laws, of which the problem has the shares, is infinite as what it comes to."""
    match node:
        case Rel(("=",), (Divergence("KL", Sym(p, ()), Sym(q, ())), Sym("infty", ()))):
            laws = [scope.letter(n) for n in (p, q)]
            if all(law is not None and law.kind == "simplex" for law in laws):
                missing = Apply("indicator", (Rel(("=",), (Sym(q, (_STATE,)), ZERO)),))
                mass = Bound("sum", (Binder(_STATE),), Apply("mul", (Sym(p, (_STATE,)), missing)))
                return Rel((">",), (mass, ZERO))
    return node

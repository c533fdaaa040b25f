"""`log p(x) = ELBO` supposed: a bound is attained where the divergence that is its gap vanishes, and nowhere else."""

from __future__ import annotations

from interviewer.checking.claims.variants import proportional
from interviewer.checking.clock import Clock
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import ZERO, Call, Divergence, Rel, Sym, apply


def as_vanishing_gap(scope: Scope, relation: Rel, clock: Clock) -> Rel:
    """The condition `KL(q(z|x) ‖ p(z|x)) = 0` where the two sides differ by a multiple of it; the relation itself elsewhere."""
    if relation.ops != ("=",) or "p" not in scope.world.distributions:
        return relation
    for name, spec in scope.world.distributions.items():
        if name == "p" or not spec.get("given") or not spec.get("of"):
            continue
        of, given = (tuple(Sym(v) for v in spec[part]) for part in ("of", "given"))
        gap = Divergence("KL", Call(Sym(name), of, given), Call(Sym("p"), of, given))
        if gap in relation.operands:
            return relation
        left, right = relation.operands
        for more, less in ((left, right), (right, left)):
            if proportional(scope, apply("add", more, apply("neg", less)), gap, clock, exact=False):
                return Rel(("=",), (gap, ZERO))
    return relation

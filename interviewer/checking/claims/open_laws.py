"""Densities that a line gives a formula: which of them the problem leaves open, and what a bare name is the law of."""

from __future__ import annotations

from interviewer.checking.probability.names import DENSITIES, base_name, names_density
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import Apply, Call, Divergence, Moment, Node, Sym, walk


def law_given(scope: Scope, left: Node, right: Node) -> Definition | None:
    """`q = N(μ, Σ)`: the law of a bare name."""
    plain = isinstance(left, Sym) and not left.index and isinstance(right, Call) and right.fn.name in DENSITIES
    if not (plain and isinstance(left, Sym) and isinstance(right, Call)):
        return None
    spec = scope.world.distributions.get(left.name)
    if spec is None or spec.get("chain"):
        return None
    variable, given = _bare_law(scope, left.name)
    point = right if right.args else Call(right.fn, (Sym(variable),), (), right.params)
    return Definition(left.name, point, (variable,), (), given=given, is_call=True, fixed=False)


def _bare_law(scope: Scope, name: str) -> tuple[str, tuple[str, ...]]:
    """What the law of this bare name is of and given: as the problem has it, the p of p(z) and p(x|z) as the prior."""
    spec = scope.world.distributions[name]
    if spec.get("of"):
        return spec["of"][0], tuple(spec.get("given", ()))
    laws = [d for d in scope.world.definitions.get(name, ()) if d.is_call and d.params]
    law = min(laws, key=lambda d: len(d.given), default=None)
    return (law.params[0], law.given) if law is not None else ("x", tuple(spec.get("given", ())))


def open_distribution(scope: Scope, left: Node, right: Node) -> bool:
    """A density the problem names but leaves open may be given a formula: q(z|x) = N(…)."""
    if not isinstance(left, Call):
        return False
    name = left.fn.name
    spec = scope.world.distributions.get(name.split(".")[0])
    fixed = [d for w in (scope.world, *scope.world.variants) for d in w.definitions.get(name, ())]
    heads = {base_name(a).lower() for a in left.args}
    if any({p.lower() for p in d.params} == heads and d.given for d in fixed) and left.given:
        return False
    told = {base_name(g) for g in left.given}
    if any(set(d.params) & told - set(scope.world.unknowns) and set(d.given) - told for d in fixed):
        return False  # p(y_new|D): what the data come from is not given, so a posterior decides
    for definitions in (scope.own.get(name, ()), *(w.definitions.get(name, ()) for w in scope.world.variants)):
        made = [d for d in definitions if names_density(d)]
        if len(made) > 1 and heads <= {p.lower() for d in made for p in d.params}:
            return False  # the factors of a directed model determine it  # the problem gives this density in one of its readings
    if not (isinstance(right, Call) and right.fn.name in DENSITIES) and (
        any(isinstance(n, Call | Divergence | Moment) for n in walk(right))
        or not any((isinstance(n, Apply) and n.op in ("exp", "div")) or n == Sym("e") for n in walk(right))
    ):
        return False
    if spec is None or spec.get("chain"):
        return False
    args = {base_name(a) for a in left.args}
    if _follows(scope, name, args, {base_name(g) for g in left.given}):
        return False
    return not any(
        set(d.params) == args and (not d.given or not left.given or set(d.given) == {base_name(g) for g in left.given})
        for d in scope.definitions(name)
    )


def _follows(scope: Scope, name: str, args: set[str], given: set[str]) -> bool:
    """Whether the candidate's own densities determine this one: a posterior from its likelihood, a marginal by summing."""
    stated = [d for d in scope.own.get(name, ()) if d.given]
    reversed_ = any(args & set(d.given) and given & set(d.params) for d in stated)
    marginal = not given and any(args <= set(d.params) for d in stated)
    return reversed_ or marginal

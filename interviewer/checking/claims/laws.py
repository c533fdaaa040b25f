"""`x ~ N(μ, Σ)`: compared with the law the scope implies, otherwise taken as an assumption."""

from __future__ import annotations

from interviewer.checking.claims.result import Result, is_zero, of_comparison
from interviewer.checking.clock import Clock
from interviewer.checking.compare import compare
from interviewer.checking.probability.names import DENSITIES, base_name
from interviewer.checking.scope import Scope
from interviewer.checking.world import Definition, parse_letter
from interviewer.notation.tree import Call, Moment, Node, Sym, apply, walk


def judge_law(scope: Scope, left: Node, right: Node, clock: Clock) -> Result:
    """`x ~ N(μ, Σ)`, `x_t | x_0 ~ N(…)`: compared with the law the scope implies, otherwise taken as an assumption."""
    name = (
        base_name(left)
        if isinstance(left, Sym)
        else base_name(left.args[0])
        if isinstance(left, Call) and left.args
        else ""
    )
    if not name:
        if isinstance(right, Call) and right.fn.name == "Normal" and len(right.params) == 2:
            return _judge_gaussian_moments(scope, left, right, clock)
        return Result("undecided", scope, "I do not know whose distribution this is")
    variable = left.args[0] if isinstance(left, Call) else left
    letter = scope.letter(name)
    if isinstance(right, Call) and right.fn.name in DENSITIES:
        density = Call(right.fn, (variable,), (), right.params)
        given = left.given if isinstance(left, Call) else ()
        for law in ("q", "p"):
            spec = scope.world.distributions.get(law)
            if spec is None:
                continue
            spoken = {n.name for n in walk(right) if isinstance(n, Sym)}
            implied = next(
                (d.given for d in scope.definitions(law) if set(d.params) == {name} and spoken & set(d.given)), ()
            )  # `y ~ N(wᵀx, σ²)` is meant given the w and x it speaks of
            call = Call(Sym(law), (variable,), given or tuple(Sym(g) for g in implied))
            own = next(
                (
                    d
                    for d in scope.definitions(law)
                    if set(d.params) == {name} and (not given or set(d.given) == {base_name(g) for g in given})
                ),
                None,
            )
            if own is None and not spec.get("chain"):
                continue
            comparison = compare(scope, "=", call, density, clock)
            if comparison.outcome in ("holds", "fails"):
                return of_comparison(scope, comparison, ("~", left, right))
        if (letter is not None and letter.kind in ("noise", "random") and right.fn.name == "Normal") or (
            scope.definitions(name) and right.fn.name == "Normal"
        ):
            if len(right.params) != 2:
                return Result("undecided", scope, "a normal distribution has a mean and a variance: write N(μ, σ²)")
            moments = _judge_gaussian_moments(scope, variable, right, clock)
            if moments.kind != "undecided":
                return moments
        if not scope.knows(name):
            law_name = "p"
            kind = "real"
            scope = scope.with_type(parse_letter(name, kind))
            return Result(
                "given",
                scope.with_definition(
                    Definition(
                        law_name,
                        density,
                        (name,),
                        (),
                        given=tuple(base_name(g) for g in given),
                        is_call=True,
                        fixed=False,
                    )
                ),
                "an assumption",
            )
        if any(d for w in (scope.world, *scope.world.variants) for d in w.definitions.get(name, ()) if not d.params):
            return Result("undecided", scope, f"I do not know what {name} is here")
        if letter is not None and letter.kind in ("vector", "real", "scalar", "variable", "binary", "matrix"):
            definition = Definition(
                "p", density, (name,), (), given=tuple(base_name(g) for g in given), is_call=True, fixed=False
            )
            return Result("given", scope.with_definition(definition), "an assumption")
    if isinstance(right, (Sym, Call)):
        return (
            Result("given", scope, "an assumption")
            if not isinstance(right, Call) or right.fn.name not in DENSITIES
            else Result("undecided", scope, "I do not know this distribution")
        )
    return Result("undecided", scope, "I do not know this distribution")


def _judge_gaussian_moments(scope: Scope, left: Node, right: Call, clock: Clock) -> Result:
    mean, cov = right.params
    first = compare(scope, "=", Moment("E", (left,)), mean, clock)
    if first.outcome == "ill-typed" and is_zero(mean):
        first = compare(scope, "=", Moment("E", (left,)), mean, clock)
    if first.outcome != "holds":
        return of_comparison(scope, first, ("~", left, right))
    second = compare(scope, "=", Moment("Var", (left,)), cov, clock)
    if second.outcome == "ill-typed":
        second = compare(scope, "=", Moment("Var", (left,)), apply("mul", cov, Sym("I")), clock)
        if second.outcome == "ill-typed":
            second = compare(scope, "=", Moment("Var", (left,)), apply("diag", cov), clock)
    return of_comparison(scope, second, ("~", left, right))

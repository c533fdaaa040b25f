"""`θ̂ = argmax f`: f must be an objective of the problem up to what does not move its optimum."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.constants import constant_gap, increases_with
from interviewer.checking.claims.orders import orders_alike
from interviewer.checking.claims.penalised import penalised
from interviewer.checking.claims.result import Result
from interviewer.checking.claims.strangers import NO_FUNCTION, unknown_function
from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.models.comparison import Comparison, Witness
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.checking.proving.equation import Equation
from interviewer.notation.tree import ZERO, Apply, Binder, Bound, Call, Deriv, Node, Sym, apply, names, transform, walk

PLACES = "say which argument of {} is new and which the old one, as in Q(θ, θ_old)"


def bounds_itself(op: str, left: Node, right: Node) -> bool:
    """`min_w f(w) ≤ f(w)` and `f(w) ≤ max_w f(w)`, whatever f is."""
    low, high = (left, right) if op == "<=" else (right, left) if op == ">=" else (None, None)
    below = isinstance(low, Bound) and low.op == "min" and low.body == high
    return below or (isinstance(high, Bound) and high.op == "max" and high.body == low)


def judge_optimum(scope: Scope, left: Node, right: Bound, clock: Clock) -> Result | None:
    """`θ̂ = argmax f`: f must be an objective of the problem up to what does not move its optimum."""
    variables = {b.var.name for b in right.binders} or set(scope.world.unknowns)
    if not variables & dependencies(scope, right.body):
        return None  # what does not depend on them is best anywhere: no comparison says anything
    reference: list[tuple[str, Node]] = []
    if isinstance(left, Sym):
        if (
            left.name.split(".")[0] not in variables
            and not any(v in left.name for v in variables)
            and not scope.definitions(left.name)
        ):
            return None
        for d in scope.definitions(left.name):
            bodies = (d.body, *d.alternatives)
            reference += [(b.op, b.body) for b in bodies if isinstance(b, Bound) and b.op in ("argmax", "argmin")]
    if isinstance(left, Bound) and left.op in ("argmax", "argmin"):
        reference = [(left.op, left.body)]
    elif not reference:
        for name, definitions in {**scope.world.definitions, **scope.own}.items():
            for d in definitions:
                sense = d.sense or next((w.sense for w in scope.world.definitions.get(name, ())), "")
                if sense and not d.index:
                    if isinstance(right.body, Call) and right.body.fn.name == name and _over(right.body, variables):
                        if not _in_its_place(right.body, d.params):
                            return Result("undecided", scope, PLACES.format(name))
                        return _optimum_result(scope, sense, right.op, left)
                    reference += [("arg" + sense, body) for body in _at_its_versions(d, right.body, variables)]
    pair = ("=", left, right)
    failed: Comparison | None = None
    if isinstance(left, Sym) and any(not isinstance(d.body, Bound) for d in scope.definitions(left.name)):
        variable = next(iter(sorted(variables)))
        reference = [(op, body) for op, body in reference if _optimal_at(scope, body, variable, left, clock)]
    for op, body in reference:
        ours, theirs = (right.body, body) if op == right.op else (apply("neg", right.body), body)
        for like in (theirs, apply("log", theirs)):
            if increases_with(scope, ours, like, clock, [Sym(v) for v in sorted(variables)]):
                return Result("verified", scope, pair=pair)
        for a, b, ratio in (
            (ours, theirs, False),
            (ours, theirs, True),
            (apply("log", ours), theirs, False),
            (ours, apply("log", theirs), False),
        ):
            comparison = constant_gap(scope, a, b, clock, scope.filters, ratio, [Sym(v) for v in sorted(variables)])
            if comparison.outcome == "holds":
                return Result("verified", scope, pair=pair, assumed=comparison.assumed)
            if comparison.outcome == "fails" and failed is None:
                failed = comparison
    if failed is not None and any(
        orders_alike(scope, right.body, body if op == right.op else apply("neg", body), clock) for op, body in reference
    ):
        return Result("verified", scope, pair=pair)
    if failed is not None and (unknown := unknown_function(scope, right.body)):
        return Result("undecided", scope, NO_FUNCTION.format(unknown))
    if failed is not None and (bare := _without_arguments(scope, left, right)):
        return Result("undecided", scope, f"say what {bare} is taken of, as in {bare}(θ, θ_old)")
    if failed is not None and not (variables & {*scope.world.unknowns} or variables & names(left)):
        return None  # of another variable than the one that is asked for
    if failed is not None and (own := penalised(scope, left, right, reference, clock)) is not None:
        return own
    if failed is not None:
        return Result(
            "refuted", scope, "this is optimised by something else than the problem's objective", failed.witness, pair
        )
    return None


def _without_arguments(scope: Scope, *sides: Node) -> str:
    """The Q of `argmax Q`, a function of several things of which the line does not say at which."""
    bodies = (s.body for s in sides if isinstance(s, Bound) and isinstance(s.body, Sym))
    bare = (b.name for b in bodies if isinstance(b, Sym) and not b.index)
    return next((n for n in bare if any(d.is_call and len(d.params) > 1 for d in scope.definitions(n))), "")


def optimum_named(scope: Scope, node: Node) -> Bound | None:
    """`θ_MLE` as the optimum that it is defined to be; the mean m_N of a posterior, too, that is another name of θ_MAP."""
    if not isinstance(node, Sym) or node.index:
        return None
    bodies = [d.body for d in scope.definitions(node.name)]
    if len(bodies) == 1 and isinstance(bodies[0], Sym) and bodies[0] != node:
        return optimum_named(scope, bodies[0]) if node.name in scope.own else None
    return next((b for b in bodies if isinstance(b, Bound) and b.op in ("argmax", "argmin")), None)


def in_terms_of_optimum(scope: Scope, left: Node, right: Node) -> tuple[Node, Node]:
    """`(XᵀX + λI) θ_MAP = c` as what θ_MAP is; `J(θ) = f` under a prior of his own as what θ_MAP minimises."""
    match left:
        case Apply("mul", (*factors, Sym() as last)) if optimum_named(scope, last) is not None and last not in walk(
            right
        ):
            whole = factors[0] if len(factors) == 1 else Apply("mul", tuple(factors))
            if any(isinstance(n, Apply) and n.op == "add" for n in factors):
                return last, apply("mul", apply("inv", whole), right)
        case Call(Sym(name, ()), (Sym(unknown, ()),), (), ()) if name not in scope.own and scope.clash:
            named = Sym(f"{unknown}.MAP")
            minimised = any(d.sense == "min" for d in scope.world.definitions.get(name, ()))
            own = any(d.density and d.params == (unknown,) for law in ("p", "P") for d in scope.own.get(law, ()))
            if minimised and own and optimum_named(scope, named) is not None:
                body = transform(right, lambda n: ZERO if n == Sym("const") else n)  # moves no optimum
                return named, Bound("argmin", (Binder(Sym(unknown)),), body)
    return left, right


def judge_optimal_value(scope: Scope, left: Node, right: Node, clock: Clock) -> Result | None:
    """`θ_MAP = (XᵀX + λI)⁻¹Xᵀy` where the problem says what θ_MAP optimises and no more: the objective is stationary there."""
    optimum = optimum_named(scope, left)
    if optimum is None or len(optimum.binders) != 1 or any(isinstance(n, Bound) and "arg" in n.op for n in walk(right)):
        return None
    unknown = optimum.binders[0].var.name
    letter = scope.letter(unknown)
    if letter is None or letter.kind == "variable" or unknown in names(right):
        return None
    density = isinstance(optimum.body, Call) and optimum.body.fn.name[:1] in "pP"
    objective = apply("log", optimum.body) if density else optimum.body
    score = Definition("score!", Deriv(objective, (Sym(unknown),)), (unknown,), is_call=True, fixed=False)
    scored, at = scope.with_definition(score), Call(Sym("score!"), (right,))
    found = compare(scored, "=", at, ZERO, clock)
    if found.outcome == "fails":
        message = "the objective is not stationary at this value"
        return Result("refuted", scope, message, found.witness, ("=", left, right), found.assumed)
    if found.outcome == "holds":
        shown = (Equation(scored, at, ZERO, found.assumed),)
        return Result("verified", scope, pair=("=", left, right), assumed=found.assumed, equations=shown)
    return Result("undecided", scope, found.reason)


def judge_estimate(scope: Scope, left: Node, right: Node, clock: Clock) -> Result | None:
    """`w = (XᵀCX)⁻¹XᵀCy` after an objective of the candidate's own: its gradient must vanish there.

    None when he has set up none, when it has other unknowns that the estimate may have eliminated, or when his objective
    is not smooth enough to tell.
    """
    if not isinstance(left, Sym) or left.index:
        return None
    base = left.name.split(".")[0]
    known = (u for u in (base, *(scope.world.aliases.get(base, ()) if base != left.name else ())))
    unknown = next((u for u in known if u in scope.world.unknowns), None)  # of b_GLS, too
    if unknown is None or left.name in scope.own or unknown in names(right):
        return None
    objectives = [d for name, ds in scope.own.items() for d in ds if d.sense or _is_objective(scope, name)]
    used = {n for d in objectives for n in names(d.body)}  # E_D of E = E_D + λE_W
    objectives = [d for d in objectives if d.name not in used]
    for d in objectives:
        needed = dependencies(scope, d.body)
        noisy = any(_is_noisy(scope, n, unknown) for n in names(d.body) - {unknown})
        if not (d.index or d.given or noisy or unknown not in needed):
            score = Definition("score!", Deriv(d.body, (Sym(unknown),)), (unknown,), is_call=True, fixed=False)
            at = Call(Sym("score!"), (right,))
            weighted = replace(scope, traits={**dict.fromkeys(_weights(d.body), "symmetric"), **scope.traits})
            weighted = weighted.with_definition(score)
            found = compare(weighted, "=", at, ZERO, clock)
            if found.outcome == "holds":
                shown = (Equation(weighted, at, ZERO, found.assumed),)
                return Result("verified", scope, pair=("=", left, right), assumed=found.assumed, equations=shown)
            others = (set(scope.world.unknowns) - {unknown}) & needed
            rows = scope.world.row_families
            told = needed | {rows[n] for n in needed if n in rows} | {n for n in rows if rows[n] in needed}
            beyond = {n for n in names(right) - told if scope.letter(n) is not None}  # λ, of which it says nothing
            if found.outcome == "fails" and not others and not beyond and len(objectives) == 1:
                message = "the gradient of your objective does not vanish there"
                return Result("refuted", scope, message, found.witness, ("=", left, right), found.assumed)
    return None


def _is_noisy(scope: Scope, name: str, unknown: str) -> bool:
    """Whether data are made of the unknown and of noise: then it is the true one, and nothing is sought."""
    made = dependencies(scope, Sym(name))
    random = ((t := scope.letter(n)) is not None and t.kind in ("random", "noise") for n in made)
    return unknown in made and any(random)


def _is_objective(scope: Scope, name: str) -> bool:
    return any(w.sense for w in scope.world.definitions.get(name, ()))


def _at_its_versions(definition: Definition, body: Node, variables: set[str]) -> list[Node]:
    """Q(θ, θ_old) with each version of the parameters in the place of the old ones."""
    held = [p for p in definition.params if p not in variables and p.split(".")[0] in variables]
    versions = {
        n for n in walk(body) if isinstance(n, Sym) and n.name.split(".")[0] in variables and n.name not in held
    }
    versions = {n for n in versions if n.index or n.name not in variables}
    if not held or not versions:
        return [definition.body]

    def at(version: Sym) -> Node:
        return transform(definition.body, lambda n: version if isinstance(n, Sym) and n.name in held else n)

    return [definition.body, *(at(v) for v in sorted(versions, key=str))]


def _over(objective: Call, variables: set[str]) -> bool:
    """`Q(θ, θ_old)`, `F(q, θ)`: a function of what is optimised over, in one of its arguments alone."""
    free = [a for a in objective.args if isinstance(a, Sym) and a.name in variables and not a.index]
    rest = {n.name for a in objective.args if a not in free for n in walk(a) if isinstance(n, Sym) and not n.index}
    return len(free) == 1 and not rest & variables


def _in_its_place(objective: Call, params: tuple[str, ...]) -> bool:
    """Whether a letter among the arguments stands where the problem has it: Q(θ, θ_old), not Q(θ_old, θ)."""
    at = {a.name: k for k, a in enumerate(objective.args) if isinstance(a, Sym) and not a.index}
    alike = len(params) == len(objective.args)
    return not alike or all(params.index(name) == k for name, k in at.items() if name in params)


def _weights(objective: Node) -> frozenset[str]:
    """The matrices of quadratic forms: in an objective, rᵀWr, they are meant symmetric."""
    found: set[str] = set()
    for n in walk(objective):
        if isinstance(n, Apply) and n.op == "mul":
            for before, weight, after in zip(n.args, n.args[1:], n.args[2:], strict=False):
                inner = weight.args[0] if isinstance(weight, Apply) and weight.op == "inv" else weight
                if before == apply("T", after) and isinstance(inner, Sym) and not inner.index:
                    found.add(inner.name)
    return frozenset(found)


def _optimal_at(scope: Scope, body: Node, variable: str, value: Sym, clock: Clock) -> bool:
    """Whether the estimate, whose value the problem gives, is a stationary point of this objective."""
    score = Definition("score!", Deriv(body, (Sym(variable),)), (variable,), is_call=True)
    return (
        compare(scope.with_definition(score), "=", Call(Sym("score!"), (value,)), ZERO, clock, count=1).outcome
        == "holds"
    )


def _optimum_result(scope: Scope, sense: str, op: str, left: Node) -> Result:
    if op.endswith(sense):
        return Result("given", scope, "the problem's own optimum")
    return Result(
        "refuted",
        scope,
        f"this objective is to be {'maximised' if sense == 'max' else 'minimised'}",
        Witness({"objective": sense}, None, None),
        ("=", left, left),
    )

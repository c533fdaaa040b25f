"""`w ← w − η∇L`: a step along the gradient of an objective, in the direction that improves it."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np

from interviewer.checking.claims.constants import moved
from interviewer.checking.claims.named_gradients import named_gradient
from interviewer.checking.claims.result import Result
from interviewer.checking.claims.steps_of_code import steps_down
from interviewer.checking.clock import Clock
from interviewer.checking.fields import IllTyped, Unsupported
from interviewer.checking.models.assume import assignments
from interviewer.checking.models.attempts import attempts
from interviewer.checking.models.comparison import Witness
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.models.ordering import sides
from interviewer.checking.models.sampling import Sample, Sampler
from interviewer.checking.models.undeclared import index_names, undeclared
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.own_objective import NAME
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import Apply, Call, Deriv, Node, Num, Sym, apply, names, transform, walk

ALONG = "a step along the gradient"
ASTRAY = "the step does not run along the gradient in the improving direction"


NO_OBJECTIVE = "I do not know an objective for this step"


def is_update(left: Node, right: Node) -> bool:
    return (
        isinstance(left, Sym)
        and any(isinstance(n, Sym) and n.name == left.name for n in walk(right))
        and isinstance(right, Apply)
    )


_LATER, _EARLIER = frozenset(["new", "next", "+"]), frozenset(["old", "prev", "cur"])


def as_step(scope: Scope, left: Node, right: Node) -> tuple[Sym, Node] | None:
    """`w_new = w_old − …` and `w′ = w − …` as a step of an unknown of the problem: that unknown, and where it goes."""
    if not isinstance(right, Apply):
        return None
    inner = left.args[0] if isinstance(left, Apply) and left.op in ("prime", "pinv") else left  # w′, w⁺
    if not isinstance(inner, Sym) or inner.index:
        return None
    base, *marks = inner.name.split(".")
    base = next((t for t in (base, *scope.world.aliases.get(base, ())) if t in scope.world.unknowns), base)
    later = inner is not left or (len(marks) == 1 and marks[0] in _LATER)
    if not later or base not in scope.world.unknowns or scope.knows(inner.name) != (inner is not left):
        return None

    def current(n: Node) -> Node:
        versions = isinstance(n, Sym) and n.name.split(".")[0] == base and set(n.name.split(".")[1:]) <= _EARLIER
        return Sym(base) if versions else n

    after = transform(right, current)
    through = right.op == "mul" and base in dependencies(scope, after)  # (XᵀRX)⁻¹XᵀRz, with a z of his own
    return (Sym(base), after) if through or (right.op == "add" and is_update(Sym(base), after)) else None


def weighs_curvature(right: Node, weights: frozenset[str] | set[str]) -> bool:
    """Whether a step is Newton's, `… (XᵀRX)⁻¹ …` with an R of the candidate's own."""
    inverted = [n.args[0] for n in walk(right) if isinstance(n, Apply) and n.op == "inv"]
    products = [n.args for n in inverted if isinstance(n, Apply) and n.op == "mul" and len(n.args) == 3]
    return any(a == apply("T", b) and isinstance(r, Sym) and r.name in weights for a, r, b in products)


def advances(left: Node, right: Node) -> bool:
    """`w₁ = w₀ − …` is a step from one version to a later one; `b₀ = ȳ − b₁x̄` and `w_j = −(1/λ) Σ_i (x_iᵀw − y_i) x_ij` relate two."""
    if not isinstance(left, Sym) or not left.index:
        return False
    before = [n.index for n in walk(right) if isinstance(n, Sym) and n.name == left.name and n.index]
    latest, *earlier = [i[-1] for i in (left.index, *before)]
    if isinstance(latest, Sym) and not earlier:
        return False
    if not isinstance(latest, Num):
        return not any(isinstance(n, Num) for n in earlier)
    return all(isinstance(n, Num) and n.value < latest.value for n in earlier)


def judge_update(scope: Scope, left: Node, right: Node, clock: Clock) -> Result:
    """`w ← w − η∇L`: the step must run along the gradient of an objective, in the direction that improves it."""
    assert isinstance(left, Sym)
    variable = (
        Sym(left.name)
        if left.index
        and not isinstance(scope.letter(left.name), type(None))
        and getattr(scope.letter(left.name), "kind", "") != "matrix"
        else left
    )  # type: ignore[union-attr]
    if scope.letter(left.name) is None:
        return Result("undecided", scope, f"I do not know {left.name}")
    if (down := steps_down(scope, left, right)) is not None:
        witness = None if down else Witness({}, None, None)
        return Result("verified" if down else "refuted", scope, ALONG if down else ASTRAY, witness, ("←", left, right))
    versions = {n.index for n in walk(right) if isinstance(n, Sym) and n.name == left.name}
    if len(versions) > 1 or (left.index and versions == {left.index}):
        variable = left

    def unversion(n: Node) -> Node:
        return variable if isinstance(n, Sym) and n.name == left.name and variable != left else n

    if (uphill := named_gradient(scope, variable, transform(right, unversion))) is not None:
        found = {"verified": ALONG, "refuted": ASTRAY}
        kind = "verified" if uphill else "refuted"
        pair = ("←" if uphill else "=", left, right)
        return Result(kind, scope, found[kind], None if uphill else Witness({}, None, None), pair)
    step = apply("add", transform(right, unversion), apply("neg", variable))
    senses = {"min": -1, "max": 1}
    undecided = NO_OBJECTIVE
    own = {NAME: scope.own[NAME]} if NAME in scope.own else _built_on_objectives(scope)
    for name, definitions in (own or _known_objectives(scope)).items():
        for definition in definitions:
            world_definition = next(iter(scope.world.definitions.get(name, ())), None)
            sense = senses.get(definition.sense or (world_definition.sense if world_definition else ""))
            if sense is None:
                continue
            undecided = "" if undecided == NO_OBJECTIVE else undecided
            index = tuple(Sym(i) for i in definition.index)
            gradient = Deriv(Sym(name, index), (variable,))
            gradient = gradient if sense > 0 else apply("neg", gradient)
            outcome = _along(scope, step, gradient, clock)
            if outcome == "no" and any(isinstance(n, Apply) and n.op in ("inv", "div") for n in walk(right)):
                curvature = Deriv(Sym(name, index), (variable, variable))
                newton = Apply("mul", (apply("inv", curvature), Deriv(Sym(name, index), (variable,))))
                outcome = _along(scope, step, apply("neg", newton), clock)
            if outcome == "yes":
                return Result("verified", scope, ALONG, pair=("←", left, right))
            undecided = undecided or (outcome if outcome not in ("no", "yes") else "")
    if undecided or (strange := _strange(scope, right)):
        unknown = "" if undecided else f"I do not know what {strange} is here; introduce it with 'let {strange} = …'"
        return Result("undecided", scope, undecided or unknown)
    return Result(
        "refuted",
        scope,
        ASTRAY,
        Witness({}, None, None),
        ("=", left, right),
    )


def _strange(scope: Scope, right: Node) -> str:
    """The g of `w − H⁻¹g` that nobody has introduced; Greek letters are sizes of steps."""
    unknown = undeclared(scope, (right,), set())[0] - index_names((right,))
    return min((n for n in unknown if len(n) == 1 and n not in "hrs"), default="")


def _known_objectives(scope: Scope) -> dict[str, tuple[Definition, ...]]:
    """His own where he has set one, else the problem's; an L of his own leaves the L_i of one sample as it is."""
    senses = {n for n, ds in {**scope.world.definitions, **scope.own}.items() if any(d.sense for d in ds)}
    found = {n: ds for n, ds in scope.own.items() if n in senses} or {**scope.world.definitions, **scope.own}
    for name in scope.own.keys() & scope.world.definitions.keys():
        taken = {len(d.index) for d in scope.own[name]}
        found[name] = found.get(name, ()) + tuple(
            d for d in scope.world.definitions[name] if len(d.index) not in taken and d.index
        )
    return found


def _built_on_objectives(scope: Scope) -> dict[str, tuple[Definition, ...]]:
    """The candidate's J = L + λ‖w‖², in the sense of the problem's L."""
    senses = {n: d.sense for n, ds in scope.world.definitions.items() for d in ds if d.sense}
    found: dict[str, tuple[Definition, ...]] = {}
    for name, definitions in scope.own.items():
        body = definitions[0].body
        inside = names(body) & senses.keys()
        sums = (
            isinstance(body, Apply)
            and body.op == "add"
            and any((t.fn if isinstance(t, Call) else t) in map(Sym, inside) for t in body.args)
        )
        if len(inside) == 1 and sums and not definitions[0].sense:
            found[name] = (replace(definitions[0], sense=senses[next(iter(inside))]),)
    return found


def _along(scope: Scope, step: Node, gradient: Node, clock: Clock) -> str:
    problem = NO_OBJECTIVE
    ways = assignments(scope, (step, gradient), set(free_indices(scope, (step, gradient))))
    for sampler in attempts(ways, scope, (step, gradient), clock):
        try:
            used = 0
            for sample in sampler.samples(3):
                try:
                    a, b = sides(sample.evaluator, step, gradient, sample.env)
                except IndexError as error:  # a layer has fewer units than another
                    problem = str(error)
                    continue
                used += 1
                fa, fb = (
                    np.atleast_1d(np.asarray(a, complex)).ravel().real,
                    np.atleast_1d(np.asarray(b, complex)).ravel().real,
                )
                if fa.shape != fb.shape:
                    return "no"
                if not fb.any():
                    return "no"
                c = float(fa @ fb / (fb @ fb))
                if not c > 0 or np.max(np.abs(fa - c * fb)) > 1e-7 * max(1e-3, float(np.max(np.abs(fa)))):
                    return "no"
                if (fa.size == 1 or used == 1) and not _is_rate(sampler, sample, step, gradient, c):
                    return "no"
            if used:
                return "yes"
        except IllTyped:
            return "no"
        except (Unsupported, IndexError, ArithmeticError) as error:
            problem = str(error)
    return problem


def _is_rate(sampler: Sampler, sample: Sample, step: Node, gradient: Node, rate: float) -> bool:
    """Whether the rate is the same for other data: any step of one number, or of one sample, runs along the gradient."""
    shared = dependencies(sampler.scope, step) & dependencies(sampler.scope, gradient)
    data = [Sym(name) for name in sorted(shared) if _is_drawn(sampler.scope, name)]
    for letter, k in product(data, range(2)):
        try:
            env = moved(sampler, sample, [letter], k)
            a, b = sides(sample.evaluator, step, gradient, env) if env is not None else (rate, 1.0)
        except (Unsupported, IllTyped, IndexError, ArithmeticError, TypeError):
            continue  # this one cannot be varied
        here, there = (np.atleast_1d(np.asarray(x, complex)).ravel() for x in (a, b))
        if here.shape != there.shape:
            return False  # a number beside a vector
        if np.max(np.abs(here - rate * there)) > 1e-6 * max(1e-3, float(np.max(np.abs(here)))):
            return False
    return True


def _is_drawn(scope: Scope, name: str) -> bool:
    letter = scope.letter(name)
    row = scope.world.row_families.get(name) in scope.world.letters  # it moves with its matrix
    return letter is not None and not (row or letter.is_function or letter.index or scope.definitions(name))

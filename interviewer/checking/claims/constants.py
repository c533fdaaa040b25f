"""`∝` and `+ const`: equal up to what does not depend on the varied variables."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from interviewer.checking.claims.beside_constants import WRITTEN_OUT, written_beside
from interviewer.checking.claims.open_laws import open_distribution
from interviewer.checking.claims.result import Result, n_zero, of_comparison
from interviewer.checking.clock import Clock
from interviewer.checking.evaluation.evaluate import Env
from interviewer.checking.fields import IllTyped, OutOfDomain, Unsupported, is_array
from interviewer.checking.models.assume import assignments
from interviewer.checking.models.attempts import attempts
from interviewer.checking.models.comparison import Comparison, Witness, plain
from interviewer.checking.models.elimination import substituted
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.models.ordering import sides
from interviewer.checking.models.sampling import Sampler
from interviewer.checking.probability.chains import forward_chain
from interviewer.checking.probability.names import DENSITIES, base_name, support_of
from interviewer.checking.probability.samples import all_values
from interviewer.checking.problem.canonical import RUNNING
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition, Letter
from interviewer.notation.tree import Apply, Call, Divergence, Node, Num, Rel, Sym, apply, names, rebuild, walk

CONST = Sym("const")


def _vary(scope: Scope, left: Node, right: Node) -> list[Sym]:
    """The variables a proportionality or an added constant may not depend on: those the left side is a function of."""
    if scope.constant_in:
        return list(scope.constant_in)
    leaning = dependencies(scope, left) | dependencies(scope, right)
    if isinstance(left, Sym) or (isinstance(left, Call) and any(d.sense for d in scope.definitions(left.fn.name))):
        if free := [Sym(u) for u in scope.world.unknowns if u in leaning]:
            return free  # an objective, up to what does not depend on the parameters
    divergence = any(isinstance(n, Divergence) for side in (left, right) for n in walk(side))
    if divergence and (free := [Sym(u) for u in scope.world.unknowns if u in leaning]):
        return free  # what its laws are of is summed over
    for side in (left, right):
        for n in walk(side):
            if isinstance(n, Call) and n.args and n.fn.name not in DENSITIES:
                told = [g for g in (*n.given, *n.params) if isinstance(g, Sym) and g.name in scope.world.unknowns]
                if told and all(g.index for g in told):
                    continue  # at the parameters of a step, which are held
                moved_by = [a for a in n.args if isinstance(a, Sym) and a.name not in scope.world.distributions]
                found = [g for g in told if not g.index] or moved_by
                if found:
                    return found
    present = {n.name for side in (left, right) for n in walk(side) if isinstance(n, Sym)}
    for side in (left, right):
        if isinstance(side, Sym):
            for d in scope.definitions(side.name):
                present |= names(d.body)
    return [Sym(u) for u in scope.world.unknowns if u in present]


def _running(left: Node) -> str:
    """The k of `γ_ik ∝ …`: a family of numbers is proportional to another over its last index."""
    last = left.index[-1] if isinstance(left, Sym) and left.index else None
    match left:
        case Call(_, (Rel(("=",), (Sym(), Sym(k, ()))),), (_, *_)) if k in RUNNING:
            return k  # P(z = k|x) ∝ …
    return last.name if isinstance(last, Sym) and not last.index else ""


def _reach(ev: Any, running: str, sides: tuple[Node, Node], env: Env) -> int:
    return next((size for side in sides if (size := ev.range_of(running, side, env))), 0)


ENOUGH = 6  # differences that agree, where there is no time for more


def constant_gap(
    scope: Scope,
    left: Node,
    right: Node,
    clock: Clock,
    filters: tuple[Rel, ...],
    ratio: bool,
    over: list[Sym] | None = None,
) -> Comparison:
    """Whether left − right (or left / right) stays the same while only the varied variables move."""
    running = _running(left) if ratio and over is None else ""
    varied = over if over is not None else [] if running else _vary(scope, left, right)
    if not varied and not running:
        return Comparison(
            "unsupported", "say of which variable the constant is independent: write the left side as a function of it"
        )
    problem = ""
    ways = assignments(scope, (left, right, *scope.conditions), set(free_indices(scope, (left, right))))
    inner, conditions = substituted(scope, scope.conditions)
    for sampler in attempts(ways, inner, (left, right), clock, filters, conditions):
        try:
            used, first, alive, whole, seen = 0, None, False, clock.left(), set[int]()
            for sample in sampler.samples(4):
                if len(seen) > 1 and sample.model.seed not in seen and used >= ENOUGH and clock.left() < whole / 2:
                    break  # each of them takes long
                seen.add(sample.model.seed)
                ev = sample.evaluator
                base: complex | None = None
                first = None
                reach = _reach(ev, running, (left, right), sample.env) if running else 4
                for k in range(reach):
                    ev.steps = 0
                    env = sample.env.bind_all({running: k + 1}) if running else moved(sampler, sample, varied, k)
                    if env is None:
                        continue
                    try:
                        a, b = sides(ev, left, right, env)
                    except (OutOfDomain, IndexError) as error:
                        problem = problem or str(error)
                        continue
                    if is_array(a) != is_array(b):
                        a, b = _coordinates_joined(a, ratio), _coordinates_joined(b, ratio)
                    if is_array(a) or is_array(b):
                        return Comparison("unsupported", "a constant added to a vector")
                    first = first or (complex(a), complex(b))
                    alive = alive or first != (complex(a), complex(b))
                    gap = complex(a / b if ratio else a - b)
                    scale = abs(gap) if ratio else max(abs(complex(a)), abs(complex(b)), 1e-3)
                    if ratio and gap.real <= 0:
                        return Comparison("fails", "", Witness({}, plain(a), plain(b)), assumed=sampler.assumed)
                    if base is None:
                        base = gap
                    elif abs(gap - base) > 1e-7 * max(scale, 1e-9):
                        return Comparison("fails", "", Witness({}, plain(a), plain(b)), assumed=sampler.assumed)
                    else:
                        used += 1
            if used and alive:
                return Comparison("holds", assumed=sampler.assumed)
            problem = problem or ("neither side depends on what the constant is to be independent of" if used else "")
        except (Unsupported, IllTyped, IndexError, ArithmeticError) as error:
            problem = problem or str(error)
    return Comparison("unsupported", problem or "I cannot evaluate this")


def _coordinates_joined(value: Any, ratio: bool) -> Any:
    """A density written for one coordinate beside that of the whole vector: the coordinates' product, its logarithm their sum."""
    if not is_array(value):
        return value
    total = value.flat[0]
    for x in list(value.flat)[1:]:
        total = total * x if ratio else total + x
    return total


def increases_with(scope: Scope, left: Node, right: Node, clock: Clock, over: list[Sym]) -> bool:
    """left = c·right + d with one c > 0 while only the varied variables move: both have the same optima."""
    ways = assignments(scope, (left, right, *scope.conditions), set(free_indices(scope, (left, right))))
    inner, conditions = substituted(scope, scope.conditions)
    for sampler in attempts(ways, inner, (left, right), clock, scope.filters, conditions):
        try:
            for sample in sampler.samples(3):
                points = []
                for k in range(5):
                    sample.evaluator.steps = 0
                    env = moved(sampler, sample, over, k)
                    if env is not None:
                        points.append([complex(v).real for v in sides(sample.evaluator, left, right, env)])
                (a, b), *rest = points
                steps = [(x - a, y - b) for x, y in rest]
                slope = steps[0][0] / steps[0][1]
                if len(steps) < 2 or slope <= 0 or any(abs(p - slope * q) > 1e-7 * max(abs(p), 1e-3) for p, q in steps):
                    return False
            return True
        except (Unsupported, IllTyped, IndexError, ArithmeticError, TypeError, ValueError):
            continue
    return False


def moved(sampler: Sampler, sample: Any, varied: list[Sym], k: int) -> Env | None:
    """The k-th environment in which the varied variables have other values."""
    env = sample.env
    ev = sample.evaluator
    for symbol in varied:
        index = ev.indices(symbol.index, env)
        whole = all_values(ev, symbol.name, env)
        if whole is not None:
            env = whole[7 * k % len(whole)][0]
            continue
        states = support_of(ev, symbol.name)
        if states is not None:
            if k >= len(states):
                return None
            value: Any = states[k]
        else:
            letter = sampler.scope.types.get(symbol.name) or sample.model.letter(symbol.name)
            rows = sampler.scope.world.row_families.get(symbol.name)
            if letter is None and rows is not None:
                parent = sampler.scope.letter(rows)
                letter = Letter(symbol.name, "vector", parent.shape[1:]) if parent else None
            chain = forward_chain(ev)
            if letter is None and chain is not None and symbol.name == chain["chain"] and index:
                letter = ev.scope.letter(f"{symbol.name}_0")
            if letter is None:
                raise Unsupported(f"{symbol.name} cannot be varied")
            if letter.index is not None and letter.reach and not index:
                low, high = (sample.model.size(r) for r in letter.reach)
                for i in range(low, high + 1):  # μ_1, …, μ_K
                    other = sample.model.draw(replace(letter, name=f"{letter.name}!{k}"), (i,))
                    env = env.override({(symbol.name, (i,)): other})
                continue
            value = sample.model.draw(replace(letter, name=f"{letter.name}!{k}"), index)
        env = env.override({(symbol.name, index): value}) if index else env.put(symbol.name, value)
    return env


def judge_up_to_constant(scope: Scope, left: Node, right: Node, clock: Clock, filters: tuple[Rel, ...]) -> Result:
    """`a = b + const`: whether the two sides differ by something that does not depend on what they are of."""

    def drop(n: Node) -> Node:
        if isinstance(n, Apply) and n.op == "add":
            kept = [drop(a) for a in n.args if a not in (CONST, apply("neg", CONST))]
            return kept[0] if len(kept) == 1 else Apply("add", tuple(kept)) if kept else Num(n_zero())
        return rebuild(n, drop)

    left, right = drop(left), drop(right)
    comparison = constant_gap(scope, left, right, clock, filters, ratio=False)
    if comparison.outcome == "holds" and (beside := written_beside(scope, right, varied := _vary(scope, left, right))):
        wider = constant_gap(scope, left, right, clock, filters, False, [*varied, *beside])
        if wider.outcome == "fails":
            return Result("undecided", scope, WRITTEN_OUT)
    head = left.fn if isinstance(left, Call) and not left.given else left
    if comparison.outcome != "holds" and isinstance(head, Sym) and head.name not in scope.own:
        for known in scope.world.definitions.get(head.name, ()):
            for other in known.alternatives:  # in another form that the problem allows
                inside = scope.with_definition(replace(known, body=other, alternatives=()))
                again = constant_gap(inside, left, right, clock, filters, ratio=False)
                if again.outcome == "holds":
                    return of_comparison(scope, again, ("=", left, right))
    return of_comparison(scope, comparison, ("=", left, right))


def judge_proportional(scope: Scope, left: Node, right: Node, clock: Clock, filters: tuple[Rel, ...]) -> Result:
    """`a ∝ b`: whether their ratio does not depend on what they are of; a density that nobody has set is set by it."""
    if (
        isinstance(left, Call)
        and (not left.given or left.fn.name.startswith("q"))  # a posterior is a claim about prior and likelihood
        and open_distribution(scope, left, right)
        and all(base_name(a) for a in (*left.args, *left.given))
    ):
        made = Definition(
            left.fn.name,
            right,
            tuple(base_name(a) for a in left.args),
            (),
            given=tuple(base_name(g) for g in left.given),
            is_call=True,
            fixed=False,
        )
        return Result("given", scope.with_definition(made), "an assumption")
    return of_comparison(scope, constant_gap(scope, left, right, clock, filters, ratio=True), ("∝", left, right))


def parallel(scope: Scope, a: Node, b: Node, clock: Clock) -> Comparison:
    """Whether two gradients are equal up to one positive factor that may depend on the data but not on the parameter."""
    sampler = Sampler(scope, (a, b), clock, {}, scope.filters, scope.conditions)
    failure = Comparison("fails", "", Witness({}, None, None))
    used = 0
    try:
        for sample in sampler.samples(3):
            ratio: complex | None = None
            for k in range(3):
                sample.evaluator.steps = 0
                env = moved(sampler, sample, [Sym(scope.world.unknowns[0])], k)
                if env is None:
                    continue
                x, y = (np.atleast_1d(np.asarray(v, complex)).ravel() for v in sides(sample.evaluator, a, b, env))
                if x.shape != y.shape:
                    return failure
                here = complex(x @ y) / complex(y @ y)
                if here.real <= 0 or np.max(np.abs(x - here * y)) > 1e-7 * max(1e-3, float(np.max(np.abs(x)))):
                    return failure
                if ratio is not None and abs(ratio - here) > 1e-7 * abs(ratio):
                    return failure
                ratio, used = here, used + 1
    except (Unsupported, IndexError, ArithmeticError) as error:
        return Comparison("unsupported", str(error))
    except IllTyped:
        return failure
    return Comparison("holds") if used > 2 else Comparison("unsupported", "I cannot evaluate this")

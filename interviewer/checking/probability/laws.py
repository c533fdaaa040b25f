"""Any distribution of a number as points with weights and a density: named families, formulas, mixtures of them.

A formula is over the support on which it sums or integrates to one: {0, 1}, counts, (0, 1), (0, ∞) or the line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from interviewer.checking.fields import IllTyped, OutOfDomain, Unsupported, Value, is_array
from interviewer.checking.probability.families import density_of_family, gaussian_parameters, parameters
from interviewer.checking.probability.grids import double_exponential, real_line
from interviewer.checking.probability.kinks import around
from interviewer.checking.probability.names import DENSITIES, base_name, cell_of, names_density, support_of
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import Apply, Call, Node, Sym, names

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.values.environment import Env

Points = list[tuple[Any, Any]]
COUNTED, WAITED = 100, 300  # counts beyond carry no weight at the rates that are drawn
NORMALISED = 1e-6  # how near to one a density must come
MOST_FAILURES = 3  # models in which no support normalises a density, before it is given up
OPEN_NORM = "this density does not sum or integrate to one; write its normalising constant"
UNIT = 3  # the place of [0, 1] among the supports: a constant density has no other


@dataclass(frozen=True)
class Law:
    """A distribution of a number: where its mass lies, with quadrature weights that include the density, and the density."""

    points: Points
    density: Callable[[Value], Value]


def law_of(ev: Evaluator, node: Node, env: Env) -> Law | None:
    """The law that a distribution expression names; None when it is none of a number."""
    if isinstance(node, Call) and node.fn.name in DENSITIES:
        return family_law(ev, node, env)
    if isinstance(node, Apply):
        return _mixture(ev, node, env)
    found = formula_of(ev, node)
    if found is None:
        return None
    name = found.params[0]
    if isinstance(found.body, Call) and found.body.fn.name in DENSITIES:
        return family_law(ev, found.body, env)
    density = lambda x: ev.value(found.body, env.override({(name, ()): x}))  # noqa: E731
    if _over_states(support_of(ev, name), lambda x: density(x) * cell_of(ev, name)):
        return None  # a table: uniform, q(x) = 1/K
    return formula_law(ev, found, density, env)


def _over_states(states: list[Any] | None, density: Callable[[Value], Value]) -> bool:
    try:
        return states is not None and abs(complex(sum(density(s) for s in states)) - 1) < NORMALISED
    except (Unsupported, IllTyped, TypeError):
        return False


def formula_of(ev: Evaluator, node: Node) -> Definition | None:
    """The candidate's own density of one variable behind `p` or `p(x)`, or a law of a named family behind `q(z|x)`."""
    symbol = node.fn if isinstance(node, Call) else node
    if not isinstance(symbol, Sym) or symbol.index or (isinstance(node, Call) and len(node.args) != 1):
        return None
    given = tuple(map(base_name, node.given)) if isinstance(node, Call) else None
    for found in ev.scope.own.get(symbol.name, ()):
        family = isinstance(found.body, Call) and found.body.fn.name in DENSITIES - {"Normal"}
        conditioned = given in (None, found.given) if family else not (given or found.given)
        if len(found.params) == 1 and conditioned and found.is_call:
            if names_density(found) or symbol.name in ev.scope.world.distributions or symbol.name[:1] in "pq":
                return found
    return None


def family_law(ev: Evaluator, node: Call, env: Env) -> Law | None:
    points = family_points(ev, node, env)
    if points is not None and abs(complex(sum(w for _, w in points)) - 1) > NORMALISED:
        raise OutOfDomain("a law too steep to integrate")
    return Law(points, lambda x: density_of_family(ev, node, env, x)) if points is not None else None


def family_points(ev: Evaluator, node: Call, env: Env) -> Points | None:
    """The points of a named family; None for a vector."""
    density = lambda x: density_of_family(ev, node, env, x)  # noqa: E731
    match node.fn.name:
        case "Normal":
            mean, cov = gaussian_parameters(ev, node, env)
            if is_array(mean):
                return None
            return _weighed(around(ev, mean, ev.field.functions["sqrt"](cov), env), density)
        case "Laplace":
            mean, scale = parameters(ev, node, env, 2)
            return None if is_array(mean) or is_array(scale) else _weighed(around(ev, mean, scale, env), density)
        case "Uniform":
            low, high = parameters(ev, node, env, 2)
            width = high - low
            if not is_array(width) and ev.field.real(width) <= 0:
                raise OutOfDomain("a uniform law on nothing")
            return [(low + width * x, w) for x, w in double_exponential(ev, "unit")]
        case "Bern":
            return _weighed(_whole(ev, 0, 1), density)
        case "Binomial":
            count = ev.value(node.params[0], env)
            top = round(ev.field.real(count))
            if is_array(count) or abs(ev.field.real(count) - top) > 1e-9:
                raise OutOfDomain("a binomial of a number that is not whole")
            return _weighed(_whole(ev, 0, top), density)
        case "Poisson":
            return _weighed(_whole(ev, 0, COUNTED), density)
        case "Geometric":
            return _weighed(_whole(ev, 1, WAITED), density)
        case "Exponential" | "Gamma":
            return _weighed(_scaled(ev, double_exponential(ev, "positive")), density)
        case "Beta":
            return _weighed(double_exponential(ev, "unit"), density)
    return None


def formula_law(ev: Evaluator, found: Definition | Node, density: Callable[[Value], Value], env: Env) -> Law:
    """The law of a density formula on the support that normalises it. Raises Unsupported when none does."""
    known: dict[Definition | Node, int] = ev.scope.remember("supports", dict)
    failed: dict[Definition | Node, int] = ev.scope.remember("no supports", dict)
    if failed.get(found, 0) > MOST_FAILURES:
        raise OutOfDomain(OPEN_NORM)
    constant = isinstance(found, Definition) and not set(found.params) & names(found.body)
    for k, grid in enumerate(_supports(ev, env)):
        if known.get(found, k) != k or (constant and k != UNIT):
            continue
        ev.steps = 0
        try:
            points = _weighed(grid(), density)
            total = complex(sum(w for _, w in points))
        except (Unsupported, IllTyped, ArithmeticError, ValueError, TypeError):  # arrays weigh nothing
            continue
        if abs(total - 1) < NORMALISED:
            known[found] = k
            return Law(points, density)
    failed[found] = failed.get(found, 0) + 1
    raise OutOfDomain(OPEN_NORM)


def _supports(ev: Evaluator, env: Env) -> Iterator[Callable[[], Points]]:
    zero, one = ev.field.number(0, 1), ev.field.number(1, 1)
    yield lambda: _whole(ev, 0, 1)
    yield lambda: _whole(ev, 0, COUNTED)
    yield lambda: _whole(ev, 1, WAITED)
    yield lambda: double_exponential(ev, "unit")
    yield lambda: _scaled(ev, double_exponential(ev, "positive"))
    yield lambda: real_line(ev)  # the better of the two where nothing has a kink
    yield lambda: around(ev, zero, one, env)


def _weighed(grid: Points, density: Callable[[Value], Value]) -> Points:
    return [(x, w * density(x)) for x, w in grid]


def _whole(ev: Evaluator, low: int, high: int) -> Points:
    one = ev.field.number(1, 1)
    return [(ev.lift(complex(k)), one) for k in range(low, high + 1)]


def _scaled(ev: Evaluator, grid: Points) -> Points:
    """Where e^{−x} has vanished a density with a moment has too: no weight there."""
    return [(x, w) for x, w in grid if ev.field.real(x) < 700]


def _mixture(ev: Evaluator, node: Apply, env: Env) -> Law | None:
    """`½(p + q)`: weighted laws added up."""
    if node.op == "add":
        laws = [law_of(ev, a, env) for a in node.args]
        if any(law is None for law in laws):
            return None
        found = [law for law in laws if law is not None]
        return Law([pair for law in found for pair in law.points], lambda x: sum(law.density(x) for law in found))
    if node.op in ("mul", "div") and len(node.args) == 2:
        for k, inner in enumerate(node.args if node.op == "mul" else node.args[:1]):
            law = law_of(ev, inner, env)
            if law is not None:
                scale = ev.value(node.args[1 - k], env)
                return None if is_array(scale) else _scaled_by(law, scale if node.op == "mul" else 1 / scale)
    return None


def _scaled_by(law: Law, scale: Value) -> Law:
    return Law([(x, w * scale) for x, w in law.points], lambda x: law.density(x) * scale)


def relative_entropy(ev: Evaluator, first: Law, second: Law) -> Value:
    """Σ w log(p/q) over the points of the first."""
    log = ev.field.functions["log"]
    total: Any = ev.field.number(0, 1)
    for x, weight in first.points:
        here = first.density(x)
        if _negligible(here, weight):
            continue
        total = total + weight * (log(here) - log(_positive(second.density(x))))
    return total


def cross_entropy(ev: Evaluator, first: Law, second: Law) -> Value:
    """−Σ w log q over the points of the first."""
    log = ev.field.functions["log"]
    total: Any = ev.field.number(0, 1)
    for x, weight in first.points:
        if not _negligible(first.density(x), weight):
            total = total - weight * log(_positive(second.density(x)))
    return total


def _negligible(density: Value, weight: Value) -> bool:
    return abs(complex(density)) < 1e-290 or abs(complex(weight)) < 1e-18


def _positive(density: Value) -> Value:
    if not abs(complex(density)) > 0:
        raise OutOfDomain("a density that is zero where the other is not")
    return density

"""Does a relation hold on every model? A failure is confirmed at fifty digits before it counts.

Shapes that do not fit are a failure of their own kind; what cannot be evaluated never is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeGuard

import numpy as np

from interviewer.checking.clock import Clock, OutOfTime
from interviewer.checking.evaluation.evaluate import Env, Expensive
from interviewer.checking.evaluation.layouts import DENOMINATOR, UNASKED, layouts
from interviewer.checking.evaluation.model import EXTREME, REST
from interviewer.checking.fields import Absent, Hopeless, IllTyped, OutOfDomain, Unsupported, Value, is_array
from interviewer.checking.models import assume
from interviewer.checking.models.attempts import attempts
from interviewer.checking.models.elimination import substituted
from interviewer.checking.models.evidence import ONLY_ONE_BOUND, variational
from interviewer.checking.models.ordering import TOLERANCE, is_constant, is_zero_node, relation_holds, vanishing
from interviewer.checking.models.pseudoinverses import not_square
from interviewer.checking.models.quadrature import squares_alone
from interviewer.checking.models.sampling import (
    FLOAT,
    MODELS,
    NO_MODEL,
    Sample,
    Sampler,
    free_indices,
    high_field,
    letters_in,
)
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Letter
from interviewer.notation.tree import Apply, Call, Deriv, Node, Num, Rel, Sym, names, transform, walk

Outcome = Literal["holds", "fails", "ill-typed", "unsupported"]


_INEQUALITIES = frozenset(["<=", ">=", "<", ">"])
SOLVED = 2e-4  # values that meet a condition at a double root, KL = 0, are right to a third of the digits
TOUCHED = "it is not strict where letters are zero or one, or distributions the same: say what it is meant for"
UNMOVED = "in my reading this derivative is zero throughout; write out what it is of"
ROUNDING = 1e-13  # of the terms that cancel
TINY = "the values are too small to compare"
EXTREME_MODELS = 12
FEW_EXTREMES = 4  # of them where each takes long
OUTSIDE = 10  # models in a row, none of which a line has a value in: no other will do
CONFIRMATION_SECONDS = 0.12  # at fifty digits; a wide gap stands without
INEQUALITY_MODELS = 12  # an inequality may hold by chance where an equation cannot


@dataclass(frozen=True)
class Witness:
    """Where a relation fails: values of the letters and of both sides. `confirm` repeats it at fifty digits."""

    values: dict[str, Any]
    left: Any
    right: Any
    confirm: Callable[[], Comparison] | None = None


@dataclass(frozen=True)
class Comparison:
    outcome: Outcome
    reason: str = ""
    witness: Witness | None = None
    models: int = 0
    assumed: dict[str, Letter] = field(default_factory=dict)
    shown: tuple[Scope, Node] | None = None  # what vanishes, where that is how it was found to hold
    hopeless: bool = False  # whether no other types of unknown letters could mend it


def compare(
    scope: Scope,
    op: str,
    left: Node,
    right: Node,
    clock: Clock,
    filters: tuple[Rel, ...] = (),
    count: int = MODELS,
    extra: tuple[Rel, ...] = (),
) -> Comparison:
    """Try a relation on independent models under the scope's conditions."""
    nodes = (left, right)
    if op in _INEQUALITIES and _tells_versions_apart(scope, nodes):
        return Comparison("unsupported", "in this reading the densities do not depend on these parameters")
    problem = ""
    ill: Comparison | None = None
    scope, conditions = substituted(scope, tuple(dict.fromkeys((*extra, *scope.conditions))))
    if op in _INEQUALITIES and count >= MODELS:
        count = INEQUALITY_MODELS if not conditions else count if extra else 2 * MODELS
    elif count == MODELS and any(_is_coin(scope, n) for node in nodes for n in walk(node)):
        count = INEQUALITY_MODELS
    ways = assume.assignments(scope, (*nodes, *filters, *conditions), set(free_indices(scope, (*nodes, *filters))))
    for sampler in attempts(not_square(ways, nodes), scope, nodes, clock, filters, conditions):
        assumed = sampler.assumed
        said = layouts(scope.context)
        either = has_jacobian(nodes) and len(said) > 1
        for layout in said if has_jacobian(nodes) else (UNASKED,):
            result = _run(sampler, op, left, right, count, layout)
            if result.outcome in ("holds", "fails"):
                break
            if result.outcome == "ill-typed":
                ill = ill or replace(result, assumed=assumed)
        if result.outcome == "fails" and either:
            other = _run(sampler, op, left, right, count, DENOMINATOR)
            if other.outcome == "holds":
                result = other
        if result.outcome == "holds" and op in _INEQUALITIES:
            unsaid = next((n for n, t in assumed.items() if t.is_function and n in scope.world.aliases), "")
            if unsaid:  # any function with the right sign would do
                problem = (
                    problem or f"I do not know the function {unsaid} here; introduce it with 'let {unsaid}(…) = …'"
                )
                continue
        if result.outcome == "holds" and op in _INEQUALITIES and (equal := variational(scope, op, left, right)):
            if compare(scope, "=", *equal, clock, filters, 2, extra).outcome != "holds":
                return Comparison("unsupported", ONLY_ONE_BOUND)
        if result.outcome in ("holds", "fails"):
            return Comparison(result.outcome, result.reason, result.witness, result.models, assumed)
        problem = problem or (result.reason if result.outcome == "unsupported" else "")
        if result.hopeless:
            break
    if ill is not None and ((len(ways) == 1 and not _typed_by_guess(ways[0])) or not problem):
        return ill
    return Comparison("unsupported", problem or "I cannot evaluate this")


def _is_coin(scope: Scope, node: Node) -> bool:
    """One letter of two values, as y₁ is or the label of a single sample: four models in a row may have it the same."""
    letter = scope.letter(node.name) if isinstance(node, Sym) else None
    if not isinstance(node, Sym) or letter is None or letter.of not in ("sign", "binary"):
        return False
    return not letter.shape if not node.index else all(isinstance(i, Num) for i in node.index)


def _tells_versions_apart(scope: Scope, nodes: tuple[Node, ...]) -> bool:
    """`log p(X;θ_{t+1}) ≥ log p(X;θ_t)` where p is given by other letters: both sides are the same there, whatever is meant."""
    found: dict[str, set[Node]] = {}
    for n in (n for node in nodes for n in walk(node) if isinstance(n, Call)):
        if scope.world.distributions.get(n.fn.name, {}).get("of") == []:
            for p in (*n.given, *n.params):
                for base in {name.split(".")[0] for name in names(p)} - set(scope.world.unknowns):
                    found.setdefault(base, set()).add(p)
    return any(len(versions) > 1 for versions in found.values())


def _typed_by_guess(assumed: dict[str, Letter]) -> bool:
    return any(letter.kind not in ("function", "variable") for letter in assumed.values())


def _has_derivative(*nodes: Node) -> bool:
    return any(isinstance(n, Deriv) for node in nodes for n in walk(node))


def has_jacobian(nodes: tuple[Node, ...]) -> bool:
    return any(isinstance(n, Deriv) and n.style != "grad" for node in nodes for n in walk(node))


def _run(sampler: Sampler, op: str, left: Node, right: Node, count: int, layout: str, start: int = 0) -> Comparison:
    used, outside, alive = 0, 0, False
    sampler.bound = op in ("<=", ">=")
    differ = op not in _INEQUALITIES or not _same_function(left, right)
    seen_models: set[int] = set()
    sampler.layout = layout
    out_of_range = out_of_domain = absent = ""
    try:
        for sample in sampler.samples(count * 4, start):
            if len(seen_models) >= count and sample.model.seed not in seen_models:
                break
            sampler.clock.check()
            ev = sample.evaluator
            ev.steps = 0
            if sampler.coarse is None:
                sampler.coarse = squares_alone(sampler, left, right, sample)
                ev.coarse = bool(sampler.coarse)
            try:
                ok, a, b = relation_holds(ev, op, left, right, sample.env, SOLVED if sampler.conditions else TOLERANCE)
            except Absent as error:
                absent = str(error)
                continue
            except IndexError as error:
                out_of_range = str(error)
                continue
            except OutOfDomain as error:
                out_of_domain = str(error)
                outside += 1
                if outside >= OUTSIDE and not used:
                    break
                continue
            if not ok and ev.approximated and _inexact(sampler, left, right, sample, a, b):
                return Comparison("unsupported", "the expectation of such a function is only approximated here")
            if not ok and op in ("=", "≡", ":=") and sampler.conditions and vanishing(a, b, SOLVED * 10):
                out_of_domain = TINY  # a condition that sends letters to zero is met but nearly
                continue
            if not ok and op in ("<", ">") and EXTREME <= start < REST and _met(a, b):
                continue  # weights of e⁻¹⁷⁰ are positive still, and probabilities of 1 − e⁻¹⁷⁰ below one
            if not ok and op in ("<", ">") and sampler.conditions and vanishing(a - b, 0.0):
                # equal as far as the conditions are met: no fifty digits of such values tell more
                return Comparison("fails", "", Witness(witness_values(sampler, sample), plain(a), plain(b)), 1)
            if not ok and op == "=" and _slopes_are_nothing(sampler, (left, a), (right, b)):
                return Comparison("unsupported", UNMOVED)
            if not ok:
                failed = _fails(sampler, op, left, right, sample, a, b, layout)
                if failed.outcome == "fails" or op not in ("<", ">") or sampler.conditions:
                    return failed  # where conditions are met but nearly, two sides this near may be the same
            if (
                vanishing(a, b)
                and not (is_zero_node(left) or is_zero_node(right) or is_constant(left) or is_constant(right))
                and not _agree(sampler, sample, a, b, left, right)
            ):
                out_of_domain = TINY
                continue
            differ = differ or not _same(a, b)
            alive = alive or not vanishing(a, b)
            used += 1
            seen_models.add(sample.model.seed)
    except IllTyped as error:
        return Comparison("ill-typed", str(error))
    except Expensive as error:
        return Comparison("unsupported", str(error))
    except Unsupported as error:
        return Comparison("unsupported", str(error), hopeless=isinstance(error, Hopeless))
    except (OverflowError, ZeroDivisionError, FloatingPointError, ValueError, TypeError, AttributeError) as error:
        return Comparison(
            "unsupported", f"the numbers leave their range ({error})" if str(error) else "the numbers leave their range"
        )
    except IndexError as error:
        return Comparison("unsupported", str(error))
    except RecursionError:
        return Comparison("unsupported", "a definition refers to itself")
    except KeyError as error:
        return Comparison("unsupported", f"I do not know the size {error}")
    if used and op in _INEQUALITIES and start < EXTREME and not sampler.conditions:
        extreme = _run(sampler, op, left, right, FEW_EXTREMES if sampler.coarse else EXTREME_MODELS, layout, EXTREME)
        if extreme.outcome == "fails":
            return extreme
        if op in ("<", ">") and _run(sampler, op, left, right, 2, layout, REST).outcome == "fails":
            return Comparison("unsupported", TOUCHED)
    if not used:
        if out_of_range and not absent:
            return Comparison("ill-typed", out_of_range)
        return Comparison("unsupported", absent or out_of_domain or NO_MODEL)
    if used and not alive and _has_derivative(left, right) and not (is_zero_node(left) or is_zero_node(right)):
        return Comparison("unsupported", "both sides are zero here: nothing depends on what is differentiated by")
    if used and op not in _INEQUALITIES and (is_sign(left) or is_sign(right)):
        return Comparison("unsupported", "signs agree by chance; write what stands inside them as an equation")
    if used and not differ:
        return Comparison("unsupported", "the two sides are the same here; what the function is of makes no difference")
    if op in _INEQUALITIES and start < EXTREME and not sampler.conditions and len(seen_models) < count // 2:
        return Comparison("unsupported", out_of_domain or "too few values meet its conditions to judge the inequality")
    return Comparison("holds", models=len(seen_models))


def _fails(
    sampler: Sampler, op: str, left: Node, right: Node, sample: Sample, a: Value, b: Value, layout: str
) -> Comparison:
    """A failure with its witness. Fifty digits are asked at once when it is close, otherwise when it is to be told."""

    def confirm() -> Comparison:
        return _confirmed(sampler, op, left, right, sample, a, b, layout)

    if _close(a, b):
        return confirm()
    return Comparison("fails", "", Witness(witness_values(sampler, sample), plain(a), plain(b), confirm), 1)


def _inexact(sampler: Sampler, left: Node, right: Node, sample: Sample, a: Value, b: Value) -> bool:
    """Whether the sides change when expectations are taken at other points."""
    ev = sampler.evaluator(sample.model, FLOAT)
    ev.turned = True
    for node, value in ((left, a), (right, b)):
        again = ev.value(node, Env(bound=dict(sample.env.bound)))
        x, y = (np.atleast_1d(np.asarray(v, dtype=complex)).ravel() for v in (again, value))
        if x.size == y.size and np.max(np.abs(x - y)) > 1e-7 * max(1.0, float(np.max(np.abs(y)))):
            return True
    return False


def is_sign(node: Node) -> TypeGuard[Apply]:
    """Whether a side takes the values ±1 alone, so that a few models on which it agrees show nothing."""
    return isinstance(node, Apply) and node.op == "sign" and len(node.args) == 1


def _same_function(left: Node, right: Node) -> bool:
    """`ℓ(θ*) ≥ ℓ(θ)`: one function at two places."""
    return isinstance(left, Call) and isinstance(right, Call) and left.fn == right.fn


def _same(a: Value, b: Value) -> bool:
    return not is_array(a) and not is_array(b) and abs(complex(a) - complex(b)) < 1e-12


def _slopes_are_nothing(sampler: Sampler, *sides: tuple[Node, Value]) -> bool:
    """Whether a derivative comes to nothing wherever it is taken: what it is of may be meant otherwise than we have it."""
    for side, value in sides:
        if isinstance(side, Deriv) and not isinstance(side.body, Num) and vanishing(value, value, 1e-30):
            values = (s.evaluator.value(side, s.env) for s in sampler.samples(4, 0))
            return all(vanishing(v, v, 1e-30) for v in values)
    return False


def _agree(sampler: Sampler, sample: Sample, a: Value, b: Value, left: Node, right: Node) -> bool:
    """Whether two sides near zero agree: by ratio, or as both are what is left of terms that cancel.

    Two that are nothing at all must be so at fifty digits too.
    """
    x, y = (np.atleast_1d(np.asarray(v, dtype=complex)).ravel() for v in (a, b))
    if np.any(x) or np.any(y):
        near = float(np.max(np.abs(x - y))) <= 1e-6 * max(float(np.max(np.abs(x))), float(np.max(np.abs(y))))
        return near or (not sampler.conditions and _cancels(sample, x, left) and _cancels(sample, y, right))
    try:
        ev = sampler.evaluator(sample.model, high_field())
        sides = [ev.value(node, Env(bound=dict(sample.env.bound))) for node in (left, right)]
    except (Unsupported, IllTyped, IndexError, TypeError, ValueError, ArithmeticError, AttributeError):
        return True
    return all(z == 0 for side in sides for z in (side.flat if is_array(side) else [side]))


def _cancels(sample: Sample, value: np.ndarray, side: Node) -> bool:
    """Whether a value is rounding beside what its formula comes to without its minus signs."""
    unsigned = transform(side, lambda n: n.args[0] if isinstance(n, Apply) and n.op == "neg" else n)
    try:
        size = np.asarray(sample.evaluator.value(unsigned, sample.env), dtype=complex)
    except (Unsupported, IllTyped, IndexError, TypeError, ValueError, ArithmeticError, AttributeError):
        return False
    return float(np.max(np.abs(value))) <= ROUNDING * float(np.max(np.abs(size)))


def _close(a: Value, b: Value) -> bool:
    """Nearer than double precision safely tells apart."""
    x, y = (np.atleast_1d(np.asarray(v, dtype=complex)).ravel() for v in (a, b))
    if x.shape != y.shape and 1 not in (x.size, y.size):
        return True
    scale = max(float(np.max(np.abs(x))), float(np.max(np.abs(y))), 1e-3)
    return float(np.max(np.abs(x - y))) < 1e-4 * scale


def _met(a: Value, b: Value) -> bool:
    """Whether far out two sides have come so near that no digits tell them apart: a strict bound may hold all the same."""
    return vanishing(a, b, 1e-30) or (
        not is_array(a) and not is_array(b) and abs(complex(a - b)) < 1e-15 * abs(complex(a))
    )


def _confirmed(
    sampler: Sampler, op: str, left: Node, right: Node, sample: Sample, a: Value, b: Value, layout: str
) -> Comparison:
    """A failure counts when fifty digits see it too."""
    reason = ""
    if op in ("=", "≡", ":=", "<=", ">=", "<", ">", "!="):
        try:
            sampler.layout = layout
            ev = sampler.evaluator(sample.model, high_field())
            ev.clock = Clock.of(CONFIRMATION_SECONDS)
            ok, ha, hb = relation_holds(ev, op, left, right, Env(bound=dict(sample.env.bound)), 1e-8)
            if ok:
                return Comparison("unsupported", "the two sides are too close to tell apart")
            a, b = ha, hb
        except OutOfTime:
            if _close(a, b):
                return Comparison("unsupported", "the two sides are too close to tell apart in time")
        except (Unsupported, IllTyped, IndexError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
            reason = str(error)
    return Comparison("fails", reason, Witness(witness_values(sampler, sample), plain(a), plain(b)), 1)


def witness_values(sampler: Sampler, sample: Sample) -> dict[str, Any]:
    """The values a person needs to repeat the evaluation."""
    out: dict[str, Any] = {k: v for k, v in sample.env.bound.items() if isinstance(v, int)}
    for letter in letters_in(sampler.scope, sampler.nodes, sample.model):
        for key, value in {**sample.model._drawn, **sample.model.fixed}.items():
            if key[0] == letter.name and len(out) < 12:
                name = letter.name.replace(".", "_") + ("" if not key[1] else "_" + ",".join(map(str, key[1])))
                out[name] = plain(value)
    return out


def plain(value: Value) -> Any:
    """A value as JSON can hold it, rounded for people."""
    if is_array(value):
        rows = [[_round(x) for x in row] for row in value.tolist()]
        return [row[0] for row in rows] if value.shape[1] == 1 else rows
    return _round(value)


def _round(x: Any) -> float:
    number = complex(x).real
    return float(f"{number:.5g}")

"""Does a relation hold on every model? The sampling loop: draw, meet the conditions, evaluate both sides, compare.

A failure is confirmed at fifty digits before it counts. Shapes that do not fit are a failure of their own kind; what cannot
be evaluated never is.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Literal

import numpy as np

from interviewer.checking import assume
from interviewer.checking.evaluate import Env, Evaluator, Expensive
from interviewer.checking.fields import (
    Field,
    FloatField,
    HighField,
    IllTyped,
    OutOfDomain,
    Unsupported,
    Value,
    is_array,
)
from interviewer.checking.model import EXTREME, Model
from interviewer.checking.scope import Scope
from interviewer.checking.solve import Inconsistent, fischer_burmeister, solve
from interviewer.checking.world import BUILTIN_FUNCTIONS, Definition, Letter
from interviewer.notation.tree import Apply, Bound, Call, Deriv, Node, Num, Rel, Sym, walk

FLOAT = FloatField()
_high: list[HighField] = []
TOLERANCE = 1e-7
MODELS = 4
NO_MODEL = "no model meets the conditions of the lines before"
MAX_INDEX_CHOICES = 8

Outcome = Literal["holds", "fails", "ill-typed", "unsupported"]


def high_field() -> HighField:
    if not _high:
        _high.append(HighField())
    return _high[0]


class OutOfTime(Exception):
    """The budget for this line is spent."""


@dataclass
class Clock:
    """A deadline shared by everything that is done for one line, in this thread's processor time: a verdict must not
    depend on what else the machine is doing."""

    deadline: float

    @classmethod
    def of(cls, seconds: float, within: Clock | None = None) -> Clock:
        """A clock that runs out `seconds` from now, and no later than `within`."""
        deadline = time.thread_time() + seconds
        return cls(min(deadline, within.deadline) if within else deadline)

    def check(self) -> None:
        if time.thread_time() > self.deadline:
            raise OutOfTime


@dataclass(frozen=True)
class Witness:
    """Where a relation fails: values of the letters and of both sides."""

    values: dict[str, Any]
    left: Any
    right: Any


@dataclass(frozen=True)
class Comparison:
    outcome: Outcome
    reason: str = ""
    witness: Witness | None = None
    models: int = 0
    assumed: dict[str, Letter] = field(default_factory=dict)


@dataclass
class Sample:
    """One model with its evaluator and one choice of the free indices."""

    evaluator: Evaluator
    env: Env
    model: Model


# -- samples -------------------------------------------------------------------------------------------------------


def default_argument(scope: Scope, nodes: tuple[Node, ...]) -> str | None:
    """The variable at which a function written bare is meant: what the line differentiates by, else z."""
    for node in nodes:
        for n in walk(node):
            if isinstance(n, Deriv) and isinstance(n.wrt[0], Sym) and isinstance(n.body, Sym):
                letter = scope.letter(n.body.name)
                if n.body.name in BUILTIN_FUNCTIONS or (letter is not None and letter.is_function):
                    return n.wrt[0].name
    for node in nodes:
        for n in walk(node):
            if isinstance(n, Call) and len(n.args) == 1 and isinstance(n.args[0], Sym) and not n.args[0].index:
                letter = scope.letter(n.fn.name)
                if n.fn.name in BUILTIN_FUNCTIONS or (letter is not None and letter.is_function):
                    return n.args[0].name
    return "z" if scope.letter("z") is not None or scope.definitions("z") else None


def free_indices(scope: Scope, nodes: tuple[Node, ...]) -> list[str]:
    """Index names that no sum binds, in order of appearance."""
    found: list[str] = []

    def visit(node: Node, bound: frozenset[str]) -> None:
        match node:
            case Sym(name, index):
                for item in index:
                    for x in walk(item):
                        if (
                            isinstance(x, Sym)
                            and x.name not in bound
                            and x.name not in found
                            and not x.index
                            and _is_index(scope, x.name)
                        ):
                            found.append(x.name)
                if (
                    not index
                    and name in _INDEX_LETTERS
                    and name not in bound
                    and not scope.knows(name)
                    and name in mentioned
                    and name not in found
                ):
                    found.append(name)
            case Bound(_, binders, body):
                inner = bound | {b.var.name for b in binders}
                for b in binders:
                    for part in (b.low, b.high, b.condition):
                        if part is not None:
                            visit(part, inner)
                visit(body, inner)
            case Apply("index", args):
                visit(args[0], bound)
                for item in args[1:]:
                    for x in walk(item):
                        if (
                            isinstance(x, Sym)
                            and x.name not in bound
                            and x.name not in found
                            and _is_index(scope, x.name)
                        ):
                            found.append(x.name)
            case _:
                from interviewer.notation.tree import children

                for child in children(node):
                    visit(child, bound)

    mentioned = assume.index_names(nodes)
    for node in nodes:
        visit(node, frozenset())
    return found


_INDEX_LETTERS = frozenset("ijklmnstcrpqu")


def _is_index(scope: Scope, name: str) -> bool:
    if name in ("colon", "ellipsis", "before", "upto", "after", "from", "dot"):
        return False
    letter = scope.letter(name)
    if letter is not None and letter.kind == "variable":
        return False
    return name not in scope.world.sizes


_SOLVED: dict[Any, dict[Any, Any] | None] = {}  # models that meet a problem's conditions serve every line of it


class Sampler:
    """Samples for a set of nodes under a scope: models, index choices, conditions met, side conditions filtered."""

    def __init__(
        self,
        scope: Scope,
        nodes: tuple[Node, ...],
        clock: Clock,
        assumed: dict[str, Letter],
        filters: tuple[Rel, ...] = (),
        conditions: tuple[Rel, ...] = (),
    ) -> None:
        self.scope, self.nodes, self.clock = scope, nodes, clock
        self.assumed = assumed
        self.conditions = conditions
        self.filters = filters
        self.tables = assume.table_variables(scope, nodes)
        self.parameters = assume.table_parameters(scope, nodes)
        self.argument = default_argument(scope, nodes)
        self.indices = free_indices(scope, (*nodes, *filters))
        self.differentials = _differential_letters(nodes)

    def evaluator(self, model: Model, arithmetic: Field) -> Evaluator:
        ev = Evaluator(self.scope, model, arithmetic, self.argument)
        ev.table_variables = self.tables
        ev.table_parameters = self.parameters
        ev.count = self.count_of(ev)
        for name in self.differentials:
            letter = self.scope.types.get(name) or model.letter(name)
            if letter is None:
                raise Unsupported(f"the differential of {name}")
            direction = model.draw(
                Letter(
                    f"d.{name}",
                    letter.kind if letter.kind in ("vector", "matrix", "symmetric") else "scalar",
                    letter.shape,
                    "",
                    None,
                    letter.index,
                    letter.reach,
                ),
                (),
            )
            ev.differentials[name] = ev.lift(direction) if arithmetic.name != "float" else direction
        return ev

    def count_of(self, ev: Evaluator) -> int | None:
        """How many things the line, or a definition it uses, sums over."""
        bodies = [d.body for ds in self.scope.own.values() for d in ds]
        for node in (*self.nodes, *bodies):
            for n in walk(node):
                if isinstance(n, Bound) and n.op in ("sum", "prod") and n.binders and n.binders[0].condition is None:
                    try:
                        found = ev.range_of(n.binders[0].var.name, n.body, Env())
                    except (Unsupported, IllTyped, IndexError, KeyError):
                        continue
                    if found is not None:
                        return found
        return None

    def model(self, seed: int) -> Model:
        model = Model(self.scope.world, seed, dict(self.assumed))
        if self.conditions:
            self.impose(model)
        return model

    def impose(self, model: Model) -> None:
        """Move the model until the conditions hold."""
        key = (
            id(self.scope.world),
            self.conditions,
            tuple(self.scope.own.items()),
            tuple(sorted(self.assumed.items(), key=str)),
            model.seed,
        )
        if key in _SOLVED:
            if _SOLVED[key] is None:
                raise Inconsistent
            model.fixed.update(_SOLVED[key] or {})
            return
        if len(_SOLVED) > 4000:
            _SOLVED.clear()
        _SOLVED[key] = None
        self.solve_conditions(model)
        _SOLVED[key] = dict(model.fixed)

    def solve_conditions(self, model: Model) -> None:
        ev = self.evaluator(model, FLOAT)
        letters = letters_in(self.scope, self.conditions, model)
        keyed = [(letter, index) for letter in letters for index in indices_of(letter, self.conditions, model)]

        def residual() -> list[complex]:
            out: list[complex] = []
            ev.steps = 0
            for condition in self.conditions:
                for env in self.environments(ev, (condition,)):
                    out += residuals(ev, condition, env)
            return out

        solve(model, keyed, residual)

    def environments(self, ev: Evaluator, nodes: tuple[Node, ...]) -> Iterator[Env]:
        """One environment for each choice of the free indices of `nodes`."""
        names = free_indices(self.scope, nodes)
        if not names:
            yield Env()
            return
        spaces = []
        base = Env()
        for name in names:
            size, low = None, 1
            for node in nodes:
                letter = _indexing_letter(self.scope, ev.model, node, name)
                if letter is not None and letter.reach:
                    low = ev.model.size(letter.reach[0])
                size = size or ev.range_of(name, node, base)
            spaces.append(list(range(low, (size or 3) + 1)))
        choices = list(product(*spaces))
        if len(choices) > MAX_INDEX_CHOICES:
            rng = ev.model.rng("indices", tuple(names))
            choices = [choices[int(k)] for k in rng.choice(len(choices), MAX_INDEX_CHOICES, replace=False)]
        for choice in choices:
            yield Env(bound=dict(zip(names, choice, strict=True)))

    def samples(self, count: int = MODELS, start: int = 0) -> Iterator[Sample]:
        made, seed, failures = 0, start, 0
        while made < count:
            self.clock.check()
            try:
                model = self.model(seed)
            except Inconsistent:
                failures += 1
                seed += 1
                if failures > 12:
                    return
                continue
            seed += 1
            ev = self.evaluator(model, FLOAT)
            used = False
            for env in self.environments(ev, (*self.nodes, *self.filters)):
                try:
                    if not all(holds(ev, f, env) for f in self.filters):
                        continue
                except IndexError:
                    continue
                used = True
                yield Sample(ev, env, model)
            if used:
                made += 1
            else:
                failures += 1
                if failures > 25:
                    return


def _indexing_letter(scope: Scope, model: Model, node: Node, name: str) -> Letter | None:
    for n in walk(node):
        if isinstance(n, Sym) and n.index and isinstance(n.index[0], Sym) and n.index[0].name == name:
            letter = scope.types.get(n.name) or model.letter(n.name)
            if letter is not None and letter.reach:
                return letter
    return None


def _differential_letters(nodes: tuple[Node, ...]) -> list[str]:
    """Letters whose differentials occur: the right-hand sides' `dw`, not the left-hand `dL`."""
    found: list[str] = []
    for node in nodes:
        for n in walk(node):
            if (
                isinstance(n, Apply)
                and n.op == "differential"
                and isinstance(n.args[0], Sym)
                and n.args[0].name not in found
            ):
                found.append(n.args[0].name)
    return found[1:] if len(found) > 1 else found


def letters_in(scope: Scope, nodes: tuple[Node, ...], model: Model) -> list[Letter]:
    """The drawn letters that nodes depend on, through definitions and rows."""
    out: dict[str, Letter] = {}
    seen: set[str] = set()

    def visit(node: Node) -> None:
        for n in walk(node):
            name = n.name if isinstance(n, Sym) else None
            if name is None or name in seen:
                continue
            seen.add(name)
            rows = scope.world.row_families.get(name)
            for definition in scope.definitions(name)[:1]:
                visit(definition.body)
            if rows is not None:
                visit(Sym(rows))
            letter = scope.types.get(name) or model.letter(name)
            if letter is not None and not letter.is_function and not scope.definitions(name):
                out[name] = letter

    for node in nodes:
        visit(node)
    return list(out.values())


def indices_of(letter: Letter, nodes: tuple[Node, ...], model: Model) -> list[tuple[int, ...]]:
    if letter.index is not None and letter.reach:
        return [(k,) for k in range(model.size(letter.reach[0]), model.size(letter.reach[1]) + 1)]
    return [()]


# -- relations on values -------------------------------------------------------------------------------------------


def residuals(ev: Evaluator, condition: Rel, env: Env) -> list[complex]:
    """How far an equation or complementarity is from holding."""
    out: list[complex] = []
    for op, left, right in zip(condition.ops, condition.operands, condition.operands[1:], strict=False):
        a, b = ev.value(left, env), ev.value(right, env)
        if op == "⊥":
            out += [fischer_burmeister(x, y) for x, y in zip(_flat(a), _flat(b), strict=True)]
        elif op == "=":
            out += difference(ev, a, b)
    return out


def _flat(value: Value) -> list[Any]:
    return list(value.flat) if is_array(value) else [value]


def difference(ev: Evaluator, a: Value, b: Value) -> list[Any]:
    if is_array(a) and is_array(b):
        if a.shape != b.shape:
            raise IllTyped("the two sides have different shapes")
        return list((a - b).flat)
    if is_array(a) or is_array(b):
        array, number = (a, b) if is_array(a) else (b, a)
        return [x - number for x in array.flat]
    return [a - b]


def identity_fits(value: Value, node: Node, ev: Evaluator, shape: tuple[int, ...]) -> Value:
    """A side that mentions I was read as a number for want of a size; give it the other side's."""
    if node == Sym("ones") and len(shape) == 2 and shape[1] == 1:
        return ev.field.array([[1]] * shape[0])
    if (
        not is_array(value)
        and any(isinstance(n, Sym) and n.name == "I" for n in walk(node))
        and len(shape) == 2
        and shape[0] == shape[1]
    ):
        return ev.field.eye(shape[0]) * value
    return value


def sides(ev: Evaluator, left: Node, right: Node, env: Env) -> tuple[Value, Value]:
    a, b = ev.value(left, env), ev.value(right, env)
    if is_array(a) != is_array(b):
        a = identity_fits(a, left, ev, b.shape if is_array(b) else ())
        b = identity_fits(b, right, ev, a.shape if is_array(a) else ())
    return a, b


def relation_holds(
    ev: Evaluator, op: str, left: Node, right: Node, env: Env, tolerance: float = TOLERANCE
) -> tuple[bool, Value, Value]:
    """Whether `left op right`; raises IllTyped when the sides cannot be compared."""
    a, b = sides(ev, left, right, env)
    if op in ("⪰", "≻", "⪯", "≺"):
        return _definite(ev, op, a, b), a, b
    if is_array(a) != is_array(b):
        number_node = right if is_array(a) else left
        number = b if is_array(a) else a
        if (
            op in ("=", "≡", ":=", "≈", "!=")
            and not _is_zero_node(number_node)
            and not (ev.field.real(number) == 0 and isinstance(number_node, Num))
        ):
            raise IllTyped(f"{_describe(a)} on the left, {_describe(b)} on the right")
    if is_array(a) and is_array(b) and a.shape != b.shape:
        raise IllTyped(f"{_describe(a)} on the left, {_describe(b)} on the right")
    pairs = list(zip(_spread(a, b), _spread(b, a), strict=True))
    scale = max([1e-3, *[abs(complex(x)) for x, y in pairs], *[abs(complex(y)) for x, y in pairs]])
    slack = tolerance * scale

    def test(x: Any, y: Any) -> bool:
        dx = ev.field.real(x) - ev.field.real(y) if ev.field.name == "float" else float(x - y)
        match op:
            case "=" | "≡" | ":=" | "≈":
                return abs(dx) <= slack
            case "!=":
                return abs(dx) > slack
            case "<=":
                return dx <= slack
            case ">=":
                return dx >= -slack
            case "<":
                return dx < -slack
            case ">":
                return dx > slack
        raise Unsupported(f"the relation {op}")

    for x, y in pairs:
        if not (np.isfinite(complex(x).real) and np.isfinite(complex(y).real)):
            raise Unsupported("a value that is not finite")
    return all(test(x, y) for x, y in pairs), a, b


def _spread(a: Value, b: Value) -> list[Any]:
    if is_array(a):
        return list(a.flat)
    return [a] * (b.size if is_array(b) else 1)


def _is_zero_node(node: Node) -> bool:
    return (isinstance(node, Num) and node.value == 0) or node == Sym("zeros")


def _describe(value: Value) -> str:
    from interviewer.checking.arrays import describe

    return describe(value)


def _definite(ev: Evaluator, op: str, a: Value, b: Value) -> bool:
    def matrix(v: Value, like: Value) -> np.ndarray:
        if is_array(v):
            return np.array([[complex(x).real for x in row] for row in v])
        size = like.shape[0] if is_array(like) else 1
        return np.eye(size) * complex(v).real if complex(v) != 0 else np.zeros((size, size))

    m = matrix(a, b) - matrix(b, a)
    if m.shape[0] != m.shape[1]:
        raise IllTyped("definiteness is a property of square matrices")
    if op in ("⪯", "≺"):
        m = -m
    if not np.allclose(m, m.T, atol=1e-8 * max(1, np.abs(m).max())):
        return False
    low = np.linalg.eigvalsh((m + m.T) / 2).min()
    scale = max(1e-3, float(np.abs(m).max()))
    return bool(low >= -1e-8 * scale) if op in ("⪰", "⪯") else bool(low > 1e-8 * scale)


def holds(ev: Evaluator, node: Rel, env: Env) -> bool:
    """Whether a whole chain holds."""
    return all(
        relation_holds(ev, op, left, right, env)[0]
        for op, left, right in zip(node.ops, node.operands, node.operands[1:], strict=False)
    )


def substituted(scope: Scope, conditions: tuple[Rel, ...]) -> tuple[Scope, tuple[Rel, ...]]:
    """Conditions that solve for a letter become its definition, exactly; the others are left to the solver."""
    rest: list[Rel] = []
    for condition in conditions:
        definition = _solved(scope, condition)
        if definition is None:
            rest.append(condition)
        else:
            scope = scope.with_definition(definition)
    return scope, tuple(rest)


def _solved(scope: Scope, condition: Rel) -> Definition | None:
    """`w = Σᵢ αᵢyᵢxᵢ` as the definition of w, `q(Z) = p(Z|X)` as that of q."""
    if condition.ops != ("=",):
        return None
    head = condition.operands[0]
    if (
        isinstance(head, Call)
        and head.fn.name in scope.world.distributions
        and head.args
        and not scope.definitions(head.fn.name)
    ):
        if all(isinstance(a, Sym) and not a.index for a in (*head.args, *head.given)) and head.fn.name not in {
            n.name for n in walk(condition.operands[1]) if isinstance(n, Sym)
        }:
            return Definition(
                head.fn.name,
                condition.operands[1],
                tuple(a.name for a in head.args if isinstance(a, Sym)),
                (),
                given=tuple(g.name for g in head.given if isinstance(g, Sym)),
                is_call=True,
                fixed=False,
            )
    for left, right in (condition.operands, condition.operands[::-1]):
        if not isinstance(left, Sym) or scope.definitions(left.name):
            continue
        letter = scope.letter(left.name)
        if letter is None or letter.kind in ("variable", "noise", "random") or letter.of in ("sign", "binary"):
            continue
        names_right = {n.name for n in walk(right) if isinstance(n, Sym)}
        depends = dependencies(scope, right)
        index = tuple(i.name for i in left.index if isinstance(i, Sym))
        if (
            left.name in names_right | depends
            or len(index) != len(left.index)
            or len(index) > 1
            or bool(index) != (letter.index is not None or (bool(index) and letter.kind in ("vector", "simplex")))
        ):
            continue
        if scope.world.row_families.get(left.name) or any(isinstance(n, Deriv) for n in walk(right)):
            continue
        return Definition(left.name, right, (), index, fixed=False)
    return None


def dependencies(scope: Scope, node: Node) -> set[str]:
    """Every name a tree depends on through definitions."""
    seen: set[str] = set()
    stack = [n.name for n in walk(node) if isinstance(n, Sym)]
    while stack:
        name = stack.pop()
        if name in seen:
            continue
        seen.add(name)
        for d in scope.definitions(name):
            stack += [n.name for n in walk(d.body) if isinstance(n, Sym)]
    return seen


# -- the loop ------------------------------------------------------------------------------------------------------


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
    problem = ""
    ill: Comparison | None = None
    scope, conditions = substituted(scope, (*scope.conditions, *extra))
    attempts = assume.assignments(scope, (*nodes, *filters, *conditions), set(free_indices(scope, (*nodes, *filters))))
    for assumed in attempts:
        clock.check()
        sampler = Sampler(scope, nodes, clock, assumed, filters, conditions)
        for layout in ("numerator", "denominator") if _has_jacobian(nodes) else ("numerator",):
            result = _run(sampler, op, left, right, count, layout)
            if result.outcome in ("holds", "fails"):
                break
            if result.outcome == "ill-typed":
                ill = ill or result
        if result.outcome == "fails" and _has_jacobian(nodes):
            other = _run(sampler, op, left, right, count, "denominator")
            if other.outcome == "holds":
                result = other
        if result.outcome in ("holds", "fails"):
            return Comparison(result.outcome, result.reason, result.witness, result.models, assumed)
        problem = problem or (result.reason if result.outcome == "unsupported" else "")
    if ill is not None and ((len(attempts) == 1 and not _typed_by_guess(attempts[0])) or not problem):
        return ill
    return Comparison("unsupported", problem or "I cannot evaluate this")


def _typed_by_guess(assumed: dict[str, Letter]) -> bool:
    return any(letter.kind not in ("function", "variable") for letter in assumed.values())


def _has_jacobian(nodes: tuple[Node, ...]) -> bool:
    return any(isinstance(n, Deriv) and n.style != "grad" for node in nodes for n in walk(node))


_INEQUALITIES = frozenset(["<=", ">=", "<", ">"])


def _run(sampler: Sampler, op: str, left: Node, right: Node, count: int, layout: str, start: int = 0) -> Comparison:
    used = 0
    seen_models: set[int] = set()
    out_of_range = out_of_domain = ""
    try:
        for sample in sampler.samples(count * 4, start):
            if len(seen_models) >= count and sample.model.seed not in seen_models:
                break
            sampler.clock.check()
            ev = sample.evaluator
            ev.layout = layout
            ev.steps = 0
            try:
                ok, a, b = relation_holds(ev, op, left, right, sample.env)
            except IndexError as error:
                out_of_range = str(error)
                continue
            except OutOfDomain as error:
                out_of_domain = str(error)
                continue
            if not ok:
                return _confirm(sampler, op, left, right, sample, a, b, layout)
            used += 1
            seen_models.add(sample.model.seed)
    except IllTyped as error:
        return Comparison("ill-typed", str(error))
    except Expensive as error:
        return Comparison("unsupported", str(error))
    except Unsupported as error:
        if used >= 3 and "of a" in str(error):
            return Comparison("unsupported", str(error))
        return Comparison("unsupported", str(error))
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
        extreme = _run(sampler, op, left, right, 6, layout, EXTREME)
        if extreme.outcome == "fails":
            return extreme
    if not used:
        if out_of_range:
            return Comparison("ill-typed", out_of_range)
        return Comparison("unsupported", out_of_domain or NO_MODEL)
    return Comparison("holds", models=len(seen_models))


def _confirm(
    sampler: Sampler, op: str, left: Node, right: Node, sample: Sample, a: Value, b: Value, layout: str
) -> Comparison:
    """A failure counts when fifty digits see it too."""
    reason = ""
    if op in ("=", "≡", ":=", "<=", ">=", "<", ">", "!="):
        try:
            ev = sampler.evaluator(sample.model, high_field())
            ev.layout = layout
            ok, ha, hb = relation_holds(ev, op, left, right, Env(bound=dict(sample.env.bound)), 1e-8)
            if ok:
                return Comparison("unsupported", "the two sides are too close to tell apart")
            a, b = ha, hb
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

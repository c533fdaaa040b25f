"""The problem's conditions: restated, rearranged, or used to eliminate the variables they determine."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from interviewer.checking.claims.result import Equation, Result, failure_message, is_zero, n_zero
from interviewer.checking.claims.variants import proportional, renamed
from interviewer.checking.clock import Clock
from interviewer.checking.compare import Comparison, compare
from interviewer.checking.dependencies import dependencies
from interviewer.checking.fields import IllTyped, Unsupported, is_array
from interviewer.checking.probability.names import base_name
from interviewer.checking.sampling import FLOAT, Sampler, free_indices
from interviewer.checking.scope import Scope
from interviewer.checking.solve import Inconsistent
from interviewer.checking.world import Definition, Letter
from interviewer.notation.tree import Bound, Call, Deriv, Node, Num, Rel, Sym, apply, names, walk

WITHIN = "within the problem's constraints"
FEASIBLE = "feasible values"


def sets_derivative(scope: Scope, left: Node, derivative: bool) -> bool:
    """`∂L/∂w = 0` for a variable the problem optimises over; one that is bounded or sums to one need not be stationary."""
    bound = {n for n in map(base_name, left.wrt) if n in scope.world.multipliers} if isinstance(left, Deriv) else set()
    if bound:
        return False
    if derivative:
        return True
    if not isinstance(left, Deriv):
        return False
    return all(base_name(w) in scope.world.unknowns or w == Sym("default") for w in left.wrt)


def stationary_where(scope: Scope, left: Node, right: Node, clock: Clock) -> Rel:
    """`∂L/∂w = 0` as the equation of the problem that says the same (w = …), which is met exactly; else as it stands."""
    bare = replace(scope, conditions=())
    for equation in dict.fromkeys(c for group in scope.world.conditions.values() for c in group):
        if not isinstance(equation, Rel) or equation.ops != ("=",) or free_indices(scope, (equation,)):
            continue
        if compare(bare, "=", left, right, clock, count=2, extra=(equation,)).outcome == "holds":
            return equation
    return Rel(("=",), (left, right))


def _misses_own_objective(scope: Scope, equations: tuple[Rel, ...], clock: Clock) -> bool:
    """The candidate's own objective, with his ½ or λ, is not stationary where this condition of the problem holds."""
    for name in scope.own:
        if any(d.sense for d in scope.world.definitions.get(name, ())):
            for unknown in scope.world.unknowns[:1]:
                gradient = Deriv(Sym(name), (Sym(unknown),))
                if compare(scope, "=", gradient, Num(n_zero()), clock, count=1, extra=equations).outcome == "fails":
                    return True
    return False


def against_conditions(
    scope: Scope, op: str, left: Node, right: Node, clock: Clock, filters: tuple[Rel, ...]
) -> Comparison | None:
    """A bound that holds of arbitrary numbers must hold of the problem's solutions too."""
    touched = dependencies(scope, Rel((op,), (left, right)))
    slack = {k: any(isinstance(c, Rel) and "⊥" in c.ops for c in g) for k, g in scope.world.conditions.items()}
    drawn = {k: _letters(scope, group) for k, group in scope.world.conditions.items() if slack[k]}
    for key, group in scope.world.conditions.items():
        if not slack[key]:
            continue
        equations = tuple(c for c in group if isinstance(c, Rel) and "⊥" in c.ops)
        if any(
            less < drawn[key] and not (drawn[key] - less) & (touched | scope.spoken | scope.about)
            for less in drawn.values()
        ):
            continue  # the soft margin's, where nothing speaks of slack
        if not touched & {n.name for c in equations for n in walk(c) if isinstance(n, Sym)}:
            continue
        comparison = compare(
            scope, op, left, right, clock, filters, count=2, extra=tuple(c for c in group if isinstance(c, Rel))
        )
        if comparison.outcome == "fails":
            return comparison
    return None


def _letters(scope: Scope, group: tuple[Node, ...]) -> frozenset[str]:
    return frozenset(n for c in group for n in names(c) if scope.letter(n) is not None)


def as_constraint(scope: Scope, op: str, left: Node, right: Node, clock: Clock) -> Result | None:
    """One of the problem's own constraints, up to a positive factor and side."""
    for constraint in scope.world.constraints:
        if isinstance(constraint, Rel) and _same_constraint(scope, op, left, right, constraint, clock):
            return Result("given", scope.with_condition(Rel((op,), (left, right))), "a constraint of the problem")
    return None


def as_condition(
    scope: Scope, op: str, left: Node, right: Node, clock: Clock, filters: tuple[Rel, ...], vacuous: bool = False
) -> Result | None:
    """The problem's conditions: restated, rearranged, or used to eliminate the variables they determine."""
    restates = op != "=" or is_zero(left) or is_zero(right) or not names_quantity(scope, (left, right))
    restated_constraint = as_constraint(scope, op, left, right, clock) if restates else None
    if restated_constraint is not None:
        return restated_constraint
    pair = (op, left, right)
    if op == "=":
        for other in _alternatives(scope, left):
            found = as_condition(other, op, left, right, clock, filters)
            if found is not None and found.kind == "verified":
                return replace(found, scope=scope)
    if op in ("<=", ">=", "<", ">"):
        bounded = _from_constraints(scope, op, left, right, clock, filters)
        if bounded is not None:
            return bounded
        over = _over_feasible(scope, op, left, right, clock, filters)
        if over is not None and over.outcome in ("holds", "fails"):
            if over.outcome == "holds":
                return Result("verified", scope, f"for all {FEASIBLE}", pair=pair, assumed=over.assumed)
            message = f"{failure_message(op, over)}, at {FEASIBLE}"
            return Result("refuted", scope, message, over.witness, pair, over.assumed)
    eliminated = op == "=" and (_eliminated(scope, left, right) or _solves(scope, left, right))
    at_optimum = _at_optimum(scope, left, right, filters)
    failed: Comparison | None = None
    touched = dependencies(scope, Rel((op,), (left, right)))
    for group in scope.world.conditions.values():
        equations = tuple(c for c in group if isinstance(c, Rel))
        if not touched & {
            n.name for c in equations for n in walk(c) if isinstance(n, Sym) and scope.letter(n.name) is not None
        }:
            continue
        settled = tuple(c for c in scope.conditions if _heads((c,)) & _heads(equations))
        if settled:
            told = frozenset[str]().union(*(dependencies(scope, c) for c in settled))
            if all(n in told for n in names(left) | names(right) if scope.letter(n) is not None):
                continue  # the candidate has settled these himself, as in Σ_k = σ_k² I
            rest = tuple(c for c in scope.conditions if c not in settled)  # λ is new: he speaks of another problem
            found = as_condition(replace(scope, conditions=rest), op, left, right, clock, filters)
            if found is not None and found.kind == "verified":
                return replace(found, scope=scope)
            continue
        usable = eliminated or (at_optimum and any("⊥" in c.ops for c in equations))
        if _misses_own_objective(scope, equations, clock):
            continue
        first = compare(scope, op, left, right, clock, filters, count=1, extra=equations)
        if first.outcome == "fails" and failed is None:
            failed = first
        if first.outcome != "holds":
            continue
        if op == "=" and not (is_zero(left) or is_zero(right)) and not isinstance(left, Deriv):
            nothing = compare(scope, op, left, Num(n_zero()), clock, filters, count=3, extra=equations)
            if nothing.outcome == "holds":
                continue  # 0 = 0 there says nothing of either side
        if op in ("<=", ">=") and compare(scope, "=", left, right, clock, filters, 2, equations).outcome == "holds":
            continue  # nor does a bound of two sides that are the same there
        restated = (
            restates
            and op == "="
            and not usable
            and (
                any(_same_head(left, c) for c in equations)
                or _equivalent(scope, left, right, equations, clock, first.assumed)
            )
        )
        if not (restated or usable):
            continue
        if compare(scope, op, left, right, clock, filters, extra=equations).outcome == "holds":
            line = Rel(("=",), (left, right))
            same = _equivalents(scope, left, right, equations, clock, first.assumed) if restated else ()
            solvable = op == "=" and (same or not any(isinstance(n, Bound) and n.op in _OPTIMA for n in walk(line)))
            after = scope.with_condition(*(same or (line,))) if solvable else scope
            under = scope.with_condition(*equations)
            shown = (Equation(under, left, right, first.assumed, filters),) if op == "=" else None
            message = "under the problem's conditions"
            return Result("verified", after, message, pair=pair, assumed=first.assumed, equations=shown)
    if vacuous and failed is not None:
        return Result("refuted", scope, failure_message(op, failed), failed.witness, pair, failed.assumed)
    return None


_OPTIMA = frozenset(["min", "max", "argmin", "argmax"])


def _heads(equations: tuple[Rel, ...]) -> set[str]:
    """The letters that equations are solved for as they stand."""
    heads = [c.operands[0] for c in equations if c.ops == ("=",)]
    return {h.fn.name if isinstance(h, Call) else h.name for h in heads if isinstance(h, Call | Sym)}


def _alternatives(scope: Scope, left: Node) -> list[Scope]:
    """The scopes in which a quantity of the problem has each of its other fair forms."""
    symbol = left.fn if isinstance(left, Call) else left
    if not isinstance(symbol, Sym) or symbol.name in scope.own:
        return []
    return [
        scope.with_definition(replace(d, body=body, alternatives=(), fixed=False))
        for d in scope.world.definitions.get(symbol.name, ())
        if not d.sense and len(d.params) < 3
        for body in d.alternatives
    ]


def _from_constraints(
    scope: Scope, op: str, left: Node, right: Node, clock: Clock, filters: tuple[Rel, ...]
) -> Result | None:
    """A bound that every point within one of the problem's constraints meets, its solutions included."""
    if names_quantity(scope, (left, right)):
        return None
    for constraint in scope.world.constraints:
        if not isinstance(constraint, Rel) or constraint.ops == ("=",):
            continue
        if not dependencies(scope, constraint) - set("ijk") <= dependencies(scope, Rel((op,), (left, right))):
            continue
        within = compare(scope, op, left, right, clock, (*filters, constraint))
        if within.outcome == "holds" and against_conditions(scope, op, left, right, clock, filters) is None:
            return Result("verified", scope, WITHIN, pair=(op, left, right))
    return None


def _over_feasible(
    scope: Scope, op: str, left: Node, right: Node, clock: Clock, filters: tuple[Rel, ...]
) -> Comparison | None:
    """A bound between primal and dual values, as of weak duality: for all values within the constraints of both problems.

    None where the sides do not belong to the two problems.
    """
    duals, primals = frozenset(scope.world.multipliers), frozenset(scope.world.unknowns)
    sides = [dependencies(scope, side) for side in (left, right)]
    touched = sides[0] | sides[1]
    if not any(a & duals and b & primals and not b & duals for a, b in (sides, sides[::-1])):
        return None
    constraints = [c for c in scope.world.constraints if isinstance(c, Rel)]
    spoken = [(c, names(c)) for c in constraints]
    optional = (
        duals | {n for n in primals if (letter := scope.letter(n)) is not None and letter.of == "nonneg"}
    ) - touched
    within = [
        c
        for c, n in spoken
        if not n & optional and not any(n < more and (more - n) & touched & primals for _, more in spoken)
    ]
    equations = tuple(c for c in within if c.ops == ("=",))
    bounds = tuple(c for c in within if c.ops != ("=",))
    return compare(scope, op, left, right, clock, (*filters, *bounds), count=3, extra=equations)


def _solves(scope: Scope, left: Node, right: Node) -> bool:
    """`b = …` without any unknown on its right: a solution, however much was skipped on the way.

    Where complementary conditions hold at it, what one unknown is by the others can be said of the solution alone.
    """
    unknowns = set(scope.world.unknowns)
    settled = set().union(*(dependencies(scope, c) for c in scope.conditions)) if scope.conditions else set()
    used = unknowns & dependencies(scope, right)
    left_over = isinstance(left, Sym) and left.name in unknowns - settled
    return left_over and (
        not used or (isinstance(left, Sym) and left.name not in used and bool(scope.world.multipliers))
    )


def _same_head(left: Node, condition: Rel) -> bool:
    """The line sets the same distribution as the condition: q(z) = …"""
    head = condition.operands[0]
    if isinstance(left, Sym) and isinstance(head, Sym):
        return left.name == head.name and len(left.index) == len(head.index) == 1
    return (
        isinstance(left, Call)
        and isinstance(head, Call)
        and left.fn.name == head.fn.name
        and [base_name(a) for a in left.args] == [base_name(a) for a in head.args]
    )


def _at_optimum(scope: Scope, left: Node, right: Node, filters: tuple[Rel, ...]) -> bool:
    """A relation between letters that speaks of multipliers is about the optimum; one about the Lagrangian itself is not."""
    present = {n.name for node in (left, right, *filters) for n in walk(node) if isinstance(n, Sym)}
    slacks = {u for u in scope.world.unknowns if (letter := scope.letter(u)) is not None and letter.of == "nonneg"}
    spoken = scope.optimal or not names_quantity(scope, (left, right))
    return (scope.optimal or bool(present & ({*scope.world.multipliers} | slacks))) and spoken


def names_quantity(scope: Scope, nodes: tuple[Node, ...]) -> bool:
    """Whether the line speaks of an objective, a Lagrangian or a derivative: those are judged as identities."""
    for node in nodes:
        for n in walk(node):
            called = n.fn.name if isinstance(n, Call) else ""
            if isinstance(n, Deriv) or any(d.sense for d in scope.definitions(called)):
                return True
            if isinstance(n, Sym) and any(d.sense or _of_variables(scope, d) for d in scope.definitions(n.name)):
                return True
    return False


def _of_variables(scope: Scope, definition: Definition) -> bool:
    """A function of several arguments that depends on what is optimised over, as L(w, b, α) does and a kernel does not."""
    free = {*scope.world.unknowns, *scope.world.multipliers}
    return len(definition.params) > 1 and (not free or bool(free & (names(definition.body) | {*definition.params})))


def _eliminated(scope: Scope, left: Node, right: Node) -> bool:
    """None of the variables optimised over is left, but as an argument: the condition was used, not presupposed."""
    unknowns = set(scope.world.unknowns)

    def mentions(node: Node) -> bool:
        match node:
            case Sym(name, index):
                return name in unknowns or any(mentions(i) for i in index)
            case Call(fn, args, given, params) if scope.definitions(fn.name):
                return any(mentions(a) for a in (*args, *given, *params) if not isinstance(a, Sym))
            case Bound(op) if op in ("min", "max", "argmin", "argmax"):
                return False
        from interviewer.notation.tree import children

        return any(mentions(c) for c in children(node))

    quantity = next(
        (n for n in (left, right) if isinstance(n, Sym | Call) or (isinstance(n, Bound) and n.op in ("min", "max"))),
        None,
    )
    return quantity is not None and not mentions(left) and not mentions(right)


def _same_constraint(scope: Scope, op: str, left: Node, right: Node, constraint: Rel, clock: Clock) -> bool:
    """The same inequality up to a positive factor and side."""
    flip = {"<=": ">=", ">=": "<=", "<": ">", ">": "<", "=": "=", "⊥": "⊥"}
    for k, reference in enumerate(constraint.ops):
        a, b = constraint.operands[k], constraint.operands[k + 1]
        want = apply("add", a, apply("neg", b))
        have = apply("add", left, apply("neg", right))
        index_have, index_want = free_indices(scope, (have,)), free_indices(scope, (want,))
        if len(index_have) != len(index_want):
            continue
        rename = dict(zip(index_want, index_have, strict=True))
        want = renamed(want, rename)
        if op == reference and proportional(scope, have, want, clock, exact=False):
            return True
        if flip.get(op) == reference and proportional(scope, have, apply("neg", want), clock, exact=False):
            return True
    return False


def _equivalent(
    scope: Scope, left: Node, right: Node, equations: tuple[Rel, ...], clock: Clock, assumed: dict[str, Letter]
) -> bool:
    return bool(_equivalents(scope, left, right, equations, clock, assumed))


def _equivalents(
    scope: Scope, left: Node, right: Node, equations: tuple[Rel, ...], clock: Clock, assumed: dict[str, Letter]
) -> tuple[Rel, ...]:
    """The conditions that say the same as the line near a point that meets them: equal row spaces of the Jacobians."""
    line = Rel(("=",), (left, right))
    nodes = (left, right)
    try:
        sampler = Sampler(scope, (*nodes, *equations), clock, assumed, (), (*scope.conditions, *equations))
        for seed in range(3):
            try:
                model = sampler.model(seed)
            except Inconsistent:
                continue
            one = next((e for e in equations if _same_row_space(sampler, model, line, (e,))), None)
            if one is not None:
                return (one,)
            return equations if len(equations) > 1 and _same_row_space(sampler, model, line, equations) else ()
    except (Unsupported, IllTyped, IndexError, ArithmeticError, np.linalg.LinAlgError):
        return ()
    return ()


def _same_row_space(sampler: Sampler, model: Any, line: Rel, equations: tuple[Rel, ...]) -> bool:
    from interviewer.checking.ordering import residuals
    from interviewer.checking.sampling import indices_of, letters_in
    from interviewer.checking.solve import movable

    ev = sampler.evaluator(model, FLOAT)
    letters = letters_in(sampler.scope, (line, *equations), model)
    places = movable(model, [(letter, i) for letter in letters for i in indices_of(letter, (), model)])

    def jacobian(conditions: tuple[Rel, ...]) -> np.ndarray:
        rows: list[list[complex]] = []
        for _letter, key in places:
            base = model.fixed.get(key)
            value = model.draw(_letter, key[1])
            size = value.size if is_array(value) else 1
            for k in range(size):
                if is_array(value):
                    moved = value.copy()
                    moved.flat[k] += 1e-30j
                else:
                    moved = value + 1e-30j
                model.fixed[key] = moved
                column: list[complex] = []
                ev.forget()
                for c in conditions:
                    for env in sampler.environments(ev, (c,)):
                        column += residuals(ev, c, env)
                rows.append([complex(x).imag / 1e-30 for x in column])
            if base is None:
                model.fixed.pop(key, None)
            else:
                model.fixed[key] = base
        return np.array(rows).T.real

    a, b = jacobian((line,)), jacobian(equations)
    rank = np.linalg.matrix_rank
    ra, rb = rank(a, tol=1e-7), rank(b, tol=1e-7)
    return ra == rb > 0 and rank(np.vstack([a, b]), tol=1e-7) == ra

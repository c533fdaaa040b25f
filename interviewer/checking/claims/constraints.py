"""The problem's constraints: restated, and what holds within them or at the solutions."""

from __future__ import annotations

from collections.abc import Iterable

from interviewer.checking.claims.result import Result
from interviewer.checking.claims.uses_of_conditions import names_quantity
from interviewer.checking.claims.variants import proportional
from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.models.comparison import Comparison, Witness
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.indices import renamed
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import ZERO, Binder, Bound, Node, Rel, Sym, apply, names, walk

WITHIN = "within the problem's constraints"
FEASIBLE = "feasible values"


def against_conditions(
    scope: Scope, op: str, left: Node, right: Node, clock: Clock, filters: tuple[Rel, ...]
) -> Comparison | None:
    """A bound that holds of arbitrary numbers must hold of the problem's solutions too."""
    touched = dependencies(scope, Rel((op,), (left, right)))
    for key, group in scope.world.conditions.items():
        equations = tuple(c for c in group if isinstance(c, Rel) and "⊥" in c.ops)
        if not equations or beyond_words(scope, key, touched):
            continue
        if not touched & {n.name for c in equations for n in walk(c) if isinstance(n, Sym)}:
            continue
        comparison = compare(
            scope, op, left, right, clock, filters, count=2, extra=tuple(c for c in group if isinstance(c, Rel))
        )
        if comparison.outcome == "fails":
            return comparison
    return None


def beyond_words(scope: Scope, key: str, touched: frozenset[str]) -> bool:
    """Whether complementary conditions are the soft margin's, where nothing speaks of slack and others need none."""
    drawn = {
        k: letters_of_problem(scope, g)
        for k, g in scope.world.conditions.items()
        if any(isinstance(c, Rel) and "⊥" in c.ops for c in g)
    }
    return key in drawn and any(
        less < drawn[key] and not (drawn[key] - less) & (touched | scope.spoken | scope.about)
        for less in drawn.values()
    )


def letters_of_problem(scope: Scope, group: Iterable[Node]) -> frozenset[str]:
    """The names in some formulas that are letters of the problem."""
    return frozenset(n for c in group for n in names(c) if scope.letter(n) is not None)


def as_constraint(scope: Scope, op: str, left: Node, right: Node, clock: Clock) -> Result | None:
    """One of the problem's own constraints, up to a positive factor and side."""
    if not dependencies(scope, Rel((op,), (left, right))) & {*scope.world.unknowns, *scope.world.multipliers}:
        return None  # of numbers: w = (½, ½), 1/‖w‖ = √2
    for constraint in _in_force(scope):
        if isinstance(constraint, Rel) and _same_constraint(scope, op, left, right, constraint, clock):
            return Result("given", scope.with_condition(Rel((op,), (left, right))), "a constraint of the problem")
    return None


def _in_force(scope: Scope) -> list[Node]:
    """The constraints without those that others loosen by a slack of which earlier lines speak."""
    letters = {c: letters_of_problem(scope, (c,)) for c in scope.world.constraints}
    loosening = (scope.about | scope.spoken) & {*scope.world.about}
    return [c for c, n in letters.items() if not any(n < more and more - n <= loosening for more in letters.values())]


def _same_constraint(scope: Scope, op: str, left: Node, right: Node, constraint: Rel, clock: Clock) -> bool:
    """The same inequality up to a positive factor and side."""
    flip = {"<=": ">=", ">=": "<=", "<": ">", ">": "<", "=": "=", "⊥": "⊥"}
    for k, reference in enumerate(constraint.ops):
        a, b = constraint.operands[k], constraint.operands[k + 1]
        want = apply("add", a, apply("neg", b))
        have = apply("add", left, apply("neg", right))
        index_have, index_want = free_indices(scope, (have,)), free_indices(scope, (want,))
        if (
            not index_have and len(index_want) == 1 and op in ("<=", ">=")
        ):  # y * (X @ w + b) >= 1, of all samples at once
            want, index_want = Bound("collect", (Binder(Sym(index_want[0])),), want), []
        if len(index_have) != len(index_want):
            continue
        rename = dict(zip(index_want, index_have, strict=True))
        want = renamed(want, rename)
        if op == reference and proportional(scope, have, want, clock, exact=False):
            return True
        if flip.get(op) == reference and proportional(scope, have, apply("neg", want), clock, exact=False):
            return True
    return False


def from_constraints(
    scope: Scope, op: str, left: Node, right: Node, clock: Clock, filters: tuple[Rel, ...]
) -> Result | None:
    """A bound that every point within one of the problem's constraints meets, its solutions included."""
    if names_quantity(scope, (left, right)):
        return None
    for constraint in _in_force(scope):
        if not isinstance(constraint, Rel) or constraint.ops == ("=",):
            continue
        if not dependencies(scope, constraint) - set("ijk") <= dependencies(scope, Rel((op,), (left, right))):
            continue
        within = compare(scope, op, left, right, clock, (*filters, constraint))
        if within.outcome == "holds" and against_conditions(scope, op, left, right, clock, filters) is None:
            return Result("verified", scope, WITHIN, pair=(op, left, right))
    return None


def over_feasible(
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


def against_sign(scope: Scope, node: Node) -> Result | None:
    """`L = … with α_i ≤ 0`: the problem's multipliers have the other sign; None of anything else."""
    match node:
        case Rel(("<=" | "<",), (Sym(name), zero)) | Rel((">=" | ">",), (zero, Sym(name))) if (
            zero == ZERO and name not in scope.own
        ):
            meant = {name} if scope.knows(name) else {name, *scope.world.aliases.get(name, ())}  # the λ of L(w, b, λ)
            signs = (c.operands[0] for c in scope.world.constraints if isinstance(c, Rel) and c.ops == (">=",))
            if any(isinstance(s, Sym) and s.name in meant and s.name in scope.world.multipliers for s in signs):
                return Result("refuted", scope, "the multipliers have the other sign", Witness({}, None, None))
    return None

"""Primal and dual as games over the Lagrangian: `max_{α≥0} min_w L ≤ min_w max_{α≥0} L`, `max_{α≥0} L = ½‖w‖²` or +∞.

The Lagrangian is affine in its multipliers: over α ≥ 0 its supremum is its value at α = 0 where no slope is positive, and
+∞ elsewhere. The problems here are convex with affine constraints, so that the two games have one value (Slater).
"""

from __future__ import annotations

from interviewer.checking.claims.dual_values import judge_dual_value
from interviewer.checking.claims.result import DEFINITION, EQUAL, Result, failure_message
from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.models.comparison import Witness
from interviewer.checking.models.ordering import is_zero
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import ZERO, Apply, Bound, Call, Cases, Deriv, Node, Rel, Sym, transform

DUAL_FUNCTION, DUAL, PRIMAL, PRIMAL_FUNCTION = _LADDER = ("dual function", "dual", "primal", "primal function")
CROSSED = "crossed"
_VALUES = {"p.star": PRIMAL, "d.star": DUAL}  # what everybody calls them
_MIRROR = {"<=": ">=", ">=": "<="}
LINEAR = "over the multipliers the Lagrangian is linear: there it has no such value"
TURNED = "the bound holds the other way round"
CROSSED_OVER = "the minimum and the maximum are changed about"


def judge_minimax(
    scope: Scope, op: str, left: Node, right: Node, clock: Clock, filters: tuple[Rel, ...]
) -> Result | None:
    """The verdict on a relation of such games or of their inner parts; None for any other relation."""
    if not scope.world.multipliers or (op not in EQUAL and op not in _MIRROR):
        return None
    first, second = (game_of(scope, side, clock) for side in (left, right))
    if first and second:
        return _between(scope, op, left, right, first, second)
    if op not in EQUAL:
        return None
    for game, value in ((left, right), (right, left)):
        node = _expanded(scope, game)
        if isinstance(node, Bound) and DUAL_FUNCTION in (first, second) and game_of(scope, game, clock):
            return judge_dual_value(scope, node, value, clock)
        inner = _over_multipliers(scope, game)
        if inner is not None and inner.op in ("max", "min"):
            return _supremum(scope, inner, value, clock, filters)
    return None


def _between(scope: Scope, op: str, left: Node, right: Node, first: str, second: str) -> Result | None:
    """A relation between two values of the game, by their place on the ladder from the dual function up to the primal one."""
    named = [s for s, side in ((first, right), (second, left)) if isinstance(side, Sym) and side.name not in scope.own]
    if CROSSED in (first, second):
        if first == second:
            return None
        return Result("refuted", scope, CROSSED_OVER, Witness({"note": CROSSED_OVER}, None, None), (op, left, right))
    if op in EQUAL:
        if {first, second} & {DUAL_FUNCTION, PRIMAL_FUNCTION} or (named and first != second):
            return None  # p* and d* are the same number here, but not by name
        for name, body in ((left, right), (right, left)):
            if isinstance(name, Sym) and name.name not in scope.own and not isinstance(body, Sym):
                return Result("given", scope.with_definition(Definition(name.name, body, fixed=False)), DEFINITION)
        return Result("verified", scope, pair=(op, left, right))
    low, high = (_LADDER.index(game) for game in ((first, second) if op == "<=" else (second, first)))
    if low > high and {first, second} == {PRIMAL, DUAL}:
        return None  # true by strong duality alone, and nobody means it
    if low > high:
        return Result("refuted", scope, TURNED, Witness({"note": TURNED}, None, None), (op, left, right))
    return Result("verified", scope, pair=(op, left, right))


def game_of(scope: Scope, node: Node, clock: Clock) -> str:
    """Which of the two problems a formula is the value of; empty for none."""
    node = _expanded(scope, node)
    if _is_dual_function(scope, node):
        return DUAL_FUNCTION
    if isinstance(node, Sym):
        return _VALUES.get(node.name, "") if not node.index else ""
    if not isinstance(node, Bound) or node.op not in ("max", "min"):
        return ""
    inner = _expanded(scope, node.body)
    outer_by = _by(scope, node)
    if _is_dual_function(scope, inner):
        return (DUAL if node.op == "max" else CROSSED) if outer_by == "multipliers" else ""
    if isinstance(inner, Bound) and inner.op in ("max", "min") and inner.op != node.op:
        inner_by = _by(scope, inner)
        if {outer_by, inner_by} != {"unknowns", "multipliers"} or not _is_lagrangian(scope, inner.body, clock):
            return ""
        minimised = outer_by if node.op == "min" else inner_by
        if minimised != "unknowns":
            return CROSSED
        return PRIMAL if node.op == "min" else DUAL
    if outer_by and _is_lagrangian(scope, node.body, clock):
        inner_games = {("unknowns", "min"): DUAL_FUNCTION, ("multipliers", "max"): PRIMAL_FUNCTION}
        return inner_games.get((outer_by, node.op), "")
    return ""


def _is_dual_function(scope: Scope, node: Node) -> bool:
    """`g(α)`, where that is the problem's."""
    if not isinstance(node, Call) or node.fn.name in scope.own:
        return False
    found = scope.world.definitions.get(node.fn.name, ())
    return any(d.sense == "max" and {*d.params} <= {*scope.world.multipliers} and d.params for d in found)


def _expanded(scope: Scope, node: Node) -> Node:
    """`g(α)` and `p*` as the optimum that the candidate has defined them to be."""
    symbol = node.fn if isinstance(node, Call) else node
    own = scope.own.get(symbol.name, ()) if isinstance(symbol, Sym) and not symbol.index else ()
    return next((d.body for d in own if isinstance(d.body, Bound)), node)


def _by(scope: Scope, node: Bound) -> str:
    """Whether an optimum is over unknowns or over multipliers that are not negative."""
    by = {b.var.name for b in node.binders}
    if by <= {*scope.world.unknowns}:
        return "" if any(b.condition is not None for b in node.binders) else "unknowns"
    fits = all(b.condition is None or _says_nonnegative(b.condition, b.var.name) for b in node.binders)
    return "multipliers" if by <= {*scope.world.multipliers} and fits else ""


def _says_nonnegative(condition: Node, name: str) -> bool:
    match condition:
        case Rel((">=" | "⪰",), (Sym(of, _), zero)) | Rel(("<=" | "⪯",), (zero, Sym(of, _))):
            return of == name and is_zero(zero)
    return False


def _is_lagrangian(scope: Scope, body: Node, clock: Clock) -> bool:
    """Whether this is the problem's Lagrangian, of the hard margin or of the soft."""
    multipliers, unknowns = {*scope.world.multipliers}, {*scope.world.unknowns}
    for name, definitions in scope.world.definitions.items():
        for d in definitions:
            params = {*d.params}
            if not (params & multipliers and params & unknowns):
                continue
            called = isinstance(body, Call) and body.fn.name == name and name not in scope.own
            if called or any(
                compare(scope, "=", body, b, clock, count=2).outcome == "holds" for b in (d.body, *d.alternatives)
            ):
                return True
    return False


def _over_multipliers(scope: Scope, node: Node) -> Bound | None:
    node = _expanded(scope, node)
    return node if isinstance(node, Bound) and _by(scope, node) == "multipliers" else None


def _supremum(scope: Scope, node: Bound, value: Node, clock: Clock, filters: tuple[Rel, ...]) -> Result | None:
    """`max_{α≥0} L = …` where it is finite, and what it is elsewhere."""
    multiplier = node.binders[0].var
    body = _with_body(scope, node.body)
    if len(node.binders) != 1 or body is None or any(isinstance(n, Bound) and n.op in ("max", "min") for n in (body,)):
        return None
    pair = ("=", node, value)
    wrong = Result("refuted", scope, LINEAR, Witness({"note": LINEAR}, None, None), pair)
    if isinstance(value, Cases):
        otherwise = [v for v, condition in value.branches if condition is None]
        finite = [(v, c) for v, c in value.branches if isinstance(c, Rel)]
        if len(finite) != 1 or len(otherwise) != 1:
            return None
        if not _is_infinite(otherwise[0], node.op):
            return wrong
        return _supremum(scope, node, finite[0][0], clock, (*filters, *_relations(finite[0][1])))
    if _infinite(value):
        return wrong if not _is_infinite(value, node.op) else None
    at_zero = transform(body, lambda n: ZERO if isinstance(n, Sym) and n.name == multiplier.name else n)
    slope = Deriv(body, (multiplier,))
    flat = compare(scope, "=", Deriv(slope, (multiplier,)), ZERO, clock, count=1)
    bounded = compare(scope, "<=" if node.op == "max" else ">=", slope, ZERO, clock, filters)
    if flat.outcome == "fails" or bounded.outcome not in ("holds", "fails"):
        return None
    if bounded.outcome == "fails":
        return None if not filters else wrong
    found = compare(scope, "=", at_zero, value, clock, filters)
    if found.outcome == "holds":
        return Result("verified", scope, pair=pair)
    if found.outcome == "fails":
        return Result("refuted", scope, failure_message(found), found.witness, pair, found.assumed)
    return None


def _with_body(scope: Scope, node: Node) -> Node | None:
    """The Lagrangian written out."""
    if not isinstance(node, Call):
        return node
    return next(
        (d.body for d in scope.definitions(node.fn.name) if d.is_call and len(d.params) == len(node.args)), None
    )


def _relations(node: Node) -> tuple[Rel, ...]:
    return (node,) if isinstance(node, Rel) else ()


def _infinite(node: Node) -> bool:
    inner = node.args[0] if isinstance(node, Apply) and node.op in ("neg", "pos") else node
    return inner == Sym("infty")


def _is_infinite(node: Node, op: str) -> bool:
    """+∞ for a maximum, −∞ for a minimum."""
    negative = isinstance(node, Apply) and node.op == "neg"
    return _infinite(node) and negative == (op == "min")

"""A chain of relations, `a = b ≤ c`, to an outcome, link by link."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from interviewer.checking.claims.approximations import judge_around
from interviewer.checking.claims.laws import judge_draw
from interviewer.checking.claims.named_operators import with_operators
from interviewer.checking.claims.pair import Pair
from interviewer.checking.claims.pairs import judge_pair
from interviewer.checking.claims.points import with_points
from interviewer.checking.claims.result import EQUAL, Kind, Result, together
from interviewer.checking.claims.uses_of_conditions import CONDITIONS, about_optimum
from interviewer.checking.claims.versions import posterior_of_step
from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.probability.names import is_law
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Bound, Call, Deriv, Node, Num, Rel, Sym, names, walk

_CONST = "const"


def judge_chain(
    scope: Scope,
    node: Rel,
    clock: Clock,
    filters: tuple[Rel, ...] = (),
    introduces: bool = False,
    sets: bool = False,
    follows: bool = False,
) -> Result:
    """Judge each link in the scope that those before it leave; the first that is not right decides."""
    node = _of_its_arguments(scope, _named_constant(scope, _objective_for_optimum(_without_gaps(node))))
    if "≈" in node.ops and len(node.ops) > 1:
        return judge_around(node, lambda part: judge_chain(scope, part, clock, filters))
    if told := posterior_of_step(scope, node):
        scope = scope.with_condition(*told)
    scope = with_operators(scope, node)
    opens = isinstance(_unscaled(node.operands[0]), Deriv)
    results: list[Result] = []
    for k, op in enumerate(node.ops):
        left, right = with_points(node.operands[_compared(node, k)], node.operands[k + 1])
        if node.ops[0] == "~" and op == "=" and is_law(left) and is_law(right):
            op, left = "~", node.operands[0]  # ε ~ N(0, a I) = N(0, b I)
        if op in EQUAL and (formed := _objective_formed(scope, left, right, clock)) is not None:
            scope = formed.scope
        closes = opens and k == len(node.ops) - 1
        pair = Pair(scope, op, left, right, clock, filters, introduces and k == 0, sets, k > 0, closes, follows)
        result = judge_pair(pair)
        if k and op in EQUAL and result.kind in ("refuted", "undecided"):
            drawn = judge_draw(scope, node.operands[0], right, clock)  # each member of the chain may draw anew
            if drawn is not None and drawn.kind == "verified":
                result = drawn
        if result.kind == "undecided" and k > 0 and op in ("=", "≡") and _transitive(scope, node, k, clock, filters):
            results.append(replace(result, kind="verified"))
            continue
        if result.kind in ("refuted", "undecided"):
            return replace(result, again=partial(_holds_again, pair))
        scope = result.scope
        if result.message == CONDITIONS and scope.world.multipliers and about_optimum(scope, left, right, ()):
            scope = replace(scope, optimal=True)  # ‖w‖² = Σ_i α_i = 2 D(α) goes on about the same place
        results.append(result)
    kind: Kind = "verified" if any(r.kind == "verified" for r in results) else "given"
    return replace(results[-1], kind=kind, scope=scope, equations=together(results))


def _objective_formed(scope: Scope, left: Node, right: Node, clock: Clock) -> Result | None:
    """`∇J(θ) = ∇ ½‖Xθ − y‖² = …` gives J the form that is differentiated, if it may have that; None of anything else."""
    match left, right:
        case Deriv(Sym() | Call() as named, by), Deriv(Apply() | Bound() as form, same) if by == same:
            result = judge_pair(Pair(scope, "=", named, form, clock))
            return result if result.kind in ("verified", "given") else None
    return None


def _holds_again(pair: Pair, op: str, left: Node, right: Node, clock: Clock) -> bool:
    op = pair.op if op in EQUAL else op  # a step `w ← …` is one still
    return judge_pair(replace(pair, op=op, left=left, right=right, clock=clock, introduces=False)).kind == "verified"


def _compared(node: Rel, k: int) -> int:
    """What the next member is held against: the one before, or where a constant is left open what the chain begins with.

    `q(x|y) = q(y|x) q(x)/q(y) ∝ q(y|x) q(x)`, `KL = a + C = b + C`: the first tells what the constant may depend on.
    """
    head, left, right = node.operands[0], node.operands[k], node.operands[k + 1]
    equal = {*node.ops[:k]} <= {"=", "∝", "≡"}
    if node.ops[k] == "∝":
        return 0 if isinstance(head, Call) and bool(head.args) and equal else k
    both = _CONST in names(left) and _CONST in names(right) and _CONST not in names(head)
    return 0 if both and equal and node.ops[k] == "=" else k


def _without_gaps(node: Rel) -> Rel:
    """`x_t = a = … = b`: the dots stand for members that are not written."""
    kept = [k for k, n in enumerate(node.operands) if n != Sym("ellipsis") or k in (0, len(node.ops))]
    return Rel(tuple(node.ops[k - 1] for k in kept[1:]), tuple(node.operands[k] for k in kept))


def _of_its_arguments(scope: Scope, node: Rel) -> Rel:
    """`odds(x) = p/(1−p) = e^{a+bx}`: what a new function is of x is what shows the x."""
    head, *members = node.operands
    if not isinstance(head, Call) or head.given or scope.knows(head.fn.name) or set(node.ops) != {"="}:
        return node
    taken = frozenset[str]().union(*map(names, head.args))
    shown = [m for m in members if taken <= names(m)]
    if not shown or members[0] is shown[0]:
        return node
    return replace(node, operands=(head, shown[0], *(m for m in members if m is not shown[0])))


def _named_constant(scope: Scope, node: Rel) -> Rel:
    """`… + C` with a C that nobody has introduced is an additive constant."""
    free = {n.name for n in walk(node) if isinstance(n, Sym)} & {"C", "K", "c"}
    free = {name for name in free if not scope.knows(name) and name not in scope.unread}

    def term(n: Node) -> bool:
        inner = n.args[0] if isinstance(n, Apply) and n.op == "neg" else n
        return isinstance(inner, Sym) and inner.name in free and not inner.index

    def put(n: Node) -> Node:
        if not (isinstance(n, Apply) and n.op == "add"):
            return n
        return Apply("add", tuple(Sym("const") if term(a) else a for a in n.args))

    operands = tuple(map(put, node.operands))
    return node if free & frozenset().union(*map(names, operands)) else replace(node, operands=operands)


def _objective_for_optimum(node: Rel) -> Rel:
    """`max_α W(α) = Σαᵢ − …` names the objective, not its optimal value, when the right side still holds α."""
    first = node.operands[0]
    if (
        isinstance(first, Bound)
        and first.op in ("max", "min")
        and node.ops[0] in EQUAL
        and not isinstance(node.operands[1], Bound)
    ):
        bound = {b.var.name for b in first.binders}
        if bound & names(node.operands[1]):
            return Rel(node.ops, (first.body, *node.operands[1:]))
    return node


def _transitive(scope: Scope, node: Rel, k: int, clock: Clock, filters: tuple[Rel, ...]) -> bool:
    """A link that cannot be evaluated by itself may follow from an earlier member of its chain."""
    for earlier in range(k):
        left, right = with_points(node.operands[earlier], node.operands[k + 1])
        if compare(scope, "=", left, right, clock, filters).outcome == "holds":
            return True
    return False


def _unscaled(node: Node) -> Node:
    """The ∇J of ½∇J and −∇J, which are zero where it is."""
    match node:
        case Apply("neg", (inner,)) | Apply("div", (inner, Num())):
            return _unscaled(inner)
        case Apply("mul", (*factors, last)) if all(not names(f) for f in factors):
            return _unscaled(last)
    return node

"""Claims about a posterior, a likelihood or an estimate, once a belief has been read from the candidate's lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from interviewer.checking.claims.constants import constant_gap, parallel
from interviewer.checking.claims.relation import judge_relation
from interviewer.checking.claims.result import Result, of_comparison
from interviewer.checking.claims.strangers import NO_FUNCTION, unknown_function
from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.models.comparison import Comparison
from interviewer.checking.own.belief import EVIDENCE, JOINT, SCORE, Belief
from interviewer.checking.own.densities import LAWS
from interviewer.checking.own.shares import judge_share, mean_share, of_categories
from interviewer.checking.probability.names import DENSITIES, base_name
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import (
    ONE,
    ZERO,
    Apply,
    Bound,
    Call,
    Deriv,
    Moment,
    Node,
    Rel,
    Sym,
    apply,
    names,
    num,
    rebuild,
    transform,
    walk,
)

UNSAID = "say first how the data depend on the parameter, such as p(D|θ) = …"
NEAR_ENDS = {ZERO: (apply("div", ONE, num(1000)), "<"), ONE: (apply("div", num(999), num(1000)), ">")}
_EQUAL = frozenset(["=", "≡", ":="])


def judge_belief(scope: Scope, belief: Belief, node: Node, clock: Clock) -> Result:
    """The verdict on one claim about the candidate's own Bayesian model."""
    if not isinstance(node, Rel):
        return Result("undecided", scope, "there is no relation to judge; write an equation")
    last: Result | None = None
    for k, op in enumerate(node.ops):
        left, right = node.operands[k], node.operands[k + 1]
        result = _pair(scope, belief, op, left, right, clock)
        if result.kind == "refuted" and belief.open and _speaks_of_data(scope, belief, left, right):
            return Result("undecided", scope, UNSAID)
        if result.kind != "verified":
            return replace(result, again=partial(_holds_again, scope, belief)) if result.again is None else result
        last = result
    assert last is not None
    return last


def _holds_again(scope: Scope, belief: Belief, op: str, left: Node, right: Node, clock: Clock) -> bool:
    return _pair(scope, belief, op, left, right, clock).kind == "verified"


def _speaks_of_data(scope: Scope, belief: Belief, left: Node, right: Node) -> bool:
    """More than the parameter and what its prior mentions: the claim knows a likelihood that I do not."""
    present = {x for side in (left, right) for x in names(belief.read(side)) if not x.endswith("!")}
    bound = {b.var.name for side in (left, right) for n in walk(side) if isinstance(n, Bound) for b in n.binders}
    known = names(belief.prior or ONE) | bound | set(scope.world.sizes) | {belief.unknown, "const", "pi", "e", "I"}
    return bool(present - known)


def _pair(scope: Scope, belief: Belief, op: str, left: Node, right: Node, clock: Clock) -> Result:
    """A relation about a density of the model, an evidence or an estimate, judged up to what it leaves open."""
    unknown = Sym(belief.unknown)
    pair = (op, left, right)

    def gap(a: Node, b: Node, ratio: bool) -> Result:
        a, b = (transform(side, _kernel) for side in (a, b))
        over = [unknown, *(Sym(x) for x in sorted(_conditioned(belief, left, right)) if x in scope.types)]
        return of_comparison(scope, constant_gap(scope, a, b, clock, scope.filters, ratio, over), pair)

    if op == "~":
        law = left.args[0] if isinstance(left, Call) and left.fn.name == "law" and left.args else left
        if law == unknown and isinstance(right, Call) and right.fn.name in DENSITIES:
            given = isinstance(left, Call)
            density = Call(right.fn, (unknown,), (), tuple(map(belief.read, right.params or right.args)))
            return gap(Sym(JOINT) if given else belief.read(Call(Sym("p"), (unknown,))), density, True)
        if isinstance(law, Sym) and not law.index and law.name in belief.data and not isinstance(left, Call):
            if isinstance(right, Call) and right.fn.name in DENSITIES:  # marginally y ~ …
                evidence = belief.read(Call(Sym("p"), (law,)))
                return judge_relation(scope, Rel(("=",), (evidence, _at(right, law))), clock, scope.filters)
        return Result("undecided", scope, "I do not know whose distribution this is")
    if op == "∝":
        return gap(belief.read(left), belief.read(right), True)
    if op in _EQUAL:
        objective = belief.objective_of(left)
        if not objective and belief.objective_of(right):
            left, right, objective = right, left, belief.objective_of(right)  # h/n = θ_MLE
        if isinstance(left, Sym) and left.name == belief.unknown and _states_value(scope, belief, left, right):
            return _as_estimate(scope, belief, left, right, clock, pair)
        if objective and isinstance(right, Bound) and right.op in ("argmax", "argmin"):
            return _same_optimum(scope, belief, objective, right, clock, pair)
        if objective and belief.open:
            return Result("undecided", scope, UNSAID)
        if objective and isinstance(left, Sym) and len(left.index) == 1 and of_categories(belief):
            return judge_share(scope, belief, objective, left, belief.read(right), clock, pair)
        if objective:
            return _is_stationary(scope, objective, belief.read(right), clock, pair)
        if isinstance(left, Bound) and isinstance(right, Bound) and {left.op, right.op} <= {"argmax", "argmin"}:
            return _same_optimum(scope, belief, "", right, clock, pair, left)
        if any(n == Sym("const") for side in (left, right) for n in walk(side)):
            return gap(belief.read(_without_const(left)), belief.read(_without_const(right)), False)
        if belief.is_density(left) and isinstance(right, Call) and right.fn.name in DENSITIES:
            return gap(Sym(belief.is_density(left)), belief.read(_at(right, unknown)), True)
        match left, right:
            case Call(fn, (Sym() as point,)), Call(family) if fn.name in LAWS and family.name in DENSITIES:
                right = _at(right, point)  # p(x) = N(m, S)
    if belief.open and any(
        isinstance(n, Moment) or belief.objective_of(n) for side in (left, right) for n in walk(side)
    ):
        return Result("undecided", scope, UNSAID)
    if of_categories(belief) and op in _EQUAL:
        left, right = (
            transform(s, lambda n: mean_share(belief, n) or n if isinstance(n, Moment) else n) for s in (left, right)
        )
    read = Rel((op,), tuple(transform(belief.read(side), _score_of(unknown)) for side in (left, right)))
    return judge_relation(scope, read, clock, scope.filters)


def _states_value(scope: Scope, belief: Belief, left: Sym, right: Node) -> bool:
    """`θ = …` where nothing before it has set an equation for θ."""
    return (
        not belief.open and left.name not in names(right) and not any(left.name in names(c) for c in scope.conditions)
    )


def _as_estimate(
    scope: Scope, belief: Belief, left: Sym, right: Node, clock: Clock, pair: tuple[str, Node, Node]
) -> Result:
    """`θ = (h + a − 1)/(n + a + b − 2)`: the mode, where it is that; what else may be meant is not told."""
    label = "MAP" if belief.prior is not None else "MLE"
    result = _pair(scope, belief, "=", Sym(f"{left.name}.{label}", left.index), right, clock)
    if result.kind == "verified":
        return replace(result, pair=pair)
    return Result("undecided", scope, f"say which estimate this is: write {left.name}_MAP or {left.name}_MLE")


def _conditioned(belief: Belief, *sides: Node) -> set[str]:
    """The other parameters of a likelihood that the claim writes out, `p(x|μ, s)`: a constant may not hold them either."""
    found: set[str] = set()
    for side in sides:
        for n in walk(side):
            if isinstance(n, Call) and n.fn.name in LAWS and belief.unknown not in {base_name(a) for a in n.args}:
                found |= {base_name(g) for g in (*n.given, *n.params)}
    return found - belief.data - {belief.unknown, ""}


def _kernel(node: Node) -> Node:
    """Without what does not depend on the parameter: the evidence, the constants of the families."""
    if node == Sym(EVIDENCE):
        return ONE
    if isinstance(node, Call) and len(node.args) == 1 and node.args[0] != ZERO:
        x, less = node.args[0], lambda p: apply("add", p, apply("neg", ONE))
        match node.fn.name, node.params:
            case "Gamma", (shape, rate):
                decay = apply("exp", apply("neg", apply("mul", rate, x)))
                return apply("mul", apply("pow", x, less(shape)), decay)
            case "Beta", (first, second):
                rest = apply("add", ONE, apply("neg", x))
                return apply("mul", apply("pow", x, less(first)), apply("pow", rest, less(second)))
    return node


def _score_of(unknown: Sym) -> Callable[[Node], Node]:
    """In a derivative of a logarithm by the parameter the evidence is a constant: no need to integrate it."""

    def change(node: Node) -> Node:
        if isinstance(node, Deriv) and all(w == unknown or w == Sym("default") for w in node.wrt):
            if any(isinstance(n, Apply) and n.op == "log" for n in walk(node.body)):
                return Deriv(transform(node.body, lambda n: ONE if n == Sym(EVIDENCE) else n), node.wrt, node.style)
        return node

    return change


def _at(law: Call, point: Sym) -> Call:
    return law if law.args and law.params else Call(law.fn, (point,), (), law.params or law.args)


def _without_const(node: Node) -> Node:
    def drop(n: Node) -> Node:
        if isinstance(n, Apply) and n.op == "add":
            kept = [drop(a) for a in n.args if a != Sym("const") and a != apply("neg", Sym("const"))]
            return ZERO if not kept else kept[0] if len(kept) == 1 else Apply("add", tuple(kept))
        return rebuild(n, drop)

    return ZERO if node == Sym("const") else drop(node)


def _same_optimum(
    scope: Scope,
    belief: Belief,
    objective: str,
    right: Bound,
    clock: Clock,
    pair: tuple[str, Node, Node],
    left: Bound | None = None,
) -> Result:
    """`θ_MAP = argmin f`: f or −f, as it stands or in the logarithm, rises and falls with the model's objective."""
    theirs = apply("log", Sym(objective)) if left is None else belief.read(left.body)
    ours = belief.read(right.body)
    if right.op != ("argmax" if left is None else left.op):
        ours = apply("neg", ours)
    failed: Comparison | None = None
    for a, b in ((ours, theirs), (apply("log", ours), theirs), (ours, apply("log", theirs))):
        outcome = parallel(scope, *(Deriv(f, (Sym(belief.unknown),)) for f in (a, b)), clock)
        if outcome.outcome == "holds":
            return Result("verified", scope, pair=pair)
        if outcome.outcome == "fails" and failed is None:
            failed = outcome
    if failed is None:
        return Result("undecided", scope, "I cannot evaluate this objective")
    if unknown := unknown_function(scope, right.body):
        return Result("undecided", scope, NO_FUNCTION.format(unknown))
    return Result(
        "refuted", scope, "this is optimised by something else than the model's objective", failed.witness, pair
    )


def _is_stationary(scope: Scope, objective: str, value: Node, clock: Clock, pair: tuple[str, Node, Node]) -> Result:
    """`θ̂ = value`: the score vanishes there, or leads out of the unit interval at one of its ends."""
    letter = scope.letter(scope.world.unknowns[0]) if scope.world.unknowns else None
    if letter is not None and letter.kind == "unit" and value in (ZERO, ONE):
        near, leads = NEAR_ENDS[value]
        return of_comparison(scope, compare(scope, leads, Call(Sym(SCORE[objective]), (near,)), ZERO, clock), pair)
    return of_comparison(
        scope, compare(scope, "=", Call(Sym(SCORE[objective]), (value,)), ZERO, clock, scope.filters), pair
    )

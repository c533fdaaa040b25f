"""One relation of a line to an outcome: identity, definition, condition, proportionality, law, shape.

The order of attempts is the policy that keeps wrong lines out: a relation is first tried as an identity on free models;
only what cannot be one is then considered as the problem's own condition (equivalent to it, not merely implied by it), as a
fair variant of what the problem fixes, or as a consequence of eliminating variables.
"""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking import assume
from interviewer.checking.calculus import FEW_STATES
from interviewer.checking.claims.approximations import judge_around
from interviewer.checking.claims.conditions import (
    FEASIBLE,
    WITHIN,
    against_conditions,
    as_condition,
    as_constraint,
    sets_derivative,
    stationary_where,
)
from interviewer.checking.claims.constants import judge_proportional, judge_up_to_constant
from interviewer.checking.claims.counts import judge_count
from interviewer.checking.claims.definitions import definition, in_his_form, near_miss, restates, without_own
from interviewer.checking.claims.gaps import as_vanishing_gap
from interviewer.checking.claims.laws import judge_apart, judge_draw, judge_law
from interviewer.checking.claims.limits import is_infinite, judge_divergence
from interviewer.checking.claims.membership import judge_membership
from interviewer.checking.claims.minimax import judge_minimax
from interviewer.checking.claims.new_names import takes_anew
from interviewer.checking.claims.optima import (
    bounds_itself,
    judge_estimate,
    judge_optimal_value,
    judge_optimum,
    optimum_named,
)
from interviewer.checking.claims.posteriors import as_proportional, posterior_moments
from interviewer.checking.claims.properties import judge_property
from interviewer.checking.claims.result import (
    EQUAL,
    EXACTLY,
    Equation,
    Kind,
    Result,
    failure_message,
    is_zero,
    together,
)
from interviewer.checking.claims.signs import inside_sign
from interviewer.checking.claims.stationary import stationary_value
from interviewer.checking.claims.updates import advances, as_step, is_update, judge_update
from interviewer.checking.claims.variants import fair_variant, proportional
from interviewer.checking.claims.versions import judge_version, step_taken, steps_posterior
from interviewer.checking.clock import Clock
from interviewer.checking.compare import Witness, compare, is_sign
from interviewer.checking.probability.names import DENSITIES, base_name
from interviewer.checking.sampling import NO_MODEL, dependencies
from interviewer.checking.scope import Scope
from interviewer.checking.world import Definition
from interviewer.notation.parsing.trees import primed
from interviewer.notation.tree import (
    ONE,
    ZERO,
    Apply,
    Binder,
    Bound,
    Call,
    Deriv,
    Group,
    Node,
    Num,
    Rel,
    Sym,
    apply,
    names,
    walk,
)


def judge_relation(
    scope: Scope,
    node: Node,
    clock: Clock,
    filters: tuple[Rel, ...] = (),
    introduces: bool = False,
    sets: bool = False,
    follows: bool = False,
) -> Result:
    """Judge a clause. `introduces` allows it to define a known letter anew; `sets` that an equation is assumed, not claimed;
    `follows` says that it must follow from the stationarity condition put in force just before."""
    if not isinstance(node, Rel):
        return _judge_expression(scope, node, clock)
    node = _named_constant(scope, _objective_for_optimum(_without_gaps(node)))
    if "≈" in node.ops and len(node.ops) > 1:
        return judge_around(node, lambda part: judge_relation(scope, part, clock, filters))
    results: list[Result] = []
    for k, op in enumerate(node.ops):
        left, right = _with_points(node.operands[k], node.operands[k + 1])
        last = k == len(node.ops) - 1
        result = judge_pair(
            scope,
            op,
            left,
            right,
            clock,
            filters,
            introduces and k == 0,
            sets,
            chained=k > 0,
            derivative=_starts_with_derivative(node) and last,
            follows=follows,
        )
        if k and op in EQUAL and result.kind in ("refuted", "undecided"):
            drawn = judge_draw(scope, node.operands[0], right, clock)  # each member of the chain may draw anew
            if drawn is not None and drawn.kind == "verified":
                result = drawn
        if result.kind in ("refuted", "undecided"):
            if (
                result.kind == "undecided"
                and k > 0
                and op in ("=", "≡")
                and _transitive(scope, node, k, clock, filters)
            ):
                results.append(replace(result, kind="verified"))
                continue
            return result
        scope = result.scope
        results.append(result)
    kind: Kind = "verified" if any(r.kind == "verified" for r in results) else "given"
    return replace(results[-1], kind=kind, scope=scope, equations=together(results))


def _without_gaps(node: Rel) -> Rel:
    """`x_t = a = … = b`: the dots stand for members that are not written."""
    kept = [k for k, n in enumerate(node.operands) if n != Sym("ellipsis") or k in (0, len(node.ops))]
    return Rel(tuple(node.ops[k - 1] for k in kept[1:]), tuple(node.operands[k] for k in kept))


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
        left, right = _with_points(node.operands[earlier], node.operands[k + 1])
        if compare(scope, "=", left, right, clock, filters).outcome == "holds":
            return True
    return False


def _starts_with_derivative(node: Rel) -> bool:
    return isinstance(node.operands[0], Deriv)


def _with_points(left: Node, right: Node) -> tuple[Node, Node]:
    """`q(x|z) = N(μ, Σ)`: the density on the right is taken at the variable on the left."""
    if (
        isinstance(right, Call)
        and right.fn.name in DENSITIES
        and not right.args
        and isinstance(left, Call)
        and left.args
    ):
        return left, Call(right.fn, left.args[:1], (), right.params)
    if (
        isinstance(left, Call)
        and left.fn.name in DENSITIES
        and not left.args
        and isinstance(right, Call)
        and right.args
        and right.fn.name not in DENSITIES
    ):
        return Call(left.fn, right.args[:1], (), left.params), right
    return left, right


def judge_pair(
    scope: Scope,
    op: str,
    left: Node,
    right: Node,
    clock: Clock,
    filters: tuple[Rel, ...],
    introduces: bool,
    sets: bool,
    chained: bool = False,
    derivative: bool = False,
    follows: bool = False,
) -> Result:
    if op == "⊥" and (apart := judge_apart(scope, left, right, clock)) is not None:
        return apart
    if op in EQUAL and isinstance(left, Sym) and isinstance(right, Call) and left == right.fn and not chained:
        if left.name in scope.world.distributions:
            return Result("given", scope, "a shorter name")  # q = q(z|x)
    if bounds_itself(op, left, right):
        return Result("verified", scope, pair=(op, left, right))
    left, right = posterior_moments(scope, left), posterior_moments(scope, right)
    if op in EQUAL and as_proportional(scope, left, right):
        return judge_proportional(scope, left, right, clock, filters)
    if op in EQUAL and is_sign(right) and (inner := inside_sign(scope, left)) is not None:
        agreed = judge_pair(scope, op, inner, right.args[0], clock, filters, False, False, chained=True)
        if agreed.kind == "verified":
            return replace(agreed, scope=scope)
    if (game := judge_minimax(scope, op, left, right, clock, filters)) is not None:
        return game
    if op == "∈":
        return judge_membership(scope, left, right, clock, filters, introduces)
    if op == "~":
        return judge_law(scope, left, right, clock)
    if op == "∝":
        return judge_proportional(scope, left, right, clock, filters)
    if op in ("=", ":=", "←") and (step := as_step(scope, left, right)) is not None:
        result = judge_update(scope, *step, clock)
        if result.kind == "refuted" and names(right) & scope.own.keys() - names(step[0]):
            return replace(
                result, kind="undecided", message="I cannot tell what this step follows; write the gradient in it"
            )
        reached = primed(left)
        if result.kind == "verified" and isinstance(reached, Sym):
            return replace(result, scope=scope.with_definition(Definition(reached.name, right, fixed=False)))
        return result
    if op in ("←", "→", ":=") and is_update(left, right):
        return judge_update(scope, left, right, clock)
    if op == "=" and is_update(left, right) and advances(left, right):
        update = judge_update(scope, left, right, clock)
        if update.kind == "verified" or (update.kind == "refuted" and not names(right) & scope.own.keys()):
            return update
    if isinstance(left, Bound) and left.op == "lim":
        if any(names(c) & set(scope.world.sizes) for c in scope.conditions):
            return Result("undecided", scope, "what goes to its limit is tied to other letters; put them in first")
        if not {b.var.name for b in left.binders} & dependencies(scope, left.body):
            return Result(
                "undecided", scope, "what goes to its limit does not show here; write the formula it stands in"
            )
    if op in EQUAL and isinstance(left, Bound) and left.op == "lim" and is_infinite(right):
        return judge_divergence(scope, left, right, clock, filters)
    if op in ("→", "←", "∉", "⊂", ">>", "<<"):
        return Result("undecided", scope, f"I do not judge '{op}'; write the limit or step as an equation")
    if op in EQUAL and isinstance(left, Sym) and optimum_named(scope, left) is not None:
        right = optimum_named(scope, right) or right  # θ_MAP = θ_MLE
    if op in EQUAL and isinstance(right, Bound) and right.op in ("argmax", "argmin"):
        optimum = judge_optimum(scope, left, right, clock)
        if optimum is not None:
            return optimum
        # a handful of states may share their best one by chance: no verdict from listing
        return Result(
            "undecided", scope, "I cannot tell what this optimises; write the objective with the problem's letters"
        )
    if op in EQUAL and (estimated := judge_optimal_value(scope, left, right, clock)) is not None:
        return estimated
    if any(n == Sym("const") for side in (left, right) for n in walk(side)):
        return judge_up_to_constant(scope, left, right, clock, filters)
    if op in EQUAL and not chained and (version := judge_version(scope, left, right, clock)) is not None:
        return version
    if op in EQUAL and not chained and restates(scope, left, right):
        return Result("given", scope, "as defined before")
    if op in EQUAL and not chained:
        defined = definition(scope, left, right, introduces)
        if defined is not None:
            if not _normalised(scope, defined, clock, filters):
                return Result("refuted", scope, "this does not sum to one", Witness({}, None, 1), ("=", left, right))
            suspicious = "" if introduces or (defined.is_call and defined.given) else near_miss(scope, defined, clock)
            if suspicious:
                return Result("undecided", scope, suspicious)
            return Result("given", scope.with_definition(defined), "a definition")
    if op in EQUAL and not sets and (estimate := judge_estimate(scope, left, right, clock)) is not None:
        return estimate
    sets_of = [scope.set_named(side) for side in (left, right)]
    if op in EQUAL and all(sets_of):
        left, right = (apply("indicator", Rel(("∈",), (Sym("i"), side))) for side in (left, right))
    pair = (op, left, right)
    restated = without_own(scope, left) if op in EQUAL and not chained else None
    if restated is not None:
        afresh = compare(restated, op, left, right, clock, filters)
        if afresh.outcome == "holds":  # the problem's own, whatever was written before
            shown = (Equation(restated, left, right, afresh.assumed, filters),)
            return Result("verified", restated, pair=pair, assumed=afresh.assumed, equations=shown)
    taken = step_taken(scope, (left, right)) if op in ("<", ">", "<=", ">=") else None
    posterior = steps_posterior(scope, (left, right))
    comparison = compare(
        scope, op, left, right, clock, filters if taken is None else (*filters, taken), extra=posterior
    )
    if comparison.outcome == "holds" and op in ("<", ">", "<=", ">=") and _by_listing(scope, left, right):
        return Result("undecided", scope, "I cannot compare optima found among a few states")
    if comparison.outcome == "holds" and op in ("<", ">", "<=", ">="):
        constraint = as_constraint(scope, op, left, right, clock)
        if constraint is not None:
            return replace(constraint, scope=scope)
        against = against_conditions(scope, op, left, right, clock, filters)
        if against is not None:
            return Result("refuted", scope, failure_message(op, against), against.witness, pair, against.assumed)
    if op in EQUAL and is_sign(left) and is_sign(right) and proportional(scope, left, right, clock, exact=True):
        return Result("verified", scope, pair=pair)
    if comparison.outcome == "holds":
        after = scope if filters else in_his_form(scope, op, left, right, chained)  # A_ij = 0 where j > i only
        shown = (Equation(scope, left, right, comparison.assumed, filters),) if op in EXACTLY else None
        return Result("verified", after, pair=pair, assumed=comparison.assumed, equations=shown)
    if (
        comparison.outcome == "ill-typed"
        and op in EQUAL
        and not chained
        and isinstance(left, Sym)
        and takes_anew(scope, left, right)
    ):
        return Result("given", scope.with_definition(Definition(left.name, right, fixed=False)), "a definition")
    drawn = judge_draw(scope, left, right, clock) if op in EQUAL and not chained else None
    if drawn is not None and drawn.kind == "verified":
        return drawn
    stationary = op in EQUAL and is_zero(right) and isinstance(left, Deriv) and sets_derivative(scope, left, derivative)
    if stationary and _pinned(scope, left):  # at a point that is told it is a claim
        if comparison.outcome == "fails":
            return Result(
                "refuted", scope, failure_message(op, comparison), comparison.witness, pair, comparison.assumed
            )
        return Result("undecided", scope, comparison.reason)
    if stationary:
        condition = stationary_where(scope, left, right, clock)
        return Result("given", scope.with_condition(condition), "a stationarity condition")
    if sets and op in EQUAL and isinstance(left, Sym) and (loose := _loosely_defined(scope, left, right)) is not None:
        return Result("given", scope.with_definition(loose), "a definition")
    if sets and op == "=" and isinstance(left, Sym) and not left.index and scope.world.definitions.get(left.name):
        if _stranger(scope, left, right, filters) and left.name not in dependencies(scope, right):
            redefined = Definition(left.name, right, fixed=False)
            return Result("given", scope.with_definition(redefined), "taken as its definition")
    variant = fair_variant(scope, left, right, clock) if op in EQUAL else None
    if variant is not None:
        scope = scope.with_definition(variant)
        if variant.is_call and not variant.sense and not variant.index and isinstance(left, Sym):
            scope = scope.with_definition(replace(variant, params=(), is_call=False))  # p beside p(x)
        return Result("given", scope, "the problem's own, in a fair variant")
    fits = comparison.outcome != "ill-typed" or scope.trusting
    if sets and op in ("=", "<=", ">=", "<", ">", "!=") and fits:
        supposed = as_vanishing_gap(scope, Rel((op,), (left, right)), clock)
        return Result("given", scope.with_condition(supposed), "taken as a condition")
    if op in EQUAL and is_zero(right) and sets_derivative(scope, left, derivative):
        return Result("given", scope.with_condition(Rel(("=",), (left, right))), "a stationarity condition")
    optimum = None
    if op in EQUAL and not chained and not follows and comparison.outcome != "ill-typed":
        optimum = stationary_value(scope, left, right, clock, filters)
        if optimum is not None and optimum.outcome == "holds":
            message, shown = "the objective is stationary there", None
            if optimum.shown is not None:
                shown = (Equation(optimum.shown[0], optimum.shown[1], ZERO, optimum.assumed, filters),)
            return Result("verified", scope, message, None, pair, optimum.assumed, equations=shown)
        if optimum is not None and optimum.outcome == "fails" and isinstance(left, Sym) and left.index:
            message = "the objective is not stationary at this value"
            return Result("refuted", scope, message, optimum.witness, pair, optimum.assumed)
        if optimum is not None and optimum.outcome == "unsupported" and comparison.outcome == "fails":
            return Result("undecided", scope, f"I cannot differentiate the objective there: {optimum.reason}")
    strange = assume.undeclared(scope, (left, right), set())[1] if op in ("<=", ">=", "<", ">") else set[str]()
    if strange:
        name = min(strange)
        return Result("undecided", scope, f"I do not know what {name} is here; introduce it with 'let {name}(…) = …'")
    if (
        comparison.outcome in ("fails", "ill-typed", "unsupported")
        and op != "!="
        and not (follows and comparison.outcome == "fails")
    ):
        found = as_condition(
            scope,
            "=" if op in (":=", "≡") else op,
            left,
            right,
            clock,
            filters,
            vacuous=comparison.outcome == "unsupported" and comparison.reason == NO_MODEL,
        )
        if found is not None:
            kept = in_his_form(scope, op, left, right, chained) if scope.trusting else scope
            set_so = found.kind == "verified" and kept is not scope  # `r = y − Xŵ` is what he calls r from there on
            return replace(found, scope=kept) if set_so else found
    stranger = _stranger(scope, left, right, filters) if op in EQUAL and comparison.outcome != "unsupported" else None
    if stranger is not None:
        name = stranger.replace(".", " ")
        return Result(
            "undecided", scope, f"I do not know what {name} is here; introduce it with 'let {name} = …'", weak=True
        )
    if comparison.outcome == "fails":
        return Result("refuted", scope, failure_message(op, comparison), comparison.witness, pair, comparison.assumed)
    if comparison.outcome == "ill-typed":
        return Result(
            "refuted",
            scope,
            f"the shapes do not fit: {comparison.reason}",
            Witness({"shapes": comparison.reason}, None, None),
            pair,
            comparison.assumed,
        )
    return Result("undecided", scope, comparison.reason, weak=comparison.reason.endswith(FEW_STATES))


def _by_listing(scope: Scope, left: Node, right: Node) -> bool:
    """Whether both sides are best ones of a variable's few states, whose order is an accident."""
    return all(
        any(
            isinstance(d.body, Bound) and d.body.op in ("argmax", "argmin")
            for n in walk(side)
            if isinstance(n, Sym)
            for d in scope.definitions(n.name)
        )
        for side in (left, right)
    )


def _normalised(scope: Scope, defined: Definition, clock: Clock, filters: tuple[Rel, ...]) -> bool:
    """`let q(z) = p(x, z)`: a distribution made of others over finite variables sums to one, as far as can be seen."""
    letters = [scope.letter(p) for p in defined.params]
    if defined.name not in scope.world.distributions or not defined.is_call or not letters or defined.index:
        return True
    if any(letter is None or letter.kind != "variable" for letter in letters):
        return True
    if not any(isinstance(n, Call) and n.fn.name in scope.world.distributions for n in walk(defined.body)):
        return True  # a formula or a family of its own: on a few states it is no distribution yet
    total = Bound("int", tuple(Binder(Sym(p)) for p in defined.params), defined.body)
    return compare(scope, "=", total, ONE, clock, filters).outcome != "fails"


def _pinned(scope: Scope, left: Deriv) -> bool:
    """Whether what the derivative is by has a value of its own: `∂L/∂w = 0 at w = Xᵀy`."""
    by = {base_name(v) for v in left.wrt} | (set(scope.world.unknowns) if Sym("default") in left.wrt else set())
    pinned = {c.operands[0].name for c in scope.conditions if c.ops == ("=",) and isinstance(c.operands[0], Sym)}
    return bool(by & (pinned | scope.own.keys()))


def _stranger(scope: Scope, left: Node, right: Node, filters: tuple[Rel, ...]) -> str | None:
    """A name nobody has introduced on one side only: the equation may define it, so that its failure says nothing."""
    spoken_of = frozenset[str]().union(*map(names, (*filters, *scope.filters, *scope.conditions)))
    known = spoken_of | assume.index_names((left, right)) | scope.traits.keys()
    for side, other in ((left, right), (right, left)):
        unknown = set().union(*assume.undeclared(scope, (side,), set()))
        for name in sorted(unknown - known - dependencies(scope, other)):
            return name
    return None


def _loosely_defined(scope: Scope, left: Sym, right: Node) -> Definition | None:
    """`p = softmax(z/τ) ⇒ …` sets anew what the problem only names by way of example."""
    for loose in scope.world.definitions.get(left.name, ()):
        if not loose.fixed and not left.index and left.name not in names(right):
            return replace(loose, body=right, index=(), alternatives=())
    return None


def _judge_expression(scope: Scope, node: Node, clock: Clock) -> Result:
    """A formula without a relation: the problem's program, or nothing to judge."""
    if (isinstance(node, Bound) and node.op in ("min", "max", "argmin", "argmax")) or (
        isinstance(node, Apply) and node.op == "program"
    ):
        return _judge_program(scope, node, clock)
    if isinstance(node, Apply) and node.op == "property" and isinstance(node.args[1], Sym):
        if node.args[1].name.startswith(("exact.", "order.")):
            return judge_count(scope, node.args[0], node.args[1].name, *node.args[2:4])
        return judge_property(scope, node.args[0], node.args[1].name, clock, node.args[2:])
    return Result("undecided", scope, "there is no relation to judge; write an equation")


def _judge_program(scope: Scope, node: Node, clock: Clock) -> Result:
    """`min f s.t. g`: the objective must be the problem's up to a positive factor, each constraint one of its own."""
    objective = node.args[0] if isinstance(node, Apply) else node
    constraints: tuple[Node, ...] = (
        node.args[1].items if isinstance(node, Apply) and isinstance(node.args[1], Group) else ()
    )
    assert isinstance(objective, Bound)
    wanted = "min" if objective.op.endswith("min") else "max"
    if not any(d.sense for ds in scope.world.definitions.values() for d in ds):
        return Result("undecided", scope, "I cannot tell what this optimises; write what it equals")
    if not any(
        proportional(
            scope, objective.body if d.sense == wanted else apply("neg", objective.body), body, clock, exact=False
        )
        for name in (*scope.own, *scope.world.definitions)
        for d in scope.definitions(name)[: 1 if name in scope.own else None]
        if d.sense and not d.given
        for body in (d.body, *d.alternatives)
    ):  # min f is max −f
        if any(d.sense and d.carried for definitions in scope.own.values() for d in definitions):
            return Result("undecided", scope, "I cannot tell whether this belongs to the objective you have set up")
        return Result(
            "refuted",
            scope,
            "this is not the objective of the problem",
            Witness({}, None, None),
        )
    for constraint in constraints:
        if not isinstance(constraint, Rel):
            continue
        if (
            constraint.ops == ("=",)
            and isinstance(constraint.operands[0], Sym)
            and isinstance(constraint.operands[1], Num)
            and not scope.knows(constraint.operands[0].name)
        ):
            continue  # i = 1, …, n
        if constraint.ops == ("∈",):
            continue
        result = judge_relation(scope, constraint, clock)
        if result.kind in ("refuted", "undecided"):
            return result
        if result.message == WITHIN or result.message.endswith(FEASIBLE):
            return Result("refuted", scope, "this follows from the problem's constraints, but is none of them")
    return Result("given", scope, "the problem's program")

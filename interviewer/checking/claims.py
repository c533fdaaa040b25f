"""One relation of a line to an outcome: identity, definition, condition, proportionality, law, shape.

The order of attempts is the policy that keeps wrong lines out: a relation is first tried as an identity on free models;
only what cannot be one is then considered as the problem's own condition (equivalent to it, not merely implied by it), as a
fair variant of what the problem fixes, or as a consequence of eliminating variables.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Literal

import numpy as np

from interviewer.checking import assume
from interviewer.checking.compare import (
    FLOAT,
    NO_MODEL,
    Clock,
    Comparison,
    OutOfTime,
    Sampler,
    Witness,
    compare,
    dependencies,
    free_indices,
    plain,
    relation_holds,
    sides,
    substituted,
)
from interviewer.checking.evaluate import Env
from interviewer.checking.fields import IllTyped, Unsupported, is_array
from interviewer.checking.probability import DENSITIES, base_name, support_of
from interviewer.checking.repairs import local_repairs
from interviewer.checking.scope import Scope
from interviewer.checking.solve import Inconsistent
from interviewer.checking.world import BUILTIN_FUNCTIONS, Definition, Letter, parse_letter
from interviewer.notation.tree import (
    Apply,
    Bound,
    Call,
    Deriv,
    Divergence,
    Group,
    Moment,
    Node,
    Num,
    Rel,
    Sym,
    apply,
    names,
    rebuild,
    transform,
    walk,
)

Kind = Literal["verified", "refuted", "given", "undecided"]
NEAR_MISS_SECONDS = 0.12
_EQUAL = ("=", "≡", ":=", "≈")


@dataclass(frozen=True)
class Result:
    """The outcome for one relation, with the scope later relations are judged in."""

    kind: Kind
    scope: Scope
    message: str = ""
    witness: Witness | None = None
    pair: tuple[str, Node, Node] | None = None
    assumed: dict[str, Letter] | None = None


def judge_relation(
    scope: Scope, node: Node, clock: Clock, filters: tuple[Rel, ...] = (), introduces: bool = False, sets: bool = False
) -> Result:
    """Judge a clause. `introduces` allows it to define a known letter anew; `sets` that an equation is assumed, not claimed."""
    if not isinstance(node, Rel):
        return _judge_expression(scope, node, clock)
    node = _objective_for_optimum(node)
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
        )
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
    return replace(results[-1], kind=kind, scope=scope)


def _objective_for_optimum(node: Rel) -> Rel:
    """`max_α W(α) = Σαᵢ − …` names the objective, not its optimal value, when the right side still holds α."""
    first = node.operands[0]
    if (
        isinstance(first, Bound)
        and first.op in ("max", "min")
        and node.ops[0] in _EQUAL
        and not isinstance(node.operands[1], Bound)
    ):
        bound = {b.var.name for b in first.binders}
        if bound & {n.name for n in walk(node.operands[1]) if isinstance(n, Sym)}:
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
) -> Result:
    if op == "∈":
        return _judge_membership(scope, left, right, clock, filters, introduces)
    if op == "~":
        return _judge_law(scope, left, right, clock)
    if op == "∝":
        return _judge_proportional(scope, left, right, clock, filters)
    if op in ("←", "→", ":=") and _is_update(left, right):
        return _judge_update(scope, left, right, clock)
    if op == "=" and _is_update(left, right) and isinstance(left, Sym) and left.index:
        update = _judge_update(scope, left, right, clock)
        if update.kind == "verified":
            return update
    if op in ("→", "←", "∉", "⊂", ">>", "<<"):
        return Result("undecided", scope, f"I do not judge '{op}'; write the limit or step as an equation")
    if op in _EQUAL and isinstance(right, Bound) and right.op in ("argmax", "argmin"):
        optimum = _judge_optimum(scope, left, right, clock)
        if optimum is not None:
            return optimum
        # a handful of states may share their best one by chance: no verdict from listing
        return Result(
            "undecided", scope, "I cannot tell what this optimises; write the objective with the problem's letters"
        )
    if any(n == Sym("const") for side in (left, right) for n in walk(side)):
        return _judge_up_to_constant(scope, left, right, clock, filters)
    if op in _EQUAL and not chained:
        defined = _definition(scope, left, right, introduces)
        if defined is not None:
            suspicious = "" if introduces or (defined.is_call and defined.given) else _near_miss(scope, defined, clock)
            if suspicious:
                return Result("undecided", scope, suspicious)
            return Result("given", scope.with_definition(defined), "a definition")
    pair = (op, left, right)
    restated = _without_own(scope, left) if op in _EQUAL and not chained else None
    if restated is not None:
        afresh = compare(restated, op, left, right, clock, filters)
        if afresh.outcome == "holds":  # the problem's own, whatever was written before
            return Result("verified", restated, pair=pair, assumed=afresh.assumed)
    comparison = compare(scope, op, left, right, clock, filters)
    if comparison.outcome == "holds" and op in ("<", ">", "<=", ">="):
        against = _against_conditions(scope, op, left, right, clock, filters)
        if against is not None:
            return Result("refuted", scope, _failure_message(op, against), against.witness, pair, against.assumed)
    if comparison.outcome == "holds":
        return Result("verified", _in_his_form(scope, op, left, right, chained), pair=pair, assumed=comparison.assumed)
    if sets and op in ("=", "<=", ">=", "<", ">", "!="):
        return Result("given", scope.with_condition(Rel((op,), (left, right))), "taken as a condition")
    variant = _fair_variant(scope, left, right, clock) if op in _EQUAL else None
    if variant is not None:
        return Result("given", scope.with_definition(variant), "the problem's own, in a fair variant")
    if op in _EQUAL and _is_zero(right) and _sets_derivative(scope, left, derivative):
        return Result("given", scope.with_condition(Rel(("=",), (left, right))), "a stationarity condition")
    if comparison.outcome in ("fails", "ill-typed", "unsupported") and op != "!=":
        found = _as_condition(
            scope,
            op,
            left,
            right,
            clock,
            filters,
            vacuous=comparison.outcome == "unsupported" and comparison.reason == NO_MODEL,
        )
        if found is not None:
            return found
    if comparison.outcome == "fails":
        return Result("refuted", scope, _failure_message(op, comparison), comparison.witness, pair, comparison.assumed)
    if comparison.outcome == "ill-typed":
        return Result(
            "refuted",
            scope,
            f"the shapes do not fit: {comparison.reason}",
            Witness({"shapes": comparison.reason}, None, None),
            pair,
        )
    return Result("undecided", scope, comparison.reason)


def _in_his_form(scope: Scope, op: str, left: Node, right: Node, chained: bool) -> Scope:
    """A quantity given rightly in the candidate's form is kept in it, so that later derivatives run through his names."""
    if chained or op not in _EQUAL or not isinstance(left, Sym) or scope.conditions:
        return scope
    index = tuple(i.name for i in left.index if isinstance(i, Sym) and not i.index)
    known = scope.world.definitions.get(left.name, ())
    if (
        not known
        or len(index) != len(left.index)
        or known[0].is_call
        or known[0].sense
        or (known[0].index and not index)
    ):
        return scope
    if left.name in dependencies(scope, right) or any(
        isinstance(n, Deriv | Bound | Moment | Divergence) for n in walk(right)
    ):
        return scope
    return scope.with_definition(replace(known[0], body=right, index=index, alternatives=(), fixed=False))


def _without_own(scope: Scope, left: Node) -> Scope | None:
    """The scope before the candidate gave the problem's quantity a form of his own; None when he has not."""
    symbol = left.fn if isinstance(left, Call) else left
    if not isinstance(symbol, Sym) or not any(d.carried for d in scope.own.get(symbol.name, ())):
        return None
    return replace(scope, own={k: v for k, v in scope.own.items() if k != symbol.name})


def _failure_message(op: str, comparison: Comparison) -> str:
    w = comparison.witness
    if w is None:
        return "does not hold"
    return f"does not hold: left {show_value(w.left)}, right {show_value(w.right)}"


def show_value(value: Any) -> str:
    if isinstance(value, list):
        flat = [f"[{', '.join(f'{x:g}' for x in row)}]" if isinstance(row, list) else f"{row:g}" for row in value]
        return "(" + ", ".join(flat[:6]) + (", …" if len(flat) > 6 else "") + ")"
    return f"{value:g}" if isinstance(value, float | int) else str(value)


# -- definitions ---------------------------------------------------------------------------------------------------


def _definition(scope: Scope, left: Node, right: Node, introduces: bool) -> Definition | None:
    """`r = y − Xw` for a new name r; with `let`, also for a letter the problem leaves free."""
    symbol = left.fn if isinstance(left, Call) else left
    if (
        not isinstance(symbol, Sym)
        or symbol.name in ("I", "e", "pi", "const", "law", "MI")
        or (isinstance(left, Call) and symbol.name in ("H", "N"))
        or symbol.name in DENSITIES
    ):
        return None
    name = symbol.name
    if (isinstance(left, Call) and left.primes) or name in BUILTIN_FUNCTIONS:
        return None
    if isinstance(left, Call) and left.given and not introduces and not _open_distribution(scope, left, right):
        return None  # a conditional probability is a claim about the model, not a new name
    mentioned = {n.name for n in walk(right) if isinstance(n, Sym)}
    objectives = {
        t for t in scope.world.aliases.get(name, ()) if any(d.sense for d in scope.world.definitions.get(t, ()))
    }
    by_alias = not scope.knows(name) and bool(objectives & mentioned)  # J = L + λ‖w‖²
    targets = scope.world.aliases.get(name, ())
    by_alias = by_alias or (
        isinstance(left, Sym)
        and not scope.knows(name)
        and bool(targets)
        and all(_plain_function(scope, t) or (symbol.index and _never_indexed(scope, t)) for t in targets)
    )
    known = (
        scope.knows_somewhere(name)
        and not by_alias
        and name not in scope.fresh
        and not (introduces and not scope.knows(name))
    )
    if (
        isinstance(left, Sym)
        and not left.index
        and isinstance(right, Call)
        and right.fn.name in DENSITIES
        and name in scope.world.distributions
        and not scope.world.distributions[name].get("chain")
    ):
        variable = next(iter([*scope.world.distributions[name].get("of", []), "x"]))
        point = right if right.args else Call(right.fn, (Sym(variable),), (), right.params)
        return Definition(
            name,
            point,
            (variable,),
            (),
            given=tuple(scope.world.distributions[name].get("given", ())),
            is_call=True,
            fixed=False,
        )
    if (
        isinstance(right, Group)
        and right.kind == "("
        and all(isinstance(i, Num | Apply) for i in right.items)
        and name not in scope.world.definitions
    ):
        return Definition(name, right, fixed=False)
    if (
        known
        and not (
            introduces
            and name not in scope.world.definitions
            and name not in scope.world.sizes
            and name not in scope.world.row_families
        )
        and not _open_distribution(scope, left, right)
    ):
        return None
    if known and name in scope.own and not introduces and not _open_distribution(scope, left, right):
        return None
    if not isinstance(left, Call) and name in {n.name for n in walk(right) if isinstance(n, Sym)}:
        return None
    index = tuple(i.name for i in symbol.index if isinstance(i, Sym) and not i.index)
    if len(index) != len(symbol.index):
        return None
    if isinstance(left, Call):
        if not all(base_name(a) for a in (*left.args, *left.given)):
            return None
        params, given = tuple(base_name(a) for a in left.args), tuple(base_name(a) for a in left.given)
        return Definition(
            name,
            right,
            params,
            _argument_indices(left) if _is_density(scope, left, right) else index,
            given=given,
            is_call=True,
            fixed=False,
        )
    return Definition(name, right, (), index, fixed=False)


def _never_indexed(scope: Scope, name: str) -> bool:
    """A quantity that carries no index cannot be meant by `Q_ij`."""
    found = scope.world.definitions.get(name, ())
    return bool(found) and all(d.is_call and not d.index for d in found)


def _plain_function(scope: Scope, name: str) -> bool:
    """σ or h: a function of one argument, whose other names are free where they stand without one."""
    found = scope.world.definitions.get(name, ())
    return bool(found) and all(d.is_call and len(d.params) == 1 and not d.sense and not d.given for d in found)


def _argument_indices(left: Call) -> tuple[str, ...]:
    """The running indices of a density's arguments: j in p(θ_j)."""
    return tuple(i.name for a in left.args if isinstance(a, Sym) for i in a.index if isinstance(i, Sym) and not i.index)


def _is_density(scope: Scope, left: Call, right: Node) -> bool:
    return assume.is_density_name(scope, left.fn.name)


def _open_distribution(scope: Scope, left: Node, right: Node) -> bool:
    """A density the problem names but leaves open may be given a formula: q(z|x) = N(…)."""
    if not isinstance(left, Call):
        return False
    name = left.fn.name
    spec = scope.world.distributions.get(name.split(".")[0])
    fixed = [d for w in (scope.world, *scope.world.variants) for d in w.definitions.get(name, ())]
    if any(set(d.params) == {base_name(a) for a in left.args} and d.given for d in fixed) and left.given:
        return False  # the problem gives this density in one of its readings
    if not (isinstance(right, Call) and right.fn.name in DENSITIES) and (
        any(isinstance(n, Call | Divergence | Moment) for n in walk(right))
        or not any((isinstance(n, Apply) and n.op in ("exp", "div")) or n == Sym("e") for n in walk(right))
    ):
        return False
    if spec is None or spec.get("chain"):
        return False
    args = {base_name(a) for a in left.args}
    return not any(
        set(d.params) == args and (not d.given or not left.given or set(d.given) == {base_name(g) for g in left.given})
        for d in scope.definitions(name)
    )


def _near_miss(scope: Scope, defined: Definition, clock: Clock) -> str:
    """A new name for something that only nearly is what the problem fixes is no harmless definition."""
    if sum(1 for _ in walk(defined.body)) < 6:
        return ""
    targets = [
        (n, d.body)
        for n, ds in scope.world.definitions.items()
        for d in ds
        if not d.given and not d.index and sum(1 for _ in walk(d.body)) >= 6
    ]
    targets += [
        (f"the gradient of {n}", Deriv(Sym(n), (Sym(u),)))
        for n, ds in scope.world.definitions.items()
        if any(d.sense and not d.index for d in ds)
        for u in scope.world.unknowns[:1]
    ]
    limit = Clock.of(NEAR_MISS_SECONDS, within=clock)
    try:
        for _, target in targets:
            if _proportional(scope, defined.body, target, limit, exact=False):
                return ""
        for _, repaired in islice(local_repairs(defined.body), 40):
            for name, target in targets:
                if _proportional(scope, repaired, target, limit, exact=False):
                    return f"this looks like {name.replace('.', ' ')} with a slip; write it with the problem's own letters so that I can judge it"
    except OutOfTime:
        pass
    return ""


def _fair_variant(scope: Scope, left: Node, right: Node, clock: Clock) -> Definition | None:
    """What the problem fixes, given with another positive factor or in an alternative form the problem allows."""
    symbol = left.fn if isinstance(left, Call) else left
    if not isinstance(symbol, Sym):
        return None
    if any(not d.carried for d in scope.own.get(symbol.name, ())):
        return None  # he has settled its form himself
    for definition in scope.world.definitions.get(symbol.name, ()):
        if definition.given or not (definition.scale or definition.alternatives):
            continue
        index = tuple(i.name for i in symbol.index if isinstance(i, Sym))
        if len(index) != len(symbol.index) or len(index) < len(definition.index):
            continue
        rename = dict(zip(definition.index, index, strict=False))
        for body in (definition.body, *definition.alternatives):
            reference = _renamed(body, rename)
            if _proportional(scope, right, reference, clock, exact=not definition.scale):
                return replace(definition, body=right, index=index, alternatives=(), fixed=False)
    return None


def _renamed(node: Node, names_to: dict[str, str]) -> Node:
    """The node with running indices called by other letters."""
    return transform(node, lambda n: Sym(names_to[n.name], n.index) if isinstance(n, Sym) and n.name in names_to else n)


def _proportional(scope: Scope, left: Node, right: Node, clock: Clock, exact: bool) -> bool:
    """left = c·right with one positive c for every draw of the same sizes."""
    for assumed in assume.assignments(scope, (left, right), set(free_indices(scope, (left, right)))):
        try:
            sampler = Sampler(scope, (left, right), clock, assumed, (), ())
            for shape in range(2):
                ratio: complex | None = None
                for seed in (shape, shape + 6, shape + 12):
                    clock.check()
                    model = sampler.model(seed)
                    ev = sampler.evaluator(model, FLOAT)
                    for env in sampler.environments(ev, (left, right)):
                        a, b = sides(ev, left, right, env)
                        fa, fb = (
                            np.atleast_1d(np.asarray(a, complex)).ravel(),
                            np.atleast_1d(np.asarray(b, complex)).ravel(),
                        )
                        if fa.shape != fb.shape:
                            raise IllTyped("different shapes")
                        size = complex(fb @ fb.conj())
                        if size == 0:
                            return False
                        here = complex(fa @ fb.conj() / size)
                        if (
                            (exact and abs(here - 1) > 1e-7)
                            or here.real <= 0
                            or np.max(np.abs(fa - here * fb)) > 1e-7 * max(1e-3, float(np.max(np.abs(fa))))
                        ):
                            return False
                        if ratio is not None and abs(ratio - here) > 1e-7 * abs(ratio):
                            return False
                        ratio = here
            return True
        except (Unsupported, IllTyped, IndexError, ArithmeticError, KeyError):
            continue
    return False


# -- conditions ----------------------------------------------------------------------------------------------------


def _is_zero(node: Node) -> bool:
    return (isinstance(node, Num) and node.value == 0) or node == Sym("zeros")


def _sets_derivative(scope: Scope, left: Node, derivative: bool) -> bool:
    """`∂L/∂w = 0` for a variable the problem optimises over."""
    if derivative:
        return True
    if not isinstance(left, Deriv):
        return False
    return all(base_name(w) in scope.world.unknowns or w == Sym("default") for w in left.wrt)


def _misses_own_objective(scope: Scope, equations: tuple[Rel, ...], clock: Clock) -> bool:
    """The candidate's own objective, with his ½ or λ, is not stationary where this condition of the problem holds."""
    for name in scope.own:
        if any(d.sense for d in scope.world.definitions.get(name, ())):
            for unknown in scope.world.unknowns[:1]:
                gradient = Deriv(Sym(name), (Sym(unknown),))
                if compare(scope, "=", gradient, Num(n_zero()), clock, count=1, extra=equations).outcome == "fails":
                    return True
    return False


def _against_conditions(
    scope: Scope, op: str, left: Node, right: Node, clock: Clock, filters: tuple[Rel, ...]
) -> Comparison | None:
    """A bound that holds of arbitrary numbers must hold of the problem's solutions too."""
    touched = dependencies(scope, Rel((op,), (left, right)))
    for group in scope.world.conditions.values():
        equations = tuple(c for c in group if isinstance(c, Rel) and "⊥" in c.ops)
        if not equations or not touched & {n.name for c in equations for n in walk(c) if isinstance(n, Sym)}:
            continue
        comparison = compare(
            scope, op, left, right, clock, filters, count=2, extra=tuple(c for c in group if isinstance(c, Rel))
        )
        if comparison.outcome == "fails":
            return comparison
    return None


def _as_condition(
    scope: Scope, op: str, left: Node, right: Node, clock: Clock, filters: tuple[Rel, ...], vacuous: bool = False
) -> Result | None:
    """The problem's conditions: restated, rearranged, or used to eliminate the variables they determine."""
    restates = op != "=" or _is_zero(left) or _is_zero(right) or not names_quantity(scope, (left, right))
    for constraint in scope.world.constraints if restates else ():
        if isinstance(constraint, Rel) and _same_constraint(scope, op, left, right, constraint, clock):
            return Result("given", scope.with_condition(Rel((op,), (left, right))), "a constraint of the problem")
    pair = (op, left, right)
    eliminated = op == "=" and _eliminated(scope, left, right)
    at_optimum = _at_optimum(scope, left, right, filters)
    failed: Comparison | None = None
    touched = dependencies(scope, Rel((op,), (left, right)))
    for group in scope.world.conditions.values():
        equations = tuple(c for c in group if isinstance(c, Rel))
        if not touched & {
            n.name for c in equations for n in walk(c) if isinstance(n, Sym) and scope.letter(n.name) is not None
        }:
            continue
        usable = eliminated or (at_optimum and any("⊥" in c.ops for c in equations))
        if _misses_own_objective(scope, equations, clock):
            continue
        first = compare(scope, op, left, right, clock, filters, count=1, extra=equations)
        if first.outcome == "fails" and failed is None:
            failed = first
        if first.outcome != "holds":
            continue
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
            after = scope.with_condition(Rel(("=",), (left, right))) if op == "=" else scope
            return Result("verified", after, "under the problem's conditions", pair=pair, assumed=first.assumed)
    if vacuous and failed is not None:
        return Result("refuted", scope, _failure_message(op, failed), failed.witness, pair, failed.assumed)
    return None


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
    return bool(present & set(scope.world.multipliers)) and not names_quantity(scope, (left, right))


def names_quantity(scope: Scope, nodes: tuple[Node, ...]) -> bool:
    """Whether the line speaks of an objective, a Lagrangian or a derivative: those are judged as identities."""
    for node in nodes:
        for n in walk(node):
            if isinstance(n, Deriv) or (
                isinstance(n, Sym) and any(d.sense or len(d.params) > 1 for d in scope.definitions(n.name))
            ):
                return True
    return False


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
        want = _renamed(want, rename)
        if op == reference and _proportional(scope, have, want, clock, exact=False):
            return True
        if flip.get(op) == reference and _proportional(scope, have, apply("neg", want), clock, exact=False):
            return True
    return False


def _equivalent(
    scope: Scope, left: Node, right: Node, equations: tuple[Rel, ...], clock: Clock, assumed: dict[str, Letter]
) -> bool:
    """Near a point that meets them, the line cuts out the same set as the condition: equal row spaces of the Jacobians."""
    line = Rel(("=",), (left, right))
    nodes = (left, right)
    try:
        sampler = Sampler(scope, (*nodes, *equations), clock, assumed, (), (*scope.conditions, *equations))
        for seed in range(3):
            try:
                model = sampler.model(seed)
            except Inconsistent:
                continue
            return any(_same_row_space(sampler, model, line, (equation,)) for equation in equations) or (
                len(equations) > 1 and _same_row_space(sampler, model, line, equations)
            )
    except (Unsupported, IllTyped, IndexError, ArithmeticError, np.linalg.LinAlgError):
        return False
    return False


def _same_row_space(sampler: Sampler, model: Any, line: Rel, equations: tuple[Rel, ...]) -> bool:
    from interviewer.checking.compare import indices_of, letters_in, residuals
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
                ev.steps = 0
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


# -- up to a constant ----------------------------------------------------------------------------------------------


def _vary(scope: Scope, left: Node, right: Node) -> list[Sym]:
    """The variables a proportionality or an added constant may not depend on: those the left side is a function of."""
    for side in (left, right):
        for n in walk(side):
            if isinstance(n, Call) and n.args and n.fn.name not in DENSITIES:
                unknown = [g for g in (*n.given, *n.params) if isinstance(g, Sym) and g.name in scope.world.unknowns]
                found = unknown or [a for a in n.args if isinstance(a, Sym)]
                if found:
                    return found
    present = {n.name for side in (left, right) for n in walk(side) if isinstance(n, Sym)}
    for side in (left, right):
        if isinstance(side, Sym):
            for d in scope.definitions(side.name):
                present |= names(d.body)
    return [Sym(u) for u in scope.world.unknowns if u in present]


def _constant_gap(
    scope: Scope,
    left: Node,
    right: Node,
    clock: Clock,
    filters: tuple[Rel, ...],
    ratio: bool,
    over: list[Sym] | None = None,
) -> Comparison:
    """Whether left − right (or left / right) stays the same while only the varied variables move."""
    varied = over if over is not None else _vary(scope, left, right)
    if not varied:
        return Comparison(
            "unsupported", "say of which variable the constant is independent: write the left side as a function of it"
        )
    problem = ""
    for assumed in assume.assignments(scope, (left, right, *scope.conditions), set(free_indices(scope, (left, right)))):
        inner, conditions = substituted(scope, scope.conditions)
        sampler = Sampler(inner, (left, right), clock, assumed, filters, conditions)
        try:
            used = 0
            for sample in sampler.samples(4):
                ev = sample.evaluator
                base: complex | None = None
                for k in range(4):
                    ev.steps = 0
                    env = _moved(sampler, sample, varied, k)
                    if env is None:
                        continue
                    a, b = sides(ev, left, right, env)
                    if is_array(a) or is_array(b):
                        return Comparison("unsupported", "a constant added to a vector")
                    gap = complex(a / b if ratio else a - b)
                    scale = abs(gap) if ratio else max(abs(complex(a)), abs(complex(b)), 1e-3)
                    if ratio and gap.real <= 0:
                        return Comparison("fails", "", Witness({}, plain(a), plain(b)))
                    if base is None:
                        base = gap
                    elif abs(gap - base) > 1e-7 * max(scale, 1e-9):
                        return Comparison("fails", "", Witness({}, plain(a), plain(b)))
                    else:
                        used += 1
            if used:
                return Comparison("holds", assumed=assumed)
        except (Unsupported, IllTyped, IndexError, ArithmeticError) as error:
            problem = problem or str(error)
    return Comparison("unsupported", problem or "I cannot evaluate this")


def _moved(sampler: Sampler, sample: Any, varied: list[Sym], k: int) -> Env | None:
    env = sample.env
    ev = sample.evaluator
    for symbol in varied:
        index = ev.indices(symbol.index, env)
        states = support_of(ev, symbol.name, env)
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
            if letter is None:
                raise Unsupported(f"{symbol.name} cannot be varied")
            value = sample.model.draw(replace(letter, name=f"{letter.name}!{k}"), index)
        env = env.bind_all({symbol.name: value} if not index else {}).override({(symbol.name, index): value})
        if not index:
            env.bound[symbol.name] = value
    return env


def _judge_up_to_constant(scope: Scope, left: Node, right: Node, clock: Clock, filters: tuple[Rel, ...]) -> Result:
    def drop(n: Node) -> Node:
        if isinstance(n, Apply) and n.op == "add":
            kept = [drop(a) for a in n.args if a != Sym("const") and a != apply("neg", Sym("const"))]
            return kept[0] if len(kept) == 1 else Apply("add", tuple(kept)) if kept else Num(n_zero())
        return rebuild(n, drop)

    comparison = _constant_gap(scope, drop(left), drop(right), clock, filters, ratio=False)
    return _of_comparison(scope, comparison, ("=", left, right))


def n_zero():
    from fractions import Fraction

    return Fraction(0)


def _judge_proportional(scope: Scope, left: Node, right: Node, clock: Clock, filters: tuple[Rel, ...]) -> Result:
    if (
        isinstance(left, Call)
        and _open_distribution(scope, left, right)
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
    return _of_comparison(scope, _constant_gap(scope, left, right, clock, filters, ratio=True), ("∝", left, right))


def _of_comparison(scope: Scope, comparison: Comparison, pair: tuple[str, Node, Node]) -> Result:
    if comparison.outcome == "holds":
        return Result("verified", scope, pair=pair, assumed=comparison.assumed)
    if comparison.outcome == "fails":
        return Result("refuted", scope, "the two sides differ by more than a constant", comparison.witness, pair)
    return Result("undecided", scope, comparison.reason)


# -- updates -------------------------------------------------------------------------------------------------------


def _is_update(left: Node, right: Node) -> bool:
    return (
        isinstance(left, Sym)
        and any(isinstance(n, Sym) and n.name == left.name for n in walk(right))
        and isinstance(right, Apply)
    )


def _judge_update(scope: Scope, left: Node, right: Node, clock: Clock) -> Result:
    """`w ← w − η∇L`: the step must run along the gradient of an objective, in the direction that improves it."""
    assert isinstance(left, Sym)
    variable = (
        Sym(left.name)
        if left.index
        and not isinstance(scope.letter(left.name), type(None))
        and getattr(scope.letter(left.name), "kind", "") != "matrix"
        else left
    )  # type: ignore[union-attr]
    if scope.letter(left.name) is None:
        return Result("undecided", scope, f"I do not know {left.name}")
    versions = {n.index for n in walk(right) if isinstance(n, Sym) and n.name == left.name}
    if len(versions) > 1 or (left.index and versions == {left.index}):
        variable = left

    def unversion(n: Node) -> Node:
        return variable if isinstance(n, Sym) and n.name == left.name and variable != left else n

    step = apply("add", transform(right, unversion), apply("neg", variable))
    senses = {"min": -1, "max": 1}
    undecided = ""
    for name, definitions in {**scope.world.definitions, **scope.own}.items():
        for definition in definitions:
            world_definition = next(iter(scope.world.definitions.get(name, ())), None)
            sense = senses.get(definition.sense or (world_definition.sense if world_definition else ""))
            if sense is None:
                continue
            index = tuple(Sym(i) for i in definition.index)
            gradient = Deriv(Sym(name, index), (variable,))
            gradient = gradient if sense > 0 else apply("neg", gradient)
            outcome = _along(scope, step, gradient, clock)
            if outcome == "yes":
                return Result("verified", scope, "a step along the gradient", pair=("=", left, right))
            undecided = undecided or (outcome if outcome not in ("no", "yes") else "")
    if undecided:
        return Result("undecided", scope, undecided)
    return Result(
        "refuted",
        scope,
        "the step does not run along the gradient in the improving direction",
        Witness({}, None, None),
        ("=", left, right),
    )


def _along(scope: Scope, step: Node, gradient: Node, clock: Clock) -> str:
    problem = "I do not know an objective for this step"
    for assumed in assume.assignments(scope, (step, gradient), set(free_indices(scope, (step, gradient)))):
        try:
            sampler = Sampler(scope, (step, gradient), clock, assumed)
            for sample in sampler.samples(3):
                a, b = sides(sample.evaluator, step, gradient, sample.env)
                fa, fb = (
                    np.atleast_1d(np.asarray(a, complex)).ravel().real,
                    np.atleast_1d(np.asarray(b, complex)).ravel().real,
                )
                if fa.shape != fb.shape:
                    return "no"
                c = float(fa @ fb / (fb @ fb))
                if c <= 0 or np.max(np.abs(fa - c * fb)) > 1e-7 * max(1e-3, float(np.max(np.abs(fa)))):
                    return "no"
            return "yes"
        except IllTyped:
            return "no"
        except (Unsupported, IndexError, ArithmeticError) as error:
            problem = str(error)
    return problem


# -- laws and sets -------------------------------------------------------------------------------------------------


def _judge_law(scope: Scope, left: Node, right: Node, clock: Clock) -> Result:
    """`x ~ N(μ, Σ)`, `x_t | x_0 ~ N(…)`: compared with the law the scope implies, otherwise taken as an assumption."""
    name = (
        base_name(left)
        if isinstance(left, Sym)
        else base_name(left.args[0])
        if isinstance(left, Call) and left.args
        else ""
    )
    if not name:
        if isinstance(right, Call) and right.fn.name == "Normal" and len(right.params) == 2:
            return _judge_gaussian_moments(scope, left, right, clock)
        return Result("undecided", scope, "I do not know whose distribution this is")
    variable = left if isinstance(left, Sym) else left.args[0]
    letter = scope.letter(name)
    if isinstance(right, Call) and right.fn.name in DENSITIES:
        density = Call(right.fn, (variable,), (), right.params)
        given = left.given if isinstance(left, Call) else ()
        for law in ("q", "p"):
            spec = scope.world.distributions.get(law)
            if spec is None:
                continue
            call = Call(Sym(law), (variable,), given)
            own = next(
                (
                    d
                    for d in scope.definitions(law)
                    if set(d.params) == {name} and (not given or set(d.given) == {base_name(g) for g in given})
                ),
                None,
            )
            if own is None and not spec.get("chain"):
                continue
            comparison = compare(scope, "=", call, density, clock)
            if comparison.outcome in ("holds", "fails"):
                return _of_comparison(scope, comparison, ("~", left, right))
        if (letter is not None and letter.kind in ("noise", "random") and right.fn.name == "Normal") or (
            scope.definitions(name) and right.fn.name == "Normal"
        ):
            moments = _judge_gaussian_moments(scope, variable, right, clock)
            if moments.kind != "undecided":
                return moments
        if not scope.knows(name):
            law_name = "p"
            kind = "real"
            scope = scope.with_type(parse_letter(name, kind))
            return Result(
                "given",
                scope.with_definition(
                    Definition(
                        law_name,
                        density,
                        (name,),
                        (),
                        given=tuple(base_name(g) for g in given),
                        is_call=True,
                        fixed=False,
                    )
                ),
                "an assumption",
            )
        if any(d for w in (scope.world, *scope.world.variants) for d in w.definitions.get(name, ()) if not d.params):
            return Result("undecided", scope, f"I do not know what {name} is here")
        if letter is not None and letter.kind in ("vector", "real", "scalar", "variable", "binary", "matrix"):
            definition = Definition(
                "p", density, (name,), (), given=tuple(base_name(g) for g in given), is_call=True, fixed=False
            )
            return Result("given", scope.with_definition(definition), "an assumption")
    if isinstance(right, (Sym, Call)):
        return (
            Result("given", scope, "an assumption")
            if not isinstance(right, Call) or right.fn.name not in DENSITIES
            else Result("undecided", scope, "I do not know this distribution")
        )
    return Result("undecided", scope, "I do not know this distribution")


def _judge_gaussian_moments(scope: Scope, left: Node, right: Call, clock: Clock) -> Result:
    mean, cov = right.params
    first = compare(scope, "=", Moment("E", (left,)), mean, clock)
    if first.outcome == "ill-typed" and _is_zero(mean):
        first = compare(scope, "=", Moment("E", (left,)), mean, clock)
    if first.outcome != "holds":
        return _of_comparison(scope, first, ("~", left, right))
    second = compare(scope, "=", Moment("Var", (left,)), cov, clock)
    if second.outcome == "ill-typed":
        second = compare(scope, "=", Moment("Var", (left,)), apply("mul", cov, Sym("I")), clock)
        if second.outcome == "ill-typed":
            second = compare(scope, "=", Moment("Var", (left,)), apply("diag", cov), clock)
    return _of_comparison(scope, second, ("~", left, right))


def _judge_membership(
    scope: Scope, left: Node, right: Node, clock: Clock, filters: tuple[Rel, ...], introduces: bool = False
) -> Result:
    """`Q ∈ ℝ^{n×d_k}` compares shapes, `y ∈ {0,1}` values; for a new letter either declares it."""
    target = _space(right)
    if isinstance(left, Sym) and (not scope.knows(left.name) or introduces) and not left.index and target is not None:
        if target[0] == "reals":
            shape = [_size_name(scope, s) for s in target[1]]
            if all(shape):
                kind = (
                    "scalar"
                    if not shape
                    else "vector " + str(shape[0])
                    if len(shape) == 1
                    else f"matrix {shape[0]} {shape[1]}"
                )
                return Result("given", scope.with_type(parse_letter(left.name, kind)), "a declaration")
        return Result("undecided", scope, "I do not know these sizes")
    if isinstance(left, Group):
        return Result("undecided", scope, "write one membership at a time")
    if target is None:
        return Result("undecided", scope, "I do not know this set")
    for assumed in assume.assignments(scope, (left,), set(free_indices(scope, (left,)))):
        sampler = Sampler(scope, (left,), clock, assumed, filters, scope.conditions)
        try:
            for sample in sampler.samples(4):
                value = sample.evaluator.value(left, sample.env)
                if target[0] == "reals":
                    want = tuple(sample.evaluator.index(s, sample.env) for s in target[1])
                    have = value.shape if is_array(value) else ()
                    if len(want) == 1:
                        want = (*want, 1)
                    if want == (1, 1):
                        want = ()
                    if have != want:
                        text = "×".join(map(str, have)) or "a number"
                        return Result(
                            "refuted",
                            scope,
                            f"the shape is {text}, not {'×'.join(map(str, want)) or 'a number'}",
                            Witness({}, list(have), list(want)),
                            ("∈", left, right),
                        )
                else:
                    values = list(value.flat) if is_array(value) else [value]
                    if not all(_member(sample.evaluator, complex(v).real, target, sample.env) for v in values):
                        return Result(
                            "refuted",
                            scope,
                            "a value lies outside the set",
                            Witness({}, plain(value), None),
                            ("∈", left, right),
                        )
            return Result("given" if isinstance(left, Sym) else "verified", scope, pair=("∈", left, right))
        except (Unsupported, IllTyped, IndexError, KeyError) as error:
            problem = str(error)
    return Result("undecided", scope, problem)


def _space(node: Node) -> tuple[str, tuple[Node, ...]] | None:
    if node == Sym("Reals"):
        return "reals", ()
    if isinstance(node, Apply) and node.op == "pow" and node.args[0] == Sym("Reals"):
        exponent = node.args[1]
        if isinstance(exponent, Apply) and exponent.op in ("times", "mul", "dot"):
            return "reals", exponent.args
        return "reals", (exponent,)
    if (
        isinstance(node, Apply)
        and node.op == "times"
        and isinstance(node.args[0], Apply)
        and node.args[0].op == "pow"
        and node.args[0].args[0] == Sym("Reals")
    ):
        return "reals", (node.args[0].args[1], node.args[1])
    if isinstance(node, Group) and node.kind in ("{", "\\{"):
        return ("set", node.items) if Sym("ellipsis") not in node.items else None
    if isinstance(node, Group) and node.kind in ("[", "(", "interval") and len(node.items) == 2:
        return ("open" if node.kind == "(" else "closed"), node.items
    return None


def _member(ev: Any, x: float, target: tuple[str, tuple[Node, ...]], env: Env) -> bool:
    ends = [complex(ev.value(i, env)).real for i in target[1]]
    if target[0] == "set":
        return any(abs(x - e) < 1e-9 for e in ends)
    if target[0] == "open":
        return ends[0] < x < ends[1]
    return ends[0] - 1e-9 <= x <= ends[1] + 1e-9


def _size_name(scope: Scope, node: Node) -> str | None:
    if isinstance(node, Sym) and node.name in scope.world.sizes:
        return node.name
    if isinstance(node, Num) and node.value.denominator == 1 and 0 < node.value < 10:
        return str(node.value)
    return None


def _judge_expression(scope: Scope, node: Node, clock: Clock) -> Result:
    """A formula without a relation: the problem's program, or nothing to judge."""
    if (isinstance(node, Bound) and node.op in ("min", "max", "argmin", "argmax")) or (
        isinstance(node, Apply) and node.op == "program"
    ):
        return _judge_program(scope, node, clock)
    if isinstance(node, Apply) and node.op == "property" and isinstance(node.args[1], Sym):
        return _judge_property(scope, node.args[0], node.args[1].name, clock)
    return Result("undecided", scope, "there is no relation to judge; write an equation")


def _judge_optimum(scope: Scope, left: Node, right: Bound, clock: Clock) -> Result | None:
    """`θ̂ = argmax f`: f must be an objective of the problem up to what does not move its optimum."""
    variables = {b.var.name for b in right.binders} or set(scope.world.unknowns)
    reference: list[tuple[str, Node]] = []
    if isinstance(left, Sym):
        if (
            left.name.split(".")[0] not in variables
            and not any(v in left.name for v in variables)
            and not scope.definitions(left.name)
        ):
            return None
        for d in scope.definitions(left.name):
            if isinstance(d.body, Bound) and d.body.op in ("argmax", "argmin"):
                reference.append((d.body.op, d.body.body))
    if isinstance(left, Bound) and left.op in ("argmax", "argmin"):
        reference = [(left.op, left.body)]
    elif not reference:
        for name, definitions in {**scope.world.definitions, **scope.own}.items():
            for d in definitions:
                sense = d.sense or next((w.sense for w in scope.world.definitions.get(name, ())), "")
                if sense and not d.index:
                    if (
                        isinstance(right.body, Call)
                        and right.body.fn.name == name
                        and isinstance(right.body.args[0], Sym)
                        and right.body.args[0].name in variables
                    ):
                        stale = {
                            n.name for a in right.body.args[1:] for n in walk(a) if isinstance(n, Sym) and not n.index
                        }
                        if not stale & variables:
                            return _optimum_result(scope, sense, right.op, left)
                    reference.append(("arg" + sense, d.body))
    pair = ("=", left, right)
    failed: Comparison | None = None
    for op, body in reference:
        ours, theirs = (right.body, body) if op == right.op else (apply("neg", right.body), body)
        for a, b, ratio in (
            (ours, theirs, False),
            (ours, theirs, True),
            (apply("log", ours), theirs, False),
            (ours, apply("log", theirs), False),
        ):
            comparison = _constant_gap(scope, a, b, clock, (), ratio, [Sym(v) for v in sorted(variables)])
            if comparison.outcome == "holds":
                return Result("verified", scope, pair=pair, assumed=comparison.assumed)
            if comparison.outcome == "fails" and failed is None:
                failed = comparison
    if failed is not None:
        return Result(
            "refuted", scope, "this is optimised by something else than the problem's objective", failed.witness, pair
        )
    return None


def _optimum_result(scope: Scope, sense: str, op: str, left: Node) -> Result:
    if op.endswith(sense):
        return Result("given", scope, "the problem's own optimum")
    return Result(
        "refuted",
        scope,
        f"this objective is to be {'maximised' if sense == 'max' else 'minimised'}",
        Witness({"objective": sense}, None, None),
        ("=", left, left),
    )


def _judge_property(scope: Scope, node: Node, name: str, clock: Clock) -> Result:
    """`XᵀX is symmetric / invertible / positive (semi)definite / positive`, as the relation it abbreviates."""
    zero = Num(n_zero())
    relation = {
        "symmetric": ("=", node, apply("T", node)),
        "psd": ("⪰", node, zero),
        "pd": ("≻", node, zero),
        "invertible": ("!=", apply("det", node), zero),
        "singular": ("=", apply("det", node), zero),
        "positive": (">", node, zero),
        "nonnegative": (">=", node, zero),
        "negative": ("<", node, zero),
        "zero": ("=", node, zero),
    }.get(name)
    if relation is None:
        return Result("undecided", scope, f"I do not judge '{name}' in words; write it as a formula")
    return judge_pair(scope, *relation, clock, (), False, False)


def _judge_program(scope: Scope, node: Node, clock: Clock) -> Result:
    """`min f s.t. g`: the objective must be the problem's up to a positive factor, each constraint one of its own."""
    objective = node.args[0] if isinstance(node, Apply) else node
    constraints: tuple[Node, ...] = (
        node.args[1].items if isinstance(node, Apply) and isinstance(node.args[1], Group) else ()
    )
    assert isinstance(objective, Bound)
    wanted = "min" if objective.op.endswith("min") else "max"
    verdict = "no"
    for definitions in scope.world.definitions.values():
        for d in definitions:
            if not d.sense or d.given:
                continue
            for body in (d.body, *d.alternatives):
                value = objective.body if d.sense == wanted else apply("neg", objective.body)
                reference = body if d.sense == wanted else apply("neg", body)
                if d.sense == wanted and _proportional(scope, value, reference, clock, exact=False):
                    verdict = "yes"
                elif d.sense != wanted and _proportional(scope, value, reference, clock, exact=False):
                    verdict = "flipped" if verdict == "no" else verdict
    if verdict != "yes":
        return Result(
            "refuted",
            scope,
            "this is not the objective of the problem",
            Witness({}, None, None),
            ("=", objective.body, objective.body),
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
    return Result("given", scope, "the problem's program")


__all__ = ["Divergence", "Result", "judge_relation", "relation_holds"]

"""`θ̂ = argmax f`: f must be an objective of the problem up to what does not move its optimum."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.constants import constant_gap, increases_with
from interviewer.checking.claims.result import Result
from interviewer.checking.clock import Clock
from interviewer.checking.compare import Comparison, Witness, compare
from interviewer.checking.sampling import dependencies
from interviewer.checking.scope import Scope
from interviewer.checking.world import Definition
from interviewer.notation.tree import ZERO, Apply, Bound, Call, Deriv, Node, Sym, apply, names, walk


def judge_optimum(scope: Scope, left: Node, right: Bound, clock: Clock) -> Result | None:
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
    if isinstance(left, Sym) and any(not isinstance(d.body, Bound) for d in scope.definitions(left.name)):
        variable = next(iter(sorted(variables)))
        reference = [(op, body) for op, body in reference if _optimal_at(scope, body, variable, left, clock)]
    for op, body in reference:
        ours, theirs = (right.body, body) if op == right.op else (apply("neg", right.body), body)
        if increases_with(scope, ours, theirs, clock, [Sym(v) for v in sorted(variables)]):
            return Result("verified", scope, pair=pair)
        for a, b, ratio in (
            (ours, theirs, False),
            (ours, theirs, True),
            (apply("log", ours), theirs, False),
            (ours, apply("log", theirs), False),
        ):
            comparison = constant_gap(scope, a, b, clock, (), ratio, [Sym(v) for v in sorted(variables)])
            if comparison.outcome == "holds":
                return Result("verified", scope, pair=pair, assumed=comparison.assumed)
            if comparison.outcome == "fails" and failed is None:
                failed = comparison
    if failed is not None:
        return Result(
            "refuted", scope, "this is optimised by something else than the problem's objective", failed.witness, pair
        )
    return None


def judge_estimate(scope: Scope, left: Node, right: Node, clock: Clock) -> Result | None:
    """`w = (XᵀCX)⁻¹XᵀCy` after an objective of the candidate's own: its gradient must vanish there.

    None when he has set up none, when it has other unknowns that the estimate may have eliminated, or when his objective
    is not smooth enough to tell.
    """
    if not isinstance(left, Sym) or left.index:
        return None
    unknown = left.name.split(".")[0]
    if unknown not in scope.world.unknowns or left.name in scope.own or unknown in names(right):
        return None
    for name, definitions in scope.own.items():
        sense = next((w.sense for w in scope.world.definitions.get(name, ()) if w.sense), "")
        for d in definitions:
            needed = dependencies(scope, d.body)
            if not sense or d.index or d.given or unknown not in needed:
                continue
            score = Definition("score!", Deriv(d.body, (Sym(unknown),)), (unknown,), is_call=True, fixed=False)
            at = Call(Sym("score!"), (right,))
            weighted = replace(scope, symmetric=scope.symmetric | _weights(d.body))
            found = compare(weighted.with_definition(score), "=", at, ZERO, clock)
            if found.outcome == "holds":
                return Result("verified", scope, pair=("=", left, right), assumed=found.assumed)
            others = (set(scope.world.unknowns) - {unknown}) & needed
            rows = scope.world.row_families
            told = needed | {rows[n] for n in needed if n in rows} | {n for n in rows if rows[n] in needed}
            beyond = {n for n in names(right) - told if scope.letter(n) is not None}  # λ, of which it says nothing
            if found.outcome == "fails" and not others and not beyond:
                message = "the gradient of your objective does not vanish there"
                return Result("refuted", scope, message, found.witness, ("=", left, right), found.assumed)
    return None


def _weights(objective: Node) -> frozenset[str]:
    """The matrices of quadratic forms: in an objective, rᵀWr, they are meant symmetric."""
    found: set[str] = set()
    for n in walk(objective):
        if isinstance(n, Apply) and n.op == "mul":
            for before, weight, after in zip(n.args, n.args[1:], n.args[2:], strict=False):
                if before == apply("T", after) and isinstance(weight, Sym) and not weight.index:
                    found.add(weight.name)
    return frozenset(found)


def _optimal_at(scope: Scope, body: Node, variable: str, value: Sym, clock: Clock) -> bool:
    """Whether the estimate, whose value the problem gives, is a stationary point of this objective."""
    score = Definition("score!", Deriv(body, (Sym(variable),)), (variable,), is_call=True)
    return (
        compare(scope.with_definition(score), "=", Call(Sym("score!"), (value,)), ZERO, clock, count=1).outcome
        == "holds"
    )


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

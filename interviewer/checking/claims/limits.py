"""`f → c as x → a`: read as an equation between a limit and its value; growth beyond every bound is judged apart."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.result import Result
from interviewer.checking.clock import Clock
from interviewer.checking.evaluation.limits import diverges
from interviewer.checking.fields import IllTyped, Unsupported
from interviewer.checking.models.assume import assignments
from interviewer.checking.models.attempts import attempts
from interviewer.checking.models.comparison import Witness
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.problem.scope import Scope
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Apply, Binder, Bound, Node, Num, Rel, Sym, names


def as_limits(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """`σ(z) → 1 as z → ∞` and `λ → ∞ ⇒ w → 0` as equations `lim_{z→∞} σ(z) = 1`.

    Of several limits in a line, `σ(z) → 1 for z → ∞, and → 0 for z → −∞`, each has a way of its own.
    """
    clauses = _as_reached(clauses)
    way = next((c for k, c in enumerate(clauses) if _is_way(c, clauses[k + 1 :])), None)
    if way is None or not isinstance(way.node, Rel):
        return clauses
    goes = _symbol(way.node.operands[0])
    ways = [c for c in clauses if c is way or _goes(c.node, goes)]
    clauses = _with_subjects(clauses, ways)
    limits = [c for c in clauses if c not in ways and _is_limit(c.node)]
    out = []
    for k, clause in enumerate(clauses):
        node = clause.node
        if clause in ways:
            continue
        if isinstance(node, Rel) and _is_limit(node):
            k = node.ops.index("→")
            if "→" in node.ops[k + 1 :]:
                out.append(clause)
                continue
            own = ways[limits.index(clause)] if len(ways) == len(limits) else way
            limit = Bound("lim", (Binder(goes, condition=own.node),), node.operands[k])
            if k:
                out.append(replace(clause, node=Rel(node.ops[:k], node.operands[: k + 1]), link=""))
            reached = Rel(("=", *node.ops[k + 1 :]), (limit, *node.operands[k + 1 :]))
            out.append(replace(clause, node=reached, link="and" if k else clause.link if out else ""))
            continue
        out.append(clause)
    return tuple(out)


def _as_reached(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """`λ → ∞ gives w = 0`, `as λ → ∞, w = 0` as `λ → ∞ ⇒ w → 0`: what is no function of λ is where it leads."""
    match clauses:
        case (Clause(role, Rel(("→",), (Sym() as goes, _))) as way, then, *_) if (
            role != "claim" or then.link == "implies"
        ):
            return way, *(_reaching(c, goes) for c in clauses[1:])
    return clauses


def _reaching(clause: Clause, goes: Sym) -> Clause:
    match clause:
        case Clause("claim", Rel(("=",), sides)) if goes.name not in names(sides[1]):
            return replace(clause, node=Rel(("→",), sides))
    return clause


def _is_limit(node: Node) -> bool:
    return isinstance(node, Rel) and all(op in ("→", "=") for op in node.ops) and "→" in node.ops


def _goes(node: Node, symbol: Sym) -> bool:
    return isinstance(node, Rel) and node.ops == ("→",) and _bare(node.operands[0]) == symbol


def _with_subjects(clauses: tuple[Clause, ...], ways: list[Clause]) -> tuple[Clause, ...]:
    """The clauses with what goes to its limit where a line does not repeat it, and such limits as claims."""
    out: list[Clause] = []
    subjects: list[Node] = []
    for k, clause in enumerate(clauses):
        node, before = clause.node, clauses[k - 1] if k else None
        if isinstance(node, Rel) and _is_limit(node) and clause not in ways:
            left = node.operands[0]
            if before is not None and before in ways and isinstance(before.node, Rel) and subjects:
                if left == before.node.operands[-1]:
                    left = subjects[-1]
                    node = Rel(node.ops, (left, *node.operands[1:]))
            if left in subjects or not isinstance(left, Sym):
                clause = replace(clause, node=node, role="claim")
            subjects.append(left)
        out.append(clause)
    return tuple(out)


def _is_way(clause: Clause, later: tuple[Clause, ...]) -> bool:
    node = clause.node
    if not (isinstance(node, Rel) and node.ops == ("→",) and isinstance(_bare(node.operands[0]), Sym)):
        return False
    if clause.role != "claim" or (later and later[0].link == "implies"):
        return True
    plain = "." not in _symbol(node.operands[0]).name and (
        isinstance(node.operands[1], Num) or is_infinite(node.operands[1])
    )
    return plain and any(isinstance(c.node, Rel) and "→" in c.node.ops and c.role == "claim" for c in later)


def _bare(node: Node) -> Node:
    if isinstance(node, Apply) and node.op == "pow" and isinstance(node.args[1], Num):
        return node.args[0]  # σ² → ∞
    return node.args[0] if isinstance(node, Apply) and node.op in ("abs", "norm") else node


def _symbol(node: Node) -> Sym:
    found = _bare(node)
    assert isinstance(found, Sym)
    return found


def is_infinite(node: Node) -> bool:
    return node == Sym("infty") or node == Apply("neg", (Sym("infty"),))


def judge_divergence(scope: Scope, left: Bound, right: Node, clock: Clock, filters: tuple[Rel, ...]) -> Result:
    """`lim f = ±∞`."""
    sign = 1 if right == Sym("infty") else -1
    problem = "I cannot evaluate this"
    ways = assignments(scope, (left,), set(free_indices(scope, (left,))))
    for sampler in attempts(ways, scope, (left,), clock, filters, scope.conditions):
        try:
            for sample in sampler.samples(3):
                if not diverges(sample.evaluator, left, sample.env, sign):
                    return Result(
                        "refuted",
                        scope,
                        "this stays bounded or goes the other way",
                        Witness({"limit": "finite or of the other sign"}, None, None),
                        ("=", left, right),
                    )
            return Result("verified", scope, "grows beyond every bound", pair=("=", left, right))
        except (Unsupported, IllTyped, IndexError, ArithmeticError) as error:
            problem = str(error)
    return Result("undecided", scope, problem)

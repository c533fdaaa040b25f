"""Claims that others follow from: what can be assumed for the next, and the way back of an `iff`."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.gaps import as_vanishing_gap
from interviewer.checking.claims.relation import judge_relation
from interviewer.checking.clock import Clock
from interviewer.checking.judged import Judged
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS, Definition
from interviewer.checking.told.values import with_entries
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Apply, Call, Deriv, Group, Node, Num, Rel, Sym, names, walk
from interviewer.notation.words.objectives import program_of

ORDER = frozenset(["<=", ">=", "<", ">", "!=", "⪰", "≻", "⪯", "≺"])


def can_be_assumed(clause: Clause) -> bool:
    """An antecedent that is a condition: an inequality or an equation to zero or between symbols."""
    node = clause.node
    return (
        isinstance(node, Rel)
        and not _tells_kind(node)
        and (len(node.ops) == 1 or all(op in ORDER for op in node.ops) or equates_letters(node))
        and not (isinstance(node.operands[0], Deriv) and not _is_zero(node.operands[-1]))
    )


def _tells_kind(node: Rel) -> bool:
    """`y ∈ {−1, 1}` says of what kind a letter is."""
    return node.ops == ("∈",) and isinstance(node.operands[1], Group) and node.operands[1].kind in ("{", "\\{")


def equates_letters(node: Node) -> bool:
    """`σ₁ = σ₂ = σ`: letters are given one value."""
    if not isinstance(node, Rel) or len(node.ops) < 2 or set(node.ops) != {"="}:
        return False
    return all(isinstance(o, Sym | Num) for o in node.operands)


def fixes_letter(node: Node) -> bool:
    """`μ₂ = 0`, and `0 < a < 1`, which leaves it a range."""
    if not isinstance(node, Rel) or not all(isinstance(o, Sym | Num) for o in node.operands):
        return False
    if node.ops == ("=",):
        return isinstance(node.operands[0], Sym)
    bounded = [o for o in node.operands if isinstance(o, Sym)]
    return len(bounded) == 1 and len(node.operands) > 1 and ORDER.issuperset(node.ops)


def before_implication(rest: tuple[Clause, ...]) -> bool:
    """`μ₂ = 0, 0 < σ₂ < 1 ⇒ …`: nothing but further letters fixed comes before the implication."""
    for clause in rest:
        if clause.role == "claim" and clause.link in ("implies", "iff"):
            return True
        if clause.role != "claim" or clause.link not in ("", "and") or not fixes_letter(clause.node):
            return False
    return False


def function_set(scope: Scope, node: Node) -> Definition | None:
    """The function that a line chooses for one that is open still: `f(t) = t log t`, `σ = tanh`."""
    match node:
        case Rel(("=",), (Call(Sym(name, ()), (Sym(argument, ()),), (), (), 0), body)):
            open_still = not scope.knows(name) and any(name in names(d.body) for ds in scope.own.values() for d in ds)
            if open_still and argument in names(body) and name not in names(body):
                return Definition(name, body, (argument,), is_call=True, fixed=False)
        case Rel(("=",), (Sym(name, ()), Sym(chosen, ()))) if chosen in BUILTIN_FUNCTIONS and name not in scope.own:
            letter = scope.world.letters.get(name)
            if letter is not None and letter.is_function:
                return Definition(name, Apply(chosen, (Sym("u"),)), ("u",), is_call=True, fixed=False)
    return None


def is_stationarity(node: Node) -> bool:
    return isinstance(node, Rel) and isinstance(node.operands[0], Deriv) and _is_zero(node.operands[-1])


def with_sought(scope: Scope, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """`∂Q/∂μ_k = … = 0 ⇒ μ_k = …`: the value is judged by this very condition, which no drawn μ_k meets; the slope is claimed."""
    out: list[Clause] = []
    led = False
    for k, clause in enumerate(clauses):
        following = clauses[k + 1] if k + 1 < len(clauses) else None
        leads = following is not None and following.role == "claim" and following.link in ("implies", "iff")
        clause, led = replace(clause, link="and") if led else clause, False
        if following is not None and leads and clause.role == "claim" and _seeks(scope, clause.node, following.node):
            led = True
            node = clause.node
            if not isinstance(node, Rel) or len(node.ops) == 1:
                continue
            clause = replace(clause, node=Rel(node.ops[:-1], node.operands[:-1]))
        out.append(clause)
    return tuple(out)


def _seeks(scope: Scope, node: Node, following: Node) -> bool:
    match node, following:
        case Rel(ops, (Deriv(body, (Sym(name, (_, *_)) as member,)), *_, Num(value=0))), Rel(("=",), (head, value)):
            of = body.fn.name if isinstance(body, Call) else body.name if isinstance(body, Sym) else ""
            explicit = name not in names(value)  # and no fixed point, `w_j = −(1/λ) Σ_i (x_iᵀw − y_i) x_ij`
            sought = head == member and explicit and name in scope.world.unknowns and set(ops) == {"="}
            return sought and name not in scope.own and any(d.sense for d in scope.definitions(of))
    return False


def _is_zero(node: object) -> bool:
    return isinstance(node, Num) and node.value == 0


def converse(scope: Scope, before: Clause, clause: Clause, beside: list[Clause], clock: Clock) -> Judged | None:
    """The way back of an `iff`: the second part assumed, with what is said beside it, the first must follow."""
    programs = program_of(before.node), program_of(clause.node)
    if all(p is not None for p in programs):
        sought = {frozenset({*scope.world.unknowns} & dependencies(scope, p.body)) for p in programs if p is not None}
        if len(sought) == 1:
            return None  # both are the problem's
    if not isinstance(clause.node, Rel) or not isinstance(before.node, Rel):
        return Judged("undecided", None, scope, message="I do not judge this equivalence; write the two implications")
    scope, rest = with_entries(scope, tuple(replace(c, role="assume") for c in (clause, *beside)))
    scope = scope.with_condition(*(c.node for c in rest if c.node != clause.node and isinstance(c.node, Rel)))
    if all(c.node != clause.node for c in rest):  # μ_j = 0 for all j
        result = judge_relation(scope, before.node, clock, scope.filters)
    elif any(op in ORDER for op in clause.node.ops):
        result = judge_relation(scope, before.node, clock, (*scope.filters, clause.node))
    else:
        supposed = as_vanishing_gap(scope, clause.node, clock)
        result = judge_relation(scope.with_condition(supposed), before.node, clock, scope.filters)
    if result.kind in ("refuted", "undecided"):
        return Judged(result.kind, result, scope, message=f"the converse does not follow: {result.message}")
    return None


def reasoned(clauses: tuple[Clause, ...]) -> tuple[tuple[Clause, ...], tuple[Clause, ...]] | None:
    """What a line claims, and the implication behind its `because`: `vᵀXᵀXv > 0 for v ≠ 0, as Xv = 0 ⇒ v = 0`; None for any other.

    Its antecedent is supposed for what follows from it, not for what the line claims.
    """
    claimed = next((k for k, c in enumerate(clauses) if c.role == "claim" and isinstance(c.node, Rel)), len(clauses))
    start = next((k for k in range(claimed, len(clauses)) if clauses[k].role in ("reason", "assume")), len(clauses))
    rest = tuple(c for c in clauses[start:] if isinstance(c.node, Rel))
    if len(rest) < 2 or any(c.link != "implies" or c.role != "claim" for c in rest[1:]):
        return None
    return clauses[:start], (replace(rest[0], role="claim", link=""), *rest[1:])


def is_condition(scope: Scope, node: Node) -> bool:
    """`N_k/π_k + λ = 0, so …` with a multiplier that is free: not claimed of all weights."""
    return isinstance(node, Rel) and node.ops == ("=",) and _is_zero(node.operands[1]) and with_multiplier(scope, node)


def with_multiplier(scope: Scope, node: Rel) -> bool:
    """An equation for each member of a family that is sought, and a free number of either sign: it holds of all members."""
    free = (n.name for n in walk(node) if isinstance(n, Sym) and not n.index and not scope.definitions(n.name))
    letters = [t for n in free if (t := scope.letter(n)) is not None]
    members = (n for n in walk(node) if isinstance(n, Sym) and n.index and n.name in scope.world.unknowns)
    running = any(isinstance(i, Sym) and i.name in free_indices(scope, (node,)) for n in members for i in n.index)
    return running and any(t.kind == "scalar" and not t.index for t in letters)

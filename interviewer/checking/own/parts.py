"""What a line under the candidate's own set-up assumes or introduces, and what it claims."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.own.study import LOSSES
from interviewer.notation.clause import Clause
from interviewer.notation.tree import ZERO, Apply, Bound, Call, Deriv, Node, Rel, Sym


def parts_of(clauses: tuple[Clause, ...]) -> tuple[list[Clause], list[Clause]]:
    """What a line assumes or introduces, and what it claims."""
    reasons = [c for c in clauses if c.role == "reason" and isinstance(c.node, Rel) and _is_formula(c.node.operands[0])]
    assumed = [c for c in clauses if c.role != "claim" and not isinstance(c.node, Sym) and c not in reasons]
    if (point := _where_it_vanishes(clauses)) is not None:
        assumed.remove(point)
        clauses = (*clauses, replace(point, role="claim", link="implies"))
    return assumed, [*(replace(c, role="claim", link="") for c in reasons), *(c for c in clauses if c.role == "claim")]


def set_first(assumed: list[Clause], claims: list[Clause]) -> tuple[list[Clause], list[Clause]]:
    """`L = ½(a − y)², a = tanh(z) ⇒ δ = …`: the loss of his own, and what it is made of, that a line begins with."""
    first = next((k for k, c in enumerate(claims) if c.link == "implies"), 0)
    made = [c.node.operands[0] for c in claims[:first] if isinstance(c.node, Rel) and c.node.ops == ("=",)]
    if len(made) < first or not all(isinstance(n, Sym) for n in made) or not set(made) & set(LOSSES):
        return assumed, claims
    return [*assumed, *claims[:first]], [replace(claims[first], link=""), *claims[first + 1 :]]


def _where_it_vanishes(clauses: tuple[Clause, ...]) -> Clause | None:
    """`L'(θ) = h/θ − t/(1 − θ) = 0 at θ = h/(h + t)`: where the derivative vanishes, not what θ is everywhere."""
    claims = [c.node for c in clauses if c.role == "claim"]
    last = claims[-1] if claims else None
    if not isinstance(last, Rel) or last.ops[-1] not in ("=", "≡") or last.operands[-1] != ZERO:
        return None
    first = last.operands[0]
    by = {w.name for w in first.wrt if isinstance(w, Sym)} if isinstance(first, Deriv) else set[str]()
    if isinstance(first, Call) and first.primes:
        by = {a.name for a in first.args if isinstance(a, Sym)}
    found: list[Clause] = []
    for clause in clauses:
        match clause:
            case Clause("assume", Rel(("=",), (Sym(name, _), *_))) if name in by:
                found.append(clause)
    return found[0] if len(found) == 1 else None


def _is_formula(head: Node) -> bool:
    """`since αᵀQα = …` says what must hold; `where m = …` introduces."""
    squared = isinstance(head, Apply) and head.op == "pow" and isinstance(head.args[0], Sym)
    return isinstance(head, Bound) or (isinstance(head, Apply) and head.op != "inv" and not squared)

"""What clauses say by cases, `M_ij = 0 if j ≤ i, −∞ otherwise`, as one formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.notation.clause import Clause
from interviewer.notation.merging import claims
from interviewer.notation.tree import Apply, Cases, Node, Num, Rel, Sym, names, walk
from interviewer.notation.unreadable import Unreadable

_CONDITIONS = frozenset(["<", ">", "<=", ">=", "!=", "="])


def by_cases(clauses: list[Clause]) -> list[Clause]:
    """`A_ij = 0 for j > i and A_ij = S_ij for j ≤ i` says one thing by cases; a last claim without condition is the rest."""
    if clauses and clauses[0].role == "assume" and isinstance(way := clauses[0].node, Rel) and way.ops == ("→",):
        first = next(iter(clauses[1:]), None)
        if first is not None and isinstance(first.node, Rel) and first.node.ops == ("→",):
            told = by_cases([replace(first, role="claim"), *clauses[2:]])
            clauses = [clauses[0], *told] if told[0].node != first.node else clauses
        return clauses  # as ε → 0, r → 1 if …, and 0 otherwise
    out: list[Clause] = []
    k = 0
    while k < len(clauses):
        led = bool(out) and _leads(out[-1])
        made, used = (None if led else _cases_at(clauses[k:])) or (clauses[k], 1)  # for c, A; for d, B
        out.append(made)
        k += used
    return out


def _leads(clause: Clause) -> bool:
    """Whether it is the condition of what follows it; `with r = ŷ − y: …` says what r is."""
    names_value = clause.role == "assume" and isinstance(clause.node, Rel) and clause.node.ops == ("=",)
    return clause.role in ("assume", "quantify") and isinstance(clause.node, Rel) and not names_value


def _cases_at(clauses: list[Clause]) -> tuple[Clause, int] | None:
    """What the first of the clauses begins to say by cases, and how many of them say it."""
    head = clauses[0].node.operands[0] if isinstance(clauses[0].node, Rel) else None
    parts: list[tuple[Node, Node | None]] = []
    k = 0
    while k < len(clauses) and (value := _value_for(head, clauses[k])) is not None:
        after = clauses[k + 1] if k + 1 < len(clauses) else None
        condition = _condition(after, parts)
        if condition is None and (not parts or (k + 1 < len(clauses) and isinstance(clauses[k].node, Rel))):
            break
        if condition is not None and any(condition == c for _, c in parts):
            raise Unreadable("two of these cases are the same; say for each what it is for")
        parts.append((value, condition))
        k += 2 if condition is not None else 1
        if condition is not None and k + 1 < len(clauses) and _runs_in(clauses[k], condition):
            k += 1  # … for all i, and +∞ otherwise
        if condition is None:
            break  # else: what follows is said of something else
    if len(parts) < 2 or head is None or clauses[0].role not in ("claim", "let"):
        return None
    ops = clauses[0].node.ops if isinstance(clauses[0].node, Rel) else ("=",)
    return replace(clauses[0], node=Rel(ops, (head, Cases(tuple(parts))))), k


def _condition(clause: Clause | None, parts: Sequence[tuple[Node, Node | None]]) -> Node | None:
    """Under what a case holds: a later one is told in letters of the first, and no `h = f(w x)` behind `else`."""
    if clause is None or clause.role not in ("assume", "quantify") or not isinstance(clause.node, Rel):
        return None
    told = frozenset[str]().union(*(names(c) for _, c in parts if c is not None))
    apart = bool(told) and "=" in clause.node.ops and not told & names(clause.node)
    return clause.node if _CONDITIONS.issuperset(clause.node.ops) and not apart else None


def _value_for(head: Node | None, clause: Clause) -> Node | None:
    """What a clause says of the head: `A_ij = 0`, or `0` alone where it goes on about it."""
    if isinstance(clause.node, Rel):
        same = clause.node.ops in (("=",), ("→",)) and clause.node.operands[0] == head
        return clause.node.operands[1] if same else None
    value = isinstance(clause.node, Num | Apply) or clause.node == Sym("infty")
    return clause.node if value and not claims(clause.node) else None


def _runs_in(clause: Clause, condition: Node) -> bool:
    """The i of `y_i f(x_i) ≥ 1 for all i`."""
    indices = {i for n in walk(condition) if isinstance(n, Sym) for i in n.index}
    return clause.role == "quantify" and clause.node in indices

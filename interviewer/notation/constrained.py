"""Programs with what they are under: `min f` and the relations behind it that bound what is optimised over, however joined to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from interviewer.notation.clause import Clause
from interviewer.notation.tree import Apply, Bound, Call, Deriv, Group, Node, Num, Rel, Sym, apply, names, walk

_OPTIMA = ("min", "max", "argmin", "argmax")
_JOINING = frozenset(["and", "also", "both"])
_BOUNDS = frozenset(["<", "<=", ">", ">=", "⪰", "⪯", "∈"])


def optimised(node: Node) -> Bound | None:
    """The optimum that a formula is or says something to be."""
    last = node.operands[-1] if isinstance(node, Rel) else node
    return last if isinstance(last, Bound) and last.op in _OPTIMA else None


def reaching_on(node: Node) -> Node:
    """`min_a (1/2) aᵀQa − 1ᵀa` with all that speaks of a as what is optimised."""
    last = node.operands[-1] if isinstance(node, Rel) else node
    first = last.args[0] if isinstance(last, Apply) and last.op == "add" else None
    if not (isinstance(last, Apply) and isinstance(first, Bound) and first.op in _OPTIMA):
        return node
    over = {b.var for b in first.binders}
    if not any(over & {*walk(term)} for term in last.args[1:]):
        return node
    whole = replace(first, body=apply("add", first.body, *last.args[1:]))
    return replace(node, operands=(*node.operands[:-1], whole)) if isinstance(node, Rel) else whole


def with_constraints(clauses: list[Clause], words: Sequence[str]) -> list[Clause]:
    """`min f  s.t.  g ≥ 1, h ≥ 0` becomes one program; its constraints are no claims of their own."""
    for k, clause in enumerate(clauses):
        sought, under = _under_its_sign(clause.node)
        if sought is None or (clause.role == "assume" and isinstance(clause.node, Rel) and _follows_claim(clauses, k)):
            continue  # … if k = argmin_j d_j
        behind = clauses[k + 1 :]
        end = next((j for j, c in enumerate(behind) if optimised(c.node) is not None), len(behind))
        joined = _joined(clause, behind[:end], words, sought)
        constraints = [c for c in behind[:end] if any(c is j for j in joined) or _told_as_one(c, sought)]
        rest = [c for c in behind if not any(c is j for j in constraints)]
        rest = [replace(c, role="claim") if _says_function(c.node) else c for c in rest]
        rest = with_constraints(_claimed(rest), words) if end < len(behind) else rest
        if not constraints:
            return [*clauses[: k + 1], *rest]
        program = apply("program", sought, Group("constraints", (*under, *(c.node for c in constraints))))
        node = program
        if isinstance(clause.node, Rel):
            node = replace(clause.node, operands=(*clause.node.operands[:-1], program))
        return [*clauses[:k], Clause(clause.role, node, clause.link), *rest]
    return clauses


def _under_its_sign(node: Node) -> tuple[Bound | None, tuple[Node, ...]]:
    """What a clause optimises, and what stands as a constraint below its sign already, `max_{w,b,‖w‖=1} M s.t. …`."""
    match node:
        case Apply("program", (Bound() as sought, Group("constraints", items))):
            return sought, items
    return optimised(node), ()


def _claimed(clauses: list[Clause]) -> list[Clause]:
    """`(P) min f s.t. g; (D) max h s.t. l`: the next program is under nothing of the one before."""
    return [replace(c, role="claim") if c.role == "let" and optimised(c.node) is not None else c for c in clauses]


def _follows_claim(clauses: Sequence[Clause], k: int) -> bool:
    return k > 0 and (isinstance(clauses[k - 1].node, Rel) or optimised(clauses[k - 1].node) is not None)


def _told_as_one(clause: Clause, sought: Bound) -> bool:
    """Whether words make a relation a condition; `with λ = σ²/τ²` says what λ is, nothing of what is optimised over."""
    if (
        clause.role == "claim"
        or not isinstance(clause.node, Rel)
        or _says_function(clause.node)
        or _tells_entries(clause.node, sought.body)
    ):
        return False
    variables = frozenset(b.var.name for b in sought.binders)
    return not variables or clause.role != "reason" or bool(variables & names(clause.node))


def _says_function(node: Node) -> bool:
    """The `L(w, α) = …` behind a program is no constraint of it."""
    head, value = node.operands[:2] if isinstance(node, Rel) and node.ops[0] in ("=", ":=") else (None, None)
    return isinstance(head, Call) and not isinstance(value, Num) and all(isinstance(a, Sym) for a in head.args)


def _joined(program: Clause, behind: Iterable[Clause], words: Sequence[str], sought: Bound) -> list[Clause]:
    """The relations right behind a program that nothing but commas joins to it, `max_α f, α ≥ 0, yᵀα = 0`."""
    found: list[Clause] = []
    last = program.after or 0
    for clause in behind:
        between = words[last : clause.after] if clause.after is not None else ()
        if clause.role != "claim":
            if clause.role == "quantify":  # y_i f(x_i) ≥ 1 for all i, ξ_i ≥ 0
                last = clause.after or last
                continue
            break
        if clause.link not in ("and", "") or not {*between} <= _JOINING or not _bounds(clause.node, sought):
            break
        if not found and isinstance(program.node, Rel) and isinstance(clause.node, Rel) and clause.node.ops == ("=",):
            break  # w = argmin_w J, Xᵀ(Xw − y) = 0: what holds there
        found.append(clause)
        last = clause.after or last
    return found


def _bounds(node: Node, sought: Bound) -> bool:
    """Whether a relation bounds what is optimised over: it is no derivative, no value of that, nor what a name stands for."""
    variables = frozenset(b.var.name for b in sought.binders) or names(sought.body)
    if not isinstance(node, Rel) or not variables & names(node) or any(isinstance(n, Deriv) for n in walk(node)):
        return False
    if {*node.ops} <= _BOUNDS:
        return sought.body not in node.operands
    head = node.operands[0]
    return {*node.ops} == {"="} and isinstance(head, Apply | Bound) and optimised(head) is None


def _tells_entries(node: Node, objective: Node) -> bool:
    """The `Q_ij = y_i y_j x_iᵀx_j` of an objective with αᵀQα says what Q is."""
    head = node.operands[0] if isinstance(node, Rel) and node.ops == ("=",) else None
    return isinstance(head, Sym) and len(head.index) == 2 and Sym(head.name) in walk(objective)

"""Diagonal matrices told by their entries: `R_nn = y_n(1 − y_n), R diagonal`, `the diagonal matrix with entries a_i`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.notation.clause import Clause
from interviewer.notation.tree import ZERO, Apply, Node, Rel, Sym, apply, walk

_DIAGONAL = Sym("diagonal")
DIAGONAL_WORDS = frozenset("diagonal entry entries element elements whose its i-th".split())


def told_by_entries(clauses: Sequence[Clause], besides: Sequence[str] = ()) -> list[Clause]:
    """The clauses with each such matrix given as `R = diag(a_i)`, where a line tells its entries and that it is diagonal.

    `besides` are matrices that need not be said to be so.
    """
    out = list(clauses)
    said = (n for c in clauses if (n := _said_diagonal(c.node) or _zero_beside(c.node)))
    for name in dict.fromkeys([*said, *besides]):
        whole = next((c for c in out if _said_diagonal(c.node) == name), None)
        entry = next((c for c in out if _entry(c.node, name) is not None), None)
        if entry is None and whole is not None:
            entry = next((c for c in out[out.index(whole) + 1 :][:1] if _bare(c.node) is not None), None)
        body = None if entry is None else _entry(entry.node, name) or _bare(entry.node)
        if entry is None or body is None:
            continue
        role = whole.role if whole is not None else entry.role
        made = replace(entry, role=role, node=Rel(("=",), (Sym(name), apply("diag", body))))
        out = [made if c is entry else c for c in out if c is not whole]
        off = next((k for k, c in enumerate(out) if _zero_beside(c.node) == name), None)
        if off is not None:  # `R_ij = 0 for i ≠ j`
            apart = out[off + 1 : off + 2]
            unequal = bool(apart) and isinstance(apart[0].node, Rel) and apart[0].node.ops == ("!=",)
            del out[off : off + 1 + unequal]
    return out


def only_on_diagonal(clauses: Sequence[Clause]) -> list[str]:
    """The R of `H = XᵀRX, R_nn = p_n(1 − p_n)`: nothing else is said of its entries, nor what it is as a whole."""
    symbols = [n for c in clauses for n in walk(c.node) if isinstance(n, Sym)]
    heads = {c.node.operands[0] for c in clauses if isinstance(c.node, Rel)}
    bare = {n.name for n in symbols if not n.index and len(n.name) == 1 and n.name.isupper()}
    scripted = {n.name: {x.index for x in symbols if x.name == n.name and x.index} for n in symbols if n.index}
    told = (n for n in sorted(bare & scripted.keys()) if Sym(n) not in heads and len(scripted[n]) == 1)
    return [n for n in told if any(_entry(c.node, n) is not None for c in clauses)]


def _said_diagonal(node: Node) -> str:
    match node:
        case Apply("property", (Sym(name, ()), kind)) if kind == _DIAGONAL:
            return name
    return ""


def _zero_beside(node: Node) -> str:
    """The R of R_ij = 0."""
    match node:
        case Rel(("=",), (Sym(name, (Sym() as i, Sym() as j)), zero)) if i != j and zero == ZERO:
            return name
    return ""


def _entry(node: Node, name: str) -> Node | None:
    """The a_i of R_ii = a_i."""
    match node:
        case Rel(("=",), (Sym(head, (Sym() as i, Sym() as j)), body)) if head == name and i == j and i in walk(body):
            return body
    return None


def _bare(node: Node) -> Node | None:
    """What is no claim: the entries themselves, `p_i(1 − p_i)`, perhaps said to stand on the diagonal."""
    match node:
        case Apply("property", (entry, kind)) if kind == _DIAGONAL:
            node = entry
        case Rel() | Apply("property"):
            return None
    runs = any(isinstance(n, Sym) and n.index for n in walk(node))
    return node if runs else None

"""Diagonal matrices told by their entries: `R_nn = y_n(1 − y_n), R diagonal`, `the diagonal matrix with entries a_i`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.notation.clause import Clause
from interviewer.notation.tree import ZERO, Apply, Node, Rel, Sym, apply, walk

_DIAGONAL = Sym("diagonal")
DIAGONAL_WORDS = frozenset("diagonal entry entries element elements whose its i-th".split())


def told_by_entries(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses with each such matrix given as `R = diag(a_i)`, where a line tells its entries and that it is diagonal."""
    out = list(clauses)
    for name in dict.fromkeys(n for c in clauses if (n := _said_diagonal(c.node) or _zero_beside(c.node))):
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

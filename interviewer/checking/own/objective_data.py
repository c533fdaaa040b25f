"""Counts and means of the data beside an objective of the candidate's own: the n of N_k/n, and x̄."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.own.study import Study
from interviewer.checking.problem.world import Definition
from interviewer.checking.values.environment import COUNTS
from interviewer.notation.clause import Clause
from interviewer.notation.tree import ZERO, Binder, Bound, Node, Sym, apply, names, transform, walk

EACH = ".each"


def counted(clauses: list[list[Clause]]) -> list[list[Clause]]:
    """The clauses with N_k as numbers of its own, told from the N that counts."""

    def each(n: Node) -> Node:
        return Sym(f"{n.name}{EACH}", n.index) if isinstance(n, Sym) and n.name in COUNTS and n.index else n

    return [[replace(c, node=transform(c.node, each)) for c in part] for part in clauses]


def counts_unsaid(claims: list[Clause], value: Node, defined: set[str]) -> bool:
    """Whether the n of N_k/n stands for a total that only the problem tells: that of N_k = Σ_i γ_ik."""
    counts = {x for c in claims for x in names(c.node)} & COUNTS
    return bool(counts) and any(n.endswith(EACH) and n in defined for n in names(value))


def totals_of(value: Node, nodes: list[Node], study: Study) -> dict[str, Definition]:
    """The n of N_k/n beside counts N_k that are free."""
    called = ({x for n in nodes for x in names(n)} & COUNTS) - study.definitions.keys() - study.mentioned
    each = [n for n in walk(value) if isinstance(n, Sym) and n.name.endswith(EACH) and len(n.index) == 1]
    if len(called) != 1 or len({n.name for n in each}) != 1:
        return {}
    (name,) = called
    total = Bound("sum", (Binder(Sym("k")),), Sym(each[0].name, (Sym("k"),)))
    return {name: Definition(name, total, fixed=False)}


def means_of(value: Node, nodes: list[Node], study: Study) -> dict[str, Definition]:
    """x̄ of an x_i that the objective sums over."""
    called = {x for n in nodes for x in names(n)} - study.definitions.keys()
    indexed = {n.name for n in walk(value) if isinstance(n, Sym) and len(n.index) == 1}
    out: dict[str, Definition] = {}
    for name in indexed:
        if f"{name}.bar" in called:
            entry, over = Sym(name, (Sym("i"),)), (Binder(Sym("i")),)
            total, count = Bound("sum", over, entry), Bound("sum", over, apply("pow", entry, ZERO))
            out[f"{name}.bar"] = Definition(f"{name}.bar", apply("div", total, count), fixed=False)
    return out

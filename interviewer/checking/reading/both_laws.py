"""`τ_i = 1/σ_i²` where the problem has a σ_1 and a σ_2, and no family of them: what is said of each is said of both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from interviewer.checking.problem.canonical import RUNNING
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import World
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Node, Num, Rel, Sym, num, transform, walk

_NUMBERS = num(1), num(2)


def with_both(clauses: tuple[Clause, ...], scope: Scope) -> tuple[Clause, ...]:
    """The clauses with such equations once for each number."""
    running = {c: i for c in clauses if (i := _runs_over_both(c, scope.world)) is not None}
    return tuple(_each(clauses, running)) if running else clauses


def _each(clauses: tuple[Clause, ...], running: dict[Clause, Sym]) -> Iterator[Clause]:
    for clause in clauses:
        match clause:
            case Clause(node=Rel(("∈",), (Sym() as runs, _))) if runs in running.values():
                continue  # for i = 1, 2
        if clause in running:
            yield from (replace(clause, node=_at(clause.node, running[clause], k)) for k in _NUMBERS)
        else:
            yield clause


def _runs_over_both(clause: Clause, problem: World) -> Sym | None:
    """The letter that runs, where all that bears it are members of such pairs and a name for what is made of them."""
    match clause.node:
        case Rel(("=",) | (":=",), (head, body)):
            members = {n for n in walk(body) if isinstance(n, Sym) and n.index}
            runs = {i for n in members for i in n.index}
        case _:
            return None
    if len(runs) != 1 or not isinstance(i := runs.pop(), Sym) or i.name not in RUNNING:
        return None
    heads = {n for n in walk(head) if isinstance(n, Sym) and n.index}
    if {n.index for n in heads} != {(i,)}:
        return None
    named = {n.name for n in heads | members}
    return i if any(_is_pair(n, problem) for n in named) and not any(_is_family(n, problem) for n in named) else None


def _is_pair(name: str, problem: World) -> bool:
    both = {f"{name}_1", f"{name}_2"}
    return any(both <= v.letters.keys() | v.aliases.keys() for v in problem.variants)


def _is_family(name: str, problem: World) -> bool:
    """Whether a reading of the problem has members of that name by their indices."""
    known = any(
        name in v.row_families or any(d.index for d in v.definitions.get(name, ()))
        for v in (problem, *problem.variants)
    )
    return known or name in problem.letters or name in problem.definitions


def _at(node: Node, runs: Sym, number: Num) -> Node:
    return transform(node, lambda n: number if n == runs else n)

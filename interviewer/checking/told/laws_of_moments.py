"""`E[x] = 1/a` after `x ~ Exp(a)`: a moment of a number of which an earlier line tells the law, and nothing else does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.checking.problem.world import World
from interviewer.notation.clause import Clause
from interviewer.notation.show import show
from interviewer.notation.statements import clauses_read
from interviewer.notation.tree import Call, Group, Moment, Node, Rel, Sym, names, transform, walk

_OF_NUMBERS = frozenset(
    [
        "Exponential",
        "Poisson",
        "Bernoulli",
        "Bern",
        "Uniform",
        "Beta",
        "Gamma",
        "Binomial",
        "Geometric",
        "Laplace",
        "Normal",
    ]
)
_ONE = ("xi", "zeta")  # names of what is one of many, W_ij


def with_laws_of_moments(problem: World, setup: Sequence[str], text: str) -> tuple[list[str], str] | None:
    """The lines with the moments of the step taken over the laws told before it; None where there is no such moment."""
    told = [(line, clauses_read(line, problem.vocabulary)) for line in setup]
    laws = {law.operands[0]: law for _, clauses in told for c in clauses if (law := _law(c)) is not None}
    clauses = clauses_read(text, problem.vocabulary)
    random = {n.name for n in laws if isinstance(n, Sym)}
    if not laws or len(laws) > len(_ONE) or any(names(r.operands[1]) & random for r in laws.values()):
        return None  # what is random given what is random is a model, and that is read elsewhere
    if not clauses or any(c.role != "claim" or c.link not in ("", "and") for c in clauses):
        return None
    values = {d.operands[0]: d.operands[1] for _, cs in told for c in cs if (d := _definition(c)) is not None}
    alone = dict(zip(laws, _ONE, strict=False))

    def over(node: Node) -> Node:
        if not isinstance(node, Moment) or node.over is not None or node.given:
            return node
        args = tuple(transform(a, lambda n: values.get(n, n)) for a in node.args)
        drawn = [n for n in laws if any(n in walk(a) for a in args)]
        renamed = {n: Sym(alone[n]) if isinstance(n, Sym) and n.index else n for n in drawn}
        found = [replace(laws[n], operands=(renamed[n], laws[n].operands[1])) for n in drawn]
        args = tuple(transform(a, lambda n: renamed.get(n, n)) for a in args)
        return Moment(node.op, args, found[0] if len(found) == 1 else Group("(", tuple(found))) if found else node

    nodes = [transform(c.node, over) for c in clauses]
    if all(a == c.node for a, c in zip(nodes, clauses, strict=True)):
        return None
    rest = [
        line for line, cs in told if not cs or not all(_law(c) is not None or _definition(c) is not None for c in cs)
    ]
    return rest, ", ".join(map(show, nodes))


def _law(clause: Clause) -> Rel | None:
    match clause.node:
        case Rel(("~",), (Sym(), Call(Sym(family), (), (), params))) as law if family in _OF_NUMBERS and params:
            return law
    return None


def _definition(clause: Clause) -> Rel | None:
    match clause.node:
        case Rel(("=",) | (":=",), (Sym(), _)) as definition:
            return definition
    return None

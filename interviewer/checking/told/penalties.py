"""`with an ℓ₂ penalty, w ← (1 − ηλ)w − …`: the penalty that a line only names is the usual one with the problem's λ."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from interviewer.checking.problem.own_objective import NAME
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.clause import Line
from interviewer.notation.tree import Node, Num, Sym, apply, names, num

_WEIGHT = "lambda"
_ANOTHER = frozenset(["l1", "lasso", "elastic", "laplace"])


def with_named_penalty(scope: Scope, line: Line, known: Definition | None, words: Collection[str]) -> Scope:
    """The scope with λ/2 times the squared norm of what is sought added to the objective; a step may have λ for λ/2."""
    sought = scope.world.unknowns[0] if scope.world.unknowns else ""
    letter, weight = scope.letter(sought), scope.letter(_WEIGHT)
    spoken = frozenset[str]().union(*(names(c.node) for c in line.clauses))
    if known is None or letter is None or letter.kind != "vector" or weight is None or _WEIGHT not in spoken:
        return scope
    if {*words} & _ANOTHER or scope.own.get(known.name) or scope.own.get(NAME):
        return scope
    halved, whole = (_penalised(known, Sym(sought), share) for share in (apply("div", num(1), num(2)), num(1)))
    scope = scope.with_definition(replace(known, body=halved, alternatives=(), fixed=False))
    steps = tuple(Definition(NAME, body, fixed=False, sense=known.sense) for body in (halved, whole))
    return replace(scope, own={**scope.own, NAME: steps})


def _penalised(known: Definition, sought: Sym, share: Node) -> Node:
    squared = apply("pow", apply("norm", sought, num(2)), num(2))
    factors = (Sym(_WEIGHT), squared) if isinstance(share, Num) else (share, Sym(_WEIGHT), squared)
    return apply("add", known.body, apply("mul", *factors))

"""A choice of kinds that fits, as letters with the sizes they need."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from itertools import count

from interviewer.checking.models.domains import BY_CUSTOM
from interviewer.checking.own.dims import ONE, SCALAR, Dim, Misfit, Shape, same, sizes_named, unify
from interviewer.checking.own.fitting import Fitting
from interviewer.checking.own.kinds import base_letter
from interviewer.checking.own.operator_shapes import ODDITY
from interviewer.checking.own.recursions import recursive
from interviewer.checking.problem.world import Definition, Letter
from interviewer.notation.tree import Deriv, Node, Rel, Sym

MISFIT = 1  # a claim may be wrong: that it does not fit says little


@dataclass
class Typing:
    """Letters with their types, the sizes they need, and what the choice cost."""

    letters: dict[str, Letter]
    sizes: tuple[str, ...]
    cost: int
    ranges: dict[str, str]  # the size up to which an index runs


def typed(
    kinds: dict[str, str],
    definitions: dict[str, Definition],
    declared: dict[str, tuple[str, ...]],
    sizes: set[str],
    layout: tuple[tuple[str, ...], str],
    nodes: list[Node],
    given: list[Node],
    square: frozenset[str],
) -> Typing | None:
    """The letters under these kinds; None when the definitions or what is given do not fit them. A misfit claim costs."""
    check = _declared(Fitting(kinds, definitions, *layout, {}), declared, sizes)
    try:
        for name in square & kinds.keys():
            unify(*check.letter(name))
        for name in definitions:
            same(check.output(name), check.shape(definitions[name].body))
        for node in given:
            check.shape(node)
    except (Misfit, RecursionError):
        return None
    for node in nodes:  # what a claim is about is of a piece, q_iᵀk_j
        if isinstance(node, Rel) and not isinstance(node.operands[0], Sym | Deriv):
            with suppress(Misfit, RecursionError):
                check.shape(node.operands[0])
    for top in {d.root() for s in (*check.letters.values(), *check.outputs.values()) for d in s if not d.root().one}:
        top.settled = True
    for node in nodes:
        try:
            check.shape(node)
        except (Misfit, RecursionError):
            check.cost += MISFIT
    return _letters(check)


def _declared(check: Fitting, declared: dict[str, tuple[str, ...]], sizes: set[str]) -> Fitting:
    """With the sizes and shapes that the candidate has told."""
    for name in sizes:
        check.size(name)
    for name, shape in declared.items():
        dims = [ONE if s == "1" else check.size(s) for s in shape]
        check.declared[name] = SCALAR if not dims else (dims[0], ONE) if len(dims) == 1 else (dims[0], dims[1])
        if name in check.definitions:
            check.outputs[name] = check.declared[name]
    return check


def _letters(check: Fitting) -> Typing:
    """What has been settled, as letters; sizes that have no name are given one."""
    kinds, counter = check.kinds, count(1)
    small = (
        s for n, s in check.outputs.items() if n in check.definitions and n.split("_")[0].islower() and len(n) == 1
    )
    check.cost += ODDITY * sum(not s[0].root().one and not s[1].root().one for s in small)  # a matrix called q
    shapes = {**{n: check.letter(n) for n in kinds if kinds[n][0] in "SVRM"}, **check.outputs}
    dims = [d for s in shapes.values() for d in s] + list(check.sizes.values()) + list(check.versions.values())
    named = sizes_named(dims + list(check.ranges.values()), lambda: f"size.{next(counter)}")
    letters = {
        name: _letter(name, kind, check, named) for name, kind in kinds.items() if kind[0] in "SVRM" and name in shapes
    }
    for name, kind in kinds.items():
        if kind in ("E", "F", "L"):
            out = check.outputs.get(f"{name}()")
            of = "loss" if name in check.losses else ""
            letters[name] = (
                Letter(name, "function", (named[out[0].root()],), "map") if out else Letter(name, "function", (), of)
            )
    for name, definition in check.definitions.items():  # a recursion starts from a value of its own
        if len(definition.index) == 1 and name in recursive(check.definitions):
            letters[name] = _sized(name, check.outputs[name], named, definition.index[0], ())
    ranges = {i: named[d.root()] for i, d in check.ranges.items() if d.root() in named}
    return Typing(letters, tuple(dict.fromkeys(named.values())), check.cost, ranges)


def _letter(name: str, kind: str, check: Fitting, named: dict[Dim, str]) -> Letter:
    shape = check.letters[name]
    if kind[1:] != "1":
        return _sized(name, shape, named, None, ())
    reach = check.versions.get(name)
    size = named.get(reach.root()) if reach is not None else None
    return _sized(name, shape, named, "version", ("1", size) if size else ())


def _sized(name: str, shape: Shape, named: dict[Dim, str], index: str | None, reach: tuple[str, ...]) -> Letter:
    sizes = tuple(named[d.root()] for d in shape if not d.root().one)
    base = base_letter(name)
    of = "positive" if base in BY_CUSTOM else ""
    if sizes and shape[0].root().one:
        return Letter(name, "matrix", ("1", *sizes), of, None, index, reach)  # a row
    if not sizes:
        return Letter(name, of or "scalar", (), "", None, index, reach)
    return Letter(name, "vector" if len(sizes) == 1 else "matrix", sizes, of if base != "b" else "", None, index, reach)

"""Sizes that the values of an example show: after `q_1 = (1, 0, 2)` queries have three entries, after `x = 4` inputs have one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from interviewer.checking.clock import Clock
from interviewer.checking.fields import IllTyped, Unsupported, is_array
from interviewer.checking.models.sampling import Sampler
from interviewer.checking.problem.other_worlds import with_world
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.worlds import worlds
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.preparing import prepare
from interviewer.notation.tree import Node, Num, Rel, Sym
from interviewer.notation.written_numbers import array_of, is_number

_SECONDS = 0.2
_UNTELLING = frozenset([0, 1])  # k_2 = 0, σ = 1: of however many entries


def sizes_shown(scope: Scope, facts: Iterable[Rel], clock: Clock) -> dict[str, int]:
    """The sizes that equations with values in numbers show, in the first reading of the problem that has them all."""
    told = [(head, value) for fact in facts for value in fact.operands[-1:] for head in fact.operands[:-1]]
    if not any(_shape(value) for _, value in told):
        return {}
    for world in worlds(scope.world):
        here = with_world(scope, world)
        sizes: dict[str, int] = {}
        found = [_of(here, head, shape, clock) for head, value in told if (shape := _shape(value))]
        consistent = all(sizes.setdefault(s, n) == n for f in found if f is not None for s, n in f.items())
        if None not in found and consistent:
            return sizes
    return {}


def _shape(value: Node) -> tuple[int, ...]:
    """Rows and columns of a value, those of a number included; none where it fits any size."""
    if is_number(value):
        return () if isinstance(value, Num) and value.value in _UNTELLING else (1, 1)
    array = array_of(value)
    return (len(array.rows), len(array.rows[0])) if array is not None and array.rows else ()


def _of(scope: Scope, head: Node, shape: tuple[int, ...], clock: Clock) -> dict[str, int] | None:
    """The sizes of what an equation is about, as its value has them; None where they do not fit."""
    match head:
        case Sym(name, (Num(),)) if matrix := matrix_of(scope, name):
            named = sizes_of(scope, Sym(matrix), clock)
            return {named[1]: max(shape)} if len(named) == 2 and named[1] and 1 in shape else None
    here = sizes_of(scope, head, clock)
    shape = shape[::-1] if len(here) == 1 and shape[0] == 1 else shape
    wanted, beyond = shape[: len(here)], shape[len(here) :]
    if any(n != 1 for n in beyond):
        return None
    if "" in here:
        return {}
    sizes: dict[str, int] = {}
    return sizes if all(sizes.setdefault(s, n) == n for s, n in zip(here, wanted, strict=True)) else None


def matrix_of(scope: Scope, name: str) -> str:
    """The matrix whose rows a family of names is: X of x_i, the Q that the problem defines of q_i."""
    capital = name.upper()
    return scope.world.row_families.get(name) or (
        capital if capital != name and scope.world.definitions.get(capital) else ""
    )


def sizes_of(scope: Scope, node: Node, clock: Clock | None = None) -> tuple[str, ...]:
    """The names of the sizes that the value of a name has; none of a number, or where the problem does not tell."""
    scope = with_world(scope, replace(scope.world, size_values={}))  # where all of them differ
    node = prepare(next(iter(alias_readings(scope, (node,))))[0], scope)
    try:
        sampler = Sampler(scope, (node,), clock or Clock.of(_SECONDS), {}, (), ())
        sample = next(iter(sampler.samples(1)))
        value = sample.evaluator.value(node, sample.env)
    except (Unsupported, IllTyped, IndexError, KeyError, StopIteration):
        return ()
    known = {sample.evaluator.model.size(s): s for s in reversed(scope.world.sizes)}
    shape = value.shape if is_array(value) else ()
    shape = shape[:1] if len(shape) == 2 and shape[1] == 1 else shape  # a column
    return tuple(known.get(n, "") for n in shape)

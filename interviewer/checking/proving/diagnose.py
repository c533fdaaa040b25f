"""What a refuted line got wrong: the one small repair that makes it hold.

The interviewer probes with the diagnosis; it is never shown as the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, islice

import numpy as np

from interviewer.checking.clock import Clock, OutOfTime
from interviewer.checking.fields import FLOAT, IllTyped, Unsupported
from interviewer.checking.models.assume import assignments
from interviewer.checking.models.compare import compare
from interviewer.checking.models.elimination import substituted
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.models.ordering import relation_holds
from interviewer.checking.models.sampling import Sampler
from interviewer.checking.models.solve import Inconsistent
from interviewer.checking.problem.scope import Scope
from interviewer.checking.proving.repairs import layout_repairs, local_repairs, turned_throughout, whole_repairs
from interviewer.checking.proving.replacements import left_out, replaced
from interviewer.notation.tree import Apply, Bound, Node, Num, Sym

MAX_REPAIRS = 600  # looked at on one model
MAX_JUDGED = 60  # judged as the line was, where that may be no matter of free models
_NO_VALUE = (
    Unsupported,
    IllTyped,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
_FLIP = {"<=": ">=", ">=": "<=", "<": ">", ">": "<"}
Holds = Callable[[str, Node, Node, Clock], bool]


def diagnose(
    scope: Scope,
    op: str,
    left: Node,
    right: Node,
    clock: Clock,
    again: Holds | None = None,
    unfit: bool = False,
    plain: bool = False,
) -> str | None:
    """A phrase such as "right up to the sign", None when no single repair explains the line.

    `again` tells whether the line's claim holds of other sides, where it is more than an identity on free models; `unfit`
    that shapes forbid it; `plain` that only signs, factors, transposes and the like are to be looked for.
    """
    holds = again or partial(_identity, scope)
    try:
        if op in _FLIP:
            return "the inequality points the wrong way" if holds(_FLIP[op], left, right, clock) else None
        if op not in ("=", "≡", ":=", "∝", "~", "←"):
            return None
        sought = _sought(scope, left, right)
        promising = _on_one_model(scope, left, right, clock, sought)
        likely = islice(_repairs(scope, left, right, unfit, plain), MAX_REPAIRS)
        first = (repair for repair in likely if promising(*repair[1:]))
        judged = islice(_repairs(scope, left, right, unfit, plain), MAX_JUDGED)
        for phrase, one, other in chain(first, judged):
            clock.check()
            try:
                if holds(op, one, other, clock):
                    return phrase
            except _NO_VALUE:
                continue
    except OutOfTime:
        return None
    return None


def _repairs(scope: Scope, left: Node, right: Node, unfit: bool, plain: bool) -> Iterator[tuple[str, Node, Node]]:
    """The two sides with a repair of the right one, the likeliest first; of the left one where a number is on the right."""
    if isinstance(right, Num):
        for phrase, repaired in _of_side(scope, left, right, unfit, plain):
            yield phrase, repaired, right
    for phrase, repaired in _of_side(scope, right, left, unfit, plain):
        yield phrase, left, repaired
    if unfit and not isinstance(right, Num):
        for phrase, repaired in chain(turned_throughout(left), layout_repairs(left)):
            yield phrase, repaired, right


def _of_side(scope: Scope, side: Node, beside: Node, unfit: bool, plain: bool) -> Iterator[tuple[str, Node]]:
    return chain(
        whole_repairs(side),
        turned_throughout(side) if unfit else (),
        layout_repairs(side) if unfit else (),
        local_repairs(side),
        () if plain else replaced(side, beside, partial(_kin, scope)),
        () if plain else left_out(side, beside),
    )


def _sought(scope: Scope, left: Node, right: Node) -> bool:
    """A letter that something determines, as an optimum does: free models say nothing of its value."""
    left = left.args[0] if isinstance(left, Apply) and left.op == "T" else left
    optimum = isinstance(right, Bound) and right.op in ("argmin", "argmax")
    return optimum or (isinstance(left, Sym) and not scope.definitions(left.name))


def _kin(scope: Scope, letter: Sym) -> list[str]:
    """The problem's other names that may be meant by a letter: of the same kind, with as many indices."""
    world = scope.world
    if letter.name in world.sizes:
        return [n for n in world.sizes if n != letter.name]
    drawn = world.letters.get(letter.name)
    taking = {len(d.index) for d in world.definitions.get(letter.name, ()) if not d.params}
    taking |= {len(letter.index)} if drawn is not None else set()
    others = [n for n, ds in world.definitions.items() if any(len(d.index) in taking and not d.params for d in ds)]
    if drawn is not None:
        others += [n for n, o in world.letters.items() if (o.kind, o.shape) == (drawn.kind, drawn.shape)]
    return [n for n in others if n != letter.name]


def _on_one_model(
    scope: Scope, left: Node, right: Node, clock: Clock, sought: bool = False
) -> Callable[[Node, Node], bool]:
    """A first look at repairs: one model, on which what they have in common is evaluated once.

    Of what is sought it tells the shape alone.
    """
    scope, conditions = substituted(scope, scope.conditions)
    assumed = assignments(scope, (left, right, *conditions), set(free_indices(scope, (left, right))))[0]
    sampler = Sampler(scope, (left, right), clock, assumed, (), conditions)
    if isinstance(right, Bound) and right.op in ("argmin", "argmax"):
        return lambda left, right: True  # an optimum takes long to find
    try:
        ev = sampler.evaluator(sampler.model(0), FLOAT)
        env = next(sampler.environments(ev, (left, right)))
        ev.value(left, env)
    except (*_NO_VALUE, Inconsistent, StopIteration):
        return lambda left, right: True

    def promising(left: Node, right: Node) -> bool:
        clock.check()
        ev.steps = 0
        try:
            if sought:
                return np.shape(ev.value(left, env)) == np.shape(ev.value(right, env))
            return relation_holds(ev, "=", left, right, env)[0]
        except _NO_VALUE:
            return False

    return promising


def _identity(scope: Scope, op: str, left: Node, right: Node, clock: Clock) -> bool:
    return compare(scope, op, left, right, clock, (), count=3).outcome == "holds"

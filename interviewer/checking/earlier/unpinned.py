"""A value claimed of what an example leaves open: where its numbers do not fix a quantity, nobody can tell what it comes to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice

import numpy as np

from derivations import Derivation
from interviewer.checking.clock import Clock, OutOfTime
from interviewer.checking.earlier.setup import scope_after
from interviewer.checking.fields import IllTyped, Unsupported
from interviewer.checking.judged import Judged
from interviewer.checking.models.elimination import substituted
from interviewer.checking.models.sampling import Sampler
from interviewer.checking.problem.other_worlds import with_world
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Letter
from interviewer.checking.problem.worlds import worlds
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.preparing import prepare
from interviewer.notation.tree import Node, Rel
from interviewer.notation.written_numbers import in_numbers

OPEN = "the numbers of your example, as far as I took them in, leave this quantity open; write the missing ones as formulas"
_VALUE = re.compile(r"(?:=|∈|:)\s*[$\\({\[]*[-−]?\s*(?:\d|[½⅓¼¾⅔]|\\[td]?frac\{?\d|\\begin|\\binom)")
_SAME = 1e-7
MODELS = 3
VALUES_DIFFER = "does not hold: left"
MOST_READINGS = 4


def leaves_open(derivation: Derivation, setup: Sequence[str], judged: Judged, clock: Clock) -> bool:
    """Whether a claim of a value fails after lines in numbers, while what it is of has another value in each model."""
    result = judged.result
    if judged.kind != "refuted" or result is None or judged.line is None or not any(map(_VALUE.search, setup)):
        return False
    if not judged.message.startswith(VALUES_DIFFER):
        return False  # slopes and laws do not vanish whatever the rest is
    claims = [c.node for c in judged.line.clauses if isinstance(c.node, Rel)]
    if not claims or result.pair is None:
        return False
    _, left, right = result.pair
    if not in_numbers(right) or in_numbers(left) or _is_pinned(result.scope, left, clock, result.assumed or {}):
        return False
    scope = scope_after(derivation, setup, clock)
    for world in worlds(scope.world):
        here = with_world(scope, world)
        for nodes in islice(alias_readings(here, tuple(claims)), MOST_READINGS):
            for node in nodes:
                head = prepare(node.operands[0], here) if isinstance(node, Rel) else node
                if not in_numbers(head) and _is_pinned(here, head, clock, {}):
                    return False  # in the reading that has a value for it the claim fails as well
    return True


def _is_pinned(scope: Scope, node: Node, clock: Clock, assumed: Mapping[str, Letter]) -> bool:
    """Whether a quantity has the same value in several models, as it stands or at the optimum."""
    groups = [(), *(tuple(c for c in g if isinstance(c, Rel)) for g in scope.world.conditions.values())]
    return any(_has_one_value(scope, (*scope.conditions, *group), node, clock, assumed) for group in groups)


def _has_one_value(
    scope: Scope, conditions: tuple[Rel, ...], node: Node, clock: Clock, assumed: Mapping[str, Letter]
) -> bool:
    try:
        inner, rest = substituted(scope, conditions)
        sampler = Sampler(inner, (node,), clock, dict(assumed), scope.filters, rest)
        found = [
            np.atleast_1d(np.asarray(s.evaluator.value(node, s.env), dtype=complex)) for s in sampler.samples(MODELS)
        ]
    except (Unsupported, IllTyped, IndexError, KeyError, ArithmeticError, ValueError, TypeError, OutOfTime):
        return False
    return len(found) > 1 and all(
        v.shape == found[0].shape and bool(np.max(np.abs(v - found[0])) < _SAME) for v in found
    )

"""Whether the expectations in a relation are of nothing but squares: then few points serve for all models of it."""

from __future__ import annotations

import numpy as np

from interviewer.checking.evaluation.evaluate import Env
from interviewer.checking.fields import FLOAT, OutOfDomain, Unsupported
from interviewer.checking.models.comparison import APPROXIMATED
from interviewer.checking.models.sampling import Sample, Sampler
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Node

AGREE = 1e-9


def squares_alone(sampler: Sampler, left: Node, right: Node, sample: Sample, gap: bool = False) -> bool | None:
    """Whether two sets of points that are exact for squares give the same values, or the same gap between the sides.

    None where this model does not tell. Raises Unsupported for a bound of a reverse process that is not linear, before all of its points are evaluated.
    """
    if not sampler.scope.world.chains:
        return False
    found: list[np.ndarray] = []
    scale = 1.0
    for turned in (False, True):
        ev = sampler.evaluator(sample.model, FLOAT)
        ev.coarse, ev.turned = True, turned
        try:
            sides = [ev.value(node, Env(bound=dict(sample.env.bound))) for node in (left, right)]
        except (IndexError, OutOfDomain):
            return None
        except Exception:
            return False
        if not ev.coarsened:
            return False
        flat = [np.atleast_1d(np.asarray(v, dtype=complex)).ravel() for v in sides]
        scale = max([1.0, *(float(np.max(np.abs(v))) for v in flat)])
        together = gap and flat[0].size == flat[1].size
        found.append(flat[0] - flat[1] if together else np.concatenate(flat))
    alone = bool(found[0].size == found[1].size and np.max(np.abs(found[0] - found[1])) < AGREE * scale)
    if not alone and _of_reverse_chain(sampler.scope, (left, right)):
        raise Unsupported(APPROXIMATED)
    return alone


def _of_reverse_chain(scope: Scope, nodes: tuple[Node, ...]) -> bool:
    """Whether densities of a learned reverse process stand there: its bound holds of exact expectations alone."""
    reverse = {name for name, spec in scope.world.distributions.items() if spec.get("reverse")}
    return any(reverse & dependencies(scope, n) for n in nodes)

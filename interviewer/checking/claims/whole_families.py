"""What a letter is set to at each choice of its indices; `π = γᵀ1/n` sets each share."""

from __future__ import annotations

from typing import Any

import numpy as np

from interviewer.checking.evaluation.evaluate import Env
from interviewer.checking.fields import is_array
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import ONE, Node, Sym

Place = tuple[str, tuple[int, ...]]
A_SHARE = ONE  # a number, as each share of a whole is


def places_told(scope: Scope, ev: Any, unknown: Sym, value: Node, envs: list[Env]) -> dict[Place, Any]:
    """The values by the letter and its indices; shares told as one vector are so many numbers."""
    places: dict[Place, Any] = {(unknown.name, ev.indices(unknown.index, env)): ev.value(value, env) for env in envs}
    letter, whole = scope.letter(unknown.name), places.get((unknown.name, ()), 0)
    if letter is None or letter.kind != "simplex" or not is_array(whole):
        return places
    if np.shape(whole) != np.shape(ev.value(unknown, envs[0])):
        return places
    return {(unknown.name, (k + 1,)): share for k, share in enumerate(whole.flat)}

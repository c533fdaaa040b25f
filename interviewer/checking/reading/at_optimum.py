"""Words that put a line at an optimum, where the problem's conditions hold: `by strong duality`, `after an M-step`."""

from __future__ import annotations

import re

from interviewer.checking.problem.world import World
from interviewer.notation.clause import Line
from interviewer.notation.tree import names

_OPTIMAL = frozenset(["optimum", "optimal", "optimality", "strong", "kkt"])
_AT_BEST = re.compile(r"\bat (?:the|its|their|an?) (?:(?:dual|primal|unique|optimal) )?(?:maxim|minim|solution)", re.I)
_WORD = re.compile(r"[a-z]+")
_THERE = re.compile(
    r"\bafter (?:an?|the|each|every|one|any) (?:\w-step|update)\b"
    r"|\bat (?:an?|the|each|every|any) (?:stationary|fixed|critical) points?\b|\bat convergence\b",
    re.I,
)


def speaks_of_optimum(line: Line, world: World, before: str) -> bool:
    """`½‖w*‖² = W(α*)`, `at the optimum`: of a problem with multipliers, under its conditions; `after an M-step` of any.

    What the lines `before` say so of stays there.
    """
    said = f"{before} {line.text}"
    if not world.multipliers:
        return bool(world.conditions) and _THERE.search(said) is not None
    free = {*world.unknowns, *world.multipliers}
    written = frozenset[str]().union(*(names(c.node) for c in line.clauses))
    starred = {n for n in written if n.endswith(".star")}
    told = bool(_OPTIMAL & set(_WORD.findall(said.casefold()))) or _AT_BEST.search(said) is not None
    return told or bool(starred and not free & written)

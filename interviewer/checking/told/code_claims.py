"""`assert np.allclose(A, B)` as the equation that it claims, and `cost = …` of array code as what the problem calls its objective."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.problem.world import World

_CODE = re.compile(r"\b(?:np|torch|tf|jnp|F|math)\.\w|\.T\b|\s@\s|\bdot\(|\.sum\(|\.mean\(")
_CLOSE = re.compile(r"^\s*(?:assert\s+)?(?:(?:np|torch|jnp)\.)?(?:allclose|isclose|array_equal)\((?P<inside>.*)\)\s*$")
_ASSERTED = re.compile(r"^\s*assert\s+(?=.*==)")
_HEAD = re.compile(r"^\s*(?P<name>loss|cost|objective|obj)\s*=(?!=)\s*", re.I)
_TOLERANCE = re.compile(r"^\s*(?:atol|rtol)\s*=")


def as_claims(problem: World, setup: Sequence[str], text: str) -> tuple[list[str], str]:
    """The lines of code as formulas."""
    *before, step = (_claim(problem, line) for line in (*setup, text))
    return before, step


def _claim(problem: World, line: str) -> str:
    if (close := _CLOSE.match(line)) is not None:
        sides = [a for a in _arguments(close["inside"]) if not _TOLERANCE.match(a)]
        return f"{sides[0].strip()} = {sides[1].strip()}" if len(sides) == 2 else line
    line = _ASSERTED.sub("", line)
    head = _HEAD.match(line)
    if head is None or not _CODE.search(line) or problem.vocabulary.role(head["name"]) != "unknown":
        return line
    objective = _objective(problem)
    return f"{objective} = {line[head.end() :]}" if objective else line


def _objective(problem: World) -> str:
    """The letter of what the problem minimises, if that is one thing."""
    names = [name for name, found in problem.definitions.items() if any(d.sense == "min" for d in found)]
    return names[0] if names and "_" not in names[0] else ""


def _arguments(inside: str) -> list[str]:
    depth, out = 0, [""]
    for c in inside:
        depth += (c in "([{") - (c in ")]}")
        if c == "," and depth == 0:
            out.append("")
        else:
            out[-1] += c
    return out

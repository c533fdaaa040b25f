"""The outcome of a line in one reading, and which of two outcomes stands."""

from __future__ import annotations

import time
from dataclasses import dataclass

from interviewer.checking.claims.result import Result
from interviewer.checking.problem.scope import Scope
from interviewer.checking.proving.equation import Equation
from interviewer.checking.values.arrays import INDEXED_NUMBER
from interviewer.checking.verdict import Verdict
from interviewer.notation.clause import Line
from interviewer.notation.tree import Node

REFUTED, UNDECIDED = 2, 3  # by a value; what could not be judged
_RANK = {"verified": 0, "given": 1, "refuted": REFUTED, "undecided": UNDECIDED}


def rank(judged: Judged) -> int:
    """Which of two outcomes stands: a refutation by shapes alone yields to a reading that could not be judged."""
    by_shape = judged.kind == "refuted" and by_shapes(judged)
    if judged.kind == "undecided" and judged.result is not None and judged.result.weak:
        return 5
    if judged.kind == "undecided" and judged.message == INDEXED_NUMBER:
        return 5  # a reading that does not fit either
    if by_shape and judged.result is not None and judged.result.assumed:
        return 5  # the shapes of letters that nobody declared are guesses
    return 4 if by_shape else _RANK[judged.kind]


@dataclass(frozen=True)
class Judged:
    """The outcome of a line in one reading with the scope it leaves; `after`, how many words stand before what failed, and
    `accepted`, how many of its claims hold before that."""

    kind: str
    result: Result | None
    scope: Scope
    line: Line | None = None
    message: str = ""
    nodes: tuple[Node, ...] = ()
    read_in: Scope | None = None
    after: int | None = None
    equations: tuple[Equation, ...] | None = None  # as those of a result
    accepted: int = 0


def by_shapes(judged: Judged | None) -> bool:
    """Whether it is the shapes of the two sides that do not fit."""
    witness = judged.result.witness if judged is not None and judged.result is not None else None
    return witness is not None and "shapes" in witness.values


def verdict_of(judged: Judged, started: float) -> Verdict:
    """The judged line as the plain value the outside sees."""
    ms = round((time.perf_counter() - started) * 1000, 2)
    result = judged.result
    witness = result.witness if result else None
    message = judged.message or (result.message if result else "")
    if judged.kind == "verified":
        return Verdict("verified", "numeric", None, message or "follows", None, ms=ms)
    if judged.kind == "given":
        return Verdict("given", "none", None, message or "nothing to prove", None, ms=ms)
    if judged.kind == "refuted":
        values = dict(witness.values) if witness else {}
        if witness is not None and witness.left is not None:
            values |= {"left": witness.left, "right": witness.right}
        return Verdict("refuted", "numeric", None, message, values or {"note": message}, ms=ms)
    return Verdict("undecided", "none", None, message or "I cannot judge this line", None, ms=ms)

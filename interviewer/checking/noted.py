"""What the notes under the braces of a line add to its verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from interviewer.checking.judged import Judged, by_shapes
from interviewer.checking.told.under_braces import under_braces
from interviewer.notation.tree import Bound, Rel, Sym, walk

UNSURE = "the formula under a brace could not be judged; write what it says as a line of its own"
_OPTIMA = frozenset(["argmin", "argmax", "min", "max"])


def with_notes_judged(judged: Judged, text: str, judge: Callable[[str], Judged]) -> Judged:
    """A line is right where what it notes is too: a wrong note refutes it, one that cannot be judged leaves it undecided."""
    if judged.kind not in ("verified", "given"):
        return judged
    unsure = False
    for said in under_braces(text):
        noted = judge(said)
        if noted.kind == "refuted" and judge(f"{said} + const").kind == "verified":
            unsure |= not _up_to_constants(judged)  # `min ½‖y − Xw‖²`, noted as a negative log-likelihood
        elif noted.kind == "refuted" and not by_shapes(noted):
            return noted
        else:
            unsure |= noted.kind in ("refuted", "undecided")
    return replace(judged, kind="undecided", message=UNSURE) if unsure else judged


def _up_to_constants(judged: Judged) -> bool:
    """Whether constants do not count in a line."""
    clauses = judged.line.clauses if judged.line is not None else ()
    return any(
        n == Sym("const") or (isinstance(n, Bound) and n.op in _OPTIMA) or (isinstance(n, Rel) and "∝" in n.ops)
        for clause in clauses
        for n in walk(clause.node)
    )

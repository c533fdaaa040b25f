"""What a small slip tells of a doubtful verdict: a line that is right but for a sign is wrong, whatever its words may say.

Where the earlier lines say something of their own, a line that fails in our reading of them may be refuted only if such a slip
explains the difference; where words were not understood, such a slip decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.checking.claims.result import Result
from interviewer.checking.clock import Clock
from interviewer.checking.confirming import NOT_UNDERSTOOD
from interviewer.checking.judged import Judged, by_shapes
from interviewer.checking.problem.scope import Scope
from interviewer.checking.proving.diagnose import diagnose
from interviewer.checking.reading.row_vectors import rows_told
from interviewer.notation.tree import ZERO, Sym, names
from interviewer.notation.words.restricting import HEDGING

OTHER_SHAPES = (
    "{}, in my reading; say what each letter is, as in 'x ∈ ℝ^d', or write the line with the problem's letters"
)
CONTESTED = "an earlier line says something else than the problem; write that model out, or this line with its letters"
DIAGNOSIS_SECONDS = 0.03
DECIDING_SECONDS = 0.3  # where the verdict hangs on it: a busy machine may not change that


def settled(judged: Judged, setup: Sequence[str], clock: Clock) -> tuple[Judged, str | None]:
    """The outcome in the light of the slip that explains a formula which fails, and that slip."""
    result = judged.result
    if judged.kind not in ("refuted", "undecided") or result is None or result.kind != "refuted":
        return judged, None
    slip = None
    if result.pair is not None:
        unfit = by_shapes(judged)
        plain = judged.kind == "undecided"  # much may be one letter from right by chance
        decides = plain or unfit or bool(_doubt(judged, setup))
        share = Clock.of(DECIDING_SECONDS if decides else DIAGNOSIS_SECONDS, within=clock)
        slip = diagnose(judged.read_in or result.scope, *result.pair, share, result.again, unfit, plain)
    if judged.kind == "undecided":
        decided = slip is not None and not _beyond_a_slip(judged, slip) and _fails_for_sure(result)
        return (replace(judged, kind="refuted", message=result.message), slip) if decided else (judged, None)
    if slip is None and (doubt := _doubt(judged, setup)):
        return replace(judged, kind="undecided", message=doubt), None
    return judged, slip


def explained_by_slip(judged: Judged) -> bool:
    """Whether one small slip is all that keeps a formula from holding."""
    result = judged.result
    if result is None or result.pair is None:
        return False
    return diagnose(result.scope, *result.pair, Clock.of(DECIDING_SECONDS), result.again, by_shapes(judged)) is not None


def _beyond_a_slip(judged: Judged, slip: str) -> bool:
    """`averaging the loss instead`: a factor n is no slip; nor, of letters of another shape than ours, a product too many."""
    clauses = judged.line.clauses if judged.line is not None else ()
    hedged = judged.line is not None and bool(HEDGING & set(judged.line.words))
    hedged = hedged or any(c.role == "assume" and isinstance(c.node, Sym) for c in clauses)  # if X has a column of ones
    pair = judged.result.pair if judged.result is not None else None
    vanishes = pair is not None and pair[2] == ZERO and "sign" not in slip  # much may be done to Xᵀ1 that makes it zero
    scope = judged.read_in
    his = scope is not None and bool(_own_letters(scope, judged))
    turned = his and "up to a transpose" in slip  # his are columns where ours are rows
    return (
        hedged
        or vanishes
        or turned
        or (by_shapes(judged) and judged.message == NOT_UNDERSTOOD and "transpose" not in slip)
    )


def _fails_for_sure(result: Result) -> bool:
    confirm = result.witness.confirm if result.witness is not None else None
    return confirm is None or confirm().outcome == "fails"


def _doubt(judged: Judged, setup: Sequence[str]) -> str:
    """Why a failure that no slip explains may be a misreading: the lines before say something of their own.

    One of them says what the problem does not and was not taken in, or letters have not the shapes of ours.
    """
    scope = judged.read_in
    if scope is None:
        return ""
    if scope.foreign:
        return CONTESTED
    unheard = [line for line in setup if not (rows_told(line) and "=" not in line)]
    uncertain = by_shapes(judged) and (len(scope.held) < len(unheard) or bool(setup and _own_letters(scope, judged)))
    return OTHER_SHAPES.format(judged.message) if uncertain else ""


def _own_letters(scope: Scope, judged: Judged) -> frozenset[str]:
    """The letters in what fails that the candidate has brought in: their shapes are as we understood them."""
    pair = judged.result.pair if judged.result is not None else None
    used = names(pair[1]) | names(pair[2]) if pair is not None else frozenset[str]()
    brought = {
        n for n in (*scope.own, *scope.types) if n not in scope.world.definitions and n not in scope.world.letters
    }
    return used & brought

"""What a small slip tells of a doubtful verdict: a line that is right but for a sign is wrong, whatever its words may say.

Where an earlier line that was not taken in says something else than the problem, a line that fails in the problem's model is
refuted only if such a slip explains the difference; where words were not understood, such a slip decides.
"""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.clock import Clock
from interviewer.checking.confirming import NOT_UNDERSTOOD
from interviewer.checking.judged import Judged, by_shapes
from interviewer.checking.proving.diagnose import diagnose
from interviewer.notation.words.restricting import HEDGING

CONTESTED = "an earlier line says something else than the problem; write that model out, or this line with its letters"
DIAGNOSIS_SECONDS = 0.04


def settled(judged: Judged, clock: Clock) -> tuple[Judged, str | None]:
    """The outcome in the light of the slip that explains a formula which fails, and that slip."""
    result, scope = judged.result, judged.read_in
    if judged.kind not in ("refuted", "undecided") or result is None or result.kind != "refuted":
        return judged, None
    slip = None
    if result.pair is not None and scope is not None:
        slip = diagnose(scope, *result.pair, Clock.of(DIAGNOSIS_SECONDS, within=clock))
    hedged = judged.line is not None and HEDGING & set(judged.line.words)  # `averaging the loss instead`: a factor n
    unfit = by_shapes(judged) and judged.message == NOT_UNDERSTOOD and "transpose" not in (slip or "")
    if judged.kind == "undecided" and (
        hedged or unfit
    ):  # of letters of another shape than ours a product too many fits
        return judged, None
    if judged.kind == "undecided":
        confirmed = slip is not None and (result.witness is None or result.witness.confirm is None)
        if slip is not None and result.witness is not None and result.witness.confirm is not None:
            confirmed = result.witness.confirm().outcome == "fails"
        return (replace(judged, kind="refuted", message=result.message), slip) if confirmed else (judged, None)
    if slip is None and scope is not None and scope.foreign:
        return replace(judged, kind="undecided", message=CONTESTED), None
    return judged, slip

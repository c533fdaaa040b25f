"""Every formula line under the candidate's own earlier lines.

What a line is judged under: all earlier formula lines but the refuted ones, so that one mistake is not punished twice.
A line that fails that way is tried once more with the refuted lines taken for true. If it then follows, the mistake
was carried forward: the verdict stays (nothing is verified on the strength of a wrong line) but it is not counted
again. The same covers a wrong definition: lines that use its name cannot be read without it, and become `carried`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from derivations import Derivation
from interviewer.checking import Verdict, check
from interviewer.grading.passages import Formula
from interviewer.grading.report import StepReport

MAX_STEPS = 300  # judged in one transcript; an interview has some thirty

Checker = Callable[[Derivation, Sequence[str], str], Verdict]


def judge_steps(derivation: Derivation, formulas: Sequence[Formula], checker: Checker = check) -> list[StepReport]:
    """The verdict on each formula line, in order."""
    sound: list[str] = []
    everything: list[str] = []
    refuted: list[Formula] = []
    steps: list[StepReport] = []
    for formula in formulas:
        if len(steps) >= MAX_STEPS:
            steps.append(
                _step(formula, Verdict("undecided", message=f"not judged: only the first {MAX_STEPS} lines are"))
            )
            continue
        verdict = checker(derivation, sound, formula.statement)
        fails = verdict.verdict in ("refuted", "undecided")
        carried = fails and bool(refuted) and _holds(checker(derivation, everything, formula.statement))
        steps.append(_step(formula, verdict, refuted[-1].line if carried else None))
        everything.append(formula.statement)
        if verdict.verdict == "refuted":
            refuted.append(formula)
        else:
            sound.append(formula.statement)
    return steps


def _holds(verdict: Verdict) -> bool:
    return verdict.verdict in ("verified", "given")


def _step(formula: Formula, verdict: Verdict, carried_from: int | None = None) -> StepReport:
    note = f"carried forward from line {carried_from}, not counted again" if carried_from else ""
    return StepReport(
        line=formula.line,
        text=formula.text,
        verdict=verdict.verdict,
        method=verdict.method,
        milestone=verdict.milestone,
        message="; ".join(part for part in (verdict.message, note) if part),
        counterexample=verdict.counterexample,
        diagnosis=verdict.diagnosis,
        carried=bool(carried_from),
        also=verdict.also,
    )

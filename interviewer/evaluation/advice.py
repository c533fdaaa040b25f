"""What the numbers ask the author of a rubric to do, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from interviewer.evaluation.statistics.psychometrics import ENOUGH, Analysis, PointStudy

SEPARATES = 0.4  # mean gain of full over none below which a point tells little
EASY, HARD = 0.9, 0.1
CHANGES = 0.1  # share of answers whose level may hang on the wording
ALIKE = 0.01  # p-value below which wordings differ; forty points are tested, so that 0.05 would cry wolf twice
AGAINST = -0.3  # item-total correlation below which a claim runs against its point


@dataclass(frozen=True, slots=True)
class Advice:
    """One remark on a point of a derivation, as that judge sees it."""

    derivation: str
    point: str
    judge: str
    text: str


def advise(studies: Iterable[PointStudy], analyses: dict[str, Analysis]) -> list[Advice]:
    """All remarks, point by point."""
    found = [Advice(s.derivation, s.point, s.judge, text) for s in studies for text in _on_point(s)]
    for name, analysis in analyses.items():
        judge, _, derivation = name.partition(": ")
        found += [Advice(derivation, point, judge, text) for point, text in _on_derivation(analysis)]
    return found


def _on_point(study: PointStudy) -> Iterator[str]:
    if not study.reached and study.expected:
        yield "no answer in the suite reaches full marks, though some are labelled full: loosen the claims or add synonyms"
    elif not study.reached:
        yield "the suite has no answer that deserves full marks: write one, so that the point is tested at all"
    if study.separation is not None and study.separation < SEPARATES and study.n >= ENOUGH:
        yield (
            f"this point does not separate strong from weak answers: full ones earn only {study.separation:+.2f} more than"
            " empty ones"
        )
    if study.difficulty is not None and study.n >= ENOUGH:
        if study.difficulty >= EASY:
            yield f"nearly everybody earns it (mean {study.difficulty:.2f}): ask for more, or the point measures nothing"
        elif study.difficulty <= HARD:
            yield f"hardly anybody earns it (mean {study.difficulty:.2f}): check that the claims say what the question asks"
    for claim in study.silent_claims:
        yield f"the claim '{claim}' never fires: no answer meets it as it is written"
    if study.silent_misconceptions:
        names = ", ".join(f"'{name}'" for name in study.silent_misconceptions)
        yield f"misconceptions that never fire: {names}; add an answer that holds each, or more of its wordings"
    for a, b, r in study.claims.redundant:
        yield f"the claims '{a}' and '{b}' tell the same (r = {r:.2f}): merge them, or make them differ"
    for part in study.claims.parts:
        if part.discrimination is not None and part.discrimination < AGAINST:
            yield (
                f"who meets the claim '{part.name}' meets fewer of the others (r = {part.discrimination:.2f}): check that it"
                " belongs to this point and that its wordings are not met by accident"
            )
    if study.changed is not None and study.changed > CHANGES:
        yield f"the level hangs on how the question is worded in {study.changed:.0%} of the answers: align the questions"
    if study.wordings_p is not None and study.wordings_p < ALIKE:
        low = min(study.wordings, key=lambda w: w[2])
        high = max(study.wordings, key=lambda w: w[2])
        yield (
            f"the questions disagree (p = {study.wordings_p:.3f}): “{low[0]}” is judged {low[2]:+.2f},"
            f" “{high[0]}” {high[2]:+.2f} against the labels"
        )


def _on_derivation(analysis: Analysis) -> Iterator[tuple[str, str]]:
    for part in analysis.parts:
        if part.discrimination is not None and part.discrimination < 0.1:
            yield part.name, f"over whole interviews it says little about the rest (r = {part.discrimination:.2f})"
    for a, b, r in analysis.redundant:
        yield a, f"over whole interviews it tells the same as '{b}' (r = {r:.2f})"

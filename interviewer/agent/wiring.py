"""Puts an interview together from the catalogue, the rubric, the checker and the judges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from interviewer.agent.approach import stems
from interviewer.agent.bench import Bench, shared
from interviewer.agent.calling import with_words
from interviewer.agent.ledger import RIGHT, Check, recorded
from interviewer.agent.reading import Answer, MessageReader
from interviewer.agent.script import Link, Script, Step, Topic
from interviewer.agent.speaking import BuiltinSpeaker
from interviewer.agent.store import Record, Store
from interviewer.agent.view import Line

if TYPE_CHECKING:
    from interviewer.agent.clock import Clock
    from interviewer.agent.graph import Speaker, Tools
    from interviewer.checking.verdict import Verdict
    from interviewer.judging import Judge, Judgement, Question
    from rubrics import Claim


CLOSE_WORDS = 0.5  # of the telling words of a claim


def script_of(derivation_id: str, mode: str = "practice") -> Script:
    """The script of a derivation. Raises CatalogueError when there is none of that id."""
    from derivations import CatalogueError, catalogue
    from rubrics import rubrics

    known = catalogue()
    if derivation_id not in known:
        raise CatalogueError(f"there is no derivation '{derivation_id}'; there are {', '.join(known)}")
    d = known[derivation_id]
    rubric = rubrics().get(derivation_id)
    return Script(
        derivation=d.id,
        title=d.title,
        statement=d.statement.strip(),
        opening=tuple(d.opening),
        approach=d.approach,
        steps=tuple(
            Step(
                m.id,
                m.title,
                m.core,
                tuple(m.formulas),
                m.motivation,
                tuple(m.motivation_claims),
                tuple(m.why),
                tuple(m.hints),
            )
            for m in d.milestones
        ),
        topics=tuple(
            Topic(p.id, p.title, p.weight, tuple(p.questions), tuple(p.deeper), tuple(p.simpler), p.answer)
            for p in rubric.points
        )
        if rubric
        else (),
        links=tuple(Link(c.to, c.text, c.question) for c in d.connections),
        seconds=60.0 * d.minutes,
        mode=mode,
    )


def split(text: str) -> list[Line]:
    """A message cut into formulas and prose as the grader cuts it, so that both see the same lines."""
    from interviewer.grading.passages import Formula, passages

    return [
        Line(p.statement if isinstance(p, Formula) else p.text, None, isinstance(p, Formula)) for p in passages(text)
    ]


@dataclass(slots=True)
class BenchJudge:
    """The built-in judge at the bench, for who expects a judge."""

    bench: Bench
    name: str = "builtin"

    def judge(self, question: Question) -> Judgement:
        """The judgement of one answer."""
        return self.bench.judge(question)


@dataclass(frozen=True, slots=True)
class JudgedProse:
    """Prose through the judges: the chosen one for answers, the built-in one where nobody should wait."""

    derivation: str
    judge: Judge
    quick_judge: Judge

    def point(self, point: str, question: str, answer: str, *, quick: bool = False) -> Answer:
        """The level of an answer to a point; who gave the model answer in other words is not told his own words."""
        from interviewer.judging import Question, fairly
        from rubrics import rubric

        about = rubric(self.derivation).point(point)
        judge = self.quick_judge if quick else self.judge
        asked = Question(self.derivation, about, question, answer, asked=not quick)
        judged = judge.judge(asked)
        if judged.level == "none" and fairly(asked, judged).level != "none":
            judged = replace(judged, level="partial")
        return _answer(judged, about.claims, answer)

    def reason(self, step: Step, answer: str) -> Answer:
        """The level of a motivation for a step."""
        from derivations import catalogue
        from interviewer.judging import Question, fairly, motivation_point

        said = with_words(answer, catalogue()[self.derivation].called)
        point = motivation_point(step.id, step.title, step.why, step.claims, step.motivation)
        asked = Question(self.derivation, point, step.why[0] if step.why else "Why?", said)
        judged = fairly(asked, self.quick_judge.judge(asked))
        found = _answer(judged, point.claims, said)
        whole = found.level == "partial" and judged.claims and not found.missing  # what is said shortly is said
        return replace(found, level="full") if whole else found


def _answer(judged: Judgement, claims: Sequence[Claim], said: str) -> Answer:
    """The judgement with a claim that the answer does not make, not even in words close to it."""
    words = stems(said)
    left = (stems(claim.text) for claim in claims)
    missing = [
        claim.text
        for claim, telling in zip(claims, left, strict=True)
        if claim.id not in judged.claims and len(words & telling) < CLOSE_WORDS * len(telling)
    ]
    return Answer(judged.level, judged.reply, missing[0] if missing else "")


def wire(record: Record, store: Store, clock: Clock, bench: Bench | None = None) -> Tools:
    """The tools of one interview; lines are checked at `bench`, by default in a process of their own.

    Raises CatalogueError for an unknown derivation.
    """
    from interviewer.agent.graph import Tools
    from interviewer.judging import choose_judge

    script = script_of(record.derivation, record.mode)
    place = bench or _warm_bench(record.derivation)
    builtin = BenchJudge(place)
    chosen = choose_judge(record.judge)
    judge = builtin if chosen.name == builtin.name else chosen

    def check(setup: Sequence[str], step: str) -> Verdict:
        return place.check(record.derivation, setup, step)

    def graded() -> str:
        from interviewer.agent.exporting import transcript_of
        from interviewer.grading.grade import grade

        turns = store.turns(record.id)
        known = recorded(turns)

        def known_or_checked(_: object, setup: Sequence[str], step: str) -> Verdict:
            return known.get((tuple(setup), step)) or check(setup, step)

        return grade(transcript_of(record, turns), judge, known_or_checked).model_dump_json(by_alias=True)

    def turn(setup: Sequence[str], step: str) -> str:
        return place.turn(record.derivation, setup, step)

    return Tools(
        script=script,
        store=store,
        reader=MessageReader(script, split, check, JudgedProse(record.derivation, judge, builtin), turn),
        speaker=_speaker(script, record, check),
        grade=graded,
        now=lambda: clock.elapsed,
    )


def _warm_bench(derivation: str) -> Bench:
    bench = shared()
    bench.warm(derivation)
    return bench


def _speaker(script: Script, record: Record, check: Check) -> Speaker:
    from interviewer.judging.choose import configured

    if record.judge == "builtin" or not configured():
        return BuiltinSpeaker(script)
    from interviewer.agent.completing import openai_completion
    from interviewer.agent.model_phrasing import ModelSpeaker
    from interviewer.judging.config import settings

    def reached(setup: Sequence[str], line: str) -> str | None:
        verdict = check(setup, line)
        return verdict.milestone if verdict.verdict in RIGHT else None

    found = settings()
    complete = openai_completion(found.model, api_key=found.api_key or "none", base_url=found.base_url or None)
    return ModelSpeaker(script, complete, reached)

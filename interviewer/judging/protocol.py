"""What a judge is asked and what it answers: plain values, the same for both judges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from interviewer.judging.doc import is_negator
from interviewer.judging.words import lists
from rubrics import Claim, Point
from rubrics.model import Pattern

Level = Literal["full", "partial", "none"]
LEVELS: tuple[Level, ...] = ("none", "partial", "full")  # by rank


@dataclass(frozen=True, slots=True)
class Question:
    """One answer to judge. `derivation` is an id; `point` carries claims and misconceptions. Not `asked` is what was said of the
    point before anybody put the question: the claims decide alone, for the labelled ones are answers."""

    derivation: str
    point: Point
    question: str
    answer: str
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Judgement:
    """`evidence` holds verbatim quotes from the answer, one a claim met; `reply` answers a misconception, "" without one."""

    level: Level
    evidence: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    misconception: str | None = None
    reply: str = ""
    rationale: str = ""
    judge: str = "builtin"
    tokens: int = 0


class Judge(Protocol):
    """Judges single answers. `name` stands in the report."""

    name: str

    def judge(self, question: Question) -> Judgement: ...


def judged(judge: Judge, questions: Sequence[Question]) -> list[Judgement]:
    """Judgements in order, in as few calls as the judge can do with."""
    together = getattr(judge, "judge_all", None)
    return together(questions) if together is not None else [judge.judge(question) for question in questions]


def motivation_point(milestone: str, title: str, questions: Sequence[str], claims: Sequence[str], answer: str) -> Point:
    """A milestone's motivation as a point: each claim is met by about half of its telling words."""
    made = [
        Claim(id=f"reason-{k}", text=text, says=[_telling(text)], share=0.5)
        for k, text in enumerate(claims or [answer])
    ]
    asked = list(questions) * 2 if len(questions) == 1 else list(questions)
    return Point(
        id=f"motivation-{milestone}",
        title=title,
        questions=asked[:3] or ["Why?", "Why so?"],
        deeper=["Why?"],
        simpler=["Why?"],
        claims=made,
        full=min(2, len(made)),
        answer=answer,
    )


def _telling(text: str) -> Pattern:
    """The telling words; after a "not" the first must be denied, and it says nothing against the others."""
    telling: Pattern = []
    since = None  # telling words since a negator
    for word in (w.strip(",.;:()") for w in text.lower().split()):
        if is_negator(word):
            since = 0
        elif word and word not in lists()["function"]:
            telling.append(word if since is None else f"!{word}" if since == 0 else f"{word}/!{word}")
            since = None if since is None else since + 1
    return telling[:6]


def level_of(point: Point, met: float) -> Level:
    """The level that claims of this weight together earn: a full answer makes up the point's `full`."""
    if met >= point.full:
        return "full"
    return "partial" if met else "none"

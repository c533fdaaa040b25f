"""What a judge is asked and what it answers: plain values, the same for both judges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from rubrics import Claim, Point

Level = Literal["full", "partial", "none"]


@dataclass(frozen=True, slots=True)
class Question:
    """One answer to judge. `derivation` is an id; `point` carries claims and misconceptions."""

    derivation: str
    point: Point
    question: str
    answer: str


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


def motivation_point(milestone: str, title: str, questions: Sequence[str], claims: Sequence[str], answer: str) -> Point:
    """A milestone's motivation as a point: each claim is met by about half of its telling words."""
    made = [
        Claim(id=f"reason-{k}", text=text, says=[[word] for word in ()] or [_telling(text)])
        for k, text in enumerate(claims or [answer])
    ]
    asked = list(questions) * 2 if len(questions) == 1 else list(questions)
    return Point(
        id=f"why-{milestone}",
        title=title,
        questions=asked[:3] or ["Why?", "Why so?"],
        deeper=["Why?"],
        simpler=["Why?"],
        claims=made,
        full=min(2, len(made)),
        answer=answer,
    )


_IDLE = frozenset(
    [
        "the",
        "a",
        "an",
        "is",
        "are",
        "be",
        "it",
        "its",
        "of",
        "to",
        "in",
        "on",
        "for",
        "and",
        "or",
        "not",
        "that",
        "this",
        "with",
        "as",
        "by",
        "at",
        "from",
        "than",
        "so",
        "we",
        "which",
        "them",
        "they",
        "each",
        "all",
        "one",
        "only",
        "no",
        "has",
        "have",
        "may",
        "can",
    ]
)


def _telling(text: str) -> list[str]:
    words = [w.strip(",.;:()") for w in text.lower().split()]
    return [w for w in words if w and w not in _IDLE][:6]


def level_of(point: Point, met: int) -> Level:
    """The level that so many claims earn."""
    if met >= point.full:
        return "full"
    return "partial" if met else "none"

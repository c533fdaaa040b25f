"""Which topics an interviewer asked about, by his marks or by his words, and what was answered to each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from interviewer.grading.passages import Formula, passages
from interviewer.grading.prose import prose_of
from interviewer.grading.recognition import Topic, recognise
from interviewer.grading.transcript import Transcript, Turn

if TYPE_CHECKING:
    from derivations import Derivation
    from rubrics import Point

FEW_WORDS = 4  # of prose around formulas: "so we get"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with everything answered to it."""

    question: str
    answer: str


class Answered(TypedDict):
    """What an answer tells of its question: see `recognise`."""

    answer: str
    is_step: bool
    is_opening: bool


def asked(transcript: Transcript, derivation: Derivation, points: Sequence[Point]) -> dict[Topic, Asked]:
    """The topics asked about, with what was answered before the interviewer spoke of something else."""
    known = {Topic("point", p.id) for p in points} | {Topic("why", m.id) for m in derivation.milestones}
    found: dict[Topic, Asked] = {}
    topic: Topic | None = None
    marked = any(turn.marks for turn in transcript.turns)
    for place, (turn, replies) in enumerate(_exchanges(transcript.turns)):
        if turn is not None:
            named = _marked(turn) if marked else recognise(derivation, points, turn.text, **_answered(replies, place))
            if named is not None or turn.marks or (not marked and "?" in turn.text):
                topic = named
        if topic is None or topic not in known:
            continue
        before = found.get(topic) or Asked(turn.text if turn is not None else "", "")
        answer = "\n".join([before.answer, *(reply.text for reply in replies)]).strip()
        found[topic] = Asked(before.question, answer)
    return found


def _marked(turn: Turn) -> Topic | None:
    """What an export says that a question was about: there is nothing to guess."""
    return next((Topic(mark.kind, mark.about) for mark in turn.marks if mark.kind != "hint"), None)


def _exchanges(turns: Sequence[Turn]) -> Iterator[tuple[Turn | None, list[Turn]]]:
    """Each turn of the interviewer with what the candidate said before the next one; first what he said before any."""
    question: Turn | None = None
    replies: list[Turn] = []
    for turn in turns:
        if turn.speaker == "interviewer":
            if question is not None or replies:
                yield question, replies
            question, replies = turn, []
        else:
            replies.append(turn)
    yield question, replies


def _answered(replies: Sequence[Turn], place: int) -> Answered:
    """What the replies tell of the question before them."""
    said = "\n".join(turn.text for turn in replies)
    formulas = any(isinstance(p, Formula) for turn in replies for p in passages(turn.text, turn.line))
    words = len(" ".join(map(prose_of, replies)).split())
    return {"answer": said, "is_step": formulas and words <= FEW_WORDS, "is_opening": place == 0}

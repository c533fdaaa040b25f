"""Scripted candidates: how a kind of candidate behaves (YAML), and what one of them does next in an interview.

They know the catalogue: formulas are the derivation's reference steps and known wrong turns, reasons its motivations,
answers the rubric's model answers. A file in `rubrics/suites/candidates` says only how much of that a kind shows, and when.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from derivations import Derivation, Milestone, WrongTurn
from interviewer.agent.view import Turn
from rubrics import Rubric

SHIPPED = Path(__file__).parents[2] / "rubrics" / "suites" / "candidates"


class CandidateError(ValueError):
    """A candidate file is wrong; the message says where and what."""


class Candidate(BaseModel):
    """How a kind of candidate behaves; the fields are explained beside the files."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str = Field(min_length=1)
    about: str
    rank: int | None = None
    pace: float = Field(default=35.0, gt=0)
    steps: float = Field(default=1.0, ge=0, le=1)
    slips: int = Field(default=0, ge=0)
    repairs_after: int = Field(default=1, ge=0)
    reasons: Literal["volunteered", "asked", "never"] = "asked"
    answers: Literal["full", "partial", "none"] = "full"
    hints: int = Field(default=0, ge=0)
    speaks: bool = True
    evasions: list[str] = Field(default=["I do not know."], min_length=1)
    asides: list[str] = []


def load_candidates(folder: Path = SHIPPED) -> list[Candidate]:
    """The candidates of a folder, by file name. Raises CandidateError."""
    import yaml

    found: list[Candidate] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            found.append(Candidate.model_validate(yaml.safe_load(path.read_text("utf-8"))))
        except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
            raise CandidateError(f"{path}: {error}") from error
    if not found:
        raise CandidateError(f"{folder}: there is no candidate here (*.yaml)")
    return found


@dataclass(frozen=True, slots=True)
class Act:
    """What a candidate does: says a text, asks for a hint, or stays silent."""

    kind: Literal["say", "hint", "silence"]
    text: str = ""


@dataclass(slots=True)
class Player:
    """One candidate in one interview. `turns` maps a step to the wrong turn that aims at it."""

    candidate: Candidate
    derivation: Derivation
    rubric: Rubric
    turns: dict[str, WrongTurn]
    _at: int = 0
    _slips: int = 0
    _wrong: Milestone | None = None
    _probes: int = 0
    _hints: int = 0
    _spoken: int = 0
    _said: list[str] = field(default_factory=list)

    def next(self, replies: Sequence[Turn]) -> Act:
        """What he does after the interviewer's replies (none while he is listened to)."""
        if not self.candidate.speaks:
            return Act("silence")
        act = next((act for turn in reversed(replies) if (act := self._answer(turn)) is not None), None)
        return act or self._write()

    def _answer(self, turn: Turn) -> Act | None:
        """The answer to one of the interviewer's turns; None when it asks for nothing but the next step."""
        match turn.move:
            case "probe":
                return self._to_probe()
            case "ask-why":
                step = self.derivation.milestone(turn.about)
                return self._evade() if self.candidate.reasons == "never" else Act("say", step.motivation)
            case "follow-up" | "elaborate":
                return self._to_question(turn)
            case "bridge":
                return self._evade() if self.candidate.answers == "none" else Act("say", self._link())
            case "prompt":
                place = next(n for n, step in enumerate(self.derivation.milestones) if step.id == turn.about)
                return (
                    Act("say", self._lines(self.derivation.milestones[place])) if self._knows(place) else self._evade()
                )
            case "hint" if self._wrong is None and not self._knows(self._at):
                return self._evade()
            case "give":
                self._wrong = None
                return None
            case _:
                return None

    def _to_probe(self) -> Act:
        self._probes += 1
        patience = self.candidate.repairs_after
        if self._wrong is not None and patience and self._probes >= patience:
            step, self._wrong = self._wrong, None
            self._at += 1
            return Act("say", "You are right to ask. I correct that line.\n" + self._lines(step))
        return self._evade()

    def _to_question(self, turn: Turn) -> Act:
        point = self.rubric.point(turn.about)
        if self.candidate.answers == "full":
            return Act("say", point.answer)
        if self.candidate.answers == "partial" and turn.move == "follow-up" and point.answer not in self._said:
            self._said.append(point.answer)
            return Act("say", _first_part(point.answer))
        return self._evade()

    def _link(self) -> str:
        return self.derivation.connections[0].text if self.derivation.connections else "I see no connection."

    def _write(self) -> Act:
        """The next step, with what this kind says around it; a call for help where it knows none."""
        steps = self.derivation.milestones
        if self._spoken % 2 == 0 and self.candidate.asides and self._spoken < 2 * len(self.candidate.asides):
            self._spoken += 1
            return Act("say", self.candidate.asides[self._spoken // 2])
        self._spoken += 1
        if self._wrong is not None and not self.candidate.repairs_after:
            self._wrong = None  # he goes on as if nothing had been asked
            self._at += 1
        if self._at >= len(steps):
            return Act("say", "That is it from me.")
        if not self._knows(self._at):
            self._hints += 1
            return Act("hint") if self._hints <= self.candidate.hints else self._evade()
        step = steps[self._at]
        if self._slips < self.candidate.slips and step.id in self.turns and self._wrong is None:
            self._slips, self._probes, self._wrong = self._slips + 1, 0, step
            turn = self.turns[step.id]
            return Act("say", "\n".join((*turn.setup, turn.formula)))
        self._at += 1
        self._wrong = None
        reason = [step.motivation] if self.candidate.reasons == "volunteered" else []
        return Act("say", "\n".join((*reason, self._lines(step))))

    def _knows(self, place: int) -> bool:
        steps = self.derivation.milestones
        return place < len(steps) and place < round(self.candidate.steps * len(steps))

    def _lines(self, step: Milestone) -> str:
        return "\n".join((*step.setup, step.formulas[0]))

    def _evade(self) -> Act:
        lines = self.candidate.evasions
        self._said.append("evaded")
        return Act("say", lines[self._said.count("evaded") % len(lines)])


def _first_part(answer: str) -> str:
    """The first sentence of a model answer, or the half of it when it is one sentence."""
    first, dot, rest = answer.partition(". ")
    if rest:
        return first + dot.strip()
    words = answer.split()
    return " ".join(words[: max(6, len(words) // 2)])

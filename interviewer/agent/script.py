"""What this interview can be about: the catalogue and the rubric, laid out as the policy and the phrasing need them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone with the words to ask and hint with."""

    id: str
    title: str
    core: bool = True
    formulas: tuple[str, ...] = ()
    motivation: str = ""
    claims: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """An assessment point with its questions and the model answer, which only practice tells."""

    id: str
    title: str
    weight: float = 1.0
    questions: tuple[str, ...] = ()
    deeper: tuple[str, ...] = ()
    simpler: tuple[str, ...] = ()
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A connection to another derivation."""

    to: str
    text: str
    question: str


@dataclass(frozen=True, slots=True)
class Script:
    """Everything the interviewer may draw on. `seconds` is the time allowed."""

    derivation: str
    title: str
    statement: str
    opening: tuple[str, ...]
    approach: str
    steps: tuple[Step, ...]
    topics: tuple[Topic, ...] = ()
    links: tuple[Link, ...] = ()
    seconds: float = 720.0
    mode: str = "practice"

    def step(self, name: str) -> Step:
        """The step of that id. Raises KeyError when there is none."""
        for step in self.steps:
            if step.id == name:
                return step
        raise KeyError(name)

    def topic(self, name: str) -> Topic:
        """The topic of that id. Raises KeyError when there is none."""
        for topic in self.topics:
            if topic.id == name:
                return topic
        raise KeyError(name)

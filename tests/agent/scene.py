"""A rehearsal room: the pure functions of the policy, played turn by turn without graph, model or storage."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from interviewer.agent.facts import Facts, LineFact
from interviewer.agent.memory import absorb, remember
from interviewer.agent.policy import decide
from interviewer.agent.script import Link, Script, Step, Topic
from interviewer.agent.state import State, new_state


def step(name: str, *, core: bool = True) -> Step:
    return Step(
        id=name,
        title=name.capitalize(),
        core=core,
        formulas=(f"{name} = 2{name[0]}₁ + 3{name[0]}₂",),
        motivation=f"The motivation of {name}.",
        why=(f"Why {name}?", f"What is {name} good for?"),
        hints=(f"Direction of {name}.", f"Method of {name}.", f"Nearly {name}."),
    )


def topic(name: str, weight: float = 1.0) -> Topic:
    return Topic(
        id=name,
        title=name.capitalize(),
        weight=weight,
        questions=(f"What about {name}?", f"Tell me about {name}."),
        deeper=(f"How far does {name} go?",),
        simpler=(f"What is {name}, roughly?",),
        answer=f"The answer on {name}.",
    )


SCRIPT = Script(
    derivation="least-squares",
    title="Least squares",
    statement="Derive the least-squares solution.",
    opening=("Please derive the following.",),
    approach="Set the gradient to zero.",
    steps=(step("objective"), step("expansion", core=False), step("gradient"), step("solution")),
    topics=(topic("ridge", 2.0), topic("invertibility")),
    links=(Link("map-estimation", "A Gaussian prior gives ridge.", "Which prior gives ridge?"),),
    seconds=600.0,
)


def right(milestone: str | None = None, text: str = "a = b") -> LineFact:
    return LineFact(text, "verified", milestone, place=place_of(milestone))


def place_of(milestone: str | None) -> int:
    return next((n for n, step in enumerate(SCRIPT.steps) if step.id == milestone), -1)


def wrong(
    text: str = "g = -h", *, diagnosis: str = "", values: str = "", turn: str = "", milestone: str | None = None
) -> LineFact:
    return LineFact(text, "refuted", milestone, "does not hold", diagnosis, values, turn, place=place_of(milestone))


def unreadable(text: str = "a = = b") -> LineFact:
    return LineFact(text, "undecided", message="I expected a term after '='")


class Scene:
    """One interview. Each method is something the candidate does, its result what the interviewer then does."""

    def __init__(self, *, mode: str = "practice", script: Script = SCRIPT) -> None:
        self.script = replace(script, mode=mode)
        self.state: State = new_state("a-rehearsal")
        self.elapsed = 0.0

    def at(self, share: float) -> Scene:
        """Put the clock forward to that share of the time allowed."""
        self.elapsed = share * self.script.seconds
        return self

    def writes(self, *lines: LineFact, **more: object) -> list[Any]:
        return self._play(Facts(lines=lines, elapsed=self.elapsed, **more))  # ty: ignore[invalid-argument-type]

    def answers(self, level: str, reply: str = "") -> list[Any]:
        return self._play(Facts(answer=level, reply=reply, words=12, elapsed=self.elapsed))

    def explains(self, **more: object) -> list[Any]:
        return self._play(Facts(words=12, elapsed=self.elapsed, **more))  # ty: ignore[invalid-argument-type]

    def says_little(self, **more: object) -> list[Any]:
        return self._play(Facts(words=1, idle=True, elapsed=self.elapsed, **more))  # ty: ignore[invalid-argument-type]

    def asks_for_a_hint(self) -> list[Any]:
        return self._play(Facts(event="hint", elapsed=self.elapsed))

    def is_stuck(self) -> list[Any]:
        return self._play(Facts(event="stuck", elapsed=self.elapsed))

    def is_silent(self, seconds: float) -> list[Any]:
        return self._play(Facts(event="silence", silent=seconds, elapsed=self.elapsed))

    def watches_the_clock(self) -> list[Any]:
        return self._play(Facts(event="tick", elapsed=self.elapsed))

    def leaves(self) -> list[Any]:
        return self._play(Facts(event="finish", elapsed=self.elapsed))

    def derives_everything(self) -> list[Any]:
        """All steps with their reasons, in one message."""
        names = [step.id for step in self.script.steps]
        return self.writes(*(right(name) for name in names), words=40, reasons=tuple(names))

    def _play(self, facts: Facts) -> list[Any]:
        self.state = absorb(self.state, facts)
        moves = decide(self.script, self.state, facts)
        self.state = remember(self.state, moves)
        return list(moves)

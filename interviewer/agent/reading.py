"""Reads one message of the candidate: splits it, has the formulas checked and the prose judged, sums up the facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from interviewer.agent.angles import values_to_try
from interviewer.agent.approach import stated_steps
from interviewer.agent.facts import Facts, LineFact
from interviewer.agent.intents import intents
from interviewer.agent.memory import SETTLED
from interviewer.agent.script import Script, Step
from interviewer.agent.state import State
from interviewer.agent.view import Line, Turn
from interviewer.checking.verdict import Verdict

MOST_LINES = 80  # formula lines checked in one message; more is a pasted document, not an answer
FEWEST_WORDS = 4  # shorter prose ("so", "and then") states no reason
FEWEST_VOLUNTEERED = 8  # words that may cover a point nobody asked about


@dataclass(frozen=True, slots=True)
class Answer:
    """How an answer was judged. `reply` is what the rubric says to a misconception in it, "" when there is none."""

    level: str
    reply: str = ""


class Prose(Protocol):
    """Judges words. `quick` asks for a judgement without a network."""

    def point(self, point: str, question: str, answer: str, *, quick: bool = False) -> Answer: ...

    def reason(self, step: Step, answer: str) -> Answer: ...


@dataclass(frozen=True, slots=True)
class MessageReader:
    """The graph's reader. `split` cuts a message into lines, `check` judges a formula under the lines before it."""

    script: Script
    split: Callable[[str], Sequence[Line]]
    check: Callable[[Sequence[str], str], Verdict]
    prose: Prose

    def read(self, state: State, turn: Turn, earlier: list[Turn]) -> tuple[tuple[Line, ...], Facts]:
        """The message's lines with their verdicts, and what they mean for the policy."""
        lines = self._checked(turn, earlier)
        words = " ".join(line.text for line in lines if not line.formula)
        asked_for = intents(words)
        facts = Facts(
            event="said",
            elapsed=turn.at,
            lines=_line_facts(lines),
            words=len(words.split()),
            asks_hint="hint" in asked_for,
            gives_up="gives_up" in asked_for,
            says_done="done" in asked_for,
        )
        return lines, self._judged(state, facts, turn, words, _lately(earlier))

    def _checked(self, turn: Turn, earlier: list[Turn]) -> tuple[Line, ...]:
        setup = [line.text for before in earlier for line in before.lines if line.formula]
        checked: list[Line] = []
        for line in self.split(turn.text):
            if not line.formula:
                checked.append(line)
                continue
            if sum(done.formula for done in checked) < MOST_LINES:
                verdict = self.check(setup, line.text)
            else:
                verdict = Verdict("undecided", message="too many lines in one message: send the rest separately")
            checked.append(replace(line, verdict=verdict))
            setup.append(line.text)
        return tuple(checked)

    def _judged(self, state: State, facts: Facts, turn: Turn, words: str, lately: str) -> Facts:
        question = state["question"]
        answer: Answer | None = None
        if question and question["kind"] == "follow-up":
            answer = self.prose.point(question["about"], question["text"], turn.text)
        elif question and question["kind"] == "why" and facts.words:
            answer = self.prose.reason(self.script.step(question["about"]), words)
        return replace(
            facts,
            answer=answer.level if answer else None,
            reply=answer.reply if answer else "",
            reasons=self._reasons(state, facts, f"{lately} {words}".strip()),
            approach=self._approach(state, facts, words),
            volunteered=self._volunteered(state, facts, turn.text),
        )

    def _reasons(self, state: State, facts: Facts, words: str) -> tuple[str, ...]:
        if len(words.split()) < FEWEST_WORDS:
            return ()
        reached = {line.milestone for line in facts.lines if line.milestone and line.verdict in ("verified", "given")}
        fresh = [step for step in self.script.steps if step.id in reached and step.id not in state["reasons"]]
        return tuple(step.id for step in fresh if self.prose.reason(step, words).level != "none")

    def _approach(self, state: State, facts: Facts, words: str) -> tuple[str, ...]:
        if state["phase"] != "derive" or facts.lines:
            return ()
        waiting = [step for step in self.script.steps if state["milestones"].get(step.id) not in SETTLED]
        return stated_steps(words, waiting[:2])

    def _volunteered(self, state: State, facts: Facts, text: str) -> dict[str, str]:
        if facts.words < FEWEST_VOLUNTEERED:
            return {}
        asked = state["asked"]
        levels = {
            topic.id: self.prose.point(topic.id, topic.questions[0], text, quick=True).level
            for topic in self.script.topics
            if topic.id not in asked and topic.questions and state["points"].get(topic.id) != "full"
        }
        return {name: level for name, level in levels.items() if level != "none"}


def _lately(earlier: list[Turn]) -> str:
    """The candidate's prose since the interviewer last spoke: a reason may stand in a message of its own."""
    said: list[str] = []
    for turn in reversed(earlier):
        if turn.speaker == "interviewer":
            break
        said[:0] = [line.text for line in turn.lines if not line.formula]
    return " ".join(said)


def _line_facts(lines: Sequence[Line]) -> tuple[LineFact, ...]:
    formulas = [(line.text, line.verdict) for line in lines if line.formula and line.verdict]
    return tuple(
        LineFact(
            text=text,
            verdict=verdict.verdict,
            milestone=verdict.milestone,
            message=verdict.message,
            diagnosis=verdict.diagnosis or "",
            values=values_to_try(verdict.counterexample),
            repaired=verdict.verdict == "refuted" and _repaired_later(text, verdict, formulas[place + 1 :]),
        )
        for place, (text, verdict) in enumerate(formulas)
    )


def _repaired_later(text: str, verdict: Verdict, later: Sequence[tuple[str, Verdict]]) -> bool:
    """Whether a later right line of the same message says the same thing anew: same key step or same left side."""
    return any(
        right.verdict == "verified"
        and ((verdict.milestone and right.milestone == verdict.milestone) or _left(other) == _left(text))
        for other, right in later
    )


def _left(text: str) -> str:
    return "".join(text.partition("=")[0].split())

"""Reads one message of the candidate: splits it, has the formulas checked and the prose judged, sums up the facts."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from interviewer.agent.angles import values_to_try
from interviewer.agent.approach import stated_steps
from interviewer.agent.deriving import step_in_work, unsettled
from interviewer.agent.facts import Facts, LineFact
from interviewer.agent.intents import wishes
from interviewer.agent.ledger import Check, Ledger, WrongTurn, ledger_of, no_known_turn
from interviewer.agent.memory import SETTLED, left_side
from interviewer.agent.script import Script, Step
from interviewer.agent.state import State
from interviewer.agent.view import Line, Turn
from interviewer.checking.verdict import Verdict

MOST_LINES = 80  # formula lines checked in one message; more is a pasted document, not an answer
MESSAGE_SECONDS = 20.0  # for checking all lines of one message; nobody waits longer for a reply
TOO_MANY = "these are too many lines for one message: send the rest separately"
IDLE_WORDS = 2  # "hm", "let me see": a message this short, without a formula and a point, is thinking
FEWEST_WORDS = 4  # shorter prose ("so", "and then") states no reason
FEWEST_VOLUNTEERED = 8  # words that may cover a point nobody asked about
LONGEST_EXPLAINED = 4_000  # characters of earlier prose that may


@dataclass(frozen=True, slots=True)
class Answer:
    """How an answer was judged. `reply` is what the rubric says to a misconception in it, `missing` a claim it does not
    make; "" when there is none."""

    level: str
    reply: str = ""
    missing: str = ""


class Prose(Protocol):
    """Judges words. `quick` asks for a judgement without a network."""

    def point(self, point: str, question: str, answer: str, *, quick: bool = False) -> Answer: ...

    def reason(self, step: Step, answer: str) -> Answer: ...


@dataclass(frozen=True, slots=True)
class MessageReader:
    """The graph's reader. `split` cuts a message into lines, `check` judges a formula under the lines before it, `turn`
    finds the catalogue's question to a refuted one that is a known wrong turn; `now` reads seconds."""

    script: Script
    split: Callable[[str], Sequence[Line]]
    check: Check
    prose: Prose
    turn: WrongTurn = no_known_turn
    now: Callable[[], float] = time.monotonic

    def read(self, state: State, turn: Turn, earlier: list[Turn]) -> tuple[tuple[Line, ...], Facts]:
        """The message's lines with their verdicts, and what they mean for the policy."""
        ledger = ledger_of(earlier)
        lines = self._checked(turn, ledger)
        words = " ".join(filter(None, map(_words_of, lines)))
        facts = Facts(
            event="said",
            elapsed=turn.at,
            lines=self._line_facts(state, lines, ledger),
            words=len(words.split()),
            wishes=wishes(words),
        )
        return lines, self._judged(state, facts, replace(turn, lines=lines), words, earlier)

    def _checked(self, turn: Turn, ledger: Ledger) -> tuple[Line, ...]:
        checked: list[Line] = []
        until = self.now() + MESSAGE_SECONDS
        for line in self.split(turn.text):
            if not line.formula:
                checked.append(line)
            elif sum(done.formula for done in checked) < MOST_LINES and self.now() < until:
                checked.append(ledger.judge(line.text, self.check))
            else:
                checked.append(replace(line, verdict=Verdict("undecided", message=TOO_MANY)))
        return tuple(checked)

    def _line_facts(self, state: State, lines: Sequence[Line], ledger: Ledger) -> tuple[LineFact, ...]:
        judged = [(line, line.verdict) for line in lines if line.formula and line.verdict and _says_something(line)]
        places = {step.id: n for n, step in enumerate(self.script.steps)}
        at = step_in_work(self.script, state)
        found: list[LineFact] = []
        for place, (line, verdict) in enumerate(judged):
            refuted = verdict.verdict == "refuted"
            repaired = refuted and _repaired_later(line.text, verdict, judged[place + 1 :])
            probed = refuted and not repaired and not line.carried
            milestone = verdict.milestone
            if probed and milestone and at and state["milestones"].get(milestone) in SETTLED:
                milestone = at.id  # that step stands: he tries the next one
            fact = LineFact(
                text=line.text,
                verdict=verdict.verdict,
                milestone=milestone,
                message=verdict.message,
                diagnosis=verdict.diagnosis or (verdict.message if "shapes" in verdict.message else ""),
                values=values_to_try(verdict.counterexample) if probed else "",
                turn=self.turn(ledger.sound, line.text) if probed else "",
                carried=line.carried,
                repaired=repaired,
                place=places.get(milestone or "", -1),
            )
            found += [fact, *(replace(fact, milestone=name, place=places.get(name, -1)) for name in verdict.also)]
        return tuple(found)

    def _judged(self, state: State, facts: Facts, turn: Turn, words: str, earlier: list[Turn]) -> Facts:
        answer = self._answer(state, facts, turn, words, earlier)
        idle = facts.words <= IDLE_WORDS and not facts.lines and (answer is None or answer.level == "none")
        silent = answer is None or (idle and not answer.reply)
        return replace(
            facts,
            idle=idle and not facts.wishes,
            answer=None if silent else answer.level,
            reply=answer.reply if answer else "",
            missing=answer.missing if answer else "",
            reasons=self._reasons(state, facts, f"{_lately(earlier)} {words}".strip()),
            approach=self._approach(state, facts, words),
            volunteered=self._volunteered(state, facts, _explained([turn]), _explained(earlier)),
        )

    def _answer(self, state: State, facts: Facts, turn: Turn, words: str, earlier: list[Turn]) -> Answer | None:
        """How the open question was answered, None when nothing was said about it."""
        question = state["question"]
        if question and question["kind"] == "follow-up":
            answer = self.prose.point(question["about"], question["text"], turn.text)
            if question["level"] == "more" and answer.level != "full":
                whole = "\n".join((*_answers(question["about"], earlier), turn.text))
                return self.prose.point(question["about"], question["text"], whole)
            return answer
        if question and question["kind"] == "why" and facts.words:
            return self.prose.reason(self.script.step(question["about"]), words)
        return Answer("none") if question and question["kind"] == "bridge" else None

    def _reasons(self, state: State, facts: Facts, words: str) -> tuple[str, ...]:
        if len(words.split()) < FEWEST_WORDS:
            return ()
        reached = {line.milestone for line in facts.lines if line.milestone and line.verdict in ("verified", "given")}
        if not facts.lines and not state["question"]:  # words after a formula may be its reason
            reached = {name for name, status in state["milestones"].items() if status == "reached"}
        fresh = [step for step in self.script.steps if step.id in reached and step.id not in state["reasons"]]
        return tuple(step.id for step in fresh if self.prose.reason(step, words).level != "none")

    def _approach(self, state: State, facts: Facts, words: str) -> tuple[str, ...]:
        if state["phase"] != "derive" or facts.lines or state["question"]:
            return ()  # an answer to a question is no plan
        settled = [n for n, step in enumerate(self.script.steps) if state["milestones"].get(step.id) in SETTLED]
        ahead = self.script.steps[settled[-1] + 1 :] if settled else self.script.steps
        return stated_steps(words, (ahead or unsettled(self.script, state))[:2])

    def _volunteered(self, state: State, facts: Facts, text: str, before: str) -> dict[str, str]:
        """Levels on points nobody asked about: by the words of this message, or in full by all that was explained so far. A
        line of the derivation answers no question."""
        if facts.words < FEWEST_VOLUNTEERED:
            return {}
        found: dict[str, str] = {}
        for topic in self.script.topics:
            if topic.id in state["asked"] or not topic.questions or state["points"].get(topic.id) == "full":
                continue
            level = self.prose.point(topic.id, topic.questions[0], text, quick=True).level
            if level != "full" and before:
                whole = self.prose.point(topic.id, topic.questions[0], f"{before}\n{text}", quick=True).level
                level = "full" if whole == "full" else level
            found.update({topic.id: level} if level != "none" else {})
        return found


def _words_of(line: Line) -> str:
    """The prose of a line: all of it, or what a formula is followed by, `…, since the components are independent`."""
    from interviewer.grading.formulas import tail_of

    return tail_of(line.text) if line.formula else line.text


def _says_something(line: Line) -> bool:
    """A bare expression in the middle of an explanation states nothing that could be right or wrong."""
    from interviewer.grading.formulas import has_relation

    return line.verdict is not None and (line.verdict.verdict != "undecided" or has_relation(line.text))


def _lately(earlier: list[Turn]) -> str:
    """The candidate's prose since the interviewer last spoke: a reason may stand in a message of its own."""
    said: list[str] = []
    for turn in reversed(earlier):
        if turn.speaker == "interviewer":
            break
        said[:0] = filter(None, map(_words_of, turn.lines))
    return " ".join(said)


def _explained(earlier: list[Turn]) -> str:
    """The candidate's prose so far, the latest of it."""
    said = (_words_of(line) for turn in earlier if turn.speaker == "candidate" for line in turn.lines)
    return "\n".join(filter(None, said))[-LONGEST_EXPLAINED:]


def _answers(point: str, earlier: list[Turn]) -> list[str]:
    """What the candidate has said since the point was asked about."""
    asked = next((place for place, turn in enumerate(earlier) if turn.about == point), len(earlier))
    return [turn.text for turn in earlier[asked:] if turn.speaker == "candidate" and turn.text]


def _repaired_later(text: str, verdict: Verdict, later: Sequence[tuple[Line, Verdict]]) -> bool:
    """Whether a later right line of the same message says the same thing anew: same key step or same left side."""
    return any(
        right.verdict == "verified"
        and ((verdict.milestone and right.milestone == verdict.milestone) or left_side(other.text) == left_side(text))
        for other, right in later
    )

"""Which question comes next: what was not shown yet, deeper when strong, simpler when weak, a bridge, the end."""

from __future__ import annotations

from typing import Literal
from zlib import crc32

from interviewer.agent.facts import Facts
from interviewer.agent.leaks import gives_away
from interviewer.agent.memory import SETTLED, hints_used
from interviewer.agent.moves import AskWhy, Bridge, Close, Comment, Elaborate, FollowUp, Move, MoveOn
from interviewer.agent.script import Script, Topic
from interviewer.agent.state import State

Moves = tuple[Move, ...]

QUESTIONS_BY = 0.75  # of the time allowed; from here on the questions come, however far the derivation got
LAST_QUESTION = 0.93  # an answer needs about a minute
BRIDGE_BY = 0.85
ELABORATE_BY = 0.6  # later the time is better spent on the next point
MOST_DEEPER = 2  # enough to see the ceiling
MOST_ELABORATED = 2


def is_late(script: Script, facts: Facts) -> bool:
    """Whether the time that is left belongs to the questions."""
    return facts.elapsed >= QUESTIONS_BY * script.seconds


def _too_late(script: Script, facts: Facts) -> bool:
    return facts.elapsed >= LAST_QUESTION * script.seconds


def strength(state: State) -> float:
    """How it goes, from −1 (weak) to 1 (strong): levels so far, less what hints and slips cost."""
    marks = [{"full": 1.0, "partial": 0.2, "none": -1.0}[level] for level in state["points"].values()]
    steps = [1.0 if status == "reached" else -0.5 for status in state["milestones"].values()]
    seen = marks + steps
    mean = sum(seen) / len(seen) if seen else 0.0
    return max(-1.0, min(1.0, mean - 0.1 * hints_used(state) - 0.1 * state["slips"]))


def comment(script: Script, state: State, facts: Facts) -> tuple[Comment, ...]:
    """In practice an answer is commented on at once; in an interview the face shows nothing.

    What a deeper or simpler question asks the rubric does not know: only what it recognises is commented on. A point
    that is not left yet is not taught, nor is anything that holds a formula still to be derived.
    """
    question = state["question"]
    if script.mode != "practice" or question is None:
        return ()
    level = facts.answer
    if question["kind"] == "bridge":
        connection = script.links[int(question["about"])].text
        return () if gives_away(script, state, connection) else (Comment("partial", connection, teaches=True),)
    if level is None:
        return ()
    if facts.reply:
        return (Comment("none", facts.reply),)
    if level == "full":
        return (Comment("full"),)
    if question["kind"] == "why" and facts.lines and level == "none":
        return ()  # he has gone on deriving: nothing was answered, so there is nothing to comment on
    leaves = question["kind"] == "why" or not after_answer(script, state, facts)
    if level == "partial":
        told = facts.missing if leaves and not gives_away(script, state, facts.missing) else ""
        return (Comment("partial", told),)
    if not leaves or question["level"] == "deeper":
        return ()
    why = question["kind"] == "why"
    answer = script.step(question["about"]).motivation if why else script.topic(question["about"]).answer
    return (Comment("none", answer, teaches=True),) if answer and not gives_away(script, state, answer) else ()


def after_answer(script: Script, state: State, facts: Facts) -> Moves:
    """The second question on the same point, when the first answer calls for one; else nothing."""
    question = state["question"]
    if not question or question["kind"] != "follow-up" or question["level"] != "ask" or _too_late(script, facts):
        return ()
    if facts.answer == "none":
        return simpler_question(script, state)
    topic = script.topic(question["about"])
    if facts.answer == "full" and topic.deeper and _count(state, "deeper") < MOST_DEEPER and strength(state) > 0.5:
        return (FollowUp(topic.id, "deeper", _pick(state, topic.id + "deeper", len(topic.deeper))),)
    early = facts.elapsed < ELABORATE_BY * script.seconds
    if facts.answer == "partial" and early and _count(state, "more") < MOST_ELABORATED:
        return (Elaborate(topic.id),)
    return ()


def _count(state: State, level: str) -> int:
    return sum(level in levels for levels in state["asked"].values())


def simpler_question(script: Script, state: State) -> Moves:
    """The simpler question on the point in hand, once."""
    question = state["question"]
    if not question or question["kind"] != "follow-up":
        return ()
    topic = script.topic(question["about"])
    if not topic.simpler or "simpler" in state["asked"].get(topic.id, ()):
        return ()
    return (FollowUp(topic.id, "simpler", _pick(state, topic.id + "simpler", len(topic.simpler))),)


def other_words(script: Script, state: State) -> Moves:
    """The open question once more in other words, when there are any that were not used."""
    question = state["question"]
    if not question or question["level"] == "again":
        return ()
    if question["kind"] == "why":
        step = script.step(question["about"])
        return (AskWhy(step.id, again=True),) if len(step.why) > 1 else ()
    if question["kind"] == "follow-up" and question["level"] == "ask":
        topic = script.topic(question["about"])
        index = _pick(state, topic.id, len(topic.questions)) + 1
        return (FollowUp(topic.id, "again", index % len(topic.questions)),) if len(topic.questions) > 1 else ()
    return ()


def to_the_questions(
    script: Script, state: State, facts: Facts, reason: Literal["complete", "time", "asked", "stalled"]
) -> Moves:
    """Leave the derivation, and the first question."""
    following = next_question(script, state, facts)
    return following if isinstance(following[0], Close) else (MoveOn(reason), *following)


def next_question(script: Script, state: State, facts: Facts) -> Moves:
    """The next point nobody has covered, the weightiest first; then a bridge if it went well; then the close."""
    if not _too_late(script, facts):
        topic = _next_topic(script, state)
        if topic is not None:
            return (FollowUp(topic.id, "ask", _pick(state, topic.id, len(topic.questions))),)
        early = facts.elapsed < BRIDGE_BY * script.seconds
        derived = all(state["milestones"].get(step.id) in SETTLED for step in script.steps)
        if script.links and not state["bridged"] and early and derived and strength(state) > 0.3:
            return (Bridge(_pick(state, "bridge", len(script.links))),)
    return (Close("complete" if not _too_late(script, facts) else "time"),)


def _next_topic(script: Script, state: State) -> Topic | None:
    waiting = [
        topic
        for topic in script.topics
        if topic.questions and topic.id not in state["asked"] and state["points"].get(topic.id) != "full"
    ]
    return max(waiting, key=lambda topic: topic.weight, default=None)


def _pick(state: State, salt: str, count: int) -> int:
    """A place among `count` wordings: varied over interviews, always the same within one."""
    return crc32(f"{state['interview']}:{salt}".encode()) % count if count else 0

"""Which follow-up comes next: what was not shown yet, deeper when strong, simpler when weak, a bridge, the end."""

from __future__ import annotations

from zlib import crc32

from interviewer.agent.facts import Facts
from interviewer.agent.memory import SETTLED, hints_used
from interviewer.agent.moves import Bridge, Close, FollowUp, Move
from interviewer.agent.script import Script, Topic
from interviewer.agent.state import State

Moves = tuple[Move, ...]

LAST_QUESTION = 0.93  # of the time allowed; an answer needs about a minute
BRIDGE_BY = 0.85
MOST_DEEPER = 2  # enough to see the ceiling


def strength(state: State) -> float:
    """How it goes, from −1 (weak) to 1 (strong): levels so far, less what hints and slips cost."""
    marks = [{"full": 1.0, "partial": 0.2, "none": -1.0}[level] for level in state["points"].values()]
    steps = [1.0 if status == "reached" else -0.5 for status in state["milestones"].values()]
    seen = marks + steps
    mean = sum(seen) / len(seen) if seen else 0.0
    return max(-1.0, min(1.0, mean - 0.1 * hints_used(state) - 0.1 * state["slips"]))


def after_answer(script: Script, state: State, facts: Facts) -> Moves:
    """The second question on the same point, when the first answer calls for one; else nothing."""
    question = state["question"]
    if not question or question["kind"] != "follow-up" or question["level"] != "ask" or _too_late(script, facts):
        return ()
    if facts.answer == "none":
        return simpler_question(script, state)
    deepened = sum("deeper" in levels for levels in state["asked"].values())
    topic = script.topic(question["about"])
    if facts.answer == "full" and topic.deeper and deepened < MOST_DEEPER and strength(state) > 0.5:
        return (FollowUp(topic.id, "deeper", _pick(state, topic.id + "deeper", len(topic.deeper))),)
    return ()


def simpler_question(script: Script, state: State) -> Moves:
    """The simpler question on the point in hand, once."""
    question = state["question"]
    if not question or question["kind"] != "follow-up":
        return ()
    topic = script.topic(question["about"])
    if not topic.simpler or "simpler" in state["asked"].get(topic.id, ()):
        return ()
    return (FollowUp(topic.id, "simpler", _pick(state, topic.id + "simpler", len(topic.simpler))),)


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


def _too_late(script: Script, facts: Facts) -> bool:
    return facts.elapsed >= LAST_QUESTION * script.seconds


def _pick(state: State, salt: str, count: int) -> int:
    """A place among `count` wordings: varied over interviews, always the same within one."""
    return crc32(f"{state['interview']}:{salt}".encode()) % count if count else 0

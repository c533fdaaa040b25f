"""What a good interviewer does next: a pure function of the script, the state and what has just happened.

The order of the branches is the order of what matters: the clock, a call for help, a slip, an unreadable line, the
reasons of key steps, then the questions. Nothing here knows wording, models or storage.
"""

from __future__ import annotations

from interviewer.agent.angles import angle_for
from interviewer.agent.facts import Facts
from interviewer.agent.memory import SETTLED
from interviewer.agent.moves import (
    AcceptApproach,
    AskWhy,
    Clarify,
    Close,
    Comment,
    Give,
    Hint,
    Listen,
    Move,
    MoveOn,
    Nod,
    Nudge,
    Probe,
    Prompt,
    Share,
    TimeReminder,
)
from interviewer.agent.questions import after_answer, next_question, simpler_question
from interviewer.agent.script import Script, Step
from interviewer.agent.state import State

Moves = tuple[Move, ...]

REMINDERS: tuple[tuple[float, Share], ...] = ((0.9, "near-end"), (2 / 3, "two-thirds"))  # shares of the time allowed
QUESTIONS_BY = 0.75  # from here on the questions come, however far the derivation got
MOST_PROBES = 2  # a third question about the same slip only humiliates
MOST_CLARIFICATIONS = 3  # after that the margin says what could not be read, the interviewer stops asking
FIRST_NUDGE, SECOND_NUDGE = 90.0, 180.0  # seconds of silence; before that a candidate is thinking


def decide(script: Script, state: State, facts: Facts) -> Moves:
    """The interviewer's next moves, mostly one. `state` has absorbed `facts`. An empty tuple after the close."""
    if state["phase"] == "done":
        return ()
    if facts.event == "finish":
        return (Close("asked"),)
    if facts.elapsed >= script.seconds:
        return (Close("time"),)
    reminder = _reminder(script, state, facts)
    if facts.event == "tick":
        return reminder
    if facts.event == "silence":
        return _after_silence(script, state, facts)
    moves = _answer(script, state, facts)
    closing = any(isinstance(move, Close) for move in moves)
    return moves if closing else reminder + moves


def _reminder(script: Script, state: State, facts: Facts) -> Moves:
    for share, name in REMINDERS:
        if facts.elapsed >= share * script.seconds:
            return () if name in state["reminded"] else (TimeReminder(name),)
    return ()


def _after_silence(script: Script, state: State, facts: Facts) -> Moves:
    if facts.silent >= SECOND_NUDGE and state["nudges"] >= 2:
        return ()
    if facts.silent >= SECOND_NUDGE and state["nudges"] == 1:
        return (Nudge(), *_help(script, state, facts))
    if facts.silent >= FIRST_NUDGE and state["nudges"] == 0:
        return (Nudge(),)
    return ()


def _answer(script: Script, state: State, facts: Facts) -> Moves:
    asked_for_help = facts.event in ("hint", "stuck") or facts.asks_hint or facts.gives_up
    if asked_for_help and not facts.approach:
        return _help(script, state, facts)
    unreadable = next((line for line in facts.lines if line.verdict == "undecided"), None)
    if state["slip"] and not (unreadable and state["clarified"] < MOST_CLARIFICATIONS):
        return _work_on_slip(script, state, facts)
    if unreadable and state["clarified"] < MOST_CLARIFICATIONS:
        return (Clarify(unreadable.text, unreadable.message),)
    comment = _comment(script, state, facts)
    if state["phase"] == "derive":
        return comment + _derive(script, state, facts)
    return comment + (after_answer(script, state, facts) or next_question(script, state, facts))


def _help(script: Script, state: State, facts: Facts) -> Moves:
    question = state["question"]
    if question and question["kind"] == "follow-up":
        return simpler_question(script, state) or next_question(script, state, facts)
    if question and question["kind"] == "bridge":
        return next_question(script, state, facts)
    if question and question["kind"] == "why" and facts.event != "hint":
        return (*_comment(script, state, Facts(answer="none")), Nod())
    if state["phase"] == "explore":
        return next_question(script, state, facts)
    step = _step_in_work(script, state)
    if step is None:
        return _derive(script, state, facts)
    return (_rung(step, state),)


def _rung(step: Step, state: State) -> Move:
    rung = state["hints"].get(step.id, 0) + 1
    return Hint(step.id, rung) if rung <= len(step.hints) else Give(step.id)


def _step_in_work(script: Script, state: State) -> Step | None:
    slip = state["slip"]
    if slip and slip["milestone"] and state["milestones"].get(slip["milestone"]) not in SETTLED:
        return script.step(slip["milestone"])
    return next((step for step in script.steps if state["milestones"].get(step.id) not in SETTLED), None)


def _work_on_slip(script: Script, state: State, facts: Facts) -> Moves:
    slip = state["slip"]
    assert slip is not None
    if slip["probes"] < MOST_PROBES:
        angle = angle_for(slip["diagnosis"], slip["values"], slip["probes"])
        return (Probe(slip["line"], angle, slip["values"] if angle == "values" else ""),)
    step = _step_in_work(script, state) if state["phase"] == "derive" else None
    if step is not None:
        return (_rung(step, state),)
    return (MoveOn("asked"), *next_question(script, state, facts))


def _comment(script: Script, state: State, facts: Facts) -> Moves:
    """In practice an answer is commented on at once; in an interview the face shows nothing."""
    question = state["question"]
    if script.mode != "practice" or question is None or facts.answer is None:
        return ()
    if question["kind"] == "why" and facts.answer == "none" and not facts.reply:
        return (Comment("none", script.step(question["about"]).motivation, teaches=True),)
    level = facts.answer
    return (Comment("full" if level == "full" else "partial" if level == "partial" else "none", facts.reply),)


def _derive(script: Script, state: State, facts: Facts) -> Moves:
    late = facts.elapsed >= QUESTIONS_BY * script.seconds
    open_steps = [step for step in script.steps if state["milestones"].get(step.id) not in SETTLED]
    why = _reason_to_ask(script, state, derivation_done=not open_steps)
    if late:
        return (MoveOn("time"), *next_question(script, state, facts))
    if why:
        return (AskWhy(why.id),)
    if not open_steps:
        return next_question(script, state, facts)
    if facts.approach:
        step = script.step(facts.approach[-1])
        return (AcceptApproach(step.id, write=step.core and state["milestones"].get(step.id) == "stated"),)
    if facts.says_done:
        if open_steps[0].id not in state["asked"].get("prompt", ()):
            return (Prompt(open_steps[0].id),)
        return (MoveOn("asked"), *next_question(script, state, facts))
    if facts.answer or (facts.words and not facts.lines):
        return (Nod(),)
    return (Listen(),)


def _reason_to_ask(script: Script, state: State, *, derivation_done: bool) -> Step | None:
    """The first key step standing without its reason: core ones at once, the others when the derivation is done."""
    for step in script.steps:
        bare = state["milestones"].get(step.id) == "reached" and step.id not in state["reasons"]
        if bare and step.id not in state["asked_why"] and step.why and (step.core or derivation_done):
            return step
    return None

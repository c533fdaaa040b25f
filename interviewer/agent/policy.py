"""What a good interviewer does next: a pure function of the script, the state and what has just happened.

The order of the branches is the order of what matters: the clock, a call for help, a slip, an unreadable line, small
talk, then the derivation or the questions. Nothing here knows wording, models or storage.
"""

from __future__ import annotations

from interviewer.agent.deriving import derive, next_rung, step_in_work
from interviewer.agent.facts import Facts
from interviewer.agent.moves import Clarify, Close, Comment, Move, Nudge, Remark, Share, TimeReminder
from interviewer.agent.probing import work_on_slip
from interviewer.agent.questions import (
    after_answer,
    comment,
    is_late,
    next_question,
    other_words,
    simpler_question,
    to_the_questions,
)
from interviewer.agent.script import Script
from interviewer.agent.state import State

Moves = tuple[Move, ...]

REMINDERS: tuple[tuple[float, Share], ...] = ((0.9, "near-end"), (2 / 3, "two-thirds"))  # shares of the time allowed
MOST_CLARIFICATIONS = 3  # after that the margin says what could not be read, the interviewer stops asking
SILENCES = (90.0, 180.0, 300.0, 420.0)  # seconds; before the first a candidate is thinking, after the last he is away
MOST_IDLE = 2  # messages without content in a row; then he needs help


def decide(script: Script, state: State, facts: Facts) -> Moves:
    """The interviewer's next moves, mostly one. `state` has absorbed `facts`. Empty for silence and after the close."""
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
    nth = state["nudges"]
    if nth >= len(SILENCES) or facts.silent < SILENCES[nth]:
        return ()
    return (Nudge(),) if nth == 0 else (Nudge(), *_help(script, state, facts))


def _answer(script: Script, state: State, facts: Facts) -> Moves:
    if _asks_for_help(facts) and not facts.approach:
        return _help(script, state, facts)
    small = _small_talk(script, state, facts)
    if small is not None:
        return small
    unreadable = next((line for line in facts.lines if line.verdict == "undecided" and not line.carried), None)
    said_enough = state["phase"] == "explore" and facts.answer is not None
    if unreadable and not said_enough and state["clarified"] < MOST_CLARIFICATIONS:
        return (Clarify(unreadable.text, unreadable.message),)
    if state["slip"] and not (state["phase"] == "derive" and is_late(script, facts) and state["slip"]["probes"]):
        return work_on_slip(script, state, facts)
    spoken = _mended(script, state) + comment(script, state, facts)
    if state["phase"] == "derive":
        return derive(script, state, facts, spoken)
    return spoken + (after_answer(script, state, facts) or next_question(script, state, facts))


def _asks_for_help(facts: Facts) -> bool:
    if facts.answer in ("full", "partial"):
        return False  # who answers the question needs no help with it, whatever words he uses
    return facts.event in ("hint", "stuck") or "hint" in facts.wishes or "gives-up" in facts.wishes


def _small_talk(script: Script, state: State, facts: Facts) -> Moves | None:
    """The answer to a message without mathematics: None when there is something in it to go by."""
    if facts.lines or facts.approach or facts.answer in ("full", "partial"):
        return None
    if "again" in facts.wishes:
        again = other_words(script, state)
        if again:
            return again
        if state["slip"]:
            return work_on_slip(script, state, facts)
    if "unkind" in facts.wishes:
        return (Remark("unkind"),)
    if "verdict" in facts.wishes:
        return (Remark("verdict"),)
    if "notation" in facts.wishes:
        return (Remark("notation"),)
    if "again" in facts.wishes:
        return (Remark("task"),)
    if facts.idle:
        return _help(script, state, facts) if state["idle"] > MOST_IDLE and state["idle"] % 2 else ()
    return None


def _help(script: Script, state: State, facts: Facts) -> Moves:
    question = state["question"]
    if question and question["kind"] == "follow-up":
        simpler = simpler_question(script, state)
        return simpler or (*comment(script, state, Facts(answer="none")), *next_question(script, state, facts))
    if question and question["kind"] == "why" and facts.event != "hint":
        again = other_words(script, state) if "gives-up" not in facts.wishes else ()
        return again or derive(script, state, facts, comment(script, state, Facts(answer="none")))
    if question and question["kind"] == "bridge":
        return (*comment(script, state, Facts(answer="none")), *next_question(script, state, facts))
    if state["phase"] == "explore":
        return next_question(script, state, facts)
    if is_late(script, facts):
        return to_the_questions(script, state, facts, "time")
    step = step_in_work(script, state)
    return (next_rung(step, state),) if step else derive(script, state, facts, ())


def _mended(script: Script, state: State) -> tuple[Comment | Remark, ...]:
    """In practice a slip repaired is acknowledged; in an interview the face shows nothing."""
    return (Remark("repaired"),) if script.mode == "practice" and state["repaired"] else ()

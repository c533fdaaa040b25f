"""The derivation itself: listen, ask for reasons, take stated approaches, help on, and know when it is done."""

from __future__ import annotations

from interviewer.agent.facts import Facts
from interviewer.agent.memory import SETTLED
from interviewer.agent.moves import AcceptApproach, AskWhy, Give, Hint, Listen, Move, Nod, Prompt, Remark
from interviewer.agent.questions import is_late, to_the_questions
from interviewer.agent.script import Script, Step
from interviewer.agent.state import State

Moves = tuple[Move, ...]

PAUSE_BY = 0.55  # of the time; from here on the reasons of auxiliary steps do not wait for a pause
LAST_WHY = 0.85  # the reasons of what stands may take a little of the questions' time
TALK_TO_WRITE, TALK_TO_PROMPT, TALK_TO_LEAVE = 3, 5, 7  # messages in a row without a formula


def derive(script: Script, state: State, facts: Facts, spoken: Moves) -> Moves:
    """The next moves while deriving. `spoken` is said already in this turn: after it no nod is needed."""
    open_steps = unsettled(script, state)
    ended = not open_steps or script.steps[-1] not in open_steps
    pause = ended or not facts.lines or facts.elapsed >= PAUSE_BY * script.seconds
    why = _reason_to_ask(script, state, facts, auxiliary=pause)
    owed = why and (ended or why.id not in {line.milestone for line in facts.lines})  # written in time
    if is_late(script, facts) and not (owed and facts.elapsed < LAST_WHY * script.seconds):
        return spoken + to_the_questions(script, state, facts, "time")
    if facts.approach:
        step = script.step(facts.approach[-1])
        return (*spoken, AcceptApproach(step.id, write=step.core and state["milestones"].get(step.id) == "stated"))
    if why:
        return (*spoken, AskWhy(why.id))
    if ended or "done" in facts.wishes:
        return spoken + _round_off(script, state, facts, open_steps)
    if not facts.lines and not spoken:
        return _without_writing(script, state, facts)
    return spoken or (Listen(),)


def _round_off(script: Script, state: State, facts: Facts, open_steps: list[Step]) -> Moves:
    """At the end, or what the candidate takes for it: each step left out is asked for once, the core ones first."""
    asked = state["asked"].get("prompt", ())
    left = [step for step in open_steps if step.id not in asked]
    if left:
        step = min(left, key=lambda step: not step.core)
        return (Prompt(step.id, words=not step.core),)
    return to_the_questions(script, state, facts, "asked" if open_steps else "complete")


def _without_writing(script: Script, state: State, facts: Facts) -> Moves:
    """A candidate who talks is listened to, then asked to write, then led to a step, in the end relieved of it."""
    talk = state["talk"]
    step = step_in_work(script, state)
    if talk >= TALK_TO_LEAVE:
        return to_the_questions(script, state, facts, "stalled")
    if talk >= TALK_TO_PROMPT and step and step.id not in state["asked"].get("prompt", ()):
        return (Prompt(step.id, words=not step.core),)
    if talk == TALK_TO_WRITE:
        return (Remark("write"),)
    return (Nod(),)


def unsettled(script: Script, state: State) -> list[Step]:
    """The steps neither reached, stated nor given."""
    return [step for step in script.steps if state["milestones"].get(step.id) not in SETTLED]


def step_in_work(script: Script, state: State) -> Step | None:
    """The step that the candidate is at: the one that went wrong, the one just asked for, else the next after the last
    that stands."""
    waiting = {step.id: step for step in unsettled(script, state)}
    slip = state["slip"]
    if slip and slip["milestone"] in waiting:
        return waiting[slip["milestone"]]
    prompted = state["asked"].get("prompt", ())
    if prompted and prompted[-1] in waiting:
        return waiting[prompted[-1]]
    settled = [place for place, step in enumerate(script.steps) if step.id not in waiting]
    after = script.steps[settled[-1] + 1 :] if settled else script.steps
    return next(iter(after), None) or next(iter(waiting.values()), None)


def next_rung(step: Step, state: State) -> Hint | Give:
    """The next rung of the step's ladder; at its end the step is given."""
    rung = state["hints"].get(step.id, 0) + 1
    return Hint(step.id, rung) if rung <= len(step.hints) else Give(step.id)


def _reason_to_ask(script: Script, state: State, facts: Facts, *, auxiliary: bool) -> Step | None:
    """A key step standing without its reason: the one just written first; `auxiliary` ones when there is a pause."""
    bare = [
        step
        for step in script.steps
        if state["milestones"].get(step.id) == "reached"
        and step.id not in state["reasons"]
        and step.id not in state["asked_why"]
        and step.why
        and (step.core or auxiliary)
    ]
    fresh = {line.milestone for line in facts.lines}
    return min(bare, key=lambda step: (not step.core, step.id not in fresh), default=None)

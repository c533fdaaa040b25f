"""What to do about a refuted line: two questions from different angles, then the hint ladder, never the correction."""

from __future__ import annotations

from interviewer.agent.angles import angle_for
from interviewer.agent.deriving import next_rung, step_in_work
from interviewer.agent.facts import Facts
from interviewer.agent.memory import MOST_PROBES
from interviewer.agent.moves import Move, Probe
from interviewer.agent.questions import next_question, to_the_questions
from interviewer.agent.script import Script
from interviewer.agent.state import Slip, State


def work_on_slip(script: Script, state: State, facts: Facts) -> tuple[Move, ...]:
    """The next question about the slip in hand, or the way on from it."""
    slip = state["slip"]
    assert slip is not None
    deriving = state["phase"] == "derive"
    if slip["probes"] < (MOST_PROBES if deriving else 1):
        return (probe(slip),)
    step = step_in_work(script, state) if deriving else None
    if step is not None:
        return (next_rung(step, state),)
    return to_the_questions(script, state, facts, "asked") if deriving else next_question(script, state, facts)


def probe(slip: Slip) -> Probe:
    """The question about a slip from an angle not used before."""
    angle = angle_for(slip["diagnosis"], slip["values"], slip["turn"], slip["angle"])
    return Probe(
        slip["line"],
        angle,
        values=slip["values"] if angle == "values" else "",
        question=slip["turn"] if angle == "turn" else "",
    )

"""How the state changes: `absorb` what an event brought, `remember` what the interviewer then did. Pure functions."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from interviewer.agent.facts import Facts, LineFact
from interviewer.agent.moves import (
    AskWhy,
    Bridge,
    Clarify,
    Close,
    FollowUp,
    Give,
    Hint,
    Move,
    MoveOn,
    Nudge,
    Probe,
    Prompt,
    TimeReminder,
    to_row,
)
from interviewer.agent.state import OpenQuestion, Slip, State

SETTLED = ("reached", "stated", "given")
_RANK = {"none": 0, "partial": 1, "full": 2}


def absorb(state: State, facts: Facts) -> State:
    """The state after an event, before the interviewer answers. The open question stays until `remember`."""
    after = deepcopy(state)
    if facts.event != "said":
        return after
    after["nudges"] = 0
    _absorb_milestones(after, facts)
    _absorb_levels(after, facts)
    _absorb_slip(after, facts)
    return after


def _absorb_milestones(state: State, facts: Facts) -> None:
    status = state["milestones"]
    for line in facts.lines:
        if line.milestone is None:
            continue
        if line.verdict in ("verified", "given"):
            status[line.milestone] = "reached"
        elif line.verdict == "refuted" and not line.carried and status.get(line.milestone) not in SETTLED:
            status[line.milestone] = "wrong"
    for name in facts.approach:
        if status.get(name) not in SETTLED:
            status[name] = "stated"


def _absorb_levels(state: State, facts: Facts) -> None:
    question = state["question"]
    reasons = set(facts.reasons)
    if question and facts.answer:
        if question["kind"] == "follow-up":
            _raise_level(state, question["about"], facts.answer)
        elif question["kind"] == "why" and facts.answer != "none":
            reasons.add(question["about"])
    for point, level in facts.volunteered.items():
        if level != "none":
            _raise_level(state, point, level)
    state["reasons"] = [*state["reasons"], *sorted(reasons.difference(state["reasons"]))]


def _raise_level(state: State, point: str, level: str) -> None:
    known = state["points"].get(point)
    if known is None or _RANK[level] > _RANK[known]:
        state["points"][point] = level


def _absorb_slip(state: State, facts: Facts) -> None:
    pending = state["slip"]
    fresh = [line for line in facts.lines if line.verdict == "refuted" and not line.carried and not line.repaired]
    if fresh:
        probes = pending["probes"] if pending else 0
        state["slip"] = _slip(fresh[0], probes)
        if not pending:
            state["slips"] += 1
    elif pending and any(_repairs(line, pending) for line in facts.lines):
        state["slip"] = None


def _repairs(line: LineFact, slip: Slip) -> bool:
    """A right line clears the air; a given one only when it is the step that went wrong."""
    return line.verdict == "verified" or (line.verdict == "given" and line.milestone == slip["milestone"])


def _slip(line: LineFact, probes: int) -> Slip:
    return Slip(line=line.text, diagnosis=line.diagnosis, values=line.values, milestone=line.milestone, probes=probes)


def remember(state: State, moves: tuple[Move, ...], texts: tuple[str, ...] = ()) -> State:
    """The state after the interviewer's moves. `texts` are the words said for each, kept for the open question only."""
    after = deepcopy(state)
    spoken = texts or ("",) * len(moves)
    if any(not isinstance(move, TimeReminder | Nudge) for move in moves):
        after["question"] = None
    for move, text in zip(moves, spoken, strict=True):
        _remember_one(after, move, text)
    after["moves"] = [to_row(move) for move in moves]
    return after


def _remember_one(state: State, move: Move, text: str) -> None:
    match move:
        case Probe():
            if state["slip"]:
                state["slip"]["probes"] += 1
        case Clarify():
            state["clarified"] += 1
        case AskWhy(milestone=name):
            state["asked_why"].append(name)
            state["question"] = OpenQuestion(kind="why", about=name, level="ask", text=text)
        case Prompt(milestone=name):
            state["asked"].setdefault("prompt", []).append(name)
        case Hint(milestone=name, rung=rung):
            state["hints"][name] = rung
        case Give(milestone=name):
            state["milestones"][name] = "given"
            state["slip"] = None
        case FollowUp(point=point, level=level):
            state["asked"].setdefault(point, []).append(level)
            state["question"] = OpenQuestion(kind="follow-up", about=point, level=level, text=text)
            state["phase"] = "explore"
        case MoveOn():
            state["phase"] = "explore"
            state["slip"] = None
        case Bridge(index=index):
            state["bridged"] = True
            state["question"] = OpenQuestion(kind="bridge", about=str(index), level="ask", text=text)
        case TimeReminder(share=share):
            state["reminded"].append(share)
        case Nudge():
            state["nudges"] += 1
        case Close():
            state["phase"] = "done"
        case _:
            pass


def hints_used(state: State) -> int:
    """How many rungs of the hint ladders were given."""
    return sum(state["hints"].values())


def plain(state: State) -> dict[str, Any]:
    """The state as the dict the checkpointer stores."""
    return dict(state)

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
    Elaborate,
    FollowUp,
    Give,
    Hint,
    Move,
    MoveOn,
    Nudge,
    Probe,
    Prompt,
    Remark,
    TimeReminder,
    to_row,
)
from interviewer.agent.state import OpenQuestion, Slip, State

MOST_WAITING = 3  # slips to come back to; the report counts them all
MOST_PROBES = 2  # a third question about the same slip only humiliates
RIGHT = ("verified", "given")
SETTLED = ("reached", "stated", "given")
_RANK = {"none": 0, "partial": 1, "full": 2}


def absorb(state: State, facts: Facts) -> State:
    """The state after an event, before the interviewer answers. The open question stays until `remember`."""
    after = deepcopy(state)
    after["repaired"] = False
    if facts.event != "said":
        return after
    after["nudges"] = 0
    after["idle"] = state["idle"] + 1 if facts.idle else 0
    after["talk"] = 0 if facts.lines or facts.approach else state["talk"] + 1
    _absorb_milestones(after, facts)
    _absorb_levels(after, facts)
    _absorb_slips(after, facts)
    return after


def _absorb_milestones(state: State, facts: Facts) -> None:
    status = state["milestones"]
    for line in facts.lines:
        if line.milestone is None:
            continue
        if line.verdict in RIGHT:
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
        # half of an answer to what nobody asked is none, in the report as here: it will be asked for
        if level == "full":
            _raise_level(state, point, level)
    state["reasons"] = [*state["reasons"], *sorted(reasons.difference(state["reasons"]))]


def _raise_level(state: State, point: str, level: str) -> None:
    known = state["points"].get(point)
    if known is None or _RANK[level] > _RANK[known]:
        state["points"][point] = level


def _absorb_slips(state: State, facts: Facts) -> None:
    """Mended slips go, new ones queue; what comes next is the one in hand, else the first in the queue.

    Who has been asked twice and goes on with right lines is left to it: the step stays open and is asked for at the end.
    """
    before = state["slip"]
    fresh = [line for line in facts.lines if line.verdict == "refuted" and not line.carried and not line.repaired]
    going_on = not fresh and any(line.verdict in RIGHT for line in facts.lines)
    standing = [
        slip
        for slip in _pending(state)
        if not any(_mends(line, slip) for line in facts.lines) and not (going_on and slip["probes"] >= MOST_PROBES)
    ]
    for line in fresh:
        aim = line.milestone if state["milestones"].get(line.milestone or "") not in SETTLED else None
        again = next((slip for slip in standing if aim in (None, slip["milestone"])), None)
        if again is None:
            state["slips"] += 1
            standing.append(_slip(line, aim))
        else:  # another try at the same step is no slip of its own
            again.update(line=line.text, diagnosis=line.diagnosis, values=line.values, turn=line.turn)
    standing.sort(key=lambda slip: slip["probes"] >= MOST_PROBES)  # a fresh slip before one that has had its questions
    state["repaired"] = before is not None and any(_repairs(line, before) for line in facts.lines)
    state["slip"] = standing[0] if standing else None
    state["waiting"] = standing[1 : 1 + MOST_WAITING]


def _pending(state: State) -> list[Slip]:
    return ([state["slip"]] if state["slip"] else []) + state["waiting"]


def _mends(line: LineFact, slip: Slip) -> bool:
    """The step that went wrong, now right; or a later one, for who gets there has mended it on the way."""
    if line.verdict == "verified" and (slip["milestone"] is None or left_side(line.text) == left_side(slip["line"])):
        return True
    return line.milestone is not None and 0 <= slip["place"] <= line.place and line.verdict in RIGHT


def _repairs(line: LineFact, slip: Slip) -> bool:
    return _mends(line, slip) and slip["milestone"] in (None, line.milestone or slip["milestone"])


def left_side(text: str) -> str:
    """What a line says something of, to tell a second try from another line."""
    return "".join(text.partition("=")[0].split())


def _slip(line: LineFact, aim: str | None) -> Slip:
    return Slip(
        line=line.text,
        diagnosis=line.diagnosis,
        values=line.values,
        turn=line.turn,
        angle="",
        milestone=aim,
        place=line.place,
        probes=0,
    )


_ASIDE = (TimeReminder, Nudge, Remark, Elaborate)  # these leave the question on the table


def remember(state: State, moves: tuple[Move, ...], texts: tuple[str, ...] = ()) -> State:
    """The state after the interviewer's moves. `texts` are the words said for each, kept for the open question only."""
    after = deepcopy(state)
    spoken = texts or ("",) * len(moves)
    if any(not isinstance(move, _ASIDE) for move in moves):
        after["question"] = None
    for move, text in zip(moves, spoken, strict=True):
        _remember_one(after, move, text)
    after["moves"] = [to_row(move) for move in moves]
    return after


def _remember_one(state: State, move: Move, text: str) -> None:
    match move:
        case Probe(angle=angle):
            if state["slip"]:
                state["slip"]["probes"] += 1
                state["slip"]["angle"] = angle
        case Clarify():
            state["clarified"] += 1
        case AskWhy(milestone=name, again=again):
            state["asked_why"] += [name] if name not in state["asked_why"] else []
            state["question"] = OpenQuestion(kind="why", about=name, level="again" if again else "ask", text=text)
        case Prompt(milestone=name):
            state["asked"].setdefault("prompt", []).append(name)
        case Hint(milestone=name, rung=rung):
            state["hints"][name] = rung
        case Give(milestone=name):
            state["milestones"][name] = "given"
            _next_slip(state)
        case FollowUp(point=point, level=level):
            state["asked"].setdefault(point, []).append(level)
            state["question"] = OpenQuestion(kind="follow-up", about=point, level=level, text=text)
            state["phase"] = "explore"
        case Elaborate(point=point):
            state["asked"].setdefault(point, []).append("more")
            if state["question"]:
                state["question"]["level"] = "more"
        case MoveOn():
            state["phase"] = "explore"
            state["slip"], state["waiting"] = None, []
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


def _next_slip(state: State) -> None:
    state["slip"] = state["waiting"].pop(0) if state["waiting"] else None


def hints_used(state: State) -> int:
    """How many rungs of the hint ladders were given."""
    return sum(state["hints"].values())


def plain(state: State) -> dict[str, Any]:
    """The state as the dict the checkpointer stores."""
    return dict(state)

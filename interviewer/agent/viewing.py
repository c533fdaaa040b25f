"""From record, state and turns to what a screen may see: in an interview the face shows nothing until the report."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from interviewer.agent.clock import Clock
from interviewer.agent.memory import hints_used
from interviewer.agent.script import Script
from interviewer.agent.state import State
from interviewer.agent.store import Record
from interviewer.agent.view import InterviewView, Line, MilestoneView, Mode, PointLevel, PointView, Status, Turn


def view(record: Record, script: Script, state: State, turns: tuple[Turn, ...], clock: Clock) -> InterviewView:
    """The interview at this moment."""
    done = state["phase"] == "done"
    open_face = record.mode == "practice" or done
    return InterviewView(
        id=record.id,
        derivation=script.derivation,
        title=script.title,
        mode=cast(Mode, record.mode),
        elapsed=clock.elapsed,
        limit=script.seconds,
        paused=clock.paused,
        milestones=tuple(
            MilestoneView(
                step.id, step.title, cast(Status, state["milestones"].get(step.id, "open")) if open_face else None
            )
            for step in script.steps
        ),
        points=tuple(
            PointView(topic.id, topic.title, cast(PointLevel, state["points"].get(topic.id)) if open_face else None)
            for topic in script.topics
        ),
        hints_used=hints_used(state),
        turns=tuple(_shown(turn, open_face) for turn in turns if turn.text),
        done=done,
        candidate=record.candidate,
        round_id=record.round_id,
    )


def _shown(turn: Turn, open_face: bool) -> Turn:
    if open_face or not turn.lines:
        return turn
    return replace(turn, lines=tuple(Line(line.text, None, line.formula) for line in turn.lines))

"""What can be measured in an interview that is over: repetitions, leaks, slips probed, reasons asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewer.agent.leaks import leaks
from interviewer.agent.phrasing import sentences
from interviewer.agent.questions import is_late
from interviewer.agent.script import Script
from interviewer.agent.view import Turn

if TYPE_CHECKING:
    from interviewer.agent.interview import Interview

RIGHT = ("verified", "given")


@dataclass(frozen=True, slots=True)
class Observation:
    """`repeated` sentences said twice, `leaked` turns that gave an unreleased reference formula away, `slips` refuted
    lines that were no repetition, `unprobed` those never asked about, `bare` key steps written without their reason,
    `unasked` those whose reason was never asked for, `reminders` of the time."""

    turns: int
    hints: int
    repeated: tuple[str, ...] = ()
    leaked: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()
    unprobed: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    reminders: int = 0


def observe(interview: Interview) -> Observation:
    """The observations on a finished interview."""
    script, turns = interview.script, interview.turns
    slips = _slips(turns)
    bare = _bare(interview, turns)
    asked = {turn.about for turn in turns if turn.move == "ask-why"}
    return Observation(
        turns=len(turns),
        hints=interview.state.hints_used,
        repeated=_repeated(turns),
        leaked=_leaked(script, turns),
        slips=tuple(text for text, _ in slips),
        unprobed=tuple(text for text, probed in slips if not probed),
        bare=bare,
        unasked=tuple(name for name in bare if name not in asked),
        undecided=tuple(
            line.text
            for turn in turns
            for line in turn.lines
            if line.formula and line.verdict and line.verdict.verdict == "undecided"
        ),
        reminders=sum(turn.move == "time-reminder" for turn in turns),
    )


def _repeated(turns: Sequence[Turn]) -> tuple[str, ...]:
    heard: set[str] = set()
    twice: list[str] = []
    for turn in turns:
        if turn.speaker == "interviewer":
            said = sentences(turn.text)
            twice += sorted(said & heard)
            heard |= said
    return tuple(twice)


def _leaked(script: Script, turns: Sequence[Turn]) -> tuple[str, ...]:
    """The interviewer's turns that hold a reference formula of a step nobody had reached and no ladder had released."""
    released: set[str] = set()
    hints: dict[str, int] = {}
    known = [script.statement, *script.opening]
    found: list[str] = []
    for turn in turns:
        if turn.speaker == "candidate":
            right = [line.verdict for line in turn.lines if line.verdict and line.verdict.verdict in RIGHT]
            released |= {name for verdict in right for name in verdict.milestones}
            known.append(turn.text)
            continue
        if turn.move == "hint":
            hints[turn.about] = hints.get(turn.about, 0) + 1
        if turn.move == "give" or hints.get(turn.about, 0) >= 3:
            released.add(turn.about)
        open_steps = [step for step in script.steps if step.id not in released]
        known_now = [*known, *(f for step in script.steps if step.id in released for f in step.formulas)]
        if leaks(turn.text, [f for step in open_steps for f in step.formulas], known_now):
            found.append(turn.text)
    return tuple(found)


def _slips(turns: Sequence[Turn]) -> list[tuple[str, bool]]:
    """Each refuted line that is neither carried forward nor mended in its own message, and whether it was probed: by a
    question about it, or by help with the step it aims at."""
    found: list[tuple[str, bool]] = []
    seen: set[str] = set()
    for place, turn in enumerate(turns):
        for line in turn.lines:
            verdict = line.verdict
            if verdict is None or verdict.verdict != "refuted" or line.carried or line.text in seen:
                continue
            seen.add(line.text)
            right = {
                other.verdict.milestone for other in turn.lines if other.verdict and other.verdict.verdict in RIGHT
            }
            if verdict.milestone and verdict.milestone in right:
                continue
            probed = any(reply.speaker == "interviewer" and reply.move == "probe" for reply in turns[place + 1 :])
            found.append((line.text, probed))
    return found


def _bare(interview: Interview, turns: Sequence[Turn]) -> tuple[str, ...]:
    """The key steps that were written, while there was time for the derivation, without their reason."""
    reasons: set[str] = set()
    bare: list[str] = []
    for turn in turns:
        facts = interview.facts(turn.seq) if turn.speaker == "candidate" else None
        if facts is not None:
            reasons |= set(facts.reasons)
            for line in () if is_late(interview.script, facts) else facts.lines:
                if line.milestone and line.verdict in RIGHT and line.milestone not in (*reasons, *bare):
                    bare.append(line.milestone)
    return tuple(bare)

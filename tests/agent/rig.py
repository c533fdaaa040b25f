"""An interview on the rehearsal script with real graph, store and phrasing; only algebra and judge are played.

In it a line "gradient = …" reaches the milestone of that name, "wrong …" is refuted, "??…" cannot be read; every other
line is prose. "because" states a reason, "fully", "partly" and "wrongly" say how good an answer is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from interviewer.agent.clock import Clock
from interviewer.agent.graph import Speaker, Tools
from interviewer.agent.interview import Interview
from interviewer.agent.reading import Answer, MessageReader
from interviewer.agent.script import Script, Step
from interviewer.agent.speaking import BuiltinSpeaker
from interviewer.agent.store import Record, Store, timestamp
from interviewer.agent.view import Line
from interviewer.checking.verdict import Verdict
from interviewer.grading.report import Report
from tests.agent.scene import SCRIPT

NAMES = {step.id for step in SCRIPT.steps}


class Hours:
    """A source of seconds that a test moves on."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class PlayedProse:
    def point(self, point: str, question: str, answer: str, *, quick: bool = False) -> Answer:
        if quick:
            return Answer("none")
        return Answer("full" if "fully" in answer else "partial" if "partly" in answer else "none")

    def reason(self, step: Step, answer: str) -> Answer:
        return Answer("full" if "because" in answer else "none")


def split(text: str) -> list[Line]:
    return [Line(part, None, "=" in part or part.startswith("??")) for part in text.splitlines() if part.strip()]


def check(setup: Sequence[str], step: str) -> Verdict:
    if step.startswith("??"):
        return Verdict("undecided", message="I expected a formula")
    if step.startswith("wrong"):
        return Verdict("refuted", "numeric", None, "does not hold", {"w": 2}, "right up to the sign")
    name = step.partition("=")[0].strip()
    return Verdict("verified", "symbolic", name if name in NAMES else None, "follows")


def tools(record: Record, store: Store, clock: Clock, script: Script = SCRIPT, speaker: Speaker | None = None) -> Tools:
    def grade() -> str:
        report = Report(derivation=record.derivation, score=len(store.turns(record.id)))
        return json.dumps(report.model_dump(mode="json"))

    return Tools(
        script=script,
        store=store,
        reader=MessageReader(script, split, check, PlayedProse()),
        speaker=speaker or BuiltinSpeaker(script),
        grade=grade,
        now=lambda: clock.elapsed,
    )


def open_interview(
    path: Path,
    name: str = "one",
    *,
    mode: str = "practice",
    now: Callable[[], float] | None = None,
    speaker: Speaker | None = None,
) -> Interview:
    """Start the interview of that name in the store at `path`, or resume it if it is there."""
    from dataclasses import replace

    store = Store(path)
    known = {record.id: record for record in store.records()}
    record = known.get(name) or Record(name, "least-squares", mode, "builtin", None, None, timestamp(), 0.0, None)
    clock = Clock(record.elapsed, now or Hours())
    if name not in known:
        store.create(record)
    interview = Interview(record, store, tools(record, store, clock, replace(SCRIPT, mode=record.mode), speaker), clock)
    interview.catch_up()
    return interview


MESSAGES = (
    "The loss should be convex, because then the stationary point is the minimum.\nobjective = |Xw-y|^2",
    "wrong gradient = -X'(Xw-y)",
    "I check the sign again.\ngradient = X'(Xw-y)",
    "because the gradient vanishes at the minimum",
    "I expand the squared norm first.\nexpansion = w'X'Xw - 2w'X'y + y'y",
    "?? x = = y",
    "solution = (X'X)^-1 X'y",
    "because X'X is invertible",
    "fully answered: it shrinks the weights",
    "partly: the rank matters",
    "and wrongly said",
    "fully answered: full column rank",
    "a prior with small variance, fully",
    "one more word, fully",
)

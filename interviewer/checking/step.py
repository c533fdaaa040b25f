"""A step judged twice: under the problem, and under the model the candidate has set up himself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from derivations import Derivation
from interviewer.checking.clock import Clock, OutOfTime
from interviewer.checking.lines import Judged, confirmed, judge_line
from interviewer.checking.own.judge import judge_own
from interviewer.checking.scope import Scope
from interviewer.checking.setup import scope_after

SETUP_SHARE, OWN_SHARE = 0.6, 0.25  # of a line's time; what is left is for the line under the problem


def judge_step(derivation: Derivation, setup: Sequence[str], text: str, clock: Clock) -> Judged:
    """The verdict on one line after the lines before it.

    His own model decides where it clashes with the problem's, where it says how data depend on a parameter, and where the
    problem has nothing to say.
    """
    whole = clock.left()
    scope = scope_after(derivation, setup, Clock.of(SETUP_SHARE * whole, within=clock))
    own = _own(setup, text, Clock.of(OWN_SHARE * whole, within=clock)) if setup else None
    first = own is not None and bool(scope.clash or own.ground)
    if own is not None and (
        (first and own.judged.kind == "verified") or (own.ground == "model" and own.judged.kind == "refuted")
    ):
        return own.settled(scope)
    judged = confirmed(judge_line(scope, text, clock), scope)
    if own is None or own.judged.kind == "undecided":
        return judged
    weak = judged.kind == "given" or (scope.clash and judged.kind != "verified")
    if own.judged.kind == "refuted" and _read_elsewhere(judged, scope):
        weak = True  # it holds in a reading of the problem other than the one that the lines before it have settled
    if judged.kind == "undecided" or (own.judged.kind == "refuted" and first and weak):
        return own.settled(scope)
    return judged


def _read_elsewhere(judged: Judged, scope: Scope) -> bool:
    return scope.setting is not None and judged.read_in is not None and judged.read_in.world is not scope.setting


@dataclass(frozen=True)
class _Own:
    """The verdict under his own model, and what that model is."""

    judged: Judged
    ground: str

    def settled(self, scope: Scope) -> Judged:
        return replace(confirmed(self.judged, self.judged.scope), scope=scope)


def _own(setup: Sequence[str], text: str, clock: Clock) -> _Own | None:
    try:
        found = judge_own(setup, text, clock)
    except OutOfTime:
        return None
    if found is None:
        return None
    line, result, ground = found
    return _Own(Judged(result.kind, result, result.scope, line, result.message), ground)

"""Typed statements to verdicts: `check(derivation, setup, step)` is the whole public surface.

`judge` is the same without the guard: what breaks in the checker is raised, for tests that look for it.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from derivations import Derivation, catalogue
from interviewer.checking.verdict import Verdict

if TYPE_CHECKING:
    from interviewer.checking.clock import Clock
    from interviewer.checking.judged import Judged
    from interviewer.notation.tree import Node

__all__ = ["Verdict", "check", "judge"]

PROOF_SECONDS = 0.04  # a proof upgrades `numeric` to `symbolic`; beyond this it is not worth a pause in typing
MILESTONE_SECONDS = 0.4  # at least: a step reached and not recognised costs its writer more than this pause
EXPLANATION_SECONDS = 0.2  # for all of these, where the verdict has used up the line's own time
UNJUDGED = "this line could not be judged; write it differently"


def check(derivation: Derivation | str, setup: Sequence[str], step: str, *, seconds: float = 2.0) -> Verdict:
    """Judge one line under the problem and the lines before it. Never raises on candidate text; bounded in time.

    Raises KeyError for an unknown derivation id.
    """
    model = catalogue()[derivation] if isinstance(derivation, str) else derivation
    started = time.perf_counter()
    try:
        return judge(model, setup, step, seconds=seconds)
    except Exception:  # an interview goes on, whatever a line has met in the checker
        return Verdict("undecided", message=UNJUDGED, ms=round((time.perf_counter() - started) * 1000, 2))


def judge(derivation: Derivation, setup: Sequence[str], step: str, *, seconds: float = 2.0) -> Verdict:
    """What `check` answers with. Raises whatever goes wrong inside."""
    from interviewer.checking.clock import Clock
    from interviewer.checking.judged import verdict_of
    from interviewer.checking.settling import settled
    from interviewer.checking.step import judge_step

    started = time.perf_counter()
    clock = Clock.of(seconds)
    judged = judge_step(derivation, setup, step, clock)
    judged, slip = settled(judged, setup, Clock.of(max(clock.left(), EXPLANATION_SECONDS)))
    return _explained(derivation, judged, verdict_of(judged, started), slip, started, clock.left())


def _explained(
    derivation: Derivation, judged: Judged, verdict: Verdict, slip: str | None, started: float, remaining: float
) -> Verdict:
    """The verdict with what explains it: how the line was read, the step it reaches, a proof."""
    from dataclasses import replace

    from interviewer.checking.clock import Clock
    from interviewer.checking.milestones import milestone_of
    from interviewer.checking.proving.prove import all_proved
    from interviewer.notation.show import show

    if judged.line is None:
        return verdict
    try:
        reading = ",  ".join(show(c.node) for c in judged.line.clauses)
    except RecursionError:  # read, but nested too deeply to be written out
        reading = None
    clock = Clock.of(max(remaining, EXPLANATION_SECONDS))
    milestone = None
    also: tuple[str, ...] = ()
    method = verdict.method
    scope = judged.read_in
    if scope is not None and verdict.verdict != "undecided":
        milestone = milestone_of(
            derivation,
            scope,
            _in_order(judged, verdict.verdict != "refuted"),
            verdict.verdict != "refuted",
            Clock.of(max(MILESTONE_SECONDS, remaining / 2), within=clock),
        )
        also = _also(derivation, judged, milestone, clock) if verdict.verdict != "refuted" else ()
    if verdict.verdict == "verified" and all_proved(judged.equations or (), Clock.of(PROOF_SECONDS, within=clock)):
        method = "symbolic"
    message = f"{verdict.message} — {slip}" if slip else verdict.message
    return replace(
        verdict,
        method=method,
        milestone=milestone,
        message=message,
        diagnosis=slip,
        reading=reading,
        also=also,
        ms=round((time.perf_counter() - started) * 1000, 2),
    )


def _parts(judged: Judged) -> list[tuple[str, str, Node]]:
    """The clauses of a line as they were judged: their roles, how they hang together, their formulas."""
    clauses = judged.line.clauses if judged.line is not None else ()
    if len(clauses) != len(judged.nodes):
        return [("claim", "", node) for node in judged.nodes]
    return [(clause.role, clause.link, node) for clause, node in zip(clauses, judged.nodes, strict=True)]


def _in_order(judged: Judged, right: bool) -> tuple[Node, ...]:
    """What a line claims says which step it is, before what it leans on: `W(α) = … with Σ_i α_i y_i = 0` is the dual."""
    parts = sorted(_parts(judged), key=lambda part: (part[0] == "claim") == right)
    return tuple(node for _, _, node in parts)


def _also(derivation: Derivation, judged: Judged, milestone: str | None, clock: Clock) -> tuple[str, ...]:
    """The further key steps of a right line that states several equations side by side."""
    from interviewer.checking.milestones import milestone_of

    assert judged.read_in is not None
    beside = [
        node
        for role, link, node in _parts(judged)
        if role in ("reason", "let") or (role == "claim" and link in ("", "and"))
    ]
    if len(beside) < 2:
        return ()
    found = (milestone_of(derivation, judged.read_in, (node,), True, clock) for node in beside)
    return tuple(dict.fromkeys(name for name in found if name and name != milestone))

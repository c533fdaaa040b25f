"""Typed statements to verdicts: `check(derivation, setup, step)` is the whole public surface."""

from __future__ import annotations

import time
from collections.abc import Sequence

from derivations import Derivation, catalogue
from interviewer.checking.verdict import Verdict

__all__ = ["Verdict", "check"]


def check(derivation: Derivation | str, setup: Sequence[str], step: str, *, seconds: float = 1.0) -> Verdict:
    """Judge one line under the problem and the lines before it. Never raises on candidate text; bounded in time.

    Raises KeyError for an unknown derivation id.
    """
    from interviewer.checking.compare import Clock
    from interviewer.checking.lines import judge_line, scope_after, verdict_of

    started = time.perf_counter()
    model = catalogue()[derivation] if isinstance(derivation, str) else derivation
    clock = Clock(started + seconds)
    scope = scope_after(model, setup, clock)
    started_step = time.perf_counter()
    judged = judge_line(scope, step, Clock(started_step + seconds))
    return verdict_of(judged, started)

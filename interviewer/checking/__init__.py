"""Typed statements to verdicts: `check(derivation, setup, step)` is the whole public surface."""

from __future__ import annotations

from collections.abc import Sequence

from derivations import Derivation
from interviewer.checking.verdict import Verdict

__all__ = ["Verdict", "check"]


def check(derivation: Derivation | str, setup: Sequence[str], step: str, *, seconds: float = 1.0) -> Verdict:
    """Judge one line under the problem and the lines before it. Never raises on candidate text; bounded in time."""
    return Verdict("undecided", message="the checker is not wired yet")

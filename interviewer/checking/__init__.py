"""Typed statements to verdicts: `check(derivation_id_or_model, setup, step)` is the whole public surface."""

from interviewer.checking.verdict import Verdict

__all__ = ["Verdict"]

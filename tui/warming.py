"""What an interview needs, imported while the start screen is read, so that the first question does not wait for it."""

from __future__ import annotations

from importlib import import_module

NEEDED = (
    "langgraph.graph",
    "langgraph.checkpoint.sqlite",
    "interviewer.agent.wiring",
    "interviewer.agent.interview",
    "interviewer.checking.step",
    "interviewer.grading.grade",
    "tui.screens.interview",
)


def import_ahead() -> None:
    """Import it all; call it in a thread."""
    for name in NEEDED:
        import_module(name)

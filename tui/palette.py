"""What the command palette offers beyond Textual's own commands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from tui.library import library

if TYPE_CHECKING:
    from tui.app import InterviewerApp


def palette(app: InterviewerApp, at_start: bool) -> Iterator[SystemCommand]:
    """The commands of the app; interviews are begun from the start screen only."""
    yield SystemCommand("History", "Past interviews, scores, points", app.action_history)
    yield SystemCommand("Settings", "Model, judge, theme, own catalogue", app.action_settings)
    yield SystemCommand("Help", "Writing, signs and keys", app.action_help)
    if not at_start:
        return
    yield SystemCommand("Mode", "Practice or interview", app.action_mode)
    for d in library().derivations.values():

        def begin(name: str = d.id) -> None:
            app.begin(name, app.preferences.mode, None)

        yield SystemCommand(f"Begin: {d.title}", f"{d.minutes} min", begin)

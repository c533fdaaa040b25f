"""Every screen as a picture, at three sizes. `pytest tests/tui/test_snapshots.py --snapshot-update` takes them anew."""

from __future__ import annotations

import pytest

from tests.tui.stage import DETAILS, SCREENS, Stage, StillInterview

SIZES = {"largest": (240, 70), "usual": (80, 24), "smallest": (40, 12)}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCREENS)
def test_screen(snap_compare, name, size):
    make, keys = SCREENS[name]
    assert snap_compare(Stage(make), terminal_size=SIZES[size], press=keys)


@pytest.mark.parametrize("name", DETAILS)
def test_detail(snap_compare, name):
    make, keys = DETAILS[name]
    assert snap_compare(Stage(make), terminal_size=(120, 36), press=keys)


@pytest.mark.parametrize("theme", ["paper", "high-contrast"])
def test_theme(snap_compare, theme):
    async def before(pilot):
        pilot.app.theme = theme

    assert snap_compare(Stage(StillInterview), terminal_size=(100, 30), run_before=before)


def test_without_colour_every_sign_still_speaks(snap_compare, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(Stage(StillInterview), terminal_size=(100, 30))

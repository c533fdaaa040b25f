"""The app as a person uses it, through Textual's pilot."""

from __future__ import annotations

import pytest

from tui.app import InterviewerApp
from tui.screens.interview import InterviewScreen
from tui.screens.report import ReportScreen
from tui.screens.start import StartScreen
from tui.typeset import preview
from tui.widgets.conversation import Bubble


async def settle(pilot, seconds=0.3):
    await pilot.pause(seconds)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause(0.1)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 50)])
async def test_the_first_question_is_one_key_away_at_any_size(tmp_path, size):
    app = InterviewerApp(tmp_path / "s.db")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, StartScreen)
        await pilot.press("enter")
        await settle(pilot, 1.0)
        assert isinstance(app.screen, InterviewScreen)
        assert len(app.screen.query(Bubble)) == 1


async def test_a_slip_is_shown_and_probed_and_the_report_comes(tmp_path):
    app = InterviewerApp(tmp_path / "s.db")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.begin("svm-dual", "practice", None)
        await settle(pilot, 0.5)
        screen = app.screen
        board = screen.query_one("#whiteboard")
        board.text = "L(w,b,α) = ½‖w‖² + Σᵢ αᵢ[yᵢ(wᵀxᵢ+b) − 1]"
        await pilot.press("enter")
        await settle(pilot, 1.0)
        bubbles = [str(b.render()) for b in screen.query(Bubble)]
        assert any("✗" in b for b in bubbles)
        assert len(bubbles) == 3
        board.text = "L(w,b,α) = ½‖w‖² − Σᵢ αᵢ[yᵢ(wᵀxᵢ+b) − 1]"
        await pilot.press("enter")
        await settle(pilot, 1.0)
        assert any("✓" in str(b.render()) for b in screen.query(Bubble))
        await pilot.press("f10")
        await settle(pilot, 2.0)
        assert isinstance(app.screen, ReportScreen)
        assert app.screen.report.steps[0].verdict == "refuted"


async def test_interview_mode_keeps_a_poker_face(tmp_path):
    app = InterviewerApp(tmp_path / "s.db")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.begin("linear-regression", "interview", None)
        await settle(pilot, 0.5)
        board = app.screen.query_one("#whiteboard")
        board.text = "∂L/∂w = 2X(Xw − y)"
        await pilot.press("enter")
        await settle(pilot, 1.0)
        assert not any(sign in str(b.render()) for b in app.screen.query(Bubble) for sign in "✓✗∎")


async def test_typed_text_survives_a_resize(tmp_path):
    app = InterviewerApp(tmp_path / "s.db")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.begin("linear-regression", "practice", None)
        await settle(pilot, 0.5)
        await pilot.press(*"w = 1")
        await pilot.resize_terminal(40, 12)
        await pilot.pause(0.2)
        await pilot.resize_terminal(200, 60)
        await pilot.pause(0.2)
        assert (
            app.screen.query_one("#whiteboard").text == "w=1".replace("=", " = ")
            or app.screen.query_one("#whiteboard").text.replace(" ", "") == "w=1"
        )


async def test_an_unfinished_interview_is_offered_first(tmp_path):
    app = InterviewerApp(tmp_path / "s.db")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        app.begin("kl-divergence", "practice", None)
        await settle(pilot, 0.5)
        await pilot.press("escape")
        await settle(pilot, 0.5)
        await pilot.press("enter")
        await settle(pilot, 1.0)
        assert isinstance(app.screen, InterviewScreen)
        assert app.screen.interview.state.derivation == "kl-divergence"


def test_the_preview_is_two_dimensional():
    lines = preview(r"\frac{\partial L}{\partial w} = 2X^T(Xw - y)", 80).split("\n")
    assert len(lines) == 3
    assert "∂L" in lines[0]
    assert "Xᵀ" in lines[1]


@pytest.mark.parametrize("text", ["", "\\frac{", "x" * 500, "\x1b[31mred", "日本語 = 1", "((((("])
def test_the_preview_never_fails(text):
    assert isinstance(preview(text, 40), str)
    assert "\x1b" not in preview(text, 40)

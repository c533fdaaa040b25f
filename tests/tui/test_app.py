"""The app as a person uses it, through Textual's pilot, with a real interview behind it."""

from __future__ import annotations

import asyncio
import time

import pytest
from textual.widgets import DataTable, OptionList

from interviewer.agent.store import Store
from tui.app import InterviewerApp
from tui.screens.explain import ExplainScreen
from tui.screens.history import HistoryScreen
from tui.screens.interview import InterviewScreen
from tui.screens.opening import OpeningScreen
from tui.screens.report import ReportScreen
from tui.screens.start import StartScreen
from tui.widgets.conversation import Bubble
from tui.widgets.whiteboard import Whiteboard

SECONDS = 60  # a busy machine; nothing waits that long when it works
SLIP = "L(w,b,α) = ½‖w‖² + Σᵢ αᵢ[yᵢ(wᵀxᵢ+b) − 1]"
RIGHT = "L(w,b,α) = ½‖w‖² − Σᵢ αᵢ[yᵢ(wᵀxᵢ+b) − 1]"


async def until(pilot, holds, what):
    """Wait until something holds, for no fixed time."""
    deadline = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < deadline, f"waited in vain until {what}; {texts(pilot.app)}"
        await asyncio.sleep(0.1)  # gently: the interview works in a thread of this process
    await pilot.pause()


def texts(app):
    return [str(bubble.render()) for bubble in app.screen.query(Bubble)]


async def opened(pilot):
    await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen), "the interview is there")
    await until(pilot, lambda: texts(pilot.app), "the question is posed")
    return pilot.app.screen.query_one(Whiteboard)


@pytest.fixture
def app(tmp_path, monkeypatch):
    """The app with a store of its own, without the process that judges while one types."""
    monkeypatch.setattr(InterviewScreen, "_start_checking", lambda self: None)
    return InterviewerApp(tmp_path / "interviews.db")


async def test_the_first_question_is_one_key_away(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, StartScreen), "the start screen is there")
        await pilot.press("enter")
        await opened(pilot)
        assert len(texts(app)) == 1


async def test_a_slip_is_shown_probed_explained_and_graded(app, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.begin("svm-dual", "practice", None)
        board = await opened(pilot)
        board.text = SLIP
        await pilot.press("enter")
        await until(pilot, lambda: len(texts(app)) == 3 and "✗" in texts(app)[1], "the slip is marked and probed")
        await pilot.press("f5")
        await until(pilot, lambda: isinstance(app.screen, ExplainScreen), "the verdict is explained")
        assert "IT FAILS AT" in str(app.screen.query_one("#text").render())
        await pilot.press("escape")
        await until(pilot, lambda: app.focused is board, "the whiteboard is back")
        board.text = RIGHT
        await pilot.press("enter")
        await until(pilot, lambda: any("✓" in text for text in texts(app)), "the repair is accepted")
        await pilot.press("f10", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen), "the report is there")
        assert [step.verdict for step in app.screen.report.steps] == ["refuted", "verified"]
        await pilot.press("m", "h", "t")
        await until(pilot, lambda: len(list(tmp_path.glob("*-svm-dual.*"))) == 3, "report and transcript are saved")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, StartScreen), "the start screen is back")


async def test_interview_mode_keeps_a_poker_face(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.begin("linear-regression", "interview", None)
        board = await opened(pilot)
        board.text = "∂L/∂w = 2X(Xw − y)"
        await pilot.press("enter")
        await until(pilot, lambda: len(texts(app)) > 1 and not app.screen._said, "the line is heard")
        assert not any(sign in text for text in texts(app) for sign in "✓✗∎")
        assert "come with the report" in str(app.screen.query_one("#progress").render())


async def test_what_was_typed_survives_resizing_leaving_and_coming_back(app, tmp_path):
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.begin("kl-divergence", "practice", None)
        board = await opened(pilot)
        await pilot.press(*"\\alpha x")
        for size in ((40, 12), (240, 70), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert board.text == "\\alpha x"
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, StartScreen), "the interview is left")
        await pilot.press("enter")
        board = await opened(pilot)
        assert app.screen.talk.state.derivation == "kl-divergence"
        assert board.text == "\\alpha x"


async def test_keys_typed_while_the_interview_opens_land_on_the_whiteboard(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        waiting = OpeningScreen()
        app.push_screen(waiting)
        await pilot.pause()
        await pilot.press(*"s = q")
        from interviewer.agent.interview import Interview

        interview = await asyncio.to_thread(Interview.start, "em-algorithm", store=app.store)
        app._show_interview(interview, waiting)
        board = await opened(pilot)
        assert board.text == "s = q"


def kept_round(app, kind, *derivations):
    app.store.save_round("r1", kind, derivations)
    return app


async def reported(pilot):
    await pilot.press("f10", "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ReportScreen), "the report is there")


def posed(app, derivation):
    return isinstance(app.screen, InterviewScreen) and app.screen.talk.state.derivation == derivation


@pytest.mark.parametrize(("key", "kind"), [("1", "first"), ("2", "second"), ("3", "full")])
async def test_one_key_draws_a_round_and_poses_its_first_question(app, key, kind):
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, StartScreen), "the start screen is there")
        await pilot.press(key)
        await opened(pilot)
        (row,) = app.past()
        assert (row.place.kind, row.place.number) == (kind, 1)
        assert row.place.of in {"first": (1, 2), "second": (1,), "full": (2, 3)}[kind]


async def test_a_round_goes_on_after_each_report_until_it_is_through(app):
    kept_round(app, "full", "map-estimation", "attention")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        app.begin("map-estimation", "interview", "r1")
        await opened(pilot)
        await reported(pilot)
        assert "question 1 of 2" in str(app.screen.query_one("#score").render())
        await pilot.press("n")
        await until(pilot, lambda: posed(app, "attention"), "the second derivation is posed")
        assert app.screen.talk.state.mode == "interview"
        await opened(pilot)
        await reported(pilot)
        assert "question 2 of 2" in str(app.screen.query_one("#score").render())
        await pilot.press("n")
        assert isinstance(app.screen, ReportScreen)
        await pilot.press("escape", "y")
        await until(pilot, lambda: isinstance(app.screen, HistoryScreen), "the history is there")
        table = app.screen.query_one(DataTable)
        assert [str(table.get_row_at(row)[4]) for row in range(2)] == [
            "interview · The whole loop, question 2 of 2",
            "interview · The whole loop, question 1 of 2",
        ]


async def test_a_round_left_between_two_questions_waits_on_the_start_screen(app):
    from interviewer.agent.interview import Interview

    kept_round(app, "first", "map-estimation", "linear-regression")
    interview = await asyncio.to_thread(Interview.start, "map-estimation", store=app.store, round_id="r1")
    await asyncio.to_thread(interview.finish)
    interview.close()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, StartScreen), "the start screen is there")
        assert "question 2 of 2" in str(app.screen.query_one(OptionList).get_option_at_index(1).prompt)
        await pilot.press("enter")
        await until(pilot, lambda: posed(app, "linear-regression"), "the second question is posed")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, StartScreen), "the interview is left")
        await until(
            pilot, lambda: "Least" in str(app.screen.query_one(OptionList).get_option_at_index(1).prompt), "it waits"
        )
        await pilot.press("enter")
        await until(pilot, lambda: posed(app, "linear-regression"), "the second question is gone on with")
        assert app.screen.place.number == 2


async def test_a_store_that_cannot_be_opened_is_said_and_the_start_screen_stays(tmp_path):
    (tmp_path / "interviews.db").write_text("this is no database " * 100)
    app = InterviewerApp(tmp_path / "interviews.db")
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, StartScreen), "the start screen is there")
        await until(pilot, lambda: app._notifications, "the trouble is said")
        assert any("damaged or not an interview store" in n.message for n in app._notifications)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, StartScreen), "the start screen is back")


async def test_a_message_the_store_refuses_comes_back_to_the_whiteboard(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        app.begin("attention", "practice", None)
        board = await opened(pilot)
        Store(app.store.path).hear(app.screen.talk.state.id, "said", "from another window", 1.0, 1)
        board.text = "Q = XW_Q"
        await pilot.press("enter")
        await until(pilot, lambda: board.text, "the text is back")
        assert board.text == "Q = XW_Q"
        assert any("another window" in n.message for n in app._notifications)

"""The editor by itself: keys, paste, undo, mouse, margin."""

from __future__ import annotations

import pytest
from textual import events
from textual.app import App, ComposeResult

from tui.shown_document import NOTHING, measured
from tui.symbols import pretty
from tui.widgets.whiteboard import Whiteboard


class Bench(App[None]):
    """A whiteboard alone."""

    def __init__(self) -> None:
        super().__init__()
        self.handed_in: list[str] = []
        self.offers: list[list[str]] = []

    def compose(self) -> ComposeResult:
        yield Whiteboard(id="board")

    def on_whiteboard_handed_in(self, message: Whiteboard.HandedIn) -> None:
        self.handed_in.append(message.text)

    def on_whiteboard_offers(self, message: Whiteboard.Offers) -> None:
        self.offers.append([offer.name for offer in message.offers])


@pytest.fixture
async def bench():
    app = Bench()
    async with app.run_test(size=(50, 12)) as pilot:
        app.query_one(Whiteboard).focus()
        await pilot.pause()
        yield pilot


def row(pilot, y=0):
    return pilot.app.query_one(Whiteboard).render_line(y).text.rstrip()


async def test_typed_text_is_kept_and_shown_as_meant(bench):
    await bench.press(*r"\alpha_i <= 1")
    assert bench.app.query_one(Whiteboard).text == r"\alpha_i <= 1"
    assert row(bench) == "   αᵢ ≤ 1"


async def test_going_into_a_symbol_shows_what_was_typed(bench):
    await bench.press(*r"\alpha", "left")
    assert row(bench) == r"   \alpha"
    await bench.press("end")
    assert row(bench) == "   α"


async def test_enter_hands_in_and_ctrl_n_starts_a_new_line(bench):
    await bench.press(*"a = b", "ctrl+n", *"c = d", "enter")
    await bench.pause()
    assert bench.app.handed_in == ["a = b\nc = d"]


async def test_nothing_is_handed_in_of_an_empty_board(bench):
    await bench.press("space", "enter")
    assert bench.app.handed_in == []


async def test_undo_brings_back_even_a_cleared_board(bench):
    board = bench.app.query_one(Whiteboard)
    await bench.press(*"w = 1")
    board.clear()
    await bench.press("ctrl+z")
    assert board.text == "w = 1"


async def test_many_lines_are_pasted_without_their_control_sequences(bench):
    board = bench.app.query_one(Whiteboard)
    await board._on_paste(events.Paste("a = 1\r\nb\x1b[31m = 2\n日本 = 3"))
    assert board.lines == ["a = 1", "b = 2", "日本 = 3"]
    assert board.cursor_location == (2, 6)


async def test_tab_completes_the_marked_symbol(bench):
    await bench.press(*r"x = \lam", "tab")
    await bench.pause()
    assert bench.app.query_one(Whiteboard).text == r"x = \lambda"
    assert bench.app.offers[-1] == []


async def test_the_arrows_choose_and_escape_closes(bench):
    await bench.press(*r"\ph")
    await bench.pause()
    assert bench.app.offers[-1] == ["phi"]
    await bench.press("escape", "tab")
    assert bench.app.query_one(Whiteboard).text == r"\ph"


async def test_the_mouse_finds_the_typed_place_behind_a_symbol(bench):
    board = bench.app.query_one(Whiteboard)
    await bench.press(*r"\alpha + b")
    # the border, three cells of margin, then α + b: the click on b
    await bench.click(Whiteboard, offset=(1 + 3 + 4, 1))
    assert board.cursor_location == (0, 9)


async def test_the_margin_bears_the_verdict_of_its_line(bench):
    board = bench.app.query_one(Whiteboard)
    board.text = "a = 1\nb = 2\nc\nd = 4"
    board.mark({0: "verified", 1: "refuted", 2: "undecided", 3: "given"})
    assert [row(bench, y)[:3] for y in range(4)] == [" ✓ ", " ✗ ", " ? ", " ∎ "]


async def test_a_long_line_wraps_and_keeps_its_sign_at_its_first_row(bench):
    board = bench.app.query_one(Whiteboard)
    board.text = "w = " + " + ".join("abcd" for _ in range(12))
    board.mark({0: "verified"})
    await bench.pause()
    rows = [row(bench, y) for y in range(3)]
    assert rows[0].startswith(" ✓ w = abcd")
    assert rows[1].startswith("   ")
    assert "".join(r[3:] for r in rows).replace(" ", "") == board.text.replace(" ", "")


async def test_the_cursor_never_stops_between_a_letter_and_its_mark(bench):
    board = bench.app.query_one(Whiteboard)
    board.text = "a\u0302b"
    board.move_cursor((0, 0))
    await bench.press("right")
    assert board.cursor_location == (0, 2)
    await bench.press("left")
    assert board.cursor_location == (0, 0)
    strip = board.render_line(0)
    assert any(segment.text == "a\u0302" for segment in strip)


async def test_the_terminal_cursor_stands_behind_wide_characters(bench):
    board = bench.app.query_one(Whiteboard)
    before = board.cursor_screen_offset.x
    await bench.press(*"日本")
    assert board.cursor_screen_offset.x == before + 4


@pytest.mark.parametrize("line", [r"\sum_{i=1}^n \alpha_{ij} <= \argmax_w", "日本 x_{12}", "plain", ""])
def test_a_measured_line_has_the_typed_columns_and_the_shown_cells(line):
    assert len(measured(line)) == len(line)
    assert measured(line).replace(NOTHING, "") == pretty(line)


async def test_a_line_is_wrapped_by_what_is_shown_of_it(bench):
    board = bench.app.query_one(Whiteboard)
    board.text = r"\alpha + \beta + \gamma + \delta + \epsilon + \lambda"
    await bench.pause()
    assert row(bench, 0) == "   α + β + γ + δ + ε + λ"
    assert board.wrapped_document.height == 1
    board.text = " + ".join([r"\alpha_i"] * 12)
    await bench.pause()
    assert board.wrapped_document.height == 2
    board.move_cursor(board.document.end)
    await bench.press(*" = 1")
    assert board.text.endswith(r"\alpha_i = 1")
    await bench.press("home", "up", "end")
    assert board.cursor_location[0] == 0

"""Makes the README's pictures from a real interview: `python -m tui.screenshots`."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from tui.app import InterviewerApp
from tui.screens.interview import InterviewScreen
from tui.screens.report import ReportScreen
from tui.widgets.whiteboard import Whiteboard

FOLDER = Path(__file__).parent / "screenshots"
SIZE = (120, 36)
SECONDS = 60.0  # for any one thing to happen, on a busy machine
OPENING = [
    "We minimise the squared norm because the margin is inversely proportional to it.",
    r"\min_{w,b} ½‖w‖² s.t. y_i(w^T x_i + b) >= 1",
]
SLIP = r"L(w,b,\alpha) = ½||w||^2 + \sum_i \alpha_i [y_i (w^T x_i + b) - 1]"
REPAIR = r"L(w,b,\alpha) = ½||w||^2 - \sum_i \alpha_i [y_i (w^T x_i + b) - 1]"
GOING_ON = [
    r"\frac{\partial L}{\partial w} = w - \sum_i \alpha_i y_i x_i = 0",
    r"w = \sum_i \alpha_i y_i x_i",
    "sum_i alpha_i y_i = 0",
]


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Wait until something holds; go on after a while even if it does not, so that there is a picture to look at."""
    for _ in range(int(SECONDS / 0.2)):
        if holds():
            break
        await asyncio.sleep(0.2)
    await pilot.pause(0.3)


async def shoot(folder: Path) -> None:
    """Play a short interview and save each screen as SVG."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        app = InterviewerApp(Path(place) / "store.db")
        async with app.run_test(size=SIZE) as pilot:

            def save(name: str) -> None:
                (folder / f"{name}.svg").write_text(app.export_screenshot(title="interviewer"), "utf-8")

            def busy() -> bool:
                return isinstance(app.screen, InterviewScreen) and app.screen.waiting

            await pilot.pause(0.5)
            save("start")
            app.begin("svm-dual", "practice", None)
            await until(pilot, lambda: bool(app.screen.query(Whiteboard)))
            board = app.screen.query_one(Whiteboard)
            board.cursor_blink = False
            for text in ("\n".join(OPENING), SLIP, REPAIR):
                board.text = text
                await pilot.press("enter")
                await until(pilot, lambda: not busy())
            board.text = "\n".join(GOING_ON)
            board.move_cursor((0, len(GOING_ON[0])))
            await until(pilot, lambda: len(board.marks) == len(GOING_ON))
            save("interview")
            await pilot.press("enter")
            await until(pilot, lambda: not busy())
            await pilot.press("f10", "enter")
            await until(pilot, lambda: isinstance(app.screen, ReportScreen))
            save("report")
            await pilot.press("4")
            await pilot.pause(0.5)
            save("map")


if __name__ == "__main__":
    asyncio.run(shoot(FOLDER))

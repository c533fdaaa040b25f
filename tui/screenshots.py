"""Makes the README's pictures: `python -m tui.screenshots`."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from tui.app import InterviewerApp
from tui.widgets.whiteboard import Whiteboard

FOLDER = Path(__file__).parent / "screenshots"
LINES = [
    "We minimise the squared norm because the margin is inversely proportional to it.",
    r"\min_{w,b} ½‖w‖² s.t. y_i(w^T x_i + b) >= 1",
]
SLIP = "L(w,b,α) = ½‖w‖² + Σᵢ αᵢ[yᵢ(wᵀxᵢ+b) − 1]"
REPAIR = "L(w,b,α) = ½‖w‖² − Σᵢ αᵢ[yᵢ(wᵀxᵢ+b) − 1]"


async def _settle(pilot, seconds: float = 1.0) -> None:
    await pilot.pause(seconds)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause(0.2)


async def shoot(folder: Path) -> None:
    """Play a short interview and save each screen as SVG."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        app = InterviewerApp(Path(place) / "store.db")
        async with app.run_test(size=(118, 36)) as pilot:
            await _settle(pilot)
            (folder / "start.svg").write_text(app.export_screenshot(title="interviewer"), "utf-8")
            app.begin("svm-dual", "practice", None)
            await _settle(pilot)
            board = app.screen.query_one(Whiteboard)
            for text in (
                "\n".join(LINES),
                SLIP,
                REPAIR,
                r"\frac{\partial L}{\partial w} = w - \sum_i \alpha_i y_i x_i = 0",
            ):
                board.text = text
                await _settle(pilot, 1.5)
                if text.startswith("\\frac"):
                    break
                await pilot.press("enter")
                await _settle(pilot, 2.0)
            (folder / "interview.svg").write_text(app.export_screenshot(title="interviewer"), "utf-8")
            await pilot.press("enter")
            await _settle(pilot, 2.0)
            await pilot.press("f10")
            await _settle(pilot, 3.0)
            (folder / "report.svg").write_text(app.export_screenshot(title="interviewer"), "utf-8")


if __name__ == "__main__":
    asyncio.run(shoot(FOLDER))

"""How fast the screen is: `python -m tests.bench.screen`. Figures of this machine, not a test.

Keystrokes: from the key's arrival to the painted screen, while the checking process works beside it; the preview of the
line follows in the frame after. Verdicts: from the last key of a line to its sign in the margin, the pause that tells that
one has stopped included.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from tui.app import InterviewerApp
from tui.screens.interview import InterviewScreen
from tui.widgets.preview import Preview
from tui.widgets.whiteboard import Whiteboard

LINES = [
    r"L(w,b,\alpha) = 1/2 ||w||^2 - \sum_i \alpha_i (y_i (w^T x_i + b) - 1)",
    r"\frac{\partial L}{\partial w} = w - \sum_i \alpha_i y_i x_i",
    r"\frac{\partial L}{\partial b} = -\sum_i \alpha_i y_i",
    r"w = \sum_i \alpha_i y_i x_i",
    r"\sum_i \alpha_i y_i = 0",
]


async def measure() -> None:
    """Type the lines one after the other into a real interview and print both figures."""
    keys: list[float] = []
    work: list[float] = []
    previews: list[float] = []
    verdicts: list[float] = []
    with tempfile.TemporaryDirectory() as place:
        app = InterviewerApp(Path(place) / "store.db")
        async with app.run_test(size=(120, 36)) as _:
            app.begin("svm-dual", "practice", None)
            while not (isinstance(app.screen, InterviewScreen) and app.screen.query(Whiteboard)):
                await asyncio.sleep(0.1)
            await asyncio.sleep(8.0)  # the checking process meets the problem while the candidate reads it
            board = app.screen.query_one(Whiteboard)
            painted, followed = asyncio.Event(), asyncio.Event()
            preview = app.screen.query_one(Preview)
            show = preview.show
            display = app._display

            shown: list[float] = []  # when; whoever waits for it goes on only after what follows in the same turn

            def paint(*arguments) -> None:
                display(*arguments)
                shown.append(time.perf_counter())
                painted.set()

            def follow(*arguments) -> None:
                show(*arguments)
                followed.set()

            app._display, preview.show = paint, follow
            for row, line in enumerate(LINES):
                for char in line:
                    started, worked = time.perf_counter(), time.thread_time()
                    painted.clear()
                    shown.clear()
                    followed.clear()
                    board.post_message(_key(char))
                    await asyncio.wait_for(painted.wait(), 5)
                    keys.append(shown[0] - started)
                    work.append(time.thread_time() - worked)
                    await asyncio.wait_for(followed.wait(), 5)
                    previews.append(time.perf_counter() - started)
                    await asyncio.sleep(0.03)
                last = time.perf_counter()
                while row not in board.marks and time.perf_counter() - last < 10:
                    await asyncio.sleep(0.002)
                verdicts.append(time.perf_counter() - last + 0.03)
                board.insert("\n")
    _print("keystroke to screen", keys)
    _print("keystroke, processor time of it", work)
    _print("keystroke to preview", previews)
    _print("pause to verdict", verdicts)


def _key(char: str):
    from textual.events import Key
    from textual.keys import _character_to_key

    return Key(_character_to_key(char), char)


def _print(what: str, seconds: list[float]) -> None:
    ordered = sorted(1000 * s for s in seconds)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    print(
        f"{what}: median {statistics.median(ordered):.1f} ms, p95 {p95:.1f} ms, worst {ordered[-1]:.1f} ms, n={len(ordered)}"
    )


if __name__ == "__main__":
    asyncio.run(measure())

"""A whole interview in a real terminal, by real keys."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

SECONDS = 90  # a busy machine; nothing waits that long when it works

pytestmark = pytest.mark.skipif(
    shutil.which("tmux") is None, reason="no tmux on this machine: this test types into one"
)


class Terminal:
    """A tmux session of its own that runs the app."""

    def __init__(self, place: Path, command: str) -> None:
        self._socket = str(place / "tmux")
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", "120", "-y", "36", command)

    def tmux(self, *arguments: str) -> str:
        run = subprocess.run(["tmux", "-S", self._socket, *arguments], capture_output=True, text=True, timeout=30)
        return run.stdout

    @property
    def screen(self) -> str:
        return self.tmux("capture-pane", "-p")

    def press(self, *keys: str) -> None:
        self.tmux("send-keys", *keys)

    def write(self, text: str) -> None:
        self.tmux("send-keys", "-l", text)

    def sees(self, *texts: str) -> str:
        """Wait until the screen shows all of these; returns it."""
        deadline = time.monotonic() + SECONDS
        while not all(text in self.screen for text in texts):
            assert time.monotonic() < deadline, f"never saw {texts} on\n{self.screen}"
            time.sleep(0.1)
        return self.screen

    def sees_no_more(self, text: str) -> None:
        """Wait until the screen no longer shows this: a key right after Escape would be taken for one with Alt."""
        deadline = time.monotonic() + SECONDS
        while text in self.screen:
            assert time.monotonic() < deadline, f"{text} stayed on\n{self.screen}"
            time.sleep(0.1)

    def ended(self) -> bool:
        deadline = time.monotonic() + SECONDS
        while self.tmux("list-sessions"):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.1)
        return True

    def close(self) -> None:
        self.tmux("kill-server")


@pytest.fixture
def terminal(tmp_path):
    home = {"INTERVIEWER_HOME": str(tmp_path), "PYTHONPATH": os.getcwd(), "LANG": "C.UTF-8", "TERM": "xterm-256color"}
    unset = "-u OPENAI_API_KEY -u INTERVIEWER_MODEL -u NO_COLOR -u COLUMNS -u LINES"
    settings = " ".join(f"{name}='{value}'" for name, value in home.items())
    session = Terminal(tmp_path, f"cd '{tmp_path}' && env {unset} {settings} '{sys.executable}' -m interviewer.cli")
    yield session
    session.close()


def test_an_interview_from_the_first_key_to_the_saved_report(terminal, tmp_path):
    terminal.sees("TODAY", "The dual of the support vector machine")
    terminal.press("Down")
    terminal.press("Enter")
    terminal.sees("whiteboard", "KEY STEPS", "Interviewer")
    # typing shows what is meant, completion helps, the verdict comes by itself
    terminal.write(r"L(w,b,\alp")
    terminal.sees("alpha  Tab")
    terminal.press("Tab")
    terminal.write(") = 1/2 ||w||^2 + sum_i alpha_i (y_i (w^T x_i + b) - 1)")
    terminal.sees("L(w,b,α) = 1/2 ‖w‖² + Σᵢ αᵢ (yᵢ (wᵀ xᵢ + b) - 1)")
    terminal.sees("✗ refuted")
    terminal.press("F5")
    terminal.sees("IT FAILS AT")
    terminal.press("Escape")
    terminal.sees_no_more("IT FAILS AT")
    # the slip is repaired before it is handed in
    terminal.press("C-u")
    terminal.write("L(w,b,alpha) = 1/2 ||w||^2 - sum_i alpha_i (y_i (w^T x_i + b) - 1)")
    terminal.press("C-n")
    terminal.write("dL/dw = w - sum_i alpha_i y_i x_i = 0")
    terminal.sees("✓ dL/dw = w - Σᵢ αᵢ yᵢ xᵢ = 0")
    terminal.press("Enter")
    terminal.sees("KEY STEPS 2/5")
    terminal.press("F2")
    terminal.sees("1 hint")
    terminal.press("F4")
    terminal.sees("paused")
    terminal.press("F4")
    # the window is made small and large again: nothing is lost
    terminal.write("the gradient vanishes")
    terminal.tmux("resize-window", "-x", "40", "-y", "12")
    terminal.sees("the gradient vanishes")
    terminal.tmux("resize-window", "-x", "120", "-y", "36")
    terminal.sees("the gradient vanishes", "KEY STEPS")
    terminal.press("F10")
    terminal.sees("Finish the interview")
    terminal.press("Enter")
    terminal.sees("/ 100", "1 Steps", "NOT REACHED")
    terminal.press("4")
    terminal.sees("WHAT IT CONNECTS TO")
    terminal.press("m")
    terminal.sees("Saved")
    assert (tmp_path / "report-svm-dual.md").read_text("utf-8").startswith("#")
    terminal.press("Escape")
    terminal.sees("TODAY")
    terminal.press("y")
    terminal.sees("1 Interviews", "The dual of the support vector machine")
    terminal.press("Escape")
    terminal.sees("TODAY")
    terminal.press("q")
    assert terminal.ended()


def test_an_interview_with_a_poker_face_to_its_verdicts_in_the_report(terminal, tmp_path):
    terminal.sees("TODAY", "ALL DERIVATIONS")
    terminal.press("m")
    terminal.sees("verdicts in the report")
    terminal.press("End")
    terminal.sees("─ Least squares and the normal equations")
    terminal.press("Enter")
    terminal.sees("whiteboard", "Interview mode:", "Interviewer")
    # a message of three lines with a slip in the last
    terminal.write("The loss follows from Gaussian noise by maximum likelihood and is convex.")
    terminal.press("C-n")
    terminal.write("L(w) = (y - Xw)^T (y - Xw)")
    terminal.press("C-n")
    terminal.write("dL/dw = 2 X^T (y - Xw)")
    terminal.press("Enter")
    terminal.sees("question")
    assert not any(sign in terminal.screen for sign in "✓✗∎")
    # the slip is repaired, the derivation goes on
    terminal.write("dL/dw = -2 X^T (y - Xw)")
    terminal.press("C-n")
    terminal.write("X^T X w = X^T y")
    terminal.press("C-n")
    terminal.write("w = (X^T X)^{-1} X^T y")
    terminal.press("Enter")
    terminal.sees("why")
    assert not any(sign in terminal.screen for sign in "✓✗∎")
    terminal.press("F10")
    terminal.sees("Finish the interview")
    terminal.press("y")
    shown = terminal.sees("/ 100", "1 Steps", "✓", "✗")
    assert "1 slip" in shown
    terminal.press("3")
    terminal.sees("KEY STEPS ON THE CLOCK")
    terminal.press("t")
    terminal.sees("Saved")
    assert "w = (X^T X)^{-1} X^T y" in (tmp_path / "transcript-linear-regression.md").read_text("utf-8")
    terminal.press("Escape")
    terminal.sees("TODAY")
    terminal.press("q")
    assert terminal.ended()

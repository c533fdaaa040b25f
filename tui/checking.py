"""Live verdicts from a process of their own: typing never waits, and a line that is too hard costs only its process."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import subprocess
import sys
import threading

from interviewer.checking.verdict import Verdict

SECONDS = 2.0  # for a line's verdict while one types; the interview itself judges without this hurry
START_SECONDS = 60.0  # imports, on a busy machine


class LiveChecker:
    """One process that answers rows of JSON; replaced when it dies or is late."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def verdict(self, derivation: str, setup: list[str], line: str) -> Verdict | None:
        """The verdict, None when there was none in time. Blocks; call it in a thread."""
        with self._lock:
            try:
                fresh = self._process is None
                process = self._process or self._start()
                assert process.stdin is not None
                process.stdin.write(json.dumps([derivation, setup, line]).encode() + b"\n")
                process.stdin.flush()
                answer = self._read(process, START_SECONDS if fresh else SECONDS)
                return Verdict(**json.loads(answer))
            except (OSError, ValueError, TypeError):
                self._stop()
                return None

    def close(self) -> None:
        """End the process."""
        self._stop()

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tui.checking"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        return self._process

    @staticmethod
    def _read(process: subprocess.Popen[bytes], seconds: float) -> bytes:
        assert process.stdout is not None
        with selectors.DefaultSelector() as ready:
            ready.register(process.stdout, selectors.EVENT_READ)
            if not ready.select(seconds):
                raise OSError("late")
        return process.stdout.readline()

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            for stream in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    if stream is not None:
                        stream.close()
            process.wait()


def answer() -> None:
    """The process's life: one row in, one verdict out."""
    from dataclasses import asdict

    from interviewer.checking import check
    from interviewer.jsonlines import plain

    for row in sys.stdin.buffer:
        derivation, setup, line = json.loads(row)
        sys.stdout.write(json.dumps(plain(asdict(check(derivation, setup, line)))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    answer()

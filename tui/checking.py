"""Live verdicts come from a process of their own: typing never waits, and a line that is too hard costs only its process."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import subprocess
import sys
import threading
from collections.abc import Sequence

from interviewer.checking.verdict import Verdict

GRACE_SECONDS = 8.0  # beyond a line's own budget, which counts processor time: a busy machine is no reason to kill
START_SECONDS = 60.0  # imports, on a busy machine


class LiveChecker:
    """One process that answers rows of JSON; replaced when it dies or is late."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def verdict(self, derivation: str, setup: Sequence[str], line: str, seconds: float = 1.0) -> Verdict | None:
        """The verdict, None when there was none in time. Blocks; call it in a thread."""
        with self._lock:
            if self._closed:
                return None
            try:
                fresh = self._process is None
                process = self._process or self._start()
                assert process.stdin is not None
                process.stdin.write(json.dumps([derivation, list(setup), line, seconds]).encode() + b"\n")
                process.stdin.flush()
                answer = self._read(process, START_SECONDS if fresh else seconds + GRACE_SECONDS)
                return Verdict(**json.loads(answer))
            except (OSError, ValueError, TypeError):
                self._stop()
                return None

    def warm(self, derivation: str) -> None:
        """Start the process and let it meet the problem, so that the first line need not wait for that."""
        from derivations import catalogue

        for milestone in catalogue()[derivation].milestones:
            self.verdict(derivation, milestone.setup, milestone.formulas[0], 0.5)

    def close(self) -> None:
        """End the process."""
        self._closed = True
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
            process.wait()
            for stream in (process.stdin, process.stdout):
                with contextlib.suppress(OSError, ValueError):
                    if stream is not None:
                        stream.close()


def _limit_memory() -> None:
    """A hostile line may ask for more memory than there is; it is refused, not the machine."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        from interviewer.isolated import MEMORY_BYTES

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, resource.getrlimit(resource.RLIMIT_AS)[1]))


def answer() -> None:
    """The process's life: one row in, one verdict out."""
    from dataclasses import asdict

    from interviewer.checking import check
    from interviewer.jsonlines import plain

    _limit_memory()

    for row in sys.stdin.buffer:
        derivation, setup, line, seconds = json.loads(row)
        sys.stdout.write(json.dumps(plain(asdict(check(derivation, setup, line, seconds=seconds)))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    answer()

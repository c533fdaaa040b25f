"""Endpoints that accept and then say nothing, on a real socket: the judge waits a bounded time and the built-in one serves."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager

import pytest

from interviewer.grading.grade import grade
from interviewer.judging import BuiltinJudge, Question
from interviewer.judging.config import Settings
from interviewer.judging.model import ATTEMPTS, GRACE, ModelJudge
from rubrics import rubric
from tests.grading.test_judged import transcript

TIMEOUT = 0.3
PAUSES = 0.2 + 0.4  # between the attempts
SLACK = 4.0  # a loaded machine's
POINTS = rubric("svm-dual").points
HEADERS = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 4000\r\n\r\n"
HALF = HEADERS + b'{"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [{"index": 0, "mess'


@contextmanager
def stalled(opening: bytes, drip: bytes = b""):
    """A server that accepts, reads, sends `opening` and then nothing more, or `drip` every 0.1 seconds; the connections
    stay open until the end."""
    listener = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()
    calls: list[int] = []

    def serve(connection: socket.socket) -> None:
        with connection:
            connection.recv(65_536)
            calls.append(1)
            try:
                connection.sendall(opening)
                while not over.wait(0.1):
                    connection.sendall(drip)
            except OSError:
                pass

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1", calls
    finally:
        over.set()
        listener.close()


def judge(url: str) -> ModelJudge:
    return ModelJudge(Settings(model="slow", api_key="k", base_url=url, timeout=TIMEOUT))


@pytest.mark.parametrize(
    ("opening", "drip"),
    [(b"", b""), (HEADERS, b""), (HALF, b""), (HALF, b" ")],
    ids=["nothing", "headers", "half a body", "a byte now and then"],
)
def test_a_stalled_endpoint_is_left_in_time_and_the_report_says_so(opening, drip):
    answers = {point.id: point.answer for point in POINTS}
    alone = grade(transcript(answers), BuiltinJudge())
    with stalled(opening, drip) as (url, calls):
        one = judge(url)  # imports its client
        started = time.monotonic()
        report = grade(transcript(answers), one)
        took = time.monotonic() - started
    assert took < ATTEMPTS * GRACE * TIMEOUT + PAUSES + SLACK
    assert len(calls) == ATTEMPTS
    assert [(p.level, p.evidence, p.judge) for p in report.points] == [
        (p.level, p.evidence, "builtin") for p in alone.points
    ]
    assert report.score == alone.score
    assert "The built-in judge stood in for slow on 4 of 4 points." in report.summary
    assert all("did not answer in time" in p.rationale for p in report.points)


def test_an_endpoint_that_was_silent_to_the_end_is_tried_once_afterwards():
    with stalled(HEADERS) as (url, calls):
        one = judge(url)
        for point in POINTS[:2]:
            assert one.judge(Question("svm-dual", point, point.questions[0], point.answer)).judge == "builtin"
    assert len(calls) == ATTEMPTS + 1

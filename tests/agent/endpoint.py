"""A chat endpoint on loopback that says what a test tells it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Endpoint:
    """Its `replies` are given in turn, the last for ever: a text to stream, or a status to fail with."""

    def __init__(self, replies: Sequence[str | int]) -> None:
        self.replies = list(replies)
        self.requests: list[dict] = []
        self.url = ""

    def next(self) -> str | int:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@contextmanager
def endpoint(*replies: str | int) -> Iterator[Endpoint]:
    served = Endpoint(replies)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            served.requests.append(json.loads(self.rfile.read(size)))
            reply = served.next()
            if isinstance(reply, int):
                self.send_response(reply)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            for start in range(0, len(reply), 7):
                chunk = {"choices": [{"index": 0, "delta": {"content": reply[start : start + 7]}}]}
                self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
            self.wfile.write(b"data: [DONE]\n\n")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    served.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()

"""A judge's endpoint on loopback: whole replies, as `chat.completions.parse` reads them."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOKENS = 100  # that each reply says it took


class Endpoint:
    """`reply` maps the answer to judge to claims with quotes, or to a status to fail with."""

    def __init__(self, reply: Callable[[str], list[dict] | int]) -> None:
        self.reply, self.url = reply, ""
        self.judged: list[str] = []


@contextmanager
def judging(reply: Callable[[str], list[dict] | int]) -> Generator[Endpoint]:
    served = Endpoint(reply)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            told = json.loads(asked["messages"][-1]["content"])
            answer = told["answer"]
            served.judged.append(answer)
            said = served.reply(answer)
            body = b"{}" if isinstance(said, int) else _completion(asked["model"], told["point"], said)
            self.send_response(said if isinstance(said, int) else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

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


def _completion(model: str, point: str, claims: list[dict]) -> bytes:
    content = json.dumps({"points": [{"point": point, "claims_met": claims, "rationale": "said"}]})
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    usage = {"prompt_tokens": 60, "completion_tokens": 40, "total_tokens": TOKENS}
    whole = {"id": "1", "object": "chat.completion", "created": 1, "model": model, "choices": [choice], "usage": usage}
    return json.dumps(whole).encode()

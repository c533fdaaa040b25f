"""Settings: what is kept, what is refused, what a test of the connection sends and says; one's own catalogue."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from textual.widgets import Input, Static

from derivations.loader import SHIPPED
from interviewer.judging.config import Settings, config_path
from interviewer.judging.config import settings as stored
from tui.app import InterviewerApp
from tui.connection import attempt, described, problem, request
from tui.preferences import Preferences, load, save
from tui.screens.settings import SettingsScreen


@pytest.fixture
def endpoint():
    """A real HTTP server on loopback that answers like a chat endpoint; `status` and `body` may be changed."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            server.seen.append((self.path, json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
            self.send_response(server.status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(server.body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.seen, server.status = [], 200
    server.body = json.dumps({"choices": [{"message": {"role": "assistant", "content": "It does."}}]}).encode()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


def model(server, **changes):
    return Settings(model="tiny", api_key="sk-1234", base_url=f"http://127.0.0.1:{server.server_port}/v1", **changes)


def test_the_test_sends_exactly_what_was_shown(endpoint):
    trial = attempt(model(endpoint))
    assert trial.ok
    assert "It does." in trial.text
    assert endpoint.seen == [("/v1/chat/completions", request(model(endpoint)))]
    shown = described(model(endpoint))
    assert json.loads(shown[shown.index("{") :]) == request(model(endpoint))
    assert "sk-1234" not in shown


@pytest.mark.parametrize(
    ("status", "body", "says"),
    [
        (401, b"{}", "refuses the key"),
        (404, b"{}", "knows no model 'tiny'"),
        (500, b"{}", "status 500"),
        (200, b"not json", "could not be understood"),
        (200, b'{"choices": []}', "empty"),
    ],
)
def test_whatever_the_endpoint_does_is_said_in_words(endpoint, status, body, says):
    endpoint.status, endpoint.body = status, body
    trial = attempt(model(endpoint))
    assert not trial.ok
    assert says in trial.text


def test_an_unreachable_address_and_a_missing_model_are_said():
    assert "cannot be reached" in attempt(Settings(model="m", base_url="http://127.0.0.1:9/v1", timeout=5)).text
    assert problem(Settings()) == "Name a model first."
    assert "key" in problem(Settings(model="m"))


def test_preferences_come_back_and_nonsense_does_not(tmp_path):
    path = tmp_path / "deep" / "screen.json"
    assert load(path) == Preferences()
    save(Preferences(theme="paper", mode="interview", catalogue="/x"), path)
    assert load(path) == Preferences(theme="paper", mode="interview", catalogue="/x")
    path.write_text('{"mode": "nonsense", "judge": 7, "other": "x"}')
    assert load(path) == Preferences()
    path.write_text("no json")
    assert load(path) == Preferences()


async def opened(pilot):
    pilot.app.action_settings()
    await pilot.pause()
    assert isinstance(pilot.app.screen, SettingsScreen)
    return pilot.app.screen


async def test_settings_are_saved_for_their_owner_alone_and_found_again(tmp_path, monkeypatch):
    monkeypatch.setenv("INTERVIEWER_HOME", str(tmp_path))
    for name in ("INTERVIEWER_MODEL", "OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    app = InterviewerApp(tmp_path / "interviews.db")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        screen = await opened(pilot)
        screen.query_one("#model", Input).value = "tiny"
        screen.query_one("#api_key", Input).value = "sk-1234"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert not isinstance(app.screen, SettingsScreen)
    assert (stored().model, stored().api_key) == ("tiny", "sk-1234")
    assert config_path().stat().st_mode & 0o077 == 0


async def test_a_wrong_number_and_a_missing_folder_are_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("INTERVIEWER_HOME", str(tmp_path))
    app = InterviewerApp(tmp_path / "interviews.db")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        screen = await opened(pilot)
        for field, value, says in (
            ("timeout", "soon", "is no number"),
            ("temperature", "9", "from 0 to 2"),
            ("catalogue", "/no/such/folder", "there is no folder"),
        ):
            before = screen.query_one(f"#{field}", Input).value
            screen.query_one(f"#{field}", Input).value = value
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert app.screen is screen
            assert says in str(screen.query_one("#said", Static).render())
            screen.query_one(f"#{field}", Input).value = before
    assert not config_path().exists()


async def test_ones_own_catalogue_is_offered_and_a_broken_one_is_left_out_with_its_reason(tmp_path, monkeypatch):
    monkeypatch.delenv("INTERVIEWER_CATALOGUE", raising=False)
    monkeypatch.setenv("INTERVIEWER_CATALOGUE", "")
    mine = tmp_path / "mine"
    mine.mkdir()
    text = (SHIPPED / "linear-regression.yaml").read_text("utf-8")
    (mine / "ridge.yaml").write_text(text.replace("id: linear-regression", "id: my-ridge", 1), "utf-8")
    save(Preferences(catalogue=str(mine)), tmp_path / "screen.json")
    app = InterviewerApp(tmp_path / "interviews.db")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert app.menu().library.own == {"my-ridge"}
        (mine / "broken.yaml").write_text("id: [", "utf-8")
        app._use_catalogue()
        await pilot.pause()
        assert app.menu().library.own == frozenset()
        assert any("broken.yaml:" in note.message for note in app._notifications)

"""The app in a browser: who may come in, and that it works there."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tui.serve import COOKIE, is_loopback, make_server, same_site, token_for

pytest.importorskip("textual_serve", reason="textual-serve is not installed: pip install 'interviewer[serve]'")

from aiohttp import ClientSession, CookieJar, DummyCookieJar, WSMsgType
from aiohttp.test_utils import TestServer

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def test_loopback_needs_no_token_and_other_addresses_get_one(monkeypatch):
    monkeypatch.delenv("INTERVIEWER_TOKEN", raising=False)
    assert token_for("127.0.0.1") is token_for("::1") is token_for("localhost") is None
    first, second = token_for("0.0.0.0"), token_for("192.168.1.7")
    assert first != second
    assert min(len(first or ""), len(second or "")) >= 32
    monkeypatch.setenv("INTERVIEWER_TOKEN", "mine")
    assert token_for("0.0.0.0") == "mine"


def test_only_this_machine_is_loopback():
    assert not is_loopback("example.org")
    assert not is_loopback("10.0.0.1")


def test_a_page_of_another_site_is_no_page_of_ours():
    assert same_site(None, "127.0.0.1:8000")
    assert same_site("http://127.0.0.1:8000", "127.0.0.1:8000")
    assert not same_site("http://evil.example", "127.0.0.1:8000")
    assert not same_site("http://127.0.0.1:9999", "127.0.0.1:8000")


async def started(host, token):
    server = TestServer(await make_server(host, 0, token)._make_app())
    await server.start_server()
    return server


async def test_on_loopback_the_page_opens_but_neither_foreign_names_nor_foreign_pages_reach_it():
    server = await started("127.0.0.1", None)
    async with ClientSession() as browser:
        page = await browser.get(server.make_url("/"))
        assert page.status == 200
        assert "default-src 'self'" in page.headers["Content-Security-Policy"]
        assert f"ws://127.0.0.1:{server.port}/ws" in await page.text()
        rebound = await browser.get(server.make_url("/"), headers={"Host": "evil.example"})
        assert rebound.status == 403
        foreign = await browser.get(server.make_url("/ws"), headers={"Origin": "http://evil.example"})
        assert foreign.status == 403
    await server.close()


async def test_elsewhere_nothing_is_served_without_the_token():
    server = await started("0.0.0.0", "secret-token")
    async with ClientSession(cookie_jar=DummyCookieJar()) as stranger:
        for path in ("/", "/ws", "/static/js/textual.js", "/download/x"):
            assert (await stranger.get(server.make_url(path))).status == 401
        assert (await stranger.get(server.make_url("/?token=wrong"))).status == 401
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as guest:
        welcome = await guest.get(server.make_url("/?token=secret-token"))
        assert welcome.status == 200
        assert "token" not in str(welcome.url)
        assert COOKIE in {cookie.key for cookie in guest.cookie_jar}
        assert (await guest.get(server.make_url("/static/js/textual.js"))).status == 200
    await server.close()


def test_a_taken_port_is_said_in_one_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [sys.executable, "-m", "interviewer.cli", "serve", "--port", str(taken.getsockname()[1])]
        run = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert run.returncode == 1
    assert "try another --port" in run.stderr
    assert "Traceback" not in run.stderr


class Page:
    """A page in a headless browser, driven through the DevTools protocol."""

    def __init__(self, socket, session):
        self.socket, self.session, self.number = socket, session, 0
        self.received = b""

    async def call(self, method, **params):
        """Send a command and wait for its answer; what the app writes meanwhile is kept."""
        self.number += 1
        target = {"sessionId": self.session} if self.session else {}
        await self.socket.send_json({"id": self.number, "method": method, "params": params} | target)
        while True:
            message = await self.next()
            if message.get("id") == self.number:
                return message.get("result", {})

    async def next(self):
        message = await asyncio.wait_for(self.socket.receive(), 60)
        assert message.type == WSMsgType.TEXT, message
        event = json.loads(message.data)
        if event.get("method") == "Network.webSocketFrameReceived":
            frame = event["params"]["response"]
            self.received += base64.b64decode(frame["payloadData"]) if frame["opcode"] == 2 else b""
        return event

    async def sees(self, text):
        """Wait until the app has written a text to the terminal in the page."""
        while text not in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", self.received.decode("utf-8", "replace")):
            await self.next()

    async def key(self, key, code, text=""):
        for kind in ("keyDown", "keyUp"):
            await self.call(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=key,
                windowsVirtualKeyCode=code,
                text=text * (kind == "keyDown"),
            )


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine: the browser test needs one")
async def test_an_interview_begins_in_a_real_browser(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    home = {**os.environ, "INTERVIEWER_HOME": str(tmp_path / "home"), "PYTHONPATH": str(Path.cwd())}
    serving = subprocess.Popen(
        [sys.executable, "-m", "interviewer.cli", "serve", "--port", str(port)],
        env=home,
        stdout=subprocess.PIPE,
        text=True,
    )
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", "--window-size=1200,800"]
    browser = subprocess.Popen(
        [CHROMIUM, *flags, f"--user-data-dir={tmp_path / 'profile'}", "about:blank"], stderr=subprocess.DEVNULL
    )
    try:
        assert f"http://127.0.0.1:{port}/" in serving.stdout.readline()
        place = tmp_path / "profile" / "DevToolsActivePort"
        deadline = time.monotonic() + 60
        while not place.exists() or not place.read_text().strip():
            assert time.monotonic() < deadline, "the browser did not come up"
            await asyncio.sleep(0.1)
        debug_port, path = place.read_text().split()
        async with (
            ClientSession() as session,
            session.ws_connect(f"ws://127.0.0.1:{debug_port}{path}", max_msg_size=0) as ws,
        ):
            page = Page(ws, None)
            target = (await page.call("Target.createTarget", url="about:blank"))["targetId"]
            page.session = (await page.call("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
            await page.call("Network.enable")
            await page.call("Page.enable")
            await page.call("Page.navigate", url=f"http://127.0.0.1:{port}/")
            await page.sees("TODAY")
            await page.call("Emulation.setFocusEmulationEnabled", enabled=True)
            await page.call("Runtime.evaluate", expression="document.querySelector('textarea').focus()")
            await page.key("Enter", 13, "\r")
            await page.sees("whiteboard")
            await page.call("Input.insertText", text=r"\alpha_i = 1")
            await page.sees("αᵢ = 1")
            picture = base64.b64decode((await page.call("Page.captureScreenshot"))["data"])
            assert len(picture) > 5_000
    finally:
        for process in (browser, serving):
            process.terminate()
            process.wait(20)

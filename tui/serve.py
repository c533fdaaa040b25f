"""The same app in a browser, through textual-serve: bound to loopback unless told otherwise, with a token when it is not."""

from __future__ import annotations

import hmac
import ipaddress
import os
import secrets
import shlex
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from aiohttp import web

COOKIE = "interviewer_token"
# The page's own code would fetch a font from a stranger's server: nothing leaves this machine.
POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
SECURE_HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class ServeError(Exception):
    """Serving is not possible; the text says why."""


def is_loopback(host: str) -> bool:
    """Whether an address reaches this machine only."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def token_for(host: str) -> str | None:
    """None on loopback; elsewhere the token from INTERVIEWER_TOKEN, or a fresh one."""
    return None if is_loopback(host) else os.environ.get("INTERVIEWER_TOKEN") or secrets.token_urlsafe(24)


def same_site(origin: str | None, host: str) -> bool:
    """Whether a request comes from the served page itself: other pages of the browser may not open its socket."""
    return origin is None or urlsplit(origin).netloc == host


def guard(token: str | None, loopback: bool) -> Any:
    """The middleware that lets in whoever may come in: by token, and never by way of another page or a foreign name."""
    from aiohttp import web

    @web.middleware
    async def check(request: web.Request, handler: Any) -> web.StreamResponse:
        if not same_site(request.headers.get("Origin"), request.host):
            raise web.HTTPForbidden(text="This page may only be used from its own address.")
        if loopback and not is_loopback(urlsplit(f"//{request.host}").hostname or ""):
            raise web.HTTPForbidden(text="Served on this machine only.")
        offered = request.query.get("token") or request.cookies.get(COOKIE, "")
        if token is not None and not hmac.compare_digest(offered.encode(), token.encode()):
            raise web.HTTPUnauthorized(text="Open the address with the token that 'interviewer serve' printed.")
        if token is not None and "token" in request.query and request.path == "/":
            welcome = web.HTTPFound("/")
            welcome.set_cookie(COOKIE, token, httponly=True, samesite="Strict")
            raise welcome
        return await handler(request)

    return check


def make_server(host: str, port: int, token: str | None) -> Any:
    """The server, not started. Raises ServeError when the extra is missing."""
    try:
        from textual_serve.server import Server
    except ImportError:
        raise ServeError("serving needs the extra 'serve': pip install 'interviewer[serve]'") from None

    class GuardedServer(Server):
        """textual-serve's server behind the guard. The page connects back to the address it was loaded from."""

        async def _make_app(self) -> web.Application:
            app = await super()._make_app()
            app.middlewares.append(guard(token, is_loopback(host)))
            app.on_response_prepare.append(_harden)
            return app

        async def handle_index(self, request: web.Request) -> Any:
            self.public_url = f"{request.scheme}://{request.host}"
            return await super().handle_index(request)

        async def on_startup(self, app: web.Application) -> None:
            shown = f"[{host}]" if ":" in host else host
            print(f"interviewer at http://{shown}:{port}/{f'?token={token}' if token else ''}", flush=True)
            print("Ctrl+C ends it.", flush=True)

    return GuardedServer(f"{shlex.quote(sys.executable)} -m tui.app", host=host, port=port, title="interviewer")


async def _harden(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(SECURE_HEADERS)


def serve(host: str, port: int) -> None:
    """Serve until interrupted. Raises ServeError when it cannot be."""
    server = make_server(host, port, token_for(host))
    try:
        server.serve()
    except OSError as error:
        raise ServeError(f"{host}:{port} cannot be served ({error.strerror or error}); try another --port") from None

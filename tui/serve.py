"""The same app in a browser, through textual-serve. Bound to loopback unless told otherwise."""

from __future__ import annotations

import ipaddress
import sys


class ServeError(Exception):
    """Serving is not possible; the text says why."""


def serve(host: str, port: int) -> None:
    """Serve until interrupted. Raises ServeError when the extra is missing or the address is not loopback."""
    try:
        from textual_serve.server import Server
    except ImportError:
        raise ServeError("serving needs the extra 'serve': pip install 'interviewer[serve]'") from None
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = host == "localhost"
    if not loopback:
        raise ServeError(
            f"{host} is not a loopback address; put a server with authentication in front and bind 127.0.0.1"
        )
    Server(f"{sys.executable} -m tui.app", host=host, port=port, title="interviewer").serve()

"""What commands read: files, or standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import IO, Annotated

import typer

Files = Annotated[
    list[str] | None, typer.Argument(help="Files to read; '-' or none reads standard input.", metavar="[FILE]...")
]


class Failed(Exception):
    """Something could not be done; the text is for a person and goes to standard error."""


def streams(files: list[str] | None) -> Iterator[tuple[str, IO[bytes]]]:
    """Open each input in turn. Raises Failed for one that cannot be read."""
    for name in files or ["-"]:
        if name == "-":
            yield "<stdin>", sys.stdin.buffer
            continue
        try:
            with open(name, "rb") as stream:
                yield name, stream
        except OSError as error:
            raise Failed(f"{name}: cannot be read ({error.strerror})") from error


def decoded(stream: Iterable[bytes]) -> Iterator[str]:
    """Its lines as text; bytes that are none stay, as surrogates."""
    return (line.decode("utf-8", "surrogateescape") for line in stream)

"""How commands speak: errors for people on standard error, and the exit codes 0, 1 and 2."""

from __future__ import annotations

import typer


def complain(message: str) -> None:
    """A line on standard error."""
    typer.echo(message, err=True)


def usage(message: str) -> typer.Exit:
    """Says what was wrong with the arguments; raise what it returns."""
    complain(message)
    return typer.Exit(2)

"""`interviewer lint`: a catalogue in, what is wrong with it out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from interviewer.commands.speaking import complain


def lint(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders; the shipped catalogue by default.", metavar="[PATH]..."),
    ] = None,
) -> None:
    """Validate derivations and rubrics: references verified, wrong turns refuted."""
    from interviewer.lint import Problem
    from interviewer.lint import lint as linted

    failed = False
    for item in linted(paths or []):
        if isinstance(item, Problem):
            complain(str(item))
            failed = True
        else:
            typer.echo(item)
    raise typer.Exit(int(failed))

"""Stored interviews: `history`, `resume`, `export`, `plan`; and `serve`, the app in a browser."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from interviewer.commands.speaking import complain


def history(
    derivation: Annotated[str | None, typer.Option(help="Only this derivation, with a chart of its scores.")] = None,
) -> None:
    """Past interviews with their scores, and how they progress by derivation and point."""
    from interviewer.agent.commands import history as stored
    from interviewer.agent.progress import chart, plot, progress

    rows = _stored(stored)
    if derivation is not None:
        rows = [row for row in rows if row.derivation == derivation]
    for row in rows:
        score = f"{row.score:>3}/100 {row.recommendation}" if row.done else "unfinished"
        typer.echo(
            f"{row.id}  {row.started[:16]}  {row.derivation:<20} {row.mode:<9} {row.minutes:>5} min  {score}{_in_round(row)}"
        )
    found = progress(rows)
    typer.echo(("\n" if rows else "") + plot(found))
    if derivation is not None and found:
        typer.echo("\n" + chart(found[0]))


def _in_round(row) -> str:
    return f"  {row.place.kind} round {row.place.number}/{row.place.of}" if row.place else ""


def resume(
    interview: Annotated[str | None, typer.Argument(help="Its id, as history shows it; the latest by default.")] = None,
) -> None:
    """Go on with an unfinished interview, or with a round that is not over."""
    from interviewer.agent.commands import resumable

    waiting = [row.id for row in _stored(resumable)]
    if not waiting or (interview and interview not in waiting):
        complain(f"there is no unfinished interview{f' {interview!r}' if interview else ''}; see 'interviewer history'")
        raise typer.Exit(1)
    from tui.app import run

    raise typer.Exit(run(resume=interview or waiting[0]))


def export(interview: Annotated[str, typer.Argument(help="Its id, as history shows it.")]) -> None:
    """Print an interview as a transcript that 'grade' reads."""
    from interviewer.agent.commands import export as exported

    sys.stdout.write(_stored(lambda: exported(interview)))


def plan() -> None:
    """What to practise next: by how often it is asked, how well it went, and when it is due again."""
    from interviewer.agent.commands import plan as planned

    for place, item in enumerate(_stored(planned), 1):
        weak = f"; look at {', '.join(item.weak[:3])}" if item.weak else ""
        typer.echo(f"{place:>2}  {item.derivation:<20} {item.reason}{weak}")


def serve(
    host: Annotated[str, typer.Option(help="Address to bind; loopback unless told otherwise.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to bind.", min=1, max=65535)] = 8000,
) -> None:
    """Offer the terminal app in a browser."""
    from tui.serve import ServeError
    from tui.serve import serve as served

    try:
        served(host, port)
    except ServeError as error:
        complain(str(error))
        raise typer.Exit(1) from None


def _stored(call):
    """A store's answer, or its error for a person."""
    from interviewer.agent.store import StoreError

    try:
        return call()
    except StoreError as error:
        complain(str(error))
        raise typer.Exit(1) from None

"""The command line: what there is. Each command's arguments are in `interviewer.commands`; heavy imports happen inside them."""

from __future__ import annotations

import os
import sys
from typing import Annotated

os.environ.setdefault("TYPER_USE_RICH", "0")  # plain help answers twice as fast

import typer

from interviewer.commands import checking, evaluating, grading, interviewing, judging, linting

app = typer.Typer(
    add_completion=False,
    help="Mock interviews on machine-learning derivations: every line checked by computer algebra.",
    invoke_without_command=True,
)


def main() -> None:
    """The entry point: exit code 0 all done, 1 something failed, 2 wrong usage."""
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None


@app.callback()
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    """Without a command: the interview in the terminal."""
    if version:
        from interviewer import __version__

        typer.echo(__version__)
        raise typer.Exit
    if context.invoked_subcommand is None:
        from tui.app import run

        raise typer.Exit(run())


for name, command in {
    "check": checking.check,
    "grade": grading.grade,
    "judge": judging.judge,
    "lint": linting.lint,
    "eval": evaluating.evaluate,
    "history": interviewing.history,
    "resume": interviewing.resume,
    "export": interviewing.export,
    "plan": interviewing.plan,
    "serve": interviewing.serve,
}.items():
    app.command(name=name)(command)

if __name__ == "__main__":
    main()

"""The command line: parses arguments, calls one function of the packages, prints. Heavy imports happen inside commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Annotated

os.environ.setdefault("TYPER_USE_RICH", "0")  # plain help answers twice as fast

import typer

from interviewer.commands.evaluating import evaluate
from interviewer.commands.speaking import complain, usage

app = typer.Typer(
    add_completion=False,
    help="Mock interviews on machine-learning derivations: every line checked by computer algebra.",
    invoke_without_command=True,
)

Files = Annotated[
    list[str] | None, typer.Argument(help="Files to read; '-' or none reads standard input.", metavar="[FILE]...")
]
JudgeName = Annotated[str, typer.Option(help="Who judges prose: auto, builtin or openai.")]


class Failed(Exception):
    """Something could not be done; the text is for a person and goes to standard error."""


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


def _streams(files: list[str] | None) -> Iterator[tuple[str, IO[bytes]]]:
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


@app.command()
def check(
    files: Files = None,
    derivation: Annotated[str | None, typer.Option(help="The derivation the lines belong to.")] = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Rows of JSON in, rows of JSON out.")] = False,
    jobs: Annotated[int | None, typer.Option(help="Processes for --jsonl; all cores by default.", min=1)] = None,
) -> None:
    """Judge formula lines: one line in, one verdict out."""
    try:
        if jsonl:
            raise typer.Exit(_check_rows(files, jobs))
        raise typer.Exit(_check_lines(files, derivation))
    except Failed as error:
        complain(str(error))
        raise typer.Exit(1) from None


def _check_rows(files: list[str] | None, jobs: int | None) -> int:
    from interviewer.jsonlines import dumps
    from interviewer.rows import check_rows

    failed = False
    for _, stream in _streams(files):
        for row in check_rows(stream, jobs):
            failed |= "error" in row
            sys.stdout.write(dumps(row) + "\n")
            sys.stdout.flush()
    return int(failed)


def _check_lines(files: list[str] | None, derivation: str | None) -> int:
    from derivations import catalogue

    known = catalogue()
    if derivation is None or derivation not in known:
        raise usage(f"say which derivation with --derivation; there are {', '.join(known)}")
    from interviewer.checking import check as judge
    from interviewer.grading.rendering import GLYPH
    from interviewer.notation.tokens import clean

    failed = False
    for name, stream in _streams(files):
        setup: list[str] = []
        for number, raw in enumerate(stream, 1):
            try:
                line = raw.decode("utf-8").strip()
            except UnicodeDecodeError:
                complain(f"{name}:{number}: this line is not UTF-8 text")
                failed = True
                continue
            if not line:
                continue
            verdict = judge(derivation, setup, line)
            shown = verdict.reading or clean(line)[:200]
            sys.stdout.write(f"{GLYPH[verdict.verdict]} {verdict.verdict:<9} {shown}\n            {verdict.message}\n")
            sys.stdout.flush()
            if verdict.verdict != "refuted":
                setup.append(line)
    return int(failed)


@app.command()
def grade(
    files: Annotated[list[str], typer.Argument(help="Transcripts in Markdown.", metavar="FILE...")],
    format: Annotated[str, typer.Option(help="text, json, markdown or html.")] = "text",
    judge: JudgeName = "auto",
) -> None:
    """Grade transcripts; several files and --format json give one report a line."""
    from interviewer.grading.rendering import RENDERERS

    if format not in RENDERERS:
        raise usage(f"there is no format '{format}'; choose {', '.join(RENDERERS)}")
    from derivations import CatalogueError, catalogue
    from interviewer.grading.grade import grade as graded
    from interviewer.grading.reading import read_transcript
    from interviewer.grading.transcript import TranscriptError

    chosen = _judge(judge)
    failed = False
    for name in files:
        try:
            report = graded(read_transcript(Path(name), tuple(catalogue())), chosen)
        except (TranscriptError, CatalogueError) as error:
            complain(str(error))
            failed = True
            continue
        sys.stdout.write(RENDERERS[format](report) + "\n")
        sys.stdout.flush()
    raise typer.Exit(int(failed))


def _judge(name: str):
    from interviewer.judging import choose_judge

    try:
        return choose_judge(name)
    except ValueError as error:
        raise usage(str(error)) from None


@app.command()
def judge(
    files: Files = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Rows of JSON in, rows of JSON out (the only form there is).")
    ] = False,
    judge: JudgeName = "auto",
) -> None:
    """Judge single follow-up answers in bulk."""
    if not jsonl:
        raise usage("judge reads rows of JSON: interviewer judge --jsonl [FILE]...")
    from interviewer.jsonlines import dumps
    from interviewer.judging.bulk import judge_rows

    chosen = _judge(judge)
    failed = False
    try:
        for _, stream in _streams(files):
            for row in judge_rows(_decoded(stream), chosen):
                failed |= "error" in row
                sys.stdout.write(dumps(row) + "\n")
                sys.stdout.flush()
    except Failed as error:
        complain(str(error))
        failed = True
    raise typer.Exit(int(failed))


def _decoded(stream: Iterable[bytes]) -> Iterator[str]:
    return (line.decode("utf-8", "surrogateescape") for line in stream)


@app.command()
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


app.command(name="eval")(evaluate)


@app.command()
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


@app.command()
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


@app.command()
def export(interview: Annotated[str, typer.Argument(help="Its id, as history shows it.")]) -> None:
    """Print an interview as a transcript that 'grade' reads."""
    from interviewer.agent.commands import export as exported

    sys.stdout.write(_stored(lambda: exported(interview)))


@app.command()
def plan() -> None:
    """What to practise next: by how often it is asked, how well it went, and when it is due again."""
    from interviewer.agent.commands import plan as planned

    for place, item in enumerate(_stored(planned), 1):
        weak = f"; look at {', '.join(item.weak[:3])}" if item.weak else ""
        typer.echo(f"{place:>2}  {item.derivation:<20} {item.reason}{weak}")


@app.command()
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


if __name__ == "__main__":
    main()

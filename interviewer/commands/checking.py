"""`interviewer check`: formula lines in, verdicts out."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from interviewer.commands.inputs import Failed, Files, streams
from interviewer.commands.speaking import complain, usage


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
    for _, stream in streams(files):
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
    from interviewer.grading.wording import GLYPH
    from interviewer.notation.cleaning import clean

    failed = False
    for name, stream in streams(files):
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

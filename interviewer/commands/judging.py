"""`interviewer judge`: single answers in, levels out; and the choice of a judge."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from interviewer.commands.inputs import Failed, Files, decoded, streams
from interviewer.commands.speaking import complain, usage

JudgeName = Annotated[str, typer.Option(help="Who judges prose: auto, builtin or openai.")]


def chosen_judge(name: str) -> Any:
    """The judge of that name, or a usage error for a person."""
    from interviewer.judging import choose_judge

    try:
        return choose_judge(name)
    except ValueError as error:
        raise usage(str(error)) from None


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

    chosen = chosen_judge(judge)
    failed = False
    try:
        for _, stream in streams(files):
            for row in judge_rows(decoded(stream), chosen):
                failed |= "error" in row
                sys.stdout.write(dumps(row) + "\n")
                sys.stdout.flush()
    except Failed as error:
        complain(str(error))
        failed = True
    raise typer.Exit(int(failed))

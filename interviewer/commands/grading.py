"""`interviewer grade`: transcripts in, reports out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from interviewer.commands.judging import JudgeName, chosen_judge
from interviewer.commands.speaking import complain, usage


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

    chosen = chosen_judge(judge)
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

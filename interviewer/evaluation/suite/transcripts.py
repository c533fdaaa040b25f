"""Labelled transcripts: a Markdown transcript with a YAML file of the same name that says what a good grader finds in it.

level: middle                 # of the candidate: weak, middle or strong
steps: {12: right, 14: wrong} # lines of the transcript; `carried` follows from an earlier wrong one
points: {why-dual: full}      # full, partial, none or not-asked
milestones: {dual: reached}   # reached, wrong or missing
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from interviewer.evaluation.suite.items import Item
from interviewer.evaluation.suite.yamlfile import SuiteError, load, read_text


class Expected(BaseModel):
    """The labels of one transcript. `steps` maps lines of its file (from 1)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    level: Literal["weak", "middle", "strong"]
    steps: dict[int, Literal["right", "wrong", "carried"]] = {}
    points: dict[str, Literal["full", "partial", "none", "not-asked"]] = {}
    milestones: dict[str, Literal["reached", "wrong", "missing"]] = {}


def read_labelled_transcript(path: Path, known: dict[str, dict[str, Any]]) -> Item:
    """The transcript with its labels; `known` are the rubrics as plain values.

    Raises SuiteError, also where labels and transcript do not fit together.
    """
    from derivations import catalogue
    from interviewer.grading.reading import parse_transcript
    from interviewer.grading.transcript import TranscriptError

    text = read_text(path)
    try:
        transcript = parse_transcript(text, tuple(catalogue()), str(path))
    except TranscriptError as error:
        raise SuiteError(str(error)) from error
    labels = path.with_suffix(".yaml")
    if not labels.exists():
        raise SuiteError(
            f"{path}:1: a labelled transcript needs {labels.name} beside it, with the expected level and steps"
        )
    expected = load(labels, Expected)
    said = {
        turn.line + offset
        for turn in transcript.said
        for offset, line in enumerate(turn.text.split("\n"))
        if line.strip()
    }
    for line in expected.steps:
        if line not in said:
            raise SuiteError(f"{labels}: steps: the candidate says nothing on line {line} of {path.name}")
    rubric = known[transcript.derivation]
    _known(labels, "points", expected.points, [p["id"] for p in rubric["points"]])
    _known(labels, "milestones", expected.milestones, [m.id for m in catalogue()[transcript.derivation].milestones])
    content = {"derivation": transcript.derivation, "text": text, "file": path.name, "rubric": rubric}
    return Item(
        path.stem,
        "transcript",
        transcript.derivation,
        expected.level,
        content,
        f"{path}:1",
        group=path.parent.name,
        expected=expected.model_dump(mode="python"),
    )


def _known(labels: Path, field: str, given: Collection[str], allowed: list[str]) -> None:
    for name in given:
        if name not in allowed:
            raise SuiteError(f"{labels}: {field}: there is no '{name}'; there are {', '.join(allowed)}")

"""A suite: a folder of labelled items that a small YAML file describes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from interviewer.evaluation.suite.candidates import read_candidate
from interviewer.evaluation.suite.items import Item, Kind
from interviewer.evaluation.suite.rows import read_answers, read_lines
from interviewer.evaluation.suite.semeval import read_semeval
from interviewer.evaluation.suite.transcripts import read_labelled_transcript
from interviewer.evaluation.suite.yamlfile import SuiteError, load
from rubrics import Rubric

NAME = "suite.yaml"
Glob = Annotated[str, Field(min_length=1)]


class SuiteFile(BaseModel):
    """What `suite.yaml` may say; everything has a default, so that a folder of rows is a suite already.

    `semeval` names XML files of SemEval-2013 task 7. `minimum` and `maximum` bound measures, as `--min` and `--max` do.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = ""
    about: str = ""
    lines: list[Glob] = ["lines/**/*.jsonl"]
    answers: list[Glob] = ["answers/**/*.jsonl"]
    transcripts: list[Glob] = ["transcripts/**/*.md"]
    candidates: list[Glob] = ["candidates/**/*.yaml"]
    semeval: list[Glob] = []
    minimum: dict[str, float] = {}
    maximum: dict[str, float] = {}


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite as read: its items in the order of its files."""

    name: str
    folder: Path
    items: tuple[Item, ...]
    minimum: dict[str, float]
    maximum: dict[str, float]


def read_suite(folder: Path, known: dict[str, Rubric]) -> Suite:
    """The suite in a folder (or the one a YAML file describes); `known` are the rubrics by derivation.

    Raises SuiteError naming file and line for whatever is wrong.
    """
    described = folder if folder.is_file() else folder / NAME
    folder = described.parent
    if not folder.is_dir():
        raise SuiteError(f"{folder}: there is no such folder")
    told = load(described, SuiteFile) if described.exists() else SuiteFile()
    written = described if described.exists() else None
    items: list[Item] = []
    plain = {name: rubric.model_dump(mode="json") for name, rubric in known.items()}  # once: all items share them
    readers: list[tuple[str, Callable[[Path], Iterator[Item]]]] = [
        ("lines", read_lines),
        ("answers", lambda path: read_answers(path, plain)),
        ("transcripts", lambda path: iter([read_labelled_transcript(path, plain)])),
        ("candidates", lambda path: read_candidate(path, plain)),
        ("semeval", read_semeval),
    ]
    for field, read in readers:
        for path in _files(folder, getattr(told, field), field in told.model_fields_set, written):
            items += read(path)
    _distinct(items)
    if not items:
        raise SuiteError(f"{folder}: nothing labelled in lines/*.jsonl, answers/*.jsonl or transcripts/*.md")
    return Suite(told.name or folder.resolve().name, folder, tuple(items), told.minimum, told.maximum)


def _files(folder: Path, globs: list[str], asked: bool, described: Path | None) -> list[Path]:
    """The files a suite names, each once, in order. A pattern that somebody wrote must find something."""
    found: dict[Path, None] = {}
    for glob in globs:
        if glob.startswith(("/", "..")):
            raise SuiteError(f"{described or folder}: '{glob}' leaves the suite's folder; write a path below it")
        paths = sorted(path for path in folder.glob(glob) if path.is_file())
        if asked and not paths:
            raise SuiteError(f"{described or folder}: '{glob}' names no file; correct the pattern or remove it")
        found.update(dict.fromkeys(paths))
    return list(found)


def _distinct(items: list[Item]) -> None:
    seen: dict[tuple[Kind, str], str] = {}
    for item in items:
        name = (item.kind, item.id)
        if name in seen:
            raise SuiteError(f"{item.source}: the id '{item.id}' is already used at {seen[name]}; give it another")
        seen[name] = item.source

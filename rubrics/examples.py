"""Labelled answers to the points, which the built-in judge compares an answer with.

They are the development answers of the shipped suite and those of the user's own catalogue (`rubrics/answers/*.jsonl` in it).
The held-out answers are not among them: they measure the judge.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rubrics.loader import SHIPPED, RubricError

SUITE = SHIPPED / "suites" / "answers"
HELD_OUT = "held-out"
LEVELS = ("none", "partial", "full")


class Example(NamedTuple):
    """An answer and its level: "full", "partial" or "none"."""

    answer: str
    level: str


def examples(derivation: str, point: str) -> tuple[Example, ...]:
    """The labelled answers to a point, in the order of their files. Raises RubricError for a row of the user's that is none."""
    found = _of(SUITE, ()).get((derivation, point), ())
    own = os.environ.get("INTERVIEWER_CATALOGUE", "").strip()
    if own and (place := Path(own).expanduser() / "rubrics" / "answers").is_dir():
        stamp = tuple((path.name, path.stat().st_mtime_ns) for path in sorted(place.glob("*.jsonl")))
        found += _of(place, stamp).get((derivation, point), ())
    return found


@cache
def _of(folder: Path, stamp: tuple[tuple[str, int], ...]) -> dict[tuple[str, str], tuple[Example, ...]]:
    found: dict[tuple[str, str], list[Example]] = {}
    for path in sorted(folder.rglob("*.jsonl")):
        if HELD_OUT in path.relative_to(folder).parts:
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.strip():
                point, example = _row(path, number, line)
                found.setdefault(point, []).append(example)
    return {point: tuple(rows) for point, rows in found.items()}


def _row(path: Path, number: int, line: str) -> tuple[tuple[str, str], Example]:
    try:
        row = json.loads(line)
        point, example = (str(row["derivation"]), str(row["point"])), Example(str(row["answer"]), row["label"])
    except (ValueError, KeyError, TypeError) as error:
        wanted = "an object with derivation, point, answer and label"
        raise RubricError(f"{path}:{number}: not a labelled answer ({error}); write {wanted}") from error
    if example.level not in LEVELS:
        raise RubricError(f"{path}:{number}: the label '{example.level}' is none of {', '.join(LEVELS)}")
    return point, example

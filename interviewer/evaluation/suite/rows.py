"""Labelled lines and answers: the rows of `check --jsonl` and `judge --jsonl` with a `label`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from interviewer.evaluation.suite.items import LEVELS, Item
from interviewer.evaluation.suite.yamlfile import SuiteError, read_text

VERDICTS = ("right", "wrong")


def read_lines(path: Path) -> Iterator[Item]:
    """The labelled lines of a file. Raises SuiteError."""
    from derivations import catalogue

    known = catalogue()
    for source, row in _rows(path):
        derivation = _one_of(row, "derivation", tuple(known), source)
        setup = row.get("setup") or []
        if not isinstance(setup, list) or not all(isinstance(line, str) for line in setup):
            raise SuiteError(f"{source}: the field 'setup' must be a list of strings")
        content = {"derivation": derivation, "setup": setup, "step": _text(row, "step", source)}
        label = _one_of(row, "label", VERDICTS, source)
        yield Item(_name(row, source), "line", derivation, label, content, source, group=path.parent.name)


def read_answers(path: Path, known: dict[str, dict[str, Any]]) -> Iterator[Item]:
    """The labelled answers of a file, each with the point that it answers of the rubrics (as plain values).

    Raises SuiteError.
    """
    for source, row in _rows(path):
        derivation = _one_of(row, "derivation", tuple(known), source)
        points = {point["id"]: point for point in known[derivation]["points"]}
        point = points[_one_of(row, "point", tuple(points), source)]
        question = row.get("question") or point["questions"][0]
        if not isinstance(question, str):
            raise SuiteError(f"{source}: the field 'question' must be a string")
        content = {
            "derivation": derivation,
            "point": point,
            "question": question,
            "answer": _text(row, "answer", source),
        }
        label = _one_of(row, "label", LEVELS, source)
        yield Item(_name(row, source), "answer", derivation, label, content, source, point["id"], path.parent.name)


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each row with its file:line."""
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        source = f"{path}:{number}"
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            why = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
            raise SuiteError(f"{source}: not valid JSON: {why}") from error
        if not isinstance(row, dict):
            raise SuiteError(f"{source}: a row is a JSON object")
        yield source, row


def _name(row: dict[str, Any], source: str) -> str:
    if not isinstance(row.get("id"), str | int):
        raise SuiteError(f"{source}: a labelled row needs an 'id'")
    return str(row["id"])


def _text(row: dict[str, Any], name: str, source: str) -> str:
    if not isinstance(row.get(name), str):
        raise SuiteError(f"{source}: the field '{name}' must be a string")
    return row[name]


def _one_of(row: dict[str, Any], name: str, allowed: tuple[str, ...], source: str) -> str:
    value = row.get(name)
    if value not in allowed:
        said = f"is {value!r}" if name in row else "is missing"
        raise SuiteError(f"{source}: the field '{name}' {said}; it is one of {', '.join(allowed)}")
    return str(value)

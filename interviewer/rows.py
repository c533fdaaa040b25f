"""The rows of `interviewer check`: a line to judge in, its verdict out, whatever the row holds."""

from __future__ import annotations

import gc
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import partial
from typing import Any

from interviewer.isolated import Lost, ordered_map

ROW_SECONDS = 10.0  # the checker bounds itself at about two; this catches what escapes its bounds
MANY = 20  # rows of a derivation, from which on it is worth while to meet all of the problem first
WARM_SECONDS = 4.0
NEW_OBJECTS = 20_000  # between two collections
MAX_SETUP = 200  # lines; a candidate writes some thirty


def check_rows(lines: Iterable[bytes | str], jobs: int | None = None) -> Iterator[dict[str, Any]]:
    """One verdict row (or error row) per non-blank line, in order; a row that crashes its process is `undecided`."""
    texts = [line if isinstance(line, str) else line.decode("utf-8", "surrogateescape") for line in lines]
    kept = [text for text in texts if text.strip()]
    answers = ordered_map(answer_row, kept, prepare=partial(prepare, _frequent(kept)), seconds=ROW_SECONDS, jobs=jobs)
    for text, answer in zip(kept, answers, strict=True):
        yield _lost(text, answer) if isinstance(answer, Lost) else answer


def prepare(frequent: Collection[str] = ()) -> None:
    """Import and read once what every row needs, so that the first row is not the slow one; of the derivations that
    are `frequent` also what their own formulas need."""
    import sympy.polys.rings  # noqa: F401

    from derivations import catalogue
    from interviewer.checking import check
    from interviewer.checking.warm import warm

    for name, derivation in catalogue().items():
        check(derivation, [], "1 = 1")
        if name in frequent:
            for milestone in derivation.milestones:
                check(derivation, milestone.setup, milestone.formulas[0])
            warm(derivation, WARM_SECONDS)
    gc.collect()
    gc.freeze()  # what has been read stays; the collector need not look through it for every few hundred new trees
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])


def _frequent(texts: Iterable[str]) -> list[str]:
    """The derivations that many of the rows are about."""
    found: Counter[str] = Counter()
    for text in texts:
        try:
            row = json.loads(text)
        except (ValueError, RecursionError):
            continue
        name = row.get("derivation") if isinstance(row, dict) else None
        found[name if isinstance(name, str) else ""] += 1
    return [name for name, count in found.items() if count >= MANY]


def answer_row(text: str) -> dict[str, Any]:
    """The verdict on one row of JSON. Never raises: a row that cannot be judged comes back as an error row."""
    row: Any = None
    try:
        row = json.loads(text)
        derivation, setup, step = _fields(row)
    except (ValueError, TypeError, RecursionError) as error:
        return {"id": row.get("id") if isinstance(row, dict) else None, "error": _say(error)}
    from interviewer.checking import check

    verdict = check(derivation, setup, step)
    return {"id": row.get("id"), **verdict.as_row()}


def _fields(row: Any) -> tuple[str, list[str], str]:
    from derivations import catalogue

    if not isinstance(row, dict):
        raise TypeError("a row is a JSON object with the fields derivation and step")
    derivation, step, setup = row.get("derivation"), row.get("step"), row.get("setup") or []
    if not isinstance(derivation, str) or derivation not in catalogue():
        raise ValueError(f"unknown derivation {derivation!r}; there are {', '.join(catalogue())}")
    if not isinstance(step, str):
        raise ValueError("the field 'step' must be a string")
    if not isinstance(setup, list) or not all(isinstance(s, str) for s in setup):
        raise ValueError("the field 'setup' must be a list of strings")
    if len(setup) > MAX_SETUP:
        raise ValueError(f"the field 'setup' holds {len(setup)} lines; at most {MAX_SETUP} are read")
    return derivation, setup, step


def _lost(text: str, lost: Lost) -> dict[str, Any]:
    """What stands for a row whose process did not come back."""
    try:
        row = json.loads(text)
    except (ValueError, RecursionError):
        row = None
    from interviewer.checking.verdict import Verdict

    name = row.get("id") if isinstance(row, dict) else None
    return {"id": name, **Verdict("undecided", message=f"the line {lost.why}; split it into smaller steps").as_row()}


def _say(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not valid JSON at column {error.colno}: {error.msg}"
    return str(error) or "the row is nested too deeply"

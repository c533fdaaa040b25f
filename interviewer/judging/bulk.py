"""Rows in, rows out: the `judge --jsonl` command without files or arguments."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from typing import Any

from interviewer.judging.protocol import Judge, Question
from rubrics import rubrics


def judge_rows(lines: Iterable[bytes | str], judge: Judge) -> Iterator[dict[str, Any]]:
    """One judgement row a line, in order; a row that cannot be judged becomes an error row and the run goes on."""
    for line in lines:
        if not line.strip():
            continue
        started = time.perf_counter()
        row: Any = None
        try:
            row = json.loads(line)
            judgement = judge.judge(_question(row))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            yield {"id": row.get("id") if isinstance(row, dict) else None, "error": _say(error)}
            continue
        ms = round((time.perf_counter() - started) * 1000, 2)
        yield {
            "id": row.get("id"),
            "level": judgement.level,
            "evidence": list(judgement.evidence),
            "rationale": judgement.rationale,
            "judge": judgement.judge,
            "claims": list(judgement.claims),
            "misconception": judgement.misconception,
            "ms": ms,
        }


def _question(row: Any) -> Question:
    if not isinstance(row, dict):
        raise TypeError("a row is a JSON object")
    for name in ("derivation", "point", "answer"):
        if not isinstance(row.get(name), str):
            raise ValueError(f"the field '{name}' must be a string")
    known = rubrics()
    if row["derivation"] not in known:
        raise ValueError(f"unknown derivation '{row['derivation']}'")
    try:
        point = known[row["derivation"]].point(row["point"])
    except KeyError:
        raise ValueError(f"unknown point '{row['point']}' of {row['derivation']}") from None
    return Question(row["derivation"], point, str(row.get("question") or point.questions[0]), row["answer"])


def _say(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not valid JSON: {error.msg}"
    return str(error) or type(error).__name__

"""Small suites, made up outcomes, and the command as a user calls it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from interviewer.evaluation.statistics.outcomes import Outcome

ANSWERS = (
    ("full", "The data enter only through inner products, so one can use a kernel, and most multipliers are zero."),
    ("full", "Because only dot products appear, the kernel trick works, and the constraints become simple boxes."),
    ("partial", "One can use the kernel trick."),
    ("partial", "The solution is sparse."),
    ("none", "The dual has a better optimum than the primal."),
    ("none", "I do not know."),
)
LINES = (
    ("right", "Σᵢ αᵢ yᵢ = 0"),
    ("wrong", "Σᵢ αᵢ xᵢ = 0"),
    ("right", "w = Σᵢ αᵢ yᵢ xᵢ"),
    ("wrong", "w = −Σᵢ αᵢ yᵢ xᵢ"),
)


def answer_rows(times: int = 1) -> list[dict[str, Any]]:
    return [
        {
            "id": f"a{copy}-{at}",
            "derivation": "svm-dual",
            "point": "why-dual",
            "answer": f"{text} {'.' * copy}",
            "label": label,
        }
        for copy in range(times)
        for at, (label, text) in enumerate(ANSWERS)
    ]


def line_rows() -> list[dict[str, Any]]:
    return [
        {"id": f"l{at}", "derivation": "svm-dual", "step": step, "label": label}
        for at, (label, step) in enumerate(LINES)
    ]


def write_rows(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def suite_of_answers(folder: Path, times: int = 1) -> Path:
    write_rows(folder / "answers" / "some.jsonl", answer_rows(times))
    return folder


def outcome(label: str, found: str, *, kind: str = "answer", item: str = "i", **more: Any) -> Outcome:
    detail = {"question": "Why?", "own_question": True, "claims": [], "misconception": None, "confidence": None}
    known = {
        "derivation": "svm-dual",
        "point": "why-dual" if kind == "answer" else "",
        "group": "",
        "judge": "builtin",
        "run": 1,
        "text": "",
        "source": f"rows.jsonl:{item}",
        "detail": detail if kind == "answer" else {},
    }
    return Outcome(kind=kind, item=item, label=label, found=found, **{**known, **more})


def environment(**more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("INTERVIEWER_MODEL", "OPENAI_API_KEY", "OPENAI_BASE_URL")}
    return {**kept, "OPENBLAS_NUM_THREADS": "1", "NO_COLOR": "1", "COLUMNS": "160", **more}


def evaluate(*arguments: object, **more: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `interviewer eval`."""
    done = subprocess.run(
        [sys.executable, "-m", "interviewer.cli", "eval", *map(str, arguments)],
        capture_output=True,
        env=environment(**more),
        timeout=240,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()

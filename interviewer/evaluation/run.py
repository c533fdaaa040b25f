"""Evaluates a suite: a folder with `lines/*.jsonl` and `answers/*.jsonl`, rows of the commands with a `label`.

Every result is written as it arrives when a folder for results is given, keyed by the row's content, so that a second
run judges only what changed.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from interviewer import __version__

LEVELS = ("none", "partial", "full")


class SuiteError(Exception):
    """The suite cannot be read; the text names file and line."""


def evaluate_suite(suite: Path, judge: Any, jobs: int | None, out: Path | None) -> str:
    """The report as text. Raises SuiteError."""
    lines, answers = list(_rows(suite / "lines")), list(_rows(suite / "answers"))
    if not lines and not answers:
        raise SuiteError(f"{suite}: there are no labelled rows in lines/*.jsonl or answers/*.jsonl")
    parts = []
    if lines:
        parts.append(_line_report(lines, _verdicts(lines, jobs, out)))
    if answers:
        parts.append(_answer_report(answers, _levels(answers, judge)))
    return "\n\n".join(parts)


def _rows(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise SuiteError(f"{path}:{number}: not valid JSON: {error}") from error
            if not isinstance(row, dict) or "label" not in row:
                raise SuiteError(f"{path}:{number}: a row needs a 'label'")
            yield row


def _key(row: dict[str, Any]) -> str:
    content = json.dumps([__version__, row.get("derivation"), row.get("setup"), row.get("step")], ensure_ascii=False)
    return hashlib.blake2b(content.encode(), digest_size=12).hexdigest()


def _verdicts(rows: list[dict[str, Any]], jobs: int | None, out: Path | None) -> list[dict[str, Any]]:
    from interviewer.rows import check_rows

    known: dict[str, dict[str, Any]] = {}
    store = out / "verdicts.jsonl" if out else None
    if store is not None:
        store.parent.mkdir(parents=True, exist_ok=True)
        if store.exists():
            known = {r["key"]: r for r in map(json.loads, filter(None, store.read_text("utf-8").splitlines()))}
    waiting = [row for row in rows if _key(row) not in known]
    for row, answer in zip(waiting, check_rows([json.dumps(r) for r in waiting], jobs), strict=True):
        known[_key(row)] = {"key": _key(row), **answer}
        if store is not None:
            with store.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(known[_key(row)], ensure_ascii=False) + "\n")
    return [known[_key(row)] for row in rows]


def _line_report(rows: list[dict[str, Any]], verdicts: list[dict[str, Any]]) -> str:
    counts: dict[str, Counter[str]] = {}
    times = sorted(v.get("ms", 0.0) for v in verdicts)
    for row, verdict in zip(rows, verdicts, strict=True):
        found = verdict.get("verdict", "error")
        accepted = found in ("verified", "given")
        name = f"{row['label']} {'accepted' if accepted else found}"
        for group in (row["derivation"], "all"):
            counts.setdefault(group, Counter())[name] += 1
    columns = (
        "right accepted",
        "right refuted",
        "right undecided",
        "wrong refuted",
        "wrong accepted",
        "wrong undecided",
    )
    out = [f"Lines: {len(rows)}", f"{'':<22}" + "".join(f"{c:>17}" for c in columns)]
    out += [f"{group:<22}" + "".join(f"{c[column]:>17}" for column in columns) for group, c in counts.items()]
    out.append(f"median {times[len(times) // 2]:.1f} ms, 95th percentile {times[int(len(times) * 0.95)]:.1f} ms")
    return "\n".join(out)


def _levels(rows: list[dict[str, Any]], judge: Any) -> list[str]:
    from interviewer.judging.bulk import judge_rows

    return [answer.get("level", "error") for answer in judge_rows((json.dumps(r) for r in rows), judge)]


def _answer_report(rows: list[dict[str, Any]], levels: list[str]) -> str:
    pairs = [(row["label"], level) for row, level in zip(rows, levels, strict=True) if level in LEVELS]
    exact = sum(a == b for a, b in pairs) / max(1, len(pairs))
    out = [f"Answers: {len(rows)}, exact level {exact:.1%}{_kappa(pairs)}"]
    out += [
        f"  {label:<8} judged " + ", ".join(f"{level} {sum(p == (label, level) for p in pairs)}" for level in LEVELS)
        for label in LEVELS
    ]
    return "\n".join(out)


def _kappa(pairs: list[tuple[str, str]]) -> str:
    """Quadratic weighted kappa, when scikit-learn is there."""
    try:
        from sklearn.metrics import cohen_kappa_score
    except ImportError:
        return ""
    kappa = cohen_kappa_score(
        [LEVELS.index(a) for a, _ in pairs], [LEVELS.index(b) for _, b in pairs], weights="quadratic"
    )
    return f", quadratic weighted kappa {kappa:.2f}"

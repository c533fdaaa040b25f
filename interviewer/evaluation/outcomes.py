"""Results beside labels, flat: what every statistic is computed from and every number in the report links to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from interviewer.evaluation.judges import shown
from interviewer.evaluation.planning import Planned

ACCEPTED, REFUTED, UNDECIDED, UNREAD, FAILED = "accepted", "refuted", "undecided", "unread", "error"
ACCEPTS = ("verified", "given")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One labelled thing and what was found of it.

    `kind` is "line", "answer", "step" and "point" (of a transcript), or "transcript" (its score against its level);
    `item` the id of the suite's item. `ms` and `tokens` are counted once an item, on its first outcome.
    """

    kind: str
    item: str
    derivation: str
    point: str
    group: str
    judge: str
    run: int
    label: str
    found: str
    text: str
    source: str
    note: str = ""
    detail: dict[str, Any] = field(default_factory=dict)
    ms: float = 0.0
    tokens: int = 0

    @property
    def right(self) -> bool:
        """Whether what was found is what the label says."""
        return self.found == {"right": ACCEPTED, "wrong": REFUTED, "carried": REFUTED}.get(self.label, self.label)


def outcomes(planned: Planned, result: dict[str, Any]) -> Iterator[Outcome]:
    """The outcomes of one result."""
    item, task = planned.item, planned.task
    base = {
        "item": item.id,
        "derivation": item.derivation,
        "group": item.group,
        "judge": shown(task.identity),
        "run": task.run,
        "source": item.source,
    }
    spent = {"ms": float(result.get("ms") or 0.0), "tokens": int(result.get("tokens") or 0)}
    if item.kind == "line":
        found = FAILED if "error" in result else _accepted(result["verdict"])
        detail = {"method": result.get("method"), "verdict": result.get("verdict")}
        note = result.get("error") or result.get("message") or ""
        yield Outcome("line", point="", label=item.label, found=found, text=item.text, note=note, detail=detail, **base, **spent)
    elif item.kind == "answer":
        detail = {
            "question": task.content["question"],
            "own_question": task.content["question"] == item.content["question"],
            "claims": result.get("claims") or [],
            "misconception": result.get("misconception"),
            "confidence": result.get("confidence"),
        }
        note = result.get("error") or result.get("rationale") or ""
        found = result.get("level", FAILED)
        yield Outcome(
            "answer", point=item.point, label=item.label, found=found, text=item.text, note=note, detail=detail, **base, **spent
        )
    else:
        yield from _parts(planned, result, base, spent)


def _accepted(verdict: str) -> str:
    return ACCEPTED if verdict in ACCEPTS else verdict


def _parts(
    planned: Planned, report: dict[str, Any], base: dict[str, Any], spent: dict[str, Any]
) -> Iterator[Outcome]:
    """A report's score, its steps and its points, each against the item's labels."""
    item = planned.item
    found = {line: _line(steps) for line, steps in _by_line(report).items()}
    detail = {
        "score": report.get("score"),
        "first_wrong": min((at for at, label in item.expected.get("steps", {}).items() if label == "wrong"), default=None),
        "first_refuted": min((at for at, verdict in found.items() if verdict == REFUTED), default=None),
        "labelled_steps": bool(item.expected.get("steps")),
        "points": {p["id"]: p["level"] for p in report.get("points", []) if p["level"] != "not-asked"},
    }
    said = report.get("error") or f"score {report.get('score')}, {report.get('recommendation')}"
    whole = FAILED if "error" in report else str(report.get("recommendation"))
    yield Outcome("transcript", point="", label=item.label, found=whole, text=item.text, note=said, detail=detail, **base, **spent)
    if "error" in report:
        return
    lines = item.content.get("text", "").split("\n")
    messages = {step["line"]: step.get("message", "") for step in report["steps"]}
    for at, label in item.expected.get("steps", {}).items():
        source = f"{item.source.rpartition(':')[0]}:{at}"
        text = lines[at - 1].strip() if at <= len(lines) else ""
        verdict = found.get(at, UNREAD)
        yield Outcome(
            "step", point="", label=label, found=verdict, text=text, note=messages.get(at, ""), **{**base, "source": source}
        )
    levels = {point["id"]: point for point in report["points"]}
    for name, label in item.expected.get("points", {}).items():
        point = levels.get(name, {})
        yield Outcome(
            "point", point=name, label=label, found=point.get("level", FAILED), text=item.text, note=point.get("rationale", ""), **base
        )


def _by_line(report: dict[str, Any]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for step in report.get("steps", []):
        found.setdefault(step["line"], []).append(step["verdict"])
    return found


def _line(verdicts: list[str]) -> str:
    """Several formulas in one line: it is refuted when one is, accepted when all are."""
    if REFUTED in verdicts:
        return REFUTED
    return ACCEPTED if all(verdict in ACCEPTS for verdict in verdicts) else UNDECIDED

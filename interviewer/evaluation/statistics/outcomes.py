"""Results beside labels, flat: what every statistic is computed from and every number in the report links to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from interviewer.evaluation.running.judges import shown
from interviewer.evaluation.running.planning import Planned
from interviewer.evaluation.suite.items import Item

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
    def counted(self) -> bool:
        """Whether measures count it: the first run, under the question that was really asked."""
        return self.run == 1 and bool(self.detail.get("own_question", True))

    @property
    def right(self) -> bool:
        """Whether what was found is what the label says."""
        return self.found == {"right": ACCEPTED, "wrong": REFUTED, "carried": REFUTED}.get(self.label, self.label)


def outcomes(planned: Planned, result: dict[str, Any]) -> Iterator[Outcome]:
    """The outcomes of one result, which may be an error."""
    item, task = planned.item, planned.task
    base = Outcome(
        kind=item.kind,
        item=item.id,
        derivation=item.derivation,
        point=item.point,
        group=item.group,
        judge=shown(task.identity),
        run=task.run,
        label=item.label,
        found=FAILED,
        text=item.text,
        source=item.source,
        note=str(result.get("error") or ""),
        ms=float(result.get("ms") or 0.0),
        tokens=int(result.get("tokens") or 0),
    )
    if "error" in result:
        yield base
    elif item.kind == "line":
        detail = {"method": result["method"], "verdict": result["verdict"]}
        yield replace(base, found=_of_verdict(result["verdict"]), note=result["message"], detail=detail)
    elif item.kind == "answer":
        yield replace(base, found=result["level"], note=result["rationale"], detail=_answer_detail(planned, result))
    elif item.kind == "simulation":
        detail = {name: result[name] for name in ("score", "points", "interviewer")}
        yield replace(base, found=result["recommendation"], note=_score(result), detail=detail)
    else:
        yield replace(base, found=result["recommendation"], note=_score(result), detail=_whole_detail(item, result))
        part = replace(base, ms=0.0, tokens=0)
        yield from _steps(item, result, part)
        yield from _points(item, result, part)


def _of_verdict(verdict: str) -> str:
    return ACCEPTED if verdict in ACCEPTS else verdict


def _answer_detail(planned: Planned, result: dict[str, Any]) -> dict[str, Any]:
    question = planned.task.content["question"]
    return {
        "question": question,
        "own_question": question == planned.item.content["question"],
        **{name: result.get(name) for name in ("claims", "misconception", "confidence")},
    }


def _score(report: dict[str, Any]) -> str:
    return f"score {report['score']}, {report['recommendation']}"


def _whole_detail(item: Item, report: dict[str, Any]) -> dict[str, Any]:
    labels = item.expected.get("steps", {})
    found = _by_line(report)
    return {
        "score": report["score"],
        "labelled_steps": bool(labels),
        "first_wrong": min((at for at, label in labels.items() if label == "wrong"), default=None),
        "first_refuted": min((at for at, verdict in found.items() if verdict == REFUTED), default=None),
        "points": {p["id"]: p["level"] for p in report["points"] if p["level"] != "not-asked"},
    }


def _steps(item: Item, report: dict[str, Any], base: Outcome) -> Iterator[Outcome]:
    """Each labelled line against the report's verdict on it."""
    found = _by_line(report)
    lines = str(item.content.get("text", "")).split("\n")
    messages = {step["line"]: step["message"] for step in report["steps"]}
    for at, label in item.expected.get("steps", {}).items():
        yield replace(
            base,
            kind="step",
            label=label,
            found=found.get(at, UNREAD),
            text=lines[at - 1].strip() if at <= len(lines) else "",
            source=f"{item.source.rpartition(':')[0]}:{at}",
            note=messages.get(at, ""),
        )


def _points(item: Item, report: dict[str, Any], base: Outcome) -> Iterator[Outcome]:
    """Each labelled point against the report's level of it."""
    levels = {point["id"]: point for point in report["points"]}
    for name, label in item.expected.get("points", {}).items():
        point = levels.get(name, {})
        found = point.get("level", FAILED)
        yield replace(base, kind="point", point=name, label=label, found=found, note=point.get("rationale", ""))


def _by_line(report: dict[str, Any]) -> dict[int, str]:
    """The verdict on each line; of several formulas in a line, refuted when one is, accepted when all are."""
    verdicts: dict[int, set[str]] = {}
    for step in report["steps"]:
        verdicts.setdefault(step["line"], set()).add(_of_verdict(step["verdict"]))
    return {
        at: REFUTED if REFUTED in found else UNDECIDED if UNDECIDED in found else ACCEPTED
        for at, found in verdicts.items()
    }

"""One piece of work: everything that a process needs to do it, here or on another machine, and doing it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from interviewer.evaluation.running.judges import Counting, judge_named
from interviewer.evaluation.running.keys import key_of

CHECKER, INTERVIEWER = "checker", "interviewer"
# Wall-clock time after which a worker is replaced: the checker bounds its own CPU time far below.
SECONDS = {"line": 60.0, "answer": 120.0, "transcript": 600.0, "simulation": 600.0}


@dataclass(frozen=True, slots=True)
class Task:
    """`content` is an item's; `judge` a judge's name and `identity` what its results depend on; `run` counts from 1;
    `rate` bounds the calls to a model a minute from the process that does it (0: no bound), and no result depends on it."""

    kind: str
    content: dict[str, Any]
    judge: str
    identity: str
    run: int = 1
    rate: float = 0.0

    @property
    def key(self) -> str:
        return key_of(self.kind, self.content, self.identity, self.run)


def prepare_checker() -> None:
    """Import and read once what checking needs, so that the first task is not the slow one."""
    import warnings

    from interviewer.rows import prepare

    warnings.simplefilter("ignore", RuntimeWarning)  # models divide by zero on purpose; it would drown the progress bar
    prepare()


def prepare_judge() -> None:
    """Import and read once what judging answers needs."""
    import interviewer.judging.builtin  # noqa: F401
    from rubrics import rubrics

    rubrics()


def preparing(kind: str) -> Callable[[], None]:
    """What a process does before its first task of that kind."""
    return prepare_judge if kind == "answer" else prepare_checker


def perform(task: Task) -> dict[str, Any]:
    """The result as plain values, with `ms` and `tokens`; with `error` when it could not be had. Never raises."""
    started = time.perf_counter()
    try:
        result = _DOERS[task.kind](task)
    except Exception as error:  # one bad item must not end a run of a million
        result = {"error": f"{type(error).__name__}: {error}"[:300]}
    return {**result, "ms": round((time.perf_counter() - started) * 1000, 2)}


def lost(task: Task, why: str) -> dict[str, Any]:
    """What stands for a task whose process did not come back: for a line a verdict, as `check` gives it."""
    if task.kind == "line":
        from interviewer.checking.verdict import Verdict

        return Verdict("undecided", message=f"the line {why}; split it into smaller steps").as_row()
    return {"error": f"the {task.kind} {why}", "ms": 0.0}


def _check(task: Task) -> dict[str, Any]:
    from interviewer.checking import check

    content = task.content
    bound = {"seconds": content["seconds"]} if "seconds" in content else {}
    return check(content["derivation"], content["setup"], content["step"], **bound).as_row()


def _judge(task: Task) -> dict[str, Any]:
    from interviewer.judging.protocol import Question
    from rubrics import Point

    content = task.content
    judge = Counting(judge_named(task.judge, task.rate))
    point = Point.model_validate(content["point"])
    found = judge.judge(Question(content["derivation"], point, content["question"], content["answer"]))
    if judge.failure:
        return {"error": judge.failure, "tokens": judge.tokens}
    return {
        "level": found.level,
        "claims": list(found.claims),
        "misconception": found.misconception,
        "evidence": list(found.evidence),
        "rationale": found.rationale,
        "confidence": getattr(found, "confidence", None),
        "tokens": judge.tokens,
    }


def _grade(task: Task) -> dict[str, Any]:
    from derivations import catalogue
    from interviewer.grading.grade import grade
    from interviewer.grading.reading import parse_transcript
    from rubrics import Rubric

    content = task.content
    judge = Counting(judge_named(task.judge, task.rate))
    transcript = parse_transcript(content["text"], tuple(catalogue()), content["file"])
    report = grade(transcript, judge, rubric=Rubric.model_validate(content["rubric"]))
    if judge.failure:
        return {"error": judge.failure, "tokens": judge.tokens}
    return {**report.model_dump(mode="json"), "tokens": judge.tokens}


def _simulate(task: Task) -> dict[str, Any]:
    from interviewer.agent.candidates import Candidate
    from interviewer.agent.simulation import run
    from rubrics import Rubric, using

    derivation = task.content["derivation"]
    with using({derivation: Rubric.model_validate(task.content["rubric"])}):
        played = run(Candidate.model_validate(task.content["candidate"]), derivation)
    seen = played.seen
    return {
        "score": played.score,
        "recommendation": played.recommendation,
        "points": dict(played.points),
        "interviewer": {
            "closed": played.closed,
            "in_time": played.elapsed <= played.limit + 1.0,
            "repeated": len(seen.repeated),
            "leaked": len(seen.leaked),
            "slips": len(seen.slips),
            "probed": len(seen.slips) - len(seen.unprobed),
            "bare": len(seen.bare),
            "asked": len(seen.bare) - len(seen.unasked),
        },
    }


_DOERS = {"line": _check, "answer": _judge, "transcript": _grade, "simulation": _simulate}

"""Whole interviews with scripted candidates, to measure the interviewer itself.

    from interviewer.agent.candidates import load_candidates
    from interviewer.agent.simulation import run, run_all
    from interviewer.agent.simulation_report import measures, report

    candidates = load_candidates()                          # or a folder with *.yaml
    result = run(candidates[0], "svm-dual")                 # one interview, in this process
    results = run_all(candidates, ["svm-dual"], jobs=2)     # every candidate on every derivation, in processes
    print(report(results)); measures(results).fell_short    # the text, and what missed its target

Clock and pace are simulated, everything else (graph, policy, store, algebra, built-in judge, phrasing) is the real thing.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from derivations import Derivation, WrongTurn
from interviewer.agent.bench import Bench, Here
from interviewer.agent.candidates import Act, Candidate, Player
from interviewer.agent.interview import Interview
from interviewer.agent.leaks import canonical
from interviewer.agent.observing import RIGHT, Observation, observe
from interviewer.agent.store import Store
from interviewer.agent.view import Mode, Turn

TICK = 5.0  # seconds of simulated clock between two looks at it
MOST_ACTS = 200  # an interview that goes on longer does not end by itself
RUN_SECONDS = 600.0  # of real time for one interview in a batch


@dataclass(frozen=True, slots=True)
class SimulationResult:
    """One simulated interview. `elapsed` and `limit` are seconds on its own clock, `took` those of the real one; `seen`
    is what can be measured in it; `misjudged` holds the catalogue's own lines that did not count as right, or as no key
    step; `points` holds the rubric's points with their levels; `transcript` holds (speaker, move, text) of every turn."""

    kind: str
    rank: int | None
    derivation: str
    mode: str
    score: int
    recommendation: str
    closed: bool
    elapsed: float
    limit: float
    took: float
    seen: Observation
    points: tuple[tuple[str, str], ...]
    transcript: tuple[tuple[str, str, str], ...]
    misjudged: tuple[str, ...] = ()


def run(
    candidate: Candidate, derivation: str, *, mode: Mode = "practice", bench: Bench | None = None
) -> SimulationResult:
    """Play one interview to its report. Raises CatalogueError for an unknown derivation."""
    from derivations import catalogue
    from rubrics import rubric

    started = time.perf_counter()
    place = bench or Here()
    hours = _Hours()
    model = catalogue()[derivation]
    player = Player(candidate, model, rubric(derivation), _turns_by_step(model))
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "interviews.db")
        interview = Interview.start(
            derivation, mode=mode, store=store, judge="builtin", candidate=candidate.kind, now=hours, bench=place
        )
        closed = _play(interview, player, hours)
        report = interview.finish()
        view = interview.state
        seen = observe(interview)
        misjudged = _misjudged(model, interview.turns)
        interview.close()
        store.close()
    return SimulationResult(
        kind=candidate.kind,
        rank=candidate.rank,
        derivation=derivation,
        mode=mode,
        score=report.score,
        recommendation=report.recommendation,
        closed=closed,
        elapsed=view.elapsed,
        limit=view.limit,
        took=time.perf_counter() - started,
        seen=seen,
        misjudged=misjudged,
        points=tuple((point.id, point.level) for point in report.points),
        transcript=tuple((turn.speaker, turn.move, turn.text) for turn in view.turns),
    )


def _misjudged(model: Derivation, turns: Sequence[Turn]) -> tuple[str, ...]:
    """The reference formulas that, written in the course of the interview, reached no key step: the first of each step."""
    wanted = {step.formulas[0] for step in model.milestones}
    judged = [(line.text, line.verdict) for turn in turns for line in turn.lines if line.verdict]
    reached = {text for text, verdict in judged if verdict.verdict in RIGHT and verdict.milestone}
    return tuple(dict.fromkeys(text for text, _ in judged if text in wanted - reached))


class _Hours:
    """The simulated source of seconds."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def _play(interview: Interview, player: Player, hours: _Hours) -> bool:
    """Message by message until the interviewer closes; whether he did."""
    replies: Sequence[Turn] = interview.state.turns
    silent = 0.0
    for _ in range(MOST_ACTS):
        act = player.next(replies)
        replies = _wait(interview, player.candidate.pace, hours, silent if act.kind == "silence" else None)
        silent = silent + player.candidate.pace if act.kind == "silence" else 0.0
        if interview.state.done:
            return True
        replies = _do(interview, act) or replies
        if interview.state.done:
            return True
    return False


def _wait(interview: Interview, seconds: float, hours: _Hours, silent: float | None) -> list[Turn]:
    """Let the time pass as the app does: a look at the clock now and then, and at the silence of who is silent."""
    said: list[Turn] = []
    until = hours.seconds + seconds
    while hours.seconds < until and not interview.state.done:
        hours.seconds = min(until, hours.seconds + TICK)
        said += interview.tick()
        if silent is not None:
            silent += TICK
            said += interview.silence(silent)
    return said


def _do(interview: Interview, act: Act) -> list[Turn]:
    if act.kind == "hint":
        return interview.hint()
    return interview.say(act.text) if act.kind == "say" else []


def _turns_by_step(model: Derivation) -> dict[str, WrongTurn]:
    """For each step the first known wrong turn that looks like it."""
    found: dict[str, WrongTurn] = {}
    for turn in model.wrong_turns:
        looks = [(_likeness(turn.formula, f), step.id) for step in model.milestones for f in step.formulas]
        found.setdefault(max(looks)[1], turn)
    return found


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, canonical(one), canonical(other), autojunk=False).ratio()


def run_all(
    candidates: Iterable[Candidate],
    derivations: Sequence[str] = (),
    *,
    mode: Mode = "practice",
    jobs: int | None = None,
) -> Iterator[SimulationResult]:
    """Every candidate on every derivation (all by default), in processes, each result as soon as it is there.

    Raises RuntimeError naming the interview that did not come to its end.
    """
    from derivations import catalogue
    from interviewer.isolated import Lost, ordered_map

    pairs = [(one, name, mode) for name in derivations or tuple(catalogue()) for one in candidates]
    answers = ordered_map(_run, pairs, prepare=_prepare, seconds=RUN_SECONDS, jobs=jobs)
    for (one, name, _), answer in zip(pairs, answers, strict=True):
        if isinstance(answer, Lost):
            raise RuntimeError(f"the interview of '{one.kind}' on {name} {answer.why}")
        yield answer


def _run(pair: tuple[Candidate, str, Mode]) -> SimulationResult:
    candidate, derivation, mode = pair
    return run(candidate, derivation, mode=mode)


def _prepare() -> None:
    import interviewer.agent.graph
    import interviewer.checking
    import interviewer.judging  # noqa: F401

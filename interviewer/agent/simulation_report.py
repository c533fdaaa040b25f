"""From simulated interviews to figures: did the interviewer do what a good one does?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from interviewer.agent.simulation import SimulationResult

PROBED_SHARE = 0.9  # of the slips
MEMORISER, ITS_BETTER = "memoriser", "strong"


@dataclass(frozen=True, slots=True)
class Measures:
    """The figures over all interviews. `fell_short` says in words which targets were missed, and where."""

    interviews: int
    repeated: int
    leaked: int
    slips: int
    probed: int
    bare: int
    asked: int
    closed: int
    in_time: int
    misjudged: int
    fell_short: tuple[str, ...]


def measures(results: Sequence[SimulationResult]) -> Measures:
    """The figures, and where a target was missed: scores in rank order in every derivation, the memoriser below the
    strong one, no question repeated, no formula leaked, at least nine slips in ten probed, a reason asked for each key
    step that lacked it, every reference formula taken for its key step, every interview closed in its time."""
    seen = [result.seen for result in results]
    slips, unprobed = sum(len(one.slips) for one in seen), sum(len(one.unprobed) for one in seen)
    short = [*_misordered(results)]
    for result in results:
        name = f"{result.derivation}, {result.kind}"
        short += [f"{name}: said twice: “{text}”" for text in result.seen.repeated]
        short += [f"{name}: gave a formula away: “{text}”" for text in result.seen.leaked]
        short += [f"{name}: the reason of '{step}' was not asked for" for step in result.seen.unasked]
        short += [f"{name}: the reference formula “{text}” reached no key step" for text in result.misjudged]
        short += [] if result.closed else [f"{name}: did not come to a close"]
        short += [] if _in_time(result) else [f"{name}: {result.elapsed:.0f} s of {result.limit:.0f} s"]
    if slips and (slips - unprobed) / slips < PROBED_SHARE:
        short.append(f"only {slips - unprobed} of {slips} slips were probed")
    return Measures(
        interviews=len(results),
        repeated=sum(len(one.repeated) for one in seen),
        leaked=sum(len(one.leaked) for one in seen),
        slips=slips,
        probed=slips - unprobed,
        bare=sum(len(one.bare) for one in seen),
        asked=sum(len(one.bare) - len(one.unasked) for one in seen),
        closed=sum(result.closed for result in results),
        in_time=sum(map(_in_time, results)),
        misjudged=sum(len(result.misjudged) for result in results),
        fell_short=tuple(short),
    )


def _in_time(result: SimulationResult) -> bool:
    return result.elapsed <= result.limit + 1.0


def _misordered(results: Sequence[SimulationResult]) -> list[str]:
    """Pairs whose scores stand the wrong way round, derivation by derivation."""
    found: list[str] = []
    for name in dict.fromkeys(result.derivation for result in results):
        here = [result for result in results if result.derivation == name]
        ranked = sorted((r for r in here if r.rank is not None), key=lambda r: r.rank or 0)
        pairs = list(pairwise(ranked))
        by_kind = {result.kind: result for result in here}
        if MEMORISER in by_kind and ITS_BETTER in by_kind:
            pairs.append((by_kind[ITS_BETTER], by_kind[MEMORISER]))
        found += [
            f"{name}: {better.kind} {better.score} is not above {worse.kind} {worse.score}"
            for better, worse in pairs
            if better.score <= worse.score
        ]
    return found


def report(results: Sequence[SimulationResult]) -> str:
    """The figures as text: scores by derivation and kind, the measures, what fell short."""
    kinds = list(dict.fromkeys(result.kind for result in results))
    score = {(result.derivation, result.kind): result.score for result in results}
    lines = [f"Simulated interviews: {len(results)}", f"{'score':<22}" + "".join(f"{kind:>11}" for kind in kinds)]
    for name in dict.fromkeys(result.derivation for result in results):
        lines.append(f"{name:<22}" + "".join(f"{score.get((name, kind), '–'):>11}" for kind in kinds))
    found = measures(results)
    lines += [
        "",
        f"closed {found.closed} of {found.interviews}, in time {found.in_time}; sentences repeated {found.repeated}; "
        f"formulas leaked {found.leaked}",
        f"slips probed {found.probed} of {found.slips}; reasons asked for {found.asked} of {found.bare} steps without one; "
        f"reference formulas not recognised {found.misjudged}",
    ]
    lines += ["", "Fell short:", *(f"  {text}" for text in found.fell_short)] if found.fell_short else []
    return "\n".join(lines)

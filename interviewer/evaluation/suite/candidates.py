"""Simulated candidates: each of a suite's kinds on each derivation is one item."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from interviewer.evaluation.running.keys import digest
from interviewer.evaluation.suite.items import STRENGTHS, Item
from interviewer.evaluation.suite.yamlfile import load

UNRANKED = "unranked"  # a kind of candidate of whose score nothing is expected


def read_candidate(path: Path) -> Iterator[Item]:
    """The interviews to play with the candidate that the file describes. Raises SuiteError."""
    from derivations import catalogue
    from interviewer.agent.candidates import Candidate
    from rubrics import rubrics

    candidate = load(path, Candidate)
    label = _strength(candidate.rank)
    for derivation in catalogue():
        content = {
            "derivation": derivation,
            "candidate": candidate.model_dump(mode="json"),
            # the interviewer asks by the shipped rubric: another one is another interview
            "rubric": digest(rubrics()[derivation].model_dump(mode="json")),
        }
        yield Item(f"{candidate.kind}/{derivation}", "simulation", derivation, label, content, f"{path}:1")


def _strength(rank: int | None) -> str:
    """Rank 1 is the strongest; what ranks below the levels there are is weak."""
    return UNRANKED if rank is None else STRENGTHS[max(0, len(STRENGTHS) - rank)]

"""Simulated candidates: each of a suite's kinds on each derivation is one item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from interviewer.evaluation.suite.items import STRENGTHS, Item
from interviewer.evaluation.suite.yamlfile import load

UNRANKED = "unranked"  # a kind of candidate of whose score nothing is expected


def read_candidate(path: Path, rubrics: Mapping[str, dict[str, Any]]) -> Iterator[Item]:
    """The interviews to play with the candidate that the file describes, asked by these rubrics. Raises SuiteError."""
    from derivations import catalogue
    from interviewer.agent.candidates import Candidate

    candidate = load(path, Candidate)
    label = _strength(candidate.rank)
    for derivation in catalogue():
        content = {
            "derivation": derivation,
            "candidate": candidate.model_dump(mode="json"),
            "rubric": rubrics[derivation],
        }
        yield Item(f"{candidate.kind}/{derivation}", "simulation", derivation, label, content, f"{path}:1")


def _strength(rank: int | None) -> str:
    """Rank 1 is the strongest; what ranks below the levels there are is weak."""
    return UNRANKED if rank is None else STRENGTHS[max(0, len(STRENGTHS) - rank)]

"""The checker on the labelled lines that are shipped: a wrong line is never let through, a right one never refuted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from derivations import catalogue
from interviewer.checking import check

LINES = Path(__file__).parents[2] / "rubrics" / "suites" / "lines"
RIGHT = ("verified", "given")


def rows(name: str) -> list[dict]:
    return [json.loads(line) for line in (LINES / name).read_text("utf-8").splitlines()]


CORE = 100  # rows numbered below are the regression set; the others are measured by `interviewer eval rubrics/suites`


@pytest.mark.parametrize("name", sorted(f"{derivation}.jsonl" for derivation in catalogue()))
def test_labelled_lines(name):
    accepted, refuted, undecided, bare = [], [], [], []
    core = [row for row in rows(name) if int(row["id"].rsplit("-", 1)[1]) < CORE]
    for row in core:
        verdict = check(row["derivation"], row["setup"], row["step"], seconds=10.0)
        if row["label"] == "wrong" and verdict.verdict in RIGHT:
            accepted.append(row["id"])
        if row["label"] == "right" and verdict.verdict == "refuted":
            refuted.append((row["id"], row["step"], verdict.message))
        if verdict.verdict == "undecided":
            undecided.append((row["id"], verdict.message))
        if verdict.verdict == "refuted" and not verdict.counterexample:
            bare.append(row["id"])
    assert len(core) >= 30
    assert accepted == []
    assert refuted == []
    assert bare == []
    assert len(undecided) <= 0.06 * len(core), undecided

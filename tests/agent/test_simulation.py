"""Scripted candidates play whole interviews; the figures tell whether the interviewer does what a good one does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.agent.candidates import CandidateError, load_candidates
from interviewer.agent.observing import Observation
from interviewer.agent.simulation import SimulationResult, run
from interviewer.agent.simulation_report import measures, report

CANDIDATES = {candidate.kind: candidate for candidate in load_candidates()}


@pytest.fixture(scope="module")
def played():
    """One derivation with the candidates that differ most."""
    kinds = ("strong", "medium", "weak", "silent")
    return {kind: run(CANDIDATES[kind], "linear-regression") for kind in kinds}


def test_the_shipped_candidates_are_of_every_kind():
    assert set(CANDIDATES) == {"strong", "medium", "weak", "silent", "rambling", "hostile", "memoriser"}


def test_scores_stand_in_the_order_of_strength_and_every_target_holds(played):
    scores = [played[kind].score for kind in ("strong", "medium", "weak")]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 3
    assert measures(list(played.values())).fell_short == ()


def test_every_interview_closes_in_its_time(played):
    assert all(result.closed and result.elapsed <= result.limit for result in played.values())
    assert played["silent"].elapsed == played["silent"].limit


def test_a_slip_is_probed_and_repaired_and_a_missing_reason_asked_for(played):
    medium = played["medium"]
    assert len(medium.seen.slips) == 2
    assert medium.seen.unprobed == ()
    assert {"objective", "gradient", "solution"} <= set(medium.seen.bare)
    assert medium.seen.unasked == ()


def test_a_strong_candidate_is_not_stopped_for_reasons_he_has_given(played):
    assert not any(move == "ask-why" for _, move, _ in played["strong"].transcript)


def test_a_silent_candidate_is_nudged_helped_and_reminded_of_the_time(played):
    moves = [move for speaker, move, _ in played["silent"].transcript if speaker == "interviewer"]
    assert {"nudge", "hint", "time-reminder", "close"} <= set(moves)


def test_a_poker_face_gives_no_comments():
    result = run(CANDIDATES["memoriser"], "linear-regression", mode="interview")
    moves = {move for speaker, move, _ in result.transcript if speaker == "interviewer"}
    assert "ask-why" in moves
    assert "comment" not in moves


def result(kind: str, score: int, rank: int | None = None, **seen: tuple[str, ...]) -> SimulationResult:
    return SimulationResult(
        kind=kind,
        rank=rank,
        derivation="svm-dual",
        mode="practice",
        score=score,
        recommendation="hire",
        closed=True,
        elapsed=500.0,
        limit=600.0,
        took=1.0,
        seen=replace(Observation(turns=20, hints=0), **seen),
        transcript=(),
        points=(),
    )


def test_what_falls_short_is_said_with_its_place():
    found = measures(
        [
            result("strong", 60, 1, repeated=("please go on",)),
            result("medium", 70, 2, slips=("a = b", "c = d"), unprobed=("c = d",)),
            result("weak", 10, 3, leaked=("It is w = 2.",), bare=("dual",), unasked=("dual",)),
            result("memoriser", 65),
        ]
    )
    said = "\n".join(found.fell_short)
    for part in (
        "strong 60 is not above medium 70",
        "strong 60 is not above memoriser 65",
        "said twice: “please go on”",
        "gave a formula away",
        "the reason of 'dual' was not asked for",
        "only 1 of 2 slips",
    ):
        assert part in said
    assert "medium 70 is not above weak" not in said


def test_an_interview_that_runs_over_or_never_closes_falls_short():
    late = replace(result("weak", 1), closed=False, elapsed=700.0)
    assert len(measures([late]).fell_short) == 2


def test_a_reference_formula_that_reaches_no_key_step_falls_short():
    found = measures([replace(result("strong", 90, 1), misjudged=("w = (XᵀX)⁻¹Xᵀy",))])
    assert found.misjudged == 1
    assert "w = (XᵀX)⁻¹Xᵀy" in found.fell_short[0]


def test_the_report_shows_scores_and_figures():
    text = report([result("strong", 90, 1), result("weak", 20, 2)])
    assert "svm-dual" in text
    assert "90" in text
    assert "Fell short" not in text


@pytest.mark.parametrize("content", ["kind: [", "kind: odd\nabout: x\nspeed: 3\n", "about: nameless\n"])
def test_a_wrong_candidate_file_is_named(tmp_path, content):
    (tmp_path / "odd.yaml").write_text(content)
    with pytest.raises(CandidateError, match=r"odd\.yaml"):
        load_candidates(tmp_path)


def test_a_folder_without_candidates_says_so(tmp_path):
    with pytest.raises(CandidateError, match="no candidate"):
        load_candidates(tmp_path)

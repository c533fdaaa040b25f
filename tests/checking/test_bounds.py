"""A line has one budget for everything that is done for it, and what lines share is done once."""

from __future__ import annotations

import pytest

from derivations import catalogue
from interviewer.checking import check
from interviewer.checking.clock import MAX_PARDON, Clock, OutOfTime
from interviewer.checking.earlier.setup import scope_after
from interviewer.checking.values.environment import Env

HOSTILE = r"∇_w Σ_i Σ_j Σ_k Σ_l Σ_m exp(x_iᵀw x_jᵀw x_kᵀw x_lᵀw x_mᵀw) = ∇_w L"


def test_a_part_of_the_work_ends_with_the_whole():
    part = Clock.of(60, within=Clock.of(-1))
    with pytest.raises(OutOfTime):
        part.check()


def test_the_whole_does_not_end_with_a_part():
    whole = Clock.of(60)
    with pytest.raises(OutOfTime):
        Clock.of(-1, within=whole).check()
    whole.check()


def test_waiting_ends_too():
    with pytest.raises(OutOfTime):
        Clock(deadline=float("inf"), ceiling=0.0).check()


def test_shared_work_is_pardoned_once_for_all_parts_of_a_line():
    whole = Clock.of(0)
    for _ in range(3):
        Clock.of(0, within=whole).pardon(MAX_PARDON)
    assert whole.left() <= MAX_PARDON


def test_a_line_that_takes_too_long_is_undecided_and_costs_the_next_one_nothing():
    setup = [HOSTILE, HOSTILE + " + 1"]
    assert check("linear-regression", [], HOSTILE, seconds=0.1).verdict == "undecided"
    assert check("linear-regression", setup, "w = w", seconds=2.0).verdict == "verified"


def test_the_lines_before_are_judged_once():
    derivation = catalogue()["linear-regression"]
    first = scope_after(derivation, ["let r = y - Xw"], Clock.of(10))
    assert "r" in first.own
    assert scope_after(derivation, ["let r = y - Xw"], Clock.of(10)) is first
    both = scope_after(derivation, ["let r = y - Xw", "let s = rᵀr"], Clock.of(10))
    assert {"r", "s"} <= set(both.own)
    assert "s" not in scope_after(derivation, ["let r = y - Xw"], Clock.of(10)).own


def test_the_order_of_the_lines_before_counts():
    derivation = catalogue()["linear-regression"]
    one, other = ["let a = 2", "let b = 3"], ["let b = 3", "let a = 2"]
    assert scope_after(derivation, one, Clock.of(10)) is not scope_after(derivation, other, Clock.of(10))


def test_what_is_found_out_is_shared_between_running_indices_and_no_further():
    plain = Env()
    assert plain.bind(i=1).known is None
    moved = plain.override({("w", ()): 2.0})
    assert moved.bind(i=1).known is moved.known is not None
    assert moved.bind(z=0.5).known is not moved.known
    assert moved.override({("b", ()): 1.0}).known is not moved.known
    assert moved.bind(z=0.5).touched() == {"w", "z"}


@pytest.mark.parametrize(
    "line",
    [
        "Σᵢ Σⱼ wᵢ wⱼ (XᵀX)ᵢⱼ = ‖Xw‖²",
        "∂/∂w Σᵢ (Σⱼ Xᵢⱼ wⱼ)² = 2XᵀXw",
        "Σᵢ ∂/∂wⱼ (yᵢ − Σₖ Xᵢₖ wₖ)² = −2 Σᵢ Xᵢⱼ (yᵢ − Σₖ Xᵢₖ wₖ)",
    ],
)
def test_sums_inside_sums_and_gradients(line):
    """The same sum is asked for under many indices and at many places beside the point."""
    assert check("linear-regression", [], line, seconds=5.0).verdict == "verified"
    assert (
        check("linear-regression", [], line.replace("2", "3", 1).replace("²", "³", 1), seconds=5.0).verdict
        != "verified"
    )

"""Processes in time as candidates shorten them: `ᾱ_t = Π α_s` without its range, `SNR = …` without its time."""

import pytest

from interviewer.checking import check

RIGHT = [
    "ᾱ_t = Π α_s",
    "ᾱ_t = Π_s (1 − β_s)",
    r"\bar\alpha_t = \prod_i \alpha_i",
    "log ᾱ_t = Σ_s log α_s",
    "ᾱ_T = Π_s α_s",
    "SNR = ᾱ_t/(1−ᾱ_t)",
    "the SNR is ᾱ_t/(1−ᾱ_t)",
    "SNR = ᾱ_t/(1−ᾱ_t) with ᾱ_t = Π α_s",
    "q(x_t|x_0) = N(√ᾱ_t x_0, (1−ᾱ_t) I), ᾱ_t = Π_s α_s",
]
WRONG = [
    "ᾱ_t = Π β_s",
    "ᾱ_t = Σ_s α_s",
    "ᾱ_t = Π_s α_s²",
    "ᾱ_t = Π_{s=1}^T α_s",
    "SNR = (1−ᾱ_t)/ᾱ_t",
    "the SNR is ᾱ_t/(1−ᾱ_t)²",
    "SNR = ᾱ_t/(1−ᾱ_t) with ᾱ_t = Π β_s",
]


@pytest.mark.parametrize("line", RIGHT)
def test_right_lines_are_accepted(line: str) -> None:
    assert check("diffusion", [], line).verdict in ("verified", "given")


@pytest.mark.parametrize("line", WRONG)
def test_wrong_lines_are_refuted(line: str) -> None:
    assert check("diffusion", [], line).verdict == "refuted"


SCHEDULES = [
    ("ᾱ_t = f(t)/f(0)", "β_t = 1 − ᾱ_t/ᾱ_{t−1}", "β_t = 1 − ᾱ_{t−1}/ᾱ_t"),
    ("ᾱ_t = cos²(πt/(2T))", "α_t = ᾱ_t/ᾱ_{t−1}", "α_t = ᾱ_{t−1}/ᾱ_t"),
    (r"\bar\alpha_t = e^{-\lambda t}", r"\beta_t = 1 - e^{-\lambda}", r"\beta_t = e^{-\lambda}"),
    ("ᾱ_t = e^{−λt}", "x_t = e^{−λt/2} x_0 + √(1−e^{−λt}) ε", "x_t = e^{−λt} x_0 + √(1−e^{−λt}) ε"),
]


@pytest.mark.parametrize(("schedule", "right", "wrong"), SCHEDULES)
def test_a_schedule_of_the_product_says_what_each_step_is(schedule: str, right: str, wrong: str) -> None:
    assert check("diffusion", [schedule], right).verdict in ("verified", "given")
    assert check("diffusion", [schedule], wrong).verdict == "refuted"

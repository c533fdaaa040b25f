"""What a line names and then leaves out or mixes up: the size of a step, the number of a sample, a case told twice."""

from __future__ import annotations

import pytest

from interviewer.checking import check

STEPS = [
    r"$\mathbf{{w}}^{{(t+1)}} = \mathbf{{w}}^{{(t)}} - {}\mathbf{{X}}^\top(\mathbf{{p}} - \mathbf{{y}})$, with learning rate $\eta > 0$",
    "w ← w − {}Xᵀ(p − y), where η is the learning rate",
    "gradient descent with step size η: w ← w − {}Xᵀ(p − y)",
]


@pytest.mark.parametrize("line", STEPS)
def test_a_step_has_the_size_that_the_line_names(line: str) -> None:
    size = r"\eta " if "\\" in line else "η"
    assert check("logistic-regression", [], line.format(size)).verdict == "verified"
    assert check("logistic-regression", [], line.format("")).verdict in ("refuted", "undecided")


def test_a_step_without_a_size_stays_what_it_was() -> None:
    assert check("logistic-regression", [], "w ← w − Xᵀ(p − y) with learning rate 1").verdict == "verified"


SAMPLES = [
    ("em-algorithm", "Q_i(z_i) = p(z_i|x_i;θ)", "Q_i(z_i) = p(z_i|x_j;θ)"),
    ("em-algorithm", r"Q_i(z^{(i)}) := p(z^{(i)}|x^{(i)};\theta)", r"Q_i(z^{(i)}) := p(z^{(i)}|x^{(j)};\theta)"),
    ("em-algorithm", "p(z|x_i;θ) = p(x_i,z;θ)/p(x_i;θ)", "p(z|x_i;θ) = p(z|x_j;θ)"),
    (
        "vae-elbo",
        "log p(x_i) ≥ E_{q(z|x_i)}[log p(x_i|z)] − KL(q(z|x_i)‖p(z))",
        "log p(x_i) ≥ E_{q(z|x_j)}[log p(x_i|z)] − KL(q(z|x_i)‖p(z))",
    ),
]


@pytest.mark.parametrize(("derivation", "right", "wrong"), SAMPLES)
def test_samples_of_two_numbers_are_two(derivation: str, right: str, wrong: str) -> None:
    assert check(derivation, [], right).verdict in ("verified", "given")
    assert check(derivation, [], wrong).verdict in ("refuted", "undecided")


def test_a_case_is_told_once() -> None:
    line = "f'(x) = 1 for x > 0 and f'(x) = 0 for x {} 0"
    assert check("backpropagation", ["f(x) = max(0, x)"], line.format("<")).verdict == "verified"
    assert check("backpropagation", ["f(x) = max(0, x)"], line.format(">")).verdict == "undecided"


def test_log2_is_of_base_two() -> None:
    assert check("kl-divergence", [], "log2(x) = ln x / ln 2").verdict == "verified"
    assert check("kl-divergence", [], "JS(p‖q) ≤ log2").verdict == "verified"
    assert check("map-estimation", ["p(θ) = N(θ; 0, τ²I)"], "log p(θ) = −‖θ‖²/(2τ²) + const").verdict == "verified"
    assert check("map-estimation", ["p(θ) = N(θ; 0, τ²I)"], "log2 p(θ) = −‖θ‖²/(2τ²) + const").verdict == "refuted"


def test_a_labelled_letter_beside_worked_numbers_is_worked_too() -> None:
    told = ["w = (0, ln 3), x = (1, 1), y = 0, eta = 0.4"]
    assert check("logistic-regression", told, "p = 3/4, w_new = (-0.3, ln 3 - 0.3)").verdict in ("verified", "given")
    assert check("logistic-regression", told, "p = 3/4, w_new = (-0.3, ln 3)").verdict in ("refuted", "undecided")

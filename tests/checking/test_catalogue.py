"""The shipped catalogue proves itself, and a user's broken file is reported with its place."""

from __future__ import annotations

import pytest

from interviewer.checking import check
from interviewer.lint import Problem, lint


def test_every_reference_follows_and_every_wrong_turn_is_refuted():
    assert [str(item) for item in lint([]) if isinstance(item, Problem)] == []


def test_a_broken_file_is_reported_with_file_line_and_field(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("id: mine\ntitle: Mine\nfrequency: 99\nmilestones:\n", "utf-8")
    problems = [str(item) for item in lint([path]) if isinstance(item, Problem)]
    assert len(problems) == 1
    assert "mine.yaml" in problems[0]
    assert "field" in problems[0]


def test_yaml_that_does_not_parse_names_its_line(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("id: mine\nmilestones: [\n", "utf-8")
    (problem,) = [str(item) for item in lint([path]) if isinstance(item, Problem)]
    assert "not valid YAML" in problem


@pytest.mark.parametrize(
    ("derivation", "setup", "line", "milestone"),
    [
        ("linear-regression", [], "J(θ) = 1/(2m) Σ_i (θᵀx_i − y_i)²", "objective"),
        ("linear-regression", ["L(w) = ½‖y − Xw‖²"], "∇L = Xᵀ(Xw − y)", "gradient"),
        ("linear-regression", ["L(w) = ½‖y − Xw‖²"], "∂²L/∂w∂wᵀ = XᵀX", None),
        ("logistic-regression", [], "∂L/∂w_j = Σ_i (p_i − y_i) x_ij", "batch-gradient"),
        ("logistic-regression", [], "w ← w − (η/n) Σ_i (p_i − y_i) x_i", "update-rule"),
        ("map-estimation", [], "J(θ) = ‖y − Xθ‖² + λ‖θ‖²", "regularized-objective"),
        ("svm-dual", [], "W(α) = Σ_i α_i − ½ Σ_i Σ_j α_i α_j y_i y_j x_iᵀx_j", "dual"),
        ("backpropagation", [], "a_j^{(l)} = σ(Σ_k W_{jk}^{(l)} a_k^{(l-1)} + b_j^{(l)})", "forward-pass"),
    ],
)
def test_a_step_is_reached_in_components_and_with_a_factor_of_the_loss_of_his_own(derivation, setup, line, milestone):
    verdict = check(derivation, setup, line, seconds=6.0)
    assert verdict.verdict in ("verified", "given")
    assert verdict.milestone == milestone


DUAL = "sum_i alpha_i - 1/2 sum_{i,j} alpha_i alpha_j y_i y_j x_i^T x_j"


@pytest.mark.parametrize(
    ("derivation", "line", "milestone"),
    [
        ("svm-dual", f"W(alpha) = {DUAL} with alpha_i >= 0 and sum_i alpha_i y_i = 0", "dual"),
        ("svm-dual", f"maximise W(alpha) = {DUAL} s.t. alpha_i >= 0, sum_i alpha_i y_i = 0", "dual"),
        ("linear-regression", "ŵ = (XᵀX)⁻¹Xᵀy, since XᵀXw = Xᵀy", "solution"),
    ],
)
def test_what_a_line_claims_says_which_step_it_is_and_what_it_leans_on_counts_too(derivation, line, milestone):
    verdict = check(derivation, [], line)
    assert verdict.verdict in ("verified", "given")
    assert verdict.milestone == milestone
    assert verdict.also in (("stationarity-b",), ("normal-equations",))

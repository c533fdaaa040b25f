"""A line that has a value at few of its indices alone holds nowhere else."""

from __future__ import annotations

import pytest

from interviewer.checking import check

STEP = (
    r"x_{t-1} = \sqrt{\bar\alpha_{t-1}}\left(\frac{x_t-\sqrt{1-\bar\alpha_t}\epsilon_\theta(x_t,t)}{\sqrt{\bar\alpha_t}}\right)"
    r"+\sqrt{1-\bar\alpha_{t-1}-WHAT}\epsilon_\theta(x_t,t)+\sigma_t\epsilon"
)


def test_the_step_of_ddim_is_accepted() -> None:
    assert check("diffusion", [], STEP.replace("WHAT", r"\sigma_t^2"), seconds=5).verdict == "verified"


@pytest.mark.parametrize("what", [r"\sigma_t", r"\sqrt{\sigma_t}", r"2\sigma_t^2"])
def test_what_holds_at_the_first_step_alone_is_not(what: str) -> None:
    assert check("diffusion", [], STEP.replace("WHAT", what), seconds=5).verdict in ("refuted", "undecided")


@pytest.mark.parametrize("fitted", ["y(x_n,w)", "f_w(x_n)", "h(x_n)"])
@pytest.mark.parametrize("error", [r"\{FITTED+t_n\}^2", r"\{FITTED-t_n\}^3"])
def test_a_likelihood_that_hides_the_weights_bears_no_posterior(fitted: str, error: str) -> None:
    before = [f"p(t|x,w,β) = ∏_{{n=1}}^N N(t_n|{fitted},β^{{-1}}), p(w|α) = N(w|0,α^{{-1}}I)"]
    total = r"\frac\beta2\sum_{n=1}^N" + error.replace("FITTED", fitted) + r"+\frac\alpha2 w^Tw+const"
    line = rf"-\ln p(w|x,t,α,β)={total}"
    assert check("map-estimation", before, line, seconds=5).verdict in ("refuted", "undecided")


@pytest.mark.parametrize(
    ("line", "verdict"),
    [("∂L/∂W = HᵀΔ", "verified"), ("∂L/∂W = HΔ", "refuted"), ("∂L/∂H = ΔWᵀ", "verified"), ("∂L/∂H = ΔW", "refuted")],
)
def test_a_function_makes_a_matrix_of_a_matrix(line: str, verdict: str) -> None:
    assert check("backpropagation", ["S = HW, H = f(XV), Δ = ∂L/∂S"], line, seconds=5).verdict == verdict

"""Where a divergence vanishes, under its own name or the candidate's; a name of his that is a size of the problem elsewhere."""

import pytest

from interviewer.checking import check

GAUSSIAN = "KL(q(z|x)‖p(z))"
LINES = [  # set-up, right, wrong
    ([], f"{GAUSSIAN} = 0 ⇔ μ = 0, σ = 1", f"{GAUSSIAN} = 0 ⇔ μ = 0, σ = 2"),
    ([f"D = {GAUSSIAN}"], "D = 0 ⇔ μ = 0 and σ = 1", "D = 0 ⇔ μ = 0 and σ = 2"),
    ([f"D = {GAUSSIAN}"], "D = 0 iff μ_j = 0 and σ_j = 1 for all j", "D = 0 iff μ_j = 1 and σ_j = 1 for all j"),
    ([f"D = {GAUSSIAN}"], "μ = 0, σ_j = 1 ⇒ D = 0", "μ = 0, σ_j = 2 ⇒ D = 0"),
    ([f"K = {GAUSSIAN}"], "μ = 0, σ = 1 ⇒ K = 0", "μ = 0, σ = 2 ⇒ K = 0"),
    ([f"K = {GAUSSIAN}"], "K = ½(‖μ‖² + ‖σ‖² − d − Σ_j log σ_j²)", "K = ½(‖μ‖² + ‖σ‖² − 1 − Σ_j log σ_j²)"),
    ([f"N = {GAUSSIAN}"], "N = ½(‖μ‖² + ‖σ‖² − d − Σ_j log σ_j²)", "N = ½(‖μ‖² + ‖σ‖² − 1 − Σ_j log σ_j²)"),
]


@pytest.mark.parametrize(("setup", "right", "wrong"), LINES, ids=[right for _, right, _ in LINES])
def test_vanishing_divergence(setup: list[str], right: str, wrong: str) -> None:
    assert check("vae-elbo", setup, right).verdict == "verified"
    assert check("vae-elbo", setup, wrong).verdict == "refuted"


def test_divergence_that_is_zero_in_words() -> None:
    assert check("vae-elbo", [], f"{GAUSSIAN} is zero iff μ = 0 and σ = 1").verdict == "verified"
    assert check("vae-elbo", [], f"{GAUSSIAN} is zero iff μ = 1 and σ = 1").verdict in ("refuted", "undecided")

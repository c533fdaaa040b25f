"""The number of a data point, as papers carry it along: `q(z|x^{(i)})` has the mean μ^{(i)} and the deviations σ_j^{(i)}."""

import pytest

from interviewer.checking import check

KL = r"D_{KL}(q_\phi(z|x^{(i)})\,\|\,p_\theta(z))"
ENTRIES = r"\sum_{j=1}^J (1+\log((\sigma_j^{(i)})^2)-(\mu_j^{(i)})^2-(\sigma_j^{(i)})^2)"

RIGHT = [
    rf"{KL} = -\frac12{ENTRIES}",
    rf"-{KL} = \frac12{ENTRIES}",
    r"q(z|x^{(i)}) = N(z; \mu^{(i)}, (\sigma^{(i)})^2 I)",
    r"\log q(z|x^{(i)}) = \log N(z; \mu^{(i)}, \sigma^{2(i)} I)",
    r"z^{(i,l)} = \mu^{(i)} + \sigma^{(i)} \odot \epsilon^{(l)}",
    "KL(q(z_i|x_i)||p(z_i)) = 1/2 sum_j (mu_ij^2 + sigma_ij^2 - 1 - log sigma_ij^2)",
    "KL_i = 1/2 sum_j (mu_{i,j}^2 + sigma_{i,j}^2 - 1 - 2 log sigma_{i,j})",
]
WRONG = [
    rf"{KL} = \frac12{ENTRIES}",
    r"q(z|x^{(i)}) = N(z; \mu^{(i)}, (\sigma^{(i)}) I)",
    r"z^{(i,l)} = \mu^{(i)} - \sigma^{(i)} + \epsilon^{(l)}",
    "KL(q(z_i|x_i)||p(z_i)) = 1/2 sum_j (mu_ij^2 + sigma_ij^2 - 1 - log sigma_ij)",
    "KL_i = 1/2 sum_j (mu_{i,j} + sigma_{i,j}^2 - 1 - 2 log sigma_{i,j})",
]


@pytest.mark.parametrize("line", RIGHT)
def test_a_number_that_all_letters_bear_says_nothing(line):
    assert check("vae-elbo", [], line).verdict == "verified"


@pytest.mark.parametrize("line", WRONG)
def test_a_slip_beside_it_is_refuted(line):
    assert check("vae-elbo", [], line).verdict == "refuted"


def test_an_entry_is_no_number_of_a_data_point():
    assert check("vae-elbo", [], "q(z_i|x) = N(z_i; μ_i, σ_i²)").verdict == "verified"
    assert check("vae-elbo", [], "q(z_i|x) = N(z_i; μ_i, σ_i)").verdict == "refuted"


ENTRIES_RIGHT = [
    ("vae-elbo", "q(z|x) = \\prod_j q(z_j|x)"),
    ("vae-elbo", "KL(q(z|x)||p(z)) = \\sum_j KL(q(z_j|x)||p(z_j))"),
    ("vae-elbo", "KL(q(z_j|x)||p(z_j)) = 1/2(mu_j^2 + sigma_j^2 - 1 - log sigma_j^2)"),
    ("vae-elbo", "E_q[log q(z_j|x)] = -1/2 log(2 pi e sigma_j^2)"),
    ("map-estimation", "p(w) = \\prod_{j=1}^d p(w_j),\\quad p(w_j) = N(w_j|0,\\tau^2)"),
]
ENTRIES_WRONG = [
    ("vae-elbo", "q(z|x) = \\sum_j q(z_j|x)"),
    ("vae-elbo", "KL(q(z|x)||p(z)) = \\prod_j KL(q(z_j|x)||p(z_j))"),
    ("vae-elbo", "KL(q(z_j|x)||p(z_j)) = 1/2(mu_j^2 + sigma_j^2 - 1 - log sigma_j)"),
    ("map-estimation", "p(w_j) = N(w_j|0,\\tau)"),
]


@pytest.mark.parametrize(("derivation", "line"), ENTRIES_RIGHT)
def test_the_law_of_an_entry_is_the_marginal(derivation, line):
    assert check(derivation, [], line).verdict == "verified"


@pytest.mark.parametrize(("derivation", "line"), ENTRIES_WRONG)
def test_another_law_of_an_entry_is_refuted(derivation, line):
    assert check(derivation, [], line).verdict == "refuted"


def test_draws_with_a_number_are_no_entries():
    bound = "L_{K+1} ≤ L_K where L_K = E[log (1/K) Σ_k p(x,z_k)/q(z_k|x)], z_k ~ q(z|x)"
    assert check("vae-elbo", [], bound).verdict != "verified"

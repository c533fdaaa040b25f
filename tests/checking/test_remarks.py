"""What a bracket at the end of a line states is said of the formula before it; laws by their bare names are of what the problem has them of."""

import pytest

from interviewer.checking import check

RIGHT, WRONG = ("verified", "given"), ("refuted",)

LINES = [
    ("linear-regression", [], "∇_θ J(θ) = XᵀXθ − Xᵀy (J(θ) = ½(Xθ − y)ᵀ(Xθ − y))", RIGHT),
    ("linear-regression", [], "∇_θ J(θ) = XᵀXθ + Xᵀy (J(θ) = ½(Xθ − y)ᵀ(Xθ − y))", WRONG),
    ("vae-elbo", [], "log q_φ(z|x) = Σ_i [log N(ε_i; 0, 1) − log σ_i] (z = μ + σ ⊙ ε)", RIGHT),
    ("vae-elbo", [], "log q_φ(z|x) = Σ_i [log N(ε_i; 0, 1) + log σ_i] (z = μ + σ ⊙ ε)", WRONG),
    (
        "vae-elbo",
        [],
        (
            "-D_KL(q(z) || p(z)) = 1/2 sum_{j=1}^J (1 + log((sigma_j)^2) - (mu_j)^2 - (sigma_j)^2) (q ="
            " N(mu, diag(sigma^2)), p = N(0, I), J the dimensionality of z)"
        ),
        RIGHT,
    ),
    (
        "vae-elbo",
        [],
        (
            "-D_KL(q(z) || p(z)) = 1/2 sum_{j=1}^J (1 + log((sigma_j)^2) - (mu_j)^2 + (sigma_j)^2) (q ="
            " N(mu, diag(sigma^2)), p = N(0, I), J the dimensionality of z)"
        ),
        WRONG,
    ),
    (
        "em-algorithm",
        [],
        (
            "\\gamma(z_{nk}) = \\frac{\\pi_k \\mathcal{N}(x_n|\\mu_k,\\Sigma_k)}{\\sum_j \\pi_j \\mathcal{N}(x_n"
            "|\\mu_j,\\Sigma_j)}"
        ),
        RIGHT,
    ),
    (
        "em-algorithm",
        [],
        (
            "\\gamma(z_{nk}) = \\frac{\\pi_k \\mathcal{N}(x_n|\\mu_k,\\Sigma_k)}{\\sum_j \\mathcal{N}(x_n|\\mu_j"
            ",\\Sigma_j)}"
        ),
        WRONG,
    ),
    (
        "em-algorithm",
        [],
        "\\mu_k = \\frac{1}{N_k}\\sum_{n=1}^N \\gamma(z_{nk}) x_n, \\quad N_k = \\sum_{n=1}^N \\gamma(z_{nk})",
        RIGHT,
    ),
    ("em-algorithm", [], "\\mu_k = \\frac{1}{N}\\sum_{n=1}^N \\gamma(z_{nk}) x_n", WRONG),
    ("logistic-regression", [], "∇_{w_j} E = Σ_n (y_nj − t_nj) φ_n", RIGHT),
    ("logistic-regression", [], "∇_{w_j} E = Σ_n (t_nj − y_nj) φ_n", WRONG),
    ("linear-regression", [], "∂L/∂w = 2 Xᵀ r (r = Xw − y)", RIGHT),
    ("linear-regression", [], "∂L/∂w = 2 Xᵀ r (r = y − Xw)", WRONG),
    ("logistic-regression", [], "log p(y = 1|x) = −log(1 + e^{−z}) (z = wᵀx)", RIGHT),
    ("logistic-regression", [], "log p(y = 1|x) = −log(1 + e^{z}) (z = wᵀx)", WRONG),
    ("logistic-regression", [], "1 − σ(z) = P (y = 0 | x)", RIGHT),
    ("vae-elbo", [], "-D_KL(q(z) || p(z)) = 1/2 sum_{j=1}^J (1 + log((sigma_j)^2) - (mu_j)^2 - (sigma_j)^2)", RIGHT),
    (
        "vae-elbo",
        [],
        (
            "-D_KL(q(z) || p(z)) = 1/2 sum_{j=1}^J (1 + log((sigma_j)^2) - (mu_j)^2 - (sigma_j)^2), whe"
            "re q = N(mu, diag(sigma^2)), p = N(0, I)"
        ),
        RIGHT,
    ),
    (
        "vae-elbo",
        [],
        (
            "-D_KL(q(z) || p(z)) = 1/2 sum_j (1 + log(sigma_j^2) - mu_j^2 - sigma_j^2), where q = N(mu,"
            " diag(sigma^2)), p = N(0, I)"
        ),
        RIGHT,
    ),
    (
        "vae-elbo",
        [],
        (
            "-D_KL(q(z) || p(z)) = 1/2 sum_j (1 + log(sigma_j^2) - mu_j^2 - sigma_j^2), where q(z) = N("
            "mu, diag(sigma^2))"
        ),
        RIGHT,
    ),
    (
        "vae-elbo",
        ["q = N(mu, diag(sigma^2)), p = N(0, I)"],
        "-D_KL(q(z) || p(z)) = 1/2 sum_j (1 + log(sigma_j^2) - mu_j^2 - sigma_j^2)",
        RIGHT,
    ),
    (
        "vae-elbo",
        ["q = N(mu, diag(sigma^2)), p = N(0, I), J the dimensionality of z"],
        "-D_KL(q(z) || p(z)) = 1/2 sum_{j=1}^J (1 + log(sigma_j^2) - mu_j^2 - sigma_j^2)",
        RIGHT,
    ),
]


@pytest.mark.parametrize(("derivation", "before", "line", "judged"), LINES)
def test_line(derivation: str, before: list[str], line: str, judged: tuple[str, ...]):
    assert check(derivation, before, line, seconds=3.0).verdict in judged

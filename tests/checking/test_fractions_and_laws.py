"""How far d/dz reaches, σ²I of a vector, q(z) beside the prior, a dot in brackets, functions that nobody has introduced."""

import pytest

from interviewer.checking import check

RIGHT, WRONG = ("verified", "given"), ("refuted",)

LINES = [
    (
        "logistic-regression",
        ["g(z) = 1/(1 + e^{-z})"],
        (
            "g'(z) = d/dz 1/(1 + e^{-z}) = 1/(1 + e^{-z})^2 * e^{-z} = 1/(1 + e^{-z}) * (1 - 1/(1 + e^{"
            "-z})) = g(z)(1 - g(z))"
        ),
        RIGHT,
    ),
    (
        "logistic-regression",
        ["g(z) = 1/(1 + e^{-z})"],
        "g'(z) = d/dz 1/(1 + e^{-z}) = -1/(1 + e^{-z})^2 * e^{-z}",
        WRONG,
    ),
    ("linear-regression", [], "d/dw (1/2) w^2/3 = w/3", RIGHT),
    (
        "vae-elbo",
        [
            (
                "q_\\phi(z) = \\mathcal{N}(z;\\mu,\\sigma^2 I) with J elements \\mu_j, \\sigma_j, p_\\theta(z) = \\"
                "mathcal{N}(z;0,I)"
            )
        ],
        (
            "-D_{KL}(q_\\phi(z)\\,||\\,p_\\theta(z)) = \\frac{1}{2}\\sum_{j=1}^{J}\\left(1+\\log((\\sigma_j)^2) "
            "- (\\mu_j)^2 - (\\sigma_j)^2\\right)"
        ),
        RIGHT,
    ),
    ("vae-elbo", ["q(z) = N(z; μ, σ²I)"], "−KL(q(z)‖p(z)) = ½ Σ_j (1 + log σ_j² − μ_j² − σ_j²)", RIGHT),
    ("vae-elbo", ["q(z) = N(z; μ, σ²I)"], "−KL(q(z)‖p(z)) = ½ Σ_j (1 + log σ_j² + μ_j² − σ_j²)", WRONG),
    ("vae-elbo", ["q(z) = N(z; μ, σ² I)"], "KL(q(z)‖p(z)) = ½ (‖μ‖² + d σ² − d − d log σ²)", RIGHT),
    (
        "vae-elbo",
        ["z = mu + sigma (.) eps, eps ~ N(0, I)"],
        "log q_phi(z|x) = sum_i ( log N(eps_i; 0, 1) - log sigma_i )",
        RIGHT,
    ),
    (
        "vae-elbo",
        ["z = mu + sigma (.) eps, eps ~ N(0, I)"],
        "log q_phi(z|x) = sum_i ( log N(eps_i; 0, 1) + log sigma_i )",
        WRONG,
    ),
    (
        "backpropagation",
        ["C = 1/2 ||y - a^L||^2, (.) the Hadamard product"],
        "delta^L = (a^L - y) (.) sigma'(a^L)",
        WRONG,
    ),
    (
        "backpropagation",
        ["C = 1/2 ||y - a^L||^2, (.) the Hadamard product"],
        "delta^L = (a^L - y) (.) sigma'(z^L)",
        RIGHT,
    ),
    (
        "vae-elbo",
        [],
        "\\mathcal L(x) = \\mathbb E_{q(z\\mid x)}[\\log p(x,z)] + \\tfrac12\\sum_{j=1}^d\\log(2\\pi e\\,\\sigma_j^2)",
        RIGHT,
    ),
    ("vae-elbo", [], "H(q) = \\tfrac12\\sum_j \\log(\\pi e\\,\\sigma_j^2)", WRONG),
]


@pytest.mark.parametrize(("derivation", "before", "line", "judged"), LINES)
def test_line(derivation: str, before: list[str], line: str, judged: tuple[str, ...]):
    assert check(derivation, before, line, seconds=3.0).verdict in judged


@pytest.mark.parametrize("sign", ["+", "−"])
def test_an_objective_with_a_function_that_nobody_has_introduced_is_not_told_to_be_wrong(sign: str):
    line = f"θ_MAP = argmin_θ (1/(2σ²)) Σ_i (y_i − f(x_i, θ))² {sign} (1/(2τ²)) ‖θ‖²"
    found = check("map-estimation", [], line, seconds=5.0)
    assert found.verdict == "undecided"
    assert "the function f" in found.message

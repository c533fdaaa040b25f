"""Formulas as code writes them: sums over whatever has entries, products with @."""

import pytest

from interviewer.checking import check

RIGHT, WRONG = ("verified", "given"), ("refuted",)

LINES = [
    ("vae-elbo", [], "KL = -0.5 * sum(1 + logvar - mu^2 - exp(logvar))", RIGHT),
    ("vae-elbo", [], "KL = -0.5 * sum(1 + logvar - mu^2 + exp(logvar))", WRONG),
    ("vae-elbo", [], "KL = -½ Σ (1 + log σ² − μ² − σ²)", RIGHT),
    ("vae-elbo", [], "KL = ½ Σ (1 + log σ² − μ² − σ²)", WRONG),
    ("vae-elbo", [], "kl = -0.5 * torch.sum(1 + logvar - mu**2 - logvar.exp())", RIGHT),
    ("linear-regression", [], "L = sum((y - Xw)^2)", RIGHT),
    ("linear-regression", [], "L = np.sum((y - X @ w)**2)", RIGHT),
    ("kl-divergence", [], "KL(p||q) = sum(p * log(p/q))", RIGHT),
    ("kl-divergence", [], "KL(p||q) = sum(q * log(p/q))", WRONG),
    ("logistic-regression", [], "loss = -sum(y * log(p) + (1-y) * log(1-p))", RIGHT),
    ("logistic-regression", [], "loss = -sum(y * log(p) - (1-y) * log(1-p))", WRONG),
    ("linear-regression", [], "\\nabla L = -2\\sum (y_i - w^Tx_i)x_i", RIGHT),
    ("map-estimation", [], "J(θ) = Σ (y − Xθ)²/(2σ²) + Σ θ²/(2τ²)", RIGHT),
]


@pytest.mark.parametrize(("derivation", "before", "line", "judged"), LINES)
def test_line(derivation: str, before: list[str], line: str, judged: tuple[str, ...]):
    assert check(derivation, before, line, seconds=3.0).verdict in judged

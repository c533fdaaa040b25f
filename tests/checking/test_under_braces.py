"""What a note under a brace says of the formula above it is judged with the line."""

import pytest

from interviewer.checking import check

ELBO = r"\log p(x)=\mathbb{E}_{q(z|x)}[\log\frac{p(x,z)}{q(z|x)}]+\underbrace{\mathbb{E}_{q(z|x)}[\log\frac{q(z|x)}{p(z|x)}]}_{%s}"
ENTROPY = r"H(p,q) = \underbrace{-\sum_x p(x)\log p(x)}_{%s} + \underbrace{\sum_x p(x) \log\frac{p(x)}{q(x)}}_{%s}"

RIGHT = [
    ("vae-elbo", ELBO % r"D_{KL}(q(z|x)\|p(z|x))"),
    ("vae-elbo", ELBO % r"\geq 0"),
    ("vae-elbo", ELBO % r"\text{the gap}"),
    ("kl-divergence", ENTROPY % ("H(p)", r"KL(p\|q)")),
    ("svm-dual", r"L = \underbrace{\tfrac12\|w\|^2}_{\text{margin}} - \sum_i \alpha_i [y_i(w^\top x_i+b)-1]"),
    ("linear-regression", r"\hat w = \underbrace{(X^\top X)^{-1}X^\top}_{X^+} y"),
    ("logistic-regression", r"\nabla L = \sum_i \underbrace{(p_i - y_i)}_{\partial L/\partial z_i} x_i"),
]
WRONG = [
    ("vae-elbo", ELBO % r"D_{KL}(p(z|x)\|q(z|x))"),
    ("vae-elbo", ELBO % r"-D_{KL}(q(z|x)\|p(z|x))"),
    ("vae-elbo", ELBO % r"\le 0"),
    ("kl-divergence", ENTROPY % ("H(q)", r"KL(p\|q)")),
    ("kl-divergence", ENTROPY % ("H(p)", r"KL(q\|p)")),
]


@pytest.mark.parametrize(("derivation", "line"), RIGHT)
def test_right_notes_leave_the_line_right(derivation: str, line: str) -> None:
    assert check(derivation, [], line).verdict in ("verified", "given")


@pytest.mark.parametrize(("derivation", "line"), WRONG)
def test_wrong_notes_refute_the_line(derivation: str, line: str) -> None:
    assert check(derivation, [], line).verdict == "refuted"

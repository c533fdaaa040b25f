"""What a note under a brace says of the formula above it is judged with the line."""

import pytest

from interviewer.checking import check

ELBO = r"\log p(x)=\mathbb{E}_{q(z|x)}[\log\frac{p(x,z)}{q(z|x)}]+\underbrace{\mathbb{E}_{q(z|x)}[\log\frac{q(z|x)}{p(z|x)}]}_{%s}"
ENTROPY = r"H(p,q) = \underbrace{-\sum_x p(x)\log p(x)}_{%s} + \underbrace{\sum_x p(x) \log\frac{p(x)}{q(x)}}_{%s}"
SUM = r"\underbrace{\frac{1}{2\sigma^2}\|y-Xw\|^2}_{%s} + \underbrace{\frac{1}{2\tau^2}\|w\|^2}_{%s}"
POSTERIOR = r"-\log p(w|D) = " + SUM + "%s"

RIGHT = [
    ("vae-elbo", ELBO % r"D_{KL}(q(z|x)\|p(z|x))"),
    ("vae-elbo", ELBO % r"\geq 0"),
    ("vae-elbo", ELBO % r"\text{the gap}"),
    ("kl-divergence", ENTROPY % ("H(p)", r"KL(p\|q)")),
    ("svm-dual", r"L = \underbrace{\tfrac12\|w\|^2}_{\text{margin}} - \sum_i \alpha_i [y_i(w^\top x_i+b)-1]"),
    ("linear-regression", r"\hat w = \underbrace{(X^\top X)^{-1}X^\top}_{X^+} y"),
    ("logistic-regression", r"\nabla L = \sum_i \underbrace{(p_i - y_i)}_{\partial L/\partial z_i} x_i"),
    ("linear-regression", r"\nabla J = \underbrace{2X^\top X w}_{(a)} - \underbrace{2X^\top y}_{(b)}"),
    ("vae-elbo", ELBO % r"D_{KL} (q\|p(\cdot|x)) (gap)"),
    ("map-estimation", POSTERIOR % (r"-\log p(D|w)", r"-\log p(w)", " + const")),
    ("map-estimation", r"\hat w = \arg\min_w " + SUM % (r"-\log p(D|w)", r"-\log p(w)")),
]
WRONG = [
    ("vae-elbo", ELBO % r"D_{KL}(p(z|x)\|q(z|x))"),
    ("vae-elbo", ELBO % r"-D_{KL}(q(z|x)\|p(z|x))"),
    ("vae-elbo", ELBO % r"\le 0"),
    ("kl-divergence", ENTROPY % ("H(q)", r"KL(p\|q)")),
    ("kl-divergence", ENTROPY % ("H(p)", r"KL(q\|p)")),
    ("map-estimation", POSTERIOR % (r"\log p(D|w)", r"-\log p(w)", " + const")),
    (
        "svm-dual",
        r"L = \frac12\|w\|^2 - w^\top\underbrace{\sum_i \alpha_i y_i x_i}_{=-w} - b\sum_i\alpha_i y_i + \sum_i\alpha_i",
    ),
]
UNSURE = [
    ("linear-regression", r"\hat w = \underbrace{(X^\top X)^{-1} X^\top}_{=X(X^\top X)^{-1}} y"),  # by its shapes alone
    ("diffusion", r"x_t = \underbrace{\sqrt{\bar\alpha_t} x_0}_{\to 1 (t \to \infty)} + \sqrt{1-\bar\alpha_t}\epsilon"),
]


@pytest.mark.parametrize(("derivation", "line"), RIGHT)
def test_right_notes_leave_the_line_right(derivation: str, line: str) -> None:
    assert check(derivation, [], line).verdict in ("verified", "given")


@pytest.mark.parametrize(("derivation", "line"), WRONG)
def test_wrong_notes_refute_the_line(derivation: str, line: str) -> None:
    assert check(derivation, [], line).verdict == "refuted"


@pytest.mark.parametrize(("derivation", "line"), UNSURE)
def test_notes_that_cannot_be_judged_leave_the_line_undecided(derivation: str, line: str) -> None:
    verdict = check(derivation, [], line)
    assert verdict.verdict == "undecided"
    assert "under a brace" in verdict.message

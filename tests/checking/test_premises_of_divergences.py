"""What a line supposes of laws before it speaks of their divergence: independent parts, the class of a label, a title with two laws."""

import pytest

from interviewer.checking import check

RIGHT, WRONG = ("verified", "given"), ("refuted",)

LINES = [
    # premises: independent laws, the class of a label, laws in a title
    (
        "kl-divergence",
        [],
        "p(x,y) = p(x)p(y), q(x,y) = q(x)q(y) ⇒ KL(p(x,y)‖q(x,y)) = KL(p(x)‖q(x)) + KL(p(y)‖q(y))",
        RIGHT,
    ),
    (
        "kl-divergence",
        [],
        "p(x,y) = p(x)p(y), q(x,y) = q(x)q(y) ⇒ KL(p(x,y)‖q(x,y)) = KL(p(x)‖q(x)) − KL(p(y)‖q(y))",
        WRONG,
    ),
    ("kl-divergence", [], "p(x,y) = p(x)p(y) ⇒ KL(p(x,y)‖q(x,y)) = KL(p(x)‖q(x)) + KL(p(y)‖q(y))", WRONG),
    ("kl-divergence", [], "if p(x,y) = p(x)p(y) then H(X,Y) = H(X) + H(Y)", RIGHT),
    (
        "kl-divergence",
        [],
        "If p(x,y) = p(x)p(y) and q(x,y) = q(x)q(y), then KL(p(x,y)‖q(x,y)) = KL(p(x)‖q(x)) + KL(p(y)‖q(y))",
        RIGHT,
    ),
    ("kl-divergence", [], "p(x,y) = p(x)p(y)", WRONG),
    ("kl-divergence", [], "p(x,y) = p(x)p(y), so KL(p(x,y)‖p(x)p(y)) = H(X)", WRONG),
    ("kl-divergence", [], "p(x,y) = p(x) p(y) ⇒ KL(p(x,y)‖p(x)p(y)) = 0", RIGHT),
    ("kl-divergence", [], "if p(x,y) = p(x)p(y) then H(X,Y) = H(X) − H(Y)", WRONG),
    ("kl-divergence", [], "p(x,y) = p(x)p(y) ⇒ H(Y|X) = H(Y)", RIGHT),
    ("kl-divergence", [], "p(x,y) = p(x)p(y) ⇒ H(Y|X) = H(X)", WRONG),
    ("kl-divergence", [], "y one-hot with y_c = 1: H(y, ŷ) = −Σ_k y_k log ŷ_k = −log ŷ_c", RIGHT),
    ("kl-divergence", [], "y one-hot with y_c = 1: H(y, ŷ) = −Σ_k y_k log ŷ_k = log ŷ_c", WRONG),
    ("kl-divergence", [], "if y_c = 1 then −Σ_k y_k log ŷ_k = −log ŷ_c", RIGHT),
    ("kl-divergence", [], "if y_c = 1 then −Σ_k y_k log ŷ_k = −log(1 − ŷ_c)", WRONG),
    ("logistic-regression", [], "for the true class c, y_c = 1, L = −Σ_k y_k log p_k = −log p_c", RIGHT),
    ("logistic-regression", [], "for the true class c, y_c = 1, L = −Σ_k y_k log p_k = log p_c", WRONG),
    ("kl-divergence", [], "N(μ_1,Σ) vs N(μ_2,Σ): KL = 1/2 (μ_1−μ_2)^T Σ^{-1} (μ_1−μ_2)", RIGHT),
    ("kl-divergence", [], "N(μ_1,Σ) vs N(μ_2,Σ): KL = (μ_1−μ_2)^T Σ^{-1} (μ_1−μ_2)", WRONG),
    (
        "kl-divergence",
        [],
        "Two Gaussians N(μ_1, σ_1²) and N(μ_2, σ_2²): KL = log(σ_2/σ_1) + (σ_1² + (μ_1−μ_2)²)/(2σ_2²) − 1/2",
        RIGHT,
    ),
    (
        "kl-divergence",
        [],
        "Two Gaussians N(μ_1, σ_1²) and N(μ_2, σ_2²): KL = log(σ_2/σ_1) + (σ_2² + (μ_1−μ_2)²)/(2σ_2²) − 1/2",
        WRONG,
    ),
]


@pytest.mark.parametrize(("derivation", "before", "line", "judged"), LINES)
def test_line(derivation: str, before: list[str], line: str, judged: tuple[str, ...]):
    assert check(derivation, before, line, seconds=3.0).verdict in judged

"""Data and values given as numbers, and what they are about."""

import pytest

from interviewer.checking import check

RIGHT, WRONG = ("verified", "given"), ("refuted",)

LINES = [
    (
        "linear-regression",
        ["Small example, intercept plus one feature: X = [[1, 0], [1, 1], [1, 2]], y = (1, 2, 4)ᵀ."],
        "XᵀX = [[3, 3], [3, 5]], Xᵀy = (7, 10)ᵀ, det = 6, ⇒ ŵ = (5/6, 3/2)ᵀ",
        RIGHT,
    ),
    (
        "linear-regression",
        ["X = [[1, 0], [1, 1], [1, 2]], y = (1, 2, 4)ᵀ."],
        "XᵀX = [[3, 3], [3, 5]], Xᵀy = (7, 10)ᵀ",
        RIGHT,
    ),
    ("linear-regression", ["X = [[1, 0], [1, 1], [1, 2]], y = (1, 2, 4)ᵀ."], "XᵀX = [[3, 3], [3, 6]]", WRONG),
    ("linear-regression", ["X = [[1, 0], [1, 1], [1, 2]], y = (1, 2, 4)ᵀ."], "ŵ = (5/6, 3/2)ᵀ", RIGHT),
    ("linear-regression", ["X = [[1, 0], [1, 1], [1, 2]], y = (1, 2, 4)ᵀ."], "ŵ = (3/2, 5/6)ᵀ", WRONG),
    ("linear-regression", ["X = [[1, 0], [1, 1], [1, 2]]", "y = (1, 2, 4)ᵀ"], "det(XᵀX) = 6", RIGHT),
    (
        "linear-regression",
        ["X = [[1, 0], [1, 1], [1, 2]]", "y = (1, 2, 4)ᵀ"],
        "(XᵀX)⁻¹ = 1/6 [[5, -3], [-3, 3]]",
        RIGHT,
    ),
    ("linear-regression", ["X = [[1, 0], [1, 1], [1, 2]]", "y = (1, 2, 4)ᵀ"], "(XᵀX)⁻¹ = 1/6 [[5, 3], [3, 3]]", WRONG),
    ("linear-regression", ["X = [[1, 0], [1, 1], [1, 2]]", "y = (1, 2, 4)ᵀ"], "x_2 = (1, 1)ᵀ, Σ_i y_i = 7", RIGHT),
    (
        "linear-regression",
        ["X=\\begin{pmatrix}1&0\\\\1&1\\\\1&2\\end{pmatrix}, y=\\begin{pmatrix}1\\\\2\\\\4\\end{pmatrix}"],
        "\\hat w = \\begin{pmatrix}5/6\\\\3/2\\end{pmatrix}",
        RIGHT,
    ),
    (
        "linear-regression",
        ["X=\\begin{pmatrix}1&0\\\\1&1\\\\1&2\\end{pmatrix}, y=\\begin{pmatrix}1\\\\2\\\\4\\end{pmatrix}"],
        "L(w) = (1 - w_1)^2 + (2 - w_1 - w_2)^2 + (4 - w_1 - 2w_2)^2",
        RIGHT,
    ),
    (
        "linear-regression",
        ["X=\\begin{pmatrix}1&0\\\\1&1\\\\1&2\\end{pmatrix}, y=\\begin{pmatrix}1\\\\2\\\\4\\end{pmatrix}"],
        "L(w) = (1 - w_1)^2 + (2 - w_1 - w_2)^2 + (4 - w_1 - w_2)^2",
        WRONG,
    ),
    ("vae-elbo", ["μ = (0, 2), σ = (1, 1)"], "KL(q(z|x)‖p(z)) = 2", RIGHT),
    (
        "kl-divergence",
        ["fair coin p = (1/2, 1/2), biased model q = (1/4, 3/4)"],
        (
            "KL(p||q) = 1/2 ln( (1/2)/(1/4) ) + 1/2 ln( (1/2)/(3/4) ) = 1/2 ln 2 + 1/2 ln(2/3) = 1/2 ln"
            "(4/3), about 0.144 nats"
        ),
        RIGHT,
    ),
    ("kl-divergence", ["p = (1/2, 1/2), q = (1/4, 3/4)"], "KL(p||q) = 1/2 ln(4/3)", RIGHT),
    ("kl-divergence", ["p = (1/2, 1/2), q = (1/4, 3/4)"], "KL(q||p) = 1/2 ln(4/3)", WRONG),
    ("attention", ["Q = [[1, 0], [0, 1]], K = [[1, 1], [0, 2]]"], "Q K^T = [[1, 0], [1, 2]]", RIGHT),
    ("attention", ["Q = [[1, 0], [0, 1]], K = [[1, 1], [0, 2]]"], "Q K^T = [[1, 1], [0, 2]]", WRONG),
    ("kl-divergence", ["p = (1/2, 1/2), q = (1/4, 3/4)"], "KL(p||q) = 1/2 ln(4/3), about 0.144 nats", RIGHT),
    ("kl-divergence", ["p = (1/2, 1/2), q = (1/4, 3/4)"], "KL(p||q) = 1/2 ln(4/3), about 0.244 nats", WRONG),
    ("kl-divergence", ["p = (1/2, 1/2), q = (1/4, 3/4)"], "KL(p‖q) = ½ ln(4/3) ≈ 0.144 nats", RIGHT),
    (
        "kl-divergence",
        ["fair coin p = (1/2, 1/2), biased model q = (1/4, 3/4)"],
        (
            "KL(p||q) = 1/2 ln( (1/2)/(1/4) ) + 1/2 ln( (1/2)/(3/4) ) = 1/2 ln 2 + 1/2 ln(2/3) = 1/2 ln"
            "(4/3), about 0.144 nats"
        ),
        RIGHT,
    ),
    ("linear-regression", ["X = [[1, 0], [1, 1], [1, 2]], y = (1, 2, 4)ᵀ"], "w = (3/2, 5/6)ᵀ", WRONG),
    ("linear-regression", ["X = [[1, 0], [1, 1], [1, 2]], y = (1, 2, 4)ᵀ"], "w = (5/6, 3/2)ᵀ", RIGHT),
    ("svm-dual", ["x₁ = (2, 0)ᵀ, y₁ = 1, x₂ = (0, 0)ᵀ, y₂ = −1"], "w = (1, 0)ᵀ, b = −1", RIGHT),
    ("svm-dual", ["x₁ = (2, 0)ᵀ, y₁ = 1, x₂ = (0, 0)ᵀ, y₂ = −1"], "w = (1, 0)ᵀ, b = 1", WRONG),
    ("svm-dual", ["x₁ = (2, 0)ᵀ, y₁ = 1, x₂ = (0, 0)ᵀ, y₂ = −1"], "w = (2, 0)ᵀ", WRONG),
    ("svm-dual", ["x₁ = (2, 0)ᵀ, y₁ = 1, x₂ = (0, 0)ᵀ, y₂ = −1"], "α₁ = α₂ = ½", RIGHT),
    (
        "svm-dual",
        ["one dimension, x₁ = 1 with y₁ = +1, x₂ = −1 with y₂ = −1"],
        "α₁ = α₂ = ½, w = ½·1 + ½·1 = 1, b = 0",
        RIGHT,
    ),
    (
        "svm-dual",
        ["one dimension, x₁ = 1 with y₁ = +1, x₂ = −1 with y₂ = −1"],
        "α₁ = α₂ = ¼, w = ½·1 + ½·1 = 1, b = 0",
        WRONG,
    ),
    (
        "svm-dual",
        ["x₁ = (2, 0)ᵀ, y₁ = 1, x₂ = (0, 0)ᵀ, y₂ = −1"],
        "L(w, b, α) = ½‖w‖² − α₁(2w₁ + b − 1) − α₂(−b − 1)",
        RIGHT,
    ),
    (
        "svm-dual",
        ["x₁ = (2, 0)ᵀ, y₁ = 1, x₂ = (0, 0)ᵀ, y₂ = −1"],
        "L(w, b, α) = ½‖w‖² − α₁(2w₁ + b − 1) − α₂(b − 1)",
        WRONG,
    ),
    (
        "logistic-regression",
        ["start at w = (0,0), two samples x1 = (1,2), y1 = 1 and x2 = (1,-1), y2 = 0, eta = 0.2"],
        "p1 = p2 = 1/2, grad L = -1/2*(1,2) + 1/2*(1,-1) = (0, -3/2)",
        RIGHT,
    ),
    ("logistic-regression", ["w = (0,0), x1 = (1,2), y1 = 1, x2 = (1,-1), y2 = 0"], "p1 = p2 = 1/2", RIGHT),
    (
        "logistic-regression",
        ["w = (0,0), x1 = (1,2), y1 = 1, x2 = (1,-1), y2 = 0"],
        "grad L = 1/2*(1,2) + 1/2*(1,-1)",
        WRONG,
    ),
]


@pytest.mark.parametrize(("derivation", "before", "line", "judged"), LINES)
def test_line(derivation: str, before: list[str], line: str, judged: tuple[str, ...]):
    assert check(derivation, before, line, seconds=3.0).verdict in judged

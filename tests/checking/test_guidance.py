"""Tilted densities, ideal predictors and the noise that guides: a right line after each set-up, and a wrong one."""

import pytest

from interviewer.checking import check

IDEAL = "∇ log p(x_t) = −ε_θ(x_t, t)/√(1−ᾱ_t), ∇ log p(x_t|c) = −ε_θ(x_t, t, c)/√(1−ᾱ_t)"
LINES = {  # what is written before, a right line, a wrong one
    "a power of the classifier": (
        ["p_w(x|c) ∝ p(x) p(c|x)^w"],
        "∇_x log p_w(x|c) = ∇_x log p(x) + w ∇_x log p(c|x)",
        "∇_x log p_w(x|c) = ∇_x log p(x) + (1+w) ∇_x log p(c|x)",
    ),
    "a quotient": (
        ["p_w(x|c) ∝ p(x|c)^{1+w}/p(x)^w"],
        "∇_x log p_w(x|c) = (1+w)∇_x log p(x|c) − w ∇_x log p(x)",
        "∇_x log p_w(x|c) = (1+w)∇_x log p(x|c) + w ∇_x log p(x)",
    ),
    "logarithms up to a constant": (
        ["log p_g(x_t|c) = (1-g) log p(x_t) + g log p(x_t|c) + const"],
        "grad log p_g(x_t|c) = grad log p(x_t) + g*(grad log p(x_t|c) - grad log p(x_t))",
        "grad log p_g(x_t|c) = grad log p(x_t) + (1+g)*(grad log p(x_t|c) - grad log p(x_t))",
    ),
    "a name with an accent": (
        [r"\tilde p(x_t\mid c) \propto p(x_t)\, p(c\mid x_t)^s"],
        r"\nabla\log\tilde p(x_t\mid c) = (1-s)\nabla\log p(x_t) + s\nabla\log p(x_t\mid c)",
        r"\nabla\log\tilde p(x_t\mid c) = (1+s)\nabla\log p(x_t) - s\nabla\log p(x_t\mid c)",
    ),
    "the weight is what the tilt says": (
        ["p_w(x_t|c) ∝ p(x_t) p(c|x_t)^w"],
        "ε̂ = ε_θ(x_t,t) + w (ε_θ(x_t,t,c) − ε_θ(x_t,t))",
        "ε̂ = (1+w) ε_θ(x_t,t,c) − w ε_θ(x_t,t)",
    ),
    "the other convention": (
        ["p_w(x_t|c) ∝ p(x_t|c) p(c|x_t)^w"],
        "ε̂ = (1+w) ε_θ(x_t,c) − w ε_θ(x_t)",
        "ε̂ = w ε_θ(x_t,c) + (1 - w) ε_θ(x_t)",
    ),
    "networks that are scores": (
        [IDEAL, "p_w(x_t|c) ∝ p(x_t) p(c|x_t)^w"],
        "ε̂ = ε_θ(x_t,t) + w (ε_θ(x_t,t,c) − ε_θ(x_t,t))",
        "ε̂ = (1+w) ε_θ(x_t,t,c) − w ε_θ(x_t,t)",
    ),
    "the sign of a score": (
        ["Ideal predictor: eps_theta(x_t,t) = -sqrt(1-abar_t) * grad log p(x_t), gradients by x_t"],
        "-sqrt(1-abar_t) grad log p(x_t|y) = eps_theta(x_t,t) - sqrt(1-abar_t) * grad log p(y|x_t)",
        "-sqrt(1-abar_t) grad log p(x_t|y) = eps_theta(x_t,t) + sqrt(1-abar_t) * grad log p(y|x_t)",
    ),
    "a chain that begins with a new density": (
        [],
        "∇ log p_w(x|c) = (1+w) ∇ log p(x|c) − w ∇ log p(x) = ∇ log p(x) + (1+w) ∇ log p(c|x)",
        "∇ log p_w(x|c) = (1+w) ∇ log p(x|c) − w ∇ log p(x) = ∇ log p(x) + w ∇ log p(c|x)",
    ),
}


@pytest.mark.parametrize(("before", "right", "wrong"), LINES.values(), ids=LINES.keys())
def test_line(before: list[str], right: str, wrong: str):
    assert check("diffusion", before, right, seconds=3.0).verdict in ("verified", "given")
    assert check("diffusion", before, wrong, seconds=3.0).verdict == "refuted"

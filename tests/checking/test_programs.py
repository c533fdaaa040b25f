"""Constrained problems: the problem's Lagrangian at its stationary point, and programs that the candidate sets up himself."""

from __future__ import annotations

import pytest

from interviewer.checking import check

RIGHT, WRONG, LEFT_OPEN = ("verified", "given"), ("refuted",), ("refuted", "undecided")

SQUARED = "minimise 1/2 ||w||^2 + (C/2) sum_i xi_i^2 s.t. y_i (w^T x_i + b) >= 1 - xi_i"
NO_BIAS = "Drop the bias: minimise ½‖w‖² subject to yᵢ wᵀxᵢ ≥ 1"
WEIGHTED = "With weights c_i > 0 per sample: minimise ½‖w‖² + Σ_i c_i ξ_i s.t. y_i(wᵀx_i+b) ≥ 1 − ξ_i, ξ_i ≥ 0"
UNNAMED = "Variant with squared slacks: 1/2 ||w||^2 + (C/2) sum_i xi_i^2 s.t. y_i (w^T x_i + b) >= 1 - xi_i"

LINES = [
    # the value of the Lagrangian once what it is stationary in is gone from it
    ([], "L = Σᵢ αᵢ − ½‖w‖²", RIGHT),
    ([], "w = Σᵢ αᵢ yᵢ xᵢ, hence L = Σᵢ αᵢ − ½‖w‖²", RIGHT),
    ([], "Σᵢ αᵢ yᵢ wᵀxᵢ = ‖w‖², hence L = Σᵢ αᵢ − ½‖w‖²", RIGHT),
    ([], "Σᵢ αᵢ yᵢ wᵀxᵢ = ‖w‖², hence L = Σᵢ αᵢ + ½‖w‖²", WRONG),
    ([], "w = Σᵢ αᵢ yᵢ xᵢ so L = Σᵢ αᵢ + ½ Σ_ij α_i α_j y_i y_j x_iᵀx_j", WRONG),
    ([], "L = ½‖w‖² − Σᵢ αᵢ(yᵢ wᵀxᵢ − 1)", LEFT_OPEN),  # the bias forgotten, or its condition used?
    # an order between vectors, and relations under the sign of an optimum
    ([], "L(w,b,α) = ½‖w‖² − Σᵢ αᵢ(yᵢ(wᵀxᵢ+b) − 1), α ⪰ 0", RIGHT),
    ([], "α ⪯ 0", WRONG),
    ([], r"\max_{\alpha \ge 0, \; \alpha^T y = 0} \sum_i \alpha_i - \tfrac12 \|\sum_i \alpha_i y_i x_i\|^2", RIGHT),
    ([], r"\max_{\alpha \ge 0, \; 1^T \alpha = 0} \sum_i \alpha_i - \tfrac12 \|\sum_i \alpha_i y_i x_i\|^2", WRONG),
    # squared slacks
    ([SQUARED], "xi_i = alpha_i / C", RIGHT),
    ([SQUARED], "xi_i = C alpha_i", WRONG),
    ([UNNAMED], "xi_i = alpha_i / C", RIGHT),
    ([SQUARED], "dL/dxi_i = C xi_i - alpha_i", RIGHT),
    (
        [SQUARED],
        "dual: max_{alpha >= 0} sum_i alpha_i - 1/2 ||sum_i alpha_i y_i x_i||^2 - 1/(2C) sum_i alpha_i^2, with sum_i alpha_i y_i = 0",
        RIGHT,
    ),
    (
        [SQUARED],
        "dual: max_{alpha >= 0} sum_i alpha_i - 1/2 ||sum_i alpha_i y_i x_i||^2, with sum_i alpha_i y_i = 0",
        WRONG,
    ),
    # a machine without a bias
    ([NO_BIAS], "w = sum_i alpha_i y_i x_i", RIGHT),
    ([NO_BIAS], "sum_i alpha_i y_i = 0", WRONG),
    ([NO_BIAS], "f(x) = Σ_i α_i y_i x_iᵀx", RIGHT),
    ([NO_BIAS], "f(x) = Σ_i α_i y_i x_iᵀx + b", WRONG),
    ([NO_BIAS], "max_{alpha >= 0} sum_i alpha_i - 1/2 ||sum_i alpha_i y_i x_i||^2", RIGHT),
    # a weight per sample, and the objective without its half
    ([WEIGHTED], "0 ≤ α_i ≤ c_i", RIGHT),
    ([WEIGHTED], "α_i = c_i ⇒ ξ_i = 0", WRONG),
    (["minimise ||w||^2 s.t. y_i (w^T x_i + b) >= 1"], "w = 1/2 sum_i alpha_i y_i x_i", RIGHT),
    (["minimise ||w||^2 s.t. y_i (w^T x_i + b) >= 1"], "w = sum_i alpha_i y_i x_i", WRONG),
    # a feature map that the line brings along
    ([], "for x, z in R^2: (x^T z)^2 = phi(x)^T phi(z) with phi(x) = (x_1^2, sqrt(2) x_1 x_2, x_2^2)", RIGHT),
    ([], "for x, z in R^2: (x^T z)^2 = phi(x)^T phi(z) with phi(x) = (x_1^2, x_1 x_2, x_2^2)", WRONG),
    # what words lead up to is claimed, and not supposed of itself
    (["soft margin"], "Stationarity in ξ_i gives α_i = C + μ_i, and hence α_i ≥ C for all i", WRONG),
    (["soft margin"], "Stationarity gives α_i = C − μ_i", RIGHT),
    # a number called by a letter that is the problem's slack elsewhere
    (["α₁y₁ + α₂y₂ = ζ"], "α₁ = y₁(ζ − α₂y₂)", RIGHT),
    (["α₁y₁ + α₂y₂ = ζ"], "α₁ = ζ − α₂y₂", WRONG),
]


@pytest.mark.parametrize(("before", "line", "judged"), LINES, ids=lambda v: v[:40] if isinstance(v, str) else None)
def test_a_line_of_a_constrained_problem(before: list[str], line: str, judged: tuple[str, ...]):
    assert check("svm-dual", before, line).verdict in judged


def test_what_a_claim_has_just_named_is_claimed_on():
    line = "J(θ) = ‖y − Xθ‖² + λ‖θ‖² with λ = σ²/τ², ∇J(θ) = −2Xᵀ(y − Xθ) + {}λθ"
    assert check("map-estimation", [], line.format(2)).verdict in RIGHT
    assert check("map-estimation", [], line.format("")).verdict == "refuted"

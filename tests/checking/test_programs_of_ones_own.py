"""Programs with numbers, slacks and margins of the candidate's own, and samples in columns."""

import pytest

from interviewer.checking import check

LINES = [  # derivation, what is written before, right lines, wrong ones
    (
        "svm-dual",
        ["squared slack: \\min \\tfrac12\\|w\\|^2 + \\tfrac{C}{2}\\sum_i\\xi_i^2,\\ y_i(w^\\top x_i+b)\\ge 1-\\xi_i"],
        ["\\xi_i = \\alpha_i/C"],
        ["0\\le\\alpha_i\\le C"],
    ),
    (
        "svm-dual",
        ["\\min_{w,b}\\ \\tfrac{\\nu}{2}\\|w\\|^2 \\ \\text{s.t.}\\ y_i(w^\\top x_i + b) \\ge 1,\\ \\nu>0"],
        ["\\nabla_w = 0 \\Rightarrow w = \\frac{1}{\\nu}\\sum_i \\alpha_i y_i x_i"],
        ["\\nabla_w = 0 \\Rightarrow w = \\nu\\sum_i \\alpha_i y_i x_i"],
    ),
    (
        "svm-dual",
        ["min (lam/2) ||w||^2 s.t. y_i (w.x_i + b) >= 1, lam > 0"],
        ["w = 1/lam * sum_i a_i y_i x_i"],
        ["w = lam * sum_i a_i y_i x_i"],
    ),
    (
        "svm-dual",
        ["minimize 1/2 |w|^2 s.t. y_i (w.x_i + b) >= rho, rho > 0 fixed"],
        ["W(a) = rho sum_i a_i - 1/2 sum_ij a_i a_j y_i y_j x_i.x_j"],
        ["W(a) = sum_i a_i - 1/2 sum_ij a_i a_j y_i y_j x_i.x_j"],
    ),
    (
        "svm-dual",
        ["min ½‖w‖² s.t. yᵢ(wᵀxᵢ + b) ≥ c for all i, with a fixed c > 0"],
        ["g(α) = c Σᵢ αᵢ − ½ Σᵢⱼ αᵢαⱼyᵢyⱼ xᵢᵀxⱼ"],
        ["g(α) = Σᵢ αᵢ − (c/2) Σᵢⱼ αᵢαⱼyᵢyⱼ xᵢᵀxⱼ"],
    ),
    (
        "svm-dual",
        ["different costs: minimize 1/2 |w|^2 + sum_i C_i s_i, s_i >= 0, y_i(w.x_i + b) >= 1 - s_i"],
        ["0 <= a_i <= C_i"],
        ["sum_i a_i y_i = C_i"],
    ),
    (
        "svm-dual",
        [
            "\\min \\tfrac12\\|w\\|^2 + \\sum_i C_i \\xi_i \\text{ s.t. } y_i(w^\\top x_i + b) \\ge 1 - \\xi_i, \\xi_i \\ge 0"
        ],
        ["0 \\le \\alpha_i \\le C_i"],
        ["0 \\le \\alpha_i \\le C_i/2"],
    ),
    ("svm-dual", ["squared slack: min ½‖w‖² + (C/2) Σᵢ ξᵢ² s.t. yᵢ(wᵀxᵢ + b) ≥ 1 − ξᵢ"], ["ξᵢ = αᵢ/C"], ["ξᵢ = C αᵢ"]),
    (
        "svm-dual",
        ["squared slacks: min ½‖w‖² + (C/2) Σᵢ ξᵢ²  s.t. yᵢ(wᵀxᵢ + b) ≥ 1 − ξᵢ"],
        ["max_α Σᵢ αᵢ − ½ Σᵢⱼ αᵢαⱼyᵢyⱼ (xᵢᵀxⱼ + δᵢⱼ/C), αᵢ ≥ 0, Σᵢ αᵢyᵢ = 0"],
        ["max_α Σᵢ αᵢ − ½ Σᵢⱼ αᵢαⱼyᵢyⱼ (xᵢᵀxⱼ + C δᵢⱼ), αᵢ ≥ 0, Σᵢ αᵢyᵢ = 0"],
    ),
    (
        "logistic-regression",
        ["samples as columns of X (d x n), p = sigma(X'w), L the cross-entropy"],
        ["grad L = X (p - y)"],
        ["grad L = X' (p - y)"],
    ),
    ("logistic-regression", ["X ∈ ℝ^{d×n}, p = σ(Xᵀw)"], ["∇L = X(p − y)"], ["∇L = Xᵀ(p − y)"]),
    (
        "linear-regression",
        ["samples as columns: X ∈ ℝ^{d×n}, model ŷ = Xᵀw, L(w) = ‖Xᵀw − y‖²"],
        ["∇L = 2X(Xᵀw − y)"],
        ["ŵ = (XᵀX)⁻¹Xy"],
    ),
    (
        "linear-regression",
        ["\\mathbf{X} \\in \\mathbb{R}^{d \\times n} holds the samples in its columns"],
        ["\\hat w = (\\mathbf{X}\\mathbf{X}^\\top)^{-1}\\mathbf{X} y"],
        ["\\hat w = (\\mathbf{X}^\\top\\mathbf{X})^{-1}\\mathbf{X}^\\top y"],
    ),
    (
        "linear-regression",
        ["X is d x n, the columns are the samples"],
        ["normal equations X X' w = X y"],
        ["normal equations X' X w = X y"],
    ),
    (
        "svm-dual",
        ["the columns of X are the samples x_i, K = X^T X"],
        ["K_ij = x_i^T x_j, w = X diag(y) α"],
        ["w = X^T diag(y) α"],
    ),
    ("linear-regression", ["X ∈ ℝ^{n×d} with samples in rows"], ["∇L = 2Xᵀ(Xw − y)"], []),
]


@pytest.mark.parametrize(("derivation", "before", "right", "wrong"), LINES)
def test_lines(derivation: str, before: list[str], right: list[str], wrong: list[str]):
    for step in right:
        assert check(derivation, before, step, seconds=3.0).verdict in ("verified", "given"), step
    for step in wrong:
        assert check(derivation, before, step, seconds=3.0).verdict == "refuted", step


@pytest.mark.parametrize(
    ("derivation", "line", "right"),
    [
        ("em-algorithm", "max_π Σ_k N_k log π_k s.t. Σ_k π_k = 1", True),
        ("em-algorithm", "max_π Σ_k N_k π_k s.t. Σ_k π_k = 1", False),
        ("em-algorithm", "max_π Σ_k N_k log π_k + Σ_k μ_k s.t. Σ_k π_k = 1", False),
        ("svm-dual", "min_{w,b} ½‖w‖² + C Σ_i ξ_i s.t. y_i(wᵀx_i + b) ≥ 1 − ξ_i, ξ_i ≥ 0", True),
        ("svm-dual", "min_{w,b} ½‖w‖² − C Σ_i ξ_i s.t. y_i(wᵀx_i + b) ≥ 1 − ξ_i, ξ_i ≥ 0", False),
        ("svm-dual", "min_{w,b} ½‖w‖² − C Σ_i ξ_i", False),
    ],
)
def test_a_part_of_the_objective_is_optimised_by_itself(derivation, line, right):
    verdict = check(derivation, [], line).verdict
    assert verdict in ("given", "verified") if right else verdict in ("refuted", "undecided")

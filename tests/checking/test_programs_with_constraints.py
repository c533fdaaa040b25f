"""Programs with what they are under, however it is joined to them: a line of constraints claims none of them by itself."""

from __future__ import annotations

import pytest

from interviewer.checking import check

RIGHT, WRONG = ("verified", "given"), ("refuted",)
DUAL = "Σ_i α_i − ½ Σ_i Σ_j α_i α_j y_i y_j x_iᵀx_j"
MATRICES = "1ᵀα − ½ αᵀ diag(y) X Xᵀ diag(y) α"
BISHOP = (
    "\\widetilde{L}(\\mathbf{a})=\\sum_{n=1}^N a_n-\\frac12\\sum_{n=1}^N\\sum_{m=1}^N a_na_mt_nt_mk(\\mathbf{x}_n,\\mathbf{x}_m)"
    " \\quad\\text{s.t.}\\quad a_n\\geqslant 0,\\; n=1,\\dots,N, \\quad "
)
LAGRANGIAN = "L(w,b,a)=½‖w‖² − Σ_{n=1}^N a_n (t_n (wᵀφ(x_n)+b) − 1)"
LATEX = "\\max_\\alpha \\sum_i \\alpha_i - \\frac12 \\sum_{i,j} \\alpha_i\\alpha_j y_i y_j x_i^\\top x_j"

# lines before, line, how it is judged
LINES = [
    (["X with rows xᵢᵀ"], f"max_α {MATRICES},  α ≥ 0,  yᵀα = 0", RIGHT),
    (["X with rows xᵢᵀ"], f"max_α {MATRICES},  α ≥ 0,  1ᵀα = 0", WRONG),
    ([], f"max_α {MATRICES},  α ≤ 0,  yᵀα = 0", WRONG),
    ([], f"max {{ {DUAL} : α ≥ 0, yᵀα = 0 }}", RIGHT),
    ([], f"max_α {{ {DUAL} | α ≥ 0, yᵀα = 0 }}", RIGHT),
    ([], "max { Σ_i α_i − Σ_i Σ_j α_i α_j y_i y_j x_iᵀx_j : α ≥ 0, yᵀα = 0 }", WRONG),
    ([], f"{LATEX} \\quad \\alpha_i \\ge 0, \\ \\sum_i \\alpha_i y_i = 0", RIGHT),
    ([], f"{LATEX} \\quad \\alpha_i \\ge 0, \\ \\sum_i \\alpha_i = 0", WRONG),
    ([], "min_{w,b} ½‖w‖² : yᵢ(wᵀxᵢ + b) ≥ 1 ∀i", RIGHT),
    ([], "min_{w,b} ½‖w‖² + b² : yᵢ(wᵀxᵢ + b) ≥ 1 ∀i", WRONG),
    ([], "min over (w, b): ½‖w‖² such that yᵢ(wᵀxᵢ + b) ≥ 1 for i=1..n", RIGHT),
    ([], "min over (w, b): ½‖w‖² such that yᵢ(wᵀxᵢ + b) ≤ 1 for i=1..n", WRONG),
    ([], f"(P) min ½‖w‖² s.t. yᵢ(wᵀxᵢ + b) ≥ 1; (D) max {DUAL} s.t. αᵢ ≥ 0, Σαᵢyᵢ = 0", RIGHT),
    ([], f"(P) min ½‖w‖² s.t. yᵢ(wᵀxᵢ + b) ≥ 1; (D) max {DUAL} s.t. αᵢ ≥ 0, Σαᵢ = 0", WRONG),
    ([], "max_α 1ᵀα − ½ αᵀQα s.t. α ≥ 0, yᵀα = 0, with Q = diag(y) X Xᵀ diag(y) psd", RIGHT),
    ([], "max_α 1ᵀα − αᵀQα s.t. α ≥ 0, yᵀα = 0, with Q = diag(y) X Xᵀ diag(y) psd", WRONG),
    # bounds of whole vectors, entry by entry
    (["soft margin"], f"max_α {MATRICES},  0 ≤ α ≤ C,  yᵀα = 0", RIGHT),
    (["soft margin"], "\\mathbf{0} \\preceq \\alpha \\preceq C\\mathbf{1}", RIGHT),
    (["soft margin"], "0 ≤ α ≤ 1", WRONG),
    (["soft margin"], "α ≥ C", WRONG),
    # an objective by its name, and a range that runs over a letter which is elsewhere a size
    ([LAGRANGIAN, "k(x, x') = φ(x)ᵀφ(x')"], BISHOP + "\\sum_{n=1}^N a_nt_n=0", RIGHT),
    ([], BISHOP + "\\sum_{n=1}^N a_n=0", WRONG),
    ([], f"L_D(α) = {DUAL} subject to α_i ≥ 0, Σ_i α_i y_i = 0", RIGHT),
    ([], f"L_D(α) = {DUAL} subject to α_i ≤ 0, Σ_i α_i y_i = 0", WRONG),
    # what is missing among the constraints that are named
    ([], f"max_α {MATRICES},  yᵀα = 0", WRONG),
    (["α_i ≥ 0 for all i"], f"max_α {MATRICES},  yᵀα = 0", RIGHT),
    ([], f"max_{{α ≥ 0}} {DUAL} s.t. yᵀα = 0", RIGHT),
    ([], f"max_{{α ≤ 0}} {DUAL} s.t. yᵀα = 0", WRONG),
    ([], "min_{w,b,ξ} ½‖w‖² + C Σ_i ξ_i s.t. yᵢ(wᵀxᵢ + b) ≥ 1 − ξ_i", WRONG),
    ([], "min_{w,b,ξ} ½‖w‖² + C/2 Σ_i ξ_i² s.t. yᵢ(wᵀxᵢ + b) ≥ 1 − ξ_i", RIGHT),
    ([], "min_{w,b,ξ≥0} ½‖w‖² + C Σ_i ξ_i s.t. yᵢ(wᵀxᵢ + b) ≥ 1 − ξ_i", RIGHT),
]


@pytest.mark.parametrize(("before", "line", "judged"), LINES)
def test_program(before: list[str], line: str, judged: tuple[str, ...]) -> None:
    assert check("svm-dual", before, line).verdict in judged

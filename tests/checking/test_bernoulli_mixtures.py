"""Mixtures of vectors of bits, as others write them; a line after each that is right and one that is wrong."""

import pytest

from interviewer.checking import check

BY_PARAMETER = r"p(\mathbf x\mid\boldsymbol\mu_k)=\prod_{i=1}^D\mu_{ki}^{x_i}(1-\mu_{ki})^{1-x_i}"

LINES = {  # what is written before, a right line, a wrong one
    "in code's letters": (
        ["p(x_n | z_n = k) = prod_d mu_kd^{x_nd} (1 - mu_kd)^{1 - x_nd}"],
        "mu_kd = sum_n r_nk x_nd / sum_n r_nk",
        "mu_kd = sum_n r_nk x_nd / sum_k r_nk",
    ),
    "given their parameters": (
        [BY_PARAMETER],
        r"\boldsymbol\mu_k = \frac{\sum_n \gamma_{nk}\mathbf x_n}{\sum_n\gamma_{nk}}",
        r"\boldsymbol\mu_k = \frac{\sum_n \gamma_{nk}\mathbf x_n}{\sum_k\gamma_{nk}}",
    ),
    "the expected complete likelihood": (
        [
            BY_PARAMETER
            + r", \quad p(\mathbf{x}|\boldsymbol\mu,\boldsymbol\pi)=\sum_{k=1}^K\pi_kp(\mathbf{x}|\boldsymbol\mu_k)",
            r"\gamma(z_{nk})=\mathbb{E}[z_{nk}] \text{ the responsibilities}",
        ],
        r"\mathbb{E}_{\mathbf{Z}}[\ln p(\mathbf{X},\mathbf{Z}|\boldsymbol\mu,\boldsymbol\pi)]=\sum_{n=1}^N\sum_{k=1}^K"
        r"\gamma(z_{nk})\{\ln\pi_k+\sum_{i=1}^D[x_{ni}\ln\mu_{ki}+(1-x_{ni})\ln(1-\mu_{ki})]\}",
        r"\mathbb{E}_{\mathbf{Z}}[\ln p(\mathbf{X},\mathbf{Z}|\boldsymbol\mu,\boldsymbol\pi)]=\sum_{n=1}^N\sum_{k=1}^K"
        r"\gamma(z_{nk})\{\ln\pi_k+\sum_{i=1}^D[x_{ni}\ln\mu_{ki}+(1-x_{ni})\ln\mu_{ki}]\}",
    ),
    "an index of samples like one of entries": (
        [r"p(x_n|z=k) = \prod_i \mu_{ki}^{x_{ni}}(1-\mu_{ki})^{1-x_{ni}}"],
        r"\log p(x_n|z=k) = \sum_i [x_{ni}\log\mu_{ki} + (1-x_{ni})\log(1-\mu_{ki})]",
        r"\log p(x_n|z=k) = \sum_i [x_{ni}\log\mu_{ki} + (1-x_{ni})\log\mu_{ki}]",
    ),
    "in words": (
        ["mixture of K multivariate Bernoullis, means μ_k ∈ [0,1]^D"],
        "r_nk = π_k Π_d μ_kd^{x_nd}(1−μ_kd)^{1−x_nd} / Σ_j π_j Π_d μ_jd^{x_nd}(1−μ_jd)^{1−x_nd}",
        "r_nk = π_k Π_d μ_kd^{x_nd}(1−μ_kd)^{1−x_nd} / Σ_j Π_d μ_jd^{x_nd}(1−μ_jd)^{1−x_nd}",
    ),
    "other letters throughout": (
        ["P(x|z=j) = Π_i θ_ji^{x_i} (1 − θ_ji)^{1 − x_i}, w_nj = P(z_n = j | x_n)"],
        "θ_ji = Σ_n w_nj x_ni / Σ_n w_nj",
        "θ_ji = Σ_n w_nj x_ni / n",
    ),
}


@pytest.mark.parametrize(("before", "right", "wrong"), LINES.values(), ids=LINES.keys())
def test_line(before: list[str], right: str, wrong: str) -> None:
    assert check("em-algorithm", before, right, seconds=3.0).verdict in ("verified", "given")
    assert check("em-algorithm", before, wrong, seconds=3.0).verdict == "refuted"

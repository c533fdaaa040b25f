"""A feature map written out in the entries of its argument tells in which space that lies."""

import pytest

from interviewer.checking import check

SQUARED = "K(x,z) = (xᵀz)²"
SHIFTED = r"K(x,z) = (x^\top z + 1)^2"
CASES = [
    (SQUARED, "φ(x) = (x_1², √2 x_1x_2, x_2²)", "verified"),
    (SQUARED, "φ(x) = (x_1², x_1x_2, x_2²)", "refuted"),
    (SHIFTED, "φ(x) = (1, √2 x_1, √2 x_2, x_1², √2 x_1x_2, x_2²)", "verified"),
    (SHIFTED, "φ(x) = (1, x_1, x_2, x_1², √2 x_1x_2, x_2²)", "refuted"),
    (SQUARED, "φ(x) = (x_1², x_2², x_3², √2 x_1x_2, √2 x_1x_3, √2 x_2x_3)", "verified"),
]


@pytest.mark.parametrize(("kernel", "features", "verdict"), CASES)
def test_a_kernel_is_the_inner_product_of_its_features(kernel: str, features: str, verdict: str) -> None:
    assert check("svm-dual", [kernel, features], "K(x,z) = φ(x)ᵀφ(z)").verdict == verdict

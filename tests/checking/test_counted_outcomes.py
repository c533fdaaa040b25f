"""Counts of outcomes in words beside a law of the outcomes, and data listed one by one."""

import pytest

from interviewer.checking import check

COIN = r"x_i\sim\mathrm{Ber}(\theta),\ \theta\sim\mathrm{Beta}(a,b),\ a,b>1;\ N_1 \text{ heads in } N \text{ tosses}"
PLAIN = "x_i ~ Ber(θ), θ ~ Beta(a,b), k heads in n tosses"
THREE = "x_1, x_2, x_3 ~ N(theta, 1) i.i.d., theta ~ N(0, 1), sum x_i = 8"
CASES = [
    (COIN, r"\hat\theta_{MAP}=\frac{a+N_1-1}{a+b+N-2}", r"\hat\theta_{MAP}=\frac{a+N_1}{a+b+N}"),
    (PLAIN, "θ_MAP = (a+k−1)/(a+b+n−2)", "θ_MAP = (a+k)/(a+b+n)"),
    (THREE, "theta_MAP = 8/(3 + 1) = 2", "theta_MAP = 8/3"),
    ("y_i ~ Bernoulli(θ), prior Beta(2,2), 7 heads in 10 tosses", "θ_MAP = 8/12", "θ_MAP = 7/10"),
]


@pytest.mark.parametrize(("setup", "right", "wrong"), CASES)
def test_what_is_told_counts(setup: str, right: str, wrong: str) -> None:
    assert check("map-estimation", [setup], right).verdict in ("verified", "given")
    assert check("map-estimation", [setup], wrong).verdict == "refuted"

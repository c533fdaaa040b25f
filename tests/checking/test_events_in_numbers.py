"""Probabilities of events in numbers, and what follows from them for others, for bounds and for divergences."""

import pytest

from interviewer.checking import check

LINES = [  # derivation, what is written before, right lines, wrong ones
    (
        "map-estimation",
        ["P(D) = 0.01, P(+|D) = 0.9, P(+|¬D) = 0.05"],
        ["P(D|+) = 0.009/(0.009 + 0.0495) = 2/13 ≈ 0.154"],
        ["P(D|+) = 0.9", "P(D|+) = 0.009/0.05 = 0.18"],
    ),
    (
        "map-estimation",
        ["P(spam) = 0.4, P(w|spam) = 0.5, P(w|ham) = 0.1"],
        ["P(spam|w) = 0.2/0.26 ≈ 0.77"],
        ["P(spam|w) = 0.2/0.6"],
    ),
    (
        "map-estimation",
        ["p(y=1) = 1/4, p(x=1|y=1) = 0.8, p(x=1|y=0) = 0.2"],
        ["p(y=1|x=1) = 0.2/(0.2 + 0.15) = 4/7"],
        ["p(y=1|x=1) = 0.8"],
    ),
    (
        "em-algorithm",
        ["p(x, z=1) = 0.2, p(x, z=2) = 0.6"],
        ["p(z=1|x) = 1/4, log p(x) = log 0.8"],
        ["p(z=1|x) = 1/3"],
    ),
    (
        "em-algorithm",
        ["z in {1,2}, p(x,z=1) = 0.3, p(x,z=2) = 0.1"],
        ["p(z=1|x) = 0.3/0.4 = 3/4 and log p(x) = log 0.4"],
        ["p(z=1|x) = 0.3"],
    ),
    (
        "em-algorithm",
        ["p(x, z=1) = 0.2, p(x, z=2) = 0.6, q(z=1) = q(z=2) = 1/2"],
        ["F(q) = 1/2 log(0.4) + 1/2 log(1.2) ≤ log 0.8", "KL(q || p(z|x)) = 1/2 log 2 + 1/2 log(2/3)"],
        ["F(q) = log 0.8", "KL(q || p(z|x)) = 1/4 log(1/2) + 3/4 log(3/2)"],
    ),
    (
        "vae-elbo",
        ["z in {0, 1}, p(z=0) = p(z=1) = 1/2, p(x|z=0) = 0.2, p(x|z=1) = 0.6"],
        ["p(x) = 0.4, p(z=1|x) = 3/4"],
        ["p(x) = 0.8", "p(z=1|x) = 0.6"],
    ),
    (
        "vae-elbo",
        ["p(z=0) = p(z=1) = ½, p(x|z=0) = 0.2, p(x|z=1) = 0.6, q(z=1|x) = 1/2"],
        ["log p(x) - ELBO = KL(q || p(z|x)) = ½ ln(½/¼) + ½ ln(½/¾)", "ELBO = ½ ln 0.2 + ½ ln 0.6 - 0"],
        ["ELBO = ln 0.4"],
    ),
    (
        "em-algorithm",
        ["two components with π₁ = 0.3, π₂ = 0.7, p(x|1) = 0.2, p(x|2) = 0.1"],
        ["p(1|x) = 0.06/0.13"],
        [],
    ),
    (
        "map-estimation",
        ["P(A) = 1/3, P(B|A) = 1/2, P(B|A^c) = 1/4"],
        ["P(B) = 1/3, P(A|B) = 1/2"],
        ["P(A|B) = 2/3"],
    ),
    (
        "map-estimation",
        ["P(c=1) = 0.5, P(x1=1|c=1) = 0.8, P(x1=1|c=0) = 0.4, P(x2=1|c=1) = 0.5, P(x2=1|c=0) = 0.1, naive Bayes"],
        ["P(c=1|x1=1,x2=1) = 0.2/(0.2 + 0.02) = 10/11"],
        ["P(c=1|x1=1,x2=1) = 0.65"],
    ),
    (
        "kl-divergence",
        ["p(0) = 1/2, p(1) = 1/2, q(0) = 1/4, q(1) = 3/4"],
        ["KL(p||q) = ½ ln 2 + ½ ln(2/3)"],
        ["KL(p||q) = ¼ ln ½ + ¾ ln(3/2)"],
    ),
]


@pytest.mark.parametrize(("derivation", "before", "right", "wrong"), LINES)
def test_lines(derivation: str, before: list[str], right: list[str], wrong: list[str]):
    for step in right:
        assert check(derivation, before, step, seconds=3.0).verdict in ("verified", "given"), step
    for step in wrong:
        assert check(derivation, before, step, seconds=3.0).verdict == "refuted", step

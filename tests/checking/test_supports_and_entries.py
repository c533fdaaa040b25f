"""Laws on sets of different sizes, listed shares at a state, infinite divergences, and what words say of each entry of a random vector."""

import pytest

from interviewer.checking import check

NESTED = "p uniform on {1,…,m}, q uniform on {1,…,n}, m < n"
LISTS = "p = (1/2, 1/2), q = (1/4, 3/4)"

LINES = {
    "uniform on nested sets": ("kl-divergence", [NESTED], "KL(p‖q) = ln n − ln m", "KL(p‖q) = ln m − ln n"),
    "a sum up to the smaller": (
        "kl-divergence",
        [NESTED],
        "KL(p‖q) = Σ_{i≤m} (1/m) ln(n/m)",
        "KL(p‖q) = Σ_{i≤m} (1/n) ln(n/m)",
    ),
    "in numbers": (
        "kl-divergence",
        ["P uniform on {1,…,8}, Q uniform on {1,…,16}"],
        "D(P‖Q) = log 2 and D(Q‖P) = ∞",
        "D(P‖Q) = log 8",
    ),
    "in words": (
        "kl-divergence",
        ["q uniform over the six faces"],
        "KL(p‖q) = log 6 − H(p)",
        "KL(p‖q) = log 6 + H(p)",
    ),
    "equal shares": ("kl-divergence", ["p_i = 1/4 for i = 1,…,4"], "H(p) = log 4", "H(p) = 4 log 4"),
    "a list at a state": (
        "kl-divergence",
        [LISTS],
        "Σ_x p(x) log(p(x)/q(x)) = log 2 − ½ log 3",
        "Σ_x p(x) log(p(x)/q(x)) = log 2 − log 3",
    ),
    "share by share at a state": (
        "kl-divergence",
        ["p = (1/2, 1/4, 1/4)"],
        "−Σ_x p(x) log p(x) = (3/2) log 2",
        "−Σ_x p(x) log p(x) = (5/2) log 2",
    ),
    "total variation of lists": ("kl-divergence", [LISTS], "TV(p,q) = 1/4", "TV(p,q) = 1/2"),
    "mass where the other has none": (
        "kl-divergence",
        ["p = (1/2, 1/2, 0), q = (1/4, 1/4, 1/2)"],
        "KL(p‖q) = log 2, KL(q‖p) = ∞",
        "KL(p‖q) = ∞, KL(q‖p) = log 2",
    ),
    "the empirical distribution by a name of its own": (
        "kl-divergence",
        ["p_n the empirical distribution of x_1, …, x_n"],
        "KL(p_n‖q_θ) = −H(p_n) − (1/n) Σ_i log q_θ(x_i)",
        "KL(p_n‖q_θ) = H(p_n) − (1/n) Σ_i log q_θ(x_i)",
    ),
    "the weight of a coin": (
        "em-algorithm",
        ["hidden coin z_i ∈ {A, B}, p(z_i = A) = λ, x_i heads in m tosses"],
        "P(z_i = A|x_i) = λ θ_A^{x_i}(1−θ_A)^{m−x_i}/(λ θ_A^{x_i}(1−θ_A)^{m−x_i} + (1−λ) θ_B^{x_i}(1−θ_B)^{m−x_i})",
        "P(z_i = A|x_i) = (1−λ) θ_A^{x_i}(1−θ_A)^{m−x_i}/(λ θ_A^{x_i}(1−θ_A)^{m−x_i} + (1−λ) θ_B^{x_i}(1−θ_B)^{m−x_i})",
    ),
    "iid entries": (
        "attention",
        ["q, k ∈ ℝ^{d_k} with iid N(0, σ²) components"],
        "E[(qᵀk)²] = d_k σ⁴",
        "E[(qᵀk)²] = d_k σ²",
    ),
    "entries of each": (
        "attention",
        ["components of q iid N(0, a²), components of k iid N(0, b²), independent"],
        "Var(q·k) = d_k a² b²",
        "Var(q·k) = d_k a b",
    ),
    "a variance by the size": (
        "attention",
        ["q_i, k_i have mean 0 and variance 1/d_k"],
        "Var(q·k) = 1/d_k",
        "Var(q·k) = d_k",
    ),
    "both moments of each": (
        "attention",
        ["q_i has mean 0 and variance a, k_i mean 0 and variance b"],
        "Var(q·k) = d_k a b",
        "Var(q·k) = d_k (a + b)",
    ),
}


@pytest.mark.parametrize(("derivation", "setup", "right", "wrong"), LINES.values(), ids=LINES)
def test_supports_and_entries(derivation: str, setup: list[str], right: str, wrong: str):
    assert check(derivation, setup, right).verdict in ("verified", "given")
    assert check(derivation, setup, wrong).verdict == "refuted"


def test_sets_of_which_nobody_says_which_is_the_larger():
    setup = ["p uniform on {1,…,a}, q uniform on {1,…,b}"]
    assert check("kl-divergence", setup, "KL(p‖q) = log(b/a)").verdict == "undecided"
    assert check("kl-divergence", setup, "KL(p‖q) = log(a/b)").verdict == "undecided"


def test_coins_of_which_one_is_likelier_are_not_taken_for_equally_likely():
    setup = ["two coins, coin A is picked with probability w, x_i heads in m tosses"]
    line = "P(z_i = A|x_i) = θ_A^{x_i}(1−θ_A)^{m−x_i}/(θ_A^{x_i}(1−θ_A)^{m−x_i} + θ_B^{x_i}(1−θ_B)^{m−x_i})"
    assert check("em-algorithm", setup, line).verdict not in ("verified", "given")

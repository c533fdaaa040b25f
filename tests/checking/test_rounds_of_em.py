"""Rounds of EM and bounds on KL as notes write them: right lines, and the same with one slip."""

import pytest

from interviewer.checking import check

RIGHT, WRONG = ("verified", "given"), ("refuted",)

LINES = [
    # primed indices
    (
        "em-algorithm",
        [],
        (
            "r_{ic} = \\frac{\\pi_c \\mathcal{N}(x_i|\\mu_c,\\Sigma_c)}{\\sum_{c'} \\pi_{c'} \\mathcal{N}(x_i|\\"
            "mu_{c'},\\Sigma_{c'})}"
        ),
        RIGHT,
    ),
    (
        "em-algorithm",
        [],
        (
            "r_{ic} = \\frac{\\pi_c \\mathcal{N}(x_i|\\mu_c,\\Sigma_c)}{\\sum_{c'} \\pi_{c} \\mathcal{N}(x_i|\\m"
            "u_{c'},\\Sigma_{c'})}"
        ),
        WRONG,
    ),
    ("em-algorithm", [], "p(h|x) = p(x,h)/Σ_{h'} p(x,h')", RIGHT),
    ("em-algorithm", [], "p(h|x) = p(x,h)/Σ_{h'} p(h')", WRONG),
    # the chain of one round, q at a step
    ("em-algorithm", [], "ℓ(θ^{t+1}) ≥ F(q^t, θ^{t+1}) ≥ F(q^t, θ^t) = ℓ(θ^t)", RIGHT),
    ("em-algorithm", [], "ℓ(θ^{t+1}) ≥ F(q^t, θ^{t+1}) ≥ F(q^{t+1}, θ^t) = ℓ(θ^t)", WRONG),
    (
        "em-algorithm",
        [],
        (
            "ℓ(θ^{t+1}) ≥ Σ_i Σ_z Q_i^t(z) log (p(x_i,z;θ^{t+1})/Q_i^t(z)) ≥ Σ_i Σ_z Q_i^t(z) log (p(x_"
            "i,z;θ^t)/Q_i^t(z)) = ℓ(θ^t)"
        ),
        RIGHT,
    ),
    (
        "em-algorithm",
        [],
        (
            "ℓ(θ^{t+1}) ≥ Σ_i Σ_z Q_i^t(z) log (p(x_i,z;θ^{t+1})/Q_i^t(z)) ≥ Σ_i Σ_z Q_i^{t+1}(z) log ("
            "p(x_i,z;θ^t)/Q_i^{t+1}(z)) = ℓ(θ^t)"
        ),
        WRONG,
    ),
    ("em-algorithm", [], "Σ_i ELBO(x_i; Q_i, θ) ≤ ℓ(θ)", RIGHT),
    ("em-algorithm", [], "Σ_i ELBO(x_i; Q_i, θ) ≥ ℓ(θ)", WRONG),
    ("em-algorithm", [], "ELBO(x;Q,θ) = Σ_z Q(z) log (p(x,z;θ)/Q(z))", RIGHT),
    ("em-algorithm", [], "ELBO(x;Q,θ) = Σ_z Q(z) log (Q(z)/p(x,z;θ))", WRONG),
    ("em-algorithm", [], "log p(x_i;θ) ≥ ELBO(x_i;Q_i,θ) for every Q_i, θ, x_i", RIGHT),
    ("em-algorithm", [], "ℓ(θ^{t+1}) ≥ Σ_i ELBO(x_i;Q_i^t,θ^{t+1}) ≥ Σ_i ELBO(x_i;Q_i^t,θ^t) = ℓ(θ^t)", RIGHT),
    ("em-algorithm", [], "ℓ(θ^{t+1}) ≥ Σ_i ELBO(x_i;Q_i^t,θ^{t}) ≥ Σ_i ELBO(x_i;Q_i^t,θ^{t+1}) = ℓ(θ^t)", WRONG),
    (
        "em-algorithm",
        [],
        (
            "\\ell(\\theta^{(t+1)}) \\geq \\sum_i \\mathrm{ELBO}(x^{(i)};Q_i^{(t)},\\theta^{(t+1)}) \\geq \\sum"
            "_i \\mathrm{ELBO}(x^{(i)};Q_i^{(t)},\\theta^{(t)}) = \\ell(\\theta^{(t)})"
        ),
        RIGHT,
    ),
    (
        "em-algorithm",
        [],
        (
            "\\ell(\\theta^{(t+1)}) = \\sum_i \\mathrm{ELBO}(x^{(i)};Q_i^{(t)},\\theta^{(t+1)}) \\geq \\sum_i "
            "\\mathrm{ELBO}(x^{(i)};Q_i^{(t)},\\theta^{(t)}) = \\ell(\\theta^{(t)})"
        ),
        WRONG,
    ),
    (
        "em-algorithm",
        [],
        (
            "\\ell(\\theta^{(t+1)}) \\geq \\sum_i \\sum_{z^{(i)}} Q_i^{(t)}(z^{(i)}) \\log \\frac{p(x^{(i)},z^"
            "{(i)};\\theta^{(t+1)})}{Q_i^{(t)}(z^{(i)})} \\geq \\sum_i \\sum_{z^{(i)}} Q_i^{(t)}(z^{(i)}) \\"
            "log \\frac{p(x^{(i)},z^{(i)};\\theta^{(t)})}{Q_i^{(t)}(z^{(i)})} = \\ell(\\theta^{(t)})"
        ),
        RIGHT,
    ),
    # coins: tosses told in words, heads and tails
    (
        "em-algorithm",
        [
            (
                "Two coins A and B with heads probabilities θ_A, θ_B, picked with probability 1/2; round i "
                "has h_i heads in 10 tosses and posterior γ_i of coin A"
            )
        ],
        "M-step: θ_A = Σ_i γ_i h_i / (10 Σ_i γ_i)",
        RIGHT,
    ),
    (
        "em-algorithm",
        [
            (
                "Two coins A and B with heads probabilities θ_A, θ_B, picked with probability 1/2; round i "
                "has h_i heads in 10 tosses and posterior γ_i of coin A"
            )
        ],
        "M-step: θ_A = Σ_i γ_i h_i / Σ_i γ_i",
        WRONG,
    ),
    (
        "em-algorithm",
        [
            (
                "Two coins A and B with heads probabilities θ_A, θ_B, picked with probability 1/2; round i "
                "has h_i heads in 10 tosses and posterior γ_i of coin A"
            )
        ],
        "M-step: θ_A = Σ_i γ_i h_i / (5 Σ_i γ_i)",
        WRONG,
    ),
    (
        "em-algorithm",
        ["Two coins A and B, 10 tosses per round, x_i heads in round i"],
        "γ_i = θ_A^{x_i}(1-θ_A)^{10-x_i}/(θ_A^{x_i}(1-θ_A)^{10-x_i} + θ_B^{x_i}(1-θ_B)^{10-x_i})",
        RIGHT,
    ),
    (
        "em-algorithm",
        ["Two coins A and B, 10 tosses per round, x_i heads in round i"],
        "γ_i = θ_A^{x_i}(1-θ_A)^{10-x_i}/(θ_A^{x_i}(1-θ_A)^{10-x_i} + θ_B^{x_i}(1-θ_B)^{x_i})",
        WRONG,
    ),
    ("em-algorithm", [], "θ_A = Σ_i γ_i x_i/(10 Σ_i γ_i) for two coins with 10 tosses in each round", RIGHT),
    ("em-algorithm", [], "θ_A^{new} = Σ_i γ_i x_i/(5 Σ_i γ_i), two coins, five tosses a round", RIGHT),
    (
        "em-algorithm",
        ["two coins, γ_i the posterior of coin A in round i"],
        "θ_A = Σ_i γ_i h_i / Σ_i γ_i (h_i + t_i)",
        RIGHT,
    ),
    ("em-algorithm", ["two coins, m_i tosses in round i"], "θ_A = Σ_i γ_i h_i / Σ_i γ_i m_i", RIGHT),
    ("em-algorithm", ["two coins, m_i tosses in round i"], "θ_A = Σ_i γ_i h_i / Σ_i m_i", WRONG),
    (
        "em-algorithm",
        [],
        (
            "\\hat\\theta_B = \\frac{\\sum_i (1-\\gamma_i) h_i}{\\sum_i (1-\\gamma_i)(h_i+t_i)}, two coins, h_"
            "i heads and t_i tails in set i"
        ),
        RIGHT,
    ),
    (
        "em-algorithm",
        [],
        (
            "\\hat\\theta_B = \\frac{\\sum_i (1-\\gamma_i) h_i}{\\sum_i \\gamma_i (h_i+t_i)}, two coins, h_i h"
            "eads and t_i tails in set i"
        ),
        WRONG,
    ),
    # the gradient set to zero without the factor before it
    (
        "em-algorithm",
        [],
        (
            "\\sum_{n=1}^N \\frac{\\pi_k \\mathcal{N}(x_n|\\mu_k,\\Sigma_k)}{\\sum_j \\pi_j \\mathcal{N}(x_n|\\mu"
            "_j,\\Sigma_j)} (x_n - \\mu_k) = 0"
        ),
        RIGHT,
    ),
    (
        "em-algorithm",
        [],
        (
            "\\sum_{n=1}^N \\frac{\\pi_k \\mathcal{N}(x_n|\\mu_k,\\Sigma_k)}{\\sum_j \\pi_j \\mathcal{N}(x_n|\\mu"
            "_j,\\Sigma_j)} x_n = \\sum_{n=1}^N \\frac{\\pi_k \\mathcal{N}(x_n|\\mu_k,\\Sigma_k)}{\\sum_j \\pi_j"
            " \\mathcal{N}(x_n|\\mu_j,\\Sigma_j)} \\mu_k"
        ),
        RIGHT,
    ),
    (
        "em-algorithm",
        [],
        (
            "\\sum_{n=1}^N \\frac{\\mathcal{N}(x_n|\\mu_k,\\Sigma_k)}{\\sum_j \\mathcal{N}(x_n|\\mu_j,\\Sigma_j)"
            "} (x_n - \\mu_k) = 0"
        ),
        WRONG,
    ),
    (
        "em-algorithm",
        [],
        (
            "\\sum_{n=1}^N \\frac{\\pi_k \\mathcal{N}(x_n|\\mu_k,\\Sigma_k)}{\\sum_j \\pi_j \\mathcal{N}(x_n|\\mu"
            "_j,\\Sigma_j)} (x_n + \\mu_k) = 0"
        ),
        WRONG,
    ),
    ("em-algorithm", [], "\\sum_{n=1}^N \\pi_k \\mathcal{N}(x_n|\\mu_k,\\Sigma_k) (x_n - \\mu_k) = 0", WRONG),
    ("em-algorithm", [], "Σ_i π_k N(x_i; μ_k, σ_k²)/Σ_j π_j N(x_i; μ_j, σ_j²) (x_i − μ_k) = 0", RIGHT),
    ("em-algorithm", [], "Σ_i γ_{ik} (x_i − μ_k) = 0, γ_{ik} = π_k N(x_i; μ_k, Σ_k)/Σ_j π_j N(x_i; μ_j, Σ_j)", RIGHT),
    ("em-algorithm", [], "Σ_i (x_i − μ_k) = 0, γ_{ik} = π_k N(x_i; μ_k, Σ_k)/Σ_j π_j N(x_i; μ_j, Σ_j)", WRONG),
    ("em-algorithm", [], "Σ_i γ_{ik} (Σ_k − (x_i − μ_k)(x_i − μ_k)^T) = 0", RIGHT),
    ("em-algorithm", [], "Σ_i γ_{ik} (Σ_k + (x_i − μ_k)(x_i − μ_k)^T) = 0", WRONG),
    # after an M-step
    (
        "em-algorithm",
        [],
        "After an M-step the mean of the mixture is the sample mean: Σ_k π_k μ_k = 1/N Σ_n x_n",
        RIGHT,
    ),
    ("em-algorithm", [], "After an M-step the mean of the means is the sample mean: 1/K Σ_k μ_k = 1/N Σ_n x_n", WRONG),
    ("em-algorithm", [], "after the M-step, Σ_k π_k (Σ_k + μ_k μ_k^T) = 1/N Σ_n x_n x_n^T", RIGHT),
    ("em-algorithm", [], "Σ_k π_k μ_k = 1/N Σ_n x_n for any parameters", WRONG),
    ("em-algorithm", [], "after the M-step Σ_k N_k μ_k = Σ_n x_n", RIGHT),
    ("em-algorithm", [], "at a stationary point of the likelihood Σ_k π_k μ_k = (1/n) Σ_i x_i", RIGHT),
    # where a bound is tight
    (
        "em-algorithm",
        [],
        "log Σ_z q(z) p(x,z|θ)/q(z) >= Σ_z q(z) log [p(x,z|θ)/q(z)], with equality iff q(z) ∝ p(x,z|θ)",
        RIGHT,
    ),
    (
        "em-algorithm",
        [],
        ("log Σ_z q(z) p(x,z|θ)/q(z) >= Σ_z q(z) log [p(x,z|θ)/q(z)], with equality iff p(x,z|θ)/q(z) = c for all z"),
        RIGHT,
    ),
    (
        "em-algorithm",
        [],
        ("log Σ_z q(z) p(x,z|θ)/q(z) >= Σ_z q(z) log [p(x,z|θ)/q(z)], with equality iff p(z|θ)/q(z) = c for all z"),
        WRONG,
    ),
    (
        "em-algorithm",
        [],
        ("log Σ_z q(z) p(x,z|θ)/q(z) <= Σ_z q(z) log [p(x,z|θ)/q(z)], with equality iff p(x,z|θ)/q(z) = c for all z"),
        WRONG,
    ),
    (
        "em-algorithm",
        [],
        ("log Σ_z q(z) p(x,z|θ)/q(z) >= Σ_z q(z) log [p(x,z|θ)/q(z)], equality iff p(x,z|θ)/q(z) is constant in z"),
        RIGHT,
    ),
    (
        "em-algorithm",
        [],
        ("log Σ_z q(z) p(x,z|θ)/q(z) >= Σ_z q(z) log [p(x,z|θ)/q(z)], equality iff p(x|z,θ)/q(z) is constant in z"),
        WRONG,
    ),
    (
        "em-algorithm",
        [],
        "log p(x|θ) ≥ Σ_z q(z) log (p(x,z|θ)/q(z)), with equality if p(x,z|θ)/q(z) does not depend on z",
        RIGHT,
    ),
    (
        "em-algorithm",
        [],
        (
            "\\log p(x;\\theta) \\geq \\sum_z Q(z)\\log\\frac{p(x,z;\\theta)}{Q(z)}, with equality iff \\frac{p"
            "(x,z;\\theta)}{Q(z)} = c for some constant c"
        ),
        RIGHT,
    ),
    ("em-algorithm", [], "\\frac{p(x,z;\\theta)}{Q(z)} = c for all z ⇒ Q(z) = p(z|x;θ)", RIGHT),
    ("em-algorithm", [], "\\frac{p(x,z;\\theta)}{Q(z)} = c for all z ⇒ Q(z) = p(z;θ)", WRONG),
    ("em-algorithm", [], "Q(z) ∝ p(x,z;θ) and Σ_z Q(z) = 1 ⇒ Q(z) = p(x,z;θ)/Σ_z p(x,z;θ) = p(z|x;θ)", RIGHT),
    # q is proportional to the joint
    ("em-algorithm", [], "Q(z) ∝ p(x,z;θ) ⇒ Q(z) = p(z|x;θ)", RIGHT),
    ("em-algorithm", [], "Q(z) ∝ p(x,z;θ), Σ_z Q(z) = 1 ⇒ Q(z) = p(x,z;θ)/p(x;θ)", RIGHT),
    ("em-algorithm", [], "Q(z) ∝ p(x,z;θ) ⇒ Q(z) = p(x,z;θ)", WRONG),
    ("em-algorithm", [], "Q(z) ∝ p(x|z;θ) ⇒ Q(z) = p(z|x;θ)", WRONG),
    ("em-algorithm", [], "Since Q_i(z) ∝ p(x_i,z;θ) and Σ_z Q_i(z) = 1, Q_i(z) = p(z|x_i;θ)", RIGHT),
    ("em-algorithm", [], "q(z) ∝ p(x,z;θ)", RIGHT),
    ("em-algorithm", [], "q(z) ∝ p(x|z;θ)", WRONG),
    # laws without brackets, a bound on any number
    ("kl-divergence", [], "log x ≤ x − 1 ⇒ −KL(p‖q) = Σ p log(q/p) ≤ Σ p (q/p − 1) = 0", RIGHT),
    ("kl-divergence", [], "log x ≤ x − 1 ⇒ −KL(p‖q) = Σ p log(q/p) ≤ Σ q (q/p − 1) = 0", WRONG),
    ("kl-divergence", [], "KL(p(x,y)||q(x,y)) = KL(p(x)||q(x)) + E_{p(x)} KL(p(y|x)||q(y|x))", RIGHT),
    ("kl-divergence", [], "KL(p(x,y)||q(x,y)) = KL(p(x)||q(x)) + E_{q(x)} KL(p(y|x)||q(y|x))", WRONG),
    ("kl-divergence", [], "KL(p||q) = E_p log p(x) - E_p log q(x)", RIGHT),
    ("kl-divergence", [], "KL(p||q) = E_q log p(x) - E_p log q(x)", WRONG),
]


@pytest.mark.parametrize(("derivation", "before", "line", "judged"), LINES)
def test_line(derivation: str, before: list[str], line: str, judged: tuple[str, ...]):
    assert check(derivation, before, line, seconds=3.0).verdict in judged

"""A name that stands bare is what the lines before speak of, or undecided; never a new one that anything may be said of."""

import pytest

from interviewer.checking import check

RIGHT, WRONG, OPEN = ("verified", "given"), ("refuted",), ("undecided",)

LINES = [
    ("kl-divergence", ["p = N(0,1), q = N(m, 1)"], "KL = m^2/2", RIGHT),
    ("kl-divergence", ["p = N(0,1), q = N(m, 1)"], "KL = m^2", WRONG),
    ("em-algorithm", ["log p(x) = ELBO + KL(q(z)||p(z|x))"], "KL >= 0 => log p(x) >= ELBO", RIGHT),
    ("em-algorithm", [], "KL = sum_z q(z) log( p(z|x)/q(z) )", OPEN),
    ("em-algorithm", ["log p(x) = ELBO + KL(q(z)||p(z|x))"], "KL = log p(x) + ELBO", WRONG),
    ("em-algorithm", ["log p(x) = ELBO + KL(q(z)||p(z|x))"], "KL = log p(x) - ELBO", RIGHT),
    ("diffusion", ["q(x_t|x_0) = N(√ᾱ_t x_0, (1−ᾱ_t) I)"], "KL = 0", OPEN),
    ("diffusion", ["p̃(x|c) ∝ p(x) p(c|x)^w"], "ε̃ = (1+w) ε_θ(x_t, t, c) − w ε_θ(x_t, t)", WRONG),
    ("diffusion", [], "ε̂ = (1+s) ε_θ(x_t, t, c) − s ε_θ(x_t, t)", RIGHT),
]


@pytest.mark.parametrize(("derivation", "before", "line", "judged"), LINES)
def test_line(derivation: str, before: list[str], line: str, judged: tuple[str, ...]):
    assert check(derivation, before, line, seconds=3.0).verdict in judged

"""`γ_1(x) = …`, `γ_2(0.5) = …` of a mixture: the probability that x, or 0.5, is of that component."""

from __future__ import annotations

import re

from interviewer.checking.problem.world import World

_CALLED = re.compile(
    r"(?<![A-Za-z\\_])(?:γ|\\gamma|gamma|r|τ|\\tau)\s*(?:_\s*\{?\s*(?P<below>[12k])\s*\}?|(?P<lowered>[₁₂ₖ]))"
    r"\s*\(\s*(?P<at>x|[-−]?\d+(?:\.\d+)?)\s*\)"
)
_PLAIN = str.maketrans("₁₂ₖ", "12k")


def with_responsibilities(problem: World, step: str) -> str:
    """The step with such calls as conditional probabilities of the label, in a problem that has mixtures."""
    if not any(t.kind == "label" for w in problem.variants for t in w.letters.values()):
        return step

    def probability(m: re.Match[str]) -> str:
        label = m["below"] or m["lowered"].translate(_PLAIN)
        return f"p(z={label}|{'x' if m['at'] == 'x' else 'x=' + m['at']})"

    return _CALLED.sub(probability, step)

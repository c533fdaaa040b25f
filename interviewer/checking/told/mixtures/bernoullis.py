"""`a mixture of K Bernoulli vectors`: components told in words, by the letter that the step has for their probabilities."""

from __future__ import annotations

import re

from interviewer.checking.told.mixtures.model import ENTRY, LABEL, SAMPLE, Mixture, mixture_of, product_over
from interviewer.notation.tree import Apply, Node, Sym, num

_SAID = re.compile(r"\bmixtures?\s+of\s+[^.;,=]{0,30}Bernoulli|\bBernoulli\s+mixture", re.I)
_SPACE = re.compile(r"\$?\S+\s*(?:∈|\\in)\s*\\?[\[{(]\s*0\s*,\s*1\s*\\?[\])}]\s*(?:\^\s*\S+)?")
_LETTER = re.compile(r"\\?(?P<letter>theta|mu|[θμp])\s*\}?\s*(?:_\s*\{?\s*[a-z]\s*,?\s*[a-z]\b|[ₖⱼ][ₗᵢⱼ])")
_NAMES = {"θ": "theta", "μ": "mu"}


def bernoullis_in_words(line: str, step: str) -> Mixture | None:
    """The mixture of independent bits that a line tells, where the step speaks of the probability of one of them."""
    shown = _LETTER.search(step) if _SAID.search(line) else None
    if shown is None:
        return None
    name = _NAMES.get(shown["letter"], shown["letter"])
    point, chance = Sym("x", (Sym(SAMPLE), Sym(ENTRY))), Sym(name, (Sym(LABEL), Sym(ENTRY)))
    return mixture_of(point, LABEL, product_over(Sym(ENTRY), law_of_bit(point, chance)), "")


def without_bits(line: str) -> str:
    """The line without the words that tell such components, and without where bits and probabilities lie."""
    return _SPACE.sub(" ", re.sub(rf"(?:{_SAID.pattern})s?", " ", line, flags=re.I)) if _SAID.search(line) else line


def law_of_bit(point: Node, chance: Node) -> Node:
    """θ^x (1 − θ)^{1 − x}."""
    return Apply("mul", (Apply("pow", (chance, point)), Apply("pow", (_minus(chance), _minus(point)))))


def _minus(node: Node) -> Node:
    return Apply("add", (num(1), Apply("neg", (node,))))

"""Words that an equation makes names, as in code: `out = w2*h, loss = (out - y)**2`, `net_k = Σ_j w_jk o_j`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.notation.tables import tables

_HEAD = re.compile(
    r"(?:^|[,;:.({$&⇒→]|=>|->|\\quad|\\qquad|\b(?:and|let|where|with|set|put|define|so|then|hence|layer|net|network|block))\s*"
    r"(?:\\(?:text|mathrm|operatorname|mathit|textit)\{)?([A-Z]?[a-z]{2,11}|[A-Z][a-z][A-SU-Za-z])\}?\s*(?:_(?:\w|\{[^{}]*\}|\([^()]*\))|[₀-₉ᵢⱼₖₗₘₙₜ]+|\d(?!\d)|\[[^\]]*\]|\^\{?[([]\w+[)\]]\}?|[⁽⁰¹²³⁴-⁹ˡᴸ⁾]+)?\s*(?::=|=(?!=)|←)"
)
_ALSO = frozenset("out first second last final full next in up".split())  # stopwords that code calls things by
_ACCENTS = ("hat", "bar", "tilde")


def names_set(lines: Sequence[str]) -> frozenset[str]:
    """The words that stand alone before the equals sign of a statement: no product of letters that are used by themselves."""
    heads = (
        {m[1] for line in lines for m in _HEAD.finditer(line)} if any("=" in x or "←" in x for x in lines) else set()
    )
    found = {h for h in heads if _is_free(h) and not (h[0] == "d" and h[1:] in heads)}  # dout = ∂L/∂out
    if not found:
        return frozenset()
    alone = {c for line in lines for c in re.findall(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])", line)}
    return frozenset(h for h in found if not set(h) <= alone)


def _is_free(word: str) -> bool:
    """Whether no table lists the word for something else."""
    t = tables()
    stems = [word.removesuffix(accent) for accent in _ACCENTS if word.endswith(accent)]
    if any(len(stem) == 1 or stem in t.names for stem in stems):
        return False  # phat, ybar
    listed = (t.functions, t.big_operators, t.names, t.ascii_names, t.latex_names, t.objectives)
    if any(word in table or word.lower() in table for table in listed) or (len(word) < 3 and word not in _ALSO):
        return False
    return word.lower() not in t.stopwords or word in _ALSO

"""Relations, brackets and labels the grammar knows."""

from __future__ import annotations

import re
from collections.abc import Iterable

RELATIONS = frozenset(
    [
        "=",
        "<=",
        ">=",
        "<",
        ">",
        "!=",
        "≈",
        "∝",
        "≡",
        ":=",
        "~",
        "∈",
        "∉",
        "⊂",
        "→",
        "←",
        "⪰",
        "≻",
        "⪯",
        "≺",
        ">>",
        "<<",
        "⊥",
    ]
)

CLOSE = {"(": ")", "[": "]", "{": "}", "\\{": "\\}", "⟨": "⟩"}

POSTFIX_STARTS = frozenset(["^", "_", "'", "!"])

DIVERGENCES = {"KL": "KL", "JS": "JS", "JSD": "JS"}

MOMENTS = frozenset(["Expectation", "Var", "Cov", "std", "Corr"])

DISTRIBUTIONS = frozenset(
    [
        "Normal",
        "Bern",
        "Cat",
        "Uniform",
        "Laplace",
        "Beta",
        "Gamma",
        "Poisson",
        "Exponential",
        "Binomial",
        "Dirichlet",
        "Geometric",
    ]
)

LABELS = frozenset(
    [
        "new",
        "old",
        "MAP",
        "MLE",
        "ML",
        "ridge",
        "OLS",
        "LS",
        "opt",
        "train",
        "max",
        "min",
        "init",
        "prev",
        "next",
        "simple",
    ]
)

_JOINING = (
    "a all also an and any are as at be both by define denote each every follows for from get gives given have has hence i e "
    "if iff in is it let now obtain of on or over same since so some st such subject that the then therefore this thus to "
    "use using we when where which while with write not only must equals equal becomes again"
)
CONNECTIVES = frozenset(re.split(" ", _JOINING))
_NAMING = (  # nouns that name what a formula is, without changing what it says
    "sampling step posterior prior variance mean covariance closed form forward reverse process update loss objective gradient "
    "hessian likelihood marginal evidence bound elbo divergence term noise data network prediction expectation density "
    "distribution formula rule identity definition model encoder decoder score velocity signal ratio weight coefficient"
)
NOUNS = frozenset(re.split(" ", _NAMING))


def said_besides(words: Iterable[str]) -> int:
    """How many words of a line carry meaning of their own, beside those that join formulas."""
    return sum(word.casefold() not in CONNECTIVES | NOUNS for word in words)

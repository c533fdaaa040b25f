"""Relations, brackets and labels the grammar knows."""

from __future__ import annotations

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

MOMENTS = frozenset(["Expectation", "Var", "Cov", "std"])

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

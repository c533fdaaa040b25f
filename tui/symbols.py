"""What was typed as it is meant: `\\alpha`, `alpha_i`, `sum_i`, `X^T`, `<=` as α, αᵢ, Σᵢ, Xᵀ, ≤. Typed text is never changed."""

from __future__ import annotations

import re
from functools import cache

from interviewer.notation.tables import tables


@cache
def _tables() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    t = tables()
    names = {name: char for char, name in t.letters.items() if name in t.greek}
    names |= {
        "epsilon": "ε",
        "phi": "φ",
        "theta": "θ",
        "sum": "Σ",
        "prod": "Π",
        "int": "∫",
        "sqrt": "√",
        "nabla": "∇",
        "partial": "∂",
        "infty": "∞",
        "in": "∈",
        "odot": "⊙",
        "cdot": "·",
        "le": "≤",
        "leq": "≤",
        "ge": "≥",
        "geq": "≥",
        "neq": "≠",
        "to": "→",
        "Rightarrow": "⇒",
        "top": "ᵀ",
        "Sigma": "Σ",
        "eps": "ε",
        "mid": "|",
        "propto": "∝",
        "sim": "~",
        "times": "×",
    }
    return (
        names,
        {v: k for k, v in t.subscripts.items() if len(v) == 1},
        {v: k for k, v in t.superscripts.items() if len(v) == 1},
    )


_WORDS = frozenset(
    [
        "alpha",
        "beta",
        "gamma",
        "delta",
        "epsilon",
        "eta",
        "theta",
        "kappa",
        "lambda",
        "mu",
        "nu",
        "xi",
        "pi",
        "rho",
        "sigma",
        "tau",
        "phi",
        "chi",
        "psi",
        "omega",
        "Gamma",
        "Delta",
        "Theta",
        "Lambda",
        "Phi",
        "Psi",
        "Omega",
        "sum",
        "prod",
        "sqrt",
        "nabla",
        "eps",
    ]
)
_PAIRS = (("<=>", "⇔"), ("=>", "⇒"), ("<=", "≤"), (">=", "≥"), ("!=", "≠"), ("->", "→"), ("||", "‖"))


def pretty(text: str) -> str:
    """The text with names, scripts and relations as Unicode; what has no such form stays as typed."""
    names, low, high = _tables()
    text = re.sub(r"\\([A-Za-z]+)", lambda m: names.get(m[1], m[0]), text)
    text = re.sub(r"[A-Za-z]+", lambda m: names.get(m[0], m[0]) if m[0] in _WORDS else m[0], text)
    for typed, shown in _PAIRS:
        text = text.replace(typed, shown)
    text = re.sub(r"\^\{?(T|\\top|ᵀ)\}?", "ᵀ", text)
    text = re.sub(r"_\{([^{}]*)\}|_(\w)", lambda m: _script(m[1] if m[1] is not None else m[2], low, m[0]), text)
    return re.sub(r"\^\{([^{}]*)\}|\^(\w)", lambda m: _script(m[1] if m[1] is not None else m[2], high, m[0]), text)


def _script(inner: str, table: dict[str, str], whole: str) -> str:
    return "".join(table[c] for c in inner) if inner and all(c in table for c in inner) else whole


def completions(prefix: str) -> list[str]:
    """Names that begin with the prefix, for completion."""
    return sorted(name for name in _tables()[0] if prefix and name.startswith(prefix))

"""How derivatives of vectors by vectors are laid out, where the words around them say so."""

from __future__ import annotations

import re
from functools import lru_cache

from interviewer.notation.tree import Deriv, Node, walk

NUMERATOR, DENOMINATOR = "numerator", "denominator"
UNASKED = ""  # no vector is differentiated by a vector
_SAID = re.compile(r"\b(numerator|denominator)[ -]layout", re.I)
_JACOBIAN = re.compile(r"\bjacobian", re.I)  # ∂yᵢ/∂xⱼ in row i, whatever the layout of other derivatives


@lru_cache(maxsize=64)  # asked of every product
def layouts(text: str) -> tuple[str, ...]:
    """The layouts under which a line after, or with, these words may be right; both where nothing is said."""
    if said := _SAID.search(text):
        return (said[1].lower(),)
    return (NUMERATOR,) if _JACOBIAN.search(text) else (NUMERATOR, DENOMINATOR)


def has_jacobian(nodes: tuple[Node, ...]) -> bool:
    return any(isinstance(n, Deriv) and n.style != "grad" for node in nodes for n in walk(node))

"""How derivatives of vectors by vectors are laid out, where the words around them say so."""

from __future__ import annotations

import re
from functools import lru_cache

from interviewer.notation.tree import Deriv, Node, walk

NUMERATOR, DENOMINATOR = "numerator", "denominator"
ROWS = "rows"  # as numerator layout has it: the derivative of a number is a row, too
UNASKED = ""  # no vector is differentiated by a vector
_SLOPE = r"(?:[∂d]\s*\S{1,12}\s*/\s*[∂d]|\\frac\s*\{\s*(?:\\partial|d|\\mathrm\s*\{\s*d\s*\}))"
_ROWS = re.compile(
    r"\b(?:gradients?|derivatives?|slopes?)\b[^.;:=∇]{0,30}?\b(?:are|as|is|being)\s+(?:\w+\s+){0,2}?rows?\b(?!\s+by)"
    rf"|{_SLOPE}\S{{1,9}}\s+(?:is\s+|being\s+)?an?\s+row\b"
    rf"|\brow\s+gradients?\b|{_SLOPE}[^,;]*?(?:∈|\\in)\s*(?:ℝ|R|\\mathbb\s*\{{?\s*R\s*\}}?)\s*\^\s*[({{]*\s*1\s*(?:×|\\times|x)",
    re.I,
)
_SAID = re.compile(r"\b(numerator|denominator)[ -]layout", re.I)
_JACOBIAN = re.compile(r"\bjacobian", re.I)  # ∂yᵢ/∂xⱼ in row i, whatever the layout of other derivatives


@lru_cache(maxsize=64)  # asked of every product
def layouts(text: str) -> tuple[str, ...]:
    """The layouts under which a line after, or with, these words may be right; both where nothing is said."""
    if _ROWS.search(text):
        return (ROWS,)
    if said := _SAID.search(text):
        return (said[1].lower(),)
    return (NUMERATOR,) if _JACOBIAN.search(text) else (NUMERATOR, DENOMINATOR)


def asked(nodes: tuple[Node, ...], text: str) -> tuple[str, ...]:
    """The layouts in which formulas may be meant; where they have no Jacobian, and no gradient that may be a row, none is asked."""
    said = layouts(text)
    slopes = (n for node in nodes for n in walk(node) if isinstance(n, Deriv))
    return said if any(n.style != "grad" or said == (ROWS,) for n in slopes) else (UNASKED,)

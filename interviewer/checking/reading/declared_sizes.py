"""`x ∈ ℝᵐ`, `x has m entries`: m is how many entries x has, whatever else the problem may call by that letter."""

from __future__ import annotations

import re
import unicodedata

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Node, Rel, Sym

_SPACE = re.compile(
    r"(?<![A-Za-z\\])(?:\\(?:mathbf|boldsymbol|bm)\s*\{?)?(?P<of>[A-Za-z])\}?\s*(?:∈|\\in\b|\bin\b)\s*"
    r"(?:ℝ|\\mathbb\s*\{?\s*R\}?|\\R\b|R(?=\^))\s*\^?\s*\{?\s*(?P<size>[^\W\d_]|[ᵃ-ᶿ])(?![A-Za-z_])"
)
_ENTRIES = r"(?:entries|components|coordinates|dimensions|pixels|elements)"
_IN_WORDS = re.compile(  # also `x is m-dimensional`
    rf"(?<![A-Za-z\\])([A-Za-z])\s+(?:has|with|having|of)\s+\$?([A-Za-z])\$?\s+(?:\w+\s+)?{_ENTRIES}\b"
    r"|(?<![A-Za-z\\])([A-Za-z])\s+(?:is|being)\s+\$?([A-Za-z])\$?-dimensional\b"
)


def declared_sizes(scope: Scope, nodes: tuple[Node, ...]) -> dict[str, str]:
    """Letters given as the number of entries of a vector of the problem's, here or in lines before, and the size it has."""
    said = {**scope.remember(f"declared sizes {scope.context}", lambda: _said(scope.context)), **_in_formulas(nodes)}
    found: dict[str, str] = {}
    for size, of in said.items():
        letter = scope.letter(of)
        if letter is None or letter.kind != "vector" or len(letter.shape) != 1:
            continue
        if letter.shape[0] in scope.world.sizes and size not in scope.world.sizes and not scope.knows(size):
            found[size] = letter.shape[0]
    return found


def _said(text: str) -> dict[str, str]:
    sizes = [(unicodedata.normalize("NFKC", m["size"]), m["of"]) for m in _SPACE.finditer(text)]
    sizes += [(m[m.lastindex or 0], m[(m.lastindex or 0) - 1]) for m in _IN_WORDS.finditer(text)]
    return {size: of for size, of in sizes if size.isascii()}


def _in_formulas(nodes: tuple[Node, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in nodes:
        match node:
            case Rel(("∈",), (Sym(of, ()), Apply("pow", (Sym("Reals"), Sym(size, ()))))):
                found[size] = of
    return found

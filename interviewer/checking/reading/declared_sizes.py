"""`x ∈ ℝᵐ`, `x has m entries`: m is how many entries x has, whatever else the problem may call by that letter."""

from __future__ import annotations

import re
import unicodedata

from interviewer.checking.problem.aliases import targets_of
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tables import tables
from interviewer.notation.tree import Apply, Binder, Bound, Node, Rel, Sym, names, walk

_SPACE = re.compile(
    r"(?<![A-Za-z\\])(?:\\(?:mathbf|boldsymbol|bm)\s*\{?)?(?P<of>[A-Za-z])\}?\s*(?:∈|\\in\b|\bin\b)\s*"
    r"(?:ℝ|\\mathbb\s*\{?\s*R\}?|\\R\b|R(?=\^))\s*\^?\s*\{?\s*(?P<size>[^\W\d_]|[ᵃ-ᶿ])(?![A-Za-z_])"
)
_ENTRIES = r"(?:entries|components|coordinates|dimensions|pixels|elements)"
_IN_WORDS = re.compile(  # also `x is m-dimensional`
    rf"(?<![A-Za-z\\])([A-Za-z])\s+(?:has|with|having|of)\s+\$?([A-Za-z])\$?\s+(?:\w+\s+)?{_ENTRIES}\b"
    r"|(?<![A-Za-z\\])([A-Za-z])\s+(?:is|being)\s+\$?([A-Za-z])\$?-dimensional\b"
)


_SUM = re.compile(
    r"(?:Σ|∑|\\sum)\s*_\s*\{?\s*(?P<index>[a-z])\s*=\s*1\s*\}?\s*\^\s*\{?\s*(?P<size>[^\W\d_])\s*\}?\s*"
    r"(?:\\(?:mathbf|boldsymbol|bm)\s*\{?)?\\?(?P<of>\w+?)\}?\s*(?:_\s*\{?\s*(?P=index)(?![a-z])|(?P<below>[ⱼₖ]))"
)

_RAISED_SUM = re.compile(r"[Σ∑](?P<index>[ⱼₖᵢ])₌₁(?P<size>[ᵃ-ᶿⁿ])\s*(?P<of>\w)(?P=index)")


def declared_sizes(scope: Scope, nodes: tuple[Node, ...]) -> dict[str, str]:
    """Letters given as the number of entries of a vector of the problem's, here or in lines before, and the size it has."""
    said = {**scope.remember(f"declared sizes {scope.context}", lambda: _said(scope.context)), **_in_formulas(nodes)}
    found: dict[str, str] = {}
    for size, of in said.items():
        meant = (of, *targets_of(scope, of))
        if not scope.world.row_families.keys().isdisjoint(meant):
            continue  # Σ_{i=1}^n x_i runs over samples
        letter = next((t for n in meant if (t := scope.letter(n)) is not None), None)
        if letter is None or letter.kind != "vector" or len(letter.shape) != 1:
            continue
        known = size in scope.world.sizes or scope.knows(size)
        if letter.shape[0] in scope.world.sizes and (not known or _is_swapped(scope, size, letter.shape[0], nodes)):
            found[size] = letter.shape[0]
    return found


def _is_swapped(scope: Scope, size: str, meant: str, nodes: tuple[Node, ...]) -> bool:
    """The n features beside m samples of whoever calls them so, where the problem has n samples."""
    others = [o for o in scope.world.other_names(size) if len(o) == 1] if size in scope.world.sizes else []
    present = frozenset[str]().union(*map(names, nodes))
    spoken = (o in present or re.search(rf"(?<![A-Za-z\\]){o}(?![A-Za-z])", scope.context) for o in others)
    return size != meant and meant not in present and any(spoken)


def _said(text: str) -> dict[str, str]:
    sizes = [(unicodedata.normalize("NFKC", m["size"]), m["of"]) for m in _SPACE.finditer(text)]
    sizes += [(m[m.lastindex or 0], m[(m.lastindex or 0) - 1]) for m in _IN_WORDS.finditer(text)]
    sums = [m for way in (_SUM, _RAISED_SUM) for m in way.finditer(text)]
    sizes += [(unicodedata.normalize("NFKC", m["size"]), tables().letters.get(m["of"], m["of"])) for m in sums]
    return {size: of for size, of in sizes if size.isascii()}


def _in_formulas(nodes: tuple[Node, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in nodes:
        match node:
            case Rel(("∈",), (Sym(of, ()), Apply("pow", (Sym("Reals"), Sym(size, ()))))):
                found[size] = of
        for n in walk(node):
            match n:
                case Bound("sum", (Binder(Sym() as index, _, Sym(size, ())),), body):
                    of = {s.name for s in walk(body) if isinstance(s, Sym) and s.index == (index,)}
                    found |= {size: next(iter(of))} if len(of) == 1 else {}
    return found

"""Components told by what their covariances are: `Σ_k = s² I`, `diagonal covariances`, `1-d with known common variance s²`."""

from __future__ import annotations

import re

from interviewer.checking.told.mixtures.model import ENTRY, LABEL, SAMPLE, Mixture, mixture_of, product_over
from interviewer.notation.tree import Apply, Call, Node, Rel, Sym, num, transform, walk

_DIAGONAL = re.compile(r"\bdiagonal\s+(?:covariance|Gaussian|components?\b|\$?(?:Σ|\\Sigma|Sigma))", re.I)
_SPREAD = re.compile(
    r"(?P<letter>\\?sigma|σ|\bs|\bv)_\{?k,?\s*[jdl]\b\}?(?:\^\{?\((?:new|t\s*\+\s*1)\)\}?)?(?P<square>\^\{?2|²)?"
)
_ONE_DIMENSION = re.compile(r"\b(?:1|one)[- ]?d(?:im(?:ension(?:s|al)?)?)?\b|\bunivariate\b|\bscalar\s+data\b", re.I)
_COMMON = re.compile(
    r"\b(?:known|common|shared|same|equal|fixed|one|single)\s+(?:(?:known|common|shared|and|fixed)\s+)*variances?\s+\$?(?P<letter>\\sigma|σ|s|v)(?:\^\{?2\}?|²)",
    re.I,
)


def law_of_covariance(node: Node) -> Mixture | None:
    """The mixture whose covariances an equation says what they are."""
    node = transform(node, lambda n: Sym("I") if isinstance(n, Sym) and n.name == "I" else n)  # I_d
    match node:
        case Rel(("=",), (Sym("Sigma" | "S" | "C", (Sym(label, ()),)), Apply("diag", (first, Sym("ellipsis"), _)))):
            return _diagonal(label, _entry_of(first, label, (num(1),)))
        case Rel(("=",), (Sym("Sigma" | "S" | "C" as name, (Sym(label, ()),)), spread)) if Sym("I") in walk(
            spread
        ) or spread == Sym(name):
            return _spherical(label, spread)
        case Rel(("=",), (Sym("Sigma" | "S" | "C", (Sym(label, ()),)), Apply("diag", (whole,)))):
            return _diagonal(label, _entry_of(whole, label, ()))
    return None


def _entry_of(node: Node, label: str, place: tuple[Node, ...]) -> Node | None:
    """Entry l of what is written for one place, or for all: s_{kl}² of s_{k1}², of s_k²."""
    shown = (Sym(label), *place)
    entry = (Sym(label), Sym(ENTRY))
    found = transform(node, lambda n: Sym(n.name, entry) if isinstance(n, Sym) and n.index == shown else n)
    return None if found == node or label == ENTRY else found


def _diagonal(label: str, spread: Node | None) -> Mixture | None:
    """`Σ_k = diag(s_{k1}², …, s_{kd}²)`: entries are independent within a component."""
    if spread is None:
        return None
    entry = Sym(ENTRY)
    point, mean = Sym("x", (Sym(SAMPLE), entry)), Sym("mu", (Sym(label), entry))
    return mixture_of(point, label, product_over(entry, Call(Sym("Normal"), (point,), (), (mean, spread))), "")


def _spherical(label: str, spread: Node) -> Mixture | None:
    """`Σ_k = s² I`, `Σ_k = I`: one variance for all directions."""
    known = {"I", "e", label}
    inside = [n for n in walk(spread) if isinstance(n, Sym) and n.name not in known]
    if any(n.index not in ((), (Sym(label),)) for n in inside) or len({n.name for n in inside}) > 1:
        return None
    point, mean = Sym("x", (Sym(SAMPLE),)), Sym("mu", (Sym(label),))
    found = transform(
        Call(Sym("Normal"), (point,), (), (mean, spread)),
        lambda n: Sym(n.name, (Sym(LABEL),)) if isinstance(n, Sym) and n.index == (Sym(label),) else n,
    )
    return Mixture("x", found, vectors=True)


def diagonal_in_words(line: str, step: str) -> Mixture | None:
    """`diagonal covariances`, and a step that speaks of σ_{kj}²."""
    shown = _SPREAD.search(step) if _DIAGONAL.search(line) else None
    if shown is None:
        return None
    letter = Sym(shown["letter"].lstrip("\\").replace("σ", "sigma"), (Sym(LABEL), Sym(ENTRY)))
    return _diagonal(LABEL, Apply("pow", (letter, num(2))) if shown["square"] else letter)


def one_dimensional_in_words(line: str) -> Mixture | None:
    """`1-d GMM with known common variance s²`: N(x; μ_k, s²)."""
    shown = _COMMON.search(line) if _ONE_DIMENSION.search(line) else None
    if shown is None:
        return None
    name = {"\\sigma": "sigma", "σ": "sigma"}.get(shown["letter"], shown["letter"])
    point, spread = Sym("x", (Sym(SAMPLE),)), Apply("pow", (Sym(name), num(2)))
    return mixture_of(point, LABEL, Call(Sym("Normal"), (point,), (), (Sym("mu", (Sym(LABEL),)), spread)), "")


def without_spread(line: str) -> str:
    """The line without the words that have told what its components are like."""
    return _COMMON.sub(" ", _DIAGONAL.sub(" ", line))

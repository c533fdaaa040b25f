"""Properties that words ascribe: `positive definite`, `convex`, `zero`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.notation.segments import THEN
from interviewer.notation.tree import ZERO, Divergence, Node, Rel, Sym, apply, names

PROPERTIES = {
    "symmetric": "symmetric",
    "invertible": "invertible",
    "nonsingular": "invertible",
    "singular": "singular",
    "convex": "convex",
    "concave": "concave",
    "orthogonal": "orthogonal",
    "diagonal": "diagonal",
    "psd": "psd",
    "independent": "independent",
    "iid": "iid",
    "constant": "constant",
    "semidefinite": "psd",
    "definite": "pd",
    "semi-definite": "psd",
    "nonnegative": "nonnegative",
    "non-negative": "nonnegative",
    "nonpositive": "nonpositive",
    "non-positive": "nonpositive",
    "indefinite": "indefinite",
    "positive": "positive",
    "negative": "negative",
    "zero": "zero",
    "odd": "odd",
    "even": "even",
    "increasing": "increasing",
    "varying": "varying",
    "decreasing": "decreasing",
    "uniform": "uniform",
    "permutation": "permutation",
    "orthonormal": "orthogonal",
    "triangular": "lower triangular",
    "lower-triangular": "lower triangular",
    "upper-triangular": "upper triangular",
}

NOT = "not "  # in front of a property that is denied
_CONSTANT = [["does", "not", "depend"], ["is", "independent"], ["independent"], ["constant"]]  # … on, of, in
_OF_OTHERS = frozenset(["with", "for", "under"])  # `d dimensions with diagonal covariance`
_MADE = frozenset("set setting put putting equate equating".split())
_PARTS = frozenset(
    "lower upper definite semidefinite semi-definite semi strictly strongly everywhere always also".split()
)


def adjective(words: list[str]) -> str | None:
    """The property that words before any `so` ascribe; `positive definite` is one, not two."""
    text: list[str] = []
    if _MADE & set(words):
        return None  # setting it to zero gives …: what it is made, not what it is
    for word in words:
        if word in THEN or (word in _OF_OTHERS and not PROPERTIES.keys() & set(text)):
            break
        text += word.replace("semi-", "semi ").replace("-triangular", " triangular").split()
    joined = " ".join(text).replace("semi definite", "semidefinite").replace("convex combination", "")
    joined = re.sub(r"permutation[ -](?:equi|in)varian\w+", "", joined)
    if "triangular" in joined:  # with a positive diagonal, as factors of covariances have
        return "upper triangular" if "upper" in joined else "lower triangular"
    for sign, prefix in (("negative", "n"), ("positive", "p")):
        for kind, suffix in (("semidefinite", "sd"), ("definite", "d")):
            if f"{sign} {kind}" in joined:
                return prefix + suffix
    if "diagonal" in joined and "positive" in joined:
        return "positive diagonal"
    if "strictly convex" in joined or "strongly convex" in joined:
        return "strictly convex"
    return next((PROPERTIES[w] for w in joined.split() if w in PROPERTIES), None)


def predicate(words: Sequence[str]) -> tuple[bool, str | None]:
    """Whether words ascribe something to what stands before them, `which is strictly decreasing`, and the property if it is known."""
    start = next((k for k, word in enumerate(words) if word not in ("which", "that", "and", "it")), len(words))
    if list(words[start:]) in _CONSTANT:
        return True, "constant"
    if start == 0 and words and words[0] in PROPERTIES.keys() | _PARTS:  # `KL(p‖q) = …, convex in p`
        return True, adjective(list(words))
    if start == len(words) or words[start] not in ("is", "are"):
        return False, None
    said = [word for word in words[start + 1 :] if word not in _PARTS and word != "not" and not word.endswith("ly")]
    what = adjective(list(words[start + 1 :]))
    return len(said) == 1, f"{NOT}{what}" if what is not None and "not" in words else what


def varied(claimed: Rel, what: str, variable: Node) -> Node:
    """What is said of how the formula of a claim goes with a variable: of its last side, or of the name of what varies."""
    last = claimed.operands[-1]
    if what.removeprefix(NOT) == "symmetric" and isinstance(claimed.operands[0], Divergence):
        return apply("property", claimed.operands[0], Sym(what), variable)
    written = what == "constant" or names(variable) <= names(last)
    return apply("property", last if written else claimed.operands[0], Sym(what), variable)


def described(words: Sequence[str]) -> tuple[str | None, int]:
    """The property that these words begin with, and how many of them ascribe it."""
    used = 0
    while used < len(words) and (words[used] in PROPERTIES or words[used] in _PARTS):
        if " ".join(words[used : used + 2]).startswith(("permutation equivarian", "permutation invarian")):
            break
        used += 1
    return (adjective(list(words[:used])), used) if used else (None, 0)


def attributed(words: Sequence[str]) -> str | None:
    """The property in front of a name: `for symmetric A`, `with a positive definite matrix Σ`."""
    end = len(words)
    while end and words[end - 1] in ("matrix", "matrices", "distribution", "law"):
        end -= 1
    start = end
    while start and (words[start - 1] in PROPERTIES or words[start - 1] in _PARTS):
        start -= 1
    if list(words[start - 1 : end]) == ["the", "negative"]:
        return None  # the negative ELBO is minus that
    stated = start and words[start - 1] in ("is", "are", "be", "which", "that", "not")
    return adjective(list(words[start:end])) if start < end and not stated else None


_SIGNS = {"zero": "=", "nonnegative": ">=", "nonpositive": "<=", "positive": ">", "negative": "<"}


def said_to_be(quantity: Node, what: str) -> Node:
    """A quantity with a property, as a relation where it is one: what is zero equals zero."""
    return Rel((_SIGNS[what],), (quantity, ZERO)) if what in _SIGNS else apply("property", quantity, Sym(what))

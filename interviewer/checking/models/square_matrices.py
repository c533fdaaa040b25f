"""Kinds of square matrices, as words and conditions tell them."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.worlds import worlds
from interviewer.notation.tree import Apply, Group, Node, Num, Rel, Sym

_TYPES = {
    "symmetric": "symmetric {}",
    "pd": "spd {}",
    "psd": "psd {}",
    "orthogonal": "orthogonal {}",
    "diagonal": "diagonal {}",
    "positive diagonal": "diagonal {} of positive",
    "permutation": "permutation {}",
    "lower triangular": "lower {}",
    "upper triangular": "upper {}",
    "invertible": "matrix {0} {0}",
    "square": "matrix {0} {0}",
}
SQUARE = frozenset(_TYPES)


def square_matrix(trait: str, size: str) -> str:
    """The type, in words, of a square matrix that is said to be so."""
    return _TYPES.get(trait, "matrix {0} {0}").format(size)


def squares(scope: Scope, node: Node) -> dict[str, str]:
    """The square matrix that a property is said of, where its letter is the candidate's own: the name, and what it is."""
    match node:
        case Apply("property", (Sym(name, ()), Sym(what, ()), *_)) if _is_so(scope, name, what):
            return {}
        case Apply("property", (Sym(name, ()), Sym(what, ()), *_)) if what in SQUARE and not scope.knows(name):
            return {name: what}
        case Rel(("≻" | "⪰" as op,), (Sym(name, ()), Num(value=0))) if not scope.knows(name):
            return {name: "pd" if op == "≻" else "psd"}
        case Apply("program", (_, Group(items=items))):  # minimise … with V ≻ 0
            return {name: what for item in items for name, what in squares(scope, item).items()}
    return {}


def _is_so(scope: Scope, name: str, what: str) -> bool:
    """Whether a reading of the problem has a triangular matrix that others call so, as the L of `z = μ + Lε` is."""
    called = (w.letters.get(target) for w in worlds(scope.world) for target in w.aliases.get(name, ()))
    return "triangular" in what and any(t is not None and t.kind == what.split()[0] for t in called)

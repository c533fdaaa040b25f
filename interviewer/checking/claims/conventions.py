"""`with 0 log 0 = 0`, `0 log(0/q) = 0`, `p log(p/0) = ∞`: what is agreed for terms that have no value claims nothing."""

from __future__ import annotations

from collections.abc import Iterable

from interviewer.notation.clause import Clause
from interviewer.notation.tree import ZERO, Apply, Node, Rel, Sym, walk

_AGREED = (ZERO, Sym("infty"), Apply("neg", (Sym("infty"),)))


def without_conventions(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """The clauses without such agreements, unless there is nothing else."""
    clauses = tuple(clauses)
    kept = tuple(c for c in clauses if not _is_convention(c.node))
    return kept or clauses


def _is_convention(node: Node) -> bool:
    match node:
        case Rel((("=" | ":=" | "≡" | "→"),), (term, agreed)) if agreed in _AGREED:
            return any(_has_no_value(n) for n in walk(term))
    return False


def _has_no_value(node: Node) -> bool:
    """log 0, or the log of a ratio of which one part is 0."""
    match node:
        case Apply("log", (inner,)):
            return inner == ZERO or (isinstance(inner, Apply) and inner.op == "div" and ZERO in inner.args)
    return False

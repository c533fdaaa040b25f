"""The parts of a factorisation by their usual letters: u_j and v_j, columns of U and V; d_j, σ_j or λ_j on the diagonal."""

from __future__ import annotations

from collections.abc import Iterable

from interviewer.checking.evaluation.factors import VALUES, factors_in, is_factor
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import Apply, Node, Sym, walk

_COLUMNS = frozenset(["left_singular", "right_singular", "eigenvectors", "qr_left"])
_DIAGONAL = {"singular_values": ("sigma", "s"), "eigenvalues": ("lambda",)}
_GREEK = {"Lambda": "lambda", "Sigma": "sigma"}


def with_parts(scope: Scope, nodes: Iterable[Node]) -> Scope:
    """The scope with the columns and diagonal entries that the nodes speak of, where nothing else bears their letters."""
    nodes = list(nodes)
    factors = {name: d for name, ds in scope.own.items() for d in ds if is_factor(d.body)}
    factors |= factors_in(scope, nodes)
    kinds = {n: d.body.op for n, d in factors.items() if isinstance(d.body, Apply) and is_factor(d.body)}
    if not kinds:
        return scope
    symbols = [n for node in nodes for n in walk(node) if isinstance(n, Sym)]
    scripted = {n.name for n in symbols if len(n.index) == 1} - {n.name for n in symbols if len(n.index) != 1}
    for name in sorted(scripted - scope.own.keys()):
        part = _part(name, kinds)
        if part is not None:
            scope = scope.with_definition(Definition(name, part, index=("j",), fixed=False))
    return scope


def _part(name: str, kinds: dict[str, str]) -> Node | None:
    for factor, kind in kinds.items():
        same = name == _GREEK.get(factor, factor.lower()) and name != factor
        if kind in _COLUMNS and same:
            return Apply("index", (Apply("T", (Sym(factor),)), Sym("j")))
        if kind in VALUES and (same or name in _DIAGONAL[kind]):
            return Apply("index", (Sym(factor), Sym("j"), Sym("j")))
    return None

"""The parts of a factorisation by their usual letters: u_j and v_j, columns of U and V; d_j, σ_j or λ_j on the diagonal.

`D = diag(d_1, …, d_p)` names those on the diagonal, and says nothing else.
"""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.evaluation.factors import VALUES, factors_in, is_factor
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.clause import Line
from interviewer.notation.tree import Apply, Node, Rel, Sym, walk

_COLUMNS = frozenset(["left_singular", "right_singular", "eigenvectors", "qr_left"])
_DIAGONAL = {"singular_values": ("sigma", "s"), "eigenvalues": ("lambda",)}
_GREEK = {"Lambda": "lambda", "Sigma": "sigma"}


def with_parts(scope: Scope, line: Line) -> tuple[Scope, Line]:
    """The scope with the columns and diagonal entries that the line speaks of, and the line without what only names them."""
    nodes = [c.node for c in line.clauses]
    factors = {name: d for name, ds in scope.own.items() for d in ds if is_factor(d.body)}
    factors |= factors_in(scope, nodes)
    kinds = {n: d.body.op for n, d in factors.items() if isinstance(d.body, Apply) and is_factor(d.body)}
    if not kinds:
        return scope, line
    kept = []
    for clause in line.clauses:
        match clause.node:
            case Rel(("=" | ":=",), (Sym(factor, ()), Apply("diag", entries))) if kinds.get(factor) in VALUES:
                named = {e.name for e in entries if isinstance(e, Sym) and e.index}
                if len(named) == 1 and all(isinstance(e, Sym) for e in entries):
                    part = Apply("index", (Sym(factor), Sym("j"), Sym("j")))
                    scope = scope.with_definition(Definition(named.pop(), part, index=("j",), fixed=False))
                    continue
        kept.append(clause)
    line = replace(line, clauses=tuple(kept)) if kept else line
    symbols = [n for node in nodes for n in walk(node) if isinstance(n, Sym)]
    scripted = {n.name for n in symbols if len(n.index) == 1} - {n.name for n in symbols if len(n.index) != 1}
    for name in sorted(scripted - scope.own.keys()):
        part = _part(name, kinds)
        if part is not None:
            scope = scope.with_definition(Definition(name, part, index=("j",), fixed=False))
    return scope, line


def _part(name: str, kinds: dict[str, str]) -> Node | None:
    for factor, kind in kinds.items():
        same = name == _GREEK.get(factor, factor.lower()) and name != factor
        if kind in _COLUMNS and same:
            return Apply("index", (Apply("T", (Sym(factor),)), Sym("j")))
        if kind in VALUES and (same or name in _DIAGONAL[kind]):
            return Apply("index", (Sym(factor), Sym("j"), Sym("j")))
    return None

"""The gradients of what is optimised, by the candidate or else by the problem: `XᵀCXw = XᵀCy` sets one of them to zero."""

from __future__ import annotations

from interviewer.checking.models.sampling import free_indices
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import Deriv, Node, Sym, names, walk


def own_objectives(scope: Scope) -> list[Definition]:
    """What the candidate optimises in the place of what the problem does."""
    found = [d for ds in scope.own.values() for d in ds if d.sense and not d.index]
    parts = frozenset[str]().union(*(names(d.body) for d in found))
    return [d for d in found if d.name not in parts]


def slopes_of_objectives(scope: Scope, equation: Node) -> list[Node]:
    """The gradients of what he or the problem optimises in what is sought, as far as an equation speaks of it."""
    spoken = dict.fromkeys(n for n in walk(equation) if isinstance(n, Sym) and n.name in scope.world.unknowns)
    letters = dependencies(scope, equation) & {*scope.world.unknowns}
    plain = [Sym(n) for n in sorted(letters) if (t := scope.letter(n)) is not None and not t.index]
    unknowns = [n for n in dict.fromkeys((*spoken, *plain)) if not scope.definitions(n.name)]
    indices = list(free_indices(scope, (equation,)))
    if len(indices) == 1:  # Σ_i (p_i − y_i) x_ij = 0 for each j
        unknowns = [Sym(u.name, (Sym(indices[0]),)) if _is_vector(scope, u) else u for u in unknowns]
    given = own_objectives(scope) or [d for ds in scope.world.definitions.values() for d in ds]
    return [
        Deriv(body, (unknown,))
        for unknown in unknowns
        for d in given
        for body in (d.body, *(d.alternatives if d.open else ()))
        if d.sense and not d.index and unknown.name in dependencies(scope, d.body)
    ]


def _is_vector(scope: Scope, unknown: Sym) -> bool:
    letter = scope.letter(unknown.name)
    return not unknown.index and letter is not None and letter.kind == "vector"

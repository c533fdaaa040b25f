"""Lines that say one thing as a whole: sizes, values, optima."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.size_equations import at_sizes, sizes_set
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.readings import readings_of
from interviewer.checking.told.data import with_data
from interviewer.checking.told.gaussian_priors import listed
from interviewer.checking.told.named_laws import after_naming, only_names_laws
from interviewer.checking.told.optimality import optimality
from interviewer.checking.told.values import with_told_values
from interviewer.notation.show import show
from interviewer.notation.statements import clauses_read
from interviewer.notation.tree import Num, Rel, Sym
from interviewer.notation.unreadable import Unreadable


def with_values_told(scope: Scope, text: str) -> tuple[Scope, bool]:
    clauses = clauses_read(text, scope.vocabulary)
    return with_told_values(scope, clauses) if clauses else (scope, False)


def with_data_told(scope: Scope, text: str) -> tuple[Scope, list[str]]:
    """The scope with the arrays that a line gives in numbers, and the other relations of the line, each as a line."""
    clauses = clauses_read(text, scope.vocabulary)
    after, heard = with_data(scope, clauses)
    return after, [show(c.node) for c in clauses if isinstance(c.node, Rel) and c.node not in heard]


def with_laws_named(scope: Scope, text: str) -> tuple[Scope, bool]:
    """The scope with the laws that a line gives names to, and whether it does nothing else."""
    clauses = clauses_read(text, scope.vocabulary)
    return after_naming(scope, clauses), only_names_laws(scope, clauses)


def at_sizes_of(scope: Scope, text: str) -> Scope | None:
    """`d = 512, h = 8, d_k = d/h`, `h heads with d_k = d_v = d/h`: the problem at such sizes; None for any other line."""
    try:
        line = next(readings_of(text, scope))
    except Unreadable:
        return None
    after: Scope | None = None
    for node in next(iter(alias_readings(scope, tuple(c.node for c in line.clauses)))):
        sizes = sizes_set(after or scope, node)
        if sizes:
            after = at_sizes(after or scope, sizes)
        elif sizes is None and not isinstance(node, Sym | Num):
            return None
    return after


def optimum_of(scope: Scope, text: str) -> tuple[Rel, ...]:
    """What a line says that sets a letter to the optimum of an objective."""
    if "arg" not in text:
        return ()
    try:
        line = next(readings_of(text, scope))
    except Unreadable:
        return ()
    return tuple(
        f for c in next(iter(alias_readings(scope, tuple(c.node for c in line.clauses)))) for f in optimality(c)
    )


def optima_apart(scope: Scope, text: str) -> list[str]:
    """A list of definitions of which one is an optimum, one by one: `F(q,θ) = …, θ_new = argmax_θ F(q,θ)`."""
    if "arg" not in text or not optimum_of(scope, text):
        return [text]
    pieces = listed(text)
    return pieces if all("=" in p for p in pieces) else [text]

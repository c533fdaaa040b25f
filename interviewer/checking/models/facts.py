"""What the trees of a comparison say about evaluating them: the same for every model, so found out once for a scope."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.checking.models.distributions_used import summed_variables, table_parameters, table_variables
from interviewer.checking.models.increments import moving
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS
from interviewer.notation.remembering import of_trees
from interviewer.notation.tree import Bound, Call, Deriv, Node, Sym, walk


@dataclass(frozen=True)
class Facts:
    """`argument` is what a function written bare is taken at; `sums` tell how many things there are."""

    tables: dict[str, set[str]]
    parameters: dict[str, tuple[Node, ...]]
    counted: frozenset[str]
    integrated: frozenset[str]
    argument: str | None
    differentials: tuple[Sym, ...]
    sums: tuple[Bound, ...]


def facts_of(scope: Scope, nodes: tuple[Node, ...]) -> Facts:
    return of_trees(scope.follows("facts", dict), nodes, lambda: _facts(scope, nodes))


def _facts(scope: Scope, nodes: tuple[Node, ...]) -> Facts:
    counted, integrated = summed_variables(scope, nodes)
    return Facts(
        table_variables(scope, nodes),
        table_parameters(scope, nodes),
        counted,
        integrated,
        _default_argument(scope, nodes),
        moving(scope, nodes),
        _sums(scope, nodes),
    )


def _sums(scope: Scope, nodes: tuple[Node, ...]) -> tuple[Bound, ...]:
    """The sums over indices in the line and in the definitions it uses."""
    bodies = [d.body for ds in scope.own.values() for d in ds]
    mentioned = {n.name for node in nodes for n in walk(node) if isinstance(n, Sym)}
    bodies += [d.body for name in mentioned for d in scope.world.definitions.get(name, ())[:1]]
    return tuple(
        n
        for node in (*nodes, *bodies)
        for n in walk(node)
        if isinstance(n, Bound) and n.op in ("sum", "prod") and n.binders and n.binders[0].condition is None
    )


def _default_argument(scope: Scope, nodes: tuple[Node, ...]) -> str | None:
    """The variable at which a function written bare is meant: what the line differentiates by, else z."""
    for node in nodes:
        for n in walk(node):
            if isinstance(n, Deriv) and isinstance(n.wrt[0], Sym) and isinstance(n.body, Sym):
                letter = scope.letter(n.body.name)
                if n.body.name in BUILTIN_FUNCTIONS or (letter is not None and letter.is_function):
                    return n.wrt[0].name
    for node in nodes:
        for n in walk(node):
            if isinstance(n, Call) and len(n.args) == 1 and isinstance(n.args[0], Sym) and not n.args[0].index:
                letter = scope.letter(n.fn.name)
                if n.fn.name in BUILTIN_FUNCTIONS or (letter is not None and letter.is_function):
                    return n.args[0].name
    if any(d.index for d in scope.definitions("z")):  # of a layer: what is said of σ′ alone holds at any number
        return next((n for n, t in scope.world.letters.items() if t.kind == "scalar" and not t.index), "z")
    return "z" if scope.letter("z") is not None or scope.definitions("z") else None

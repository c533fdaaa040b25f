"""The distributions that a line speaks of: which variables they are of, and the parameters they are meant with."""

from __future__ import annotations

from interviewer.checking.probability.names import base_name
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Bound, Call, Divergence, Moment, Node, Rel, Sym, walk


def is_density_name(scope: Scope, name: str) -> bool:
    base = name.split(".")[0]
    typed = scope.types.get(base)
    if typed is not None and typed.kind == "simplex":
        return True
    return base in scope.world.distributions or (base in ("p", "q", "P") and (scope.letter(base) is None))


def table_variables(scope: Scope, nodes: tuple[Node, ...]) -> dict[str, set[str]]:
    """Which variables each distribution name is used with, over the line and everything it leans on."""
    found: dict[str, set[str]] = {}
    leans = scope.follows("table_variables", lambda: _variables_of_scope(scope))
    for used in (leans, _variables_used(scope, nodes)):
        for name, variables in used.items():
            found.setdefault(name, set()).update(variables)
    return found


def summed_variables(scope: Scope, nodes: tuple[Node, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The variables that a line or the candidate's own definitions sum over, and those they integrate over."""
    own = [d.body for ds in scope.own.values() for d in ds if not d.fixed]
    found: dict[str, set[str]] = {"sum": set(), "int": set()}
    for source in (*nodes, *own, *scope.conditions):
        for n in walk(source):
            if isinstance(n, Bound) and n.op in found:
                found[n.op] |= {b.var.name.removesuffix(".prime") for b in n.binders}
    return frozenset(found["sum"]), frozenset(found["int"] - found["sum"])


def _variables_of_scope(scope: Scope) -> dict[str, set[str]]:
    definitions = [d for ds in (*scope.own.values(), *scope.world.definitions.values()) for d in ds]
    found = _variables_used(scope, (*(d.body for d in definitions), *scope.conditions))
    for d in definitions:
        if d.is_call and d.given:
            found.setdefault(d.name, set()).update({*d.params, *d.given})
    for name, spec in scope.world.distributions.items():
        found.setdefault(name, set()).update([*spec.get("of", []), *spec.get("given", [])])
    tabled = next((set(s["of"]) for s in scope.world.distributions.values() if len(s.get("of", ())) == 1), set())
    for name, letter in scope.types.items():
        if letter.kind == "simplex":
            found.setdefault(name, set()).update(tabled)
    return found


def _variables_used(scope: Scope, sources: tuple[Node, ...]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for source in sources:
        for n in walk(source):
            if isinstance(n, Call) and is_density_name(scope, n.fn.name):
                names = {base_name(a) for a in (*n.args, *n.given) if base_name(a)}
                found.setdefault(n.fn.name, set()).update(names)
            elif isinstance(n, Call) and n.fn.name in ("H", "MI"):
                names = {base_name(a) for a in (*n.args, *n.given, *n.params)}
                found.setdefault("p", set()).update(
                    v for v in names if v and (letter := scope.letter(v)) is not None and letter.kind == "variable"
                )
            elif isinstance(n, Rel) and n.ops == ("~",) and isinstance(n.operands[1], Sym):
                if base_name(n.operands[0]):
                    found.setdefault(n.operands[1].name, set()).add(base_name(n.operands[0]))
    return found


def table_parameters(scope: Scope, nodes: tuple[Node, ...]) -> dict[str, tuple[Node, ...]]:
    """The parameters that a distribution's name is meant with where they are not written: p(z) beside p_θ(x|z).

    What the line does not say the problem's definitions that it uses do: log p(x) beside the F(q) that is made of p(x, z; θ).
    """
    found = _parameters_used(scope, (*nodes, *scope.conditions))
    mentioned = {n.name for node in nodes for n in walk(node) if isinstance(n, Sym)}
    bodies = tuple(d.body for name in sorted(mentioned) for d in scope.definitions(name) if d.sense)
    for name, sets in _parameters_used(scope, bodies).items():
        found.setdefault(name, sets)
    return {name: next(iter(sets)) for name, sets in found.items() if len(sets) == 1}


def _parameters_used(scope: Scope, sources: tuple[Node, ...]) -> dict[str, set[tuple[Node, ...]]]:
    found: dict[str, set[tuple[Node, ...]]] = {}
    for n in (n for source in sources for n in walk(source)):
        if isinstance(n, Call) and is_density_name(scope, n.fn.name):
            parameters = tuple(x for x in (*n.fn.index, *n.params) if isinstance(x, Sym))
            parameters += tuple(g for g in n.given if isinstance(g, Sym) and _is_parameter(scope, n.fn.name, g.name))
            if parameters:
                found.setdefault(n.fn.name, set()).add(parameters)
    return found


def _is_parameter(scope: Scope, density: str, name: str) -> bool:
    letter = scope.letter(name)
    variable = letter is None or letter.kind in ("variable", "real")
    return not variable and bool(scope.world.distributions.get(density, {}).get("of"))


_VARIABLES = frozenset("xyzXYZhcuv")  # by custom, where they are conditioned on


def variables_needed(scope: Scope, nodes: tuple[Node, ...]) -> set[str]:
    """Undeclared names that stand as random variables: arguments of densities, what an expectation runs over."""
    out: set[str] = set()
    for node in nodes:
        for n in walk(node):
            if isinstance(n, Call) and is_density_name(scope, n.fn.name):
                out |= {base_name(a) for a in n.args}
                out |= {base_name(g) for g in n.given} & _VARIABLES
            elif isinstance(n, Moment) and isinstance(n.over, Rel) and n.over.ops == ("~",):
                out.add(base_name(n.over.operands[0]))
            elif isinstance(n, Call) and n.fn.name in ("H", "MI"):
                out |= {base_name(a) for a in (*n.args, *n.given, *n.params)}
            elif isinstance(n, Divergence):
                for side in (n.first, n.second):
                    if isinstance(side, Sym) and scope.letter(side.name) is None and not scope.knows(side.name):
                        out.add("x")
    return {n for n in out if n and n not in ("dot", "ellipsis") and not scope.knows(n)}

"""Types for letters nobody declared, from how the line uses them: the first assignment under which everything fits."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from interviewer.checking.models.distributions_used import variables_needed
from interviewer.checking.models.domains import BY_CUSTOM, domains
from interviewer.checking.models.square_matrices import square_matrix
from interviewer.checking.models.undeclared import index_names, undeclared
from interviewer.checking.models.used_as import at_times, behind_matrix
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition, Letter
from interviewer.notation.tree import (
    Apply,
    Node,
    Sym,
    names,
    walk,
)

_MAX_COMBINATIONS = 60


def candidates(scope: Scope, name: str, nodes: tuple[Node, ...], domain: str = "") -> list[Letter]:
    """Types a name may have, the likeliest first; `domain` says which numbers its formula has a value for."""
    written = frozenset[str]().union(*map(names, nodes))
    sizes = sorted(scope.world.sizes or ("1",), key=lambda s: s not in written)  # tr A − d: the d that A has
    base = name.split(".")[0]
    if "." in name and (letter := scope.letter(base)) is not None:
        return [Letter(name, letter.kind, letter.shape, letter.of, None, letter.index, letter.reach)]
    scalars = [parse_letter(name, domain or ("positive" if base in BY_CUSTOM else "scalar"))]
    if domain == "scalar":
        return scalars  # the A and B of a law on [A, B]
    vectors = [parse_letter(name, f"vector {s}{f' of {domain}' if domain else ''}") for s in sizes]
    trait = scope.traits.get(name)
    square = [parse_letter(name, square_matrix(trait or "", s)) for s in sizes]
    if trait is not None:
        return square
    rectangular = [parse_letter(name, f"matrix {r} {c}") for r in sizes for c in sizes if r != c]
    parts = [n for node in nodes for n in walk(node)]
    indexed = max((len(n.index) for n in parts if isinstance(n, Sym) and n.name == name), default=0)
    if indexed == 1:
        return [*at_times(scope, name, nodes, domain), *vectors, *scalars]
    if Apply("diag", (Sym(name),)) in parts:
        return vectors
    if indexed >= 2:
        return [*square, *rectangular]
    if base[:1].isupper() and base not in ("T", "N"):
        if any(isinstance(n, Apply) and n.op in ("tr", "det", "rank", "λ_max", "λ_min") for n in parts):
            return [*square, *rectangular]
        if base != "C":
            return [*square, *rectangular, *scalars, *vectors]
    if behind_matrix(scope, name, nodes) or Apply("T", (Sym(name),)) in parts:
        return [*vectors, *scalars, *square, *rectangular]
    return [*scalars, *vectors, *square, *rectangular]


def assignments(scope: Scope, nodes: tuple[Node, ...], bound: set[str]) -> list[dict[str, Letter]]:
    """Ways to type what is undeclared, the likeliest first."""
    own = _own_bodies(scope, nodes)
    values, functions = undeclared(scope, nodes, bound)
    for definition in own:
        hidden = {*definition.params, *definition.given, *definition.index}
        inner = bound | hidden | index_names((definition.body,))
        more = undeclared(scope, (definition.body,), inner)
        values, functions = values | more[0], functions | more[1]
    nodes = (*nodes, *(d.body for d in own))
    needs = domains(nodes)
    indices = index_names(nodes)
    fixed: dict[str, Letter] = {f: Letter(f, "function") for f in functions}
    needed = variables_needed(scope, nodes)
    for k, name in enumerate(sorted(needed)):
        fixed[name] = parse_letter(name, f"variable {(3, 2, 4)[k % 3]}")
    open_names = sorted(v for v in values if v not in fixed and not (v in indices and len(v) == 1))
    if not open_names:
        return [fixed]
    options = [candidates(scope, name, nodes, needs.get(name, "")) for name in open_names]
    return [
        {**fixed, **{name: choice[k] for name, choice, k in zip(open_names, options, ranks, strict=True)}}
        for ranks in islice(_by_likelihood([len(o) for o in options]), _MAX_COMBINATIONS)
    ]


def _own_bodies(scope: Scope, nodes: tuple[Node, ...]) -> list[Definition]:
    """The candidate's own definitions that the nodes lean on: their letters are typed with those of the line."""
    leans_on = {n for node in nodes for n in dependencies(scope, node)}
    return [d for name, ds in scope.own.items() if name in leans_on for d in ds]


def _by_likelihood(sizes: list[int]) -> Iterator[tuple[int, ...]]:
    """Choices of one rank each, the smallest sums of ranks first."""

    def split(total: int, sizes: list[int]) -> Iterator[tuple[int, ...]]:
        if not sizes:
            if total == 0:
                yield ()
            return
        for first in range(min(total, sizes[0] - 1) + 1):
            for rest in split(total - first, sizes[1:]):
                yield (first, *rest)

    for total in range(sum(s - 1 for s in sizes) + 1):
        yield from split(total, sizes)

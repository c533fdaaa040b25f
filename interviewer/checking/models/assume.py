"""Types for letters nobody declared, from how the line uses them: the first assignment under which everything fits."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from interviewer.checking.evaluation.evaluate import COUNTS
from interviewer.checking.models.domains import BY_CUSTOM, domains
from interviewer.checking.models.used_as import at_times, behind_matrix
from interviewer.checking.probability.names import DENSITIES, base_name
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS, Definition, Letter
from interviewer.notation.tree import (
    MAX_REMEMBERED,
    Apply,
    Bound,
    Call,
    Deriv,
    Divergence,
    Group,
    Moment,
    Node,
    Rel,
    Sym,
    names,
    walk,
)

_CONSTANTS = frozenset(
    [
        "pi",
        "circle",
        "e",
        "infty",
        "I",
        "ones",
        "zeros",
        "const",
        "ellipsis",
        "dot",
        "hole",
        "default",
        "kronecker",
        "colon",
        "lower",
        "bar",
        "Reals",
        "Naturals",
        "emptyset",
        "N",
        "before",
        "upto",
        "after",
        "from",
        "anonymous",
        "F",
        "one",
        "op",
        "two",
        "otherwise",
        "T",
        "forall",
    ]
)
_MAX_COMBINATIONS = 60


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
    """The parameters that a distribution's name is meant with where they are not written: p(z) beside p_θ(x|z)."""
    found: dict[str, set[tuple[Node, ...]]] = {}
    for node in (*nodes, *scope.conditions):
        for n in walk(node):
            if isinstance(n, Call) and is_density_name(scope, n.fn.name):
                parameters = tuple(x for x in (*n.fn.index, *n.params) if isinstance(x, Sym))
                parameters += tuple(
                    g
                    for g in n.given
                    if isinstance(g, Sym)
                    and (letter := scope.letter(g.name)) is not None
                    and letter.kind not in ("variable", "real")
                    and scope.world.distributions.get(n.fn.name, {}).get("of")
                )
                if parameters:
                    found.setdefault(n.fn.name, set()).add(parameters)
    return {name: next(iter(sets)) for name, sets in found.items() if len(sets) == 1}


def variables_needed(scope: Scope, nodes: tuple[Node, ...]) -> set[str]:
    """Undeclared names that stand as random variables: arguments of densities, what an expectation runs over."""
    out: set[str] = set()
    for node in nodes:
        for n in walk(node):
            if isinstance(n, Call) and is_density_name(scope, n.fn.name):
                out |= {base_name(a) for a in n.args}
                args_elsewhere = n.given
                out |= {
                    base_name(a)
                    for a in args_elsewhere
                    if base_name(a) in ("x", "y", "z", "X", "Y", "Z", "h", "c", "u", "v")
                }
            elif isinstance(n, Moment) and isinstance(n.over, Rel) and n.over.ops == ("~",):
                out.add(base_name(n.over.operands[0]))
            elif isinstance(n, Call) and n.fn.name in ("H", "MI"):
                out |= {base_name(a) for a in (*n.args, *n.given, *n.params)}
            elif isinstance(n, Divergence):
                for side in (n.first, n.second):
                    if isinstance(side, Sym) and scope.letter(side.name) is None and not scope.knows(side.name):
                        out.add("x")
    return {n for n in out if n and n not in _CONSTANTS and not scope.knows(n)}


def undeclared(scope: Scope, nodes: tuple[Node, ...], bound: set[str]) -> tuple[set[str], set[str]]:
    """Names without a type: (values, functions)."""
    values: set[str] = set()
    functions: set[str] = set()
    bodies = [d.body for ds in scope.own.values() for d in ds]
    summed = any(isinstance(n, Bound) and n.op in ("sum", "prod") for node in (*nodes, *bodies) for n in walk(node))

    def visit(node: Node, inner: frozenset[str]) -> None:
        match node:
            case Sym(name, index):
                if (
                    name not in inner
                    and not scope.knows(name)
                    and not (name in COUNTS and summed)
                    and name not in _CONSTANTS
                    and name not in BUILTIN_FUNCTIONS
                    and not (name == "delta" and index)  # Kronecker's
                ):
                    values.add(name)
                for item in index:
                    visit(item, inner)
            case Call(fn, args, given, params):
                if (
                    not scope.knows(fn.name)
                    and not is_density_name(scope, fn.name)
                    and fn.name not in BUILTIN_FUNCTIONS
                    and fn.name not in DENSITIES | {"H", "MI", "Gamma"}
                ):
                    functions.add(fn.name)
                for part in (*args, *given, *params):
                    law = fn.name == "H" and isinstance(part, Sym) and is_density_name(scope, part.name)
                    for piece in part.index if law and isinstance(part, Sym) else (part,):
                        visit(piece, inner)  # the θ of H(q, p_θ)
                for item in fn.index:
                    visit(item, inner)
            case Bound(_, binders, body):
                names = inner | {b.var.name for b in binders}
                for b in binders:
                    for part in (b.low, b.high, b.condition):
                        if part is not None:
                            visit(part, names)
                visit(body, names)
            case Divergence(_, first, second):
                for side in (first, second):
                    law = isinstance(side, Sym) and is_density_name(scope, side.name)
                    for piece in side.index if law and isinstance(side, Sym) else (side,):
                        visit(piece, inner)
            case Moment(_, args, over, given):
                if over is not None and not isinstance(over, Sym):
                    visit(over, inner)
                for part in (*args, *given):
                    visit(part, inner)
            case Rel(("~",), (left, right)):
                visit(left, inner)
                if not isinstance(right, Sym):
                    visit(right, inner)
            case Deriv(body, wrt, _, at):
                for part in (body, *wrt):
                    visit(part, inner)
                if at is not None:
                    visit(at, inner)
            case _:
                from interviewer.notation.tree import children

                for child in children(node):
                    visit(child, inner)

    for node in nodes:
        visit(node, frozenset(bound))
    return values - functions, functions


_indexing: dict[int, tuple[Node, frozenset[str]]] = {}


def index_names(nodes: tuple[Node, ...]) -> set[str]:
    """Names that stand in index positions somewhere."""
    out: set[str] = set()
    for node in nodes:
        found = _indexing.get(id(node))
        if found is None or found[0] is not node:
            if len(_indexing) > MAX_REMEMBERED:
                _indexing.clear()
            found = _indexing[id(node)] = node, _index_names(node)
        out |= found[1]
    return out


def _index_names(node: Node) -> frozenset[str]:
    items: list[Node] = []
    for n in walk(node):
        if isinstance(n, Sym):
            items += n.index
        elif isinstance(n, Apply) and n.op == "index":
            items += n.args[1:]
    return frozenset[str]().union(*map(names, items))


def candidates(scope: Scope, name: str, nodes: tuple[Node, ...], domain: str = "") -> list[Letter]:
    """Types a name may have, the likeliest first; `domain` says which numbers its formula has a value for."""
    written = frozenset[str]().union(*map(names, nodes))
    sizes = sorted(scope.world.sizes or ("1",), key=lambda s: s not in written)  # tr A − d: the d that A has
    base = name.split(".")[0]
    if "." in name and (letter := scope.letter(base)) is not None:
        return [Letter(name, letter.kind, letter.shape, letter.of, None, letter.index, letter.reach)]
    indexed = max(
        (len(n.index) for node in nodes for n in walk(node) if isinstance(n, Sym) and n.name == name), default=0
    )
    scalars = [parse_letter(name, domain or ("positive" if base in BY_CUSTOM else "scalar"))]
    vectors = [parse_letter(name, f"vector {s}{f' of {domain}' if domain else ''}") for s in sizes]
    trait = scope.traits.get(name)
    square = [parse_letter(name, square_matrix(trait or "", s)) for s in sizes]
    rectangular = [parse_letter(name, f"matrix {r} {c}") for r in sizes for c in sizes if r != c]
    if trait is not None:
        return square
    if indexed == 1:
        return [*at_times(scope, name, nodes, domain), *vectors, *scalars]
    if any(n == Apply("diag", (Sym(name),)) for node in nodes for n in walk(node)):
        return vectors
    if indexed >= 2:
        return [*square, *rectangular]
    if base[:1].isupper() and base not in ("T", "N"):
        if any(
            isinstance(n, Apply) and n.op in ("tr", "det", "rank", "λ_max", "λ_min")
            for node in nodes
            for n in walk(node)
        ):
            return [*square, *rectangular]
    if base[:1].isupper() and base not in ("C", "T", "N"):
        return [*square, *rectangular, *scalars, *vectors]
    if behind_matrix(scope, name, nodes) or any(n == Apply("T", (Sym(name),)) for node in nodes for n in walk(node)):
        return [*vectors, *scalars, *square, *rectangular]
    return [*scalars, *vectors, *square, *rectangular]


def square_matrix(trait: str, size: str) -> str:
    """The type, in words, of a square matrix that is said to be so."""
    kind = {"symmetric": "symmetric {}", "pd": "spd {}", "psd": "psd {}", "orthogonal": "orthogonal {}"}.get(trait)
    kind = kind or {"diagonal": "diagonal {}", "positive diagonal": "diagonal {} of positive"}.get(trait)
    kind = kind or {"lower triangular": "lower {}", "upper triangular": "upper {}"}.get(trait)
    return (kind or {"permutation": "permutation {}"}.get(trait, "matrix {0} {0}")).format(size)


SQUARE = frozenset(
    [
        "symmetric",
        "pd",
        "psd",
        "orthogonal",
        "diagonal",
        "positive diagonal",
        "permutation",
        "invertible",
        "square",
        "lower triangular",
        "upper triangular",
    ]
)


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


__all__ = ["Group", "assignments", "index_names", "table_variables", "undeclared"]

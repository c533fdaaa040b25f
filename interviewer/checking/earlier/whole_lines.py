"""Lines that say one thing as a whole: sizes, values, optima."""

from __future__ import annotations

from interviewer.checking.claims.pointwise import tells_state
from interviewer.checking.clock import Clock
from interviewer.checking.problem.aliases import knows_somewhere, targets_of
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.size_equations import at_sizes, sizes_set
from interviewer.checking.problem.world import Definition
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.fixed_times import LATER, TIME, at_time
from interviewer.checking.readings import readings_of
from interviewer.checking.told.data import with_data
from interviewer.checking.told.example_sizes import sizes_shown
from interviewer.checking.told.gaussian_priors import listed
from interviewer.checking.told.listed_families import with_families_listed
from interviewer.checking.told.named_laws import after_naming, only_names_laws
from interviewer.checking.told.optimality import optimality
from interviewer.checking.told.values import with_told_values
from interviewer.notation.show import show
from interviewer.notation.statements import clauses_read
from interviewer.notation.tree import ZERO, Matrix, Node, Num, Rel, Sym
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.written_numbers import array_of, in_numbers


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


def facts_of(scope: Scope, text: str, clock: Clock) -> tuple[Scope, list[str]] | None:
    """`n = 2, d_k = 1: q_1 = 1, k_2 = ln 3`: the problem at the sizes of an example, and its values; None for any other line."""
    values: list[Rel] = []
    sizes: dict[str, int] = {}
    time: Num | None = None
    nodes = [c.node for c in clauses_read(text, scope.vocabulary)]
    listed = (each := with_families_listed(scope, nodes)) != nodes
    for node in each:
        if not isinstance(node, Rel) or set(node.ops) != {"="} or not in_numbers(node.operands[-1]):
            return None
        if node.operands[0] == TIME and scope.world.chains and isinstance(node.operands[-1], Num):
            time = node.operands[-1]
            continue
        told = sizes_set(scope, node)
        sizes, values = (sizes | told, values) if told else (sizes, [*values, node])
    if time is None and any(_of_one_time(scope, o) for v in values if v.operands[-1] != ZERO for o in v.operands):
        time = LATER
    if time is not None:
        scope = scope.with_definition(Definition(TIME.name, time, fixed=False))
        values = [v for value in values if isinstance(v := at_time(value, time), Rel)]
    after, rest = with_data_told(_at(scope, sizes), ", ".join(map(show, values)))
    left = [c.node for c in clauses_read(", ".join(rest), scope.vocabulary)] if rest else []
    shown = sizes_shown(after, [n for n in left if isinstance(n, Rel)], clock)
    known = sizes if after is scope else after.world.size_values
    if all(known.get(s, n) == n for s, n in shown.items()):
        sized = _with_only_input(_at(after, shown), values)
        after, rest = with_data_told(sized, ", ".join(rest))
    if after is scope and time is None and not listed:
        return None
    return after, _by_family(scope, rest)


def _by_family(scope: Scope, lines: list[str]) -> list[str]:
    """The lines, with the members of families together: β_1 = 0.1, β_2 = 0.2."""
    clauses = [(line, clauses_read(line, scope.vocabulary)) for line in lines]
    members = [line for line, found in clauses if any(_is_member(c.node) for c in found)]
    return [line for line in lines if line not in members] + ([", ".join(members)] if members else [])


def _is_member(node: Node) -> bool:
    return isinstance(node, Rel) and all(
        isinstance(o, Sym) and len(o.index) == 1 and isinstance(o.index[0], Num) for o in node.operands[:-1]
    )


def _at(scope: Scope, sizes: dict[str, int]) -> Scope:
    known = scope.world.size_values
    return at_sizes(scope, {s: n for s, n in sizes.items() if known.get(s) != n})


def _with_only_input(scope: Scope, values: list[Rel]) -> Scope:
    """With one sample its input is all that the matrix of inputs has: X of `n = 1, x = (1, 2)`."""
    for value in values if scope.world.size_values.get("n") == 1 else ():
        match value:
            case Rel(("=",), (Sym(name, ()), entries)) if (
                matrix := scope.world.row_families.get(name, "")
            ) and matrix not in scope.own:
                array = array_of(entries)
                row = tuple(x for r in array.rows for x in r) if array is not None else (entries,)
                scope = scope.with_definition(Definition(matrix, Matrix((row,)), fixed=False))
    return scope


def gives_values(scope: Scope, text: str) -> bool:
    """Whether a line does nothing but give quantities that the problem has values in numbers."""
    nodes = [c.node for c in clauses_read(text, scope.vocabulary)]
    return bool(nodes) and all(
        isinstance(n, Rel)
        and set(n.ops) == {"="}
        and in_numbers(n.operands[-1])
        and all(isinstance(o, Sym) and knows_somewhere(scope, o.name) for o in n.operands[:-1])
        for n in nodes
    )


def _of_one_time(scope: Scope, node: Node) -> bool:
    """The ᾱ_t of a chain, which has one value at one time alone."""
    match node:
        case Sym(name, (index,)) if index == TIME and scope.world.chains and not scope.knows("t"):
            found = (d for n in (name, *targets_of(scope, name)) for d in scope.world.definitions.get(n, ()))
            return any(d.index and d.fixed for d in found)
    return False


def state_of(scope: Scope, text: str) -> tuple[Rel, ...]:
    """The state in which a line says that a sample is, where it says nothing else: `bounded support vector: α_i = C`."""
    nodes = tuple(c.node for c in clauses_read(text, scope.vocabulary))
    if len(nodes) != 1:
        return ()
    return tuple(n for n in next(iter(alias_readings(scope, nodes))) if isinstance(n, Rel) and tells_state(scope, n))


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

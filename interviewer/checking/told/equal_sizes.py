"""Sizes that a declaration shows to be the same: `Q, K ∈ ℝ^{n×d}` and `q ~ N(0, I_d)` where a problem tells d from d_k."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from interviewer.checking.claims.membership import sizes_of_space
from interviewer.checking.clock import Clock
from interviewer.checking.fields import IllTyped, Unsupported, is_array
from interviewer.checking.models.sampling import Sampler
from interviewer.checking.problem.other_worlds import with_world
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.size_equations import at_sizes
from interviewer.checking.problem.worlds import worlds
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.readings import readings_of
from interviewer.notation.tree import Bound, Call, Node, Rel, Sym, names, walk
from interviewer.notation.unreadable import Unreadable

COMMON = 3  # what sizes that are the same are set to


def with_equal_sizes(scope: Scope, text: str, clock: Clock) -> Scope:
    """The problem with those sizes the same that a line, by what it declares, takes for the same.

    How many samples there are is another thing than how large they are: a transpose is no equation between sizes.
    """
    if "∈" not in text and "\\in" not in text and "~" not in text and "\\sim" not in text and " in " not in text:
        return scope
    try:
        line = next(readings_of(text, scope))
    except Unreadable:
        return scope
    nodes = next(iter(alias_readings(scope, tuple(c.node for c in line.clauses))))
    groups: list[frozenset[str]] = []
    for head, told in _declared(nodes):
        for pair in _differing(scope, head, told, clock):
            joined = [g for g in groups if g & pair]
            groups = [g for g in groups if not g & pair] + [pair.union(*joined)]
    count = scope.world.sizes[:1]
    if any(set(count) & g for g in groups):
        return scope
    return at_sizes(scope, {s: COMMON for g in groups for s in g})


def _declared(nodes: Iterable[Node]) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """What is declared, with the sizes it is said to have; of a list the last alone bears them."""
    waiting: list[Node] = []
    for node in nodes:
        match node:
            case Rel(("∈",), (Sym() as head, space)) if sizes := sizes_of_space(space):
                for each in (*waiting, head):
                    yield each, sizes
            case Rel(("~",), (Sym() as head, Call(Sym("Normal"), (), (), params))):
                for n in (x for p in params for x in walk(p)):
                    if isinstance(n, Sym) and n.name == "I" and len(n.index) == 1:
                        yield head, n.index
        waiting = [*waiting, node] if isinstance(node, Sym) else []


def _differing(scope: Scope, head: Node, told: tuple[Node, ...], clock: Clock) -> set[frozenset[str]]:
    """The pairs of a size that something is said to have and the one it has, where a reading of the problem has so many."""
    for here in (with_world(scope, w) for w in worlds(scope.world)):
        try:
            sample = next(iter(Sampler(here, (prepared := prepare(head, here),), clock, {}, (), ()).samples(1)))
            value = sample.evaluator.value(prepared, sample.env)
        except (Unsupported, IllTyped, IndexError, KeyError, StopIteration):
            continue
        shape = value.shape if is_array(value) else ()
        shape = shape[:1] if len(shape) == 2 and shape[1] == 1 and len(told) == 1 else shape
        size = sample.evaluator.model.size
        if len(shape) == len(told):
            known = {size(s): s for s in reversed(scope.world.sizes)}
            named = [(t.name, n) for t, n in zip(told, shape, strict=True) if isinstance(t, Sym)]
            if len(named) > 1 and {name for name, _ in named} == {known.get(n) for _, n in named}:
                return set()  # the other way round
            return {
                frozenset([name, known[n]])
                for name, n in named
                if name in scope.world.sizes and n in known and size(name) != n
            }
    return set()


def at_plain_size(scope: Scope, nodes: Iterable[Node]) -> Scope:
    """The problem with d_k and d_v as large as the d that a line speaks of alone, where nobody has told them apart."""
    nodes = tuple(nodes)
    if any(isinstance(n, Rel) and "∈" in n.ops for n in nodes):
        return scope  # the sizes themselves are what is claimed
    spoken = frozenset[str]().union(*map(names, nodes))
    for size in (s for s in scope.world.sizes if s in spoken):
        alike = {t for t in scope.world.sizes if t.startswith(f"{size}_")}
        if alike and not alike & (spoken | scope.spoken) and not {size, *alike} & scope.world.size_values.keys():
            return at_sizes(scope, dict.fromkeys((size, *alike), COMMON))
    return scope


def counts_entries(scope: Scope, nodes: Iterable[Node]) -> bool:
    """Whether a sum says so itself: `Σ_{i=1}^d q_i k_i` runs over entries of vectors, all as many."""
    sums = [n for node in nodes for n in walk(node) if isinstance(n, Bound) and n.op == "sum"]
    runs = [
        (b, s.body) for s in sums for b in s.binders if isinstance(b.high, Sym) and b.high.name in scope.world.sizes
    ]
    return bool(runs) and all(
        any(isinstance(n, Sym) and n.index[-1:] == (b.var,) and _is_vector(scope, n.name) for n in walk(body))
        for b, body in runs
    )


def _is_vector(scope: Scope, name: str) -> bool:
    letter = scope.world.letters.get(name)
    return letter is not None and letter.kind in ("random", "vector") and len(letter.shape) == 1

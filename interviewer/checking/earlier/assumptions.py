"""Earlier lines that do not follow by themselves are assumptions: sizes, densities, and equations that restrict letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from interviewer.checking.claims.relation import judge_relation
from interviewer.checking.claims.supposing import TAKEN
from interviewer.checking.claims.uses_of_conditions import names_quantity
from interviewer.checking.clock import Clock
from interviewer.checking.earlier.carrying import carried_by
from interviewer.checking.earlier.taking_in import absorb_clause
from interviewer.checking.fields import IllTyped, Unsupported
from interviewer.checking.judged import Judged
from interviewer.checking.models.assume import assignments
from interviewer.checking.models.elimination import isolated, substituted
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.models.sampling import Sampler
from interviewer.checking.models.solve import Inconsistent
from interviewer.checking.models.undeclared import undeclared
from interviewer.checking.open_worlds import is_open_to, worlds_for
from interviewer.checking.probability.names import DENSITIES, base_name
from interviewer.checking.problem.indices import renamed
from interviewer.checking.problem.other_worlds import with_world
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.size_equations import at_sizes, sizes_set
from interviewer.checking.problem.sizes import of_sizes, sized
from interviewer.checking.problem.world import Definition
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.readings import readings_of
from interviewer.checking.told.objectives import objective_of
from interviewer.notation.clause import Clause
from interviewer.notation.tree import ONE, Call, Node, Rel, Sym, names, relations, walk
from interviewer.notation.unreadable import Unreadable

_BOUNDS = frozenset(["<", ">", "<=", ">=", "!="])


def assumed(scope: Scope, judged: Judged, clock: Clock) -> Scope:
    """What a line that does not follow by itself puts in force; the same scope when that is nothing."""
    here = _sized(scope, judged)
    after = _assumed(here, judged.line.text, clock) if judged.line is not None else here
    return scope if here is scope and _holds_same(after, scope) else after


def _holds_same(after: Scope, before: Scope) -> bool:
    return all(
        getattr(after, part) == getattr(before, part) for part in ("own", "types", "conditions", "filters", "unread")
    )


def _sized(scope: Scope, judged: Judged) -> Scope:
    """`d = 1`, `in one dimension`: the problem at that size."""
    told = [n for n in relations(judged.nodes) if of_sizes(scope, n)]
    if judged.line is not None and "d" in scope.world.sizes and _ONE_DIMENSION & set(judged.line.words):
        told.append(Rel(("=",), (Sym("d"), ONE)))
    made = sized(scope, told) if told else None
    scope = scope if made is None else replace(made, setting=None)
    for node in judged.nodes:
        scope = at_sizes(scope, {} if of_sizes(scope, node) else sizes_set(scope, node) or {})
    return scope


_ONE_DIMENSION = frozenset(["one-dimensional", "univariate"])


def _assumed(scope: Scope, text: str, clock: Clock) -> Scope:
    """A line that does not follow by itself is what the candidate assumes: each equation restricts the letters in it."""
    best: tuple[int, Scope, tuple[Clause, ...]] | None = None
    alike = 0  # other readings of the problem that know as many of its letters
    try:
        for line in readings_of(text, scope):
            for world in worlds_for(scope, text):
                if not is_open_to(scope, world, line):
                    continue
                here = with_world(scope, world)
                for nodes in alias_readings(here, tuple(c.node for c in line.clauses)):
                    if any(_of_states(here, n) for n in nodes):
                        continue
                    values, functions = undeclared(here, nodes, set(free_indices(here, nodes)))
                    unknown = len(values) + len(functions)
                    if best is not None and unknown == best[0] and world is not best[1].world:
                        alike += 1
                    if best is None or unknown < best[0]:
                        alike = 0
                        clauses = tuple(
                            replace(c, node=prepare(n, here)) for c, n in zip(line.clauses, nodes, strict=True)
                        )
                        best = unknown, here, clauses
    except Unreadable:
        return scope
    if best is None:
        return scope
    after = best[1]
    for clause in best[2]:
        after = _assume_clause(after, clause, clock)
    after = with_world(after, scope.world)
    return replace(after, setting=best[1].world) if best[1].world is not scope.world and not alike else after


def _of_states(scope: Scope, node: Node) -> bool:
    """`ℓ(θ) = k log θ + …` is a function of a number, no table over the few states of a finite variable."""
    head = node.operands[0] if isinstance(node, Rel) and node.ops == ("=",) else None
    if not isinstance(head, Call) or head.given or head.fn.name in scope.world.distributions:
        return False
    return any(
        isinstance(a, Sym) and (letter := scope.letter(a.name)) is not None and letter.kind == "variable"
        for a in head.args
    )


def _assume_clause(scope: Scope, clause: Clause, clock: Clock) -> Scope:
    node = clause.node
    if not isinstance(node, Rel):
        return absorb_clause(scope, clause, [], clock)[0]
    if clause.role != "claim":
        after, filters, _ = absorb_clause(scope, clause, list(scope.filters), clock)
        return replace(after, filters=tuple(filters))
    if _BOUNDS.issuperset(node.ops):
        return replace(scope, filters=(*scope.filters, node))
    match node:
        case Rel(("=", "="), (Call() | Sym() as called, Call() | Sym() as known, value)):  # the objective is J(w) = …
            if (own := objective_of(scope, Rel(("=",), (known, value)), clock)) is not None:
                scope = scope.with_definition(own)
                made = isolated(scope, called, known) if called != known else None
                return scope.with_definition(made) if made is not None else scope
    if node.ops == ("=",) and (own := objective_of(scope, node, clock)) is not None:
        return scope.with_definition(own)
    if node.ops == ("=",):
        made = isolated(scope, *node.operands)
        if made is not None:
            return scope.with_definition(made)
    result = judge_relation(scope, node, clock, sets=True)
    if result.message == TAKEN and len(node.ops) == 1 and (carried := carried_by(scope, node)) is not scope:
        return carried  # another form of a quantity, no equation to be solved
    if result.kind != "verified" and (law := law_of(node)) is not None:
        return scope.with_definition(law)
    if result.kind in ("verified", "given") and _possible(result.scope, clock):
        return result.scope
    if result.kind == "refuted" or names_quantity(scope, (node,)):
        return scope
    head = node.operands[0].fn if isinstance(node.operands[0], Call) else node.operands[0]
    named = frozenset([head.name]) if isinstance(head, Sym) else frozenset[str]()
    return replace(scope, unread=scope.unread | _heads(node), unsettled=scope.unsettled | named)


def law_of(node: Rel) -> Definition | None:
    """`x | z=k ~ N(μ_k, s²)` and `p(x|z) = N(…)` as the candidate's own density, whatever the problem says."""
    left, right = node.operands[0], node.operands[-1]
    if len(node.ops) != 1 or not isinstance(right, Call) or right.fn.name not in DENSITIES:
        return None
    if node.ops == ("~",):
        head = left if isinstance(left, Call) else Call(Sym("law"), (left,))
        head = Call(Sym("p"), head.args, head.given)
    elif node.ops == ("=",) and isinstance(left, Call) and left.fn.name[:1] in "pqPQ":
        head = left
    else:
        return None
    arguments = (*head.args, *head.given)
    if not head.args or not all(base_name(a) for a in arguments):
        return None
    states = {
        a.operands[1].name: base_name(a) for a in arguments if isinstance(a, Rel) and isinstance(a.operands[1], Sym)
    }
    density = right if right.args else Call(right.fn, (Sym(base_name(head.args[0])),), (), right.params)
    body = renamed(density, states)
    params, given = (tuple(base_name(a) for a in part) for part in (head.args, head.given))
    return Definition(head.fn.name, body, params, (), given=given, is_call=True, fixed=False, density=True)


def _possible(scope: Scope, clock: Clock) -> bool:
    """Whether some model meets the conditions."""
    return any(found for found in _met(scope, clock))


def without_contradiction(before: Scope, after: Scope, clock: Clock) -> Scope:
    """The scope without equations that no model meets, `w = 0 without guidance, w = 1 with it`: of their letters nothing is known."""
    new = tuple(c for c in after.conditions if c not in before.conditions)
    if not new or not _contradictory(after, clock):
        return after
    return replace(after, conditions=before.conditions, unread=after.unread.union(*map(names, new)))


def _contradictory(scope: Scope, clock: Clock) -> bool:
    """Whether no model meets the conditions, in the problem as in the reading of it that the lines have settled."""
    readings = (scope.world, *((scope.setting,) if scope.setting is not None else ()), *scope.world.variants)
    found = set[bool | None]()
    for world in readings:
        for met in _met(with_world(scope, world), clock):
            if met:
                return False
            found.add(met)
    return False in found


def _met(scope: Scope, clock: Clock) -> Iterator[bool | None]:
    """Of a few models whether they can be made to meet the conditions; None where that cannot be told."""
    inner, conditions = substituted(scope, scope.conditions)
    if not conditions:
        yield True
        return
    for assumed in assignments(inner, conditions, set(free_indices(inner, conditions)))[:2]:
        for seed in range(2):
            try:
                Sampler(inner, conditions, clock, assumed, (), conditions).model(seed)
                yield True
            except Inconsistent:
                yield False
            except (Unsupported, IllTyped, IndexError, KeyError, ArithmeticError, ValueError):
                yield None


def _heads(node: Rel) -> frozenset[str]:
    """The names that an equation that was not understood speaks of on its left."""
    return frozenset(n.name for n in walk(node.operands[0]) if isinstance(n, Sym))

"""What a line that has been judged leaves in force: its definitions, bounds, the parts of it that stand."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.membership import declarations, sizes_told
from interviewer.checking.claims.uses_of_conditions import names_quantity
from interviewer.checking.clauses import judge_clauses
from interviewer.checking.clock import Clock, OutOfTime
from interviewer.checking.earlier.assumptions import assumed, law_of
from interviewer.checking.earlier.carrying import bounds_letter, carried_by, carried_forward
from interviewer.checking.judged import Judged
from interviewer.checking.models.elimination import isolated
from interviewer.checking.models.square_matrices import SQUARE
from interviewer.checking.models.undeclared import undeclared
from interviewer.checking.names_of_lines import names_touched
from interviewer.checking.open_worlds import contradicts
from interviewer.checking.problem.aliases import knows_somewhere
from interviewer.checking.problem.other_worlds import with_world
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.size_equations import at_sizes, sizes_set
from interviewer.checking.problem.world import World
from interviewer.checking.problem.worlds import worlds
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.at_states import at_every_state
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.told.objectives import objective_of, optimised
from interviewer.notation.tree import Apply, Node, Num, Rel, Sym, walk


def left_by(scope: Scope, judged: Judged, clock: Clock) -> Scope:
    """The same scope when the line leaves nothing that could be understood."""
    bounds = tuple(
        n for n in judged.nodes if isinstance(n, Rel) and all(op in ("<", ">", "<=", ">=", "!=") for op in n.ops)
    )
    bounded = {o for n in bounds for o in n.operands}
    if bounds and all(n in bounds or isinstance(n, Num) or n in bounded for n in judged.nodes):  # s < t; from s to t
        if judged.kind == "verified" and judged.read_in is not None and judged.read_in.world is scope.world:
            return replace(scope)  # it follows from what is in force: what comes after it loses nothing
        return replace(scope, filters=(*scope.filters, *bounds))  # an inequality restricts what comes after it
    if judged.kind in ("verified", "given"):
        here = judged.read_in or scope
        if sizes := {n: v for node in judged.nodes for n, v in sizes_told(here, node).items()}:
            return at_sizes(judged.scope, sizes)
        settled = judged.read_in.world if judged.read_in is not None else scope.world
        if settled is scope.world or _may_fit_another(scope, judged, settled, clock):
            return judged.scope
        return replace(judged.scope, setting=settled)
    if judged.kind == "undecided" and judged.scope.own != scope.own:
        whole = assumed(scope, judged, clock) if len(judged.nodes) > 1 else scope
        # what the line introduced before it went beyond us, or more where it is taken clause by clause
        return whole if whole.own.keys() > judged.scope.own.keys() else judged.scope
    if judged.kind == "refuted" and (own := optimised(scope, judged.nodes, clock)) is not None:
        return scope.with_definition(own)
    if judged.kind in ("refuted", "undecided") and judged.nodes and judged.read_in is not None:
        declared = declarations(scope, judged.nodes)
        if declared is not None:
            return declared
    if judged.kind == "refuted" and (told := _law_with_traits(scope, judged)) is not None:
        return told
    if judged.kind in ("refuted", "undecided") and len(judged.nodes) > 1:
        taken = _clause_by_clause(scope, judged, clock)
        if taken is not None:
            return taken
    if _sets(scope, judged) and judged.line is not None:
        carried = carried_forward(scope, judged)
        if carried is not scope:
            return carried
        restricted = _as_restriction(scope, judged)
        if restricted is not scope:
            return restricted
    after = assumed(scope, judged, clock)
    return after if after is not scope or judged.kind == "undecided" else replace(scope)


def _may_fit_another(scope: Scope, judged: Judged, settled: World, clock: Clock) -> bool:
    """Whether another reading fits as well, as far as half of the time that is left can tell."""
    try:
        return _fits_another(scope, judged, settled, Clock.of(clock.left() / 2, within=clock))
    except OutOfTime:
        clock.check()
        return True


def _fits_another(scope: Scope, judged: Judged, settled: World, clock: Clock) -> bool:
    """`p = N(μ₁, Σ₁)` may be set in one dimension or in several: it settles neither reading."""
    if judged.line is None:
        return False
    touched = names_touched(judged.line, scope)
    for world in worlds(scope.world)[1:]:
        if world is settled or not world.changed & touched:
            continue
        here = with_world(scope, world)
        nodes = next(iter(alias_readings(here, tuple(c.node for c in judged.line.clauses))))
        clauses = (replace(c, node=prepare(n, here)) for c, n in zip(judged.line.clauses, nodes, strict=True))
        if not contradicts(scope, world) and judge_clauses(here, tuple(clauses), clock).kind in ("given", "verified"):
            return True
    return False


def _clause_by_clause(scope: Scope, judged: Judged, clock: Clock) -> Scope | None:
    """What stands of a line of which a part did not: each of its clauses taken by itself; None when none does."""
    here = judged.read_in
    if here is None or judged.line is None or len(judged.line.clauses) != len(judged.nodes):
        return None
    before = here
    for clause, node in zip(judged.line.clauses, judged.nodes, strict=True):
        if clause.role != "quantify" and clause.link in ("", "and"):
            part = judge_clauses(here, (replace(clause, role="claim", node=node, link=""),), clock)
            accepted = part.kind in ("verified", "given")
            part = replace(part, nodes=(node,))
            here = part.scope if accepted else _restricted(here, part, node) if _sets(here, part) else here
            undecided = part.kind == "undecided" and isinstance(node, Rel) and node.ops == ("=",)
            own = (objective_of(here, node, clock) or isolated(here, *node.operands)) if undecided else None
            here = here.with_definition(own) if own is not None else here
    if here is before:
        return None
    sizes = {n: v for n, v in here.world.size_values.items() if scope.world.size_values.get(n) != v}
    return at_sizes(with_world(here, scope.world), sizes)


def _restricted(scope: Scope, part: Judged, node: Node) -> Scope:
    """A part that does not hold by itself gives a quantity another form, or restricts the letters it speaks of."""
    if isinstance(node, Rel) and bounds_letter(node):
        new = any(isinstance(o, Sym) and not knows_somewhere(scope, o.name) for o in node.operands)
        return replace(scope, filters=(*scope.filters, node)) if new else scope
    carried = carried_by(scope, node)
    return carried if carried is not scope else _as_restriction(scope, part)


def _sets(scope: Scope, judged: Judged) -> bool:
    """Whether a line does not hold by itself, or may not because of one new letter: the τ of `p_i = σ(wᵀx_i/τ)`."""
    new = judged.result.stranger if judged.result is not None and judged.kind == "undecided" else ""
    known = not new or knows_somewhere(scope, new) or undeclared(scope, judged.nodes, set())[1]
    return judged.kind == "refuted" or not (known or _is_term(judged.nodes, new))


def _as_restriction(scope: Scope, judged: Judged) -> Scope:
    """An equation that does not hold by itself restricts the letters it speaks of, also one that nobody has introduced.

    So `wᵀx₊ + b = 1`, and `‖k_j‖ = c for all j` of a new number c.
    """
    nodes = [n for n in judged.nodes if not isinstance(n, Sym)]
    node = nodes[0] if len(nodes) == 1 else None
    if node is not None and (sizes := sizes_set(scope, node)):
        return at_sizes(scope, sizes)
    witness = judged.result.witness if judged.result is not None else None
    by_value = judged.kind == "undecided" or (witness is not None and "shapes" not in witness.values)
    if not (isinstance(node, Rel) and {*node.ops} == {"="} and by_value):
        return scope
    if names_quantity(judged.read_in or scope, node.operands):
        return scope
    value = node.operands[-1]
    return scope.with_condition(*(at_every_state(scope, Rel(("=",), (o, value))) for o in node.operands[:-1]))


def _is_term(nodes: tuple[Node, ...], name: str) -> bool:
    """The C of `L_{t−1} − C = …`: a constant that is left open."""
    sums = (n for node in nodes for n in walk(node) if isinstance(n, Apply) and n.op == "add")
    terms = (t.args[0] if isinstance(t, Apply) and t.op == "neg" else t for n in sums for t in n.args)
    return Sym(name) in terms


def _law_with_traits(scope: Scope, judged: Judged) -> Scope | None:
    """`q(z|x) = N(μ, LLᵀ) with L lower triangular`: his own density, whatever the problem says, and what its letters are."""
    laws = [n for n in judged.nodes if isinstance(n, Rel) and n.ops[0] in ("=", "~")]
    bounds = [n for n in judged.nodes if isinstance(n, Rel) and n not in laws]
    traits = [n.args for n in judged.nodes if isinstance(n, Apply) and n.op == "property"]
    law = law_of(laws[0]) if len(laws) == 1 and len(laws) + len(traits) + len(bounds) == len(judged.nodes) else None
    if law is None or scope.world.distributions.get(law.name, {}).get("chain"):
        return None
    said = {a.name: b.name for a, b, *_ in traits if isinstance(a, Sym) and isinstance(b, Sym) and b.name in SQUARE}
    return replace(scope, traits={**scope.traits, **said}, fresh=scope.fresh | said.keys()).with_definition(law)

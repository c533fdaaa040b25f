"""A constrained problem of the candidate's own: `minimise f s.t. g_i ≥ 0` brings its Lagrangian, stationarity and slackness.

L = f − Σ_i α_i g_i with the problem's multipliers in the order of the constraints, a constraint that bounds a slack by zero
last (Boyd & Vandenberghe, Convex Optimization, 5.1). The dual is L where its gradient in what is sought vanishes.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from interviewer.checking.clock import Clock
from interviewer.checking.evaluation.gradients import gradient
from interviewer.checking.models.compare import compare
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.models.undeclared import index_names
from interviewer.checking.problem.aliases import knows_somewhere, targets_of
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition, World
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.readings import readings_of
from interviewer.checking.told.models.lagrangians import lagrangian_body, read_lagrangian
from interviewer.notation.tree import (
    ZERO,
    Apply,
    Binder,
    Bound,
    Call,
    Deriv,
    Group,
    Node,
    Num,
    Rel,
    Sym,
    apply,
    names,
    transform,
    walk,
)
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.words.objectives import constraints_of, program_of, sense_told, with_programs
from interviewer.notation.words.roles import CONSTRAINING

MOST_READINGS = 4
STATIONARITY, SLACKNESS = "stationarity", "kkt"


def with_own_program(scope: Scope, text: str, clock: Clock) -> Scope:
    """The scope of the program that a line sets up; the same where it is one of the problem's, or none with a multiplier for each bound."""
    given, lagrangian = scope, _lagrangian(scope)
    if lagrangian is None:
        return scope
    try:
        line = next(readings_of(text, scope))
    except Unreadable:
        return scope
    if CONSTRAINING & {*line.words} and not sense_told(line.words):  # `the machine with squared slacks: f s.t. g ≥ 0`
        bounds = tuple(replace(c, role="assume") if c.role == "let" else c for c in line.clauses)
        line = replace(line, words=(*line.words, "minimise"), clauses=bounds)
    clauses = with_programs(line)
    programs = [c.node for c in clauses if program_of(c.node) is not None]
    if not programs and (body := lagrangian_body(scope, lagrangian, (c.node for c in clauses))) is not None:
        return _of_lagrangian(scope, lagrangian, body, clock)
    if len(programs) != 1 or all(_says_sign(scope, c) for c in constraints_of(programs[0])):
        return scope
    beside = (c.node for c in clauses if isinstance(c.node, Rel) and c.node.ops == (">=",) and ZERO in c.node.operands)
    program, positive = _signs_apart(scope, programs[0])
    scope = _with_slack_named(scope, program)
    his = _his_letters(scope, (program, *positive))
    made = _read(scope, (program, *beside), his, clock)
    best = program_of(made[0]) if made else None
    if made is None or best is None:
        return given
    node, *signs_told = made
    slack = (n for n in signs_told if names(n) & {*scope.world.unknowns})  # `slack variables ξ_i ≥ 0`
    terms = [_bound(c) for c in dict.fromkeys((*constraints_of(node), *slack))]
    slacks = [t for t in terms if t is not None]
    if best.op not in ("min", "argmin") or len(slacks) < len(terms):
        return given
    if any(scope.definitions(name) for name in names(best.body)):
        return given  # an objective by its name
    world = _world(scope, lagrangian, best.body, slacks)
    if world is None or _is_known(scope, lagrangian, world, clock):
        return given
    told = (c.node for c in clauses if isinstance(c.node, Rel) and c.node.ops == (">",) and ZERO in c.node.operands)
    weights = {n for n in names(best.body) - index_names((best.body,)) if n in his or not knows_somewhere(scope, n)}
    signs = dict.fromkeys((*positive, *told, *(Rel((">",), (Sym(n), ZERO)) for n in sorted(weights))))
    return replace(scope, world=world, setting=None, filters=(*scope.filters, *signs), fresh=scope.fresh | his)


def _says_sign(scope: Scope, constraint: Node) -> bool:
    """The α_i ≥ 0 and ξ_i ≥ 0 of `min ½‖w‖² + C Σ_i ξ_i; multipliers α_i ≥ 0 …, r_i ≥ 0 for ξ_i ≥ 0`, which leave the constraints unsaid."""
    match constraint:
        case Rel((">=",), (Sym(name), zero)) if zero == ZERO:
            letters = (scope.letter(t) for t in (name, *targets_of(scope, name)))
            return any(t is not None and t.of == "nonneg" for t in letters)
    return False


def _of_lagrangian(scope: Scope, lagrangian: Definition, body: Node, clock: Clock) -> Scope:
    """The scope of the program that a Lagrangian with numbers of his own belongs to; one of the problem's letters is the problem's."""
    his = _his_letters(scope, (body,)) | {
        n for n in names(body) - index_names((body,)) if not knows_somewhere(scope, n)
    }
    if not his:
        return scope
    made = read_lagrangian(scope, body, his, clock)
    world = _world(scope, lagrangian, *made) if made is not None else None
    if world is None or _is_known(scope, lagrangian, world, clock):
        return scope
    misread = {t for n in his for t in targets_of(scope, n)}  # the γ that an earlier line took his ρ for
    kept = tuple(f for f in scope.filters if not names(f) & misread)
    return replace(scope, world=world, setting=None, filters=kept, fresh=scope.fresh | his, unread=scope.unread - his)


def _with_slack_named(scope: Scope, program: Node) -> Scope:
    """The scope in which the s_i of `min ½‖w‖² + Σ_i C_i s_i s.t. … ≥ 1 − s_i` is another name of the slack."""
    best = program_of(program)
    slack = next((u for u in scope.world.unknowns if (t := scope.letter(u)) is not None and t.of == "nonneg"), None)
    bounds = frozenset[str]().union(*map(names, constraints_of(program)))
    own = {n.name for n in walk(best) if isinstance(n, Sym) and n.index} & bounds if best is not None else set[str]()
    own = {n for n in own if not knows_somewhere(scope, n)}
    if slack is None or len(own) != 1:
        return scope
    aliases = {**scope.world.aliases, own.pop(): (slack,)}
    return replace(scope, world=replace(scope.world, aliases=aliases))


def _signs_apart(scope: Scope, program: Node) -> tuple[Node, tuple[Rel, ...]]:
    """`min (λ/2)‖w‖² s.t. g ≥ 1, λ > 0`: the program, and what is said of the sign of numbers and multipliers beside it."""
    listed = constraints_of(program)
    best = program_of(program)

    def of_multiplier(constraint: Rel) -> bool:
        head = constraint.operands[0]
        meant = {head.name, *targets_of(scope, head.name)} if isinstance(head, Sym) else set[str]()
        others = (c for c in (*listed, *([best.body] if best is not None else [])) if c is not constraint)
        return (
            isinstance(head, Sym)
            and bool(meant & {*scope.world.multipliers})
            and not any(head.name in names(o) for o in others)
        )

    signs = tuple(c for c in listed if isinstance(c, Rel) and c.operands[1] == ZERO and isinstance(c.operands[0], Sym))
    signs = tuple(c for c in signs if c.ops == (">",) or (c.ops == (">=",) and of_multiplier(c)))
    bounds = tuple(c for c in listed if c not in signs and not _names_function(c, listed))
    if len(bounds) == len(listed) or not isinstance(program, Apply):
        return program, ()
    return Apply("program", (program.args[0], Group("{", bounds))), signs


def _names_function(constraint: Node, listed: tuple[Node, ...]) -> bool:
    """The L of `… ≥ 1, L = ½‖w‖² − …`, which no bound speaks of: it is what comes of the program."""
    head = constraint.operands[0] if isinstance(constraint, Rel) and constraint.ops == ("=",) else None
    head = head.fn if isinstance(head, Call) else head
    others = frozenset[str]().union(*(names(c) for c in listed if c is not constraint))
    return isinstance(head, Sym) and not head.index and head.name not in others


def _his_letters(scope: Scope, nodes: tuple[Node, ...]) -> frozenset[str]:
    """The ν of (ν/2)‖w‖² and the ρ of a margin: plain numbers, no multipliers and none of what the problem defines."""
    spoken = frozenset[str]().union(*map(names, nodes))
    indexed = {n.name for node in nodes for n in walk(node) if isinstance(n, Sym) and n.index}
    arrays = {n for n, t in scope.world.letters.items() if t.shape or n in scope.world.unknowns}
    letters = arrays - {*scope.world.multipliers}
    return frozenset(
        n
        for n in spoken - indexed
        if not scope.knows(n)
        and (of := {*targets_of(scope, n)})
        and not (of - spoken) & letters
        and not of & {*scope.world.sizes}  # Σ_{n=1}^N
    )


def _read(scope: Scope, nodes: tuple[Node, ...], his: frozenset[str], clock: Clock) -> tuple[Node, ...] | None:
    """A program in the problem's letters, in the likeliest way in which what is optimised is a number."""
    for mapped in islice(alias_readings(scope, nodes, his), MOST_READINGS):
        made = tuple(prepare(n, scope) for n in mapped)
        best = program_of(made[0])
        if best is not None and compare(scope, "<=", best.body, best.body, clock, count=1).outcome == "holds":
            return made
    return None


def _lagrangian(scope: Scope) -> Definition | None:
    """The problem's function of what is sought and of multipliers."""
    of = {*scope.world.multipliers}
    found = (d for ds in scope.world.definitions.values() for d in ds if of and len(d.params) > 1 and of & {*d.params})
    return next(found, None)


def _bound(constraint: Node) -> Node | None:
    """What a constraint keeps from being negative."""
    match constraint:
        case Rel((">=",), (left, right)) | Rel(("<=",), (right, left)):
            return left if right == ZERO else apply("add", left, apply("neg", right))
    return None


def _world(scope: Scope, lagrangian: Definition, objective: Node, slacks: list[Node]) -> World | None:
    """The problem with this objective and these bounds in place of its own; None where multipliers do not suffice."""
    world = scope.world
    slacks += [at for at in _unbounded(scope, objective) if at not in slacks]
    slacks = sorted(slacks, key=lambda g: isinstance(g, Sym))  # ξ_i ≥ 0 has the last multiplier
    if len(slacks) > len(world.multipliers):
        return None
    whole, complementary, bounds = objective, [], []
    for name, slack in zip(world.multipliers, slacks, strict=False):
        running = free_indices(scope, (slack,))
        if len(running) != 1:
            return None
        multiplier = Sym(name, (Sym(running[0]),))
        term = Bound("sum", (Binder(Sym(running[0])),), apply("mul", multiplier, slack))
        whole = apply("add", whole, apply("neg", term))
        complementary.append(Rel(("⊥",), (multiplier, slack)))
        bounds += [Rel((">=",), (slack, ZERO)), Rel((">=",), (multiplier, ZERO))]
    sought = tuple(u for u in world.unknowns if u in names(whole))
    head = Sym(lagrangian.name)
    index = {n.name: n.index for n in walk(whole) if isinstance(n, Sym)}
    places = [
        Sym(u, index[u] if (letter := world.letters.get(u)) is not None and letter.of == "nonneg" else ())
        for u in sought
    ]
    stationary = tuple(
        Rel(("=",), (slope if (slope := gradient(whole, at)) is not None else Deriv(head, (at,), "grad"), ZERO))
        for at in places
    )
    definitions = {n: ds for n, ds in world.definitions.items() if not any(d.sense for d in ds)}
    definitions[lagrangian.name] = (replace(lagrangian, body=whole, alternatives=()),)
    for name, ds in world.definitions.items():
        if ds[0].sense == "min":
            definitions[name] = (replace(ds[0], body=objective, alternatives=()),)
        elif ds[0].sense == "max":  # L where it is stationary
            definitions[name] = (replace(ds[0], body=whole, alternatives=()),)
    dropped = {
        Sym(u): ZERO
        for u in world.unknowns
        if u not in sought and (t := world.letters.get(u)) is not None and t.kind == "scalar"
    }
    definitions = {n: tuple(_without(d, dropped) for d in ds) for n, ds in definitions.items()}  # f(x) = wᵀx
    conditions = {STATIONARITY: stationary, SLACKNESS: (*stationary, *complementary)}
    return replace(
        world, unknowns=sought, definitions=definitions, conditions=conditions, constraints=tuple(bounds), variants=()
    )


def _without(definition: Definition, dropped: dict[Sym, Num]) -> Definition:
    """A definition where letters that the program has not are zero."""

    def change(n: Node) -> Node:
        return dropped.get(n, n) if isinstance(n, Sym) else n

    others = tuple(transform(b, change) for b in definition.alternatives)
    return replace(definition, body=transform(definition.body, change), alternatives=others)


def _unbounded(scope: Scope, objective: Node) -> list[Sym]:
    """The slacks that an objective is linear in: without ξ_i ≥ 0, said or not, it would have no minimum."""
    entries = dict.fromkeys(n for n in walk(objective) if isinstance(n, Sym) and n.index)
    slack = [n for n in entries if (t := scope.letter(n.name)) is not None and t.of == "nonneg"]
    slopes = [(n, gradient(objective, n)) for n in slack if n.name in scope.world.unknowns]
    return [n for n, slope in slopes if slope is not None and n.name not in names(slope)]


def _is_known(scope: Scope, lagrangian: Definition, world: World, clock: Clock) -> bool:
    """Whether the program's Lagrangian is the problem's, hard or soft margin as it may be."""
    made = world.definitions[lagrangian.name][0].body
    sought = dependencies(scope, made) & {*scope.world.unknowns}
    return any(
        sought == dependencies(scope, body) & {*scope.world.unknowns}
        and compare(scope, "=", made, body, clock, count=2).outcome == "holds"
        for body in (lagrangian.body, *lagrangian.alternatives)
    )

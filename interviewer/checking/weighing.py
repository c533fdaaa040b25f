"""Which of two readings' verdicts on a line stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from interviewer.checking.claims.near_misses import WITH_A_SLIP
from interviewer.checking.claims.result import DEFINITION
from interviewer.checking.claims.supposing import TAKEN
from interviewer.checking.clauses import judge_clauses
from interviewer.checking.clock import Clock, OutOfTime
from interviewer.checking.judged import Judged, by_shapes, rank
from interviewer.checking.names_of_lines import introduced, names_touched
from interviewer.checking.problem.aliases import knows_somewhere, takes_nothing
from interviewer.checking.problem.other_worlds import with_world
from interviewer.checking.problem.scope import Held, Scope
from interviewer.checking.problem.world import Letter, World
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.readings import names_spoken_of, readings_of
from interviewer.checking.values.arrays import INDEXED_NUMBER
from interviewer.notation.clause import Clause, Line
from interviewer.notation.tree import Call, Rel, Sym, names
from interviewer.notation.unreadable import Unreadable

FIT_SECONDS = 0.5  # for an earlier line in another reading of the problem


def assumed_in(judged: Judged) -> Mapping[str, Letter]:
    """The letters of which a verdict has guessed what they are."""
    return (judged.result.assumed if judged.result is not None else None) or {}


def passed_over(judged: Judged, best: Judged, scope: Scope, world: World, line: Line, renamed: bool) -> bool:
    """Whether a verdict says nothing beside the best one so far, whatever it is."""
    unfit = scope.trusting and by_shapes(best)  # A = diag(a) is not the design matrix
    failed = best.kind == "refuted" and not unfit
    if failed and _only_introduces(judged, best, line, scope, world):
        return True
    if judged.kind == "given" and best.message.endswith(WITH_A_SLIP):
        return True  # no new name because another reading of the problem lacks what it nearly is
    if _bounds_by_chance(best, judged, scope, world):
        return True
    if (failed or world is not scope.world) and names_spoken_of(judged, scope):
        return True  # what an earlier line speaks of is not defined anew by a reading that does not know it
    return judged.kind == "undecided" and (renamed or world is not scope.world)  # what does not fit says nothing


def outranks(judged: Judged, best: Judged, scope: Scope) -> bool:
    """Whether a verdict is better than the best one so far: by its kind, or as one in which the shapes fit.

    What fails at a claim that another reading bears is no better than that reading where it goes no further.
    """
    bears_more = best.accepted > judged.accepted and not scope.context
    if judged.kind == "refuted" and best.kind == "undecided" and bears_more:
        return False
    fit = judged.kind == "refuted" and by_shapes(best) and not by_shapes(judged)
    return rank(judged) < rank(best) or _aside(best, scope) or fit or _of_later_stage(judged, best)


def _of_later_stage(judged: Judged, best: Judged) -> bool:
    """Of two readings that the shapes forbid, that in which what is sought is free: there a slip shows, `Σ_k = Σ_i γ_ik vᵀv/N_k`."""
    if not (by_shapes(judged) and by_shapes(best) and judged.read_in is not None and best.read_in is not None):
        return False
    return bool(judged.read_in.world.stage) and not best.read_in.world.stage


def has_stages(scope: Scope) -> bool:
    """Whether a later stage of the derivation may take for given what an earlier line has computed."""
    return any(v.stage for v in scope.world.variants)


def forgets(scope: Scope, assumed: Iterable[str]) -> bool:
    """Whether a reading takes for a new letter what earlier lines use as another name of one of the problem's."""
    his = scope.fresh.union(*map(names, scope.conditions))  # `β = 1/σ²`, of another shape than the problem's
    return any(n in scope.spoken and scope.world.aliases.get(n) and n not in his for n in assumed)


def _bounds_by_chance(best: Judged, judged: Judged, scope: Scope, world: World) -> bool:
    """`p(D) ≥ p(D|θ)` fails where both are distributions: that it holds of letters drawn apart says nothing."""
    settled = world is scope.world or world is scope.setting or bool(world.only_with)
    if settled or best.kind != "refuted" or judged.kind != "verified" or best.read_in is None:
        return False
    roles = zip(judged.nodes, judged.line.clauses if judged.line is not None else (), strict=False)
    claimed = [n for n, clause in roles if isinstance(n, Rel) and clause.role == "claim"]
    ordered = bool(claimed) and all(set(n.ops) <= {"<", ">", "<=", ">="} for n in claimed)
    known = best.result is not None and best.result.witness is not None and not best.result.assumed
    return ordered and known and best.read_in.world is scope.world


_PUT_IN_FORCE = frozenset([DEFINITION, TAKEN, "an assumption", ""])


def _only_introduces(judged: Judged, best: Judged, line: Line, scope: Scope, world: World) -> bool:
    """`define z = W a + b` names nothing new because a reading of the problem lacks z, nor does `let q(z) = p(x, z)`.

    What is new in the best reading so far as well is.
    """
    nodes = [c.node for c in line.clauses if isinstance(c.node, Rel)]
    heads = [(h, len(n.ops) > 1) for n in nodes if isinstance(h := n.operands[0], Call | Sym)]
    named = {h.fn.name if isinstance(h, Call) else h.name for h, _ in heads}
    chained = {h.fn.name if isinstance(h, Call) else h.name for h, chain in heads if chain}
    made = judged.scope.own.keys() - scope.own.keys() - best.scope.own.keys()
    new = {n for n in made if n not in world.definitions and n not in world.letters}
    anew = new & (chained if judged.kind == "verified" else named)  # of a chain, `W(α) = A = B`, the rest may follow
    put_in_force = judged.result is None or judged.result.message in _PUT_IN_FORCE
    if not anew and not (judged.kind == "given" and put_in_force):
        return False
    functions = {h.fn.name for h, _ in heads if isinstance(h, Call) and len(h.args) > 1}
    if anew and anew <= {n for n in functions if all(takes_nothing(scope, t) for t in scope.world.aliases.get(n, ()))}:
        return False  # a(q, k) where a is but another name of the weights
    named = anew or named
    named |= {target for name in named for target in scope.world.aliases.get(name, ())}
    fixed = {n for n, ds in scope.world.definitions.items() if any(d.fixed for d in ds)}
    dressed = any("." in n and knows_somewhere(scope, n.split(".")[0]) for n in named)  # α* is no new name beside α
    return dressed or world is not scope.world or bool(named & (fixed | scope.world.distributions.keys()))


def fits(scope: Scope, world: World, clock: Clock) -> bool:
    """Whether a reading of the problem bears the candidate's earlier lines: none that was accepted is refuted in it."""
    return all(
        line.world is world or line.world.stage != world.stage or not _refuted_in(line, world, clock)
        for line in scope.held
    )


def _chooses_form(scope: Scope, clauses: Iterable[Clause]) -> bool:
    """`L = −Σ_k y_k log a_k`, where the loss has several forms: a reading that cannot tell which of them is meant is not meant."""
    heads = (c.node.operands[0] for c in clauses if isinstance(c.node, Rel) and c.node.ops[0] in ("=", ":="))
    named = (h.fn.name if isinstance(h, Call) else h.name for h in heads if isinstance(h, Call | Sym))
    return any(d.sense and d.alternatives for n in named for d in scope.world.definitions.get(n, ()))


def _refuted_in(held: Held, world: World, clock: Clock) -> bool:
    """Whether an accepted line fails in another reading of the problem, or takes too long; one that cannot be judged there does not."""

    def failing() -> bool:
        here, failed = with_world(held.before, world), False
        for line in readings_of(held.text, here):
            if not (world.changed | held.world.changed) & names_touched(line, held.before):
                return False
            for nodes in alias_readings(here, tuple(c.node for c in line.clauses), introduced(line, here)):
                clauses = tuple(replace(c, node=prepare(n, here)) for c, n in zip(line.clauses, nodes, strict=True))
                judged = judge_clauses(here, clauses, within)
                if judged.kind in ("verified", "given"):
                    return False
                failed = failed or judged.kind == "refuted" or judged.message == INDEXED_NUMBER  # p_k where p is one
                failed = failed or (judged.kind == "undecided" and _chooses_form(here, clauses))
        return failed

    within = Clock.of(FIT_SECONDS, within=clock)
    try:
        return held.before.remember(f"fails {id(world)} {held.text}", failing)
    except Unreadable:
        return False
    except OutOfTime:
        return True  # what has not been told may not decide for this reading


def _aside(best: Judged, scope: Scope) -> bool:
    """Whether all there is so far is a reading of the problem that could not judge the line."""
    return best.kind == "undecided" and best.read_in is not None and best.read_in.world is not scope.world

"""A candidate's line to a verdict: the best over all sensible readings, confirmed before it is told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from interviewer.checking.claims.near_misses import WITH_A_SLIP
from interviewer.checking.claims.supposing import TAKEN
from interviewer.checking.claims.weights import with_form
from interviewer.checking.clause_order import under_laws
from interviewer.checking.clauses import judge_clauses
from interviewer.checking.clock import Clock, OutOfTime
from interviewer.checking.confirming import UNKNOWN
from interviewer.checking.evaluation.arrays import INDEXED_NUMBER
from interviewer.checking.judged import Judged, by_shapes, rank
from interviewer.checking.models.assume import index_names, undeclared
from interviewer.checking.named_in_words import with_words_heard
from interviewer.checking.own.columns import with_parts
from interviewer.checking.problem.aliases import knows_somewhere, takes_nothing
from interviewer.checking.problem.other_worlds import with_world
from interviewer.checking.problem.scope import Held, Scope
from interviewer.checking.problem.world import World
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.assigned_states import with_assigned_states
from interviewer.checking.reading.at_optimum import speaks_of_optimum
from interviewer.checking.reading.common_members import with_common_members
from interviewer.checking.reading.estimates import at_estimate
from interviewer.checking.reading.guessing import given_in, guessed
from interviewer.checking.reading.independent_laws import with_independence
from interviewer.checking.reading.kronecker import with_kronecker
from interviewer.checking.reading.laws_of_numbers import names_laws_of_numbers
from interviewer.checking.reading.other_sizes import at_other_sizes
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.reading.shapes import transposes_numbers
from interviewer.checking.reading.signs import shows
from interviewer.checking.reading.taken_steps import with_steps
from interviewer.checking.readings import (
    by_acquaintance,
    contradicts,
    ends_nowhere,
    introduced,
    leaning_on_quantified,
    made_trivial,
    names_spoken_of,
    names_touched,
    readings_of,
    sizeless,
    with_claim,
    without_bare_samples,
    worlds_for,
)
from interviewer.checking.told.activations import with_activation
from interviewer.checking.told.additive_noise import noise_in, where_noise_is
from interviewer.checking.told.named_laws import with_named_laws
from interviewer.checking.told.objectives import with_told_objective
from interviewer.checking.told.priors import flat_in_words
from interviewer.checking.told.spaces import declared_anew, elsewhere, has_room
from interviewer.notation.clause import Line
from interviewer.notation.tree import Call, Node, Rel, Sym, names, walk
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.words.passing import without_mentions

FIT_SECONDS = 0.2  # for an earlier line in another reading of the problem
_OF_ANY = re.compile(r"\(\s*(?:·|\.|\\cdot)\s*(?:\||∣|\\mid)")  # q(·|x)
EVENT_IN_WORDS = "the event of this probability is told in words; write it as a formula, such as P(z = 1 | x)"
TOLD_IN_WORDS = "what is said of a formula in words I cannot judge; write it as an equation"


def judge_line(scope: Scope, text: str, clock: Clock) -> Judged:
    """The best verdict over all sensible readings: a line is right if one of them is."""
    best: Judged | None = None
    flat: Judged | None = None
    scope = with_form(with_activation(flat_in_words(scope, text), text), text)
    scope = replace(scope, about=scope.world.spoken_of(f"{scope.context} {text}"))
    try:
        read = with_common_members(readings_of(text, scope), scope)
        for line in with_assigned_states(with_kronecker(read, scope), scope):
            nodes = (n for c in line.clauses for n in walk(c.node))
            if not _OF_ANY.search(text) and any(
                isinstance(n, Call) and n.given and not (n.args or n.params) for n in nodes
            ):
                return Judged("undecided", None, scope, line, EVENT_IN_WORDS)
            line = replace(line, clauses=under_laws(scope, with_independence(line.clauses)))
            line = line if scope.trusting else at_other_sizes(scope, with_claim(without_bare_samples(line)))
            scope, line = with_named_laws(*with_parts(scope, line))
            scope, line = noise_in(scope, line)
            scope = where_noise_is(scope, (c.node for c in line.clauses))
            if not scope.trusting:  # else it has been taken in already
                scope, line = at_estimate(*with_told_objective(scope, line, clock))
            whole, (line, told) = line, (line, False) if scope.trusting else without_mentions(line)
            touched = names_touched(line, scope)
            quantified = leaning_on_quantified(line, scope)
            for world, foreign in by_acquaintance(worlds_for(scope, text), line, scope):
                if foreign and best is not None and rank(best) < 3:
                    continue
                if world.changed and not world.changed & touched and best is not None:
                    continue
                if world.changed & quantified:
                    continue  # said of every activation: no output without one
                shown = all(
                    not signs or any(shows(line, sign, scope) for sign in signs)
                    for signs in (world.only_with, world.and_with)
                )
                shown = shown or any(h.world.only_with == world.only_with for h in scope.held)  # by a line before
                if sizeless(line, scope, world):
                    continue
                if contradicts(scope, world) or names_laws_of_numbers(line, world):
                    continue
                if not (shown or world is scope.setting):
                    continue
                here = replace(with_world(scope, world), optimal=speaks_of_optimum(line, world, scope.context))
                here = declared_anew(line, here, clock)
                if not has_room(line, here, clock):
                    continue
                apart = introduced(line, here) | elsewhere(line, here, clock)
                named = alias_readings(here, tuple(c.node for c in line.clauses), apart)
                seen: set[tuple[Node, ...]] = set()
                for k, nodes in enumerate(named):
                    if nodes in seen:
                        continue  # other names, the same formula
                    seen.add(nodes)
                    if made_trivial(line, nodes) or (k and best is not None and best.kind == "given"):
                        continue
                    if k and best is not None and ends_nowhere(nodes, here):
                        continue
                    clauses = tuple(
                        replace(c, node=with_steps(here, prepare(n, here)))
                        for c, n in zip(line.clauses, nodes, strict=True)
                    )
                    try:
                        judged = judge_clauses(here, clauses, clock)
                    except RecursionError:  # what defines itself in this reading may not in another
                        judged = Judged(
                            "undecided", None, here, message="a definition that refers to itself without end"
                        )
                    judged = judged if scope.trusting else with_words_heard(judged, line)
                    if (told and judged.kind == "verified") or (line is not whole and judged.kind == "given"):
                        judged = replace(judged, kind="undecided", message=TOLD_IN_WORDS)
                    judged = replace(
                        judged,
                        line=line,
                        nodes=tuple(c.node for c in clauses),
                        read_in=here,
                        scope=with_world(judged.scope, scope.world),
                    )
                    assumed = (judged.result.assumed if judged.result is not None else None) or {}
                    if (
                        judged.kind == "refuted"
                        and not scope.trusting
                        and guessed(scope, here, assumed, given_in(nodes) if foreign else None)
                    ):
                        judged = replace(judged, kind="undecided", message=UNKNOWN.format(min(assumed)))
                    bare = judged.kind == "given" and bool(scope.spoken) and not scope.trusting
                    unknown = undeclared(here, nodes, index_names(nodes))[0] if bare else set[str]()
                    lost = judged.kind == "refuted" and best is not None and best.kind == "undecided"
                    if (judged.kind in ("verified", "given") or lost) and _forgets(scope, {*assumed, *unknown}):
                        continue  # what earlier lines say of a letter holds for it, whatever the problem calls it
                    if transposes_numbers(here, nodes, assumed):
                        flat = flat or judged  # stands only where no reading has vectors there
                        continue
                    unfit = scope.trusting and by_shapes(best)  # A = diag(a) is not the design matrix
                    if best is not None and best.kind == "refuted" and not unfit:
                        if _only_introduces(judged, line, scope, world):
                            continue
                    if best is not None and judged.kind == "given" and best.message.endswith(WITH_A_SLIP):
                        continue  # no new name because another reading of the problem lacks what it nearly is
                    if best is not None and _bounds_by_chance(best, judged, scope, world):
                        continue
                    settled = best is not None and ((best.kind == "refuted" and not unfit) or world is not scope.world)
                    if settled and names_spoken_of(judged, scope):
                        continue  # what an earlier line speaks of is not defined anew by a reading that does not know it
                    if best is not None and judged.kind == "undecided" and (k or world is not scope.world):
                        continue  # letters or a variant of the problem that do not fit say nothing
                    if judged.kind in ("verified", "given") and not _fits(scope, world, clock):
                        break
                    fits = judged.kind == "refuted" and by_shapes(best) and not by_shapes(judged)
                    if best is None or rank(judged) < rank(best) or _aside(best, scope) or fits:
                        best = judged
                    if best.kind == "verified" or (judged is best and best.kind == "given" and not k):
                        return best  # what only introduces a name known in the problem may say more in another reading
                settled = world is scope.setting and world.changed & touched and not _has_stages(scope)
                if settled and best is not None and rank(best) == 2:
                    return best
    except Unreadable as error:
        return Judged("undecided", None, scope, None, str(error))
    except OutOfTime:
        if best is None or best.kind == "undecided":
            return Judged(
                "undecided", None, scope, None, "this takes too long to check; split the line into smaller steps"
            )
        return (
            replace(best, kind="undecided", message="this takes too long to check; split the line into smaller steps")
            if best.kind == "refuted"
            else best
        )
    except RecursionError:
        return Judged("undecided", None, scope, None, "the formula is nested too deeply")
    return best or flat or Judged("undecided", None, scope, None, "there is no formula in this line")


def _has_stages(scope: Scope) -> bool:
    """Whether a later stage of the derivation may take for given what an earlier line has computed."""
    return any(v.stage for v in scope.world.variants)


def _forgets(scope: Scope, assumed: Iterable[str]) -> bool:
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


_PUT_IN_FORCE = frozenset(["a definition", TAKEN, "an assumption", ""])


def _only_introduces(judged: Judged, line: Line, scope: Scope, world: World) -> bool:
    """`define z = W a + b` names nothing new because a reading of the problem lacks z, nor does `let q(z) = p(x, z)`."""
    nodes = [c.node for c in line.clauses if isinstance(c.node, Rel)]
    heads = [(h, len(n.ops) > 1) for n in nodes if isinstance(h := n.operands[0], Call | Sym)]
    named = {h.fn.name if isinstance(h, Call) else h.name for h, _ in heads}
    chained = {h.fn.name if isinstance(h, Call) else h.name for h, chain in heads if chain}
    new = {
        n for n in judged.scope.own.keys() - scope.own.keys() if n not in world.definitions and n not in world.letters
    }
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


def _fits(scope: Scope, world: World, clock: Clock) -> bool:
    """Whether a reading of the problem bears the candidate's earlier lines: none that was accepted is refuted in it."""
    return all(
        line.world is world or line.world.stage != world.stage or not _refuted_in(line, world, clock)
        for line in scope.held
    )


def _refuted_in(held: Held, world: World, clock: Clock) -> bool:
    """Whether an accepted line fails in another reading of the problem; one that cannot be judged there does not."""

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
        return failed

    within = Clock.of(FIT_SECONDS, within=clock)
    try:
        return held.before.remember(f"fails {id(world)} {held.text}", failing)
    except (OutOfTime, Unreadable):
        return False


def _aside(best: Judged, scope: Scope) -> bool:
    """Whether all there is so far is a reading of the problem that could not judge the line."""
    return best.kind == "undecided" and best.read_in is not None and best.read_in.world is not scope.world

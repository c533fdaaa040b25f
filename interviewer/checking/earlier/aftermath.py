"""What is in force once an earlier line has been judged, and which names it leaves open.

What a line says is taken in as far as it was understood. Where it was not, the names it speaks of are `unread`, or `unsettled`
where it says what they are: nothing is refuted of them from there on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from interviewer.checking.clock import Clock
from interviewer.checking.earlier.assumptions import without_contradiction
from interviewer.checking.earlier.leaving import left_by
from interviewer.checking.earlier.likelihoods import with_likelihood
from interviewer.checking.earlier.lost import (
    heads_lost,
    heads_not_taken,
    heads_passed_over,
    leaning_on,
    moments_unread,
    of_another_kind,
    set_anew,
)
from interviewer.checking.earlier.meant import carried_meant, objectives_meant
from interviewer.checking.earlier.noting import noted
from interviewer.checking.earlier.specifying import says_known_laws
from interviewer.checking.judged import Judged, by_shapes
from interviewer.checking.models.undeclared import index_names, undeclared
from interviewer.checking.problem.aliases import knows_somewhere
from interviewer.checking.problem.own_objective import with_own_objective
from interviewer.checking.problem.scope import Held, Scope
from interviewer.checking.reading.taken_steps import taking
from interviewer.checking.reading.through import through
from interviewer.checking.told.commentary import spoken_of
from interviewer.checking.told.draws import with_law_of_draw
from interviewer.checking.told.index_bounds import bounds_besides, orders_indices
from interviewer.checking.told.laws_unread import laws_unread, points_of_bare_laws
from interviewer.checking.told.spoken_letters import subjects_of
from interviewer.notation.clause import Line
from interviewer.notation.tree import Call, Node, Rel, Sym, names, relations, walk
from interviewer.notation.words.objectives import names_sense, program_of, sense_told
from interviewer.notation.words.restricting import HEDGING, HELD_FIXED, said_besides


@dataclass(frozen=True)
class Told:
    """A line in the course of being taken in: the scopes it has gone through, and its verdict."""

    text: str
    given: Scope  # before the line
    scope: Scope  # with what its words have put in force
    specified: Scope  # and the values, spaces and activations they tell
    before: Scope  # as it was judged
    judged: Judged

    @property
    def accepted(self) -> bool:
        return self.judged.kind in ("verified", "given")

    @property
    def described(self) -> bool:
        """Whether words say of letters what they are."""
        own, before, scope = self.before.own != self.scope.own, self.before, self.scope
        return own or before.types != self.specified.types or before.traits != scope.traits


def left_in_force(told: Told, clock: Clock) -> Scope:
    """The scope with what the line says, `told.before` itself where none of it was taken in."""
    before, judged = told.before, told.judged
    doubted = judged.kind == "undecided" and any(program_of(n) is not None for n in judged.nodes)
    after = with_own_objective(before, judged.nodes) if judged.kind == "refuted" or doubted else before
    after = left_by(before, judged, clock) if after is before else after
    after = without_contradiction(before, after, clock)
    after = with_likelihood(with_law_of_draw(after, before), before)
    bounds = bounds_besides(after, judged.nodes)
    return replace(after, filters=(*after.filters, *bounds)) if bounds else after


def in_the_end(told: Told, after: Scope) -> Scope:
    """The scope for the lines after it, made of what the line has left in force."""
    unheard = _unheard(told) if after is told.before else None
    silent = unheard is not None and told.judged.kind == "undecided" and not (unheard or told.described)  # commentary
    after = _with_unread(told, after, unheard)
    after = _with_unsettled(told, _with_lost(told, after))
    after = _in_told_sense(after, told.given, told.text)
    after = replace(after, conditions=tuple(c for c in after.conditions if not _of_an_event(c)))
    after = _with_clash(told, _without_places(told, after), silent)
    after = _with_names(told, _as_held(told, after))
    noisy = any(
        h.world is after.setting and not h.text for h in told.scope.held
    )  # a line on the noise settles no other
    return replace(after, trusting=False, setting=told.scope.setting if noisy else after.setting)


def _without_places(told: Told, after: Scope) -> Scope:
    """The scope without the j > i of `S_ij = −∞ for j > i`, and without an S that is so everywhere: of other places nothing is said.

    What such entries are made to be is a model of another kind, unless it is a mask that the problem knows.
    """
    clauses = told.judged.line.clauses if told.judged.line is not None else ()
    placed = [n for c, p in pairwise(clauses) if isinstance(n := c.node, Rel) and orders_indices(after, p)]
    if not placed:
        return after
    places = {p.node for p in clauses if orders_indices(after, p)}
    partly = {n for n in after.own.keys() - told.scope.own.keys() if any(d.index for d in after.own[n])}
    own = {n: ds for n, ds in after.own.items() if n not in partly}
    filters = tuple(f for f in after.filters if f in told.scope.filters or f not in places)
    if not all("infty" in names(n) for n in placed):
        after = replace(after, unread=after.unread | _made_of(after, partly))
    return replace(after, filters=filters, own=own)


def _made_of(scope: Scope, found: set[str]) -> frozenset[str]:
    """What the problem calls these, and what it makes of them: the weights of scores, and the rows of the output."""
    known = found | {d.name for n in found for d in through(scope, n)}
    known |= {row for row, whole in scope.world.row_families.items() if whole in known}
    return frozenset(known | {n for n, targets in scope.world.aliases.items() if known.intersection(targets)})


def _unheard(told: Told) -> frozenset[str]:
    """The names of which a line says something, where nothing of it was taken in."""
    if told.described or says_known_laws(told.scope, told.text):
        return frozenset()
    return spoken_of(told.scope, told.text)


def _with_unread(told: Told, after: Scope, unheard: frozenset[str] | None) -> Scope:
    """The scope with the letters of which the line says what was not taken in."""
    before, judged = told.before, told.judged
    if unheard is not None:
        return replace(before, unread=told.scope.unread | unheard)
    if told.accepted and (judged.line is None or not said_besides(judged.line, heard=HELD_FIXED)):
        return after
    spoken = subjects_of(told.text, told.scope.vocabulary) - index_names(judged.nodes) - _familiar(judged, before)
    spoken -= frozenset[str]().union(*(names(d.body) for ds in after.own.values() for d in ds))
    spoken -= _settled(judged, before, after)
    strange = {n for n in spoken if n in after.fresh or not knows_somewhere(after, n)}
    return replace(after, unread=after.unread | strange)


def _with_lost(told: Told, after: Scope) -> Scope:
    """The scope with what the line says of the problem's own quantities left open, and with cases told in words."""
    before, judged = told.before, told.judged
    if not told.accepted:
        passed_over = heads_passed_over(judged, told.given, after) if after is not before else frozenset[str]()
        after = replace(after, unread=after.unread | heads_lost(after, judged) | of_another_kind(judged) | passed_over)
    if judged.line is not None and _cases_in_words(judged.line):
        unread = subjects_of(told.text, told.scope.vocabulary)
        unsettled = told.scope.unsettled | before.fresh & unread
        after = replace(before, unread=told.scope.unread | unread, unsettled=unsettled)
    return after


def _with_unsettled(told: Told, after: Scope) -> Scope:
    """The scope with the names of which the line says what they are, in a way that was not taken in."""
    before, judged = told.before, told.judged
    if not told.accepted:
        after = replace(after, unsettled=after.unsettled | moments_unread(after, judged.nodes))
    if by_shapes(judged):  # `p = Φ(a)` with a Φ that is no function of the problem's
        after = replace(after, unsettled=after.unsettled | heads_not_taken(judged, before, after))
    if judged.kind == "undecided":
        after = replace(after, unread=after.unread | laws_unread(after, judged.nodes))
        after = replace(after, unsettled=after.unsettled | (set_anew(after, judged.nodes) - after.traits.keys()))
    if after.unsettled:
        after = replace(after, unsettled=leaning_on(after.unsettled, judged))
    return replace(after, unread=after.unread - after.traits.keys()) if told.described else after


def _with_clash(told: Told, after: Scope, silent: bool) -> Scope:
    """The scope with whether the line said what the problem does not, and whether nothing of that was taken in."""
    given, scope = told.given, told.scope
    own_objective = any(d.carried and d.sense for n, ds in after.own.items() if ds != given.own.get(n) for d in ds)
    strange = not (told.accepted or own_objective or silent)
    taken = _in_force(after) != _in_force(given)
    foreign = scope.foreign or (strange and (not taken or _contradicts_quantity(after, given)))
    return replace(after, clash=scope.clash or strange, foreign=foreign)


def _contradicts_quantity(after: Scope, before: Scope) -> bool:
    """Whether what was taken in is a condition that is another formula for the problem's quantity: `p = σ(b)`."""
    heads = (c.operands[0] for c in after.conditions if c not in before.conditions and c.ops == ("=",))
    return any(
        isinstance(h, Sym)
        and not h.index
        and before.world.letters.get(h.name) is None
        and any(h.name in w.definitions for w in (before.world, *before.world.variants))
        for h in heads
    )


def _as_held(told: Told, after: Scope) -> Scope:
    """The scope with a line that was accepted, and with which objectives it has called by names that may be several's."""
    judged, held = told.judged, told.scope.held
    if told.accepted and judged.read_in is not None:
        held = (*held, Held(told.text, told.specified, judged.read_in.world))
        after = replace(taking(after, judged.nodes), meant=objectives_meant(told.scope, judged))
    return replace(after, held=held, meant=carried_meant(told.given, after, judged))


def _with_names(told: Told, after: Scope) -> Scope:
    """The scope with the line's words, the names spoken of, and those that stand for nothing of the problem's any more."""
    beside = _beside(after, told.judged)
    after = replace(after, unread=after.unread | beside | points_of_bare_laws(told.judged.nodes))
    read_in = told.judged.read_in if told.accepted else None
    fresh = after.fresh | _standing(after, told.before, read_in) | beside
    return noted(replace(after, fresh=fresh), told.scope, told.text)


def _in_force(scope: Scope) -> tuple[object, ...]:
    return scope.own, scope.types, scope.traits, scope.filters, scope.conditions


def _of_an_event(condition: Node) -> bool:
    """`θ = P(heads)`: of what is told in words no model can be moved to meet anything."""
    return any(isinstance(n, Call) and not (n.args or n.given or n.params) for n in walk(condition))


def _in_told_sense(after: Scope, before: Scope, text: str) -> Scope:
    """What `we maximise J(w) = ℓ(w) − λ‖w‖²` calls by the name of a loss is to be large."""
    sense = sense_told(tuple(text.casefold().split())) if names_sense(text) else ""
    for name, ds in after.own.items():
        if sense and ds != before.own.get(name) and ds[0].carried and ds[0].sense not in ("", sense):
            after = after.with_definition(replace(ds[0], sense=sense))
    return after


def _beside(scope: Scope, judged: Judged) -> frozenset[str]:
    """The a of `α₁ = α₂ =: a`, `call both a`: a letter that others have for the problem's α, and that is another one beside it."""
    clauses = judged.line.clauses if judged.line is not None else ()
    pairs = [(o, c.node.operands[0]) for c in clauses if isinstance(c.node, Rel) for o in c.node.operands[1:]]
    pairs += [(c.node, d.node) for c in clauses if c.role == "let" for d in clauses]
    bare = ((new.name, names(old)) for new, old in pairs if isinstance(new, Sym) and not new.index)
    known = scope.world.letters
    return frozenset(n for n, olds in bare if n not in known and olds & {*scope.world.aliases.get(n, ())})


def _standing(after: Scope, before: Scope, read_in: Scope | None) -> frozenset[str]:
    """The ω of `J(θ) = Σᵢ ωᵢ(yᵢ − θᵀxᵢ)²`: what a definition of his keeps as it is stands for nothing else from there on."""
    new = [d for name, ds in after.own.items() if ds != before.own.get(name) for d in ds]
    kept = frozenset[str]().union(*(names(d.body) - {*d.params, *d.given, *d.index} for d in new))
    worlds = [w for w in (after.setting, read_in.world if read_in is not None else None) if w is not None]
    known = {n for w in worlds for n in w.letters}  # the a of a + bx is the problem's in its reading
    return frozenset(n for n in kept if after.world.aliases.get(n) and not after.knows(n) and n not in known)


def _familiar(judged: Judged, before: Scope) -> frozenset[str]:
    """The letters by which the relations of a line name what the problem has, the μ of μ_θ(x_t, t); not what it sets anew."""
    if judged.line is None or judged.read_in is None:
        return frozenset()
    strange = frozenset[str]().union(*undeclared(judged.read_in, judged.nodes, set()))
    related = relations(c.node for c in judged.line.clauses)
    heads = [n.operands[0].fn if isinstance(n.operands[0], Call) else n.operands[0] for n in related]
    set_anew = {h.name for h in heads if isinstance(h, Sym)}
    return frozenset[str]().union(*map(names, related)) - strange - set_anew - before.fresh


def _settled(judged: Judged, before: Scope, after: Scope) -> frozenset[str]:
    """The H of `let H(q) = … denote the entropy`: what a formula says entirely, unless words say when it is so."""
    if judged.line is None or HEDGING & set(judged.line.words):
        return frozenset()
    new = frozenset(n for n, ds in after.own.items() if ds != before.own.get(n))
    if judged.kind not in ("verified", "given"):
        return new
    related = [c.node for c in judged.line.clauses if isinstance(c.node, Rel) and c.node.ops[0] in ("=", ":=")]
    ends = [o for n in related for o in (n.operands[0], n.operands[-1])]  # and the ζ of `α₁y₁ + α₂y₂ = ζ`
    return new | {h.fn.name if isinstance(h, Call) else h.name for h in ends if isinstance(h, Call | Sym)}


def _cases_in_words(line: Line) -> bool:
    """`uᵀx > 0 if y = 1 and uᵀx < 0 if y = 0`: each condition belongs to a claim of its own, and none holds throughout."""
    supposed = sum(c.role == "assume" and isinstance(c.node, Rel) for c in line.clauses)
    return line.words.count("if") > 1 and supposed > 1

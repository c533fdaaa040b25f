"""What a line leaves in force for the lines after it, whether it was right or wrong."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.weights import with_form
from interviewer.checking.clock import Clock
from interviewer.checking.earlier.leaving import left_by
from interviewer.checking.earlier.lost import (
    heads_lost,
    heads_not_taken,
    leaning_on,
    moments_unread,
    of_another_kind,
    set_anew,
)
from interviewer.checking.earlier.meant import carried_meant, objectives_meant
from interviewer.checking.earlier.specifying import says_known_laws, specified_by, with_random_numbers
from interviewer.checking.earlier.whole_lines import (
    at_sizes_of,
    optima_apart,
    optimum_of,
    with_data_told,
    with_laws_named,
    with_values_told,
)
from interviewer.checking.judged import Judged, by_shapes
from interviewer.checking.lines import judge_line
from interviewer.checking.models.assume import index_names, undeclared
from interviewer.checking.probability.samples import says_independent
from interviewer.checking.problem.aliases import knows_somewhere
from interviewer.checking.problem.own_objective import with_own_objective
from interviewer.checking.problem.scope import Held, Scope
from interviewer.checking.reading.adjoints import with_adjoint
from interviewer.checking.reading.empirical import with_empirical
from interviewer.checking.reading.taken_steps import taking
from interviewer.checking.told.activations import only_kind_told, with_activation
from interviewer.checking.told.additive_noise import noise_apart, with_additive_noise
from interviewer.checking.told.amounts import with_told_amounts
from interviewer.checking.told.commentary import spoken_of
from interviewer.checking.told.components import with_components
from interviewer.checking.told.draws import with_draws, with_law_of_draw
from interviewer.checking.told.equal_sizes import with_equal_sizes
from interviewer.checking.told.families import with_words
from interviewer.checking.told.freed import named_anew, with_freed
from interviewer.checking.told.gaussian_priors import prior_apart, with_own_gaussian
from interviewer.checking.told.index_bounds import bounds_besides, index_bounds
from interviewer.checking.told.laws_unread import laws_unread, points_of_bare_laws
from interviewer.checking.told.logits import with_logits
from interviewer.checking.told.objectives import set_by
from interviewer.checking.told.optima import with_optimum
from interviewer.checking.told.own_models import OWN_MODELS
from interviewer.checking.told.own_programs import with_own_program
from interviewer.checking.told.priors import flat_in_words, with_own_prior, with_posterior
from interviewer.checking.told.prose import apart, sentences, with_laws, without_asides
from interviewer.checking.told.spaces import with_spaces
from interviewer.checking.told.spoken_letters import (
    letters_of,
    subjects_of,
    supposed_in,
    tokens_claim,
)
from interviewer.checking.told.spoken_sizes import with_spoken_sizes
from interviewer.checking.told.tied import with_tied
from interviewer.notation.clause import Line
from interviewer.notation.tree import Call, Node, Rel, Sym, names, relations, walk
from interviewer.notation.words.objectives import names_sense, sense_told
from interviewer.notation.words.restricting import HEDGING, HELD_FIXED, said_besides


def absorb_line(scope: Scope, text: str, clock: Clock) -> Scope:
    """The scope after an earlier line of the candidate, whether that line was right or wrong."""
    text = without_asides(with_laws(text, scope.vocabulary))
    if len(parts := sentences(text)) > 1:
        for part in parts:
            scope = absorb_line(scope, part, clock)
        return scope
    scope = with_told_amounts(scope, text)
    if (accented := with_adjoint(scope, text)) is not scope:
        scope = accented
        if not tokens_claim(text, scope.vocabulary):
            return replace(scope, context=f"{scope.context} {text}")
    scope = with_optimum(with_draws(with_form(flat_in_words(scope, text), text), text), text)
    scope = with_equal_sizes(scope, text, clock)
    if says_independent(scope, text):
        return replace(scope, context=f"{scope.context} {text}")
    parts = apart(text)
    if len(parts) > 1 and any(with_own_prior(scope, part) is not scope for part in parts):
        for part in parts:  # a prior, and the objective that follows from it
            scope = absorb_line(scope, part, clock)
        return scope
    own = with_own_prior(scope, text)
    own = own if own is not scope else with_own_gaussian(scope, text)
    own = own if own is not scope else with_posterior(scope, text)
    own = own if own is not scope else with_additive_noise(scope, text)
    if own is not scope:
        spoken = scope.spoken | letters_of(text, scope.vocabulary)
        return replace(own, context=f"{scope.context} {text}", spoken=spoken)
    pieces = optima_apart(scope, text)
    pieces = pieces if len(pieces) > 1 else prior_apart(scope, text)
    pieces = pieces if len(pieces) > 1 else noise_apart(scope, text)
    if len(pieces) > 1:
        for piece in pieces:
            scope = absorb_line(scope, piece, clock)
        return scope
    if bounds := index_bounds(scope, text):
        return replace(scope, filters=(*scope.filters, *bounds), context=f"{scope.context} {text}")
    if (sized := at_sizes_of(scope, text)) is not None:
        return replace(
            sized, context=f"{scope.context} {text}", spoken=scope.spoken | letters_of(text, scope.vocabulary)
        )
    data, rest = with_data_told(scope, text)
    if data is not scope:
        for part in rest:
            data = absorb_line(data, part, clock)
        spoken = data.spoken | letters_of(text, scope.vocabulary)
        return replace(data, context=f"{scope.context} {text}", spoken=spoken)
    optimal = optimum_of(scope, text)
    if optimal:
        return replace(scope, filters=(*scope.filters, *optimal), context=f"{scope.context} {text}")
    shown, rest = with_components(scope, text)
    worded, rest = with_words(with_spoken_sizes(shown, rest), rest)
    if worded is not scope:
        spoken = scope.spoken | letters_of(text, scope.vocabulary)
        scope, text = replace(worded, spoken=spoken), rest
        if not tokens_claim(text, scope.vocabulary):
            unread = scope.unread | letters_of(supposed_in(text), scope.vocabulary)
            return replace(scope, context=f"{scope.context} {text}", unread=unread)
    if (program := with_own_program(scope, text, clock)) is not scope:
        return replace(
            program, context=f"{scope.context} {text}", spoken=scope.spoken | letters_of(text, scope.vocabulary)
        )
    given, (scope, silent) = scope, set_by(scope, text, clock)
    if silent:
        letters = letters_of(text, scope.vocabulary)
        elsewhere = only_kind_told(text) and with_activation(scope, text) is scope  # of the output layer alone
        unread = scope.unread | (subjects_of(text, scope.vocabulary) if elsewhere else frozenset())
        return replace(scope, context=f"{scope.context} {text}", spoken=scope.spoken | letters, unread=unread)
    named, alone = with_laws_named(scope, text)
    named, alone = (named, alone) if alone else (found := with_empirical(named, text), found is not named)
    if named is not scope and not alone:
        scope = named  # and what else the line says is judged
    elif named is not scope:
        spoken = scope.spoken | letters_of(text, scope.vocabulary)
        return replace(named, context=f"{scope.context} {text}", spoken=spoken)
    told, whole = with_tied(scope, text)
    told, whole = (told, whole) if whole else with_values_told(scope, text)
    if whole:
        spoken = scope.spoken | letters_of(text, scope.vocabulary)
        return replace(told, context=f"{scope.context} {text}", spoken=spoken)
    specified = with_activation(specified_by(with_logits(with_spaces(told, text), text), text), text)
    before = replace(with_random_numbers(specified, text), trusting=True)
    described = before.types != specified.types or before.own != scope.own or before.traits != scope.traits
    judged = judge_line(before, text, clock)
    if judged.kind != "verified":
        for told_by in OWN_MODELS:
            if (own := told_by(scope, text)) is not scope:
                spoken = scope.spoken | letters_of(text, scope.vocabulary)
                held = (*scope.held, Held(text, own, own.setting or own.world))  # the model that is in force bears it
                return replace(own, context=f"{scope.context} {text}", spoken=spoken, held=held)
    if judged.kind == "refuted" and (freed := with_freed(scope, judged)) is not scope:
        return absorb_line(freed, text, clock)
    if (named := named_anew(before, judged)) is not None:
        return absorb_line(named, text, clock)
    after = with_own_objective(before, judged.nodes) if judged.kind == "refuted" else before
    after = left_by(before, judged, clock) if after is before else after
    after = with_law_of_draw(after, before)
    if bounds := bounds_besides(after, judged.nodes):
        after = replace(after, filters=(*after.filters, *bounds))
    letters = letters_of(text, scope.vocabulary)
    told = before.own != scope.own  # laws, of what the whole line speaks of
    if after is before and judged.kind == "undecided" and not told and len(parts := apart(text)) > 1:
        for part in parts:
            scope = absorb_line(scope, part, clock)
        return scope
    silent = False  # commentary
    if after is before:
        unread = frozenset[str]() if described or says_known_laws(scope, text) else spoken_of(scope, text)
        silent = judged.kind == "undecided" and not (unread or described)
        after = replace(before, unread=scope.unread | unread)
    elif judged.kind in ("refuted", "undecided") or (
        judged.line is not None and said_besides(judged.line, heard=HELD_FIXED)
    ):
        spoken = subjects_of(text, scope.vocabulary) - index_names(judged.nodes) - _familiar(judged, before)
        spoken -= frozenset[str]().union(*(names(d.body) for ds in after.own.values() for d in ds))
        spoken -= _settled(judged, before, after)
        after = replace(
            after,
            unread=after.unread | {n for n in spoken if n in after.fresh or not knows_somewhere(after, n)},
        )
    if judged.kind in ("refuted", "undecided"):
        lost = heads_lost(after, judged) | (of_another_kind(judged) if after is not before else frozenset())
        after = replace(after, unread=after.unread | lost)
    if judged.line is not None and _cases_in_words(judged.line):
        unread = subjects_of(text, scope.vocabulary)
        after = replace(before, unread=scope.unread | unread, unsettled=scope.unsettled | before.fresh & unread)
    if judged.kind in ("refuted", "undecided"):
        after = replace(after, unsettled=after.unsettled | moments_unread(after, judged.nodes))
    if by_shapes(judged):  # `p = Φ(a)` with a Φ that is no function of the problem's
        after = replace(after, unsettled=after.unsettled | heads_not_taken(judged, before, after))
    if judged.kind == "undecided":
        after = replace(after, unread=after.unread | laws_unread(after, judged.nodes))
        after = replace(after, unsettled=after.unsettled | (set_anew(after, judged.nodes) - after.traits.keys()))
    after = replace(after, unsettled=leaning_on(after.unsettled, judged)) if after.unsettled else after
    after = replace(after, unread=after.unread - after.traits.keys()) if described else after
    after = _in_told_sense(after, given, text)
    after = replace(after, conditions=tuple(c for c in after.conditions if not _of_an_event(c)))
    own_objective = any(d.carried and d.sense for n, ds in after.own.items() if ds != given.own.get(n) for d in ds)
    strange = judged.kind in ("refuted", "undecided") and not (own_objective or silent)
    clash, foreign = scope.clash or strange, scope.foreign or (strange and _in_force(after) == _in_force(given))
    held = scope.held
    if judged.kind in ("verified", "given") and judged.read_in is not None:
        held = (*held, Held(text, specified, judged.read_in.world))
        after = replace(taking(after, judged.nodes), meant=objectives_meant(scope, judged))
    after = replace(after, meant=carried_meant(given, after, judged))
    beside = _beside(after, judged)
    after = replace(after, unread=after.unread | beside | points_of_bare_laws(judged.nodes))
    context, fresh = f"{scope.context} {text}", after.fresh | _standing(after, before) | beside
    after = replace(
        after, context=context, clash=clash, foreign=foreign, spoken=scope.spoken | letters, held=held, fresh=fresh
    )
    noisy = any(h.world is after.setting and not h.text for h in scope.held)  # a line on the noise settles no other
    return replace(after, trusting=False, setting=scope.setting if noisy else after.setting)


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


def _standing(after: Scope, before: Scope) -> frozenset[str]:
    """The ω of `J(θ) = Σᵢ ωᵢ(yᵢ − θᵀxᵢ)²`: what a definition of his keeps as it is stands for nothing else from there on."""
    new = [d for name, ds in after.own.items() if ds != before.own.get(name) for d in ds]
    kept = frozenset[str]().union(*(names(d.body) - {*d.params, *d.given, *d.index} for d in new))
    known = (
        after.setting.letters if after.setting is not None else {}
    )  # the a of a + bx is the problem's in its reading
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

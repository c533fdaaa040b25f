"""What a line leaves in force for the lines after it, whether it was right or wrong.

Many lines are settled by their words or by one formula of theirs; each kind by a step that is named for it. The others are
judged with what their words put in force, and leave what they say as far as it was understood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from interviewer.checking.claims.weights import with_form
from interviewer.checking.clock import Clock
from interviewer.checking.earlier.aftermath import Told, in_the_end, left_in_force
from interviewer.checking.earlier.assumptions import without_contradiction
from interviewer.checking.earlier.noting import heard, noted
from interviewer.checking.earlier.schedules import with_factors
from interviewer.checking.earlier.specifying import specified_by, with_random_numbers
from interviewer.checking.earlier.states_of_shares import with_states_of_shares
from interviewer.checking.earlier.whole_lines import (
    at_sizes_of,
    facts_of,
    gives_values,
    optima_apart,
    optimum_of,
    state_of,
    with_data_told,
    with_laws_named,
    with_values_told,
)
from interviewer.checking.lines import judge_line
from interviewer.checking.problem.scope import Held, Scope
from interviewer.checking.reading.adjoints import with_adjoint
from interviewer.checking.reading.empirical import with_empirical
from interviewer.checking.told.activations import only_kind_told, with_activation
from interviewer.checking.told.additive_noise import noise_apart, with_additive_noise
from interviewer.checking.told.amounts import with_told_amounts
from interviewer.checking.told.draws import with_draws
from interviewer.checking.told.equal_sizes import with_equal_sizes
from interviewer.checking.told.families import with_words
from interviewer.checking.told.freed import named_anew, with_freed, with_misfits_freed
from interviewer.checking.told.gaussian_priors import prior_apart, with_own_gaussian
from interviewer.checking.told.independence import says_independent
from interviewer.checking.told.index_bounds import index_bounds
from interviewer.checking.told.logits import with_logits
from interviewer.checking.told.mixtures.components import with_components
from interviewer.checking.told.models.data_laws import data_law_apart
from interviewer.checking.told.models.every import OWN_MODELS
from interviewer.checking.told.models.programs import with_own_program
from interviewer.checking.told.multipliers import with_multipliers_named
from interviewer.checking.told.objectives import set_by
from interviewer.checking.told.optima import with_optimum
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
from interviewer.checking.told.two_states import with_probabilities, with_two_states
from interviewer.notation.tree import Rel

Settle = Callable[[Scope, str, Clock], Scope | None]


def absorb_line(scope: Scope, text: str, clock: Clock) -> Scope:
    """The scope after an earlier line of the candidate; values of an example say nothing else than the problem does."""
    after = with_factors(scope, with_states_of_shares(scope, _absorbed(scope, text, clock)))
    return replace(after, clash=scope.clash) if after.clash and gives_values(scope, text) else after


def _absorbed(scope: Scope, text: str, clock: Clock) -> Scope:
    text = without_asides(with_laws(text, scope.vocabulary))
    scope, text = with_two_states(scope, text)
    if len(parts := sentences(text)) > 1:
        return _absorb_all(scope, parts, clock)
    scope, whole = _with_quantities_told(scope, text, clock)
    if whole:
        return heard(scope, scope, text)
    for settle in _SETTLED_BY:
        if (after := settle(scope, text, clock)) is not None:
            return after
    scope, text, whole = _with_components_told(scope, text)
    if whole:
        return scope
    if (program := with_own_program(scope, text, clock)) is not scope:
        return noted(program, scope, text)
    given = scope
    scope, whole = _with_objective_told(scope, text, clock)
    if whole:
        return scope
    scope, whole = _with_laws_named(scope, text)
    if whole:
        return scope
    told, whole = with_tied(scope, text)
    told, whole = (told, whole) if whole else with_values_told(scope, text)
    told = without_contradiction(scope, told, clock)
    if whole:
        return noted(told, scope, text)
    return _absorb_judged(given, scope, told, text, clock)


def _absorb_all(scope: Scope, texts: Iterable[str], clock: Clock) -> Scope:
    for text in texts:
        scope = absorb_line(scope, text, clock)
    return scope


def _with_quantities_told(scope: Scope, text: str, clock: Clock) -> tuple[Scope, bool]:
    """The scope with amounts, accents, draws and sizes that words tell; and whether the line does nothing else."""
    scope = with_multipliers_named(with_told_amounts(scope, text), text)
    if (accented := with_adjoint(scope, text)) is not scope:
        scope = accented
        if not tokens_claim(text, scope.vocabulary):
            return scope, True
    scope = with_optimum(with_draws(with_form(flat_in_words(scope, text), text), text), text)
    sized = with_equal_sizes(scope, text, clock)
    if sized is not scope and not _borne_at_several_sizes(scope, text, clock):
        scope = sized
    return scope, says_independent(scope, text)


def _borne_at_several_sizes(scope: Scope, text: str, clock: Clock) -> bool:
    """Whether a reading of the problem bears all that a line says besides declaring letters: `head_i = Attention(Q W_i^Q, …), Q ∈ ℝ^{n×d}`."""
    judged = judge_line(replace(scope, trusting=True), text, clock)
    claims = judged.line.clauses if judged.line is not None else ()
    return judged.kind == "verified" and any(isinstance(c.node, Rel) and "∈" not in c.node.ops for c in claims)


# -- lines that are settled by one thing they say -----------------------------------------------------------------------


def _by_parts(scope: Scope, text: str, clock: Clock) -> Scope | None:
    """A prior, and the objective that follows from it."""
    parts = apart(text)
    if len(parts) > 1 and any(with_own_prior(scope, part) is not scope for part in parts):
        return _absorb_all(scope, parts, clock)
    return None


def _by_law(scope: Scope, text: str, clock: Clock) -> Scope | None:
    """A prior, a posterior or the noise of an observation, of the candidate's own."""
    for told_by in (with_probabilities, with_own_prior, with_own_gaussian, with_posterior, with_additive_noise):
        if (own := told_by(scope, text)) is not scope:
            return noted(own, scope, text)
    return None


def _by_pieces(scope: Scope, text: str, clock: Clock) -> Scope | None:
    """A line that says several such things."""
    for taken_apart in (optima_apart, prior_apart, data_law_apart, noise_apart):
        if len(pieces := taken_apart(scope, text)) > 1:
            return _absorb_all(scope, pieces, clock)
    return None


def _by_bounds(scope: Scope, text: str, clock: Clock) -> Scope | None:
    bounds = index_bounds(scope, text)
    return heard(replace(scope, filters=(*scope.filters, *bounds)), scope, text) if bounds else None


def _by_sizes(scope: Scope, text: str, clock: Clock) -> Scope | None:
    sized = at_sizes_of(scope, text)
    return noted(sized, scope, text) if sized is not None else None


def _by_facts(scope: Scope, text: str, clock: Clock) -> Scope | None:
    """The sizes of an example, and its values in numbers at those."""
    if (facts := facts_of(scope, text, clock)) is None:
        return None
    sized, values = facts
    return heard(_absorb_all(sized, values, clock), scope, text)


def _by_data(scope: Scope, text: str, clock: Clock) -> Scope | None:
    """Arrays in numbers; what else the line says is taken in as lines of their own."""
    data, rest = with_data_told(scope, text)
    if data is scope:
        return None
    data = _absorb_all(data, rest, clock)
    return replace(heard(data, scope, text), spoken=data.spoken | letters_of(text, scope.vocabulary))


def _by_optimality(scope: Scope, text: str, clock: Clock) -> Scope | None:
    """What sets a letter to an optimum, or says in which state a sample is there."""
    optimal = optimum_of(scope, text) or state_of(scope, text)
    return heard(replace(scope, filters=(*scope.filters, *optimal)), scope, text) if optimal else None


_SETTLED_BY: tuple[Settle, ...] = (
    _by_parts,
    _by_law,
    _by_pieces,
    _by_bounds,
    _by_sizes,
    _by_facts,
    _by_data,
    _by_optimality,
)


# -- what else words put in force -------------------------------------------------------------------------------------------


def _with_components_told(scope: Scope, text: str) -> tuple[Scope, str, bool]:
    """The scope with components and sizes that words tell, the rest of the line, and whether that claims nothing."""
    shown, rest = with_components(scope, text)
    worded, rest = with_words(with_spoken_sizes(shown, rest), rest)
    if worded is scope:
        return scope, text, False
    scope, text = replace(worded, spoken=scope.spoken | letters_of(text, scope.vocabulary)), rest
    if tokens_claim(text, scope.vocabulary):
        return scope, text, False
    unread = scope.unread | letters_of(supposed_in(text), scope.vocabulary)
    return heard(replace(scope, unread=unread), scope, text), text, True


def _with_objective_told(scope: Scope, text: str, clock: Clock) -> tuple[Scope, bool]:
    """The scope with the objective that words set, and whether they say nothing else."""
    scope, whole = set_by(scope, text, clock)
    if not whole:
        return scope, False
    elsewhere = only_kind_told(text) and with_activation(scope, text) is scope  # of the output layer alone
    unread = subjects_of(text, scope.vocabulary) if elsewhere else frozenset()
    return noted(replace(scope, unread=scope.unread | unread), scope, text), True


def _with_laws_named(scope: Scope, text: str) -> tuple[Scope, bool]:
    """The scope with the laws that the line gives names to, and whether it does nothing else; else it is judged, too."""
    named, alone = with_laws_named(scope, text)
    if not alone:
        named, before = with_empirical(named, text), named
        alone = named is not before
    return (noted(named, scope, text), True) if alone and named is not scope else (named, False)


def _absorb_judged(given: Scope, scope: Scope, told: Scope, text: str, clock: Clock) -> Scope:
    """The scope after a line that is judged with what its words tell."""
    specified = with_activation(specified_by(with_logits(with_spaces(told, text), text), text), text)
    before = replace(with_random_numbers(specified, text), trusting=True)
    judged = judge_line(before, text, clock)
    if judged.kind != "verified":
        for told_by in OWN_MODELS:
            if (own := told_by(scope, text)) is not scope:
                held = (*scope.held, Held(text, own, own.setting or own.world))  # the model that is in force bears it
                return noted(replace(own, held=held), scope, text)
    if judged.kind == "refuted" and (freed := with_freed(scope, judged)) is not scope:
        return absorb_line(freed, text, clock)
    if (named := named_anew(before, judged)) is not None:
        return absorb_line(named, text, clock)
    if (freed := with_misfits_freed(scope, judged)) is not scope:
        return absorb_line(freed, text, clock)
    line = Told(text, given, scope, specified, before, judged)
    after = left_in_force(line, clock)
    untaken = after is before and judged.kind == "undecided" and before.own == scope.own  # else laws, of the whole line
    if untaken and len(parts := apart(text)) > 1:
        return _absorb_all(scope, parts, clock)
    return in_the_end(line, after)

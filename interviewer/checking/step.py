"""A step judged as one line and, where that fails, as the several lines that it is.

What a line supposes, in words or formulas, is an earlier line put into it; so is each of the statements it makes in turn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from derivations import Derivation
from interviewer.checking.claims.programs import MISSING, OPTIMISED
from interviewer.checking.claims.result import Result
from interviewer.checking.claims.whole_programs import OTHERWISE
from interviewer.checking.clock import Clock
from interviewer.checking.confirming import WORDS_NOT_UNDERSTOOD
from interviewer.checking.earlier.setup import scope_after
from interviewer.checking.judged import Judged, by_shapes
from interviewer.checking.models.comparison import Witness
from interviewer.checking.noted import with_notes_judged
from interviewer.checking.own.random import laws_in
from interviewer.checking.own.spoken import as_formulas
from interviewer.checking.probability.moments import NOT_RANDOM
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import World
from interviewer.checking.problem.world_building import world_of
from interviewer.checking.reading.laws_by_use import tabled
from interviewer.checking.reading.row_vectors import SAID, hints_at_rows
from interviewer.checking.step_sizes import with_step_size
from interviewer.checking.told.any_matrix import at_fewer_rows
from interviewer.checking.told.bare_results import NO_RELATION, as_results
from interviewer.checking.told.cases_of_a_letter import by_values
from interviewer.checking.told.counts import Counted, judge_count_told
from interviewer.checking.told.counts_beside import MESSAGE, NUMBERS, counts_beside, numbers_alone
from interviewer.checking.told.events.judging import in_numbers
from interviewer.checking.told.feature_columns import with_feature_columns
from interviewer.checking.told.forms_in_words import forms_told, leans_on_form
from interviewer.checking.told.in_formulas import in_formulas
from interviewer.checking.told.kinds_unsaid import CUSTOMARY, WHICH, sample_unsaid
from interviewer.checking.told.laws_in_words import turned
from interviewer.checking.told.laws_of_moments import with_laws_of_moments
from interviewer.checking.told.mixtures.worlds import with_mixture
from interviewer.checking.told.nested_uniforms import at_nested_supports
from interviewer.checking.told.premises import ARROW, at_arrow, in_turn, objective_apart, premises_apart, self_contained
from interviewer.checking.told.suppositions import in_brackets, is_explicit, supposed_apart
from interviewer.checking.told.unheard import without_unheard
from interviewer.checking.told.values_claimed import UNFOUNDED, values_claimed
from interviewer.checking.told.variances_in_code import with_squares_of_code
from interviewer.checking.twofold import TOO_LONG, WHICH_SIZE, judge_twofold
from interviewer.checking.unjudged import with_conclusion_judged
from interviewer.notation.parsing.words import only_describes
from interviewer.notation.tree import names
from interviewer.notation.words.objectives import names_sense

WHICH_FORM = "this holds of another form of the loss than the one that words name; write the loss as a formula"
USED_OTHERWISE = (
    "a name that the line sets means something else in the problem; write 'let … = …' before it, or take another"
)
WHICH_LARGER = "both laws are uniform, on sets of different sizes: say which of the sizes is the larger, as in m < n"
WHICH_WAY = "this holds of KL(q ‖ p); say which way KL is meant"


def judge_step(derivation: Derivation, setup: Sequence[str], text: str, clock: Clock) -> Judged:
    """The verdict on one line after the lines before it, also on what its words conclude and its braces note."""
    *setup, text = with_squares_of_code([*setup, text])
    if (numbers := in_numbers(setup, text)) is not None:
        judged = judge_twofold(derivation, [], numbers, clock)
        if judged.kind in ("verified", "refuted"):
            return judged
    judged = _judge_mixture(derivation, setup, text, clock)
    if values := values_claimed(judged, setup):
        found = [_judge_mixture(derivation, setup, value, clock) for value in values]
        worst = next((f for f in found if f.kind == "refuted" and not by_shapes(f)), None)
        sure = all(f.kind == "verified" for f in found)
        judged = worst or (found[-1] if sure else replace(judged, kind="undecided", message=UNFOUNDED))
    judged = with_step_size(with_conclusion_judged(judged), setup, text)
    return with_notes_judged(judged, text, lambda said: _judge_mixture(derivation, setup, said, clock))


def _judge_mixture(derivation: Derivation, setup: Sequence[str], text: str, clock: Clock) -> Judged:
    """The verdict with the components of the mixture that the lines tell."""
    told = with_mixture(derivation, setup, text)
    if told is not None:
        theirs, rest, unsaid = told
        judged = _judge_step(theirs, rest, text, clock)
        if judged.kind == "refuted" and _holds_in_turn(derivation, setup, in_turn(text, world_of(theirs)), clock):
            return replace(judged, kind="verified", message="", result=None)
        if judged.kind == "refuted" and unsaid:
            return replace(judged, kind="undecided", message=unsaid)
        if judged.kind != "undecided":
            return judged
        again = _judge_step(derivation, setup, text, clock)
        return judged if again.kind == "refuted" else again  # the problem's own components are not his
    return _judge_step(derivation, setup, text, clock)


def _holds_in_turn(derivation: Derivation, setup: Sequence[str], told: tuple[list[str], bool], clock: Clock) -> bool:
    """Whether each statement holds of the mixture as those before it tell it: `γ_i = …, μ_1 = Σ_i γ_i x_i/Σ_i γ_i` of a round."""
    said, whole = told
    return (
        whole
        and len(said) > 1
        and all(
            _judge_mixture(derivation, [*setup, *said[:k]], s, clock).kind in ("given", "verified")
            for k, s in enumerate(said)
        )
    )


def _judge_step(derivation: Derivation, setup: Sequence[str], text: str, clock: Clock) -> Judged:
    """The verdict on one line after the lines before it; what it supposes in words is tried as one of those."""
    if cases := by_values(text):
        return _each(derivation, setup, cases, clock)
    problem = world_of(derivation)
    if (sized := at_nested_supports(problem, setup, text)) is not None:
        told = [judge_twofold(derivation, *in_formulas(problem, *lines), clock) for lines in sized]
        return _worst(told) if told else Judged("undecided", None, Scope(problem), message=WHICH_LARGER)
    columns = with_feature_columns(problem, setup, text)
    setup, text = in_formulas(problem, setup, text)
    judged = without_unheard(judge_twofold(derivation, setup, text, clock))
    if by_shapes(judged) and hints_at_rows(problem, [*setup, text]):
        again = without_unheard(judge_twofold(derivation, [SAID, *setup], text, clock))
        judged = again if again.kind in ("verified", "given") or not by_shapes(again) else judged
    if judged.kind == "refuted" and columns is not None:
        again = _judge_step(derivation, *columns, clock)
        judged = judged if again.kind == "undecided" or by_shapes(again) else again
    if judged.kind == "verified" and (forms := forms_told(problem, setup, text)) and leans_on_form(judged):
        judged = _of_form(derivation, forms, setup, text, judged, clock)
    if judged.message == NOT_RANDOM and (told := with_laws_of_moments(problem, setup, text)) is not None:
        judged = without_unheard(judge_twofold(derivation, *told, clock))
    if (counted := _by_counting(judged, problem, setup, text)) is not None:
        return counted
    if judged.kind == "verified" and (wider := at_fewer_rows(problem, text)) is not None:
        again = judge_twofold(derivation, setup, wider, clock)
        return again if again.kind == "refuted" else judged
    if judged.kind not in ("undecided", "refuted") or judged.message in (TOO_LONG, MISSING, OTHERWISE):
        return judged
    if judged.kind == "refuted" and tabled(problem) is not None and (other := turned([*setup, text])) is not None:
        if judge_twofold(derivation, other[:-1], other[-1], clock).kind == "verified":
            return replace(judged, kind="undecided", message=WHICH_WAY)
    if judged.kind == "refuted" and (sample := sample_unsaid(judged, problem)) != ("", ""):
        index, kind = sample
        again = judge_twofold(derivation, setup, f"{text} for a {kind} {index}", clock)
        if again.kind == "verified":
            return again if index == CUSTOMARY else replace(judged, kind="undecided", message=WHICH)
    if judged.kind == "undecided" and judged.message == NO_RELATION:
        for equation in as_results(problem, setup, text):
            if (again := judge_twofold(derivation, setup, equation, clock)).kind == "verified":
                return again
    for several in (_supposed, _implied, _defined, _in_turn):
        again = without_unheard(several(derivation, setup, text, judged, clock))
        if again is not judged:
            return again
    return judged


def _of_form(
    derivation: Derivation, forms: Sequence[str], setup: Sequence[str], text: str, judged: Judged, clock: Clock
) -> Judged:
    """What holds of another form of the loss alone does not of the one that words name."""
    found = [judge_twofold(derivation, [form, *setup], text, clock) for form in forms]
    failing = [again.kind == "refuted" or again.message == WORDS_NOT_UNDERSTOOD for again in found]
    if not all(failing):
        return judged
    sure = all(again.kind == "refuted" and not by_shapes(again) for again in found)
    return found[0] if sure else replace(judged, kind="undecided", message=WHICH_FORM)


def _by_counting(judged: Judged, problem: World, setup: Sequence[str], text: str) -> Judged | None:
    """The verdict on a number that words alone name: as a count, where the problem has one; None where formulas decide."""
    alone = numbers_alone(judged)
    if (judged.kind == "undecided" or alone) and (told := judge_count_told(problem, setup, text)) is not None:
        return _counted(told, judged.scope)
    if alone or counts_beside(judged):
        return replace(judged, kind="undecided", message=NUMBERS if alone else MESSAGE)
    return None


def _each(derivation: Derivation, setup: Sequence[str], cases: Sequence[str], clock: Clock) -> Judged:
    """The verdict on statements none of which hangs on another: the first that is not right, else the last."""
    return _worst([judge_step(derivation, setup, case, clock) for case in cases])


def _worst(judged: Sequence[Judged]) -> Judged:
    worst = [j for kind in ("refuted", "undecided") for j in judged if j.kind == kind]
    return worst[0] if worst else judged[-1]


def _supposed(derivation: Derivation, setup: list[str], text: str, judged: Judged, clock: Clock) -> Judged:
    """The verdict after what the line supposes in words, where an earlier line that says this puts something in force."""
    apart = supposed_apart(text)
    if apart is None:
        return judged
    premise, claim = apart
    if ARROW.search(premise) and ARROW.search(claim):
        return judged  # of A ⇒ B: C ⇒ D the middle is claimed, where a line that begins with C supposes it
    model = _tells_model(premise, claim)
    if judged.kind == "refuted" and not (model or in_brackets(text)):
        return judged
    if not model and not _takes_in(derivation, setup, premise, clock, is_explicit(text)):
        return judged
    again = judge_twofold(derivation, [*setup, premise], claim, clock)
    plain = only_describes(re.findall(r"(?<![\\_^])[A-Za-z]{2,}", premise)) or names_sense(premise.split()[0])
    unsure = again.message == WHICH_SIZE
    return again if again.kind == "verified" or unsure or (again.kind == "refuted" and (plain or model)) else judged


def _implied(derivation: Derivation, setup: list[str], text: str, judged: Judged, clock: Clock) -> Judged:
    """The verdict on what follows an arrow, where a model stands before it: `x_i ~ N(μ, σ²), μ ~ N(0, τ²) ⇒ μ_MAP = …`."""
    premise, claim = at_arrow(text) or ("", "")
    if not premise or not _tells_model(premise, claim):
        return judged
    if judge_twofold(derivation, setup, claim, clock).kind in ("verified", "given"):
        stands = judge_twofold(derivation, setup, premise, clock).kind in ("verified", "given")
        return (
            judge_twofold(derivation, [*setup, premise], claim, clock) if stands else judged
        )  # else it tells nothing of it
    again = judge_twofold(derivation, [*setup, premise], claim, clock)
    return again if again.kind in ("verified", "refuted") else judged


def _in_turn(derivation: Derivation, setup: list[str], text: str, judged: Judged, clock: Clock) -> Judged:
    """The verdict on a line's statements one after another, each with those before it as earlier lines.

    It is right where they are all that it says, and wrong, if a slip explains how, where one of them is.
    """
    statements, whole = in_turn(text, world_of(derivation))
    if not whole and judged.kind == "refuted":
        return judged
    taken, sure, last = list(setup), whole, judged
    for statement in statements:
        last = judge_twofold(derivation, taken, statement, clock)
        if last.kind == "refuted":
            return replace(last, kind="undecided", message=judged.message) if judged.kind == "undecided" else judged
        if last.kind in ("given", "verified"):
            taken.append(statement)
        else:
            sure = False
    return last if sure and statements else judged


def _defined(derivation: Derivation, setup: list[str], text: str, judged: Judged, clock: Clock) -> Judged:
    """The verdict after what the line defines for its claim: a model by itself, or nothing that the problem refutes."""
    problem = world_of(derivation)
    apart = premises_apart(text, problem) or objective_apart(text, problem)
    if apart is None:
        return judged
    premises, claim = apart
    of_new_letters = OPTIMISED in judged.message
    for k, premise in enumerate(() if self_contained(premises, claim, problem) else premises):
        kind = judge_twofold(derivation, [*setup, *premises[:k]], premise, clock).kind
        if kind == "refuted" and judged.kind == "refuted":
            own = [f"let {p}" for p in premises]  # the A of `O = D⁻¹AV, A = exp(S), D = diag(A𝟏)`
            under = [judge_twofold(derivation, lines, claim, clock).kind for lines in ([*setup, *own], setup)]
            holds = under[0] == "verified" != under[1]
            return replace(judged, kind="undecided", message=USED_OTHERWISE, result=None) if holds else judged
        if kind == "refuted" or (kind == "undecided" and not of_new_letters):
            return judged
    again = judge_twofold(derivation, [*setup, *premises], claim, clock)
    return again if again.kind in ("verified", "refuted") else judged


def _counted(told: Counted, scope: Scope) -> Judged:
    if told.right:
        return Judged("verified", None, scope, message="the count is right")
    message = f"the count is {told.values[0]:g} where this is {told.values[1]:g}"
    return Judged(
        "refuted", Result("refuted", scope, message, Witness(dict(told.at), *told.values)), scope, None, message
    )


def _tells_model(premise: str, claim: str) -> bool:
    """`θ ~ N(0, τ²I)`, `k heads in n tosses`: what a model of the candidate's own is made of."""
    return (
        re.search(r"[~∼]|\\sim\b", premise) is not None
        or as_formulas([premise], claim) != [premise]
        or bool(laws_in([premise]))
    )


_ASSERTING = re.compile(r"\b(?:is|are|has|have|must|vanish(?:es)?|equals?)\b", re.I)


def _takes_in(derivation: Derivation, setup: Sequence[str], premise: str, clock: Clock, supposed: bool) -> bool:
    """Whether an earlier line that says this puts something in force or is the problem's, and nothing of it stays unread."""
    before, after = (scope_after(derivation, lines, clock) for lines in (setup, [*setup, premise]))

    def force(s: Scope) -> tuple[object, ...]:
        return s.own, s.types, s.traits, s.filters, s.conditions, s.flat

    new = {*after.filters, *after.conditions} - {*before.filters, *before.conditions}
    sought = {*after.world.unknowns, *after.world.multipliers}
    if not supposed and _ASSERTING.search(premise) and any(names(c) & sought for c in new):
        return False  # `for points outside the margin the multipliers are positive: …` says what is to be shown
    heard = force(before) != force(after) or len(after.held) > len(before.held)
    return heard and after.unread == before.unread and after.unsettled == before.unsettled

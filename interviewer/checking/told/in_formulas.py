"""Lines with what words and other conventions tell as formulas in the problem's letters: one pass after another."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.checking.problem.world import World
from interviewer.checking.told.aggregates_meant import with_aggregate, with_information_told
from interviewer.checking.told.class_events import with_class_events
from interviewer.checking.told.code_claims import as_claims
from interviewer.checking.told.code_names import with_letters
from interviewer.checking.told.coin_events import with_coin_events
from interviewer.checking.told.constant_features import with_constant_among
from interviewer.checking.told.counted_samples import with_samples_counted, without_data_named
from interviewer.checking.told.empirical_named import with_empirical_named
from interviewer.checking.told.entries_drawn import with_entries_drawn
from interviewer.checking.told.equal_members import with_equal_members
from interviewer.checking.told.fitted import with_predictions
from interviewer.checking.told.formulas_of_nouns import with_formulas_of_nouns
from interviewer.checking.told.full_rank import with_row_rank
from interviewer.checking.told.independent_parts import with_products_first
from interviewer.checking.told.laws_in_words import with_laws_in_words
from interviewer.checking.told.noise_in_words import with_amounts_apart, with_noise_told
from interviewer.checking.told.one_hot import with_one_hot
from interviewer.checking.told.optima_placed import with_optimum_placed
from interviewer.checking.told.responsibilities_called import with_responsibilities
from interviewer.checking.told.sample_columns import in_rows
from interviewer.checking.told.softmax_axes import with_axes
from interviewer.checking.told.swaps import swapped
from interviewer.checking.told.titles import with_titled_laws
from interviewer.checking.told.unrolled import unrolled
from interviewer.notation.words.signs import with_signs_of


def in_formulas(problem: World, setup: Sequence[str], text: str) -> tuple[list[str], str]:
    """The earlier lines and the step: laws and noise told in words, letters swapped, products, one-hot lists, samples as columns, axes."""
    *setup, text = with_formulas_of_nouns(problem, [*setup, with_signs_of(setup, text)])
    *setup, text = with_constant_among(problem, [*setup, text])
    *setup, text = with_empirical_named([*setup, text])
    setup = with_entries_drawn(problem, [*map(with_samples_counted, setup)])
    setup, text = unrolled(problem, *as_claims(problem, setup, text))
    text = with_optimum_placed(with_row_rank(problem, setup, text))
    *before, step = (with_laws_in_words(problem, line) for line in (*setup, with_titled_laws(text)))
    before, step = with_information_told(before, step)
    before = with_aggregate(problem, before, step)
    *before, step = with_amounts_apart(problem, [*before, step])
    *before, step = with_equal_members(problem, swapped(problem, [*with_noise_told(problem, before), step]))
    before, step = with_one_hot(problem, *with_products_first(problem, without_data_named(before), step))
    before, step = with_coin_events(problem, before, step)
    step = with_responsibilities(problem, step)
    before, step = with_class_events(problem, before, step)
    before, step = with_letters(problem, *in_rows(problem, with_predictions(problem, before), step))
    return with_axes(problem, before, step)

"""What only the whole line tells of a formula, settled before it is evaluated: of the whole first, then node by node."""

from __future__ import annotations

from functools import partial

from interviewer.checking.problem.scope import Scope
from interviewer.checking.reading.aggregates import with_information
from interviewer.checking.reading.antiderivatives import with_antiderivatives
from interviewer.checking.reading.any_argument import at_any_argument
from interviewer.checking.reading.any_layer import of_any_layer
from interviewer.checking.reading.any_sample import as_any_sample
from interviewer.checking.reading.as_meant import as_meant
from interviewer.checking.reading.at_entries import at_entries
from interviewer.checking.reading.at_labels import at_labels
from interviewer.checking.reading.at_states import at_numbered_states
from interviewer.checking.reading.bare_networks import at_state
from interviewer.checking.reading.bare_posteriors import with_posteriors
from interviewer.checking.reading.bare_processes import at_this_time
from interviewer.checking.reading.bare_slopes import at_one_argument
from interviewer.checking.reading.broadcasting import broadcast
from interviewer.checking.reading.by_inverses import by_matrices
from interviewer.checking.reading.conditional_divergences import averaged
from interviewer.checking.reading.digits import with_digits_apart
from interviewer.checking.reading.dotted_laws import with_variables
from interviewer.checking.reading.empirical import over_samples
from interviewer.checking.reading.entry_laws import with_entry_laws
from interviewer.checking.reading.expected_likelihoods import as_objectives
from interviewer.checking.reading.fixed_times import at_fixed_time
from interviewer.checking.reading.infinite_divergences import with_mass_outside
from interviewer.checking.reading.laws_of_members import at_members
from interviewer.checking.reading.likelihoods import of_all_samples
from interviewer.checking.reading.moments_of_samples import of_any_two, of_one_sample
from interviewer.checking.reading.named_constants import with_constants_meant
from interviewer.checking.reading.node_by_node import node_by_node
from interviewer.checking.reading.one_datum import of_one_datum
from interviewer.checking.reading.one_of_k import with_entries_of_labels
from interviewer.checking.reading.primed_values import with_primes_taken
from interviewer.checking.reading.product_divergences import of_independent_parts
from interviewer.checking.reading.renaming import unprimed
from interviewer.checking.reading.row_vectors import along
from interviewer.checking.reading.same_range import over_same_range
from interviewer.checking.reading.slopes_on_diagonals import with_slopes_on_diagonals
from interviewer.checking.reading.stacked import with_stacked
from interviewer.checking.reading.unsaid_objectives import of_objective
from interviewer.checking.reading.unsaid_variables import (
    gradient_defined,
    mutual_information,
    optimised_over,
    second_variables,
)
from interviewer.checking.reading.up_to_now import up_to_now
from interviewer.checking.reading.versions import with_versions
from interviewer.checking.reading.whole_line_laws import with_whole_laws
from interviewer.checking.reading.whole_samples import whole_samples
from interviewer.notation.dots import without_dots
from interviewer.notation.sigmas import SIGMA, with_letter_sigma
from interviewer.notation.tree import MAX_REMEMBERED, Node, transform


def prepare(node: Node, scope: Scope) -> Node:
    """Settle what only the whole line tells: `σ(1−σ)` is a product, a bare Σ runs over the index nothing else uses.

    Remembered while names mean the same: most clauses of a line are alike in most of its readings.
    """
    known = scope.follows("prepared", dict)
    key = id(node), frozenset(scope.spoken), frozenset(scope.fresh), scope.empirical, tuple(scope.traits), scope.in_rows
    if key not in known:
        if len(known) > MAX_REMEMBERED:
            known.clear()
        known[key] = node, _prepared(node, scope)
    return known[key][1]


def _prepared(node: Node, scope: Scope) -> Node:
    """First what letters stand for, then which laws and samples are meant, then what gradients are of, and each node last."""
    node = with_antiderivatives(node)
    meant = partial(as_meant, vectors=scope.world.row_families)
    node = up_to_now(at_this_time(with_mass_outside(node, scope), scope), scope)
    node = along(with_digits_apart(at_fixed_time(node, scope), scope), scope)
    node = with_primes_taken(transform(with_constants_meant(node, scope), meant), scope)
    node = of_any_two(of_one_sample(optimised_over(node, scope), scope), scope)
    if SIGMA in scope.spoken or scope.knows(SIGMA):
        node = with_letter_sigma(node)
    node = of_independent_parts(with_stacked(broadcast(of_any_layer(node, scope), scope), scope), scope)
    node = with_whole_laws(with_variables(node, scope), scope)
    node = at_numbered_states(with_versions(node, scope), scope)
    node = at_any_argument(with_posteriors(node, scope), scope)
    node = at_labels(by_matrices(as_objectives(node, scope), scope), scope)
    node = at_entries(with_entries_of_labels(node, scope), scope)
    node = with_information(averaged(unprimed(of_all_samples(over_samples(node, scope), scope)), scope), scope)
    node = with_slopes_on_diagonals(over_same_range(node), scope)
    node = with_entry_laws(of_one_datum(node, scope), scope)
    node = at_state(
        as_any_sample(mutual_information(gradient_defined(of_objective(at_members(node, scope), scope))), scope), scope
    )
    node = node_by_node(whole_samples(second_variables(without_dots(node), scope), scope), scope)
    return at_one_argument(node, scope)

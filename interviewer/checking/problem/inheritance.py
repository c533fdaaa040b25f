"""What a variant of the problem takes over from it, and what it changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from interviewer.checking.problem.world import Definition, World
from interviewer.notation.tree import Node, names


def same_kind(old: Definition, new: Definition, free: set[str]) -> bool:
    """Whether a variant's definition takes the place of an inherited one: a value's that of a value, `p(x)` that of `p(x)`.

    `free` are the unknowns, so that `L(w)` is a value.
    """
    return old.given == new.given and bool(set(old.params) - free) == bool(set(new.params) - free)


def changed_names(
    base: World,
    letters: Mapping[str, Any],
    definitions: Mapping[str, list[Definition]],
    aliases: Mapping[str, list[str]],
    sizes: Mapping[str, int],
    distributions: Mapping[str, Any],
    row_families: Mapping[str, str],
) -> frozenset[str]:
    """The names that a variant of the problem gives another meaning: lines without them need not be tried in it."""
    changed = {n for n, letter in letters.items() if base.letters.get(n) != letter}
    changed |= {n for n, ds in definitions.items() if tuple(ds) != base.definitions.get(n)}
    changed |= {n for n, targets in aliases.items() if tuple(targets) != base.aliases.get(n)}
    changed |= {n for n, size in sizes.items() if base.size_values.get(n) != size}
    changed |= base.row_families.keys() - row_families.keys()  # the x_j of one x is an entry
    return frozenset(changed | {n for n, spec in distributions.items() if base.distributions.get(n) != spec})


def newly_bound(base: World, conditions: Mapping[str, Iterable[Node]], sought: set[str]) -> frozenset[str]:
    """What is sought, or a multiplier, of which a variant's conditions say something else than the problem's: w = Σ_i α_i y_i φ(x_i)."""
    old = {c for group in base.conditions.values() for c in group}
    new = {c for group in conditions.values() for c in group}
    return frozenset(n for c in new - old for n in names(c) & sought)

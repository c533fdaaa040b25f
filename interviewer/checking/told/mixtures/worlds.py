"""The problem with the components of a mixture that the candidate tells, in place of those it has itself."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from derivations import Derivation
from interviewer.checking.problem.catalogue_names import WorldError
from interviewer.checking.problem.world_building import forget, world_of
from interviewer.checking.told.mixtures.laws import mixture_told, pair_told
from interviewer.checking.told.mixtures.pair_variants import pair_variant
from interviewer.checking.told.mixtures.variants import variant_of
from interviewer.notation.unreadable import Unreadable

MAX_REMEMBERED = 64
_built: OrderedDict[tuple[int, Hashable], tuple[Derivation, Derivation | None]] = OrderedDict()


WHOSE = "say which component these are the responsibilities of, as in r_i = P(z_i = 1 | x_i)"
_ESTIMATES = re.compile(r"=.*(?:(?<![A-Za-z\\])\\?(?!x_|X_|sum_|prod_)[a-zA-Zγρτη]+_\{?i\b|[a-wyzγρτη]ᵢ)")
_RESPONSIBILITY = re.compile(r"^[^=]*(?:_\{?i\b|ᵢ)[^=]*=")


def with_mixture(derivation: Derivation, setup: Sequence[str], step: str) -> tuple[Derivation, list[str], str] | None:
    """The problem for components as the earlier lines tell them, what else these lines say, and what they leave open of the step.

    None where no line tells a mixture.
    """
    templates: Any = derivation.world.get("mixtures")
    if not templates or not setup:
        return None
    if (told := mixture_told(setup, world_of(derivation).vocabulary, step)) is not None:
        mixture, rest = told
        made = _derived(derivation, mixture, lambda: [variant_of(t, mixture, bool(k)) for k, t in enumerate(templates)])
        return (made, rest, "") if made is not None else None
    if (paired := pair_told(setup, world_of(derivation).vocabulary)) is not None:
        pair, rest = paired
        ours: Any = derivation.world["pairs"]
        ours = ours if pair.of else ours[:1]  # whose the responsibilities are is not told
        made = _derived(derivation, pair, lambda: [pair_variant(t, pair, bool(k)) for k, t in enumerate(ours)])
        open_still = not pair.of and _ESTIMATES.search(step) and not _RESPONSIBILITY.match(step)
        return (made, rest, WHOSE if open_still else "") if made is not None else None
    return None


def _derived(derivation: Derivation, told: Hashable, variants: Callable[[], list[dict[str, Any]]]) -> Derivation | None:
    """The problem with other readings, built once for what is told; None where they cannot be written so."""
    key = id(derivation), told
    found = _built.get(key)
    if found is None or found[0] is not derivation:
        found = _built[key] = derivation, _made(derivation, variants)
        while len(_built) > MAX_REMEMBERED:
            _, (_, old) = _built.popitem(last=False)
            if old is not None:
                forget(old)
    return found[1]


def _made(derivation: Derivation, variants: Callable[[], list[dict[str, Any]]]) -> Derivation | None:
    """The derivation with these readings instead of its own; None where they cannot be built."""
    world = {k: v for k, v in derivation.world.items() if k not in ("mixtures", "pairs", "variants")}
    try:
        world["variants"] = variants()
        made = derivation.model_copy(update={"world": world})
        world_of(made)
    except (WorldError, Unreadable):
        return None
    return made

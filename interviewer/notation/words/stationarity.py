"""The equations of an optimum by their name: `the normal equations reduce to R w = Qᵀy` says ∇L = 0 ⇔ R w = Qᵀy."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from interviewer.notation.segments import Phrase, Segment, has_relation
from interviewer.notation.words.nouns import OBJECTIVE

_OPTIMISED = (OBJECTIVE, "log-posterior")  # without constraints: a Lagrangian has conditions of its own
_KINDS = frozenset(["normal", "first-order", "stationarity", "optimality"])
_EQUATIONS = frozenset(["equation", "equations", "condition", "conditions"])
_VERBS = frozenset("reduce reduces become becomes read reads simplify simplifies turn turns are is".split())


def with_optimum_equations(segments: Sequence[Segment], nouns: Collection[str]) -> list[Segment]:
    """The segments with each such statement as an equivalence."""
    of = next((n for n in _OPTIMISED if n in nouns), None)
    if of is None or "lagrangian" in nouns:
        return list(segments)
    out: list[Segment] = []
    for segment in segments:
        words = segment.words
        at = next((k for k, pair in enumerate(pairwise(words)) if _named(*pair)), None)
        said = words[at + 2 :] if at is not None else []
        if at is None or not said or said[0] not in _VERBS or not has_relation(segment.tokens):
            out.append(segment)
            continue
        out.append(Segment([], words[:at], segment.link, Phrase("gradient", of), "zero"))
        out.append(replace(segment, words=["iff"], link="iff"))
    return out


def _named(kind: str, noun: str) -> bool:
    return kind in _KINDS and noun in _EQUATIONS

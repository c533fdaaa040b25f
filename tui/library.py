"""What the screens read of the catalogue: derivations and rubrics by id, loaded together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from derivations import Derivation
from rubrics import Rubric


@dataclass(frozen=True, slots=True)
class Library:
    """`own` are the ids of one's own derivations among them."""

    derivations: Mapping[str, Derivation]
    rubrics: Mapping[str, Rubric]
    own: frozenset[str] = frozenset()

    def title(self, derivation: str) -> str:
        """A derivation's title; its id when it is no longer there."""
        known = self.derivations.get(derivation)
        return known.title if known else derivation


def library() -> Library:
    """The shipped catalogue and one's own. Raises CatalogueError and RubricError."""
    from derivations import catalogue
    from derivations.loader import SHIPPED
    from rubrics import rubrics

    every = catalogue()
    shipped = {path.stem for path in SHIPPED.glob("*.yaml")}
    return Library(every, rubrics(), frozenset(every) - shipped)

"""What is assessed: one rubric a derivation. Imports nothing of ours."""

from rubrics.examples import Example, examples
from rubrics.loader import (
    RubricError,
    axes,
    concepts,
    load_rubric,
    mechanisms,
    poles,
    rubric,
    rubrics,
    thesaurus,
    using,
)
from rubrics.model import Ask, Claim, Fact, Hinge, Misconception, Point, Rubric, Turn, Value

__all__ = [
    "Ask",
    "Claim",
    "Example",
    "Fact",
    "Hinge",
    "Misconception",
    "Point",
    "Rubric",
    "RubricError",
    "Turn",
    "Value",
    "axes",
    "concepts",
    "examples",
    "load_rubric",
    "mechanisms",
    "poles",
    "rubric",
    "rubrics",
    "thesaurus",
    "using",
]

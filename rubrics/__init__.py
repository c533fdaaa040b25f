"""What is assessed: one rubric a derivation. Imports nothing of ours."""

from rubrics.loader import RubricError, concepts, load_rubric, rubric, rubrics, thesaurus, using
from rubrics.model import Claim, Misconception, Point, Rubric

__all__ = [
    "Claim",
    "Misconception",
    "Point",
    "Rubric",
    "RubricError",
    "concepts",
    "load_rubric",
    "rubric",
    "rubrics",
    "thesaurus",
    "using",
]

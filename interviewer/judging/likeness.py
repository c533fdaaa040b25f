"""What level do the labelled answers to the same point suggest?

A claim is found where the rubric knows its words. It does not see a false reason in good words, nor half of what was asked.
Labelled answers do: kernel ridge regression of the level on the answer's words and pairs of neighbouring words (stems,
tf-idf; Saunders, Gammerman & Vovk 1998), each level weighing the same however many answers have it. An answer that is
itself among the labelled ones is judged by the others alone. Claims decide what is credited; likeness decides where they
may be wrong, and the shorter an answer is, the less there is to liken.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from interviewer.judging.protocol import LEVELS, Level
from interviewer.judging.spelling import corrections
from interviewer.judging.words import tokens
from rubrics import Example

_FORMULA = re.compile(r"\$[^$]*\$|\\\(.*?\\\)|\\[A-Za-z]+")
RIDGE = 0.3  # of the regression; from 0.1 to 1 hardly anything changes
FEWEST = 3  # labelled answers of a level, below which nothing is learned
LONG = (
    40  # words from which an answer is likened in full; of a short one the margin falls with the square of its length
)
SURE = 0.445  # margin from which likeness goes against the claims: what they took for a mistake, what they did not find
CERTAIN = 0.6  # from which even a part of the question that the claims did not find answered may be
DENY = 0.2  # from which it leaves nothing of a partial answer
DOUBT = (
    0.12  # which takes full away for each claim beyond those needed, half of it for none; beside DENY it leaves nothing
)
TIE = 0.03  # below which it says nothing


@dataclass(frozen=True, slots=True)
class Likeness:
    """The level of the labelled answers that an answer is most like, and by how much more than of any other (0 to about 1)."""

    level: Level
    margin: float

    def settled(self, level: Level, spare: int, lift: bool, answered: bool = False, silent: bool = False) -> Level:
        """The level of an answer in which the claims found `level`, with `spare` claims more than a full answer needs, which count
        for nothing where it is `silent` on a part of the question; raised only if `lift`. Nothing is raised from none: what no
        claim was found in earns nothing. What is half of the answer to one question is the whole of another's: where all that
        was asked is known to be `answered`, likeness to parts says nothing."""
        if level == "none" or self.margin < TIE:
            return level
        many = level == "full" or spare >= 0  # claims enough for a full answer, whatever is missing to one
        if self.level == "none" and self.margin >= DENY + DOUBT * many:
            return "none"
        doubted = self.level == "none" or (self.level == "partial" and not answered)
        if level == "full" and doubted and self.margin >= (0 if silent else DOUBT * max(spare, 0.5)):
            return "partial"
        return "full" if level == "partial" and lift and self.is_surely_full else level

    @property
    def excuse(self) -> int:
        """How many assertions that no claim was found in have to be there for what the question asks for and none speaks of;
        who is certainly like full answers needs none."""
        return 0 if self.margin >= CERTAIN else sys.maxsize

    @property
    def is_surely_full(self) -> bool:
        return self.level == "full" and self.margin >= SURE


@dataclass(frozen=True)
class _Model:
    """Weights of the features for each level; `apart` are the scores of each labelled answer by the others."""

    idf: dict[str, float]
    weights: dict[str, tuple[float, ...]]
    apart: dict[str, tuple[float, ...]]

    def scores(self, text: str) -> tuple[float, ...]:
        said = {name: value * self.idf[name] for name, value in _features(text).items() if name in self.idf}
        norm = math.hypot(*said.values()) or 1.0
        return tuple(sum(v * self.weights[name][k] for name, v in said.items()) / norm for k in range(len(LEVELS)))


def likeness(examples: Collection[Example], answer: str, said: str) -> Likeness | None:
    """The likeness of an answer to labelled ones, by the part of it that counts; none when there are too few of them."""
    model = _model(tuple(examples))
    if model is None:
        return None
    scores = model.apart.get(_name(answer)) or model.scores(said)
    second, first = sorted(scores)[-2:]
    return Likeness(LEVELS[scores.index(first)], (first - second) * min(1.0, len(_prose(said).split()) / LONG) ** 2)


def _name(answer: str) -> str:
    return " ".join(answer.lower().split())


def _prose(text: str) -> str:
    """The words of an answer: what LaTeX writes a formula with are none, and the algebra judges those."""
    return _FORMULA.sub(" ", text)


def _features(text: str) -> dict[str, float]:
    prose = _prose(text)
    stems = [token.stem for token in tokens(prose, meant=corrections(prose))]
    counts = Counter(stems) + Counter(f"{one} {two}" for one, two in pairwise(stems))
    return {name: 1 + math.log(count) for name, count in counts.items()}


@lru_cache(maxsize=256)
def _model(examples: tuple[Example, ...]) -> _Model | None:
    levels = [LEVELS.index(example.level) for example in examples]
    counts = [levels.count(k) for k in range(len(LEVELS))]
    if min(counts) < FEWEST:
        return None
    import numpy as np

    rows = [_features(example.answer) for example in examples]
    seen = Counter(name for row in rows for name in row)
    idf = {name: math.log((1 + len(rows)) / (1 + count)) + 1 for name, count in seen.items()}
    place = {name: k for k, name in enumerate(idf)}
    said = np.zeros((len(rows), len(idf)))
    for row, features in zip(said, rows, strict=True):
        row[[place[name] for name in features]] = [value * idf[name] for name, value in features.items()]
    said /= np.linalg.norm(said, axis=1, keepdims=True)
    target = np.eye(len(LEVELS))[levels] - 1 / len(LEVELS)
    noise = RIDGE * len(LEVELS) / len(rows) * np.array([counts[k] for k in levels])
    inverse = np.linalg.inv(said @ said.T + np.diag(noise))
    dual = inverse @ target
    apart = target - dual / np.diag(inverse)[:, None]  # the prediction without the row itself, in closed form
    return _Model(
        idf,
        dict(zip(idf, _rows(said.T @ dual), strict=True)),
        dict(zip((_name(example.answer) for example in examples), _rows(apart), strict=True)),
    )


def _rows(matrix: Any) -> list[tuple[float, ...]]:
    return [tuple(row) for row in matrix.tolist()]

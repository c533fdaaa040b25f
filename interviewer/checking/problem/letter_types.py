"""Letters from the words that tell their types in a catalogue file.

Types are words: `scalar`, `positive`, `unit`, `sign`, `binary`, `angle`, `vector n [of positive|sign|binary|unit]`,
`matrix n d`, `symmetric d`, `spd d`, `psd d`, `diagonal d`, `lower d` and `upper d` (triangular, positive on the
diagonal), `permutation d`, `simplex K`, `onehot K`, `stochastic n m`,
`variable 3` (a finite random variable; `of density` when its states stand for a continuum), `all of x` (every x_i of a
sample), `label K` (one with states 1…K), `real` (a continuous one),
`function`, `function convex`, `noise d` (standard normal components), `random d` (independent, mean 0, variance 1). A
size may depend on an index: `matrix m[l] m[l-1]`."""

from __future__ import annotations

from interviewer.checking.problem.catalogue_names import WorldError
from interviewer.checking.problem.world import Letter


def parse_letter(
    name: str, spec: str, rows: str | None = None, index: str | None = None, reach: tuple[str, ...] = ()
) -> Letter:
    """A letter from its type words. Raises WorldError for an unknown type."""
    words = spec.split()
    of = ""
    if "of" in words:
        of = words[words.index("of") + 1]
        words = words[: words.index("of")]
    kind, shape = words[0], tuple(words[1:])
    if kind == "function":
        of, shape = (shape[0] if shape else ""), ()
    known = {
        "scalar": 0,
        "positive": 0,
        "unit": 0,
        "sign": 0,
        "binary": 0,
        "integer": 0,
        "vector": 1,
        "matrix": 2,
        "symmetric": 1,
        "spd": 1,
        "psd": 1,
        "diagonal": 1,
        "permutation": 1,
        "lower": 1,
        "upper": 1,
        "simplex": 1,
        "onehot": 1,
        "stochastic": 2,
        "variable": 1,
        "real": 0,
        "noise": 1,
        "random": 1,
        "function": None,
        "small": 0,
        "wide": 0,
        "negative": 0,
        "orthogonal": 1,
        "list": 1,
        "quantity": 0,
        "nonneg": 0,
        "label": 1,
        "all": 0,
    }
    if kind not in known or (known[kind] is not None and known[kind] != len(shape)):
        raise WorldError(f"letter '{name}': I do not know the type '{spec}'")
    return Letter(name, kind, shape, of, rows, index, reach)

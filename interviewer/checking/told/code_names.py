"""`hidden_layer` of array code as a matrix by one letter, and `dhidden_layer` as the derivative by it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import ascii_uppercase

from interviewer.checking.problem.world import World

_CODE = re.compile(r"\b(?:np|torch|tf|jnp)\.\w|\.T\b|\s@\s|\bdot\(")
_NAME = re.compile(r"(?<![\w.\\])(d?)([a-z]{3,}(?:_[a-z]{3,})+)(?![\w(]|\s*\()")
_SAMPLES = frozenset("hidden layer input inputs data batch activations features".split())


def with_letters(problem: World, setup: Sequence[str], text: str) -> tuple[list[str], str]:
    """The lines with names of several words as letters that no line has, where one of them is code."""
    lines = _with_batches(problem, [*setup, text])
    setup, text = lines[:-1], lines[-1]
    if not any("_" in line and _CODE.search(line) for line in lines):
        return list(setup), text
    nouns = {noun.replace(" ", "_") for noun, _ in problem.vocabulary.nouns}
    found = dict.fromkeys(m[2] for line in lines for m in _NAME.finditer(line))
    named = [
        n
        for n in found
        if _SAMPLES & {*n.split("_")} and n not in nouns and problem.vocabulary.role(n.replace("_", ".")) == "unknown"
    ]
    used = {c for line in lines for c in re.findall(r"[A-Z]", line)}
    letters: dict[str, str] = {}
    for name in named:
        order = [name[0].upper(), *ascii_uppercase]
        letters[name] = next((c for c in order if c not in used and c not in letters.values()), name)
    made = [_NAME.sub(lambda m: m[1] + letters.get(m[2], m[2]), line) for line in lines]
    return made[:-1], made[-1]


def _with_batches(problem: World, lines: list[str]) -> list[str]:
    """The lines of `q = x @ Wq` with the X that all of the x are, where no line has that or one of them."""
    for row, whole in problem.row_families.items():
        alone = re.compile(rf"(?<![\w.\\]){re.escape(row)}(?![\w\[(])")
        before_weights = re.compile(rf"{alone.pattern}\s*@\s*[A-Z]")
        others = re.compile(rf"(?<![\w\\])(?:{re.escape(whole)}(?!\w)|{re.escape(row)}(?:_|\[))")
        if any(map(before_weights.search, lines)) and not any(map(others.search, lines)):
            lines = [alone.sub(whole, line) for line in lines]
    return lines

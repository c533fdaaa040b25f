"""Models that are fitted: `y_i ≈ a + b t_i`, `y ~ w x`, `the model y = w x` say what is predicted, no equation of the data."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.problem.world import World

_TARGET = r"(?P<name>\\?[A-Za-z])(?P<index>(?:_(?:\{\w+\}|\w)|\^\{\(\w+\)\}|[ᵢⱼₖₙ])?)"
_ROUGHLY = re.compile(rf"(?<![\w\\^{{_(]){_TARGET}\s*(?:≈|\\approx\b)(?!\s*[\d.])")
_BY_LAW = re.compile(
    rf"(?<![\w\\^{{_(]){_TARGET}\s*(?:~|∼|\\sim\b)(?=\s*(?:\w+\s*\+|[A-Za-z]\s*[*·]?\s*[A-Za-z]\w?\b(?!\()))"
)
_MODELLED = re.compile(
    rf"(?P<said>\b(?:model|fit|predict|regress)(?:\s+(?:is|by|with))?\s*:?\s*\$?){_TARGET}\s*(?==)", re.I
)
_NUMBER = r"[-−]?\d+(?:\.\d+)?"
_PAIR = re.compile(rf"\(\s*{_NUMBER}\s*,\s*{_NUMBER}\s*\)")
_LISTS = re.compile(r"(?<![\w\\])(?P<name>[xy])\s*=\s*(?:np\.array\s*\()?\s*[(\[]\s*[-−]?[\d.]+\s*,")
_IN_INPUT = re.compile(rf"(?<![\w\\^{{_(]){_TARGET}\s*=(?=\s*[^=,;(\[]*(?<![A-Za-z\\])x(?![A-Za-z]))")  # y = a + b x
FEW = 2  # points that a line goes through anyway


def with_predictions(world: World, setup: Sequence[str]) -> list[str]:
    """The lines with what a model makes of a target as its prediction, where the problem has one."""
    targets = {n.removesuffix(".hat") for n in world.definitions if n.endswith(".hat")}
    targets &= {n for n, letter in world.letters.items() if letter.kind == "vector" and not letter.of}
    if not targets:
        return list(setup)
    known = targets | {a for a, ts in world.aliases.items() if targets & {*ts}}
    shown = sum(len(_PAIR.findall(line)) for line in setup) > FEW
    shown = shown or {m["name"] for line in setup for m in _LISTS.finditer(line)} == {"x", "y"}
    return [_rewritten(line, known, shown) for line in setup]


def _rewritten(line: str, targets: set[str], shown: bool) -> str:
    """A line in which what a model predicts bears a hat; beside data in numbers no `y = a + b x` is said of them."""
    if shown:
        line = _IN_INPUT.sub(lambda m: rf"\hat{{{m['name']}}}{m['index']} =" if m["name"] in targets else m[0], line)
    line = _ROUGHLY.sub(lambda m: rf"\hat{{{m['name']}}}{m['index']} =", line)
    line = _BY_LAW.sub(lambda m: rf"\hat{{{m['name']}}}{m['index']} =" if m["name"] in targets else m[0], line)
    return _MODELLED.sub(
        lambda m: rf"{m['said']}\hat{{{m['name']}}}{m['index']} " if m["name"] in targets else m[0], line
    )

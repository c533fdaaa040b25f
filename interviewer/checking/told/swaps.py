"""Letters that others give another part: where a text calls y(x), y is the decision function f and t are the labels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.problem.world import Swap, World

_ALONE = r"(?:(?<![A-Za-z\\])|(?<=_[a-z])|(?<=(?<![A-Za-z])d))"  # the y of y(x) and of t_ny(x_n)
_BOLD = r"(?:\\(?:mathbf|boldsymbol|bm|vec)\s*\{?\s*)?"
_POINT = rf"\s*(?:\\left\s*)?\(\s*{_BOLD}[xX]\}}?(?:\s*_\s*\{{?\w+\}}?|[ᵢⱼₖₙₘ₀-₉])?(?:['′*]|\^\{{?[\w*()]+\}}?)?\s*(?:\\right\s*)?\)"

_AT_WEIGHTS = rf"\s*(?:\\left\s*)?\(\s*({_BOLD}[xX]\}}?(?:\s*_\s*\{{?\w+\}}?|[ᵢⱼₖₙₘ₀-₉])?)\s*,\s*{_BOLD}[wW]\}}?\s*(?:\\right\s*)?\)"


def swapped(world: World, lines: Sequence[str]) -> list[str]:
    """The lines of a candidate in the problem's letters, where what he calls shows that his are others."""
    out = list(lines)
    for swap in world.swaps:
        if swap.called:  # y(x, w) at the weights that are sought
            at_weights = rf"{_ALONE}{swap.called}{_AT_WEIGHTS}"
            beside = f", {swap.weights}" if swap.weights else ""
            out = [re.sub(at_weights, rf"{swap.function}(\1{beside})", line) for line in out]
        called = re.compile(swap.shows or rf"{_ALONE}{swap.called}(?={_POINT})")
        if swap.shows and any(map(called.search, out)):
            out = [_in_our_letters(line, swap) for line in out]
        elif any(map(called.search, out)):
            out = [_in_our_letters(called.sub(swap.function, line), swap) for line in out]
    return out


def _in_our_letters(line: str, swap: Swap) -> str:
    behind = r"(?=\s*(?:_|[ᵢⱼₖₙₘ₀-₉]|\^\{?\())" if swap.indexed else r"(?![A-Za-z])"
    for theirs, ours in swap.letters:
        line = re.sub(f"{_ALONE}{theirs}{behind}", ours, line)
    return line

"""`Σ_n γ_n (x_n − μ) = 0`: the gradient set to zero after what multiplies it, Σ⁻¹ or 1/σ², has been taken away."""

from __future__ import annotations

from collections.abc import Iterator

from interviewer.checking.claims.variants import proportional
from interviewer.checking.clock import Clock
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Deriv, Node, Sym, apply, num, walk

_MATRICES = frozenset(["spd", "diagonal"])


def same_zeros(scope: Scope, equation: Node, slope: Node, clock: Clock) -> bool:
    """Whether an equation's left side is a multiple of the slope by a factor that never vanishes: a number of one sign, a
    positive definite matrix or a positive letter of the problem, or its inverse."""
    return any(
        proportional(scope, side, slope, clock, exact=False)
        for weighted in (equation, *_weighted(scope, equation, slope))
        for side in (weighted, apply("neg", weighted))
    )


def _weighted(scope: Scope, equation: Node, slope: Node) -> Iterator[Node]:
    """The equation with each such factor put back before it."""
    if not isinstance(slope, Deriv) or slope.body is None:
        return
    sought = next((n for n in slope.wrt if isinstance(n, Sym)), None)
    spoken = dependencies(scope, slope)
    written = {n for n in walk(equation) if isinstance(n, Sym)}
    for name in sorted(spoken):
        letter = scope.letter(name)
        if letter is None or sought is None or scope.definitions(name) or name == sought.name:
            continue
        factor = Sym(name, sought.index if letter.index is not None else ())
        if len(sought.index) != int(letter.index is not None) and letter.index is not None:
            continue
        if letter.kind in _MATRICES:
            yield apply("mul", apply("inv", factor), equation)
            if factor in written:
                yield apply("mul", factor, equation)
        elif letter.kind == "positive":
            yield apply("div", equation, apply("pow", factor, num(2)))
            yield apply("div", equation, factor)

"""The outcome for one relation, and how it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from interviewer.checking.clock import Clock
from interviewer.checking.models.comparison import Comparison, Witness
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Letter
from interviewer.checking.proving.equation import Equation
from interviewer.notation.tree import Node, names

Kind = Literal["verified", "refuted", "given", "undecided"]


EQUAL = ("=", "≡", ":=", "≈")
EXACTLY = ("=", "≡", ":=")


Again = Callable[[str, Node, Node, Clock], bool]


DEFINITION = "a definition"


@dataclass(frozen=True)
class Result:
    """The outcome for one relation, with the scope later relations are judged in.

    `equations` say all that was found to hold, where equations do; None where something else was found, too.
    """

    kind: Kind
    scope: Scope
    message: str = ""
    witness: Witness | None = None
    pair: tuple[str, Node, Node] | None = None
    assumed: dict[str, Letter] | None = None
    weak: bool = False  # says only that this reading has no meaning
    equations: tuple[Equation, ...] | None = None
    stranger: str = ""  # the name that nobody has introduced, where that is why nothing can be told
    again: Again | None = None  # of a relation that fails: whether the same claim holds of other sides


def together(results: Iterable[Result]) -> tuple[Equation, ...] | None:
    """The equations of several results; what is given has nothing to show."""
    found: list[Equation] = []
    for result in results:
        if result.kind != "given":
            if result.equations is None:
                return None
            found += result.equations
    return tuple(found)


def failure_message(comparison: Comparison) -> str:
    w = comparison.witness
    if w is None:
        return "does not hold"
    return f"does not hold: left {show_value(w.left)}, right {show_value(w.right)}"


def show_value(value: Any) -> str:
    if isinstance(value, list):
        flat = [f"[{', '.join(f'{x:g}' for x in row)}]" if isinstance(row, list) else f"{row:g}" for row in value]
        return "(" + ", ".join(flat[:6]) + (", …" if len(flat) > 6 else "") + ")"
    return f"{value:g}" if isinstance(value, float | int) else str(value)


def n_zero():
    from fractions import Fraction

    return Fraction(0)


def of_comparison(scope: Scope, comparison: Comparison, pair: tuple[str, Node, Node]) -> Result:
    if comparison.outcome == "holds":
        return Result("verified", scope, pair=pair, assumed=comparison.assumed)
    if comparison.outcome == "fails" and (unknown := _of_one_side(scope, comparison.assumed, pair)):
        message = f"I do not know what {unknown} is here; introduce it with 'let {unknown} = …'"
        return Result("undecided", scope, message, weak=True, stranger=unknown)
    if comparison.outcome == "fails":
        message = "the two sides differ by more than a constant"
        return Result("refuted", scope, message, comparison.witness, pair, comparison.assumed)
    return Result("undecided", scope, comparison.reason)


def _of_one_side(scope: Scope, assumed: Iterable[str], pair: tuple[str, Node, Node]) -> str:
    """A letter that nobody has introduced and one side alone is made of: it may be what another letter is called."""
    told = scope.spoken.union(*map(names, (*scope.filters, *scope.conditions)))
    left, right = (dependencies(scope, side) for side in pair[1:])
    return min((n for n in assumed if n in left ^ right and n not in told), default="")

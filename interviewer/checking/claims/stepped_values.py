"""Where one step goes in a worked example: `w becomes (0, 0.3)` after a start at w = (0, 0), a rate and data in numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from interviewer.checking.claims.pair import Pair
from interviewer.checking.claims.result import Result, failure_message
from interviewer.checking.claims.updates import ALONG
from interviewer.checking.models.compare import compare
from interviewer.checking.models.comparison import Comparison
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import Apply, Deriv, Node, Num, Rel, Sym, apply, num
from interviewer.notation.written_numbers import in_numbers

UNSCALED = "this is the step for another factor of the loss; write out the loss that is meant"
_LATER = frozenset(["new", "next", "+"])
_RATE = "eta"
_SAID = re.compile(
    r"\b(?:step[\s-]?size|learning[\s-]rate|step)\s*(?:of|=|is)?\s*\$?(\d*\.\d+|\d+)(?![\d.]*\d)(?!\s*[/^])"
)


def as_stepped(pair: Pair) -> Result | None:
    """The value of an unknown after one step from where the set-up has it; None where no start and no rate are told."""
    scope = pair.scope
    name = _moved(scope, pair.left)
    rate = _rate(scope)
    if not name or rate is None or not pair.equal or pair.chained or not in_numbers(pair.right):
        return None
    failed: Comparison | None = None
    for loss, factor in _losses(scope):
        slope = Deriv(loss.body, (Sym(name),), "grad")
        away = apply("mul", rate, apply("mul", factor, slope)) if factor != num(1) else apply("mul", rate, slope)
        after = apply("add", Sym(name), away if loss.sense == "max" else apply("neg", away))
        found = compare(scope, "=", pair.right, after, pair.clock)
        if found.outcome == "holds":
            return Result("verified", scope, ALONG, pair=pair.shown) if factor == num(1) else pair.undecided(UNSCALED)
        failed = failed or (found if found.outcome == "fails" else None)
    if failed is None:
        return None
    return Result("refuted", scope, failure_message(failed), failed.witness, pair.shown, failed.assumed)


def _moved(scope: Scope, head: Node) -> str:
    """The unknown that is given a value after it had another: w, w_new, w′."""
    inner = head.args[0] if isinstance(head, Apply) and head.op in ("prime", "pinv") else head
    if not isinstance(inner, Sym) or inner.index:
        return ""
    base, *marks = inner.name.split(".")
    base = next((t for t in (base, *scope.world.aliases.get(base, ())) if t in scope.world.unknowns), "")
    started = any(in_numbers(d.body) for d in scope.own.get(base, ()))
    return base if started and {*marks} <= _LATER else ""


def _rate(scope: Scope) -> Node | None:
    """How long the step is, as a formula or in words."""
    for condition in scope.conditions:
        match condition:
            case Rel(("=",), (Sym(name, ()), value)) if name == _RATE and in_numbers(value):
                return value
    said = {*_SAID.findall(scope.context)}
    return Num(Fraction(said.pop())) if len(said) == 1 else None


def _losses(scope: Scope) -> Iterator[tuple[Definition, Node]]:
    """What is made better, at the factor it is written with and at others that the problem allows."""
    names = [n for n, ds in scope.world.definitions.items() if any(d.sense and not d.index for d in ds)]
    own = [d for n in names for d in scope.own.get(n, ()) if d.sense]
    found = own or [d for n in names for d in scope.world.definitions[n] if d.sense == "min" and not d.index]
    for loss in found:
        yield loss, num(1)
    for loss in (loss for loss in found if loss.scale and loss not in own):
        count = next((Sym(s) for s in scope.world.sizes), num(1))
        for factor in (Num(Fraction(1, 2)), num(2), apply("div", num(1), count), apply("div", num(2), count)):
            yield replace(loss, alternatives=()), factor

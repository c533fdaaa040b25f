"""Numbers that an earlier line tells beside its formulas, `two coins with heads probabilities ½ and ¾`, and that nobody has taken in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from derivations import Derivation
from interviewer.checking.clock import Clock
from interviewer.checking.earlier.setup import scope_after
from interviewer.checking.judged import Judged
from interviewer.checking.problem.scope import Scope
from interviewer.notation.statements import clauses_read
from interviewer.notation.tree import Node, Num, Rel, walk
from interviewer.notation.written_numbers import in_numbers

UNHEARD = "an earlier line tells numbers in words that I did not take in; write them as formulas"
_NUMBER = re.compile(
    r"(?<![\w.^_{₀-₉])(?:(?P<n>\d+(?:\.\d+)?)(?:\s*/\s*(?P<d>\d+))?(?![\w]|-d\b|\s*-\s*dim)|(?P<v>[½⅓⅔¼¾]))"
)
_VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4)}


def leaves_numbers_out(derivation: Derivation, setup: Sequence[str], judged: Judged, clock: Clock) -> bool:
    """Whether a claim of values fails under the problem, after a line of whose numbers one is nowhere in force."""
    if judged.kind != "refuted" or judged.read_in is None or judged.line is None:
        return False
    claims = [c.node for c in judged.line.clauses if isinstance(c.node, Rel)]
    if not claims or not all(in_numbers(n.operands[-1]) for n in claims):
        return False
    before = scope_after(derivation, (), clock)
    for k, line in enumerate(setup):
        after = scope_after(derivation, setup[: k + 1], clock)
        told = set(_told(line))
        heard = {*_heard(line, before)} if _leaves_something(before, after) else set[Fraction]()
        if told and not told <= heard | {*_in_force(before, after)}:
            return True
        before = after
    return False


def _leaves_something(before: Scope, after: Scope) -> bool:
    """Whether anything of a line is in force, or it was found to be so anyway."""

    def force(s: Scope) -> tuple[object, ...]:
        return s.own, s.types, s.conditions, s.filters, s.laws, s.flat, s.world.size_values, s.setting is None

    return force(before) != force(after) or len(after.held) > len(before.held)


def _told(line: str) -> Iterator[Fraction]:
    for m in _NUMBER.finditer(line):
        yield from map(Fraction, _VULGAR[m["v"]] if m["v"] else [m["n"], m["d"] or m["n"]])


def _heard(line: str, scope: Scope) -> Iterator[Fraction]:
    """The numbers in the relations of a line."""
    for clause in clauses_read(line, scope.vocabulary):
        if isinstance(clause.node, Rel):
            yield from _numbers(clause.node)


def _in_force(before: Scope, after: Scope) -> Iterator[Fraction]:
    """The numbers in what a line has left in force."""
    trees: list[Node] = [d.body for n, ds in after.own.items() if ds != before.own.get(n) for d in ds]
    trees += [*after.conditions, *after.filters, *after.laws.values()]
    for tree in trees:
        yield from _numbers(tree)
    yield from map(Fraction, after.world.size_values.values())


def _numbers(tree: Node) -> Iterator[Fraction]:
    for n in walk(tree):
        if isinstance(n, Num):
            yield n.value
            yield Fraction(n.value.numerator)
            yield Fraction(n.value.denominator)

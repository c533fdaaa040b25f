"""Earlier lines that only say that laws are products, `p(x, y) = p(x) p(y)`, `x and y independent under both p and q`: a premise of the step."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.problem.world import World
from interviewer.checking.reading.independent_laws import says_only_products
from interviewer.checking.reading.laws_by_use import tabled
from interviewer.notation.statements import read_line
from interviewer.notation.unreadable import Unreadable

MOST_CHARACTERS = 200
_IN_WORDS = re.compile(
    r"^\s*(?:let\s+|if\s+|when\s+)?\$?(?P<a>[a-zA-Z])\$?\s*(?:and|,)\s*\$?(?P<b>[a-zA-Z])\$?\s+(?:(?:are|be)\s+)?independent\s+"
    r"(?:under|for|in)\s+(?:(?:both|each\s+of)\s+)?\$?(?P<p>[pqPQ])\$?(?:\s*(?:and|,|as\s+well\s+as)\s*(?:under\s+)?\$?(?P<q>[pqPQ])\$?)?\s*\.?\s*$"
)


def with_products_first(world: World, setup: Sequence[str], step: str) -> tuple[list[str], str]:
    """The other earlier lines, and the step with such premises before an arrow."""
    if tabled(world) is None:
        return list(setup), step
    lines = [_spelt(line) for line in setup]
    premises = [line for line in lines if _is_premise(line, world)]
    if not premises:
        return list(setup), step
    rest = [line for line, formula in zip(setup, lines, strict=True) if formula not in premises]
    return rest, f"{', '.join(premises)} ⇒ {step}"


def _spelt(line: str) -> str:
    """What the words say, as formulas."""
    found = _IN_WORDS.match(line) if len(line) <= MOST_CHARACTERS else None
    if found is None:
        return line
    a, b = found["a"], found["b"]
    return ", ".join(f"{law}({a},{b}) = {law}({a}) {law}({b})" for law in (found["p"], found["q"]) if law)


def _is_premise(line: str, world: World) -> bool:
    """Whether a line can be read, and says of laws only that they are products."""
    if "(" not in line or "," not in line or len(line) > MOST_CHARACTERS:
        return False
    try:
        return says_only_products(read_line(line, world.vocabulary).clauses)
    except Unreadable:
        return False

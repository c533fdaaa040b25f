"""`expanding gives yᵀy − 2wᵀXᵀy + wᵀXᵀXw`: a formula alone, behind words that lead on, is a value of what the lines before are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewer.checking.problem.world import World
from interviewer.notation.parsing.words import NOUNS, WORKING
from interviewer.notation.segments import THEN
from interviewer.notation.show import show
from interviewer.notation.statements import clauses_read, read_line
from interviewer.notation.tree import Apply, Bound, Rel
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.vocabulary import Vocabulary

NO_RELATION = "there is no relation to judge; write an equation"
_IDLE = (
    THEN
    | WORKING
    | NOUNS
    | frozenset(
        "back in and get we have obtain simplifies reduces becomes comes out splitting joint this it to the log logs of both sides so now".split()
    )
)


def as_results(problem: World, setup: Sequence[str], text: str) -> Iterator[str]:
    """The line as an equation for each quantity that it may be: what the last line sets, an objective of the problem."""
    formula = _alone(text, problem.vocabulary)
    if formula is None:
        return
    for line in setup[-1:]:
        for clause in clauses_read(line, problem.vocabulary)[-1:]:
            if isinstance(clause.node, Rel) and clause.node.ops[0] in ("=", ":="):
                yield f"{show(clause.node.operands[0])} = {formula}"
    for name, definitions in problem.definitions.items():
        if any(d.sense and not d.index for d in definitions):
            yield f"{name} = {formula}"


def _alone(text: str, vocabulary: Vocabulary) -> str | None:
    """The formula of a line that says nothing but what it comes from; None for any other line."""
    try:
        line = read_line(text, vocabulary)
    except Unreadable:
        return None
    match line.clauses:
        case (clause,) if isinstance(clause.node, Apply | Bound) and clause.role == "claim":
            plain = isinstance(clause.node, Bound) or clause.node.op in ("add", "mul", "div", "neg")
            return show(clause.node) if plain and {w.casefold() for w in line.words} <= _IDLE else None
    return None

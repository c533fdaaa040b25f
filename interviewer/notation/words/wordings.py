"""Words without a formula of their own: what they say of the formula before, and of what is to come."""

from __future__ import annotations

from interviewer.notation.clause import Clause
from interviewer.notation.line_reading import LineReading
from interviewer.notation.merging import DOTS
from interviewer.notation.segments import THEN, Segment
from interviewer.notation.tree import Divergence, Rel, Sym, apply
from interviewer.notation.words.mentions import goes_on_about
from interviewer.notation.words.properties import NOT
from interviewer.notation.words.properties import adjective as adjective_of
from interviewer.notation.words.roles import IMPERATIVES
from interviewer.notation.words.supposing import spelt_out_until_then


def described(line: LineReading, words: list[str], adjective: str | None) -> bool:
    """Whether words say a property of what was claimed before, and nothing else; then a clause says so."""
    before = line.clauses[-1] if line.clauses else None
    if adjective is None or before is None or not goes_on_about(before, words) or not isinstance(before.node, Rel):
        return False
    swapped = adjective == "symmetric" and isinstance(
        before.node.operands[0], Divergence
    )  # in what stands in its brackets
    whole = before.node.operands[0 if before.node.ops == ("∈",) or swapped else -1]
    line.add(
        Clause(before.role, apply("property", whole, Sym(f"{NOT}{adjective}" if "not" in words else adjective)), "and")
    )
    return True


def read_words(line: LineReading, k: int, segment: Segment) -> None:
    """Take account of a segment that holds no formula."""
    adjective = adjective_of(segment.words)
    if described(line, segment.words, adjective):
        line.understood()
        return
    if not segment.words and not segment.tokens:
        return  # a comma at the end
    if not segment.words:
        line.add(Clause(line.role, DOTS, segment.link))  # of `i = 1, …, n`
        return
    line.apart = True
    supposed = bool(line.clauses) or line.role == "assume"  # else nothing has been that it may follow from
    if supposed and THEN & set(segment.words) and not any(c.role == "claim" for c in line.clauses):
        line.unsaid = True
    supposes = line.role == "assume" and segment.words[0] in ("if", "when", "suppose", "assume")
    if supposes and (spelt := spelt_out_until_then(line.segments, k)):
        line.spelled |= spelt  # if all keys are the same, k_j = k for all j, then …
    line.role = line.role if IMPERATIVES & set(segment.words) else "claim"  # `with a uniform prior, …`

"""Formulas that words conclude without a sign of relation: `Var(q·k) = d_k, so we scale by 1/√d_k`."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.notation.clause import Clause
from interviewer.notation.merging import claims
from interviewer.notation.parsing.words import CONSEQUENCES
from interviewer.notation.tree import (
    ONE,
    ZERO,
    Apply,
    Bound,
    Call,
    Divergence,
    Moment,
    Node,
    Num,
    Rel,
    Sym,
    apply,
    walk,
)

_DIVIDED = frozenset("divide divides divided dividing deviation deviations std".split())
_SCALED = frozenset("scale scales scaled scaling rescale multiply multiplied multiplying factor".split())
_TWO = Num(ONE.value + 1)


def with_unit_variance(clauses: list[Clause], words: Sequence[str]) -> list[Clause]:
    """The clauses with what such words say after a variance: that what is divided or scaled by this has variance one.

    Scaled by √d_k may mean either way.
    """
    found = _concluded_last(clauses, words)
    if found is None or not (isinstance(found[1], Sym) or _is_value(found[1])):
        return clauses
    claim, factor, said = found
    match claim.node:
        case Rel(ops, (Moment("Var"), *_, variance)) if {*ops} == {"="}:
            square = apply("pow", factor, _TWO)
            divided = apply("add", square, apply("neg", variance))
            scaled = apply("add", apply("mul", square, variance), apply("neg", ONE))
        case _:
            return clauses
    if not (_DIVIDED | _SCALED) & said:
        return clauses
    slip = divided if _DIVIDED & said else apply("mul", divided, scaled)
    return [*clauses[:-1], Clause("claim", Rel(("=",), (slip, ZERO)), "and", claim.after)]


def left_unjudged(clauses: list[Clause], kept: Sequence[Clause], words: Sequence[str]) -> Node | None:
    """The formula with which a line's words conclude where it is no clause and stands nowhere else in what the line claims."""
    found = _concluded_last(clauses, words)
    if found is None or any(c is clauses[-1] for c in kept):
        return None
    claim, node, said = found
    if not CONSEQUENCES & said or not _is_value(node):
        return None
    if isinstance(node, Num):
        return None if isinstance(claim.node, Rel) and claim.node.operands[-1] == node else node
    return None if any(n == node for c in kept for n in walk(c.node)) else node


def _concluded_last(clauses: list[Clause], words: Sequence[str]) -> tuple[Clause, Node, set[str]] | None:
    """The last claim with a sign of relation, the bare formula behind it that ends the line, and the words between them."""
    before = next((c for c in reversed(clauses[:-1]) if c.role == "claim" and claims(c.node)), None)
    if before is None or before.after is None or clauses[-1].after is None or claims(clauses[-1].node):
        return None
    return before, clauses[-1].node, {w.casefold() for w in words[before.after : clauses[-1].after]}


def _is_value(node: Node) -> bool:
    """A formula, beside a mere name, the n×n of a size, and letters in a row that are a word."""
    match node:
        case Num() | Divergence() | Moment():
            return True
        case Bound(op):
            return op not in ("min", "max", "argmin", "argmax")
        case Apply("times", _):
            return False
        case Apply("mul", factors):
            return not all(isinstance(f, Sym) and not f.index for f in factors)
        case Apply():
            return True
    return isinstance(node, Call) and not all(isinstance(a, Sym) for a in node.args)

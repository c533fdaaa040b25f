"""Formulas that words only mention: spaces, names, equations of sets, what a preposition leads up to."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.notation.clause import Clause
from interviewer.notation.segments import Segment
from interviewer.notation.tree import Apply, Bound, Call, Node, Num, Rel, Sym
from interviewer.notation.words.properties import PROPERTIES
from interviewer.notation.words.roles import STATES


def is_space(node: Node) -> bool:
    base = node.args[0] if isinstance(node, Apply) and node.op == "pow" else node
    return base == Sym("Reals")


def stands_within(segment: Segment) -> bool:
    """`the size of X`, `the gradient at w`: what stands after a preposition is not what the verb is about."""
    return bool(segment.words) and segment.words[-1] in _PREPOSITIONS | _NUMBERED


_NUMBERED = frozenset(  # the parameters of layer l are …
    "layer layers unit units neuron neurons sample samples point points head heads row rows column columns class classes "
    "component components cluster clusters state step time iteration token tokens position node index example epoch".split()
)
_PREPOSITIONS = frozenset("of at in by to for with from on under over wrt".split())


_DESCRIBING = frozenset(PROPERTIES) | frozenset(
    "which that is not it a an and hence so thus always matrix function strictly".split()
)


_SETS = frozenset("hyperplane hyperplanes boundary line plane set region surface half-space ball sphere points".split())


def only_mentioned(node: Node, words: Sequence[str]) -> bool:
    """`the step on L`, `the boundary is the hyperplane wᵀx = 0`: a name, or the equation of a set, that claims nothing."""
    name = isinstance(node, Sym) or (
        isinstance(node, Call) and bool(node.args) and all(isinstance(a, Sym) for a in node.args)
    )
    value = isinstance(node, Bound) and node.op in ("min", "max") and bool(node.binders)
    if name or value:
        return words[-1] not in STATES
    verb = words[-1] == "set" and (len(words) == 1 or words[-2] in ("and", "we", "then", "now"))  # and set z = …
    return isinstance(node, Rel) and words[-1] in _SETS and not verb and not _is_datum(node)


def _is_datum(node: Rel) -> bool:
    """The first of `two points x₁ = 1, x₂ = −1`: no equation of a set."""
    head = node.operands[0]
    return isinstance(head, Sym) and len(head.index) == 1 and isinstance(head.index[0], Num)


def goes_on_about(before: Clause, words: list[str]) -> bool:
    """`H = 2XᵀX, which is positive definite`: nothing but a property, of what was claimed to be so."""
    equated = isinstance(before.node, Rel) and set(before.node.ops) in ({"="}, {"∈"})
    if before.role == "let":  # let P ∈ ℝ^{n×n} be a permutation matrix
        return equated and words[0] in ("be", "denote") and _DESCRIBING.issuperset(words[1:])
    return before.role == "claim" and equated and _DESCRIBING.issuperset(words)

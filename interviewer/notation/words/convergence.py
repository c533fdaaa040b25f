"""Steps that converge: `w ← w − η g(w) converges iff 0 < η < B` says B = 2/λ_max(∂g/∂w), what bounds the step of a convex quadratic.

`gradient descent converges iff …` is of the problem's objective.
With `if` in place of `iff` the bound may be smaller. (Nesterov, Introductory Lectures on Convex Optimization, 2004, 1.2.3 and 2.1.5.)
"""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.notation.clause import Clause
from interviewer.notation.line_reading import LineReading
from interviewer.notation.segments import Segment, has_relation
from interviewer.notation.tree import ZERO, Apply, Call, Deriv, Node, Rel, Sym, apply, num, transform
from interviewer.notation.words.nouns import OBJECTIVE, UNSAID

_CONVERGES = frozenset(["converges", "converge", "convergence"])
_WHEN = {"iff": "=", "if": "<=", "when": "<=", "whenever": "<=", "for": "<="}
_HARMLESS = frozenset(
    "to the minimiser minimizer solution optimum minimum a unique from every any all each start starting point points initial value "
    "values initialisation initialization and it this so that exactly precisely always globally linearly w iteration then "
    "gradient descent iterates error errors step steps size with constant fixed hence thus therefore method".split()
)

_STEP_SIZES = frozenset(["eta", "alpha", "gamma", "tau", "mu"])


def converging(line: LineReading, k: int, segment: Segment) -> bool:
    """Whether a segment says for which steps the update before it converges; its bound is then a clause of its own."""
    whole = [*line.segments[k - 1].words, *segment.words] if k and _is_limit(line.segments[k - 1]) else segment.words
    following = line.segments[k + 1] if k + 1 < len(line.segments) else None
    if following is not None and _is_limit(segment) and following.tokens and set(following.words) & _WHEN.keys():
        return _slope_told(line, segment.words) is not None  # `converges to ŵ from every start iff …`
    words = set(whole)
    when = next((w for w in whole if w in _WHEN), "") if words & _CONVERGES else ""
    if not when or words - _CONVERGES - _HARMLESS - _WHEN.keys() or not segment.tokens:
        return False
    slope = _slope_told(line, whole)
    bound = line.parse(segment.tokens) if slope is not None else None
    if slope is None or not isinstance(bound, Rel) or set(bound.ops) != {"<"} or len(bound.operands) > 3:
        return False
    size, most = bound.operands[-2:]
    if (
        size != (slope[1] or size)
        or not isinstance(size, Sym)
        or (len(bound.operands) == 3 and bound.operands[0] != ZERO)
    ):
        return False
    largest = apply("div", num(2), Apply("λ_max", (slope[0],)))
    del line.words[len(line.words) - len(whole) :]  # all of them are accounted for
    line.add(Clause("claim", Rel((_WHEN[when],), (most, largest)), "and", len(line.words)))
    return True


def _is_limit(segment: Segment) -> bool:
    """`converges to ŵ`"""
    last = segment.words[-2:]
    return len(last) == 2 and last[0] in _CONVERGES and last[1] == "to" and not has_relation(segment.tokens)


def _slope_told(line: LineReading, words: Sequence[str]) -> tuple[Node, Sym | None] | None:
    """The slope of the steps before, or of the problem's objective where it is gradient descent that converges."""
    slope = _slope(line.clauses[-1].node) if line.clauses else None
    if slope is None and {"gradient", "descent"} <= {*words} and OBJECTIVE in line.nouns:
        return Deriv(line.nouns[OBJECTIVE], (UNSAID, UNSAID), "grad"), None
    return slope


def _slope(node: Node) -> tuple[Node, Sym] | None:
    """The derivative of what a step `w ← w − η g(w)` goes against, and its size η."""
    if not isinstance(node, Rel) or node.ops not in (("←",), ("=",)):
        return None
    new, value = node.operands
    terms = value.args if isinstance(value, Apply) and value.op == "add" else ()
    if not isinstance(new, Sym) or len(terms) != 2 or not isinstance(terms[0], Sym) or terms[0].name != new.name:
        return None
    old, change = terms[0], terms[1]
    factors = change.args[0] if isinstance(change, Apply) and change.op == "neg" else None
    parts = factors.args if isinstance(factors, Apply) and factors.op in ("mul", "times", "dot") else ()
    sizes = [p for p in parts if isinstance(p, Sym) and p.name in _STEP_SIZES]
    if len(sizes) != 1 or (node.ops == ("=",) and not (new.index and old.index)):
        return None
    rest = tuple(p for p in parts if p is not sizes[0] and p != sizes[0])
    against = rest[0] if len(rest) == 1 else apply("mul", *rest)
    against = transform(against, lambda n: Sym(new.name) if n == old else n)
    match against:
        case Deriv(Call() as objective, (Sym("default"),), "grad"):
            return Deriv(objective, (Sym("default"), Sym("default")), "grad"), sizes[0]
    return Deriv(against, (Sym(new.name),), "partial"), sizes[0]

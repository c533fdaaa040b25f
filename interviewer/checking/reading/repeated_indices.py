"""`w_j X_ij X_ik w_k (summed over repeated indices)`: where words say so, an index that a product has twice is summed over."""

from __future__ import annotations

import re
from dataclasses import replace

from interviewer.checking.reading.unsaid_indices import running_indices
from interviewer.notation.clause import Line
from interviewer.notation.tree import Apply, Binder, Bound, Deriv, Node, Num, Rel, Sym, rebuild, walk

_SAID = re.compile(
    r"\brepeated\s+ind(?:ices|exes)|\bEinstein(?:'s)?\s+(?:summation|convention|sum)|\bsummation\s+convention", re.I
)


def with_sums(line: Line, said: str) -> Line:
    """The line with the sums that its words, or those before it, leave to the indices."""
    if not _SAID.search(f"{said} {line.text}"):
        return line
    clauses = (replace(c, node=_summed(c.node)) for c in line.clauses)
    return replace(line, clauses=tuple(clauses))


def _summed(node: Node) -> Node:
    """A formula with each product summed over the indices it has twice."""
    match node:
        case Rel() | Apply("add" | "neg") | Bound():
            return rebuild(node, _summed)
        case Apply("mul" | "dot" | "times", (*numbers, last)) if all(isinstance(n, Num) for n in numbers):
            return replace(node, args=(*numbers, _summed(last)))  # 2 (…)
        case Apply("mul" | "dot" | "times" | "pow"):
            factors = tuple(map(_summed, node.args)) if node.op != "pow" else node.args
            inner = replace(node, args=factors)
            twice = [i for i in running_indices(inner) if _times(inner, i) > 1]
            return Bound("sum", tuple(Binder(Sym(i)) for i in twice), inner) if twice else inner
    return node


def _times(node: Node, index: str) -> int:
    """How often an index stands in a product, twice for each time in a square; a sum in it counts as each of its terms does."""
    match node:
        case Sym(_, indices):
            return sum(n == Sym(index) for i in indices for n in walk(i))
        case Bound(_, binders, body):
            return 0 if any(b.var.name == index for b in binders) else _times(body, index)
        case Apply("add", terms):
            return max(_times(t, index) for t in terms)
        case Apply("pow", (base, Num(value=power))):
            return int(power) * _times(base, index)
        case Deriv():
            return 0
        case Apply(_, args):
            return sum(_times(a, index) for a in args)
    return 0

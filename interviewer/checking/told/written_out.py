"""A sum whose terms are numbered one by one tells how many there are: `w₀ + w₁x₁ + w₂x₂` is a score of two features."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.size_equations import at_sizes
from interviewer.notation.tree import Apply, Node, Num, Sym, walk


def at_written_sizes(scope: Scope, nodes: Iterable[Node]) -> Iterator[Scope]:
    """The problem with one of its sizes, which no line has told, as large as a sum in the nodes is long."""
    counts = {m for node in nodes for n in walk(node) if isinstance(n, Apply) and n.op == "add" and (m := _terms(n))}
    if len(counts) == 1:
        count = counts.pop()
        open_sizes = [s for s in reversed(scope.world.sizes) if s not in scope.world.size_values]
        yield from (at_sizes(scope, {size: count}) for size in open_sizes)


def _terms(total: Apply) -> int:
    """How many numbered terms a sum has, if each of 1, 2, … is the number of one of them; else 0."""
    numbered = [number for term in total.args if len(number := _numbers(term)) == 1]
    found = sorted(n for number in numbered for n in number)
    return len(found) if len(found) > 1 and found == [*range(1, len(found) + 1)] else 0


def _numbers(term: Node) -> set[int]:
    """The numbers from one on that stand as last indices in a term: {2} of w₂x₂."""
    last = (n.index[-1] for n in walk(term) if isinstance(n, Sym) and n.index)
    return {int(i.value) for i in last if isinstance(i, Num) and i.value.denominator == 1 and i.value > 0}

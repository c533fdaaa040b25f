"""Where a recursion's families begin: `S_l = H_{l−1} W_l, H_l = f(S_l)` has an H₀ that is drawn, and no S₀."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import ONE, Apply, Node, Rel, Sym, walk


def from_first(nodes: Iterable[Node], definitions: Mapping[str, Definition]) -> tuple[Rel, ...]:
    """`Δ_{l−1}` is meant where there is an S_{l−1}: of what no definition has an earlier member, there is none before the first."""
    symbols = [n for d in definitions.values() for n in walk(d.body) if isinstance(n, Sym) and n.index]
    earlier = {n.name for n in symbols if isinstance(n.index[0], Apply)}
    if not earlier & definitions.keys():
        return ()
    computed = {n for n, d in definitions.items() if len(d.index) == 1 and not d.is_call} - earlier
    spoken = {n for node in nodes for n in walk(node) if isinstance(n, Sym) and n.name in computed and n.index}
    found = dict.fromkeys(n.index[0] for n in spoken if isinstance(n.index[0], Apply))
    return tuple(Rel((">=",), (i, ONE)) for i in found)

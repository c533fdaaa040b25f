"""The size of an alphabet: the |𝒳| of `u(x) = 1/|𝒳|` is how many states the variable x has."""

from __future__ import annotations

from interviewer.checking.problem.world import World
from interviewer.notation.tree import Apply, Node, Sym, transform


def with_alphabets(nodes: tuple[Node, ...], world: World) -> tuple[Node, ...]:
    """The nodes of a line with such sizes, in a problem whose variables are finite."""
    sizes = {n: t.shape[0] for n, t in world.letters.items() if t.kind == "variable" and t.shape[0] in world.sizes}
    sizes |= {a: sizes[t] for a, targets in world.aliases.items() for t in targets if t in sizes}
    if not sizes:
        return nodes

    def change(n: Node) -> Node:
        match n:
            case Apply("abs" | "norm", (Sym(name, ()), *_)) if name.isupper() and name in sizes:
                return Sym(sizes[name])
        return n

    return tuple(transform(n, change) for n in nodes)

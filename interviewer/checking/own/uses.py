"""How a name occurs in formulas: with how many indices, bare, called, primed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from interviewer.notation.tree import Apply, Bound, Call, Group, Node, Num, Rel, Sym, walk


@dataclass
class Use:
    """How a name occurs: with how many indices, bare, with an index that is computed, called, primed; with an index that goes on by steps."""

    arity: int = 0
    bare: bool = False
    stepped: bool = False
    summed: bool = False
    before: bool = False
    ahead: bool = False
    primed: bool = False


def _of_entry(call: Call) -> bool:
    """h(a_lj), of one unit of a layer: a function of numbers."""
    return len(call.args) == 1 and isinstance(call.args[0], Sym) and len(call.args[0].index) > 1


def uses(nodes: list[Node]) -> dict[str, Use]:
    """How each name occurs in the nodes, calls apart."""
    out: dict[str, Use] = {}
    summed = {b.var.name for n in nodes for x in walk(n) if isinstance(x, Bound) for b in x.binders}
    symbols = [n for node in nodes for n in walk(node) if isinstance(n, Sym)]
    steps = {x.name for n in symbols for i in n.index if isinstance(i, Apply) for x in walk(i) if isinstance(x, Sym)}
    for node in nodes:
        for n in walk(node):
            if isinstance(n, Sym):
                use = out.setdefault(n.name, Use())
                use.arity = max(use.arity, len(n.index))
                use.bare = use.bare or not n.index
                use.stepped = use.stepped or any(
                    isinstance(i, Apply) or (isinstance(i, Sym) and i.name in steps) for i in n.index
                )
                use.summed = use.summed or any(isinstance(i, Sym) and i.name in summed for i in n.index)
            elif isinstance(n, Apply) and n.op == "mul":
                for left in n.args[:-1]:
                    if isinstance(left, Sym):
                        out.setdefault(left.name, Use()).ahead = True
                    inner = left.args[0] if isinstance(left, Apply) and left.op == "T" else left
                    if isinstance(inner, Sym):
                        out.setdefault(inner.name, Use()).before = True
            elif isinstance(n, Call) and (n.primes or _of_entry(n)):
                out.setdefault(n.fn.name, Use()).primed = True
    return out


def only_counts(node: Node, bodies: Iterable[Node]) -> bool:
    """`i = 1, …, d`: of a letter that stands for no value in what he has defined, as the s of `ε̂ = ε_u + s(ε_c − ε_u)` does."""
    match node:
        case Rel(("=",), (Sym() as head, Num())):
            symbols = [n for body in bodies for n in walk(body) if isinstance(n, Sym)]
            return head not in symbols or any(head in n.index for n in symbols)
        case Rel(("=",), (_, Num())):
            return True
        case Rel(("∈",), (Sym(), Group("{", items))):
            return Sym("ellipsis") in items
    return False

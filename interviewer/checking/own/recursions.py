"""Where what a candidate computes leads to: by steps or layers, or to what he uses no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from interviewer.checking.own.study import Study
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import Apply, Deriv, Node, Rel, Sym, names, walk

DEPTH = "depth!"  # how far a recursion goes


def recursive(definitions: Mapping[str, Definition]) -> set[str]:
    """Names that lead back to themselves: h_t by h_{t−1}, or a^{(l)} by z^{(l)} and that by a^{(l−1)}."""
    reach = {name: names(d.body) & definitions.keys() for name, d in definitions.items()}
    for _ in definitions:
        reach = {name: found.union(*(reach[n] for n in found)) for name, found in reach.items()}
    return {name for name, found in reach.items() if name in found}


def within_depth(nodes: Iterable[Node], families: set[str]) -> tuple[Rel, ...]:
    """`∂L/∂x_{l+1}` is meant where there is an x_{l+1}."""
    found = {i for node in nodes for n in walk(node) if isinstance(n, Sym) and n.name in families for i in n.index[:1]}
    return tuple(Rel(("<=",), (i, Sym(DEPTH))) for i in found if isinstance(i, Apply))


def last_quantities(study: Study, generic: frozenset[str]) -> list[Sym]:
    """What the candidate computes but does not use again: an unspecified loss is a function of it.

    Where everything goes on, as in `h_t = f(W h_{t−1})`, that is where it has led to in the end.
    """
    own = {n: d for n, d in study.definitions.items() if not d.is_call and not names(d.body) & generic}
    own = {n: d for n, d in own.items() if not any(isinstance(x, Deriv) for x in walk(d.body))}
    used = {x for n, d in own.items() for x in names(d.body) if x != n}
    used |= {
        n for n, d in own.items() if any(d.body in walk(o.body) for m, o in own.items() if m != n and o.body != d.body)
    }
    symbols = [n for d in own.values() for n in walk(d.body) if isinstance(n, Sym)]
    states = {n.name for n in symbols if n.name in recursive(own) and any(isinstance(i, Apply) for i in n.index)}
    layers = {n for n, d in own.items() if len(d.index) == 1 and _goes_by_layers(d)}
    last = {n: Sym(n, (Sym(DEPTH),)) if n in layers else Sym(n) for n in own}
    return [last[n] for n in own if n not in used | states] or [Sym(n, (Sym(DEPTH),)) for n in own if n in states]


def _goes_by_layers(definition: Definition) -> bool:
    """`S_l = H_{l−1} W_l`: made of what another layer has."""
    letter = Sym(definition.index[0])
    indices = (i for n in walk(definition.body) if isinstance(n, Sym) for i in n.index)
    return any(isinstance(i, Apply) and letter in walk(i) for i in indices)

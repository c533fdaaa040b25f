"""`q(z|x^{(i)}) = N(z; μ^{(i)}, …)` and `σ_j^{(i)}`, as papers write it: all of one data point, whose number says nothing."""

from __future__ import annotations

from interviewer.checking.problem.canonical import RUNNING
from interviewer.checking.problem.scope import Scope
from interviewer.checking.reading.any_sample import told_apart
from interviewer.notation.tree import Bound, Call, Node, Sym, transform, walk


def of_one_datum(node: Node, scope: Scope) -> Node:
    """The line without the number of its data point, in a problem whose vectors are those of one.

    What tells that an index is such a number: a vector that bears it beside the index of an entry, or a datum given to a
    law. A number that runs is left alone.
    """
    symbols = [n for n in walk(node) if isinstance(n, Sym) and n.index]
    if not symbols or scope.world.row_families:
        return node  # several samples are told apart by their numbers
    bound = {b.var for n in walk(node) if isinstance(n, Bound) for b in n.binders}
    told = [*_beside_entries(symbols, scope), *_given_to_laws(node, scope)]
    numbers = {i for i in told if isinstance(i, Sym) and i.name in RUNNING and i not in bound}
    if not numbers or told_apart(node, {n for n in symbols if len(n.index) == 1 and n.index[0] in numbers}):
        return node
    drawn = {i for i in _of_draws(symbols) if i not in bound}

    def change(n: Node) -> Node:
        if isinstance(n, Sym) and n.index and _is_single(n.name, scope):
            return Sym(n.name, tuple(i for i in n.index if i not in numbers and i not in drawn))
        return n

    return transform(node, change)


def _beside_entries(symbols: list[Sym], scope: Scope) -> list[Node]:
    """The i of μ_j^{(i)}, which stands above."""
    return [n.index[0] for n in symbols if len(n.index) == 2 and _is_vector(n.name, scope)]


def _given_to_laws(node: Node, scope: Scope) -> list[Node]:
    """The i of q(z|x_i), p(x_i), p(x_i|z_i): an entry of x would be no condition, and its law has z whole."""
    found: list[Node] = []
    for n in walk(node):
        if isinstance(n, Call) and n.fn.name in scope.world.distributions and len(n.args) == 1:
            of = n.given or (n.args if not _has_law(scope, n.fn.name, n.args[0]) else ())
            numbered = all(isinstance(a, Sym) and len(a.index) == 1 and _is_vector(a.name, scope) for a in of)
            sought = any(isinstance(a, Sym) and a.name in scope.world.unknowns for a in of)  # θ_t is of a step
            found += [a.index[0] for a in of if isinstance(a, Sym)] if numbered and not sought else []
    return found


def _has_law(scope: Scope, law: str, of: Node) -> bool:
    """Whether it is known how the vector is distributed by itself, as z is: then so are its entries."""
    name = of.name if isinstance(of, Sym) else ""
    return any(d.params == (name,) and not d.given for d in scope.definitions(law))


def _of_draws(symbols: list[Sym]) -> set[Node]:
    """The l of z^{(i,l)} and of the ε^{(l)} it is made with."""
    return {
        n.index[1] for n in symbols if n.name == "z" and len(n.index) == 2 and Sym("epsilon", n.index[1:]) in symbols
    }


def _is_vector(name: str, scope: Scope) -> bool:
    """One vector, of which the problem has no others that a number would tell apart."""
    letter = scope.letter(name)
    if letter is None or letter.kind not in ("vector", "noise"):
        return False
    return not (letter.reach or letter.index or letter.is_function)


def _is_single(name: str, scope: Scope) -> bool:
    """A vector of the problem, or something without an index that it defines."""
    defined = scope.world.definitions.get(name, ())
    return _is_vector(name, scope) or any(not d.index and not d.params for d in defined)

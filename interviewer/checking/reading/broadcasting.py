"""A bias beside samples in the columns of a matrix: `Z = W A + b` adds b to each of them, as `b 1ᵀ` says."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Node, Sym, apply, names, transform

ONES = Sym("ones")


def broadcast(node: Node, scope: Scope) -> Node:
    """The node with each bias as often as the problem has it where what else it is added to is a product for all samples."""
    known = scope.remember("broadcast", lambda: _biases(scope))
    if not known or not names(node) & known.keys():
        return node

    def change(n: Node) -> Node:
        match n:
            case Apply("add", terms) if any(isinstance(t, Sym) and t.name in known for t in terms):
                return Apply("add", tuple(_each(t, terms, known) for t in terms))
        return n

    return transform(node, change)


def _each(term: Node, terms: tuple[Node, ...], known: dict[str, tuple[bool, frozenset[str]]]) -> Node:
    if not (isinstance(term, Sym) and term.name in known):
        return term
    in_columns, beside = known[term.name]
    if not any(isinstance(t, Apply) and t.op in ("mul", "dot", "times") and names(t) & beside for t in terms):
        return term
    transposed = apply("T", ONES if in_columns else term)
    return apply("mul", *((term, transposed) if in_columns else (ONES, transposed)))


def _biases(scope: Scope) -> dict[str, tuple[bool, frozenset[str]]]:
    """Letters that the problem adds to all samples, whether these are columns, and what they are multiplied by there."""
    found: dict[str, tuple[bool, frozenset[str]]] = {}
    for definitions in scope.world.definitions.values():
        for terms in (d.body.args for d in definitions if isinstance(d.body, Apply) and d.body.op == "add"):
            for term in terms:
                others = frozenset[str]().union(*(names(t) for t in terms if t is not term))
                match term:
                    case Apply("mul", (Sym(name), Apply("T", (ones,)))) if ones == ONES:
                        found[name] = True, others
                    case Apply("mul", (ones, Apply("T", (Sym(name),)))) if ones == ONES:
                        found[name] = False, others
    return found

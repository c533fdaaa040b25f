"""A bias beside samples in the columns of a matrix: `Z = W A + b` adds b to each of them, as `b 1ᵀ` says."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import ONE, Apply, Node, Sym, apply, names, transform, walk

ONES = Sym("ones")


def broadcast(node: Node, scope: Scope) -> Node:
    """The node with each bias as often as the problem has it where what else it is added to is a product for all samples."""
    if any(_is_number_of_ones(n, scope) for n in walk(node)):
        node = transform(node, lambda n: _with_ones(n, scope))
    known = scope.remember("broadcast", lambda: _biases(scope))
    if not known or not names(node) & known.keys():
        return node

    def change(n: Node) -> Node:
        match n:
            case Apply("add", terms) if any(isinstance(t, Sym) and t.name in known for t in terms):
                return Apply("add", tuple(_each(t, terms, known) for t in terms))
        return n

    return transform(node, change)


def _is_number_of_ones(node: Node, scope: Scope) -> bool:
    """The b₁ of a b that is one number."""
    if not (isinstance(node, Sym) and node.index == (ONE,)) or node.name in scope.own:
        return False
    letter = scope.letter(node.name)
    return letter is not None and letter.kind == "scalar" and not (letter.shape or letter.index or letter.reach)


def _with_ones(node: Node, scope: Scope) -> Node:
    """`X w + b1` of a b that is one number: it is added to each entry, so the 1 is that of b 𝟏."""
    match node:
        case Apply("add", terms) if any(_is_number_of_ones(t, scope) for t in terms):
            products = (t for t in terms if isinstance(t, Apply) and t.op in ("mul", "dot", "times"))
            if any((a := scope.letter(n)) is not None and a.kind == "matrix" for t in products for n in names(t)):
                return Apply(
                    "add",
                    tuple(
                        apply("mul", Sym(t.name), ONES) if isinstance(t, Sym) and _is_number_of_ones(t, scope) else t
                        for t in terms
                    ),
                )
    return node


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

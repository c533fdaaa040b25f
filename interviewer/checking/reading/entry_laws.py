"""`q(z_j|x)` where q(z|x) is a Gaussian in the vector z: the marginal law of one entry, with its mean and its variance."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import ONE, ZERO, Apply, Call, Divergence, Node, Sym, names, transform, walk

_ENTRIES = frozenset("ij")


def with_entry_laws(node: Node, scope: Scope) -> Node:
    """The node with the laws of entries in place of what would be the law of the whole vector at a number.

    A z_k that stands beside x, or that x is given, is a whole draw.
    """

    drawn = {a for n in walk(node) if isinstance(n, Call) for a in (*n.given, *(n.args if n.args[1:] else ()))}

    def change(n: Node) -> Node:
        match n:
            case Call(Sym(law), (Sym(name, (Sym(index, ()) as j,)) as entry,), given) if (
                index in _ENTRIES and entry not in drawn
            ):
                whole = _law_of_vector(scope, law, name, given)
                return Call(whole.fn, (entry,), (), _marginal(whole, j)) if whole is not None else n
            case Divergence(op, Call(Sym("Normal"), (Sym(_, (_,)) as one,)) as p, Call(Sym("Normal"), (other,)) as q):
                return Divergence(op, replace(p, args=()), replace(q, args=())) if one == other else n
        return n

    return transform(node, change)


def _law_of_vector(scope: Scope, law: str, name: str, given: tuple[Node, ...]) -> Call | None:
    """N(m, S) of the vector as a whole, where that is what the law of it under these conditions is said to be."""
    letter = scope.letter(name)
    if letter is None or len(letter.shape) != 1 or letter.reach:
        return None
    for d in scope.definitions(law):
        if _is_law_of(d, name) and tuple(map(Sym, d.given)) == given and isinstance(d.body, Call):
            return d.body
    return None


def _is_law_of(definition: Definition, name: str) -> bool:
    match definition.body:
        case Call(Sym("Normal"), (Sym(of, ()),), (), (_, _)) if of == name:
            return definition.params == (name,)
    return False


def _marginal(whole: Call, j: Node) -> tuple[Node, Node]:
    """The mean and the variance of entry j."""
    mean, covariance = whole.params
    return mean if mean == ZERO else Apply("index", (mean, j)), _variance(covariance, j)


def _variance(covariance: Node, j: Node) -> Node:
    match covariance:
        case Sym("I", ()):
            return ONE
        case Apply("mul", (*factors, Sym("I", ()))) if "I" not in frozenset().union(*map(names, factors)):
            return factors[0] if len(factors) == 1 else Apply("mul", tuple(factors))
        case Apply("diag", (variances,)):
            return Apply("index", (variances, j))
    return Apply("index", (covariance, j, j))

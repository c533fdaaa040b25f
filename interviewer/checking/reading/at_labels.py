"""`p(x|k)`, `p(x|C_k)`, `p(z_k = 1|x)` and `p(x|μ_k)` of a mixture: what is given is that the label is k."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Call, Node, Num, Rel, Sym, transform

_RUNNING = frozenset("jkl")
_CLASSES = frozenset("CK")  # K where the number of classes may be called C


def at_labels(node: Node, scope: Scope) -> Node:
    """Densities with the index of a component in place of the label, in a reading of the problem with one label."""
    labels = [n for n, t in scope.world.letters.items() if t.kind == "label"]
    if len(labels) != 1:
        return node
    (label,) = labels

    def said(n: Node, of: bool) -> Node:
        """The state of the label that a name stands for, and the name itself where it stands for none."""
        match n:
            case Rel(("=",), (Sym(name, (Sym(k, ()) as at,)), Num(one))) if (
                one == 1 and name == label and k in _RUNNING
            ):
                return Rel(("=",), (Sym(label), at))  # z_k = 1 of a 1-of-K label
        if not isinstance(n, Sym):
            return n
        if n.name in _RUNNING and not n.index and scope.letter(n.name) is None:
            return Rel(("=",), (Sym(label), n))
        at = n.index[0] if len(n.index) == 1 else None
        if not (isinstance(at, Num) or (isinstance(at, Sym) and at.name in _RUNNING)):
            return n
        letter = scope.letter(n.name)
        component = letter is not None and bool(letter.index) and not of
        return Rel(("=",), (Sym(label), at)) if component or (n.name in _CLASSES and letter is None) else n

    def change(n: Node) -> Node:
        match n:
            case Apply("mul", (Sym(table, ()), Sym(name, (Sym(k, ()) as at,)))) if (
                name == label and k in _RUNNING and _is_table_of(table, scope)
            ):
                state = Rel(("=",), (Sym(label), at))
                return Call(Sym("p"), (state,), tuple(map(Sym, scope.world.row_families)))  # γ(z_k) of any x
        if not isinstance(n, Call) or n.fn.name not in scope.world.distributions or n.fn.index:
            return n
        args, given, params = (
            tuple(dict.fromkeys(said(a, of) for a in part))
            for part, of in ((n.args, True), (n.given, False), (n.params, False))
        )
        states = [p for p in params if isinstance(p, Rel)]
        return Call(n.fn, args, (*given, *states), tuple(p for p in params if p not in states), n.primes)

    return transform(node, change)


def _is_table_of(name: str, scope: Scope) -> bool:
    """Whether a name is that of the responsibilities, one for each sample and component."""
    return any(len(d.index) == 2 and not d.is_call for d in scope.definitions(name))

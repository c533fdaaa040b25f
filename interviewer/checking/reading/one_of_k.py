"""1-of-K labels: the entries z_k of `p(z) = Π_k π_k^{z_k}`, and a complete sample, `p(X, Z|θ) = Π_n Π_k (π_k p(x_n|k))^{z_nk}`."""

from __future__ import annotations

from interviewer.checking.problem.canonical import RUNNING
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Binder, Bound, Call, Moment, Node, Rel, Sym, num, rebuild, walk


def with_entries_of_labels(node: Node, scope: Scope) -> Node:
    """The node with such entries as indicators and such a sample as its members, where a component generates them."""
    labels = [n for n, t in scope.world.letters.items() if t.kind == "label"]
    if len(labels) != 1 or not _generates(scope, labels[0]):
        return node
    (label,) = labels
    classes = _classes(node, scope)
    weighed = _weighs_by_posterior(node, label, scope)

    def change(n: Node) -> Node:
        match n:
            case Moment():
                return n
            case Call(fn, args, given, params) if fn.name in scope.world.distributions:
                member = _of_samples(args, label, scope) if not (fn.index or weighed) else ()
                each = Call(fn, member, given, params)
                return Bound("prod", (Binder(Sym("i"), num(1), Sym("n")),), each) if member else n
            case Sym(name, (*before, Sym(k, ()) as at)) if name == label and k in RUNNING and (before or at in classes):
                return Apply("indicator", (Rel(("=",), (Sym(label, tuple(before)), at)),))
        return rebuild(n, change)

    return change(node)


def _generates(scope: Scope, label: str) -> bool:
    return any(
        label in d.params
        for name in scope.world.distributions
        for d in scope.world.definitions.get(name, ())
        if d.is_call
    )


def _weighs_by_posterior(node: Node, label: str, scope: Scope) -> bool:
    """Whether q(Z) or p(Z|X; θ_t) stands in it: whose parameters are old and whose new is told of whole samples alone."""
    laws = (n for n in walk(node) if isinstance(n, Call) and n.fn.name in scope.world.distributions)
    of_labels = (n for n in laws if {a.name for a in n.args if isinstance(a, Sym)} <= {label, label.upper()})
    return any(bool(n.given) or n.fn != Sym("p") for n in of_labels)


def _classes(node: Node, scope: Scope) -> set[Node]:
    """What counts components: the k of π_k and of μ_k."""

    def counts(n: Sym) -> bool:
        letter = scope.letter(n.name)
        return letter is not None and len(n.index) == 1 and (letter.kind == "simplex" or bool(letter.index))

    return {n.index[0] for n in walk(node) if isinstance(n, Sym) and n.index and counts(n)}


def _of_samples(args: tuple[Node, ...], label: str, scope: Scope) -> tuple[Node, ...]:
    """Any member of the sample that p(X, Z) is of; nothing for another law."""
    rows = {matrix: row for row, matrix in scope.world.row_families.items()}
    match args:
        case (Sym(whole, ()), Sym(name, ())) if (
            whole in rows and name in (label, label.upper()) and "n" in scope.world.sizes
        ):
            return Sym(rows[whole], (Sym("i"),)), Sym(label, (Sym("i"),))
    return ()

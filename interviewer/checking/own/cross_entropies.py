"""`CE(y, ŷ)` and `H(y, ŷ)` beside a softmax ŷ of his, in whichever order: −Σ_k y_k log ŷ_k."""

from __future__ import annotations

from collections.abc import Iterable

from interviewer.notation.tree import Apply, Binder, Bound, Call, Node, Rel, Sym, apply, transform, walk

_NAMES = frozenset(["CE", "H", "XE", "XENT", "crossentropy", "crossentropyloss"])


def written_out(nodes: Iterable[Node]) -> dict[Node, Node]:
    """The calls of a cross-entropy with what they stand for."""
    nodes = list(nodes)
    heads = {n.operands[0] for n in nodes if isinstance(n, Rel) and len(n.operands) == 2 and _is_softmax(n.operands[1])}
    return {n: made for node in nodes for n in walk(node) if (made := _sum(n, heads)) is not None}


def with_cross_entropies(node: Node, written: dict[Node, Node]) -> Node:
    return transform(node, lambda n: written.get(n, n)) if written else node


def _sum(node: Node, softmaxes: set[Node]) -> Node | None:
    match node:
        case Call(Sym(name), (Sym() as one, Sym() as other), (), ()) if name.replace(".", "").replace(
            "_", ""
        ).lower() in (n.lower() for n in _NAMES):
            pass
        case Apply("mul", (Sym("C", ()), Call(Sym("E"), (Sym() as one, Sym() as other), (), ()))):  # in italics
            pass
        case _:
            return None
    shares, target = (one, other) if one in softmaxes else (other, one)
    if shares not in softmaxes or target in softmaxes:
        return None
    k = next(Sym(x) for x in ("k", "j", "m") if not any(Sym(x) in n.index for n in (one, other)))
    weighed = apply("mul", Sym(target.name, (*target.index, k)), apply("log", Sym(shares.name, (*shares.index, k))))
    return apply("neg", Bound("sum", (Binder(k),), weighed))


def _is_softmax(node: Node) -> bool:
    return isinstance(node, Apply) and node.op == "softmax"

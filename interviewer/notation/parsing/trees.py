"""Trees from trees: products, derivatives, labels, sums that reach over the next term."""

from __future__ import annotations

from fractions import Fraction

from interviewer.notation.lexing.axes import ALONG
from interviewer.notation.tree import (
    ONE,
    Apply,
    Binder,
    Bound,
    Deriv,
    Group,
    Node,
    Num,
    Rel,
    Sym,
    apply,
    children,
    names,
    transform,
    walk,
)
from interviewer.notation.unreadable import Unreadable


def is_differential(node: Node | None) -> bool:
    return isinstance(node, Apply) and node.op == "differential"


def short(text: str) -> str:
    return {"Normal": "N", "Expectation": "E"}.get(text, text)


def index_like(node: Node) -> bool:
    if isinstance(node, Num):
        return node.value.denominator == 1
    if isinstance(node, Sym):
        return True
    return isinstance(node, Apply) and node.op in ("add", "neg") and all(index_like(a) for a in node.args)


def label(node: Node, label: str) -> Node:
    if isinstance(node, Sym):
        return Sym(f"{node.name}.{label}", node.index)
    return node


def product(factors: list[Node]) -> Node:
    return factors[0] if len(factors) == 1 else Apply("mul", tuple(_ones(factors)))


def _ones(factors: list[Node]) -> list[Node]:
    """`1bᵀ` and `G1`: nobody multiplies by the number one, so a 1 beside a transpose or after a letter is the vector of ones."""
    out = list(factors)
    if len(out) < 2:
        return out
    if out[0] == ONE and isinstance(out[1], Apply) and out[1].op == "T":
        out[0] = Sym("ones")
    if out[-1] == ONE and isinstance(out[-2], Sym | Apply):
        out[-1] = Sym("ones")
    return out


def fill(template: Node, node: Node) -> Node:
    if template == Sym("hole"):
        return node
    if isinstance(template, Apply):
        return Apply(template.op, tuple(fill(a, node) for a in template.args))
    return template


def of_each_row(node: Apply) -> Node:
    """The softmax of each column as that of each row of the transpose."""
    if node.op == "anysoftmax":
        raise Unreadable(ALONG)
    if node.op == "softmax":
        return node
    return apply("T", Apply("softmax", tuple(apply("T", a) for a in node.args)))


def along(node: Node, index: list[Node]) -> Node | None:
    """`softmax_j(S_ij)`, `logsumexp_j(z_j)`: of numbers that an index tells apart, it runs over that index."""
    match node, index:
        case Apply("softmax" | "logsumexp", (body,)), [Sym(letter, ())] if letter in free_indices(body):
            runner = Sym(f"{letter}.prime" if node.op == "softmax" else letter)
            renamed = transform(body, lambda n: runner if n == Sym(letter) else n)
            total = Bound("sum", (Binder(runner),), Apply("exp", (renamed,)))
            return apply("div", Apply("exp", (body,)), total) if node.op == "softmax" else Apply("log", (total,))
    return None


def primed(node: Node) -> Node:
    """A primed bound variable is a name of its own: z' becomes the symbol `z.prime`."""
    if isinstance(node, Apply) and node.op == "prime":
        inner = primed(node.args[0])
        if isinstance(inner, Sym):
            return Sym(inner.name + ".prime", inner.index)
    return node


def bare_operator(node: Deriv) -> bool:
    return node.body == Sym("hole")


def differential_parts(node: Node) -> list[tuple[Node, int, str]] | None:
    """The differentials whose product `node` is, as (variable, order, style); None when it is not one."""
    if isinstance(node, Apply) and node.op == "differential":
        body, order, style = node.args
        assert isinstance(order, Num)
        assert isinstance(style, Sym)
        if isinstance(body, Apply) and body.op == "pow" and isinstance(body.args[1], Num) and body.args[1].value == 2:
            return [(body.args[0], 2, style.name)]
        if isinstance(body, Apply) and body.op == "T":
            return [(body.args[0], int(order.value), style.name), (body, 0, "transposed")]
        return [(body, int(order.value), style.name)]
    if isinstance(node, Apply) and node.op == "mul":
        parts = [differential_parts(a) for a in node.args]
        if all(p is not None for p in parts):
            return [x for p in parts if p for x in p]
    if isinstance(node, Apply) and node.op == "pow" and isinstance(node.args[1], Num):
        inner = differential_parts(node.args[0])
        if inner is not None and node.args[1].value == 2:
            return [(v, 2, s) for v, _, s in inner]
    return None


def derivative(above: Node, below: Node) -> Node | None:
    """`∂L/∂w`, `d/dz`, `∂²L/∂w∂w`, `∂(Σ…)/∂w`: a quotient of differentials is a derivative."""
    lower = differential_parts(below)
    if lower is None:
        return None
    wrt: list[Node] = []
    for variable, order, style in lower:
        if style != "transposed":
            wrt += [variable] * max(order, 1)
    wrt = [w.args[0] if isinstance(w, Apply) and w.op == "T" else w for w in wrt]
    factors = above.args if isinstance(above, Apply) and above.op == "mul" else (above,)
    head, rest = factors[0], list(factors[1:])
    if not (isinstance(head, Apply) and head.op == "differential"):
        return None
    body, order, style = head.args
    assert isinstance(order, Num)
    assert isinstance(style, Sym)
    if order.value == 2 and len(wrt) == 1:
        squared = isinstance(wrt[0], Sym) and wrt[0].index == (Num(Fraction(2)),) and lower[0][1] == 1
        wrt = [Sym(wrt[0].name) if squared and isinstance(wrt[0], Sym) else wrt[0]] * 2  # d2f/dx2
    if order.value == 1 and len(wrt) == len(lower) > 1:
        raise Unreadable("one derivative above and several below the line; write ∂²L/∂w∂wᵀ for a second one")
    if order.value == 1 and len(lower) == 1 and lower[0][1] == 2:
        wrt = [apply("pow", lower[0][0], Num(Fraction(2)))]  # ∂/∂σ² is by the variance
    if rest:
        body = product([*([] if body == Sym("hole") else [body]), *rest])
    return Deriv(body, tuple(wrt), style.name)


def binder_from_relation(ops: list[str], operands: list[Node]) -> Binder:
    first = operands[0]
    if len(ops) == 3 and isinstance(operands[1], Sym) and isinstance(operands[2], Sym):  # 1 ≤ i < j ≤ n
        return Binder(operands[1], condition=Rel((ops[1],), (operands[1], operands[2])))
    if len(ops) == 2 and isinstance(operands[1], Sym):
        return Binder(operands[1], condition=Rel(tuple(ops), tuple(operands)))
    if isinstance(first, Group) and first.items and isinstance(first.items[0], Sym):
        first = first.items[0]
    if not isinstance(first, Sym):
        inner = next((n for n in (first.args if isinstance(first, Apply) else ()) if isinstance(n, Sym)), None)
        if inner is None:
            raise Unreadable("the condition under the sign must name its variable first")
        return Binder(inner, condition=Rel(tuple(ops), tuple(operands)))
    if ops == ["="]:
        return Binder(first, low=operands[1])
    return Binder(first, condition=Rel(tuple(ops), tuple(operands)))


def free_indices(node: Node) -> set[str]:
    """Names that stand as indices in `node` and are not bound inside it."""
    found: set[str] = set()
    match node:
        case Bound("sum" | "prod", binders, _) if not binders or binders[0].var.name == "anonymous":
            return found  # ΣΣ α_i α_j x_iᵀx_j runs over the letters inside it
        case Bound(_, binders, body):
            bound = {b.var.name for b in binders}
            inner = free_indices(body)
            for b in binders:
                for part in (b.low, b.high):
                    if part is not None:
                        inner |= free_indices(part)
            return inner - bound
        case Sym(_, index):
            for item in index:
                found |= names(item)
            return found
    for child in children(node):
        found |= free_indices(child)
    return found


def absorbing_sum(left: Node, term: Node) -> Node | None:
    """`left` with `term` moved under its sum, when the sum's index is free in `term`; that of a bare Σ is the one in its body."""
    match left:
        case Bound(op, binders, body) if op in ("sum", "prod"):
            within = free_indices(body) if not binders and op == "sum" else set[str]()
            running = {b.var.name for b in binders} or (within if len(within) == 1 else set[str]())
            if running & free_indices(term):
                if op == "prod":
                    return None
                return Bound(
                    op,
                    binders,
                    Apply("add", (*(body.args if isinstance(body, Apply) and body.op == "add" else (body,)), term)),
                )
        case Apply("neg", (inner,)):
            host = absorbing_sum(inner, negated(term))
            return apply("neg", host) if host is not None else None
        case Apply("mul", args):
            host = absorbing_sum(args[-1], term)
            return Apply("mul", (*args[:-1], host)) if host is not None else None
    return None


def over_whole_sums(terms: list[Node]) -> list[Node]:
    """The terms with all up to the last that speaks of a sum's index under it, whatever stands before its sign: −Σ_i (a_i + b_i)."""
    for k, term in enumerate(terms):
        running = _runs_last(term)
        last = max((m for m in range(k + 1, len(terms)) if running & free_indices(terms[m])), default=k)
        if last > k:
            return [*terms[:k], _over(term, terms[k + 1 : last + 1]), *terms[last + 1 :]]
    return terms


def _runs_last(node: Node) -> set[str]:
    """The index of the sum that a term is, or ends with."""
    match node:
        case Bound("sum", (), body):
            within = free_indices(body)
            return within if len(within) == 1 else set()
        case Bound("sum", binders, _):
            return {b.var.name for b in binders}
        case Apply("neg", (inner,)) | Apply("mul", (*_, inner)):
            return _runs_last(inner)
    return set()


def _over(node: Node, terms: list[Node]) -> Node:
    match node:
        case Bound(op, binders, body):
            return Bound(
                op,
                binders,
                Apply("add", (*(body.args if isinstance(body, Apply) and body.op == "add" else (body,)), *terms)),
            )
        case Apply(op, (*before, inner)):
            return Apply(op, (*before, _over(inner, terms)))
    return node


def outside_product(binders: tuple[Binder, ...], body: Node) -> tuple[Node, Node] | None:
    """`Π_i p(x_i|θ) p(θ)` as what the product is of and what stands behind it: factors that the index does not touch."""
    bound = {b.var.name for b in binders}
    if not binders or not (
        isinstance(body, Apply) and body.op in ("mul", "times", "dot", "div") and bound & _free(body)
    ):
        return None
    if body.op == "div":
        above, below = body.args
        if bound & _free(below):
            return None
        parted = outside_product(binders, above)
        kept, behind = parted if parted is not None else (above, ONE)
        return kept, apply("div", behind, below)
    last = max(k for k, factor in enumerate(body.args) if bound & _free(factor))
    kept, behind = list(body.args[: last + 1]), list(body.args[last + 1 :])
    if last == 0 and (parted := outside_product(binders, kept[0])) is not None:
        kept, behind = [parted[0]], [parted[1], *behind]
    return (product(kept), product(behind)) if behind else None


def _free(node: Node) -> set[str]:
    """Names that nothing inside binds."""
    if isinstance(node, Bound):
        return set().union(*(_free(c) for c in children(node))) - {b.var.name for b in node.binders}
    if isinstance(node, Sym):
        return set(names(node))
    return set().union(*(_free(c) for c in children(node)))


def negated(term: Node) -> Node:
    return term.args[0] if isinstance(term, Apply) and term.op == "neg" else apply("neg", term)


def runs_in(binders: tuple[Binder, ...], node: Node) -> bool:
    """Whether a bound name runs as an index in a tree."""
    bound = {b.var.name for b in binders}
    return any(isinstance(n, Sym) and any(bound & names(i) for i in n.index) for n in walk(node))

"""Σ, which is a sign in one place and a covariance matrix in another."""

from __future__ import annotations

from interviewer.notation.tree import Apply, Bound, Group, Node, Num, Sym, children, transform, walk

SIGMA = "Sigma"


def with_letter_sigma(node: Node) -> Node:
    """`μ = Σ Xᵀy/σ²` beside a matrix Σ: a sign that has nothing to run over is that matrix."""

    def change(n: Node) -> Node:
        match n:
            case Bound("sum", (), body) if not (
                any(isinstance(x, Sym) and x.index for x in walk(body)) or _is_of_numbers(body)
            ):
                match body:
                    case Apply("mul", args):
                        return Apply("mul", (Sym(SIGMA), *args))
                    case Apply("div", (above, below)):
                        first = above.args if isinstance(above, Apply) and above.op == "mul" else (above,)
                        return Apply("div", (Apply("mul", (Sym(SIGMA), *first)), below))
                return Apply("mul", (Sym(SIGMA), body))
        return n

    return transform(node, change)


def _is_of_numbers(body: Node) -> bool:
    """`1 + log σ² − μ² − σ²`: what is no vector that a matrix could stand before, or at most by its entries."""
    match body:
        case Apply("div", (above, _)):
            return _is_of_numbers(above)
        case Apply("pow" | "log" | "exp" | "ln", _):
            return True
        case Apply("add", terms):
            return any(isinstance(t, Num) for t in terms) or any(map(_is_of_numbers, terms))
    return isinstance(body, Apply | Group) and any(map(_is_of_numbers, children(body)))

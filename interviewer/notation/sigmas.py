"""Σ, which is a sign in one place and a covariance matrix in another."""

from __future__ import annotations

from interviewer.notation.tree import Apply, Bound, Node, Sym, transform, walk

SIGMA = "Sigma"


def with_letter_sigma(node: Node) -> Node:
    """`μ = Σ Xᵀy/σ²` beside a matrix Σ: a sign that has nothing to run over is that matrix."""

    def change(n: Node) -> Node:
        match n:
            case Bound("sum", (), body) if not any(isinstance(x, Sym) and x.index for x in walk(body)):
                match body:
                    case Apply("mul", args):
                        return Apply("mul", (Sym(SIGMA), *args))
                    case Apply("div", (above, below)):
                        first = above.args if isinstance(above, Apply) and above.op == "mul" else (above,)
                        return Apply("div", (Apply("mul", (Sym(SIGMA), *first)), below))
                return Apply("mul", (Sym(SIGMA), body))
        return n

    return transform(node, change)

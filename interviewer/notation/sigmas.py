"""Σ, which is a sign in one place and a covariance matrix in another."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from interviewer.notation.tree import Apply, Binder, Bound, Group, Node, Num, Sym, children, names, transform, walk

SIGMA = "Sigma"


def letter_sigmas(nodes: Iterable[Node]) -> frozenset[Sym]:
    """The matrices that formulas call so, with their labels: Σ, Σ_n, Σ_post."""
    found = (n for node in nodes for n in walk(node) if isinstance(n, Sym))
    return frozenset(n for n in found if n.name.split(".")[0] == SIGMA)


def with_letter_sigma(node: Node, known: Collection[Sym] = ()) -> Node:
    """`μ = Σ Xᵀy/σ²` beside a matrix Σ: a sign that has nothing to run over is that matrix, and so is that of Σ_n beside a matrix Σ_n."""

    def change(n: Node) -> Node:
        match n:
            case Bound("sum", binders, body) if (letter := _letter(binders, body, known)) and not _is_of_numbers(body):
                match body:
                    case Apply("mul", args):
                        return Apply("mul", (letter, *args))
                    case Apply("div", (above, below)):
                        first = above.args if isinstance(above, Apply) and above.op == "mul" else (above,)
                        return Apply("div", (Apply("mul", (letter, *first)), below))
                return Apply("mul", (letter, body))
        return n

    return transform(node, change)


def _letter(binders: tuple[Binder, ...], body: Node, known: Collection[Sym]) -> Sym | None:
    """The matrix that a sign may be, by what stands below it and what it would sum."""
    match binders:
        case ():
            return None if any(isinstance(x, Sym) and x.index for x in walk(body)) else Sym(SIGMA)
        case (Binder(Sym(label, ()), None, None, None),) if label not in names(body):
            return next((s for s in (Sym(SIGMA, (Sym(label),)), Sym(f"{SIGMA}.{label}")) if s in known), None)
    return None


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

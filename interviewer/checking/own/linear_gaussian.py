"""Gaussian densities whose mean is linear in the parameter: their posterior is Gaussian, too."""

from __future__ import annotations

from interviewer.checking.probability.names import base_name
from interviewer.notation.tree import Apply, Bound, Call, Node, Sym, names, walk

LINEAR = frozenset(["mul", "add", "neg", "times", "dot"])


def is_linear_gaussian(density: Node, unknown: str, of_vector: bool = False) -> bool:
    """`N(x; aμ + b, s²)` with a mean that is linear in μ, as far as its form tells, or `N(μ; m, t²)`; of a vector, `N(y; Xθ, Σ)`."""
    if not (isinstance(density, Call) and density.fn.name == "Normal" and len(density.args) == 1):
        return False
    (point,) = density.args
    mean, *spread = density.params or density.args
    if any(names(s) & ({unknown} if of_vector else {unknown, "I"}) for s in spread):  # σ²I is of a vector
        return False
    if base_name(point) == unknown:
        return unknown not in names(mean) and not (isinstance(point, Sym) and point.index)

    def plain(n: Node) -> bool:
        if isinstance(n, Call | Bound):
            return False
        return not isinstance(n, Apply) or n.op in LINEAR or (of_vector and (n.op == "T" or unknown not in names(n)))

    return all(map(plain, walk(mean))) and sum(n == Sym(unknown) for n in walk(mean)) == 1

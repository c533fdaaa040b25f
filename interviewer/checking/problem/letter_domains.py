"""Letters restricted to where the formulas make sense: positive numbers, probabilities, covariances."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.problem.world import Letter
from interviewer.notation.tree import Apply, Call, Node, Num, Sym, num, walk

_DENSITIES = ("Beta", "Gamma", "Exponential", "Poisson", "Bern", "Binomial", "Dirichlet")


def with_domains(letters: dict[str, Letter], nodes: list[Node]) -> dict[str, Letter]:
    """Letters restricted to where the formulas make sense: `log θ` and `θ^k` want θ > 0, `(1 − θ)^m` wants θ < 1."""
    positive: set[str] = set()
    unit: set[str] = set()
    for node in nodes:
        for n in walk(node):
            if isinstance(n, Apply) and (n.op in ("log", "sqrt") or (n.op == "pow" and not isinstance(n.args[1], Num))):
                _of_base(n, positive, unit)
            elif isinstance(n, Call) and n.fn.name in _DENSITIES:
                _of_density(n, positive, unit)
    covariances = {
        matrix for node in nodes for n in walk(node)
        if isinstance(n, Call) and n.fn.name == "Normal" and len(n.params) == 2
        and (matrix := _matrix_of(n.params[1]))
    }  # fmt: skip
    covariances |= {matrix for node in nodes for n in walk(node) if (matrix := _of_exponent(n))}
    return {
        name: _restricted(
            letter, "unit" if name in unit else "positive" if name in positive else "", name in covariances
        )
        for name, letter in letters.items()
    }


def _of_base(node: Apply, positive: set[str], unit: set[str]) -> None:
    """Logarithms, roots and powers with exponents that are letters want positive bases."""
    match node.args[0]:
        case Sym(name):
            positive.add(name)
        case Apply("add", (one, Apply("neg", (Sym(name), *_)))) if one == num(1):
            unit.add(name)
    if node.op == "pow" and node.args[0] != Sym("e"):
        positive |= {x.name for x in walk(node.args[1]) if isinstance(x, Sym)}


def _of_density(node: Call, positive: set[str], unit: set[str]) -> None:
    """Parameters and points of the usual densities."""
    family = node.fn.name
    inside = {x.name for p in node.params for x in walk(p) if isinstance(x, Sym)}
    points = {x.name for x in node.args if isinstance(x, Sym)}
    (unit if family == "Bern" else positive).update(inside)
    if family in ("Gamma", "Exponential", "Poisson", "Binomial"):
        positive |= points
    if family in ("Beta", "Dirichlet"):
        unit |= points
    if family == "Binomial" and isinstance(node.params[-1], Sym):
        unit.add(node.params[-1].name)


def _of_exponent(node: Node) -> str:
    """The B of `exp(−½(θ − c)ᵀB(θ − c))`: a density falls off in every direction."""
    inside = node.args[0] if isinstance(node, Apply) and node.op == "exp" else None
    for n in walk(inside) if inside is not None else ():
        match n:
            case Apply("mul", (*_, Apply("T", (u,)), Sym(name, ()), v)) if u == v:
                return name
    return ""


def _matrix_of(covariance: Node) -> str:
    """The Λ of a covariance Λ, Λ⁻¹, σ²Λ or Λ⁻¹/α, which is one itself."""
    match covariance:
        case Sym(name):
            return name
        case (
            Apply("inv", (inner,))
            | Apply("div", (inner, _))
            | Apply("mul" | "times", (Sym() | Num() | Apply("pow"), inner))
        ):
            return _matrix_of(inner)
        case Apply("pow", (inner, Num(value=-1))):
            return _matrix_of(inner)
    return ""


def _restricted(letter: Letter, domain: str, covariance: bool) -> Letter:
    if letter.kind == "matrix" and covariance and letter.shape[0] == letter.shape[1]:
        letter = replace(letter, kind="spd", shape=letter.shape[:1])
    if domain and letter.kind in ("scalar", "positive"):
        return replace(letter, kind=domain)
    if domain and letter.kind == "vector" and not letter.of:
        return replace(letter, of=domain)
    return letter

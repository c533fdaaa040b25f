"""The densities that a candidate's lines state, one clause at a time: `θ ~ Beta(a, b)`, `p(θ) ∝ …`, `y_i ~ N(wᵀx_i, σ²)`."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.checking.probability.names import DENSITIES, base_name
from interviewer.notation.clause import Clause
from interviewer.notation.tree import (
    ONE,
    Apply,
    Binder,
    Bound,
    Call,
    Group,
    Node,
    Num,
    Rel,
    Sym,
    children,
    names,
    rebuild,
    transform,
    walk,
)

LAWS = frozenset(["p", "P", "f", "pi", "law", "q"])


@dataclass(frozen=True)
class Factor:
    """One density: of which names, given which, as a formula; `each` is the index that runs over the samples."""

    of: frozenset[str]
    given: frozenset[str]
    body: Node
    each: str = ""

    @property
    def leans_on(self) -> frozenset[str]:
        return frozenset(names(self.body)) | self.given


def replaced(node: Node, name: str, by: Node) -> Node:
    """The node with a running index renamed."""

    def change(n: Node) -> Node:
        if isinstance(n, Sym):
            return by if n == Sym(name) else Sym(n.name, tuple(change(i) for i in n.index))
        return rebuild(n, change)

    return change(node)


def densities_in(clauses: list[Clause]) -> tuple[list[Factor], list[Clause]]:
    """The densities that clauses state, and the clauses that state none."""
    factors: list[Factor] = []
    rest: list[Clause] = []
    iid = _alike_in(clauses)
    for before, clause in zip((None, *clauses), clauses, strict=False):
        factor = _factor(clause.node, iid)
        if factor is None and before is not None and _is_bare_law(clause.node):
            factor = _of_samples(before.node, clause.node)
        if factor is None:
            rest.append(clause)
        else:
            factors.append(factor)
    return factors, rest


def _of_samples(said: Node, law: Node) -> Factor | None:
    """`x₁, …, xₙ iid N(μ, s²)`, `D = (x₁, …, xₙ) iid N(μ, s²)`: the law and what was said before it."""
    if isinstance(said, Apply) and said.op == "property":
        said = said.args[0]
    if isinstance(said, Rel) and isinstance(said.operands[-1], Group):
        said = said.operands[-1].items[-1]
    return _of_law(said, law, ()) if isinstance(said, Sym) and said.index else None


def _alike_in(clauses: list[Clause]) -> set[str]:
    """The names whose members are all of one law: the x of `x₁, …, xₙ` and of `samples x_i iid`."""
    listed = [c.node for c in clauses if not isinstance(c.node, Rel)]
    return {n.name for node in listed for n in walk(node) if isinstance(n, Sym) and (_runs(n) or _is_iid(node, n))}


def whole(factor: Factor) -> Node:
    """The density of all samples, or of all components: `p(θ_j)` for each j."""
    return Bound("prod", (Binder(Sym(factor.each)),), factor.body) if factor.each else factor.body


def _runs(symbol: Sym) -> bool:
    """`x_n` with the last index of `x₁, …, xₙ`."""
    return len(symbol.index) == 1 and symbol.index[0] in (Sym("n"), Sym("N"), Sym("m"), Sym("M"))


def _is_iid(node: Node, symbol: Sym) -> bool:
    """The x_i of `samples x_i iid`."""
    match node:
        case Apply("property", (said, Sym("iid", ()), *_)):
            return said == symbol and len(symbol.index) == 1
    return False


def _is_bare_law(node: Node) -> bool:
    return isinstance(node, Call) and node.fn.name in DENSITIES and not node.args and bool(node.params)


def _factor(node: Node, iid: set[str]) -> Factor | None:
    """The density that a clause states, `θ ~ Beta(a, b)` or `p(x|θ) = …`; None of any other formula."""
    if not isinstance(node, Rel) or len(node.ops) != 1:
        return None
    left, right = node.operands
    if node.ops == ("~",):
        variable = left.args[0] if isinstance(left, Call) and left.fn.name == "law" and len(left.args) == 1 else left
        if isinstance(variable, Sym) and variable.name != "ellipsis":
            return _of_law(variable, right, left.given if isinstance(left, Call) else ())
        return None
    if node.ops[0] not in ("=", "∝") or not isinstance(left, Call) or left.fn.name not in LAWS or left.primes:
        return None
    of = frozenset(base_name(a) for a in left.args)
    if not of or not all(of) or any(isinstance(a, Rel) for a in (*left.args, *left.given)):
        return None
    given = frozenset(base_name(g) for g in (*left.given, *left.params))
    if any(isinstance(n, Call) and n.fn.name in LAWS for n in walk(right)):
        return None
    if (
        left.fn.name == "f"
        and node.ops == ("=",)
        and not given
        and (left.fn.index or {n.split("_")[0] for n in names(right)} <= of or not _may_be_density(right))
    ):
        return None  # f(x) = 1/(1 + e^{−x}), f(x) = cx²: any function
    body = ONE if right == Sym("const") else right
    if isinstance(body, Call) and body.fn.name in DENSITIES:
        body = _at(body, left.args[0])
    (first, *more) = left.args
    if not more and isinstance(first, Sym) and not first.index and first.name in iid:
        return Factor(of, given, _indexed(body, first.name), "i")  # p(x|λ) for each of x₁, …, xₙ
    each = _each(first) if not more else ""
    return Factor(of, given, body, each)


def _may_be_density(body: Node) -> bool:
    """Whether a formula has the looks of one: a law by name, or something exponential, as in λe^{−λx} and θ^x (1−θ)^{1−x}; no log of that."""
    match body:
        case Call(fn) if fn.name in DENSITIES:
            return True
        case Apply("exp"):
            return True
        case Apply("pow", (_, exponent)) if not isinstance(exponent, Num):
            return True
        case Apply("log"):
            return False
    return any(map(_may_be_density, children(body)))


def _of_law(variable: Sym, law: Node, given: tuple[Node, ...]) -> Factor | None:
    """The density of a variable of which a named law is told, each of them where an index runs."""
    if not (isinstance(law, Call) and law.fn.name in DENSITIES):
        return None
    if _runs(variable):
        last, params = variable.index[0], tuple(law.params or law.args)
        if isinstance(last, Sym):
            law = Call(law.fn, (), (), tuple(replaced(p, last.name, Sym("i")) for p in params))
        variable = Sym(variable.name, (Sym("i"),))
    return Factor(
        frozenset([variable.name]), frozenset(base_name(g) for g in given), _at(law, variable), _each(variable)
    )


def _each(variable: Node) -> str:
    index = variable.index if isinstance(variable, Sym) else ()
    return index[0].name if len(index) == 1 and isinstance(index[0], Sym) else ""


def _at(law: Call, point: Node) -> Call:
    """The density at its point; `Poisson(λ)` carries its parameters as arguments."""
    params = law.params or law.args
    return Call(law.fn, (point,), (), tuple(params))


def _indexed(body: Node, name: str) -> Node:
    return transform(body, lambda n: Sym(name, (Sym("i"),)) if n == Sym(name) else n)

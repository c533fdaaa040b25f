"""What a letter must be for a formula to have a value: positive under a logarithm or as a rate, between 0 and 1 beside 1 − a."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from interviewer.notation.tree import ONE, ZERO, Apply, Call, Node, Num, Sym, walk

BY_CUSTOM = frozenset(["sigma", "tau", "lambda", "epsilon", "eta"])  # scales, penalties and steps: positive unsaid
_ROLES: dict[str, tuple[str, ...]] = {
    "Normal": ("", "positive"),
    "Laplace": ("", "positive"),
    "Uniform": ("scalar", "scalar"),
    "Exponential": ("positive",),
    "Poisson": ("positive",),
    "Gamma": ("positive", "positive"),
    "Beta": ("positive", "positive"),
    "Bern": ("unit",),
    "Geometric": ("unit",),
    "Binomial": ("integer", "unit"),
}


def domains(nodes: Iterable[Node]) -> dict[str, str]:
    """`positive` or `unit` for the names that the nodes need so."""
    positive: set[str] = set()
    below_one: set[str] = set()
    found: dict[str, str] = {}
    compared: set[str] = set()
    for node in nodes:
        for n in walk(node):
            if isinstance(n, Call):
                for role, parameter in zip(_roles(n), n.params, strict=False):
                    if role and isinstance(said := _scale(parameter), Sym):
                        found[said.name] = role
            if isinstance(n, Apply) and n.op in ("max", "min") and len(n.args) == 2:
                compared |= {a.name for a in n.args if isinstance(a, Sym) and not a.index}  # on either side
            for factor in _needs_positive(n):
                if isinstance(factor, Sym):
                    positive.add(factor.name)
                elif isinstance(factor, Apply) and factor.op == "add" and len(factor.args) == 2 and ONE in factor.args:
                    other = factor.args[1 - factor.args.index(ONE)]
                    if isinstance(other, Apply) and other.op == "neg" and isinstance(other.args[0], Sym):
                        below_one.add(other.args[0].name)
    return {
        **dict.fromkeys(compared, "wide"),
        **dict.fromkeys(positive, "positive"),
        **dict.fromkeys(below_one, "unit"),
        **found,
    }


def _roles(law: Call) -> tuple[str, ...]:
    """What the parameters of a law must be: the a of U(0, a) is positive."""
    from_zero = law.fn.name == "Uniform" and law.params[:1] == (ZERO,)
    return ("", "positive") if from_zero else _ROLES.get(law.fn.name, ())


def _scale(parameter: Node) -> Node:
    """The s of a variance s² or s² I, the τ of 1/τ, or the parameter itself."""
    match parameter:
        case Apply("mul", (inner, Sym("I"))):
            return _scale(inner)
        case Apply("pow", (inner, Num())) | Apply("div", (Num(), inner)):
            return inner
    return parameter


def _needs_positive(node: Node) -> Iterator[Node]:
    if isinstance(node, Apply) and node.op in ("log", "log2", "sqrt"):
        yield from _factors(node.args[-1])
    elif isinstance(node, Apply) and node.op == "pow" and not isinstance(node.args[1], Num):
        if any(isinstance(n, Sym) for n in walk(node.args[1])) and node.args[1] not in (Sym("T"),):
            yield node.args[0]


def _factors(node: Node) -> Iterator[Node]:
    if isinstance(node, Apply) and node.op in ("mul", "div"):
        for a in node.args:
            yield from _factors(a)
    elif isinstance(node, Apply) and node.op == "pow":
        if not (isinstance(node.args[1], Num) and node.args[1].value % 2 == 0):
            yield from _factors(node.args[0])
    else:
        yield node

"""What a noun denotes: the gradient of a formula, its trace, or what the problem calls by that name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from interviewer.notation.segments import Phrase
from interviewer.notation.tokens import Token
from interviewer.notation.tree import (
    ZERO,
    Apply,
    Binder,
    Bound,
    Call,
    Deriv,
    Divergence,
    Group,
    Moment,
    Node,
    Rel,
    Sym,
    apply,
    names,
    num,
    transform,
    walk,
)
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.words.adjectives import ACTIVATIONS

LAGRANGIAN = "lagrangian"
OBJECTIVE = "objective"  # what is meant where it is not said of what
UNSAID = Sym("default")
_POINT, _ORIGIN = Sym("x"), Sym("zeros")


def _gradient(of: Node, by: Node | None) -> Node:
    if isinstance(of, Apply) and of.op in ACTIVATIONS - {"softmax"} and not by:
        return Call(Sym(of.op), of.args, primes=1)  # of tanh z, entry by entry
    return Deriv(of, (by or _argument(of) or UNSAID,), "partial" if by else "grad")


def _jacobian(of: Node, by: Node | None) -> Node:
    return Deriv(of, (by or _argument(of) or UNSAID,), "partial")


def _hessian(of: Node, by: Node | None) -> Node:
    variable = by or _argument(of) or UNSAID
    return Deriv(of, (variable, variable), "partial" if by else "grad")


def _argument(of: Node) -> Node | None:
    """The derivative of σ(z) is by z."""
    single = isinstance(of, Call) and len(of.args) == 1 and not of.given and not of.params
    return of.args[0] if single and isinstance(of, Call) and isinstance(of.args[0], Sym) else None


def _function(op: str) -> Callable[[Node, Node | None], Node]:
    return lambda of, by: apply(op, of)


def _distance(of: Node, by: Node | None) -> Node:
    return apply("abs", _signed_distance(of, by))


def _signed_distance(of: Node, by: Node | None) -> Node:
    """f(x)/‖∇f‖: of a point from the hyperplane where f, affine, is zero; the plane's own letter for a point may differ."""
    by = by.items[-1] if isinstance(by, Group) else by
    if not (isinstance(of, Sym) and isinstance(by, Rel) and by.ops == ("=",)):
        raise Unreadable("I cannot tell from what this is the distance; write it as a formula")
    left, right = by.operands
    f = left if right == ZERO else apply("add", left, apply("neg", right))
    letter = of if of in walk(f) else _POINT if of == _ORIGIN else Sym(of.name)
    at = apply("mul", ZERO, letter) if of == _ORIGIN else of
    return apply(
        "div", transform(f, lambda n: at if n == letter else n), apply("norm", Deriv(f, (letter,), "grad"), num(2))
    )


OPERATORS: Mapping[str, Callable[[Node, Node | None], Node]] = {
    "gradient": _gradient,
    "subgradient": _gradient,
    "derivative": _gradient,
    "partial derivative": _gradient,
    "first derivative": _gradient,
    "jacobian": _jacobian,
    "hessian": _hessian,
    "second derivative": _hessian,
    "variance": lambda of, by: Moment("Var", (of,)),
    "standard deviation": lambda of, by: Moment("std", (of,)),
    "mean": lambda of, by: Moment("E", (of,)),
    "expectation": lambda of, by: Moment("E", (of,)),
    "expected value": lambda of, by: Moment("E", (of,)),
    "kl divergence": lambda of, by: Divergence("KL", of, by or UNSAID),
    "distance": _distance,
    "signed distance": _signed_distance,
    "trace": _function("tr"),
    "determinant": _function("det"),
    "rank": _function("rank"),
    "inverse": _function("inv"),
    "transpose": _function("T"),
    "norm": lambda of, by: apply("norm", of, num(2)),
}
_LAWS = frozenset(["p", "q"])  # of which nothing but a variable has a mean
_OF_LAWS = frozenset(["variance", "standard deviation", "mean", "expectation", "expected value"])
_JOINS = (("from", "between", "of"), ("to", "and", "from"))  # the first and the second
DISTANCES = ("distance", "signed distance")
OF_TWO = dict.fromkeys(("kl divergence", *DISTANCES), _JOINS)
_OPTIMA = {"minimiser": "argmin", "minimizer": "argmin", "maximiser": "argmax", "maximizer": "argmax"}
_OPTIMA |= {"least value": "min", "greatest value": "max"}
_UNKNOWN = ("weights", "parameters")  # what is sought, where it is not said over what
_ESTIMATES, _SOUGHT = ("estimate", "estimator", "solution"), frozenset(["w", "theta", "beta"])  # of what it may be said
BY_ITSELF = frozenset(
    ["gradient", "subgradient", "derivative", "hessian", "second derivative"]
)  # of the objective, where not said


def named(phrase: Phrase, called: Mapping[str, Node], read: Callable[[tuple[Token, ...]], Node]) -> Node:
    """The quantity that a phrase names. Raises Unreadable where its words cannot tell."""
    if phrase.noun in called and (not phrase.of or called.get(str(phrase.of)) == called.get(OBJECTIVE)):
        return called[phrase.noun]
    if phrase.noun.endswith(_ESTIMATES) and phrase.noun in called and not isinstance(phrase.of, str):
        of = read(phrase.of)  # the least-squares estimate of β
        if isinstance(of, Sym) and of.name in _SOUGHT:
            return called[phrase.noun]
    if phrase.noun in _OPTIMA:
        by = _part(phrase.by, called, read) if phrase.by else next((called[w] for w in _UNKNOWN if w in called), None)
        if isinstance(by, Sym):
            return Bound(_OPTIMA[phrase.noun], (Binder(by),), _part(phrase.of, called, read))
        if phrase.of:
            raise Unreadable(f"I cannot tell over what this is optimal; write the {phrase.noun} as arg min_v …")
    if phrase.noun in called:
        raise Unreadable(f"I cannot tell which {phrase.noun} is meant; write it as a formula")
    of = _part(phrase.of or OBJECTIVE, called, read)
    moment = OPERATORS[phrase.noun](of, None) if phrase.noun in _OF_LAWS else None
    law = isinstance(of, Call) and len(of.args) == 1 and (bool(of.given) or of.fn.name in _LAWS)
    if isinstance(of, Call) and law and isinstance(moment, Moment):
        return replace(moment, args=of.args, over=of)  # q(x_t|x_0) has mean √ᾱ_t x_0
    if isinstance(of, Call) and of.given and phrase.noun not in BY_ITSELF:
        raise Unreadable(f"write the {phrase.noun} as a formula, such as E[…], Var(…) or a density")
    return OPERATORS[phrase.noun](of, _part(phrase.by, called, read) if phrase.by else None)


def stated(phrase: Phrase, node: Node, called: Mapping[str, Node], read: Callable[[tuple[Token, ...]], Node]) -> Rel:
    """What the line says of the quantity: that it is this formula. Raises Unreadable where words cannot tell which it is."""
    if isinstance(node, Rel) and isinstance(node.operands[0], Deriv) and not phrase.of:
        return node  # the weight gradient is ∂L/∂W = …
    if phrase.noun in BY_ITSELF and not phrase.of and _speaks_of_multipliers(node, called):
        phrase = replace(phrase, of=LAGRANGIAN)
    quantity = named(phrase, called, read)
    quantity = apply("neg", quantity) if phrase.negated else quantity
    if phrase.named:
        return Rel(("=",), (node, quantity))
    if not isinstance(node, Rel):
        return Rel(("=",), (quantity, node))
    first, *others = node.operands
    if isinstance(first, Sym) and isinstance(quantity, Sym) and first.name == quantity.name:
        return node  # the posterior variance is β̃_2 = …
    if isinstance(first, Sym | Call | Deriv) and not phrase.of:  # the gradient is g = …
        return Rel(("=", *node.ops), (first, quantity, *others))
    return Rel(("=", *node.ops), (quantity, *node.operands))


def _speaks_of_multipliers(node: Node, called: Mapping[str, Node]) -> bool:
    """Whether a formula holds what the Lagrangian alone is a function of, last among its arguments."""
    lagrangian = called.get(LAGRANGIAN)
    last = lagrangian.args[-1] if isinstance(lagrangian, Call) and lagrangian.args else None
    return isinstance(last, Sym) and last.name in names(node)


def _part(
    which: tuple[Token, ...] | str, called: Mapping[str, Node], read: Callable[[tuple[Token, ...]], Node]
) -> Node:
    return called[which] if isinstance(which, str) else read(which)

"""What is a distribution, what is a random variable."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from interviewer.checking.exact.field import ExactField
from interviewer.checking.fields import Value
from interviewer.checking.problem.world import Definition
from interviewer.notation.parsing.words import DISTRIBUTIONS
from interviewer.notation.tree import Apply, Binder, Call, Node, Rel, Sym, walk

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator


DENSITIES = DISTRIBUTIONS


def names_density(definition: Definition) -> bool:
    """Whether a definition's body is a density, so that its parameters are random variables."""
    if definition.given or definition.density:
        return True
    return (
        definition.name[:1] in "pqPQ"
        and definition.is_call
        and not definition.sense  # Q(θ, θ_old) is an objective
        and (
            bool(definition.index) or any(isinstance(n, Call) and n.fn.name in DENSITIES for n in walk(definition.body))
        )
    )


def is_distribution(ev: Evaluator, node: Call) -> bool:
    name = node.fn.name.split(".")[0]
    if name in ev.scope.world.distributions:
        return True
    typed = ev.scope.types.get(name)
    if typed is not None and typed.kind == "simplex" and len(node.args) == 1 and not node.given:
        return is_variable(ev, base_name(node.args[0]))
    if name in ("p", "q", "P") or node.given:
        letter = ev.scope.letter(name)
        return letter is None or letter.kind == "simplex"
    return False


def is_law(node: Node) -> bool:
    """The N(0, I) of `p = N(m, S) and N(0, I)`: a law without a point."""
    return isinstance(node, Call) and node.fn.name in DENSITIES and not node.args


def base_name(node: Node) -> str:
    if type(node) is Sym:
        return node.name.removesuffix(".prime")
    if isinstance(node, Rel):
        node = node.operands[0]
    if isinstance(node, Apply) and node.op == "prime":
        node = node.args[0]
    return node.name.removesuffix(".prime") if isinstance(node, Sym) else ""


def support_of(ev: Evaluator, name: str) -> list[Any] | None:
    """The states of a finite variable, None when it is continuous or no variable."""
    name = name.removesuffix(".prime")
    if name not in ev.supports:
        letter = ev.scope.types.get(name) or ev.model.letter(name)
        finite = letter is not None and letter.kind == "variable"
        size = ev.model.shape(letter, ())[0] if letter is not None and finite else 0
        if finite and isinstance(ev.field, ExactField):
            ev.supports[name] = ev.field.states(name, size)
        else:
            ev.supports[name] = [ev.lift(v) for v in ev.model.support(name, size)] if finite else None
        if letter is not None and letter.kind == "label":
            ev.supports[name] = list(range(1, ev.model.shape(letter, ())[0] + 1))
        elif letter is not None and letter.kind == "binary" and not letter.shape:
            ev.supports[name] = [ev.field.number(0, 1), ev.field.number(1, 1)]
    return ev.supports[name]


def cell_of(ev: Evaluator, name: str) -> Value:
    """The measure of each state of a finite variable: 1 for one that is summed over, less for one with a density.

    A density may exceed 1, which no probability does: `log p(x) ≥ E_q[log p(x, z)]` holds for a discrete z and not for
    a continuous one.
    """
    name = name.removesuffix(".prime")
    letter = ev.scope.types.get(name) or ev.model.letter(name)
    if letter is None or letter.kind != "variable" or name in ev.counted:
        return ev.field.number(1, 1)
    dense = letter.of == "density" or name in ev.integrated
    if dense and isinstance(ev.field, ExactField):
        return ev.field.entry("positive", (name, "cell"))
    return ev.field.number(1, 5) if dense else ev.field.number(1, 1)


def cells_of(ev: Evaluator, nodes: Iterable[Node]) -> Value:
    """The measure of a joint state of several variables."""
    return math.prod((cell_of(ev, base_name(n)) for n in nodes), start=ev.field.number(1, 1))


def is_variable(ev: Evaluator, name: str) -> bool:
    letter = ev.scope.types.get(name.removesuffix(".prime")) or ev.model.letter(name.removesuffix(".prime"))
    return letter is not None and letter.kind in ("variable", "label", "real", "all")


def runs_over_states(ev: Evaluator, binder: Binder, body: Node) -> bool:
    return is_variable(ev, binder.var.name) and not any(
        isinstance(n, Sym) and any(base_name(i) == binder.var.name for i in n.index) for n in walk(body)
    )

"""Logarithms of products and densities, taken factor by factor: a likelihood of many samples has no room in a double."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.checking.fields import Value
from interviewer.checking.probability import families
from interviewer.checking.probability.chains import chain_log_density
from interviewer.checking.values import arrays
from interviewer.notation.tree import Apply, Bound, Call, Node, Sym

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.values.environment import Env


def log_of(ev: Evaluator, node: Node, env: Env) -> Value:
    """log of a tree: sums over the factors where it is a product of densities, the plain logarithm elsewhere."""
    match node:
        case Apply("exp", (exponent,)):
            return ev.value(exponent, env)
        case Apply("mul", factors) if any(map(_is_density, factors)):
            total = log_of(ev, factors[0], env)
            for factor in factors[1:]:
                total = arrays.add(total, log_of(ev, factor, env))
            return total
        case Apply("div", (above, below)) if _is_density(above) or _is_density(below):
            return log_of(ev, above, env) - log_of(ev, below, env)
        case Bound("prod", binders, body):
            total: Value = None
            for child in ev.assignments(binders, body, env):
                term = log_of(ev, body, child)
                total = term if total is None else total + term
            if total is not None:
                return total
        case Call(fn) if fn.name == "Normal" and node.args:
            return families.log_normal(ev, node, env)
        case Call() if (chained := chain_log_density(ev, node, env)) is not None:
            return chained
        case Sym(name, ()) if name.endswith("!") and (name, ()) not in env.overrides:
            for definition in ev.scope.definitions(name)[:1]:
                return log_of(ev, definition.body, env)
    return ev.field.map("log", ev.value(node, env))


def share_of(ev: Evaluator, above: Node, below: Node, env: Env) -> Value:
    """`a_k / Σ_j a_j` of densities so small that all of them vanish in a double; None of anything else."""
    if not (isinstance(below, Bound) and below.op == "sum" and _is_density(below.body) and _is_density(above)):
        return None
    parts = [ev.field.real(log_of(ev, below.body, child)) for child in ev.assignments(below.binders, below.body, env)]
    own = ev.field.real(log_of(ev, above, env))
    if not parts or max(parts) == float("-inf"):
        return None
    exp = ev.field.functions["exp"]
    return exp(own - max(parts)) / sum(exp(part - max(parts)) for part in parts)


def _is_density(node: Node) -> bool:
    return (
        (isinstance(node, Call) and (node.fn.name == "Normal" or bool(node.given)))
        or (isinstance(node, Bound) and node.op == "prod")
        or (isinstance(node, Apply) and node.op in ("exp", "mul", "div") and any(map(_is_density, node.args)))
        or (isinstance(node, Apply) and node.op == "exp")
        or (isinstance(node, Sym) and node.name.endswith("!"))
    )

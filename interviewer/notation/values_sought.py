"""The best value of a variable by a letter of its own: `argmax_c P(y = c) Π_j P(x_j | y = c)` is over y itself."""

from __future__ import annotations

from dataclasses import replace

from interviewer.notation.tree import Bound, Call, Node, Rel, Sym, transform, walk

_OPTIMA = frozenset(["argmax", "argmin", "max", "min"])


def over_variables(node: Node) -> Node:
    """The node with each such letter as the variable that takes it, where it stands for nothing else."""
    return transform(node, lambda n: _over_variable(n) if isinstance(n, Bound) and n.op in _OPTIMA else n)


def _over_variable(node: Bound) -> Bound:
    if len(node.binders) != 1 or node.binders[0].condition is not None:
        return node
    value = node.binders[0].var
    taking = [
        n for law in walk(node.body) if isinstance(law, Call) for n in (*law.args, *law.given) if _takes(n, value)
    ]
    variables = {n.operands[0] for n in taking if isinstance(n, Rel)}
    if len(variables) != 1 or sum(n == value for n in walk(node.body)) != len(taking):
        return node
    (variable,) = variables
    if not isinstance(variable, Sym) or variable.index:
        return node
    body = transform(node.body, lambda n: variable if n in taking else n)
    return replace(node, binders=(replace(node.binders[0], var=variable),), body=body)


def _takes(node: Node, value: Sym) -> bool:
    """`y = c` among the arguments of a law."""
    return isinstance(node, Rel) and node.ops == ("=",) and node.operands[1] == value and node.operands[0] != value

"""`p(· | X; θ)`: a law whose variable a dot stands for is of what it is not given, or of what the law beside it is of."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.probability.names import base_name, names_density
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Call, Divergence, Node, Sym, transform, walk

DOT = Sym("dot")


def with_variables(node: Node, scope: Scope) -> Node:
    """The node with such laws of the problem's at their variables."""
    if not any(isinstance(n, Divergence) or (isinstance(n, Call) and n.args == (DOT,)) for n in walk(node)):
        return node

    def change(n: Node) -> Node:
        match n:
            case Divergence(op, first, second):
                first, second = _filled(_called(first), scope), _filled(_called(second), scope)
                return Divergence(op, _beside(first, second, scope), _beside(second, first, scope))
            case Call() if n.args == (DOT,) and n.given:
                return _filled(n, scope)
            case Call(Sym("H"), args, (), ()):
                return Call(n.fn, tuple(_filled(a, scope) for a in args))
        return n

    return transform(node, change)


def _called(node: Node) -> Node:
    """`q_i(·)`, which reads as a product."""
    match node:
        case Apply("mul", (Sym(_, (_, *_)) as law, Sym("dot"))):
            return Call(law, (DOT,))
    return node


def _is_dotted(call: Call) -> bool:
    return call.args == (DOT,) or not (call.args or call.params)


def _filled(node: Node, scope: Scope) -> Node:
    """`p(·|x)` at the one variable of p that it is not given."""
    if not isinstance(node, Call) or not _is_dotted(node):
        return node
    given = {base_name(g) for g in node.given}
    rest = [v for v in _variables(node.fn.name, scope) if v not in given]
    return replace(node, args=(Sym(rest[0]),)) if len(rest) == 1 else node


def _variables(name: str, scope: Scope) -> list[str]:
    """What the problem makes a law of; nothing for a chain, whose laws are of one state each."""
    spec = {} if name in scope.own else scope.world.distributions.get(name, {})
    if spec.get("chain"):
        return []
    densities = (d for d in scope.world.definitions.get(name, ()) if d.is_call and names_density(d))
    return list(dict.fromkeys([*spec.get("of", ()), *(p for d in densities for p in d.params)]))


def _beside(node: Node, other: Node, scope: Scope) -> Node:
    """`p(·)` at the variables of the law that it is held against."""
    dotted = isinstance(node, Call) and _is_dotted(node) and bool(_variables(node.fn.name, scope))
    named = isinstance(other, Call) and other.args and all(isinstance(a, Sym) and a != DOT for a in other.args)
    return replace(node, args=other.args) if dotted and named else node

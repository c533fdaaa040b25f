"""An activation that a layer is computed with: `a1 = sigmoid(W1 @ x + b1)`, `h = tanh(z)`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.other_worlds import with_world
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.checking.problem.worlds import worlds
from interviewer.notation.tree import ONE, Apply, Call, Cases, Node, Num, Rel, Sym, names, walk
from interviewer.notation.words.adjectives import ACTIVATIONS

ELEMENTWISE = ACTIVATIONS - {"softmax"}


def activation_used(scope: Scope, nodes: Iterable[Node]) -> Definition | None:
    """What the function that the problem leaves open is where a line computes a hidden layer with one by name.

    Where its layers are computed with several, no one of them is that of all layers: what the layers are then.
    """
    name = next((n for n, t in scope.world.letters.items() if t.kind == "function" and not (t.shape or t.index)), None)
    if name is None or name in scope.own:
        return None
    equations = [n for n in nodes if isinstance(n, Rel) and n.ops[0] in ("=", ":=", "≡")]
    used = {x.op for n in equations for x in walk(n.operands[1]) if isinstance(x, Apply) and x.op in ACTIVATIONS}
    computed = [n for n in equations if _computes_layer(scope, n, name)]
    kinds = {n.operands[1].op for n in computed if isinstance(n.operands[1], Apply)}
    if len(used) > 1:
        return _layers(scope, equations, name)
    if len(kinds) != 1 or used != kinds:
        return None
    called = {name, *scope.world.other_names(name)}
    spoken = scope.spoken.union(*map(names, equations))
    if all(_may_be_last(scope, n.operands[0]) for n in computed) and called & spoken:
        return None  # the output layer may have a function of its own
    return Definition(name, Apply(kinds.pop(), (Sym("u"),)), ("u",), is_call=True, fixed=False)


def _layers(scope: Scope, equations: Iterable[Rel], function: str) -> Definition | None:
    """The layers of `a1 = relu(z1), a2 = sigmoid(z2)`, each with its own function; of which layer the others are is not said."""
    made: dict[Node, str] = {}
    layer: Definition | None = None
    for node in equations:
        match node.operands[:2]:
            case (Sym(head, (Num() as k,)), Apply(op)) if op in ACTIVATIONS and head not in scope.own:
                layer = next((d for w in worlds(scope.world) for d in w.definitions.get(head, ()) if _open(d)), None)
                made[k] = op
    if len(made) < 2 or layer is None or not isinstance(layer.body, Cases):
        return None
    *first, (value, _) = layer.body.branches
    if not (isinstance(value, Call) and value.fn == Sym(function)):
        return None
    own = [(Apply(op, value.args), Rel(("=",), (Sym(layer.index[0]), k))) for k, op in made.items()]
    return replace(layer, body=Cases((*first, *own, (value, None))), fixed=False)


def _open(layer: Definition) -> bool:
    """Whether the layers but the first are each the function that is left open of something."""
    cases = layer.body.branches if isinstance(layer.body, Cases) and len(layer.index) == 1 else ()
    return len(cases) == 2 and isinstance(cases[-1][0], Call) and cases[-1][1] is None


def _computes_layer(scope: Scope, node: Rel, function: str) -> bool:
    """`h = tanh(z)`: an activation of what, in a reading of the problem, its function makes a layer of."""
    head, body = node.operands[0], node.operands[1]
    if not (isinstance(head, Sym) and isinstance(body, Apply) and body.op in ELEMENTWISE):
        return False
    readings = (with_world(scope, w) for w in worlds(scope.world) if head.name in w.definitions)
    here = next(readings, None)
    return here is not None and function in dependencies(here, head)


def _may_be_last(scope: Scope, head: Node) -> bool:
    """The ŷ, a^{(L)} and a_2 of a network."""
    if not isinstance(head, Sym) or any(
        not ((isinstance(i, Sym) and i.name.islower()) or i == ONE) for i in head.index
    ):
        return True
    return any(isinstance(d.body, Sym) and Sym("L") in d.body.index for d in scope.world.definitions.get(head.name, ()))

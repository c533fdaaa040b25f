"""A gradient of which it is not said what it is of: `∇ = −2Xᵀ(y − Xw)`, `grad_w = …`, and the `dw` of code."""

from __future__ import annotations

from interviewer.checking.problem.dependencies import depends
from interviewer.checking.problem.objectives import objectives
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.checking.reading.shapes import is_column
from interviewer.notation.tree import ZERO, Apply, Call, Deriv, Node, Rel, Sym, names, transform, walk
from interviewer.notation.words.nouns import LAGRANGIAN, OBJECTIVE

_HOLE = Sym("hole")


def of_objective(node: Node, scope: Scope) -> Node:
    """Each such ∇ as that of the objective: the candidate's own last one, else the one that the problem is about.

    Beside multipliers, or where it is to vanish, it is the Lagrangian's, the one function that they are in.
    """
    vanishes = isinstance(node, Rel) and node.ops == ("=",) and node.operands[1] == ZERO
    weighed = (vanishes or bool(names(node) & {*scope.world.multipliers})) and _own(scope) is None
    lagrangian = dict(scope.vocabulary.nouns).get(LAGRANGIAN) if weighed else None

    def change(n: Node) -> Node:
        match n:
            case Deriv(body, wrt, "grad", at) if (
                body == _HOLE and (whole := lagrangian or _objective(scope)) is not None
            ):
                return Deriv(whole, wrt, "grad", at)
        return n

    return transform(node, change)


def names_gradients(node: Node, scope: Scope) -> bool:
    """Whether each differential in it is a name that code gives a gradient; `dL = rᵀX dw` is about increments."""
    found = [_named(n) for n in walk(node) if isinstance(n, Apply) and n.op == "differential"]
    return bool(found) and all(s is not None and scope.definitions(f"{s.name}.grad") for s in found)


def gradient_named(scope: Scope, node: Apply) -> Node | None:
    """What the `dw` of code is, where a reading of the problem has it: by his own objective if he has one."""
    by = _named(node)
    if by is None or not scope.definitions(f"{by.name}.grad"):
        return None
    own = _own(scope)
    told = own is not None and depends(scope, own, by.name)
    slope = Deriv(own, (by,), "grad") if told and own is not None else Sym(f"{by.name}.grad", by.index)
    return slope if node.args[0] == by else Apply("T", (slope,))


def _named(node: Apply) -> Sym | None:
    """The w of `dw` and of the transposed `dwᵀ`."""
    inner = node.args[0]
    inner = inner.args[0] if isinstance(inner, Apply) and inner.op == "T" else inner
    return inner if isinstance(inner, Sym) else None


def _objective(scope: Scope) -> Node | None:
    own = _own(scope)
    if own is not None:
        return own
    called = dict(scope.vocabulary.nouns)
    spoken = [n for n, ds in scope.world.definitions.items() if n in scope.spoken and any(d.sense for d in ds)]
    return Sym(spoken[0]) if len(spoken) == 1 else called.get(OBJECTIVE)


def _own(scope: Scope) -> Node | None:
    """What the candidate has set up to be optimised, by its name."""
    known = scope.world.definitions
    sensed = {n for n, ds in known.items() if any(d.sense for d in ds)}
    found = [d for n in scope.own if n in sensed for d in scope.own[n] if not d.given and not d.density and not d.index]
    if not found:
        sought = [u for u in scope.world.unknowns if scope.letter(u) is not None]
        bodies = [b for u in sought[:1] for b in objectives(scope, Sym(u))]
        own = [d for name, ds in scope.own.items() if name not in known for d in ds]  # z = Xw is on the way to one
        found = [d for d in own if d.body in bodies and not d.index and not is_column(scope, d.body)]
    return _called(found[-1]) if found else None


def _called(definition: Definition) -> Node:
    params = tuple(map(Sym, definition.params))
    return Call(Sym(definition.name), params) if definition.is_call and params else Sym(definition.name)

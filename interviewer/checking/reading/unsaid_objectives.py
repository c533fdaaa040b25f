"""A gradient of which it is not said what it is of: `∇ = −2Xᵀ(y − Xw)`, `grad_w = …`, and the `dw` of code."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.checking.problem.dependencies import depends
from interviewer.checking.problem.objectives import objectives
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.checking.reading.shapes import is_column
from interviewer.notation.lexer import tokenize
from interviewer.notation.tree import ZERO, Apply, Call, Deriv, Node, Rel, Sym, names, transform, walk
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.words.nouns import LAGRANGIAN, OBJECTIVE

MAX_UNREAD = 400  # characters; what is longer is no set-up

_HOLE = Sym("hole")


def of_objective(node: Node, scope: Scope) -> Node:
    """Each such ∇ as that of the objective: the candidate's own last one, else the one that the problem is about.

    Beside multipliers, or where it is to vanish, it is the Lagrangian's, the one function that they are in. `grad = Xᵀr/n`
    is the gradient of code, of a mean or a sum as it likes.
    """
    if isinstance(node, Rel) and (by := averaged_by(node, scope)) and scope.definitions(f"{by}.grad"):
        if _own(scope) is None and not _spoken(scope) and stated(scope) is None:
            node = Rel(node.ops, (Sym(f"{by}.grad"), *node.operands[1:]))
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


def averaged_by(node: Node, scope: Scope) -> str:
    """The w of a `grad = …` that is divided by the number of samples; else empty."""
    match node:
        case Rel(("=" | ":=" | "←", *_), (Deriv(Sym("hole"), (by,), "grad", None), *values)) if isinstance(by, Sym):
            name = by.name if by != Sym("default") else next(iter(scope.world.unknowns), "")
            parts = [n for v in values for n in walk(v) if isinstance(n, Apply) and n.op in ("div", "mean")]
            sizes = {Sym(s) for s in (*scope.world.sizes, "N", "m")}
            found = any(n.op == "mean" or sizes & {*walk(n.args[1])} for n in parts)
            return name if found else ""
    return ""


def names_gradients(node: Node, scope: Scope) -> bool:
    """Whether each differential in it is a name that code gives a gradient; `dL = rᵀX dw` is about increments."""
    found = [_named(n) for n in walk(node) if isinstance(n, Apply) and n.op == "differential"]
    return bool(found) and all(s is not None and scope.definitions(f"{s.name}.grad") for s in found)


def gradient_named(scope: Scope, node: Apply) -> Node | None:
    """What the `dw` of code is, where a reading of the problem has it: by his own objective if he has one."""
    by = _named(node)
    if by is None or not scope.definitions(f"{by.name}.grad"):
        return None
    own = _own(scope) or stated(scope)
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
    spoken = _spoken(scope)
    return Sym(spoken[0]) if len(spoken) == 1 else called.get(OBJECTIVE)


def _spoken(scope: Scope) -> list[str]:
    return [n for n, ds in scope.world.definitions.items() if n in scope.spoken and any(d.sense for d in ds)]


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


def stated(scope: Scope) -> Node | None:
    """The problem's objective, where what is written so far says what it is: `loss = …` before a `dw = …`."""
    return scope.remember("objective stated", lambda: _stated(scope))


def _stated(scope: Scope) -> Node | None:
    objective = dict(scope.vocabulary.nouns).get(OBJECTIVE)
    if not isinstance(objective, Call):
        return None
    try:
        texts = [t.text for t in tokenize(scope.context[-MAX_UNREAD:], scope.vocabulary.words)]
    except Unreadable:
        return None
    nouns = {noun for noun, node in scope.vocabulary.nouns if node == objective}
    called = {*nouns, objective.fn.name, *scope.world.other_names(objective.fn.name)}
    heads = (k for k, text in enumerate(texts) if text in called)
    return objective if any(_after_brackets(texts[k + 1 :]) in ("=", ":=") for k in heads) else None


def _after_brackets(texts: Sequence[str]) -> str:
    """What follows an `(w)`, if there is one."""
    after = texts.index(")") + 1 if texts[:1] == ["("] and ")" in texts else 0
    return texts[after] if after < len(texts) else ""


def _called(definition: Definition) -> Node:
    params = tuple(map(Sym, definition.params))
    return Call(Sym(definition.name), params) if definition.is_call and params else Sym(definition.name)

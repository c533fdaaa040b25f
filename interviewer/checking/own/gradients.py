"""`dW = X.T @ dZ`: in the manner of array code dX names the derivative of a loss by X, and no differential.

Told by the direction: a differential is made of those of what it depends on, a gradient of those of what depends on it.
"""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.own.study import LOSSES, Study
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Apply, Deriv, Node, Rel, Sym, names, num, transform, walk

_LOSS = Sym("L")


def with_gradients(before: list[Clause], claims: list[Clause]) -> tuple[list[Clause], list[Clause]] | None:
    """The lines with the derivatives that their dX stand for; None where no line uses them so."""
    study = Study().taking(c for c in before if not _differentials(c.node))
    nodes = [c.node for c in (*before, *claims)]
    if not any(_flows_back(n, study) or _says_gradient(n) for n in nodes):
        return None
    loss = next((n for n in LOSSES if isinstance(n, Sym) and n.name in study.definitions), _LOSS)

    def change(n: Node) -> Node:
        match n:
            case Apply("differential", (Sym() as by, one, Sym("total", ()))) if one == num(1) and by not in LOSSES:
                return Deriv(loss, (by,), "partial")
            case Apply("differential", (Apply("T", (Sym() as by,)), one, Sym("total", ()))) if one == num(1):
                return Apply("T", (Deriv(loss, (by,), "partial"),))
        return n

    made = [replace(c, node=transform(c.node, change)) for c in before if not _says_gradient(c.node)]
    return made, [replace(c, node=transform(c.node, change)) for c in claims]


def _differentials(node: Node) -> list[Sym]:
    """What the lone differentials of a node are of."""
    found = [n.args[0] for n in walk(node) if isinstance(n, Apply) and n.op == "differential"]
    bare = [n.args[0] if isinstance(n, Apply) and n.op == "T" else n for n in found]
    return [n for n in bare if isinstance(n, Sym)]


def _says_gradient(node: Node) -> bool:
    """`dO = ∂L/∂O`."""
    match node:
        case Rel(("=" | ":=" | "≡",), (Apply("differential", (Sym() as by, *_)), Deriv(Sym(), (wrt,)))):
            return by == wrt
    return False


def _flows_back(node: Node, study: Study) -> bool:
    if not (isinstance(node, Rel) and node.ops[0] in ("=", ":=", "≡") and isinstance(head := node.operands[0], Apply)):
        return False
    heads, sources = _differentials(head), _differentials(node.operands[1])
    return len(heads) == 1 and bool(sources) and all(_depends(study, s.name, heads[0].name) for s in sources)


def _depends(study: Study, name: str, on: str) -> bool:
    """Whether a quantity of his is made of another, be it an earlier member of its own family."""
    seen: set[str] = set()
    waiting = set(names(study.definitions[name].body)) if name in study.definitions else set()
    while waiting:
        seen.add(found := waiting.pop())
        if found in study.definitions:
            waiting |= names(study.definitions[found].body) - seen
    return on in seen

"""`dW = X.T @ dZ`: in the manner of array code dX names the derivative of a loss by X, and no differential.

Told by the direction: a differential is made of those of what it depends on, a gradient of those of what depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from interviewer.checking.own.study import LOSSES, Study, differentiated
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Apply, Bound, Call, Deriv, Node, Rel, Sym, apply, names, num, transform, walk

_LOSS = Sym("L")


def with_gradients(
    before: list[Clause], claims: list[Clause], mean: Sym | None = None
) -> tuple[list[Clause], list[Clause]] | None:
    """The lines with the derivatives that their dX stand for; None where no line uses them so.

    `mean` is how many samples the loss is a mean of, where that is told.
    """
    study = Study().taking(c for c in before if not _differentials(c.node))
    nodes = [c.node for c in (*before, *claims)]
    if not any(_flows_back(n, study) or _says_gradient(n) for n in nodes):
        return None
    loss = next((n for n in LOSSES if isinstance(n, Sym) and n.name in study.definitions), _LOSS)
    said = any(_says_gradient(n) for n in nodes)
    count = None if said else mean or _samples((c.node for c in claims), study)

    def slope(by: Sym) -> Node:
        """Where the gradients of the weights are means, those of what is computed for each sample are its own."""
        derivative = Deriv(loss, (by,), "partial")
        return apply("mul", count, derivative) if count is not None and by.name in study.definitions else derivative

    def change(n: Node) -> Node:
        match n:
            case Apply("differential", (Sym() as by, one, Sym("total", ()))) if one == num(1) and by not in LOSSES:
                return slope(by)
            case Apply("differential", (Apply("T", (Sym() as by,)), one, Sym("total", ()))) if one == num(1):
                return Apply("T", (slope(by),))
            case Deriv(Sym() as body, wrt, style, None) if body in LOSSES and mean is not None:
                return Deriv(loss, wrt, style)
        return n

    made = [replace(c, node=transform(c.node, change)) for c in before if not _says_gradient(c.node)]
    return made, [replace(c, node=transform(c.node, change)) for c in claims]


def with_open_losses(before: list[Clause], claims: Iterable[Clause]) -> tuple[list[Clause], Sym | None]:
    """The lines without a J = (1/m) Σ_i L_i of losses that none of them tells or speaks of, and the m of such a mean."""
    spoken = {n.name for c in claims for n in walk(c.node) if isinstance(n, Sym) and n.index}
    heads = spoken | {
        c.node.operands[0].name for c in before if isinstance(c.node, Rel) and isinstance(c.node.operands[0], Sym)
    }

    def is_open(node: Node) -> bool:
        match node:
            case Rel(("=" | ":=",), (Sym() as head, body)) if head in LOSSES:
                totals = [n.body for n in walk(body) if isinstance(n, Bound) and n.op == "sum"]
                return bool(totals) and all(
                    isinstance(t, Sym) and t.index and t.name not in heads - {head.name} for t in totals
                )
        return False

    means = [c.node for c in before if is_open(c.node)]
    return [c for c in before if c.node not in means], _divisor(means)


def with_loss_named(before: list[Clause], claims: Iterable[Clause]) -> list[Clause]:
    """The lines with `the loss is −y log p − …` as what the L is that the claims differentiate and no line defines."""
    programs = [
        (c, n.body) for c in before if isinstance(n := c.node, Bound) and n.op in ("min", "max") and not n.binders
    ]
    defined = Study().taking(before).definitions
    claims = tuple(claims)
    meant = [Sym(n) for n in differentiated(c.node for c in claims) if Sym(n) in LOSSES and n not in defined]
    if not meant and not any(loss.name in defined for loss in LOSSES if isinstance(loss, Sym)):
        meant = [_LOSS] if any(_differentials(c.node) for c in claims) else []  # dW, of what is lost
    if len(programs) != 1 or len(meant) != 1 or isinstance(programs[0][1], Sym | Call):
        return before
    program, body = programs[0]
    made = replace(program, role="claim", node=Rel(("=",), (meant[0], body)))
    return [made if c is program else c for c in before]


def _samples(claims: Iterable[Node], study: Study) -> Sym | None:
    """The m of `dW = (1/m) dZ Aᵀ`, where W is computed of nothing."""
    relations = (n for n in claims if isinstance(n, Rel))
    return _divisor(
        n for n in relations if not {d.name for d in _differentials(n.operands[0])} & set(study.definitions)
    )


def _divisor(nodes: Iterable[Node]) -> Sym | None:
    for node in nodes:
        for n in walk(node):
            match n:
                case Apply("div", (_, Sym(name, ()) as count)) if name in _COUNTS:
                    return count
    return None


_COUNTS = frozenset(["m", "n", "N", "M", "B"])


def _differentials(node: Node) -> list[Sym]:
    """What the lone differentials of a node are of."""
    found = [n.args[0] for n in walk(node) if isinstance(n, Apply) and n.op == "differential"]
    bare = [n.args[0] if isinstance(n, Apply) and n.op == "T" else n for n in found]
    return [n for n in bare if isinstance(n, Sym)]


def of_nothing_told(node: Node, study: Study) -> bool:
    """`dW = dz aᵀ` after lines that do not say what W is made of: no differential of anything they tell."""
    if not isinstance(node, Rel) or not any(_differentials(o) for o in node.operands):
        return False
    heads = _differentials(node.operands[0])
    return not any(h in LOSSES or h.name in study.definitions for h in heads)


def _says_gradient(node: Node) -> bool:
    """`dO = ∂L/∂O`."""
    match node:
        case Rel(("=" | ":=" | "≡",), (Apply("differential", (Sym() as by, *_)), Deriv(Sym(), (wrt,)))):
            return by == wrt
    return False


def _flows_back(node: Node, study: Study) -> bool:
    """Whether `dW = … dZ …`, or `dY = (Y − T)/n`, where Z is made of W and dY is equal to what is no differential."""
    if not (isinstance(node, Rel) and node.ops[0] in ("=", ":=", "≡")):
        return False
    head, sources = node.operands[0], _differentials(node.operands[1])
    match head:
        case Deriv(Sym() as body, (Sym() as by,)) if body in LOSSES:
            return bool(sources) and all(_depends(study, s.name, by.name) for s in sources)
        case Apply():
            heads = _differentials(head)
            known = len(heads) == 1 and heads[0] not in LOSSES and heads[0].name in study.mentioned
            return known and all(_depends(study, s.name, heads[0].name) for s in sources)
    return False


def _depends(study: Study, name: str, on: str) -> bool:
    """Whether a quantity of his is made of another, be it an earlier member of its own family."""
    seen: set[str] = set()
    waiting = set(names(study.definitions[name].body)) if name in study.definitions else set()
    while waiting:
        seen.add(found := waiting.pop())
        if found in study.definitions:
            waiting |= names(study.definitions[found].body) - seen
    return on in seen

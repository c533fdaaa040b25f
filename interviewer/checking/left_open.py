"""What earlier lines leave open of a line that fails under the problem, or of one that only names something: then nobody can tell."""

from __future__ import annotations

from interviewer.checking.claims.result import DEFINITION
from interviewer.checking.judged import Judged
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.notation.show import show
from interviewer.notation.tree import ONE, Apply, Call, Node, Rel, Sym, names, walk

NAMED = "an earlier line that was not understood speaks of what this names; write that line as formulas"
NUMBERED = "say what {0} is with an index, where the problem has one number"
COUNTED = "{0} counts something in this problem; call this quantity by another letter"
STEPPED = "say before which step leads to {0}, as in w_{{t+1}} = w_t − η∇L(w_t)"
FEATURES = "say what {0} is, as an earlier line gives the kernel in a form of its own"


def left_open(judged: Judged, before: Scope) -> str:
    """Why a verdict is none; empty where nothing speaks against it."""
    if judged.line is None:
        return ""
    nodes = [c.node for c in judged.line.clauses]
    if judged.kind == "given" and judged.message == DEFINITION:
        return NAMED if any(_head(n) & before.unread for n in nodes) else ""
    if judged.kind != "refuted" or judged.read_in is None:
        return ""
    if features := _features(judged.read_in, judged.nodes):
        return FEATURES.format(features)
    if size := _size_named_otherwise(judged):
        return COUNTED.format(size)
    symbols = [n for node in judged.nodes for n in walk(node) if isinstance(n, Sym)]
    if later := _later_unsaid(judged, before):
        return STEPPED.format(later)
    numbered = {n.name for n in symbols if _is_numbered(judged.read_in, n)}
    return NUMBERED.format(min(numbered)) if numbered & before.spoken and before.own else ""


def _head(node: Node) -> frozenset[str]:
    """The name that an equation says something of."""
    head = node.operands[0] if isinstance(node, Rel) else None
    head = head.fn if isinstance(head, Call) else head
    return frozenset([head.name]) if isinstance(head, Sym) else frozenset()


def _later_unsaid(judged: Judged, before: Scope) -> str:
    """The w_{t+1} of `w_{t+1} − w* = …`, where neither the line nor one before it says which step leads there."""
    sought = {*before.world.unknowns}
    later = [n for node in judged.nodes for n in walk(node) if isinstance(n, Sym) and _is_later(n)]
    stated = any(isinstance(n, Rel) and n.operands[0] in later and names(n.operands[0]) & sought for n in judged.nodes)
    params = {p for ds in before.world.definitions.values() for d in ds for p in d.params}
    if stated or before.steps or before.world.chains or any(p.endswith(".old") for p in params):
        return ""  # the problem itself says what its steps are
    made = [n for n in later if n.name in sought or dependencies(before, Sym(n.name)) & sought]  # r_{t+1} = …
    return show(made[0]) if made else ""


def _is_later(symbol: Sym) -> bool:
    """w_{t+1}, w_{k+1}: one vector after a step, whose number stands alone."""
    return (
        len(symbol.index) == 1
        and isinstance(step := symbol.index[0], Apply)
        and step.op == "add"
        and step.args[1:] == (ONE,)
    )


def _size_named_otherwise(judged: Judged) -> str:
    """The d of `d = 2/‖w‖`, a distance where d counts features."""
    pair, scope = judged.result.pair if judged.result is not None else None, judged.read_in
    if pair is None or scope is None or not isinstance(head := pair[1], Sym) or head.name not in scope.world.sizes:
        return ""
    written = (
        {n.name for c in judged.line.clauses for n in walk(c.node) if isinstance(n, Sym)} if judged.line else set()
    )
    if scope.definitions(head.name) or head.name in scope.types or head.name not in written:
        return ""  # the L that is a loss as well, the slope m that is read as n
    counts = any(isinstance(n, Apply) and n.op in ("rank", "tr", "dim") for n in walk(pair[2]))
    letters = (scope.letter(n) for n in names(pair[2]))
    return head.name if any(t is not None and t.shape for t in letters) and not counts else ""


def _is_numbered(scope: Scope, symbol: Sym) -> bool:
    """The σ_i of noise that differs from sample to sample, where σ is one number."""
    letter = scope.letter(symbol.name)
    plain = letter is not None and letter.kind == "positive" and not (letter.shape or letter.index or letter.reach)
    return plain and any(isinstance(i, Sym) for i in symbol.index)


def _features(scope: Scope, nodes: tuple[Node, ...]) -> str:
    """The φ of ‖φ(x)‖ = 1 after a kernel of his own, k(x, z) = φ(x)ᵀφ(z) that nobody has written."""
    kernels = [d for n, ds in scope.own.items() for d in ds if d.is_call and len(d.params) == 2]
    kernels = [
        d for d in kernels if any(len(w.params) == 2 and not w.fixed for w in scope.world.definitions.get(d.name, ()))
    ]
    open_features = {
        n.fn.name
        for node in nodes
        for n in walk(node)
        if isinstance(n, Call) and len(n.args) == 1 and not scope.definitions(n.fn.name)
        if (letter := scope.letter(n.fn.name)) is not None and letter.is_function
    }
    written = frozenset[str]().union(*(names(d.body) for d in kernels))
    return min(open_features - written, default="") if kernels else ""

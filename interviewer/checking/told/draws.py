"""Samples of a law that an earlier line names: `x_1, …, x_m drawn from p`, `x_i ~ q independently`."""

from __future__ import annotations

from interviewer.checking.problem.aliases import targets_of
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.statements import read_line
from interviewer.notation.tree import Apply, Call, Node, Rel, Sym, apply
from interviewer.notation.unreadable import Unreadable

_DRAWN = frozenset(["drawn", "sampled", "from", "samples", "sample"])


def with_draws(scope: Scope, text: str) -> Scope:
    """The scope after a line that says of which of the problem's laws the numbered values of a variable are."""
    try:
        line = read_line(text, scope.vocabulary)
    except Unreadable:
        return scope
    nodes = [c.node for c in line.clauses]
    drawn: Sym | None = None
    law: Sym | None = None
    for node in nodes:
        if isinstance(node, Rel) and node.ops == ("~",) and _is_drawn(scope, node.operands[0]):
            drawn, law = _as_symbol(node.operands[0]), _as_symbol(node.operands[1])
        elif _is_drawn(scope, node):
            drawn = _as_symbol(node)
        elif _DRAWN & set(line.words) and law is None and _is_law(scope, node):
            law = _as_symbol(node)
    if drawn is None or law is None or not _is_law(scope, law):
        return scope
    return scope.with_definition(Definition(f"{drawn.name}.drawn", law, fixed=False))


def _as_symbol(node: Node) -> Sym | None:
    return node if isinstance(node, Sym) else None


def _is_drawn(scope: Scope, node: Node) -> bool:
    letter = scope.letter(node.name) if isinstance(node, Sym) and node.index else None
    return letter is not None and letter.kind == "variable"


def _is_law(scope: Scope, node: Node) -> bool:
    return isinstance(node, Sym) and not node.index and node.name in scope.world.distributions


def with_law_of_draw(after: Scope, before: Scope) -> Scope:
    """The scope in which q(z|x) is the law of a z that a line draws in its own way, `z = μ + Lε`: N(z; μ, LLᵀ)."""
    worlds = (after.world, *after.world.variants)
    for name, definitions in after.own.items():
        if definitions == before.own.get(name) or definitions[0].params or definitions[0].index:
            continue
        laws = [(law, d) for w in worlds for law, ds in w.definitions.items() for d in ds if d.params == (name,)]
        laws = [(law, d) for law, d in laws if d.given and isinstance(d.body, Call) and d.body.fn.name == "Normal"]
        parts = _moved_noise(after, definitions[0].body)
        if not laws or parts is None or laws[0][0] in after.own:
            continue
        (law, known), (shift, by) = laws[0], parts
        body = Call(Sym("Normal"), (Sym(name),), (), (shift, apply("mul", by, apply("T", by))))
        after = after.with_definition(Definition(law, body, (name,), (), given=known.given, is_call=True, fixed=False))
    return after


def _moved_noise(scope: Scope, body: Node) -> tuple[Node, Node] | None:
    """The m and the L of `m + Lε`."""
    kinds = {n for w in (scope.world, *scope.world.variants) for n, t in w.letters.items() if t.kind == "noise"}

    def noise(node: Node) -> bool:
        return isinstance(node, Sym) and bool({node.name, *targets_of(scope, node.name)} & kinds)

    match body:
        case Apply("add", (*shift, Apply("mul", (*by, last)))) if by and noise(last) and shift:
            return apply("add", *shift) if len(shift) > 1 else shift[0], apply("mul", *by) if len(by) > 1 else by[0]
    return None

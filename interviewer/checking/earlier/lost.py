"""The names of which a line says something that was not taken in: nothing is refuted of them after it."""

from __future__ import annotations

from interviewer.checking.judged import Judged
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Call, Deriv, Moment, Node, Rel, Sym, names, walk


def moments_unread(scope: Scope, nodes: tuple[Node, ...]) -> frozenset[str]:
    """The problem's random numbers of whose moments a line says something that was not taken in."""
    moments = (m for n in nodes if isinstance(n, Rel) for m in walk(n) if isinstance(m, Moment))
    spoken = {x.name for m in moments for a in m.args for x in walk(a) if isinstance(x, Sym)} - scope.own.keys()
    return frozenset(n for n in spoken if (t := scope.world.letters.get(n)) is not None and t.kind == "random")


def of_another_kind(judged: Judged) -> frozenset[str]:
    """The y of `y_i ∈ {0, 1}` where the problem's are real: the candidate's model is another than the problem's."""
    pair = judged.result.pair if judged.result is not None and judged.kind == "refuted" else None
    return names(pair[1]) if pair is not None and pair[0] == "∈" else frozenset()


def heads_lost(scope: Scope, judged: Judged) -> frozenset[str]:
    """The problem's objectives and densities of which a line says what was not taken in: nothing of them is refuted after it."""
    heads = [n.operands[0] for n in judged.nodes if isinstance(n, Rel) and n.ops[0] in ("=", ":=")]
    named = {
        h.name for h in heads if isinstance(h, Sym) and any(d.sense for d in scope.world.definitions.get(h.name, ()))
    }
    named |= {h.fn.name for h in heads if isinstance(h, Call) and h.fn.name in scope.world.distributions}
    return frozenset(named - scope.own.keys() - scope.types.keys())


def heads_passed_over(judged: Judged, before: Scope, after: Scope) -> frozenset[str]:
    """The names that equations of a line set, of which nothing was taken in: the q of `q = (1 − ε)p + εu`."""
    if after.setting is not before.setting or after.world is not before.world:
        return frozenset()  # what it says is what a reading of the problem has
    clauses = judged.line.clauses if judged.line is not None else ()
    heads = [c.node.operands[0] for c in clauses if isinstance(c.node, Rel) and c.node.ops[0] in ("=", ":=")]
    named = {h.fn.name if isinstance(h, Call) else h.name for h in heads if isinstance(h, Call | Sym)}
    taken = {n for n, ds in after.own.items() if ds != before.own.get(n)} | {*after.types} - {*before.types}
    new = (c for c in (*after.conditions, *after.filters) if c not in (*before.conditions, *before.filters))
    taken |= frozenset[str]().union(*map(names, new))
    taken |= {n.split("_")[0] for n in taken}  # the x of x_0
    world = before.world
    return frozenset(n for n in named if not taken & {n, *world.other_names(n), *world.aliases.get(n, ())})


def set_anew(scope: Scope, nodes: tuple[Node, ...]) -> frozenset[str]:
    """The problem's quantities that a line which was not understood sets by names of the candidate's: A = softmax(S + M)."""
    made = [n for n in nodes if isinstance(n, Rel) and n.ops[0] in ("=", ":=") and isinstance(n.operands[0], Sym)]
    known = {n.operands[0].name: n for n in made if isinstance(n.operands[0], Sym)}
    return frozenset(
        name
        for name, n in known.items()
        if name in scope.world.definitions and name not in scope.own and names(n.operands[1]) & set(scope.own)
    )


def heads_not_taken(judged: Judged, before: Scope, after: Scope) -> frozenset[str]:
    """The name of which a line says something that does not fit the problem's shapes: what it is is not known from there on."""
    if judged.result is None or judged.result.pair is None:
        return frozenset()
    failed = judged.result.pair[1]
    head = failed.fn if isinstance(failed, Call) else failed
    if not isinstance(head, Sym) or isinstance(judged.result.pair[2], Deriv):  # a name for a derivative says what it is
        return frozenset()
    taken = {n for n, ds in after.own.items() if ds != before.own.get(n)}
    called = after.world.other_names(head.name)
    return (
        frozenset() if taken & {head.name, *called, *after.world.aliases.get(head.name, ())} else frozenset([head.name])
    )


def leaning_on(unsettled: frozenset[str], judged: Judged) -> frozenset[str]:
    """The f of `f(x) = wᵀφ(x)` and the L that is made of it, where a line says of φ what was not taken in."""
    nodes = [c.node for c in judged.line.clauses] if judged.line is not None else []
    equations = [n for n in nodes if isinstance(n, Rel) and n.ops[0] in ("=", ":=")]
    lost = unsettled
    for _ in equations:
        for n in equations:
            head = n.operands[0].fn if isinstance(n.operands[0], Call) else n.operands[0]
            right = frozenset[str]().union(*(names(o) for o in n.operands[1:]))
            if isinstance(head, Sym) and lost & right:
                lost |= {head.name}
    return lost

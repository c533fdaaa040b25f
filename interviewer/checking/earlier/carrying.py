"""Errors carried forward: a wrong definition stays the candidate's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from interviewer.checking.claims.senses import sense_of
from interviewer.checking.judged import Judged
from interviewer.checking.problem.indices import renamed
from interviewer.checking.problem.other_worlds import with_world
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.reading.through import through
from interviewer.notation.tree import Apply, Call, Cases, Node, Num, Rel, Sym, apply, names, num, transform, walk


def carried_forward(scope: Scope, judged: Judged) -> Scope:
    """A wrong definition stays the candidate's: later lines are consistent with it or not."""
    assert judged.line is not None
    there = judged.read_in
    if there is not None and judged.nodes and any(h.world is there.world and not h.text for h in scope.held):
        carried = carried_by(there, judged.nodes[0])  # ŵ of noisy data, not the problem's w*
        if carried is not there:
            return with_world(carried, scope.world)
    for nodes in (judged.nodes, *alias_readings(scope, tuple(c.node for c in judged.line.clauses))):
        carried = carried_by(scope, nodes[0]) if nodes else scope
        if carried is not scope:
            bounds = tuple(n for n in nodes[1:] if isinstance(n, Rel) and bounds_letter(n))
            return replace(carried, filters=(*carried.filters, *bounds))
    return scope


def bounds_letter(node: Rel) -> bool:
    """`J = …, b ≥ 1`: what is said of a letter of it."""
    plain = all(isinstance(o, Num) or (isinstance(o, Sym) and not o.index) for o in node.operands)
    return plain and {"<", ">", "<=", ">="}.issuperset(node.ops)


def _written(scope: Scope, node: Rel) -> Node:
    """The formula of `the negative log posterior is E(w) = …`, not what the noun stands for."""
    said = (
        node.operands[1].args[0]
        if isinstance(node.operands[1], Apply) and node.operands[1].op == "neg"
        else node.operands[1]
    )
    by_noun = len(node.operands) == 3 and any(said == named for _, named in scope.vocabulary.nouns)
    return node.operands[2 if by_noun else 1]


def _at_plain_index(node: Node) -> Node:
    """`z^{(l+1)} = W^{(l+1)} a^{(l)}` as what z^{(l)} is."""
    match node:
        case Rel(_, (Sym(_, (Apply("add", (Sym(running, ()) as index, Num(by))),)), *_)):
            pass
        case _:
            return node

    def back(i: Node) -> Node:
        match i:
            case Sym(name, ()) if name == running:
                shift = -by
            case Apply("add", (Sym(name, ()), Num(further))) if name == running:
                shift = further - by
            case Apply("add", (Sym(name, ()), Apply("neg", (Num(further),)))) if name == running:
                shift = -further - by
            case _:
                return i
        amount = num(abs(shift))
        return apply("add", index, amount if shift > 0 else apply("neg", amount)) if shift else index

    bare = any(
        n == index for n in walk(transform(node, lambda n: Sym(n.name) if isinstance(n, Sym) and n.index else n))
    )
    return (
        node if bare else transform(node, lambda n: Sym(n.name, tuple(map(back, n.index))) if isinstance(n, Sym) else n)
    )


def carried_by(scope: Scope, node: Node) -> Scope:
    node = _at_plain_index(node)
    if not isinstance(node, Rel) or node.ops[0] not in ("=", ":="):
        return scope
    left, right = node.operands[0], prepare(_written(scope, node), scope)
    name = left.name if isinstance(left, Sym) and not left.index else ""
    if isinstance(left, Call) and not left.given:
        name = left.fn.name
    index: tuple[str, ...] = ()
    if isinstance(left, Sym) and left.index and all(isinstance(i, Sym) and not i.index for i in left.index):
        name, index = left.name, tuple(i.name for i in left.index if isinstance(i, Sym))
    if not name or name not in scope.world.definitions or name in {n.name for n in _symbols(right)}:
        return scope
    known = scope.world.definitions[name]
    old = next(
        (d for d in known if index and len(d.index) == len(index) and not d.is_call), known[0]
    )  # p_i beside p(x)
    entries = len(index) == 2 and not old.index and not old.is_call  # S_ij = …, of an S that is a matrix
    if len(index) != len(old.index) and not entries:
        return scope
    called = old.is_call and (isinstance(left, Call) or bool(old.sense))  # h = σ(Xθ) is a value beside h(x)
    params = old.params if called else ()
    arguments = tuple(a.name for a in left.args if isinstance(a, Sym)) if isinstance(left, Call) else ()
    if isinstance(left, Call) and arguments and len(arguments) == len(left.args) and set(arguments) <= names(right):
        params, called = arguments, True  # J(β) = …, K(x, z) = …
    if isinstance(old.body, Cases) and index:  # a^{(0)} is x, whatever he says of the layers
        kept = renamed(old.body, dict(zip(old.index, index, strict=True)))
        assert isinstance(kept, Cases)
        right = Cases((*((v, c) for v, c in kept.branches if c is not None), (right, None)))
    made = Definition(
        name, right, params, index, fixed=False, is_call=called, sense=sense_of(scope, old, right), carried=True
    )
    after = scope.with_definition(made)
    for other in through(scope, name) if entries else ():
        after = after.with_definition(replace(other, carried=True))
    return after


def _symbols(node: Node) -> Iterator[Sym]:

    return (n for n in walk(node) if isinstance(n, Sym))

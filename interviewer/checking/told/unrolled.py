"""Iterates from where they start: after `w_0 = 0, w_{t+1} = w_t − η∇L(w_t)`, w_1 is −η∇L(0)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from interviewer.checking.problem.world import World
from interviewer.notation.show import show
from interviewer.notation.statements import clauses_read
from interviewer.notation.tree import ONE, ZERO, Apply, Group, Node, Num, Rel, Sym, num, rebuild, transform, walk

MOST_STEPS = 3  # further on nobody writes an iterate out
_SETS = ("=", ":=", "←")


@dataclass(frozen=True)
class Iterates:
    """A name with what it starts from and what each step makes of the iterate before; `clock` is None where one step is told."""

    name: str
    start: Node
    clock: Sym | None
    step: Node

    @cached_property
    def written_out(self) -> dict[Node, Node]:
        """The first iterates, by the start alone."""
        found: dict[Node, Node] = {self.at(0): self.start}
        for k in range(MOST_STEPS if self.clock is not None else 1):
            before = self.step if self.clock is None else _put(self.step, {self.clock: num(k)})
            found[self.at(k + 1)] = _without_zeros(_put(_counted(before), {self.at(k): found[self.at(k)]}))
        return found

    def at(self, k: int) -> Node:
        return Sym(self.name, (num(k),))


def unrolled(problem: World, setup: Sequence[str], text: str) -> tuple[list[str], str]:
    """The lines with the iterates that the step speaks of written out; as they are where it speaks of none, or of more than them."""
    if problem.chains or not setup:
        return list(setup), text
    read = [_as_iterates([c.node for c in clauses_read(line, problem.vocabulary)]) for line in setup]
    found = _iterates(problem, [n for nodes in read for n in nodes])
    line = clauses_read(text, problem.vocabulary) if found is not None else []
    claims = _as_iterates([c.node for c in line], found.name if found is not None else "")
    if found is None or not claims or not all(isinstance(n, Rel) and _speaks(n, found) for n in claims):
        return list(setup), text
    rest = [[n for n in nodes if not _tells(n, found)] for nodes in read]
    before = [
        raw if len(kept) == len(nodes) else ", ".join(map(show, kept))
        for raw, nodes, kept in zip(setup, read, rest, strict=True)
    ]
    step = ", ".join(show(_without_zeros(_put(n, found.written_out))) for n in claims)
    return [b for b in before if b], step


def _iterates(problem: World, nodes: Iterable[Node]) -> Iterates | None:
    """The one name that the lines give a start and a step."""
    starts: dict[str, Node] = {}
    steps: dict[str, tuple[Sym | None, Node]] = {}
    for node in nodes:
        match node:
            case Rel((op,), (Sym(name, (Num(value=0),)), value)) if op in _SETS and not _has(value, name):
                starts[name] = _plain(value)
            case Rel((op,), (Sym(name, (Num(value=1),)), value)) if op in _SETS and Sym(name, (ZERO,)) in walk(value):
                steps.setdefault(name, (None, value))
            case Rel((op,), (Sym(name, (Apply("add", (Sym(_, ()) as clock, one)),)), value)) if op in _SETS:
                if one == ONE and Sym(name, (clock,)) in walk(value):
                    steps[name] = clock, value
    both = [n for n in starts if n in steps and not any(d.index for d in problem.definitions.get(n, ()))]
    return Iterates(both[0], starts[both[0]], *steps[both[0]]) if len(both) == 1 else None


def _as_iterates(nodes: list[Node], name: str = "") -> list[Node]:
    """`w⁰ = 0, w¹ = …` as w_0 and w_1: no power of anything is set so."""
    heads = [n.operands[0] for n in nodes if isinstance(n, Rel)]
    powers = {
        h.args[0].name
        for h in heads
        if isinstance(h, Apply) and h.op == "pow" and h.args[1] == ZERO and isinstance(h.args[0], Sym)
    }
    powers |= {name} if name else set()

    def change(n: Node) -> Node:
        match n:
            case Apply("pow", (Sym(base, ()), Num() as k)) if base in powers:
                return Sym(base, (k,))
        return n

    return [transform(n, change) for n in nodes] if powers else nodes


def _speaks(node: Node, found: Iterates) -> bool:
    """Whether a claim is about iterates that are written out, and no others."""
    spoken = {n for n in walk(node) if isinstance(n, Sym) and n.name == found.name}
    return bool(spoken) and spoken <= found.written_out.keys()


def _tells(node: Node, found: Iterates) -> bool:
    head = node.operands[0] if isinstance(node, Rel) else None
    return isinstance(head, Sym) and head.name == found.name and bool(head.index)


def _has(node: Node, name: str) -> bool:
    return any(isinstance(n, Sym) and n.name == name for n in walk(node))


def _put(node: Node, values: dict[Node, Node]) -> Node:
    return transform(node, lambda n: values.get(n, n))


def _counted(node: Node) -> Node:
    """The w_{0+1} that a step at a number speaks of."""

    def change(n: Node) -> Node:
        match n:
            case Apply("add", (Num(a), Num(b))):
                return Num(a + b)
        return n

    return transform(node, change)


def _plain(value: Node) -> Node:
    """(0, 0)ᵀ as 0, and what else is written of nothing but zeros."""
    inner = value.args[0] if isinstance(value, Apply) and value.op == "T" else value
    zeros = isinstance(inner, Group) and inner.items and all(i == ZERO for i in inner.items)
    return ZERO if zeros or inner == Sym("zeros") or (isinstance(inner, Sym) and inner.name == "zeros") else value


def _without_zeros(node: Node) -> Node:
    """The formula without terms that are zero, and products with one."""
    match rebuild(node, _without_zeros):
        case Apply("mul" | "dot" | "times" | "⊙", factors) if ZERO in factors:
            return ZERO
        case Apply("neg" | "T", (inner,)) if inner == ZERO:
            return ZERO
        case Apply("add", terms):
            left = [t for t in terms if t != ZERO]
            return ZERO if not left else left[0] if len(left) == 1 else Apply("add", tuple(left))
        case made:
            return made

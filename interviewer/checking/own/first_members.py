"""Where a recursion's families begin: `S_l = H_{l−1} W_l, H_l = f(S_l)` has an H₀ that is drawn, and no S₀."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from interviewer.checking.own.study import Study
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import ONE, Apply, Cases, Node, Num, Rel, Sym, walk


def from_first(nodes: Iterable[Node], definitions: Mapping[str, Definition]) -> tuple[Rel, ...]:
    """`Δ_{l−1}` is meant where there is an S_{l−1}: of what no definition has an earlier member, there is none before the first."""
    symbols = [n for d in definitions.values() for n in walk(d.body) if isinstance(n, Sym) and n.index]
    earlier = {n.name for n in symbols if isinstance(n.index[0], Apply)}
    if not earlier & definitions.keys():
        return ()
    computed = {n for n, d in definitions.items() if len(d.index) == 1 and not d.is_call} - earlier
    spoken = {n for node in nodes for n in walk(node) if isinstance(n, Sym) and n.name in computed and n.index}
    found = dict.fromkeys(n.index[0] for n in spoken if isinstance(n.index[0], Apply))
    return tuple(Rel((">=",), (i, ONE)) for i in found)


def with_first(study: Study) -> Study:
    """The study in which a recursion begins as a line says, `s_0 = 0`."""
    definitions, kept = dict(study.definitions), []
    for condition in study.conditions:
        match condition:
            case Rel(("=",), (Sym(name, (Num() as first,)), value)) if _goes_on(definitions.get(name)):
                made = definitions[name]
                at = Rel(("=",), (Sym(made.index[0]), first))
                before = made.body.branches if isinstance(made.body, Cases) else ((made.body, None),)
                definitions[name] = replace(made, body=Cases(((value, at), *before)))
            case _:
                kept.append(condition)
    if len(kept) == len(study.conditions):
        return study
    return replace(study, definitions=definitions, conditions=tuple(kept))


def is_begun(definition: Definition | None) -> bool:
    """Whether the definition says how the recursion begins."""
    if definition is None or not isinstance(definition.body, Cases):
        return False
    condition = definition.body.branches[0][1]
    return isinstance(condition, Rel) and isinstance(condition.operands[1], Num) and _goes_on(definition)


def _goes_on(definition: Definition | None) -> bool:
    """Whether a member is made of the one before."""
    if definition is None or len(definition.index) != 1:
        return False
    steps = (n.index[0] for n in walk(definition.body) if isinstance(n, Sym) and n.name == definition.name and n.index)
    return any(isinstance(i, Apply) for i in steps)

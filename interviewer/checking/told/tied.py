"""Layers that share their weights: `W^{(1)} = W^{(2)} = W`, `W^{(l)} = W for all l` make one letter of a family.

The layers are then as wide as each other, and a derivative by W runs through all of them.
"""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.size_equations import at_sizes
from interviewer.checking.problem.world import Definition, Letter
from interviewer.checking.readings import readings_of
from interviewer.notation.tree import Cases, Node, Num, Rel, Sym
from interviewer.notation.unreadable import Unreadable

_WIDTH = 3


def with_tied(scope: Scope, text: str) -> tuple[Scope, bool]:
    """The scope after a line that ties members of families, and whether it does nothing else."""
    if "=" not in text:
        return scope, False
    try:
        line = next(readings_of(text, scope))
    except Unreadable:
        return scope, False
    tied = [found for c in line.clauses if (found := _tie(scope, c.node)) is not None]
    for letter, members in tied:
        scope = _as_one(scope, letter, members)
    rest = [c for c in line.clauses if isinstance(c.node, Rel) and _tie(scope, c.node) is None]
    return scope, bool(tied) and not rest


def _tie(scope: Scope, node: Node) -> tuple[Letter, tuple[Num, ...]] | None:
    """A family, and which members of it are one: none are named where all are."""
    if not isinstance(node, Rel) or set(node.ops) != {"="} or not all(isinstance(o, Sym) for o in node.operands):
        return None
    *members, whole = (o for o in node.operands if isinstance(o, Sym))
    letter = scope.world.letters.get(whole.name)
    if letter is None or letter.index is None or whole.index or any(m.name != whole.name for m in members):
        return None
    indices = [m.index[0] for m in members if len(m.index) == 1]
    numbers = tuple(i for i in indices if isinstance(i, Num))
    if len(indices) < len(members) or not (len(numbers) == len(members) or len(members) == 1):
        return None
    return letter, numbers


def _as_one(scope: Scope, letter: Letter, members: tuple[Num, ...]) -> Scope:
    """The scope in which a family of letters, or these of its members, are one letter of one size."""
    sizes = {f"{s.split('[')[0]}[]": _WIDTH for s in letter.shape if "[" in s}
    one, index = Sym(f"{letter.name}.tied"), letter.index or ""
    if members:
        free = replace(letter, name=f"{letter.name}.free")
        branches = tuple((one, Rel(("=",), (Sym(index), m))) for m in members)
        body: Node = Cases((*branches, (Sym(free.name, (Sym(index),)), None)))
        scope = scope.with_type(free)
    else:
        body = one
    shape = tuple(f"{s.split('[')[0]}[0]" if "[" in s else s for s in letter.shape)
    scope = scope.with_type(replace(letter, name=one.name, shape=shape, index=None, reach=()))
    made = Definition(letter.name, body, index=(index,), fixed=False), Definition(letter.name, one, fixed=False)
    return at_sizes(replace(scope, own={**scope.own, letter.name: made}), sizes)

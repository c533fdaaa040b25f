"""Vectors bounded entry by entry: `α ⪰ 0`, `0 ≤ α ≤ C`, `0 ⪯ α ⪯ C𝟏`."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import ONE, ZERO, Apply, Node, Num, Rel, Sym, names

_ENTRYWISE = {"⪰": ">=", "⪯": "<=", "≻": ">", "≺": "<"}  # Boyd's α ⪰ 0; of matrices it is definiteness
_ORDER = frozenset(_ENTRYWISE.values())
_ONES, _ENTRY = Sym("ones"), Sym("i")
_PLAIN: dict[Node, Node] = {_ONES: ONE, Sym("zeros"): ZERO}


def of_each_entry(node: Rel, scope: Scope) -> Rel:
    """The relation with plain signs, of any entry where one side is a vector and the others are numbers, or as many times 𝟏."""
    if not {*node.ops} & (_ORDER | _ENTRYWISE.keys()) or not any(_is_vector(scope, o) for o in node.operands):
        return node
    ops = tuple(_ENTRYWISE.get(op, op) for op in node.ops)
    entries = [_entry(o, scope) for o in node.operands] if {*ops} <= _ORDER else []
    whole = all(_PLAIN.get(o, o) == ZERO or _is_vector(scope, o) for o in node.operands)
    bounded = [e for e in entries if e is not None]
    if whole or len(bounded) < len(node.operands) or _ENTRY.name in names(node):
        return Rel(ops, node.operands) if ops != node.ops else node
    return Rel(ops, tuple(bounded))


def _is_vector(scope: Scope, node: Node) -> bool:
    letter = scope.letter(node.name) if isinstance(node, Sym) and not node.index else None
    return letter is not None and letter.kind == "vector" and not scope.definitions(letter.name)


def _entry(side: Node, scope: Scope) -> Node | None:
    """What one entry is compared with; None of what has no plain entries."""
    match side:
        case Num():
            return side
        case Sym(name, ()) if side in _PLAIN or _is_vector(scope, side):
            return _PLAIN.get(side) or Sym(name, (_ENTRY,))
        case Sym(name, ()) if (letter := scope.letter(name)) is not None and not letter.shape:
            return side
        case Apply("mul", (Num() | Sym() as times, Sym("ones"))) if times != _ONES:
            return _entry(times, scope) if not _is_vector(scope, times) else None
        case Apply("mul" | "div", (Num() | Sym(), Num() | Sym() as by)) if by != _ONES:
            numbers = [_entry(a, scope) for a in side.args if not _is_vector(scope, a)]
            return side if len(numbers) == 2 and None not in numbers else None
    return None

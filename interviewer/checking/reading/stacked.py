"""`X̃ = [1 X]`, `w̃ = (b, w)`: a name of the candidate's own for what is set side by side or one above the other."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.checking.reading.shapes import has_rows
from interviewer.notation.tree import ONE, Apply, Bound, Group, Matrix, Node, Num, Rel, Sym

_ONES = Sym("ones")
_BRACKETS = ("[", "(")


def with_stacked(node: Node, scope: Scope) -> Node:
    """The definition with what it sets together as a matrix of blocks; any other node as it is."""
    if not (isinstance(node, Rel) and node.ops in (("=",), (":=",))):
        return node
    head, body = node.operands
    if not isinstance(head, Sym) or head.index or "." not in head.name:
        return node
    made = _beside(body, scope) or _above(body, scope)
    return Rel(node.ops, (head, made)) if made is not None else node


def of_rows(node: Node, scope: Scope) -> Node:
    """`[head_1; …; head_h] W^O`: what a matrix of blocks above each other multiplies stands side by side; the A𝟏 = 𝟏 of `A1 = 1`."""
    match node:
        case Rel(("=",), (Sym(name, (Num(value=1),)), Num(value=1))) if has_rows(scope, name):
            return Rel(("=",), (Apply("mul", (Sym(name), _ONES)), _ONES))
        case Apply("mul", (heads, Sym(name, ()) as last)) if (
            letter := scope.letter(name)
        ) is not None and letter.stacked:
            match heads:
                case Apply("T", (Group("[", (Bound("collect", binders, Apply("T", (body,))),)),)):
                    return Apply("mul", (Group("[", (Bound("collect", binders, body),)), last))
                case Matrix(rows) if len(rows) > 1 and all(len(row) == 1 for row in rows):
                    return Apply("mul", (Matrix((tuple(row[0] for row in rows),)), last))
    return node


def _beside(body: Node, scope: Scope) -> Matrix | None:
    """A column of ones beside a matrix; `[1 X]` without its comma has been read as a product."""
    match body:
        case Apply("mul", (first, second) as items) if first in (ONE, _ONES) or second == _ONES:
            pass
        case Group(bracket, items) if bracket in _BRACKETS:
            pass
        case _:
            return None
    kinds = [_kind(scope, item) for item in items]
    if kinds.count("matrix") != 1 or not set(kinds) <= {"matrix", "vector", "one"}:
        return None
    return Matrix((tuple(_ONES if kind == "one" else i for kind, i in zip(kinds, items, strict=True)),))


def _above(body: Node, scope: Scope) -> Matrix | None:
    """A number above a vector, however it is laid out on the line."""
    inner = body.args[0] if isinstance(body, Apply) and body.op == "T" else body
    items = inner.items if isinstance(inner, Group) and inner.kind in _BRACKETS else ()
    kinds = [_kind(scope, item) for item in items]
    if len(kinds) > 1 and "vector" in kinds and set(kinds) <= {"vector", "scalar", "one"}:
        return Matrix(tuple((i,) for i in items))
    return None


def _kind(scope: Scope, node: Node) -> str:
    if node in (ONE, _ONES):
        return "one"
    inner = node.args[0] if isinstance(node, Apply) and node.op == "T" else node
    letter = scope.letter(inner.name) if isinstance(inner, Sym) and not inner.index else None
    kind = letter.kind if letter is not None else ""
    return "scalar" if kind in ("scalar", "positive", "real", "binary", "sign") else kind

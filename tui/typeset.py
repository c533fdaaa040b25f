"""A formula set in two dimensions: fractions, sums with their limits, roots, tall brackets, from the tree it is read into."""

from __future__ import annotations

from collections.abc import Callable

from interviewer.notation.cleaning import clean
from interviewer.notation.show import show
from interviewer.notation.statements import read_line
from interviewer.notation.tree import (
    Apply,
    Binder,
    Bound,
    Call,
    Cases,
    Deriv,
    Divergence,
    Group,
    Matrix,
    Moment,
    Node,
    Num,
    Rel,
    Sym,
)
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.vocabulary import Vocabulary
from tui.boxes import Box, beside, bracketed, fraction, lowered, raised, root, rows, stacked, text
from tui.symbols import pretty

MAX_HEIGHT = 7  # rows; a taller formula is shown on one line
MAX_LENGTH = 600  # characters; a longer line is not set, for typing must never wait

_RELATIONS = {"<=": "≤", ">=": "≥", "!=": "≠"}
_SIGNS = {"times": " × ", "dot": " · ", "hadamard": " ⊙ ", "kron": " ⊗ "}
_BIG = {"sum": "∑", "prod": "∏"}
_OPTIMA = ("min", "max", "argmin", "argmax", "lim")


def typeset(node: Node) -> Box:
    """The node as a box."""
    match node:
        case Rel(ops, operands):
            parts = [typeset(operands[0])]
            for op, operand in zip(ops, operands[1:], strict=True):
                parts += [_relation(op), typeset(operand)]
            return beside(*parts)
        case Apply(op, args):
            return _apply(node, op, args)
        case Bound(op, binders, body):
            return _bound(op, binders, body)
        case Deriv(body, wrt, style) if style != "grad":
            return _derivative(body, wrt, "d" if style == "total" else "∂")
        case Moment(op, args, over, given):
            sign = text("𝔼" if op == "E" else op)
            if over is not None:
                sign = _indexed(sign, over)
            return beside(sign, bracketed(_listed(args, given), "[", "]"))
        case Divergence(op, first, second):
            return beside(text(op), bracketed(beside(typeset(first), text(" ‖ "), typeset(second))))
        case Call(fn, args, given, params, primes):
            name = text({"Normal": "N"}.get(fn.name) or show(fn))
            return beside(name, text("′" * primes), bracketed(_listed(args, given, params)))
        case Matrix(table):
            return _matrix(table)
        case Cases(branches):
            lines = [
                beside(typeset(value), *((text("  if "), typeset(condition)) if condition is not None else ()))
                for value, condition in branches
            ]
            body = rows(lines)
            return beside(bracketed(Box(body.lines, body.height // 2), "{", " "))
        case Group(kind, items) if kind == "constraints":
            return _listed(items)
    return text(show(node))


def _relation(op: str) -> Box:
    return text(f" {_RELATIONS.get(op, op)} ")


def _apply(node: Apply, op: str, args: tuple[Node, ...]) -> Box:
    match op:
        case "add":
            return _sum(args)
        case "neg":
            return beside(text("−"), _factor(args[0]))
        case "mul":
            return _product(args)
        case "times" | "dot" | "hadamard" | "kron":
            return beside(_factor(args[0]), text(_SIGNS[op]), _factor(args[1]))
        case "div":
            half = show(node) == "½"
            return text("½") if half else fraction(typeset(args[0]), typeset(args[1]))
        case "T" | "inv" | "prime":
            return _powered(args[0], {"T": "ᵀ", "inv": "⁻¹", "prime": "′"}[op])
        case "pow":
            shown = show(Apply("pow", (Sym("x"), args[1])))[1:]
            if shown.startswith("^"):
                return raised(_base(args[0]), typeset(args[1]))
            return _powered(args[0], shown)
        case "norm":
            order = show(args[1])
            return beside(bracketed(typeset(args[0]), "‖", "‖"), text("" if order == "2" else f"_{order}"))
        case "abs":
            return bracketed(typeset(args[0]), "|", "|")
        case "sqrt":
            return text(show(node)) if isinstance(args[0], Sym | Num) else root(typeset(args[0]))
        case "log" | "exp" if len(args) == 1:
            inner = typeset(args[0])
            bare = isinstance(args[0], Sym | Num | Call) or (inner.height > 1 and _is(args[0], "div"))
            return beside(text(op + " "), inner) if bare else beside(text(op), bracketed(inner))
        case "program":
            return beside(typeset(args[0]), text("   s.t.  "), typeset(args[1]))
        case "index" | "inner" | "indicator" | "differential":
            return text(show(node))
    return beside(text(op), bracketed(_listed(args)))


def _is(node: Node, *ops: str) -> bool:
    return isinstance(node, Apply) and node.op in ops


def _sum(terms: tuple[Node, ...]) -> Box:
    parts = [typeset(terms[0])]
    for term in terms[1:]:
        if isinstance(term, Apply) and term.op == "neg":
            parts += [text(" − "), _factor(term.args[0])]
        else:
            parts += [text(" + "), _factor(term)]
    return beside(*parts)


def _product(factors: tuple[Node, ...]) -> Box:
    parts = [_factor(factors[0])]
    for factor in factors[1:]:
        parts += [text(" "), _factor(factor)]
    return beside(*parts)


def _factor(node: Node) -> Box:
    """A factor, in brackets when it is a sum."""
    box = typeset(node)
    return bracketed(box) if _is(node, "add", "neg") or isinstance(node, Rel) else box


def _base(node: Node) -> Box:
    """What a power stands on, in brackets when it is more than one thing."""
    box = typeset(node)
    return bracketed(box) if _is(node, "add", "mul", "neg", "div", "times", "dot", "hadamard", "T") else box


def _powered(base: Node, mark: str) -> Box:
    """A short exponent: on the line where the base is one line high, at the upper corner else."""
    box = _base(base)
    if box.height == 1:
        return beside(box, text(mark))
    return beside(box, Box((mark, *([" " * len(mark)] * (box.height - 1))), box.base))


def _indexed(sign: Box, over: Node) -> Box:
    shown = show(Sym("x", (over,)))[1:]
    return beside(sign, text(shown)) if not shown.startswith("_") else lowered(sign, text(shown[1:].strip("{}")))


def _listed(args: tuple[Node, ...], given: tuple[Node, ...] = (), params: tuple[Node, ...] = ()) -> Box:
    parts: list[Box] = []
    for mark, items in (("", args), (" | ", given), ("; ", params)):
        for k, item in enumerate(items):
            if parts or k:
                parts.append(text(", " if k else mark))
            parts.append(typeset(item))
    return beside(*parts) if parts else text("")


def _bound(op: str, binders: tuple[Binder, ...], body: Node) -> Box:
    if op == "int":
        return beside(text("∫ "), _factor(body), text(" " + " ".join("d" + show(b.var) for b in binders)))
    low = ", ".join(_range(b) for b in binders)
    high = show(binders[-1].high) if binders and binders[-1].high is not None else ""
    above = [text(high)] if high else []
    sign = stacked([*above, text(_BIG.get(op, op)), *([text(low)] if low else [])], len(above))
    return beside(sign, text(" "), typeset(body) if op in _OPTIMA else _factor(body))


def _range(binder: Binder) -> str:
    if binder.condition is not None:
        return show(binder.condition)
    return show(binder.var) + (f"={show(binder.low)}" if binder.low is not None else "")


def _derivative(body: Node, wrt: tuple[Node, ...], d: str) -> Box:
    square = "²" if len(wrt) == 2 else ""
    below = f"{d}{show(wrt[0])}²" if len(wrt) == 2 and wrt[0] == wrt[1] else " ".join(d + show(w) for w in wrt)
    if isinstance(body, Sym | Call):
        return fraction(text(f"{d}{square}{show(body)}"), text(below))
    return beside(fraction(text(d + square), text(below)), text(" "), bracketed(typeset(body)))


def _matrix(table: tuple[tuple[Node, ...], ...]) -> Box:
    if not table or any(len(row) != len(table[0]) for row in table):
        return text("[ ]")
    columns = [[typeset(row[k]) for row in table] for k in range(len(table[0]))]
    widths = [max(box.width for box in column) for column in columns]
    lines = []
    for k in range(len(table)):
        cells = [stacked([columns[j][k], text(" " * widths[j])], 0) for j in range(len(columns))]
        lines.append(beside(*(part for cell in cells for part in (text("  "), cell))))
    body = rows([Box(tuple(line for line in box.lines if line.strip()) or box.lines[:1], 0) for box in lines])
    return bracketed(Box(tuple(line[1:] + " " for line in body.lines), body.height // 2), "[", "]")


# -- lines -------------------------------------------------------------------------------------------------------------


def one_line(formula: str) -> str:
    """A formula as it is read, on one line; prettified text when it cannot be read."""
    read = _read(formula, None)
    return ",  ".join(map(show, read)) if read else pretty(clean(formula)).strip()


def preview(line: str, width: int, height: int = MAX_HEIGHT, vocabulary: Vocabulary | None = None) -> str:
    """A candidate's line as it is read, in two dimensions where it fits, broken at its relations if that helps; the text
    itself while it cannot be read."""
    read = _read(line, vocabulary)
    if not read:
        return pretty(clean(line))
    try:
        for box in (_across(read), _broken(read, typeset), _broken(read, lambda node: text(show(node)))):
            if box.width <= width and box.height <= height:
                return "\n".join(row.rstrip() for row in box.lines)
    except RecursionError:
        pass
    return ",  ".join(map(show, read))


def _read(line: str, vocabulary: Vocabulary | None) -> list[Node]:
    if len(line) > MAX_LENGTH:
        return []
    try:
        return [clause.node for clause in read_line(line, vocabulary).clauses]
    except (Unreadable, RecursionError):
        return []


def _across(nodes: list[Node]) -> Box:
    parts: list[Box] = []
    for node in nodes:
        parts += ([text(",   ")] if parts else []) + [typeset(node)]
    return beside(*parts)


def _broken(nodes: list[Node], setting: Callable[[Node], Box]) -> Box:
    """Each clause, each relation of a chain and each "subject to" on a row of its own."""
    lines: list[Box] = []
    for node in nodes:
        if isinstance(node, Rel):
            first = setting(node.operands[0])
            others = [beside(_relation(op), setting(x)) for op, x in zip(node.ops, node.operands[1:], strict=True)]
            short = first.width <= 12
            others = [beside(first, others[0]), *others[1:]] if short else [first, *others]
            lines.append(rows(others, first.width if short else 2))
        elif isinstance(node, Apply) and node.op == "program":
            lines.append(rows([setting(node.args[0]), beside(text("s.t. "), setting(node.args[1]))], 2))
        else:
            lines.append(setting(node))
    return rows(lines)

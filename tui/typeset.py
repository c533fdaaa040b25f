"""A formula set in two dimensions for the preview: fractions, sums with limits, roots, from the parsed tree.

A Box is a block of lines with a baseline; boxes are put side by side on their baselines. Widths are terminal cells.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from interviewer.notation.show import show
from interviewer.notation.statements import read_line
from interviewer.notation.tokens import Unreadable, clean
from interviewer.notation.tree import Apply, Bound, Call, Deriv, Moment, Node, Rel, Sym
from interviewer.notation.vocabulary import Vocabulary

MAX_HEIGHT = 7  # a taller formula is shown on one line


@dataclass(frozen=True)
class Box:
    """Lines of equal width; `base` is the place of the baseline among them."""

    lines: tuple[str, ...]
    base: int = 0

    @property
    def width(self) -> int:
        return cell_len(self.lines[0]) if self.lines else 0

    @property
    def height(self) -> int:
        return len(self.lines)


def text(value: str) -> Box:
    return Box((value,))


def pad(line: str, width: int) -> str:
    """The line centred in so many cells."""
    gap = max(0, width - cell_len(line))
    return " " * (gap // 2) + line + " " * (gap - gap // 2)


def beside(*boxes: Box) -> Box:
    """Boxes side by side on one baseline."""
    above = max(b.base for b in boxes)
    below = max(b.height - b.base for b in boxes)
    rows = []
    for k in range(above + below):
        row = ""
        for b in boxes:
            at = k - (above - b.base)
            row += b.lines[at] if 0 <= at < b.height else " " * b.width
        rows.append(row)
    return Box(tuple(rows), above)


def stacked(parts: list[Box], base: int) -> Box:
    """Boxes on top of each other, centred; the baseline is that of part `base`."""
    width = max(p.width for p in parts)
    lines = [pad(line, width) for p in parts for line in p.lines]
    return Box(tuple(lines), sum(p.height for p in parts[:base]) + parts[base].base)


def fraction(above: Box, below: Box) -> Box:
    return stacked([above, text("─" * (max(above.width, below.width) + 2)), below], 1)


def bracketed(inner: Box, left: str = "(", right: str = ")") -> Box:
    """Brackets as tall as what they hold."""
    if inner.height == 1:
        return beside(text(left), inner, text(right))
    tall = {"(": "⎛⎜⎝", ")": "⎞⎟⎠", "[": "⎡⎢⎣", "]": "⎤⎥⎦", "‖": "‖‖‖", "|": "│││"}

    def side(char: str) -> Box:
        top, middle, bottom = tall.get(char, char * 3)
        return Box((top, *([middle] * (inner.height - 2)), bottom), inner.base)

    return beside(side(left), inner, side(right))


def typeset(node: Node) -> Box:
    """The node as a box."""
    match node:
        case Rel(ops, operands):
            parts = [typeset(operands[0])]
            for op, operand in zip(ops, operands[1:], strict=True):
                parts += [text(f" { {'<=': '≤', '>=': '≥', '!=': '≠'}.get(op, op) } "), typeset(operand)]
            return beside(*parts)
        case Apply("add", terms):
            parts = [typeset(terms[0])]
            for term in terms[1:]:
                minus = isinstance(term, Apply) and term.op == "neg"
                parts += [
                    text(" − " if minus else " + "),
                    _factor(term.args[0] if minus and isinstance(term, Apply) else term),
                ]
            return beside(*parts)
        case Apply("neg", (inner,)):
            return beside(text("−"), _factor(inner))
        case Apply("mul", factors):
            parts = []
            for k, factor in enumerate(factors):
                parts += ([text(" ")] if k else []) + [_factor(factor)]
            return beside(*parts)
        case Apply("div", (above, below)) if show(node) != "½":
            return fraction(typeset(above), typeset(below))
        case Apply("T" | "inv" as op, (inner,)):
            return _raised(inner, "ᵀ" if op == "T" else "⁻¹")
        case Apply("pow", (base, exponent)):
            shown = show(Apply("pow", (Sym("x"), exponent)))[1:]
            return _raised(base, shown)
        case Apply("norm", (inner, _)):
            return bracketed(typeset(inner), "‖", "‖")
        case Apply("sqrt", (inner,)):
            box = typeset(inner)
            if box.height == 1:
                return text(show(node))
            return beside(text("√"), bracketed(box))
        case Apply("log" | "exp" as op, (inner,)):
            return beside(
                text(op + " "),
                _factor(inner)
                if isinstance(inner, Apply) and inner.op == "div"
                else bracketed(typeset(inner))
                if isinstance(inner, Apply)
                else typeset(inner),
            )
        case Bound("sum" | "prod" as op, binders, body):
            sign = "∑" if op == "sum" else "∏"
            low = ", ".join(
                show(b.condition) if b.condition else show(b.var) + (f"={show(b.low)}" if b.low else "")
                for b in binders
            )
            high = show(binders[-1].high) if binders and binders[-1].high else ""
            column = [text(high)] if high else []
            return beside(
                stacked([*column, text(sign), *([text(low)] if low else [])], len(column)), text(" "), _factor(body)
            )
        case Bound("min" | "max" | "argmin" | "argmax" as op, binders, body):
            low = ", ".join(show(b.var) for b in binders)
            return beside(stacked([text(op), *([text(low)] if low else [])], 0), text("  "), typeset(body))
        case Apply("program", (objective, constraints)):
            return beside(typeset(objective), text("   s.t.  "), text(show(constraints)))
        case Deriv(body, wrt, style) if style != "grad":
            d = "d" if style == "total" else "∂"
            square = "²" if len(wrt) == 2 else ""
            return fraction(text(f"{d}{square}{show(body)}"), text("".join(d + show(w) for w in wrt)))
        case Moment("E", (inner,), over):
            return beside(
                text("𝔼" + (f"_{show(over)}" if over is not None else "")), bracketed(typeset(inner), "[", "]")
            )
        case Call(fn, args, given, params) if not given and not params and len(args) == 1:
            return beside(text(show(fn)), bracketed(typeset(args[0])))
    return text(show(node))


def _factor(node: Node) -> Box:
    """A factor, in brackets when it is a sum."""
    box = typeset(node)
    return bracketed(box) if isinstance(node, Apply) and node.op in ("add", "neg") else box


def _raised(base: Node, mark: str) -> Box:
    box = typeset(base)
    if isinstance(base, Apply) and base.op in ("add", "mul", "neg", "div"):
        box = bracketed(box)
    corner = text(mark)
    if box.height == 1:
        return beside(box, corner)
    return beside(box, Box((mark, *([" " * cell_len(mark)] * (box.height - 1))), box.base))


def one_line(formula: str) -> str:
    """A formula as it is read, on one line; prettified text when it cannot be read."""
    try:
        return ",  ".join(show(c.node) for c in read_line(formula).clauses)
    except (Unreadable, RecursionError):
        from tui.symbols import pretty

        return pretty(clean(formula))


def preview(line: str, width: int, vocabulary: Vocabulary | None = None) -> str:
    """A candidate's line as it is read, in two dimensions where it fits; the text itself while it cannot be read."""
    try:
        clauses = read_line(line, vocabulary).clauses
        boxes: list[Box] = []
        for clause in clauses:
            boxes += ([text(",   ")] if boxes else []) + [typeset(clause.node)]
        box = beside(*boxes)
        if box.width <= width and box.height <= MAX_HEIGHT:
            return "\n".join(line.rstrip() for line in box.lines)
        return ",  ".join(show(c.node) for c in clauses)
    except (Unreadable, RecursionError):
        from tui.symbols import pretty

        return pretty(clean(line))

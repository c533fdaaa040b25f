"""Blocks of text with a baseline, and how they are put together: beside, above, in brackets. Widths are terminal cells."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

_TALL = {"(": "⎛⎜⎝", ")": "⎞⎟⎠", "[": "⎡⎢⎣", "]": "⎤⎥⎦", "‖": "‖‖‖", "|": "│││", "{": "⎧⎨⎩", "}": "⎫⎬⎭"}


@dataclass(frozen=True, slots=True)
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
    """One line."""
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


def rows(parts: list[Box], indent: int = 0) -> Box:
    """Boxes on top of each other, aligned left; all but the first moved in."""
    moved = [parts[0], *(beside(text(" " * indent), part) for part in parts[1:])]
    width = max(p.width for p in moved)
    return Box(tuple(line + " " * (width - cell_len(line)) for p in moved for line in p.lines), moved[0].base)


def fraction(above: Box, below: Box) -> Box:
    """One box over another."""
    return stacked([above, text("─" * (max(above.width, below.width) + 2)), below], 1)


def bracketed(inner: Box, left: str = "(", right: str = ")") -> Box:
    """Brackets as tall as what they hold."""
    if inner.height == 1:
        return beside(text(left), inner, text(right))
    return beside(_side(left, inner), inner, _side(right, inner))


def _side(char: str, inner: Box) -> Box:
    top, middle, bottom = _TALL.get(char, char * 3)
    return Box((top, *([middle] * (inner.height - 2)), bottom), inner.base)


def root(inner: Box) -> Box:
    """A box under a root sign."""
    roof = text("─" * inner.width)
    body = Box((*roof.lines, *inner.lines), inner.base + 1)
    sign = Box((" ", *(["│"] * (inner.height - 1)), "√"), inner.base + 1)
    return beside(sign, body)


def raised(base: Box, exponent: Box) -> Box:
    """An exponent at the upper right corner, above the line of its base."""
    top = Box((*exponent.lines, *([" " * exponent.width] * base.height)), base.base + exponent.height)
    return beside(base, top)


def lowered(base: Box, index: Box) -> Box:
    """An index at the lower right corner, below the line of its base."""
    low = Box((*([" " * index.width] * base.height), *index.lines), base.base)
    return beside(base, low)

"""Places in a text by terminal cells: wide characters take two, combining marks none."""

from __future__ import annotations

from unicodedata import combining

from rich.cells import cell_len


def cells(text: str, at: int) -> range:
    """The indices of the character at a place together with the marks that combine with it."""
    end = at + 1
    while end < len(text) and combining(text[end]):
        end += 1
    return range(at, min(end, len(text)))


def index_at(text: str, cell: int) -> int:
    """The index of the character that covers a cell; the text's length beyond its end."""
    width = 0
    for k, char in enumerate(text):
        width += cell_len(char)
        if width > cell:
            return k
    return len(text)


def fit(text: str, width: int) -> str:
    """The text in exactly so many cells: cut with an ellipsis, or filled with spaces."""
    if cell_len(text) <= width:
        return text + " " * (width - cell_len(text))
    out = ""
    for char in text:
        if cell_len(out) + cell_len(char) > width - 1:
            break
        out += char
    return out + "…" + " " * (width - 1 - cell_len(out)) if width > 0 else ""


def indented(text: str, width: int, indent: int) -> str:
    """Words in lines of so many cells, all moved in; lines after the first a little more, as in a list."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and cell_len(line) + 1 + cell_len(word) > width - indent - 2:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    lines.append(line)
    return "\n".join(" " * (indent + 2 * (k > 0)) + line for k, line in enumerate(lines))

"""A document as wrapping must see it: as many columns as were typed, as many cells as are shown."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Any

from textual.document._document import DocumentBase  # what `TextArea.document` is; Textual has no public name for it

from tui.symbols import show_line

NOTHING = "\u2060"  # a character without width


@lru_cache(maxsize=512)
def measured(line: str) -> str:
    """The line with each symbol as it is shown, filled up to its typed columns with characters that take no cell."""
    shown = show_line(line)
    out, waiting = [], ""
    for start, end in pairwise(shown.starts):
        waiting += shown.text[start:end]
        out.append(waiting[:1] or NOTHING)
        waiting = waiting[1:]
    return line if waiting else "".join(out)


class ShownDocument:
    """Stands before a document for whoever measures it; everything but its lines is the document's own."""

    def __init__(self, document: DocumentBase) -> None:
        self._document = document

    @property
    def lines(self) -> list[str]:
        return [measured(line) for line in self._document.lines]

    def get_line(self, index: int) -> str:
        return measured(self._document.get_line(index))

    def __getitem__(self, index: Any) -> Any:
        found = self._document[index]
        return measured(found) if isinstance(found, str) else [measured(line) for line in found]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._document, name)

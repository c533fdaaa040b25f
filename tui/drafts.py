"""What stands on a whiteboard but was not handed in yet, kept in small files beside the interviews' store."""

from __future__ import annotations

import contextlib
from pathlib import Path


class Draft:
    """What is kept of one interview, in a file of its own. One that cannot be written is no reason to disturb anybody."""

    def __init__(self, folder: Path, interview: str) -> None:
        self._path = folder / f"{interview}.txt"
        self._kept = ""

    def load(self) -> str:
        """The draft, "" when there is none."""
        try:
            self._kept = self._path.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            self._kept = ""
        return self._kept

    def save(self, text: str) -> None:
        """Keep the text where it has changed; nothing is kept of an empty one."""
        if text == self._kept:
            return
        self._kept = text
        with contextlib.suppress(OSError):
            if text.strip():
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._path.write_text(text, "utf-8")
            else:
                self._path.unlink(missing_ok=True)

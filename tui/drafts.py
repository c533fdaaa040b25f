"""What stands on a whiteboard but was not handed in yet, kept in small files beside the interviews' store."""

from __future__ import annotations

import contextlib
from pathlib import Path


class Drafts:
    """One file an interview. A draft that cannot be written is no reason to disturb anybody."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, interview: str) -> str:
        """The draft, "" when there is none."""
        try:
            return (self._folder / f"{interview}.txt").read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return ""

    def save(self, interview: str, text: str) -> None:
        """Keep the text; nothing is kept of an empty one."""
        path = self._folder / f"{interview}.txt"
        with contextlib.suppress(OSError):
            if text.strip():
                self._folder.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
            else:
                path.unlink(missing_ok=True)

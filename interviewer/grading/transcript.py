"""An interview as plain values: who said what, and where it stands in the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Speaker = Literal["interviewer", "candidate"]
MarkKind = Literal["task", "point", "why", "hint"]


class TranscriptError(Exception):
    """A file that cannot be graded. The text names the file, the line where there is one, and what to do."""

    def __init__(self, file: str, line: int | None, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}" if line else f"{file}: {message}")
        self.file, self.line, self.message = file, line, message


@dataclass(frozen=True, slots=True)
class Mark:
    """What an interviewer's turn was about: the derivation posed, a rubric point or a milestone's motivation asked, or a hint
    given. `about` is the id of the derivation, point or milestone. Where one turn of a transcript is marked, all are that ask.
    """

    kind: MarkKind
    about: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One message, verbatim, without blank lines around it. `line` is the file's line (from 1) on which it begins."""

    speaker: Speaker
    text: str
    marks: tuple[Mark, ...] = ()
    line: int = field(default=1, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", _canonical(self.text))


@dataclass(frozen=True, slots=True)
class Transcript:
    """A whole interview on one derivation. Equal when the same was said, wherever it is kept.

    `candidate` is a name on one line, or None.
    """

    derivation: str
    turns: tuple[Turn, ...]
    candidate: str | None = None
    file: str | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        name = "".join(char for char in " ".join((self.candidate or "").split()) if char.isprintable())
        object.__setattr__(self, "candidate", name.strip() or None)

    @property
    def said(self) -> tuple[Turn, ...]:
        """The candidate's turns, in order."""
        return tuple(turn for turn in self.turns if turn.speaker == "candidate")


def _canonical(text: str) -> str:
    """What a text file can hold: one kind of line end, no NUL, no half surrogates, no blank lines around."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    lines = whole.encode("utf-8", "ignore").decode("utf-8").split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    return "\n".join(lines)

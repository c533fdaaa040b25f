"""The few marks that give a transcript its structure, and how text that only looks like them is kept apart.

Written text that would read as structure gets one backslash in front; reading takes one away. So whatever a candidate
types, an exported transcript reads back as it was said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import get_args

from interviewer.grading.fences import fences
from interviewer.grading.transcript import Mark, MarkKind, Speaker

_NAME = r"(?P<name>interviewer|candidate)"
_HEADING = re.compile(rf" {{0,3}}##[ \t]+{_NAME}[ \t]*:?[ \t]*(?:\([^()]*\))?[ \t]*:?[ \t#]*$", re.IGNORECASE)
_BOLD = re.compile(
    rf" {{0,3}}\*\*{_NAME}(?:[ \t]*:[ \t]*\*\*|\*\*[ \t]*:)[ \t]?(?P<rest>.*)$", re.IGNORECASE | re.DOTALL
)
_KINDS: dict[str, MarkKind] = {kind: kind for kind in get_args(MarkKind)}
_MARK = re.compile(rf" {{0,3}}<!--[ \t]*(?P<kind>{'|'.join(_KINDS)}):[ \t]*(?P<about>[\w-]+)[ \t]*-->[ \t]*$")
_LIKE_STRUCTURE = re.compile(r"( {0,3})(\\*)(##[ \t]|\*\*|```|~~~|<!--)")


def speaker_at(line: str) -> tuple[Speaker, str] | None:
    """Who begins to speak in this line, and what he says on the same line; None when the line is only text."""
    heading = _HEADING.match(line)
    if heading:
        return _speaker(heading["name"]), ""
    bold = _BOLD.match(line)
    return (_speaker(bold["name"]), bold["rest"]) if bold else None


def _speaker(name: str) -> Speaker:
    return "candidate" if name.lower() == "candidate" else "interviewer"


def mark_at(line: str) -> Mark | None:
    """The note on an interviewer's turn that this line is, such as `<!-- point: why-dual -->`."""
    found = _MARK.match(line)
    return Mark(_KINDS[found["kind"]], found["about"]) if found else None


def quoted(lines: Sequence[str]) -> set[int]:
    """The places (from 0) inside closed fences, their first and last lines included."""
    return {at for fence in fences(lines) for at in range(fence.start, fence.end + 1)}


def escape(text: str) -> str:
    """The text so that none of its lines reads as structure."""
    lines = text.split("\n")
    return "\n".join(_each(lines, lambda line: _LIKE_STRUCTURE.sub(r"\1\\\2\3", line, count=1)))


def unescape(line: str) -> str:
    """One line as it was before `escape`; for lines outside fences."""
    found = _LIKE_STRUCTURE.match(line)
    return f"{found[1]}{found[2][1:]}{line[found.start(3) :]}" if found and found[2] else line


def _each(lines: Sequence[str], change) -> Iterable[str]:
    inside = quoted(lines)
    return (
        line if at in inside else change(line) if _LIKE_STRUCTURE.match(line) else line for at, line in enumerate(lines)
    )

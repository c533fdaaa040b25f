"""Fenced blocks (``` or ~~~): what stands in them is quoted text, never structure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^`]*)$")


@dataclass(frozen=True, slots=True)
class Fence:
    """Lines `start` (the opening) to `end` (the closing), counted from 0; `info` is the word after the opening."""

    start: int
    end: int
    info: str


def fences(lines: Sequence[str]) -> list[Fence]:
    """The closed fences, in order. An opening that nothing closes is ordinary text: it swallows nothing."""
    longest = _longest_closing_from(lines)
    found: list[Fence] = []
    at = 0
    while at < len(lines):
        opening = _FENCE.match(lines[at])
        if opening and longest[at + 1].get(opening[1][0], 0) >= len(opening[1]):
            end = next(k for k in range(at + 1, len(lines)) if _closes(lines[k], opening[1]))
            found.append(Fence(at, end, (opening[2].split() or [""])[0].strip("{}.").lower()))
            at = end
        at += 1
    return found


def _closes(line: str, opening: str) -> bool:
    fence = _FENCE.match(line)
    return bool(fence and not fence[2].strip() and fence[1][0] == opening[0] and len(fence[1]) >= len(opening))


def _longest_closing_from(lines: Sequence[str]) -> list[dict[str, int]]:
    """For each place, the longest closing of each kind at or after it: keeps the search linear on hostile text."""
    longest: list[dict[str, int]] = [{}] * (len(lines) + 1)
    for at in range(len(lines) - 1, -1, -1):
        fence = _FENCE.match(lines[at])
        longest[at] = longest[at + 1]
        if fence and not fence[2].strip():
            kind, length = fence[1][0], len(fence[1])
            longest[at] = longest[at] | {kind: max(length, longest[at].get(kind, 0))}
    return longest

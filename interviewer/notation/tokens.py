"""A token: the least piece of a line that means something, the same whichever script it was written in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is num, name, word, big, fn, op, open, close, accent, frac, sqrt, matrix or end.

    `spaced` says that white space stood before it; `plain` that a name was set upright, as words and labels are, that a star
    was typed as such and is no ×, or that an equals sign was doubled.
    """

    kind: str
    text: str
    pos: int
    spaced: bool = False
    plain: bool = False

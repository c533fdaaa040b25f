r"""Fonts of LaTeX: all vanish, but a few make another name of a letter, as `\mathbb{E}`."""

from __future__ import annotations

import re

from interviewer.notation.lexing.scan import Scan

_CHARACTER = re.compile(r"\s*(?:\{\s*([A-Za-z0-9])\s*\}|([A-Za-z0-9]))")
_SYMBOL = re.compile(r"\s*\{\s*(\\[A-Za-z]+|[A-Za-z])\s*\}")
_FUNCTIONS = frozenset(["Expectation", "Normal", "Var"])


def special_font(scan: Scan, name: str) -> None:
    """A single character in a font that tells names apart."""
    match = scan.ahead(_CHARACTER)
    if not match:
        font(scan)
        return
    character = match[1] or match[2]
    special = scan.tables.special_fonts[name].get(character)
    scan.i = match.end()
    if special:
        scan.emit("fn" if special in _FUNCTIONS else "name", special)
    else:
        scan.emit("num" if character.isdigit() else "name", character)


def font(scan: Scan) -> None:
    r"""`\boldsymbol{\mu}` is the name itself, so that its scripts are its own; other groups stay brackets."""
    match = scan.ahead(_SYMBOL)
    if not match:
        return
    scan.i = match.start(1)
    if match[1].startswith("\\"):
        scan.step(scan)
    else:
        scan.emit("name", match[1])
    scan.i = match.end()

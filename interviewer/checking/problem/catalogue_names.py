"""Names as catalogue files write them, and what is wrong with a file."""

from __future__ import annotations

import re

from interviewer.checking.problem.world import key_of
from interviewer.notation.formulas import read_expression
from interviewer.notation.tree import Call, Num, Sym
from interviewer.notation.vocabulary import Vocabulary


class WorldError(ValueError):
    """A derivation's `world` section is wrong; the message names the entry."""


def name_of(text: str) -> str:
    """The canonical name of a letter as written in a catalogue file."""
    node = read_expression(text, Vocabulary(values=frozenset([text])))
    if isinstance(node, Call):
        node = node.fn
    if not isinstance(node, Sym):
        raise WorldError(f"'{text}' is not a symbol")
    return key_of(node) if node.index else node.name


def family_name_of(text: str) -> str:
    """The name of a defined quantity; running indices (`p_i`, `a^{(l)}`) are its own, other scripts belong to the name."""
    node = read_expression(text, Vocabulary(functions=frozenset([re.split(r"[(_^]", text)[0]])))
    symbol = node.fn if isinstance(node, Call) else node
    if not isinstance(symbol, Sym):
        raise WorldError(f"'{text}' is not a symbol")
    runs = all((isinstance(i, Sym) and i.name in _RUNNING) or not isinstance(i, Sym | Num) for i in symbol.index)
    return symbol.name if runs else key_of(symbol)


_RUNNING = frozenset("ijlkt")

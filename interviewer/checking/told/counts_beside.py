"""A count in words beside what a line states: `(QKᵀ)V = Q(KᵀV), and the right-hand order takes 2n²d multiplications`."""

from __future__ import annotations

import re

from interviewer.checking.judged import Judged
from interviewer.notation.parsing.words import CONNECTIVES, WORKING
from interviewer.notation.tree import Apply, Call, Rel, Sym, walk
from interviewer.notation.words.counts import COUNTED

_UNIT = re.compile(rf"\b(?:{'|'.join(COUNTED)})\b", re.I)
_STATED = re.compile(r"[=<>~∼≤≥∈∝≡≈]|\\(?:sim|leq?|geq?|in|propto|equiv|approx)\b")
_AMOUNT = re.compile(r"\d|[²³^]|(?<![A-Za-z])[A-Za-z](?![A-Za-z])(?!\s+(?:is|are|has)\b)")
MESSAGE = "what is counted is said in words beside a formula; write it on a line of its own"

NUMBERS = "what this number is of is said in words; write it as an equation, such as N = …"


def counts_beside(judged: Judged) -> bool:
    """Whether a line that holds says in a part without a relation how many of something there are."""
    if judged.kind not in ("verified", "given") or judged.line is None:
        return False
    if any(isinstance(c.node, Apply) and c.node.op == "property" for c in judged.line.clauses):
        return False
    pieces = [p for p in re.split(r"[,;]", judged.line.text) if p.strip()]
    return len(pieces) > 1 and any(_UNIT.search(p) and not _STATED.search(p) and _AMOUNT.search(p) for p in pieces)


def numbers_alone(judged: Judged) -> bool:
    """Whether all that a line that holds relates is numbers, of which its words say what they are: `the slope is 4/2 = 2`."""
    if judged.kind != "verified" or judged.line is None:
        return False
    stated = [c.node for c in judged.line.clauses if c.role == "claim" and isinstance(c.node, Rel)]
    told = {w.casefold() for w in judged.line.words if len(w) > 2} - CONNECTIVES - WORKING
    return bool(stated and told) and not any(isinstance(n, Sym | Call) for node in stated for n in walk(node))

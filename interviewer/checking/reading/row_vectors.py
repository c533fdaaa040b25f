"""`q_i, k_j, v_j are row vectors`: what the problem has as columns lies along in the candidate's formulas, q_i k_jᵀ is a number.

Where only rows are spoken of, or a matrix stands after a vector, x_i W, that is tried where the formulas fit in no other way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import World
from interviewer.notation.tree import Apply, Call, Deriv, Node, Sym, transform

_BOLD = r"(?:\\(?:mathbf|boldsymbol|bm|vec)\s*\{?\s*)?"
_LETTER = rf"{_BOLD}(?<![A-Za-z])\\?(?:[A-Za-zα-ω]|[a-z]{{2,5}})\s*\}}?\s*(?:_\s*\{{?\s*\w\s*\}}?|[ᵢⱼₙₖₜ])"
_LETTER_ALONE = re.compile(r"(?<![A-Za-z])\\?([a-z]{2,5}|[A-Za-zα-ω])(?=\s*\}?\s*(?:_|[ᵢⱼₙₖₜ]))")
_LIST = rf"{_LETTER}(?:\s*\$?\s*(?:,|and|\\text\s*\{{\s*and\s*\}}|&)*+\s*\$?\s*{_LETTER})*+"  # possessive: hostile text has no way back
_SAY = r"[\s$,]*(?:\\text\s*\{|\\quad)?\s*(?:are|is|as|being|denotes?|the|all|an?|of\s+\S{1,9}|\s)*"
_ROW_VECTOR = r"row[- ]vectors?\b"
_TOLD = re.compile(
    rf"{_LIST}{_SAY}{_ROW_VECTOR}|\b{_ROW_VECTOR}\s*(?:\}}\s*)?\$?\s*{_LETTER}|\b{_ROW_VECTOR}\s+(?:throughout|everywhere)"
)
_FLAT = re.compile(rf"{_LIST}\s*(?:∈|\\in)\s*(?:ℝ|R|\\mathbb\s*\{{?\s*R\s*\}}?)\s*\^\s*[({{]*\s*1\s*(?:×|\\times|x)")
_HINTED = re.compile(rf"\brows?\b|{_LETTER}\s*@?\s*\\?(?:mathbf\s*\{{\s*)?W(?![A-Za-z])", re.I)
_SAYS_ROW = re.compile(
    rf"\b{_ROW_VECTOR}|\b[a-z](?:\s*\^T)?\s*(?:∈|\\in)\s*(?:ℝ|R|\\mathbb\s*\{{?\s*R\s*\}}?)\s*\^\s*[({{]*\s*1\s*(?:×|\\times|x)"
)
_UPRIGHT = re.compile(
    rf"\brows?\b[^.;]*?{_LETTER}\s*(?:\^\s*\{{?\s*(?:\\top|\\intercal|\\mathrm|\\mathsf|T|⊤)|ᵀ|⊤|'|\.T\b)", re.I
)
_SAYING = re.compile(r"\brow[- ]vector|∈|\\in(?![A-Za-z])")
SAID = "x_i are row vectors"


def with_rows(scope: Scope, lines: Sequence[str]) -> Scope:
    """The scope in which vectors with an index are rows, where lines say so."""
    told = scope.in_rows.union(*map(rows_told, lines))
    return replace(scope, in_rows=told) if told != scope.in_rows else scope


def rows_told(text: str) -> frozenset[str]:
    """The letters of vectors with an index of which a line says that they are rows."""
    if not _SAYING.search(text):
        return frozenset()
    found = [m for way in (_TOLD, _FLAT) for m in way.finditer(text)]
    return frozenset({*_LETTER_ALONE.findall(" ".join(m[0] for m in found)), "x"}) if found else frozenset()


def says_row(text: str) -> bool:
    """Whether words call anything a row vector."""
    return _SAYS_ROW.search(text) is not None


def hints_at_rows(world: World, lines: Sequence[str]) -> bool:
    """Whether lines speak of rows, or write a vector before a matrix, and do not say which vectors are rows, or that x_iᵀ is one."""
    told = any(map(rows_told, lines)) or any(map(_UPRIGHT.search, lines))
    return bool(world.row_families) and not told and any(map(_HINTED.search, lines))


def along(node: Node, scope: Scope) -> Node:
    """The formula with the members of the problem's families as rows, where words say so; what a function is of stays upright."""
    world = scope.world
    if not scope.in_rows or not world.row_families:
        return node

    def lies(n: Node) -> bool:
        if not isinstance(n, Sym) or n.name in scope.own:
            return False
        known = n.name in world.definitions or n.name in world.letters
        return len(n.index) < 2 and (n.name in world.row_families or (bool(n.index) and known))

    def upright(n: Node) -> Node:
        return n.args[0] if isinstance(n, Apply) and n.op == "T" and lies(n.args[0]) else n

    def change(n: Node) -> Node:
        match n:
            case Sym() if lies(n):
                return Apply("T", (n,))
            case Apply("T", (Apply("T", (inner,)),)):
                return inner
            case Call(fn, args, given, params, primes):
                return Call(fn, *(tuple(map(upright, part)) for part in (args, given, params)), primes)
            case Deriv(body, wrt, style, at):
                return Deriv(body, tuple(map(upright, wrt)), style, at)
        return n

    return transform(node, change)

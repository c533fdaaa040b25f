"""Text to tokens: LaTeX, Unicode and ASCII become one stream, so that the parser never asks which script was used.

Scripts become explicit `^{…}` and `_{…}` groups, fonts vanish, accents stand before what they decorate, words of prose
become `word` tokens. Nothing here knows what a name means. Each way of spelling has a module of its own in `lexing`; here
the next character decides which of them reads on.
"""

from __future__ import annotations

import re
from functools import lru_cache

from interviewer.notation.lexing.commands import command
from interviewer.notation.lexing.context import in_context
from interviewer.notation.lexing.letters import fraction, letter, script_run
from interviewer.notation.lexing.operators import operator
from interviewer.notation.lexing.respelling import respelt
from interviewer.notation.lexing.runs import run_of_letters
from interviewer.notation.lexing.scan import Scan
from interviewer.notation.limits import MAX_CHARS
from interviewer.notation.tokens import Token
from interviewer.notation.unreadable import Unreadable

MAX_LINES = 256  # that are remembered: long ones take room
_NUMBER = re.compile(r"[0-9]\d*(?:\.\d+)?(?:[eE][-+]?\d+(?![A-Za-z]))?|\.\d+")
_TIE = re.compile(r"~(?!\s*[A-Z\\])")


def within_bounds(text: str) -> None:
    """Raises Unreadable for what is longer than a line on a whiteboard: not even searched, as that takes longer than reading."""
    if len(text) > MAX_CHARS:
        raise Unreadable(
            f"the line has {len(text):,} characters; I read at most {MAX_CHARS:,}. Split it into several lines"
        )


def tokenize(text: str, known: frozenset[str] = frozenset()) -> list[Token]:
    """Tokens of one line, closed by an `end` token. `known` lists multi-letter names that are not products of letters.

    Raises Unreadable when the text is too long or holds a character no notation uses.
    """
    within_bounds(text)
    return list(_tokens(text, known))


@lru_cache(maxsize=MAX_LINES)
def _tokens(text: str, known: frozenset[str]) -> tuple[Token, ...]:
    """The same, remembered: a line is read again in every view that is taken of it."""
    return tuple(in_context(Scan(respelt(text), known, _step).run(), known))


def _step(scan: Scan) -> None:
    """Read on by one character, or by all that belongs to it."""
    text, c = scan.text, scan.text[scan.i]
    if c.isspace() or c in "$`" or (c == "~" and _is_tie(scan)):
        scan.spaced = True
        scan.i += 1
    elif c == "\\":
        command(scan)
    elif c == "%" and scan.i and text[scan.i - 1] != "\\":
        scan.i = len(text)  # a comment of LaTeX
    elif c in scan.tables.superscripts:
        script_run(scan, "^", scan.tables.superscripts)
    elif c in scan.tables.subscripts:
        script_run(scan, "_", scan.tables.subscripts)
    elif c in scan.tables.fractions:
        fraction(scan)
    elif number := scan.ahead(_NUMBER):
        scan.emit("num", number.group())
        scan.i = number.end()
    elif c.isascii() and c.isalpha():
        run_of_letters(scan)
    elif c.isalpha() or c in scan.tables.letters:
        letter(scan)
    else:
        operator(scan)


def _is_tie(scan: Scan) -> bool:
    """LaTeX writes `~` for a tie; elsewhere it reads `is distributed as`."""
    return "\\" in scan.text and bool(_TIE.match(scan.text, scan.i))

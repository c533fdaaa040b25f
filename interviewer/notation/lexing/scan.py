"""The position in a line and the tokens read so far, which all ways of spelling share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from interviewer.notation.limits import MAX_TOKENS
from interviewer.notation.tables import tables
from interviewer.notation.tokens import Token
from interviewer.notation.unreadable import Unreadable

_OPENING = re.compile(r"\s*\{")


class Scan:
    """`i` is the place in `text`, `out` what stands before it; `spaced` says that white space does.

    `known` lists multi-letter names that are no products of letters; `environments` are the open ones, inside out. `step`
    reads on by one character, or by all that belongs to it.
    """

    def __init__(self, text: str, known: frozenset[str], step: Callable[[Scan], None]) -> None:
        self.tables = tables()
        self.text = text
        self.known = known
        self.step = step
        self.out: list[Token] = []
        self.i = 0
        self.spaced = False
        self.environments: list[str] = []

    def run(self) -> list[Token]:
        """All tokens of the text, closed by an `end` token. Raises Unreadable."""
        while self.i < len(self.text):
            self.step(self)
        self.emit("end", "")
        return self.out

    def inside(self, text: str, known: frozenset[str] = frozenset()) -> list[Token]:
        """The tokens of a part that is read by itself, without the closing one; `known` adds to the names known."""
        return Scan(text, self.known | known, self.step).run()[:-1]

    # -- what is written -----------------------------------------------------------------------------------------

    def emit(self, kind: str, text: str, plain: bool = False) -> None:
        if len(self.out) >= MAX_TOKENS:
            raise Unreadable("the line is too long; split it into several")
        self.out.append(Token(kind, text, self.i, self.spaced, plain))
        self.spaced = False

    def emit_all(self, tokens: Iterable[Token], plain: bool | None = None, apart: bool = False) -> None:
        """Tokens of a part as tokens of the line, all `plain` or not where that is told; `apart` puts white space behind each."""
        for token in tokens:
            self.spaced = self.spaced or token.spaced
            self.emit(token.kind, token.text, token.plain if plain is None else plain)
            self.spaced = self.spaced or apart

    def emit_group(self, kind: str, text: str, plain: bool = False) -> None:
        """One token in braces."""
        self.emit("open", "{")
        self.emit(kind, text, plain)
        self.emit("close", "}")

    def emit_accent(self, name: str) -> None:
        """Put an accent before the name emitted last: combining characters follow their letter."""
        if self.out and name:
            self.out.insert(len(self.out) - 1, Token("accent", name, self.i, self.out[-1].spaced))

    def subscript_at(self) -> int | None:
        """Where the subscript begins that the last token ends: its brace, or the token itself."""
        k = len(self.out) - 1
        if self.script(2) == "_" and self.last("name", "num"):
            return k
        depth = 0
        while k > 0 and self.out[-1].text == "}":
            depth += {"}": 1, "{": -1}.get(self.out[k].text, 0)
            if not depth:
                return k if self.out[k - 1].text == "_" else None
            k -= 1
        return None

    def accented_group(self) -> bool:
        """Whether what ends here is a letter in braces that an accent stands before."""
        kinds = [t.kind for t in self.out[-4:]]
        return kinds[:2] == ["accent", "open"] and kinds[3:] == ["close"]

    def reopen_subscript(self) -> None:
        """Begin a subscript, or go on with the one that ends here: `W[l][j]` has two indices."""
        at = self.subscript_at()
        if at is None:
            self.emit("op", "_")
            self.emit("open", "{")
            return
        if self.out[-1].text == "}":
            self.out.pop()
        else:
            self.out.insert(at, Token("open", "{", self.i, False))
        self.emit("op", ",")

    # -- what stands ahead ---------------------------------------------------------------------------------------

    def ahead(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.match(self.text, self.i)

    def skip(self, pattern: re.Pattern[str]) -> bool:
        """Move behind what matches here, if anything does."""
        match = self.ahead(pattern)
        self.i = match.end() if match else self.i
        return match is not None

    def group(self) -> str | None:
        """The raw text of the brace group that follows, consumed; None when there is none."""
        if not self.skip(_OPENING):
            return None
        depth, start, j = 1, self.i, self.i
        while j < len(self.text) and depth:
            depth += {"{": 1, "}": -1}.get(self.text[j], 0)
            j += 1
        self.i = j
        return self.text[start : j if depth else j - 1]

    # -- what stands before --------------------------------------------------------------------------------------

    def last(self, *kinds: str) -> bool:
        """Whether the token before is of one of these kinds."""
        return bool(self.out) and self.out[-1].kind in kinds

    def before(self) -> str:
        """The kind of the token before; the sign of an operator; "" at the beginning."""
        last = self.out[-1] if self.out else None
        return "" if last is None else last.text if last.kind in ("op", "open") else last.kind

    def script(self, count: int = 1) -> str:
        """The mark `_` or `^` that stands `count` tokens before; "" when another token does."""
        mark = self.out[-count].text if len(self.out) >= count else ""
        return mark if mark in ("_", "^") else ""

    def script_opened(self) -> str:
        """Which script, if any, the next token opens, in braces or bare."""
        return self.script() or (self.script(2) if self.out and self.out[-1].text == "{" else "")

"""`each row of A sums to 1`, `whose columns sum to one`: what words say of a matrix, as A𝟏 = 𝟏 or Aᵀ𝟏 = 𝟏."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.notation.tokens import Token

_ROWS, _COLUMNS = frozenset(["row", "rows"]), frozenset(["column", "columns"])
_BEFORE = frozenset("each every the all any a its their whose both entries in of along that".split())
_SUMS = frozenset("sum sums summing add adds adding".split())
_TO_ONE = (["to", "1"], ["to", "one"], ["up", "to", "1"], ["up", "to", "one"])
_NAMED = frozenset(["name", "num", "accent"])
_SCRIPTS = frozenset(["_", "^", "{", "}"])


def with_row_sums(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with what is said of a matrix's rows or columns as an equation, where the matrix is named."""
    out: list[Token] = []
    k = 0
    while k < len(tokens):
        said = _said(tokens, k)
        if said is None:
            out.append(tokens[k])
            k += 1
            continue
        columns, matrix, k = said
        at = tokens[k - 1].pos
        while out and out[-1].kind == "word" and out[-1].text in _BEFORE:
            out.pop()
        if out and out[-1].text == "with":  # with each row summing to 1: it is said of what stands before
            out.pop()
        if out and out[-1].text not in (",", ";", ".") and not _leads(out[-1]):
            out.append(Token("op", ",", at))
        transposed = [Token("op", "^", at), Token("name", "T", at)] if columns else []
        ones = Token("name", "ones", at, True)
        out += [*matrix, *transposed, ones, Token("op", "=", at, True), ones]
    return out


def _leads(token: Token) -> bool:
    return token.kind == "word" and token.text not in ("and", "with")


def _said(tokens: Sequence[Token], k: int) -> tuple[bool, list[Token], int] | None:
    """Whether columns are spoken of, the matrix, and where the phrase that begins with `row` or `column` ends."""
    if tokens[k].kind != "word" or tokens[k].text not in _ROWS | _COLUMNS:
        return None
    at, matrix = k + 1, list[Token]()
    if tokens[at].kind == "word" and tokens[at].text == "of":
        at = _past_the(tokens, at + 1)
        start = at
        while tokens[at].kind in _NAMED or tokens[at].text in _SCRIPTS:
            at += 1
        matrix = list(tokens[start:at])
        if not matrix:
            return None
    else:
        matrix = _head(tokens[:k])
    if not matrix or tokens[at].kind != "word" or tokens[at].text not in _SUMS:
        return None
    for words in _TO_ONE:
        end = at + 1 + len(words)
        if [t.text for t in tokens[at + 1 : end]] == words:
            return tokens[k].text in _COLUMNS, matrix, end
    return None


def _past_the(tokens: Sequence[Token], at: int) -> int:
    while tokens[at].kind == "word" and tokens[at].text in ("the", "matrix", "weights", "attention"):
        at += 1
    return at


def _head(before: Sequence[Token]) -> list[Token]:
    """The matrix that the line is about: what its first equation names."""
    end = next((k for k, t in enumerate(before) if t.text in ("=", ":=") and t.kind == "op"), 0)
    start = end
    while start and (before[start - 1].kind in _NAMED or before[start - 1].text in _SCRIPTS):
        start -= 1
    head = list(before[start:end])
    return head if head and head[0].kind == "name" and (not start or before[start - 1].kind in ("word", "op")) else []

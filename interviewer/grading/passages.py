"""A candidate's message cut into formulas and prose, each with its line in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from interviewer.grading.fences import Fence, fences
from interviewer.grading.formulas import (
    first_relation,
    formula_in,
    has_relation,
    last_relation,
    lead_of,
    only_equalities,
    opens_with_relation,
)

MAX_DISPLAY_LINES = 60  # an unclosed `$$` must not turn the rest of a message into one formula
MAX_LINE = 8_000  # characters; no formula is as long, and searching stays fast on hostile text
_MATHS_FENCES = frozenset({"math", "latex", "tex", "katex"})
_PLAIN_FENCES = frozenset({"", "text", "txt", "ascii", "unicode"})
_DISPLAYS = (("$$", "$$"), ("\\[", "\\]"))
_ENVIRONMENT = re.compile(r"\s*\\begin\{((?:align|equation|gather|multline|eqnarray)\*?)\}")
_INLINE = re.compile(r"(?<![\\$])\$([^$\n]+)\$|\\\((.+?)\\\)")
_WRAPPER = re.compile(
    r"\\(?:begin|end)\{(?:align|aligned|equation|gather|gathered|multline|eqnarray|split)\*?\}|\\(?:nonumber|notag)(?![a-z])|\\(?:tag|label)\{[^{}]*\}"
)
_CUE_WORDS = """
if when whenever since because assume assuming suppose given let where with define set for
not no never unless cannot without isn't neither nor
"""  # right before a formula in a sentence, they decide how it is meant
_CUES = frozenset(_CUE_WORDS.split())
_OPERATORS = tuple("+-−–*·⋅×/⊙⊗")
_GOES_ON = (*_OPERATORS, ",", "\\quad", "\\qquad", "\\text", "\\cdot", "\\times", "s.t.", "subject to")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as written (`text`, on `line`) and as it is to be judged (`statement`): continued lines carry the side
    they go on from, a formula within a sentence the word that says how it is meant ("if", "let")."""

    text: str
    line: int
    statement: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A line of words; the formulas within it follow as passages of their own."""

    text: str
    line: int


Passage = Formula | Prose


def passages(text: str, line: int = 1) -> list[Passage]:
    """The message's passages in order. `line` is the file's line on which the text begins."""
    return [_moved(passage, line) for passage in _passages(text)]


@lru_cache(maxsize=32)  # reader, grader and judges of one interview ask for the same messages
def _passages(text: str) -> tuple[Passage, ...]:
    lines = text.split("\n")
    found: list[Passage] = []
    at = 0
    starts = {fence.start: fence for fence in fences(lines)}
    while at < len(lines):
        fence = starts.get(at)
        step = _fenced(lines, fence) if fence else _display(lines, at) or (_bare(lines[at], at), at + 1)
        for passage in step[0]:
            _append(found, passage)
        at = step[1]
    return tuple(found)


def formulas(text: str, line: int = 1) -> list[Formula]:
    """Only the formulas of a message."""
    return [passage for passage in passages(text, line) if isinstance(passage, Formula)]


Step = tuple[list[Passage], int]  # what was found, and the place (from 0) of the line after it


def _moved(passage: Passage, line: int) -> Passage:
    if isinstance(passage, Prose):
        return Prose(passage.text, passage.line + line)
    return Formula(passage.text, passage.line + line, passage.statement)


def _fenced(lines: Sequence[str], fence: Fence) -> Step:
    inner = range(fence.start + 1, fence.end)
    if fence.info in _MATHS_FENCES:
        return list(_block([(at, lines[at]) for at in inner])), fence.end + 1
    if fence.info in _PLAIN_FENCES:
        return [passage for at in inner for passage in _bare(lines[at], at)], fence.end + 1
    return [Prose(lines[at], at) for at in inner if lines[at].strip()], fence.end + 1


def _display(lines: Sequence[str], at: int) -> Step | None:
    """The display formulas that begin in this line, with the words around them; None when there are none."""
    found: list[Passage] = []
    here, column = at, 0
    while (opened := _opening(lines[here], column)) and (closed := _until(lines, here, opened[1], opened[2])):
        rows, following, after = closed
        found += [*_words(lines[here][column : opened[0]], here), *_block(rows)]
        here, column = following, after
    if not found:
        return None
    return [*found, *_words(lines[here][column:], here)], here + 1


def _opening(line: str, column: int) -> tuple[int, int, str] | None:
    """Where the next display opens, where its content begins, and what closes it."""
    if line.lstrip().startswith(">"):
        return None
    marks = [(line.find(opening, column), opening, closing) for opening, closing in _DISPLAYS]
    found = [(start, start + len(opening), closing) for start, opening, closing in marks if start >= 0]
    environment = _ENVIRONMENT.match(line, column)
    if environment:
        found.append((environment.start(), environment.end(), f"\\end{{{environment[1]}}}"))
    return min(found, default=None)


def _until(lines: Sequence[str], at: int, column: int, closing: str) -> tuple[list[tuple[int, str]], int, int] | None:
    """The rows of a display up to what closes it, and the place after that; None when nothing does."""
    rows: list[tuple[int, str]] = []
    for here in range(at, min(len(lines), at + MAX_DISPLAY_LINES)):
        end = lines[here].find(closing, column)
        if end >= 0:
            return [*rows, (here, lines[here][column:end])], here, end + len(closing)
        rows.append((here, lines[here][column:]))
        column = 0
    return None


def _words(text: str, at: int) -> list[Passage]:
    """What stands beside a display formula; a lone full stop is nothing."""
    return _bare(text, at) if text.strip(" \t.,;") else []


def _bare(line: str, at: int) -> list[Passage]:
    """An ordinary line: a formula on a line of its own, or prose with formulas in dollars."""
    if not line.strip():
        return []
    if line.lstrip().startswith((">", "#")):
        return [Prose(line, at)]
    if len(line) > MAX_LINE:  # its beginning tells; the checker then says that it is too long
        return [Formula(line, at, line) if formula_in(line[:MAX_LINE]) else Prose(line, at)]
    if _INLINE.search(line) and any(has_relation(_inner(found)) for found in _INLINE.finditer(line)):
        return _inline(line, at)
    formula = formula_in(line)
    if formula is None:
        return [Prose(line, at)]
    lead = lead_of(line)
    return [Prose(lead, at), Formula(formula, at, formula)] if lead else [Formula(line.strip(), at, formula)]


def _inner(found: re.Match[str]) -> str:
    return found[1] or found[2] or ""


def _inline(line: str, at: int) -> list[Passage]:
    """Prose, then each formula in dollars that states something; `$w$` alone only names a letter."""
    found: list[Passage] = []
    for match in _INLINE.finditer(line):
        text = _inner(match).strip()
        if has_relation(text):
            before = re.findall(r"[a-z']+", line[: match.start()].lower())[-3:]
            cue = next((word for word in before if word in _CUES), "")
            found.append(Formula(text, at, f"{cue} {text}".strip()))
    alone = not re.sub(r"[\s.,;:]", "", _INLINE.sub("", line))
    return found if alone and found else [Prose(line, at), *found]


def _block(rows: Sequence[tuple[int, str]]) -> Iterator[Formula]:
    """The statements of a display block: its rows, joined where one goes on in the next."""
    so_far, begun = "", 0
    for at, row in _rows(rows):
        if so_far and (len(so_far) > MAX_LINE or (_begins_anew(row) and _complete(so_far))):
            yield Formula(so_far, begun, so_far)
            so_far = ""
        if not so_far:
            begun = at
        so_far = f"{so_far} {row}".strip()
    if so_far:
        yield Formula(so_far, begun, so_far)


def _rows(rows: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Source lines and `\\\\` breaks alike, without alignment marks; matrices keep theirs."""
    whole = "\n".join(row for _, row in rows)
    if re.search(r"\\begin\{(?!align|equation|gather|multline|eqnarray|split)", whole):
        yield rows[0][0] if rows else 0, " ".join(_WRAPPER.sub("", whole).split())
        return
    for at, row in rows:
        for piece in re.split(r"\\\\(?:\[[^\]]*\])?", _WRAPPER.sub("", row)):
            text = piece.replace("&", " ").strip()
            if text:
                yield at, text


def _complete(text: str) -> bool:
    closed = all(text.count(left) <= text.count(right) for left, right in ("{}", "()", "[]"))
    return closed and not text.rstrip().endswith((*_OPERATORS, ",", "=", "≤", "≥")) and has_relation(text)


def _begins_anew(row: str) -> bool:
    return has_relation(row) and not row.startswith(_GOES_ON)


def _append(found: list[Passage], passage: Passage) -> None:
    """Add a passage; a formula that goes on from the line before it is joined to it."""
    before = found[-1] if found else None
    if isinstance(passage, Formula) and isinstance(before, Formula) and len(before.statement) < MAX_LINE:
        if opens_with_relation(passage.text):
            found.append(Formula(passage.text, passage.line, _carried_on(before.statement, passage.text)))
            return
        if passage.text.startswith(_OPERATORS) and not has_relation(passage.text):
            found[-1] = _joined(before, passage.text)
            return
        if before.text.rstrip().endswith((*_OPERATORS, "=")):
            found[-1] = _joined(before, passage.text)
            return
    found.append(passage)


def _joined(before: Formula, text: str) -> Formula:
    return Formula(f"{before.text} {text}", before.line, f"{before.statement} {text}")


def _carried_on(before: str, text: str) -> str:
    """`= c` after `a = b` states `a = c`; after `a ≤ b` it states `b = c`."""
    first, last = first_relation(before), last_relation(before)
    if first is None or last is None:
        return f"{before} {text}"
    return f"{before[:first] if only_equalities(before) else before[last:]} {text}".replace("&", " ").strip()

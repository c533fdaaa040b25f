"""Markdown to a transcript, with one clear error for whatever is not one.

Structure is decided line by line (speaker headings, fences, front matter) and not by a Markdown parser: to one, an
unclosed fence or `<!--` in a candidate's text would swallow the turns after it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Sequence
from pathlib import Path

from interviewer.grading.markup import mark_at, quoted, speaker_at, unescape
from interviewer.grading.transcript import Mark, Speaker, Transcript, TranscriptError, Turn

MAX_BYTES = 4_000_000  # an hour's interview has some 50 kB; more is another kind of file
MAX_FRONT_LINES = 60  # keeps a missing closing `---` from being looked for all the way down

_HOW = "begin the file with '---', 'derivation: ID', '---'"


def read_transcript(path: Path | str, known: Collection[str]) -> Transcript:
    """The transcript in a file. `known` holds the derivation ids there are. Raises TranscriptError."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise TranscriptError(str(path), None, f"cannot be read: {error.strerror or error}") from error
    return parse_transcript(data, known, str(path))


def parse_transcript(data: bytes | str, known: Collection[str], file: str = "<text>") -> Transcript:
    """The transcript in a file's bytes (or text). Raises TranscriptError naming `file` and the line."""
    text = data if isinstance(data, str) else _decode(data, file)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if not any(line.strip() for line in lines):
        raise TranscriptError(file, 1, f"the file is empty; {_HOW}, then '## Interviewer' and '## Candidate' turns")
    body, derivation, candidate = _front_matter(lines, known, file)
    return Transcript(derivation, _turns(lines, body, file), candidate, file)


def _decode(data: bytes, file: str) -> str:
    if len(data) > MAX_BYTES:
        raise TranscriptError(file, 1, f"longer than {MAX_BYTES // 10**6} MB: not a transcript")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise TranscriptError(file, 1, "UTF-16 text; save it as UTF-8")
    nul = data.find(b"\0")
    if nul >= 0:
        line = data.count(b"\n", 0, nul) + 1
        raise TranscriptError(file, line, "a binary file, not a transcript; transcripts are Markdown in UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TranscriptError(
            file, line, f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
        ) from error


def _front_matter(lines: Sequence[str], known: Collection[str], file: str) -> tuple[int, str, str | None]:
    """Where the body begins (from 0), the derivation's id and the candidate's name."""
    first = next(at for at, line in enumerate(lines) if line.strip())
    if lines[first].rstrip() != "---":
        raise TranscriptError(file, first + 1, f"no front matter; {_HOW}")
    last = min(len(lines), first + MAX_FRONT_LINES)
    end = next((at for at in range(first + 1, last) if lines[at].rstrip() in ("---", "...")), None)
    if end is None:
        raise TranscriptError(
            file, first + 1, "the front matter is not closed; add a line '---' after 'derivation: ID'"
        )
    head = _yaml(lines[first + 1 : end], first + 2, file)
    named = _line_of("derivation", lines, first + 1, end)
    derivation = head.get("derivation")
    if not isinstance(derivation, str) or not derivation.strip():
        raise TranscriptError(
            file, named or first + 1, f"the front matter names no derivation; add 'derivation: ID' ({_ids(known)})"
        )
    derivation = derivation.strip()
    if derivation not in known:
        close = difflib.get_close_matches(derivation, list(known), 1)
        meant = f"; did you mean '{close[0]}'?" if close else f"; known are {_ids(known)}"
        raise TranscriptError(file, named, f"unknown derivation {derivation[:60]!r}{meant}")
    name = head.get("candidate")
    return end + 1, derivation, str(name) if name not in (None, "") else None


def _yaml(lines: Sequence[str], first_line: int, file: str) -> dict[str, object]:
    import yaml

    try:
        head = yaml.safe_load("\n".join(lines))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "not readable"
        at = first_line + min(mark.line, len(lines)) if mark else first_line
        raise TranscriptError(file, at, f"the front matter is not YAML: {what}") from error
    if head is None:
        return {}
    if not isinstance(head, dict):
        raise TranscriptError(file, first_line, f"the front matter must be 'key: value' lines; {_HOW}")
    return {str(key): value for key, value in head.items()}


def _line_of(key: str, lines: Sequence[str], start: int, end: int) -> int | None:
    return next((at + 1 for at in range(start, end) if re.match(rf"""\s*["']?{key}["']?\s*:""", lines[at])), None)


def _ids(known: Collection[str]) -> str:
    return ", ".join(sorted(known)) or "no derivations are installed"


def _turns(lines: Sequence[str], body: int, file: str) -> tuple[Turn, ...]:
    """The turns from line `body` (from 0) on. Text before the first speaker is a title and belongs to nobody."""
    inside = {at + body for at in quoted(lines[body:])}
    starts = [(at, who) for at in range(body, len(lines)) if at not in inside and (who := speaker_at(lines[at]))]
    if not starts:
        raise TranscriptError(
            file, body + 1, "nobody speaks; put '## Interviewer' or '## Candidate' before what each says"
        )
    ends = [at for at, _ in starts[1:]] + [len(lines)]
    turns = []
    for (start, (speaker, same_line)), end in zip(starts, ends, strict=True):
        said = [(at, lines[at] if at in inside else unescape(lines[at])) for at in range(start + 1, end)]
        raw = {at: lines[at] for at in range(start + 1, end) if at not in inside}
        turns.append(_turn(speaker, [(start, same_line), *said], raw))
    return tuple(turns)


def _turn(speaker: Speaker, said: list[tuple[int, str]], raw: dict[int, str]) -> Turn:
    marks: list[Mark] = []
    while said and speaker == "interviewer":
        at, text = said[-1]
        mark = mark_at(raw.get(at, ""))
        if mark:
            marks.insert(0, mark)
        elif text.strip():
            break
        said.pop()
    begins = next((at for at, text in said if text.strip()), said[0][0] if said else 0)
    return Turn(speaker, "\n".join(text for _, text in said), tuple(marks), begins + 1)

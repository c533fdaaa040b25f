"""A transcript to the Markdown that `reading` reads back, exactly."""

from __future__ import annotations

from interviewer.grading.markup import escape
from interviewer.grading.transcript import Transcript, Turn


def write_transcript(transcript: Transcript) -> str:
    """The transcript as a Markdown file's text."""
    import yaml

    head: dict[str, str] = {"derivation": transcript.derivation}
    if transcript.candidate:
        head["candidate"] = transcript.candidate
    front = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=10**6)
    return f"---\n{front}---\n" + "".join(_turn(turn) for turn in transcript.turns)


def _turn(turn: Turn) -> str:
    parts = [f"## {turn.speaker.title()}"]
    if turn.text:
        parts.append(escape(turn.text))
    parts += [f"<!-- {mark.kind}: {mark.about} -->" for mark in turn.marks]
    return "\n".join(parts) + "\n\n"

"""The voice that works everywhere: the catalogue's phrasing, one move at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from interviewer.agent.moves import Move
from interviewer.agent.phrasing import phrase
from interviewer.agent.script import Script
from interviewer.agent.state import State
from interviewer.agent.view import Turn


@dataclass(frozen=True, slots=True)
class BuiltinSpeaker:
    """Phrases every move from `phrases.yaml` and the script."""

    script: Script

    def speak(self, move: Move, state: State, turns: list[Turn]) -> Iterator[tuple[str, bool]]:
        """One whole piece, or none for silence."""
        said = [turn.text for turn in turns if turn.speaker == "interviewer"]
        text = phrase(move, self.script, said, seed=state["interview"], n=state["heard"])
        if text:
            yield text, False

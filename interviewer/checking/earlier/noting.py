"""That a line was said: its words, and the letters they speak of."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.problem.scope import Scope
from interviewer.checking.told.spoken_letters import letters_of


def heard(after: Scope, before: Scope, text: str) -> Scope:
    """The scope after a line, with its words."""
    return replace(after, context=f"{before.context} {text}")


def noted(after: Scope, before: Scope, text: str) -> Scope:
    """The same with the letters it speaks of."""
    return replace(heard(after, before, text), spoken=before.spoken | letters_of(text, before.vocabulary))

"""Rounds in words: what each kind is, and where an interview stands in its round."""

from __future__ import annotations

from typing import NamedTuple

from interviewer.agent.rounds import Place


class RoundWords(NamedTuple):
    """A kind of round; `key` begins it on the start screen."""

    key: str
    title: str
    short: str
    about: str


ROUNDS: dict[str, RoundWords] = {
    "first": RoundWords(
        "1",
        "First round",
        "one or two fundamentals",
        "One or two fundamentals, drawn by how often they are asked. What you did lately is not drawn again.",
    ),
    "second": RoundWords(
        "2", "Second round", "a harder one", "A harder derivation, as a second interviewer would ask it."
    ),
    "full": RoundWords(
        "3",
        "The whole loop",
        "both in a row",
        "The first round and the second one in a row, as on the day itself. Each question has its own clock and report; "
        "leave when you like, the loop waits for you here.",
    ),
}


def in_words(place: Place) -> str:
    """The place in a few words: "First round, question 1 of 2"."""
    return f"{ROUNDS[place.kind].title}, question {place.number} of {place.of}"

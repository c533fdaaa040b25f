"""The built-in voice: every move has words, no sentence comes twice, and nothing is given away."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from interviewer.agent.leaks import leaks
from interviewer.agent.moves import (
    AcceptApproach,
    AskWhy,
    Bridge,
    Clarify,
    Close,
    Comment,
    Elaborate,
    FollowUp,
    Give,
    Hint,
    Listen,
    MoveOn,
    Nod,
    Nudge,
    Pose,
    Probe,
    Prompt,
    Remark,
    TimeReminder,
    from_row,
    to_row,
)
from interviewer.agent.phrasing import phrase, sentences
from tests.agent.scene import SCRIPT

ANGLES = ("dimensions", "special-case", "sign", "factor", "order", "terms", "direction", "values", "recheck")
MOVES = (
    Pose(),
    Nod(),
    Nudge(),
    *(Probe("g = -h", angle, "w = 2") for angle in ANGLES),
    Probe("g = -h", "turn", question="Which sign has your sum?"),
    Clarify("a = = b", "I expected a term"),
    AskWhy("gradient"),
    AskWhy("gradient", again=True),
    Prompt("gradient", words=True),
    Elaborate("ridge"),
    *(Remark(on) for on in ("task", "notation", "verdict", "unkind", "write", "repaired")),
    Comment("partial", "the loss is convex"),
    Prompt("gradient"),
    *(Hint("gradient", rung) for rung in (1, 2, 3)),
    Give("gradient"),
    AcceptApproach("gradient"),
    AcceptApproach("gradient", write=True),
    *(Comment(level) for level in ("full", "partial", "none")),
    Comment("none", "It is the other way round."),
    Comment("none", "The loss must be convex.", teaches=True),
    *(FollowUp("ridge", level) for level in ("ask", "again", "deeper", "simpler")),
    *(MoveOn(reason) for reason in ("complete", "time", "asked", "stalled")),
    Bridge(0),
    TimeReminder("two-thirds"),
    TimeReminder("near-end"),
    *(Close(reason) for reason in ("complete", "time", "asked")),
)


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.kind)
@pytest.mark.parametrize("mode", ["practice", "interview"])
def test_every_move_has_words_without_a_hole(move, mode):
    text = phrase(move, replace(SCRIPT, mode=mode), [], seed="s", n=3)
    assert text
    assert not set("{}") & set(text)


@pytest.mark.parametrize("move", MOVES[1:], ids=lambda move: move.kind)
def test_no_sentence_is_said_twice_even_when_a_move_comes_forty_times(move):
    said: list[str] = []
    for n in range(1, 41):
        text = phrase(move, SCRIPT, said, seed="s", n=n)
        heard = set().union(*map(sentences, said))
        assert heard.isdisjoint(sentences(text)), text
        said.append(text)


def test_a_wording_is_not_used_again_for_another_line_while_there_are_others():
    said: list[str] = []
    for n in range(4):
        said.append(phrase(Probe(f"g = {n}h", "recheck"), SCRIPT, said, seed="s", n=n))
    frames = [text.replace(f"g = {n}h", "…") for n, text in enumerate(said)]
    assert len(set(frames)) == 4


def test_listening_is_silent():
    assert phrase(Listen(), SCRIPT, [], seed="s", n=1) == ""


def test_interviews_differ_in_their_words_and_each_is_the_same_when_repeated():
    texts = {seed: phrase(Nod(), SCRIPT, [], seed=seed, n=1) for seed in map(str, range(20))}
    assert len(set(texts.values())) > 3
    assert all(phrase(Nod(), SCRIPT, [], seed=seed, n=1) == text for seed, text in texts.items())


def test_before_the_ladder_is_used_up_no_move_gives_the_formula_away():
    withheld = SCRIPT.step("gradient").formulas
    for move in MOVES:
        if isinstance(move, Give):
            continue
        for n in range(12):
            assert not leaks(phrase(move, SCRIPT, [], seed=str(n), n=n), withheld), move


def test_a_probe_never_names_the_slip():
    for angle, n in itertools.product(ANGLES, range(8)):
        text = phrase(Probe("g = -h", angle, "w = 2"), SCRIPT, [], seed=str(n), n=n).lower()
        assert not any(word in text for word in ("wrong", "mistake", "missing", "incorrect", "transpose", "minus"))


def test_in_an_interview_the_face_shows_nothing():
    telling = ("wrong", "correct", "good", "exactly", "sound", "agreed", "fine", "clear", "great")
    script = replace(SCRIPT, mode="interview")
    quiet = [move for move in MOVES if isinstance(move, AcceptApproach | AskWhy | FollowUp | Probe)]
    for move, n in itertools.product(quiet, range(8)):
        words = phrase(move, script, [], seed=str(n), n=n).lower().split()
        assert not set(words) & set(telling), words


def test_a_hostile_line_is_quoted_without_its_control_sequences():
    text = phrase(Probe("g = \x1b[31m-h\x07\u202e\x00", "sign"), SCRIPT, [], seed="s", n=1)
    assert "g = -h" in text
    assert not any(ord(char) < 32 or char == "\u202e" for char in text)


def test_moves_survive_being_stored():
    assert all(from_row(to_row(move)) == move for move in MOVES)

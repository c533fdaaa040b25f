"""What to practise next, and which derivations a round brings."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from derivations import Derivation, Milestone
from interviewer.agent.commands import open_round, place_of, resumable
from interviewer.agent.migrations import MIGRATIONS
from interviewer.agent.plan import Outcome, practice_plan
from interviewer.agent.rounds import Place, draw_round
from interviewer.agent.store import Record, Store
from interviewer.grading.report import Report

NOW = datetime(2030, 3, 1, 12, tzinfo=UTC)
STEP = Milestone(id="a", title="A", formulas=["a = b"], motivation="m", why=["Why?"], hints=("1", "2", "3"))


def derivation(name: str, frequency: int, level="fundamental", minutes: int = 12) -> Derivation:
    return Derivation(
        id=name,
        title=name,
        frequency=frequency,
        level=level,
        minutes=minutes,
        statement="s",
        opening=["o"],
        approach="a",
        milestones=[STEP],
    )


CATALOGUE = [
    derivation("logistic-regression", 10),
    derivation("linear-regression", 1),
    derivation("map-estimation", 7),
    derivation("svm-dual", 9, "advanced"),
    derivation("diffusion", 2, "advanced", 15),
]


def plan(*outcomes: tuple[str, int, int]):
    """The plan after interviews given as (derivation, days ago, score)."""
    past = [Outcome(name, NOW - timedelta(days=days), score) for name, days, score in outcomes]
    return practice_plan(CATALOGUE, past, NOW)


def test_a_newcomer_begins_with_what_is_asked_most():
    items = plan()
    assert [item.derivation for item in items][:2] == ["logistic-regression", "svm-dual"]
    assert items[0].reason == "not tried yet, and asked often"


def test_what_just_went_well_waits_at_the_end():
    items = plan(("logistic-regression", 0, 95))
    assert items[-1].derivation == "logistic-regression"
    assert items[-1].due
    assert items[-1].due > NOW


def test_what_went_badly_comes_back_first():
    assert plan(("logistic-regression", 2, 10))[0].derivation == "logistic-regression"


def test_what_went_well_long_ago_is_due_again():
    fresh = {item.derivation: item.urgency for item in plan(("svm-dual", 1, 90))}
    stale = {item.derivation: item.urgency for item in plan(("svm-dual", 400, 90))}
    assert stale["svm-dual"] > fresh["svm-dual"]


def test_repeated_success_spaces_the_repetitions_out():
    once = {item.derivation: item.due for item in plan(("svm-dual", 0, 75))}
    often = {item.derivation: item.due for item in plan(*(("svm-dual", days, 75) for days in (30, 20, 10, 0)))}
    assert often["svm-dual"] > once["svm-dual"]


def test_the_first_round_has_one_or_two_fundamentals():
    rounds = [draw_round("first", CATALOGUE, random.Random(seed)) for seed in range(40)]
    assert {len(drawn.derivations) for drawn in rounds} == {1, 2}
    names = {name for drawn in rounds for name in drawn.derivations}
    assert names == {"logistic-regression", "linear-regression", "map-estimation"}
    assert all(len(set(drawn.derivations)) == len(drawn.derivations) for drawn in rounds)


def test_the_second_round_has_a_harder_one_and_the_full_loop_both():
    assert draw_round("second", CATALOGUE, random.Random(1)).derivations[0] in ("svm-dual", "diffusion")
    full = draw_round("full", CATALOGUE, random.Random(1))
    assert full.derivations[-1] in ("svm-dual", "diffusion")
    assert full.minutes == sum(d.minutes for d in CATALOGUE if d.id in full.derivations)


def test_what_is_asked_often_is_drawn_often():
    drawn = Counter(draw_round("second", CATALOGUE, random.Random(seed)).derivations[0] for seed in range(300))
    assert drawn["svm-dual"] > 2.5 * drawn["diffusion"] > 0


def test_what_was_done_lately_is_not_drawn_while_there_is_something_else():
    for seed in range(20):
        assert draw_round("second", CATALOGUE, random.Random(seed), avoid=["svm-dual"]).derivations == ("diffusion",)
    assert draw_round("second", CATALOGUE, random.Random(1), avoid=["svm-dual", "diffusion"]).derivations


def test_a_catalogue_without_the_level_says_so():
    with pytest.raises(ValueError, match="advanced"):
        draw_round("second", CATALOGUE[:3], random.Random(1))


def graded(score=70):
    return Report(derivation="svm-dual", score=score).model_dump_json(by_alias=True)


def test_a_round_goes_on_after_each_of_its_interviews_until_it_is_through(tmp_path):
    store = Store(tmp_path / "interviews.db")
    drawn = open_round("full", store, random.Random(3))
    assert len(drawn.derivations) >= 2
    for number, name in enumerate(drawn.derivations, 1):
        store.create(Record(name, name, "interview", "builtin", None, drawn.id, NOW.isoformat(), 0.0, graded()))
        following = drawn.derivations[number] if number < len(drawn.derivations) else None
        assert place_of(name, store) == Place(drawn.id, "full", number, len(drawn.derivations), following)
        assert [row.following for row in resumable(store)] == ([following] if following else [])
    again = open_round("second", store, random.Random(3))
    assert drawn.derivations[-1] not in again.derivations


def test_a_round_whose_question_is_unfinished_waits_with_that_question(tmp_path):
    store = Store(tmp_path / "interviews.db")
    store.save_round("r", "first", ["svm-dual", "attention"])
    store.create(Record("one", "svm-dual", "practice", "builtin", None, "r", NOW.isoformat(), 60.0, None))
    (row,) = resumable(store)
    assert (row.id, row.done, row.following) == ("one", False, None)
    store.save_report("one", graded())
    (row,) = resumable(store)
    assert (row.id, row.done, row.following) == ("one", True, "attention")


def test_a_round_that_was_left_long_ago_does_not_wait_for_ever(tmp_path):
    store = Store(tmp_path / "interviews.db")
    store.save_round("r", "first", ["svm-dual", "attention"])
    for day, (name, round_id) in enumerate([("left", "r"), ("b", None), ("c", None), ("d", None), ("e", None)]):
        at = (NOW + timedelta(days=day)).isoformat()
        store.create(Record(name, "svm-dual", "practice", "builtin", None, round_id, at, 0.0, graded()))
    assert resumable(store) == []


def test_an_interview_outside_a_round_has_no_successor(tmp_path):
    store = Store(tmp_path / "interviews.db")
    store.create(Record("alone", "svm-dual", "practice", "builtin", None, None, NOW.isoformat(), 0.0, None))
    assert place_of("alone", store) is None


def test_a_store_of_the_version_before_rounds_is_brought_up_to_date(tmp_path):
    path = tmp_path / "interviews.db"
    with sqlite3.connect(path) as db:
        db.executescript(MIGRATIONS[0])
        db.execute("PRAGMA user_version=1")
    store = Store(path)
    assert open_round("first", store, random.Random(1)).derivations

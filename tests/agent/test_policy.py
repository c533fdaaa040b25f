"""How the interviewer behaves, told as scenes: what the candidate does, and what the interviewer does then."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import pytest

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
    Probe,
    Prompt,
    Remark,
    TimeReminder,
)
from tests.agent.scene import SCRIPT, Scene, right, unreadable, wrong


def kinds(moves):
    return [move.kind for move in moves]


# Slips


def test_a_sign_slip_in_the_gradient_is_probed_for_its_sign():
    moves = Scene().writes(wrong("g = -X'(Xw-y)", diagnosis="right up to the sign"))
    assert moves == [Probe("g = -X'(Xw-y)", "sign")]


def test_a_missing_transpose_is_probed_for_its_dimensions():
    assert Scene().writes(wrong(diagnosis="a transpose is missing"))[0].angle == "dimensions"


def test_a_slip_without_diagnosis_is_tried_at_the_counterexample():
    assert Scene().writes(wrong(values="w = 2, y = 1")) == [Probe("g = -h", "values", "w = 2, y = 1")]


def test_a_slip_that_is_not_repaired_is_probed_once_more_from_another_angle():
    scene = Scene()
    first = scene.writes(wrong(diagnosis="right up to the sign", values="w = 2"))
    second = scene.explains()
    assert [first[0].angle, second[0].angle] == ["sign", "values"]


def test_after_two_failed_repairs_the_hint_ladder_starts():
    scene = Scene()
    scene.writes(right("objective"), reasons=("objective",), words=9)
    scene.writes(wrong(milestone="gradient"))
    scene.writes(wrong("g = 2h"))
    assert scene.writes(wrong("g = 3h", milestone="gradient")) == [Hint("gradient", 1)]


def test_after_the_ladder_the_step_is_given_and_the_interview_goes_on():
    scene = Scene()
    moves = [scene.writes(wrong(f"g = {n}h", milestone="gradient")) for n in range(6)]
    assert kinds(chain(*moves)) == ["probe", "probe", "hint", "hint", "hint", "give"]
    assert scene.state["milestones"]["gradient"] == "given"
    assert scene.writes(right("objective"), words=9, reasons=("objective",)) == [Listen()]


@pytest.mark.parametrize(("mode", "expected"), [("practice", [Remark("repaired")]), ("interview", [Listen()])])
def test_a_repaired_slip_is_acknowledged_in_practice_and_left_alone_in_an_interview(mode, expected):
    scene = Scene(mode=mode)
    scene.writes(wrong(milestone="gradient"))
    assert scene.writes(right("gradient"), words=9, reasons=("gradient",)) == expected
    assert scene.state["milestones"]["gradient"] == "reached"


def test_a_wrong_turn_the_catalogue_knows_is_met_with_its_own_question():
    scene = Scene()
    slip = wrong(diagnosis="right up to the sign", turn="Which sign has your sum?", milestone="gradient")
    assert scene.writes(slip) == [Probe("g = -h", "turn", question="Which sign has your sum?")]
    assert scene.explains()[0].angle == "sign"


def test_two_questions_about_a_slip_never_come_from_the_same_angle():
    for slip in (wrong(), wrong(values="w = 2"), wrong(diagnosis="a transpose is missing"), wrong(turn="Why?")):
        scene = Scene()
        first, second = scene.writes(slip)[0], scene.explains()[0]
        assert first.angle != second.angle


def test_two_slips_in_one_message_are_taken_one_after_the_other():
    scene = Scene(mode="interview")
    first = scene.writes(wrong("o = 1", milestone="objective"), wrong("g = 2", milestone="gradient"))
    second = scene.writes(right("objective"), words=9, reasons=("objective",))
    assert [move.line for move in first + second] == ["o = 1", "g = 2"]
    assert scene.state["slips"] == 2


def test_a_fresh_slip_comes_before_one_that_has_had_its_questions():
    scene = Scene()
    scene.writes(wrong("o = 1", milestone="objective"))
    scene.explains()
    assert scene.writes(wrong("g = 2", milestone="gradient"))[0].line == "g = 2"


def test_who_goes_on_rightly_after_two_questions_is_not_given_hints_he_did_not_ask_for():
    scene = Scene(mode="interview")
    scene.writes(wrong("s = 1", milestone="solution"))
    scene.explains()
    assert scene.writes(right("objective"), words=9, reasons=("objective",)) == [Listen()]


def test_who_gets_past_a_slip_is_not_held_up_but_asked_for_the_step_at_the_end():
    scene = Scene()
    scene.writes(right("objective"), words=9, reasons=("objective",))
    scene.writes(wrong(milestone="gradient"))
    assert scene.writes(right("solution"), words=9, reasons=("solution",)) == [Prompt("gradient")]


def test_a_wrong_line_for_a_step_that_stands_is_mended_by_the_next_right_line():
    scene = Scene(mode="interview")
    scene.writes(right("objective"), words=9, reasons=("objective",))
    assert kinds(scene.writes(wrong(milestone="objective"))) == ["probe"]
    assert scene.writes(right("expansion")) == [Listen()]


def test_a_slip_its_writer_corrects_in_the_same_message_is_not_probed():
    slip = replace(wrong(milestone="gradient"), repaired=True)
    assert Scene().writes(slip, right("gradient"), words=9, reasons=("gradient",)) == [Listen()]


def test_an_error_carried_forward_is_not_punished_again():
    scene = Scene()
    scene.writes(wrong("g = 2h"))
    carried = replace(wrong("w = 2k"), carried=True)
    assert scene.writes(carried)[0].line == "g = 2h"
    assert scene.state["slips"] == 1


def test_a_slip_in_an_answer_to_a_question_is_probed_too():
    scene = Scene()
    scene.derives_everything()
    assert kinds(scene.writes(wrong(), answer="partial", words=5)) == ["probe"]


def test_a_line_that_cannot_be_read_is_asked_for_in_another_form_but_not_for_ever():
    scene = Scene()
    moves = [scene.writes(unreadable(f"line {n}")) for n in range(5)]
    assert kinds(chain(*moves)) == ["clarify", "clarify", "clarify", "listen", "listen"]
    assert moves[0] == [Clarify("line 0", "I expected a term after '='")]


# Reasons


def test_a_key_step_without_a_reason_is_asked_for_its_motivation():
    assert Scene().writes(right("objective")) == [AskWhy("objective")]


def test_a_key_step_with_its_reason_is_listened_to_in_silence():
    assert Scene().writes(right("objective"), words=9, reasons=("objective",)) == [Listen()]


def test_the_memoriser_is_asked_the_reason_of_every_step_once():
    scene = Scene()
    asked = []
    moves = scene.writes(*(right(step.id) for step in SCRIPT.steps))
    while asks := [move.milestone for move in moves if isinstance(move, AskWhy)]:
        asked += asks
        moves = scene.answers("none")
    assert sorted(asked) == sorted(step.id for step in SCRIPT.steps)


def test_in_practice_a_missing_reason_is_told():
    scene = Scene()
    scene.writes(right("objective"))
    assert scene.answers("none")[0] == Comment("none", "The motivation of objective.", teaches=True)


def test_a_minor_expansion_is_not_interrupted_for_its_reason():
    assert Scene().writes(right("expansion")) == [Listen()]


def test_an_unanswered_why_is_not_repeated():
    scene = Scene()
    scene.writes(right("objective"))
    assert scene.writes(right("gradient"), words=9, reasons=("gradient",)) == [Listen()]


# Approach, hints, silence


def test_a_minor_step_stated_in_words_is_taken():
    scene = Scene()
    scene.writes(right("objective"), words=9, reasons=("objective",))
    assert scene.explains(approach=("expansion",)) == [AcceptApproach("expansion", write=False)]
    assert scene.state["milestones"]["expansion"] == "stated"


def test_a_core_step_stated_in_words_is_taken_and_asked_for_in_writing():
    assert Scene().explains(approach=("objective",)) == [AcceptApproach("objective", write=True)]


def test_not_remembering_the_formula_but_knowing_the_approach_is_no_call_for_help():
    moves = Scene().explains(approach=("objective",), wishes=("gives-up",))
    assert kinds(moves) == ["accept-approach"]


def test_hints_climb_the_ladder_of_the_step_in_work_and_are_counted():
    scene = Scene()
    assert [scene.asks_for_a_hint() for _ in range(4)] == [
        [Hint("objective", 1)],
        [Hint("objective", 2)],
        [Hint("objective", 3)],
        [Give("objective")],
    ]
    assert sum(scene.state["hints"].values()) == 3
    assert scene.asks_for_a_hint() == [Hint("expansion", 1)]


def test_giving_up_in_words_brings_a_hint():
    assert kinds(Scene().explains(wishes=("gives-up",))) == ["hint"]


def test_a_thinking_candidate_is_left_in_peace_then_nudged_then_helped():
    scene = Scene()
    assert scene.is_silent(60) == []
    assert kinds(scene.is_silent(95)) == ["nudge"]
    assert scene.is_silent(120) == []
    assert kinds(scene.is_silent(185)) == ["nudge", "hint"]
    assert scene.is_silent(250) == []
    assert kinds(scene.is_silent(301)) == ["nudge", "hint"]
    assert kinds(scene.is_silent(425)) == ["nudge", "hint"]
    assert scene.is_silent(900) == []


def test_a_candidate_who_thinks_he_is_done_is_shown_what_is_open_once():
    scene = Scene()
    scene.writes(right("objective"), words=9, reasons=("objective",))
    assert scene.explains(wishes=("done",)) == [Prompt("gradient")]
    assert scene.explains(wishes=("done",)) == [Prompt("solution")]
    assert scene.explains(wishes=("done",)) == [Prompt("expansion", words=True)]
    assert kinds(scene.explains(wishes=("done",))) == ["move-on", "follow-up"]


# Small talk


@pytest.mark.parametrize(
    ("wish", "on"), [("notation", "notation"), ("verdict", "verdict"), ("unkind", "unkind"), ("again", "task")]
)
def test_what_is_no_mathematics_gets_a_short_answer_and_costs_nothing(wish, on):
    scene = Scene()
    assert scene.explains(wishes=(wish,)) == [Remark(on)]
    assert scene.state["hints"] == {}


def test_a_question_not_understood_is_asked_in_other_words_once():
    scene = Scene()
    scene.writes(right("objective"))
    assert scene.explains(wishes=("again",)) == [AskWhy("objective", again=True)]
    assert scene.explains(wishes=("again",)) == [Remark("task")]
    scene = Scene()
    scene.derives_everything()
    assert scene.explains(wishes=("again",)) == [FollowUp("ridge", "again", 0)]


def test_a_probe_not_understood_is_followed_by_one_from_another_angle():
    scene = Scene()
    scene.writes(wrong(diagnosis="right up to the sign"))
    assert kinds(scene.explains(wishes=("again",))) == ["probe"]


def test_hm_is_thinking_the_third_time_a_call_for_help():
    scene = Scene()
    assert [kinds(scene.says_little()) for _ in range(3)] == [[], [], ["hint"]]


def test_hm_leaves_the_question_on_the_table():
    scene = Scene()
    scene.derives_everything()
    assert scene.says_little() == []
    assert scene.answers("none")[-1] == FollowUp("ridge", "simpler")


def test_who_talks_without_writing_is_asked_to_write_then_led_to_a_step_then_relieved():
    scene = Scene()
    moves = [kinds(scene.explains()) for _ in range(7)]
    assert moves[:5] == [["nod"], ["nod"], ["remark"], ["nod"], ["prompt"]]
    assert moves[6] == ["move-on", "follow-up"]


def test_help_is_for_the_step_the_candidate_is_at_not_for_one_he_passed_over():
    scene = Scene()
    scene.writes(right("objective"), right("gradient"), words=9, reasons=("objective", "gradient"))
    assert scene.asks_for_a_hint() == [Hint("solution", 1)]


# Questions


def test_when_the_derivation_stands_the_questions_begin_with_the_weightiest():
    assert Scene().derives_everything() == [MoveOn("complete"), FollowUp("ridge", "ask", 1)]


def test_a_point_that_was_volunteered_is_not_asked():
    scene = Scene()
    scene.explains(volunteered={"ridge": "full"})
    assert scene.derives_everything()[-1].point == "invertibility"


def test_a_strong_answer_is_asked_deeper():
    scene = Scene()
    scene.derives_everything()
    assert scene.answers("full")[-1] == FollowUp("ridge", "deeper")


def test_a_weak_answer_is_asked_more_simply_once():
    scene = Scene()
    scene.derives_everything()
    assert scene.answers("none")[-1] == FollowUp("ridge", "simpler")
    assert scene.answers("none")[-1].point == "invertibility"


def test_half_an_answer_is_asked_for_the_rest_without_saying_what_is_missing():
    scene = Scene()
    scene.derives_everything()
    assert scene.answers("partial") == [Comment("partial"), Elaborate("ridge")]
    assert scene.answers("partial")[-1].point == "invertibility"


def test_in_practice_a_point_left_unanswered_is_taught_when_it_is_left():
    scene = Scene()
    scene.derives_everything()
    assert scene.answers("none") == [FollowUp("ridge", "simpler")]
    assert scene.answers("none")[0] == Comment("none", "The answer on ridge.", teaches=True)


def test_a_bridge_keeps_its_connection_for_the_comment():
    scene = Scene()
    scene.derives_everything()
    while not any(isinstance(move, Bridge) for move in scene.answers("full")):
        pass
    assert scene.answers("none")[0] == Comment("partial", "A Gaussian prior gives ridge.", teaches=True)


def test_being_stuck_on_a_question_brings_the_simpler_one():
    scene = Scene()
    scene.derives_everything()
    assert scene.is_stuck() == [FollowUp("ridge", "simpler")]


def test_a_misconception_is_answered_in_practice_and_heard_in_silence_in_an_interview():
    for mode, expected in (("practice", [Comment("none", "It is the other way round.")]), ("interview", [])):
        scene = Scene(mode=mode)
        scene.derives_everything()
        moves = scene.answers("none", "It is the other way round.")
        assert [move for move in moves if isinstance(move, Comment)] == expected


def test_a_good_interview_ends_with_a_bridge_and_a_kind_close():
    scene = Scene()
    scene.derives_everything()
    seen = []
    for _ in range(8):
        seen += scene.answers("full")
    assert [move for move in seen if isinstance(move, Bridge)] == [Bridge(0)]
    assert seen[-1] == Close("complete")
    assert scene.explains() == []


def test_no_question_is_asked_twice_whatever_is_answered():
    for levels in (("full",) * 9, ("none",) * 9, ("partial",) * 9, ("none", "full") * 5):
        scene = Scene()
        moves = scene.derives_everything()
        for level in levels:
            moves += scene.answers(level)
        asked = [(move.point, move.level) for move in moves if isinstance(move, FollowUp)]
        assert len(asked) == len(set(asked)) >= 2


# Time


def test_the_time_is_called_at_two_thirds_and_near_the_end_once_each():
    scene = Scene()
    assert scene.at(0.5).watches_the_clock() == []
    assert scene.at(0.67).watches_the_clock() == [TimeReminder("two-thirds")]
    assert scene.at(0.7).watches_the_clock() == []
    assert scene.at(0.91).watches_the_clock() == [TimeReminder("near-end")]
    assert scene.at(0.95).watches_the_clock() == []


def test_a_reminder_rides_along_with_the_next_reply_when_nobody_watched_the_clock():
    assert Scene().at(0.7).writes(right("objective")) == [TimeReminder("two-thirds"), AskWhy("objective")]


def test_a_reminder_leaves_the_open_question_open():
    scene = Scene()
    scene.derives_everything()
    scene.at(0.7).watches_the_clock()
    assert scene.answers("none")[-1] == FollowUp("ridge", "simpler")


def test_late_in_the_time_the_questions_come_however_far_the_derivation_got():
    scene = Scene()
    scene.at(0.7).watches_the_clock()
    assert scene.at(0.8).writes(right("objective")) == [MoveOn("time"), FollowUp("ridge", "ask", 1)]


@pytest.mark.parametrize("act", ["watches_the_clock", "explains", "asks_for_a_hint", "is_stuck"])
def test_when_the_time_is_up_the_interview_closes_whatever_happens(act):
    assert getattr(Scene().at(1.0), act)() == [Close("time")]


def test_the_candidate_may_leave_at_any_time():
    assert Scene().leaves() == [Close("asked")]


def test_an_explanation_that_calls_for_nothing_gets_a_nod():
    assert Scene().explains() == [Nod()]


def test_silence_after_the_time_closes_too():
    assert Scene().at(1.01).is_silent(95) == [Close("time")]
    assert isinstance(Scene().is_silent(95)[0], Nudge)


def test_who_goes_on_instead_of_answering_a_why_is_not_taught():
    scene = Scene()
    assert kinds(scene.writes(right("objective"))) == ["ask-why"]
    assert kinds(scene.writes(right("gradient"), answer="none", words=8, reasons=("gradient",))) == ["listen"]


def test_an_answer_that_happens_to_hold_a_request_is_an_answer():
    scene = Scene()
    scene.writes(right("objective"))
    assert scene.explains(answer="full", wishes=("gives-up",)) == [Comment("full")]


def test_a_step_written_just_before_the_questions_is_asked_for_its_reason_first():
    scene = Scene().at(0.74)
    scene.writes(right("gradient"), right("objective"))
    scene.at(0.77)
    moves = scene.answers("full")
    assert moves[-1] == AskWhy("gradient")
    assert "move-on" in kinds(scene.at(0.86).answers("full"))

"""Published short-answer data, on a file made by hand in its format."""

from __future__ import annotations

import pytest

from interviewer.evaluation.suite.semeval import read_semeval
from interviewer.evaluation.suite.yamlfile import SuiteError

BULB = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<question qtype="Q_EXPLAIN_SPECIFIC" id="LAMP_7" module="SwitchesLamps" stype="PREDICT">
  <questionText>Why does the lamp stay dark when the switch is open?</questionText>
  <referenceAnswers>
    <referenceAnswer category="BEST" id="answer1" fileID="LAMP_7_A1">The circuit has a gap, so no current flows.</referenceAnswer>
    <referenceAnswer category="MINIMAL" id="answer2" fileID="LAMP_7_A2">There is a gap.</referenceAnswer>
  </referenceAnswers>
  <studentAnswers>
    <studentAnswer count="1" id="s1" accuracy="correct">The circuit has a gap &amp; no current flows</studentAnswer>
    <studentAnswer count="1" id="s2" accuracy="partially_correct_incomplete">something is open</studentAnswer>
    <studentAnswer count="1" id="s3" accuracy="contradictory">the circuit is closed</studentAnswer>
    <studentAnswer count="1" id="s4" accuracy="non_domain">help me</studentAnswer>
  </studentAnswers>
</question>
"""
SEVERAL = BULB.replace('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n', "")


def test_beetle_questions_become_points_and_answers(tmp_path):
    path = tmp_path / "LAMP_7.xml"
    path.write_text(BULB, "utf-8")
    items = list(read_semeval(path))
    assert [item.label for item in items] == ["full", "partial", "none", "none"]
    assert items[0].id == "LAMP_7/s1"
    assert items[0].content["answer"] == "The circuit has a gap & no current flows"
    point = items[0].content["point"]
    assert [claim["text"] for claim in point["claims"]] == ["The circuit has a gap, so no current flows."]
    assert point["questions"][0] == "Why does the lamp stay dark when the switch is open?"


def test_several_questions_in_one_file(tmp_path):
    path = tmp_path / "all.xml"
    path.write_text(f"<questions>{SEVERAL}{SEVERAL.replace('LAMP_7', 'LAMP_8')}</questions>", "utf-8")
    assert {item.point for item in read_semeval(path)} == {"LAMP_7", "LAMP_8"}


def test_the_built_in_judge_tells_a_correct_answer_from_a_wrong_one(tmp_path):
    from interviewer.evaluation.running.tasks import Task, perform

    path = tmp_path / "LAMP_7.xml"
    path.write_text(BULB, "utf-8")
    correct, _, _, helpless = [perform(Task("answer", i.content, "builtin", "builtin")) for i in read_semeval(path)]
    assert correct["claims"] == ["reason-0"]
    assert (helpless["level"], helpless["claims"]) == ("none", [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<question>", r"x\.xml:1: not valid XML"),
        ("<a/>", "no <question>"),
        ('<!DOCTYPE q [<!ENTITY a "b">]><question/>', "document type"),
        (BULB.replace("non_domain", "superb"), "accuracy 'superb'"),
        (BULB.replace("questionText", "asked"), "lacks its questionText"),
    ],
)
def test_other_files_are_refused(tmp_path, text, told):
    path = tmp_path / "x.xml"
    path.write_text(text, "utf-8")
    with pytest.raises(SuiteError, match=told):
        list(read_semeval(path))

"""A suite is read whole or refused with file and line."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from interviewer.evaluation.suite.folder import read_suite
from interviewer.evaluation.suite.yamlfile import SuiteError
from rubrics import rubrics
from tests.evaluation.rig import answer_rows, line_rows, suite_of_answers, write_rows

SHIPPED = Path(__file__).parents[2] / "rubrics" / "suites"
TRANSCRIPT = """---
derivation: svm-dual
---
## Interviewer
Derive the dual.

## Candidate
L(w,b,α) = ½‖w‖² − Σᵢ αᵢ[yᵢ(wᵀxᵢ+b) − 1]
"""


@pytest.fixture(scope="module")
def shipped():
    return read_suite(SHIPPED, rubrics())


def test_the_shipped_suite_is_large_enough(shipped):
    kinds = Counter(item.kind for item in shipped.items)
    assert kinds["line"] >= 1000
    assert kinds["answer"] >= 400
    assert kinds["transcript"] >= 30
    assert kinds["simulation"] >= 30


@pytest.mark.parametrize("kind", ["line", "answer", "transcript", "simulation"])
def test_the_shipped_suite_covers_every_derivation(shipped, kind):
    assert {item.derivation for item in shipped.items if item.kind == kind} == set(rubrics())


def test_the_shipped_transcripts_show_three_levels_of_every_derivation(shipped):
    found = Counter((item.derivation, item.label) for item in shipped.items if item.kind == "transcript")
    assert set(found) == {(d, level) for d in rubrics() for level in ("weak", "middle", "strong")}


def test_the_shipped_answers_cover_every_point_and_level(shipped):
    found = {(item.derivation, item.point, item.label) for item in shipped.items if item.kind == "answer"}
    wanted = {(d, p.id, level) for d, r in rubrics().items() for p in r.points for level in ("none", "partial", "full")}
    assert wanted <= found


def test_every_labelled_step_of_a_shipped_transcript_is_read_as_a_formula(shipped):
    from derivations import catalogue
    from interviewer.grading.passages import formulas
    from interviewer.grading.reading import parse_transcript

    unread = []
    for item in (item for item in shipped.items if item.kind == "transcript"):
        transcript = parse_transcript(item.content["text"], tuple(catalogue()))
        read = {formula.line for turn in transcript.said for formula in formulas(turn.text, turn.line)}
        unread += [(item.id, line) for line in item.expected["steps"] if line not in read]
    assert unread == []


def test_a_folder_without_a_description_is_a_suite(tmp_path):
    write_rows(tmp_path / "lines" / "deep" / "some.jsonl", line_rows())
    suite = read_suite(suite_of_answers(tmp_path), rubrics())
    assert Counter(item.kind for item in suite.items) == {"line": 4, "answer": 6}
    assert suite.items[0].source.endswith("some.jsonl:1")
    assert suite.items[0].group == "deep"


def test_a_description_chooses_files_and_bounds(tmp_path):
    suite_of_answers(tmp_path)
    write_rows(tmp_path / "mine" / "a.jsonl", answer_rows())
    (tmp_path / "suite.yaml").write_text("name: Mine\nanswers: [mine/*.jsonl]\nminimum: {answer.kappa: 0.5}\n")
    suite = read_suite(tmp_path, rubrics())
    assert (suite.name, suite.minimum) == ("Mine", {"answer.kappa": 0.5})
    assert {item.group for item in suite.items} == {"mine"}
    assert read_suite(tmp_path / "suite.yaml", rubrics()) == suite


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("name: x\nansers: [a]\n", 2, "ansers"),
        ("name: x\nminimum:\n  kappa: high\n", 3, "number"),
        ("name: x\nlines: [*a]\n", 2, "alias"),
        ("name: [x\n", 2, "YAML"),
        ("lines: [nothing/*.jsonl]\n", None, "names no file"),
        ("lines: [../*.jsonl]\n", None, "leaves the suite's folder"),
    ],
)
def test_a_wrong_description_is_refused_with_its_line(tmp_path, text, line, told):
    suite_of_answers(tmp_path)
    (tmp_path / "suite.yaml").write_text(text)
    with pytest.raises(SuiteError, match=told) as error:
        read_suite(tmp_path, rubrics())
    assert f"suite.yaml:{line}:" in str(error.value) or line is None


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{", "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ("[1]", "JSON object"),
        ('{"id": 1, "derivation": "svm-dual", "step": "1 = 1"}', "'label' is missing; it is one of right, wrong"),
        ('{"id": 1, "derivation": "svm-dual", "step": "1 = 1", "label": "ok"}', "'label' is 'ok'"),
        ('{"id": 1, "derivation": "nope", "step": "1 = 1", "label": "right"}', "'derivation' is 'nope'"),
        ('{"derivation": "svm-dual", "step": "1 = 1", "label": "right"}', "needs an 'id'"),
        ('{"id": 1, "derivation": "svm-dual", "step": 5, "label": "right"}', "'step' must be a string"),
        ('{"id": 1, "derivation": "svm-dual", "setup": "x", "step": "1 = 1", "label": "right"}', "list of strings"),
    ],
)
def test_a_wrong_line_is_refused_with_its_line(tmp_path, row, told):
    path = write_rows(tmp_path / "lines" / "some.jsonl", line_rows()[:2])
    path.write_text(path.read_text("utf-8") + "\n" + row + "\n", "utf-8")
    with pytest.raises(SuiteError, match=f"some.jsonl:4: .*{told}"):
        read_suite(tmp_path, rubrics())


def test_an_id_used_twice_is_refused_naming_both_places(tmp_path):
    rows = line_rows()
    rows[3]["id"] = rows[0]["id"]
    write_rows(tmp_path / "lines" / "some.jsonl", rows)
    with pytest.raises(SuiteError, match=r"some\.jsonl:4: the id 'l0' is already used at .*some\.jsonl:1"):
        read_suite(tmp_path, rubrics())


def test_an_answer_to_a_point_there_is_not_is_refused(tmp_path):
    rows = answer_rows()
    rows[1]["point"] = "ridge"
    write_rows(tmp_path / "answers" / "some.jsonl", rows)
    with pytest.raises(SuiteError, match=r"some\.jsonl:2: the field 'point' is 'ridge'"):
        read_suite(tmp_path, rubrics())


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (None, "needs t.yaml beside it"),
        ("level: great\n", r"t\.yaml:1: field 'level'"),
        ("level: weak\nsteps:\n  8: maybe\n", r"t\.yaml:3: field 'steps\.8'|t\.yaml:3: field 'steps\[8\]'"),
        ("level: weak\nsteps: {5: right}\n", "the candidate says nothing on line 5"),
        ("level: weak\npoints: {ridge: full}\n", "points: there is no 'ridge'"),
        ("level: weak\nmilestones: {solution: reached}\n", "milestones: there is no 'solution'"),
    ],
)
def test_labels_that_do_not_fit_their_transcript_are_refused(tmp_path, labels, told):
    (tmp_path / "transcripts").mkdir()
    (tmp_path / "transcripts" / "t.md").write_text(TRANSCRIPT, "utf-8")
    if labels is not None:
        (tmp_path / "transcripts" / "t.yaml").write_text(labels, "utf-8")
    with pytest.raises(SuiteError, match=told):
        read_suite(tmp_path, rubrics())


def test_an_empty_suite_says_what_belongs_into_it(tmp_path):
    with pytest.raises(SuiteError, match=r"nothing labelled in lines/\*\.jsonl"):
        read_suite(tmp_path, rubrics())
    with pytest.raises(SuiteError, match="no such folder"):
        read_suite(tmp_path / "nowhere", rubrics())

"""The shipped rubrics: whole, reachable, each claim and each misconception met by something that somebody would say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import rubrics
from interviewer.judging import doc, guards
from interviewer.judging.builtin import claims_met, misconceptions
from rubrics import Point, RubricError, load_rubric

ALL = [(name, point) for name, rubric in rubrics.rubrics().items() for point in rubric.points]
ANSWERS = Path(rubrics.__file__).parent / "suites" / "answers"


def said() -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for file in ANSWERS.glob("*.jsonl"):
        for row in map(json.loads, file.read_text("utf-8").splitlines()):
            found.setdefault((row["derivation"], row["point"]), []).append(row["answer"])
    return found


SAID = said()


@pytest.mark.parametrize(("name", "point"), ALL, ids=[p.id for _, p in ALL])
def test_a_point_is_at_expert_grade(name: str, point: Point):
    assert 2 <= len(set(point.questions)) <= 3
    assert point.deeper
    assert point.simpler
    assert len(point.claims) > point.full
    assert len(point.misconceptions) >= 2
    assert all(m.reply.endswith(("?", ".")) for m in point.misconceptions)


@pytest.mark.parametrize(("name", "point"), ALL, ids=[p.id for _, p in ALL])
def test_claims_are_exercised_and_the_model_answer_is_no_misconception(name: str, point: Point):
    texts = [doc.read(guards.harmless(text)) for text in (point.answer, *SAID[name, point.id])]
    met = {claim for text in texts for claim in claims_met(point, text)}
    assert {c.id for c in point.claims} <= met
    assert not misconceptions(point, texts[0])


def test_a_pattern_that_names_an_unknown_subject_is_reported_with_its_line(tmp_path):
    shipped = Path(rubrics.__file__).parent / "kl-divergence.yaml"
    path = tmp_path / "broken.yaml"
    path.write_text(shipped.read_text("utf-8").replace('{fwd: "cover', '{front: "cover', 1), "utf-8")
    with pytest.raises(RubricError, match=r"broken\.yaml:\d+.*no subject named front"):
        load_rubric(path)


def test_a_fact_on_an_unknown_axis_is_reported_with_its_line(tmp_path):
    shipped = Path(rubrics.__file__).parent / "vae-elbo.yaml"
    path = tmp_path / "broken.yaml"
    path.write_text(shipped.read_text("utf-8").replace("axis: bound.lower", "axis: bound.lowest", 1), "utf-8")
    with pytest.raises(RubricError, match=r"broken\.yaml:\d+: point 'elbo-derivation': no axis 'bound.lowest'"):
        load_rubric(path)

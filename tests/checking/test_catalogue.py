"""The shipped catalogue proves itself, and a user's broken file is reported with its place."""

from __future__ import annotations

from interviewer.lint import Problem, lint


def test_every_reference_follows_and_every_wrong_turn_is_refuted():
    assert [str(item) for item in lint([]) if isinstance(item, Problem)] == []


def test_a_broken_file_is_reported_with_file_line_and_field(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("id: mine\ntitle: Mine\nfrequency: 99\nmilestones:\n", "utf-8")
    problems = [str(item) for item in lint([path]) if isinstance(item, Problem)]
    assert len(problems) == 1
    assert "mine.yaml" in problems[0]
    assert "field" in problems[0]


def test_yaml_that_does_not_parse_names_its_line(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("id: mine\nmilestones: [\n", "utf-8")
    (problem,) = [str(item) for item in lint([path]) if isinstance(item, Problem)]
    assert "not valid YAML" in problem

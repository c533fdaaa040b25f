"""`interviewer eval` as people and continuous integration use it."""

from __future__ import annotations

import io
import json
import re
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from interviewer.cli import app
from interviewer.evaluation.statistics.measures import Group, Measure
from interviewer.evaluation.statistics.thresholds import parse, shortfalls
from tests.evaluation.rig import LINES, answer_rows, line_rows, suite_of_answers, write_rows

RUBRIC = Path(__file__).parents[2] / "rubrics" / "svm-dual.yaml"
HOSTILE = "<script>alert(1)</script> \x1b[2J{{ 7*7 }} {% raw %} the kernel trick & more"


@dataclass(frozen=True)
class Done:
    exit_code: int
    stdout: str
    stderr: str


def run(*arguments: object) -> Done:
    """The command in this process, which imports the libraries once for all tests."""
    with (
        redirect_stdout(io.StringIO()) as out,
        redirect_stderr(io.StringIO()) as err,
        pytest.raises(SystemExit) as ended,
    ):
        app(["eval", *map(str, arguments)])
    return Done(int(ended.value.code or 0), out.getvalue(), err.getvalue())


@pytest.fixture(scope="module", autouse=True)
def no_model():
    with pytest.MonkeyPatch.context() as patch:
        for name in ("INTERVIEWER_MODEL", "OPENAI_API_KEY", "OPENAI_BASE_URL"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """A finished run on lines and answers, one answer hostile."""
    folder = tmp_path_factory.mktemp("run")
    write_rows(folder / "suite" / "lines" / "some.jsonl", line_rows())
    rows = answer_rows(2)
    rows.append({**rows[0], "id": "hostile", "answer": HOSTILE, "label": "partial"})
    write_rows(folder / "suite" / "answers" / "some.jsonl", rows)
    result = run(folder / "suite", "--out", folder / "out", "--runs", 2, "--seconds", 20)
    assert result.exit_code == 0, result.stderr
    return folder, result


def test_tables_show_measures_with_intervals(done):
    _, result = done
    text = result.stdout
    for name in ("accuracy", "precision", "recall", "f1", "weighted-kappa", "Krippendorff's alpha", "tokens"):
        assert name in text
    assert re.search(r"\d\.\d\d…\d\.\d\d", text)
    assert "\x1b" not in text


def test_the_checker_is_right_on_these_lines(done):
    folder, _ = done
    rows = [json.loads(line) for line in (folder / "out" / "results.jsonl").read_text("utf-8").splitlines()]
    found = [(row["label"], row["found"]) for row in rows if row["kind"] == "line" and row["run"] == 1]
    assert found == [(label, {"right": "accepted", "wrong": "refuted"}[label]) for label, _ in LINES]


def test_the_json_report_says_the_same(done):
    folder, _ = done
    report = json.loads((folder / "out" / "report.json").read_text("utf-8"))
    assert report["schema"] == 1
    whole = next(group for group in report["groups"] if group["kind"] == "line" and group["by"] == "all")
    assert whole["measures"]["accuracy"]["value"] == 1.0
    assert whole["confusion"] == [[2, 0, 0], [0, 2, 0]]
    assert len(report["outcomes"]) == 2 * (4 + 13)
    assert {found["kind"] for found in report["runs"]} == {"line", "answer"}


def test_the_page_needs_nothing_else_and_runs_nothing_it_shows(done):
    folder, _ = done
    page = (folder / "out" / "report.html").read_text("utf-8")
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7*7 }}" in page  # shown as it was written, not computed
    assert "\x1b" not in page
    assert re.findall(r'(?:src|href)="(?!#)[^"]*"', page.replace("xlink:", "")) == []
    assert "default-src 'none'" in page
    assert page.count("<svg") == 3


def test_numbers_in_the_page_lead_to_items_that_are_there(done):
    folder, _ = done
    page = (folder / "out" / "report.html").read_text("utf-8")
    rows = [dict(re.findall(r'data-(\w+)="([^"]*)"', row)) for row in re.findall(r"<tr[^>]* data-item[^>]*>", page)]
    assert len(rows) == 2 * (4 + 13)
    links = re.findall(r'<td class="cell"[^>]*><a href="#([^"]+)">(\d+)</a>', page)
    assert len(links) == 6 + 9
    for address, count in links:
        wanted = dict(pair.split("=") for pair in address.replace("&amp;", "&").split("&"))
        behind = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
        assert len(behind) == int(count)


def test_a_bound_that_is_kept_passes_and_one_that_is_not_fails(done):
    folder, _ = done
    again = (folder / "suite", "--out", folder / "out", "--runs", 2, "--seconds", 20)
    kept = run(*again, "--min", "f1=0.9", "--max", "wrong-accepted=0")
    assert kept.exit_code == 0, kept.stderr
    missed = run(*again, "--max", "line.accuracy@svm-dual=0.5")
    assert missed.exit_code == 1
    assert "line accuracy of checker on svm-dual is 1.000, above 0.5 (4 items)" in missed.stderr
    assert "above 0.5" in (folder / "out" / "report.html").read_text("utf-8")


def test_a_baseline_shows_what_another_rubric_changes(done, tmp_path):
    folder, _ = done
    (tmp_path / "rubrics").mkdir()
    rubric = Path(shutil.copy(RUBRIC, tmp_path / "rubrics"))
    rubric.write_text(re.sub("kernel", "colonel", rubric.read_text("utf-8")), "utf-8")
    result = run(
        *(folder / "suite", "--only", "answers", "--rubrics", tmp_path / "rubrics"),
        *("--out", tmp_path / "out", "--baseline", folder / "out", "--format", "json"),
    )
    assert result.exit_code == 0, result.stderr
    (found,) = json.loads(result.stdout)["comparisons"]
    assert (found["a"], found["b"], found["kind"], found["n"]) == ("baseline builtin", "builtin", "answer", 13)
    assert found["accuracy_b"] <= found["accuracy_a"]
    assert set(found["broken"]) | set(found["fixed"])


def test_a_spent_budget_is_told_with_what_is_left(tmp_path):
    result = run(suite_of_answers(tmp_path / "suite"), "--out", tmp_path / "out", "--budget", 0)
    assert result.exit_code == 1
    assert "the budget is spent: 6 of 6 are left; the same command goes on where this one ended" in result.stderr


def test_wordings_are_crossed_with_answers(tmp_path):
    result = run(suite_of_answers(tmp_path / "suite"), "--wordings", "--out", tmp_path / "out", "--format", "json")
    assert result.exit_code == 0, result.stderr
    (study,) = json.loads(result.stdout)["points"]
    assert study["n"] == 6
    assert len(study["wordings"]) >= 2
    assert study["changed"] is not None


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--format", "pdf"], "there is no format 'pdf'"),
        (["--only", "poems"], "choose lines, answers, transcripts, candidates"),
        (["--min", "kappa"], "write NAME=VALUE"),
        (["--min", "beauty=1"], "there is no measure 'beauty' in this run; there are answer.accuracy"),
        (["--judge", "oracle"], "there is no judge 'oracle'"),
        (["--judge", "openai"], "no model is configured"),
        (["--derivation", "nope"], "nothing in the suite fits"),
    ],
)
def test_wrong_usage_exits_with_2(done, arguments, told):
    folder, _ = done
    result = run(folder / "suite", "--only", "answers", "--out", folder / "out", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--baseline", "{}"], "no results.jsonl in it"),
        (["--rubrics", "{}/nowhere"], "there is no such folder of rubrics"),
        (["--out", "/proc/x"], "cannot be written"),
    ],
)
def test_what_cannot_be_read_or_written_exits_with_1(done, tmp_path, arguments, told):
    folder, _ = done
    result = run(folder / "suite", "--out", tmp_path / "o", *(argument.format(tmp_path) for argument in arguments))
    assert result.exit_code == 1
    assert told in result.stderr
    assert result.stdout == ""


def group(kind="answer", judge="builtin", by="all", name="all", **values):
    return Group(kind, judge, by, name, 5, {n.replace("_", "-"): Measure(v, n=5) for n, v in values.items()})


def test_bounds_hold_for_every_judge_and_kind_they_fit():
    groups = [group(kappa=0.9), group(judge="m", kappa=0.7), group("point", kappa=0.5), group(by="point", kappa=0.1)]
    assert len(shortfalls(groups, {"kappa": 0.8}, {})) == 2
    assert shortfalls(groups, {"answer.kappa": 0.8}, {}) == ["answer kappa of m is 0.700, below 0.8 (5 items)"]
    assert shortfalls(groups, {"answer.kappa": 0.7}, {"point.kappa": 0.5}) == []


def test_an_undefined_measure_keeps_no_bound():
    assert "not defined" in shortfalls([group(kappa=None)], {"kappa": 0.0}, {})[0]


@pytest.mark.parametrize("text", ["kappa", "kappa=", "=1", "a b=1", "kappa=x"])
def test_a_bound_is_a_name_and_a_number(text):
    with pytest.raises(ValueError, match="is no bound"):
        parse(text)

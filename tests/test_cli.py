"""The commands as a user calls them: real processes, their streams and exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

TRANSCRIPT = """---
derivation: svm-dual
candidate: Ada
---
## Interviewer
Derive the dual of the hard-margin SVM.

## Candidate
L(w,b,α) = ½‖w‖² + Σᵢ αᵢ[yᵢ(wᵀxᵢ+b) − 1]

## Candidate
I see, the sign.
$$L(w,b,\\alpha) = \\tfrac12\\|w\\|^2 - \\sum_i \\alpha_i[y_i(w^\\top x_i+b) - 1]$$
∂L/∂b = −Σᵢ αᵢyᵢ = 0

## Interviewer
Why do we bother with the dual when the primal is already a convex problem?

## Candidate
The data enter only through inner products, so one can use kernels, and most multipliers are zero.
"""


def run(*arguments, text="", cwd=None):
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "NO_COLOR": "1"}
    for name in ("INTERVIEWER_MODEL", "OPENAI_API_KEY", "OPENAI_BASE_URL"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-m", "interviewer.cli", *arguments],
        input=text.encode() if isinstance(text, str) else text,
        capture_output=True,
        env=environment,
        cwd=cwd,
        timeout=180,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_help_lists_the_commands():
    code, out, _ = run("--help")
    assert code == 0
    for command in ("check", "grade", "judge", "eval", "lint", "resume", "history"):
        assert command in out


def test_check_rows_keep_their_order_and_survive_bad_ones():
    rows = [
        {"id": 1, "derivation": "svm-dual", "setup": [], "step": "Σᵢ αᵢ yᵢ = 0", "extra": True},
        "not json",
        {"id": 3, "derivation": "nope", "step": "1 = 1"},
        {"id": 4, "derivation": "svm-dual", "step": "Σᵢ αᵢ xᵢ = 0"},
        {"id": 5, "derivation": "svm-dual", "step": "w = " + "(" * 5000},
    ]
    code, out, _ = run("check", "--jsonl", text="\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows))
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [a["id"] for a in answers] == [1, None, 3, 4, 5]
    assert answers[0]["verdict"] in ("verified", "given")
    assert "JSON" in answers[1]["error"]
    assert "nope" in answers[2]["error"]
    assert answers[3]["verdict"] == "refuted"
    assert answers[3]["counterexample"]
    assert answers[4]["verdict"] == "undecided"


def test_check_lines_know_the_lines_before_them():
    code, out, _ = run(
        "check", "--derivation", "linear-regression", text="L(w) = ½‖y − Xw‖²\n∂L/∂w = Xᵀ(Xw − y)\n∂L/∂w = X(Xw − y)\n"
    )
    assert code == 0
    assert [line.split()[1] for line in out.splitlines() if line[0] in "✓∎✗?"] == ["given", "verified", "refuted"]


def test_check_wants_a_derivation():
    code, out, err = run("check", text="1 = 1\n")
    assert code == 2
    assert out == ""
    assert "svm-dual" in err


def test_grade_reports_and_the_score_can_be_recomputed(tmp_path):
    path = tmp_path / "t.md"
    path.write_text(TRANSCRIPT, "utf-8")
    code, out, _ = run("grade", str(path), "--format", "json")
    assert code == 0
    report = json.loads(out)
    assert report["schema"] == 1
    assert next(s["verdict"] for s in report["steps"]) == "refuted"
    status = {m["id"]: m["status"] for m in report["milestones"]}
    assert status["lagrangian"] == "reached"
    assert status["stationarity-b"] == "reached"
    assert status["dual"] == "missing"
    levels = {p["id"]: p["level"] for p in report["points"]}
    assert levels["why-dual"] == "full"
    assert all(quote in TRANSCRIPT for p in report["points"] for quote in p["evidence"])
    assert report["score"] == recomputed(report)


def recomputed(report):
    """The README's formula."""
    derived = sum(m["status"] == "reached" for m in report["milestones"]) / len(report["milestones"])
    asked = [p for p in report["points"] if p["level"] != "not-asked"]
    base = 80 * derived
    if asked:
        value = {"full": 1, "partial": 0.5, "none": 0}
        base = 60 * derived + 40 * sum(p["weight"] * value[p["level"]] for p in asked) / sum(p["weight"] for p in asked)
    slips = sum(s["verdict"] == "refuted" and not s["carried"] for s in report["steps"])
    return max(0, int(base - min(20, 3 * report["hints"] + 2 * slips) + 0.5))


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_other_formats_hold_the_score(tmp_path, form):
    path = tmp_path / "t.md"
    path.write_text(TRANSCRIPT.replace("I see, the sign.", "<script>alert(1)</script> \x1b[31m"), "utf-8")
    code, out, _ = run("grade", str(path), "--format", form)
    assert code == 0
    assert "svm-dual" in out
    assert "\x1b" not in out
    assert "<script>alert" not in out or form != "html"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\xff\xfe\x00bad", ""),
        (b"# no front matter\n", "derivation"),
        (b"---\nderivation: nope\n---\n## Candidate\nx\n", "nope"),
    ],
)
def test_bad_transcripts_are_named_and_the_rest_is_done(tmp_path, content, words):
    bad, good = tmp_path / "bad.md", tmp_path / "good.md"
    bad.write_bytes(content)
    good.write_text(TRANSCRIPT, "utf-8")
    code, out, err = run("grade", str(bad), str(good), "--format", "json")
    assert code == 1
    assert "bad.md" in err
    assert words in err
    assert "Traceback" not in err
    assert len(out.splitlines()) == 1


def test_judge_rows():
    rows = [
        {
            "id": "a",
            "derivation": "svm-dual",
            "point": "why-dual",
            "question": "Why?",
            "answer": "Only inner products appear, so kernels can be used, and the solution is sparse.",
        },
        {"id": "b", "derivation": "svm-dual", "point": "nope", "answer": ""},
    ]
    code, out, _ = run("judge", "--jsonl", text="\n".join(map(json.dumps, rows)))
    first, second = map(json.loads, out.splitlines())
    assert code == 1
    assert first["level"] == "full"
    assert first["judge"] == "builtin"
    assert "nope" in second["error"]


def test_a_model_that_is_not_configured_is_wrong_usage():
    code, _, err = run("judge", "--jsonl", "--judge", "openai", text="{}")
    assert code == 2
    assert "INTERVIEWER_MODEL" in err


def test_unknown_format_is_wrong_usage(tmp_path):
    code, _, err = run("grade", "x.md", "--format", "pdf")
    assert code == 2
    assert "html" in err

"""Results survive kills, cost nothing twice, and are the same wherever they are computed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from interviewer.evaluation.report import build
from interviewer.evaluation.running.completing import Budget, complete, gather, missing, write_results
from interviewer.evaluation.running.judges import identity
from interviewer.evaluation.running.keys import key_of
from interviewer.evaluation.running.local import LocalRunner
from interviewer.evaluation.running.planning import plan
from interviewer.evaluation.running.runner import RunnerError, shared
from interviewer.evaluation.running.store import Store
from interviewer.evaluation.running.tasks import Task, perform
from interviewer.evaluation.suite.folder import read_suite
from interviewer.evaluation.suite.yamlfile import SuiteError
from rubrics import rubrics
from tests.evaluation.endpoint import TOKENS, judging
from tests.evaluation.rig import environment, evaluate, line_rows, suite_of_answers, write_rows


class Here:
    """A runner in this process that counts what it is given."""

    def __init__(self):
        self.given = []

    def run(self, tasks):
        for task in tasks:
            self.given.append(task)
            yield task, perform(task)


@pytest.fixture
def planned(tmp_path):
    return plan(read_suite(suite_of_answers(tmp_path / "suite"), rubrics()).items, ["builtin"])


def test_a_key_changes_with_whatever_the_result_depends_on():
    content = {"derivation": "svm-dual", "answer": "a", "point": {"claims": []}}
    key = key_of("answer", content, "builtin", 1)
    assert key == key_of("answer", dict(reversed(content.items())), "builtin", 1)
    others = [
        key_of("answer", {**content, "answer": "b"}, "builtin", 1),
        key_of("answer", {**content, "point": {"claims": [1]}}, "builtin", 1),
        key_of("answer", {**content, "derivation": "attention"}, "builtin", 1),
        key_of("answer", content, "model#1", 1),
        key_of("answer", content, "builtin", 2),
        key_of("line", content, "builtin", 1),
    ]
    assert len({key, *others}) == 7


def test_a_store_keeps_what_was_written_and_drops_a_torn_line(tmp_path):
    path = tmp_path / "store.jsonl"
    store = Store(path)
    store.put("a", {"level": "full", "note": "zeile\nzwei \u2028"})
    store.put("b", {"level": "none"})
    store.close()
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"key": "c", "resu')
    again = Store(path)
    assert len(again) == 2
    assert again.get("a") == {"level": "full", "note": "zeile\nzwei \u2028"}
    again.put("c", {"level": "partial"})
    again.close()
    assert path.read_bytes().startswith(whole)
    assert [json.loads(line)["key"] for line in path.read_text("utf-8").splitlines()] == ["a", "b", "c"]


def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "store.jsonl"
    path.write_text("my thesis\n")
    with pytest.raises(SuiteError, match=r"store\.jsonl:1: not a result"):
        Store(path)
    assert path.read_text() == "my thesis\n"


def test_a_second_run_does_nothing(tmp_path, planned):
    store, runner = Store(tmp_path / "s"), Here()
    complete(planned, store, runner, Budget(), lambda _: None)
    first = list(gather(planned, store, {}))
    assert len(runner.given) == 6
    complete(planned, store, runner, Budget(), lambda _: None)
    assert len(runner.given) == 6
    assert list(gather(planned, store, {})) == first


def test_only_what_changed_is_done_again(tmp_path, planned):
    store, runner = Store(tmp_path / "s"), Here()
    complete(planned[:4], store, runner, Budget(), lambda _: None)
    complete(planned, store, runner, Budget(), lambda _: None)
    assert [task.content["answer"] for task in runner.given] == [p.item.content["answer"] for p in planned]


def test_progress_counts_what_was_known(tmp_path, planned):
    store, told = Store(tmp_path / "s"), []
    complete(planned[:4], store, Here(), Budget(), lambda _: None)
    complete(planned, store, Here(), Budget(), told.append)
    assert [(p.done, p.total, p.known) for p in told] == [(4, 6, 4), (5, 6, 4), (6, 6, 4)]


def test_a_spent_budget_stops_the_run_and_the_rest_is_left(tmp_path, planned):
    class Dear(Here):
        def run(self, tasks):
            for task, result in super().run(tasks):
                yield task, {**result, "tokens": 100}

    store = Store(tmp_path / "s")
    failed = complete(planned, store, Dear(), Budget(250), lambda _: None)
    assert (len(store), missing(planned, store, failed)) == (3, 3)
    complete(planned, store, Dear(), Budget(250), lambda _: None)
    assert len(store) == 6


def test_what_failed_is_told_and_tried_again(tmp_path, planned):
    class Broken:
        def run(self, tasks):
            for task in tasks:
                yield task, {"error": "no answer", "ms": 1.0}

    store = Store(tmp_path / "s")
    failed = complete(planned, store, Broken(), Budget(), lambda _: None)
    assert {row.found for row in gather(planned, store, failed)} == {"error"}
    assert len(store) == 0
    assert complete(planned, store, Here(), Budget(), lambda _: None) == {}
    assert len(store) == 6


def test_processes_give_what_this_process_gives(tmp_path, planned):
    here, there = Store(tmp_path / "here"), Store(tmp_path / "there")
    complete(planned, here, Here(), Budget(), lambda _: None)
    complete(planned, there, LocalRunner(2), Budget(), lambda _: None)
    for name, store in (("a", here), ("b", there)):
        write_results(tmp_path / name, list(gather(planned, store, {})))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_task_of_no_kind_is_an_error_and_not_the_end():
    assert "KeyError" in perform(Task("poem", {}, "builtin", "builtin"))["error"]


def test_a_simulated_interview_is_asked_by_the_rubric_in_its_item():
    """--rubrics reaches interviews: another question is put, another key stands for it, and afterwards all is as before."""
    point = rubrics()["svm-dual"].points[0]
    other = rubrics()["svm-dual"].model_copy(
        update={"points": [point.model_copy(update={"questions": ["Pray, which conditions hold there?"] * 2})]}
    )
    candidate = {"kind": "short", "about": "says little", "steps": 0.0, "pace": 200.0}
    content = {"derivation": "svm-dual", "candidate": candidate, "rubric": other.model_dump(mode="json")}
    played = perform(Task("simulation", content, "interviewer", "interviewer"))
    assert [name for name, _ in played["points"].items()] == [point.id]
    assert rubrics()["svm-dual"].points[0] == point
    shipped = {**content, "rubric": rubrics()["svm-dual"].model_dump(mode="json")}
    assert Task("simulation", content, "i", "i").key != Task("simulation", shipped, "i", "i").key


def test_a_rate_is_shared_among_processes_and_changes_no_key(planned):
    tasks = [p.task for p in planned]
    assert shared(tasks, 0.0, 4) == tasks
    slow = shared(tasks, 120.0, 4)
    assert {task.rate for task in slow} == {30.0}
    assert [task.key for task in slow] == [task.key for task in tasks]


def test_every_result_before_a_kill_is_kept(tmp_path):
    """A real SIGKILL in the middle; then the same command goes on and judges only the rest."""
    suite, out = suite_of_answers(tmp_path / "suite", times=300), tmp_path / "out"
    # 1,800 answers take some seconds, so that the kill comes in the middle
    command = [sys.executable, "-m", "interviewer.cli", "eval", str(suite), "--out", str(out), "--jobs", "1"]
    running = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    store = out / "store.jsonl"
    while running.poll() is None and (not store.exists() or store.read_bytes().count(b"\n") < 20):
        time.sleep(0.02)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    before = store.read_bytes()
    kept = before.count(b"\n")
    assert 20 <= kept < 1_800
    code, text, _ = evaluate(suite, "--out", out, "--jobs", 1)
    assert code == 0
    assert "1,800" in text or "1800" in text
    after = store.read_bytes()
    assert after.startswith(before[: before.rindex(b"\n") + 1])
    assert len({json.loads(line)["key"] for line in after.splitlines()}) == after.count(b"\n") == 1_800


def kernels(answer):
    return [{"claim": "kernels", "quote": answer[:30]}]


@pytest.fixture
def planned_for(tmp_path, monkeypatch):
    """The answers planned for a model at an address; each model's name is new, since processes keep their judges."""

    def make(url, model, times=1):
        monkeypatch.setenv("OPENAI_API_KEY", "secret-key")
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        return plan(read_suite(suite_of_answers(tmp_path / "suite", times), rubrics()).items, [f"openai:{model}"])

    return make


def test_a_failing_endpoint_is_told_and_tried_again(tmp_path, planned_for):
    """The built-in judge never stands in for the model unnoticed."""
    with judging(lambda answer: kernels(answer) if "kernel" in answer else 400) as served:
        planned = planned_for(served.url, "m-fails")
        store = Store(tmp_path / "s")
        failed = complete(planned, store, Here(), Budget(), lambda _: None)
        rows = list(gather(planned, store, failed))
        broken = [row for row in rows if row.found == "error"]
        assert broken
        assert all("status 400" in row.note for row in broken)
        assert len(store) == 6 - len(broken)
        asked, served.reply = len(served.judged), kernels
        assert complete(planned, store, Here(), Budget(), lambda _: None) == {}
        assert len(served.judged) - asked == len(broken)
    assert b"secret-key" not in (tmp_path / "s").read_bytes()


def test_tokens_and_cost_of_a_model_are_told(tmp_path, planned_for):
    with judging(kernels) as served:
        planned = planned_for(served.url, "m-costs")
        store = Store(tmp_path / "s")
        failed = complete(planned, store, Here(), Budget(), lambda _: None)
    (spent,) = build("suite", list(gather(planned, store, failed)), rubrics(), price=2.0).spent
    assert (spent.judge, spent.n) == ("m-costs", 6)
    assert spent.tokens == len(served.judged) * TOKENS > 0
    assert spent.money == pytest.approx(spent.tokens * 2e-6)


def test_a_budget_stops_calls_to_a_model(tmp_path, planned_for):
    with judging(kernels) as served:
        planned = planned_for(served.url, "m-budget", times=3)
        store = Store(tmp_path / "s")
        failed = complete(planned, store, Here(), Budget(3 * TOKENS), lambda _: None)
    assert len(served.judged) == 3
    assert missing(planned, store, failed) > 0


def test_results_of_two_models_and_two_settings_are_kept_apart(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    names = [identity("openai:a"), identity("openai:b")]
    monkeypatch.setenv("INTERVIEWER_TEMPERATURE", "0.7")
    names.append(identity("openai:a"))
    monkeypatch.setenv("OPENAI_API_KEY", "another")
    names.append(identity("openai:a"))
    assert len(set(names)) == 3
    assert names[2] == names[3]
    assert identity("builtin") == "builtin"


@pytest.fixture(scope="module")
def cluster():
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as running:
        yield running


def test_a_cluster_gives_the_same_bytes_though_a_worker_dies(tmp_path, cluster):
    from interviewer.evaluation.running.cluster import ClusterRunner

    suite = suite_of_answers(tmp_path / "suite", times=20)
    write_rows(suite / "lines" / "some.jsonl", line_rows())
    planned = plan(read_suite(suite, rubrics()).items, ["builtin"], seconds=60.0)
    here, there = Store(tmp_path / "here"), Store(tmp_path / "there")
    complete(planned, here, Here(), Budget(), lambda _: None)
    victim = next(iter(cluster.workers.values())).pid
    killed = []

    def told(progress):
        if progress.done >= 10 and not killed:
            os.kill(victim, signal.SIGKILL)
            killed.append(progress.done)

    failed = complete(planned, there, ClusterRunner(cluster.scheduler_address), Budget(), told)
    assert killed
    assert failed == {}
    assert missing(planned, there, failed) == 0
    for name, store in (("a", here), ("b", there)):
        write_results(tmp_path / name, list(gather(planned, store, {})))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_cluster_that_does_not_answer_is_an_error_for_people(monkeypatch):
    pytest.importorskip("distributed")
    from interviewer.evaluation.running import cluster

    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    with pytest.raises(RunnerError, match="no Dask scheduler answers at tcp"):
        list(cluster.ClusterRunner("tcp://127.0.0.1:9").run([]))

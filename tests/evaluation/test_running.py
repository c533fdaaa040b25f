"""Results survive kills, cost nothing twice, and are the same wherever they are computed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from interviewer.evaluation.running.completing import Budget, complete, gather, missing, write_results
from interviewer.evaluation.running.keys import key_of
from interviewer.evaluation.running.local import LocalRunner
from interviewer.evaluation.running.planning import plan
from interviewer.evaluation.running.runner import Pace, RunnerError
from interviewer.evaluation.running.store import Store
from interviewer.evaluation.running.tasks import Task, perform
from interviewer.evaluation.suite.folder import read_suite
from interviewer.evaluation.suite.yamlfile import SuiteError
from rubrics import rubrics
from tests.evaluation.endpoint import TOKENS, judging
from tests.evaluation.rig import environment, evaluate, suite_of_answers


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


def test_a_pace_spaces_starts():
    pace = Pace(per_minute=1200)
    started = time.monotonic()
    for _ in range(5):
        pace.wait()
    assert time.monotonic() - started >= 4 * 0.05


def test_every_result_before_a_kill_is_kept(tmp_path):
    """A real SIGKILL in the middle; then the same command goes on and judges only the rest."""
    suite, out = suite_of_answers(tmp_path / "suite", times=60), tmp_path / "out"
    # 360 answers at 1,200 a minute: some 18 s, so that the kill surely comes in the middle
    command = [sys.executable, "-m", "interviewer.cli", "eval", str(suite), "--out", str(out), "--jobs", "1"]
    running = subprocess.Popen(
        [*command, "--rate", "1200"], env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    store = out / "store.jsonl"
    while running.poll() is None and (not store.exists() or store.read_bytes().count(b"\n") < 20):
        time.sleep(0.02)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    before = store.read_bytes()
    kept = before.count(b"\n")
    assert 20 <= kept < 360
    code, text, _ = evaluate(suite, "--out", out, "--jobs", 1)
    assert code == 0
    assert "360" in text
    after = store.read_bytes()
    assert after.startswith(before[: before.rindex(b"\n") + 1])
    assert len({json.loads(line)["key"] for line in after.splitlines()}) == after.count(b"\n") == 360


def test_a_model_is_judged_by_its_own_results_only(tmp_path):
    """Tokens are counted, the built-in judge never stands in unnoticed, and a failing endpoint is tried again later."""
    suite, out = suite_of_answers(tmp_path / "suite"), tmp_path / "out"

    def reply(answer):
        return [{"claim": "kernels", "quote": answer[:30]}] if "kernel" in answer else 400

    with judging(reply) as served:
        model = {"INTERVIEWER_MODEL": "m-1", "OPENAI_API_KEY": "secret-key", "OPENAI_BASE_URL": served.url}
        code, text, err = evaluate(suite, "--out", out, "--price", 2, **model)
        assert code == 1
        assert "not judged" in err
        assert "status 400" in err
        asked = len(served.judged)
        served.reply = lambda answer: [{"claim": "kernels", "quote": answer[:30]}]
        code, text, err = evaluate(suite, "--out", out, "--price", 2, "--format", "json", **model)
        assert (code, err.count("not judged")) == (0, 0)
        assert 0 < len(served.judged) - asked < 6
    report = json.loads(text)
    (spent,) = report["spent"]
    assert (spent["judge"], spent["n"]) == ("m-1", 6)
    assert spent["tokens"] >= 3 * TOKENS
    assert spent["money"] == pytest.approx(spent["tokens"] * 2e-6)
    assert all("secret-key" not in path.read_text("utf-8") for path in out.iterdir())


def test_a_budget_stops_calls_to_a_model(tmp_path):
    suite, out = suite_of_answers(tmp_path / "suite", times=3), tmp_path / "out"
    with judging(lambda answer: [{"claim": "kernels", "quote": answer[:30]}]) as served:
        model = {"INTERVIEWER_MODEL": "m-1", "OPENAI_API_KEY": "k", "OPENAI_BASE_URL": served.url}
        code, _, err = evaluate(suite, "--out", out, "--jobs", 1, "--budget", 3 * TOKENS, **model)
    assert code == 1
    assert "the budget is spent" in err
    assert "the same command goes on" in err
    assert len(served.judged) <= 5


@pytest.fixture(scope="module")
def cluster():
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as running:
        yield running


def test_a_cluster_gives_the_same_bytes_though_a_worker_dies(tmp_path, cluster):
    from interviewer.evaluation.running.cluster import ClusterRunner

    items = read_suite(suite_of_answers(tmp_path / "suite", times=40), rubrics()).items
    planned = plan(items, ["builtin"])
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

"""Persistence under real conditions: SIGKILL, two processes, a read-only place, a full disk, a long interview."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from interviewer.agent.store import Store, StoreError
from tests.agent.rig import open_interview

ROOT = Path(__file__).parents[2]


ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}


def run(code: str, *arguments: object, **options) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, cwd=ROOT, check=False, **options)


def test_killed_at_random_moments_nothing_accepted_is_lost(tmp_path):
    """Eight kills; `python -m tests.agent.kills STORE 100` runs a hundred."""
    code = "import sys, runpy; sys.argv[0] = 'kills'; runpy.run_module('tests.agent.kills', run_name='__main__')"
    done = run(code, tmp_path / "interviews.db", 8)
    assert done.returncode == 0, done.stderr
    reckoning = json.loads(done.stdout)
    assert reckoning["kills"] == 8
    assert reckoning["busy"] > 0
    assert reckoning["lost"] == reckoning["different"] == 0


def test_opening_a_new_store_waits_for_who_is_just_making_it(tmp_path):
    path = tmp_path / "interviews.db"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    done = threading.Timer(0.5, other.execute, ["ROLLBACK"])
    done.start()
    assert Store(path).turns("any") == []
    done.join()


TWO_PROCESSES = """
import sys
import tempfile
import threading
from pathlib import Path
from tests.agent.rig import open_interview
interview = open_interview(Path(sys.argv[1]), sys.argv[2])
for n in range(12):
    interview.say(f"thought {n}")
"""


def test_two_processes_share_one_store(tmp_path):
    path = tmp_path / "interviews.db"
    both = [
        subprocess.Popen([sys.executable, "-c", TWO_PROCESSES, path, name], env=ENVIRONMENT, cwd=ROOT)
        for name in ("one", "two")
    ]
    assert [process.wait(60) for process in both] == [0, 0]
    for name in ("one", "two"):
        said = [turn.text for turn in Store(path).turns(name) if turn.speaker == "candidate"]
        assert said == [f"thought {n}" for n in range(12)]


def test_an_interview_that_goes_on_in_another_window_is_not_overwritten(tmp_path):
    here, there = open_interview(tmp_path / "a.db"), open_interview(tmp_path / "a.db")
    there.say("said there")
    with pytest.raises(StoreError, match="another window"):
        here.say("said here")
    said = [turn.text for turn in there.transcript().said]
    assert said == ["said there"]


READ_ONLY = """
import os, sys
from pathlib import Path
import platformdirs
from interviewer.agent.store import Store, StoreError
if os.getuid() == 0:  # root may write anywhere
    os.setuid(65534)
try:
    Store(Path(sys.argv[1]))
except StoreError as error:
    print(error)
"""


@pytest.mark.parametrize("name", ["interviews.db", "deeper/interviews.db"])
def test_a_read_only_directory_is_a_clear_error(name):
    with tempfile.TemporaryDirectory() as place:  # not tmp_path: another user must be able to look into it
        os.chmod(place, 0o555)
        path = Path(place) / name
        done = run(READ_ONLY, path)
        os.chmod(place, 0o755)
    assert done.returncode == 0, done.stderr
    assert str(path) in done.stdout
    assert "INTERVIEWER_HOME" in done.stdout


FULL_DISK = """
import resource, sys
from pathlib import Path
from tests.agent.rig import open_interview
from interviewer.agent.store import StoreError
interview = open_interview(Path(sys.argv[1]))
interview.say("accepted")
kept = len(interview.state.turns)
_, most = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, most))
try:
    interview.say("not accepted " * 1000)
except StoreError as error:
    print(error)
print(len(interview.state.turns) == kept)
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
interview.say("accepted again")
print([turn.text for turn in interview.transcript().said])
"""


def test_a_full_disk_is_a_clear_error_and_the_interview_goes_on_when_there_is_room_again(tmp_path):
    done = run(FULL_DISK, tmp_path / "interviews.db")
    assert done.returncode == 0, done.stderr
    message, kept, said = done.stdout.splitlines()
    assert "disk is full" in message
    assert kept == "True"
    assert said == "['accepted', 'accepted again']"


REALLY_FULL = """
import subprocess, sys
from pathlib import Path
place = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)], check=True)
from tests.agent.rig import open_interview
from interviewer.agent.store import StoreError
interview = open_interview(place / "interviews.db")
with open(place / "filler", "wb", buffering=0) as filler:
    try:
        while True:
            filler.write(bytes(4096))
    except OSError:
        filler.truncate(filler.tell() - 40 * 4096)
acknowledged = []
try:
    for n in range(1000):
        interview.say(f"note {n} " + "x" * 2000)
        acknowledged.append(n)
except StoreError as error:
    print(error)
(place / "filler").unlink()
interview.close()
again = open_interview(place / "interviews.db")
again.say("there is room again")
said = [turn.text for turn in again.transcript().said]
print(all(any(text.startswith(f"note {n} ") for text in said) for n in acknowledged))
print(said[-1])
"""


@pytest.mark.skipif(
    subprocess.run(["unshare", "-Urm", "true"], capture_output=True, check=False).returncode != 0
    if shutil.which("unshare")
    else True,
    reason="no namespace of one's own here, in which a small disk could be mounted",
)
def test_a_disk_that_is_really_full_loses_nothing_that_was_acknowledged(tmp_path):
    command = ["unshare", "-Urm", sys.executable, "-c", REALLY_FULL, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, cwd=ROOT, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    message, kept, last = done.stdout.splitlines()
    assert "disk is full" in message
    assert kept == "True"
    assert last == "there is room again"


def test_the_store_grows_linearly_with_the_turns(tmp_path):
    path = tmp_path / "interviews.db"
    interview = open_interview(path)
    sizes = []
    for n in range(120):
        interview.say(f"note {n} = " + "x" * 100)
        if n % 40 == 39:
            with sqlite3.connect(path) as db:
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                pages, page = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
            sizes.append(pages * page)
    first, second = sizes[1] - sizes[0], sizes[2] - sizes[1]
    assert second < 1.5 * first
    assert sizes[-1] < 120 * 40_000


@pytest.mark.parametrize(
    "content", [b"not a database at all, just some text " * 50, b"SQLite format 3\0" + b"\xff" * 500]
)
def test_a_damaged_store_is_a_clear_error(tmp_path, content):
    path = tmp_path / "interviews.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="move it away"):
        Store(path)


def test_a_store_of_a_newer_version_is_left_alone(tmp_path):
    path = tmp_path / "interviews.db"
    Store(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version=99")
    with pytest.raises(StoreError, match="upgrade"):
        Store(path)


def test_an_unknown_interview_is_a_clear_error(tmp_path):
    with pytest.raises(StoreError, match="no interview 'nobody'"):
        Store(tmp_path / "a.db").record("nobody")

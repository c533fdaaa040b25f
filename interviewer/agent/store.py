"""Where interviews are kept: one SQLite file in the user's data directory, durable turn by turn.

The words of an interview stand in our own tables, so that the file grows linearly with the turns; the graph's
checkpoints, which hold only the small state, live in the same file.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from interviewer.agent.migrations import MIGRATIONS
from interviewer.agent.view import Line, Turn
from interviewer.checking.verdict import Verdict

RETRY_SECONDS = 0.02
BUSY_SECONDS = 10.0  # how long one process waits while another writes


class StoreError(Exception):
    """The store cannot be read or written. The message says where and what to do; nothing was accepted."""


@dataclass(frozen=True, slots=True)
class Record:
    """An interview's row. `started` is ISO 8601 in UTC, `elapsed` seconds, `report` the report's JSON when done."""

    id: str
    derivation: str
    mode: str
    judge: str
    candidate: str | None
    round_id: str | None
    started: str
    elapsed: float
    report: str | None


def default_path() -> Path:
    """The store's place: `$INTERVIEWER_HOME/interviews.db`, else the user's data directory."""
    home = os.environ.get("INTERVIEWER_HOME")
    if home:
        return Path(home) / "interviews.db"
    from platformdirs import user_data_path

    return user_data_path("interviewer") / "interviews.db"


@contextmanager
def guarded(path: Path) -> Generator[None]:
    """Turn the database's errors into `StoreError` with a sentence for a person."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise StoreError(_explain(path, error)) from error


def _explain(path: Path, error: Exception) -> str:
    text = str(error).lower()
    if "readonly" in text or "read-only" in text or isinstance(error, PermissionError):
        what = "may not be written: check the permissions, or set INTERVIEWER_HOME to a directory of yours"
    elif "unable to open" in text or isinstance(error, OSError):
        what = "cannot be opened: check that its directory exists and may be written, or set INTERVIEWER_HOME"
    elif "full" in text or "disk i/o" in text:
        what = "cannot grow: the disk is full or failing. Free some space and send the message again"
    elif "locked" in text or "busy" in text:
        what = "is held by another process: close the other window and send the message again"
    elif "not a database" in text or "malformed" in text:
        what = "is damaged or not an interview store: move it away and start again"
    else:
        what = f"cannot be used ({error})"
    return f"{path}: the interview store {what}."


class Store:
    """The interviews of one user. Safe for several processes at once and, within one, from any thread."""

    def __init__(self, path: Path | str | None = None) -> None:
        """Open or create the store. Raises `StoreError`."""
        self.path = Path(path) if path is not None else default_path()
        self._lock = threading.RLock()
        with guarded(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._db = connect(self.path)
            # A turn is acknowledged only when it is on the disk, even if the power fails the next moment.
            self._db.execute("PRAGMA synchronous=FULL")
            self._migrate()

    def _migrate(self) -> None:
        version = self._version()
        if version > len(MIGRATIONS):
            raise StoreError(f"{self.path}: written by a newer version (schema {version}): upgrade interviewer.")
        while version < len(MIGRATIONS):
            with self._writing() as db:
                if self._version() == version:  # another process may have been faster
                    for statement in MIGRATIONS[version].split(";"):
                        db.execute(statement)
                    db.execute(f"PRAGMA user_version={version + 1}")
            version = self._version()

    def _version(self) -> int:
        return int(self._db.execute("PRAGMA user_version").fetchone()[0])

    @contextmanager
    def _writing(self) -> Generator[sqlite3.Connection]:
        with self._lock, guarded(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def _rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        with self._lock, guarded(self.path):
            return self._db.execute(query, values).fetchall()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    # Interviews

    def create(self, record: Record) -> None:
        """Keep a new interview."""
        with self._writing() as db:
            fields = asdict(record)
            names = ", ".join(fields)
            db.execute(f"INSERT INTO interviews ({names}) VALUES ({', '.join('?' * len(fields))})", [*fields.values()])

    def record(self, interview: str) -> Record:
        """The interview's row. Raises `StoreError` when there is none."""
        rows = self._rows("SELECT * FROM interviews WHERE id = ?", interview)
        if not rows:
            raise StoreError(f"{self.path}: no interview '{interview}' here; `interviewer history` lists them.")
        return Record(**dict(rows[0]))

    def records(self) -> list[Record]:
        """All interviews, the latest first."""
        return [Record(**dict(row)) for row in self._rows("SELECT * FROM interviews ORDER BY started DESC, id")]

    def save_elapsed(self, interview: str, elapsed: float) -> None:
        with self._writing() as db:
            db.execute("UPDATE interviews SET elapsed = ? WHERE id = ?", (elapsed, interview))

    def save_report(self, interview: str, report: str) -> None:
        with self._writing() as db:
            db.execute("UPDATE interviews SET report = ? WHERE id = ?", (report, interview))

    # Rounds

    def save_round(self, name: str, kind: str, derivations: Sequence[str]) -> None:
        """Keep what a round consists of, so that it goes on after each of its interviews."""
        with self._writing() as db:
            db.execute("INSERT INTO rounds VALUES (?, ?, ?)", (name, kind, json.dumps([*derivations])))

    def rounds(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Every round by its name: its kind, and its derivations in order."""
        rows = self._rows("SELECT * FROM rounds")
        return {row["id"]: (row["kind"], tuple(json.loads(row["derivations"]))) for row in rows}

    # Turns

    def hear(
        self, interview: str, move: str, text: str, at: float, expected: int, facts: dict[str, Any] | None = None
    ) -> int:
        """Accept what the candidate did and return its number. `expected` is the last turn he has seen: were there
        more, the interview goes on in another window, and a `StoreError` says so. `facts` are given when there is
        nothing to read."""
        with self._writing() as db:
            last = self._last(db, interview)
            if last != expected:
                raise StoreError(f"{self.path}: interview '{interview}' goes on in another window: resume it there.")
            db.execute(
                "INSERT INTO turns (interview, seq, speaker, move, text, at, facts)"
                " VALUES (?, ?, 'candidate', ?, ?, ?, ?)",
                (interview, last + 1, move, text, at, json.dumps(facts) if facts else None),
            )
            db.execute("UPDATE interviews SET elapsed = ? WHERE id = ?", (at, interview))
            return last + 1

    def speak(self, interview: str, answers: int, nth: int, move: str, about: str, text: str, at: float) -> None:
        """Keep the `nth` reply to turn `answers`; done once, however often a killed run repeats it."""
        with self._writing() as db:
            db.execute(
                "INSERT OR IGNORE INTO turns (interview, seq, speaker, move, about, text, at, answers, nth)"
                " VALUES (?, ?, 'interviewer', ?, ?, ?, ?, ?, ?)",
                (interview, self._last(db, interview) + 1, move, about, text, at, answers, nth),
            )

    def spoken(self, interview: str, answers: int, nth: int) -> Turn | None:
        """The `nth` reply to turn `answers`, if it was given already."""
        query = "SELECT * FROM turns WHERE interview = ? AND answers = ? AND nth = ?"
        rows = self._rows(query, interview, answers, nth)
        return _turn(rows[0]) if rows else None

    def note(self, interview: str, seq: int, lines: tuple[Line, ...], facts: dict[str, Any]) -> None:
        """Keep what was read in a candidate's turn: its lines with their verdicts, and the facts for the policy."""
        rows = json.dumps([asdict(line) for line in lines], ensure_ascii=False, default=str)
        with self._writing() as db:
            db.execute(
                "UPDATE turns SET lines = ?, facts = ? WHERE interview = ? AND seq = ?",
                (rows, json.dumps(facts, ensure_ascii=False, default=str), interview, seq),
            )

    def facts(self, interview: str, seq: int) -> dict[str, Any] | None:
        """What `note` kept of the turn, None when it was not read yet."""
        rows = self._rows("SELECT facts FROM turns WHERE interview = ? AND seq = ?", interview, seq)
        return json.loads(rows[0]["facts"]) if rows and rows[0]["facts"] else None

    def unheard(self, interview: str, heard: int) -> int | None:
        """The first accepted turn of the candidate above number `heard`, None when all were heard."""
        query = "SELECT min(seq) AS seq FROM turns WHERE interview = ? AND seq > ? AND speaker = 'candidate'"
        return self._rows(query, interview, heard)[0]["seq"]

    def turns(self, interview: str, after: int = 0) -> list[Turn]:
        """The turns numbered above `after`, in order."""
        rows = self._rows("SELECT * FROM turns WHERE interview = ? AND seq > ? ORDER BY seq", interview, after)
        return [_turn(row) for row in rows]

    @staticmethod
    def _last(db: sqlite3.Connection, interview: str) -> int:
        return int(
            db.execute("SELECT coalesce(max(seq), 0) FROM turns WHERE interview = ?", (interview,)).fetchone()[0]
        )


def connect(path: Path, *, autocommit: bool = True) -> sqlite3.Connection:
    """A connection to the store: write-ahead log, so that readers and one writer do not block each other."""
    level = None if autocommit else "IMMEDIATE"  # a deferred transaction that turns to writing does not wait its turn
    db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=level, check_same_thread=False)
    db.row_factory = sqlite3.Row
    _log_ahead(db)
    return db


def _log_ahead(db: sqlite3.Connection) -> None:
    """Switch to the write-ahead log, for which SQLite does not wait by itself where several processes open a new store at once."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            db.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(RETRY_SECONDS)


def timestamp() -> str:
    """Now, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _turn(row: sqlite3.Row) -> Turn:
    lines = tuple(
        Line(
            line["text"],
            Verdict(**line["verdict"]) if line["verdict"] else None,
            line["formula"],
            line.get("carried", False),
        )
        for line in json.loads(row["lines"])
    )
    return Turn(row["seq"], row["speaker"], row["text"], row["move"], lines, row["at"], row["about"])

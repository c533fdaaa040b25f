"""The store's schema, one numbered step after another; a step once released is never edited."""

from __future__ import annotations

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE interviews (
        id         TEXT PRIMARY KEY,
        derivation TEXT NOT NULL,
        mode       TEXT NOT NULL,
        judge      TEXT NOT NULL DEFAULT 'auto',
        candidate  TEXT,
        round_id   TEXT,
        started    TEXT NOT NULL,
        elapsed    REAL NOT NULL DEFAULT 0,
        report     TEXT
    );
    CREATE TABLE turns (
        interview  TEXT NOT NULL REFERENCES interviews (id),
        seq        INTEGER NOT NULL,
        speaker    TEXT NOT NULL,
        move       TEXT NOT NULL,
        about      TEXT NOT NULL DEFAULT '',
        text       TEXT NOT NULL,
        at         REAL NOT NULL,
        answers    INTEGER,
        nth        INTEGER,
        lines      TEXT NOT NULL DEFAULT '[]',
        facts      TEXT,
        PRIMARY KEY (interview, seq)
    ) WITHOUT ROWID;
    CREATE UNIQUE INDEX one_reply_each ON turns (interview, answers, nth) WHERE answers IS NOT NULL;
    """,
    """
    CREATE TABLE rounds (
        id          TEXT PRIMARY KEY,
        kind        TEXT NOT NULL,
        derivations TEXT NOT NULL
    ) WITHOUT ROWID;
    """,
)

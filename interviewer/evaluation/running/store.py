"""Results on disk: one line each, written as it arrives, found again by key. A kill at any moment loses none of them."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from interviewer.evaluation.suite.yamlfile import SuiteError
from interviewer.jsonlines import dumps


class Store:
    """An append-only file of results. Keeps only their places in memory, so that it may hold millions."""

    def __init__(self, path: Path) -> None:
        """Opens or makes the file; a last line that a kill cut short is taken off. Raises SuiteError."""
        self.path = path
        self._places: dict[str, int] = {}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("a+b")
            self._index()
        except OSError as error:
            raise SuiteError(
                f"{path}: cannot be written ({error.strerror}); choose another folder with --out"
            ) from error

    def _index(self) -> None:
        self._file.seek(0)
        place = 0
        for line in self._file:
            if not line.endswith(b"\n"):
                self._file.truncate(place)
                break
            try:
                self._places[json.loads(line)["key"]] = place
            except (ValueError, KeyError, TypeError) as error:
                number = len(self._places) + 1
                raise SuiteError(f"{self.path}:{number}: not a result of an evaluation; move the file away") from error
            place += len(line)

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def __len__(self) -> int:
        return len(self._places)

    def get(self, key: str) -> dict[str, Any]:
        """The result of that key. Raises KeyError."""
        self._file.seek(self._places[key])
        return json.loads(self._file.readline())["result"]

    def put(self, key: str, result: dict[str, Any]) -> None:
        """Write a result; it is with the system when this returns, so that no kill of the process loses it."""
        self._file.seek(0, 2)
        self._places[key] = self._file.tell()
        self._file.write(dumps({"key": key, "result": result}).encode("utf-8") + b"\n")
        self._file.flush()

    def close(self) -> None:
        self._file.close()


@contextmanager
def opened(path: Path) -> Generator[Store]:
    """A store that is closed afterwards."""
    store = Store(path)
    try:
        yield store
    finally:
        store.close()

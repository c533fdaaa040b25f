"""What a result depends on, as one short key: the item, the catalogue, the code, the judge and which of the runs it is.

Equal keys mean that the work need not be done again; whatever changes the result changes the key.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
_CHECKING = ("interviewer/notation", "interviewer/checking")
_JUDGING = (*_CHECKING, "interviewer/judging", "rubrics/shared", "rubrics/suites/answers")
# The folders whose code, prompts and data decide a result, by kind of task; derivations and rubrics enter by content.
DECIDES = {
    "line": _CHECKING,
    "answer": _JUDGING,
    "transcript": (*_JUDGING, "interviewer/grading"),
    "simulation": (*_JUDGING, "interviewer/grading", "interviewer/agent"),
}


def digest(*parts: Any) -> str:
    """A short hash of values that JSON can hold."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


@cache
def code_version(kind: str) -> str:
    """A hash of the source files (code, prompts and data) that decide results of that kind."""
    made = hashlib.blake2b(digest_size=12)
    for folder in DECIDES[kind]:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".yaml", ".jsonl") and path.is_file():
                made.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return made.hexdigest()


@cache
def derivation_version(derivation: str) -> str:
    """A hash of the derivation's file; "" where there is none (published data of other fields)."""
    path = ROOT / "derivations" / f"{derivation}.yaml"
    return hashlib.blake2b(path.read_bytes(), digest_size=12).hexdigest() if path.exists() else ""


def key_of(kind: str, content: dict[str, Any], judge: str, run: int) -> str:
    """The key of one task's result."""
    derivation = str(content.get("derivation", ""))
    return digest(kind, content, judge, run, code_version(kind), derivation_version(derivation))

"""The two sides of the labelled equations, for the comparison of checkers: `python -m tests.bench.pairs` writes them anew.

A pair is a LaTeX line of the line suites without set-up that is one plain equation: one `=` outside of all brackets, no
other relation, no list, no prose. A right line's sides are equal, a wrong line's are different.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

FILE = Path(__file__).with_name("pairs.jsonl")
SUITES = Path(__file__).parents[2] / "rubrics" / "suites" / "lines"
_TOKEN = re.compile(r"\\(?P<sized>left|right)(?![A-Za-z])\s*(?:\\[A-Za-z]+|\\?.)|\\[A-Za-z]+|\\.|.", re.DOTALL)
# What makes a line more than an equation where it stands outside of brackets.
_MORE = re.compile(
    r"\\(?:[gl]eq?|[gl]eqslant|neq?|approx|sim|propto|equiv|(?:succ|prec)(?:eq)?|to|in|quad|qquad|text|textrm|mbox|forall|iff|implies|over"
    r"|(?:Long)?(?:[Ll]eft)?(?:[Rr]ight)?arrow|,?;)\Z|[<>,;:≤≥≠≈∝⇒→∈]\Z"
)


@dataclass(frozen=True)
class Pair:
    """Two sides in LaTeX, whether they are equal in the derivation's setting."""

    left: str
    right: str
    label: Literal["equal", "different"]
    derivation: str


def sides(line: str) -> tuple[str, str] | None:
    """The two sides of a line that is one plain equation; None for any other."""
    depth, cuts = 0, []
    for found in _TOKEN.finditer(line):
        token, sized = found[0], found["sized"]
        if sized == "left" or token in ("(", "[", "{", r"\{"):
            depth += 1
        elif sized == "right" or token in (")", "]", "}", r"\}"):
            depth -= 1
        elif depth == 0 and token == "=":
            cuts.append(found.start())
        elif depth == 0 and _MORE.match(token):
            return None
    if len(cuts) != 1 or depth or re.search(r"\\(text|mbox|textrm)\s*\{[^}]*\s", line):
        return None
    left, right = line[: cuts[0]].strip(), line[cuts[0] + 1 :].strip()
    return (left, right) if left and right else None


def collected() -> Iterator[Pair]:
    """The pairs that the line suites hold, each once, in their order."""
    seen: set[tuple[str, str, str]] = set()
    for path in sorted(SUITES.rglob("*.jsonl")):
        for text in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(text)
            split = sides(row["step"]) if row.get("notation") == "latex" and not row["setup"] else None
            if split is not None and (key := (*split, row["derivation"])) not in seen:
                seen.add(key)
                yield Pair(*split, "equal" if row["label"] == "right" else "different", row["derivation"])


def shipped() -> list[Pair]:
    """The pairs of the file beside this module."""
    return [Pair(**json.loads(text)) for text in FILE.read_text(encoding="utf-8").splitlines()]


def write() -> int:
    """Write the file anew and say how many pairs it holds."""
    rows = [json.dumps(asdict(pair), ensure_ascii=False) for pair in collected()]
    FILE.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return len(rows)


if __name__ == "__main__":
    print(f"{write()} pairs")

"""Three tools decide the same equations: `python -m tests.bench.checker`. Figures of this machine, not a test.

Ours judges `left = right` in the derivation's setting; math-verify (extra `bench`) and plain sympy compare the two sides
as expressions, which is all they offer. A pair that a tool cannot read, or gives up on, is undecided. Each tool sees each
pair once, in a worker that is warm and may be killed; times are the worker's processor time.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from interviewer.isolated import Lost, ordered_map
from tests.bench.pairs import Pair, shipped

SECONDS = 10.0  # for one pair, wall clock
WARM_UP = [
    Pair(r"\frac{d}{dx}\log x", r"\frac{1}{x}", "equal", "kl-divergence"),
    Pair(r"\sum_{i=1}^n i", r"\frac{n(n+1)}{2}", "equal", "kl-divergence"),
    Pair(r"e^{-x^2}\sqrt{x}", r"\int_0^1 x\,dx", "different", "kl-divergence"),
]
HEAD = (
    "tool",
    "pairs",
    "read",
    "right",
    "wrong",
    "undecided",
    "wrong accepted",
    "right refuted",
    "median ms",
    "p95 ms",
)


@dataclass(frozen=True)
class Answer:
    """What a tool says of a pair; `equal` is None where it does not decide. `ms` of processor time."""

    read: bool
    equal: bool | None
    ms: float


def ours(pair: Pair) -> tuple[bool, bool | None]:
    """`interviewer.checking.check` on the equation: read, and whether it holds."""
    from interviewer.checking import check

    verdict = check(pair.derivation, [], f"{pair.left} = {pair.right}")
    equal = {"verified": True, "given": True, "refuted": False}.get(verdict.verdict)
    return verdict.reading is not None, equal


def math_verify(pair: Pair) -> tuple[bool, bool | None]:
    """`verify(parse(left), parse(right))`. Without an expression for both sides it would compare strings: not read."""
    from math_verify import LatexExtractionConfig, parse, verify
    from sympy import Basic, MatrixBase

    sides = [parse(f"${side}$", [LatexExtractionConfig()]) for side in (pair.left, pair.right)]
    if not all(any(isinstance(found, Basic | MatrixBase) for found in side) for side in sides):
        return False, None
    try:
        return True, verify(*sides, raise_on_error=True)
    except Exception:
        return True, None


def plain_sympy(pair: Pair) -> tuple[bool, bool | None]:
    """`simplify(left - right) == 0` of what sympy's LaTeX parser reads to the end."""
    from sympy import simplify
    from sympy.parsing.latex import parse_latex

    try:
        left, right = (parse_latex(side, strict=True) for side in (pair.left, pair.right))
    except Exception:
        return False, None
    try:
        return True, bool(simplify(left - right) == 0)
    except Exception:
        return True, None


TOOLS: dict[str, Callable[[Pair], tuple[bool, bool | None]]] = {
    "interviewer": ours,
    "math-verify": math_verify,
    "sympy": plain_sympy,
}


def answer(task: tuple[str, Pair]) -> Answer:
    """One tool's answer on one pair, timed. What the libraries print is not the comparison's."""
    name, pair = task
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        started = time.process_time()
        read, equal = TOOLS[name](pair)
        return Answer(read, equal, 1000 * (time.process_time() - started))


def _prepare_ours() -> None:
    from derivations import catalogue
    from interviewer.rows import prepare

    prepare(list(catalogue()))
    _warm("interviewer")


def _prepare_math_verify() -> None:
    import logging

    logging.disable()
    _warm("math-verify")


def _prepare_sympy() -> None:
    _warm("sympy")


def _warm(name: str) -> None:
    for pair in WARM_UP:
        answer((name, pair))


PREPARE = {"interviewer": _prepare_ours, "math-verify": _prepare_math_verify, "sympy": _prepare_sympy}
NEEDS = {"math-verify": ("math_verify", "antlr4"), "sympy": ("antlr4",)}


def run(name: str, pairs: Sequence[Pair]) -> list[Answer]:
    """The tool's answers in the pairs' order; a pair it does not come back from is unread and takes all its time."""
    found: list[Any] = list(
        ordered_map(answer, [(name, p) for p in pairs], prepare=PREPARE[name], seconds=SECONDS, jobs=1)
    )
    return [Answer(False, None, 1000 * SECONDS) if isinstance(a, Lost) else a for a in found]


def row(name: str, pairs: Sequence[Pair], answers: Sequence[Answer]) -> tuple[str, ...]:
    """One line of the table."""
    told = [(a.equal, p.label == "equal") for p, a in zip(pairs, answers, strict=True)]
    counts = (
        len(pairs),
        sum(a.read for a in answers),
        sum(said == true for said, true in told),
        sum(said is not None and said != true for said, true in told),
        sum(said is None for said, _ in told),
        told.count((True, False)),
        told.count((False, True)),
    )
    return name, *map(str, counts), *(f"{ms:.1f}" for ms in times(answers))


def times(answers: Sequence[Answer]) -> tuple[float, float]:
    """Median and 95th percentile in ms; zeros for none."""
    ordered = sorted(a.ms for a in answers) or [0.0]
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


def table(title: str, results: dict[str, list[Answer]], pairs: list[Pair], where: Sequence[int]) -> None:
    """Print the tools side by side on the pairs at `where`, with the ratios of their medians to ours."""
    from rich.console import Console
    from rich.table import Table

    shown = Table(*HEAD, "× ours", title=f"{title}: {len(where)} pairs", title_justify="left")
    chosen = {name: [answers[k] for k in where] for name, answers in results.items()}
    base = times(chosen["interviewer"])[0]
    for name, answers in chosen.items():
        ratio = f"{times(answers)[0] / base:.2f}" if base and answers else "-"
        shown.add_row(*row(name, [pairs[k] for k in where], answers), ratio)
    Console(width=140).print(shown)


def main() -> None:
    """Run every installed tool on the shipped pairs and print the tables."""
    pairs = shipped()
    results: dict[str, list[Answer]] = {}
    for name in TOOLS:
        missing = [module for module in NEEDS.get(name, ()) if importlib.util.find_spec(module) is None]
        if missing:
            print(f"{name} is left out: {', '.join(missing)} is not installed; pip install -e '.[bench]'")
            continue
        results[name] = run(name, pairs)
    table("all", results, pairs, range(len(pairs)))
    for name in list(results)[1:]:
        both = [k for k in range(len(pairs)) if results["interviewer"][k].read and results[name][k].read]
        table(f"read by both interviewer and {name}", {n: results[n] for n in ("interviewer", name)}, pairs, both)


if __name__ == "__main__":
    main()

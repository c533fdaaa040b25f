"""Hostile and odd lines by the thousand: `python -m tests.fuzz [COUNT] [SEED] [FIRST] [JOBS]`.

Every line goes to the checker's unguarded `judge` in a worker process. An exception, a dead worker or a line that hangs
is a failure, printed with the command that repeats it; then the exit code is 1.
"""

from __future__ import annotations

import json
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from interviewer.isolated import Lost, ordered_map

BUDGET = 0.04  # seconds a line is given: what breaks does so early, and more lines say more than longer ones
HANG = 4.0  # seconds of processor time, after which it is taken to hang: other load must not make it one
GONE = 60.0  # seconds of wall clock, after which its worker is killed
LONGEST = 20_000  # characters of an input; more says nothing new
TOLD = 5_000  # lines between two words of how it goes
SHOWN = 20  # failures printed in full
SUITES = Path(__file__).parents[1] / "rubrics" / "suites" / "lines"

_PIECES = (
    r"\frac \frac{ \sum_{i=1}^ \prod_ \int_ \partial \nabla_ \mathbb{E}_{ \mathcal{N}( \left( \right) \left\{ \right. \sqrt{ \hat "
    r"\bar \tilde \mathbf{ \text{ \operatorname{ \begin{pmatrix} \end{pmatrix} & \\ \| \mid \cdot \odot \otimes \top \le \ge \neq "
    r"\in \forall \Rightarrow \iff \approx \propto \infty \lim_{ \arg\max_ \log \exp \alpha \theta \sigma' \ell ^{ _{ ^ _ { } ( ) "
    r"[ ] | ‖ ⟨ ⟩ , ; : . ' ! = == ≠ ≤ ≥ < > ≈ ∝ ⇒ ⇔ ∈ ∀ := -> + - − * / · ⊙ ⊗ × ÷ ± ∂ ∇ Σ ∏ ∫ √ ½ ² ᵀ ⁻¹ ₀ ᵢ ∞ ℝ 𝔼 𝒩 "
    r"d/dx dz E_q[ Var( Cov( KL( H( p(x|z) q(z|x) N(0,I) softmax( diag( tr( det( log exp max argmin_ sum_i if where for let "
    r"because so i.e. iff and not w X y L x_i x^{(i)} W^{[l]} z α β γ δ ε θ λ μ σ Σ π 0 1 -1 2 n d 0.5 1e308 1e-400 1/0 nan inf "
    r"true lambda __class__ import(os) $ $$ % # \ ~ ` @ “ ” … ẋ a⃗ 你 א 🙂"
)
_NESTS = r"(…) {…} ‖…‖ -… \frac{1}{…} \sqrt{…} \hat{…} x_{…} x^{…} exp(…) \left[…\right] Σ_{i=1}^n(…) E_q[…] ∂/∂w…"
PIECES, NESTS = _PIECES.split(), [nest.split("…") for nest in _NESTS.split()]
CONTROLS = ["\x00", "\x1b[2J", "\x07", "\u202e", "\u200b", "\u2028", "\ud800", "\udfff", "\ufeff", "\r\n", "\t", "\x9b"]


@dataclass(frozen=True)
class Case:
    """A line to judge; `number` finds it again under the run's seed."""

    number: int
    derivation: str
    setup: tuple[str, ...]
    step: str


@cache
def corpus() -> dict[str, list[str]]:
    """The lines of the line suites by derivation, right and wrong."""
    lines: dict[str, list[str]] = {}
    for path in sorted(SUITES.rglob("*.jsonl")):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            lines.setdefault(row["derivation"], []).extend([*row["setup"], row["step"]])
    return lines


def soup(rng: random.Random, lines: list[str]) -> str:
    """Pieces of formulas in any order."""
    return rng.choice(["", " "]).join(rng.choices(PIECES, k=rng.randint(1, 40)))


def mutated(rng: random.Random, lines: list[str]) -> str:
    """A line of the corpus after some slips: spans lost, doubled, swapped, replaced, or taken from another line."""
    text = rng.choice(lines)
    for _ in range(rng.randint(1, 4)):
        a, b, c = sorted(rng.randint(0, len(text)) for _ in range(3))
        other = rng.choice(lines)
        d = rng.randint(0, len(other))
        text = rng.choice(
            [
                text[:a] + text[b:],
                text[:b] + text[a:],
                text[:a] + text[b:c] + text[a:b] + text[c:],
                text[:a] + rng.choice(PIECES) + text[a:],
                text[:a] + other[d : d + rng.randint(1, 20)] + text[min(a + 3, b) :],
                text.replace(rng.choice(text or "x"), rng.choice(PIECES)),
            ]
        )
    return text


def unbalanced(rng: random.Random, lines: list[str]) -> str:
    """A line of the corpus with brackets lost or strewn in."""
    marks = "(){}[]|‖⟨⟩"
    text = "".join(c for c in rng.choice(lines) if c not in marks or rng.random() < 0.7)
    for _ in range(rng.randint(0, 5)):
        at = rng.randint(0, len(text))
        text = text[:at] + rng.choice(marks) * rng.randint(1, 3) + text[at:]
    return text


def controls(rng: random.Random, lines: list[str]) -> str:
    """A line of the corpus with control characters, direction marks and lone surrogates."""
    text = rng.choice(lines)
    for _ in range(rng.randint(1, 6)):
        at = rng.randint(0, len(text))
        text = text[:at] + rng.choice(CONTROLS) + text[at:]
    return text


def nested(rng: random.Random, lines: list[str]) -> str:
    """One construct inside itself, deep, closed or not."""
    opened, closed = rng.choice(NESTS)
    depth = rng.choice([3, 20, 59, 61, 130, 1000])
    inner = rng.choice([rng.choice(PIECES), "1", rng.choice(lines)])
    return f"{rng.choice(['', 'L = ', 'w='])}{opened * depth}{inner}{closed * (depth - rng.choice([0, 0, 1]))}"


def repeated(rng: random.Random, lines: list[str]) -> str:
    """A piece, or a whole line, many times over."""
    piece = rng.choice([*rng.choices(PIECES, k=4), rng.choice(lines), rng.choice(lines) + ", "])
    return piece * rng.choice([2, 5, 30, 300, 3000])


def numbers(rng: random.Random, lines: list[str]) -> str:
    """Huge and tiny numbers, towers of powers, divisions by nothing, sums and products without end."""
    number = rng.choice(
        ["9" * rng.choice([5, 16, 400]), "1e308", "1e-400", "10^{64}", "-0", "0^0", "0.5", "1/0", "(-2)"]
    )
    tower = rng.choice(["^", "^{"]).join([rng.choice(["9", "x", "w", "θ", number])] * rng.randint(2, 9))
    form = rng.choice(
        [
            "{n} = {m}", "{t} = 1", "Σ_{{i=1}}^{{{n}}} i = {m}", "∏_{{i=1}}^{{{n}}} ({t}) = 0", "log({n}) - exp({t}) = {m}",
            "exp(exp(exp({n}))) ≥ {m}", "x_{{{n}}} = {m}", "({n})! = {m}", r"\frac{{{m}}}{{{n}-{n}}} = {t}", "∫_0^{{{n}}} {t} dx = {m}",
        ]
    )  # fmt: skip
    return form.format(n=number, t=tower, m=rng.choice(["1", number, rng.choice(lines)]))


KINDS: tuple[Callable[[random.Random, list[str]], str], ...] = (
    soup, mutated, mutated, unbalanced, controls, nested, repeated, numbers,
)  # fmt: skip


def case(seed: int, number: int) -> Case:
    """The case of that number: the same for the same seed."""
    rng = random.Random(f"{seed}:{number}")
    derivation = rng.choice(sorted(corpus()))
    lines = corpus()[derivation]
    setup = [rng.choice([rng.choice(lines), rng.choice(KINDS)(rng, lines)]) for _ in range(rng.choice([0, 0, 1, 2]))]
    step = rng.choice(KINDS)(rng, lines)
    return Case(number, derivation, tuple(s[:LONGEST] for s in setup), step[:LONGEST])


def judged(one: Case) -> tuple[str, float, str]:
    """The verdict, or `crash` or `hang`; seconds of processor time; the traceback of a crash."""
    from derivations import catalogue
    from interviewer.checking import judge

    started = time.process_time()
    try:
        outcome, trace = judge(catalogue()[one.derivation], one.setup, one.step, seconds=BUDGET).verdict, ""
    except Exception:
        outcome, trace = "crash", traceback.format_exc()
    seconds = time.process_time() - started
    return ("hang", seconds, f"took {seconds:.0f} s") if seconds > HANG and not trace else (outcome, seconds, trace)


def main(count: int = 100_000, seed: int = 0, first: int = 0, jobs: int = 0) -> int:
    """Judge `count` cases from number `first` on, on all cores or so many; the exit code."""
    from interviewer.rows import prepare

    cases = (case(seed, number) for number in range(first, first + count))
    outcomes: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    slowest = (0.0, first)
    for number, answer in enumerate(
        ordered_map(judged, cases, prepare=prepare, seconds=GONE, jobs=jobs or None), first
    ):
        outcome, seconds, trace = _told(answer)
        outcomes[outcome] += 1
        slowest = max(slowest, (seconds, number))
        if outcome in ("crash", "hang", "death"):
            where = "\n".join(trace.strip().splitlines()[-3:])
            kinds[where] += 1
            if kinds.total() <= SHOWN or kinds[where] == 1:
                print(f"{outcome}: python -m tests.fuzz 1 {seed} {number}", trace if count == 1 else where, sep="\n")
        if (number - first + 1) % TOLD == 0:
            print(f"{number - first + 1} lines: {dict(outcomes)}", flush=True)
        if count == 1:
            print(ascii(case(seed, number)), outcome)
    print(f"{count} lines, seed {seed}: {dict(outcomes)}; slowest {slowest[0]:.2f} s ({seed} {slowest[1]})")
    for where, times in kinds.most_common():
        print(f"{times} × {where.splitlines()[-1]}")
    return 1 if kinds else 0


def _told(answer: Any) -> tuple[str, float, str]:
    """A lost answer in the words of the others."""
    if isinstance(answer, Lost):
        return "hang" if "took" in answer.why else "death", GONE, answer.why
    return answer


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))

"""What hostile lines cost: `python -m tests.bench.hostile [DERIVATION…]`. Seconds of processor time in a warm process.

Each is judged as a line, as three lines before a harmless one, and as both at once. All must end within the budget of a line.
"""

from __future__ import annotations

import sys
import time
import warnings

LINES = {
    "tower of powers": "9^9^9^9 = 1",
    "tower of exponentials": "exp(exp(exp(exp(100)))) = 1",
    "5,000 parentheses": "x = " + "(" * 5000 + "1" + ")" * 5000,
    "nested calls": "L = " + "exp(" * 55 + "w" + ")" * 55,
    "sum of a billion": "Σ_{i=1}^{10^9} i = 3",
    "sums inside sums": "Σ_{i=1}^{300} Σ_{j=1}^{300} Σ_{k=1}^{300} x_i x_j x_k = 3",
    "100 kB of terms": "w = " + "w+" * 50_000 + "w",
    "100 kB of letters": "x" * 100_000,
    "100 kB of fractions": r"\frac{1}{" * 12_000 + "1",
    "control characters": "L = \x00\x1b[31m w\x07" * 500,
    "unbalanced LaTeX": r"\frac{\partial L}{\partial w = 2 \left( " * 300,
    "huge factorial": "(100000)! = 1",
    "huge power": "b^{999999999} = 1",
    "bars": "‖" * 4000,
    "Hessian of sums": "∇_w ∇_w Σ_i Σ_j Σ_k exp(x_iᵀw x_jᵀw x_kᵀw) = ∇_w L",
    "integrals": "∫∫∫ exp(−x²−y²−z²) dx dy dz = ∫∫ x y dx dy",
    "expectations": "E_{x~N(0,1)}[E_{y~N(0,1)}[E_{z~N(0,1)}[exp(xyz)]]] = 1",
}


def cost(derivation: str, setup: list[str], line: str) -> tuple[float, str]:
    """Seconds of processor time, and the verdict."""
    from interviewer.checking import check

    started = time.thread_time()
    verdict = check(derivation, setup, line).verdict
    return time.thread_time() - started, verdict


def main(derivations: list[str]) -> None:
    """Print what each line costs, and the most that any does."""
    from interviewer.rows import prepare

    warnings.simplefilter("ignore", RuntimeWarning)
    prepare()
    most = 0.0
    for derivation in derivations:
        for name, line in LINES.items():
            ways = [([], line), ([line, line + " + 1", line + " - w"], "w = w"), ([line], line + " + 2")]
            found = [cost(derivation, setup, step) for setup, step in ways]
            most = max(most, *(seconds for seconds, _ in found))
            told = "  ".join(f"{seconds:5.2f} s {verdict:<9}" for seconds, verdict in found)
            print(f"{derivation:20} {name:22} line {told}", flush=True)
    print(f"the most: {most:.2f} s")


if __name__ == "__main__":
    main(sys.argv[1:] or ["linear-regression", "svm-dual", "vae-elbo"])

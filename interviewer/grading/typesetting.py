"""A formula line as MathML, however it was typed: LaTeX goes to the converter as it is, Unicode and ASCII as LaTeX."""

from __future__ import annotations

import html
import re

from interviewer.notation.cleaning import clean
from interviewer.notation.tables import tables

MAX_LENGTH = 2_000  # longer lines are shown as they were typed
# Words that a formula holds; a line with others is a sentence and stays one.
_FUNCTIONS = frozenset([
    "log", "ln", "exp", "max", "min", "argmax", "argmin", "sup", "inf", "tr", "det", "diag", "softmax", "sign", "tanh",
    "Var", "Cov", "KL", "ELBO",
])  # fmt: skip
_OPERATORS = {
    "∑": r"\sum ", "Σ": r"\sum ", "∏": r"\prod ", "Π": r"\prod ", "∫": r"\int ", "√": r"\sqrt ", "≤": r"\le ", "≥": r"\ge ",
    "≠": r"\ne ", "⇒": r"\Rightarrow ", "→": r"\to ", "∈": r"\in ", "·": r"\cdot ", "⊙": r"\odot ", "∝": r"\propto ",
    "≈": r"\approx ", "∇": r"\nabla ", "∂": r"\partial ", "∞": r"\infty ", "−": "-", "‖": r"\| ", "ᵀ": "^{T}", "⊤": "^{T}",
}  # fmt: skip
_ROOT = re.compile(r"√(\w+|\([^()]*\))|sqrt\(([^()]*)\)")
_BRACED = re.compile(r"([_^])\(([^()]*)\)")
_WORD = re.compile(r"[A-Za-z]{2,}")
_SCRIPT = re.compile(r"([_^])([A-Za-z0-9α-ωΑ-Ω]+)(?![{\w])")


def typeset(text: str) -> str:
    """Presentation MathML where the line reads as a formula; escaped text otherwise."""
    from latex2mathml.converter import convert

    line = clean(text).strip().strip("$").strip()
    latex = line if "\\" in line else as_latex(line)
    if latex and len(latex) < MAX_LENGTH:
        try:
            return convert(latex)
        except Exception:  # whatever a candidate typed, the report comes out
            pass
    return html.escape(line)


def as_latex(line: str) -> str:
    """A line in Unicode or ASCII as LaTeX; "" when it is prose or cannot be written so."""
    known = tables()
    words = [word for word in _WORD.findall(line) if word not in _FUNCTIONS and word not in known.greek]
    if any(len(word) > 3 and word not in known.big_operators for word in words):
        return ""
    for table, mark in ((known.superscripts, "^"), (known.subscripts, "_")):
        run = re.compile(f"[{re.escape(''.join(table))}]+")
        line = run.sub(lambda m, t=table, s=mark: f"{s}{{{''.join(t[c] for c in m.group())}}}", line)
    for sign, (over, under) in known.fractions.items():
        line = line.replace(sign, rf"\tfrac{{{over}}}{{{under}}}")
    line = _ROOT.sub(lambda m: rf"\sqrt{{{(m[1] or m[2]).strip('()')}}}", line)
    line = _BRACED.sub(r"\1{\2}", line)
    line = _SCRIPT.sub(r"\1{\2}", line)
    line = "".join(_OPERATORS.get(c, c) for c in line)
    return re.sub(r"(?<![\\A-Za-z])[A-Za-z]{2,}(?![A-Za-z])", lambda m: _named(m.group()), line)


def _named(word: str) -> str:
    known = tables()
    if word in known.greek or word in (
        "log",
        "ln",
        "exp",
        "max",
        "min",
        "sup",
        "inf",
        "det",
        "sum",
        "prod",
        "int",
        "tanh",
    ):
        return rf"\{word} "
    return rf"\operatorname{{{word}}}" if word in _FUNCTIONS else word

"""Does a text contain a formula that was not released yet? Decided up to notation.

LaTeX, Unicode and ASCII spellings are brought to one plain string, then compared. A side of a reference formula counts
as the formula: "(XᵀX)⁻¹Xᵀy" gives the solution away without "w =" before it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from interviewer.agent.moves import Hint, Move
from interviewer.agent.script import Script
from interviewer.agent.state import State

SHORTEST_SIDE = 6  # canonical characters; shorter sides ("p = σ(z)", "αᵢ ≥ 0") occur in any honest sentence

_WORDS = {
    "frac": "", "dfrac": "", "tfrac": "", "left": "", "right": "", "bigl": "", "bigr": "", "big": "", "mathbf": "",
    "boldsymbol": "", "mathbb": "", "mathcal": "", "mathrm": "", "operatorname": "", "text": "", "hat": "", "bm": "",
    "mathsf": "", "mathtt": "", "mathit": "", "mathscr": "", "textbf": "", "textit": "", "textrm": "", "pmb": "", "vec": "",
    "widehat": "", "Bigl": "", "Bigr": "", "Big": "", "biggl": "", "biggr": "", "bigg": "", "rm": "", "bf": "",
    "displaystyle": "", "limits": "", "quad": "", "qquad": "", "cdot": "", "times": "", "top": "⊤", "intercal": "⊤",
    "transpose": "⊤", "sum": "Σ", "prod": "Π", "int": "∫", "partial": "∂", "nabla": "∇", "infty": "∞", "le": "≤",
    "leq": "≤", "ge": "≥", "geq": "≥", "neq": "≠", "propto": "∝", "mid": "|", "vert": "|", "Vert": "||", "lVert": "||",
    "rVert": "||", "lvert": "|", "rvert": "|", "sim": "~", "approx": "≈", "to": "→", "ln": "log", "sqrt": "√",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "lambda": "λ", "lam": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ",
    "tau": "τ", "phi": "φ", "varphi": "φ", "psi": "ψ", "omega": "ω", "Delta": "Δ", "Sigma": "Σ", "Phi": "Φ",
}  # fmt: skip
SYMBOL_NAMES = frozenset(_WORDS)
_COMMAND = re.compile(r"\\([A-Za-z]+)|(?<![A-Za-z])([A-Za-z]{2,})(?![A-Za-z])")
_SYMBOLS = str.maketrans(
    {
        "∑": "Σ", "∏": "Π", "½": "1/2", "¼": "1/4", "‖": "||", "−": "-", "–": "-", "·": "", "⋅": "", "×": "",
        "*": "", "ϵ": "ε", "ϕ": "φ", "∣": "|", "∥": "||", "ᵀ": "⊤", "′": "'", "≔": "=", "√": "√",
        "{": "", "}": "", "(": "", ")": "", "[": "", "]": "", "^": "", "_": "", "\\": "", "$": "", ",": "", "/": "",
        "&": "", "!": "", ";": "", "`": "", "⟨": "", "⟩": "",
    }
)  # fmt: skip
_RAISED_T = "⊤"  # survives the folding of raised letters, which would turn ᵀ into a factor T
_TRANSPOSE = re.compile(r"\^\s*\{?\s*(?:T|⊤)\s*\}?(?![a-z])|(?<=[A-Z])['′]")
_OPERATION = re.compile(r"[-+−–*/·⋅×⊙^²³⁻½¼√Σ∑Π∏ᵀ⊤]|\\(?:[dt]?frac|sum|prod|sqrt|cdot|times|odot)(?![a-z])")
_RELATION = re.compile(r"<=>|=>|⇒|⇔|:=|<=|>=|[=≤≥∝≈~<>≠]")


def canonical(text: str) -> str:
    """The text without what notation adds: commands as symbols, no brackets, scripts, products, fractions or spaces."""
    replaced = _TRANSPOSE.sub(_RAISED_T, _COMMAND.sub(_spell, text.replace("\\|", "||")))
    flat = unicodedata.normalize("NFKC", replaced.translate(_SYMBOLS))
    return "".join(flat.translate(_SYMBOLS).split())


def _spell(match: re.Match[str]) -> str:
    command, word = match.groups()
    if command is not None:
        return f" {_WORDS.get(command, command)} "
    return f" {_WORDS[word]} " if _WORDS.get(word) else word


def leaks(text: str, withheld: Iterable[str], released: Iterable[str] = ()) -> bool:
    """Whether `text` contains one of the `withheld` formulas, or a telling side of one.

    A side that also stands in what was `released` (the statement, the steps the candidate has reached) tells nothing.
    """
    said = canonical(text)
    known = canonical("   ".join(released))
    return any(side in said for formula in withheld for side in _telling_sides(formula, known))


def _telling_sides(formula: str, known: str) -> list[str]:
    """The sides that give the formula away: those that compute something; a bare "Attention(Q, K, V)" only names it."""
    sides = [canonical(side) for side in _RELATION.split(_spelled_relations(formula)) if _OPERATION.search(side)]
    telling = [side for side in sides if len(side) >= SHORTEST_SIDE and side not in known]
    whole = canonical(formula)
    return telling or ([whole] if whole not in known else [])


def _spelled_relations(formula: str) -> str:
    return re.sub(r"\\(leq?|geq?|propto|approx|sim|neq?)(?![A-Za-z])", lambda m: f" {_WORDS.get(m[1], '≠')} ", formula)


def withheld(script: Script, state: State, move: Move | None = None) -> list[str]:
    """The reference formulas the policy has not released: of steps neither reached nor given, nor hinted to the end
    (`move`, about to be said, counted in)."""
    status, hints = state["milestones"], dict(state["hints"])
    if isinstance(move, Hint):
        hints[move.milestone] = max(move.rung, hints.get(move.milestone, 0))
    return [
        formula
        for step in script.steps
        if status.get(step.id) not in ("reached", "given") and hints.get(step.id, 0) < len(step.hints)
        for formula in step.formulas
    ]


def gives_away(script: Script, state: State, text: str) -> bool:
    """Whether a text from the catalogue holds a formula that is still withheld."""
    closed = withheld(script, state)
    known = [formula for step in script.steps for formula in step.formulas if formula not in closed]
    return leaks(text, closed, [script.statement, *known])

"""Does a sentence give a withheld formula away in another form? Decided by the algebra, not by spelling.

`leaks` compares strings and misses "−2Xᵀ(y − Xw)" for "2Xᵀ(Xw − y)". Here the formulas in a sentence are cut out, completed
to statements where they are bare expressions, and judged: one that reaches a withheld key step gives it away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from interviewer.agent.leaks import SHORTEST_SIDE, SYMBOL_NAMES, canonical
from interviewer.agent.script import Step

ReachedBy = Callable[[Sequence[str], str], str | None]  # the key step that a right line reaches under a set-up

MOST_CHECKED = 12  # lines judged for one sentence; an interviewer's sentence holds one formula or two

_FUNCTION_NAMES = "log exp max min argmax argmin softmax diag det tanh sqrt var cov tr KL ELBO Var Cov Cat JS"
_FUNCTIONS = frozenset(_FUNCTION_NAMES.split())
_WORDS_LIKE_LETTERS = "is so of at to by in we it an be or if as on no do up us me my he"
_SHORT_WORDS = frozenset(_WORDS_LIKE_LETTERS.split())
_SPOKEN: tuple[tuple[str, str], ...] = (  # formulas in words and in code, as formulas
    (r"\b(?:np|numpy|jnp|torch|scipy|linalg|la)\.", ""),
    (r"\.(?:T|t\(\)|transpose\(\))(?![A-Za-z])", "^T"),
    (r"@|\*(?!\*)|\b(?:times|multiplied by)\b", " · "),
    (r"\*\*", "^"),
    (r"\b(?:the )?inverse of (.+?)(?=\s·|[,.;:?!]|$)", r"(\1)^{-1}"),
    (r"\b(?:the )?transpose of (\S+)", r"\1^T"),
    (r"\b(?:the )?sum (?:over|of all) (\w+) of\b", r"Σ_\1"),
    (r"\bplus\b", "+"),
    (r"\bminus\b", "−"),
    (r"\b(?:is |be |to )?(?:zero|naught)\b", " = 0"),
    (r"\b(?:equals|is equal to|becomes|amounts to)\b", " = "),
)
_WORD = re.compile(r"(?<![\\A-Za-z_^{/])[A-Za-z]{2,}(?:['’][a-z]+)?(?![A-Za-z(_^{/])")
_OPERATION = re.compile(r"[-+−–*/·⋅×⊙^²³⁻½¼√Σ∑Π∏ᵀ⊤=≤≥∝]|\\[a-z]+")
_RELATION = re.compile(r"[=≤≥∝]|\\(?:leq?|geq?|propto)\b")


def reveals(
    text: str, withheld: Iterable[Step], known: Iterable[str], setup: Sequence[str], reached: ReachedBy
) -> bool:
    """Whether a formula in `text` reaches one of the `withheld` steps. What stands in the `known` texts tells nothing."""
    steps = {step.id: step for step in withheld}
    if not steps:
        return False
    given = canonical("   ".join(known))
    lines = [line for part in formulas_in(text) if canonical(part) not in given for line in _statements(part, steps)]
    return any(reached(setup, line) in steps for line in lines[:MOST_CHECKED])


def formulas_in(text: str) -> list[str]:
    """The runs of a sentence that are mathematics: what is left between its plain words."""
    marked = re.sub(r"\$|\\[\[\]()]", "\n", text)
    for spoken, written in _SPOKEN:
        marked = re.sub(spoken, written, marked, flags=re.IGNORECASE)
    runs = _WORD.sub(lambda match: match[0] if _is_mathematics(match[0]) else "\n", marked).splitlines()
    kept = (re.sub(r"[?!.,;:“”\"\s]+$", "", run).lstrip(' ,;:.“”"') for run in runs)
    return [run for run in kept if _OPERATION.search(run) and len(canonical(run)) >= SHORTEST_SIDE]


def _is_mathematics(word: str) -> bool:
    if word in _SHORT_WORDS:
        return False
    return word in _FUNCTIONS or word in SYMBOL_NAMES or (len(word) <= 2 and not word.islower())


def _statements(part: str, steps: dict[str, Step]) -> list[str]:
    """The part as statements: itself, or what it would be the right side of."""
    if _RELATION.search(part):
        return [part]
    lefts = dict.fromkeys(
        formula.partition("=")[0].strip() for step in steps.values() for formula in step.formulas if "=" in formula
    )
    return [f"{left} = {part}" for left in lefts]

"""`XᵀX ≻ 0 for every X`: said of matrices of any rank too, where the problem's own has full column rank."""

from __future__ import annotations

import re

from interviewer.checking.problem.world import World

_EVERY = re.compile(
    r",?\s*\bfor\s+(?:every|any|all|each|arbitrary|whatever)\s+(?:(?:real|data|design|possible)\s+)*(?:matri(?:x|ces)\s+)?"
    r"\$?(?:\\(?:mathbf|boldsymbol|bm)\s*)?\{?(?P<name>[A-Za-zΦ]|\\Phi)\}?\$?\s*[.]?\s*$"
)


def at_fewer_rows(problem: World, text: str) -> str | None:
    """The line under fewer rows than columns instead of such words at its end; None for any other."""
    match = _EVERY.search(text)
    if match is None:
        return None
    name = match["name"].removeprefix("\\").replace("Phi", "Φ")
    found = [n for n in (name, *problem.aliases.get(name, ())) if n in problem.letters]
    letter = problem.letters[found[0]] if len(found) == 1 else None
    if letter is None or letter.kind != "matrix" or len(letter.shape) != 2 or letter.shape[0] == letter.shape[1]:
        return None
    return f"{text[: match.start()]} if {letter.shape[0]} < {letter.shape[1]}"

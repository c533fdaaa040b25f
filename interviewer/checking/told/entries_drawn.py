"""`q and k have iid N(0, σ²) entries`, `the components of q are iid N(0, a²)`: as `q_i, k_i ~ N(0, σ²) iid`, of the problem's random vectors."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.problem.world import World

_ENTRIES = r"(?:entries|components|coordinates|elements)"
_ALIKE = r"(?:iid|i\.i\.d\.?|IID|independent)"
_LAW = r"(?P<law>(?:\\mathcal\s*\{?\s*)?N\}?\s*\([^()]*(?:\([^()]*\)[^()]*)*\))"
_LIST = r"\$?(?P<list>[a-z](?:\$?\s*(?:,|and)\s*\$?[a-z])*)\$?"
_SET = r"(?:\s*(?:∈|\\in|in)\s*[^\s,;]+(?:\s*\^\s*\S+)?)?"
_FORMS = (
    re.compile(
        rf"(?:\b(?:the|all)\s+)?\b{_ENTRIES}\s+of\s+{_LIST}(?!\w)\s*(?:are|is)?\s*(?:all\s+)?{_ALIKE}\s*(?:draws\s+from\s+|~\s*|∼\s*|\\sim\s*)?\$?{_LAW}\$?"
    ),
    re.compile(
        rf"(?<![\w\\]){_LIST}(?!\w){_SET}\s*,?\s*(?:have|has|with)\s+{_ALIKE}\s+\$?{_LAW}\$?[\s-]*(?:distributed\s+)?{_ENTRIES}\b"
    ),
    re.compile(
        rf"(?<![\w\\])(?P<list>[a-z])_\{{?[ij]\}}?\s*(?:are\s+)?(?:iid|i\.i\.d\.?)\s*(?:~|∼|\\sim)?\s*{_LAW}"
    ),  # q_i iid N(0, s²)
)


def with_entries_drawn(problem: World, lines: Sequence[str]) -> list[str]:
    """The lines with what is drawn entry by entry in formulas."""
    drawn = {n for n, letter in problem.letters.items() if letter.kind == "random"}
    return [_in_formulas(line, drawn) for line in lines] if drawn else list(lines)


def _in_formulas(line: str, drawn: set[str]) -> str:
    def put(m: re.Match[str]) -> str:
        letters = re.findall(r"[a-z]", m["list"].replace("and", ","))
        return f"{', '.join(f'{n}_i' for n in letters)} ~ {m['law']} iid" if drawn.issuperset(letters) else m[0]

    for form in _FORMS:
        line = form.sub(put, line)
    return line

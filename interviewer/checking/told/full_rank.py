"""Which rank of a matrix of the problem words call full, as sizes: `since X has full row rank`, or Xᵀ full column rank, is said
where n < d."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.problem.world import World

_WHY = r"\b(?:since|because|as|if|when|whenever|where|provided(?:\s+that)?|given\s+that|assuming(?:\s+that)?)\s+"
_NAME = r"(?P<{0}>\$?(?:\\(?:mathbf|boldsymbol|bm)\s*)?\{{?[A-Za-zΦ]\}}?\$?|\$?\\Phi\$?)"
_TEXT = re.compile(r"\\text(?:rm)?\{([^{}$]*)\}")
_TRANSPOSED = r"\s*(?:ᵀ|['′]|\^\s*\{?\s*(?:T|\\top|\\intercal|\\mathsf\s*\{?T\}?)\}?)\$?"
_OF_FULL = r"\s+(?:has|is\s+of)\s+full[\s-]+"
_ROWS = re.compile(
    rf"(?P<why>{_WHY})(?:the\s+)?(?:matrix\s+)?(?:{_NAME.format('of')}{_OF_FULL}row[\s-]+rank"
    rf"|{_NAME.format('turned')}{_TRANSPOSED}{_OF_FULL}column[\s-]+rank"
    rf"|rows\s+of\s+{_NAME.format('by')}\s+are\s+(?:linearly\s+)?independent)\b",
    re.I,
)


def with_row_rank(problem: World, setup: Sequence[str], text: str) -> str:
    """The step with the sizes for the words, of a matrix that the problem has and no earlier line speaks of."""
    if "rank" not in text.casefold() and "rows" not in text.casefold():
        return text

    def sizes(match: re.Match[str]) -> str:
        name = re.sub(r"[^A-Za-zΦ]|mathbf|boldsymbol|bm", "", match["of"] or match["turned"] or match["by"]).replace(
            "Phi", "Φ"
        )
        found = [n for n in (name, *problem.aliases.get(name, ())) if n in problem.letters]
        shape = problem.letters[found[0]].shape if len(found) == 1 else ()
        spoken = any(re.search(rf"(?<![A-Za-z]){name}(?![A-Za-z])", line) for line in setup)
        if spoken or len(shape) != 2 or shape[0] == shape[1]:
            return match[0]
        return f"{match['why']}{shape[0]} < {shape[1]}"

    plain = _TEXT.sub(r" \1 ", text)
    told = _ROWS.sub(sizes, plain)
    return text if told == plain else told

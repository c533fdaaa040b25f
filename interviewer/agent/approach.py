"""Steps stated in words: "the approach is to expand the norm and set the gradient to zero" names two of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from interviewer.agent.script import Step

_CUES = re.compile(
    r"\b(approach|idea|plan|strategy|would|ll|will|going to|could|can|just|simply|then|first|next|expand\w*|"
    r"set(ting)?|tak(e|ing)|substitut\w+|plug\w*|appl(y|ying)|us(e|ing)|differentiat\w+|complet\w+|rewrit\w+|maximi\w+|"
    r"minimi\w+)\b",
    re.IGNORECASE,
)
_IDLE = frozenset(
    {
        "the", "and", "for", "with", "are", "its", "this", "that", "these", "those", "you", "our", "your", "then",
        "now", "here", "there", "from", "into", "over", "under", "each", "every", "all", "any", "some", "which",
        "what", "how", "not", "does", "can", "could", "would", "will", "should", "one", "two", "step", "next",
        "first", "write", "get", "have", "has", "let", "use", "using", "take", "approach", "idea", "plan", "just",
    }
)  # fmt: skip
SHARE = 0.5  # of the step's own telling words, its title's or a method hint's
LEAST = 2


def stated_steps(prose: str, steps: Iterable[Step]) -> tuple[str, ...]:
    """The ids of the steps whose method the prose states. Words are compared by their stems."""
    if not _CUES.search(prose):
        return ()
    said = stems(prose)
    return tuple(step.id for step in steps if any(_covers(said, source) for source in _sources(step)))


def _sources(step: Step) -> tuple[frozenset[str], ...]:
    return tuple(stems(text) for text in (step.title, *step.hints[:2]))


def _covers(said: frozenset[str], source: frozenset[str]) -> bool:
    shared = len(said & source)
    return shared >= LEAST and shared >= SHARE * len(source)


def stems(text: str) -> frozenset[str]:
    """The stems of the telling words of a text."""
    import snowballstemmer

    words = [word for word in re.findall(r"[a-z]{3,}", text.casefold()) if word not in _IDLE]
    return frozenset(snowballstemmer.stemmer("english").stemWords(words))

"""Letters in words: who says that z depends on b with derivative one has spoken of pre-activation and bias."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence


def with_words(prose: str, called: Mapping[str, Sequence[str]]) -> str:
    """The prose with the word for a letter behind each letter that stands by itself. `called` maps words to letters."""
    words = {letter: word for word, letters in called.items() for letter in letters}
    if not words:
        return prose
    letters = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.sub(rf"(?<![\w\\^])(?:{letters})(?![\w'’])", lambda found: f"{found[0]} {words[found[0]]}", prose)

"""A typo read as the word that was meant, before anything is made of it.

A noisy channel (Kernighan, Church & Gale 1990): of the words that one slip of the keyboard makes what is written, the one that
people of the field write, and write beside these neighbours. What they write is known: the rubrics and the labelled
answers. A word that is theirs or common English is no typo, nor is another form of one. Short ones are too alike, so that
their neighbours have to tell, and where two words remain that might be meant none is taken.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from interviewer.judging import lexicon
from interviewer.judging.slips import USUAL, chance, within

SHORT = 3  # letters up to which a word says too little by itself
MIDDLING = 4  # up to which it says little
LONG = 9  # from which two slips are seen through, too
COMMON = 200  # times that a word is written, from which it is meant whatever stands beside it
REAL = 3000  # times as likely that a word that exists is meant as that a slip has made it of another
SURE = 0.8  # the least probability of what is meant among all that might be
HALF = 0.5  # times that a word is written which is never
PAIRED = 0.7  # of what is known of a word lies in its neighbours, the rest in how often it is written at all

_WORD = re.compile(r"(?<![\\\w*])[^\W\d_]+(?:['’][a-z]+)?(?![\w*])")


def corrections(text: str) -> dict[int, str]:
    """The words that are meant where another is written, by their places in a text."""
    found = [(m.start(), m.group().lower().replace("’", "'")) for m in _WORD.finditer(text)]
    words = [word for _, word in found]
    typos = [k for k, word in enumerate(words) if len(word) >= SHORT and is_odd(word)]
    out: dict[int, str] = {}
    for k in typos:
        before, after = (words[m] if 0 <= m < len(words) else "" for m in (k - 1, k + 1))
        word = meant(words[k], before, after)
        if word != words[k]:
            out[found[k][0]] = words[k] = word
    return out


def corrected(text: str) -> str:
    """A text without its typos."""
    meant_at = corrections(text)
    return _WORD.sub(lambda m: meant_at.get(m.start(), m.group()), text) if meant_at else text


@lru_cache(maxsize=20_000)
def meant(word: str, before: str = "", after: str = "") -> str:
    """A lower-case word, or what is meant by it between its neighbours."""
    if not is_odd(word):
        return word
    strange = lexicon.is_known(word)
    might = {known: chance(word, known) for known in lexicon.near(word[0], len(word), 1) if within(word, known, 1)}
    if len(word) > 1 and (swapped := word[1] + word[0] + word[2:]) in lexicon.counts():
        might[swapped] = chance(word, swapped)
    if not might and not strange and len(word) >= LONG:
        might = {k: chance(word, k) for k in lexicon.near(word[0], len(word), 2) if within(word, k, 2)}
    if len(word) <= MIDDLING or strange:
        least = math.inf if strange else COMMON if len(word) <= SHORT else 1
        might = {known: c for known, c in might.items() if _is_told(known, c, before, after, least)}
    if not might:
        return word
    weight = {known: c * _likely(known, before, after) for known, c in might.items()}
    if strange:
        weight[word] = REAL * _likely(word, before, after)
    best = max(weight, key=lambda known: (weight[known], known))
    same = sum(w for known, w in weight.items() if lexicon.stem_of(known) == lexicon.stem_of(best))
    return best if same >= SURE * math.fsum(weight.values()) else word


def is_odd(word: str) -> bool:
    """Whether a lower-case word may be a typo: none that is known, or none that people of the field write."""
    return word.isascii() and (not lexicon.is_known(word) or lexicon.is_strange(word))


def _is_told(word: str, slip: float, before: str, after: str, least: float) -> bool:
    """Whether a neighbour speaks for a word, or it is written at least so often and the slip is a usual one."""
    beside = lexicon.pairs()[before, word] or lexicon.pairs()[word, after]
    return bool(beside) or (slip >= USUAL and lexicon.counts()[word] >= least)


def _likely(word: str, before: str, after: str) -> float:
    """How probable a word is after the one and before the other."""
    counts, pairs, total = lexicon.counts(), lexicon.pairs(), lexicon.total()
    times = counts[word] or HALF
    follows = PAIRED * pairs[before, word] / (counts[before] or 1) + (1 - PAIRED) * times / total
    leads = PAIRED * pairs[word, after] / times + (1 - PAIRED) * (counts[after] or 1) / total
    return follows * leads

# ruff: noqa: E501  (patterns are clearer unbroken)
"""An answer as sentences of stems, with what may not count taken out: orders to the judge, evasions, piles of keywords."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

MAX_CHARS = 20_000  # a spoken answer has some thousand; the rest is repetition
_SENTENCE = re.compile(r"[^.!?;\n]+(?:[.!?;](?=\d)[^.!?;\n]*)*[.!?;]?")
_TOKEN = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d+(?:\.\d+)?|[^\sA-Za-z\d]")
_NEGATORS = frozenset(
    [
        "not",
        "no",
        "never",
        "cannot",
        "without",
        "nor",
        "neither",
        "hardly",
        "n't",
        "isnt",
        "doesnt",
        "dont",
        "cant",
        "wont",
        "fails",
        "lacks",
    ]
)
_FUNCTION_WORDS = frozenset(
    [
        "the",
        "a",
        "an",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "it",
        "its",
        "this",
        "that",
        "these",
        "those",
        "of",
        "to",
        "in",
        "on",
        "for",
        "and",
        "or",
        "but",
        "if",
        "when",
        "then",
        "so",
        "because",
        "since",
        "as",
        "by",
        "at",
        "from",
        "with",
        "which",
        "who",
        "what",
        "where",
        "how",
        "we",
        "you",
        "i",
        "they",
        "he",
        "she",
        "one",
        "can",
        "could",
        "would",
        "will",
        "may",
        "might",
        "must",
        "should",
        "do",
        "does",
        "did",
        "has",
        "have",
        "had",
        "not",
        "no",
        "than",
        "more",
        "less",
        "only",
        "just",
        "each",
        "every",
        "both",
        "all",
        "some",
        "any",
        "there",
        "here",
        "also",
        "into",
        "over",
        "under",
        "while",
        "between",
        "after",
        "before",
        "get",
        "gets",
        "give",
        "gives",
        "gave",
        "make",
        "makes",
        "made",
        "keep",
        "keeps",
        "goes",
        "go",
        "means",
        "mean",
        "becomes",
        "become",
        "let",
        "say",
        "says",
        "see",
        "use",
        "uses",
        "using",
        "used",
        "take",
        "takes",
        "lie",
        "lies",
        "stay",
        "stays",
        "need",
        "needs",
        "their",
        "them",
        "our",
        "your",
        "my",
        "his",
        "her",
        "us",
        "me",
        "about",
        "up",
        "down",
        "out",
        "very",
        "too",
        "such",
        "same",
        "other",
    ]
)
_INJECTION = re.compile(
    r"ignore (?:all|any|the|your|previous|prior|above)|disregard|system\s*(?:prompt|message|:)|you are (?:now )?(?:a|an|the) |as an ai|"
    r"(?:award|give|grant|assign|rate|score|grade|mark)\b[^.]{0,40}\b(?:full|maximum|top|perfect|100|points|marks|level|score|grade)|"
    r"\"?(?:level|verdict|score)\"?\s*[:=]|</?(?:system|assistant|user|rubric|answer)|\[/?inst\]|##\s*(?:interviewer|system)|"
    r"this answer (?:is|meets|satisfies|should)|all claims (?:are )?met|(?:the )?(?:grader|judge|examiner|evaluator|interviewer)\b[^.]{0,40}\b(?:should|must|confirmed|agreed|please|note)",
    re.IGNORECASE,
)
_EVASION = re.compile(
    r"\b(?:i (?:do not|don't|dont|cannot|can't) (?:really )?(?:know|remember|recall)|no idea|not sure|i forgot|(?:can|could|may) we (?:skip|move)|skip this|pass on this|"
    r"next question|i would (?:have to )?(?:look|google)|look it up|good question|hard to say|it depends|as (?:everyone|we all) knows?|it is well known|"
    r"i(?:'d| would) rather)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """`stem` compares, `start`/`end` are places in the answer."""

    text: str
    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    start: int
    tokens: tuple[Token, ...]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a lower-case word."""
    import snowballstemmer

    global _stemmer
    if _stemmer is None:
        _stemmer = snowballstemmer.stemmer("english")
    return _stemmer.stemWord(word)


_stemmer = None
_SPELLING = (
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("our", "or"),
    ("centre", "center"),
)
_KEEP = frozenset(
    [
        "noise",
        "otherwise",
        "rise",
        "wise",
        "precise",
        "raise",
        "likewise",
        "our",
        "four",
        "your",
        "hour",
        "pointwise",
        "elementwise",
        "pairwise",
        "exercise",
        "revise",
        "pixelwise",
        "noised",
    ]
)


def normal_word(word: str) -> str:
    """Lower case, American spelling, stem."""
    word = word.lower().replace("’", "'")
    if word not in _KEEP:
        for british, american in _SPELLING:
            if word.endswith(british) and len(word) > len(british) + 1:
                word = word[: -len(british)] + american
                break
    return stem(word)


def tokens(text: str, start: int = 0) -> tuple[Token, ...]:
    out = []
    for m in _TOKEN.finditer(text):
        word = m.group()
        out.append(Token(word, normal_word(word) if word[0].isalpha() else word, start + m.start(), start + m.end()))
    return tuple(out)


def sentences(answer: str) -> list[Sentence]:
    """The sentences of an answer that may count as its author's own words about the question."""
    out = []
    for m in _SENTENCE.finditer(answer[:MAX_CHARS]):
        text = m.group()
        if not text.strip() or _INJECTION.search(text):
            continue
        found = tokens(text, m.start())
        if any(t.text.isalnum() for t in found):
            out.append(Sentence(text, m.start(), found))
    return out


_CLAUSE_BREAKS = frozenset(
    [",", ";", ":", "(", ")", "and", "but", "while", "whereas", "so", "then", "because", "since", "which", "where", "→"]
)


def clauses(sentence: Sentence) -> list[Sentence]:
    """A sentence cut at commas and conjunctions: what belongs together when a belief is stated."""
    out, current = [], []
    for token in (*sentence.tokens, None):
        if token is None or token.text.lower() in _CLAUSE_BREAKS:
            if current:
                begin, end = current[0].start - sentence.start, current[-1].end - sentence.start
                out.append(Sentence(sentence.text[begin:end], current[0].start, tuple(current)))
            current = []
        else:
            current.append(token)
    return out


def harmless(answer: str) -> str:
    """The answer with invisible and direction-changing characters as spaces: same length, so places stay places."""
    return "".join(
        " " if unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs") and c not in "\n\t" else c for c in answer
    )


def is_pile(answer: str) -> bool:
    """Keywords without sentences: hardly a function word among many content words."""
    words = [w.lower() for w in re.findall(r"[A-Za-z']+", answer)]
    if len(words) < 5:
        return False
    share = sum(w in _FUNCTION_WORDS for w in words) / len(words)
    separators = len(re.findall(r"[,;/|•·\n]", answer)) / len(words)
    if share < 0.1:
        return True
    return (share < 0.2 and separators > 0.25) or (share < 0.35 and separators > 0.4)


def is_injection(answer: str) -> bool:
    return bool(_INJECTION.search(answer))


def is_evasion(answer: str) -> bool:
    return bool(_EVASION.search(answer))


def negated(sentence: Sentence, first: int) -> bool:
    """Whether a negator stands in the few words before a match."""
    for token in reversed(sentence.tokens[max(0, first - 4) : first]):
        word = token.text.lower().replace("’", "'")
        if word in _CLAUSE_BREAKS:
            return False
        if word in _NEGATORS or word.endswith("n't"):
            return True
    return False

"""Whether letters are prose: what stands around them tells words from products of letters."""

from __future__ import annotations

import re

from interviewer.notation.lexing.letters import OPTIMISE
from interviewer.notation.lexing.scan import Scan
from interviewer.notation.words.acronyms import ESTIMATES, is_acronym

_ARTICLE = re.compile(r"\s+([a-z]{2,}|[A-Z][a-z]{3,})(?:\s+([a-z]{3,})\b)?")
_NO_NOUNS = frozenset("and or is are for of in to with where if then so".split())  # rates a and b
_GOES_ON = re.compile(r"\s+[a-z]{2,}\s+[a-z]{3,}\b")  # a net with three layers
_NOUN_PHRASE = re.compile(
    r"\s+(?!(?:and|or|in|of|for|with|as|on|at|by|to|can|may|must|will|then|from|where|so|be|times|are|not|the|via|let|which|when|"
    r"being|itself|alone)\b)([A-Z]?[a-z]{2,}(?:(?<!s)|ss|ous))(?:-[a-z]+)?\s+(?:\w{3,}|of|in)\b"
)
_PROSE = re.compile(r"\s+([a-z]{2,})\b(?![_^(])")
_DETERMINERS = frozenset("the a an our my this all any every each".split())
_SENTENCE = frozenset(["", "word", ",", ";", ":"])
_PRONOUN = re.compile(
    r"\s+(?!is\b|denotes?\b|in\b|of\b|for\b|and\b|or\b|with\b|the\b|has\b|an?\b|being\b|as\b)[a-z]{2,}\b"
)
_FORMULA, _LETTER = re.compile(r"\s+\$?(?:[^\W_]|\\)"), re.compile(r"\s+[A-Za-z\\$]")
_LAWS = frozenset(
    ["Normal", "Bern", "Dirichlet", "Binomial", "Poisson", "Exponential", "Geometric", "Uniform", "Laplace", "Cat"]
)
_OPENS = re.compile(r"(?:\s*\\(?:left|[bB]igg?l?))?[(\[]")
_AMONG_WORDS = re.compile(r"\s+(to|of|is|are|the|over ([a-z]{3,}))\b")
_NO_OPERAND = re.compile(r"(?:\s+over\s+[^\W\d_](?:_\w)?)?\s+(?!of\b|over\b)([a-z]{2,})\b(?![_^(])|\s+of\s+an?\s()")
_NO_OBJECTIVE = re.compile(r"\s+(?:is|are|over|with)\b|\s*$")
_ENDS = re.compile(r"\s*(?:[.,;:]|$)")
_EVEN_SCRIPTED = frozenset(["for", "if", "where"])
_OTHERS = re.compile(r"\s+et\s+al\b")
_INDICES = frozenset("ijklmnt")
_NORMALISED = frozenset(["layer", "batch", "group", "instance", "rms", "weight"])
_PAUSES, _VOWEL = frozenset([",", ";", ":", "."]), re.compile("[aeiou]")


def is_article(scan: Scan, rest: str) -> bool:
    """The `a` of `a constant`; in LaTeX, which sets prose apart, only before a word that is too long for names."""
    noun = _ARTICLE.match(rest)
    tables = (scan.tables.functions, scan.tables.names)
    if not noun or noun[1] in _NO_NOUNS or not (scan.spaced or scan.before() == ""):
        return False
    if any(noun[1] in t for t in tables) and (not noun[2] or any(noun[2] in t for t in (*tables, scan.known))):
        return False  # but `a Dirichlet prior`
    return "\\" not in scan.text or len(noun[1]) > 4 or bool(_GOES_ON.match(rest))


def is_opening_article(scan: Scan, rest: str) -> bool:
    """The `A` of `A single unknown mean …` at the beginning of a sentence; what `A maps`, or is, is a matrix."""
    noun = _NOUN_PHRASE.match(rest) if scan.before() in ("", ";", ":", ".") else None
    return noun is not None and noun[1] not in scan.known


def is_pronoun(scan: Scan, rest: str) -> bool:
    """The `I` of `I use that …`."""
    return scan.before() in _SENTENCE and bool(_PRONOUN.match(rest))


def names_kind(scan: Scan, word: str, rest: str) -> bool:
    """`the decoder p(x|z)`: a word of the problem's right before a formula says what kind of thing that is."""
    t = scan.tables
    if word not in scan.known or word in t.functions or word in t.names or scan.script_opened():
        return False
    return len(word) > 3 and word.islower() and bool(_FORMULA.match(rest))


def names_law(scan: Scan, word: str, rest: str) -> bool:
    """`in the Gaussian case`: a law without parameters."""
    behind = scan.text[scan.i :] if rest == "_" else rest  # it may be set upright
    return scan.tables.functions.get(word) in _LAWS and len(word) > 4 and not _OPENS.match(behind)


def is_noun(scan: Scan, word: str, rest: str) -> bool:
    """`the loss to be minimised`, `for all data sets`: a known name among words, and none of a formula."""
    among = scan.last("word") and scan.out[-1].text in _DETERMINERS and word.islower() and len(word) > 3
    follows = _PROSE.match(rest) if among else None
    return follows is not None and not {follows[1]} & (scan.known | scan.tables.functions.keys())


def is_operator_in_words(scan: Scan, word: str, rest: str) -> bool:
    """`the sum over the units`, `the columns sum to one`, `what we minimise is …`."""
    if word in OPTIMISE and _NO_OBJECTIVE.match(rest):
        return True
    if word == "norm" and scan.last("word") and scan.out[-1].text in _NORMALISED:
        return True  # layer norm without a gain
    operators = scan.tables.functions.keys() | scan.tables.big_operators
    if word in operators and scan.last("word") and _ENDS.match(rest):
        return True  # ȳ is the sample mean, we take the log
    if word in operators and word.islower() and scan.last("word") and scan.out[-1].text in _DETERMINERS:
        after = _NO_OPERAND.match(rest)
        if after is not None and after[1] not in operators | scan.known | scan.tables.names.keys():
            return True  # the sum over Z stands inside the log
    among = _AMONG_WORDS.match(rest) if word in scan.tables.big_operators else None
    return among is not None and among[2] not in scan.tables.names and among[2] not in scan.known  # max over alpha


def is_stopword(scan: Scan, word: str, scripted: bool) -> bool:
    """A word in the case of one, `dO` is none; a letter's product where it carries a script."""
    cased = word.islower() or word[1:].islower() or (word.isupper() and len(word) > 2)
    lower = word.lower()
    return cased and lower in scan.tables.stopwords and (not scripted or lower in _EVEN_SCRIPTED)


def abbreviates(scan: Scan, word: str, rest: str, scripted: bool) -> bool:
    """`the MLE`, `by SGD`."""
    among = scan.last("word") or (scan.before() in _SENTENCE and _PROSE.match(rest) is not None)  # MAP estimation for …
    return (word in ESTIMATES and among and not scripted) or is_acronym(word, scan.before(), rest)


def is_short_word(scan: Scan, word: str, rest: str) -> bool:
    """Whether three or four letters stand among words rather than among factors."""
    if _is_remark(scan, word, rest):
        return True
    called = scan.before() == "(" and _LETTER.match(rest) is not None  # P(coin A | h)
    if word[:1].isupper() and _OTHERS.match(rest):
        return True
    apart = (scan.spaced or not scan.out or called) and len(word) > 2
    written = word.islower() or _opens_sentence(scan, word, rest) or _is_proper(scan, word, rest)
    return apart and written and _among_words(scan, word, rest)


def _is_remark(scan: Scan, word: str, rest: str) -> bool:
    """The `thin` of `X = QR (thin), …`: a word alone in brackets that stand apart."""
    at = len(scan.text) - len(rest) - len(word)
    apart = scan.before() == "(" and rest[:1] == ")" and scan.text[at - 2 : at - 1].isspace()
    return apart and len(word) > 3 and word.islower() and bool(_VOWEL.search(word))


def _is_proper(scan: Scan, word: str, rest: str) -> bool:
    """`in Neal and Hinton`, `by Hoeffding`: a name between words; an `Aij` is an entry."""
    written = (
        word[:1].isupper() and word[1:].islower() and bool(_VOWEL.search(word[1:])) and not {*word[1:]} <= _INDICES
    )
    return written and scan.last("word") and (_PROSE.match(rest) is not None or rest[:1] in _PAUSES)


def _opens_sentence(scan: Scan, word: str, rest: str) -> bool:
    """`Add a penalty`, `Fit y = wx`: a capital at the beginning, and a word or a name behind it."""
    written = word[:1].isupper() and word[1:].islower() and bool(_VOWEL.search(word.lower()))
    return written and scan.before() in ("", ";") and bool(_LETTER.match(rest))


def _among_words(scan: Scan, word: str, rest: str) -> bool:
    ends = rest[:1] in _PAUSES and bool(_VOWEL.search(word))  # with the loss, …
    return rest[:1].isspace() or (scan.last("word") and (ends or not rest.strip(".,;:)")))

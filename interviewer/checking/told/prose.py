"""Set-ups of several sentences, and such as hold formulas between words: `Let both the prior $p(z) = …$ and the posterior …`."""

from __future__ import annotations

import re

from interviewer.checking.told.gaussian_priors import listed
from interviewer.notation.parsing.words import only_describes
from interviewer.notation.vocabulary import Vocabulary

MOST_CHARACTERS, MOST_PIECES = 600, 6

_END = re.compile(r"(?<=[\w$})\]²′*])[.;]\s+(?=[A-Z$\\])")
_SHORT = re.compile(r"(?:\b(?:i\.i\.d|s\.d|w\.r\.t|e\.g|i\.e|resp|cf|vs|Eq|Fig|Sec|s\.t|a\.s|a\.e))$")
_MATH = re.compile(r"\$([^$]+)\$")
_RELATION = re.compile(r"[=<>~∼≤≥∈∝≡≈]|\\(?:sim|leq?|geq?|in|propto|equiv|approx|to)\b")
_SAYS = re.compile(_RELATION.pattern + r"|\\(?:arg)?(?:min|max)\b|\b(?:arg\s?)?(?:min|max)_")
_WORD = re.compile(r"(?<![\\A-Za-z_^{])[A-Za-z][a-z'-]+(?![A-Za-z_^{(])")
_RESTRICTING = frozenset(
    "if when whenever unless not no never without except instead only assuming suppose supposing provided while otherwise "
    "either or then but".split()
)
_DENSITY, _OF_DENSITIES = (
    re.compile(r"[pqPQr](?:_\{?[^{}()\s]*\}?)?\s*\("),
    {"positive", "non-zero", "nonzero", "strictly"},
)
_OPEN_VARIANCE = re.compile(r"\bvariances?\s+(?:vectors?\s+)?\$?\\?(?!of\b|is\b|are\b)[^\s,;.$]+")


_LETTER = r"\$?(\\?[A-Za-zα-ωΑ-Ω]\w*(?:\{\\?\w+\})?(?:[_^](?:\{[^{}]*\}|\\?\w+))*[²]?(?:\((?:x|z|X|Z)\))?)\$?"
_GAUSSIAN = re.compile(
    r"(?:\$(?P<law>[pq][^$=~|]*\|[^$=~]*)\$|\b(?:the\s+)?(?P<noun>encoder|approximate\s+posterior|variational\s+posterior|"
    r"posterior\s+approximation)(?:\s+\$(?P<beside>q[^$=~]*)\$)?|(?P<plain>q\w*\((?:[^()=~]|\([^()]*\))*\)))\s+"
    r"(?:(?:is|be|are)\s+)?(?:(?:chosen|taken|assumed)\s+(?:to\s+be\s+|as\s+)?)?(?:an?\s+)?(?:[a-z]+\s+)?(?:Gaussian|normal)"
    r"(?:\s+distribution)?\s*,?\s*with\s+(?:a\s+)?mean\s+" + _LETTER + r"\s*(?:and|,)\s*(?:a\s+)?(?:diagonal\s+)?"
    r"(?P<spread>variances?|covariance(?:\s+matrix)?|standard\s+deviations?|s\.\s?d\.)\s+(?:vector\s+)?" + _LETTER,
    re.I,
)


def with_laws(text: str, vocabulary: Vocabulary) -> str:
    """`the encoder is Gaussian with mean m and variance v` as the density it speaks of, where the problem has an encoder."""
    if not {"mu", "sigma"} <= vocabulary.outputs or len(text) > MOST_CHARACTERS:
        return text

    def law(m: re.Match[str]) -> str:
        mean, spread = [g for k, g in enumerate(m.groups(), 1) if k in _LETTERS]
        kind = m["spread"].lower()
        square = spread if spread.endswith("²") else f"{{{spread}}}^2"
        shape = spread if kind.startswith("cov") else f"diag({spread if kind.startswith('var') else square})"
        head = m["law"] or m["beside"] or m["plain"] or "q(z|x)"
        return f"${head} = N(z; {mean}, {shape})$"

    plain = _FONT.sub(r"\1", text) if re.search("gaussian|normal", text, re.I) else text
    told = _PRIOR.sub(r"\1p(z) = N(z; 0, I)", _GAUSSIAN.sub(law, plain))
    return told if told != plain else text


_PRIOR = re.compile(  # `prior N(0, I)` beside a decoder
    r"(^|[,;.]\s*|\band\s+)(?:(?:a|the)\s+)?(?:standard\s+normal\s+)?prior\s+(?:is\s+)?\$?(?:\\mathcal\{N\}|N|𝒩)\(0,\s*I\)\$?",
    re.I,
)
_FONT = re.compile(r"(?<![A-Za-z])\\(?:boldsymbol|mathbf|bm|mathrm|vec)\s*(?:\{([^{}]*)\}|(?=\\))")
_LETTERS = {k for k in range(1, _GAUSSIAN.groups + 1) if k not in _GAUSSIAN.groupindex.values()}


def sentences(text: str) -> list[str]:
    """The sentences of a line; the line alone where it has but one."""
    if len(text) > MOST_CHARACTERS:
        return [text]
    pieces, start = [], 0
    for match in _END.finditer(text):
        before = text[start : match.start()]
        if before.count("$") % 2 == 0 and _balanced(before) and not _SHORT.search(before):
            pieces.append(before)
            start = match.end()
    return [*pieces, text[start:]] if 0 < len(pieces) < MOST_PIECES else [text]


def _balanced(text: str) -> bool:
    return all(text.count(a) == text.count(b) for a, b in ("()", "[]", "{}"))


def apart(text: str) -> list[str]:
    """The formulas of a line and the words between them, each as a line; the line alone where words may restrict a formula."""
    if len(text) > MOST_CHARACTERS or _RESTRICTING & set(re.findall(r"[a-z]+", text.lower())):
        return [text]
    if _MATH.search(text):
        formulas = [m[1].strip(" ,.;") for m in _MATH.finditer(text) if _SAYS.search(m[1])]
        words = _MATH.sub(lambda m: " , " if _SAYS.search(m[1]) else m[0], text)
        return [*formulas, words] if formulas and len(formulas) < MOST_PIECES else [text]
    pieces = [p.strip() for p in listed(text)]
    return pieces if 1 < len(pieces) <= MOST_PIECES and any(map(_RELATION.search, pieces)) else [text]


def describes(text: str) -> bool:
    """`the posterior approximation $q(z|x)$ be Gaussian, with mean $μ$`: words without a relation that say what the problem does.

    A variance that is no square is not the problem's.
    """
    if _RELATION.search(text) or len(text) > MOST_CHARACTERS:
        return False
    spread = _OPEN_VARIANCE.search(text)
    if spread and not re.search(r"[2²ΣI]|Sigma", spread.group()):
        return False
    words = set(_WORD.findall(_MATH.sub(" ", text)))
    return only_describes(words - _OF_DENSITIES if _DENSITY.search(text) else words)

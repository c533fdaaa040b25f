"""Set-ups of several sentences, and such as hold formulas between words: `Let both the prior $p(z) = …$ and the posterior …`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewer.notation.vocabulary import Vocabulary

MOST_CHARACTERS, MOST_PIECES = 600, 8

_END = re.compile(r"(?<=[\w$})\]²′*])[.;]\s+(?=[A-Z$\\])")
_SHORT = re.compile(r"(?:\b(?:i\.i\.d|s\.d|w\.r\.t|e\.g|i\.e|resp|cf|vs|Eq|Fig|Sec|s\.t|a\.s|a\.e))$")
_MATH = re.compile(r"\$([^$]+)\$")
_RELATION = re.compile(r"[=<>~∼≤≥∈∝≡≈]|\\(?:sim|leq?|geq?|in|propto|equiv|approx|to)\b")
_SAYS = re.compile(_RELATION.pattern + r"|\\(?:arg)?(?:min|max)\b|\b(?:arg\s?)?(?:min|max)_")
_CONDITIONAL = frozenset(
    "if when whenever unless assuming suppose supposing provided while otherwise either or then but except only".split()
)
_DENYING = frozenset("no not never without instead".split())
_ASIDE = re.compile(r"\s*\(((?:but\s+)?(?:not|no|never|without)(?:\s+[A-Za-z-]{2,})+)\)")  # (not the biases)
_BEHIND = re.compile(r"\s+(so\s+that\s)")


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
        """The law that the words tell, as a formula."""
        mean, spread = [g for k, g in enumerate(m.groups(), 1) if k in _LETTERS]
        kind = m["spread"].lower()
        square = spread if spread.endswith("²") else f"{{{spread}}}^2"
        shape = spread if kind.startswith("cov") else f"diag({spread if kind.startswith('var') else square})"
        head = m["law"] or m["beside"] or m["plain"] or "q(z|x)"
        return f"${head} = N(z; {mean}, {shape})$"

    plain = _FONT.sub(r"\1", text) if re.search("gaussian|normal", text, re.I) else text
    told = _NAMED.sub(lambda m: f"{m[1]}{_DENSITIES[' '.join(m[2].lower().split())]} = ", _GAUSSIAN.sub(law, plain))
    return told if told != plain else text


_DENSITIES = {
    "prior": "p(z)",
    "encoder": "q(z|x)",
    "approximate posterior": "q(z|x)",
    "variational posterior": "q(z|x)",
    "decoder": "p(x|z)",
    "likelihood": "p(x|z)",
}
_NAMED = re.compile(  # `encoder N(m, v), prior N(0, I)`
    r"(^|[,;:.]\s*|\b(?:and|with|use|take|under|for)\s+)(?:(?:an?|the|my|own)\s+)?(?:standard\s+normal\s+|Gaussian\s+|linear\s+)*"
    r"(prior|encoder|approximate\s+posterior|variational\s+posterior|decoder|likelihood)\s*(?:is\s+|=\s*|:\s*)?\$?"
    r"(?=(?:\\mathcal\s*\{?\s*N\s*\}?|N|𝒩)\s*(?:\\left)?\()",
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
    """The statements of a line and the words between them, each as a line; the line alone where words may restrict a formula.

    What a part denies in words, as `no biases` does, says nothing of the formulas in the others.
    """
    pieces = [p for p in _phrases(text) if re.search(r"\w", p)] if len(text) <= MOST_CHARACTERS else []
    if not pieces or any(_CONDITIONAL & set(re.findall(r"[a-z]+", p.lower())) and _SAYS.search(p) for p in pieces):
        return [text]
    words = set(re.findall(r"[a-z]+", text.lower()))
    if 1 < len(pieces) <= MOST_PIECES and any(map(_SAYS.search, pieces)):
        return pieces
    if not _MATH.search(text) or (_DENYING | _CONDITIONAL) & words:
        return [text]
    formulas = [m[1].strip(" ,.;") for m in _MATH.finditer(text) if _SAYS.search(m[1])]
    between = _MATH.sub(lambda m: " , " if _SAYS.search(m[1]) else m[0], text)
    return [*formulas, between] if formulas and len(formulas) < MOST_PIECES else [text]


def _phrases(text: str) -> Iterator[str]:
    """A line cut at what separates statements: commas and semicolons outside of formulas and brackets, `so that`."""
    piece, text = "", _BEHIND.sub(r", \1", text)
    for part in re.split(r"([,;])", text):
        if part in (",", ";") and piece.count("$") % 2 == 0 and _balanced(piece):
            yield piece.strip()
            piece = ""
        else:
            piece += part
    yield piece.strip()


def without_asides(text: str) -> str:
    """A line without what it denies in brackets, `(not the biases)`."""
    return _ASIDE.sub("", text)

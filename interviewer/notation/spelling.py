"""A line in one spelling, before it is cut into tokens: shapes, `if and only if`, and what it tells of signs and of what is absent."""

from __future__ import annotations

import re
from functools import lru_cache

from interviewer.notation.gaps import with_commas
from interviewer.notation.vocabulary import Vocabulary
from interviewer.notation.words.absences import without_absences
from interviewer.notation.words.contractions import in_full
from interviewer.notation.words.counts import spelt_for_counts
from interviewer.notation.words.kinds import with_kinds
from interviewer.notation.words.law_arguments import with_plain_arguments
from interviewer.notation.words.noun_operands import with_noun_operands, with_nouns_ahead
from interviewer.notation.words.number_lists import with_number_lists
from interviewer.notation.words.signs import signs_told

_SHAPE = re.compile(  # `X is n × d`, `Q, K are n x d_k matrices`, `W: m by n`, as candidates note shapes
    r"(?:,?\s(?:is|are|(?:has|have|is of|are of|of|with) (?:the )?(?:shape|size|dimensions?))(?: an?| the)?|:)\s*"
    r"(?P<dollar>\$)?\s*(?P<bracket>\()?(?![A-Za-z]{3,}\s+by\s)(?P<rows>[A-Za-z]\w*|\d+)(?:\s*(?:×|\\times)\s*|\s+(?:x|by)\s+)(?P<columns>[A-Za-z]\w*|\d+)"
    r"(?(bracket)\))(?(dollar)\s*\$)(?:[ -](?:matrix|matrices|vectors?))?(?![\w^({\[+*/=-])"
)


_SHAPE_BEHIND = re.compile(  # `O_i = A_i V_i (n × d_v)`, behind an array; h (d × k) is a product
    r"(?<==)(?P<value>[^=,;]*(?:[\])}ᵀA-Z]|_\w+))\s+\(\s*(?P<rows>[A-Za-z]\w*|\d+)(?:\s*(?:×|\\times)\s*|\s+(?:x|by)\s+)"
    r"(?P<columns>[A-Za-z]\w*|\d+)\s*\)(?=\s*(?:$|[,;.]))"
)


_ARRAY = re.compile(  # `dZ of shape (m, n_out)`, `W is (5, 10)`, as code notes them
    r"(?:,?\s(?:(?:has|have|is of|are of|of|with) (?:the )?(?:shape|size|dimensions?))|(?<=\b[A-Z])\sis|(?<=\b[A-Z]):)\s*"
    r"\(\s*(?P<rows>[A-Za-z]\w*|\d+)\s*,\s*(?P<columns>[A-Za-z]\w*|\d+)\s*\)(?![\w^({\[+*/=-])"
)


_COMMENT = re.compile(r"\s+#\s+(.*)$")  # behind a formula typed as code


_SIZE = re.compile(  # `the n × n diagonal matrix`, `a 2x2 rotation`: what kind of matrix it is says more than its size
    r"(?<=\s)(?:[A-Za-z]\w*(?:\s*(?:×|\\times)\s*|\s+(?:x|by)\s+)[A-Za-z]\w*|(\d)\s*(?:×|x|\\times)\s*\1)[- ]"
    r"(?=(?:diagonal|symmetric|orthogonal|permutation|rotation|triangular|lower|upper|identity|block)\b)"
    r"|(?<=\s)([A-Za-z])(?:\s*(?:×|\\times)\s*|\s+(?:x|by)\s+)\2\s+(?=matrix (?:with|of)\b)"  # its entries say its size
)


_DOT_IN_CIRCLE = re.compile(r"(?<![^\s,;])\(\.\)(?=\s)")  # `sigma (.) eps`; g(.) is a function


_IFF = re.compile(
    r"\b(?:(?:precisely |exactly )?(?:if|when) and only (?:if|when)|(?:exactly|precisely|just) (?:when|if))\b"
)


_DEVIATION = re.compile(r"\bs\.\s?d\.(?=\s)")


_BETA = r"(?:\\beta\b|β|(?i:beta))"
_FONT = r"\\(?:text|mathrm|operatorname|rm)\s*\{"
_BETA_VAE = re.compile(  # L_{β\text{-VAE}}, L_{\text{BETA}}: the objective with the parameter β
    rf"_(?:\{{\s*(?:{_FONT})?\s*{_BETA}(?:\s*\}})?\s*(?:{_FONT})?\s*[-–\s]?\s*VAE(?:\s*\}})?\s*\}}|\{{\s*{_FONT}\s*(?i:beta)\s*\}}\s*\}}|β-?VAE\b)"
)


_ONLY = re.compile(
    r"(?<!,)(?<!but)(?<!and)(?<!equality)(?<!iff)\s+only\s+(?:where|when|if|for|at)\b"
)  # A only where B: A ⇒ B


_TITLE = re.compile(  # `Theorem 2.6.3 (Information inequality).`, `(Log sum inequality)`: what a statement is called
    r"^\s*(?:\*\*|\\textbf\{)?(?:(?:Theorem|Lemma|Proposition|Corollary|Definition|Example|Claim|Fact|Remark)s?\b[\s\d.]*"
    r"(?:\([A-Za-z'’ –-]+\))?|\([A-Z][a-z][A-Za-z'’ –-]+\))(?:\*\*|\})?\s*[.:]?\s+(?=[A-Z$\\])"
)


_SUMMING = re.compile(
    r"^\s*(?:sum|add|average|summed|averaged) (?:up )?over (?:all )?[a-z]\s*:\s+(?=\S)", re.I
)  # what is done
_GRAD = re.compile(r"\bgrad(?= (?:wrt|w\.r\.t\.)|\s*:\s)")


_LEADING_ON = re.compile(  # `Let u be uniform. Then`: the statement stands on the next line
    r"(?<=[.,;:])\s*(?:then|hence|thus|therefore|so)?(?:,?\s*(?:we\s+(?:have|get|obtain|find)|it\s+(?:follows|holds)\s+that))?"
    r"\s*[,:.]?\s*$",
    re.I,
)


_DIMENSIONAL = re.compile(r"(?<![\w$])\$?[A-Za-z]\$?-(?=(?:dimensional|variate)\b)")  # k-dimensional: in any dimension

_ONE_D = re.compile(  # `1-d data: …`, `in 1D`, `one latent dimension`: no product and no difference
    r"(?:^|(?<=[A-Za-z:;,.]\s)|(?<=[:;,.(]))(?:1-?[dD](?=\s*[:,;)]|\s+[A-Za-z]{3,}|\s*$)|1-?dim(?:ensional|ensions?)?\b"
    r"|(?:one|a single) (?:latent )?dimensions?\b)"
)

_COUNTING = re.compile(
    r"(?:^|(?<=[A-Za-z:;,.(]\s)|(?<=\())([2-9])-(?=(?!norm)[a-z]{3,}\b(?!\s*[\^_(+*/=-]))"
)  # a 2-layer net
_NUMBERS = dict(zip("23456789", "two three four five six seven eight nine".split(), strict=True))

_LABEL_TRANSPOSED = re.compile(  # W^{K\top}, W_i^{K^T}
    r"\^\{\s*([A-Z])\s*,?\s*(?:\^\s*\{?\s*)?(?:\\top|\\intercal|⊤|ᵀ|(?<=[,^{\s])T)\s*\}?\s*\}"
)
_SIZE_OF_CODE = re.compile(  # sqrt(dk), K.T / dk: nothing is differentiated by that
    r"(sqrt\s*[({]\s*|√\s*\(?\s*|(?:\.T|ᵀ|[)\]])\s*/\s*|(?<=\d)\s*/\s*|ℝ\^\{[^{}]*)d([kv])\b(?!\s*[/_\[=(])"
)
_OF_ANY = re.compile(r"(?<=\()\s*\.\s*(?=\||∣|\\mid)")  # q(.|x) as q(·|x)


def in_one_spelling(text: str, vocabulary: Vocabulary) -> str:
    """The line as the grammar wants it; formulas stay as they are."""
    text = with_nouns_ahead(in_full(text), dict(vocabulary.nouns))
    text = with_noun_operands(_DOT_IN_CIRCLE.sub("⊙", with_commas(with_plain_arguments(text))), dict(vocabulary.nouns))
    text = _OF_ANY.sub("·", text)
    text = _LABEL_TRANSPOSED.sub(r"^{\1}^T", text) if "^{" in text and _labelled(vocabulary.values) else text
    if (labelled := _labelled(vocabulary.values)) is not None:
        text = labelled.sub(r"\1_\2", text)
    text = with_kinds(text, dict(vocabulary.kinds)) if vocabulary.kinds else text
    text = _COUNTING.sub(lambda m: f"{_NUMBERS[m[1]]}-", text)
    text = _ONE_D.sub("one-dimensional", _DIMENSIONAL.sub("multi-", text))
    text = with_number_lists(_LEADING_ON.sub("", _TITLE.sub("", _SUMMING.sub("", text))))
    text = _GRAD.sub("gradient", text)
    text = _BETA_VAE.sub(r"_{\\beta}", _DEVIATION.sub("standard deviation", text))
    text = _COMMENT.sub(lambda m: f", where {m[1]}" if re.search("[=~∼]", m[1]) else "", text)
    text = _ONLY.sub(" ⇒", signs_told(_SIZE.sub("", _IFF.sub("iff", text))))
    text = spelt_for_counts(without_absences(text, vocabulary.absent | vocabulary.left_out))
    text = _SHAPE_BEHIND.sub(r"\g<value> ∈ ℝ^{\g<rows>×\g<columns>}", text)
    text = _ARRAY.sub(r" ∈ ℝ^{\g<rows>×\g<columns>}", text)
    text = _SHAPE.sub(r" ∈ ℝ^{\g<rows>×\g<columns>}", text)
    return _SIZE_OF_CODE.sub(r"\1d_\2", text) if "d_k" in vocabulary.values else text


@lru_cache(maxsize=64)
def _labelled(values: frozenset[str]) -> re.Pattern[str] | None:
    """`Wq`, `Wk_i`: a matrix of the problem's written together with its label."""
    found = [name for name in values if re.fullmatch(r"[A-Z][_.][A-Za-z]", name)]
    labels = {n[0]: {m[2] for m in found if m[0] == n[0]} for n in found}  # in capitals, too: D_k and D_v are sizes
    several = {n for n, ls in labels.items() if len({x.lower() for x in ls}) > 2 and any(map(str.isupper, ls))}
    if len(several) != 1:
        return None
    labels = "".join(sorted({n[2] for n in found if n[0] in several}))
    return re.compile(rf"(?<![\w\\^]){'({})'.format(*several)}([{labels}])(?![A-Za-z0-9])")

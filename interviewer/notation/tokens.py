"""Text to tokens: LaTeX, Unicode and ASCII become one stream, so that the parser never asks which script was used.

Scripts become explicit `^{…}` and `_{…}` groups, fonts vanish, accents stand before what they decorate, words of prose
become `word` tokens. Nothing here knows what a name means.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from interviewer.notation.acronyms import ESTIMATES, is_acronym
from interviewer.notation.limits import MAX_CHARS, MAX_TOKENS
from interviewer.notation.tables import tables


class Unreadable(Exception):
    """The text cannot be read; the message says what to write differently."""


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is num, name, word, big, fn, op, open, close, accent, frac, sqrt, matrix or end.

    `spaced` says that white space stood before it; `plain` that a name was set upright, as words and labels are, or that a star
    was typed as such and is no ×.
    """

    kind: str
    text: str
    pos: int
    spaced: bool = False
    plain: bool = False


_STRIP = dict.fromkeys(map(chr, [*range(8203, 8208), *range(8234, 8239), *range(8288, 8304), 65279]))
_WORD = re.compile(r"[A-Za-z]+")
_AMONG_WORDS = re.compile(r"\s+(to|of|is|are|the|over (the|all))\b")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:[eE][-+]?\d+(?![A-Za-z]))?|\.\d+")
_ASCII_OPERATORS = (
    "<=>",
    "<==>",
    "<->",
    "<=",
    ">=",
    "!=",
    "==>",
    "=>",
    "->",
    "<-",
    ":=",
    "||",
    "**",
    "==",
    "...",
    "~=",
    "=:",
    ">>",
    "<<",
)
_ASCII_MAP = {
    "<=>": "⇔",
    "<==>": "⇔",
    "<->": "⇔",
    "==>": "⇒",
    "=>": "⇒",
    "->": "→",
    "<-": "←",
    "||": "‖",
    "**": "^",
    "==": "=",
    "...": "…",
    "~=": "≈",
    "=:": "=",
    "@": "*",
}
_MODULE = re.compile(r"\b(?:torch|np|numpy|tf|jnp|math)\.(?=[a-z])")  # `torch.sum(logvar.exp())`: code for Σ exp
_HESSIAN = re.compile(
    r"\\operatorname\{[Hh]ess\}|\\mathrm\{[Hh]ess\}|(?<![A-Za-z\\])[Hh]ess(?=_|\s*[(A-Zℒ\\ℓ])"
)  # of a function
_PAUSES, _VOWEL = frozenset([",", ";", ":", "."]), re.compile("[aeiou]")
_UP_TO = re.compile(r"\.\.(?=\s*[A-Za-z\d\\])(?!\.)")
_SENTENCE = frozenset(["", "word", ",", ";", ":"])
_PRONOUN = re.compile(
    r"\s+(?!is\b|denotes?\b|in\b|of\b|for\b|and\b|or\b|with\b|the\b|has\b|an?\b|being\b|as\b)[a-z]{2,}\b"
)
_POWER = re.compile(r"\b(\w+)\.pow\((\d)\)")
_METHOD = re.compile(r"\b(\w+)\.(exp|log|sum|sqrt|abs)\(\)")
_SPELT = frozenset(["Normal", "Bern", "Poisson", "Exponential", "Geometric", "Uniform", "Laplace", "Cat"])
_DIVERGENCES = frozenset(["KL", "JS"])  # functions of two laws, whatever else they may name
_OPTIMISE = frozenset(["minimise", "minimize", "maximise", "maximize"])
_NETWORK = re.compile(r"[A-Z][a-z]{2,3}$|(?:enc|dec|net|MLP|NN|CNN)$")  # `Enc(x)`: no product of letters
_BRACKETS = {"(": "open", "[": "open", ")": "close", "]": "close"}
_MATRIX = {"pmatrix", "bmatrix", "matrix", "vmatrix", "Bmatrix", "smallmatrix", "cases", "array"}

# Words of prose that would otherwise read as products of letters; longer unknown words are prose anyway.
STOPWORDS = {
    "a",
    "an",
    "and",
    "as",
    "at",
    "be",
    "but",
    "by",
    "can",
    "do",
    "does",
    "each",
    "every",
    "for",
    "from",
    "get",
    "gets",
    "give",
    "gives",
    "has",
    "have",
    "hence",
    "holds",
    "how",
    "if",
    "iff",
    "in",
    "is",
    "it",
    "its",
    "let",
    "means",
    "no",
    "not",
    "now",
    "of",
    "on",
    "one",
    "only",
    "or",
    "our",
    "over",
    "per",
    "say",
    "set",
    "since",
    "so",
    "some",
    "such",
    "than",
    "that",
    "the",
    "then",
    "there",
    "they",
    "this",
    "thus",
    "to",
    "up",
    "use",
    "using",
    "was",
    "we",
    "when",
    "where",
    "which",
    "while",
    "with",
    "yields",
    "you",
    "zero",
    "always",
    "any",
    "are",
    "because",
    "both",
    "case",
    "cases",
    "constant",
    "const",
    "denote",
    "denotes",
    "due",
    "either",
    "else",
    "equal",
    "equals",
    "everywhere",
    "exactly",
    "find",
    "first",
    "following",
    "given",
    "holding",
    "implies",
    "into",
    "just",
    "know",
    "like",
    "minimise",
    "minimize",
    "maximise",
    "maximize",
    "subject",
    "st",
    "must",
    "never",
    "non",
    "note",
    "obtain",
    "plug",
    "positive",
    "second",
    "see",
    "show",
    "simply",
    "substitute",
    "substituting",
    "symmetric",
    "taking",
    "term",
    "terms",
    "their",
    "these",
    "those",
    "under",
    "until",
    "unless",
    "upto",
    "very",
    "via",
    "want",
    "whenever",
    "whose",
    "will",
    "without",
    "write",
    "yield",
    "here",
    "also",
    "true",
    "false",
    "all",
    "independent",
    "definite",
    "semidefinite",
    "invertible",
    "full",
    "convex",
    "concave",
    "same",
    "therefore",
    "recall",
    "expand",
    "next",
    "last",
    "final",
    "finally",
    "however",
    "define",
    "defined",
    "call",
    "called",
    "assume",
    "assuming",
    "suppose",
    "fix",
    "fixing",
    "keep",
    "keeping",
    "consider",
    "after",
    "before",
    "again",
    "out",
    "off",
    "log-likelihood",
    "solving",
    "solve",
    "solution",
    "unique",
    "differentiate",
    "putting",
    "setting",
    "iid",
    "wrt",
    "row",
    "rows",
    "unit",
    "units",
    "data",
    "i.e",
    "e.g",
    "minimum",
    "maximum",
    "optimum",
}


def clean(text: str) -> str:
    """The text without control, zero-width and direction characters and ANSI sequences: safe to show and to read."""
    text = re.sub(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?", "", text)
    return "".join(
        " " if c in "\t\n\r\u00a0\u2009\u200a\u2002\u2003\u202f" else c
        for c in text.translate(str.maketrans(_STRIP))
        if c in "\t\n\r" or unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn")
    )


_COMPOUNDS = {"i.i.d", "s.t", "i.e", "e.g", "w.r.t", "log-likelihood", "semi-definite", "non-negative"}
_SUPERSCRIPT_LABELS = {"old", "new", "MAP", "MLE", "ML", "opt", "next", "prev", "ridge", "OLS"}


class _Lexer:
    def __init__(self, text: str, known: frozenset[str]) -> None:
        self.t = tables()
        self.text = text
        self.known = known
        self.out: list[Token] = []
        self.i = 0
        self.spaced = False
        self.environments: list[str] = []

    def emit(self, kind: str, text: str, plain: bool = False) -> None:
        if len(self.out) >= MAX_TOKENS:
            raise Unreadable("the line is too long; split it into several")
        self.out.append(Token(kind, text, self.i, self.spaced, plain))
        self.spaced = False

    def run(self) -> list[Token]:
        text = self.text
        while self.i < len(text):
            c = text[self.i]
            if c.isspace() or (c == "~" and self._is_tie()):
                self.spaced = True
                self.i += 1
            elif c == "\\":
                self.command()
            elif c == "$" or c == "`":
                self.i += 1
                self.spaced = True
            elif c == "%" and self.i and text[self.i - 1] != "\\":
                self.i = len(text)
            elif c in self.t.superscripts:
                self.script("^", self.t.superscripts)
            elif c in self.t.subscripts:
                self.script("_", self.t.subscripts)
            elif c in self.t.fractions:
                num, den = self.t.fractions[c]
                self.emit("frac", "")
                for part in (num, den):
                    self.emit("open", "{"), self.emit("num", str(part)), self.emit("close", "}")
                self.i += 1
            elif (c.isdigit() and c.isascii()) or (c == "." and re.match(r"\.\d", text[self.i :])):
                match = _NUMBER.match(text, self.i)
                assert match
                self.emit("num", match.group())
                self.i = match.end()
            elif c.isascii() and c.isalpha():
                self.ascii_word()
            elif c.isalpha() or c in self.t.letters:
                self.letter()
            else:
                self.operator()
        self.emit("end", "")
        return self.out

    def _is_tie(self) -> bool:
        """LaTeX writes `~` for a tie; elsewhere it reads `is distributed as`."""
        return "\\" in self.text and not re.match(r"~\s*(N\b|\\|[A-Z])", self.text[self.i :])

    def script(self, mark: str, table: dict[str, str]) -> None:
        """A run of Unicode super- or subscripts becomes one group."""
        text, start = self.text, self.i
        j = start
        while j < len(text) and text[j] in table:
            j += 1
        inner = "".join(table[c] for c in text[start:j])
        self.emit("op", mark)
        self.emit("open", "{")
        for token in _Lexer(inner, self.known).run()[:-1]:
            self.emit(token.kind, token.text)
        self.i = j
        self.emit("close", "}")

    def accent(self, name: str) -> None:
        """Put an accent token before the name emitted last (combining characters follow their letter)."""
        if self.out and name:
            self.out.insert(len(self.out) - 1, Token("accent", name, self.i, self.out[-1].spaced))

    def letter(self) -> None:
        c = self.text[self.i]
        name = self.t.letters.get(c)
        if name is None:
            plain = unicodedata.normalize("NFKC", c)
            if plain.isascii() and plain.isalpha():
                name = plain
            elif plain in self.t.letters:
                name = self.t.letters[plain]
        self.i += 1
        if name is None:
            j = self.i
            while j < len(self.text) and self.text[j].isalpha():
                j += 1
            self.emit("word", self.text[self.i - 1 : j].lower())
            self.i = j
            return
        if c == "Σ":
            self.emit("big", "sum", True)
        else:
            self.named(name)
        self.combining()
        self.numbered()

    def numbered(self) -> None:
        """`μ1` and `W2` carry their number as a subscript."""
        match = re.compile(r"\d{1,2}(?![\d.]*[A-Za-z(])|\d").match(self.text, self.i)
        if (match and self.out and self.out[-1].kind in ("name", "accent")) or (
            match and self.out and self.out[-1].plain and self.out[-1].kind == "big"
        ):
            self.emit("op", "_"), self.emit("open", "{"), self.emit("num", match.group()), self.emit("close", "}")
            self.i = match.end()

    def combining(self) -> None:
        while self.i < len(self.text) and self.text[self.i] in self.t.combining:
            self.accent(self.t.combining[self.text[self.i]])
            self.i += 1

    def named(self, name: str, plain: bool = False) -> None:
        """Emit a name in its grammatical kind."""
        if name == "sqrt":
            self.emit("sqrt", name)
        elif name in self.t.big_operators:
            self.emit("big", self.t.big_operators[name], name in _OPTIMISE)
        elif name in self.t.functions and (len(name) > 1 or plain):
            self.emit("fn", self.t.functions[name])
        elif name in ("Expectation", "Normal"):
            self.emit("fn", name)
        else:
            self.emit("name", name, plain)

    def operator(self) -> None:
        text, c = self.text, self.text[self.i]
        if _UP_TO.match(text, self.i) and self.out and self.out[-1].kind in ("name", "num", "close"):
            self.emit("op", ","), self.emit("op", "…"), self.emit("op", ",")  # c_1..c_n
            self.i += 2
            return
        for sign in _ASCII_OPERATORS:
            if text.startswith(sign, self.i):
                self.emit("op", _ASCII_MAP.get(sign, sign))
                self.i += len(sign)
                return
        if c in self.t.combining:
            self.combining()
            return
        if c in _BRACKETS or c in "{}":
            self.emit("open" if c in "([{" else "close", c)
        elif c in "⟨⟩":
            self.emit("open" if c == "⟨" else "close", c)
        elif c in self.t.operators:
            self.emit("op", self.t.operators[c])
        elif c in "+-*/=<>|,;:!'^_@&~.?":
            if c == "'" or c == "’":
                self.emit("op", "'")
            elif c == "&" and not self.environments:
                pass
            elif c == "." and self.spaced and self.out and re.match(r"\.\s+\S", text[self.i :]):
                self.emit("op", "·")  # x_i . w, apart on both sides as no full stop is
            elif c == "." and not text[self.i + 1 : self.i + 2].isalnum():
                if text[self.i + 1 :].strip():
                    self.emit("op", ";")
            elif c == ".":
                self.emit("op", ".")
            elif c != "?":
                self.emit("op", _ASCII_MAP.get(c, c), plain=c == "*")
        elif c in "′’":
            self.emit("op", "'")
        elif c == "″":
            self.emit("op", "'"), self.emit("op", "'")
        elif c in '"“”#':
            pass
        else:
            raise Unreadable(f"I cannot read the character {c!r} at column {self.i + 1}; write it in LaTeX or ASCII")
        self.i += 1

    # -- words ---------------------------------------------------------------------------------------------------

    def ascii_word(self) -> None:
        match = _WORD.match(self.text, self.i)
        assert match
        word, end = match.group(), match.end()
        space = re.compile(r"in\s+(?:(R)(?=\s*\^|\s*$|\s*[,;.])|(?=[ℝ{\[]|\\mathbb|\\\{|\(\s*-?\d))").match(
            self.text, self.i
        )
        if space and self.out and self.out[-1].kind != "word":
            self.emit("op", "∈")
            if space[1]:
                self.emit("name", "Reals")
            self.i = space.end()
            return
        if self.text[end : end + 1] in self.t.combining and len(word) > 1:
            word, end = word[:-1], end - 1  # the accent belongs to the last letter alone
        phrase = re.compile(r"(?:is\s+)?proportional\s+to\b").match(self.text, self.i)
        if phrase:
            self.emit("op", "∝")
            self.i = phrase.end()
            return
        compound = re.match(r"[A-Za-z]+(?:[-.][A-Za-z]+)+", self.text[self.i :])
        if compound and (compound.group().lower() in _COMPOUNDS or self.is_compound(compound.group())):
            self.i += compound.end()
            if self.text[self.i : self.i + 1] == "." and compound.group()[1] == ".":
                self.i += 1
            self.emit("word", compound.group().lower().replace(".", ""))
            return
        if word == "d" and self.second_differential():
            return
        if self.single_script(word, self.text[end:]):
            word, end = word[0], self.i + 1
        self.word(word, followed_by=self.text[end:])
        self.i = end
        if self.out and self.out[-1].kind == "word":
            possessive = re.compile(r"['’′]s?(?![A-Za-z])").match(self.text, end)  # Jensen's
            self.i = possessive.end() if possessive else end
        if len(word) == 1:
            self.combining()
        if len(word) == 1 or word in self.t.names or (self.out[-1].kind == "name" and not self.out[-1].plain):
            self.numbered()

    def single_script(self, word: str, followed_by: str) -> bool:
        r"""TeX's bare script is one character, `x_ix_i^\top`; a word of its own, `w_ridge`, is a label whatever TeX says."""
        if len(word) < 2 or not self.out or self.out[-1].text not in ("_", "^") or self.out[-1].kind != "op":
            return False
        if word in _SUPERSCRIPT_LABELS or word in self.known or word in self.t.names:
            return False
        if set(word) <= set("ijkl") and len(self.out) > 1 and self.out[-2].kind != "big":
            return False  # `w_jk^(l+1)` has two indices in everybody's hand
        if len(word) > 3 and "\\" not in self.text:
            return False  # d_model^2
        return followed_by[:1] in ("_", "^") or ("\\" in self.text and len(word) <= 3 and not word.isupper())

    def is_compound(self, text: str) -> bool:
        """`M-step`, `k-means`, `Jensen-Shannon`: hyphenated prose, not a difference."""
        t = self.t
        if re.match(r"(multi|self|cross|single|non|semi|half|log)-[a-z]{3,}", text.lower()):
            return True  # multi-head, whatever a head is
        return (
            all(
                len(part) > 2
                and part not in self.known
                and not any(part in table for table in (t.names, t.greek, t.variants, t.functions, t.big_operators))
                and part not in ("const", "constant")
                for part in text.split("-")[1:]
            )
            and "." not in text
        )

    def word(self, word: str, followed_by: str = "", plain: bool = False) -> None:
        t = self.t
        after_dot = self.out and self.out[-1].kind == "op" and self.out[-1].text == "." and not self.spaced
        if after_dot and word in ("T", "t"):  # numpy's X.T
            self.out.pop()
            self.emit("op", "^"), self.emit("name", "T")
            return
        if after_dot:
            self.out.pop()
            if len(word) == 1 and self.out and self.out[-1].kind in ("name", "close"):
                self.emit("op", "·")  # w.x
        scripted = (
            (bool(self.out) and self.out[-1].text in ("_", "^"))
            or followed_by[:1] in ("_", "^", "(", "[")
            or followed_by[:1] in t.subscripts
        )
        if len(word) == 1:
            article = re.match(r"\s+([a-z]{2,})", followed_by) if word == "a" and self.spaced else None
            plain_text = "\\" not in self.text or (article is not None and len(article[1]) > 4)
            if article and article[1] not in t.functions and article[1] not in t.names and plain_text:
                self.emit("word", "a")
                return
            if word == "I" and self.before() in _SENTENCE and _PRONOUN.match(followed_by):
                self.emit("word", "we")  # I use that …
                return
            self.named(t.variants.get(word, word), plain)
            return
        script = self.script_mark()
        transposed = len(word) == 2 and word[0] == "T" and bool(self.out) and self.out[-1].text == "^"  # the ᵀA of A^TA
        if (
            script
            and word not in t.names
            and word not in self.known
            and (script == "_" or word in _SUPERSCRIPT_LABELS or (word.isupper() and not transposed))
        ):
            braced = self.out[-1].text == "{"
            fan = word == "in" and self.out[-3 if braced else -2 :][:1][0].text in ("n", "d", "N")  # n_in beside n_out
            if len(word) <= 3 and set(word) <= set("ijklmntsdkx") and not fan:
                if not braced:
                    self.emit("open", "{")
                for letter in word:
                    self.emit("name", letter)
                if not braced:
                    self.emit("close", "}")
            else:
                self.emit("name", word, True)
            return
        if word in ("hat", "bar", "tilde") and followed_by[:1] in ("(", "{"):
            self.emit("accent", word)
            return
        letter = word in t.names or word in t.greek or bool(script)
        if word in self.known and _names_kind(word, followed_by) and word not in t.functions and not letter:
            self.emit("word", word)  # `the decoder p(x|z)`
            return
        if (word in self.known and t.functions.get(word) not in _DIVERGENCES) or word in t.greek:
            self.emit("name", word, plain)
        elif t.functions.get(word) in _SPELT and word.isalpha() and len(word) > 4 and followed_by[:1] not in ("(", "["):
            self.emit("word", word.lower())  # `in the Gaussian case`
        elif word == "std" and re.match(r"\s*=", followed_by):
            self.emit("name", word)
        elif word in _OPTIMISE and re.match(r"\s+(?:is|are|over|with)\b|\s*$", followed_by):
            self.emit("word", word)
        elif _NETWORK.match(word) and followed_by[:1] == "(" and word not in t.functions and len(word) <= 4:
            self.emit("name", word, True)
        elif word in t.variants:
            self.emit("name", t.variants[word])
        elif word == "inf" and self.out and self.out[-1].text in ("-", "+", "→"):
            self.emit("name", "infty")
        elif word in t.big_operators and _AMONG_WORDS.match(followed_by):
            self.emit("word", word)  # the sum over the units; the columns sum to one
        elif word in t.big_operators or word in t.functions or word == "sqrt":
            self.named(word, plain)
        elif word in ("grad", "nabla", "partial", "infty", "infinity", "del"):
            self.emit("name", {"grad": "nabla", "del": "partial", "infinity": "infty"}.get(word, word))
        elif (
            word.lower() in STOPWORDS
            and not _mixed(word)
            and not (scripted and word.lower() not in ("for", "if", "where"))
        ):
            self.emit("word", word.lower())
        elif self.suffixed(word, followed_by):
            pass
        elif word in ESTIMATES and self.out and self.out[-1].kind == "word" and not scripted:
            self.emit("word", word.lower())  # the MLE
        elif word not in self.known and is_acronym(word, self.before(), followed_by):
            self.emit("word", word.lower())
        elif plain:
            self.emit("name", word, True)
        elif len(word) <= 4 and not (
            (self.spaced or not self.out)
            and len(word) > 2
            and (word.islower() or self.opens_sentence(word, followed_by))
            and self.in_prose(word, followed_by)
        ):
            self.split(word)
        elif scripted and word[0] not in "dD":
            self.emit("name", word, True)
        else:
            self.emit("word", word.lower())

    def opens_sentence(self, word: str, followed_by: str) -> bool:
        """`Add a penalty`, `Fit y = wx`: a capital at the beginning, and a word or a name behind it."""
        written = word[:1].isupper() and word[1:].islower() and bool(_VOWEL.search(word.lower()))
        return written and self.before() in ("", ";") and bool(re.match(r"\s+[A-Za-z\\$]", followed_by))

    def before(self) -> str:
        """The kind of the token before; the sign of an operator."""
        last = self.out[-1] if self.out else None
        return "" if last is None else last.text if last.kind in ("op", "open") else last.kind

    def in_prose(self, word: str, followed_by: str) -> bool:
        """Whether a short run of letters stands among words rather than among factors."""
        among = bool(self.out) and self.out[-1].kind == "word"
        ends = followed_by[:1] in _PAUSES and bool(_VOWEL.search(word))  # with the loss, …
        return followed_by[:1].isspace() or (among and (ends or not followed_by.strip(".,;:)")))

    def script_mark(self) -> str:
        """Which script, if any, the next token opens."""
        if self.out and self.out[-1].text in ("_", "^"):
            return self.out[-1].text
        if len(self.out) > 1 and self.out[-1].text == "{" and self.out[-2].text in ("_", "^"):
            return self.out[-2].text
        return ""

    def second_differential(self) -> bool:
        """`d2L` and `d2 L` in ASCII: the second differential."""
        match = re.compile(r"d2(?=\s?[A-Za-z\\(/])").match(self.text, self.i)
        if (
            not match
            or (self.out and self.out[-1].kind == "name" and not self.spaced)
            or "/" not in self.text[self.i :]
        ):
            return False
        self.emit("name", "d"), self.emit("op", "^"), self.emit("num", "2")
        self.i = match.end()
        return True

    def suffixed(self, word: str, followed_by: str) -> bool:
        """`yhat`, `alphabar`, `hatw`, `dsigma`, `dL`: a known stem with an accent, or a differential."""
        accents = ("hat", "bar", "tilde")
        for accent in accents:
            for stem, rest in (
                (word[: -len(accent)], word.endswith(accent)),
                (word[len(accent) :], word.startswith(accent)),
            ):
                if rest and stem:
                    stem = {"a": "alpha"}.get(stem, stem) if accent == "bar" and word == "abar" else stem
                    if len(stem) == 1 or stem in self.t.names:
                        self.emit("accent", accent)
                        self.emit("name", self.t.variants.get(stem, stem))
                        return True
        if (
            word[0] == "d"
            and (
                len(word) == 2
                or word[1:] in self.t.names
                or word[1:] in self.known
                or any(len(word) == 2 + len(accent) and word.endswith(accent) for accent in accents)
            )
            and word[1:] not in ("d",)
        ):
            self.emit("name", "d")
            self.word(word[1:], followed_by)
            return True
        return False

    def split(self, word: str) -> None:
        """A run of letters that is no word is a product: `Xw`, `yx`, `xTx`. A `T` between letters transposes."""
        for k, letter in enumerate(word):
            if letter == "T" and k and (k + 1 < len(word) or word[k - 1] != "T") and "T" not in self.known:
                self.emit("op", "^"), self.emit("name", "T")
            else:
                self.named(letter)

    # -- LaTeX ---------------------------------------------------------------------------------------------------

    def command(self) -> None:
        t, text = self.t, self.text
        match = re.compile(r"\\([A-Za-z]+\*?|.)", re.S).match(text, self.i)
        if not match:
            self.i += 1
            return
        name, self.i = match.group(1), match.end()
        if name == "\\":
            bracket = re.match(r"\s*\[[^\]]*(?:pt|em|ex)\]", text[self.i :])
            self.i += bracket.end() if bracket else 0
            self.emit("op", "\\\\")
        elif name in ("{", "}"):
            self.emit("open" if name == "{" else "close", "\\" + name)
        elif name in ("[", "(", ")", "]") or name in t.spacing or name == "&":
            self.spaced = self.spaced or name not in t.tight
            if name in ("left", "right") and text[self.i : self.i + 1] == ".":
                self.i += 1
        elif name in ("begin", "end"):
            self.environment(name)
        elif name in ("frac", "dfrac", "tfrac", "cfrac"):
            self.emit("frac", name)
            self.bare_arguments(2)
        elif name in ("sqrt", "binom"):
            self.emit("sqrt" if name == "sqrt" else "fn", name)
        elif name in ("mathbb", "mathcal", "mathscr", "mathds", "mathbf", "boldsymbol", "bm") and self.special_font(
            name
        ):
            pass
        elif name in ("text", "mbox", "textrm", "textnormal", "hbox", "textsf", "texttt", "intertext"):
            self.text_argument()
        elif name in ("operatorname", "mathrm", "operatorname*", "mathop", "rm", "mathsf", "mathit"):
            self.upright_argument()
        elif name in t.fonts:
            self.font_argument()
        elif name in t.accents:
            self.emit("accent", t.accents[name])
        elif name in ("tag", "label", "hspace", "vspace", "color", "textcolor", "ref", "eqref", "cite"):
            self.skip_group()
        elif name in ("underbrace", "overbrace", "boxed", "underline", "cancel", "mathstrut"):
            self.braced_note(name)
        elif name in ("overset", "stackrel", "underset", "xrightarrow"):
            self.stacked(name)
        elif name == "|":
            self.emit("op", "‖")
        elif name in ("langle", "rangle"):
            self.emit("open" if name == "langle" else "close", t.latex_operators[name])
        elif name in t.latex_operators:
            self.emit("op", t.latex_operators[name])
        elif name in ("top", "intercal", "transpose"):
            self.emit("name", "T")
        elif name in ("dagger", "dag"):
            self.emit("op", "†")
        elif name == "prime":
            self.emit("op", "'")
        elif name in ("arg",):
            self.emit("name", "arg")
        elif name in ("lvert", "rvert"):
            self.emit("op", "|")
        elif name == "star":
            self.emit("op", "*")
        elif name == "not":
            rest = re.match(r"\s*(=|\\in\b|\\sim\b)", text[self.i :])
            if rest:
                self.i += rest.end()
            self.emit("op", "!=")
        elif name in ("nabla", "partial", "infty", "forall", "exists", "emptyset"):
            self.emit("name", name)
        elif name in t.names:
            self.emit("name", t.names[name])
        elif name in t.big_operators or name in t.functions:
            self.named(name, True)
        elif name in ("pmod", "bmod", "cdotp", "qed", "square", "blacksquare", "checkmark"):
            pass
        else:
            self.emit("name", name, True)

    def bare_arguments(self, count: int) -> None:
        r"""`\frac12` and `\tfrac 1n` take single characters: wrap them, so that 12 is not read as a number."""
        for _ in range(count):
            match = re.match(r"\s*([0-9A-Za-z])", self.text[self.i :])
            if not match:
                return
            self.i += match.end()
            self.emit("open", "{")
            if match.group(1).isdigit():
                self.emit("num", match.group(1))
            else:
                self.named(match.group(1))
            self.emit("close", "}")

    def group(self) -> str | None:
        """The raw text of the brace group that follows, consumed; None when there is none."""
        match = re.compile(r"\s*\{").match(self.text, self.i)
        if not match:
            return None
        depth, j = 1, match.end()
        while j < len(self.text) and depth:
            depth += {"{": 1, "}": -1}.get(self.text[j], 0)
            j += 1
        inner = self.text[match.end() : j - 1 if not depth else j]
        self.i = j
        return inner

    def skip_group(self) -> None:
        self.group()

    def environment(self, name: str) -> None:
        kind = (self.group() or "").rstrip("*")
        if kind == "array":
            self.skip_group()
        if kind in _MATRIX:
            if name == "begin":
                self.environments.append(kind)
                self.emit("matrix", kind)
            elif self.environments:
                self.environments.pop()
                self.emit("close", "matrix")

    def font_argument(self) -> None:
        r"""`\boldsymbol{\mu}` is the name itself, so that its scripts are its own; other groups stay brackets."""
        match = re.compile(r"\s*\{\s*(\\[A-Za-z]+|[A-Za-z])\s*\}").match(self.text, self.i)
        if not match:
            return
        self.i = match.start(1)
        if match.group(1).startswith("\\"):
            self.command()
        else:
            self.named(match.group(1))
        self.i = match.end()

    def special_font(self, font: str) -> bool:
        match = re.match(r"\s*(?:\{\s*([A-Za-z0-9])\s*\}|([A-Za-z0-9]))", self.text[self.i :])
        if not match:
            return False
        letter = match.group(1) or match.group(2)
        special = {
            ("mathbb", "E"): "Expectation",
            ("mathbb", "R"): "Reals",
            ("mathbb", "N"): "Naturals",
            ("mathbb", "Z"): "Integers",
            ("mathbb", "I"): "indicator",
            ("mathbb", "1"): "indicator",
            ("mathds", "1"): "indicator",
            ("mathcal", "N"): "Normal",
            ("mathscr", "N"): "Normal",
            ("mathbf", "1"): "ones",
            ("boldsymbol", "1"): "ones",
            ("mathbf", "0"): "zeros",
            ("mathds", "E"): "Expectation",
            ("mathds", "R"): "Reals",
            ("boldsymbol", "0"): "zeros",
            ("bm", "1"): "ones",
            ("bm", "0"): "zeros",
            ("mathbb", "P"): "P",
            ("mathbb", "V"): "Var",
        }.get((font, letter))
        self.i += match.end()
        if special in ("Expectation", "Normal", "Var"):
            self.emit("fn", special)
        elif special:
            self.emit("name", special)
        elif letter.isdigit():
            self.emit("num", letter)
        else:
            self.emit("name", letter)
        return True

    def text_argument(self) -> None:
        inner = self.group()
        if inner is None:
            return
        in_script = bool(self.out) and self.out[-1].text in ("_", "^")
        if in_script or (
            self.out and self.out[-1].kind == "open" and len(self.out) > 1 and self.out[-2].text in ("_", "^")
        ):
            self.label(inner)
            return
        for token in _Lexer(inner, self.known | {"s.t."}).run()[:-1]:
            self.emit(token.kind, token.text, True)
            self.spaced = True

    def label(self, inner: str) -> None:
        bare = re.sub(r"[^A-Za-z0-9]", "", inner)
        self.emit("open", "{")
        if bare.isdigit():
            self.emit("num", bare)
        elif bare:
            self.emit("name", bare, True)
        self.emit("close", "}")

    def upright_argument(self) -> None:
        mark = self.i
        inner = self.group()
        if inner is None:
            return
        inner = _ARG.sub(r"arg \1", inner)
        if re.fullmatch(r"\s*[A-Za-z][A-Za-z\- ~\\,!]*\s*", inner) and not re.search(r"\\[A-Za-z]", inner):
            compact = re.sub(r"[^A-Za-z]", "", inner)
            if len(compact) > 1:
                if compact.lower() in ("st", "subjectto"):
                    self.emit("word", "st")
                elif compact == "const" or compact == "constant":
                    self.emit("word", "const")
                else:
                    self.word(compact, plain=True, followed_by="_")
            else:
                self.named(compact)
            return
        self.i = mark  # a group of ordinary mathematics, set upright

    def braced_note(self, name: str) -> None:
        """`\\underbrace{a}_{note}`: the note is prose."""
        inner = self.group() or ""
        signed = inner.lstrip()[:1] in ("-", "+", "−")  # a term of a sum: in brackets it would be a factor
        if not signed:
            self.emit("open", "{")
        for token in _Lexer(inner, self.known).run()[:-1]:
            self.emit(token.kind, token.text, token.plain)
            self.spaced = True
        if not signed:
            self.emit("close", "}")
        if name in ("underbrace", "overbrace"):
            match = re.match(r"\s*[_^]", self.text[self.i :])
            if match:
                self.i += match.end()
                if self.group() is None:
                    self.i += 1

    def stacked(self, name: str) -> None:
        if name == "xrightarrow":
            self.group()
            self.emit("op", "→")
            return
        note = self.group() or ""
        base = self.group() or ""
        if name == "underset" and re.search(r"max|min|lim", base):
            for token in _Lexer(base + "_{" + note + "}", self.known).run()[:-1]:
                self.emit(token.kind, token.text, token.plain)
            return
        inner = _Lexer(base, self.known).run()[:-1]
        if "def" in note and base.strip() == "=":
            self.emit("op", ":=")
            return
        for token in inner:
            self.emit(token.kind, token.text, token.plain)


def _names_kind(word: str, followed_by: str) -> bool:
    """A word of the problem's right before a formula says what kind of thing that is."""
    return len(word) > 4 and word.islower() and word.isalpha() and bool(re.match(r"\s+\$?[A-Za-z\\]", followed_by))


def _mixed(word: str) -> bool:
    """`dO` is no word."""
    return not (word.islower() or word[1:].islower() or (word.isupper() and len(word) > 2))


def within_bounds(text: str) -> None:
    """Raises Unreadable for what is longer than a line on a whiteboard: not even searched, as that takes longer than reading."""
    if len(text) > MAX_CHARS:
        raise Unreadable(
            f"the line has {len(text):,} characters; I read at most {MAX_CHARS:,}. Split it into several lines"
        )


def tokenize(text: str, known: frozenset[str] = frozenset()) -> list[Token]:
    """Tokens of one line, closed by an `end` token. `known` lists multi-letter names that are not products of letters.

    Raises Unreadable when the text is too long or holds a character no notation uses.
    """
    within_bounds(text)
    text = _HESSIAN.sub("∇^2", text)
    text = _METHOD.sub(r"\2(\1)", _POWER.sub(r"\1^\2", _MODULE.sub("", text)))
    letters_apart = "".join(unicodedata.normalize("NFD", c) if c.isalpha() else c for c in clean(text))
    accented = re.sub(r"(?<![A-Za-z\\])([A-Za-z]+)(\d*)_(tilde|hat|bar)(?![A-Za-z])", _spelt_accent, letters_apart)
    accented = _RANGE.sub(r"\1 = 1, …, \2", accented)
    worded = _ORDINAL.sub(lambda m: f" {m[1]}th " if m[1] else " ", accented)
    return _angles(_reals(_capital_pi(_Lexer(worded, known).run(), known)))


_RANGE = re.compile(r"(?<![\w{])([a-z])\s*=\s*1\s*(?:…|\.\.\.?|\\[ld]?dots\b)\s*([A-Za-z])(?!\w)")  # i = 1…n
_ARG = re.compile(r"\\arg[\s~]*(?:\\[,;!: ])*\\(max|min)")  # \mathop{\arg\max}


_ORDINAL = re.compile(  # the `j-th`, `j'th` or `j^{th}` component is a word, not j − θ
    r"\$?(?<![A-Za-z\\])([A-Za-z0-9])\$?(?:[-–'’]|\^\{?(?:\\(?:text|mathrm|rm)\s*)?\{?)(?:th|st|nd|rd)\b\}*\$?"
    r"|(?<=\))[-–]th\b"
)


def _capital_pi(tokens: list[Token], known: frozenset[str]) -> list[Token]:
    """`Π is a permutation`, `ΠSΠᵀ`: a Π with nothing behind it to multiply is a name, and so are the others of its line."""

    def bare(k: int) -> bool:
        transposed = [t.text for t in tokens[k + 1 : k + 4]] in (["^", "{", "T"], ["^", "T"])
        after = tokens[k + 1]
        return transposed or after.kind in ("word", "close", "end") or after.text in ("=", ",", ";", "∈")

    products = [k for k, t in enumerate(tokens) if t.kind == "big" and t.text == "prod"]
    if not products or not ("Pi" in known or any(map(bare, products))):
        return tokens
    named = {k for k in products if tokens[k + 1].text != "_"}
    return [replace(t, kind="name", text="Pi") if k in named else t for k, t in enumerate(tokens)]


def _spelt_accent(match: re.Match[str]) -> str:
    """`mu_tilde_t` and `x0_hat` carry their accent behind an underscore."""
    name, digits, accent = match.groups()
    return f"\\{accent}{{{name}}}" + (f"_{digits}" if digits else "")


def _reals(tokens: list[Token]) -> list[Token]:
    """`w ∈ R^d`: the R of ASCII after ∈ is the set of real numbers."""
    return [
        replace(token, text="Reals")
        if token.kind == "name"
        and token.text == "R"
        and (before.text == "∈" or (before.kind == "word" and before.text in ("on", "in", "over")))
        and (after.kind in ("end", "word") or after.text in "^,;⇒")
        else token
        for before, token, after in zip([tokens[-1], *tokens], tokens, [*tokens[1:], tokens[-1]], strict=False)
    ]


def _angles(tokens: list[Token]) -> list[Token]:
    """`<a, b>` set tight is an inner product, not two comparisons."""
    for k, token in enumerate(tokens):
        if token.kind == "op" and token.text == "<" and not tokens[k + 1].spaced:
            depth, comma = 0, False
            for j in range(k + 1, len(tokens)):
                depth += {"open": 1, "close": -1}.get(tokens[j].kind, 0)
                if depth < 0 or (depth == 0 and tokens[j].text in ("=", "<=", ">=", "<", ";")):
                    break
                comma = comma or (depth == 0 and tokens[j].text == ",")
                if depth == 0 and tokens[j].text == ">":
                    if comma and not tokens[j].spaced:
                        tokens[k], tokens[j] = (
                            Token("open", "⟨", token.pos, token.spaced),
                            Token("close", "⟩", tokens[j].pos),
                        )
                    break
    return tokens

"""A line cut into formulas with the words before them, at words, commas between statements and arrows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile

from interviewer.notation.clause import Link
from interviewer.notation.parsing.words import CONNECTIVES, RELATIONS, changes_model
from interviewer.notation.tokens import Token

THEN = {
    "then",
    "so",
    "hence",
    "thus",
    "therefore",
    "gives",
    "give",
    "get",
    "implies",
    "yields",
    "yield",
    "means",
    "obtain",
    "becomes",
    "ie",
    "giving",
}


_SETTING = frozenset(["for", "with", "under", "in", "at", "given"])
_OPENING = frozenset(["let", "where", "if", "when", "suppose", "assume"])


_FORMULA = frozenset(["name", "num", "op", "open", "close", "accent", "fn", "frac", "sqrt", "big", "end"])


@dataclass(frozen=True, slots=True)
class Phrase:
    """A quantity in words, `the gradient of F with respect to v`: a noun with formulas, or nouns, that it is of and by."""

    noun: str
    of: tuple[Token, ...] | str = ""
    by: tuple[Token, ...] | str = ""
    named: bool = False  # the formula is a name that it is given
    negated: bool = False  # the negative log-posterior


@dataclass(slots=True)
class Segment:
    """A formula with the words before it; `head` is the quantity that words before it say it is, or to have a property."""

    tokens: list[Token]
    words: list[str]
    link: Link
    head: Phrase | None = None
    said: str = ""


def cut_apart(tokens: list[Token]) -> list[Segment]:
    """Cut at depth 0 at words, commas between statements, arrows of implication and line breaks."""
    cutting = _Cutting(tokens)
    for k in range(len(tokens) - 1):
        cutting.take(k)
    cutting.close()
    return [part for segment in _bracketed_quantifiers(cutting.out) for part in both_signs(segment)]


class _Cutting:
    """The segments cut off so far, the one that is being read, and how deep inside brackets its end is."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.out: list[Segment] = []
        self.current = Segment([], [], "")
        self.depth = self.in_matrix = self.bars = 0

    def close(self, link: Link = "") -> None:
        """Cut here; what comes next is linked so."""
        if self.current.tokens or self.current.words or self.current.link:
            self.out.append(self.current)
        self.current = Segment([], [], link)

    def take(self, k: int) -> None:
        token = self.tokens[k]
        if token.text == ":" and _entitles(self.out, self.current, self.tokens[k + 1 :]):
            self.close() if self.current.tokens else None
            self.current.words.append("is")  # distance of x to the hyperplane: |f(x)|/‖w‖
        elif self._is_inside(token):
            self.current.tokens.append(token)
        else:
            self._take_outside(k, token)

    def _is_inside(self, token: Token) -> bool:
        """Whether a token stands inside brackets, a matrix or bars, or opens some."""
        if token.kind == "matrix":
            self.in_matrix += 1
        elif token.kind == "close" and token.text == "matrix":
            self.in_matrix = max(0, self.in_matrix - 1)
        elif token.kind in ("open", "close"):
            self.depth = max(0, self.depth + (1 if token.kind == "open" else -1))
        if self.depth == 0 and token.text == "‖":
            self.bars ^= 1
        return bool(self.depth or self.in_matrix or self.bars)

    def _take_outside(self, k: int, token: Token) -> None:
        current, is_op, is_word = self.current, token.kind == "op", token.kind == "word"
        if token.text == "→" and has_relation(current.tokens) and _states(self.tokens[k + 1 :]):
            self.close("implies")  # ∂L/∂w = 0 → w = Σ …
        elif is_op and token.text in ("⇒", "⇔"):
            self.close("implies" if token.text == "⇒" else "iff")
        elif is_op and token.text in (",", ";", "\\\\", "∧"):
            self._separate(k, token)
        elif is_op and token.text == ":":
            self._introduce()
        elif token.text == "forall" and token.kind == "name":
            self.close("and")
            self.current.words.append("for")
        elif token.text == "=" and current.words and not current.tokens:
            current.words.append("is")  # the posterior variance = …
        elif is_word and token.text == "equals" and _formula_before(current.tokens):
            current.tokens.append(Token("op", "=", token.pos, token.spaced))
        elif is_word and _is_copula(self.tokens, k) and _formula_before(current.tokens):
            return
        elif is_word and not _inline_word(self.tokens, k):
            link = _link_of(token.text)
            if current.tokens:
                self.close(link)
            elif link and not current.link:
                current.link = link
            self.current.words.append(token.text)
        else:
            current.tokens.append(token)

    def _separate(self, k: int, token: Token) -> None:
        """At a comma or a line break: between statements, if not inside one."""
        if token.text == "\\\\" and _continues(self.tokens, k):
            return
        if token.text in (",", ";") and _conditions_follow(self.current.tokens, self.tokens[k + 1 :]):
            self.current.tokens.append(token)
        else:
            self.close("and")

    def _introduce(self) -> None:
        """At a colon: what stands before it is a setting, a title, or names of what comes after it."""
        current = self.current
        if has_relation(current.tokens):
            self.close("implies")  # "for p = N(0, s²) and q = N(0, 1): KL(p‖q) = …"
            return
        opening = next((w for w in current.words if w not in THEN and w != "and"), "")
        if current.tokens and opening in _SETTING:
            self.close("implies")  # for the logistic σ: …
            return
        named = list(takewhile(lambda s: s.tokens and all(t.kind == "name" for t in s.tokens), reversed(self.out)))
        if any(s.words[:1] and s.words[0] in _SETTING | _OPENING for s in named):
            self.close("implies")  # with u the uniform distribution on n symbols: …
            return
        titled = bool(current.words) and current.words[0] not in CONNECTIVES  # Newton's method for L: …
        titled = titled and not changes_model(current.words)  # averaging the loss instead scales the gradient: …
        setting = bool(current.words) and any(w not in CONNECTIVES for w in current.words) and not titled
        while self.out and all(t.kind == "name" for t in self.out[-1].tokens) and self.out[-1].words[:1] != ["for"]:
            self.out.pop()  # and the names it speaks of: `u depends on x through a and b: u = g(a, b)`
        if setting:
            self.out.append(Segment([], current.words, current.link))  # with tanh units: …
        self.current = Segment([], [] if titled or setting else current.words, current.link)


def _link_of(word: str) -> Link:
    """How a word links what comes after it to what stands before."""
    if word == "iff" or word == "or" or word == "and":
        return word
    return "implies" if word in THEN else ""


def _entitles(before: list[Segment], current: Segment, after: list[Token]) -> bool:
    """Whether words before a colon say what the one formula behind it, which states nothing itself, is a formula for."""
    first = next((s.words[0] for s in (*before, current) if s.words), "")
    listed = current.link == "and" and any(s.tokens and not s.words for s in before)  # mean: m, variance: v
    bare = not listed and not any(has_relation(s.tokens) for s in (*before, current))
    kinds = {t.kind for t in after} | {
        t.text for t in after if t.text in RELATIONS | {"⇒", "⇔", ",", ";", "min", "max"}
    }
    return bool(first) and first not in _SETTING | _OPENING and bare and len(after) > 1 and not kinds - _FORMULA


def _formula_before(tokens: list[Token]) -> bool:
    """`ELBO equals log p(x)`: the word stands between two sides."""
    return bool(tokens) and tokens[-1].kind in ("name", "close", "num") and not has_relation(tokens)


def _bracketed_quantifiers(segments: list[Segment]) -> list[Segment]:
    """`(∀i)`, `(for v ≠ 0)` and, behind an equation, `(i ≠ j)` at the end of a formula become segments of their own."""
    out: list[Segment] = []
    for segment in segments:
        tokens = segment.tokens
        if tokens and tokens[-1].kind == "close" and tokens[-1].text == ")":
            depth = 0
            for k in range(len(tokens) - 1, -1, -1):
                depth += {"close": 1, "open": -1}.get(tokens[k].kind, 0)
                if depth == 0:
                    break
            inner = tokens[k + 1 : -1]
            if k and tokens[k - 1].text in ("P", "p", "Pr") and not tokens[k].spaced:  # P(coin A in round i)
                out.append(segment)
                continue
            if not k and segment.words and has_relation(inner):
                out.append(Segment(inner, [*segment.words, "with"], segment.link))  # the DDIM step (σ_t = 0) is …
                continue
            if k and (any(t.text == "forall" or t.kind == "word" for t in inner) or _is_condition(tokens, k)):
                out.append(Segment(tokens[:k], segment.words, segment.link))
                content = [t for t in inner if t.kind != "word" and t.text != "forall"]
                said = [t.text for t in inner if t.kind == "word"]
                words = said or ["for"]  # (∀i); `(since A = B)` gives a reason
                if has_relation(content) or any(t.text == "forall" for t in inner):
                    out.append(Segment(content, words, "and"))
                continue
        out.append(segment)
    return out


def _is_condition(tokens: list[Token], k: int) -> bool:
    """Whether a bracket set apart behind an equation holds a relation, `= −p_i p_j (i ≠ j)`; 1 (z = k) is an indicator."""
    inner, before = tokens[k + 1 : -1], tokens[k - 1]
    named = before.text in ("P", "p", "Pr", "E", "I", "1", "delta")
    if not tokens[k].spaced or before.kind not in ("name", "num", "close"):
        return False
    if any(t.text in (",", "…", "|") or (named and t.text == "=") for t in inner):
        return False
    return has_relation(inner) and has_relation(tokens[:k])


def both_signs(segment: Segment) -> list[Segment]:
    """`wᵀx_± + b = ±1` as the two that it says, for the upper signs and for the lower ones; `x = ±a` says one or the other."""
    tokens = segment.tokens
    signs = [k for k, t in enumerate(tokens) if t.kind == "op" and t.text in ("±", "∓")]
    told = len(signs) > 1 or any(tokens[k - 1].text == "→" for k in signs if k)
    if not (told and has_relation(tokens)):
        return [segment]
    parts = []
    for upper in ("±", "∓"):
        signed = [replace(t, text="+" if t.text == upper else "-") if k in signs else t for k, t in enumerate(tokens)]
        parts.append(replace(segment, tokens=signed))
    parts[1].words, parts[1].link = [], "and"
    return parts


def has_relation(tokens: list[Token]) -> bool:
    depth = 0
    for token in tokens:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0 and token.kind == "op" and token.text in RELATIONS:
            return True
    return False


def _conditions_follow(before: list[Token], after: list[Token]) -> bool:
    """`y | x, w ~ N(…)`: the comma stands among what the variable is conditioned on."""
    if [t.text for t in before if t.kind == "op" and t.text not in ("_", "^")].count("|") != 1 or has_relation(before):
        return False
    until = next((k for k, t in enumerate(after) if t.kind == "op" and t.text == "~"), None)
    return until is not None and all(
        t.kind in ("name", "accent", "open", "close", "num") or t.text in "_^,…" for t in after[:until]
    )


def _continues(tokens: list[Token], k: int) -> bool:
    """A line break inside an aligned formula: the next row starts with a relation or operator."""
    after = tokens[k + 1]
    before = tokens[k - 1] if k else after
    return (after.kind == "op" and (after.text in RELATIONS or after.text in "+-*/⊙")) or (
        before.kind == "op" and (before.text in RELATIONS or before.text in "+-*/⊙")
    )


def _states(tokens: list[Token]) -> bool:
    """Whether an equation comes before anything that cuts."""
    depth = 0
    for token in tokens:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0 and (token.kind in ("word", "end") or token.text in (",", ";", "→", "⇒", "⇔")):
            return False
        if depth == 0 and token.text == "=":
            return True
    return False


def _is_copula(tokens: list[Token], k: int) -> bool:
    """The `is` of `each α_i (1 − m_i) is ≤ 0`."""
    return tokens[k].text in ("is", "are") and tokens[k + 1].kind == "op" and tokens[k + 1].text in RELATIONS


def _inline_word(tokens: list[Token], k: int) -> bool:
    """`+ const`, `= const` and `∝ const` are part of the formula."""
    return (
        tokens[k].text in ("const", "constant", "terms")
        and k > 0
        and tokens[k - 1].kind == "op"
        and tokens[k - 1].text in ("+", "-", "=", "∝")
    )

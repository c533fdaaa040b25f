"""An answer as tokens that know their sentence and clause, with negation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate

from interviewer.judging.spelling import corrections
from interviewer.judging.words import MIN_FUZZY, Token, lists, tokens

MAX_CHARS = 10_000  # some 1,700 words; a spoken answer has some hundred, the rest is repetition
NEGATION_REACH = 5  # words a negation reaches forward
AVERTING_REACH = 6  # words that a verb of averting reaches
RELATIVE_REACH = 6  # words from what is said to the relative clause that denies it
NOUN_REACH = 3  # words that "no" and "without" reach
REPLACING_REACH = 4  # words between a verb of replacing, what is replaced, and the word before what takes its place
_SHORT = "|".join(
    rf"(?<=\b{word})" for word in (r"i\.e", r"e\.g", "cf", "vs", "etc", r"w\.r\.t", "resp", r"i\.i\.d", "approx")
)
_SENTENCE = re.compile(
    rf"[^.!?;\n]+(?:[.!?;](?=[\d\w])[^.!?;\n]*|\.(?=[,)])[^.!?;\n]*|(?:{_SHORT})\.(?= [a-z])[^.!?;\n]*)*[.!?;]?"
)


@dataclass(frozen=True)
class Doc:
    """`sentence[k]`, `clause[k]` and `assertion[k]` say where token k stands. Assertions are what a sentence says one
    beside the other ("EM is soft, but k-means is hard"); a reason or a condition belongs to what it is given for.
    `spans` are the sentences' places in the answer."""

    text: str
    tokens: tuple[Token, ...]
    sentence: tuple[int, ...]
    clause: tuple[int, ...]
    assertion: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    found: dict = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def index(self) -> dict[str, list[int]]:
        """Stem to places."""
        places: dict[str, list[int]] = {}
        for k, token in enumerate(self.tokens):
            places.setdefault(token.stem, []).append(k)
        return places

    @cached_property
    def spelled_like(self) -> dict[str, list[str]]:
        """First letter to the stems that are long enough for a typo."""
        stems: dict[str, list[str]] = {}
        for stem in self.index:
            if len(stem) >= MIN_FUZZY - 1:
                stems.setdefault(stem[0], []).append(stem)
        return stems

    @cached_property
    def unspoken(self) -> frozenset[int]:
        """Symbols that an answer writes and says nothing of: what a density is conditioned on, and the letter
        of the normal one, as in N(x|μ, Σ) or N(x; μ, Σ)."""
        out: set[int] = set()
        marks: list[str] = []  # for each open bracket what a condition comes after in it, "" once it came
        for k, token in enumerate(self.tokens):
            if token.word == "(":
                attached = bool(k) and self.tokens[k - 1].end == token.start
                if attached and self.tokens[k - 1].word == "n":
                    out.add(k - 1)
                marks.append("|;" if attached else "|")
            elif token.word == ")" and marks:
                marks.pop()
            elif marks and marks[-1] and token.word in marks[-1]:
                marks[-1] = ""
            elif marks and not marks[-1] and len(token.word) < 6:
                out.add(k)
        return frozenset(out)

    @cached_property
    def ordinal(self) -> tuple[int, ...]:
        """How many words stand before each token: marks and brackets take no breath."""
        return tuple(accumulate((t.word.isalnum() for t in self.tokens), initial=0))

    def quote(self, first: int, last: int) -> str:
        """The whole sentences from token `first` to `last`, verbatim."""
        start = self.spans[self.sentence[first]][0]
        end = self.spans[self.sentence[last]][1]
        return self.text[start:end]

    def breath(self, first: int, last: int) -> str:
        """The whole assertions from token `first` to `last`, verbatim."""
        inside = [
            t
            for t, a in zip(self.tokens, self.assertion, strict=True)
            if self.assertion[first] <= a <= self.assertion[last]
        ]
        return self.text[inside[0].start : inside[-1].end]

    def without(self, first: int, last: int) -> Doc:
        """The answer without the sentences from token `first` to `last`; without the assertions, when no more is left."""
        for unit in (self.sentence, self.assertion):
            dropped = range(unit[first], unit[last] + 1)
            kept = [k for k, number in enumerate(unit) if number not in dropped]
            if kept:
                break
        tokens = tuple(self.tokens[k] for k in kept)
        sentence, clause, assertion = (
            tuple(row[k] for k in kept) for row in (self.sentence, self.clause, self.assertion)
        )
        return Doc(self.text, tokens, sentence, clause, assertion, self.spans)

    def negated(self, first: int) -> bool:
        """Whether a negator stands in the few words before token `first`, in its clause."""
        known = lists()
        for k in range(first - 1, max(-1, first - 2 - NEGATION_REACH), -1):
            if self.clause[k] != self.clause[first]:
                return False
            word, after = self.tokens[k].word, self.tokens[k + 1].word
            if word in known["noun_negators"]:
                far = NOUN_REACH if not self._denies_verb_after(k, first) else NEGATION_REACH + 1
                return first - k <= far and after not in known["pronouns"] | known["no_noun_negation"]
            if word in known["next_word_negators"] and first - k > 2:
                continue
            if k and self.tokens[k - 1].word == "or":
                continue  # "whether or not"
            if first - k > NOUN_REACH and after.endswith("ing") and self.tokens[k - 1].word not in known["auxiliaries"]:
                continue  # "a point not touching the margin exerts no force": the participle alone is denied
            if is_negator(word) and k + 1 < first and (self._joined(k) or self._elliptic(k)):
                continue  # "a never-seen word", "if not, there are many"
            if is_negator(word):
                return after not in known["no_negation"]
            if contrasts(word, after):
                return True
        return False

    def _denies_verb_after(self, k: int, first: int) -> bool:
        """Whether the negator at k is the subject of a verb between it and `first`: "no column can be written"."""
        known = lists()
        opens = not k or self.clause[k - 1] != self.clause[k] or self.tokens[k - 1].word in known["before_subjects"]
        return (
            opens
            and self.tokens[k].word in known["subject_negators"]
            and any(t.word in known["auxiliaries"] for t in self.tokens[k + 1 : min(first, k + 4)])
        )

    def _elliptic(self, k: int) -> bool:
        """Whether the negator at k leaves out what it denies and another statement begins: "but p isn't it's infinite"."""
        known, before = lists(), self.tokens[k - 1].word if k else ""
        short = before == "if" or self.tokens[k].word.endswith(("n't", "nt"))
        return short and self.tokens[k + 1].word in known["new_subjects"]

    def _joined(self, k: int) -> bool:
        """Whether a hyphen joins token k to the next one."""
        return self.text[self.tokens[k].end : self.tokens[k + 1].start] == "-"

    def averted(self, place: tuple[int, int], among: Sequence[tuple[int, int]] = ()) -> bool:
        """Whether a verb of averting governs a place: "it cures the asymmetry". One that stands in a place of `among`
        does not count: who speaks of the curing itself has said it."""
        first = place[0]
        for k in range(first - 1, max(-1, first - 1 - AVERTING_REACH), -1):
            if self.sentence[k] != self.sentence[first] or self.tokens[k].word in lists()["turns"]:
                return False
            if self.tokens[k].word in lists()["averting"]:
                if self.tokens[k].word in lists()["averting_prepositions"] and self.clause[k] != self.clause[first]:
                    continue  # "one class against the rest, and …"
                return not self.negated(k) and not any(a <= k <= b for a, b in among)
        return False

    def replaced(self, place: tuple[int, int]) -> bool:
        """Whether something else takes its place: "swap the bell for a tent" says nothing of the bell."""
        known, (first, last) = lists(), place
        before = self.tokens[max(0, first - REPLACING_REACH) : first]
        after = [
            t.word
            for k, t in enumerate(self.tokens[last + 1 : last + 1 + REPLACING_REACH], last + 1)
            if self.clause[k] == self.clause[last]
        ]
        verbs = [k for k, t in enumerate(before, first - len(before)) if t.word in known["replacing"]]
        return (
            bool(verbs)
            and self.clause[verbs[-1]] == self.clause[first]
            and not any(t.word in known["replacing_by"] for t in self.tokens[verbs[-1] : first])
            and any(word in known["replacing_by"] for word in after)
        )

    def spared(self, first: int) -> bool:
        """Whether what stands at `first` is only denied to be averted: "it avoids the memory but not the time"."""
        for k in range(first - 1, max(0, first - 1 - NEGATION_REACH), -1):
            if is_negator(self.tokens[k].word) and self.tokens[k - 1].word in ("but", ",", "and", "although", "though"):
                return self.averted((k - 1, k - 1), ())
        return False

    def negated_after(self, last: int) -> bool:
        """Whether a negator follows within the clause: "symmetry does not hold"."""
        for k in range(last + 1, min(len(self.tokens), last + 5)):
            if self.clause[k] != self.clause[last]:
                return False
            if denies_verb(self.tokens[k].word) or self.tokens[k].word in (
                "violated",
                "broken",
                "wrong",
                "violates",
                "lost",
            ):
                return True
        return False

    def set_apart(self, last: int) -> bool:
        """Whether nothing but a negated auxiliary is said of what ends there: "the data term grows and the prior doesn't"."""
        after = [t.word for t in self.tokens[last + 1 : last + 4]] + ["."] * 3
        return (after[0].endswith("n't") and not after[1].isalpha()) or (
            after[0] in lists()["auxiliaries"] and after[1] == "not" and not after[2].isalpha()
        )

    def disowned(self, last: int) -> bool:
        """Whether a relative clause that ends in its negator follows: "obey the triangle inequality, which KL doesn't"."""
        following = range(last + 1, min(len(self.tokens) - 1, last + 1 + RELATIVE_REACH))
        k = next((k + 1 for k in following if self.tokens[k].word == "," and self.tokens[k + 1].word == "which"), None)
        if k is None or self.sentence[k] != self.sentence[last]:
            return False
        for m in range(k + 1, min(len(self.tokens), k + 6)):
            if denies_verb(self.tokens[m].word):
                after = self.tokens[m + 1].word if m + 1 < len(self.tokens) else "."
                return not after.isalpha()
        return False


def contrasts(word: str, after: str) -> bool:
    """Whether two words put what follows aside: "rather than", "in place of"."""
    return f"{word} {after}" in lists()["contrasts"]


def denies_verb(word: str) -> bool:
    """Whether a word denies what was said before it, as "no" and "without" do not: "directly, without simulation"."""
    return is_negator(word) and word not in lists()["noun_negators"]


def is_negator(word: str) -> bool:
    known = lists()
    return word in known["negators"] or word in known["noun_negators"] or word.endswith("n't")


def sentence_spans(answer: str) -> list[tuple[int, int]]:
    """The places of the sentences; a full stop inside a number or an abbreviation ends none."""
    return [m.span() for m in _SENTENCE.finditer(answer) if m.group().strip()]


def _spelled_out(said: Sequence[Token], hasty: bool) -> Iterator[Token]:
    """The tokens; of one who writes in haste an "n" between words is an "and", unless a preposition or the like has it."""
    known = lists()
    for k, token in enumerate(said):
        words = [said[m].word if 0 <= m < len(said) else "" for m in (k - 1, k + 1)]
        joins = hasty and token.word == "n" and words[1].isalnum() and words[0] not in known["function"] | {""}
        yield replace(token, word="and", stem="and") if joins and (words[0].isalnum() or words[0] == ",") else token


def read(answer: str, keep: list[tuple[int, int]] | None = None) -> Doc:
    """The answer, or the sentences of it at the places in `keep`."""
    known = lists()
    text = answer if keep is not None else answer[:MAX_CHARS]
    found: list[Token] = []
    sentence: list[int] = []
    clause: list[int] = []
    assertion: list[int] = []
    spans = sentence_spans(text) if keep is None else keep
    hasty = not known["hasty"].isdisjoint(text.lower().split())
    number = unit = 0
    for k, (start, end) in enumerate(spans):
        number, unit, opened, depth = number + 1, unit + 1, False, 0
        before: Token | None = None
        for token in _spelled_out(tokens(text[start:end], start, corrections(text[start:end])), hasty):
            word = token.word
            spaced = before is None or token.start > before.end
            if (word == "(" and not spaced) or (word == ")" and depth):  # p(z|x) is one thing; (an aside) is another
                depth += 1 if word == "(" else -1
                divides = False
            elif word == "and":
                divides = before is not None and before.word == ","
            else:
                divides = not depth
            if word in known["openers"] and before is not None and before.word == ",":
                unit += 1  # "if smaller it vanishes, if larger it explodes"
            opened |= word in known["openers"] and (not assertion or assertion[-1] != unit)
            if word in known["breaks"] and (divides or word == "and"):
                number += 1
            if divides and word in known["beside"] and not (opened and word in (",", "and")):
                unit, opened = unit + 1, False
            elif word == ",":
                opened = False
            found.append(token)
            sentence.append(k)
            clause.append(number)
            assertion.append(unit)
            if divides and word in ",;:()":
                number += 1
            before = token
    return Doc(answer, tuple(found), tuple(sentence), tuple(clause), tuple(assertion), tuple(spans))

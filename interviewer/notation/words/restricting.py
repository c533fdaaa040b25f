"""Words that may say when a formula holds: what is left over of the phrases around it once their formulas have been heard.

A line is words with formulas and pauses among them. A preposition or a condition opens a phrase (`for`, `with`, `if`),
which may restrict what the line says; it ends with the formula that it leads up to, where that was taken in, and where the
subject of the sentence begins (`in a mixture | the responsibilities are …`), and in it nouns of the trade say nothing of
their own. A formula that spells the phrase out (`for orthonormal columns, XᵀX = I: …`) says all of it. Reasons
(`because …`), ways (`by the chain rule`, `multiplying by σ² gives`, `we compare it with a central difference`), purposes
(`for descent we need`), parts of the formula itself (`for the quadratic term`), conclusions (`so …`) and glosses of indices
(`where k runs over the units`) restrict nothing; no more does what holds of the models anyway (`with distinct means`,
`when all distances differ`), or what is at every time (`after each iteration`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from interviewer.notation.clause import Clause, Line
from interviewer.notation.parsing.words import (
    CONCLUDING,
    CONDITIONS,
    CONNECTIVES,
    DESCRIPTIONS,
    NOUNS,
    REASONS,
    SUPPOSING,
    THINGS,
    WORKING,
    governing,
)
from interviewer.notation.tree import Bound, Call, Deriv, Node, Rel, Sym, names, walk
from interviewer.notation.words.conceding import concedes

HEDGING = frozenset(  # say that the formula is not meant as it stands
    "approximately roughly about almost nearly near small large ignoring dropping neglecting up instead only unless otherwise else apart".split()
)
_STAGES = frozenset("after before once".split())
_NARROWING = frozenset("square linear convex concave equal optimal common stationary".split())  # `for a square X`
_CASES = frozenset("one two three single scalar".split())
_SOLVING = frozenset(["solve", "solving", "solved"])
_ANY = frozenset(["any", "all", "every", "arbitrary"])
_EACH = frozenset(["each", "every", "any"])
_DEFINITE = frozenset(["the", "these", "both", "our"])
_REASONS = frozenset(["because", "since"])
_WAYS = frozenset("by via using from following recalling".split())
_MANNERS = frozenset("terms words general total particular fact form notation components practice short".split())
_WANTING = frozenset("need require want must seek".split())
_TREATING = frozenset(  # what one does with a formula that is there
    "compare check add subtract complete expand collect split insert plug integrate differentiate multiply divide rewrite "
    "apply use substitute combine rearrange factor cancel move pull bring verify look".split()
)
_PARTS = frozenset(
    "term terms exponent numerator denominator bracket brackets factor integral sum side expression".split()
)
_GENERIC = frozenset(  # of drawn values anyway
    "distinct different differ differs nonzero generic ties strictly distance distances".split()
)
_PLACES = frozenset(["at", "near"])
_HELD = frozenset("fixed held kept unchanged else".split())  # as what one does not differentiate by always is
_PREPOSITIONS = SUPPOSING - CONDITIONS
_SUBJECTS = frozenset("the a an our it we this its".split())  # what opens a noun phrase
_LEADING_ON = frozenset(
    "of to by than as or and with from into via that which whose".split()
)  # a noun phrase belongs to them
_SPELT_OUT = frozenset([("=",), ("∈",), ("~",)])
_VERBS = frozenset("is are being has have having if when where unless".split())
_RUNNING = frozenset("runs run ranges range indexes numbers labels enumerates".split())
_KNOWN = (CONNECTIVES | NOUNS | REASONS | THINGS | SUPPOSING) - _CASES - _STAGES
_PLAIN = _KNOWN | DESCRIPTIONS
HELD_FIXED = frozenset(  # `with all other multipliers fixed`: no equation of what is held is another for it
    "fixed held kept fix hold keep other others remaining rest unchanged".split()
)


@dataclass(slots=True)
class _Phrases:
    """What is open at a word: the head of the phrase it stands in, and how many words count so far."""

    words: Sequence[str]
    pauses: Mapping[int, bool]
    count: int = 0
    head: str = ""
    opened: int = 0  # where the phrase began
    phrase: int = 0  # the count there
    subject: int = 0
    claimed: int = -1  # where the last claimed formula stands
    mode: str = ""  # of words that restrict nothing: a reason, a way, a purpose, a gloss
    solving: bool = False
    general: bool = False
    definite: bool = False
    skip: set[int] = field(default_factory=set)
    unplaced: frozenset[str] = frozenset()  # prepositions that say nothing of a formula without open letters

    def formula(self, k: int, clauses: Sequence[Clause], more: bool) -> None:
        """A formula that is taken in ends the phrase which leads up to it, and an equation says all of it.

        `more`: a claim that has been judged under it follows.
        """
        claimed = [c.node for c in clauses if c.role == "claim" and isinstance(c.node, Rel)]
        self.claimed = k if claimed else self.claimed
        beside = not any(self.opened < p < k for p in self.pauses)
        if claimed and more and beside and self.head in _PREPOSITIONS and claimed[0].ops in _SPELT_OUT:
            self.count, self.head = min(self.count, self.phrase), ""
        supposed = [c.node for c in clauses if c.role != "claim" and isinstance(c.node, Rel)]
        if any(isinstance(c.node, Rel) for c in clauses):
            self.subject = 0
        if supposed and self.head and self.head not in CONDITIONS:
            if any(n.ops[0] == "=" and isinstance(n.operands[0], Sym | Call) for n in supposed):
                self.count = min(self.count, self.phrase)
            self.head, self.general = "", False
        if self.mode == "way" or claimed:
            self.mode = ""

    def pause(self, told: bool) -> None:
        """A comma ends a reason, and a condition that a formula has told."""
        self.mode = ""
        if told and self.head in CONDITIONS:
            self.head = ""

    def word(self, k: int) -> None:
        word = self.words[k]
        if word in CONCLUDING and word not in _REASONS:
            self.mode = self.head = ""
            self.subject, self.solving = 0, False
        elif self.mode or k in self.skip:
            if self.mode == "way" and word in CONDITIONS:
                self.mode, self.head = "", word
            self.count += 2 * (self.mode == "doing" and word in HEDGING)
        elif self._opens_aside(k):
            self.subject = 0
        elif word in _SOLVING or self.solving:
            self.solving = True  # solving x = f(z) for the clean z gives …
            if word != "for" and self.head:
                self._counted(k)
        else:
            self._counted(k)

    def _opens_aside(self, k: int) -> bool:
        """Whether a reason, a way, a purpose or a gloss begins here."""
        word, rest = self.words[k], self.words[k + 1 :]
        if self._is_apposition(k):
            self.mode = "apposition"
        elif word in _REASONS or concedes(self.words[k : k + 2]):
            self.mode, self.head = "reason", ""
        elif (word in _WAYS and self.head not in CONDITIONS) or (word == "as" and rest[:1] and rest[0] in ("a", "an")):
            self.mode, self.head = "way", ""
        elif self._is_doing(k):
            self.mode, self.head = "doing", ""
        elif word in _PREPOSITIONS and (part := self._part_of_formula(rest)):
            self.skip |= set(range(k, k + 1 + part))
        elif word == "for" and any(a == "we" and b in _WANTING for a, b in pairwise(rest)):
            self.skip |= set(range(k, k + 1 + rest.index("we")))
        elif word in _RUNNING and self.head == "where":
            self.mode = "gloss"
        elif word == "in" and self.head in ("", "is") and _MANNERS & set(rest[:3]):
            self.skip |= set(range(k, k + 4))
        else:
            return False
        return True

    def _is_apposition(self, k: int) -> bool:
        """`μ = …, the mean of the reverse step with x_0 replaced`: what a claim is called, without a verb."""
        if not (self.pauses.get(k) and self.claimed == k and self.words[k] in ("the", "a", "an", "our")):
            return False
        end = next((p for p in sorted(self.pauses) if p > k and self.pauses[p]), len(self.words))
        return not _VERBS & set(self.words[k:end])

    def _is_doing(self, k: int) -> bool:
        """`multiplying the negative log-posterior by σ² gives …`, `we add and subtract μ`: what is done on the way."""
        if self.words[k] in _TREATING and self.words[k - 1 : k] == ["we"]:
            return self.head not in CONDITIONS
        done = self.words[k] in WORKING or (self.words[k].endswith("ing") and self.words[k + 1 : k + 2] == ["over"])
        return done and (k == 0 or k in self.pauses) and self.head not in CONDITIONS

    def _part_of_formula(self, rest: Sequence[str]) -> int:
        """How many words say, behind a preposition, of which part of the formula is spoken: `for | the quadratic term`."""
        if self.head in CONDITIONS or rest[:1] != ["the"]:
            return 0
        return next((n for n, w in enumerate(rest[:4], 1) if w in _PARTS and not _CASES & {*rest[:n]}), 0)

    def _begins_subject(self, k: int) -> bool:
        """Whether the noun phrase of `in a mixture` is over and another one begins: `in a mixture the responsibilities`."""
        before = self.words[k - 1] if k else ""
        held = before in SUPPOSING | _LEADING_ON | _SUBJECTS or before.endswith(("ing", "ed"))
        complete = k in self.pauses or not held  # a formula, or a noun, stands before it
        return self.words[k] in _SUBJECTS and self.head in _PREPOSITIONS and complete

    def _counted(self, k: int) -> None:
        word = self.words[k]
        if self._begins_subject(k) or (word == "it" and self.words[k - 1 : k] == ["and"]):
            self.head, self.subject, self.general = "", 0, False
            return
        self.general = word in _ANY or (self.general and word in _PLAIN)
        self.definite = word in _DEFINITE or (self.definite and word in _PLAIN - _NARROWING)
        if self.general and self.head and self.head not in CONDITIONS:
            return  # for any two joint distributions
        if word in SUPPOSING:
            if self.head not in CONDITIONS:
                self.head, self.opened, self.phrase = word, k, self.count
        elif word in ("is", "are") and self.head not in CONDITIONS:
            names = self.claimed == k and list(self.words[k + 1 : k + 2]) == ["the"]
            self.head, self.subject = "is" if names else "", 0  # L = …, H = … are the bounds for α_2
        elif word.endswith("ing") and word not in _PLAIN and (k == 0 or k in self.pauses) and not self.head:
            self.head, self.opened, self.phrase = word, k, self.count  # weighting the samples gives …
            self.count += 1
        elif word == "instead" and not self.head:
            return  # dividing by d_k instead gives …
        elif word in _STAGES and (
            _EACH & {*self.words[k + 1 : k + 2]} or list(self.words[k : k + 2]) == ["once", "more"]
        ):
            self.skip |= set(range(k, k + 4))  # after every iteration
        elif word in HEDGING or word in _STAGES:
            self.count += 2
        elif word in ("has", "have"):
            self.count, self.subject = self.count + self.subject, 0
        elif word in _GENERIC or (
            word in _CASES and self.words[k - 1 : k] and self.words[k - 1] in ("the", "least", "than")
        ):
            return  # the two Gaussians, more than one component
        elif self.definite and word in DESCRIPTIONS - _NARROWING:
            return  # the two distributions: those of the problem
        elif word not in _KNOWN or (word in _NARROWING and self.head in ("for", "with", "under")):
            self.count += bool(self.head) and self.head not in self.unplaced
            self.subject += not self.head


def restricting(
    words: Sequence[str],
    pauses: Mapping[int, bool] | None = None,
    clauses: Sequence[Clause] = (),
    heard: Collection[str] = (),
    after: int | None = None,
) -> int:
    """How many words may restrict what the formulas among them say; `pauses` tells where formulas and commas end a stretch.

    The formula that failed stands behind the first `after` of them.

    `heard` are words that have been taken account of.
    """
    pauses = pauses or {}
    failed = [c.node for c in clauses if c.role != "assume" and c.after == after]
    if any(isinstance(n, Deriv) for node in failed for n in walk(node)):
        heard = _HELD.union(heard)
    read = _Phrases(
        [w.casefold() for w in words],
        pauses,
        unplaced=_PLACES if failed and all(map(_is_closed, failed)) else frozenset(),
    )
    for k in range(len(words) + 1):
        if k in pauses or k == len(words):
            here = [c for c in clauses if c.after == k]
            read.formula(k, here, _leads(here, clauses, after))
            if pauses.get(k):
                read.pause(any(c.role != "claim" for c in here))
        if words[k : k + 1] and words[k] not in heard:
            read.word(k)
    return read.count


def _is_closed(node: Node) -> bool:
    """`max_z σ'(z) = σ'(0) = ½` speaks of no letter that a place could be the place of: the slope is largest at the origin."""
    bound = {b.var.name for n in walk(node) if isinstance(n, Bound) for b in n.binders}
    return names(node) <= bound | {n.fn.name for n in walk(node) if isinstance(n, Call)}


def _leads(here: Sequence[Clause], clauses: Sequence[Clause], after: int | None) -> bool:
    """Whether the first claim that stands here is one under which another has been judged: not one of a list of claims."""
    claimed = [i for i, c in enumerate(clauses) if c.role == "claim" and any(c is h for h in here)]
    following = [c for c in clauses[claimed[0] + 1 :] if c.role == "claim"] if claimed else []
    if not following:
        return False
    return following[0].link == "implies" or (
        clauses[claimed[0]].after != after is not None and following[0] not in here
    )


def said_besides(line: Line, after: int | None = None, heard: Collection[str] = ()) -> int:
    """How many words of a line may say when what stands behind the first `after` of them holds."""
    return restricting(governing(line.words, after, line.pauses), dict(line.pauses), line.clauses, heard, after)

"""A line as far as it has been read: its clauses, and what its words have left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from interviewer.notation.clause import Clause, ClauseRole
from interviewer.notation.formulas import parse_formula
from interviewer.notation.segments import THEN, Segment, has_relation
from interviewer.notation.tokens import Token
from interviewer.notation.tree import Node, Sym, apply
from interviewer.notation.vocabulary import Options, Vocabulary
from interviewer.notation.words.properties import said_to_be


@dataclass
class LineReading:
    """The segments of a line with the clauses read from them so far."""

    segments: list[Segment]
    vocabulary: Vocabulary
    options: Options | None
    nouns: dict[str, Node]
    clauses: list[Clause] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    pauses: dict[int, bool] = field(default_factory=dict)  # where stretches of words end, and whether at a comma
    ambiguous: set[str] = field(default_factory=set)
    mentioned: list[Clause] = field(default_factory=list)  # formulas that claim nothing
    role: ClauseRole = "claim"
    unsaid: bool = False  # words alone say what follows: `…, then the bound is tight`
    apart: bool = False  # prose stands between this formula and the one before
    spelled: set[int] = field(default_factory=set)  # formulas that spell out what is supposed in words
    done: int = -1  # the last segment that is read already: of a range, or of a line that goes on in prose
    related: set[int] = field(default_factory=set)  # how many words stand before what has a sign of relation
    unjudged: Node | None = None  # what the words conclude, in no clause
    unused: int = 0  # how many words stand before this segment's

    def parse(self, tokens: Sequence[Token]) -> Node:
        return parse_formula(tokens, self.vocabulary, self.options)[0]

    def parse_open(self, tokens: Sequence[Token]) -> Node:
        """The tree of a formula whose other readings are to be tried too."""
        node, ambiguous = parse_formula(tokens, self.vocabulary, self.options)
        self.ambiguous |= ambiguous
        return node

    def begin(self, segment: Segment) -> None:
        self.unused = len(self.words)
        said = segment.link == "implies" and not THEN.isdisjoint(segment.words)  # `… gives`, without a comma
        comma = segment.link in ("and", "implies") and segment.words[:1] != ["and"] and not said
        self.pauses[self.unused] = comma or self.pauses.get(self.unused, False)
        self.words += segment.words
        if has_relation(segment.tokens):
            self.related.add(len(self.words))

    def understood(self) -> None:
        """All words of this segment are accounted for."""
        del self.words[self.unused :]

    def add(self, clause: Clause) -> None:
        self.clauses.append(clause)

    def replace_last(self, node: Node, role: ClauseRole | None = None) -> None:
        last = self.clauses[-1]
        self.clauses[-1] = Clause(role or last.role, node, last.link)

    def describe(self, node: Node, kind: str, *of: Node) -> None:
        """Let the last clause say that something has a property."""
        self.replace_last(apply("property", node, Sym(kind), *of) if of or kind != "zero" else said_to_be(node, kind))

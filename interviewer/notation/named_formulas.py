"""Names that words give to formulas: `write a_t for ᾱ_t`, `let r be the residual y − Xw`."""

from __future__ import annotations

from interviewer.notation.clause import Clause
from interviewer.notation.merging import claims
from interviewer.notation.parsing.words import NOUNS
from interviewer.notation.segments import Segment
from interviewer.notation.tree import Call, Node, Rel, Sym

_NAMING = frozenset(["write", "denote", "abbreviate", "use", "writing", "denoting"])
_ARTICLES = frozenset("the a an our of".split())


def written_for(clauses: list[Clause], segments: list[Segment]) -> list[Clause]:
    """`write a_t for ᾱ_t`, `let r be the residual y − Xw`: the first name is defined as what follows it."""
    if len(clauses) < 2 or len([s for s in segments if s.tokens]) != len(clauses):
        return clauses
    first, second = [s for s in segments if s.tokens][:2]
    name, meaning = clauses[0].node, clauses[1].node
    joined = second.words[:1] == ["for"] or (
        "by" in first.words and second.words
    )  # of `by α*, w*` neither means the other
    named = (_NAMING & set(first.words) and joined) or ("let" in first.words and _is_noun_phrase(second.words, meaning))
    if not (named and isinstance(name, Sym | Call)) or claims(meaning):
        return clauses
    return [Clause("let", Rel(("=",), (name, meaning)), clauses[0].link), *clauses[2:]]


def _is_noun_phrase(words: list[str], meaning: Node) -> bool:
    """`… be the residual y − Xw`; an eigenvector of A is not A, nor is every sample x the one that is meant."""
    verb, *rest = words or [""]
    some = isinstance(meaning, Sym) and bool({"a", "an", "any", "some"} & set(rest))
    return verb == "be" and all(w in NOUNS | _ARTICLES for w in rest) and rest[-1:] != ["of"] and not some

"""The names that a line speaks of, and whether it claims something or only describes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import dropwhile, takewhile

from interviewer.checking.problem.aliases import knows_somewhere
from interviewer.checking.problem.canonical import RUNNING
from interviewer.checking.problem.scope import Scope
from interviewer.checking.readings import MAX_UNREAD
from interviewer.checking.told.prose import describes
from interviewer.notation.lexer import tokenize
from interviewer.notation.parsing.words import RELATIONS, only_describes
from interviewer.notation.tokens import Token
from interviewer.notation.tree import Call, Node, Sym
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.vocabulary import Vocabulary

CONSTANTS = frozenset(["I", "Reals", "infty", "ones", "zeros"])  # of which no line says anything


def letters_of(text: str, vocabulary: Vocabulary, words: int = 0) -> frozenset[str]:
    """The names of which a line says something, with so many words at least."""
    if len(text) > MAX_UNREAD:
        return frozenset()
    try:
        tokens = tokenize(text, vocabulary.words)
    except Unreadable:
        return frozenset()
    if sum(t.kind == "word" for t in tokens) < words:
        return frozenset()
    return frozenset(t.text for t in tokens if t.kind in ("name", "accent"))


def tokens_claim(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line holds a relation."""
    try:
        return any(t.kind == "op" and t.text in RELATIONS for t in tokenize(text[:MAX_UNREAD], vocabulary.words))
    except Unreadable:
        return True


def describes_only(text: str, scope: Scope) -> bool:
    """A line without a relation that says of its letters what they are in the problem anyway."""
    vocabulary = scope.vocabulary
    try:
        tokens = tokenize(text[:MAX_UNREAD], vocabulary.words)
    except Unreadable:
        return False
    ops = [k for k, t in enumerate(tokens) if t.kind == "op" and t.text in RELATIONS | {"⇒", "⇔"}]
    related = any(not _of_alphabet(tokens[k - 1 : k + 2]) for k in ops)
    words = [t.text for t in tokens if t.kind == "word"]
    if related or only_describes(words):
        return not related
    about = {w for phrases in scope.world.about.values() for phrase in phrases for w in phrase.split()}
    nouns = {w for noun, _ in vocabulary.nouns for w in noun.split()}
    fits = all(
        scope.knows(head.name)
        and t.text in (head.name, *(a for a, of in scope.world.aliases.items() if head.name in of))
        for k, t in enumerate(tokens)
        if t.kind == "name" and (head := _named(tokens[k + 1 :], dict(vocabulary.nouns))) is not None
    )
    return fits and only_describes(w for w in words if w.casefold() not in about | nouns)


def describes_known(scope: Scope, text: str) -> bool:
    """Words around letters that the problem has, too."""
    spoken = letters_of(text, scope.vocabulary) - CONSTANTS - RUNNING
    return describes(text) and all(knows_somewhere(scope, n) for n in spoken)


def _of_alphabet(tokens: Sequence[Token]) -> bool:
    """`x ∈ 𝒳` says nothing: that is what the set of its values is called."""
    if len(tokens) < 3 or tokens[1].text != "∈":
        return False
    return tokens[0].text != tokens[2].text and tokens[0].text.upper() == tokens[2].text


def _named(tokens: Sequence[Token], nouns: Mapping[str, Node]) -> Sym | None:
    """The head of what the noun behind a letter names: `f the decision function`."""
    words = [t.text.casefold() for t in takewhile(lambda t: t.kind == "word", tokens)]
    words = list(dropwhile(lambda w: w in ("is", "denotes", "the", "be", "a"), words))
    for length in range(len(words), 0, -1):
        node = nouns.get(" ".join(words[:length]))
        if node is not None:
            head = node.fn if isinstance(node, Call) else node
            return head if isinstance(head, Sym) else Sym("")
    return None

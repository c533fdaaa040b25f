"""What the words of a set-up line that was not understood say of letters, and what is mere commentary.

`The factor √(1 − β_t) is there to keep the scale` mentions a letter; `the keys k_j are normed` says something of one. A word
that the problem's language does not know speaks of a letter where it stands right beside it or in what is predicated of it;
a verb that changes the model speaks of all letters of its line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewer.checking.problem.canonical import RUNNING
from interviewer.checking.problem.scope import Scope
from interviewer.checking.readings import MAX_UNREAD
from interviewer.checking.told.spoken_letters import CONSTANTS
from interviewer.notation.lexer import tokenize
from interviewer.notation.parsing.words import RELATIONS, changes_model, is_plain, only_describes
from interviewer.notation.tokens import Token
from interviewer.notation.tree import Call, Node, Sym
from interviewer.notation.unreadable import Unreadable

_LINKS = frozenset("the a an of all both each every any its their our this these that".split())
_PREDICATING = frozenset("is are be has have was were being stays stay remains remain becomes become".split())
_NEEDLESS = frozenset("need needs needed required necessary imposed matter matters move moves change changes".split())
_OPERATORS = frozenset(["+", "-", "‖", "*", "/"])
_OBJECTIVES = frozenset(
    "loss losses objective cost criterion penalty regulariser regularizer minimise minimize".split()
)
_DENYING = frozenset("no not never nor neither without".split())


@dataclass(frozen=True)
class _Part:
    """A formula among the words of a line."""

    tokens: tuple[Token, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def related(self) -> bool:
        ops = [k for k, t in enumerate(self.tokens) if t.kind == "op" and t.text in RELATIONS | {"⇒", "⇔"}]
        return any(not _of_alphabet(self.tokens[k - 1 : k + 2]) for k in ops)

    @property
    def letters(self) -> frozenset[str]:
        return frozenset(t.text for t in self.tokens if t.kind in ("name", "accent"))


def spoken_of(scope: Scope, text: str) -> frozenset[str]:
    """The letters of which a line that was not understood says something."""
    try:
        tokens = tokenize(text[:MAX_UNREAD], scope.vocabulary.words)
    except Unreadable:
        return frozenset()
    parts, words = list(_parts(tokens)), [t.text.casefold() for t in tokens if t.kind == "word"]
    if len(words) < 2 and any(p.related for p in parts):
        return frozenset()
    if _DENYING & {*words} and _NEEDLESS & {*words}:
        return frozenset()  # `ξ ≥ 0 need not be imposed`
    known = _words_of(scope)
    related = any(p.related for p in parts)
    if not related and _named_so(scope, tokens) and only_describes(w for w in words if w not in known):
        return frozenset()
    changing = related or changes_model(words) or not _named_so(scope, tokens) or _is_objective(tokens, parts)
    found = [p.letters for p in parts if changing or _governed(p, known)]
    return frozenset[str]().union(*found) - CONSTANTS - (frozenset() if related else RUNNING)


def _is_objective(tokens: Sequence[Token], parts: Sequence[_Part]) -> bool:
    """`squared loss ½‖a − y‖²`: a formula that is the objective from there on."""
    composed = any(p.letters - RUNNING and any(t.text in _OPERATORS for t in p.tokens) for p in parts)
    return composed and any(t.text.casefold() in _OBJECTIVES for t in tokens if t.kind in ("word", "name"))


def _words_of(scope: Scope) -> frozenset[str]:
    """The words that the problem has for its own things."""
    about = {w for phrases in scope.world.about.values() for phrase in phrases for w in phrase.split()}
    return frozenset(about | {w for noun, _ in scope.vocabulary.nouns for w in noun.split()})


def _parts(tokens: Sequence[Token]) -> Iterator[_Part]:
    """The formulas of a line, each with the words right before and behind it."""
    cut = [t for t in tokens if t.kind != "end"]
    runs: list[list[Token]] = []
    for token in cut:
        kind = "word" if token.kind == "word" else "stop" if token.text in (",", ";", ":") else "formula"
        if runs and kind != "stop" and _kind(runs[-1]) == kind:
            runs[-1].append(token)
        else:
            runs.append([token])
    for k, run in enumerate(runs):
        if _kind(run) == "formula":
            near = [runs[j] if 0 <= j < len(runs) else [] for j in (k - 1, k + 1)]
            before, after = (tuple(t.text.casefold() for t in r if t.kind == "word") for r in near)
            yield _Part(tuple(run), before, after)


def _kind(run: Sequence[Token]) -> str:
    return "word" if run[0].kind == "word" else "stop" if run[0].text in (",", ";", ":") else "formula"


def _governed(part: _Part, known: frozenset[str]) -> bool:
    """Whether a word beside a formula says of it what nobody has understood."""
    before = [w for w in part.before if w not in _LINKS]
    strange = [w for w in (*before[-1:], *part.after[:1]) if not (is_plain(w) or w in known)]
    predicate = part.after if part.after[:1] and part.after[0] in _PREDICATING else ()
    return bool(strange) or not all(is_plain(w) or w in known for w in predicate)


def _of_alphabet(tokens: Sequence[Token]) -> bool:
    """`x ∈ 𝒳` says nothing: that is what the set of its values is called."""
    if len(tokens) < 3 or tokens[1].text != "∈":
        return False
    return tokens[0].text != tokens[2].text and tokens[0].text.upper() == tokens[2].text


def _named_so(scope: Scope, tokens: Sequence[Token]) -> bool:
    """Whether the letters that nouns name, `f the decision function`, are those that the problem calls so."""
    nouns = dict(scope.vocabulary.nouns)
    for k, token in enumerate(tokens):
        head = _named(tokens[k + 1 :], nouns) if token.kind == "name" else None
        if head is None:
            continue
        aliases = {a for a, of in scope.world.aliases.items() if head.name in of}
        if not (scope.knows(head.name) and token.text in {head.name, *aliases}):
            return False
    return True


def _named(tokens: Sequence[Token], nouns: dict[str, Node]) -> Sym | None:
    """The head of what the noun behind a letter names: `f the decision function`."""
    words: list[str] = []
    for token in tokens:
        if token.kind != "word":
            break
        words.append(token.text.casefold())
    while words and words[0] in ("is", "denotes", "the", "be", "a"):
        words.pop(0)
    for length in range(len(words), 0, -1):
        node = nouns.get(" ".join(words[:length]))
        if node is not None:
            head = node.fn if isinstance(node, Call) else node
            return head if isinstance(head, Sym) else Sym("")
    return None

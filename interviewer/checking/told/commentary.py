"""What the words of a set-up line that was not understood say of letters, and what is mere commentary.

`The factor √(1 − β_t) is there to keep the scale` mentions a letter; `the keys k_j are normed` says something of one. A word
that the problem's language does not know speaks of a letter of the candidate's where it stands right beside it, and of any
letter where it says what that is; a verb that changes the model speaks of all letters of its line. Of the problem's letters,
whatever else is told about them, only the words of mathematics narrow what they may be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from interviewer.checking.problem.aliases import knows_somewhere, targets_of
from interviewer.checking.problem.canonical import RUNNING
from interviewer.checking.problem.scope import Scope
from interviewer.checking.readings import MAX_UNREAD
from interviewer.checking.told.spoken_letters import subjects
from interviewer.notation.lexer import tokenize
from interviewer.notation.parsing.words import RELATIONS, changes_model, is_plain, only_describes
from interviewer.notation.tokens import Token
from interviewer.notation.tree import Call, Node, Sym
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.words.properties import PROPERTIES
from interviewer.notation.words.restricting import HELD_FIXED

_LINKS = frozenset("the a an of all both each every any its their our this these that".split())
_PREDICATING = frozenset("is are be has have was were being stays stay remains remain becomes become".split())
_NEEDLESS = frozenset("need needs needed required necessary imposed matter matters move moves change changes".split())
_OPERATORS = frozenset(["+", "-", "‖", "*", "/"])
_OBJECTIVES = frozenset(
    "loss losses objective cost criterion penalty regulariser regularizer minimise minimize".split()
)
_NARROWING = frozenset(PROPERTIES) | frozenset(
    "unit sparse binary normed distinct bounded tall wide random nonzero integer deterministic known balanced finite-dimensional "
    "categorical discrete scalar one-dimensional low-rank full-rank rank large small vanish vanishes vanishing coincide coincides "
    "commute commutes cancel cancels lie lies exceed exceeds differ differs equals add adds corrupted perturbed shifted rotated "
    "drawn sampled missing repeated duplicated truncated rounded nearest closest degenerate singular collinear separable "
    "maximises maximizes minimises minimizes concentrated".split()
)
_BUT = frozenset("but except fixing".split())
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
        return subjects(self.tokens)


def spoken_of(scope: Scope, text: str) -> frozenset[str]:
    """The letters of which a line that was not understood says something."""
    try:
        tokens = _with_glosses(scope, tokenize(text[:MAX_UNREAD], scope.vocabulary.words))
    except Unreadable:
        return frozenset()
    parts, words = list(_parts(tokens)), [t.text.casefold() for t in tokens if t.kind == "word"]
    if len(words) < 2 and any(p.related for p in parts):
        return frozenset()
    if (_DENYING & {*words} and _NEEDLESS & {*words}) or _explains(tokens):
        return frozenset()  # `ξ ≥ 0 need not be imposed`
    heard = _calling(scope, text)
    known = _words_of(scope) | heard
    related = any(p.related for p in parts)
    if not related and _named_so(scope, tokens) and only_describes(w for w in words if w not in known):
        return frozenset()
    if HELD_FIXED & {*words} and not related:  # `keep all multipliers but α₁ and α₂ fixed` says not what they are
        heard |= HELD_FIXED | _BUT
    changing = (
        related
        or changes_model([w for w in words if w not in heard])
        or not _named_so(scope, tokens)
        or _is_objective(tokens, parts)
    )
    found = [p.letters for p in parts if changing or _governed(scope, p, known)]
    return frozenset[str]().union(*found) - (frozenset() if related else RUNNING)


def _with_glosses(scope: Scope, tokens: Sequence[Token]) -> list[Token]:
    """`v_j = row j of V`, `λ = optimal multipliers`: what letters of the problem are called, as with `is`; numbers may be any."""
    out, start = list(tokens), 0
    for k, token in enumerate(tokens):
        letters = subjects(tokens[start:k]) - RUNNING if token.text == "=" else frozenset[str]()
        known = letters and all(knows_somewhere(scope, n) and not _is_number(scope, n) for n in letters)
        if known and _is_phrase(tokens[k + 1 :]):
            out[k] = replace(token, kind="word", text="is")
        if _kind([token]) == "stop":
            start = k + 1
    return out


def _is_phrase(tokens: Sequence[Token]) -> bool:
    """Whether nothing but words and names stands before the next stop, a word first."""
    ahead = list(takewhile(lambda t: t.kind in ("word", "name"), tokens))
    end = tokens[len(ahead)] if len(ahead) < len(tokens) else None
    return bool(ahead) and ahead[0].kind == "word" and (end is None or end.kind == "end" or _kind([end]) == "stop")


def _calling(scope: Scope, text: str) -> frozenset[str]:
    """The words by which a line calls for readings of the problem, `R_m rotates the plane`: nothing else is said by them."""
    folded = text.casefold()
    called = [phrase for v in scope.world.variants for phrase in v.words if phrase in folded]
    return frozenset(w for phrase in called for w in phrase.split())


def _explains(tokens: Sequence[Token]) -> bool:
    """`Posterior collapse means that the encoder ignores x`: what a term is used for supposes nothing."""
    opening = [t.text.casefold() for t in takewhile(lambda t: t.kind == "word", tokens)]
    return bool({"means", "refers"} & {*opening[1:]})


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
    depth = 0
    for token in cut:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        kind = _kind([token])
        if runs and (kind != "stop" or depth > 0) and _kind(runs[-1]) == ("formula" if kind == "stop" else kind):
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


_FULL_RANK = frozenset("full column row rank".split())  # as any matrix drawn of such a shape has


def _governed(scope: Scope, part: _Part, known: frozenset[str]) -> bool:
    """Whether a word beside a formula says of it what nobody has understood."""
    before = [w for w in part.before if w not in _LINKS][-1:]
    predicate = part.after if part.after[:1] and part.after[0] in _PREDICATING else ()
    generic = _FULL_RANK if "full" in predicate and not _DENYING & {*predicate} else frozenset[str]()
    strange = {w for w in (*before, *part.after[:1], *predicate) if not (is_plain(w) or w in known | generic)}
    letters = part.letters - RUNNING
    if not all(knows_somewhere(scope, n) for n in letters) or (
        strange & {*before, *part.after[:1]} and any(_is_number(scope, n) for n in letters)
    ):
        return bool(strange)  # a name of his own; a precision β, a strength w
    says_what = predicate[:1] == ("be",) or (
        predicate[:1] != ("has",) and {*predicate[1:2]} & {"the", "a", "an", "any"}
    )
    counts = _COUNTING if any(_has_shape(scope, n) for n in letters) else frozenset[str]()
    if says_what and (strange | counts | _SHAPES_OF_LAWS) & {*predicate}:
        return True
    return bool(strange & _NARROWING)


_SHAPES_OF_LAWS = frozenset("mass delta dirac spike one-hot".split())  # p is a point mass
_COUNTING = frozenset("number share fraction average sum product ratio difference".split())


def _is_number(scope: Scope, name: str) -> bool:
    """Whether a name may stand for a number of the problem or a size."""
    meant = {name, *targets_of(scope, name)}
    kinds = {t.kind for n in meant if (t := scope.world.letters.get(n)) is not None and not t.index}
    return bool(meant & set(scope.world.sizes)) or bool(kinds & {"scalar", "positive", "unit", "nonneg"})


def _has_shape(scope: Scope, name: str) -> bool:
    letters = (scope.world.letters.get(n) for n in (name, *targets_of(scope, name)))
    return any(t is not None and bool(t.shape) for t in letters)


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
        if not (scope.knows(head.name) and token.text in {head.name, *scope.world.other_names(head.name)}):
            return False
    return True


_BEHIND_NOUN = frozenset("of over for given with at in under and is which that here by to at".split())


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
        if node is not None and {*words[length : length + 1]} <= _BEHIND_NOUN:  # `the posterior probability` is none
            head = node.fn if isinstance(node, Call) else node
            return head if isinstance(head, Sym) else Sym("")
    return None

"""Does an answer say what a pattern asks?

A pattern is a list of groups that must all occur near each other. A group is synonyms between slashes: words by their
stems, phrases in order, `word*` a beginning, `=word` that very word, `@name` a shared concept. A plain synonym must stand unnegated, `!synonym`
negated; `~group` must not occur in the sentences of the others. `{subject: group}` binds: the group must be said of that
subject and not of a rival of it (see `subjects` of a point): in "EM is soft while k-means is hard", `hard` is said of
k-means alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from interviewer.judging.doc import Doc
from interviewer.judging.groups import compile_group
from interviewer.judging.words import MIN_FUZZY, alike, lists
from interviewer.judging.words import stem as stem_of

REACH = 22  # words from the first to the last group of a claim; about two spoken lines
BIND_REACH = 40  # tokens a subject carries on while no rival is named
BIND_AFTER = 5  # tokens after a trait in which its subject may still come: "hard in k-means"
MAX_PLACES = 60  # occurrences of a group that are looked at; more is repetition

_LINKS = frozenset(["is", "are", "as", "of", "be"])
_JOINTS = frozenset(["and", ",", "but", "while", "whereas"])

Group = str | Mapping[str, str]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Match:
    """From the first to the last token of a pattern found, and where its groups stand."""

    first: int
    last: int
    places: tuple[Place, ...] = ()


def _starts(doc: Doc, stem: str) -> list[int]:
    """Where a stem occurs, typos forgiven."""
    key = ("stem", stem)
    if key not in doc.found:
        if stem.endswith("*"):
            begin = stem[:-1]
            same = stem_of(begin)
            places = [k for k, t in enumerate(doc.tokens) if _begins(t.word, begin) or alike(t.stem, same)]
        elif len(stem) > 1 and stem[0] == "=":
            places = [k for k, t in enumerate(doc.tokens) if t.word == stem[1:]]
        else:
            near = doc.spelled_like.get(stem[0], ()) if len(stem) >= MIN_FUZZY - 1 else ()
            typos = [k for known in near if known != stem and alike(known, stem) for k in doc.index[known]]
            places = sorted([*doc.index.get(stem, ()), *typos])
        if stem == "a":
            places = [k for k in places if doc.text[doc.tokens[k].start] == "A"]  # a matrix; else it is an article
        doc.found[key] = places[:MAX_PLACES]
    return doc.found[key]


def _begins(word: str, begin: str) -> bool:
    """Whether a word has a beginning, a typo in it forgiven; with another letter at its end it may be another word."""
    return word.startswith(begin) or (
        word[len(begin) - 1 : len(begin)] == begin[-1] and alike(word[: len(begin)], begin)
    )


def _phrase(doc: Doc, stems: tuple[str, ...]) -> list[Place]:
    closed = stems[-1] == ")"
    stems = stems[: len(stems) - closed]
    first = _starts(doc, stems[0])
    if len(stems) == 1:
        return [(k, k) for k in first if k not in doc.unspoken]
    fillers = lists()["fillers"]
    out = []
    for start in first:
        at = start
        for wanted in stems[1:]:
            at += 1
            skipped = 0
            fits = _starts_set(doc, wanted)
            while at < len(doc.tokens) and at not in fits and doc.tokens[at].word in fillers and skipped < 3:
                at, skipped = at + 1, skipped + 1
            if at >= len(doc.tokens) or doc.sentence[at] != doc.sentence[start] or at not in fits:
                break
        else:
            if not (closed and _goes_on(doc, at)):
                out.append((start, at))
    return out


def _goes_on(doc: Doc, at: int) -> bool:
    """Whether a letter or a number multiplies the token, or is its power: O(n d) is not O(n)."""
    after = doc.tokens[at + 1].word if at + 1 < len(doc.tokens) else ""
    return after.isalnum() and (len(after) == 1 or after.isdigit())


def _starts_set(doc: Doc, stem: str) -> frozenset[int]:
    key = ("set", stem)
    if key not in doc.found:
        doc.found[key] = frozenset(_starts(doc, stem))
    return doc.found[key]


def occurrences(doc: Doc, group: str) -> list[Place]:
    """Where a group occurs with the polarity asked."""
    key = ("group", group)
    if key not in doc.found:
        places = set()
        for denied, stems in compile_group(group):
            for p in _phrase(doc, stems):
                if denied == (doc.negated(p[0]) or doc.disowned(p[1])) or (denied and doc.negated_after(p[1])):
                    places.add(p)
        doc.found[key] = sorted(places)[:MAX_PLACES]
    return doc.found[key]


def mentions(doc: Doc, group: str) -> list[Place]:
    """Where a group occurs, negated or not."""
    return sorted({p for _, stems in compile_group(group) for p in _phrase(doc, stems)})


def _bound(doc: Doc, subject: str, trait: str, subjects: Mapping[str, str]) -> list[Place]:
    """The occurrences of a trait that are said of a subject."""
    key = ("bound", subject, trait)
    if key not in doc.found:
        named = sorted((p, name) for name, group in subjects.items() for p in _longest(mentions(doc, group)))
        named = _topics(doc, _undo_overlaps(named))
        doc.found[key] = [p for p in occurrences(doc, trait) if subject in _subject_of(doc, p, named)]
    return doc.found[key]


def _longest(places: list[Place]) -> list[Place]:
    return [p for p in places if not any(q != p and q[0] <= p[0] and p[1] <= q[1] for q in places)]


def _undo_overlaps(named: list[tuple[Place, str]]) -> list[tuple[Place, str]]:
    """Of subjects that overlap the longest counts."""
    return [
        (p, n)
        for p, n in named
        if not any(q != p and q[0] <= p[0] and p[1] <= q[1] and q[1] - q[0] > p[1] - p[0] for q, _ in named)
    ]


def _topics(doc: Doc, named: list[tuple[Place, str]]) -> list[tuple[Place, str]]:
    """Without the subjects that another one is only said to be: in "k-means is EM with …" the talk is of k-means."""
    out: list[tuple[Place, str]] = []
    for place, name in named:
        if out and out[-1][1] != name:
            (_, end), _ = out[-1]
            between = [t.word for t in doc.tokens[end + 1 : place[0]]]
            same = doc.sentence[end] == doc.sentence[place[0]] and len(between) <= 8
            if (
                same
                and doc.assertion[end] == doc.assertion[place[0]]
                and _LINKS.intersection(between)
                and not _JOINTS.intersection(between)
            ):
                continue
        out.append((place, name))
    return out


def _subject_of(doc: Doc, place: Place, named: list[tuple[Place, str]]) -> set[str]:
    """What a trait is said of: a subject right after it in its clause, else the last one named before it."""
    first, last = place
    before = [(p, n) for p, n in named if p[1] < first and first - p[1] <= BIND_REACH and not _compared(doc, p[0])]
    after = [
        (p, n)
        for p, n in named
        if last < p[0] <= last + BIND_AFTER
        and doc.sentence[p[0]] == doc.sentence[last]
        and (doc.clause[p[0]] == doc.clause[last] or doc.tokens[p[0] - 1].word == "(")
        and not _compared(doc, p[0])
    ]
    inside = {n for p, n in named if (first <= p[0] and p[1] <= last) or (p[0] <= first and last <= p[1])}
    if inside:
        return inside
    near = [(p, n) for p, n in before if doc.clause[p[1]] == doc.clause[first]]
    if after and not near:
        return {after[0][1]}
    if not before:
        said = {t.word for t in doc.tokens[last : last + BIND_AFTER]}
        later = [
            (p, n) for p, n in named if last < p[0] <= last + BIND_AFTER and doc.sentence[p[0]] == doc.sentence[last]
        ]
        return {later[0][1]} if len({n for _, n in later}) == 1 and ":" not in said else set()
    (start, _), name = before[-1]
    if len({n for _, n in before}) > 1 and any(t.word in lists()["several"] for t in doc.tokens[start:first]):
        return set()  # "a Gaussian and a Laplace: the logs of those give the square and the absolute value"
    out = {name}
    if len(before) > 1:
        (_, end), other = before[-2]
        between = [t.word for t in doc.tokens[end + 1 : start]]
        if other != name and between and set(between) <= {"and", "or", ",", "as", "well", "the", "both", "/", "in"}:
            out.add(other)
    return out


def _compared(doc: Doc, at: int) -> bool:
    """Whether a subject is only what something is compared with: "unlike k-means", "rather than EM", "as in the sigmoid"."""
    words = [t.word for t in doc.tokens[max(0, at - 4) : at]]
    likened = any(pair in (("as", "in"), ("as", "with"), ("like", "in")) for pair in pairwise(words))
    return likened or any(w in lists()["comparisons"] for w in words[-3:])


def find(
    pattern: Sequence[Group],
    doc: Doc,
    subjects: Mapping[str, str],
    share: float = 1.0,
    reach: int = REACH,
    breath: bool = False,
) -> Match | None:
    """The closest place where the groups (at least `share` of them) occur within `reach` tokens: in two neighbouring
    sentences, or with `breath` in one assertion, as a belief is stated in one breath."""
    where = (doc.assertion, 0) if breath else (doc.sentence, 1)
    wanted = [g for g in pattern if not is_absent(g)]
    denying = any("!" in group for group in wanted if isinstance(group, str))
    places = [_places(doc, group, subjects, denying) for group in wanted]
    hit = [p for p in places if p]
    needed = len(wanted) if share >= 1 else max(1, -(-len(wanted) * int(share * 100) // 100))
    if len(hit) < needed:
        return None
    hit.sort(key=len)
    unwanted = [p for g in pattern if isinstance(g, str) and is_absent(g) for p in mentions(doc, g)]
    best: Match | None = None
    for anchor in hit[0]:
        match = _around(doc, anchor, hit[1:], needed - 1, reach, where)
        if match is None or (best is not None and match.last - match.first >= best.last - best.first):
            continue
        lines = range(doc.sentence[match.first], doc.sentence[match.last] + 1)
        if not any(doc.sentence[p[0]] in lines for p in unwanted):
            best = match
    return best


def is_absent(group: Group) -> bool:
    """Whether a group must not occur."""
    return isinstance(group, str) and group.startswith("~")


def _places(doc: Doc, group: Group, subjects: Mapping[str, str], denying: bool) -> list[Place]:
    """In a pattern that wants a negation, the other groups may stand in its scope: "!pass" and "gradient"."""
    if not isinstance(group, str):
        ((subject, trait),) = group.items()
        return _bound(doc, subject, trait, subjects)
    return mentions(doc, group) if denying and "!" not in group else occurrences(doc, group)


def _around(
    doc: Doc, anchor: Place, others: list[list[Place]], needed: int, reach: int, where: tuple[Sequence[int], int]
) -> Match | None:
    unit, apart = where
    first, last, taken, got = anchor[0], anchor[1], [anchor], 0
    for places in others:
        near = [
            p
            for p in places
            if all(p[1] < t[0] or p[0] > t[1] for t in taken)
            and abs(unit[p[0]] - unit[anchor[0]]) <= apart
            and doc.ordinal[max(last, p[1])] - doc.ordinal[min(first, p[0])] <= reach
        ]
        if near:
            p = min(near, key=lambda q: max(last, q[1]) - min(first, q[0]))
            first, last, got = min(first, p[0]), max(last, p[1]), got + 1
            taken.append(p)
    return Match(first, last, tuple(taken)) if got >= needed else None


__all__ = ["REACH", "Group", "Match", "Place", "find", "is_absent", "mentions", "occurrences"]

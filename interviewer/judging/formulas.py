"""Formulas inside an answer: which of the claims' formulas they state, in whatever form, as the algebra finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from time import monotonic
from typing import TYPE_CHECKING

from interviewer.judging.protocol import Question
from interviewer.judging.relations import alike, same
from interviewer.judging.words import lists, tokens
from interviewer.judging.written import MAX_LENGTH, Written, written
from interviewer.notation.tree import Apply, Bound, Call, Node, Rel, Sym, names, walk
from rubrics import Point

if TYPE_CHECKING:
    from derivations import Derivation
    from interviewer.checking import Verdict

MAX_FORMULAS = 6  # looked at in one answer
SECONDS = (
    2.0  # for the formulas of one answer together; most take some hundredths once the derivation has been looked at
)
REFUTE_SECONDS = 2.0  # for one that a model wrote down; it has waited for the model already
READINGS = 3  # of a formula that can be read in several ways
SHARED = 0.5  # of the letters of two formulas that both have, where one may be another form of the other
UNORDERED = frozenset(("T", "inv", "outer", "hadamard", "trace", "det", "norm"))  # their factors do not change places


Wanted = tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]  # claims with their formulas and set-ups


@dataclass(frozen=True, slots=True)
class Formulas:
    """What the algebra says of the formulas of an answer: claims met, those whose formula is refuted, each with the sentence
    that has it, and the places of the formulas that met one."""

    met: dict[str, str]
    refuted: dict[str, str]
    places: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reference:
    """A formula of a claim, as text and in the ways to read it, with the lines it is judged after."""

    claim: str
    text: str
    nodes: tuple[Node, ...]
    setup: tuple[str, ...]


def formulas_said(question: Question, answer: str, spans: list[tuple[int, int]]) -> Formulas:
    """The formulas in the sentences at `spans`. What cannot be judged in its time is neither met nor refuted."""
    wanted = _wanted(question.point)
    found = Formulas({}, {})
    until = monotonic() + SECONDS
    for formula in islice(_all(answer, spans), MAX_FORMULAS) if wanted else ():
        left = until - monotonic()
        if left <= 0:
            break
        claim, holds = stated(question.derivation, wanted, formula, left)
        sentence = next(answer[a:b] for a, b in spans if a <= formula.start < b)
        if claim and holds:
            found.met.setdefault(claim, sentence)
            found.places.append((formula.start, formula.end))
        elif claim:
            found.refuted.setdefault(claim, sentence)
    return found


def _all(answer: str, spans: Iterable[tuple[int, int]]) -> Iterator[Written]:
    return (formula for start, end in spans for formula in written(answer, start, end) if not formula.in_doubt)


def _wanted(point: Point) -> Wanted:
    return tuple((c.id, tuple(c.formulas), tuple(c.setup)) for c in point.claims if c.formulas)


def stated(derivation: str, wanted: Wanted, formula: Written, seconds: float = SECONDS) -> tuple[str, bool]:
    """The claim whose formula a formula states, and that it holds; or the one that it tries to and fails; "" for neither.

    The same relation in the same letters needs no further look where no order of factors matters; in other letters, or in a form
    that only the problem makes the same, it must hold there.
    """
    ours, alone = _read(derivation, formula.text)
    references = _references(derivation, wanted)
    exact = next((r for r in references if _same(ours, r)), None)
    if exact is not None and alone and not any(_has_order(n) for n in (*ours, *exact.nodes)):
        return exact.claim, True
    called = exact or next((r for r in references if _same(ours, r, renaming=True)), None)
    near = [called] if called is not None else [r for r in references if _touches(ours, r)]
    ranged = any(_has_range(node) for r in references for node in r.nodes)
    loose = ranged and _leaves_range(ours)
    until = monotonic() + seconds
    failed = ""
    for setup in dict.fromkeys(r.setup if alone else () for r in near):
        for text in filter(None, (formula.text, formula.qualified)):
            verdict = _judged(derivation, () if called else wanted, setup, text, until - monotonic())
            if verdict.verdict != "undecided":
                break
        if verdict.verdict in ("verified", "given"):
            known = [
                r
                for r in near
                if r is called or (r.claim in verdict.milestones and _has_laws_of(ours, r) and not loose)
            ]
            if known:
                return known[0].claim, True
        elif verdict.verdict == "refuted" and _is_sure(verdict, formula, ours, called):
            aimed = (r.claim for r in near if not r.setup and _aims_at(formula.text, ours, r, ranged))
            failed = failed or next(aimed, "")
    return failed, False


def verdicts(derivation: str, answer: str) -> dict[str, str]:
    """What the algebra finds of the formulas written in an answer, "holds" or "refuted", each under the problem alone.

    What it cannot judge in its time, what only introduces a name, and what fails under a condition, is left out.
    """
    found: dict[str, str] = {}
    until = monotonic() + SECONDS
    for formula in islice(written(answer, 0, len(answer)), MAX_FORMULAS):
        left = until - monotonic()
        if left <= 0:
            break
        verdict = _verdict(derivation, formula.text, left)
        if verdict == "verified":
            found[formula.text] = "holds"
        elif verdict == "refuted" and formula.after not in lists()["conditions"]:
            found[formula.text] = "refuted"
    return found


def is_refuted(derivation: str, formula: str) -> bool:
    """Whether the algebra refutes a formula; what it cannot judge is not held against anyone."""
    return len(formula) > MAX_LENGTH or _verdict(derivation, formula, REFUTE_SECONDS) == "refuted"


def unproved(derivation: str, point: Point) -> Iterator[tuple[str, str]]:
    """The formulas of a point that do not check, each with why."""
    for claim in point.claims:
        for text in claim.formulas:
            wanted = ((claim.id, (text,), tuple(claim.setup)),)
            verdict = _judged(derivation, wanted, wanted[0][2], text, REFUTE_SECONDS)
            if verdict.verdict not in ("verified", "given"):
                yield text, f"{verdict.verdict}: {verdict.message}"


def _verdict(derivation: str, formula: str, seconds: float) -> str:
    from interviewer.checking import check

    return check(derivation, [], formula, seconds=max(seconds, 0.01)).verdict


def _judged(derivation: str, wanted: Wanted, setup: tuple[str, ...], formula: str, seconds: float) -> Verdict:
    from interviewer.checking import check

    return check(_problem(derivation, wanted), setup, formula, seconds=max(seconds, 0.01))


@lru_cache(maxsize=200)
def _problem(derivation: str, wanted: Wanted) -> Derivation:
    """The derivation with the claims in the place of its key steps, so that the same matching tells which one a line states."""
    from derivations import Milestone, catalogue

    blank = ("-", "-", "-")
    claims = [
        Milestone(id=name, title=name, formulas=list(texts), motivation="-", why=["-"], hints=blank)
        for name, texts, _ in wanted
    ]
    return catalogue()[derivation].model_copy(update={"milestones": claims})


@lru_cache(maxsize=200)
def _references(derivation: str, wanted: Wanted) -> tuple[Reference, ...]:
    return tuple(
        Reference(name, text, _read(derivation, text)[0], setup) for name, texts, setup in wanted for text in texts
    )


@lru_cache(maxsize=2_000)
def _read(derivation: str, text: str) -> tuple[tuple[Node, ...], bool]:
    """The relations of a formula in the problem's letters, in the likeliest ways, and whether they are one; none where it
    cannot be read."""
    from derivations import catalogue
    from interviewer.checking.problem.scope import Scope
    from interviewer.checking.problem.world_building import world_of
    from interviewer.checking.reading.alias_readings import alias_readings
    from interviewer.notation.statements import read_line
    from interviewer.notation.unreadable import Unreadable

    scope = Scope(world_of(catalogue()[derivation]))
    try:
        clauses = read_line(text, scope.vocabulary).clauses
        alone = sum(clause.role != "quantify" for clause in clauses) == 1
        ways = alias_readings(scope, tuple(clause.node for clause in clauses if clause.role in ("claim", "let")))
        return tuple(dict.fromkeys(node for nodes in islice(ways, READINGS) for node in nodes)), alone
    except (Unreadable, RecursionError):
        return (), False


def _same(ours: tuple[Node, ...], reference: Reference, renaming: bool = False) -> bool:
    return any(same(node, wanted, renaming) for node in ours for wanted in reference.nodes)


def _has_order(node: Node) -> bool:
    return any(isinstance(n, Apply) and n.op in UNORDERED for n in walk(node))


def _touches(ours: tuple[Node, ...], reference: Reference) -> bool:
    """Whether a formula relates enough of what a claim's does to be another form of it."""
    return any(
        len(names(a) & names(b)) >= SHARED * len(names(a) | names(b)) and bool(_kinds(a) & _kinds(b))
        for a in ours
        for b in reference.nodes
    )


def _kinds(node: Node) -> frozenset[str]:
    return frozenset(op if op in ("=", "∝") else op[0] for op in node.ops) if isinstance(node, Rel) else frozenset()


def _laws(node: Node) -> frozenset[Node]:
    return frozenset(n for n in walk(node) if isinstance(n, Call) and n.fn.name[:1] in ("p", "q", "P", "Q"))


def _has_laws_of(ours: tuple[Node, ...], reference: Reference) -> bool:
    """Whether a formula has all but one of the densities of a claim's: identities between others hold as well and say
    something else, as p(θ|D) = p(θ, D)/p(D) does beside Bayes' rule."""
    return any(len(_laws(b) - _laws(a)) <= 1 for a in ours for b in reference.nodes)


def _is_sure(verdict: Verdict, formula: Written, ours: tuple[Node, ...], called: Reference | None) -> bool:
    """Whether a refutation says something in a sentence: not where a condition follows, nor where only a mark for the transpose is
    missing, so that the shapes do not fit and letter for letter it is the claim's."""
    unmarked = called is not None and any(_counted(a) == _counted(b) for a in ours for b in called.nodes)
    by_shape = unmarked and "shapes" in (verdict.counterexample or ())
    return formula.after not in lists()["conditions"] and not by_shape


def _counted(node: Node) -> Counter[str]:
    return Counter(n.name for n in walk(node) if isinstance(n, Sym))


def _aims_at(formula: str, ours: tuple[Node, ...], reference: Reference, ranged: bool) -> bool:
    """Whether a refuted formula tries to say what a claim's does: an equation of the same left side, whichever side it stands on,
    and in all its letters. One that lacks some is of a special case, "JS = log 2"; one that has a name of its own in it,
    "Σ_SV", or a sum that does not say over what where that matters, is of something that only its writer knows."""
    left = [r.operands[0] for r in reference.nodes if isinstance(r, Rel) and r.ops == ("=",)]
    sides = [side for n in ours if isinstance(n, Rel) and set(n.ops) == {"="} for side in n.operands]
    aimed = any(alike(side, wanted) for side in sides for wanted in left)
    mine, wanted = _letters(formula), _letters(reference.text)
    strange = any(len(name) > 1 for name in mine - wanted)
    return aimed and wanted <= mine and not strange and not any(_sums_over_unsaid(node, ranged) for node in ours)


def _sums_over_unsaid(node: Node, ranged: bool) -> bool:
    sums = [n for n in walk(node) if isinstance(n, Bound)]
    return any(not {b.var.name for b in n.binders} <= names(n.body) for n in sums) or (
        ranged and bool(sums) and not _has_range(node)
    )


def _leaves_range(ours: tuple[Node, ...]) -> bool:
    """Whether products or sums are left without a range: over what, they do not say."""
    return any(isinstance(n, Bound) for node in ours for n in walk(node)) and not any(map(_has_range, ours))


def _has_range(node: Node) -> bool:
    return any(isinstance(n, Bound) and any(b.low or b.high or b.condition for b in n.binders) for n in walk(node))


def _letters(formula: str) -> frozenset[str]:
    return frozenset(t.word for t in tokens(formula) if t.word.isalpha()) - lists()["operators"]

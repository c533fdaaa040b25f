"""Which key step a line reaches, in whatever notation: compared with the references in formal models.

In a formal model the quantity that a reference speaks of (its loss, its derivative, its defined letter) is a free value.
A line reaches the step when its equation cuts out the same set there, that is, when the two residuals are proportional.
Where both sides are identities already, the same left value and the same kinds of terms decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from derivations import Derivation
from interviewer.checking.claims.points import with_points
from interviewer.checking.claims.versions import without_version
from interviewer.checking.clock import Clock, OutOfTime
from interviewer.checking.problem.other_worlds import with_world
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world_building import world_of
from interviewer.checking.problem.worlds import worlds
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.residuals import Growing, Key, Pair, key_of, proportional, residual
from interviewer.notation.statements import read_line
from interviewer.notation.tree import ZERO, Apply, Bound, Call, Divergence, Moment, Node, Rel, Sym, walk
from interviewer.notation.unreadable import Unreadable

_SEEDS = (0, 1)
_SAME_SIZES = ((0, 6), (1, 7))  # models of one shape each: a factor 1/n is the same in both
_EQUAL = {"=", "≡", ":=", "∝", "←", "~"}


@dataclass(frozen=True)
class Reference:
    milestone: str
    scope: Scope
    node: Node
    terms: Counter[str]


_references: dict[int, tuple[Reference, ...]] = {}


def references(derivation: Derivation) -> tuple[Reference, ...]:
    """The reference formulas of a derivation, read once in each world of the problem."""
    if id(derivation) not in _references:
        found: list[Reference] = []
        world = world_of(derivation)
        for milestone in derivation.milestones:
            for formula in milestone.formulas:
                for variant in worlds(world):
                    scope = with_world(Scope(world), variant)
                    try:
                        line = read_line(formula, scope.vocabulary)
                    except Unreadable:
                        continue
                    for nodes in alias_readings(scope, tuple(c.node for c in line.clauses)):
                        found += [
                            Reference(milestone.id, scope, m, _terms(m)) for n in nodes for m in [prepare(n, scope)]
                        ]
                        break
        _references[id(derivation)] = tuple(found)
    return _references[id(derivation)]


def milestone_of(
    derivation: Derivation, scope: Scope, nodes: tuple[Node, ...], right: bool, clock: Clock, *, exact: bool = False
) -> str | None:
    """The milestone a right line reaches, or a wrong one aims at; unless `exact`, with a factor ½ or 1/n of the objective."""
    if not right:
        return _aimed_at(derivation, nodes)
    matcher = _Matcher(scope, clock, exact)
    known = [r for r in references(derivation) if r.scope.world.letters is scope.world.letters]
    try:
        for node in (without_version(n, scope) for n in reversed(nodes)):
            terms = _terms(node)
            for reference in sorted(known, key=lambda r: -_likeness(terms, r.terms)):  # the likest that matches
                if matcher.matches(node, reference):
                    return reference.milestone
    except OutOfTime:
        pass
    return None


def _likeness(ours: Counter[str], theirs: Counter[str]) -> float:
    """How alike two forms of one statement are: shared kinds of nodes over all. Tells an expansion from what it expands."""
    shared = (ours & theirs).total()
    return shared / max(1, ours.total() + theirs.total() - shared)


def _terms(node: Node) -> Counter[str]:
    return Counter(_signature(node))


def _signature(node: Node) -> Iterator[str]:
    for n in walk(node):
        match n:
            case Apply(op) | Bound(op) | Moment(op) | Divergence(op):
                yield op
            case Sym(name) | Call(Sym(name)):
                yield name


def _aimed_at(derivation: Derivation, nodes: tuple[Node, ...]) -> str | None:
    """The step whose left side the wrong line tries to give."""
    for node in nodes:
        head = key_of(node.operands[0] if isinstance(node, Rel) else node)
        for reference in references(derivation):
            want = reference.node.operands[0] if isinstance(reference.node, Rel) else reference.node
            if head is not None and head == key_of(want):
                return reference.milestone
    return None


class _Matcher:
    """Compares one line with many references; residuals of the line are evaluated once for each set of hidden quantities."""

    def __init__(self, scope: Scope, clock: Clock, exact: bool = False) -> None:
        self.scope, self.clock, self.exact = scope, clock, exact
        self.mine: dict[tuple[Pair, frozenset[Key], int], Growing] = {}

    def matches(self, node: Node, reference: Reference) -> bool:
        ours, theirs = _program(node), _program(reference.node)
        if (
            ours is None
            and theirs is not None
            and (value := _objective_value(node, theirs, reference.scope)) is not None
        ):
            ours = Bound(theirs.op, theirs.binders, value)
        if ours is not None or theirs is not None:
            if ours is None or theirs is None or ours.op[-3:] != theirs.op[-3:]:
                return False
            return self.agree(
                ("=", ours.body, Apply("neg", (ours.body,))),
                ("=", theirs.body, Apply("neg", (theirs.body,))),
                reference.scope,
            )
        return any(
            (mine[0] in _EQUAL) == (other[0] in _EQUAL)
            and (
                self.agree(mine, other, reference.scope)
                or (not self.exact and self.agree_in_scale(mine, other, reference.scope))
            )
            for mine in pairs(node)
            for other in pairs(reference.node)
        )

    def agree_in_scale(self, ours: Pair, theirs: Pair, reference_scope: Scope) -> bool:
        """An objective with ½ or 1/n, its derivative, or a step of another length: c > 0 times the reference at any size."""
        step = ours[0] == theirs[0] == "←"
        key = key_of(theirs[1])
        if (
            key is None
            or key_of(ours[1]) not in (key, (*key[:2], ()))
            or not (step or _has_scale(reference_scope, key))
        ):
            return False
        mine, wanted = (("=", p[2], p[1] if step else ZERO) for p in (ours, theirs))
        for seeds in _SAME_SIZES:
            ratio: complex | None = None
            for seed in seeds:
                reference = _reference_residual(reference_scope, wanted, frozenset(), seed)
                if reference is None or not reference.any():
                    return False
                value = self.residual_like(reference, mine, frozenset(), seed)
                if value is None:
                    return False
                here = complex((value @ reference.conj()) / (reference @ reference.conj()))
                largest = np.max(np.abs(value))
                if here.real <= 0 or not np.allclose(value, here * reference, rtol=1e-6, atol=1e-9 * largest):
                    return False
                if ratio is not None and abs(ratio - here) > 1e-6 * abs(ratio):
                    return False
                ratio = here
        return True

    def residual_like(self, wanted: np.ndarray, ours: Pair, hidden: frozenset[Key], seed: int) -> np.ndarray | None:
        """The line's residual where it may be a multiple of the wanted one; found out no further than it takes to tell."""
        key = (ours, hidden, seed)
        if key not in self.mine:
            self.mine[key] = Growing(residual(self.scope, ours, hidden, self.clock, seed))
        mine = self.mine[key]
        while len(mine.values) <= len(wanted) and proportional(mine.values, wanted):
            if not mine.grow():
                return mine.whole() if len(mine.values) == len(wanted) else None
        return None

    def agree(self, ours: Pair, theirs: Pair, reference_scope: Scope) -> bool:
        hidden = frozenset(k for k in (key_of(theirs[1]), key_of(theirs[2])) if k is not None)
        if hidden and not hidden & {key_of(n) for side in ours[1:] for n in walk(side)}:
            return False
        factor: complex | None = None
        for seed in _SEEDS:  # most references are ruled out on the first model
            wanted = _reference_residual(reference_scope, theirs, hidden, seed)
            if wanted is None or not len(wanted):
                return False
            mine = self.residual_like(wanted, ours, hidden, seed)
            if mine is None:
                return False
            if np.max(np.abs(wanted)) < 1e-9:
                if np.max(np.abs(mine)) >= 1e-9:
                    return False
                continue
            if factor is None:
                factor = complex((mine @ wanted.conj()) / (wanted @ wanted.conj()))
            largest = np.max(np.abs(mine))
            if abs(factor) < 1e-9 or not np.allclose(mine, factor * wanted, rtol=1e-6, atol=1e-9 * largest):
                return False
        if factor is None:
            return _kinds(ours) == _kinds(theirs)
        return ours[0] in _EQUAL or (factor.real > 0) == (ours[0][0] == theirs[0][0])


def _has_scale(scope: Scope, key: Key) -> bool:
    """Whether a quantity, or what a derivative is of, is an objective that may carry a factor of its own."""
    head = key[1] if key[0] == "D" else key
    return bool(head) and head[0] == "S" and any(d.scale for d in scope.world.definitions.get(head[1], ()))


_reference_residuals: dict[tuple[int, Pair, frozenset[Key], int], np.ndarray | None] = {}


def _reference_residual(scope: Scope, pair: Pair, hidden: frozenset[Key], seed: int) -> np.ndarray | None:
    key = (id(scope.world.letters), pair, hidden, seed)
    if key not in _reference_residuals:
        _reference_residuals[key] = Growing(residual(scope, pair, hidden, Clock.of(2), seed)).whole()
    return _reference_residuals[key]


def _program(node: Node) -> Bound | None:
    if isinstance(node, Rel):
        node = node.operands[-1]
    if isinstance(node, Apply) and node.op == "program":
        node = node.args[0]
    return node if isinstance(node, Bound) and node.op in ("min", "max", "argmin", "argmax") else None


def _objective_value(node: Node, program: Bound, scope: Scope) -> Node | None:
    """The right side of `W(α) = Σ_i α_i − …` or `max W(α) = …`, where the reference says that this is to be maximised."""
    if not (isinstance(node, Rel) and node.ops == ("=",)) or not program.op.endswith("max"):
        return None
    head = node.operands[0]
    key = key_of(head.body if isinstance(head, Bound) and head.op[-3:] == program.op[-3:] else head)
    named = key is not None and key[0] == "S" and any(d.sense == "max" for d in scope.world.definitions.get(key[1], ()))
    return node.operands[1] if named else None


def pairs(node: Node) -> Iterator[Pair]:
    """The equations a chain states, its ends included."""
    if not isinstance(node, Rel):
        return
    for k, op in enumerate(node.ops):
        yield (op, *with_points(node.operands[k], node.operands[k + 1]))
    if len(node.ops) > 1:
        yield (node.ops[-1], *with_points(node.operands[0], node.operands[-1]))


def _kinds(pair: Pair) -> set[str]:
    """The kinds of terms a statement is made of."""
    out: set[str] = set()
    for side in pair[1:]:
        for n in walk(side):
            match n:
                case Divergence(op):
                    out.add(op)
                case Moment(op):
                    out.add(op)
                case Bound(op):
                    out.add(op)
                case Call(fn):
                    out.add(fn.name)
                case Apply("softmax" | "log" | "exp" | "norm" as op):
                    out.add(op)
    return out

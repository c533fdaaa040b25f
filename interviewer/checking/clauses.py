"""The clauses of a line in one reading: assumptions and definitions taken in, each claim judged under what came before it."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.approximations import APPROXIMATE
from interviewer.checking.claims.conventions import without_conventions
from interviewer.checking.claims.estimating import exactly
from interviewer.checking.claims.noise_as_told import with_noise_as_told
from interviewer.checking.claims.normalised import normalised_premises
from interviewer.checking.claims.remainders import as_remainders
from interviewer.checking.claims.tight_places import at_place_of_several, worst
from interviewer.checking.clock import Clock
from interviewer.checking.evaluation.factors import factors_in
from interviewer.checking.implications import (
    reasoned,
)
from interviewer.checking.in_turn import judge_in_turn
from interviewer.checking.judged import Judged
from interviewer.checking.problem.canonical import canonical
from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.sizes import of_sizes, sized
from interviewer.checking.reading.laws_by_use import with_laws
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.told.law_parameters import with_parameters
from interviewer.checking.told.values import labels_supposed
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Call, Node, Num, Rel, Sym
from interviewer.notation.tree import relations as relations_in

VALUES = "say what here is a number and what a vector"
SHAPES = "the shapes do not fit"  # the h of O(h²) may be of another shape than the problem's letters


def judge_clauses(scope: Scope, clauses: tuple[Clause, ...], clock: Clock) -> Judged:
    """Each claim under what came before it, an approximation as what it claims exactly."""
    if (meant := exactly(scope, clauses)) is not None:
        judged = _judge(meant.scope, meant.clauses, clock)
        sure = meant.sure and not judged.message.startswith(SHAPES)  # of what nobody says whether it is a number
        if judged.kind == "verified" or (judged.kind == "refuted" and sure):
            return judged
    judged = _judge(scope, clauses, clock)
    if judged.kind == "given" and any(map(_approximates_function, clauses)):
        return replace(judged, kind="undecided", message=APPROXIMATE)  # it does not say what the function is
    if judged.kind == "refuted" and judged.message.startswith(SHAPES) and any(map(_approximates, clauses)):
        return replace(judged, kind="undecided", message=VALUES)
    return judged


def _approximates(clause: Clause) -> bool:
    return isinstance(clause.node, Rel) and "≈" in clause.node.ops


def _approximates_function(clause: Clause) -> bool:
    match clause:
        case Clause("claim", Rel(("≈", *_), (Call(), *_))):
            return True
    return False


def _judge(scope: Scope, clauses: tuple[Clause, ...], clock: Clock) -> Judged:
    """Assumptions and definitions first, then each claim under what came before it, at the sizes that are told."""
    clauses = tuple(
        _claimed(c) for c in without_conventions(normalised_premises(scope, labels_supposed(scope, clauses)))
    )
    clauses = with_noise_as_told(scope, clauses)
    named = with_parameters(with_laws(scope, (c.node for c in clauses)), (c.node for c in clauses))
    if named is not scope:
        scope = named
        clauses = tuple(replace(c, node=prepare(canonical(scope, c.node, {}), scope)) for c in clauses)
    factors = factors_in(scope, (c.node for c in clauses))
    for definition in factors.values():
        scope = scope.with_definition(definition)
    told = tuple(f for f in (*scope.filters, *scope.conditions) if of_sizes(scope, f))
    last = max((k for k, c in enumerate(clauses) if c.role == "claim"), default=0)
    here = [c for k, c in enumerate(clauses) if of_sizes(scope, c.node) and (c.role != "claim" or k < last)]
    relations = relations_in((*told, *(c.node for c in here)))
    if (made := sized(scope, relations) if relations else None) is None:
        tight = next((k for k in range(3, len(clauses)) if _tells_place(clauses[:k])), None)
        if tight is not None:  # where a bound is tight is supposed for nothing else
            judged = judge_in_turn(_with_free(scope, clauses[tight - 2].node), clauses[:tight], clock)
            judged = judged if judged.kind == "verified" else judge_in_turn(scope, clauses[:tight], clock)
            return _judge(scope, clauses[tight:], clock) if judged.kind == "verified" else judged
        if parts := at_place_of_several(clauses):
            return worst([judge_in_turn(scope, part, clock) for part in parts])
        judged = judge_in_turn(scope, clauses, clock)
        grounds = reasoned(clauses) if judged.kind in ("refuted", "undecided") else None
        if grounds is not None and judge_in_turn(scope, grounds[1], clock).kind == "verified":
            claimed = judge_in_turn(scope, grounds[0], clock)
            judged = claimed if claimed.kind in ("verified", "refuted") else judged
        if judged.kind == "refuted" and judged.message.startswith(SHAPES) and as_remainders(clauses) != clauses:
            return replace(judged, kind="undecided", message="say what goes to zero here: a number or a vector")
        return judged
    kept = {"filters": tuple(f for f in scope.filters if f not in told)}
    inner = replace(made, conditions=tuple(c for c in scope.conditions if c not in told), **kept)
    judged = judge_in_turn(inner, tuple(c for c in clauses if c not in here), clock)
    return replace(judged, scope=replace(judged.scope, filters=(*judged.scope.filters, *relations)))


def _claimed(clause: Clause) -> Clause:
    """What something gives is no condition under which it holds, whatever preposition stands before: `for the bias gives …`."""
    follows = clause.role == "quantify" and clause.link == "implies" and isinstance(clause.node, Rel)
    return replace(clause, role="claim") if follows else clause


def _tells_place(clauses: tuple[Clause, ...]) -> bool:
    """Whether the last clauses say where a bound before them is tight: `f ≤ c, x = 0 ⇒ f = c`."""
    if len(clauses) < 3 or clauses[-1].link != "implies" or not isinstance(agreeing := clauses[-1].node, Rel):
        return False
    bounds = (c.node for c in clauses[:-2] if c.role == "claim" and isinstance(c.node, Rel))
    return agreeing.ops == ("=",) and any(
        set(b.ops) & {"<=", ">="} and b.operands[-2:] == agreeing.operands for b in bounds
    )


def _with_free(scope: Scope, place: Node) -> Scope:
    """`σ(z)(1 − σ(z)) ≤ ¼, with equality iff z = 0` of any number z, if it holds so: what the problem's z is sets no zero."""
    named = place.operands[0] if isinstance(place, Rel) and isinstance(place.operands[-1], Num) else None
    if not isinstance(named, Sym) or named.index or not scope.definitions(named.name):
        return scope
    letter = scope.letter(named.name)
    return scope.with_type(parse_letter(named.name, "scalar")) if letter is None or letter.kind == "scalar" else scope

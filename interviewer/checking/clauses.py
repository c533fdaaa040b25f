"""The clauses of a line in one reading: assumptions and definitions taken in, each claim judged under what came before it."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.constraints import against_sign
from interviewer.checking.claims.conventions import without_conventions
from interviewer.checking.claims.everywhere import beyond_optimum
from interviewer.checking.claims.limits import as_limits
from interviewer.checking.claims.multiplied import another_slope
from interviewer.checking.claims.new_names import spelt
from interviewer.checking.claims.normalised import normalised_premises
from interviewer.checking.claims.pointwise import judge_pointwise
from interviewer.checking.claims.relation import judge_relation
from interviewer.checking.claims.remainders import as_remainders, with_small
from interviewer.checking.claims.result import Result, together
from interviewer.checking.claims.supposing import TAKEN
from interviewer.checking.claims.tight_places import at_place_of_several, beside_place, worst
from interviewer.checking.clause_order import (
    disjunctions,
    is_property,
    names_first,
    statements,
    uniform_as_shares,
    with_ranges,
)
from interviewer.checking.clock import Clock
from interviewer.checking.earlier.taking_in import CONTRARY, STATED, absorb_clause, at_told_size, is_contrary, pins
from interviewer.checking.evaluation.factors import factorises, factors_in
from interviewer.checking.implications import (
    ORDER,
    before_implication,
    can_be_assumed,
    converse,
    equates_letters,
    fixes_letter,
    function_set,
    is_condition,
    is_stationarity,
    reasoned,
    with_multiplier,
    with_sought,
)
from interviewer.checking.judged import Judged
from interviewer.checking.models.elimination import isolated
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.probability.names import is_law
from interviewer.checking.problem.canonical import canonical
from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.size_equations import at_sizes, is_custom, sizes_set
from interviewer.checking.problem.sizes import of_sizes, sized
from interviewer.checking.problem.world import Definition
from interviewer.checking.reading.laws_by_use import with_laws
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.reading.through import seen_through, with_mask
from interviewer.checking.told.law_parameters import with_parameters
from interviewer.checking.told.priors import has_prior, with_flat
from interviewer.checking.told.values import labels_supposed, with_entries, with_told_values
from interviewer.notation.clause import Clause
from interviewer.notation.merging import claims
from interviewer.notation.tree import Apply, Bound, Node, Num, Rel, Sym, names
from interviewer.notation.tree import relations as relations_in
from interviewer.notation.unreadable import Unreadable

SHAPES = "the shapes do not fit"  # the h of O(h²) may be of another shape than the problem's letters


def judge_clauses(scope: Scope, clauses: tuple[Clause, ...], clock: Clock) -> Judged:
    """Assumptions and definitions first, then each claim under what came before it, at the sizes that are told."""
    clauses = tuple(
        _claimed(c) for c in without_conventions(normalised_premises(scope, labels_supposed(scope, clauses)))
    )
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
            judged = _judge(_with_free(scope, clauses[tight - 2].node), clauses[:tight], clock)
            judged = judged if judged.kind == "verified" else _judge(scope, clauses[:tight], clock)
            return judge_clauses(scope, clauses[tight:], clock) if judged.kind == "verified" else judged
        if parts := at_place_of_several(clauses):
            return worst([_judge(scope, part, clock) for part in parts])
        judged = _judge(scope, clauses, clock)
        grounds = reasoned(clauses) if judged.kind in ("refuted", "undecided") else None
        if grounds is not None and _judge(scope, grounds[1], clock).kind == "verified":
            claimed = _judge(scope, grounds[0], clock)
            judged = claimed if claimed.kind in ("verified", "refuted") else judged
        if judged.kind == "refuted" and judged.message.startswith(SHAPES) and as_remainders(clauses) != clauses:
            return replace(judged, kind="undecided", message="say what goes to zero here: a number or a vector")
        return judged
    kept = {"filters": tuple(f for f in scope.filters if f not in told)}
    inner = replace(made, conditions=tuple(c for c in scope.conditions if c not in told), **kept)
    judged = _judge(inner, tuple(c for c in clauses if c not in here), clock)
    return replace(judged, scope=replace(judged.scope, filters=(*judged.scope.filters, *relations)))


def _claimed(clause: Clause) -> Clause:
    """What something gives is no condition under which it holds, whatever preposition stands before: `for the bias gives …`."""
    follows = clause.role == "quantify" and clause.link == "implies" and isinstance(clause.node, Rel)
    return replace(clause, role="claim") if follows else clause


def _judge(scope: Scope, clauses: tuple[Clause, ...], clock: Clock) -> Judged:
    """Each claim under what came before it."""
    before = scope
    scope, clauses = with_mask(*with_flat(scope, statements(scope, clauses)))
    scope = seen_through(scope, (c.node for c in clauses))
    if has_prior(scope):
        return Judged("undecided", None, scope, message="this reading of the problem has a prior of its own")
    if (pointwise := judge_pointwise(scope, clauses, clock)) is not None:
        return Judged(pointwise.kind, pointwise, scope, message=pointwise.message)
    scope, clauses = with_entries(with_small(scope, clauses), clauses)
    clauses = with_ranges(
        scope, names_first(scope, spelt(scope, as_limits(as_remainders(uniform_as_shares(scope, clauses)))))
    )
    leads = scope.trusting or any(c.role == "claim" for c in clauses[1:])
    if leads and clauses and clauses[0].role == "claim" and is_condition(scope, clauses[0].node):
        missed = another_slope(scope, clauses[0].node, clock) if isinstance(clauses[0].node, Rel) else None
        if missed is not None and not scope.trusting:
            return Judged(missed.kind, missed, scope, message=missed.message)
        clauses = (replace(clauses[0], role="assume"), *clauses[1:])
    filters: list[Rel] = list(scope.filters)
    kinds: list[str] = ["given"] if scope is not before else []
    last: Result | None = None
    results: list[Result] = []
    for clause in clauses:
        if clause.role in ("assume", "reason", "quantify", "let"):
            if isinstance(clause.node, Rel) and "→" in clause.node.ops:
                raise Unreadable("I cannot tell what this limit is of; write it as lim_{n→∞} … = …")
            if factorises(scope, clause.node):
                kinds.append("given")  # let X = UDVᵀ: it is the factors that are new
                continue
            if clause.role != "let" and (named := _names_unknown(scope, clause.node, clauses)) is not None:
                scope = scope.with_definition(named)
                kinds.append("given")
                continue
            if clause.role != "let" and (sizes := sizes_set(scope, clause.node)):
                scope = at_sizes(scope, sizes)
                kinds.append("given")
                continue
            if (function := function_set(scope, clause.node)) is not None and clause.role != "let":
                scope = scope.with_definition(function)  # if σ = tanh, …
                kinds.append("given")
                continue
            sized = at_told_size(scope, clause.node)
            if sized is not None:
                if isinstance(sized, str):
                    return Judged("undecided", None, scope, message=sized)
                scope = sized
                continue
            if clause.role == "quantify" and isinstance(clause.node, Apply) and clause.node.op == "differential":
                continue  # for all dw, which move freely anyway
            if clause.role == "quantify" and isinstance(clause.node, Apply | Bound) and not is_property(clause.node):
                raise Unreadable("I cannot tell what a part of this line says; write it as an equation")
            if clause.role == "reason" and (wrong := against_sign(scope, clause.node)) is not None:
                return Judged("refuted", wrong, scope, message=wrong.message, after=clause.after)
            if clause.role in ("assume", "quantify") and is_contrary(scope, clause.node, clock):
                return Judged("undecided", None, scope, message=CONTRARY)
            before = scope
            scope, filters, result = absorb_clause(scope, clause, filters, clock)
            if result is not None:
                if result.message == TAKEN and not scope.trusting and pins(before, scope, clock):
                    return Judged("undecided", None, scope, message=CONTRARY)
                if result.kind in ("refuted", "undecided") and clause.role in STATED:
                    return Judged(result.kind, result, scope, message=result.message, after=clause.after)
                kinds.append("given")
                results += [result] if clause.role in STATED else []
                verified = clause.role == "let" and result.kind == "verified"
                if verified and (missed := beyond_optimum(before, clauses, clause.node, filters, clock)):
                    return Judged(missed.kind, missed, scope, message=missed.message, after=clause.after)
    clauses = tuple(c for c in disjunctions(clauses) if not (len(clauses) > 1 and is_law(c.node)))
    whole = clauses = with_sought(scope, clauses)
    clauses = tuple(c for c, last in zip(whole, (None, *whole), strict=False) if not _only_mentions(c, last))
    lead = next((k for k, c in enumerate(clauses) if c.link == "implies"), 0)
    supposed, left = with_entries(scope, tuple(replace(c, role="assume") for c in clauses[:lead]))
    if supposed is not scope and all(isinstance(c.node, Sym) for c in left):  # μ_j = 0 and σ_j = 1 for all j ⇒ …
        scope, clauses = supposed, clauses[lead:]
        kinds.append("given")
    before = alone = scope  # the scope without what the clause before put in force
    for k, clause in enumerate(clauses):
        if clause.role != "claim":
            continue
        before, alone = alone, scope
        following = next((c for c in clauses[k + 1 :] if c.role == "claim"), None)
        sets = following is not None and following.link in ("implies", "iff") and can_be_assumed(clause)
        sets = sets or (fixes_letter(clause.node) and before_implication(clauses[k + 1 :]))
        behind = any(c.role == "claim" for c in clauses[:k])
        middle = sets and behind and clause.link == "implies"  # A ⇒ B ⇒ C claims B, too
        sizes = sizes_set(scope, clause.node) if sets else None
        if sizes:  # n = 1 ⇒ …
            scope = at_sizes(scope, sizes)
            kinds.append("given")
            continue
        if is_custom(scope, clause.node):
            kinds.append("given")
            continue
        if sets and not middle and (function := function_set(scope, clause.node)) is not None:
            scope = scope.with_definition(function)  # f(t) = t log t ⇒ …
            kinds.append("given")
            continue
        if not middle and (named := _names_unknown(scope, clause.node, clauses[k + 1 :])) is not None:
            scope = scope.with_definition(named)  # s₁ = s₂ + δ ⇒ …
            kinds.append("given")
            continue
        if sets and not middle and equates_letters(clause.node):  # σ₁ = σ₂ = σ ⇒ …
            told_so, whole_told = with_told_values(scope, (clause,))
            if whole_told:
                scope = told_so
                kinds.append("given")
                continue
        follows = clause.link in ("implies", "iff") and k > 0 and is_stationarity(clauses[k - 1].node)
        follows = follows or (clause.link == "iff" and k > 0 and not scope.world.multipliers)
        within = (*filters, *beside_place(clauses[k : k + 3]))
        result = judge_relation(scope, clause.node, clock, within, sets=sets and not middle, follows=follows)
        if middle and result.kind == "undecided":
            result = judge_relation(scope, clause.node, clock, tuple(filters), sets=True, follows=follows)
        if result.kind in ("refuted", "undecided"):
            return Judged(result.kind, result, scope, message=result.message, after=clause.after, accepted=len(results))
        both = following is not None and following.link == "iff"  # says where F is log p(X), not what F is
        if sets and not both and result.message == TAKEN and is_contrary(scope, clause.node, clock):
            return Judged("undecided", None, scope, message=CONTRARY)
        if clause.link == "iff" and k:
            beside = [c for c in clauses[k + 1 :] if c.role == "claim" and c.link == "and" and isinstance(c.node, Rel)]
            back = converse(before, clauses[k - 1], clause, beside, clock)
            if back is not None:
                return back
            result = replace(result, equations=None)
        missed = None if result.message == "a definition" else beyond_optimum(scope, whole, clause.node, filters, clock)
        if missed is not None and (missed.kind == "refuted" or result.message):
            return Judged(missed.kind, missed, scope, message=missed.message, after=clause.after)
        inequality = (
            isinstance(clause.node, Rel)
            and sets
            and (
                any(op in ORDER for op in clause.node.ops)
                or (
                    result.kind == "given"
                    and bool(free_indices(scope, (clause.node,)))
                    and not with_multiplier(scope, clause.node)
                )
            )
        )
        if inequality and isinstance(clause.node, Rel):
            filters.append(clause.node)
        else:
            scope = result.scope
        kinds.append(result.kind)
        results.append(result)
        last = result if result.kind == "verified" or last is None else last
    if not kinds:
        return Judged("undecided", None, scope, message="there is no statement to judge in this line")
    kind, message = "verified" if "verified" in kinds else "given", last.message if last else ""
    return Judged(kind, last, scope, message=message, equations=together(results))


def _names_unknown(scope: Scope, node: Node, others: tuple[Clause, ...]) -> Definition | None:
    """What `s₁ = s₂ + δ` makes of the one letter in it that nobody knows, where a claim after it speaks of that letter."""
    sides = node.operands if isinstance(node, Rel) and node.ops == ("=",) else ()
    if len(sides) != 2 or all(isinstance(o, Sym) for o in sides):
        return None
    spoken = frozenset[str]().union(*(names(c.node) for c in others if c.role == "claim" and c.node != node))
    made = isolated(scope, *sides) if any(not scope.knows(n) for n in names(node) & spoken) else None
    plain = made is not None and not (made.is_call or made.index or scope.world.aliases.get(made.name))
    return made if plain and made.name in spoken and names(made.body) and made.name not in scope.spoken else None


def _only_mentions(clause: Clause, last: Clause | None) -> bool:
    """Whether a clause is no more than a name behind one that says something, as in `…, sigmoid elementwise, η > 0`."""
    bare = isinstance(clause.node, Sym | Num) and clause.link not in ("implies", "iff")
    return bare and last is not None and claims(last.node)


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

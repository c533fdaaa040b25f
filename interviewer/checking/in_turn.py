"""The clauses of a line one after the other: premises are taken in first, then each claim is judged under what came before it."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claim_between import Turn, only_mentions
from interviewer.checking.claims.everywhere import beyond_optimum
from interviewer.checking.claims.limits import as_limits
from interviewer.checking.claims.multiplied import another_slope
from interviewer.checking.claims.new_names import spelt
from interviewer.checking.claims.pointwise import judge_pointwise
from interviewer.checking.claims.relation import judge_relation
from interviewer.checking.claims.remainders import as_remainders, with_small
from interviewer.checking.claims.result import DEFINITION, Result, together
from interviewer.checking.claims.stated_constraints import misstated
from interviewer.checking.claims.supposing import TAKEN
from interviewer.checking.claims.tight_places import beside_place
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
from interviewer.checking.evaluation.factors import factorises
from interviewer.checking.implications import (
    ORDER,
    converse,
    equates_letters,
    function_set,
    is_condition,
    is_stationarity,
    with_multiplier,
    with_sought,
)
from interviewer.checking.judged import Judged
from interviewer.checking.models.elimination import isolated
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.probability.names import is_law
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.size_equations import at_sizes, is_custom, sizes_set
from interviewer.checking.problem.world import Definition
from interviewer.checking.reading.at_states import at_every_state
from interviewer.checking.reading.through import seen_through, with_mask
from interviewer.checking.told.priors import has_prior, with_flat
from interviewer.checking.told.values import with_entries, with_told_values
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Apply, Bound, Deriv, Node, Rel, Sym, names
from interviewer.notation.unreadable import Unreadable

_PREMISES = ("assume", "reason", "quantify", "let")


def judge_in_turn(scope: Scope, clauses: tuple[Clause, ...], clock: Clock) -> Judged:
    """Each claim under what came before it."""
    before = scope
    scope, clauses = with_mask(*with_flat(scope, statements(scope, clauses)))
    scope = seen_through(scope, (c.node for c in clauses))
    if has_prior(scope):
        return _undecided(scope, "this reading of the problem has a prior of its own")
    if (pointwise := judge_pointwise(scope, clauses, clock)) is not None:
        return _found(scope, pointwise)
    scope, clauses = with_entries(with_small(scope, clauses), clauses)
    clauses = with_ranges(
        scope, names_first(scope, spelt(scope, as_limits(as_remainders(uniform_as_shares(scope, clauses)))))
    )
    if _begins_with_condition(scope, clauses):
        missed = another_slope(scope, clauses[0].node, clock)
        if missed is not None and not scope.trusting:
            return _found(scope, missed)
        clauses = (replace(clauses[0], role="assume"), *clauses[1:])
    course = _Course(scope, clock, given=scope is not before)
    for clause in clauses:
        if clause.role in _PREMISES and (wrong := course.suppose(clause, clauses)) is not None:
            return wrong
    clauses = tuple(c for c in disjunctions(clauses) if not (len(clauses) > 1 and is_law(c.node)))
    return course.judge_claims(with_sought(course.scope, clauses))


class _Course:
    """What is in force so far on the way through a line, and what was found of the clauses behind."""

    def __init__(self, scope: Scope, clock: Clock, given: bool) -> None:
        self.scope, self.clock = scope, clock
        self.filters: list[Rel] = list(scope.filters)
        self.kinds: list[str] = ["given"] if given else []
        self.results: list[Result] = []
        self.last: Result | None = None  # what the verdict on the whole line reports

    def suppose(self, clause: Clause, clauses: tuple[Clause, ...]) -> Judged | None:
        """Takes a premise in; what is wrong with it, where something is."""
        if isinstance(clause.node, Rel) and "→" in clause.node.ops:
            raise Unreadable("I cannot tell what this limit is of; write it as lim_{n→∞} … = …")
        if (introduced := self._introduced(clause, clauses)) is not None:
            return self._take(introduced)
        sized = at_told_size(self.scope, clause.node)
        if isinstance(sized, str):
            return _undecided(self.scope, sized)
        if sized is not None:
            self.scope = sized
            return None
        if clause.role == "quantify" and isinstance(clause.node, Apply) and clause.node.op == "differential":
            return None  # for all dw, which move freely anyway
        if clause.role == "quantify" and isinstance(clause.node, Apply | Bound) and not is_property(clause.node):
            raise Unreadable("I cannot tell what a part of this line says; write it as an equation")
        if (wrong := misstated(self.scope, clauses, clause, self.clock)) is not None:
            return Judged("refuted", wrong, self.scope, message=wrong.message, after=clause.after)
        if clause.role in ("assume", "quantify") and is_contrary(self.scope, clause.node, self.clock):
            return _undecided(self.scope, CONTRARY)
        return self._absorb(clause, clauses)

    def judge_claims(self, whole: tuple[Clause, ...]) -> Judged:
        """Each claim in turn, and what the line comes to."""
        clauses = tuple(c for c, last in zip(whole, (None, *whole), strict=False) if not only_mentions(c, last))
        lead = next((k for k, c in enumerate(clauses) if c.link == "implies"), 0)
        supposed, left = with_entries(self.scope, tuple(replace(c, role="assume") for c in clauses[:lead]))
        if supposed is not self.scope:  # μ = 0 and σ_j = 1 for all j ⇒ …
            self._take(supposed)
            kept = {c.node for c in left if not isinstance(c.node, Sym)}
            clauses = (*(c for c in clauses[:lead] if c.node in kept), *clauses[lead:])
        before = alone = self.scope  # the scope without what the clause before put in force
        for k, clause in enumerate(clauses):
            if clause.role != "claim":
                continue
            before, alone = alone, self.scope
            turn = Turn(clause, clauses[:k], clauses[k + 1 :])
            if (granted := self._granted(turn)) is not None:
                self._take(granted)
            elif (wrong := self._claim(turn, before, whole)) is not None:
                return wrong
        if not self.kinds:
            return _undecided(self.scope, "there is no statement to judge in this line")
        kind, message = "verified" if "verified" in self.kinds else "given", self.last.message if self.last else ""
        return Judged(kind, self.last, self.scope, message=message, equations=together(self.results))

    def _take(self, scope: Scope) -> None:
        self.scope = scope
        self.kinds.append("given")

    def _introduced(self, clause: Clause, clauses: tuple[Clause, ...]) -> Scope | None:
        """The scope with what a premise brings in: a letter, a size, a function."""
        scope, node = self.scope, clause.node
        if factorises(scope, node):
            return scope  # let X = UDVᵀ: it is the factors that are new
        if clause.role == "let":
            return None
        if (named := _names_unknown(scope, node, clauses)) is not None:
            return scope.with_definition(named)
        if sizes := sizes_set(scope, node):
            return at_sizes(scope, sizes)
        function = function_set(scope, node)  # if σ = tanh, …
        return scope.with_definition(function) if function is not None else None

    def _absorb(self, clause: Clause, clauses: tuple[Clause, ...]) -> Judged | None:
        """A premise as a formula that holds from here on, or says what no one may suppose."""
        before = self.scope
        self.scope, self.filters, result = absorb_clause(before, clause, self.filters, self.clock)
        if result is None:
            return None
        if result.message == TAKEN and not self.scope.trusting and pins(before, self.scope, self.clock):
            return _undecided(self.scope, CONTRARY)
        if result.kind in ("refuted", "undecided") and clause.role in STATED:
            return _found(self.scope, result, clause)
        self.kinds.append("given")
        self.results += [result] if clause.role in STATED else []
        if clause.role == "let" and result.kind == "verified":
            if missed := beyond_optimum(before, clauses, clause.node, self.filters, self.clock):
                return _found(self.scope, missed, clause)
        return None

    def _granted(self, turn: Turn) -> Scope | None:
        """The scope with what a claim only sets for what comes after it, so that there is nothing to judge."""
        scope, node = self.scope, turn.clause.node
        if turn.sets and (sizes := sizes_set(scope, node)):  # n = 1 ⇒ …
            return at_sizes(scope, sizes)
        if is_custom(scope, node):
            return scope
        supposed = turn.sets and not turn.follows
        if supposed and (function := function_set(scope, node)) is not None:
            return scope.with_definition(function)  # f(t) = t log t ⇒ …
        if not (turn.sets and turn.follows) and (named := _names_unknown(scope, node, turn.ahead)) is not None:
            return scope.with_definition(named)  # s₁ = s₂ + δ ⇒ …
        if supposed and equates_letters(node):  # σ₁ = σ₂ = σ ⇒ …
            told, whole = with_told_values(scope, (turn.clause,))
            return told if whole else None
        return None

    def _claim(self, turn: Turn, before: Scope, whole: tuple[Clause, ...]) -> Judged | None:
        """Judges a claim and puts it in force; what is wrong with it, where something is."""
        clause = turn.clause
        result = self._result(turn)
        if result.kind in ("refuted", "undecided"):
            return replace(_found(self.scope, result, clause), accepted=len(self.results))
        both = turn.following is not None and turn.following.link == "iff"  # says where F is log p(X), not what F is
        if turn.sets and not both and result.message == TAKEN and is_contrary(self.scope, clause.node, self.clock):
            return _undecided(self.scope, CONTRARY)
        if clause.link == "iff" and turn.behind:
            beside = [c for c in turn.ahead if c.role == "claim" and c.link == "and" and isinstance(c.node, Rel)]
            back = converse(before, turn.behind[-1], clause, beside, self.clock)
            if back is not None:
                return back
            result = replace(result, equations=None)
        if result.message != DEFINITION:
            missed = beyond_optimum(self.scope, whole, clause.node, self.filters, self.clock)
            if missed is not None and (missed.kind == "refuted" or result.message):
                return _found(self.scope, missed, clause)
        if turn.sets and isinstance(clause.node, Rel) and _confines(self.scope, clause.node, result):
            self.filters.append(clause.node)
        else:
            self.scope = result.scope
        self.kinds.append(result.kind)
        self.results.append(result)
        self.last = result if result.kind == "verified" or self.last is None else self.last
        return None

    def _result(self, turn: Turn) -> Result:
        """What a claim is by itself; B of `A ⇒ B ⇒ C` is claimed, and only where that cannot be told supposed for C."""
        clause, solves = turn.clause, turn.solves(self.scope)
        middle = turn.sets and turn.follows
        within = (*self.filters, *beside_place((clause, *turn.ahead[:2])))
        sets = turn.sets and not middle
        result = judge_relation(self.scope, clause.node, self.clock, within, sets=sets, follows=solves)
        if result.kind != "verified" and result.witness is None:
            result = self._where_stationary(clause.node, within, sets, solves) or result
        if middle and result.kind == "undecided":
            within = tuple(self.filters)
            result = judge_relation(self.scope, clause.node, self.clock, within, sets=True, follows=solves)
        return result

    def _where_stationary(self, node: Node, within: tuple[Rel, ...], sets: bool, solves: bool) -> Result | None:
        """`∂L/∂ξ_i = 0 ⇒ …` at values that are solved for, where no drawn ones meet it, or those alone at which all is zero."""
        stationary = tuple(f for f in within if is_stationarity(f) and not _of_shares(self.scope, f))
        if not stationary:
            return None
        solved, rest = self.scope.with_condition(*stationary), tuple(f for f in within if f not in stationary)
        result = judge_relation(solved, node, self.clock, rest, sets=sets, follows=solves)
        return result if result.kind in ("verified", "refuted") else None


def _of_shares(scope: Scope, stationary: Rel) -> bool:
    """Whether it is by a share of one: that they sum to one fixes the multiplier too, which no other condition would."""
    by = stationary.operands[0]
    letters = (scope.letter(n) for v in (by.wrt if isinstance(by, Deriv) else ()) for n in names(v))
    return any(t is not None and t.kind == "simplex" for t in letters)


def _undecided(scope: Scope, message: str) -> Judged:
    return Judged("undecided", None, scope, message=message)


def _found(scope: Scope, result: Result, clause: Clause | None = None) -> Judged:
    """A result as the outcome of the line, because of one of its clauses."""
    return Judged(result.kind, result, scope, message=result.message, after=clause.after if clause else None)


def _begins_with_condition(scope: Scope, clauses: tuple[Clause, ...]) -> bool:
    """Whether a condition comes first and something is made of it, here or in a line after it."""
    leads = scope.trusting or any(c.role == "claim" for c in clauses[1:])
    return leads and bool(clauses) and clauses[0].role == "claim" and is_condition(scope, clauses[0].node)


def _confines(scope: Scope, node: Rel, result: Result) -> bool:
    """Whether what is supposed only says which models are meant: a bound, or an equation of some samples."""
    if any(op in ORDER for op in node.ops):
        return True
    if at_every_state(scope, node) != node:
        return False  # p_i = 1/n says what the law is
    return result.kind == "given" and bool(free_indices(scope, (node,))) and not with_multiplier(scope, node)


def _names_unknown(scope: Scope, node: Node, others: tuple[Clause, ...]) -> Definition | None:
    """What `s₁ = s₂ + δ` makes of the one letter in it that nobody knows, where a claim after it speaks of that letter."""
    sides = node.operands if isinstance(node, Rel) and node.ops == ("=",) else ()
    if len(sides) != 2 or all(isinstance(o, Sym) for o in sides):
        return None
    spoken = frozenset[str]().union(*(names(c.node) for c in others if c.role == "claim" and c.node != node))
    made = isolated(scope, *sides) if any(not scope.knows(n) for n in names(node) & spoken) else None
    plain = made is not None and not (made.is_call or made.index or scope.world.aliases.get(made.name))
    return made if plain and made.name in spoken and names(made.body) and made.name not in scope.spoken else None

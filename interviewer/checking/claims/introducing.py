"""Equations that say what a name stands for, as their writer or the problem has it."""

from __future__ import annotations

from interviewer.checking.claims.definitions import definition, restates
from interviewer.checking.claims.near_misses import near_miss
from interviewer.checking.claims.optima import judge_estimate
from interviewer.checking.claims.pair import Pair
from interviewer.checking.claims.result import DEFINITION, Result
from interviewer.checking.claims.versions import judge_version
from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.models.comparison import Witness
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.probability.names import DENSITIES
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import ONE, Apply, Binder, Bound, Call, Num, Rel, Sym, names, num, walk


def as_shorter_name(pair: Pair) -> Result | None:
    """`q = q(z|x)`."""
    left, right = pair.left, pair.right
    named = pair.equal and isinstance(left, Sym) and isinstance(right, Call) and left == right.fn and not pair.chained
    if named and isinstance(left, Sym) and left.name in pair.scope.world.distributions:
        return Result("given", pair.scope, "a shorter name")
    return None


def as_setting(pair: Pair) -> Result | None:
    """`lr = 0.1; …`: the value of a parameter that the problem leaves free, and nothing else says anything of."""
    left, right, scope = pair.left, pair.right, pair.scope
    if not (pair.op in ("=", ":=") and isinstance(left, Sym) and isinstance(right, Num)) or left.index or pair.chained:
        return None
    letter = scope.world.letters.get(left.name)
    free = letter is not None and letter.kind == "positive" and not (letter.shape or letter.index or letter.reach)
    bound = {*scope.world.unknowns, *scope.world.multipliers, *scope.own} | set().union(*map(names, scope.conditions))
    if not free or left.name in bound or scope.definitions(left.name) or right.value <= 0:
        return None
    return Result("given", scope.with_definition(Definition(left.name, right, fixed=False)), "a value that is chosen")


def as_version(pair: Pair) -> Result | None:
    return judge_version(pair.scope, pair.left, pair.right, pair.clock) if _heads(pair) else None


def as_defined_before(pair: Pair) -> Result | None:
    if _heads(pair) and restates(pair.scope, pair.left, pair.right):
        return Result("given", pair.scope, "as defined before")
    return None


def as_definition(pair: Pair) -> Result | None:
    """A relation as a definition of its left side, where that is what it says."""
    defined = definition(pair.scope, pair.left, pair.right, pair.introduces) if _heads(pair) else None
    if defined is None:
        return None
    if not _normalised(pair.scope, defined, pair.clock, pair.filters):
        witness = Witness({}, None, 1)
        return Result("refuted", pair.scope, "this does not sum to one", witness, ("=", pair.left, pair.right))
    if _of_vectors(pair.scope, defined):
        return pair.undecided("a law of vectors, where its variable has only a few states in this reading")
    if _no_number(pair.scope, defined, pair.clock):
        return pair.undecided("this is no number in this reading, so it is no density", weak=True)
    if (misfit := _misfit(pair.scope, defined, pair.clock)) is not None:
        return misfit
    meant = pair.introduces or defined.sense or (defined.is_call and defined.given)
    if suspicious := "" if meant else near_miss(pair.scope, defined, pair.clock):
        return pair.undecided(suspicious)
    return Result("given", pair.scope.with_definition(defined), DEFINITION)


def _misfit(scope: Scope, defined: Definition, clock: Clock) -> Result | None:
    """`let s = Xw + w`: a name for what has no value is none."""
    if defined.params or defined.given or defined.is_call or free_indices(scope, (defined.body,)):
        return None
    found = compare(scope, "=", defined.body, defined.body, clock, count=1)
    if found.outcome != "ill-typed":
        return None
    message, pair = f"the shapes do not fit: {found.reason}", ("=", Sym(defined.name), defined.body)
    return Result("refuted", scope, message, Witness({"shapes": found.reason}, None, None), pair, found.assumed)


def _no_number(scope: Scope, defined: Definition, clock: Clock) -> bool:
    """`p(x) = exp(−|x − m_1|/b)/(2b)` where m_1 and b are vectors: those letters are of another reading."""
    if not defined.is_call or defined.name not in scope.world.distributions:
        return False
    law = defined.body if isinstance(defined.body, Call) and defined.body.fn.name in DENSITIES else None
    if law is not None and law.fn.name in _OF_VECTORS:
        return False
    parts = law.params if law is not None else (defined.body,)
    return any(compare(scope, "=", part, num(1), clock, count=1).outcome == "ill-typed" for part in parts)


_OF_VECTORS = frozenset(["Normal", "Cat", "Dirichlet", "Multinomial", "Uniform"])  # of numbers or of more


def as_estimate(pair: Pair) -> Result | None:
    if not pair.equal or pair.sets:
        return None
    return judge_estimate(pair.scope, pair.left, pair.right, pair.clock)


def _heads(pair: Pair) -> bool:
    """Whether an equation opens its chain."""
    return pair.equal and not pair.chained


def _of_vectors(scope: Scope, defined: Definition) -> bool:
    """`q(z|x) = N(μ, LLᵀ)` where z is a finite variable."""
    letters = [scope.letter(p) for p in defined.params]
    law = defined.body if isinstance(defined.body, Call) and defined.body.fn.name == "Normal" else None
    products = law is not None and any(isinstance(n, Apply) and n.op == "T" for n in walk(law))
    return products and any(letter is not None and letter.kind == "variable" for letter in letters)


def _normalised(scope: Scope, defined: Definition, clock: Clock, filters: tuple[Rel, ...]) -> bool:
    """`let q(z) = p(x, z)`: a distribution made of others over finite variables sums to one, as far as can be seen."""
    letters = [scope.letter(p) for p in defined.params]
    if defined.name not in scope.world.distributions or not defined.is_call or not letters or defined.index:
        return True
    if any(letter is None or letter.kind != "variable" for letter in letters):
        return True
    if not any(isinstance(n, Call) and n.fn.name in scope.world.distributions for n in walk(defined.body)):
        return True  # a formula or a family of its own: on a few states it is no distribution yet
    total = Bound("int", tuple(Binder(Sym(p)) for p in defined.params), defined.body)
    return compare(scope, "=", total, ONE, clock, filters).outcome != "fails"

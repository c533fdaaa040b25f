"""Heads of equations that are called like something of the problem's and are the candidate's own all the same."""

from __future__ import annotations

from functools import partial

from interviewer.checking.claims.new_names import is_no_size, is_optimum_of_rest
from interviewer.checking.problem.aliases import called_otherwise, takes_nothing
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.reading.shapes import has_rows, is_matrix
from interviewer.notation.tree import Apply, Bound, Call, Divergence, Group, Moment, Node, Num, Sym, names, walk

_RUNNING = frozenset("ijklmnst")


def his_by_alias(scope: Scope, left: Node, right: Node) -> bool:
    """`J = L + λ‖w‖²`, `a(q, k) = …`: what only shares another name with something of the problem's is not that."""
    symbol = left.fn if isinstance(left, Call) else left
    if not isinstance(symbol, Sym):
        return False
    targets = scope.world.aliases.get(symbol.name, ())
    if is_no_size(scope, left, right) or is_optimum_of_rest(scope, left, right):
        return True
    if isinstance(left, Sym) and matrix_beside(scope, symbol, right):
        return True
    if scope.knows(symbol.name):
        return False
    objectives = {t for t in targets if any(d.sense for d in scope.world.definitions.get(t, ()))}
    if objectives & names(right) or called_otherwise(scope, symbol.name):
        return True
    if objectives and (_is_lagrangian(scope, objectives, right) or is_no_objective(scope, symbol, right)):
        return True
    if isinstance(left, Call):
        functions = {n for w in (scope.world, *scope.world.variants) for n in w.definitions}
        other = symbol.name in functions  # the α(q, k) of another reading
        if only_by_alias(scope, symbol):
            return True  # g_i(w) where g is the dual function
        return len(left.args) > 1 and bool(targets) and not other and all(takes_nothing(scope, t) for t in targets)
    return bool(targets) and all(
        _plain_function(scope, t) or _law_alone(scope, t) or (bool(symbol.index) and _never_indexed(scope, t))
        for t in targets
    )


def is_lagrangian(scope: Scope, symbol: Sym, right: Node) -> bool:
    """Whether a letter that may name an objective is given one of his own with a multiplier: it is no other name."""
    targets = scope.world.aliases.get(symbol.name, ())
    objectives = {t for t in targets if any(d.sense for d in scope.world.definitions.get(t, ()))}
    return (
        bool(objectives)
        and not symbol.index
        and not scope.knows(symbol.name)
        and _is_lagrangian(scope, objectives, right)
    )


def is_no_objective(scope: Scope, symbol: Sym, right: Node) -> bool:
    """The S of `S = Σ_i (x_i − x̄)²`, where S may name a loss: nothing that is sought is in it, nor all that the loss is of.

    Nor is the g of an earlier line `g = 1/‖w‖` the dual function, which is one of α.
    """
    found = [d for t in scope.world.aliases.get(symbol.name, ()) for d in scope.world.definitions.get(t, ())]
    if symbol.index or scope.knows(symbol.name) or not found or not all(d.sense for d in found):
        return False
    meant = {t for n in names(right) for t in (n, *scope.world.aliases.get(n, ()))}
    needed = dependencies(scope, Group("(", tuple(map(Sym, sorted(meant)))))
    of_others = scope.trusting and all(d.params and not needed.intersection(d.params) for d in found)
    if of_others and not any(isinstance(n, Bound) and n.op in ("min", "max", "inf", "sup") for n in walk(right)):
        return True
    sought = {*scope.world.unknowns, *scope.world.multipliers}
    data = {n for d in found[:1] for n in dependencies(scope, d.body) if n in scope.world.letters} - sought
    return not needed & sought and bool(needed & data) and not data <= needed


def _is_lagrangian(scope: Scope, objectives: set[str], right: Node) -> bool:
    """`L = Σ_k N_k log π_k + λ(1 − Σ_k π_k)`: an objective of his own, with a multiplier that the problem's does not hold."""
    needed = frozenset[str]().union(*(dependencies(scope, d.body) for t in objectives for d in scope.definitions(t)))
    for term in right.args if isinstance(right, Apply) and right.op == "add" else ():
        inner = term.args[0] if isinstance(term, Apply) and term.op == "neg" else term
        if not (isinstance(inner, Apply) and inner.op == "mul" and len(inner.args) == 2):
            continue
        multiplier, constraint = inner.args
        if isinstance(multiplier, Sym) and not multiplier.index and multiplier.name not in needed:
            parts = constraint.args if isinstance(constraint, Apply) and constraint.op == "add" else ()
            if any(isinstance(n, Bound) and n.op == "sum" for p in parts for n in walk(p)):
                return True
    return False


def only_by_alias(scope: Scope, symbol: Sym) -> bool:
    """`g_i`, where the problem's quantity of that other name carries no index: the candidate's own."""
    targets = scope.world.aliases.get(symbol.name, ())
    runs = all(isinstance(i, Sym) and i.name in _RUNNING and scope.letter(i.name) is None for i in symbol.index)
    return bool(symbol.index and runs and targets and not scope.knows(symbol.name)) and all(
        _never_indexed(scope, t) for t in targets
    )


def matrix_beside(scope: Scope, symbol: Sym, body: Node) -> bool:
    """`R = diag(…)` where R is but another name of an objective or a function: a matrix of the candidate's own."""
    found = [scope.world.definitions.get(t, ()) for t in scope.world.aliases.get(symbol.name, ())]
    others = bool(found) and all(any(d.sense or d.is_call for d in ds) for ds in found)
    return others and is_matrix(scope, body) and not symbol.index and not scope.knows(symbol.name)


def is_count(scope: Scope, symbol: Sym, body: Node) -> bool:
    """`H = 8` where H is but another name of matrices: a number of the candidate's own."""
    targets = scope.world.aliases.get(symbol.name, ())
    if not isinstance(body, Num) or symbol.index or scope.knows(symbol.name) or not targets:
        return False
    return body.value.denominator == 1 and body.value > 1 and all(map(partial(has_rows, scope), targets))


def is_score(scope: Scope, symbol: Sym, body: Node) -> bool:
    """`s = q·k` where s is but another name of scores: a number made of random vectors is no matrix."""
    if symbol.index or scope.knows(symbol.name) or not scope.world.aliases.get(symbol.name):
        return False
    match body:
        case Apply("dot", (Sym(a, ()), Sym(b, ()))) | Apply("mul", (Apply("T", (Sym(a, ()),)), Sym(b, ()))):
            pass
        case Bound("sum", (binder,), Apply("mul" | "times", (Sym(a, (i,)), Sym(b, (j,))))) if i == j == binder.var:
            pass
        case _:
            return False
    letters = [scope.world.letters.get(n) for n in (a, b)]
    return all(letter is not None and letter.kind == "random" for letter in letters)


def _never_indexed(scope: Scope, name: str) -> bool:
    """A quantity that carries no index cannot be meant by `Q_ij`, nor can a bound that is one number by L_k."""
    found = scope.world.definitions.get(name, ())
    return bool(found) and all((d.is_call or d.sense == "max" or _is_mean(d.body)) and not d.index for d in found)


def _is_mean(body: Node) -> bool:
    """Expectations and divergences, added up."""
    if isinstance(body, Apply) and body.op in ("add", "neg", "mul"):
        return any(map(_is_mean, body.args))
    return isinstance(body, Moment | Divergence)


def _plain_function(scope: Scope, name: str) -> bool:
    """σ or h: a function of one argument, whose other names are free where they stand without one."""
    letter = scope.world.letters.get(name)
    if letter is not None and letter.is_function and scope.trusting:
        return True
    found = scope.world.definitions.get(name, ())
    return bool(found) and all(d.is_call and len(d.params) == 1 and not d.sense and not d.given for d in found)


def _law_alone(scope: Scope, name: str) -> bool:
    """P of P(y|X): a letter by itself is no density."""
    found = scope.world.definitions.get(name, ())
    return bool(found) and name not in scope.world.distributions and all(d.is_call and d.given for d in found)

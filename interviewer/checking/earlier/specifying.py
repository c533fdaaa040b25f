"""What the problem leaves open and a line settles: its functions, its random numbers, factors and kinds of matrices."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.evaluation.factors import factors_in
from interviewer.checking.own.random import laws_in, modelled
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS, Definition
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.readings import squares
from interviewer.notation.clause import Line
from interviewer.notation.statements import read_line
from interviewer.notation.tree import ZERO, Apply, Call, Node, Rel, Sym, names
from interviewer.notation.unreadable import Unreadable


def with_random_numbers(scope: Scope, text: str) -> Scope:
    """`q, k independent with mean 0 and variance σ²` says what the problem's random numbers are."""
    laws = laws_in([text])
    random = {n: t for n in laws if (t := scope.world.letters.get(n)) is not None and t.kind in ("random", "noise")}
    model = modelled({n: replace(laws[n], mean=ZERO) for n in random}, random)
    if model is None or any(laws[n].variance is None for n in random):
        return scope
    for definition in model[0].values():
        scope = scope.with_definition(definition)
    for letter in model[1].values():
        scope = scope.with_type(letter)
    return scope


def specified_by(scope: Scope, text: str) -> Scope:
    """`σ(u) = 1/(1 + e^{−u})` or `σ = tanh` before the step settles a function that the problem leaves open."""
    try:
        line = read_line(text, scope.vocabulary)
    except Unreadable:
        return scope
    scope = replace(scope, fresh=scope.fresh | _said_to_exist(line))
    traits = {name: what for c in line.clauses for name, what in squares(scope, c.node).items()}
    scope = replace(scope, traits={**scope.traits, **traits}, fresh=scope.fresh | traits.keys()) if traits else scope
    for definition in factors_in(scope, (c.node for c in line.clauses)).values():
        scope = scope.with_definition(definition)
    for nodes in alias_readings(scope, tuple(c.node for c in line.clauses)):
        for node in nodes:
            if isinstance(node, Rel) and node.ops[0] in ("=", ":=", "≡"):
                scope = _with_specified(scope, node.operands[0], prepare(node.operands[1], scope))
        break
    return scope


def _said_to_exist(line: Line) -> frozenset[str]:
    """The u of `there is u with uᵀx > 0`: a letter of the candidate's, whatever the problem calls by it."""
    heads = (c.node for c in line.clauses[:1] if isinstance(c.node, Sym) and not c.node.index)
    return frozenset(n.name for n in heads if {"there", "exists"} & set(line.words))


def _with_specified(scope: Scope, head: Node, body: Node) -> Scope:
    symbol = head.fn if isinstance(head, Call) else head
    letter = scope.world.letters.get(symbol.name) if isinstance(symbol, Sym) and not symbol.index else None
    if letter is None or not letter.is_function or letter.name in scope.own:
        return scope
    if isinstance(head, Call) and len(head.args) == 1 and not head.primes:
        argument = head.args[0]
        if not isinstance(argument, Sym) or argument.index or letter.name in names(body):
            return scope
    elif isinstance(head, Sym) and isinstance(body, Sym) and body.name in BUILTIN_FUNCTIONS:
        argument = Sym("u")
        body = Apply(body.name, (argument,))
    else:
        return scope
    return scope.with_definition(Definition(letter.name, body, (argument.name,), is_call=True, fixed=False))

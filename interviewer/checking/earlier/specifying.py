"""What the problem leaves open and a line settles: its functions, its random numbers, factors and kinds of matrices."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.membership import of_values
from interviewer.checking.evaluation.factors import factors_in
from interviewer.checking.models.square_matrices import SQUARE, squares
from interviewer.checking.models.undeclared import undeclared
from interviewer.checking.own.moments_told import Law
from interviewer.checking.own.random import laws_in, modelled, moments_stated
from interviewer.checking.problem.aliases import knows_somewhere
from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.other_worlds import with_world
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS, Definition, key_of
from interviewer.checking.problem.worlds import worlds
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.told.activations_used import activation_used
from interviewer.checking.told.freed import with_matrix_named
from interviewer.notation.clause import Line
from interviewer.notation.statements import read_line
from interviewer.notation.tree import ONE, ZERO, Apply, Call, Node, Rel, Sym, names, transform, walk
from interviewer.notation.unreadable import Unreadable


def with_random_numbers(scope: Scope, text: str) -> Scope:
    """`q, k independent with mean 0 and variance σ²` says what the problem's random numbers are."""
    known = {n: Law() for n, t in scope.world.letters.items() if t.kind == "random" and n not in scope.own}
    laws = laws_in([text], frozenset(known)) or dict(moments_stated(text, known))  # Var(q_i) = Var(k_i) = s²
    random = {n: t for n in laws if (t := scope.world.letters.get(n)) is not None and t.kind in ("random", "noise")}
    if not random or any(laws[n].variance is None for n in random) or says_known_laws(scope, text):
        return scope
    told = {
        n: replace(law, mean=transform(law.mean or ZERO, _label), variance=transform(law.variance or ZERO, _label))
        for n, law in laws.items()
        if n in random
    }
    model = modelled(told, random)
    if model is None:
        return scope
    for definition in model[0].values():
        scope = scope.with_definition(definition)
    for letter in model[1].values():
        scope = scope.with_type(letter)
    new = set[str]()  # a variance v by a letter of V's rows
    for kind in ("mean", "variance"):
        spoken = {n.name for law in told.values() for n in walk(getattr(law, kind)) if isinstance(n, Sym)}
        for name in spoken - new - {*scope.world.letters, *scope.world.sizes}:
            scope = scope.with_type(parse_letter(name, "scalar" if kind == "mean" else "positive"))
            new.add(name)
    return replace(scope, fresh=scope.fresh | new)


def says_known_laws(scope: Scope, text: str) -> bool:
    """`ε_1 and ε_2 are independent standard normal vectors` says of the problem's noise what it is."""
    laws = laws_in([text])

    def known(name: str, law: Law) -> bool:
        letter = next(
            (t for n in (name, *scope.world.aliases.get(name, ())) if (t := scope.letter(n)) is not None), None
        )
        return letter is not None and letter.kind == "noise" and law == Law(ZERO, ONE, True)

    return bool(laws) and all(known(name, law) for name, law in laws.items())


def _label(node: Node) -> Node:
    """The σ_q of a variance as one name: the q is no index."""
    return Sym(key_of(node)) if isinstance(node, Sym) and node.index and key_of(node) else node


def specified_by(scope: Scope, text: str) -> Scope:
    """`σ(u) = 1/(1 + e^{−u})` or `σ = tanh` before the step settles a function that the problem leaves open."""
    try:
        line = read_line(text, scope.vocabulary)
    except Unreadable:
        return scope
    scope = replace(scope, fresh=scope.fresh | _said_to_exist(line) | _called(scope, line))
    for clause in line.clauses:
        match clause.node:
            case Apply("property", (Sym(name, ()), Sym(what), *_)) if clause.role == "let" and what in SQUARE:
                scope = with_matrix_named(scope, name) if scope.knows(name) else scope
    for name in _said_positive(scope, line):
        scope = scope.with_type(parse_letter(name, "positive"))
    for letter in filter(None, (of_values(scope, c.node) for c in line.clauses)):
        scope = scope.with_type(letter)
    traits = {name: what for c in line.clauses for name, what in squares(scope, c.node).items()}
    scope = replace(scope, traits={**scope.traits, **traits}, fresh=scope.fresh | traits.keys()) if traits else scope
    readings = (factors_in(with_world(scope, w), (c.node for c in line.clauses)) for w in worlds(scope.world))
    for definition in next(filter(None, readings), {}).values():
        scope = scope.with_definition(definition)
    for nodes in alias_readings(scope, tuple(c.node for c in line.clauses)):
        for node in nodes:
            if isinstance(node, Rel) and node.ops[0] in ("=", ":=", "≡"):
                scope = _with_specified(scope, node.operands[0], prepare(node.operands[1], scope))
        used = activation_used(scope, nodes)
        scope = scope if used is None else scope.with_definition(used)
        break
    return scope


def _said_positive(scope: Scope, line: Line) -> list[str]:
    """The T of `temperature T > 0`, where the problem has nothing by that name."""
    bounds = (c.node for c in line.clauses if isinstance(c.node, Rel) and c.node.ops == (">",))
    letters = (n.operands[0] for n in bounds if n.operands[1] == ZERO)
    new = (n.name for n in letters if isinstance(n, Sym) and not n.index)
    called = {n.fn.name for c in line.clauses for n in walk(c.node) if isinstance(n, Call)}
    open_names = (n for n in new if not (knows_somewhere(scope, n) or n in scope.traits or n in called))
    return [n for n in open_names if not undeclared(scope, (Sym(n),), set())[0]]  # others are typed by their use


def _said_to_exist(line: Line) -> frozenset[str]:
    """The u of `there is u with uᵀx > 0`: a letter of the candidate's, whatever the problem calls by it."""
    heads = (c.node for c in line.clauses[:1] if isinstance(c.node, Sym) and not c.node.index)
    return frozenset(n.name for n in heads if {"there", "exists"} & set(line.words))


def _called(scope: Scope, line: Line) -> frozenset[str]:
    """The b of `b denotes the least-squares estimate`: what he calls so is nothing else that the problem may call by it."""
    named = {n.name for c in line.clauses if c.role == "let" and (n := _head(c.node)) is not None and not n.index}
    return frozenset(n for n in named if "denote" in line.words and not scope.knows(n) and scope.world.aliases.get(n))


def _head(node: Node) -> Sym | None:
    head = node.operands[0] if isinstance(node, Rel) and node.ops == ("=",) else None
    return head if isinstance(head, Sym) else None


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

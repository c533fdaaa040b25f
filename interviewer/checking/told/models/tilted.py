"""Tilted densities as guidance has them: `p_w(x|c) ∝ p(x) p(c|x)^w`, `log p_g = (1 − g) log p(x) + g log p(x|c) + const`.

A density of the candidate's own, up to what normalises it; the guided noise mixes the two predictions as its score mixes scores.
That a network is the score, `∇ log p(x_t) = −ε_θ(x_t, t)/√(1−ᾱ_t)`, says what it is.
"""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.models.elimination import unwound
from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.other_worlds import with_world
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition, World, key_of
from interviewer.checking.problem.worlds import worlds
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.reading.unsaid_variables import score_variable
from interviewer.checking.told.models.processes import only_bounds
from interviewer.notation.statements import clauses_read
from interviewer.notation.tree import ONE, ZERO, Apply, Call, Deriv, Node, Rel, Sym, apply, transform, walk

GUIDED = "epsilon.hat"
_CONST = Sym("const")
_NORMALISER = "normaliser.own"
_Mix = tuple[Node, Node]  # how much of the score of p(x), and of p(x|c)


def with_tilted(scope: Scope, text: str) -> Scope:
    """The scope after a line that says nothing but such a density; the same after any other."""
    world = next((w for w in worlds(scope.world) if _label(w)), None)
    if world is None:
        return scope
    if not (clauses := clauses_read(text, scope.vocabulary)):
        return scope
    here = with_world(scope, world)
    nodes = next(iter(alias_readings(here, tuple(c.node for c in clauses))))
    nodes = tuple(prepare(n, here) for n in nodes)
    ideal = [_ideal(n, here) for n in nodes]
    if any(ideal) and all(found or only_bounds(c) for found, c in zip(ideal, clauses, strict=True)):
        for definition in filter(None, ideal):
            scope = _with_both(scope, definition, _label(world))
        return replace(scope, setting=world)
    told = [(k, found) for k, n in enumerate(nodes) if (found := _tilted(n, _label(world), scope)) is not None]
    if len(told) != 1 or any(not only_bounds(c) for k, c in enumerate(clauses) if k != told[0][0]):
        return scope
    head, logarithm, mix = told[0][1]
    name, (variable,) = key_of(head.fn) or head.fn.name, head.args
    for letter in (n for n in walk(logarithm) if isinstance(n, Sym) and not n.index):
        if letter.name.isalpha() and not here.knows(letter.name) and letter not in (_CONST, *_functions(logarithm)):
            scope = scope.with_type(parse_letter(letter.name, "positive"))
    scope = scope.with_type(parse_letter(_NORMALISER, "positive"))
    assert isinstance(variable, Sym)
    body = apply("mul", Sym(_NORMALISER), apply("exp", logarithm))
    given = tuple(g.name for g in head.given if isinstance(g, Sym))
    own = Definition(name, body, (variable.name,), given=given, is_call=True, fixed=False, density=True)
    return replace(_guiding(scope.with_definition(own), here, mix), setting=world)


def _ideal(node: Node, here: Scope) -> Definition | None:
    """The network that is said to be the score of p(x) or p(x|c), but for a factor."""
    if not isinstance(node, Rel) or node.ops[0] not in ("=", "≈") or len(node.operands) != 2:
        return None
    for side, other in (node.operands, node.operands[::-1]):
        networks = [n for n in walk(side) if isinstance(n, Call) and _is_network(here, n)]
        scores = [n for n in walk(other) if isinstance(n, Deriv) and score_variable(n.body, here) is not None]
        if (
            len(networks) != 1
            or len(scores) != 1
            or any(_is_network(here, n) for n in walk(other) if isinstance(n, Call))
        ):
            continue
        (call,) = networks
        params = [a.name for a in call.args if isinstance(a, Sym) and not a.index]
        body = unwound(side, call, other)
        if body is not None and len(params) == len(call.args):
            return Definition(call.fn.name, body, tuple(params), is_call=True, fixed=False)
    return None


def _with_both(scope: Scope, told: Definition, label: str) -> Scope:
    """The network as it is told, and where that is new without the class, or with it, likewise."""
    given = label in told.params

    def other(n: Node) -> Node:
        if isinstance(n, Call) and n.fn == Sym("p") and n.given == ((Sym(label),) if given else ()):
            return replace(n, given=() if given else (Sym(label),))
        return n

    params = tuple(p for p in told.params if p != label) if given else (*told.params, label)
    known = {d.params for d in scope.own.get(told.name, ())}
    if params not in known:
        scope = scope.with_definition(replace(told, body=transform(told.body, other), params=params))
    return scope.with_definition(told)


def _is_network(scope: Scope, call: Call) -> bool:
    letter = scope.letter(call.fn.name)
    return letter is not None and letter.is_function


def _label(world: World) -> str:
    """The class that a reading of the problem has densities given."""
    return next((n for n, t in world.letters.items() if t.kind == "label"), "")


def _functions(node: Node) -> set[Sym]:
    return {n.fn for n in walk(node) if isinstance(n, Call)}


def _tilted(node: Node, label: str, scope: Scope) -> tuple[Call, Node, _Mix] | None:
    """The density that is set so, its logarithm up to a constant, and what its score is mixed of."""
    match node:
        case Rel(("∝",), (Call() as head, body)):
            mix, logarithm = _mixed(apply("log", body), label), apply("log", body)
        case Rel(("=",), (Apply("log", (Call() as head,)), Apply("add", terms))) if _CONST in terms:
            rest = tuple(t for t in terms if t != _CONST)
            logarithm = rest[0] if len(rest) == 1 else Apply("add", rest)
            mix = _mixed(logarithm, label)
        case _:
            return None
    fresh = bool(head.fn.index) or not scope.knows(head.fn.name)
    if mix is None or not fresh or len(head.args) != 1 or head.given not in ((), (Sym(label),)):
        return None
    return head, logarithm, mix


def _mixed(node: Node, label: str) -> _Mix | None:
    """How a logarithm is made of log p(x) and log p(x|c), what does not depend on x aside; None where of something else."""
    match node:
        case Apply("log", (Call(Sym("p", ()), (Sym(name),), given),)):
            conditioned = [g.name for g in given if isinstance(g, Sym)]
            if name == label:
                return (apply("neg", ONE), ONE) if conditioned else (ZERO, ZERO)
            return (ZERO, ONE) if conditioned == [label] else (ONE, ZERO) if not conditioned else None
        case Apply("log", (Apply("mul" | "times", factors),)):
            return _summed([_mixed(apply("log", f), label) for f in factors])
        case Apply("log", (Apply("div", (above, below)),)):
            return _summed(
                [_mixed(apply("log", above), label), _times(_mixed(apply("log", below), label), apply("neg", ONE))]
            )
        case Apply("log", (Apply("pow", (base, exponent)),)):
            return _times(_mixed(apply("log", base), label), exponent)
        case Apply("add", terms):
            return _summed([_mixed(t, label) for t in terms])
        case Apply("neg", (term,)):
            return _times(_mixed(term, label), apply("neg", ONE))
        case Apply("mul" | "times", factors):
            logs = [f for f in factors if any(isinstance(n, Call) for n in walk(f))]
            rest = tuple(f for f in factors if f not in logs)
            return (
                _times(_mixed(logs[0], label), rest[0] if len(rest) == 1 else Apply("mul", rest))
                if len(logs) == 1
                else None
            )
    return None


def _summed(parts: list[_Mix | None]) -> _Mix | None:
    known = [p for p in parts if p is not None]
    if len(known) < len(parts):
        return None
    return Apply("add", tuple(p[0] for p in known)), Apply("add", tuple(p[1] for p in known))


def _times(mix: _Mix | None, factor: Node) -> _Mix | None:
    return None if mix is None else (apply("mul", factor, mix[0]), apply("mul", factor, mix[1]))


def _guiding(scope: Scope, here: Scope, mix: _Mix) -> Scope:
    """The noise that guides so, in every way in which the problem writes the two predictions."""
    known = next((d for d in scope.world.definitions.get(GUIDED, ())), None)
    if known is None:
        return scope
    forms = []
    for form in next(iter(alias_readings(here, (known.body, *known.alternatives)))):
        calls = list(dict.fromkeys(n for n in walk(form) if isinstance(n, Call)))
        with_class = [c for c in calls if Sym("c") in c.args]
        without = [c for c in calls if c not in with_class]
        if len(with_class) == len(without) == 1:
            made = apply("add", apply("mul", mix[0], without[0]), apply("mul", mix[1], with_class[0]))
            forms += [made] if made not in forms else []
    return scope.with_definition(replace(known, body=forms[0], alternatives=tuple(forms[1:]), fixed=False, open=True))

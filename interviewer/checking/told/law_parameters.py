"""Names that a line gives the parameters of a law that the problem settles: `q(x_{t−1}|x_t, x_0) = N(m_t, v_t I)`.

The mean is E[x_{t−1}|x_t, x_0] from then on, and v_t the variance of each of its components, whatever the line calls them.
"""

from __future__ import annotations

from collections.abc import Iterable

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition, key_of
from interviewer.notation.tree import Apply, Call, Moment, Node, Rel, Sym, apply, num, walk


def with_parameters(scope: Scope, nodes: Iterable[Node]) -> Scope:
    """The scope with such names defined; the same where a line has none."""
    for node in nodes:
        law, normal = _law(node)
        if law is None or normal is None:
            continue
        spec = scope.world.distributions.get(law.fn.name, {})
        if not spec.get("chain") or spec.get("reverse") or law.fn.name in scope.own or law.fn.index:
            continue
        (state,) = law.args
        mean, spread = normal.params
        scope = _named(scope, mean, Moment("E", (state,), None, law.given))
        part = _per_component(spread)
        each = Moment("Var", (state,), None, law.given)
        first = scope.letter(f"{spec['chain']}_0")
        if first is not None and first.shape:
            each = apply("div", apply("tr", each), Sym(first.shape[0]))
        if part is not None:
            scope = _named(scope, part, each)
        elif isinstance(spread, Sym | Call):
            scope = _named(scope, spread, Moment("Var", (state,), None, law.given))
    return scope


def _law(node: Node) -> tuple[Call | None, Call | None]:
    """The conditional density that a line says to be normal, and that normal law."""
    match node:
        case Rel(("=" | ":=",), (Call(_, (Sym(),), (_, *_)) as law, Call(Sym("Normal"), _, (), (_, _)) as normal)):
            return law, normal
        case Rel(("~",), (Call(_, (Sym() as state,), (_, *_) as given), Call(Sym("Normal"), _, (), (_, _)) as normal)):
            return Call(Sym("q"), (state,), given), normal
    return None, None


def _per_component(spread: Node) -> Node | None:
    """The v of `v I`: one variance for all components."""
    match spread:
        case Apply("mul", (inner, Sym("I"))):
            return inner
    return None


def _named(scope: Scope, name: Node, value: Node) -> Scope:
    """`m_t`, `μ(x_t, t)`, `s_t²`: a name that nothing else has is defined; any other formula is left to be judged."""
    if isinstance(name, Apply) and name.op == "pow" and name.args[1] == num(2):
        name, value = name.args[0], apply("sqrt", value)
    symbol = name.fn if isinstance(name, Call) else name
    if not isinstance(symbol, Sym) or any(_is_fixed(scope, n) for n in (symbol.name, key_of(symbol)) if n):
        return scope
    running = tuple(i.name for i in symbol.index if isinstance(i, Sym) and i in set(_indices(value)))
    label = [i for i in symbol.index if not (isinstance(i, Sym) and i.name in running)]
    called = key_of(Sym(symbol.name, tuple(label))) if label else symbol.name
    if not called or (label and running):
        return scope
    return scope.with_definition(Definition(called, value, (), running, fixed=False))


def _is_fixed(scope: Scope, name: str) -> bool:
    """Whether a name has a meaning that a set-up does not change: `σ_t` is whatever scale a line gives it."""
    known = scope.world.definitions.get(name, ())
    open_to_him = scope.trusting and name not in scope.own and known and not any(d.fixed for d in known)
    return scope.knows(name) and not open_to_him


def _indices(node: Node) -> Iterable[Node]:
    return (i for n in walk(node) if isinstance(n, Sym) for i in n.index)

"""Distributions of finite variables taken at their states: `log(p/q)` inside E_p is log(p(x)/q(x))."""

from __future__ import annotations

from interviewer.checking.probability.names import base_name
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import (
    ONE,
    Apply,
    Binder,
    Bound,
    Call,
    Divergence,
    Moment,
    Node,
    Num,
    Rel,
    Sym,
    apply,
    names,
    rebuild,
    transform,
    walk,
)


def is_finite(scope: Scope, name: str) -> bool:
    letter = scope.letter(name)
    return letter is not None and letter.kind == "variable"


def is_tabled(scope: Scope, node: Node) -> bool:
    """Whether a name is a distribution that is known by the list of its probabilities."""
    letter = scope.letter(node.name) if isinstance(node, Sym) and not node.index else None
    return letter is not None and letter.kind == "simplex" and not scope.own.get(letter.name)


def tabled(over: Node | None, scope: Scope) -> str | None:
    """The variable of the law in `E_p` or `E_{x~p}`; None where the law is no list of probabilities."""
    variable, law = over.operands if isinstance(over, Rel) and over.ops == ("~",) else (None, over)
    if law is None or not is_tabled(scope, law) or not isinstance(law, Sym):
        return None
    return variable.name if isinstance(variable, Sym) else next(iter(_variables_of(scope, law.name)), None)


def taken_at_state(body: Node, variable: str, scope: Scope) -> Node:
    """`−log q` under an expectation is −log q(x)."""
    if isinstance(body, Call):
        return rebuild(body, lambda n: taken_at_state(n, variable, scope)) if not is_tabled(scope, body.fn) else body
    if isinstance(body, Divergence | Moment):
        return body
    if is_tabled(scope, body) and isinstance(body, Sym):
        return Call(body, (Sym(variable),))
    return body if isinstance(body, Sym) else rebuild(body, lambda n: taken_at_state(n, variable, scope))


def at_numbered_states(node: Node, scope: Scope) -> Node:
    """x_i as the state of that number: under `Σ_i p(x_i) …`, which runs over all of them, and beside p_i, `p_i = p(x_i)`."""
    node = transform(node, lambda n: _over_states(n, scope) or n)
    entries = {n for n in walk(node) if isinstance(n, Sym) and len(n.index) == 1 and is_tabled(scope, Sym(n.name))}
    numbers = {n.index for n in entries}

    def change(n: Node) -> Node:
        match n:
            case Call(Sym(law, ()) as table, (Sym(_, index) as state,), (), ()) if (
                index in numbers and is_tabled(scope, table) and is_finite(scope, state.name)
            ):
                return Sym(law, index)
        return n

    return transform(node, change) if entries else node


def _over_states(node: Node, scope: Scope) -> Node | None:
    """`Σ_i p(x_i) log(p(x_i)/q(x_i))` as the sum over x: what is weighed by p(x_i) is no mean over samples."""
    match node:
        case Bound("sum", (Binder(Sym() as number, None | Num(1), None | Sym(), None),), body):
            factors = body.args if isinstance(body, Apply) and body.op == "mul" else (body,)
            weights = (f for f in factors if isinstance(f, Call) and is_tabled(scope, f.fn) and not f.given)
            states = {a for f in weights for a in f.args if isinstance(a, Sym) and a.index == (number,)}
            if len(states) == 1 and is_finite(scope, (state := states.pop()).name):
                over = Sym(state.name)
                summand = transform(body, lambda n: over if n == state else n)
                return Bound("sum", (Binder(over),), summand) if number not in walk(summand) else None
    return None


def at_every_state(scope: Scope, condition: Rel) -> Rel:
    """`p_i = 1/n for all i` as p(x) = 1/n, and `p_i = p_1` as p(x) = 1/K of K states."""
    match condition:
        case Rel(("=",), (Sym(law, (Sym(number, ()),)), value)) if number not in names(value):
            point = point_of(scope, Sym(law)) if is_tabled(scope, Sym(law)) else None
            letter = scope.letter(law)
            if point is None or letter is None:
                return condition
            alike = isinstance(value, Sym) and value.name == law
            value = apply("div", ONE, Sym(letter.shape[0])) if alike else value
            return Rel(("=",), (Call(Sym(law), (point,)), value))
    return condition


def _variables_of(scope: Scope, name: str) -> list[str]:
    """The variables that a distribution is of; one that is known by its use alone is of what the problem's are."""
    known = scope.world.distributions
    if name not in known and name in scope.types and scope.types[name].kind == "simplex":
        return next((s["of"] for s in known.values() if len(s.get("of", ())) == 1), [])
    return known.get(name, {}).get("of", [])


def point_of(scope: Scope, law: Sym) -> Sym | None:
    """The x that E_p runs over, where p is a distribution of one variable that is given by its weights."""
    letter, of = scope.letter(law.name), _variables_of(scope, law.name)
    plain = letter is not None and letter.kind == "simplex" and not law.index and len(of) == 1
    return Sym(of[0]) if plain else None


def at_point(node: Node, laws: set[str], point: Sym) -> Node:
    """`log(p/q)` inside E_p is log(p(x)/q(x))."""
    if isinstance(node, Divergence | Moment):
        return node
    if isinstance(node, Sym) and node.name in laws and not node.index:
        return Call(node, (point,))
    return rebuild(node, lambda child: at_point(child, laws, point))


def state_of(name: str, body: Node, scope: Scope) -> str:
    """`∫ p(D|t) p(t) dt`: the variable whose values t runs through, the one that a density with t does not name."""
    found: set[str] = set()
    for n in walk(body):
        if isinstance(n, Call) and Sym(name) in (*n.args, *n.given) and n.fn.name in scope.world.distributions:
            named = {base_name(x) for x in (*n.args, *n.given)}
            missing = set(scope.world.distributions[n.fn.name].get("of", ())) - named
            if len(named) > 1:
                found |= missing if len(missing) == 1 else {"", "?"}
        elif isinstance(n, Sym) and n != Sym(name) and Sym(name) in n.index:
            return ""
    return f"{found.pop()}.prime" if len(found) == 1 else ""


def mixture_at(scope: Scope, law: Node, point: Node) -> Node | None:
    """`m(x)` after `m = ½(p + q)`: its laws taken at that state; None of what is no mixture of tabled laws."""
    if not (isinstance(law, Sym) and isinstance(point, Sym) and not law.index and is_finite(scope, point.name)):
        return None
    made = next((d for d in scope.definitions(law.name) if not (d.params or d.index or d.given)), None)
    if made is None or not any(is_tabled(scope, n) for n in walk(made.body)):
        return None
    if any(isinstance(n, Call | Divergence | Moment) for n in walk(made.body)):
        return None
    at = taken_at_state(made.body, point.name, scope)
    return at if at != made.body else None

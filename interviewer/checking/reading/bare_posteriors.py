"""Laws by their bare names: what they are given is what the rest of the line gives them."""

from __future__ import annotations

from interviewer.checking.probability.names import base_name
from interviewer.checking.problem.scope import Scope
from interviewer.checking.reading.aggregates import ALL
from interviewer.checking.reading.at_states import is_tabled
from interviewer.notation.tree import Call, Divergence, Moment, Node, Rel, Sym, transform, walk

_EQUAL = frozenset(["=", ":=", "←", "≡"])


def with_posteriors(node: Node, scope: Scope) -> Node:
    """The node with a joint law that q is held against by its bare name as the conditional law given the rest.

    KL(q ‖ p) beside log p(X|θ) = L(q, θ) + KL(q ‖ p): p is the posterior of what q is a law of (Bishop, PRML, eq. 9.72).
    """
    node = _unconditioned(_amortised(node, scope), scope)
    told = (d.body for ds in scope.own.values() for d in ds)  # after p(Z = 1|X; θ) = ρ
    calls = [n for body in (*told, node) for n in walk(body) if isinstance(n, Call)]
    params = {n.fn.name: n.params for n in calls if n.fn.name in scope.world.distributions and n.params}

    def change(n: Node) -> Node:
        match n:
            case Divergence(op, Sym(first, ()), Sym(second, ())) if not {first, second} & scope.own.keys():
                sides = first, second
                told = [scope.world.distributions.get(name, {}) for name in sides]
                over = [set(spec.get("of", ())) for spec in told]
                least = over[0] & over[1]
                if least and over[0] != over[1] and least in over and not any(spec.get("given") for spec in told):
                    return Divergence(op, *(_given_rest(n, o, least) for n, o in zip(sides, over, strict=True)))
            case Call(Sym("H", (Sym() as law,)), (other,), (), ()) if _is_law(law, scope) and _is_law(other, scope):
                return Call(Sym("H"), (law, other))  # H_p(q), the cross-entropy
            case Rel(ops, sides) if _EQUAL.issuperset(ops):
                alike = all(_is_law(side, scope) for side in sides)  # p ≡ q
                return Rel(("=",) * len(ops) if alike else ops, tuple(_like(side, sides, scope) for side in sides))
        return n

    def _given_rest(name: str, over: set[str], hidden: set[str]) -> Call:
        args, seen = (tuple(map(Sym, sorted(part))) for part in (hidden, over - hidden))
        return Call(Sym(name), args, seen, params.get(name, ()) if seen else ())

    return transform(node, change)


def _is_law(side: Node, scope: Scope) -> bool:
    symbol = side.fn if isinstance(side, Call) else side
    return isinstance(symbol, Sym) and (symbol.name in scope.world.distributions or is_tabled(scope, symbol))


def _like(side: Node, sides: tuple[Node, ...], scope: Scope) -> Node:
    """The q of `q = p(Z|X; θ)` or `q_t = …` at what the law that it is set to is of."""
    if not isinstance(side, Sym) or side.name in scope.own:
        return side
    spec = scope.world.distributions.get(side.name, {})
    for other in (s for s in sides if isinstance(s, Call) and s.fn.name in scope.world.distributions):
        if other.args and {*map(base_name, other.args)} <= {*spec.get("of", ())} and not spec.get("chain"):
            return Call(side, other.args, tuple(map(Sym, spec.get("given", ()))))
    return side


def _amortised(node: Node, scope: Scope) -> Node:
    """`E_{q_φ}[f(z) ∇ log q_φ(z)]`: one law throughout, given x whether that is written or not."""
    over = (n.over for n in walk(node) if isinstance(n, Moment))
    laws = (o.operands[-1] if isinstance(o, Rel) and o.ops == ("~",) else o for o in over)  # of E_{z~q}, too
    bare = {law.name for law in laws if isinstance(law, Sym)}
    told = {name: tuple(map(Sym, scope.world.distributions.get(name, {}).get("given", ()))) for name in bare}
    told = {name: given for name, given in told.items() if given and not scope.own.keys() & {name, f"{name}{ALL}"}}

    def change(n: Node) -> Node:
        match n:
            case Call(Sym(name) as law, args, (), params, 0) if name in told and not set(args) & set(told[name]):
                return Call(law, args, told[name], params)
        return n

    return transform(node, change) if told else node


def _unconditioned(node: Node, scope: Scope) -> Node:
    """The q(z|x) of a bound, for one x throughout, where the problem has q(z): what p is a law of, too, is given anyway."""
    laws = {n: {*spec.get("of", ())} for n, spec in scope.world.distributions.items()}
    free = {n for n, of in laws.items() if of and not scope.world.distributions[n].get("given") and n not in scope.own}

    def change(n: Node) -> Node:
        match n:
            case Call(Sym(name) as law, args, (_, *_) as given, params, 0) if name in free:
                of, said = {*map(base_name, args)}, {g.name for g in given if isinstance(g, Sym) and not g.index}
                seen = any(of | said <= others for other, others in laws.items() if other != name)
                if of <= laws[name] and len(said) == len(given) and not said & laws[name] and seen:
                    return Call(law, args, (), params)
        return n

    return transform(node, change) if free else node

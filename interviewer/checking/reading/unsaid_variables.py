"""What ∇ is by, what argmin is over, what I is of, and the second of two variables: told by the rest of the formula."""

from __future__ import annotations

from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.notation.parsing.trees import primed
from interviewer.notation.tree import (
    Apply,
    Binder,
    Bound,
    Call,
    Deriv,
    Divergence,
    Node,
    Rel,
    Sym,
    names,
    transform,
    walk,
)


def second_variables(node: Node, scope: Scope) -> Node:
    """`k(x, x′)`: a primed argument of a function is a second variable, there and in what the function is set to."""

    def called(n: Node) -> Node:
        if isinstance(n, Call) and n.fn.name not in scope.world.distributions and not n.given and len(n.args) > 1:
            return Call(n.fn, tuple(primed(a) for a in n.args), n.given, n.params, n.primes)
        return n

    node = transform(node, called)
    seconds = {n.name for n in walk(node) if isinstance(n, Sym) and n.name.endswith(".prime")}
    seconds |= {p for ds in scope.own.values() for d in ds for p in d.params if p.endswith(".prime")}
    seconds |= {name for name in scope.own if name.endswith(".prime")}  # w′, where a step has led to
    seconds |= {f"{name}.prime" for n in walk(node) for name in _ends_primed(n) if _is_noise(scope, name)}

    def second(n: Node) -> Node:
        if (
            isinstance(n, Apply)
            and n.op == "prime"
            and isinstance(n.args[0], Sym)
            and f"{n.args[0].name}.prime" in seconds
        ):
            return primed(n)
        return n

    return transform(node, second) if seconds else node


def _ends_primed(node: Node) -> list[str]:
    """The ε of `a x + b ε′`: a term of a sum ends in it, so that it is no transpose."""
    terms = node.args if isinstance(node, Apply) and node.op == "add" else ()
    terms = [t.args[0] if isinstance(t, Apply) and t.op == "neg" else t for t in terms]
    ends = [t.args[-1] for t in terms if isinstance(t, Apply) and t.op == "mul"]
    marked = [e.args[0] for e in ends if isinstance(e, Apply) and e.op == "prime"]
    return [m.name for m in marked if isinstance(m, Sym)]


def _is_noise(scope: Scope, name: str) -> bool:
    letter = scope.letter(name)
    return letter is not None and letter.kind == "noise"


def mutual_information(node: Node) -> Node:
    """`I = H(X) − H(X|Y)`: beside entropies I is the mutual information of the two variables that they are of."""
    if not isinstance(node, Rel) or Sym("I") not in node.operands:
        return node
    found = [
        n for n in walk(node) if isinstance(n, Call) and n.fn.name in ("H", "MI") and len({*n.args, *n.given}) == 2
    ]
    if not found:
        found = [s for n in walk(node) if isinstance(n, Divergence) for s in (n.first, n.second) if isinstance(s, Call)]
        found = [n for n in found if len({*n.args, *n.given}) == 2]
    pair = list(dict.fromkeys((*found[0].args, *found[0].given))) if found else []
    if len(pair) != 2 or not all(isinstance(v, Sym) for v in pair):
        return node
    shared = Call(Sym("MI"), (pair[0],), (), (pair[1],))
    return Rel(node.ops, tuple(shared if n == Sym("I") else n for n in node.operands))


def _argument_of(scope: Scope, body: Node) -> Sym | None:
    """The one letter that a name stands for a function of, by all that is said of it."""
    called = {d.params for d in scope.definitions(body.name) if d.is_call} if isinstance(body, Sym) else set()
    params = called.pop() if len(called) == 1 else ()
    return Sym(params[0]) if len(params) == 1 else None


def optimised_over(node: Node, scope: Scope) -> Node:
    """`argmin J`: over what J is a function of, else over the one unknown that it depends on."""

    def change(n: Node) -> Node:
        match n:
            case Bound("argmin" | "argmax" | "min" | "max" as op, (), body):
                argument = _argument_of(scope, body)
                if argument is not None and isinstance(body, Sym):
                    return Bound(op, (Binder(argument),), Call(body, (argument,)))
                over = sorted(dependencies(scope, body) & {*scope.world.unknowns})
                return Bound(op, (Binder(Sym(over[0])),), body) if len(over) == 1 else n
        return n

    return transform(node, change)


def gradient_defined(node: Node) -> Node:
    """`dZ = ∂L/∂Z`: the differential is a name for the gradient."""
    if isinstance(node, Rel) and isinstance(node.operands[1], Deriv) and node.ops[0] in ("=", ":=", "≡"):
        left, right = node.operands[0], node.operands[1]
        if isinstance(left, Apply) and left.op == "differential" and isinstance(left.args[0], Sym):
            named = left.args[0]
            if len(right.wrt) == 1 and right.wrt[0] == named and isinstance(right.body, Sym):
                return Rel(node.ops, (Sym(f"{named.name}.grad", named.index), *node.operands[1:]))
    return node


def output_place(scope: Scope, body: str, by: Sym) -> Sym | None:
    """`∇_a C`, written without its layer, is by the a that C itself is given in terms of: the output's.

    By an h^{(l)} that is but another name of a^{(l)} it is by that.
    """
    name = by.name
    made = next((d for d in scope.definitions(name) if bool(d.index) == bool(by.index)), None)
    if made is not None and name not in scope.own and isinstance(made.body, Sym) and made.body.index:
        index = dict(zip(map(Sym, made.index), by.index, strict=False))
        if len(index) == len(made.index):
            return Sym(made.body.name, (*(index.get(i, i) for i in made.body.index), *by.index[len(index) :]))
    if by.index or not scope.definitions(name) or not all(d.index for d in scope.definitions(name)):
        return None
    found = {
        n
        for d in scope.definitions(body)[:1]
        for n in walk(d.body)
        if isinstance(n, Sym) and n.name == name and n.index
    }
    heads = {n.index[:1] for n in found}
    return Sym(name, next(iter(heads))) if len(heads) == 1 else None


def score_variable(body: Node, scope: Scope) -> Node | None:
    """What `∇ log q(x_t|x_0)` is by: what the density is of, or the state of the process in it; None for another ∇."""
    density = body.args[0] if isinstance(body, Apply) and body.op == "log" else None
    if not isinstance(density, Call) or not density.args or not _is_density(scope, density.fn.name):
        return None
    chains = set(scope.world.chains)
    if chains:
        states = [a for a in (*density.args, *density.given) if isinstance(a, Sym) and a.name.split("_")[0] in chains]
        return states[0] if states else None
    return None if names(body) & set(scope.world.unknowns) else density.args[0]


def _is_density(scope: Scope, name: str) -> bool:
    return name in scope.world.distributions or any(d.density for d in scope.own.get(name, ()))

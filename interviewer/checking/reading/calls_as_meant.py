"""Calls as they are meant: `σ(1 − σ)` is a product, `prior(θ)` a noun, `ELBO(x; q, θ)` a function of all three."""

from __future__ import annotations

from collections.abc import Iterable, Set

from interviewer.checking.probability.names import DENSITIES
from interviewer.checking.problem.scope import Scope
from interviewer.checking.reading.at_states import is_tabled, mixture_at
from interviewer.checking.reading.named_otherwise import noun_called
from interviewer.checking.reading.slopes_of_values import slope_for
from interviewer.notation.tree import Apply, Bound, Call, Node, Sym, names, transform, walk


def call_as_meant(node: Call, scope: Scope, running: Set[str]) -> Node:
    """A call as it is meant, where these indices run; the first rule that fits settles it."""
    match node:
        case Call(Sym(name, ()), args, (), ()) if called := noun_called(scope, name, args) or slope_for(scope, node):
            return called  # prior(θ), h′(z)
        case Call(fn, (Sym(i, ()) as at,), (), (), 0) if i in running and is_tabled(scope, fn):
            return Sym(fn.name, (at,))  # P(i) of the state that i counts
        case Call(fn, args, (), (), _) if fn.name in scope.vocabulary.functions and not fn.index and len(args) == 1:
            return _as_product(node)
        case Call(Sym("h", ()), (Call(Sym(law), (), (), _),) as args, (), ()) if law in DENSITIES:
            return Call(Sym("H"), args)  # the differential entropy
        case Call(Sym() as law, (point,), (), (), 0) if (value := mixture_at(scope, law, point)) is not None:
            return value
        case Call(Sym(name, ()), (Sym() as a, Sym() as b), (), ()) if body := _of_laws(scope, name, (a, b)):
            return body
        case Call(fn, args, (), (), 0) if args and _is_value_of(scope, fn, args):
            return fn
        case Call(fn, args, (), (_, *_) as params, 0) if args and _takes(scope, fn, len(args) + len(params)):
            return Call(fn, (*args, *params))  # ELBO(x; q, θ)
        case Call(fn, args, (_, *_) as given, (), 0) if (
            (fn.name != "H" or all(isinstance(a, Sym) and a.name.split(".")[0] in scope.world.unknowns for a in args))
            and _takes(scope, fn, len(args) + len(given))
            and not any(d.given for d in scope.definitions(fn.name))
        ):
            return Call(fn, (*args, *given))
        case Call(fn, args, given, params, primes) if fn.index and not _indexes(scope, fn.name):
            kept = _indices_kept(scope, fn)
            if kept != fn.index and fn.name not in scope.world.distributions:
                return Call(Sym(fn.name, kept), args, given, params, primes)
    return node


def _as_product(node: Call) -> Node:
    """σ(1 − σ), where the letter stands for a value inside: a product."""
    (argument,) = node.args
    if not any(isinstance(x, Sym) and x.name == node.fn.name and not x.index for x in _outside_calls(argument)):
        return node
    head: Node = Sym(node.fn.name)
    for _ in range(node.primes):
        head = Apply("prime", (head,))
    return Apply("mul", (head, argument))


def _indices_kept(scope: Scope, fn: Sym) -> tuple[Node, ...]:
    """The indices of a function that tell which one it is."""
    letter = scope.letter(fn.name)
    if letter is not None and letter.is_function and scope.vocabulary.indexed:
        return ()  # g^{[l]}, the activation of a layer: as any other's
    return tuple(i for i in fn.index if not (isinstance(i, Sym) and scope.letter(i.name) is not None))


def _of_laws(scope: Scope, name: str, laws: tuple[Sym, Sym]) -> Node | None:
    """`TV(p, u)`, where the problem says what it is of p and q."""
    known = scope.world.definitions.get(name, ())
    of = tuple(n for n in ("p", "q") if known and n in names(known[0].body) and is_tabled(scope, Sym(n)))
    if len(of) < 2 or known[0].is_call or name in scope.own or tuple(s.name for s in laws) == of:
        return None
    put = dict(zip(of, laws, strict=True))

    def change(n: Node) -> Node:
        if isinstance(n, Call) and len(n.args) == 1:
            return mixture_at(scope, n.fn, n.args[0]) or n
        return put.get(n.name, n) if isinstance(n, Sym) and not n.index else n

    return transform(known[0].body, change)


def _is_value_of(scope: Scope, fn: Sym, args: tuple[Node, ...]) -> bool:
    """`m_θ(x_t, t)` after `m_θ = … x_t …`: the arguments only repeat what it was given in terms of."""
    own = scope.own.get(fn.name, ())
    if not own or any(d.is_call or d.params for d in own) or not all(isinstance(a, Sym) for a in args):
        return False
    symbols = {n for d in own for n in walk(d.body) if isinstance(n, Sym)}
    inside = symbols | {i for n in symbols for i in n.index}
    return len(args) > 1 and all(a in inside for a in args)


def _takes(scope: Scope, fn: Sym, many: int) -> bool:
    """Whether a function is defined of so many arguments, however a bar or a semicolon parts them."""
    return any(d.is_call and not d.given and len(d.params) == many for d in scope.definitions(fn.name))


def _indexes(scope: Scope, name: str) -> bool:
    return any(d.index for d in scope.definitions(name))


def _outside_calls(node: Node) -> Iterable[Node]:
    """Nodes of `node` that stand as values, not as the name of a call."""
    stack: list[Node] = [node]
    while stack:
        n = stack.pop()
        yield n
        if isinstance(n, Call):
            stack.extend((*n.args, *n.given))
        elif isinstance(n, Apply):
            stack.extend(n.args)
        elif isinstance(n, Bound):
            stack.append(n.body)

"""What only the whole line tells of a formula, settled before it is evaluated."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from interviewer.checking.bare_networks import at_state
from interviewer.checking.canonical import RUNNING
from interviewer.checking.claims.aggregates import with_information
from interviewer.checking.conditional_divergences import averaged
from interviewer.checking.empirical import over_samples
from interviewer.checking.likelihoods import of_all_samples
from interviewer.checking.probability.names import base_name
from interviewer.checking.probability.samples import whole_samples
from interviewer.checking.renaming import unprimed
from interviewer.checking.scope import Scope
from interviewer.notation.dots import without_dots
from interviewer.notation.parsing.trees import primed
from interviewer.notation.tree import (
    Apply,
    Binder,
    Bound,
    Call,
    Deriv,
    Divergence,
    Moment,
    Node,
    Rel,
    Sym,
    children,
    names,
    rebuild,
    transform,
    walk,
)


def prepare(node: Node, scope: Scope) -> Node:
    """Settle what only the whole line tells: `σ(1−σ)` is a product, a bare Σ runs over the index nothing else uses."""
    node = with_information(averaged(unprimed(of_all_samples(over_samples(node, scope), scope)), scope), scope)
    node = at_state(_samples(_information(_gradient_defined(node)), scope), scope)
    functions = scope.vocabulary.functions
    node = whole_samples(_second_variables(without_dots(node), scope), scope)
    outside = _free_outside(node, _is_bare_sum)
    beyond = _free_outside(node, _is_diag)
    bound = {b.var.name for n in walk(node) if isinstance(n, Bound) for b in n.binders}
    running = {name for name in bound if name in RUNNING and not _is_finite(scope, name)}

    def change(n: Node) -> Node:
        match n:
            case Apply("mul", args) if Sym("forall") in args[1:]:  # y_i f(x_i) ≥ 1 ∀i inside brackets
                kept = args[: args.index(Sym("forall"))]
                return kept[0] if len(kept) == 1 else Apply("mul", kept)
            case Call(fn, (Sym(i, ()) as at,), (), (), 0) if i in running and _is_tabled(scope, fn):
                return Sym(fn.name, (at,))  # P(i) of the state that i counts
            case Call(fn, args, (), (), primes) if fn.name in functions and not fn.index and len(args) == 1:
                if any(isinstance(x, Sym) and x.name == fn.name and not x.index for x in _outside_calls(args[0])):
                    head: Node = Sym(fn.name)
                    for _ in range(primes):
                        head = Apply("prime", (head,))
                    return Apply("mul", (head, args[0]))
            case Call(fn, args, (), (), 0) if args and _is_value_of(scope, fn, args):
                return fn
            case Call(fn, args, given, (), 0) if given and any(
                d.is_call and not d.given and len(d.params) == len(args) + len(given)
                for d in scope.definitions(fn.name)
            ):
                return Call(fn, (*args, *given))
            case Call(fn, args, given, params, primes) if fn.index and not _indexes(scope, fn.name):
                kept = tuple(i for i in fn.index if not (isinstance(i, Sym) and scope.letter(i.name) is not None))
                if kept != fn.index and fn.name not in scope.world.distributions:
                    return Call(Sym(fn.name, kept), args, given, params, primes)
            case Moment(op, args, Sym() as over, given) if (point := _point_of(scope, over)) is not None:
                at = {name for name in scope.world.distributions if _point_of(scope, Sym(name)) == point}
                if any(isinstance(x, Sym) and x.name in at and not x.index for a in args for x in walk(a)):
                    return Moment(op, tuple(_at_point(a, at, point) for a in args), over, given)
            case Bound(op, binders, body) if op in ("sum", "prod") and (
                not binders or binders[0].var.name == "anonymous"
            ):
                inside = [name for name in _running_indices(body) if name not in outside] or _running_indices(body)
                if inside:
                    high = binders[0].high if binders else None
                    return Bound(op, tuple(Binder(Sym(name), None, high) for name in inside), body)
                if (entries := _by_entries(body, scope)) != body:
                    return Bound(op, (Binder(Sym("i"), None, binders[0].high if binders else None),), entries)
            case Moment("E", args, over, given) if (law := _tabled(over, scope)) is not None:
                return Moment("E", tuple(_at_state(a, law, scope) for a in args), over, given)
            case Bound("sum" | "int" as op, (binder,), body) if _is_finite(scope, binder.var.name):
                return Bound(op, (binder,), _at_state(body, binder.var.name, scope))
            case Deriv(body, (Sym("default"),), "grad", None) if (of := _score_variable(body, scope)) is not None:
                return Deriv(body, (of,), "grad")
            case Bound(op, (Binder(Sym(name, ()), None, None, None),), body) if (
                op in ("int", "sum")
                and not scope.knows(name.removesuffix(".prime"))
                and (state := _state_of(name, body, scope))
            ):
                renamed = transform(body, lambda x: Sym(state) if x == Sym(name) else x)
                return Bound(op, (Binder(Sym(state)),), renamed)
            case Apply("differential", (Sym(name, index), *_)) if f"{name}.grad" in scope.own:
                return Sym(f"{name}.grad", index)
            case Apply("differential", (Apply("T", (Sym(name, index),)), *_)) if f"{name}.grad" in scope.own:
                return Apply("T", (Sym(f"{name}.grad", index),))
            case Deriv(Sym(body), (Sym(name, ()),), style, None) if (
                place := _output_place(scope, body, name)
            ) is not None:
                return Deriv(n.body, (place,), style)
            case Apply("diag", (inner,)) if names_in := [
                name for name in _running_indices(inner, scope.vocabulary.indexed) if name not in beyond | bound
            ]:
                return Apply("diag", (Bound("collect", (Binder(Sym(names_in[0])),), inner),))
            case Apply("pow", (Sym(name, ()), step)) if (
                name in scope.world.unknowns and "t" in names(step) and names(step) <= {"t"} and not scope.knows("t")
            ):
                return Sym(name, (step,))  # θᵗ⁺¹, an iterate
            case Apply("mul" | "add" as op, args):
                flat: list[Node] = []
                for a in args:
                    flat += a.args if isinstance(a, Apply) and a.op == op else [a]
                return Apply(op, tuple(flat))
        return n

    return transform(node, change)


def _state_of(name: str, body: Node, scope: Scope) -> str:
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


def _by_entries(body: Node, scope: Scope) -> Node:
    """`Σ p ln(p/q)` and `sum(1 + logvar − μ²)` without an index run over the entries."""

    def entry(n: Node) -> Node:
        return Sym(n.name, (Sym("i"),)) if isinstance(n, Sym) and not n.index and _has_entries(scope, n.name) else n

    return transform(body, entry)


def _has_entries(scope: Scope, name: str) -> bool:
    letter = scope.letter(name)
    if letter is not None:
        return letter.kind in ("simplex", "vector", "noise")
    defined = [d for d in scope.definitions(name) if not d.is_call and not d.index]
    return bool(defined) and all(any(_has_entries(scope, n) for n in names(d.body) - {name}) for d in defined)


def _point_of(scope: Scope, law: Sym) -> Sym | None:
    """The x that E_p runs over, where p is a distribution of one variable that is given by its weights."""
    letter, of = scope.letter(law.name), _of(scope, law.name)
    plain = letter is not None and letter.kind == "simplex" and not law.index and len(of) == 1
    return Sym(of[0]) if plain else None


def _of(scope: Scope, name: str) -> list[str]:
    """The variables that a distribution is of; one that is known by its use alone is of what the problem's are."""
    known = scope.world.distributions
    if name not in known and name in scope.types and scope.types[name].kind == "simplex":
        return next((s["of"] for s in known.values() if len(s.get("of", ())) == 1), [])
    return known.get(name, {}).get("of", [])


def _at_point(node: Node, laws: set[str], point: Sym) -> Node:
    """`log(p/q)` inside E_p is log(p(x)/q(x))."""
    if isinstance(node, Divergence | Moment):
        return node
    if isinstance(node, Sym) and node.name in laws and not node.index:
        return Call(node, (point,))
    return rebuild(node, lambda child: _at_point(child, laws, point))


def _second_variables(node: Node, scope: Scope) -> Node:
    """`k(x, x′)`: a primed argument of a function is a second variable, there and in what the function is set to."""

    def called(n: Node) -> Node:
        if isinstance(n, Call) and n.fn.name not in scope.world.distributions and not n.given and len(n.args) > 1:
            return Call(n.fn, tuple(primed(a) for a in n.args), n.given, n.params, n.primes)
        return n

    node = transform(node, called)
    seconds = {n.name for n in walk(node) if isinstance(n, Sym) and n.name.endswith(".prime")}
    seconds |= {p for ds in scope.own.values() for d in ds for p in d.params if p.endswith(".prime")}
    seconds |= {name for name in scope.own if name.endswith(".prime")}  # w′, where a step has led to

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


def _samples(node: Node, scope: Scope) -> Node:
    """A sample x_i with nothing running over i is any x; beside a sum over samples, p(x) alone is of all of them."""
    if not isinstance(node, Rel):
        return node
    finite = {n.name for n in walk(node) if isinstance(n, Sym) and _is_finite(scope, n.name)}
    bound = {b.var.name for n in walk(node) if isinstance(n, Bound) for b in n.binders}
    numbered = {n for n in walk(node) if isinstance(n, Sym) and n.name in finite and len(n.index) == 1}
    runs = {n for n in numbered if isinstance(n.index[0], Sym) and n.index[0].name in bound}
    free = {n for n in numbered - runs if isinstance(n.index[0], Sym) and n.index[0].name in RUNNING}
    head = node.operands[0]
    if isinstance(head, Sym) and head.name not in finite and set(head.index) & {n.index[0] for n in free}:
        return node  # w_k = p(x, z_k)/q(z_k|x) of each of them
    listed = {n.name for n in walk(node) if isinstance(n, Sym) and n.index and n not in free and n not in runs}
    if free and not runs and {n.name for n in free} & listed:
        return node  # x_n after x_1, …, x_{n−1}
    if free and not runs:
        return transform(node, lambda n: Sym(n.name) if n in free else n)
    if len(runs) != 1:
        return node
    (sample,) = runs

    def at_sample(n: Node) -> Node:
        """`L(θ, φ; x_i)` of a quantity that the problem defines for one x."""
        if isinstance(n, Call) and sample in (*n.args, *n.params) and not n.given:
            for d in scope.definitions(n.fn.name):
                if not d.is_call and not d.index and Sym(sample.name) in walk(d.body):
                    return transform(d.body, lambda x: sample if x == Sym(sample.name) else x)
        return n

    node = transform(node, at_sample)
    if not isinstance(node, Rel) or node.ops != ("=",):
        return node

    def of_all(n: Node) -> Node:
        inner = n.args[0] if isinstance(n, Apply) and n.op == "log" else n
        if not isinstance(inner, Call) or inner.given or inner.fn.name not in scope.world.distributions:
            return n
        listed = [a for a in inner.args if a != Sym("ellipsis")]
        several = len(inner.args) > 1 and Sym("ellipsis") in inner.args
        if not (inner.args == (Sym(sample.name),) or several) or any(
            not isinstance(a, Sym) or a.name != sample.name for a in listed
        ):
            return n
        index = sample.index[0]
        assert isinstance(index, Sym)
        each = Bound("prod", (Binder(index),), Call(inner.fn, (sample,), (), inner.params))
        return Apply("log", (each,)) if inner is not n else each

    return Rel(node.ops, tuple(map(of_all, node.operands)))


def _is_tabled(scope: Scope, node: Node) -> bool:
    """Whether a name is a distribution that is known by the list of its probabilities."""
    letter = scope.letter(node.name) if isinstance(node, Sym) and not node.index else None
    return letter is not None and letter.kind == "simplex" and not scope.own.get(letter.name)


def _tabled(over: Node | None, scope: Scope) -> str | None:
    """The variable of the law in `E_p` or `E_{x~p}`; None where the law is no list of probabilities."""
    variable, law = over.operands if isinstance(over, Rel) and over.ops == ("~",) else (None, over)
    if law is None or not _is_tabled(scope, law) or not isinstance(law, Sym):
        return None
    return variable.name if isinstance(variable, Sym) else next(iter(_of(scope, law.name)), None)


def _at_state(body: Node, variable: str, scope: Scope) -> Node:
    """`−log q` under an expectation is −log q(x)."""
    if isinstance(body, Call):
        return rebuild(body, lambda n: _at_state(n, variable, scope)) if not _is_tabled(scope, body.fn) else body
    if isinstance(body, Divergence | Moment):
        return body
    if _is_tabled(scope, body) and isinstance(body, Sym):
        return Call(body, (Sym(variable),))
    return body if isinstance(body, Sym) else rebuild(body, lambda n: _at_state(n, variable, scope))


def _is_value_of(scope: Scope, fn: Sym, args: tuple[Node, ...]) -> bool:
    """`m_θ(x_t, t)` after `m_θ = … x_t …`: the arguments only repeat what it was given in terms of."""
    own = scope.own.get(fn.name, ())
    if not own or any(d.is_call or d.params for d in own) or not all(isinstance(a, Sym) for a in args):
        return False
    symbols = {n for d in own for n in walk(d.body) if isinstance(n, Sym)}
    inside = symbols | {i for n in symbols for i in n.index}
    return len(args) > 1 and all(a in inside for a in args)


def _score_variable(body: Node, scope: Scope) -> Node | None:
    """What `∇ log q(x_t|x_0)` is by: what the density is of, or the state of the process in it; None for another ∇."""
    density = body.args[0] if isinstance(body, Apply) and body.op == "log" else None
    if not isinstance(density, Call) or not density.args or density.fn.name not in scope.world.distributions:
        return None
    chains = {spec["chain"] for spec in scope.world.distributions.values() if spec.get("chain")}
    if chains:
        states = [a for a in (*density.args, *density.given) if isinstance(a, Sym) and a.name.split("_")[0] in chains]
        return states[0] if states else None
    return None if names(body) & set(scope.world.unknowns) else density.args[0]


def _is_finite(scope: Scope, name: str) -> bool:
    letter = scope.letter(name)
    return letter is not None and letter.kind == "variable"


def _information(node: Node) -> Node:
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


def _gradient_defined(node: Node) -> Node:
    """`dZ = ∂L/∂Z`: the differential is a name for the gradient."""
    if isinstance(node, Rel) and isinstance(node.operands[1], Deriv) and node.ops[0] in ("=", ":=", "≡"):
        left, right = node.operands[0], node.operands[1]
        if isinstance(left, Apply) and left.op == "differential" and isinstance(left.args[0], Sym):
            named = left.args[0]
            if len(right.wrt) == 1 and right.wrt[0] == named and isinstance(right.body, Sym):
                return Rel(node.ops, (Sym(f"{named.name}.grad", named.index), *node.operands[1:]))
    return node


def _output_place(scope: Scope, body: str, name: str) -> Sym | None:
    """`∇_a C`, written without its layer, is by the a that C itself is given in terms of: the output's."""
    if not scope.definitions(name) or not all(d.index for d in scope.definitions(name)):
        return None
    found = {
        n
        for d in scope.definitions(body)[:1]
        for n in walk(d.body)
        if isinstance(n, Sym) and n.name == name and n.index
    }
    heads = {n.index[:1] for n in found}
    return Sym(name, next(iter(heads))) if len(heads) == 1 else None


def _indexes(scope: Scope, name: str) -> bool:
    return any(d.index for d in scope.definitions(name))


def _running_indices(body: Node, layered: frozenset[str] = frozenset()) -> list[str]:
    """Index letters free in the body, in order; that of a layered name picks a whole."""
    out: list[str] = []

    def visit(n: Node, bound: frozenset[str]) -> None:
        if isinstance(n, Sym):
            for item in n.index[n.name in layered :]:
                for x in walk(item):
                    if isinstance(x, Sym) and x.name in RUNNING and x.name not in bound and x.name not in out:
                        out.append(x.name)
        inner = bound | {b.var.name for b in n.binders} if isinstance(n, Bound) else bound
        for child in children(n):
            visit(child, inner)

    visit(body, frozenset())
    return out


def _free_outside(node: Node, hidden: Callable[[Node], bool]) -> set[str]:
    """Index names that occur outside the parts that are hidden."""
    found: set[str] = set()

    def visit(n: Node) -> None:
        if hidden(n):
            return
        if isinstance(n, Sym):
            for item in n.index:
                found.update(x.name for x in walk(item) if isinstance(x, Sym))
        for child in children(n):
            visit(child)

    visit(node)
    return found


def _is_diag(node: Node) -> bool:
    return isinstance(node, Apply) and node.op == "diag"


def _is_bare_sum(node: Node) -> bool:
    return isinstance(node, Bound) and node.op in ("sum", "prod") and not node.binders


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

"""What only the whole line tells of a formula, settled before it is evaluated."""

from __future__ import annotations

from collections.abc import Iterable

from interviewer.checking.probability.names import DENSITIES
from interviewer.checking.problem.canonical import RUNNING
from interviewer.checking.problem.scope import Scope
from interviewer.checking.reading.aggregates import with_information
from interviewer.checking.reading.any_argument import at_any_argument
from interviewer.checking.reading.any_layer import of_any_layer
from interviewer.checking.reading.any_sample import as_any_sample
from interviewer.checking.reading.as_meant import as_meant
from interviewer.checking.reading.at_entries import at_entries
from interviewer.checking.reading.at_labels import at_labels
from interviewer.checking.reading.at_states import (
    at_point,
    is_finite,
    is_tabled,
    mixture_at,
    point_of,
    state_of,
    tabled,
    taken_at_state,
)
from interviewer.checking.reading.bare_networks import at_state
from interviewer.checking.reading.bare_posteriors import with_posteriors
from interviewer.checking.reading.broadcasting import broadcast
from interviewer.checking.reading.by_inverses import by_matrices
from interviewer.checking.reading.conditional_divergences import averaged
from interviewer.checking.reading.dotted_laws import with_variables
from interviewer.checking.reading.empirical import over_samples
from interviewer.checking.reading.entry_laws import with_entry_laws
from interviewer.checking.reading.expected_likelihoods import as_objectives
from interviewer.checking.reading.likelihoods import of_all_samples
from interviewer.checking.reading.named_constants import with_constants_meant
from interviewer.checking.reading.named_otherwise import entries_of, noun_called
from interviewer.checking.reading.one_datum import of_one_datum
from interviewer.checking.reading.product_divergences import of_independent_parts
from interviewer.checking.reading.renaming import unprimed
from interviewer.checking.reading.same_range import over_same_range
from interviewer.checking.reading.slopes_of_values import slope_for
from interviewer.checking.reading.stacked import of_rows, with_stacked
from interviewer.checking.reading.unsaid_indices import by_entries, free_outside, running_indices
from interviewer.checking.reading.unsaid_objectives import gradient_named, names_gradients, of_objective
from interviewer.checking.reading.unsaid_variables import (
    gradient_defined,
    mutual_information,
    output_place,
    score_variable,
    second_variables,
)
from interviewer.checking.reading.versions import with_versions
from interviewer.checking.reading.whole_samples import whole_samples
from interviewer.notation.dots import without_dots
from interviewer.notation.sigmas import SIGMA, with_letter_sigma
from interviewer.notation.tree import (
    MAX_REMEMBERED,
    Apply,
    Binder,
    Bound,
    Call,
    Deriv,
    Moment,
    Node,
    Num,
    Rel,
    Sym,
    names,
    transform,
    walk,
)

_BY_ENTRIES = {"⪰": ">=", "⪯": "<=", "≻": ">", "≺": "<"}  # Boyd's α ⪰ 0; of matrices it is definiteness


def prepare(node: Node, scope: Scope) -> Node:
    """Settle what only the whole line tells: `σ(1−σ)` is a product, a bare Σ runs over the index nothing else uses.

    Remembered while names mean the same: most clauses of a line are alike in most of its readings.
    """
    known = scope.follows("prepared", dict)
    key = id(node), frozenset(scope.spoken), frozenset(scope.fresh), scope.empirical, tuple(scope.traits)
    if key not in known:
        if len(known) > MAX_REMEMBERED:
            known.clear()
        known[key] = node, _prepared(node, scope)
    return known[key][1]


def _prepared(node: Node, scope: Scope) -> Node:
    node = transform(with_constants_meant(node, scope), as_meant)
    if SIGMA in scope.spoken or scope.knows(SIGMA):
        node = with_letter_sigma(node)
    node = of_independent_parts(with_stacked(broadcast(of_any_layer(node, scope), scope), scope), scope)
    node = at_any_argument(with_posteriors(with_versions(with_variables(node, scope), scope), scope), scope)
    node = at_entries(at_labels(by_matrices(as_objectives(node, scope), scope), scope), scope)
    node = with_information(averaged(unprimed(of_all_samples(over_samples(node, scope), scope)), scope), scope)
    node = over_same_range(node)
    node = with_entry_laws(of_one_datum(node, scope), scope)
    node = at_state(as_any_sample(mutual_information(gradient_defined(of_objective(node, scope))), scope), scope)
    functions = scope.vocabulary.functions
    node = whole_samples(second_variables(without_dots(node), scope), scope)
    coded = names_gradients(node, scope)
    outside = free_outside(node, _is_bare_sum)
    beyond = free_outside(node, _is_diag)
    bound = {b.var.name for n in walk(node) if isinstance(n, Bound) for b in n.binders}
    running = {name for name in bound if name in RUNNING and not is_finite(scope, name)}

    def change(n: Node) -> Node:
        match n:
            case Rel(ops, operands) if any(_hessian_at(scope, o) for o in operands):
                return Rel(ops, tuple(_hessian_at(scope, o) or o for o in operands))
            case Rel(ops, operands) if _BY_ENTRIES.keys() & {*ops} and any(_is_vector(scope, o) for o in operands):
                return Rel(tuple(_BY_ENTRIES.get(op, op) for op in ops), operands)
            case Apply("T", (Sym("e", ()),)) if not scope.knows("e"):
                return Apply("T", (Sym("ones"),))  # eᵀα, as solvers write it
            case Call(Sym(name, ()), args, (), ()) if called := noun_called(scope, name, args) or slope_for(scope, n):
                return called  # prior(θ), h′(z)
            case Sym(name, (_, _) as place) if matrix := entries_of(scope, name):
                return Sym(matrix, place)  # the h_ii of H
            case Rel(("=",)) | Apply("mul", (_, _)) if (meant := of_rows(n, scope)) is not n:
                return meant
            case Apply("mul", args) if Sym("forall") in args[1:]:  # y_i f(x_i) ≥ 1 ∀i inside brackets
                kept = args[: args.index(Sym("forall"))]
                return kept[0] if len(kept) == 1 else Apply("mul", kept)
            case Call(fn, (Sym(i, ()) as at,), (), (), 0) if i in running and is_tabled(scope, fn):
                return Sym(fn.name, (at,))  # P(i) of the state that i counts
            case Call(fn, args, (), (), primes) if fn.name in functions and not fn.index and len(args) == 1:
                if any(isinstance(x, Sym) and x.name == fn.name and not x.index for x in _outside_calls(args[0])):
                    head: Node = Sym(fn.name)
                    for _ in range(primes):
                        head = Apply("prime", (head,))
                    return Apply("mul", (head, args[0]))
            case Call(Sym("h", ()), (Call(Sym(law), (), (), _),) as args, (), ()) if law in DENSITIES:
                return Call(Sym("H"), args)  # the differential entropy
            case Call(Sym() as law, (point,), (), (), 0) if (value := mixture_at(scope, law, point)) is not None:
                return value
            case Apply("mul", (*before, law, point)) if (value := mixture_at(scope, law, point)) is not None:
                return Apply("mul", (*before, value)) if before else value
            case Call(Sym(name, ()), (Sym() as a, Sym() as b), (), ()) if body := _of_laws(scope, name, (a, b)):
                return body
            case Call(fn, args, (), (), 0) if args and _is_value_of(scope, fn, args):
                return fn
            case Call(fn, args, (), (_, *_) as params, 0) if args and any(
                d.is_call and not d.given and len(d.params) == len(args) + len(params)
                for d in scope.definitions(fn.name)
            ):
                return Call(fn, (*args, *params))  # ELBO(x; q, θ)
            case Call(fn, args, given, (), 0) if (
                given
                and fn.name != "H"
                and any(
                    d.is_call and not d.given and len(d.params) == len(args) + len(given)
                    for d in scope.definitions(fn.name)
                )
            ):
                return Call(fn, (*args, *given))
            case Call(fn, args, given, params, primes) if fn.index and not _indexes(scope, fn.name):
                kept = tuple(i for i in fn.index if not (isinstance(i, Sym) and scope.letter(i.name) is not None))
                if (letter := scope.letter(fn.name)) is not None and letter.is_function and scope.vocabulary.indexed:
                    kept = ()  # g^{[l]}, the activation of a layer: as any other's
                if kept != fn.index and fn.name not in scope.world.distributions:
                    return Call(Sym(fn.name, kept), args, given, params, primes)
            case Moment(op, args, Sym() as over, given) if (point := point_of(scope, over)) is not None:
                at = {name for name in scope.world.distributions if point_of(scope, Sym(name)) == point}
                if any(isinstance(x, Sym) and x.name in at and not x.index for a in args for x in walk(a)):
                    return Moment(op, tuple(at_point(a, at, point) for a in args), over, given)
            case Bound(op, binders, body) if op in ("sum", "prod") and (
                not binders or binders[0].var.name == "anonymous"
            ):
                inside = [name for name in running_indices(body) if name not in outside]
                inside = inside or (running_indices(body) if by_entries(body, scope) == body else [])
                if inside == ["t"] and scope.world.chains and by_entries(body, scope) != body:
                    match body:
                        case Apply("pow", (vector, Num(2))):  # over the entries of a vector at one time
                            return Apply("mul", (Apply("T", (vector,)), vector))
                if inside:
                    high = binders[0].high if binders else None
                    return Bound(op, tuple(Binder(Sym(name), None, high) for name in inside), body)
                if (entries := by_entries(body, scope)) != body:
                    return Bound(op, (Binder(Sym("i"), None, binders[0].high if binders else None),), entries)
            case Moment(op, args, Call(law, (Sym("ellipsis"),), told, params), ()):
                told_names = frozenset[str]().union(*map(names, told))
                spoken = frozenset[str]().union(*map(names, args)) - told_names
                hidden = [v for v in scope.world.distributions.get(law.name, {}).get("of", ()) if v in spoken]
                over = Call(law, tuple(map(Sym, hidden)), told, params) if hidden else None
                return Moment(op, args, over, () if hidden else told)
            case Moment(op, (Sym() as of,), Sym(name, ()) as law, given) if given and _is_law(scope, name):
                return Moment(op, (of,), Call(law, (of,), given))  # E_p[z|x] is under p(z|x)
            case Moment("E", args, over, given) if (law := tabled(over, scope)) is not None:
                return Moment("E", tuple(taken_at_state(a, law, scope) for a in args), over, given)
            case Bound("sum" | "int" as op, (binder,), body) if is_finite(scope, binder.var.name):
                return Bound(op, (binder,), taken_at_state(body, binder.var.name, scope))
            case Deriv(body, (Sym("default"),), "grad", None) if (of := score_variable(body, scope)) is not None:
                return Deriv(body, (of,), "grad")
            case Bound(op, (Binder(Sym(name, ()), None, None, None),), body) if (
                op in ("int", "sum")
                and not scope.knows(name.removesuffix(".prime"))
                and (state := state_of(name, body, scope))
            ):
                renamed = transform(body, lambda x: Sym(state) if x == Sym(name) else x)
                return Bound(op, (Binder(Sym(state)),), renamed)
            case Apply("differential") if coded and (slope := gradient_named(scope, n)) is not None:
                return slope
            case Deriv(Sym(body), (Sym() as by,), style, None) if (place := output_place(scope, body, by)) is not None:
                return Deriv(n.body, (place,), style)
            case Apply("diag", (inner,)) if names_in := [
                name for name in running_indices(inner, scope.vocabulary.indexed) if name not in beyond | bound
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


def _hessian_at(scope: Scope, node: Node) -> Node | None:
    """H(w) = …, which reads as a product, where H is what the problem calls the Hessian: at w, no multiple of it."""
    match node:
        case Apply("mul", (Sym(name, ()) as hessian, Sym(by, ()))) if by in scope.world.unknowns:
            bodies = (b for d in scope.definitions(name) for b in (d.body, *d.alternatives))
            return hessian if any(isinstance(b, Deriv) and len(b.wrt) == 2 for b in bodies) else None
    return None


def _is_value_of(scope: Scope, fn: Sym, args: tuple[Node, ...]) -> bool:
    """`m_θ(x_t, t)` after `m_θ = … x_t …`: the arguments only repeat what it was given in terms of."""
    own = scope.own.get(fn.name, ())
    if not own or any(d.is_call or d.params for d in own) or not all(isinstance(a, Sym) for a in args):
        return False
    symbols = {n for d in own for n in walk(d.body) if isinstance(n, Sym)}
    inside = symbols | {i for n in symbols for i in n.index}
    return len(args) > 1 and all(a in inside for a in args)


def _indexes(scope: Scope, name: str) -> bool:
    return any(d.index for d in scope.definitions(name))


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


def _is_vector(scope: Scope, node: Node) -> bool:
    letter = scope.letter(node.name) if isinstance(node, Sym) and not node.index else None
    return letter is not None and letter.kind == "vector" and not scope.definitions(letter.name)


def _is_law(scope: Scope, name: str) -> bool:
    """Whether a name is that of distributions which form no chain."""
    spec = scope.world.distributions.get(name)
    return spec is not None and not spec.get("chain")

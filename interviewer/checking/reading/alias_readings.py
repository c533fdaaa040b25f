"""The formulas of a line in the problem's letters, in every sensible way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from interviewer.checking.problem.aliases import (
    called_with_others,
    is_amount,
    is_layered,
    is_objective,
    laws_taken,
    named_once,
    needs_index,
    never_indexed,
    only_called,
    takes_nothing,
    targets_of,
    with_law_steps,
    with_parameter,
)
from interviewer.checking.problem.canonical import RUNNING, canonical
from interviewer.checking.problem.indices import circle_apart, in_our_indices, is_two_pi_e
from interviewer.checking.problem.iterates import at_one_step
from interviewer.checking.problem.occurrences import Occurrences, occurrences
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import key_of
from interviewer.checking.reading.alphabets import with_alphabets
from interviewer.checking.reading.at_times import at_times, data_scores
from interviewer.checking.reading.bare_members import with_times
from interviewer.checking.reading.declared_sizes import declared_sizes
from interviewer.checking.reading.lone_numbers import with_lone_numbers
from interviewer.checking.reading.shared_members import SHARED, as_shared
from interviewer.checking.reading.spelt_indices import with_spelt_indices
from interviewer.checking.reading.state_names import with_states_named
from interviewer.notation.limits import MAX_READINGS
from interviewer.notation.tree import Apply, Call, Node, Rel, Sym, children, transform, walk


def alias_readings(
    scope: Scope, nodes: tuple[Node, ...], introduced: frozenset[str] = frozenset()
) -> Iterable[tuple[Node, ...]]:
    """The nodes with aliases replaced by the problem's letters, in every sensible way, the likeliest first.

    Names that the line itself introduces stay, and last of all every name may stand for itself.
    """
    nodes = _in_own_terms(scope, nodes)
    found = occurrences(nodes)
    used = _aliases(scope, nodes, found, introduced)
    count = 0
    direct = _named_directly(scope, nodes)
    sizes = {n: t for n, t in declared_sizes(scope, nodes).items() if n not in found.indices | found.bound}
    used |= sizes.keys() & (found.bare | found.ends)
    direct -= sizes.keys()
    options = [[(n, sizes[n])] if n in sizes else _choices(scope, n, direct, found) for n in sorted(used)]
    choices, crowded = _apart(scope, options, found)
    for combination in product(*choices):
        mapping = dict(combination)
        if len(set(mapping.values())) < len(mapping) and (count or crowded or _one_size(scope, mapping)):
            continue
        yield tuple(canonical(scope, node, mapping) for node in nodes)
        count += 1
        if count >= MAX_READINGS:
            break
    if used:
        estimates = {
            n: targets_of(scope, n)[0] for n in used if "." in n and scope.definitions(targets_of(scope, n)[0])
        }
        estimates |= {n: t for n in used for t in targets_of(scope, n) if any(d.carried for d in scope.own.get(t, ()))}
        others = {n for n in used if called_with_others(scope, n, found.arities.get(n, set()))}
        estimates |= {n: t for n in others for t in targets_of(scope, n) if t in scope.world.distributions}
        yield tuple(canonical(scope, node, estimates) for node in nodes)  # θ̂_MAP never stands for itself


def _one_size(scope: Scope, mapping: Mapping[str, str]) -> bool:
    """Whether two names stand for one size: a minibatch of M of the N samples is no M = N."""
    sizes = [t for t in mapping.values() if t in scope.world.sizes]
    return len(set(sizes)) < len(sizes)


def _apart(
    scope: Scope, choices: list[list[tuple[str, str]]], found: Occurrences
) -> tuple[list[list[tuple[str, str]]], bool]:
    """Weights ω beside the parameters θ: one of them is not the problem's w, and whether there are such names."""
    choices = [[(n, n)] if _is_of_another(n, t, choices) else [(n, t), *more] for (n, t), *more in choices]
    goals = [t for (n, t), *_ in choices if n != t and is_objective(scope, t)]
    built = {t for t in goals if goals.count(t) > 1}  # the J of J(w) = NLL(w) + λ‖w‖² is not the problem's, too
    choices = [[(n, n)] if t in built and n in found.heads else [(n, t), *more] for (n, t), *more in choices]
    lone = [options[0][1] for options in choices if len(options) == 1 and options[0][1] in scope.world.letters]
    crowded = {t for t in lone if lone.count(t) > 1}
    plain = {o[0][1] for o in choices if o[0][0] not in found.indexed}  # what another name stands for that runs nowhere
    out = list(choices)
    for k, ((name, t), *more) in enumerate(choices):
        if t in crowded and not more:
            itself = [(name, name)]
            out[k] = [(name, t), *itself] if (name in found.indexed) == (t not in plain) else itself
    return out, bool(crowded)


def _is_of_another(name: str, target: str, choices: list[list[tuple[str, str]]]) -> bool:
    """The β_ML of a noise's precision beside w_ML: no second name for the estimate of w."""
    base = target.split(".")[0]
    others = (n for (n, t), *_ in choices if t == target and n != name)
    return "." in target and name.split(".")[0] != base and any(n.split(".")[0] == base for n in others)


def _in_own_terms(scope: Scope, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Indices, iterates and shared parameters as the problem has them."""
    scripted = any(isinstance(n, Sym) and n.name == "e" and n.index for t in nodes for n in walk(t))
    nodes = tuple(map(_with_exponentials, nodes)) if scripted else nodes
    nodes = with_spelt_indices(with_lone_numbers(_with_labels_apart(nodes, scope), scope), scope)
    nodes = with_states_named(nodes, scope.world)
    nodes = with_times(at_times(data_scores(nodes, scope.world), scope.world), scope)
    nodes = with_alphabets(nodes, scope.world)
    nodes = at_one_step(in_our_indices(nodes, scope.world, scope.definitions), scope.world, scope.definitions)
    nodes = tuple(
        transform(named_once(scope, n), lambda n: with_law_steps(scope, with_parameter(scope, n))) for n in nodes
    )
    if any(t.endswith(SHARED) for t in scope.types):
        nodes = tuple(transform(n, lambda n: as_shared(scope, n)) for n in nodes)
    if any(w.letters.get("pi") or "pi" in w.aliases for w in (scope.world, *scope.world.variants)):
        nodes = circle_apart(nodes)
    return nodes


def _with_labels_apart(nodes: tuple[Node, ...], scope: Scope) -> tuple[Node, ...]:
    """`W_{q,i}` as (W_q)_i, where the problem has matrices W_q; a k there is a label beside such, else it may run."""
    scripted = [n for t in nodes for n in walk(t) if isinstance(n, Sym) and len(n.index) > 1]
    labels = {(n.name, n.index[0].name) for n in scripted if isinstance(n.index[0], Sym) and not n.index[0].index}
    labels = {(n, label) for n, label in labels if targets_of(scope, f"{n}_{label}")}
    plain = {n for n, label in labels if label not in RUNNING}

    def change(n: Node) -> Node:
        match n:
            case Sym(name, (Sym(label, ()), _, *_)) if name in plain and (name, label) in labels:
                return Sym(f"{name}_{label}", n.index[1:])
        return n

    return tuple(transform(t, change) for t in nodes) if plain else nodes


def _with_exponentials(node: Node) -> Node:
    """The e of `e^{e_ij}` that is raised is the number, beside scores that bear its name."""

    def change(n: Node) -> Node:
        match n:
            case Apply("pow", (Sym("e", ()), exponent)):
                return Apply("exp", (exponent,))
        return n

    return transform(node, change)


def _aliases(scope: Scope, nodes: tuple[Node, ...], found: Occurrences, introduced: frozenset[str]) -> set[str]:
    """The names that may stand for others."""
    euler = (
        {"e"} if Sym("e") in found.bases or any(map(is_two_pi_e, (n for node in nodes for n in walk(node)))) else set()
    )
    counts = {n.removesuffix(".prime") for n in found.bound if n.endswith(".prime")} - _named_directly(scope, nodes)
    apart = found.bound | introduced | scope.fresh | euler | counts  # the c of π_c / Σ_{c'} π_{c'} only counts
    taken = set[str]().union(*(laws_taken(scope, n) for node in nodes for n in walk(node)))
    used: set[str] = {name for name in found.called - apart if _is_of_sought(scope, nodes, name)}
    for symbol in (n for node in nodes for n in walk(node) if isinstance(n, Sym)):
        if symbol.index and any(len(d.index) == len(symbol.index) for d in scope.own.get(symbol.name, ())):
            continue  # the S_k that he has defined
        if symbol.name in scope.meant and symbol.name not in apart:
            used.add(symbol.name)  # a multiplier γ_i, whatever else the problem calls so
            continue
        for name in (key_of(symbol), symbol.name):
            open_to = name in taken or _is_open(scope, symbol, name, found)
            if name and name not in apart and open_to and targets_of(scope, name):
                used.add(name)
                break
            if name and scope.knows(name):
                break
    return used


def _is_open(scope: Scope, symbol: Sym, name: str, found: Occurrences) -> bool:
    """Whether a name is nobody's, or is used as the problem does not use it."""
    return (
        not scope.knows(name)
        or (not symbol.index and needs_index(scope, name))
        or (name not in found.called and only_called(scope, name))
        or (name in found.called and name in scope.world.sizes)
        or called_with_others(scope, name, found.arities.get(name, set()))
        or _is_size(scope, name, found)
    )


def _is_size(scope: Scope, name: str, found: Occurrences) -> bool:
    """The D of `(D/2) log 2π`, where the D of p(θ|D) is the data."""
    letter = scope.letter(name)
    stands_for_data = letter is not None and letter.kind == "scalar" and not letter.shape
    return stands_for_data and name in found.parts and bool({*targets_of(scope, name)} & {*scope.world.sizes})


def _is_of_sought(scope: Scope, nodes: tuple[Node, ...], name: str) -> bool:
    """`f(w) = ‖Xw − y‖²`: what is a function of what is sought is no function of a sample, but what is optimised."""
    goals = {t for t in targets_of(scope, name) if any(d.sense or d.towards for d in scope.definitions(t))}
    if not goals or name in scope.own or any(d.sense or d.params[:1] != ("x",) for d in scope.definitions(name)):
        return False
    called = [n.args[0] for node in nodes for n in walk(node) if isinstance(n, Call) and n.fn == Sym(name) and n.args]
    return bool(called) and all(_is_sought(scope, a) for a in called)


def _is_sought(scope: Scope, node: Node) -> bool:
    terms = node.args if isinstance(node, Apply) and node.op == "add" else (node,)
    return any(isinstance(t, Sym) and {t.name, *targets_of(scope, t.name)} & {*scope.world.unknowns} for t in terms)


def _choices(scope: Scope, name: str, direct: set[str], found: Occurrences) -> list[tuple[str, str]]:
    """What one name may stand for, the likeliest first; itself last, where that makes sense."""
    sizes = scope.world.sizes
    beside_layers = any(is_layered(scope, n) for n in found.indexed)  # the c of c W^{(l)} is no bias of a layer
    order = [
        t
        for t in targets_of(scope, name)
        if not (name in found.indices and t in sizes and name != "N")  # x_N is the last, x_m any
        and not (name in found.indexed and t in sizes and t not in scope.world.definitions)  # m_i is no size
        and not (name in found.numbered - found.bare - found.indexed and is_amount(scope, t))  # the class C_1
        and not (name in found.differentiated and t in sizes and t not in scope.world.definitions)
        and not (
            found.depth.get(name, 0) > 1
            and (vector := scope.letter(t)) is not None
            and vector.kind in ("vector", "simplex")
            and t not in scope.world.row_families  # φ_nk, an entry of the row φ_n
        )
        and not (name in found.indexed and never_indexed(scope, t))
        and not (max(found.arities.get(name, {0})) > 1 and takes_nothing(scope, t))
        and not _takes_weights(scope, t, found.taken_at.get(name, ()))
        and not (beside_layers and name not in found.scripted and name in found.bare and is_layered(scope, t))
        and not (name in found.arrays and is_objective(scope, t))  # ‖t − F β‖
    ]
    free = [
        t
        for t in order
        if (t not in direct and (name in found.scripted or not needs_index(scope, t)))
        or name in found.densities
        or (name == t.upper() and t in found.indexed and t not in found.bare)  # Y collects the y_i
        or (name == t.lower() and name in found.indexed and name not in found.bare and t in scope.world.definitions)
        or (t.lower() == name.lower() and (letter := scope.letter(t)) is not None and letter.kind == "variable")
    ]
    if name in found.ends:
        free = [t for t in free if t in sizes] or free  # what a sum runs up to is a size
    takes = found.arities.get(name, set())
    alike = [t for t in free if any(d.is_call and len(d.params) in takes for d in scope.definitions(t))]
    free = alike or free  # L(q, θ) is the bound, L(θ) the likelihood
    if name in found.heads - found.scripted:  # ρ = 1/‖w‖ is rather the margin, which is defined, than the free offset b
        free.sort(key=lambda t: scope.letter(t) is not None and not scope.definitions(t))
    told = name in scope.spoken and any(t in scope.own for t in free)  # the P of which his lines have said what it is
    applied = all(t in scope.world.vocabulary.functions for t in free) and not told
    itself = [(name, name)] if not free or (name not in found.called and applied) else []
    return [(name, t) for t in free] + itself


def _takes_weights(scope: Scope, target: str, arguments: Iterable[Node]) -> bool:
    """The g of `g(w) = Xᵀ(p − y)` and the f of `f(w) = NLL(w) + λ‖w‖²`: functions of all weights, where the problem has one
    of a number or of a sample, or a value for each sample."""
    found = scope.definitions(target) if target not in scope.world.distributions else ()
    sought = [a.name for a in arguments if isinstance(a, Sym) and a.name in scope.world.unknowns]
    vectors = [n for n in sought if (letter := scope.letter(n)) is not None and letter.kind == "vector"]
    return bool(vectors and found) and not any(d.sense or d.towards or {*vectors} & {*d.params} for d in found)


def _named_directly(scope: Scope, nodes: tuple[Node, ...]) -> set[str]:
    """Names that stand in the line themselves; not the γ of `ρ = 1/‖w‖ is the margin`, which only says what ρ is."""
    direct: set[str] = set()
    related = [n for n in nodes if isinstance(n, Rel) and n.ops == ("=",)]
    ends = {n.operands[1] for n in related}
    written = [n for n in nodes if not (n in related and isinstance(n.operands[1], Sym) and n.operands[0] in ends)]
    for symbol in (s for node in written for s in outside_indices(transform(node, lambda n: _by_name(scope, n)))):
        key = key_of(symbol)
        direct.add(key if symbol.index and (scope.knows(key) or targets_of(scope, key)) else symbol.name)
    return direct


def _by_name(scope: Scope, node: Node) -> Node:
    """L for the L(w, b, α) that `the Lagrangian` is read as, beside which multipliers may be called a."""
    called = tuple(a.name for a in node.args if isinstance(a, Sym) and not a.index) if isinstance(node, Call) else ()
    multipliers = {*scope.world.multipliers} & {*called}
    if not isinstance(node, Call) or not multipliers or len(called) < len(node.args):
        return node
    return node.fn if any(d.params == called for d in scope.world.definitions.get(node.fn.name, ())) else node


def outside_indices(node: Node) -> Iterator[Sym]:
    """Symbols that stand for themselves: the L of δ^L is no loss."""
    stack = [node]
    while stack:
        n = stack.pop()
        if isinstance(n, Sym):
            yield n
        elif isinstance(n, Apply) and n.op == "index":
            stack.append(n.args[0])
        else:
            stack.extend(children(n))

"""`r = y − Xw` for a new name, a density given a formula, and what only looks like a definition."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from interviewer.checking.claims.new_names import is_no_size, is_optimum_of_rest
from interviewer.checking.claims.result import EQUAL
from interviewer.checking.claims.variants import alike, proportional, signature
from interviewer.checking.clock import Clock, OutOfTime
from interviewer.checking.models import assume
from interviewer.checking.probability.names import DENSITIES, base_name, names_density
from interviewer.checking.problem.aliases import called_otherwise, knows_somewhere, needs_index, takes_nothing
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.own_objective import labelled_sense
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS, Definition, key_of
from interviewer.checking.proving.repairs import local_repairs
from interviewer.checking.reading.aggregates import aggregate
from interviewer.checking.reading.shapes import is_matrix
from interviewer.notation.tree import (
    Apply,
    Bound,
    Call,
    Deriv,
    Divergence,
    Group,
    Moment,
    Node,
    Num,
    Rel,
    Sym,
    names,
    transform,
    walk,
)

NEAR_MISS_SECONDS = 0.4
WITH_A_SLIP = "with a slip; write it with the problem's own letters so that I can judge it"
_RUNNING = frozenset("ijklmnst")


def in_his_form(scope: Scope, op: str, left: Node, right: Node, chained: bool) -> Scope:
    """A quantity given rightly in the candidate's form is kept in it, so that later derivatives run through his names."""
    if chained or op not in EQUAL or not isinstance(left, Sym) or scope.conditions:
        return scope
    if scope.own.keys() & set(scope.world.unknowns):
        return scope  # at w = 0 it may have another form
    index = tuple(i.name for i in left.index if isinstance(i, Sym) and not i.index)
    known = scope.world.definitions.get(left.name, ())
    if (
        not known
        or len(index) != len(left.index)
        or any(i in scope.world.sizes for i in index)  # δ^{(L)} is the last one only
        or known[0].is_call
        or (known[0].index and not index)
    ):
        return scope
    itself = left.name in dependencies(scope, right) and left.name not in scope.world.sizes  # a^{(L)}: the last layer
    if itself or any(isinstance(n, Deriv | Bound | Moment | Divergence) for n in walk(right)):
        return scope
    return scope.with_definition(replace(known[0], body=right, index=index, alternatives=(), fixed=False))


def without_own(scope: Scope, left: Node) -> Scope | None:
    """The scope before the candidate gave the problem's quantity a form of his own; None when he has not."""
    symbol = left.fn if isinstance(left, Call) else left
    carried = [d for d in scope.own.get(symbol.name, ()) if d.carried] if isinstance(symbol, Sym) else []
    if not isinstance(symbol, Sym) or not carried or any(names(d.body) & set(scope.own) for d in carried):
        return None  # what leans on names of his own is his model, no slip
    if not _settled(scope, symbol.name, isinstance(left, Call)):
        return None  # the problem leaves it to him
    return replace(scope, own={k: v for k, v in scope.own.items() if k != symbol.name})


def _counts_draws(scope: Scope, name: str) -> bool:
    """A size that no letter has, such as the K of z_1, …, z_K: the name is free for another use."""
    worlds = (scope.world, *scope.world.variants)
    shapes = {s for w in worlds for t in w.letters.values() for s in (*t.shape, *t.reach)}
    return name in scope.world.sizes and name not in shapes and not scope.world.definitions.get(name)


def restates(scope: Scope, left: Node, right: Node) -> bool:
    """`σ(z) = 1/(1 + e^{−z})` once that is what σ is here, whatever else z may be."""
    if isinstance(left, Sym) and isinstance(right, Sym) and right.name in BUILTIN_FUNCTIONS:  # σ = tanh
        made = scope.own.get(left.name, ())
        return any(d.body == Apply(right.name, tuple(map(Sym, d.params))) for d in made)
    return isinstance(left, Call) and any(
        d.body == right and tuple(Sym(p) for p in d.params) == left.args for d in scope.own.get(left.fn.name, ())
    )


def _of_parameters(scope: Scope, head: Call) -> bool:
    """The H(θ, θ_t) of EM, no entropy of a law."""
    return len(head.args) == 2 and all(
        isinstance(a, Sym) and a.name.split(".")[0] in scope.world.unknowns for a in head.args
    )


def definition(scope: Scope, left: Node, right: Node, introduces: bool) -> Definition | None:
    """`r = y − Xw` for a new name r; with `let`, also for a letter the problem leaves free."""
    if isinstance(left, Call) and _of_parameters(scope, left):
        put = {a: Sym(f"{a.name}.earlier") for a in left.args if isinstance(a, Sym) and a.index}
        left, right = (transform(side, lambda n: put.get(n, n) if isinstance(n, Sym) else n) for side in (left, right))
    symbol = left.fn if isinstance(left, Call) else left
    if (
        not isinstance(symbol, Sym)
        or symbol.name in ("I", "pi", "const", "law", "MI")
        or (symbol.name == "e" and not (introduces or scope.trusting))
        or (isinstance(left, Call) and symbol.name in ("H", "N") and not _of_parameters(scope, left))
        or symbol.name in DENSITIES
    ):
        return None
    if (mean := aggregate(scope, left, right)) is not None:
        return mean
    name = symbol.name
    if "‖" in name and not (scope.trusting or introduces):
        return None  # `D_α(p ‖ q) = …` may be meant to be what everybody knows by that name
    if {name, name.split(".")[0]} & scope.unread and not scope.knows(name):
        return None  # an earlier line speaks of it: what it is may follow from there
    spoken = name in scope.spoken or ("_" in name and name.split("_")[0] in scope.spoken)  # the m_N of N(w; m_N, S_N)
    if spoken and not scope.trusting and not introduces and not scope.knows(name):
        return None  # a letter in use is not given a meaning afterwards without a word
    if not introduces and not scope.trusting and _in_use(scope, symbol):
        return None  # a letter of his model has its meaning; what it comes out as is a claim
    if any(name in names(c) for c in scope.conditions) and name not in scope.own and not introduces:
        return None  # a condition, such as an equation for its derivative, determines it
    if isinstance(right, Group) and right.kind == "builder" and not scope.definitions(name):
        return Definition(name, right, fixed=False)
    if (isinstance(left, Call) and left.primes) or name in BUILTIN_FUNCTIONS:
        return None
    if isinstance(left, Call) and scope.world.distributions.get(symbol.name, {}).get("chain"):
        return None  # the process settles every law of its states
    if isinstance(left, Call) and left.given and not introduces and not open_distribution(scope, left, right):
        return None  # a conditional probability is a claim about the model, not a new name
    mentioned = names(right)
    objectives = {
        t for t in scope.world.aliases.get(name, ()) if any(d.sense for d in scope.world.definitions.get(t, ()))
    }
    by_alias = not scope.knows(name) and (
        bool(objectives & mentioned) or called_otherwise(scope, name)
    )  # J = L + λ‖w‖²
    targets = scope.world.aliases.get(name, ())
    by_alias = by_alias or (isinstance(left, Sym) and matrix_beside(scope, left, right))
    by_alias = by_alias or (bool(objectives) and not scope.knows(name) and _is_lagrangian(scope, objectives, right))
    several = isinstance(left, Call) and len(left.args) > 1 and not scope.knows(name)
    by_alias = by_alias or (several and bool(targets) and all(takes_nothing(scope, t) for t in targets))
    by_alias = by_alias or is_no_size(scope, left, right) or is_optimum_of_rest(scope, left, right)
    by_alias = by_alias or (
        isinstance(left, Sym)
        and not scope.knows(name)
        and bool(targets)
        and all(
            _plain_function(scope, t) or _law_alone(scope, t) or (symbol.index and _never_indexed(scope, t))
            for t in targets
        )
    )
    known = (
        knows_somewhere(scope, name)
        and not by_alias
        and not _counts_draws(scope, name)
        and name not in scope.fresh
        and not (introduces and not scope.knows(name))
        and not (scope.trusting and "." in name and not scope.knows(name) and not targets)  # b_GLS = …, a label of his
    )
    if (
        isinstance(left, Sym)
        and not left.index
        and isinstance(right, Call)
        and right.fn.name in DENSITIES
        and name in scope.world.distributions
        and not scope.world.distributions[name].get("chain")
    ):
        variable, given = _bare_law(scope, name)
        point = right if right.args else Call(right.fn, (Sym(variable),), (), right.params)
        return Definition(name, point, (variable,), (), given=given, is_call=True, fixed=False)
    if (
        isinstance(left, Sym)
        and isinstance(right, Group)
        and right.kind == "("
        and all(isinstance(i, Num | Apply) for i in right.items)
        and name not in {*scope.world.definitions, *scope.own}
    ):
        return Definition(name, right, fixed=False)
    known = known and not (isinstance(left, Call) and _open(scope, left))
    known = known and not (
        isinstance(left, Sym) and not left.index and name not in scope.own and not targets and needs_index(scope, name)
    )
    if (
        known
        and not (
            introduces
            and name not in scope.world.definitions
            and name not in scope.world.sizes
            and name not in scope.world.row_families
        )
        and not open_distribution(scope, left, right)
    ):
        return None
    if known and name in scope.own and not introduces and not open_distribution(scope, left, right):
        return None
    if name in names(right) or any(isinstance(n, Call) and n.fn.name == name for n in walk(right)):
        return None  # an equation for it
    index = tuple(i.name for i in symbol.index if isinstance(i, Sym) and not i.index)
    if len(index) != len(symbol.index):
        return None
    if isinstance(left, Call):
        if not all(base_name(a) for a in (*left.args, *left.given)):
            return None
        states = [a for a in (*left.args, *left.given) if isinstance(a, Rel)]
        named = {s.name: base_name(a) for a in states if isinstance(s := a.operands[1], Sym) and not s.index}
        if len(named) < len(states):
            return None  # p(z = 1) = … gives one value, not the distribution
        right = transform(right, lambda n: Sym(named[n.name], n.index) if isinstance(n, Sym) and n.name in named else n)
        params, given = tuple(base_name(a) for a in left.args), tuple(base_name(a) for a in left.given)
        if not _is_density(scope, left, right):
            params = tuple(a.name for a in left.args if isinstance(a, Sym))
            if len(set(params)) != len(left.args):
                return None  # k(x_i, x_j) speaks of values, it introduces nothing
            right = _of_any(left.args, right)
        return Definition(
            name,
            right,
            params,
            _argument_indices(left) if _is_density(scope, left, right) else index,
            given=given,
            is_call=True,
            fixed=False,
            density=bool(states),
            sense="" if given else labelled_sense(scope, name),
        )
    base, _, size = name.partition("_")
    if size in scope.world.sizes and size in mentioned and not index and not scope.knows(name):
        return Definition(base, right, (), (size,), fixed=False)  # the bound L_K of K samples says what L_1 is
    return Definition(name, right, (), index, fixed=False, sense="" if index else labelled_sense(scope, name))


def _of_any(args: tuple[Node, ...], body: Node) -> Node:
    """`a(q, k_i) = −½‖q − k_i‖²`, which is so for every i: what the function is of is a k."""
    members = {a: Sym(a.name) for a in args if isinstance(a, Sym) and a.index}
    changed = transform(body, lambda n: members.get(n, n))
    running = frozenset[str]().union(*(names(i) for a in members for i in a.index))
    return body if running & names(changed) else changed


_LATER = frozenset(["new", "MLE", "MAP", "ML", "hat", "star", "opt"])


def _in_use(scope: Scope, symbol: Sym) -> bool:
    """θ_A, which his own objective holds, or the new a of a line that speaks of a."""
    base, *marks = symbol.name.split(".")
    if marks and _LATER & set(marks):
        return base in scope.spoken and base not in scope.own
    if marks and symbol.name not in scope.own:
        return any(symbol.name in names(d.body) for ds in scope.own.values() for d in ds)
    if symbol.name in scope.own or (not symbol.index and symbol.name in scope.world.sizes):
        return False
    bodies = (n for ds in scope.own.values() for d in ds for n in walk(d.body) if isinstance(n, Sym))
    return bool(key_of(symbol)) and any(
        n.index and key_of(n) == key_of(symbol) for n in bodies if n.name == symbol.name
    )


def is_lagrangian(scope: Scope, symbol: Sym, right: Node) -> bool:
    """Whether a letter that may name an objective is given one of his own with a multiplier: it is no other name."""
    targets = scope.world.aliases.get(symbol.name, ())
    objectives = {t for t in targets if any(d.sense for d in scope.world.definitions.get(t, ()))}
    return (
        bool(objectives)
        and not symbol.index
        and not scope.knows(symbol.name)
        and _is_lagrangian(scope, objectives, right)
    )


def _is_lagrangian(scope: Scope, objectives: set[str], right: Node) -> bool:
    """`L = Σ_k N_k log π_k + λ(1 − Σ_k π_k)`: an objective of his own, with a multiplier that the problem's does not hold."""
    needed = frozenset[str]().union(*(dependencies(scope, d.body) for t in objectives for d in scope.definitions(t)))
    for term in right.args if isinstance(right, Apply) and right.op == "add" else ():
        inner = term.args[0] if isinstance(term, Apply) and term.op == "neg" else term
        if not (isinstance(inner, Apply) and inner.op == "mul" and len(inner.args) == 2):
            continue
        multiplier, constraint = inner.args
        if isinstance(multiplier, Sym) and not multiplier.index and multiplier.name not in needed:
            parts = constraint.args if isinstance(constraint, Apply) and constraint.op == "add" else ()
            if any(isinstance(n, Bound) and n.op == "sum" for p in parts for n in walk(p)):
                return True
    return False


def _settled(scope: Scope, name: str, called: bool) -> bool:
    """Whether the problem fixes what a name is: the kernel K(u, v) it leaves open, not its Gram matrix K."""
    definitions = scope.world.definitions.get(name, ())
    return any(d.fixed for d in [d for d in definitions if d.is_call == called] or definitions)


def _open(scope: Scope, left: Call) -> bool:
    """A function that the problem leaves to the candidate, such as a kernel or a feature map, given at arguments of its own."""
    found = scope.definitions(left.fn.name)
    letter = scope.letter(left.fn.name)
    if letter is not None and letter.is_function and not found and not left.primes:
        return all(isinstance(a, Sym) and not a.index for a in left.args)
    return (
        bool(found)
        and left.fn.name not in scope.own
        and not _settled(scope, left.fn.name, called=True)
        and not any(isinstance(a, Sym) and a.index for a in left.args)
    )


def _bare_law(scope: Scope, name: str) -> tuple[str, tuple[str, ...]]:
    """What the law of this bare name is of and given: as the problem has it, the p of p(z) and p(x|z) as the prior."""
    spec = scope.world.distributions[name]
    if spec.get("of"):
        return spec["of"][0], tuple(spec.get("given", ()))
    laws = [d for d in scope.world.definitions.get(name, ()) if d.is_call and d.params]
    law = min(laws, key=lambda d: len(d.given), default=None)
    return (law.params[0], law.given) if law is not None else ("x", tuple(spec.get("given", ())))


def only_by_alias(scope: Scope, symbol: Sym) -> bool:
    """`g_i`, where the problem's quantity of that other name carries no index: the candidate's own."""
    targets = scope.world.aliases.get(symbol.name, ())
    runs = all(isinstance(i, Sym) and i.name in _RUNNING and scope.letter(i.name) is None for i in symbol.index)
    return bool(symbol.index and runs and targets and not scope.knows(symbol.name)) and all(
        _never_indexed(scope, t) for t in targets
    )


def matrix_beside(scope: Scope, symbol: Sym, body: Node) -> bool:
    """`R = diag(…)` where R is but another name of an objective or a function: a matrix of the candidate's own."""
    found = [scope.world.definitions.get(t, ()) for t in scope.world.aliases.get(symbol.name, ())]
    others = bool(found) and all(any(d.sense or d.is_call for d in ds) for ds in found)
    return others and is_matrix(scope, body) and not symbol.index and not scope.knows(symbol.name)


def _never_indexed(scope: Scope, name: str) -> bool:
    """A quantity that carries no index cannot be meant by `Q_ij`, nor can a bound that is one number by L_k."""
    found = scope.world.definitions.get(name, ())
    return bool(found) and all((d.is_call or _is_mean(d.body)) and not d.index for d in found)


def _is_mean(body: Node) -> bool:
    """Expectations and divergences, added up."""
    if isinstance(body, Apply) and body.op in ("add", "neg", "mul"):
        return any(map(_is_mean, body.args))
    return isinstance(body, Moment | Divergence)


def _plain_function(scope: Scope, name: str) -> bool:
    """σ or h: a function of one argument, whose other names are free where they stand without one."""
    found = scope.world.definitions.get(name, ())
    return bool(found) and all(d.is_call and len(d.params) == 1 and not d.sense and not d.given for d in found)


def _law_alone(scope: Scope, name: str) -> bool:
    """P of P(y|X): a letter by itself is no density."""
    found = scope.world.definitions.get(name, ())
    return bool(found) and name not in scope.world.distributions and all(d.is_call and d.given for d in found)


def _argument_indices(left: Call) -> tuple[str, ...]:
    """The running indices of a density's arguments: j in p(θ_j)."""
    return tuple(i.name for a in left.args if isinstance(a, Sym) for i in a.index if isinstance(i, Sym) and not i.index)


def _is_density(scope: Scope, left: Call, right: Node) -> bool:
    return assume.is_density_name(scope, left.fn.name)


def open_distribution(scope: Scope, left: Node, right: Node) -> bool:
    """A density the problem names but leaves open may be given a formula: q(z|x) = N(…)."""
    if not isinstance(left, Call):
        return False
    name = left.fn.name
    spec = scope.world.distributions.get(name.split(".")[0])
    fixed = [d for w in (scope.world, *scope.world.variants) for d in w.definitions.get(name, ())]
    heads = {base_name(a).lower() for a in left.args}
    if any({p.lower() for p in d.params} == heads and d.given for d in fixed) and left.given:
        return False
    told = {base_name(g) for g in left.given}
    if any(set(d.params) & told - set(scope.world.unknowns) and set(d.given) - told for d in fixed):
        return False  # p(y_new|D): what the data come from is not given, so a posterior decides
    for definitions in (scope.own.get(name, ()), *(w.definitions.get(name, ()) for w in scope.world.variants)):
        made = [d for d in definitions if names_density(d)]
        if len(made) > 1 and heads <= {p.lower() for d in made for p in d.params}:
            return False  # the factors of a directed model determine it  # the problem gives this density in one of its readings
    if not (isinstance(right, Call) and right.fn.name in DENSITIES) and (
        any(isinstance(n, Call | Divergence | Moment) for n in walk(right))
        or not any((isinstance(n, Apply) and n.op in ("exp", "div")) or n == Sym("e") for n in walk(right))
    ):
        return False
    if spec is None or spec.get("chain"):
        return False
    args = {base_name(a) for a in left.args}
    if _follows(scope, name, args, {base_name(g) for g in left.given}):
        return False
    return not any(
        set(d.params) == args and (not d.given or not left.given or set(d.given) == {base_name(g) for g in left.given})
        for d in scope.definitions(name)
    )


def _follows(scope: Scope, name: str, args: set[str], given: set[str]) -> bool:
    """Whether the candidate's own densities determine this one: a posterior from its likelihood, a marginal by summing."""
    stated = [d for d in scope.own.get(name, ()) if d.given]
    reversed_ = any(args & set(d.given) and given & set(d.params) for d in stated)
    marginal = not given and any(args <= set(d.params) for d in stated)
    return reversed_ or marginal


def _sought(node: Node) -> bool:
    """An optimum, which nobody writes down by a slip and which takes a search to compare with."""
    return any(isinstance(n, Bound) and n.op in ("min", "max", "argmin", "argmax") for n in walk(node))


def near_miss(scope: Scope, defined: Definition, clock: Clock) -> str:
    """A new name for something that only nearly is what the problem fixes is no harmless definition."""
    if sum(1 for _ in walk(defined.body)) < 6 or assume.assignments(scope, (defined.body,), set()) != [{}]:
        return ""  # what is in letters of his own is nothing of the problem's, with whichever slip
    targets = [
        (n, d.body)
        for n, ds in scope.world.definitions.items()
        for d in ds
        if not d.given and not d.index and sum(1 for _ in walk(d.body)) >= 6 and not _sought(d.body)
    ]
    targets += [
        (f"the gradient of {n}", Deriv(Sym(n), (Sym(u),)))
        for n, ds in scope.world.definitions.items()
        if any(d.sense and not d.index for d in ds)
        for u in scope.world.unknowns[:1]
    ]
    limit = Clock.of(NEAR_MISS_SECONDS * (0.3 if scope.trusting else 1), within=clock)
    try:
        written = signature(scope, defined.body, limit)
        for _, target in targets:
            if alike(written, signature(scope, target, limit)) and proportional(
                scope, defined.body, target, limit, exact=False
            ):
                return ""
        for _, repaired in islice(local_repairs(defined.body), 40):
            seen = signature(scope, repaired, limit)
            for name, target in targets:
                if alike(seen, signature(scope, target, limit)) and proportional(
                    scope, repaired, target, limit, exact=False
                ):
                    return f"this looks like {name.replace('.', ' ')} {WITH_A_SLIP}"
    except OutOfTime:
        pass
    return ""

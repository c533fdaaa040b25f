"""`r = y − Xw` for a new name, a density given a formula, and what only looks like a definition."""

from __future__ import annotations

from interviewer.checking.claims.open_laws import law_given, open_distribution
from interviewer.checking.claims.other_names import his_by_alias
from interviewer.checking.claims.own_forms import settled
from interviewer.checking.models.distributions_used import is_density_name
from interviewer.checking.probability.names import DENSITIES, base_name
from interviewer.checking.problem.aliases import knows_somewhere, needs_index
from interviewer.checking.problem.indices import renamed
from interviewer.checking.problem.own_objective import labelled_sense
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS, Definition, key_of
from interviewer.checking.reading.aggregates import aggregate
from interviewer.notation.tree import (
    Apply,
    Call,
    Group,
    Matrix,
    Node,
    Num,
    Rel,
    Sym,
    names,
    transform,
    walk,
)


def _counts_draws(scope: Scope, name: str) -> bool:
    """A size that no letter has, such as the K of z_1, …, z_K: the name is free for another use, once."""
    if name in scope.own:
        return False
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
    if _has_meaning(scope, symbol, introduces):
        return None
    if isinstance(right, Group) and right.kind == "builder" and not scope.definitions(name):
        return Definition(name, right, fixed=False)
    if (isinstance(left, Call) and left.primes) or name in BUILTIN_FUNCTIONS:
        return None
    if isinstance(left, Call) and scope.world.distributions.get(symbol.name, {}).get("chain"):
        return None  # the process settles every law of its states
    if isinstance(left, Call) and left.given and not introduces and not open_distribution(scope, left, right):
        return None  # a conditional probability is a claim about the model, not a new name
    if (law := law_given(scope, left, right)) is not None:
        return law
    if (
        isinstance(left, Sym)
        and isinstance(right, Group)
        and right.kind == "("
        and all(isinstance(i, Num | Apply) for i in right.items)
        and name not in {*scope.world.definitions, *scope.own}
    ):
        return Definition(name, right, fixed=False)
    replaces = introduces and name not in {*scope.world.definitions, *scope.world.sizes, *scope.world.row_families}
    if not replaces and _is_known(scope, left, right, introduces) and not open_distribution(scope, left, right):
        return None
    if name in names(right) or any(isinstance(n, Call) and n.fn.name == name for n in walk(right)):
        return None  # an equation for it
    index = tuple(i.name for i in symbol.index if isinstance(i, Sym) and not i.index)
    if len(index) != len(symbol.index):
        return None
    if isinstance(left, Call):
        return _of_arguments(scope, left, right, index)
    base, _, size = name.partition("_")
    if size in scope.world.sizes and size in names(right) and not index and not scope.knows(name):
        return Definition(base, right, (), (size,), fixed=False)  # the bound L_K of K samples says what L_1 is
    return Definition(name, right, (), index, fixed=False, sense="" if index else labelled_sense(scope, name))


def _has_meaning(scope: Scope, symbol: Sym, introduces: bool) -> bool:
    """Whether a name means something already by the way lines speak of it."""
    name = symbol.name
    if "‖" in name and not (scope.trusting or introduces):
        return True  # `D_α(p ‖ q) = …` may be meant to be what everybody knows by that name
    if {name, name.split(".")[0]} & scope.unread and not scope.knows(name):
        return True  # an earlier line speaks of it: what it is may follow from there
    spoken = name in scope.spoken or ("_" in name and name.split("_")[0] in scope.spoken)  # the m_N of N(w; m_N, S_N)
    if spoken and not scope.trusting and not introduces and not scope.knows(name):
        return True  # a letter in use is not given a meaning afterwards without a word
    if not introduces and not scope.trusting and _in_use(scope, symbol):
        return True  # a letter of his model has its meaning; what it comes out as is a claim
    # a condition, such as an equation for its derivative, determines it
    return any(name in names(c) for c in scope.conditions) and name not in scope.own and not introduces


def _is_known(scope: Scope, left: Node, right: Node, introduces: bool) -> bool:
    """Whether a name is one of the problem's or of his own, so that a formula for it is a claim."""
    symbol = left.fn if isinstance(left, Call) else left
    assert isinstance(symbol, Sym)
    name = symbol.name
    targets = scope.world.aliases.get(name, ())
    if (
        not knows_somewhere(scope, name)
        or his_by_alias(scope, left, right)
        or _counts_draws(scope, name)
        or (name in scope.fresh and (scope.trusting or name not in scope.own))
        or (introduces and not scope.knows(name))
        or (targets and {*targets} <= {*scope.world.sizes} and not scope.knows(name) and _is_matrix(right))
        or (scope.trusting and "." in name and not scope.knows(name) and not targets)  # b_GLS = …, a label of his
    ):
        return False
    if isinstance(left, Call):
        return not _open(scope, left)
    return bool(symbol.index) or name in scope.own or bool(targets) or not needs_index(scope, name)


def _is_matrix(node: Node) -> bool:
    """The D of `D = diag(A𝟏)` is no size, whatever size is called D elsewhere."""
    return isinstance(node, Matrix) or (isinstance(node, Apply) and node.op in ("diag", "inv", "T"))


def _of_arguments(scope: Scope, left: Call, right: Node, index: tuple[str, ...]) -> Definition | None:
    """`p(z) = …`, `a(q, k_i) = …`: a function or a density by what it is of; None for what speaks of single values."""
    if not all(base_name(a) for a in (*left.args, *left.given)):
        return None
    states = [a for a in (*left.args, *left.given) if isinstance(a, Rel)]
    named = {s.name: base_name(a) for a in states if isinstance(s := a.operands[1], Sym) and not s.index}
    if len(named) < len(states):
        return None  # p(z = 1) = … gives one value, not the distribution
    if left.given and not scope.trusting and is_density_name(scope, left.fn.name):
        if any(base_name(a) not in names(right) and not knows_somewhere(scope, base_name(a)) for a in left.args):
            return None  # P(A|h_i) = … is of an event, which words have told
    right = renamed(right, named)
    params, given = tuple(base_name(a) for a in left.args), tuple(base_name(a) for a in left.given)
    if not is_density_name(scope, left.fn.name):
        params = tuple(a.name for a in left.args if isinstance(a, Sym))
        if len(set(params)) != len(left.args):
            return None  # k(x_i, x_j) speaks of values, it introduces nothing
        right = _of_any(left.args, right)
    return Definition(
        left.fn.name,
        right,
        params,
        _argument_indices(left) if is_density_name(scope, left.fn.name) else index,
        given=given,
        is_call=True,
        fixed=False,
        density=bool(states),
        sense="" if given else labelled_sense(scope, left.fn.name),
    )


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


def _open(scope: Scope, left: Call) -> bool:
    """A function that the problem leaves to the candidate, such as a kernel or a feature map, given at arguments of its own."""
    found = scope.definitions(left.fn.name)
    letter = scope.letter(left.fn.name)
    if letter is not None and letter.is_function and not found and not left.primes:
        return (scope.trusting or left.fn.name not in scope.spoken) and all(
            isinstance(a, Sym) and not a.index for a in left.args
        )
    return (
        bool(found)
        and left.fn.name not in scope.own
        and not settled(scope, left.fn.name, called=True)
        and not any(isinstance(a, Sym) and a.index for a in left.args)
    )


def _argument_indices(left: Call) -> tuple[str, ...]:
    """The running indices of a density's arguments: j in p(θ_j)."""
    return tuple(i.name for a in left.args if isinstance(a, Sym) for i in a.index if isinstance(i, Sym) and not i.index)

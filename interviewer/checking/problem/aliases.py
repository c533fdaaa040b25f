"""What else a letter may be called: names that stand for the problem's, and when they do not."""

from __future__ import annotations

from interviewer.checking.problem.scope import Apart, Scope
from interviewer.checking.problem.world import World
from interviewer.notation.tree import Apply, Call, Deriv, Node, Rel, Sym


def targets_of(scope: Scope, name: str) -> tuple[str, ...]:
    """What a name may be an alias of; `β̂` follows from β and the hat of ŵ."""
    if name in scope.meant:
        return (scope.meant[name],)
    found = tuple(t for t in scope.world.aliases.get(name, ()) if (name, t) not in scope.apart)
    base, below, word = name.partition("_")
    if below and len(word) > 1 and not found:  # kl_loss, a word below it whether the word is known as a name or not
        found = scope.world.aliases.get(f"{base}.{word}", ())
    base, dot, decoration = name.partition(".")
    if dot and not found:
        bases = scope.world.aliases.get(base, ())
        bases = tuple(t for t in bases if t not in scope.spoken) or bases  # b̂ is no ŷ after `y = Xb + ε`
        decorated = [
            t if t.endswith(f".{decoration}") else f"{t}.{decoration}" for t in bases
        ]  # J_simple of an L_simple
        found = tuple(t for d in decorated for t in ((d,) if scope.knows(d) else scope.world.aliases.get(d, ())))
        if not found and decoration in _LATER:
            new = f"{base}.new"
            found = (new,) if scope.knows(new) else targets_of(scope, new)
    return found


_LATER = frozenset(["+", "next"])  # μ⁺ for μ^{new}


def numbers_apart(problem: World, written: frozenset[str]) -> Apart:
    """Names beside numbers of the problem that are written, too: the s of a noise N(0, s²) is no other name of the τ beside it.

    A matrix or an objective goes by two names more easily, `L` here and `J` there.
    """
    return frozenset(
        (name, target)
        for world in (problem, *problem.variants)
        for name in written & world.aliases.keys() - world.letters.keys()
        for target in world.aliases[name]
        if target in written and name.lower() != target.lower() and (letter := world.letters.get(target)) is not None
        if not letter.shape and letter.kind == "positive" and letter.index is None
    )


def knows_somewhere(scope: Scope, name: str) -> bool:
    """Known in this reading of the problem or in another one."""
    if any(n == name for n, _ in scope.apart):
        return scope.knows(name)
    base, *decorations = name.split(".")
    decorations = [d.split("_")[0] for d in decorations]  # the hat of μ̂_1
    if set(decorations) & {"hat", "star", "MLE", "MAP", "ML", "opt"} and not scope.knows(name):
        return True
    if "." in name and {base, *scope.world.aliases.get(base, ())} & set(scope.world.unknowns):
        return True  # ŵ, θ_MAP, β*: an estimate of the unknown is never a free name
    return (
        scope.knows(name)
        or bool(targets_of(scope, name))
        or any(
            name in w.letters or name in w.definitions or name in w.row_families or name in w.aliases
            for w in (scope.world, *(v for v in scope.world.variants if not v.only_with))
        )
    )


def is_objective(scope: Scope, name: str) -> bool:
    """Whether a name is that of what the problem optimises."""
    return any(d.sense for d in scope.world.definitions.get(name, ()))


def is_amount(scope: Scope, name: str) -> bool:
    """Whether it is one number, a size or an objective."""
    return name in scope.world.sizes or is_objective(scope, name)


def needs_index(scope: Scope, name: str) -> bool:
    """Whether a process in time is known by its members only: a bare x is no x_t, a bare b no β_t."""
    if not scope.world.chains:
        return False
    letter, known = scope.letter(name), scope.world.definitions.get(name, ())
    if letter is not None:
        return letter.index is not None and not known
    return bool(known) and all(d.index and not d.is_call for d in known)


def is_layered(scope: Scope, name: str) -> bool:
    """Whether a letter is one of several: the b of each layer, the μ of each component."""
    letter = scope.letter(name)
    return letter is not None and letter.index is not None


def called_otherwise(scope: Scope, name: str) -> bool:
    """Whether all that an alias could mean already goes by another name: after `J(w) = …`, C is no loss."""
    targets = targets_of(scope, name)
    functions = {n for n, ds in scope.own.items() if any(d.is_call for d in ds)}

    def goes_by(other: str, target: str) -> bool:
        if other in functions and takes_nothing(scope, target):
            return False  # his own a(q, k) is no name of the weights
        return other != name and (other == target or target in targets_of(scope, other))

    return bool(targets) and all(any(goes_by(s, t) for s in scope.spoken) for t in targets)


def called_with_others(scope: Scope, name: str, takes: set[int]) -> bool:
    """`Q_i(z)` is not the problem's Q(θ, θ_old): it takes another number of arguments, as what Q is an alias of does."""
    known = () if name in scope.own or name in scope.types else scope.world.definitions.get(name, ())
    alias = any(t in scope.world.distributions for t in targets_of(scope, name))
    return alias and bool(known) and bool(takes) and all(d.is_call and len(d.params) not in takes for d in known)


def only_called(scope: Scope, name: str) -> bool:
    """`h_i` beside the function h(x) of the problem: by that it is another of its quantities."""
    found = scope.definitions(name)
    law = scope.world.distributions.get(name)
    if not found and law is not None and not law.get("of", True):
        return scope.letter(name) is None  # nothing is random here: p_k is a parameter
    return bool(found) and name not in scope.own and all(d.is_call and not d.index and not d.sense for d in found)


def takes_nothing(scope: Scope, name: str) -> bool:
    """The attention weights A, where `a(q, k)` is called: values of the problem that are no functions, nor optimised."""
    found = scope.world.definitions.get(name, ())
    return bool(found) and not any(d.is_call or d.sense or d.towards or d.params for d in found)


def never_indexed(scope: Scope, name: str) -> bool:
    """A number that has no rows, entries or versions: `cᵢ` is not the intercept."""
    letter = scope.world.letters.get(name)
    return (
        letter is not None
        and not letter.shape
        and letter.kind in ("scalar", "positive")
        and letter.index is None
        and not letter.reach
        and name not in scope.world.row_families
        and not any(d.index for d in scope.world.definitions.get(name, ()))
    )


def named_once(scope: Scope, node: Node) -> Node:
    """`the lower bound is ℒ(θ, φ) = …` without the bound that ℒ is but another name of."""
    if not isinstance(node, Rel) or node.ops[:2] != ("=", "="):
        return node
    first, noun, *others = node.operands
    if _is_score_anew(scope, first):
        return Rel(node.ops[1:], node.operands[1:])
    head = first.fn if isinstance(first, Call) else first
    noun = noun.fn if isinstance(noun, Call) and isinstance(first, Call) else noun  # f(w, b) is the J(w)
    called = isinstance(head, Sym) and isinstance(noun, Sym) and noun.name in targets_of(scope, head.name)
    return Rel(node.ops[1:], (first, *others)) if called else node


def _is_score_anew(scope: Scope, node: Node) -> bool:
    """The score of a p_w that nobody has said what it is: the first equation of the chain says it."""
    chained = bool(scope.world.chains)
    match node:
        case Deriv(Apply("log", (Call(fn=Sym(name, (Sym(label, ()),))),))) if (
            chained and name in scope.world.distributions
        ):
            return label not in scope.world.letters or scope.world.letters[label].kind == "positive"
    return False


def with_parameter(scope: Scope, node: Node) -> Node:
    """`F(θ, φ, β)` beside an objective L_β that is also called F_β: the one with that parameter; J(β) is a function of it."""
    if not isinstance(node, Call) or node.given or node.fn.index or node.fn.name in scope.own or len(node.args) < 2:
        return node
    for item in (*node.args, *node.params):
        if isinstance(item, Sym) and not item.index and targets_of(scope, f"{node.fn.name}_{item.name}"):
            return Sym(node.fn.name, (item,))
    return node


def laws_taken(scope: Scope, node: Node) -> set[str]:
    """The Q of `ELBO(x; Q, θ)`: where a quantity takes a distribution, another name of it means that one."""
    return {a.name for a, law in _law_places(scope, node) if isinstance(a, Sym) and law != a.name}


def with_law_steps(scope: Scope, node: Node) -> Node:
    """The q^t of `F(q^t, θ^t)`: no power of a distribution, but that of a step."""
    steps = {
        a: Sym(a.args[0].name, (a.args[1], *a.args[0].index))
        for a, _ in _law_places(scope, node)
        if isinstance(a, Apply) and isinstance(a.args[0], Sym)
    }
    if not steps or not isinstance(node, Call):
        return node
    args, params = (tuple(steps.get(a, a) for a in group) for group in (node.args, node.params))
    return Call(node.fn, args, (), params, node.primes)


def _law_places(scope: Scope, node: Node) -> list[tuple[Node, str]]:
    """The arguments of a quantity that stand for distributions, and which of the problem's they are."""
    if not isinstance(node, Call) or node.given or node.fn.name in scope.own:
        return []
    taken = (*node.args, *node.params)
    heads = (d for name in (node.fn.name, *targets_of(scope, node.fn.name)) for d in scope.definitions(name))
    fitting = [d for d in heads if len(taken) > 1 and d.is_call and not d.given and len(d.params) == len(taken)]
    places = [(a, p) for d in fitting[:1] for a, p in zip(taken, d.params, strict=True)]
    return [(a, p) for a, p in places if p in scope.world.distributions and _is_law(scope, a, p)]


def _is_law(scope: Scope, node: Node, law: str) -> bool:
    match node:
        case Sym(name):
            return name == law or law in targets_of(scope, name)
        case Apply("pow" | "T", (Sym() as inner, Sym("t", ()) | Apply("add", (Sym("t", ()), _)))):
            return _is_law(scope, inner, law)
    return False


def has(world: World, name: str) -> bool:
    """Whether a reading of the problem has anything by a name."""
    return any(name in t for t in (world.letters, world.definitions, world.aliases, world.sizes, world.row_families))

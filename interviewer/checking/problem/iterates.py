"""Iterates of an algorithm: `μ_k^{(t+1)}` and `γ_{ik}^{(t)}` are the problem's μ_k and γ_{ik} at one step of it."""

from __future__ import annotations

from collections.abc import Callable

from interviewer.checking.problem.world import Definition, World
from interviewer.notation.tree import ONE, Apply, Bound, Deriv, Node, Num, Rel, Sym, names, transform, walk

_STEPS = frozenset("tsrmljpq")  # letters that count steps, where nothing runs over them
_MARKS = frozenset(["old", "new"])
_EARLIER = (".old", ".prev", ".cur")
_TABLES = frozenset(["simplex", "stochastic"])


def at_one_step(
    nodes: tuple[Node, ...], world: World, definitions: Callable[[str], tuple[Definition, ...]]
) -> tuple[Node, ...]:
    """The nodes of a line with the letters of the newest step bare; those of the step before are the old ones.

    Only letters that bear indices of their own: `θ^{(t)}` is told from `θ^{(t+1)}` as it stands. Where the problem knows
    no old θ, that is θ.
    """
    nodes = _counted_by_t(nodes, world)
    nodes = tuple(transform(n, lambda x: _without_old(x, world, definitions)) for n in nodes)
    nodes = _beside_steps(nodes, world, definitions)
    if world.chains:
        return nodes  # the t of x_{t,i} counts states
    if not world.unknowns or not any(isinstance(n, Sym) and n.index for node in nodes for n in walk(node)):
        return nodes
    bound = {b.var.name for node in nodes for n in walk(node) if isinstance(n, Bound) for b in n.binders}

    def targets(name: str) -> tuple[str, ...]:
        return (name, *world.aliases.get(name, ()))

    def arity(name: str) -> int:
        for target in targets(name):
            letter = world.letters.get(target)
            if letter is not None:
                return len(letter.shape) if letter.kind in _TABLES else int(letter.index is not None)
            found = [d for d in definitions(target) if not d.is_call]
            if found:
                return len(found[0].index)
        return 0

    def sought(name: str) -> bool:
        return any(t in world.unknowns for t in targets(name))

    symbols = {n for node in nodes for n in walk(node) if isinstance(n, Sym) and n.index}
    running = {i for n in symbols for k, i in enumerate(n.index) if k or len(n.index) == arity(n.name)}

    def step_of(n: Sym) -> tuple[Node, Sym] | None:
        base, _, mark = n.name.partition(".")
        if mark in _MARKS and n.index and not definitions(n.name) and len(n.index) == arity(base):
            return Sym(mark), Sym(base, n.index)
        counts = len(n.index) > 1 and len(n.index) == arity(n.name) + 1 and _counts_steps(n.index[0])
        counts = counts and n.index[0] not in running  # μ_{jl} beside γ_{ij} is an entry
        return (n.index[0], Sym(n.name, n.index[1:])) if counts and not names(n.index[0]) & bound else None

    def spelt(n: Node) -> Node:
        match n:
            case Apply("pow", (Sym(name, (_, *_) as index), Apply("add", _) as step)) if (
                sought(name) and _counts_steps(step) and not names(step) & bound and len(index) == arity(name)
            ):
                return Sym(name, (step, *index))  # μ_k^{t+1}
            case Apply("pow", (Apply("pow", (Sym() as base, Num() as power)), step)) if _counts_steps(step):
                inner = spelt(Apply("pow", (base, step)))
                return Apply("pow", (inner, power)) if isinstance(inner, Sym) else n  # (σ_k²)^{(t+1)}
            case Apply("prime", (Sym(name, (_, *_) as index),)) if sought(name):
                new = next((t for t in targets(name) if definitions(f"{t}.new")), None)
                return Sym(f"{new}.new", index) if new else n
        return n

    nodes = tuple(transform(n, spelt) for n in nodes)
    counted = {n.index[0] for node in nodes for n in walk(node) if isinstance(n, Sym) and step_of(n) is not None}

    def raised(n: Node) -> Node:
        match n:
            case Apply("pow", (Sym(name, (_, *_) as index), Sym() as step)) if Apply(
                "add", (step, ONE)
            ) in counted and len(index) == arity(name):
                return Sym(name, (step, *index))  # γ_{ik}^t beside μ_k^{t+1}
        return n

    nodes = tuple(transform(n, raised) for n in nodes)
    found = {n: step for node in nodes for n in walk(node) if isinstance(n, Sym) and (step := step_of(n)) is not None}
    steps = {step for step, bare in found.values() if sought(bare.name)}
    if any(_is_known_new(n, sought, definitions) for node in nodes for n in walk(node)):
        steps.add(Sym("new"))
    newest = next((s for s in steps if _before(s) in steps), None) if len(steps) == 2 else next(iter(steps), None)
    if not found or len(steps) > 2 or (steps and newest is None):
        return nodes

    def bare(n: Node) -> Node:
        if not isinstance(n, Sym) or n not in found:
            return n
        step, inner = found[n]
        old = len(steps) == 2 and step != newest and sought(inner.name)
        return Sym(f"{inner.name}.old", inner.index) if old else inner

    return tuple(transform(n, bare) for n in nodes)


def _counted_by_t(nodes: tuple[Node, ...], world: World) -> tuple[Node, ...]:
    """w_{k+1} beside w_k: a vector that is sought, at a step, whatever letter counts them."""
    bound = {b.var.name for node in nodes for n in walk(node) if isinstance(n, Bound) for b in n.binders}
    found = {
        n for node in nodes for n in walk(node) if isinstance(n, Sym) and len(n.index) == 1 and _is_whole(n, world)
    }
    steps = {
        (n.name, step.name)
        for n in found
        if isinstance(n.index[0], Apply) and n.index[0].op == "add" and n.index[0].args[1:] == (ONE,)
        for step in n.index[0].args[:1]
        if isinstance(step, Sym) and step.name not in bound | {"t"} and Sym(n.name, (step,)) in found
    }

    def counted(n: Node) -> Node:
        if not isinstance(n, Sym) or len(n.index) != 1:
            return n
        letter = next((k for _, k in steps if k in names(n.index[0])), None)  # μ_k beside w_{k+1} and w_k
        at = lambda m: Sym("t") if m == Sym(letter or "") else m  # noqa: E731
        return Sym(n.name, (transform(n.index[0], at),)) if letter is not None else n

    return tuple(transform(n, counted) for n in nodes) if steps else nodes


def _is_whole(symbol: Sym, world: World) -> bool:
    """Whether a name is that of one vector that the problem seeks."""
    targets = (symbol.name, *world.aliases.get(symbol.name, ()))
    letters = (world.letters.get(t) for t in targets if t in world.unknowns)
    return any(letter is not None and letter.kind == "vector" and letter.index is None for letter in letters)


def _without_old(n: Node, world: World, definitions: Callable[[str], tuple[Definition, ...]]) -> Node:
    """`X w_old + R⁻¹(y − p)` where there is but one w."""
    if not isinstance(n, Sym) or not n.name.endswith(_EARLIER):
        return n
    base = n.name.rpartition(".")[0]
    targets = (base, *world.aliases.get(base, ()))
    told = world.letters.keys() | {p for ds in world.definitions.values() for d in ds for p in d.params}
    known = definitions(n.name) or any(f"{t}.old" in told for t in targets)
    return Sym(base, n.index) if not known and any(t in world.unknowns for t in targets) else n


def _beside_steps(
    nodes: tuple[Node, ...], world: World, definitions: Callable[[str], tuple[Definition, ...]]
) -> tuple[Node, ...]:
    """p_t and S_t beside w_{t+1} and w_t, and H_t = XᵀS_tX: what the problem or the candidate calls so, at that step."""
    symbols = {n for node in nodes for n in walk(node) if isinstance(n, Sym) and len(n.index) == 1}
    sought = {n for n in symbols if any(t in world.unknowns for t in (n.name, *world.aliases.get(n.name, ())))}
    bound = {b.var for node in nodes for n in walk(node) if isinstance(n, Bound) for b in n.binders}
    steps = {n.index[0] for n in sought if Sym(n.name, (Apply("add", (n.index[0], ONE)),)) in sought} - bound
    current = _only_current({n for n in sought if n.index[0] in steps or n.index[0] == Sym("t")}, sought, world) - bound
    steps |= current
    steps |= {n.index[0] for n in symbols - sought if _is_slope_at(n, world)} - bound
    steps = {s for s in steps if isinstance(s, Sym) and s.name in _STEPS}

    def bare(n: Node) -> Node:
        beside = isinstance(n, Sym) and len(n.index) == 1 and n.index[0] in steps and n not in sought
        if not (beside and isinstance(n, Sym)) or world.letters.get(n.name) or n.name in world.distributions:
            return n  # q_t is a law of its own
        family = any(d.index and Sym(d.index[-1]) == n.index[0] for d in definitions(n.name))
        return n if family else Sym(n.name)

    after = tuple(transform(n, bare) for n in nodes) if steps else nodes
    if not current or (
        after == nodes and not _says_more(nodes, sought - {Sym(s.name, (t,)) for s in sought for t in current})
    ):
        return after
    return tuple(transform(n, lambda x: _without_step(x, sought, current)) for n in after)


def _says_more(nodes: tuple[Node, ...], later: set[Sym]) -> bool:
    """Whether a line sets w_{t+1} and has another equation, `w_{t+1} = w_t − η Xᵀ(p − y), p = σ(X w_t)`."""
    equations = [n for n in nodes if isinstance(n, Rel) and n.ops[0] == "="]
    uses = [n for node in nodes for n in walk(node) if n in later]
    return len(equations) > 1 and len(uses) == sum(n.operands[0] in later for n in equations) == 1


def _only_current(at_step: set[Sym], sought: set[Sym], world: World) -> set[Node]:
    """The step t where what is sought is one vector, w_t, spoken of at no other steps than t and the next."""
    steps = {n.index[0] for n in at_step}
    if len(steps) != 1 or len({n.name for n in sought}) != 1 or not all(_is_whole(n, world) for n in sought):
        return set()
    (step,) = steps
    return steps if {n.index[0] for n in sought} <= {step, Apply("add", (step, ONE))} else set()


def _without_step(n: Node, sought: set[Sym], current: set[Node]) -> Node:
    """w for w_t, and w_new for w_{t+1}, of which the rest of the line speaks as they are."""
    if not isinstance(n, Sym) or n not in sought:
        return n
    return Sym(n.name if n.index[0] in current else f"{n.name}.new")


def _is_slope_at(symbol: Sym, world: World) -> bool:
    """Whether a name is that of a gradient or a Hessian of the problem's, at the step t: nothing has a row t."""
    known = [d for t in (symbol.name, *world.aliases.get(symbol.name, ())) for d in world.definitions.get(t, ())]
    slope = any(isinstance(n, Deriv) for d in known[:1] for n in walk(d.body))
    runs = any("t" in d.index for ds in world.definitions.values() for d in ds)
    return symbol.index == (Sym("t"),) and slope and not known[0].index and not runs


def _is_known_new(n: Node, sought: Callable[[str], bool], definitions: Callable[[str], tuple[Definition, ...]]) -> bool:
    return isinstance(n, Sym) and n.name.endswith(".new") and sought(n.name[:-4]) and bool(definitions(n.name))


def _counts_steps(item: Node) -> bool:
    if isinstance(item, Num):
        return False
    named = names(item)
    return len(named) == 1 and named <= _STEPS and isinstance(item, Sym | Apply)


def _before(step: Node) -> Node | None:
    match step:
        case Sym("new", ()):
            return Sym("old")
        case Apply("add", (earlier, last)) if last == ONE:
            return earlier
        case Sym(_, ()):
            return Apply("add", (step, Apply("neg", (ONE,))))
    return None

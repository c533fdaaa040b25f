"""Processes in time as functions of it: `β(t)`, `σ²(t)` and `σ_q²(t)` are β_t, σ_t² and the σ_{q,t} of a label q."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from interviewer.checking.problem.world import World
from interviewer.notation.tree import ZERO, Apply, Call, Deriv, Node, Num, Rel, Sym, names, num, transform, walk

_TIMES = frozenset("ts")
_ENTRIES = frozenset("ijk")
_RUNNING = frozenset("ijklmnst")


def at_times(nodes: tuple[Node, ...], world: World) -> tuple[Node, ...]:
    """The nodes of a line with such members of a process as indexed letters, in a problem that has a chain of states."""
    chains = set(world.chains)
    if not chains:
        return nodes

    def runs(name: str) -> bool:
        return any(
            ((letter := world.letters.get(t)) is not None and letter.index is not None)
            or any(d.index and not d.is_call for d in world.definitions.get(t, ()))
            for t in (name, *world.aliases.get(name, ()))
        )

    def member(symbol: Sym, time: Node) -> Sym | None:
        if symbol.name in chains or not runs(symbol.name) or not _is_time(time):
            return None
        return labelled(Sym(symbol.name, (*symbol.index, time)))

    def labelled(n: Sym) -> Sym:
        if len(n.index) != 2 or n.name in chains:
            return n
        for label, time in (n.index, n.index[::-1]):
            named = isinstance(label, Sym) and not label.index and label.name not in _RUNNING | world.letters.keys()
            if named and isinstance(label, Sym) and label.name.isalpha() and _is_time(time):
                return Sym(f"{n.name}_{label.name}", (time,))
        return n

    begun = any(n == Sym(name, (ZERO,)) for name in chains for node in nodes for n in walk(node))
    states = [n.index for node in nodes for n in walk(node) if isinstance(n, Sym) and n.name in chains]
    entries = {i for index in states if len(index) == 2 for i in index if isinstance(i, Sym) and i.name in _ENTRIES}
    timed = {i for node in nodes for n in walk(node) if isinstance(n, Sym) and n.name in chains for i in n.index}

    def change(n: Node) -> Node:
        match n:
            case Call(Sym(law), (Sym(name, ()),), (), ()) if begun and law in world.distributions and name in chains:
                return replace(n, args=(Sym(name, (ZERO,)),))  # the p(x) of the data beside x_0
            case Call(Sym() as fn, (time,), (), (), 0) if (found := member(fn, time)) is not None:
                return found
            case Apply("mul", args):
                return _joined(args, member)
            case Sym(name, (*before, Sym() as i)) if i in entries and _is_noise(world, name):
                return Apply("index", (Sym(name, tuple(before)), i))
            case Sym(name, (Sym() as i, *times)) if i in entries and times and _is_noise(world, name):
                return Apply("index", (Sym(name, tuple(times)), i))
            case Sym(name, (Sym(entry, ()) as i, time)) if entry in _ENTRIES and runs(name) and _is_time(time):
                return Sym(name, (time, i))  # x_t^{(i)}
            case Sym(_, (_, _)):
                return labelled(n)
            case Sym(name, (Sym("t", ()),)) if _made_of_state(world, name, chains):
                return Sym(name)  # ε̃_t of what is made with ε_θ(x_t)
            case Call(Sym(name, ()), (Sym(chain, (Sym("t"),)), *rest), (), ()) if (
                chain in chains and all(isinstance(a, Sym) for a in rest) and _made_of_state(world, name, chains)
            ):
                return Sym(name)  # ε̃(x_t, c)
            case Sym(name, (Sym(label, ()) as index,)) if _labels_noise(world, name, label) and index not in timed:
                return Sym(f"{name}_{label}")
        return n

    return tuple(transform(n, change) if not _is_multiple(n, world) else n for n in nodes)


def _made_of_state(world: World, name: str, chains: set[str]) -> bool:
    """Whether it is a quantity without a time of its own that the problem gives in terms of x_t."""
    made = [d for n in (name, *world.aliases.get(name, ())) for d in world.definitions.get(n, ())]
    plain = bool(made) and not any(d.index or d.params or d.is_call for d in made)
    states = {Sym(chain, (Sym("t"),)) for chain in chains}
    return plain and not world.letters.get(name) and any(n in states for n in walk(made[0].body))


def _labels_noise(world: World, name: str, label: str) -> bool:
    """The c and u of ε_c and ε_u, predictions with and without a class: what runs over no times is a label."""
    return _is_noise(world, name) and len(label) == 1 and label.islower() and label.isascii() and label not in _RUNNING


def _is_noise(world: World, name: str) -> bool:
    letters = (world.letters.get(n) for n in (name, *world.aliases.get(name, ())))
    return any(letter is not None and letter.kind == "noise" for letter in letters)


def _is_multiple(node: Node, world: World) -> bool:
    """`β_t = b t`: that many times a number, which is not what β_t is called as well."""
    match node:
        case Rel(("=",), (Sym(name, (Sym("t", ()),)), body)):
            called = set(world.other_names(name))
            return any(
                isinstance(n, Apply) and n.op == "mul" and n.args[-1] == Sym("t") and {*n.args} & {*map(Sym, called)}
                for n in walk(body)
            )
    return False


def data_scores(nodes: tuple[Node, ...], world: World) -> tuple[Node, ...]:
    """The nodes with `∇ log p(x_t)` as the score of the noised data: a p without parameters there is no learned process."""
    specs = world.distributions
    reverse = {n for n, spec in specs.items() if spec.get("chain") and spec.get("reverse")}
    forward = next((n for n, spec in specs.items() if spec.get("chain") and not spec.get("reverse")), None)
    if not reverse or forward is None:
        return nodes

    def change(n: Node) -> Node:
        match n:
            case Deriv(
                Apply("log", (Call(Sym(name, ()), (Sym(_, (Sym("t", ()),)) as state,), (), (), 0),)), wrt, style, at
            ):
                if name in reverse:
                    return Deriv(Apply("log", (Call(Sym(forward), (state,)),)), wrt, style, at)
        return n

    return tuple(transform(n, change) for n in nodes)


def _joined(args: tuple[Node, ...], member: Callable[[Sym, Node], Sym | None]) -> Node:
    """`β t`, `σ² t` and `√ᾱ t` with the time right behind: β(t), σ²(t), √ᾱ(t); the sigmoid of a log-ratio in `σ(λ_t)`."""
    out: list[Node] = []
    for a in args:
        before = out[-1] if out else None
        if before == Sym("sigma") and _is_log_ratio(a):
            out[-1] = Apply("sigmoid", (a,))
            continue
        wrapped = isinstance(before, Apply) and (before.op == "sqrt" or before.args[1:] == (num(2),))
        base = before.args[0] if isinstance(before, Apply) and wrapped else before
        found = member(base, a) if isinstance(base, Sym) and (not base.index or a == Sym("t")) else None
        if found is not None and not isinstance(a, Num):
            out[-1] = Apply(before.op, (found, *before.args[1:])) if isinstance(before, Apply) else found
            continue
        out.append(a)
    return out[0] if len(out) == 1 else Apply("mul", tuple(out))


def _is_log_ratio(node: Node) -> bool:
    """λ_t, −γ_t: what everybody calls the logarithm of signal over noise."""
    inner = node.args[0] if isinstance(node, Apply) and node.op == "neg" else node
    return isinstance(inner, Sym) and inner.name in ("lambda", "gamma")


def _is_time(node: Node) -> bool:
    """t, s, t − 1, a number."""
    plain = isinstance(node, Sym) or (isinstance(node, Apply) and node.op in ("add", "neg"))
    return isinstance(node, Num) or (plain and bool(names(node)) and names(node) <= _TIMES)

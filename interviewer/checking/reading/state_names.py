"""`ε_θ(z_λ, c)` and `ε(x_t, c)`: the noised state and the network of a chain under names that papers on guidance have."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.problem.world import World, key_of
from interviewer.notation.tree import Apply, Call, Node, Sym, transform, walk

_TIME = Sym("t")


def with_states_named(nodes: tuple[Node, ...], world: World) -> tuple[Node, ...]:
    """The nodes of a line with the chain's letter in place of another one that its network is called with.

    Only where the line has no state under the chain's own letter: beside x_t a z is noise.
    """
    chains = {spec["chain"] for spec in world.distributions.values() if spec.get("chain")}
    if len(chains) != 1:
        return nodes
    (chain,) = chains
    called = {n.args[0] for node in nodes for n in walk(node) if isinstance(n, Call) and _network(n, world)}
    nodes = tuple(transform(n, lambda n: _with_networks(n, called, world)) for n in nodes)
    if any(isinstance(n, Sym) and n.name == chain for node in nodes for n in walk(node)):
        return nodes
    calls = (n for node in nodes for n in walk(node) if isinstance(n, Call) and n.args)
    states = {n.args[0] for n in calls if _letter(n.fn, world, "field")}
    named = {n.name for n in states if isinstance(n, Sym) and len(n.index) < 2}
    if len(named) != 1:
        return nodes

    def change(n: Node) -> Node:
        if not isinstance(n, Sym) or n.name not in named or len(n.index) > 1:
            return n
        return Sym(chain, n.index if n.index and n.index[0] != Sym("lambda") else (_TIME,))

    return tuple(transform(n, change) for n in nodes)


def _with_networks(node: Node, states: set[Node], world: World) -> Node:
    """`ε(x_t, c) − ε(x_t)`: noise is no function, the network that predicts it is, and so it is beside one argument."""
    match node:
        case Call() if network := _network(node, world):
            return replace(node, fn=Sym(network))
        case Apply("mul", (*before, Sym() as fn, state)) if state in states and (network := _of_noise(fn, world)):
            call = Call(Sym(network), (state,))
            return Apply("mul", (*before, call)) if before else call
    return node


def _network(node: Node, world: World) -> str:
    """The network that a call of the noise means, "" of anything else."""
    called = isinstance(node, Call) and bool(node.args) and not node.fn.index and isinstance(node.args[0], Sym)
    return _of_noise(node.fn, world) if called and isinstance(node, Call) and node.args[0] != _TIME else ""


def _of_noise(symbol: Sym, world: World) -> str:
    name = _letter(symbol, world, "noise") if not symbol.index else ""
    return next((n for n, t in world.letters.items() if name and t.of == "field" and n.startswith(f"{name}_")), "")


def _letter(symbol: Sym, world: World, kind: str) -> str:
    """The problem's letter of this kind that the symbol stands for, "" for none."""
    key = key_of(symbol) or symbol.name
    for name in (key, *world.aliases.get(key, ())):
        letter = world.letters.get(name)
        if letter is not None and kind in (letter.kind, letter.of):
            return name
    return ""

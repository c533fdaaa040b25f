"""Running letters that the problem uses for sizes: `Σ_{n=1}^N γ(z_{nk}) x_n` is our `Σ_{i=1}^n γ_{ik} x_i`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from interviewer.checking.problem.world import Definition, World
from interviewer.notation.tree import (
    Apply,
    Binder,
    Bound,
    Call,
    Group,
    Node,
    Rel,
    Sym,
    children,
    names,
    num,
    rebuild,
    transform,
    walk,
)

_FREE = ("n", "m")  # sizes that others let run without a sum over them
_FRESH = "ijlst"
_DOTS = Sym("ellipsis")


def in_our_indices(
    nodes: tuple[Node, ...], world: World, definitions: Callable[[str], tuple[Definition, ...]]
) -> tuple[Node, ...]:
    """The nodes of a line with bound and free running sizes renamed, bare family names as sizes, `γ(z_{nk})` as γ_{nk}."""
    nodes = _totalled(_lowered(nodes, world, definitions), world, definitions)
    taken = frozenset[str]().union(*map(names, nodes))
    for name in sorted(taken & set(world.sizes)):
        runs = any(isinstance(n, Sym) and Sym(name) in n.index for node in nodes for n in _all(node))
        said = tuple(n for n in nodes if not _quantified(n, name)) if runs else nodes
        letters = _FRESH if name in _FREE else _FRESH[1:]  # i counts samples, what runs over features does not
        fresh = next((c for c in letters if c not in taken and c not in world.letters and c not in world.sizes), None)
        if fresh is None:
            continue
        bound = any(_binds(n, name) for n in nodes)
        free = (name in _FREE or _second(nodes, name)) and all(_only_runs(n, name) for n in said)
        if bound or free:
            nodes = tuple(_renamed(n, name, fresh, free) for n in nodes)
            taken |= {fresh}

    def change(n: Node) -> Node:
        if isinstance(n, Call) and len(n.args) == 1 and not (n.given or n.params or n.primes or n.fn.index):
            place = n.args[0]
            if isinstance(place, Sym) and len(place.index) == 2 and _doubly_indexed(n.fn.name, world, definitions):
                return Sym(n.fn.name, place.index)
        if isinstance(n, Apply) and n.op == "mul":
            return _applied(n, world, definitions)
        if isinstance(n, Sym) and not n.index and n.name not in world.letters:
            found = definitions(n.name)
            sizes = [t for t in world.aliases.get(n.name, ()) if t in world.sizes]
            if found and sizes and all(d.index and not d.is_call for d in found):
                return Sym(sizes[0])  # N beside N_k
        return n

    return tuple(transform(n, change) for n in nodes)


def _quantified(node: Node, name: str) -> bool:
    """`∀n`, `for n ∈ S`: a clause that says what runs, no size."""
    match node:
        case Sym(running, ()):
            return running == name
        case Rel(("∈",), (Sym(running, ()), Sym(within))):
            return running == name and within not in ("Naturals", "Reals")
    return False


def _lowered(
    nodes: tuple[Node, ...], world: World, definitions: Callable[[str], tuple[Definition, ...]]
) -> tuple[Node, ...]:
    """`τ_n^i` beside π_i and μ_i: what runs below another name is a second index of a table, and no power."""
    running = {i for node in nodes for n in _all(node) if isinstance(n, Sym) for i in n.index if isinstance(i, Sym)}

    def change(n: Node) -> Node:
        match n:
            case Apply("pow", (Sym(name, (Sym() as sample,)), Sym() as raised)) if (
                raised in running and raised != sample and _doubly_indexed(name, world, definitions)
            ):
                return Sym(name, (sample, raised))
        return n

    return tuple(transform(node, change) for node in nodes) if running else nodes


def _totalled(
    nodes: tuple[Node, ...], world: World, definitions: Callable[[str], tuple[Definition, ...]]
) -> tuple[Node, ...]:
    """`r_k = Σ_n r_nk`: the totals of a table by its own letter are what the problem calls N_k."""
    totals: set[Sym] = set()
    for node in nodes:
        match node:
            case Rel(("=",), (Sym(name, (k,)) as total, Bound("sum", (_,), Sym(of, (_, column))))) if name == of:
                if k == column and _doubly_indexed(name, world, definitions):
                    totals.add(total)
    if not totals or not any(d.index and not d.is_call for d in definitions("N")):
        return nodes
    return tuple(
        transform(node, lambda n: Sym("N", n.index) if isinstance(n, Sym) and n in totals else n) for node in nodes
    )


def circle_apart(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """`2π` is the circle's, also where π is a weight."""

    def change(n: Node) -> Node:
        if isinstance(n, Apply) and n.op == "mul" and num(2) in n.args and Sym("pi") in n.args:
            return Apply("mul", tuple(Sym("circle") if a == Sym("pi") else a for a in n.args))
        return n

    return tuple(transform(node, change) for node in nodes)


def _applied(product: Apply, world: World, definitions: Callable[[str], tuple[Definition, ...]]) -> Node:
    """`γ(z_{nk})` read as a product: a table without its indices beside a symbol that bears two."""
    out: list[Node] = []
    for factor in product.args:
        before = out[-1] if out else None
        if (
            isinstance(before, Sym)
            and not before.index
            and isinstance(factor, Sym)
            and len(factor.index) == 2
            and _doubly_indexed(before.name, world, definitions)
        ):
            out[-1] = Sym(before.name, factor.index)
        else:
            out.append(factor)
    return out[0] if len(out) == 1 else Apply("mul", tuple(out))


def _doubly_indexed(name: str, world: World, definitions: Callable[[str], tuple[Definition, ...]]) -> bool:
    for target in (name, *world.aliases.get(name, ())):
        letter = world.letters.get(target)
        if any(len(d.index) == 2 and not d.is_call for d in definitions(target)):
            return True
        if letter is not None and letter.kind in ("matrix", "stochastic"):
            return True
    return False


def _binds(node: Node, name: str) -> bool:
    return (isinstance(node, Bound) and any(b.var.name == name for b in node.binders)) or any(
        _binds(c, name) for c in children(node)
    )


def _second(nodes: tuple[Node, ...], name: str) -> bool:
    """The d of `μ_{kd}` beside `x_{id}` runs over features."""
    doubly = [n for node in nodes for n in _all(node) if isinstance(n, Sym) and len(n.index) == 2]
    return name == "d" and len(doubly) > 1 and all(n.index[1] == Sym(name) or Sym(name) not in n.index for n in doubly)


def _only_runs(node: Node, name: str) -> bool:
    """Free occurrences stand in index positions alone, at least one of them or none; dots make it a last index."""
    if _dotted(node, name):
        return name not in names(node) or (isinstance(node, Rel) and node.operands[0] == Sym(name))

    def fine(n: Node) -> bool:
        if isinstance(n, Bound) and any(b.var.name == name for b in n.binders):
            return True
        if n == Sym(name) or (isinstance(n, Sym) and n.name in ("I", "ones", "zeros") and Sym(name) in n.index):
            return False  # Iₙ says how large it is
        if isinstance(n, Sym):
            return all(i == Sym(name) or fine(i) for i in n.index)
        return all(fine(c) for c in children(n) if not _says_range(n, c, name))

    return fine(node)


def _dotted(node: Node, name: str) -> bool:
    """Whether dots leave something out, other than of what a range of this name runs over."""
    return node == _DOTS or any(_dotted(c, name) for c in children(node) if not _says_range(node, c, name))


def _says_range(node: Node, part: Node, name: str) -> bool:
    """The `n = 1, …, N` among the constraints of a program."""
    match node, part:
        case Group("constraints"), Rel(("∈",), (Sym(running), Group("{", items))):
            return running == name and _DOTS in items
    return False


def _all(node: Node) -> set[Node]:

    return set(walk(node))


def _renamed(node: Node, name: str, to: str, free: bool) -> Node:
    """Bound occurrences by another letter, the free ones too where they run."""
    if isinstance(node, Bound) and any(b.var.name == name for b in node.binders):
        inside = lambda n: renamed(n, {name: to})  # noqa: E731
        binders = tuple(
            Binder(
                Sym(to, b.var.index) if b.var.name == name else b.var,
                _renamed(b.low, name, to, free) if b.low is not None else None,
                _renamed(b.high, name, to, free) if b.high is not None else None,
                inside(b.condition) if b.condition is not None else None,
            )
            for b in node.binders
        )
        return replace(node, binders=binders, body=inside(node.body))
    if free and node == Sym(name):
        return Sym(to)
    return rebuild(node, lambda n: _renamed(n, name, to, free))


def renamed(node: Node, names_to: Mapping[str, str]) -> Node:
    """The node with these names for its letters, whatever indices they bear."""
    return transform(node, lambda n: Sym(names_to[n.name], n.index) if isinstance(n, Sym) and n.name in names_to else n)


def is_two_pi_e(node: Node) -> bool:
    """The 2πe of an entropy, where e is the number."""
    circle = {Sym("pi"), Sym("circle")}
    return isinstance(node, Apply) and node.op == "mul" and Sym("e") in node.args and bool(circle & {*node.args})

"""Networks whose layers only the letters of their units tell: `a_j = Σ_i w_ji z_i`, `z_j = h(a_j)`, `δ_j = h′(a_j) Σ_k w_kj δ_k`.

A weight leads from the layer of one of its letters to that of the other, so each line says how many layers apart its letters
are; written with the layers in front, the network is a recursion like any other (Bishop, PRML, section 5.3).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from interviewer.checking.own.study import LOSSES
from interviewer.checking.problem.canonical import RUNNING
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Apply, Binder, Bound, Deriv, Node, Rel, Sym, apply, num, transform, walk

_EQUATIONS = ("=", ":=", "≡")


@dataclass(frozen=True)
class _Net:
    """Names by their part: the values of units, what goes into them, the weights, whether the upper unit stands first."""

    value: str
    sum: str
    weight: str
    upper_first: bool
    layer: str
    given: bool  # whether a line says what goes into a unit
    layered: frozenset[str] = frozenset()


def with_layers(
    before: Sequence[Clause], claims: Sequence[Clause], errors: Collection[str] = ()
) -> tuple[list[Clause], list[Clause]] | None:
    """The lines with the layers that their letters tell; None where they describe no such network.

    `errors` are names that the problem has for derivatives of its loss: here, untold, those by what goes into a unit.
    """
    net = _network([c.node for c in (*before, *claims)])
    if net is None or any(_name(c.node) in map(_name, LOSSES) for c in before):
        return None
    before = [*before, *_errors_untold(before, claims, net, errors)]
    told: list[Clause] = []
    for clause in before:
        defined = _defined(clause.node, net)
        told.append(clause if defined is None else replace(clause, node=defined))
        net = net if defined is None else replace(net, layered=net.layered | {_name(defined)})
    if not net.given:
        j, i = Sym("j"), Sym("i")
        weight = Sym(net.weight, (j, i) if net.upper_first else (i, j))
        body = Bound("sum", (Binder(i),), apply("mul", weight, Sym(net.value, (i,))))
        made = _defined(Rel(("=",), (Sym(net.sum, (j,)), body)), net)
        if made is None:
            return None
        told.append(Clause("let", made))
    out: list[Clause] = []
    for clause in claims:
        node = _at_layers(clause.node, net)
        if node is None:
            return None
        out.append(replace(clause, node=node))
    return [*told, *_above_inputs(out, net)], out


def _above_inputs(claims: Sequence[Clause], net: _Net) -> list[Clause]:
    """l > 1 where a claim differentiates by the a of layer l − 1: nothing goes into the inputs."""
    layer = Sym(net.layer)
    below = apply("add", layer, _step(-1))
    by = [w for c in claims for n in walk(c.node) if isinstance(n, Deriv) for w in n.wrt]
    if not any(isinstance(w, Sym) and w.name == net.sum and w.index[:1] == (below,) for w in by):
        return []
    return [Clause("assume", Rel((">",), (layer, num(1))))]


def _errors_untold(
    before: Sequence[Clause], claims: Sequence[Clause], net: _Net, errors: Collection[str]
) -> list[Clause]:
    """`δ_j = ∂E/∂a_j` of a δ that the claims speak of and no line defines."""
    told = {_name(c.node) for c in before} | {net.value, net.sum, net.weight}
    nodes = [n for c in claims for n in walk(c.node)]
    spoken = [n for n in nodes if isinstance(n, Sym) and n.name in errors and n.name not in told and len(n.index) == 1]
    slopes = [n.body for n in nodes if isinstance(n, Deriv) and isinstance(n.body, Sym)]
    losses = {n for n in slopes if n.name not in net.layered} or {Sym("L")}
    if len(losses) != 1:
        return []
    j = Sym("j")
    slope = Deriv(losses.pop(), (Sym(net.sum, (j,)),), "partial")
    return [Clause("let", Rel(("=",), (Sym(name, (j,)), slope))) for name in sorted({n.name for n in spoken})]


def _network(nodes: Sequence[Node]) -> _Net | None:
    """The letters that go into units, come out of them and weigh what comes in, as the formulas show; None where they do not."""
    symbols = [n for node in nodes for n in walk(node) if isinstance(n, Sym) and n.index]
    if any(not _are_units(n.index) for n in symbols if len(n.index) > 1) or not symbols:
        return None
    value = into = ""
    for node in nodes:
        match node:
            case Rel(ops, (Sym(x, (Sym() as j,)), body, *_)) if ops[0] in _EQUATIONS and (a := _taken_of(body, j)):
                value, into = x, a
                break
    pairs = {n.name for n in symbols if len(n.index) == 2 and n.index[0] != n.index[1]} - {"delta"}
    if not value or len(pairs) != 1:
        return None
    weight = pairs.pop()
    layer = next(x for x in ("l", "s", "r", "u") if not any(Sym(x) in n.index or n.name == x for n in symbols))
    net = _Net(value, into, weight, True, layer, False, frozenset([value, into, weight]))
    for node in nodes:
        match node:
            case Rel(ops, (Sym(a, (Sym() as j,)), body, *_)) if a == into and ops[0] in _EQUATIONS:
                found = {n.index for n in walk(body) if isinstance(n, Sym) and n.name == weight and j in n.index}
                if not any(isinstance(n, Sym) and n.name == value for n in walk(body)) or len(found) != 1:
                    return None
                biases = {n.name for n in walk(body) if isinstance(n, Sym) and n.index == (j,)}
                return replace(net, upper_first=found.pop()[0] == j, given=True, layered=net.layered | biases)
    return net


def _taken_of(body: Node, unit: Sym) -> str:
    """The a of `h(a_j)`, `tanh(a_j)` and `1/(1 + exp(−a_j))`, what a function of one number of a unit is taken of."""
    products = [n for n in walk(body) if isinstance(n, Apply) and n.op in ("mul", "times", "T", "dot")]
    if isinstance(body, Sym) or any(isinstance(a, Sym) and a.index for n in products for a in n.args):
        return ""
    parts = [n for n in walk(body) if isinstance(n, Bound | Deriv) or (isinstance(n, Sym) and n.index)]
    found = {n.name if isinstance(n, Sym) and n.index == (unit,) else "" for n in parts}
    return found.pop() if len(found) == 1 else ""


def _are_units(index: tuple[Node, ...]) -> bool:
    return len(index) == 2 and all(isinstance(i, Sym) and not i.index and i.name in RUNNING for i in index)


def _name(node: Node) -> str:
    head = node.operands[0] if isinstance(node, Rel) else node
    return head.name if isinstance(head, Sym) else ""


def _defined(node: Node, net: _Net) -> Rel | None:
    """What a line says of the units of a layer as a definition of the whole layer; None of anything else."""
    if not (isinstance(node, Rel) and node.ops[0] in _EQUATIONS and isinstance(node.operands[0], Sym)):
        return None
    head, body = node.operands[0], node.operands[1]
    if len(head.index) != 1 or not isinstance(unit := head.index[0], Sym):
        return None
    placed = _at_layers(Rel(("=",), (Sym(net.value, (unit,)), body)), net)
    if placed is None or not isinstance(placed, Rel) or placed == Rel(("=",), (Sym(net.value, (unit,)), body)):
        return None
    whole = placed.operands[1]
    if not any(isinstance(n, Sym) and n.name in net.layered for n in walk(whole)):
        return None
    layer = Sym(net.layer)
    if isinstance(whole, Deriv) and isinstance(by := whole.wrt[0], Sym) and by.index == (layer, unit):
        whole = replace(whole, wrt=(Sym(by.name, (layer,)),))
    else:
        whole = Bound("collect", (Binder(unit),), whole)
    return Rel(("=",), (Sym(head.name, (layer,)), whole))


def _at_layers(node: Node, net: _Net) -> Node | None:
    """The node with the layer of each unit; None where its weights contradict each other."""
    offsets = _offsets(node, net)
    if offsets is None:
        return None
    found = offsets

    def placed(n: Node) -> Node:
        if not (isinstance(n, Sym) and n.name in net.layered and n.index):
            return n
        units = [i.name for i in n.index if isinstance(i, Sym)]
        if len(units) != len(n.index) or not set(units) <= found.keys():
            return n
        at = max(found[u] for u in units)
        layer = Sym(net.layer)
        return Sym(n.name, (layer if not at else apply("add", layer, _step(at)), *n.index))

    return transform(node, placed)


def _step(at: int) -> Node:
    return num(at) if at > 0 else apply("neg", num(-at))


def _offsets(node: Node, net: _Net) -> dict[str, int] | None:
    """How many layers above that of its head each letter of a line stands; None where its weights contradict each other."""
    links: list[tuple[str, str]] = []
    letters: list[str] = []
    for n in walk(node):
        if isinstance(n, Sym) and n.name in net.layered and n.index:
            letters += [i.name for i in n.index if isinstance(i, Sym)]
            if n.name == net.weight and len(n.index) == 2:
                first, second = (i.name for i in n.index if isinstance(i, Sym))
                links.append((first, second) if net.upper_first else (second, first))
        links += _fed(n, net)
    letters = _head_first(node, letters)
    found: dict[str, int] = {}
    for letter in letters:
        if letter in found:
            continue
        found[letter] = 0
        for _ in letters:
            for upper, lower in links:
                if upper in found:
                    found.setdefault(lower, found[upper] - 1)
                if lower in found:
                    found.setdefault(upper, found[lower] + 1)
    return found if all(found[u] == found[d] + 1 for u, d in links) else None


def _fed(node: Node, net: _Net) -> list[tuple[str, str]]:
    """The k above the j of `∂a_k/∂a_j` and `∂a_k/∂z_j`: what goes into a unit, by what leads there."""
    match node:
        case Deriv(Sym(into, (Sym(upper),)), (Sym(by, (Sym(lower),)),)) if upper != lower and (
            into == by == net.sum or (into == net.sum and by == net.value) or into == by == net.value
        ):
            return [(upper, lower)]
    return []


def _head_first(node: Node, letters: Iterable[str]) -> list[str]:
    head = node.operands[0] if isinstance(node, Rel) else node
    first = [i.name for n in walk(head) if isinstance(n, Sym) for i in n.index if isinstance(i, Sym)]
    return [x for x in dict.fromkeys([*first, *letters]) if x in set(letters)]

"""Networks from their inputs to a loss whose layers only letters tell: `y_k = Σ_j w_kj z_j`, `a_j = Σ_i w_ji x_i`, `E = ½ Σ_k (y_k − t_k)²`.

Nothing recurs there: each letter is of one layer, so what bears letters of several layers is as many names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from interviewer.checking.own.study import LOSSES
from interviewer.checking.problem.canonical import RUNNING
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Bound, Deriv, Node, Num, Rel, Sym, children, transform, walk

_EQUATIONS = ("=", ":=", "≡")


@dataclass(frozen=True)
class _Layers:
    """The layer of each letter, the place in each weight of the letter of the unit that it leads to, and where names are told."""

    of: dict[str, int]
    upper: dict[str, int]
    told: dict[str, set[int]] = field(default_factory=dict)

    def layer(self, symbol: Sym, idle: Collection[str], node: Node) -> int | None:
        """The layer of a name that bears letters of units; by a letter that only runs around it, that of its name elsewhere."""
        units = _units(symbol)
        if len(units) == 1 and units[0] in idle:
            beside = {u for n, runs in _with_idle(node) if n.name == symbol.name for u in _units(n) if u not in runs}
            told = {self.of[u] for u in beside if u in self.of} or self.told.get(symbol.name, set[int]())
            if len(told) == 1:
                return next(iter(told))
        return max(self.of[u] for u in units) if self.of.keys() >= {*units} else None

    def with_letters_of(self, node: Node) -> _Layers | None:
        """The layers with those of the other letters of a formula, as its weights tell; None where they tell nothing of one."""
        found = dict(self.of)
        pairs = [n for n in walk(node) if isinstance(n, Sym) and n.name in self.upper and len(_units(n)) == 2]
        for _ in pairs:
            for pair in pairs:
                units, at = _units(pair), self.upper[pair.name]
                above, below = units[at], units[1 - at]
                if above in found:
                    found.setdefault(below, found[above] - 1)
                if below in found:
                    found.setdefault(above, found[below] + 1)
        layers = replace(self, of=found)
        at = [layers.layer(n, idle, node) for n, idle in _with_idle(node) if _units(n)]
        return layers if {*at} <= {*self.of.values()} else None


def with_units_apart(
    before: Sequence[Clause], claims: Sequence[Clause], errors: Collection[str] = ()
) -> tuple[list[Clause], list[Clause]] | None:
    """The lines with a name of its own for what is of each layer; None where nothing is to be told apart, or letters do not tell it.

    `errors` are names that the problem has for derivatives of its loss: here those by what goes into a unit.
    """
    layers = _layers([c.node for c in before])
    lost = any(_name(c.node) in map(_name, LOSSES) for c in before)
    if layers is None or not (lost or len({*layers.of.values()}) > 2):
        return None  # one sum into units may be said of every layer
    layers = replace(layers, told=_heads(before, layers))
    placed = [(c, layers.with_letters_of(c.node)) for c in (*before, *claims)]
    known = [(c, at) for c, at in placed if at is not None]
    if len(known) < len(placed):
        return None
    named = [_named(c.node, at) for c, at in known]
    found: dict[str, set[int]] = {}
    spoken = {name for pairs in named[: len(before)] for name, _ in pairs.values()}
    for k, pairs in enumerate(named):
        for name, layer in pairs.values():
            if k < len(before) or name not in spoken:  # an x_j of a claim beside the x_i before is no other input
                found.setdefault(name, set()).add(layer)
    if not any(len(at) > 1 for at in found.values()):
        return None
    letter = {at: name for name, at in sorted(layers.of.items(), reverse=True)}
    out = list[Clause]()
    for (clause, _), at_layers in zip(known, named, strict=True):
        apart = {
            s: Sym(f"{name}_{letter[layer]}", s.index) for s, (name, layer) in at_layers.items() if len(found[name]) > 1
        }
        out.append(replace(clause, node=_renamed(clause.node, apart)))
    told, claimed = out[: len(before)], out[len(before) :]
    return [*told, *_errors(told, claimed, {e: {f"{e}_{x}" for x in letter.values()} | {e} for e in errors})], claimed


def _layers(nodes: Sequence[Node]) -> _Layers | None:
    """What the sums into units tell: the letter of the head is one layer above the other letter of a weight."""
    upper: dict[str, int] = {}
    links = set[tuple[str, str]]()
    for node in nodes:
        head = node.operands[0] if isinstance(node, Rel) and node.ops[0] in _EQUATIONS else None
        if not isinstance(head, Sym) or len(_units(head)) != 1:
            continue
        (unit,) = _units(head)
        for n in walk(node):
            if isinstance(n, Sym) and len(units := _units(n)) == 2 and unit in units and units[0] != units[1]:
                at = units.index(unit)
                if upper.setdefault(n.name, at) != at:
                    return None
                links.add((unit, units[1 - at]))
    found = {above: 0 for above, _ in sorted(links)[:1]}
    for _ in links:
        for above, below in links:
            if above in found:
                found.setdefault(below, found[above] - 1)
            if below in found:
                found.setdefault(above, found[below] + 1)
    if not links or any(a not in found or found[a] != found.get(b, 0) + 1 for a, b in links):
        return None
    return _Layers(found, upper)


def _units(symbol: Sym) -> list[str]:
    """The letters of units that a name bears, numbers of its layer apart; none where it bears anything else."""
    letters = [i for i in symbol.index if not isinstance(i, Num)]
    plain = [i.name for i in letters if isinstance(i, Sym) and not i.index and i.name in RUNNING]
    return plain if len(plain) == len(letters) else []


def _heads(before: Iterable[Clause], layers: _Layers) -> dict[str, set[int]]:
    """At which layers the lines say what a name is."""
    found: dict[str, set[int]] = {}
    for clause in before:
        head = clause.node.operands[0] if isinstance(clause.node, Rel) else None
        if isinstance(head, Sym) and len(units := _units(head)) == 1:
            found.setdefault(head.name, set()).update([layers.of[units[0]]] if units[0] in layers.of else [])
    return found


def _named(node: Node, layers: _Layers) -> dict[Sym, tuple[str, int]]:
    """The layer of each name that bears letters of units, the highest where a line has it of several: then nothing else fits."""
    found = [(n, layers.layer(n, idle, node) or 0) for n, idle in _with_idle(node) if _units(n)]
    return {n: (n.name, layer) for n, layer in sorted(found, key=lambda pair: pair[1])}


def _with_idle(node: Node, idle: frozenset[str] = frozenset()) -> Iterable[tuple[Sym, frozenset[str]]]:
    """Each name of a formula with the letters that only run around it: the j of `Σ_j exp(a_j)` is of whatever layer a is of."""
    if isinstance(node, Bound):
        bound = {b.var.name for b in node.binders}
        weighed = {u for n in walk(node.body) if isinstance(n, Sym) and len(_units(n)) == 2 for u in _units(n)}
        idle = (idle - bound) | (bound - weighed)
    if isinstance(node, Sym):
        yield node, idle
        return
    for child in children(node):
        yield from _with_idle(child, idle)


def _renamed(node: Node, apart: dict[Sym, Sym]) -> Node:
    return transform(node, lambda n: apart.get(n, n) if isinstance(n, Sym) else n)


def _errors(told: Sequence[Clause], claims: Sequence[Clause], errors: dict[str, set[str]]) -> list[Clause]:
    """`δ_j = ∂E/∂a_j` of a δ that no line says for its layer, where a weighted sum is what goes into its units."""
    loss = next((Sym(_name(c.node)) for c in told if _name(c.node) in map(_name, LOSSES)), Sym("L"))
    heads = [c.node.operands[0] for c in told if isinstance(c.node, Rel)]
    defined = {h.name for h in heads if isinstance(h, Sym)}
    into = [c.node.operands[0] for c in told if isinstance(c.node, Rel) and _weighs(c.node)]
    out = list[Clause]()
    for known in errors.values():
        used = {n for c in claims for n in walk(c.node) if isinstance(n, Sym) and n.name in known - defined}
        for symbol in {n.name: n for n in sorted(used, key=repr)}.values():
            sums = [s for s in into if isinstance(s, Sym) and s.index == symbol.index]
            if len(sums) == 1:
                out.append(Clause("let", Rel(("=",), (symbol, Deriv(loss, (sums[0],), "partial")))))
    return out


def _weighs(node: Rel) -> bool:
    """`a_j = Σ_i w_ji x_i`, and no function of it."""
    head, body = node.operands[0], node.operands[1]
    parts = [body, *(children(body) if not isinstance(body, Bound) else [])]
    sums = [p for p in parts if isinstance(p, Bound) and p.op == "sum"]
    return isinstance(head, Sym) and any(len(_units(n)) == 2 for s in sums for n in walk(s) if isinstance(n, Sym))


def _name(node: Node) -> str:
    head = node.operands[0] if isinstance(node, Rel) else node
    return head.name if isinstance(head, Sym) else ""

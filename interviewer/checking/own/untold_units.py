"""The network that a line supposes where only the letters of units tell layers: `δ_j = h′(a_j) Σ_k w_kj δ_k` by itself.

What a letter is, the line shows: what the slope of an activation is taken at goes into units, what weights multiply comes out
of them. Weights are as the problem has them, the unit they lead to first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from interviewer.checking.problem.canonical import RUNNING
from interviewer.notation.tree import ONE, Apply, Call, Deriv, Node, Num, Rel, Sym, apply, names, num, transform, walk

_ERRORS = frozenset(["delta"])
_VALUES, _SUMS = ("a", "z", "o", "h", "x", "v"), ("z", "a", "s", "u", "n", "v")
_BISHOP = frozenset(["E"])  # of one sample, E_n, or by w_kj: there a goes into units and z comes out


def networks_supposed(nodes: Iterable[Node]) -> list[list[str]]:
    """The set-ups, each of lines, under which a line about errors or slopes may be meant; none where its letters clash."""
    nodes = tuple(transform(n, applied) for n in nodes)
    symbols = [n for node in nodes for n in walk(node) if isinstance(n, Sym) and n.index]
    weights = {n.name for n in symbols if len(n.index) == 2} - _ERRORS
    if len(weights) != 1 or not all(_is_unit(i) for n in symbols for i in n.index):
        return []
    weight = weights.pop()
    units = {n.name for n in symbols if len(n.index) == 1} - _ERRORS
    if any(isinstance(n, Sym) and not n.index and n.name in units for node in nodes for n in walk(node)):
        return []
    sums, values = _shown(nodes, weight)
    beside = _beside_errors(nodes) - sums - values
    beside -= {"x"} if len(beside | values) > 1 else set()  # inputs, beside what comes out of other units
    if sums & values or len(sums) > 1 or len(values) > 1:
        return []
    losses = [n.body for node in nodes for n in walk(node) if isinstance(n, Deriv) and isinstance(n.body, Sym)]
    losses = [x for x in losses if x.name not in sums | values | _ERRORS]
    calls = [n for node in nodes for n in walk(node) if isinstance(n, Call) and len(n.args) == 1]
    function = _activation(nodes) or next((n.fn.name for n in calls), "f")
    upper, lower = ("i", "j") if _lower_first(nodes, weight) else ("j", "i")
    leading = {n.index for n in symbols if n.name == weight}
    backwards = all(str(a) > str(b) for a, b in leading)  # w_kj, where the problem has W_jk
    bishop = any(x.name in _BISHOP and (x.index or backwards) for x in losses)
    bias = next((n.name for n in symbols if n.name in ("b", "c", "theta") and len(n.index) == 1), "")
    found: list[list[str]] = []
    for into, out in _pairs(sums, values, beside, units | {weight}, bishop):
        if function in (into, out, weight):
            continue
        plus = f" + {bias}_j" if bias and bias not in (into, out) else ""
        found.append(
            [rf"{into}_j = \sum_i {weight}_{{{upper}{lower}}} {out}_i{plus}", f"{out}_j = {function}({into}_j)"]
        )
    return found


def applied(node: Node) -> Node:
    """The h′(a_j) of a letter that no line has called a function."""
    match node:
        case Sym(name, (Num(value=2), Sym() as unit)):
            return apply("pow", Sym(name, (unit,)), num(2))  # z_j², where no weight tells a layer
        case Rel(ops, (Sym(_, (unit,)) as value, Apply("mul", (Sym(_, ()) as f, Sym(_, (same,)) as at)), *rest)) if (
            unit == same
        ):
            return Rel(ops, (value, Call(f, (at,)), *rest))  # z_j = h(a_j)
    if not (isinstance(node, Apply) and node.op == "mul"):
        return node
    for k, (f, at) in enumerate(pairwise(node.args)):
        match f, at:
            case Apply("prime", (Sym(_, ()) as name,)), Sym(_, (_,)):
                return apply("mul", *node.args[:k], Call(name, (at,), primes=1), *node.args[k + 2 :])
    return node


def with_inputs(text: str, network: list[str]) -> str:
    """The line with the inputs as what comes out of units: the x_i of `∂E/∂w_ji = δ_j x_i` beside the z_j of the next layer."""
    out = network[1].split("_")[0]
    return text if out == "x" else re.sub(r"(?<![A-Za-z\\])x(?=_)", out, text)


def _lower_first(nodes: Iterable[Node], weight: str) -> bool:
    """Whether the line says so: `…, where a_j = Σ_i w_ij z_i`."""
    for node in nodes:
        match node:
            case Rel(("=" | ":=" | "≡", *_), (Sym(head, (unit,)), body, *_)) if head not in _ERRORS and _sums(
                body, weight
            ):
                leading = {n.index for n in walk(body) if isinstance(n, Sym) and n.name == weight}
                fed = any(
                    isinstance(n, Sym) and n.name != weight and n.index and n.index != (unit,) for n in walk(body)
                )
                if fed and leading and all(i[1] == unit for i in leading):
                    return True
    return False


def _activation(nodes: Iterable[Node]) -> str:
    """The sigmoid of o_j (1 − o_j), the tanh of 1 − o_j²."""
    for n in (n for node in nodes for n in walk(node)):
        match n:
            case Apply("add", (one, Apply("neg", (Sym(_, (_,)) as value,)))) if one == ONE and _beside(nodes, n, value):
                return "sigmoid"
            case Apply("add", (one, Apply("neg", (Apply("pow", (Sym(_, (_,)), Num(power))),)))) if one == ONE:
                return "tanh" if power == 2 else ""
    return ""


def _beside(nodes: Iterable[Node], factor: Node, value: Node) -> bool:
    products = (n for node in nodes for n in walk(node) if isinstance(n, Apply) and n.op == "mul")
    return any(factor in p.args and value in p.args for p in products)


def _is_unit(index: Node) -> bool:
    return isinstance(index, Sym) and not index.index and index.name in RUNNING


def _shown(nodes: Iterable[Node], weight: str) -> tuple[set[str], set[str]]:
    """What goes into units and what comes out of them, as far as the line shows it."""
    sums, values = set[str](), set[str]()
    for n in (n for node in nodes for n in walk(node)):
        match n:
            case Call(_, (Sym(name, (_,)),), (), ()) if n.primes:
                sums.add(name)
            case Deriv(Sym(name, (unit,)), (Sym(by, leading),)) if by == weight and unit in leading:
                sums.add(name)
            case Rel(ops, (Sym(error, (_,)), Deriv(Sym(), (Sym(name, (_,)),)), *_)) if error in _ERRORS and ops[0] in (
                "=",
                "≡",
                ":=",
            ):
                sums.add(name)
            case Rel(("=" | ":=" | "≡", *_), (Sym(value, (unit,)), Call(_, (Sym(name, (same,)),), (), ()), *_)) if (
                unit == same
            ):
                sums.add(name)
                values.add(value)
            case Rel(("=" | ":=" | "≡", *_), (Sym(name, (_,)), body, *_)) if name not in _ERRORS and _sums(
                body, weight
            ):
                sums.add(name)
            case Apply("add", (one, Apply("neg", (Sym(name, (_,)) | Apply("pow", (Sym(name, (_,)), _)),)))) if (
                one == ONE
            ):
                values.add(name)
            case Apply("mul", args):
                at = {i for a in args if isinstance(a, Sym) and a.name == weight and len(a.index) == 2 for i in a.index}
                fed = {a.name for a in args if isinstance(a, Sym) and len(a.index) == 1 and a.index[0] in at}
                values |= fed - _ERRORS
    return sums, values


def _sums(body: Node, weight: str) -> bool:
    """Whether it weighs what comes out of units, and no errors."""
    found = names(body)
    return weight in found and not found & _ERRORS and not any(isinstance(n, Deriv) for n in walk(body))


def _beside_errors(nodes: Iterable[Node]) -> set[str]:
    """The z of `δ_j z_i`, what a weight's slope multiplies an error with, and that of `∂E/∂z_j`."""
    found = set[str]()
    for n in (n for node in nodes for n in walk(node)):
        match n:
            case Deriv(Sym(), (Sym(name, (_,)),)):
                found.add(name)
        if isinstance(n, Apply) and n.op == "mul" and any(isinstance(a, Sym) and a.name in _ERRORS for a in n.args):
            found |= {a.name for a in n.args if isinstance(a, Sym) and len(a.index) == 1} - _ERRORS
    return found


def _pairs(sums: set[str], values: set[str], beside: set[str], taken: set[str], bishop: bool) -> list[tuple[str, str]]:
    """What goes into units and what comes out, in each way that is left open."""

    def free(letters: tuple[str, ...], *others: str) -> str:
        return next(x for x in (*letters, "q", "r") if x not in taken and x not in others)

    if sums and not values:
        into = next(iter(sums))
        outs = beside or {free(_VALUES, into)}
        return [(into, out) for out in sorted(outs)] if len(outs) == 1 else []
    if values:
        out = next(iter(values))
        into = next(iter(sums), "") or free(_SUMS, out)
        return [(into, out)]
    if len(beside) != 1:
        return []
    name = next(iter(beside))
    as_value, as_sum = (free(_SUMS, name), name), (name, free(_VALUES, name))
    if bishop:
        return [as_sum] if name == "a" else [as_value]
    return [as_value, as_sum] if name in ("z", "s", "u", "n") else [as_value]

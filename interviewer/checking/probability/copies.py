"""Expectations over independent draws z_1, …, z_K of a finite variable, as in a bound with several samples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations_with_replacement, product
from math import comb, factorial
from typing import TYPE_CHECKING, Any

from interviewer.checking.fields import OutOfDomain, Unsupported
from interviewer.checking.probability.names import base_name, cell_of, support_of
from interviewer.notation.tree import Binder, Bound, Call, Group, Moment, Node, Rel, Sym, num, transform, walk

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.values.environment import Env, Key

MAX_DRAWS = 80  # states of all draws together
_COUNTS = frozenset("KLMNSTmn")
_BETWEEN = frozenset(["ellipsis", "colon"])


def drawn_apart(ev: Evaluator, node: Moment, env: Env) -> list[tuple[Env, Any]] | None:
    """Every outcome of the draws that the body numbers, with its weight; None when it numbers none."""
    drawn = _drawn(ev, node, env)
    if drawn is None:
        return None
    name, last, weighed = drawn
    if len(weighed) ** last > MAX_DRAWS:
        raise OutOfDomain("an expectation over too many draws")
    out = []
    for outcome in product(weighed, repeat=last):
        weight: Any = ev.field.number(1, 1)
        for _, w in outcome:
            weight = weight * w
        out.append((env.override({(name, (k,)): s for k, (s, _) in enumerate(outcome, 1)}), weight))
    return out


def mean_of_sums(ev: Evaluator, node: Moment, env: Env) -> Any | None:
    """An expectation of a function of sums over all draws, as in `E[log (1/K) Σ_k w_k]`: their order does not matter, and
    each term is one of as many values as there are states. None for any other."""
    found = _numbered(ev, node, env)
    if found is None or node.op != "E" or len(node.args) != 1:
        return None
    name = found[0]
    sums = [n for n in walk(node.args[0]) if isinstance(n, Bound) and _of_draws(ev, n, name)]
    sums = [n for n in sums if not any(n is not m and n in walk(m.body) for m in sums)]
    places = {n: Sym(f"{name}!{n.op}{k}") for k, n in enumerate(dict.fromkeys(sums))}
    body = transform(node.args[0], lambda n: places.get(n, n) if isinstance(n, Bound) else n)
    if not places or any(_numbers(ev, n, name) for n in walk(body)):
        return None
    drawn = _drawn(ev, node, env)
    if drawn is None:
        return None
    _, last, weighed = drawn
    if comb(len(weighed) + last - 1, last) > MAX_DRAWS or any(_reaches(ev, n, env) not in (None, last) for n in places):
        return None
    terms = {
        place: [
            ev.value(n.body, env.override({(name, (1,)): s}).bind(**{n.binders[0].var.name: 1})) for s, _ in weighed
        ]
        for n, place in places.items()
    }
    total: Any = None
    for outcome in combinations_with_replacement(range(len(weighed)), last):
        weight: Any = ev.field.number(_orders(outcome), 1)
        for k in outcome:
            weight = weight * weighed[k][1]
        values: dict[Key, Any] = {
            (place.name, ()): _together(n.op, [terms[place][k] for k in outcome]) for n, place in places.items()
        }
        value = ev.value(body, env.override(values)) * weight
        total = value if total is None else total + value
    return total


def _together(op: str, values: list[Any]) -> Any:
    total = values[0]
    for value in values[1:]:
        total = total + value if op == "sum" else total * value
    return total


def _reaches(ev: Evaluator, node: Bound, env: Env) -> int | None:
    high = node.binders[0].high
    return ev.index(high, env) if high is not None else None


def _of_draws(ev: Evaluator, node: Bound, name: str) -> bool:
    """A sum over the draws of something that depends on the number of the draw through the draw alone."""
    if node.op not in ("sum", "prod") or len(node.binders) != 1 or node.binders[0].condition is not None:
        return False
    if node.binders[0].low not in (None, num(1)):
        return False
    index = node.binders[0].var
    running = [n for n in walk(node.body) if isinstance(n, Sym) and index in n.index]
    counted = [n for n in walk(node.body) if n == index]
    return (
        bool(running)
        and len(counted) == len(running)
        and all(n.index == (index,) and _numbers(ev, n, name) for n in running)
    )


def _numbers(ev: Evaluator, node: Node, name: str) -> bool:
    """Whether a symbol is one of the draws, or a quantity of the candidate's own that is made of one."""
    if not isinstance(node, Sym) or not node.index:
        return False
    return node.name == name or any(
        t.name == name and t.index == (Sym(d.index[0]),)
        for d in ev.scope.own.get(node.name, ())
        if len(d.index) == 1
        for t in walk(d.body)
        if isinstance(t, Sym)
    )


def _orders(outcome: tuple[int, ...]) -> int:
    """In how many orders the draws may come out so."""
    count = factorial(len(outcome))
    for times in Counter(outcome).values():
        count //= factorial(times)
    return count


def _drawn(ev: Evaluator, node: Moment, env: Env) -> tuple[str, int, list[tuple[Any, Any]]] | None:
    """The variable that is drawn, how often, and its states with their weights."""
    found = _numbered(ev, node, env)
    if found is None:
        return None
    name, last = found
    law = _law(ev, node, name)
    states = support_of(ev, name)
    if law is None or states is None:
        return None
    cell = cell_of(ev, name)
    return name, last, [(s, ev.value(law, env.override({(name, ()): s})) * cell) for s in states]


def _numbered(ev: Evaluator, node: Moment, env: Env) -> tuple[str, int] | None:
    """The variable of which the body takes several, and how many."""
    for body in node.args:
        for n in walk(body):
            if not isinstance(n, Bound) or n.op not in ("sum", "prod") or len(n.binders) != 1:
                continue
            binder = n.binders[0]
            for name in _indexed_by(ev, n.body, binder.var):
                if support_of(ev, name) is not None:
                    return name, _last(ev, binder, node, name, env)
    return None


def _indexed_by(ev: Evaluator, body: Node, index: Node) -> Iterator[str]:
    """Names that bear an index, in the body or in what a weight w_k of the candidate's own stands for."""
    for s in walk(body):
        if isinstance(s, Sym) and s.index == (index,):
            yield s.name
            for d in ev.scope.own.get(s.name, ()):
                if len(d.index) == 1:
                    yield from (t.name for t in walk(d.body) if isinstance(t, Sym) and t.index == (Sym(d.index[0]),))


def _last(ev: Evaluator, binder: Binder, node: Moment, name: str, env: Env) -> int:
    if binder.high is not None:
        return ev.index(binder.high, env)
    ends = (
        [n.index[-1] for n in walk(node.over) if isinstance(n, Sym) and n.name == name and n.index] if node.over else []
    )
    if not ends:  # the K of (1/K) Σ_k
        inside = {n.name for a in node.args for n in walk(a) if isinstance(n, Sym) and not n.index}
        ends = [Sym(n) for n in sorted(inside & _COUNTS)]
    if not ends or (len(set(ends)) > 1 and not node.over):
        raise Unsupported(f"how many draws of {name} are meant is not clear; write Σ_{{k=1}}^K")
    return ev.index(ends[-1], env)


def _law(ev: Evaluator, node: Moment, name: str) -> Node | None:
    """The distribution that the draws have: the one named, or the problem's of that variable."""
    overs = node.over.items if isinstance(node.over, Group) else (node.over,) if node.over is not None else ()
    laws: list[Node] = []
    for over in overs:
        if isinstance(over, Rel) and over.ops == ("~",):
            if base_name(over.operands[0]) != name:
                return None
            laws.append(over.operands[1])
        elif isinstance(over, Sym) and (over.name in _BETWEEN or over.name == name):
            continue
        else:
            laws.append(over)
    if len(set(laws)) > 1:
        return None
    known = [d for d, spec in ev.scope.world.distributions.items() if name in spec.get("of", []) and spec.get("given")]
    told = next((d.body for d in ev.scope.own.get(f"{name}.drawn", ())), None)  # x_1, …, x_m from p
    law = laws[0] if laws else told or (Sym(known[0]) if len(known) == 1 else None)
    if isinstance(law, Sym):
        spec = ev.scope.world.distributions.get(law.name.split(".")[0], {})
        return Call(law, (Sym(name),), tuple(Sym(g) for g in spec.get("given", [])))
    if isinstance(law, Call):
        args = tuple(Sym(name) if base_name(a) == name else a for a in law.args) or (Sym(name),)
        return Call(law.fn, args, law.given, law.params)
    return None


__all__ = ["drawn_apart", "mean_of_sums"]

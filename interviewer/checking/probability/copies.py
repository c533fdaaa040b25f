"""Expectations over independent draws z_1, …, z_K of a finite variable, as in a bound with several samples."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING, Any

from interviewer.checking.fields import OutOfDomain, Unsupported
from interviewer.checking.probability.names import base_name, cell_of, support_of
from interviewer.notation.tree import Binder, Bound, Call, Group, Moment, Node, Rel, Sym, walk

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.evaluation.environment import Env

MAX_DRAWS = 80  # states of all draws together
_BETWEEN = frozenset(["ellipsis", "colon"])


def drawn_apart(ev: Evaluator, node: Moment, env: Env) -> list[tuple[Env, Any]] | None:
    """Every outcome of the draws that the body numbers, with its weight; None when it numbers none."""
    found = _numbered(ev, node, env)
    if found is None:
        return None
    name, last = found
    law = _law(ev, node, name)
    states = support_of(ev, name, env)
    if law is None or states is None:
        return None
    if len(states) ** last > MAX_DRAWS:
        raise OutOfDomain("an expectation over too many draws")
    cell = cell_of(ev, name)
    weighed = [(s, ev.value(law, env.override({(name, ()): s})) * cell) for s in states]
    out = []
    for outcome in product(weighed, repeat=last):
        weight: Any = ev.field.number(1, 1)
        for _, w in outcome:
            weight = weight * w
        out.append((env.override({(name, (k,)): s for k, (s, _) in enumerate(outcome, 1)}), weight))
    return out


def _numbered(ev: Evaluator, node: Moment, env: Env) -> tuple[str, int] | None:
    """The variable of which the body takes several, and how many."""
    for body in node.args:
        for n in walk(body):
            if not isinstance(n, Bound) or n.op not in ("sum", "prod") or len(n.binders) != 1:
                continue
            binder = n.binders[0]
            for name in _indexed_by(ev, n.body, binder.var):
                if support_of(ev, name, env) is not None:
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
    if not ends:
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
    law = laws[0] if laws else Sym(known[0]) if len(known) == 1 else None
    if isinstance(law, Sym):
        spec = ev.scope.world.distributions.get(law.name.split(".")[0], {})
        return Call(law, (Sym(name),), tuple(Sym(g) for g in spec.get("given", [])))
    if isinstance(law, Call):
        args = tuple(Sym(name) if base_name(a) == name else a for a in law.args) or (Sym(name),)
        return Call(law.fn, args, law.given, law.params)
    return None


__all__ = ["drawn_apart"]

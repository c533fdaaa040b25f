"""Samples as a whole: D is all the x_i, drawn independently; p(D|θ) is a product and Σ_Z runs over all values of every z_i.

A letter of type `all of x` stands for the members x_1, …, x_n. What else a distribution is of is shared by its samples.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

from interviewer.checking.fields import Unsupported, Value
from interviewer.checking.probability.names import base_name, cell_of, is_variable, support_of
from interviewer.checking.problem.members import UPTO, member_of, members_of_samples
from interviewer.notation.tree import Call, Node, Rel, Sym, num

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.values.environment import Env


Density = Callable[["Evaluator", Call, "Env"], Value]


def sample_density(ev: Evaluator, node: Call, env: Env, density: Density) -> Value | None:
    """p of whole samples: the product over their members, summed over what they share; None for one member alone.

    `density` is that of the members.
    """
    if not members_of_samples(ev.scope):
        return None
    random = tuple(g for g in node.given if _is_random(ev, base_name(g)))
    node = replace(node, given=random, params=(*node.params, *(g for g in node.given if g not in random)))
    spoken = [*node.args, *node.given]
    wholes = {base_name(n) for n in spoken if member_of(ev.scope, base_name(n))}
    several = [base_name(n) for n in spoken if _is_member(ev, n)]
    if not wholes and len(set(several)) == len(several):
        return None
    if any(base_name(n) in wholes and not _is_random(ev, member_of(ev.scope, base_name(n))) for n in node.args):
        raise Unsupported("the inputs have no distribution here")
    members = {member_of(ev.scope, w) for w in wholes}
    every = set(ev.scope.world.distributions.get(node.fn.name, {}).get("of", []))
    shared = sorted(v for v in every - members if not _reach(ev, v))
    single = [n for n in spoken if base_name(n) not in wholes | set(shared)]
    if any(not _is_member(ev, n) for n in single):
        raise Unsupported("a single variable beside a whole sample; give it an index")
    top = _joint(ev, node, node.args + node.given, shared, env, density)
    return top / _joint(ev, node, node.given, shared, env, density) if node.given else top


def _reach(ev: Evaluator, name: str) -> int:
    rows = ev.scope.letter(ev.scope.world.row_families.get(name, ""))
    if rows is not None and member_of(ev.scope, rows.name):
        return ev.model.shape(rows, ())[0]
    letter = ev.scope.letter(name)
    return ev.model.size(letter.reach[1]) if letter is not None and letter.reach else 0


def _is_random(ev: Evaluator, name: str) -> bool:
    rows = ev.scope.world.row_families.get(name, "")
    return is_variable(ev, name) or bool(member_of(ev.scope, rows))


def _is_member(ev: Evaluator, node: Node) -> bool:
    head = node.operands[0] if isinstance(node, Rel) else node
    return isinstance(head, Sym) and bool(_reach(ev, head.name)) and _is_random(ev, head.name) and len(head.index) == 1


def _joint(ev: Evaluator, node: Call, spoken: tuple[Node, ...], shared: list[str], env: Env, density: Density) -> Value:
    """The density of all that is spoken of together."""
    told = [n for n in spoken if base_name(n) in shared]
    hidden = [v for v in shared if v not in {base_name(n) for n in told}]
    wholes = [n for n in spoken if member_of(ev.scope, base_name(n))]
    single = [n for n in spoken if n not in told and n not in wholes]
    letters = {member_of(ev.scope, base_name(n)) for n in wholes} | {base_name(n) for n in single}
    count = max((_reach(ev, m) for m in letters), default=0)
    total: Value = None
    spaces = [[(s, cell_of(ev, v)) for s in support_of(ev, v) or []] for v in hidden]
    for states in product(*spaces):
        inside = env.bind_all({v: s for v, (s, _) in zip(hidden, states, strict=True)})
        given = (*told, *(Sym(v) for v in hidden))
        term: Any = density(ev, Call(node.fn, given, (), node.params), inside) if given else ev.field.number(1, 1)
        for k in range(1, count + 1):
            here: list[Node] = [
                Sym(member_of(ev.scope, base_name(n)), (num(k),)) for n in wholes if _goes_to(ev, n, k, env)
            ]
            whole = {base_name(n) for n in here}
            here += [n for n in single if _index_of(ev, n, env) == k and base_name(n) not in whole]
            inputs: list[Node] = [Sym(x, (num(k),)) for n in wholes if (x := _input_of(ev, n))]
            inputs += [n for n in here if not _is_random(ev, base_name(n))]
            drawn = tuple(n for n in here if n not in inputs)
            if drawn:
                term = term * density(ev, Call(node.fn, drawn, (*given, *dict.fromkeys(inputs)), node.params), inside)
        for _, weight in states:
            term = term * weight
        total = term if total is None else total + term
    return total


def _goes_to(ev: Evaluator, whole: Node, k: int, env: Env) -> bool:
    """Whether a sample, or the beginning of it, has a k-th member."""
    beginning = isinstance(whole, Sym) and whole.index[:1] == (UPTO,)
    return not beginning or (isinstance(whole, Sym) and k <= ev.index(whole.index[1], env))


def _input_of(ev: Evaluator, whole: Node) -> str:
    """The inputs at which a sample is observed."""
    letter = ev.scope.letter(base_name(whole))
    return letter.follows if letter is not None else ""


def _head(node: Node) -> Node:
    return node.operands[0] if isinstance(node, Rel) else node


def _index_of(ev: Evaluator, node: Node, env: Env) -> int:
    head = _head(node)
    assert isinstance(head, Sym)
    return ev.index(head.index[0], env)


def all_values(ev: Evaluator, whole: str, env: Env) -> list[tuple[Env, Any]] | None:
    """An environment with its measure for every value of a whole sample; None for any other letter."""
    member = member_of(ev.scope, whole)
    states = support_of(ev, member) if member else None
    if states is None:
        return None
    count, cell = _reach(ev, member), cell_of(ev, member)
    if len(states) ** count > 300:
        raise Unsupported("a sum over too many values of a sample")
    out = []
    for values in product(states, repeat=count):
        child = env.override({(member, (k,)): v for k, v in enumerate(values, 1)})
        out.append((child, cell**count))
    return out

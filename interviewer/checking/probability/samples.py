"""Samples as a whole: D is all the x_i, drawn independently; p(D|θ) is a product and Σ_Z runs over all values of every z_i.

A letter of type `all of x` stands for the members x_1, …, x_n. What else a distribution is of is shared by its samples.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

from interviewer.checking.fields import Unsupported, Value
from interviewer.checking.probability.names import base_name, cell_of, is_variable, support_of
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import World
from interviewer.notation.lexer import tokenize
from interviewer.notation.parsing.words import RELATIONS, is_plain
from interviewer.notation.tree import Apply, Call, Moment, Node, Num, Rel, Sym, num, rebuild, walk
from interviewer.notation.unreadable import Unreadable

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.evaluation.environment import Env

UPTO = Sym("upto")
DOTS, RANGE = Sym("ellipsis"), Sym("colon")


def member_of(scope: Scope, name: str) -> str:
    """The letter whose values a sample consists of; empty for any other letter."""
    return _members(scope).get(name, "")


def _members(scope: Scope) -> dict[str, str]:
    """The members of every whole sample of the problem: of `all of x` and of the rows that p generates."""

    def found() -> dict[str, str]:
        generated = {p for d in scope.world.definitions.get("p", ()) if d.given for p in d.params}
        letters = {**scope.world.letters, **scope.types}
        out = {n: t.of for n, t in letters.items() if t.kind == "all"}
        rows = {n: t.rows for n, t in letters.items() if t.rows in generated and t.kind in ("matrix", "vector")}
        return out | {n: r for n, r in rows.items() if r and not scope.definitions(n)}

    return scope.follows("members", found)


def whole_samples(node: Node, scope: Scope) -> Node:
    """`x_1, …, x_n` and `x_{1:n}` of a density, and its bare `x` beside `x_i`, as the letter of the whole sample."""
    wholes = {member: name for name in scope.world.letters if (member := member_of(scope, name))}
    entries = {n.index[-1] for n in walk(node) if isinstance(n, Sym) and len(n.index) == 2}  # the j of μ_kj, and of x_j
    indexed = [n for n in walk(node) if isinstance(n, Sym) and n.index and not isinstance(n.index[0], Num)]
    vectors = {m for m in wholes if (t := scope.world.letters.get(m)) is not None and t.kind == "vector"}
    running = {n.name for n in indexed if n.name not in vectors or len(n.index) > 1 or n.index[0] not in entries}
    bound = {b.var.name for n in walk(node) for b in getattr(n, "binders", ())}
    beside = {m for m in wholes if m in running - bound and m not in scope.own}

    every, named = set(wholes) - bound - set(scope.own), set(wholes.values())  # y beside X is all of the y_i

    def listed(items: tuple[Node, ...], beside: set[str]) -> tuple[Node, ...]:
        out: list[Node] = []
        for k, item in enumerate(items):
            whole = wholes.get(item.name) if isinstance(item, Sym) else None
            if whole is None or not isinstance(item, Sym):
                out.append(item)
            elif (last := _stops_at(items, k, item)) is not None:
                out.append(Sym(whole, (UPTO, last)))
            elif _is_whole(items, k, item, beside):
                out.append(Sym(whole))
            else:
                out.append(item)
        found = any(isinstance(x, Sym) and x.name in named for x in out)
        kept = [x for x in out if x != DOTS] if found else out
        return tuple(dict.fromkeys(kept))

    def change(n: Node) -> Node:
        n = rebuild(n, change)
        if isinstance(n, Moment) and n.op == "E" and n.given and n.over is None and len(n.args) == 1:
            event = _event(n.args[0])
            return Call(Sym("p"), (event,), n.given) if event is not None else n  # E[1{z_i = k}|x_i]
        if isinstance(n, Call) and n.fn.name in scope.world.distributions:
            company = any(
                isinstance(i, Sym) and not i.index and i.name in named for i in (*n.args, *n.given, *n.params)
            )
            parts = [tuple(map(_state, items)) for items in (n.args, n.given, n.params)]
            made = Call(n.fn, *(listed(p, every if company else beside) for p in parts), n.primes)
            return n if made == n else made
        return n

    def _event(of: Node) -> Node | None:
        """The event z_i = k whose probability is the mean of its indicator, or of a one-hot z_{ik}."""
        event = of.args[0] if isinstance(of, Apply) and of.op == "indicator" else Rel(("=",), (of, num(1)))
        event = _state(event) if isinstance(event, Rel) and event.ops == ("=",) else None
        letter = scope.letter(base_name(event)) if event is not None else None
        known = letter is not None and letter.kind in ("label", "variable")
        plain = isinstance(event, Rel) and isinstance(event.operands[0], Sym) and len(event.operands[0].index) < 2
        return event if known and plain and (event != Rel(("=",), (of, num(1)))) else None

    def _state(item: Node) -> Node:
        """`z_{ik} = 1` of one-hot labels says z_i = k."""
        head = item.operands[0] if isinstance(item, Rel) and item.ops == ("=",) and item.operands[1] == num(1) else None
        letter = scope.letter(head.name) if isinstance(head, Sym) else None
        labels = letter is not None and letter.kind in ("label", "variable")
        if isinstance(head, Sym) and labels and len(head.index) == 2:
            return Rel(("=",), (Sym(head.name, head.index[:1]), head.index[1]))
        return item

    return change(node)


def _is_whole(items: tuple[Node, ...], k: int, item: Sym, beside: set[str]) -> bool:
    """The bare x beside x_i, `x_{1:n}`, and either end of `x_1, …, x_n`."""
    dotted = items[k + 1 : k + 2] == (DOTS,) or items[max(0, k - 1) : k] == (DOTS,)
    bare = not item.index and item.name in beside
    return bare or RANGE in item.index or dotted or _leads(items[k + 1 :], item)


def _stops_at(items: tuple[Node, ...], k: int, item: Sym) -> Node | None:
    """The n−1 of `x_1, …, x_{n−1}` and `x_{1:n−1}`: a sample before its last members; None where it runs to its end."""
    ends = [item]
    ends += [i for i in items[k + 1 :] if isinstance(i, Sym) and i.name == item.name and DOTS in items[k:]]
    last = ends[-1].index[-1] if ends[-1].index else None
    dotted = DOTS in (*items[max(0, k - 1) : k], *items[k + 1 :]) and len(item.index) == 1
    return last if isinstance(last, Apply) and (dotted or RANGE in item.index) else None


_SAMPLED = frozenset(
    re.split(
        " ",
        "assume drawn naive features conditionally independent independently identically distributed iid label",
    )
)
_INDEPENDENT = frozenset(["iid", "independent", "independently"])


def says_independent(scope: Scope, text: str) -> bool:
    """`x_1, …, x_n i.i.d. given θ` says of a sample what a reading of the problem takes for granted, and nothing else."""
    try:
        tokens = tokenize(text, scope.vocabulary.words)
    except Unreadable:
        return False
    words = {t.text for t in tokens if t.kind == "word"}
    if not words & _INDEPENDENT or not all(w in _SAMPLED or is_plain(w) for w in words):
        return False
    if any(t.kind == "op" and t.text in RELATIONS - {"="} for t in tokens):
        return False
    if any(t.kind in ("name", "fn") and after.text == "(" for t, after in pairwise(tokens)):
        return False  # N(μ, σ²): a law
    if any(t.text == "=" and after.text != "\\{" for t, after in pairwise(tokens)):
        return False
    spoken = {t.text for t in tokens if t.kind in ("name", "accent")}
    worlds = (scope.world, *scope.world.variants)
    return any(
        letter.reach and letter.kind == "variable" and {name, *_others(w, name)} & spoken
        for w in worlds
        for name, letter in w.letters.items()
    )


def _others(world: World, name: str) -> set[str]:
    return {other for other, targets in world.aliases.items() if name in targets}


def _leads(rest: tuple[Node, ...], item: Sym) -> bool:
    """`x_1` before `x_2, …, x_n`."""
    after = rest[0] if rest else None
    return isinstance(after, Sym) and after.name == item.name and bool(after.index) and rest[1:2] == (DOTS,)


def sample_density(ev: Evaluator, node: Call, env: Env) -> Value | None:
    """p of whole samples: the product over their members, summed over what they share; None for one member alone."""
    if not _members(ev.scope):
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
    top = _joint(ev, node, node.args + node.given, shared, env)
    return top / _joint(ev, node, node.given, shared, env) if node.given else top


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


def _joint(ev: Evaluator, node: Call, spoken: tuple[Node, ...], shared: list[str], env: Env) -> Value:
    """The density of all that is spoken of together."""
    from interviewer.checking.probability.tables import density

    told = [n for n in spoken if base_name(n) in shared]
    hidden = [v for v in shared if v not in {base_name(n) for n in told}]
    wholes = [n for n in spoken if member_of(ev.scope, base_name(n))]
    single = [n for n in spoken if n not in told and n not in wholes]
    letters = {member_of(ev.scope, base_name(n)) for n in wholes} | {base_name(n) for n in single}
    count = max((_reach(ev, m) for m in letters), default=0)
    total: Value = None
    spaces = [[(s, cell_of(ev, v)) for s in support_of(ev, v, env) or []] for v in hidden]
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
    states = support_of(ev, member, env) if member else None
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

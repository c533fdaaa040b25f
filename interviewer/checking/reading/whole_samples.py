"""`x_1, …, x_n` and `x_{1:n}` of a density, and its bare `x` beside `x_i`, as the letter of the whole sample."""

from __future__ import annotations

from interviewer.checking.probability.names import base_name
from interviewer.checking.problem.members import UPTO, member_of
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Call, Moment, Node, Num, Rel, Sym, num, rebuild, walk

DOTS, RANGE = Sym("ellipsis"), Sym("colon")


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


def _leads(rest: tuple[Node, ...], item: Sym) -> bool:
    """`x_1` before `x_2, …, x_n`."""
    after = rest[0] if rest else None
    return isinstance(after, Sym) and after.name == item.name and bool(after.index) and rest[1:2] == (DOTS,)

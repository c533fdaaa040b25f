"""The expressions that a reading of the problem is meant for, found in a line: `log L`, `y(1 − y)`, a prior N(m, s²)."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import key_of
from interviewer.notation.clause import Line
from interviewer.notation.tree import Apply, Call, Group, Moment, Node, Rel, Sym, names, transform, walk


def shows(line: Line, sign: Node, scope: Scope) -> bool:
    """Whether a line holds the expression that a reading of the problem is meant for, such as `log L`."""

    if isinstance(sign, Sym):
        spoken_of = (*(c.node for c in line.clauses), *(c for c in scope.conditions if not scope.own))
        symbols = [n for node in spoken_of for n in walk(node) if isinstance(n, Sym)]
        runs = bool(sign.index) and isinstance(sign.index[-1], Sym)
        if runs:
            return any(sign.index[-1] in n.index for n in symbols)
        spoken = not sign.index and any(sign.name in names(d.body) for ds in scope.own.values() for d in ds)
        key = key_of(sign)
        return spoken or any(n == sign or n == Sym(key) if sign.index else n.name == sign.name for n in symbols)
    if isinstance(sign, Rel) and sign.ops == ("∈",) and not isinstance(sign.operands[1], Group):  # x ∈ ℝⁿ
        return any(c.node == sign for c in line.clauses)
    if isinstance(sign, Rel) and sign.ops == ("∈",):  # y ∈ {−1, 1}: something is said to be in that set
        members = [n for c in line.clauses if isinstance(n := c.node, Rel) and n.ops[-1] == "∈"]
        return any(isinstance(n.operands[-1], Group) and _same_set(n.operands[-1], sign.operands[1]) for n in members)
    if isinstance(sign, Rel) and sign.ops == ("=",):  # ŷ = W h: it is set to a product that begins so
        set_to = [n for c in line.clauses if isinstance(n := c.node, Rel) and n.ops[0] in ("=", ":=")]
        if _adds_to_itself(sign):
            return any(map(_adds_to_itself, set_to))  # a^{(l)} = a^{(l−1)} + …
        return any(
            n.operands[0] == sign.operands[0] and _leading(n.operands[1]) == _leading(sign.operands[1]) for n in set_to
        )
    if isinstance(sign, Moment):
        return any(isinstance(n, Moment) for c in line.clauses for n in walk(c.node))
    if isinstance(sign, Call) and sign.params:  # N(m, s²): a law with these parameters, whatever it is of
        laws = [n for c in line.clauses for n in walk(c.node) if isinstance(n, Call)]
        of = [n for n in laws if sign.args in ((), n.args) or (not n.args and _uncalled(n) != n.params)]
        return any((n.fn, _uncalled(n)) == (sign.fn, sign.params) for n in of)
    if isinstance(sign, Call) and sign.given:  # p(θ|α): a law that is given this letter
        laws = [n for c in line.clauses for n in walk(c.node) if isinstance(n, Call) and {*sign.given} <= {*n.given}]
        return any(sign.fn.name in (n.fn.name, *scope.world.aliases.get(n.fn.name, ())) for n in laws)
    if isinstance(sign, Call):
        name = sign.fn.name
        called = {n.fn.name for c in line.clauses for n in walk(c.node) if isinstance(n, Call)}
        called |= {n.fn.name for ds in scope.own.values() for d in ds for n in walk(d.body) if isinstance(n, Call)}
        return any(name == c or name in scope.world.aliases.get(c, ()) for c in called)

    if isinstance(sign, Apply) and sign.op == "mul":  # y (1 − y): what has this factor is no label
        factors = set(sign.args)
        bare = (transform(n, _without_index) for c in line.clauses for n in walk(c.node) if isinstance(n, Apply))
        return any(isinstance(n, Apply) and n.op in ("mul", "dot") and factors <= set(n.args) for n in bare)

    def called(node: Node) -> str:
        inner = node.args[0] if isinstance(node, Apply) else node
        return getattr(inner.fn if isinstance(inner, Call) else inner, "name", "")

    assert isinstance(sign, Apply)
    applied = [n for c in line.clauses for n in walk(c.node) if isinstance(n, Apply) and n.args and n.op == sign.op]
    applied = [n for n in applied if sign.op != "norm" or n.args[1:] == sign.args[1:]]
    return any(called(sign) in (called(n), *scope.world.aliases.get(called(n), ())) for n in applied)


def _adds_to_itself(relation: Rel) -> bool:
    """`h_l = h_{l−1} + f(h_{l−1})`: the member before it is one of the terms."""
    head, value = relation.operands[:2]
    terms = value.args if isinstance(value, Apply) and value.op == "add" else ()
    return isinstance(head, Sym) and any(isinstance(t, Sym) and t.name == head.name and t != head for t in terms)


def _uncalled(law: Call) -> tuple[Node, ...]:
    """The μ and Σ of N(μ(x), Σ(x))."""
    return tuple(p.fn if isinstance(p, Call) and len(p.args) == 1 and not p.params else p for p in law.params)


def _leading(node: Node) -> str:
    """The letter that a sum of products begins with: the W of W₂ h + b₂."""
    while isinstance(node, Apply) and node.op in ("add", "mul"):
        node = node.args[0]
    return node.name.split("_")[0] if isinstance(node, Sym) else ""


def _without_index(node: Node) -> Node:
    return Sym(node.name) if isinstance(node, Sym) else node


def _same_set(group: Group, other: Node) -> bool:
    return isinstance(other, Group) and set(group.items) == set(other.items)

"""Data of a Bayesian model in numbers: `n = 4, x̄ = 3`, `Σ_i x_i = 10`, `x_1 = 1, x_2 = 5`, so many samples with these values.

The likelihood is taken at samples that are any numbers with what is told of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from interviewer.checking.own.belief import Belief
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Bound, Call, Node, Num, Rel, Sym, apply, names, num, transform, walk
from interviewer.notation.written_numbers import array_of, is_number

MANY = 12  # of more samples each is the mean, on which alone such models lean but for a constant
_BY_SUM = frozenset(["Normal", "Bern", "Bernoulli", "Poisson", "Exp", "Exponential", "Geometric", "Geom"])


def with_told_data(
    belief: Belief, plain: list[Clause], claims: Iterable[Node]
) -> tuple[Belief, list[Clause], list[Node]]:
    """The model at the data that the clauses tell in numbers, the other clauses, and the claims in it."""
    claims, sample = list(claims), belief.sample
    if sample is None or not sample.each or len(sample.of) != 1:
        return belief, plain, claims
    (name,) = sample.of
    told = [c.node for c in plain]
    count, values, total = _count(told, sample.each), _values(told, name), _total(told, name)
    if count is None and values and sorted(values) == [*range(1, len(values) + 1)]:
        count = len(values)
    spoken = any({name, f"{name}.bar"} & names(c) for c in claims)
    nothing = total is None and not values and not (spoken and count is not None and count <= MANY)
    if not count or nothing or max(values, default=0) > count:
        return belief, plain, claims
    whole = _sum(total, count)
    laws = {n.fn.name for n in walk(sample.body) if isinstance(n, Call)} & _BY_SUM
    if count > MANY:
        if whole is None or values or not laws:
            return belief, plain, claims
        data: list[Node] = [apply("div", whole, num(count))] * count
    else:
        data = [values.get(k, Sym(f"{name}.{k}")) for k in range(1, count + 1)]
        if whole is not None and len(values) < count:
            last = max(k for k in range(1, count + 1) if k not in values)
            rest = [apply("neg", x) for k, x in enumerate(data, 1) if k != last]
            data[last - 1] = apply("add", whole, *rest) if rest else whole
    each = [_at(sample.body, name, sample.each, x) for x in data]
    body = apply("pow", each[0], num(count)) if count > MANY else apply("mul", *each) if len(each) > 1 else each[0]
    known = dict(enumerate(data, 1)) if count <= MANY else {}
    total_now = whole if whole is not None else apply("add", *data) if count > 1 else data[0]
    others = [c for c in plain if not _tells(c.node, name, sample.each)]
    told_claims = [_in_data(c, name, known, total_now, count) for c in claims]
    return replace(belief, likelihood=body, sample=None), others, told_claims


def _tells(node: Node, name: str, each: str) -> bool:
    """Whether a clause says how the samples are, or through which numbers their index runs."""
    if not isinstance(node, Rel):
        return False
    head = node.operands[0]
    ranges = any(o == Sym(each) for o in node.operands)
    return ranges or is_sum(head, name) or (isinstance(head, Sym) and head.name in (name, f"{name}.bar"))


def _count(told: list[Node], each: str) -> int | None:
    """How many samples there are."""
    for node in told:
        match node:
            case Rel(("=",), (Sym("n" | "N" | "m", ()), Num(count))) if count.denominator == 1:
                return int(count)
            case Rel(("<=", "<="), (Num(), Sym(index, ()), Num(count))) if index == each:
                return int(count)
    return None


def _values(told: list[Node], name: str) -> dict[int, Node]:
    """The samples that are told one by one, or as a list."""
    found: dict[int, Node] = {}
    for node in told:
        match node:
            case Rel(("=",), (Sym(head, (Num(k),)), value)) if head == name and is_number(value):
                found[int(k)] = value
            case Rel(("=",), (Sym(head, ()), value)) if head == name and (array := array_of(value)) is not None:
                found |= dict(enumerate((x for row in array.rows for x in row), 1))
    return found


def _total(told: list[Node], name: str) -> tuple[str, Node] | None:
    """The mean or the sum of the samples, where it is told."""
    for node in told:
        match node:
            case Rel(("=",), (head, value)) if is_number(value):
                if head == Sym(f"{name}.bar"):
                    return "mean", value
                if is_sum(head, name):
                    return "sum", value
    return None


def is_sum(node: Node, name: str) -> bool:
    """Σ_i x_i over all samples."""
    match node:
        case Bound("sum", binders, Sym(head, index)) if head == name and len(index) <= 1 and len(binders) <= 1:
            return not index or not binders or index[0] in (binders[0].var, binders[0])
    return False


def _sum(total: tuple[str, Node] | None, count: int) -> Node | None:
    if total is None:
        return None
    return total[1] if total[0] == "sum" else apply("mul", num(count), total[1])


def _at(body: Node, name: str, each: str, value: Node) -> Node:
    return transform(body, lambda n: value if n in (Sym(name, (Sym(each),)), Sym(name)) else n)


def _in_data(claim: Node, name: str, known: dict[int, Node], total: Node, count: int) -> Node:
    """A claim with what it says of the samples in their values."""

    def put(n: Node) -> Node:
        match n:
            case Sym(head, (Num(k),)) if head == name and int(k) in known:
                return known[int(k)]
            case Bound("sum", (binder,), body) if (
                known and Sym(name, (binder.var,)) in walk(body) and not is_sum(n, name)
            ):
                return apply("add", *(_at(body, name, binder.var.name, x) for x in known.values()))
        if n == Sym(f"{name}.bar"):
            return apply("div", total, num(count))
        return total if is_sum(n, name) else n

    return transform(claim, put)

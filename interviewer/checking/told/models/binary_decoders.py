"""A decoder of binary data told by its probabilities: `y_i = P(x_i = 1|z)`, `x_i|z ~ Bern(π_i)`, `p(x_i = 1|z) = σ(a_i), a = f(z)`."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.problem.other_worlds import with_world
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition, World
from interviewer.checking.problem.worlds import worlds
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.logistic import binary_data, with_sigmoid
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.told.models.processes import only_bounds
from interviewer.notation.clause import Clause
from interviewer.notation.statements import read_line
from interviewer.notation.tree import ONE, Apply, Bound, Call, Group, Node, Rel, Sym, walk
from interviewer.notation.unreadable import Unreadable

_LAWS = frozenset(["p", "P", "law"])


def with_binary_decoder(scope: Scope, text: str) -> Scope:
    """The scope after a line that says nothing but such a decoder; the same after any other."""
    found = next(((w, x) for w in worlds(scope.world) if (x := binary_data(w))), None)
    if found is None:
        return scope
    world, data = found
    try:
        line = read_line(text, scope.vocabulary)
    except Unreadable:
        return scope
    values = {k: v for k, c in enumerate(line.clauses) if (v := _probability(c.node, data)) is not None}
    binary = any(_is_binary(c.node, data) for c in line.clauses)
    rest = [c for k, c in enumerate(line.clauses) if k not in values and not only_bounds(c)]
    made = [c.node for c in rest if _is_made(c)]
    named = {v.name for v in values.values() if isinstance(v, Sym)} & scope.world.distributions.keys()  # p_j
    if len(values) > 1 or named or not (values or binary) or len(made) < len(rest):
        return scope
    here = with_world(scope, world)
    for node in made:
        assert isinstance(node, Rel)
        (read,) = next(iter(alias_readings(here, (node,), frozenset([_name(node.operands[0])]))))
        assert isinstance(read, Rel)
        head, body = read.operands
        scope = scope.with_definition(Definition(_name(head), prepare(with_sigmoid(body), here), fixed=False))
    for value in values.values():
        scope = _with_probability(scope, world, data, value)
    return replace(scope, setting=world)


def _name(node: Node) -> str:
    return node.name if isinstance(node, Sym) else ""


def _is_binary(node: Node, data: str) -> bool:
    """`x ∈ {0, 1}^D`, `x_i ∈ {0, 1}`."""
    match node:
        case Rel(("∈",), (Sym(name), Group() | Apply("pow", (Group(), _)))):
            return name == data
    return False


def _is_made(clause: Clause) -> bool:
    """`a = f(z)`."""
    match clause.node:
        case Rel(("=",), (Sym(_, ()), body)):
            return any(isinstance(n, Call) for n in walk(body))
    return False


def _probability(node: Node, data: str) -> Node | None:
    """What a clause says the probability of a one to be."""
    match node:
        case Rel(("=",), (left, right)):
            for side, other in ((left, right), (right, left)):
                if _of_one(side, data):
                    return other
            return _in_law(left, right, data)
        case Rel(("~",), (left, Call(Sym("Bern"), _, (), (value,)))):
            of = left.args[0] if isinstance(left, Call) and left.args else left
            return value if isinstance(of, Sym) and of.name == data else None
    return None


def _of_one(node: Node, data: str) -> bool:
    """`P(x_i = 1|z)`."""
    match node:
        case Call(Sym(name), (Rel(("=",), (Sym(of, (_,)), value)),)):
            return name in _LAWS and of == data and value == ONE
    return False


def _in_law(left: Node, right: Node, data: str) -> Node | None:
    """The y of `p(x|z) = Bern(x; y)`, `Π_i Bern(x_i; y_i)`."""
    inner = right.body if isinstance(right, Bound) and right.op == "prod" else right
    match left, inner:
        case Call(Sym(name), (Sym(of, ()),), (_, *_)), Call(Sym("Bern"), _, (), (value,)):
            return value if name in _LAWS and of == data else None
    return None


def _with_probability(scope: Scope, world: World, data: str, value: Node) -> Scope:
    """The decoder with that probability: a new name of the problem's, or a formula of his own."""
    here = with_world(scope, world)
    (probability,) = (n for n, ds in world.definitions.items() if any(_is_probability(d) for d in ds))
    if isinstance(value, Sym):
        known = value.name == probability or probability in world.aliases.get(value.name, ())
        return scope if known else scope.with_definition(Definition(value.name, Sym(probability), fixed=False))
    body = prepare(with_sigmoid(next(iter(alias_readings(here, (value,))))[0]), here)
    indices = sorted({i.name for n in walk(body) if isinstance(n, Sym) for i in n.index if isinstance(i, Sym)})
    for letter in (n for n in walk(body) if isinstance(n, Sym) and n.index and not here.knows(n.name)):
        if letter.name not in scope.own:  # logits that nothing else is said of
            scope = scope.with_type(replace(world.letters[data], name=letter.name, of=""))
    return scope.with_definition(Definition(probability, body, index=tuple(indices[:1]), fixed=False))


def _is_probability(definition: Definition) -> bool:
    body = definition.body
    return not definition.is_call and isinstance(body, Apply) and body.op == "sigmoid"

"""Latents of another family than Gaussian: `q(z=1|x) = r, p(z=1) = ½`, `q(z|x) = Exp(λ)`, `q(z|x) = λ e^{−λz}` on z > 0."""

from __future__ import annotations

from dataclasses import dataclass, replace

from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.told.models.processes import only_bounds
from interviewer.notation.statements import clauses_read
from interviewer.notation.tree import ONE, Apply, Call, Node, Rel, Sym, apply, names, walk

_FAMILIES = {  # what each of their parameters is
    "Bern": ("unit",),
    "Exponential": ("positive",),
    "Laplace": ("scalar", "positive"),
    "Gamma": ("positive", "positive"),
    "Beta": ("positive", "positive"),
    "Poisson": ("positive",),
}

_ORDERS = {"<", ">", "<=", ">="}


@dataclass(frozen=True)
class _Law:
    name: str
    variable: str
    given: tuple[str, ...]
    family: Call


def with_family_laws(scope: Scope, text: str) -> Scope:
    """The scope after a line that says nothing but such laws; the same after any other."""
    continua = {n for n, t in scope.world.letters.items() if t.kind == "variable" and t.of == "density"}
    if not continua:
        return scope
    laws: list[_Law] = []
    bounds: list[Rel] = []
    for clause in clauses_read(text, scope.vocabulary):
        law = _law(clause.node, continua, scope)
        if law is None and not only_bounds(clause):
            return scope
        laws += [law] if law is not None else []
        node = clause.node
        if isinstance(node, Rel) and {*node.ops} <= _ORDERS and not names(node) & continua:
            bounds.append(node)  # λ > 1
    if not laws or len({law.family.fn for law in laws}) > 1:
        return scope
    for law in laws:
        kinds = _FAMILIES[law.family.fn.name]
        for parameter, kind in zip(law.family.params, kinds, strict=True):
            for letter in (n for n in walk(parameter) if isinstance(n, Sym)):
                if letter.index or letter.name in scope.world.distributions:
                    return scope
                scope = scope.with_type(parse_letter(letter.name, kind))  # whatever the problem calls so
        body = prepare(law.family, scope)
        made = Definition(law.name, body, (law.variable,), given=law.given, is_call=True, fixed=False, density=True)
        scope = scope.with_definition(made)
    return replace(scope, setting=scope.world, filters=(*scope.filters, *bounds))


def _law(node: Node, continua: set[str], scope: Scope) -> _Law | None:
    """The law that a clause says one of the problem's to be."""
    match node:
        case Rel(("=" | "~" | ":=",), (Call(Sym(name), (at,), given), value)) if name in scope.world.distributions:
            variable = at.operands[0] if isinstance(at, Rel) else at
            conditions = tuple(g.name for g in given if isinstance(g, Sym) and not g.index)
            if not isinstance(variable, Sym) or variable.name not in continua or len(conditions) != len(given):
                return None
            family = _of_one(at, value) if isinstance(at, Rel) else _family(variable, value)
            return _Law(name, variable.name, conditions, family) if family is not None else None
    return None


def _of_one(event: Rel, value: Node) -> Call | None:
    """`q(z = 1|x) = r`."""
    single = event.ops == ("=",) and event.operands[1] == ONE
    return Call(Sym("Bern"), event.operands[:1], (), (value,)) if single else None


def _family(variable: Sym, value: Node) -> Call | None:
    match value:
        case Call(Sym(name) as fn, () | (_,), (), params) if len(params) == len(_FAMILIES.get(name, ())):
            return Call(fn, (variable,), (), params) if params else None
        case Apply("mul", (rate, tail)) if tail == _tail(apply("mul", rate, variable)):
            return Call(Sym("Exponential"), (variable,), (), (rate,))
    return Call(Sym("Exponential"), (variable,), (), (ONE,)) if value == _tail(variable) else None


def _tail(exponent: Node) -> Node:
    return apply("pow", Sym("e"), apply("neg", exponent))

"""Gaussian densities of the candidate's own where the problem has others: `q(z|x) = N(m, diag(v))`, `q(z|x) = N(z; a, b²)`.

The letters in them are typed by where they stand; a density that others are drawn from says how its variable is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.size_equations import at_sizes, sizes_set
from interviewer.checking.problem.world import Definition, Letter, World, key_of
from interviewer.checking.problem.worlds import worlds
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.told.models.processes import only_bounds
from interviewer.notation.clause import Clause
from interviewer.notation.statements import clauses_read
from interviewer.notation.tree import ONE, ZERO, Apply, Call, Node, Num, Rel, Sym, apply, names, num, transform, walk

_NUMBERS = ("scalar", "real", "positive")
_TRIANGULAR = {"lower triangular": "lower", "upper triangular": "upper"}


@dataclass(frozen=True)
class Law:
    """A density, of what and given what, with its mean and its variance or covariance."""

    name: str
    variable: str
    given: tuple[str, ...]
    mean: Node
    spread: Node

    @property
    def is_flat(self) -> bool:
        """Whether it is of a number: a bare b², with no unit matrix and nothing that has entries."""
        inside = [n for n in walk(self.spread) if n != self.spread or isinstance(n, Apply)]
        matrix = any(isinstance(n, Apply) and n.op in ("diag", "T", "inv") for n in inside)
        capital = any(isinstance(n, Sym) and (n.name[:1].isupper() or n.name == "Sigma") for n in walk(self.spread))
        return not matrix and not capital


def with_own_laws(scope: Scope, text: str) -> Scope:
    """The scope after a line that says nothing but such densities; the same after any other."""
    known = _densities(scope)
    if not known or scope.world.chains:
        return scope
    clauses = clauses_read(text, scope.vocabulary)
    laws = {k: law for k, c in enumerate(clauses) if (law := _law(c.node, known)) is not None}
    rest = [c for k, c in enumerate(clauses) if k not in laws]
    made = [c.node for c in rest if _makes(c.node, laws.values())]
    valued = [c.node for c in rest if _is_valued(c.node)]
    if not laws or any(not only_bounds(c) and c.node not in (*made, *valued) for c in rest):
        return scope
    world = _reading(scope, list(laws.values()))
    if world is None:
        return scope
    traits = _traits(rest)
    sizes = {n: v for node in valued for n, v in (sizes_set(scope, node) or {}).items()}
    scope = at_sizes(scope, sizes) if sizes and world.letters[next(iter(laws.values())).variable].shape else scope
    scope = scope.with_condition(*(n for n in valued if isinstance(n, Rel) and not sizes_set(scope, n)))
    for node in made:
        assert isinstance(node, Rel)
        scope = _with_made(scope, node, traits)
    for law in laws.values():
        scope = _with_law(scope, law, world, traits)
    return replace(scope, setting=world)


def _densities(scope: Scope) -> set[tuple[str, str, tuple[str, ...]]]:
    """The densities that readings of the problem say to be Gaussian."""
    return {
        (name, d.params[0], d.given)
        for w in (scope.world, *scope.world.variants)
        for name, ds in w.definitions.items()
        for d in ds
        if len(d.params) == 1 and isinstance(d.body, Call) and d.body.fn.name == "Normal" and name in w.distributions
    }


def _law(node: Node, known: set[tuple[str, str, tuple[str, ...]]]) -> Law | None:
    """The law that a clause says a density of the problem to be."""
    match node:
        case Rel(("=" | ":=" | "≡",), (Call(Sym(name), (Sym(variable, ()),), given), Call(Sym("Normal")) as law)):
            names_it = (name,)
        case Rel(("=" | ":=" | "≡",), (Sym(name, ()), Call(Sym("Normal")) as law)):
            alike = [(v, g) for n, v, g in known if n == name]
            if len(alike) != 1 and not (law.args and (alike := [a for a in alike if Sym(a[0]) == law.args[0]])):
                return None
            variable, given = alike[0][0], tuple(map(Sym, alike[0][1]))
            names_it = (name,)
        case Rel(("~",), (Call(Sym(), (Sym(variable, ()),), given), Call(Sym("Normal")) as law)):
            names_it = tuple(n for n, v, g in known if v == variable)
        case _:
            return None
    conditions = tuple(g.name for g in given if isinstance(g, Sym) and not g.index)
    if len(law.params) != 2 or len(conditions) != len(given):
        return None
    found = [n for n in names_it if (n, variable, conditions) in known]
    if len(found) != 1 or (law.args and law.args != (Sym(variable),)):
        return None
    mean, spread = law.params
    return Law(found[0], variable, conditions, mean, spread)


def _makes(node: Node, laws: Iterable[Law]) -> bool:
    """`Σ = CCᵀ` of a letter that a law has."""
    if not isinstance(node, Rel) or node.ops != ("=",) or not isinstance(node.operands[0], Sym):
        return False
    head, body = node.operands
    letters = {n for law in laws for part in (law.mean, law.spread) for n in walk(part) if isinstance(n, Sym)}
    return head in letters and head not in walk(body)


def _is_valued(node: Node) -> bool:
    """`d = 1`, `so σ = 2`: what a letter of the problem is."""
    return (
        isinstance(node, Rel)
        and node.ops == ("=",)
        and isinstance(node.operands[0], Sym)
        and isinstance(node.operands[1], Num)
    )


def _reading(scope: Scope, laws: list[Law]) -> World | None:
    """The reading of the problem with such variables: numbers where a law is of one; the most general one."""
    flat = {law.is_flat for law in laws}
    if len(flat) > 1:
        return None
    for world in worlds(scope.world):
        letters = [world.letters.get(law.variable) for law in laws]
        fits = all(t is not None and ((t.kind in _NUMBERS) if True in flat else t.kind == "vector") for t in letters)
        if fits and not world.only_with and all(world.definitions.get(law.name) for law in laws):
            return world
    return None


def _traits(clauses: list[Clause]) -> dict[str, str]:
    """The letters that a line says are triangular, with how."""
    found: dict[str, str] = {}
    for clause in clauses:
        match clause.node:
            case Apply("property", (Sym(name, ()), Sym(what), *_)) if what in _TRIANGULAR:
                found[name] = _TRIANGULAR[what]
    return found


def _with_made(scope: Scope, node: Rel, traits: dict[str, str]) -> Scope:
    """The scope with `Σ = AAᵀ + D` and the letters it is made of."""
    head, body = node.operands
    assert isinstance(head, Sym)
    for letter in _letters(body):
        scope = scope.with_type(_matrix(letter.name, traits) if _is_matrix(letter) else _number(letter.name))
    return scope.with_definition(Definition(head.name, prepare(body, scope), fixed=False))


def _letters(node: Node) -> list[Sym]:
    """The letters that stand for values: no index, no function, no unit matrix."""
    beside = {i for n in walk(node) if isinstance(n, Sym) for i in n.index} | {Sym("I")}
    beside |= {n.fn for n in walk(node) if isinstance(n, Call)}
    return [n for n in walk(node) if isinstance(n, Sym) and n not in beside]


def _is_matrix(letter: Sym) -> bool:
    return not letter.index and (letter.name[:1].isupper() or letter.name == "Sigma")


def _matrix(name: str, traits: dict[str, str]) -> Letter:
    kind = traits.get(name)
    return parse_letter(name, f"{kind} d" if kind else "matrix d d")


def _number(name: str) -> Letter:
    return parse_letter(name, "positive")


def _with_law(scope: Scope, law: Law, world: World, traits: dict[str, str]) -> Scope:
    """The scope with a law of his own, and the letters in it typed by the part they have there."""
    variable = world.letters[law.variable]
    size = variable.shape[0] if variable.shape else ""
    vector = Letter("", "vector", (size,)) if size else Letter("", "scalar")
    squared = any(isinstance(n, Apply) and n.op == "T" for n in walk(law.spread))
    renamed: dict[Sym, Sym] = {}
    for call in (n for n in walk(law.mean) if isinstance(n, Call)):
        if (name := key_of(call.fn)) and not _is_function(world, name):  # the network μ_θ(z)
            scope = scope.with_type(parse_letter(name, "function"))
            renamed[call.fn] = Sym(name)
    for letter in [n for part in (law.mean, law.spread) for n in _letters(part)]:
        name = key_of(letter) if letter.index else letter.name
        if not name or name in law.given or name in scope.own or name in scope.types:
            continue
        if letter in _letters(law.mean) and letter not in _letters(law.spread):
            made = replace(vector, name=name) if letter == law.mean or not _is_matrix(letter) else _matrix(name, traits)
            made = made if not (isinstance(law.mean, Call) or names(law.mean) & {*law.given}) else None
        elif any(isinstance(n, Apply) and n.op == "diag" and letter in walk(n) for n in walk(law.spread)):
            made = parse_letter(name, f"vector {size or 'd'} of positive")
        elif _is_matrix(letter):
            made = _matrix(name, traits) if squared else parse_letter(name, f"spd {size}") if size else None
        else:
            made = _number(name)
        known = world.letters.get(name)
        if made is None or (
            known is not None and (known.kind, known.shape, known.of) == (made.kind, made.shape, made.of)
        ):
            continue  # the problem's own letter
        scope = scope.with_type(replace(made, follows=known.follows if known is not None else ""))
        renamed[letter] = Sym(name)
    here = replace(scope, world=world)
    told = (transform(part, lambda n: _renamed(n, renamed)) for part in (law.mean, law.spread))
    mean, spread = (prepare(n, here) for n in next(iter(alias_readings(here, tuple(told)))))
    body = Call(Sym("Normal"), (Sym(law.variable),), (), (mean, spread))
    scope = scope.with_definition(
        Definition(law.name, body, (law.variable,), given=law.given, is_call=True, fixed=False, density=True)
    )
    noise = next((n for n, t in world.letters.items() if t.kind == "noise"), None)
    if noise is None or not world.definitions.get(law.variable) or not law.given:
        return scope
    made = scope.own.get(spread.name, ()) if isinstance(spread, Sym) and not spread.index else ()
    noisy = _scaled(made[0].body if made else spread, Sym(noise))
    drawn = apply("add", mean, noisy) if mean != ZERO else noisy
    return scope.with_definition(Definition(law.variable, drawn, fixed=False))


def _is_function(world: World, name: str) -> bool:
    letters = (world.letters.get(n) for n in (name, *world.aliases.get(name, ())[:1]))
    return any(t is not None and t.is_function for t in letters)


def _renamed(node: Node, names_of: dict[Sym, Sym]) -> Node:
    if isinstance(node, Call):
        return replace(node, fn=names_of.get(node.fn, node.fn))
    return names_of.get(node, node) if isinstance(node, Sym) else node


def _scaled(spread: Node, noise: Sym) -> Node:
    """Noise with that covariance: √v ⊙ ε of diag(v), s ε of s²I, C ε of CCᵀ."""
    match spread:
        case Sym("I"):
            return noise
        case Apply("diag", (entries,)):
            return apply("hadamard", _root(entries), noise)
        case Apply("mul", (factor, Apply("T", (other,)))) if factor == other:
            return apply("mul", factor, noise)
        case Apply("mul", (factor, Sym("I"))):
            return apply("mul", _root(factor), noise)
        case Num() if spread == ONE:
            return noise
    if any(isinstance(n, Sym) and _is_matrix(n) for n in walk(spread)):
        return apply("mul", Apply("cholesky", (spread,)), noise)
    return apply("mul", _root(spread), noise)


def _root(node: Node) -> Node:
    return (
        node.args[0] if isinstance(node, Apply) and node.op == "pow" and node.args[1] == num(2) else apply("sqrt", node)
    )

"""The readings of the problem that a line leaves open: by its words, its letters and sizes, and what the candidate has said before."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.models.undeclared import index_names
from interviewer.checking.probability.names import DENSITIES
from interviewer.checking.problem.indices import circle_apart
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import World, key_of
from interviewer.checking.problem.worlds import worlds
from interviewer.checking.reading.laws_of_numbers import at_vectors, names_laws_of_numbers
from interviewer.checking.reading.signs import shows
from interviewer.notation.clause import Line
from interviewer.notation.tree import ONE, Apply, Call, Group, Node, Rel, Sym, names, walk


def worlds_for(scope: Scope, text: str) -> list[World]:
    """The readings of the problem that a line leaves open, the settled one first.

    Words may call for some (`soft margin`, `causal mask`): then the others are out.
    """
    base, *variants = worlds(scope.world)
    folded = f"{scope.context} {text}".casefold()
    called = [v for v in variants if any(word in folded for word in v.words)]
    open_to = called or [base, *(v for v in variants if not v.words)]
    return sorted(open_to, key=lambda w: w is not scope.setting)


def is_open_to(scope: Scope, world: World, line: Line) -> bool:
    """Whether a reading of the problem may be meant: by the signs it is for, by the sizes and laws that the line has."""
    if sizeless(line, scope, world) or contradicts(scope, world) or names_laws_of_numbers(line, world):
        return False
    if _transposes_outcome(line, world) or _counts_to_quantity(line, world):
        return False
    if world.custom and not (scope.trusting or any(h.world.custom for h in scope.held)):
        return False
    spoken = any(isinstance(s, Sym) and s.name in scope.spoken for s in world.and_with)  # the y of an earlier line
    shown = all(
        not signs or any(shows(line, sign, scope) for sign in signs) or (spoken and signs is world.and_with)
        for signs in (world.only_with, world.and_with)
    )
    shown_before = any(h.world.only_with == world.only_with for h in scope.held)
    return shown or shown_before or world is scope.setting


def _transposes_outcome(line: Line, world: World) -> bool:
    """`u_i = x_iᵀw`: what has finitely many outcomes in a reading is no vector."""
    transposed = (n.args[0] for c in line.clauses for n in walk(c.node) if isinstance(n, Apply) and n.op == "T")
    meant = (t for n in transposed if isinstance(n, Sym) for t in (n.name, *world.aliases.get(n.name, ())))
    found = [letter for t in meant if (letter := world.letters.get(t)) is not None]
    return bool(found) and all(letter.kind == "variable" for letter in found)


def _counts_to_quantity(line: Line, world: World) -> bool:
    """`p uniform on {1, …, m}`: no mixture that a reading calls m."""
    sets = (n.items for c in line.clauses for n in walk(c.node) if isinstance(n, Group) and n.kind == "{")
    ends = (items[-1] for items in sets if Sym("ellipsis") in items)
    plain = (e.name for e in ends if isinstance(e, Sym) and not e.index)
    return any(not (d.index or d.is_call) for name in plain for d in world.definitions.get(name, ()))


def by_acquaintance(candidates: list[World], line: Line, scope: Scope) -> list[tuple[World, bool]]:
    """The readings of the problem with those first that know the line's letters, and whether the line is foreign to each.

    What lacks two letters more than another reading need not be asked where that one has an answer.
    """
    nodes = circle_apart(tuple(c.node for c in line.clauses))
    spoken = frozenset[str]().union(*map(names, nodes)) - index_names(nodes) - {"circle"}
    spoken = frozenset(n.removesuffix(".old") for n in spoken)  # those of the step before are known where these are
    everywhere = worlds(scope.world)
    symbols = [n for c in line.clauses for n in walk(c.node) if isinstance(n, Sym)]
    scripted = {n.name for n in symbols if n.index} - {n.name for n in symbols if not n.index}
    keys = {(n.name, key_of(n)) for n in symbols if n.index}

    def known(world: World) -> frozenset[str]:
        called = {n for n in spoken if set(world.aliases.get(n, ())) - spoken}  # t beside y is not that y
        numbers = {n for n in scripted if _is_one_number(world, n)}  # the weights a_i are no intercept a
        labelled = {n for n, key in keys if key in world.named} & spoken  # a μ_1 where nothing is called μ
        return ((spoken & world.named) | called) - numbers | labelled

    some = frozenset[str]().union(*map(known, everywhere))
    lacking = {id(w): len(some - known(w)) for w in candidates}
    fewest = min(lacking.values(), default=0)
    shown = {id(w) for w in candidates if any(_tells(s) and shows(line, s, scope) for s in w.only_with)}
    if any(map(_law_of_each, (n for c in line.clauses for n in walk(c.node)))):
        shown |= {id(w) for w in candidates if any(_is_member(s, w) and shows(line, s, scope) for s in w.only_with)}
    ordered = sorted(candidates, key=lambda w: (w is not scope.setting, lacking[id(w)], id(w) not in shown))
    return [(w, lacking[id(w)] > fewest + 1 and w is not scope.setting) for w in ordered]


def _of_family(body: Node) -> bool:
    """Bern(z; r), Exponential(z; λ): a law with points of its own, whatever the states of z are."""
    return isinstance(body, Call) and body.fn.name in DENSITIES and body.fn.name != "Normal"


def _is_one_number(world: World, name: str) -> bool:
    letter = world.letters.get(name)
    families = name in world.row_families or name in world.definitions
    return letter is not None and not (letter.shape or letter.index or letter.reach or families)


def _law_of_each(node: Node) -> bool:
    """q_i(z), q(z_i): a law for each member of a sample."""
    match node:
        case Call(Sym("q" | "Q", index), (Sym(_, of),), ()):
            return bool(index or of)
    return False


def _is_member(sign: Node, world: World) -> bool:
    """Whether a sign is a member of what a letter of the reading is as a whole."""
    wholes = [t.of for t in world.letters.values() if t.kind == "all"]
    return isinstance(sign, Sym) and bool(sign.index) and sign.name in wholes


def _tells(sign: Node) -> bool:
    """A product of the reading's letters, the I of σ²I, or what a law is given."""
    return sign == Sym("I") or (isinstance(sign, Apply) and sign.op == "mul") or bool(getattr(sign, "given", ()))


def is_exact(world: World) -> bool:
    """Whether the networks of a process are such that expectations of what they give are exact."""
    return any(letter.of == "affine" for letter in world.letters.values())


def sizeless(line: Line, scope: Scope, world: World) -> bool:
    """`… for d > 1`: a reading of the problem in which nothing has d entries is out when another has."""
    if world is scope.setting:
        return False
    if _flattened(scope, world):
        return True
    single = {n.operands[0] for c in line.clauses if isinstance(n := c.node, Rel) and n.operands[1:] == (ONE,)}  # d = 1
    spoken = frozenset[str]().union(*(names(c.node) for c in line.clauses)) & set(world.sizes)
    spoken -= {n.name for n in single if isinstance(n, Sym)}
    shaped = {s for w in (scope.world, *scope.world.variants) for letter in w.letters.values() for s in letter.shape}
    here = {s for letter in world.letters.values() for s in (*letter.shape, *letter.reach)}
    if any("I" in names(c.node) for c in line.clauses) and not here & {*world.sizes}:
        return bool(shaped & {*world.sizes})  # a unit matrix is of vectors, where another reading has some
    return bool(spoken & shaped - here) and bool(here & set(world.sizes))  # where nothing has a size, n counts trials


def _flattened(scope: Scope, world: World) -> bool:
    """After d = 2: whether what the problem seeks, and has d entries, is a number in this reading."""
    told = {size for size, value in scope.world.size_values.items() if value > 1}
    sought = (n for n in scope.world.unknowns if n in scope.world.letters and n in world.letters)
    return any(told & {*scope.world.letters[n].shape} - {*world.letters[n].shape} for n in sought)


def _matrices(scope: Scope, name: str) -> bool:
    """Whether a reading of the problem has a family of matrices of that name."""
    found = [letter for v in scope.world.variants if (letter := v.letters.get(name)) is not None]
    return any(letter.index and letter.kind == "spd" for letter in found)


def _loses_estimate(scope: Scope, world: World) -> bool:
    """Whether a reading says of what the problem seeks only what follows from a prior that the candidate has replaced."""
    only = (n for n, ds in world.definitions.items() if ds and all(d.supposes for d in ds))
    sought = [n for n in only if scope.world.definitions.get(n)]
    return bool(sought) and not all(replace(scope, world=world).definitions(n) for n in sought)


def contradicts(scope: Scope, world: World) -> bool:
    """A world of finite tables does not fit a candidate who has given a variable a continuous density.

    Nor does one of numbers where he has made a family of matrices of something, as in Σ_k = σ_k² I.
    """
    if scope.own and _loses_estimate(scope, world):
        return True  # its own prior is not his, and without that nothing says what θ_MAP is
    for name, definitions in scope.own.items():
        for d in definitions:
            if at_vectors(d.body, world):
                return True  # x has one entry where it is Poisson
            if d.index and name in world.letters and Sym(name) in world.only_with and names(d.body):
                return True  # the t_i that he makes of the labels are not those that a reading has for labels
            made = (w for n in names(d.body) - scope.own.keys() for w in world.definitions.get(n, ()))
            if name in world.letters and any(name in names(w.body) for w in made):
                return True  # he has logvar made of the σ that is made of it there
            if d.index and name not in world.letters and "I" in names(d.body) and _matrices(scope, name):
                return True
            if (
                d.is_call
                and not (world is scope.setting and _of_family(d.body))
                and not any(isinstance(n, Call) and n.fn.name in world.distributions for n in walk(d.body))
                and any(isinstance(n, Sym) and n.name in d.params for n in walk(d.body))
            ):
                named = {t for p in d.params for t in (p, *world.aliases.get(p, ()))}
                if any((letter := world.letters.get(p)) is not None and letter.kind == "variable" for p in named):
                    return True
    return False

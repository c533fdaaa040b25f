"""Additive noise told by an earlier line: `y = Xβ + ε with E[ε] = 0 and Cov(ε) = Ω` calls for the reading with a random y.

The observations stay free where nothing is averaged; where something is, the noise is the root of its covariance times
the problem's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from interviewer.checking.claims.chains import judge_chain
from interviewer.checking.clock import Clock, OutOfTime
from interviewer.checking.models.ordering import is_zero
from interviewer.checking.problem.aliases import targets_of
from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.other_worlds import with_world
from interviewer.checking.problem.scope import Held, Scope
from interviewer.checking.problem.world import Definition, World
from interviewer.checking.problem.worlds import worlds
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.told.gaussian_priors import MOST_PIECES, listed
from interviewer.notation.clause import Clause, Line
from interviewer.notation.statements import read_line
from interviewer.notation.tree import (
    ONE,
    Apply,
    Binder,
    Bound,
    Call,
    Moment,
    Node,
    Rel,
    Sym,
    apply,
    names,
    transform,
    walk,
)
from interviewer.notation.unreadable import Unreadable

_SECONDS = 0.2  # to tell which reading of the problem a model is
_SPREAD = frozenset(["variance", "covariance", "variances"])
_CENTRED = frozenset(["zero-mean", "mean-zero", "centred", "centered", "noise", "iid", "independent", "uncorrelated"])


def with_additive_noise(scope: Scope, text: str) -> Scope:
    """The scope after a line that says nothing but such a model; the same after any other."""
    try:
        line = read_line(text, scope.vocabulary)
    except Unreadable:
        return scope
    told, kept = _with_noise(scope, line)
    return told if told is not scope and all(_bounds(c) for c in kept) else scope


def noise_apart(scope: Scope, text: str) -> list[str]:
    """`y = Xβ + ε, ε ~ N(0, σ²I), and we predict at x_0` as the model and what else is said; the line alone where it has no model."""
    pieces = listed(text)
    if not 1 < len(pieces) <= MOST_PIECES or "+" not in text:
        return [text]
    for k, piece in enumerate(pieces):
        for last in range(len(pieces), k, -1):
            model = ", ".join((piece, *pieces[k + 1 : last]))
            if with_additive_noise(scope, model) is not scope:
                return [p for p in (*pieces[:k], model, *pieces[last:]) if p.strip()]
    return [text]


def noise_in(scope: Scope, line: Line) -> tuple[Scope, Line]:
    """The scope and the line without the model that it supposes beside its claim, `…, taking y = Xθ + ε and E ε = 0`."""
    if not any(isinstance(n, Moment) for c in line.clauses for n in walk(c.node)):
        return scope, line
    told, kept = _with_noise(scope, line)
    others = [c for c in line.clauses if c not in kept and not isinstance(c.node, Sym)]
    said = any(isinstance(c.node, Rel) and set(_moments_of(c.node)) for c in kept)
    return (told, replace(line, clauses=tuple(kept))) if said and len(others) > 1 else (scope, line)


def _is_spread(node: Node) -> bool:
    """σ², σ²I, Ω: what may be a variance."""
    factors = node.args if isinstance(node, Apply) and node.op == "mul" else (node,)
    return all(isinstance(f, Sym) or (isinstance(f, Apply) and f.op == "pow") for f in factors) and node != Sym("X")


def _moments_of(node: Node) -> Iterator[Moment]:
    yield from (n for n in walk(node) if isinstance(n, Moment))


def _with_noise(scope: Scope, line: Line) -> tuple[Scope, list[Clause]]:
    """The scope with the model that a line tells, and the clauses that say something else; the same scope where there is none."""
    if strange := _noise_by_another_name(scope, line):
        named = next((n for w in worlds(scope.world) if w.only_with for n in _noises(w)), "")
        told, kept = _with_noise(
            replace(scope, meant={**scope.meant, strange: named}), _with_name(line, strange, named)
        )
        return (told, kept) if named and told.held != scope.held else (scope, list(line.clauses))
    for clause in line.clauses:
        for noise in _terms(clause.node):
            world = _random_in(scope, noise.name, clause.node)
            rest = [c for c in line.clauses if c is not clause]
            spreads = [s for c in rest for s in _spreads(c.node, noise)]
            says = [c for c in rest if _says(c.node, noise)]
            if not spreads and _SPREAD & set(line.words):  # errors with variance σ²
                says += (named := [c for c in rest if c not in says and _is_spread(c.node)])
                spreads = [(noise, c.node) for c in named]
            said = bool(spreads) or bool(_CENTRED & set(line.words)) or bool(says)
            if world is not None and said:
                held = (*scope.held, Held("", scope, world))
                told = replace(scope, held=held, fresh=scope.fresh | _new(scope, spreads))
                told = _spread(told, world, spreads[-1]) if spreads else told
                return told, [c for c in rest if c not in says]
    return scope, list(line.clauses)


def _noise_by_another_name(scope: Scope, line: Line) -> str:
    """The u of `y = Xβ + u, E[u] = 0`: a summand of which the line says more, and that is nothing else."""
    for clause in line.clauses:
        for noise in _terms(clause.node):
            said = any(_spreads_of(c.node, noise) or _says_moment(c.node, noise) for c in line.clauses)
            if said and not noise.index and not scope.knows(noise.name) and not targets_of(scope, noise.name):
                return noise.name
    return ""


def _says_moment(node: Node, noise: Sym) -> bool:
    return isinstance(node, Rel) and isinstance(head := node.operands[0], Moment) and head.args[:1] == (noise,)


def _with_name(line: Line, name: str, meant: str) -> Line:
    def change(n: Node) -> Node:
        return Sym(meant, n.index) if isinstance(n, Sym) and n.name == name else n

    return replace(line, clauses=tuple(replace(c, node=transform(c.node, change)) for c in line.clauses))


def weighs_samples(scope: Scope) -> bool:
    """Whether earlier lines give the noise another variance at each sample, or correlate it: what is likeliest weighs them, too."""
    noises = {n for h in scope.held if not h.text for n in _noises(h.world)}
    bodies = (d.body for n in noises for d in scope.own.get(n, ()))
    return any(isinstance(n, Bound) or (isinstance(n, Apply) and n.op == "cholesky") for b in bodies for n in walk(b))


def _terms(node: Node) -> Iterator[Sym]:
    """The summands of what the observations are said to be."""
    if isinstance(node, Rel) and node.ops == ("=",) and isinstance(node.operands[0], Sym):
        right = node.operands[1]
        if isinstance(right, Apply) and right.op == "add":
            yield from (t for t in right.args if isinstance(t, Sym))


def _random_in(scope: Scope, name: str, model: Node) -> World | None:
    """The reading of the problem, called for by moments alone, in which that name is made of random numbers and the model holds."""
    called = [w for w in worlds(scope.world) if w.only_with and any(name in (n, *w.other_names(n)) for n in _noises(w))]
    if len(called) < 2:
        return next(iter(called), None)
    found = scope.remember(f"random in {model!r}", lambda: [w for w in called if _bears(scope, w, model)][:1])
    return found[0] if found else called[0]


def _bears(scope: Scope, world: World, model: Node) -> bool:
    """Whether a model is the problem's in a reading: `y_i = a + b x_i + ε_i` where x is one feature."""
    here = with_world(scope, world)
    readings = ([prepare(n, here) for n in nodes] for nodes in alias_readings(here, (model,)))
    clock = Clock.of(_SECONDS)
    try:
        return any(isinstance(n, Rel) and judge_chain(here, n, clock).kind == "verified" for ns in readings for n in ns)
    except (OutOfTime, Unreadable):
        return False


def _noises(world: World) -> dict[str, str]:
    """What the problem makes of its random numbers alone, with their name."""
    random = {n for n, t in world.letters.items() if t.kind in ("random", "noise")}
    scaled = {n: names(d.body) & random for n, ds in world.definitions.items() for d in ds[:1] if not d.index}
    bare = {n: r for n, r in scaled.items() if r and not names(world.definitions[n][0].body) & set(world.unknowns)}
    return {n: next(iter(r)) for n, r in bare.items()}


def where_noise_is(scope: Scope, nodes: Iterable[Node]) -> Scope:
    """The scope in the reading with a random y, for a line on the noise, on an estimate or on means; the same for others."""
    nodes = list(nodes)
    if scope.setting is not None:
        return scope
    told = next((h.world for h in scope.held if not h.text and _noises(h.world)), None)
    if told is None:
        supposed = _supposed(scope, nodes)
        return scope if supposed is None or scope.trusting else replace(scope, setting=supposed)
    noise = {m for n in _noises(told) for m in (n, *told.other_names(n)) if m in scope.spoken}
    sought = set(told.unknowns)
    spoken = any(noise & names(n) for n in nodes) or any(isinstance(x, Moment) for n in nodes for x in walk(n))
    marked = (m.split(".")[0] for n in nodes for m in names(n) if "." in m)
    spoken = spoken or any(sought & {m, *told.aliases.get(m, ())} for m in marked)  # ŵ, of which moments will be asked
    return replace(scope, setting=told) if spoken else scope


def _supposed(scope: Scope, nodes: list[Node]) -> World | None:
    """The reading in which a line that has the model, `y = Xw + ε, ε ~ N(0, σ²I)`, is to hold."""
    for node in nodes:
        for noise in _terms(node):
            if any(_spreads_of(n, noise) for n in nodes if n is not node):
                return _random_in(scope, noise.name, node)
    return None


def _spreads_of(node: Node, noise: Sym) -> bool:
    return isinstance(node, Rel) and any(True for _ in _spreads(node, noise))


def _spreads(node: Node, noise: Sym) -> Iterator[tuple[Sym, Node]]:
    """What a clause says the covariance of the noise is."""
    match node:
        case Rel(("=",), (Moment("Var" | "Cov", (Sym(name) as subject, *_)), value)) if name == noise.name:
            yield subject, value
        case Rel(("~",), (Sym(name) as subject, Call(Sym("Normal"), (), _, (mean, value)))) if name == noise.name:
            if is_zero(mean):
                yield subject, value
        case Call(Sym("Normal"), (), _, (mean, value)) if is_zero(mean):  # with ε iid N(0, σ²)
            yield noise, value


def _says(node: Node, noise: Sym) -> bool:
    """Whether a clause says something of the noise, or only names it."""
    match node:
        case Rel(("=",), (Moment("E", (Sym(name),)) | Apply("mul", (Sym("E"), Sym(name))), value)):
            return name == noise.name and is_zero(value)
        case Apply("property", (Sym(name), *_)) | Sym(name):
            return name == noise.name or not isinstance(node, Sym)
    return any(True for _ in _spreads(node, noise))


def _bounds(clause: Clause) -> bool:
    """`σ > 0` and `i = 1, …, n`; a letter that is only spoken of, as in `with fixed X`."""
    node = clause.node
    return isinstance(node, Sym) or (
        isinstance(node, Rel) and (node.ops in ((">",), ("∈",)) or clause.role == "quantify")
    )


def _new(scope: Scope, spreads: list[tuple[Sym, Node]]) -> frozenset[str]:
    """A covariance of his own by a letter that the problem has another use for."""
    letters = [n for _, value in spreads for n in walk(value) if isinstance(n, Sym) and _is_matrix(n)]
    return frozenset(n.name for n in letters if not scope.knows(n.name))


def _is_matrix(node: Node) -> bool:
    return isinstance(node, Sym) and not node.index and node.name[:1].isupper() and node.name not in ("I", "N")


def _spread(scope: Scope, world: World, stated: tuple[Sym, Node]) -> Scope:
    """The noise with the covariance that it is said to have."""
    subject, value = stated
    here = with_world(scope, world)
    variance = next(iter(alias_readings(here, (value,))))[0]
    name, random = next((n, r) for n, r in _noises(world).items() if subject.name in (n, *world.other_names(n)))
    size = world.letters[random].shape[0]
    scope = scope.with_type(parse_letter(random, f"{world.letters[random].kind} {size}"))
    symbols = [n for n in walk(variance) if isinstance(n, Sym)]
    running = [i.name for i in subject.index if isinstance(i, Sym)]
    indexed = [n for n in symbols if n.index]
    if indexed and running:  # Var(εᵢ) = sᵢ²
        entry = apply("mul", apply("sqrt", variance), Sym(random, subject.index))
        body: Node = Bound("collect", (Binder(Sym(running[0]), ONE, Sym(size)),), entry)
        for n in indexed:
            scope = scope if here.knows(n.name) else scope.with_type(parse_letter(n.name, f"vector {size} of positive"))
    elif any(map(_is_matrix, walk(variance))) or any(isinstance(n, Apply) and n.op == "diag" for n in walk(variance)):
        body = apply("mul", Apply("cholesky", (variance,)), Sym(random))
        unknown = {n.name for n in symbols if _is_matrix(n) and not here.knows(n.name)}
        scope = replace(scope, traits={**scope.traits, **dict.fromkeys(unknown, "pd")})
    else:
        factors = variance.args if isinstance(variance, Apply) and variance.op == "mul" else (variance,)
        scale = tuple(f for f in factors if not (isinstance(f, Sym) and f.name == "I")) or (ONE,)
        root = apply("sqrt", scale[0] if len(scale) == 1 else Apply("mul", scale))
        body = apply("mul", root, Sym(random))
    return scope.with_definition(Definition(name, body, fixed=False))

"""A letter of the problem's that the candidate uses for something else: the z of `z = Xw + R⁻¹(y − p)`.

What the problem makes of that letter is written out wherever it leans on it, p_i = σ(wᵀx_i), and the name is free.
"""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.new_names import runs_beyond
from interviewer.checking.claims.other_names import is_score
from interviewer.checking.judged import Judged, by_shapes
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition, Letter, World
from interviewer.checking.problem.worlds import worlds
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.told.index_bounds import orders_indices
from interviewer.notation.tree import Apply, Node, Rel, Sym, names, transform


def with_freed(scope: Scope, judged: Judged) -> Scope:
    """The scope in which the names that a line cannot set otherwise, being made of them, are nobody's."""
    for clause in judged.line.clauses if judged.line is not None else ():
        node = clause.node
        head = node.operands[0] if isinstance(node, Rel) and node.ops in (("=",), (":=",)) else None
        if not isinstance(node, Rel) or not isinstance(head, Sym) or head.index or head.name in scope.own:
            continue
        here = judged.read_in or scope
        known = here.world.definitions.get(head.name, ())
        if not known or any(d.sense or d.is_call for d in known) or head.name in names(node.operands[1]):
            continue
        letter = here.world.letters.get(head.name)
        if letter is not None and letter.kind in ("noise", "random") and all(d.index for d in known):
            continue  # ε is the noise, whatever is called ε_t
        right = next(iter(alias_readings(here, (node.operands[1],))))[0]
        if _goes_round(judged, scope, head.name, node.operands[1]):
            continue
        if head.name in dependencies(here, right):
            scope = _with_nobodys(scope, head.name)
    return scope


def with_misfits_freed(scope: Scope, judged: Judged) -> Scope:
    """The scope in which the r of `‖x_i‖ = r for all i` is nobody's, where the problem's is of another shape than what it equals."""
    for clause in judged.line.clauses if judged.line is not None and by_shapes(judged) else ():
        node = clause.node
        for side in node.operands if isinstance(node, Rel) and {*node.ops} <= {"=", ":="} else ():
            known = scope.world.definitions.get(side.name, ()) if isinstance(side, Sym) and not side.index else ()
            plain = bool(known) and not any(d.sense or d.is_call for d in known)
            if isinstance(side, Sym) and plain and side.name not in {*scope.own, *scope.spoken, *scope.world.letters}:
                return _with_nobodys(scope, side.name)
    return scope


def _with_nobodys(scope: Scope, name: str) -> Scope:
    """The scope in which a name stands for nothing of the problem's, which is written out wherever it stood for it."""
    world = replace(_without(scope.world, name), variants=tuple(_without(v, name) for v in scope.world.variants))
    at = next((k for k, w in enumerate(worlds(scope.world)) if w is scope.setting), None)
    return replace(scope, world=world, setting=None if at is None else worlds(world)[at])


def _goes_round(judged: Judged, scope: Scope, name: str, right: Node) -> bool:
    """Whether the candidate's own words make what a name is set to out of that name: `v = aε − bx, ε = av + by` claims."""
    clauses = judged.line.clauses if judged.line is not None else ()
    made = {
        c.node.operands[0].name: names(c.node.operands[1])
        for c in clauses
        if isinstance(c.node, Rel) and c.node.ops == ("=",) and isinstance(c.node.operands[0], Sym)
    }
    made |= {n: names(d.body) for n, ds in scope.own.items() for d in ds}
    return any(name in made.get(n, ()) for n in names(right) - {name})


def with_matrix_named(scope: Scope, name: str) -> Scope:
    """The scope in which `a lower triangular matrix L` is no objective and `a diagonal matrix P` no law that others call so."""
    readings = (scope.world, *scope.world.variants)
    known = [d for w in readings for d in w.definitions.get(name, ())]
    if any(name in w.letters for w in readings) or not all(d.sense for d in known):
        return scope

    def freed(world: World) -> World:
        left = _without(world, name)
        aliases = {a: targets for a, targets in left.aliases.items() if a != name}
        laws = {n: spec for n, spec in left.distributions.items() if n != name}
        return replace(left, aliases=aliases, distributions=laws)

    variants = tuple(map(freed, scope.world.variants))
    at = next((k for k, w in enumerate(readings) if w is scope.setting), None)
    world = replace(freed(scope.world), variants=variants)
    return replace(scope, world=world, setting=None if at is None else worlds(world)[at])


def with_scores(scope: Scope, judged: Judged) -> Scope:
    """The scope in which the s of `s = q·k`, beside what the line says of it, is that number and no matrix that others call so."""
    for clause in judged.line.clauses if judged.line is not None else ():
        match clause.node:
            case Rel(("=",), (Sym() as head, body)) if is_score(scope, head, body):
                scope = _named_anew(scope, head, body, misfit=True) or scope
    return scope


def named_anew(scope: Scope, judged: Judged) -> Scope | None:
    """The scope in which the u of `u_j = log σ_j²` is a name of the candidate's own, and no noise that others call so.

    None for a line that says nothing of the kind. Nobody sets a random number, nor a letter by itself.
    """
    if judged.line is None or judged.kind == "verified":
        return None
    for clause, after in zip(judged.line.clauses, (*judged.line.clauses[1:], None), strict=True):
        node = clause.node
        if after is not None and orders_indices(scope, after):
            continue  # s_ij = −∞ for j > i is no definition
        if clause.role in ("claim", "let") and isinstance(node, Rel) and {*node.ops} <= {"=", ":="}:
            first, last = node.operands[0], node.operands[-1]
            misfit = by_shapes(judged)  # `α₁y₁ + α₂y₂ = ζ` is no vector of slacks
            if judged.kind == "given" and not _is_of_states(scope, first, last):
                continue
            for head, body in ((first, last), (last, first)) if misfit else ((first, last),):
                if (made := _named_anew(scope, head, body, misfit)) is not None:
                    return made
    return None


def _named_anew(scope: Scope, head: Node, body: Node, misfit: bool) -> Scope | None:
    """The scope with a definition of his own for a letter that only others' notation gave the problem; None where it may mean that."""
    if not isinstance(head, Sym) or scope.knows(head.name) or head.name in names(body):
        return None
    index = tuple(i.name for i in head.index if isinstance(i, Sym))
    everywhere = (scope.world, *scope.world.variants)
    targets = {t for w in everywhere for t in w.aliases.get(head.name, ())}
    letters = [letter for t in targets for w in everywhere if (letter := w.letters.get(t)) is not None]
    random = bool(letters) and all(letter.kind in ("noise", "random") for letter in letters)
    alike = names(body) & targets or _of_one_kin(scope, head, body, targets) or _is_of_states(scope, head, body)
    alike = alike or (
        len(letters) == len(targets) and all(map(_is_one_number, letters)) and runs_beyond(scope, head, body)
    )
    if len(index) != len(head.index) or not (random or misfit or alike):
        return None
    body = next(iter(alias_readings(scope, (body,))))[0]
    made = scope.with_definition(Definition(head.name, body, (), index, fixed=False))
    return replace(made, fresh=made.fresh | {head.name})


def _is_one_number(letter: Letter) -> bool:
    return (
        not letter.shape and letter.index is None and letter.kind in ("scalar", "positive", "unit", "nonneg", "small")
    )


def _is_of_states(scope: Scope, head: Node, body: Node) -> bool:
    """The y of `y = x_t − √ᾱ_t x_0` where others call a class so: a sum of states is one, and no number."""
    chains = set(scope.world.chains)
    targets = scope.world.aliases.get(head.name, ()) if isinstance(head, Sym) and not scope.knows(head.name) else ()
    numbers = any((t := scope.world.letters.get(n)) is not None and t.kind == "scalar" for n in targets)
    terms = body.args if isinstance(body, Apply) and body.op == "add" else ()
    factors = (f for t in terms for f in (t.args if isinstance(t, Apply) else (t,)))
    return numbers and any(isinstance(f, Sym) and f.name in chains for f in factors)


def _of_one_kin(scope: Scope, head: Sym, body: Node, targets: set[str]) -> bool:
    """`a_t = √ᾱ_t` where others call α_t so: it is made of what that is made of, and is no slip in an objective's formula."""
    kin = {
        t for t in targets if (ds := scope.world.definitions.get(t, ())) and not any(d.sense or d.is_call for d in ds)
    }
    kin |= {t for t in targets if (t_ := scope.world.letters.get(t)) is not None and t_.index is not None}
    if not kin or not head.index or "." in head.name:
        return False
    made = dependencies(scope, body)
    return any(made & dependencies(scope, Sym(t)) - {"t"} for t in kin)


def _without(world: World, name: str) -> World:
    """A reading of the problem in which what a name stood for is written out."""
    known = world.definitions.get(name, ())
    if not known:
        return world  # a letter there, which cannot be written out
    aliases = {a: tuple(t for t in targets if t != name) for a, targets in world.aliases.items() if a != name}
    definitions = {n: tuple(_apart(d, name, known) for d in ds) for n, ds in world.definitions.items() if n != name}
    letters = {n: t for n, t in world.letters.items() if n != name}
    return replace(world, letters=letters, aliases=aliases, definitions=definitions)


def _apart(definition: Definition, name: str, known: tuple[Definition, ...]) -> Definition:
    """A definition with what the name stands for in its place."""

    def written_out(n: Node) -> Node:
        if not isinstance(n, Sym) or n.name != name:
            return n
        alike = next((d for d in known if len(d.index) == len(n.index)), None)
        if alike is None:
            return Apply("index", (known[0].body, *n.index)) if n.index else n
        put = dict(zip(map(Sym, alike.index), n.index, strict=True))
        return transform(alike.body, lambda x: put.get(x, x))

    if name not in names(definition.body) - {*definition.params, *definition.given, *definition.index}:
        return definition
    others = tuple(transform(b, written_out) for b in definition.alternatives)
    return replace(definition, body=transform(definition.body, written_out), alternatives=others)

"""The ways to read a line, and the readings of the problem that it leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from interviewer.checking.claims.membership import DECLARED
from interviewer.checking.claims.new_names import is_no_size
from interviewer.checking.claims.other_names import is_lagrangian, matrix_beside, only_by_alias
from interviewer.checking.evaluation.factors import factors_in
from interviewer.checking.judged import Judged
from interviewer.checking.models.assume import SQUARE, index_names
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.indices import circle_apart
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import World, key_of
from interviewer.checking.problem.worlds import worlds
from interviewer.checking.reading.adjoints import as_adjoints
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.bare_divergences import with_divergence_named
from interviewer.checking.reading.given_values import with_values_given
from interviewer.checking.reading.laws_of_numbers import at_vectors
from interviewer.checking.reading.logistic import binary_data, with_sigmoid
from interviewer.checking.reading.nouns_in_his_letters import in_his_letters
from interviewer.checking.reading.signs import shows
from interviewer.notation.clause import Clause, Line
from interviewer.notation.diagonals import only_on_diagonal, told_by_entries
from interviewer.notation.lexer import tokenize
from interviewer.notation.statements import read_line
from interviewer.notation.tree import ONE, Apply, Bound, Call, Group, Node, Num, Rel, Sym, names, walk
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.vocabulary import Options

MAX_UNREAD = 400  # characters; what is longer is no set-up


_CHOICES = (
    ("slash", Options(tight_slash=True)),
    ("function", Options(greedy_functions=False)),
    ("product", Options(other_products=True)),
    ("power", Options(powers=True)),
)


def readings_of(text: str, scope: Scope) -> Iterator[Line]:
    """The line in each way its spacing leaves open, the likeliest first. Raises Unreadable when there is none."""
    vocabulary = scope.vocabulary
    first: Line | None = None
    problem: Unreadable | None = None
    try:
        first = _meant(read_line(text, vocabulary), scope)
        yield first
    except Unreadable as error:
        problem = error
    for choice, options in _CHOICES:
        if first is not None and choice not in first.ambiguous:
            continue
        try:
            line = _meant(read_line(text, vocabulary, options), scope)
        except Unreadable:
            continue
        if any("hole" in names(c.node) for c in line.clauses):
            continue  # an operator left without what it acts on
        if first is None or line.clauses != first.clauses:
            problem = None
            yield line
    if first is None and problem is not None:
        raise problem


def _meant(line: Line, scope: Scope) -> Line:
    """The line with what earlier lines make an accent stand for, `minimise J(w) = …` as what J is, R_nn as a diagonal."""
    clauses = with_divergence_named(as_adjoints(line.clauses, scope), scope)
    if any(_objective_named(c.node) is not None for c in clauses):
        clauses = tuple(replace(c, node=_objective_named(c.node) or c.node) for c in clauses)
    if diagonal := [n for n in only_on_diagonal(clauses) if not scope.knows(n)]:
        clauses = tuple(told_by_entries(clauses, diagonal))
    if scope.setting is not None and binary_data(scope.setting):
        clauses = tuple(replace(c, node=with_sigmoid(c.node)) for c in clauses)
    return in_his_letters(with_values_given(line if clauses is line.clauses else replace(line, clauses=clauses)), scope)


def _objective_named(node: Node) -> Rel | None:
    match node:
        case Rel(("=",), (Bound("min" | "max", (), Call() | Sym() as head), value)):
            return Rel(("=",), (head, value))
    return None


def worlds_for(scope: Scope, text: str) -> list[World]:
    """The readings of the problem that a line leaves open, the settled one first.

    Words may call for some (`soft margin`, `causal mask`): then the others are out.
    """
    base, *variants = worlds(scope.world)
    folded = f"{scope.context} {text}".casefold()
    called = [v for v in variants if any(word in folded for word in v.words)]
    open_to = called or [base, *(v for v in variants if not v.words)]
    return sorted(open_to, key=lambda w: w is not scope.setting)


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

    def known(world: World) -> frozenset[str]:
        called = {n for n in spoken if set(world.aliases.get(n, ())) - spoken}  # t beside y is not that y
        numbers = {n for n in scripted if _is_one_number(world, n)}  # the weights a_i are no intercept a
        return ((spoken & world.named) | called) - numbers

    some = frozenset[str]().union(*map(known, everywhere))
    lacking = {id(w): len(some - known(w)) for w in candidates}
    fewest = min(lacking.values(), default=0)
    shown = {id(w) for w in candidates if any(_tells(s) and shows(line, s, scope) for s in w.only_with)}
    ordered = sorted(candidates, key=lambda w: (w is not scope.setting, lacking[id(w)], id(w) not in shown))
    return [(w, lacking[id(w)] > fewest + 1 and w is not scope.setting) for w in ordered]


def _is_one_number(world: World, name: str) -> bool:
    letter = world.letters.get(name)
    families = name in world.row_families or name in world.definitions
    return letter is not None and not (letter.shape or letter.index or letter.reach or families)


def _tells(sign: Node) -> bool:
    """A product of the reading's letters, the I of σ²I, or what a law is given."""
    return sign == Sym("I") or (isinstance(sign, Apply) and sign.op == "mul") or bool(getattr(sign, "given", ()))


def with_claim(line: Line) -> Line:
    """`for a mixture of exponentials λ_k = N_k/Σ_i γ_ik x_i`: what a line restricts to nothing else it claims."""
    match line.clauses:
        case (Clause(role="quantify", node=Rel(("=" | "←",))) as only,):
            return replace(line, clauses=(replace(only, role="claim"),))
    return line


def without_bare_samples(line: Line) -> Line:
    """The line without the x₁ and xₙ of `if x₁, …, xₙ are drawn independently, …`, which state nothing."""
    kept = tuple(
        c
        for c in line.clauses
        if not (c.role in ("assume", "quantify", "reason") and isinstance(c.node, Sym) and c.node.index)
    )
    return replace(line, clauses=kept) if kept and len(kept) < len(line.clauses) else line


def names_spoken_of(judged: Judged, scope: Scope) -> bool:
    """Whether the line came out as the definition or the declaration of a name that earlier lines use."""
    if judged.kind != "given" or judged.result is None or judged.result.message not in ("a definition", DECLARED):
        return False
    heads = [n.operands[0] for n in judged.nodes if isinstance(n, Rel)]
    heads += [d for name, ds in judged.scope.own.items() if scope.own.get(name) != ds for d in [Sym(name)]]
    named = {h.fn.name if isinstance(h, Call) else h.name for h in heads if isinstance(h, Call | Sym)}
    spoken = scope.remember("spoken", lambda: _spoken(scope))
    return any(spoken.issuperset(name.replace(".", "_").split("_")) for name in named)


def _spoken(scope: Scope) -> frozenset[str]:
    try:
        return frozenset(t.text for t in tokenize(scope.context[-MAX_UNREAD:], scope.vocabulary.words))
    except Unreadable:
        return frozenset()


def leaning_on_quantified(line: Line, scope: Scope) -> frozenset[str]:
    """What the problem defines by a function that the line speaks of in general, `for every activation σ`."""
    functions = scope.vocabulary.functions
    bare = {c.node.name for c in line.clauses if c.role == "quantify" and isinstance(c.node, Sym)} & functions
    if not bare:
        return frozenset()
    named = bare | {t for n in bare for t in scope.world.aliases.get(n, ())}
    definitions = scope.world.definitions.items()
    return frozenset(
        n for n, ds in definitions if named & {x.name for d in ds for x in walk(d.body) if isinstance(x, Sym)}
    )


def sizeless(line: Line, scope: Scope, world: World) -> bool:
    """`… for d > 1`: a reading of the problem in which nothing has d entries is out when another has."""
    if world is scope.setting:
        return False
    single = {n.operands[0] for c in line.clauses if isinstance(n := c.node, Rel) and n.operands[1:] == (ONE,)}  # d = 1
    spoken = frozenset[str]().union(*(names(c.node) for c in line.clauses)) & set(world.sizes)
    spoken -= {n.name for n in single if isinstance(n, Sym)}
    shaped = {s for w in (scope.world, *scope.world.variants) for letter in w.letters.values() for s in letter.shape}
    here = {s for letter in world.letters.values() for s in (*letter.shape, *letter.reach)}
    if any(Sym("I") in walk(c.node) for c in line.clauses) and not here & {*world.sizes}:
        return bool(shaped & {*world.sizes})  # a unit matrix is of vectors, where another reading has some
    return bool(spoken & shaped - here) and bool(here & set(world.sizes))  # where nothing has a size, n counts trials


def made_trivial(line: Line, nodes: tuple[Node, ...]) -> bool:
    """`ℓ(θ*) ≥ ℓ(θ)` says something; in a reading where both names mean the same letter it does not, nor does p(D|D)."""
    if any(map(_given_itself, nodes)) and not any(_given_itself(c.node) for c in line.clauses):
        return True
    return any(
        isinstance(after, Rel)
        and isinstance(clause.node, Rel)
        and any(
            after.operands[k] == after.operands[k + 1] and clause.node.operands[k] != clause.node.operands[k + 1]
            for k in range(len(after.ops))
        )
        for clause, after in zip(line.clauses, nodes, strict=True)
    )


def ends_nowhere(nodes: tuple[Node, ...], scope: Scope) -> bool:
    """`Σ_{j=1}^J` where J is another name of a size, left as it is: no reading of its own."""
    binders = (b for node in nodes for n in walk(node) if isinstance(n, Bound) for b in n.binders)
    ends = {b.high.name for b in binders if isinstance(b.high, Sym) and not b.high.index}
    called = {n for n in ends if not scope.knows(n) and n not in scope.own}
    return any(set(scope.world.aliases.get(n, ())) & set(scope.world.sizes) for n in called)


def _given_itself(node: Node) -> bool:
    return any(isinstance(n, Call) and bool(set(n.args) & set(n.given)) for n in walk(node))


def introduced(line: Line, scope: Scope) -> frozenset[str]:
    """Names that `let` clauses introduce: they are the candidate's own, whatever the problem calls by them."""
    found: set[str] = set(factors_in(scope, (c.node for c in line.clauses)))
    for k, clause in enumerate(line.clauses):
        before = line.clauses[k - 1] if k else None
        found |= squares(scope, clause.node).keys() | _beside_indices(scope, clause.node)
        defined = clause.node.operands[0] if isinstance(clause.node, Rel) and clause.node.ops[0] == "=" else None
        found |= _points(scope, defined)
        defined = defined.fn if isinstance(defined, Call) else defined
        own = isinstance(defined, Sym) and isinstance(clause.node, Rel)
        if own and (
            only_by_alias(scope, defined)
            or matrix_beside(scope, defined, clause.node.operands[1])
            or is_lagrangian(scope, defined, clause.node.operands[1])
        ):
            found.add(defined.name)
        if (
            isinstance(defined, Sym)
            and isinstance(clause.node, Rel)
            and is_no_size(scope, defined, clause.node.operands[1])
        ):
            found.add(defined.name)
        said = any(w in ("let", "define", "denote", "introduce", "set", "call") for w in line.words)
        apart = before is None or before.role != "let" or clause.after is None or clause.after != before.after
        if clause.role == "let" and said and (apart or isinstance(clause.node, Apply)):
            left = clause.node.operands[0] if isinstance(clause.node, Rel) else clause.node
            left = left.args[0] if isinstance(left, Apply) and left.op == "property" else left
            symbol = left.fn if isinstance(left, Call) else left
            if isinstance(symbol, Sym) and not scope.knows(symbol.name):
                found.add(symbol.name)
    return frozenset(found)


def _beside_indices(scope: Scope, node: Node) -> set[str]:
    """The s of `s < t`, where t runs over the members of a family: another index, whatever the problem calls by it."""
    if not isinstance(node, Rel) or not {"<", ">", "<=", ">="}.issuperset(node.ops):
        return set()
    compared = {o.name for o in node.operands if isinstance(o, Sym) and not o.index}
    running = {letter.index for letter in scope.world.letters.values() if letter.index}
    return {n for n in compared if not scope.knows(n)} if compared & running - scope.world.letters.keys() else set()


def _points(scope: Scope, head: Node | None) -> set[str]:
    """The k of a density `p(k) = …`: no size, whatever size the problem calls by it."""
    if not isinstance(head, Call) or head.given or head.fn.name not in scope.world.distributions:
        return set()
    named = {a.name: scope.world.aliases.get(a.name, ()) for a in head.args if isinstance(a, Sym) and not a.index}
    return {n for n, targets in named.items() if targets and set(targets) <= set(scope.world.sizes)}


def squares(scope: Scope, node: Node) -> dict[str, str]:
    """The square matrix that a property is said of, where its letter is the candidate's own: the name, and what it is."""
    match node:
        case Apply("property", (Sym(name, ()), Sym(what, ()), *_)) if what in SQUARE and not scope.knows(name):
            return {name: what}
        case Rel(("≻" | "⪰" as op,), (Sym(name, ()), Num(value=0))) if not scope.knows(name):
            return {name: "pd" if op == "≻" else "psd"}
        case Apply("program", (_, Group(items=items))):  # minimise … with V ≻ 0
            return {name: what for item in items for name, what in squares(scope, item).items()}
    return {}


def names_touched(line: Line, scope: Scope) -> set[str]:
    """Every name a line leans on, as written and through the problem's definitions."""
    found: set[str] = set()
    for clause in line.clauses:
        for nodes in alias_readings(scope, (clause.node,)):
            found |= dependencies(scope, nodes[0])
        found |= {key_of(n) or n.name for n in walk(clause.node) if isinstance(n, Sym)} | {
            n.name for n in walk(clause.node) if isinstance(n, Sym)
        }
        found |= {n.fn.name for n in walk(clause.node) if isinstance(n, Call)}
        by = {n.args[0] for n in walk(clause.node) if isinstance(n, Apply) and n.op == "differential"}
        found |= {f"{n.name}.grad" for n in by if isinstance(n, Sym)}  # dz as the gradient by z
        if any(isinstance(n, Bound) and n.op in ("min", "max") for n in walk(clause.node)):
            found |= {name for name, ds in scope.world.definitions.items() if any(d.sense for d in ds)}
    rows = scope.world.row_families
    return found | {rows[n] for n in found if n in rows}


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
            made = (w for n in names(d.body) - scope.own.keys() for w in world.definitions.get(n, ()))
            if name in world.letters and any(name in names(w.body) for w in made):
                return True  # he has logvar made of the σ that is made of it there
            if d.index and name not in world.letters and Sym("I") in walk(d.body) and _matrices(scope, name):
                return True
            if (
                d.is_call
                and not any(isinstance(n, Call) and n.fn.name in world.distributions for n in walk(d.body))
                and any(isinstance(n, Sym) and n.name in d.params for n in walk(d.body))
            ):
                named = {t for p in d.params for t in (p, *world.aliases.get(p, ()))}
                if any((letter := world.letters.get(p)) is not None and letter.kind == "variable" for p in named):
                    return True
    return False

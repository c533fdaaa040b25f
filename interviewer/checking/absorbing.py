"""What a line leaves in force for the lines after it, whether it was right or wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import dropwhile, takewhile

from interviewer.checking.activations import with_activation
from interviewer.checking.alias_readings import alias_readings
from interviewer.checking.aliases import knows_somewhere
from interviewer.checking.assume import index_names
from interviewer.checking.assumptions import assumed, law_of, objective_of
from interviewer.checking.canonical import RUNNING
from interviewer.checking.claims.conditions import names_quantity
from interviewer.checking.claims.membership import declarations
from interviewer.checking.clauses import judge_clauses
from interviewer.checking.clock import Clock, OutOfTime
from interviewer.checking.empirical import with_empirical
from interviewer.checking.gaussian_priors import listed, prior_apart, with_own_gaussian
from interviewer.checking.index_bounds import bounds_besides, index_bounds
from interviewer.checking.judged import Judged
from interviewer.checking.lines import MAX_WORDS, judge_line
from interviewer.checking.named_laws import after_naming, only_names_laws
from interviewer.checking.optimality import optimality
from interviewer.checking.other_worlds import with_world
from interviewer.checking.own.factors import factors_in
from interviewer.checking.own.random import laws_in, modelled
from interviewer.checking.own_objective import with_own_objective
from interviewer.checking.preparing import prepare
from interviewer.checking.priors import flat_in_words, with_own_prior, with_posterior
from interviewer.checking.probability.samples import says_independent
from interviewer.checking.readings import MAX_UNREAD, contradicts, names_touched, readings_of, squares, worlds
from interviewer.checking.scope import Held, Scope
from interviewer.checking.size_equations import at_sizes, sizes_set
from interviewer.checking.spaces import with_spaces
from interviewer.checking.told import with_told_values
from interviewer.checking.told_components import with_components
from interviewer.checking.told_in_prose import apart, describes, sentences, with_laws
from interviewer.checking.told_in_words import with_words
from interviewer.checking.told_objectives import optimised, set_by
from interviewer.checking.world import BUILTIN_FUNCTIONS, Definition, World
from interviewer.notation.clause import Line
from interviewer.notation.lexer import tokenize
from interviewer.notation.parsing.words import RELATIONS, only_describes, said_besides
from interviewer.notation.statements import read_line
from interviewer.notation.tokens import Token
from interviewer.notation.tree import ZERO, Apply, Call, Node, Num, Rel, Sym, names, walk
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.vocabulary import Vocabulary

_CONSTANTS = frozenset(["I", "Reals", "infty", "ones", "zeros"])  # of which no line says anything


def absorb_line(scope: Scope, text: str, clock: Clock) -> Scope:
    """The scope after an earlier line of the candidate, whether that line was right or wrong."""
    text = with_laws(text, scope.vocabulary)
    if len(parts := sentences(text)) > 1:
        for part in parts:
            scope = absorb_line(scope, part, clock)
        return scope
    scope = flat_in_words(scope, text)
    if says_independent(scope, text):
        return replace(scope, context=f"{scope.context} {text}")
    own = with_own_prior(scope, text)
    own = own if own is not scope else with_own_gaussian(scope, text)
    own = own if own is not scope else with_posterior(scope, text)
    if own is not scope:
        spoken = scope.spoken | letters_of(text, scope.vocabulary)
        return replace(own, context=f"{scope.context} {text}", spoken=spoken)
    pieces = _optima_apart(scope, text)
    pieces = pieces if len(pieces) > 1 else prior_apart(scope, text)
    if len(pieces) > 1:
        for piece in pieces:
            scope = absorb_line(scope, piece, clock)
        return scope
    if bounds := index_bounds(scope, text):
        return replace(scope, filters=(*scope.filters, *bounds), context=f"{scope.context} {text}")
    if (sized := _of_sizes(scope, text)) is not None:
        return replace(
            sized, context=f"{scope.context} {text}", spoken=scope.spoken | letters_of(text, scope.vocabulary)
        )
    optimal = _optimum_of(scope, text)
    if optimal:
        return replace(scope, filters=(*scope.filters, *optimal), context=f"{scope.context} {text}")
    shown, rest = with_components(scope, text)
    worded, rest = with_words(shown, rest)
    if worded is not scope:
        spoken = scope.spoken | letters_of(text, scope.vocabulary)
        scope, text = replace(worded, spoken=spoken), rest
        if not tokens_claim(text, scope.vocabulary):
            return replace(scope, context=f"{scope.context} {text}")
    given, (scope, silent) = scope, set_by(scope, text, clock)
    if silent:
        return replace(
            scope, context=f"{scope.context} {text}", spoken=scope.spoken | letters_of(text, scope.vocabulary)
        )
    named = with_empirical(_naming_laws(scope, text), text)
    if named is not scope:
        spoken = scope.spoken | letters_of(text, scope.vocabulary)
        return replace(named, context=f"{scope.context} {text}", spoken=spoken)
    told, whole = _told(scope, text)
    if whole:
        spoken = scope.spoken | letters_of(text, scope.vocabulary)
        return replace(told, context=f"{scope.context} {text}", spoken=spoken)
    specified = with_activation(_specified(with_spaces(told, text), text), text)
    before = replace(_described(specified, text), trusting=True)
    described = before.types != specified.types or before.own != scope.own or before.traits != scope.traits
    judged = judge_line(before, text, clock)
    after = with_own_objective(before, judged.nodes) if judged.kind == "refuted" else before
    after = _absorbed(before, judged, clock) if after is before else after
    if bounds := bounds_besides(after, judged.nodes):
        after = replace(after, filters=(*after.filters, *bounds))
    letters = letters_of(text, scope.vocabulary)
    if after is before and judged.kind == "undecided" and len(parts := apart(text)) > 1:
        for part in parts:
            scope = absorb_line(scope, part, clock)
        return scope
    if after is before:
        neutral = described or _only_describes(text, scope) or _describes(scope, text)
        unread = frozenset[str]() if neutral else letters_of(text, scope.vocabulary, words=2)
        after = replace(before, unread=scope.unread | unread)
    elif judged.kind in ("refuted", "undecided") or (
        judged.line is not None and said_besides(judged.line.words) > MAX_WORDS
    ):
        spoken = letters - index_names(judged.nodes)
        spoken -= frozenset[str]().union(*(names(d.body) for ds in after.own.values() for d in ds))
        after = replace(
            after,
            unread=after.unread | {n for n in spoken - _CONSTANTS if n in after.fresh or not knows_somewhere(after, n)},
        )
    if judged.line is not None and _cases_in_words(judged.line):
        after = replace(before, unread=scope.unread | letters, unsettled=scope.unsettled | before.fresh & letters)
    if judged.kind == "undecided":
        after = replace(after, unread=after.unread | _laws_unread(after, judged.nodes))
        after = replace(after, unsettled=after.unsettled | (_set_anew(after, judged.nodes) - after.traits.keys()))
    after = replace(after, unread=after.unread - after.traits.keys()) if described else after
    own_objective = any(d.carried and d.sense for n, ds in after.own.items() if ds != given.own.get(n) for d in ds)
    clash = scope.clash or (judged.kind in ("refuted", "undecided") and not own_objective)
    held = scope.held
    if judged.kind in ("verified", "given") and judged.read_in is not None:
        held = (*held, Held(text, specified, judged.read_in.world))
    context = f"{scope.context} {text}"
    return replace(after, context=context, clash=clash, spoken=scope.spoken | letters, held=held, trusting=False)


def tokens_claim(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line holds a relation."""
    try:
        return any(t.kind == "op" and t.text in RELATIONS for t in tokenize(text[:MAX_UNREAD], vocabulary.words))
    except Unreadable:
        return True


def _naming_laws(scope: Scope, text: str) -> Scope:
    """The scope after a line that only gives names to normal laws; the same after any other."""
    try:
        clauses = read_line(text, scope.vocabulary).clauses
    except Unreadable:
        return scope
    return after_naming(scope, clauses) if only_names_laws(scope, clauses) else scope


def _told(scope: Scope, text: str) -> tuple[Scope, bool]:
    try:
        return with_told_values(scope, read_line(text, scope.vocabulary).clauses)
    except Unreadable:
        return scope, False


def _laws_unread(scope: Scope, nodes: tuple[Node, ...]) -> frozenset[str]:
    """The densities that a line says what they are, and that could not be taken in: nothing of them is refuted after it."""
    heads = (n.operands[0] for n in nodes if isinstance(n, Rel) and n.ops[0] in ("=", ":="))
    named = {h.fn.name for h in heads if isinstance(h, Call) and len(h.args) == 1 and not h.given}
    return frozenset(n for n in named if n in scope.world.distributions and n not in scope.own)


def _cases_in_words(line: Line) -> bool:
    """`uᵀx > 0 if y = 1 and uᵀx < 0 if y = 0`: each condition belongs to a claim of its own, and none holds throughout."""
    supposed = sum(c.role == "assume" and isinstance(c.node, Rel) for c in line.clauses)
    return line.words.count("if") > 1 and supposed > 1


def _only_describes(text: str, scope: Scope) -> bool:
    """A line without a relation that says of its letters what they are in the problem anyway."""
    vocabulary = scope.vocabulary
    try:
        tokens = tokenize(text[:MAX_UNREAD], vocabulary.words)
    except Unreadable:
        return False
    ops = [k for k, t in enumerate(tokens) if t.kind == "op" and t.text in RELATIONS | {"⇒", "⇔"}]
    related = any(not _of_alphabet(tokens[k - 1 : k + 2]) for k in ops)
    words = [t.text for t in tokens if t.kind == "word"]
    if related or only_describes(words):
        return not related
    about = {w for phrases in scope.world.about.values() for phrase in phrases for w in phrase.split()}
    nouns = {w for noun, _ in vocabulary.nouns for w in noun.split()}
    fits = all(
        scope.knows(head.name)
        and t.text in (head.name, *(a for a, of in scope.world.aliases.items() if head.name in of))
        for k, t in enumerate(tokens)
        if t.kind == "name" and (head := _named(tokens[k + 1 :], dict(vocabulary.nouns))) is not None
    )
    return fits and only_describes(w for w in words if w.casefold() not in about | nouns)


def _of_alphabet(tokens: Sequence[Token]) -> bool:
    """`x ∈ 𝒳` says nothing: that is what the set of its values is called."""
    if len(tokens) < 3 or tokens[1].text != "∈":
        return False
    return tokens[0].text != tokens[2].text and tokens[0].text.upper() == tokens[2].text


def _named(tokens: Sequence[Token], nouns: Mapping[str, Node]) -> Sym | None:
    """The head of what the noun behind a letter names: `f the decision function`."""
    words = [t.text.casefold() for t in takewhile(lambda t: t.kind == "word", tokens)]
    words = list(dropwhile(lambda w: w in ("is", "denotes", "the", "be", "a"), words))
    for length in range(len(words), 0, -1):
        node = nouns.get(" ".join(words[:length]))
        if node is not None:
            head = node.fn if isinstance(node, Call) else node
            return head if isinstance(head, Sym) else Sym("")
    return None


def _describes(scope: Scope, text: str) -> bool:
    """Words around letters that the problem has, too."""
    spoken = letters_of(text, scope.vocabulary) - _CONSTANTS - RUNNING
    return describes(text) and all(knows_somewhere(scope, n) for n in spoken)


def _of_sizes(scope: Scope, text: str) -> Scope | None:
    """`d = 512, h = 8, d_k = d/h`, `h heads with d_k = d_v = d/h`: the problem at such sizes; None for any other line."""
    try:
        line = next(readings_of(text, scope))
    except Unreadable:
        return None
    after: Scope | None = None
    for node in next(iter(alias_readings(scope, tuple(c.node for c in line.clauses)))):
        sizes = sizes_set(after or scope, node)
        if sizes:
            after = at_sizes(after or scope, sizes)
        elif sizes is None and not isinstance(node, Sym | Num):
            return None
    return after


def _set_anew(scope: Scope, nodes: tuple[Node, ...]) -> frozenset[str]:
    """The problem's quantities that a line which was not understood sets by names of the candidate's: A = softmax(S + M)."""
    made = [n for n in nodes if isinstance(n, Rel) and n.ops[0] in ("=", ":=") and isinstance(n.operands[0], Sym)]
    known = {n.operands[0].name: n for n in made if isinstance(n.operands[0], Sym)}
    return frozenset(
        name
        for name, n in known.items()
        if name in scope.world.definitions and name not in scope.own and names(n.operands[1]) & set(scope.own)
    )


def _optimum_of(scope: Scope, text: str) -> tuple[Rel, ...]:
    """What a line says that sets a letter to the optimum of an objective."""
    if "arg" not in text:
        return ()
    try:
        line = next(readings_of(text, scope))
    except Unreadable:
        return ()
    return tuple(
        f for c in next(iter(alias_readings(scope, tuple(c.node for c in line.clauses)))) for f in optimality(c)
    )


def _optima_apart(scope: Scope, text: str) -> list[str]:
    """A list of definitions of which one is an optimum, one by one: `F(q,θ) = …, θ_new = argmax_θ F(q,θ)`."""
    if "arg" not in text or not _optimum_of(scope, text):
        return [text]
    pieces = listed(text)
    return pieces if all("=" in p for p in pieces) else [text]


def letters_of(text: str, vocabulary: Vocabulary, words: int = 0) -> frozenset[str]:
    """The names of which a line says something, with so many words at least."""
    if len(text) > MAX_UNREAD:
        return frozenset()
    try:
        tokens = tokenize(text, vocabulary.words)
    except Unreadable:
        return frozenset()
    if sum(t.kind == "word" for t in tokens) < words:
        return frozenset()
    return frozenset(t.text for t in tokens if t.kind in ("name", "accent"))


def _described(scope: Scope, text: str) -> Scope:
    """`q, k independent with mean 0 and variance σ²` says what the problem's random numbers are."""
    laws = laws_in([text])
    random = {n: t for n in laws if (t := scope.world.letters.get(n)) is not None and t.kind in ("random", "noise")}
    model = modelled({n: replace(laws[n], mean=ZERO) for n in random}, random)
    if model is None or any(laws[n].variance is None for n in random):
        return scope
    for definition in model[0].values():
        scope = scope.with_definition(definition)
    for letter in model[1].values():
        scope = scope.with_type(letter)
    return scope


def _specified(scope: Scope, text: str) -> Scope:
    """`σ(u) = 1/(1 + e^{−u})` or `σ = tanh` before the step settles a function that the problem leaves open."""
    try:
        line = read_line(text, scope.vocabulary)
    except Unreadable:
        return scope
    scope = replace(scope, fresh=scope.fresh | _said_to_exist(line))
    traits = {name: what for c in line.clauses for name, what in squares(scope, c.node).items()}
    scope = replace(scope, traits={**scope.traits, **traits}, fresh=scope.fresh | traits.keys()) if traits else scope
    for definition in factors_in(scope, (c.node for c in line.clauses)).values():
        scope = scope.with_definition(definition)
    for nodes in alias_readings(scope, tuple(c.node for c in line.clauses)):
        for node in nodes:
            if isinstance(node, Rel) and node.ops[0] in ("=", ":=", "≡"):
                scope = _with_specified(scope, node.operands[0], prepare(node.operands[1], scope))
        break
    return scope


def _said_to_exist(line: Line) -> frozenset[str]:
    """The u of `there is u with uᵀx > 0`: a letter of the candidate's, whatever the problem calls by it."""
    heads = (c.node for c in line.clauses[:1] if isinstance(c.node, Sym) and not c.node.index)
    return frozenset(n.name for n in heads if {"there", "exists"} & set(line.words))


def _with_specified(scope: Scope, head: Node, body: Node) -> Scope:
    symbol = head.fn if isinstance(head, Call) else head
    letter = scope.world.letters.get(symbol.name) if isinstance(symbol, Sym) and not symbol.index else None
    if letter is None or not letter.is_function or letter.name in scope.own:
        return scope
    if isinstance(head, Call) and len(head.args) == 1 and not head.primes:
        argument = head.args[0]
        if not isinstance(argument, Sym) or argument.index or letter.name in names(body):
            return scope
    elif isinstance(head, Sym) and isinstance(body, Sym) and body.name in BUILTIN_FUNCTIONS:
        argument = Sym("u")
        body = Apply(body.name, (argument,))
    else:
        return scope
    return scope.with_definition(Definition(letter.name, body, (argument.name,), is_call=True, fixed=False))


def _absorbed(scope: Scope, judged: Judged, clock: Clock) -> Scope:
    """The same scope when the line leaves nothing that could be understood."""
    bounds = tuple(
        n for n in judged.nodes if isinstance(n, Rel) and all(op in ("<", ">", "<=", ">=", "!=") for op in n.ops)
    )
    if bounds and len(bounds) == len(judged.nodes):
        if judged.kind == "verified" and judged.read_in is not None and judged.read_in.world is scope.world:
            return replace(scope)  # it follows from what is in force: what comes after it loses nothing
        return replace(scope, filters=(*scope.filters, *bounds))  # an inequality restricts what comes after it
    if judged.kind in ("verified", "given"):
        settled = judged.read_in.world if judged.read_in is not None else scope.world
        if settled is scope.world or _may_fit_another(scope, judged, settled, clock):
            return judged.scope
        return replace(judged.scope, setting=settled)
    if judged.kind == "undecided" and judged.scope.own != scope.own:
        whole = assumed(scope, judged, clock) if len(judged.nodes) > 1 else scope
        # what the line introduced before it went beyond us, or more where it is taken clause by clause
        return whole if whole.own.keys() > judged.scope.own.keys() else judged.scope
    if judged.kind == "refuted" and (own := optimised(scope, judged.nodes, clock)) is not None:
        return scope.with_definition(own)
    if judged.kind in ("refuted", "undecided") and judged.nodes and judged.read_in is not None:
        declared = declarations(scope, judged.nodes)
        if declared is not None:
            return declared
    if judged.kind in ("refuted", "undecided") and len(judged.nodes) > 1:
        taken = _clause_by_clause(scope, judged, clock)
        if taken is not None:
            return taken
    if judged.kind == "refuted" and len(judged.nodes) == 1 and isinstance(judged.nodes[0], Rel):
        law = law_of(judged.nodes[0])
        if law is not None and not scope.world.distributions.get(law.name, {}).get("chain"):
            return scope.with_definition(law)  # his own density, whatever the problem says
    if judged.kind == "refuted" and judged.line is not None:
        carried = _carry_forward(scope, judged, clock)
        if carried is not scope:
            return carried
        restricted = _as_restriction(scope, judged)
        if restricted is not scope:
            return restricted
    after = assumed(scope, judged, clock)
    return after if after is not scope or judged.kind == "undecided" else replace(scope)


def _may_fit_another(scope: Scope, judged: Judged, settled: World, clock: Clock) -> bool:
    """Whether another reading fits as well, as far as half of the time that is left can tell."""
    try:
        return _fits_another(scope, judged, settled, Clock.of(clock.left() / 2, within=clock))
    except OutOfTime:
        clock.check()
        return True


def _fits_another(scope: Scope, judged: Judged, settled: World, clock: Clock) -> bool:
    """`p = N(μ₁, Σ₁)` may be set in one dimension or in several: it settles neither reading."""
    if judged.line is None:
        return False
    touched = names_touched(judged.line, scope)
    for world in worlds(scope.world)[1:]:
        if world is settled or not world.changed & touched:
            continue
        here = with_world(scope, world)
        nodes = next(iter(alias_readings(here, tuple(c.node for c in judged.line.clauses))))
        clauses = (replace(c, node=prepare(n, here)) for c, n in zip(judged.line.clauses, nodes, strict=True))
        if not contradicts(scope, world) and judge_clauses(here, tuple(clauses), clock).kind in ("given", "verified"):
            return True
    return False


def _clause_by_clause(scope: Scope, judged: Judged, clock: Clock) -> Scope | None:
    """What stands of a line of which a part did not: each of its clauses taken by itself; None when none does."""
    here = judged.read_in
    if here is None or judged.line is None or len(judged.line.clauses) != len(judged.nodes):
        return None
    before = here
    for clause, node in zip(judged.line.clauses, judged.nodes, strict=True):
        if clause.role != "quantify" and clause.link in ("", "and"):
            part = judge_clauses(here, (replace(clause, role="claim", node=node, link=""),), clock)
            accepted = part.kind in ("verified", "given")
            here = part.scope if accepted else _restricted(here, part, node) if part.kind == "refuted" else here
            own = objective_of(here, node, clock) if part.kind == "undecided" and isinstance(node, Rel) else None
            here = here.with_definition(own) if own is not None else here
    return with_world(here, scope.world) if here is not before else None


def _restricted(scope: Scope, part: Judged, node: Node) -> Scope:
    """A part that does not hold by itself gives a quantity another form, or restricts the letters it speaks of."""
    carried = _carried(scope, node)
    return carried if carried is not scope else _as_restriction(scope, replace(part, nodes=(node,)))


def _as_restriction(scope: Scope, judged: Judged) -> Scope:
    """An equation that does not hold by itself restricts the letters it speaks of: `wᵀx₊ + b = 1`."""
    node = judged.nodes[0] if len(judged.nodes) == 1 else None
    if node is not None and (sizes := sizes_set(scope, node)):
        return at_sizes(scope, sizes)
    by_value = (
        judged.result is not None and judged.result.witness is not None and "shapes" not in judged.result.witness.values
    )
    if isinstance(node, Rel) and node.ops == ("=",) and by_value and not names_quantity(scope, node.operands):
        return scope.with_condition(node)
    return scope


def _carry_forward(scope: Scope, judged: Judged, clock: Clock) -> Scope:
    """A wrong definition stays the candidate's: later lines are consistent with it or not."""
    assert judged.line is not None
    for nodes in (judged.nodes, *alias_readings(scope, tuple(c.node for c in judged.line.clauses))):
        carried = _carried(scope, nodes[0]) if nodes else scope
        if carried is not scope:
            return carried
    return scope


def _carried(scope: Scope, node: Node) -> Scope:
    if not isinstance(node, Rel) or node.ops[0] not in ("=", ":="):
        return scope
    left, right = node.operands[0], prepare(node.operands[1], scope)
    name = left.name if isinstance(left, Sym) and not left.index else ""
    if isinstance(left, Call) and not left.given:
        name = left.fn.name
    index: tuple[str, ...] = ()
    if isinstance(left, Sym) and left.index and all(isinstance(i, Sym) and not i.index for i in left.index):
        name, index = left.name, tuple(i.name for i in left.index if isinstance(i, Sym))
    if not name or name not in scope.world.definitions or name in {n.name for n in _symbols(right)}:
        return scope
    old = scope.world.definitions[name][0]
    if len(index) != len(old.index):
        return scope
    called = old.is_call and (isinstance(left, Call) or bool(old.sense))  # h = σ(Xθ) is a value beside h(x)
    params = old.params if called else ()
    arguments = tuple(a.name for a in left.args if isinstance(a, Sym)) if isinstance(left, Call) else ()
    if isinstance(left, Call) and arguments and len(arguments) == len(left.args) and set(arguments) <= names(right):
        params, called = arguments, True  # J(β) = …, K(x, z) = …
    made = Definition(name, right, params, index, fixed=False, is_call=called, sense=old.sense, carried=True)
    return scope.with_definition(made)


def _symbols(node: Node) -> Iterator[Sym]:

    return (n for n in walk(node) if isinstance(n, Sym))

"""A step under the candidate's own model: his definitions alone, on models typed for them.

Only what his lines ground is judged here: a step that leans on anything else belongs to the problem.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.checking.claims.relation import judge_relation
from interviewer.checking.claims.result import Result, together
from interviewer.checking.clock import Clock
from interviewer.checking.evaluation.evaluate import COUNTS
from interviewer.checking.evaluation.layouts import layouts
from interviewer.checking.models.assume import index_names, square_matrix
from interviewer.checking.models.domains import domains
from interviewer.checking.own.belief import EVIDENCE, LAWS, OPEN, Belief, belief_of, estimated
from interviewer.checking.own.borrowed import with_errors
from interviewer.checking.own.categories import onehot
from interviewer.checking.own.gradients import with_gradients
from interviewer.checking.own.laplace import exactly
from interviewer.checking.own.normalisation import with_statistics
from interviewer.checking.own.objective import told_objective
from interviewer.checking.own.objective_data import counted
from interviewer.checking.own.posterior import judge_belief
from interviewer.checking.own.random import Law, componentwise, laws_in, modelled, statement, without_laws
from interviewer.checking.own.samples import sample_means, sample_size
from interviewer.checking.own.shapes import infer
from interviewer.checking.own.shares import counts_apart, totals, totals_apart
from interviewer.checking.own.spoken import as_claim, as_formulas
from interviewer.checking.own.study import (
    DEPTH,
    Study,
    arguments_apart,
    as_factor,
    differentiated,
    ends,
    fused,
    last_quantities,
    numbered,
    read_setup,
    within_depth,
)
from interviewer.checking.own.units import with_layers
from interviewer.checking.probability.names import DENSITIES
from interviewer.checking.problem.indices import circle_apart
from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS, Definition, Letter, World
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.told.activations import only_kind_told
from interviewer.notation.clause import Clause, Line
from interviewer.notation.dots import without_dots
from interviewer.notation.statements import read_line
from interviewer.notation.tree import (
    ZERO,
    Apply,
    Bound,
    Call,
    Deriv,
    Moment,
    Node,
    Rel,
    Sym,
    names,
    transform,
    walk,
)
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.words.objectives import speaks_of_optimum, with_programs

LOSS = "loss!"
SIGMOID = Definition("sigma", Call(Sym("sigmoid"), (Sym("u"),)), ("u",), is_call=True, fixed=False)
FEW = 3  # random numbers of a kind: their states are listed
_PLAIN = frozenset(
    [
        "I",
        "ones",
        "zeros",
        "pi",
        "circle",
        "e",
        "const",
        "default",
        "hole",
        "ellipsis",
        "colon",
        "infty",
        "Reals",
        "delta",
    ]
)


def judge_own(
    setup: Sequence[str], text: str, clock: Clock, problem: World | None = None
) -> tuple[Line, Result, str] | None:
    """The verdict on a step under the candidate's own set-up, None when that does not ground it.

    What `problem` says of a name that he does not define is said of his own quantities. The last item says what the set-up
    is: a whole Bayesian `model`, a `prior` alone, or plain definitions (empty).

    Raises OutOfTime.
    """
    setup, text = as_formulas(setup, text), exactly(setup, text)
    before, whole = read_setup(setup)
    told, _ = belief_of(before, frozenset())
    text = as_claim(text, told) if told is not None else text
    try:
        line = read_line(text, Study().taking(before).scope.vocabulary)
    except Unreadable:
        return None
    assumed, claims = _parts(with_programs(line))
    if not claims:
        return None
    before, assumed, claims = (
        [replace(c, node=transform(c.node, _listed)) for c in part] for part in (before, assumed, claims)
    )
    if (network := with_layers([*before, *assumed], claims)) is not None:
        before, claims = network
        assumed = []
    optimal = speaks_of_optimum(line.words)
    seeking = told_objective([*before, *assumed], claims, optimal, problem) if told is None or told.open else None
    told_laws = [
        c.node for c in before if isinstance(c.node, Rel) and (c.node.ops == ("~",) or _is_density(c.node.operands[0]))
    ]
    if seeking and any((names(law) - names(seeking[0].value)) & names(c.node) for law in told_laws for c in claims):
        seeking = None  # λ = σ²/b is of the prior, which no objective tells
    if seeking is not None:
        claims = seeking[2]
        before, assumed, claims = counted([before, assumed, claims])
    before, assumed, claims = totals_apart([before, assumed, claims])
    literal = numbered([c.node for c in (*before, *assumed, *claims)])
    apart = any(
        n.name == "pi" and n.index for c in (*before, *assumed, *claims) for n in walk(c.node) if isinstance(n, Sym)
    )
    circled = circle_apart if apart else tuple[Node, ...]  # π_k beside 2π
    fuse = lambda clauses: [  # noqa: E731
        replace(c, node=_weights(node))
        for c, node in zip(clauses, circled(tuple(fused(c.node, literal) for c in clauses)), strict=True)
    ]
    before, assumed, claims = counts_apart([fuse(before), fuse(assumed), fuse(claims)])
    if seeking is not None:  # again, in the letters as they now are
        seeking = told_objective([*before, *assumed], claims, optimal, problem, seeking[0].marked)
    if seeking is not None:
        before, assumed = seeking[1], []
    if (flow := with_gradients([*before, *assumed], claims)) is not None:
        before, claims = flow
        assumed = []
    belief, plain = belief_of([*before, *assumed], estimated(c.node for c in claims))
    if seeking is not None:
        belief, plain = None, [*before, *assumed]  # the f(θ) that is to be minimised is no density
    laws = laws_in(setup) if (belief is None or belief.open) and seeking is None else {}
    running = index_names(tuple(c.node for c in (*before, *claims)))
    told_by = {belief.unknown} if belief is not None else set[str]()  # its density says more
    laws = {n: law for n, law in laws.items() if n not in told_by | running}
    if laws:  # random numbers of which no parameter is asked
        belief, plain = None, without_laws([*before, *assumed], laws)
    study = Study(whole=whole, context=" ".join((*setup, text))).taking(plain)
    if not study.definitions and belief is None and not laws and seeking is None:
        return None
    leads = [k + 1 < len(claims) and claims[k + 1].link in ("implies", "iff") for k in range(len(claims))]
    prepared = [(prepare(c.node, study.scope), lead) for c, lead in zip(claims, leads, strict=True)]
    study = with_statistics(study) if belief is None else study
    prepared = [(transform(node, lambda n: as_factor(n, study.definitions)), lead) for node, lead in prepared]
    study = _with_activation(study, [node for node, _ in prepared])
    study, prepared = _with_new_names(study, prepared)
    if problem is not None and belief is None:
        study, nodes = with_errors(study, [node for node, _ in prepared], problem)
        prepared = [(node, lead) for node, (_, lead) in zip(nodes, prepared, strict=True)]
    objective = seeking[0] if seeking is not None else None
    if objective is not None:
        study = objective.taken_in(study, [node for node, _ in prepared])
    scope = _scope(study, [node for node, _ in prepared], belief, laws)
    if scope is None:
        return None
    if objective is not None:
        if (met := objective.is_met(scope, [node for node, _ in prepared], clock)) is not None:
            return line, met, "objective"
        scope = objective.imposed(scope)
    prepared = [(componentwise(node, laws, {**scope.types, **_drawn(scope, laws)}), lead) for node, lead in prepared]
    result = _judged(prepared, scope, belief, clock, laws)
    if result is not None and result.kind == "refuted" and EVIDENCE in scope.types and _of_evidence(belief, prepared):
        result = Result("undecided", scope, "I cannot integrate over this variable; say what its prior is")
    if (
        result is not None
        and result.kind == "refuted"
        and LOSS in scope.types
        and _of_problem(study, prepared, problem)
    ):
        result = Result("undecided", scope, "I cannot tell how this quantity depends on yours; write it as a formula")
    if result is not None and result.kind == "refuted" and not study.whole:
        result = Result("undecided", scope, "I could not read all of the lines before; write each as a formula")
    if (
        result is not None
        and result.kind == "refuted"
        and belief is None
        and objective is None
        and _solves(study, prepared)
    ):
        result = Result("undecided", scope, "I cannot tell what sets this letter; write the equation that it solves")
    if result is not None and result.kind == "refuted" and (part := _part_unsaid(study, [n for n, _ in prepared])):
        result = Result("undecided", scope, f"say what {part} is of {part.upper()}: a row, a column or an entry")
    ground = "model" if network is not None else "" if belief is None else "prior" if belief.open else "model"
    if objective is not None:
        ground = "objective"
        shapes = result is not None and result.witness is not None and "shapes" in result.witness.values
        if result is not None and result.kind == "refuted" and (shapes or _factored(study)):
            result = Result("undecided", scope, result.message)  # what nobody declared is guessed
    return (line, result, ground) if result is not None else None


def _is_density(node: Node) -> bool:
    return isinstance(node, Call) and node.fn.name in LAWS


def _of_problem(study: Study, claims: list[tuple[Node, bool]], problem: World | None) -> bool:
    """Whether a claim differentiates what the problem says what it is, such as a divergence: no unspecified loss."""
    names = differentiated([node for node, _ in claims]) - set(study.definitions)
    known = [d for name in names for d in problem.definitions.get(name, ())] if problem is not None else []
    return any(not d.sense for d in known)


def _with_activation(study: Study, nodes: list[Node]) -> Study:
    """The study with the one function that it leaves open as the one that its words name, `logistic units a = σ(z)`."""
    kind = only_kind_told(study.context)
    everything = [*nodes, *(d.body for d in study.definitions.values())] if kind else []
    calls = [n for node in everything for n in walk(node) if isinstance(n, Call) and len(n.args) == 1]
    names = {n.fn.name for n in calls} - study.definitions.keys() - BUILTIN_FUNCTIONS - DENSITIES
    if len(names) != 1:
        return study
    name = names.pop()
    made = Definition(name, Apply(kind, (Sym("u"),)), ("u",), is_call=True, fixed=False)
    return replace(study, definitions={**study.definitions, name: made})


def _factored(study: Study) -> bool:
    """Whether a matrix is made of others, as in `X = UDVᵀ`: what more is known of those is told in words."""
    bodies = [d.body for d in study.definitions.values()]
    products = [b.args for b in bodies if isinstance(b, Apply) and b.op == "mul"]
    bare = [[a.args[0] if isinstance(a, Apply) and a.op == "T" else a for a in args] for args in products]
    return any(all(isinstance(a, Sym) and a.name.isupper() and a.name not in study.traits for a in b) for b in bare)


def _of_evidence(belief: Belief | None, claims: list[tuple[Node, bool]]) -> bool:
    """Whether a claim speaks of an evidence that no integral has given, but some number stands for."""
    return belief is not None and any(EVIDENCE in names(belief.read(node)) for node, _ in claims)


def _solves(study: Study, claims: list[tuple[Node, bool]]) -> bool:
    """`π_k = N_k/λ` for a letter that his definitions leave free: where something is optimal, not everywhere."""
    free = study.mentioned - set(study.definitions)
    heads = [node.operands[0] for node, _ in claims if isinstance(node, Rel) and node.ops[0] in ("=", ":=")]
    return any(isinstance(h, Sym) and h.name in free for h in heads)


def _calls(node: Node | None, name: str) -> bool:
    return node is not None and any(isinstance(n, Call) and n.fn.name == name for n in walk(node))


def _weights(node: Node) -> Node:
    """π_k with a running index is a letter, not the circle's number; nor is a score e_ij the number e."""

    def letter(n: Node) -> Node:
        match n:
            case Sym("pi", (_, *_)):
                return Sym("ϖ", n.index)
            case Sym("e", (_, _)):
                return Sym("e.score", n.index)
        return n

    return transform(node, letter)


def _listed(node: Node) -> Node:
    """The counts of a Dirichlet listed, before they are fused; `I_n` as the unit matrix."""
    if isinstance(node, Sym) and node.name == "I" and node.index:
        return Sym("I")
    return without_dots(node) if isinstance(node, Call) and node.fn.name == "Dirichlet" else node


def _drawn(scope: Scope, laws: dict[str, Law]) -> dict[str, Letter]:
    """The random names with the shape of their noise."""
    noises = {name: scope.types[f"{name}.noise"] for name in laws if f"{name}.noise" in scope.types}
    return {name: replace(noise, shape=() if noise.shape == ("1",) else noise.shape) for name, noise in noises.items()}


def _judged(
    claims: list[tuple[Node, bool]], scope: Scope, belief: Belief | None, clock: Clock, laws: dict[str, Law]
) -> Result | None:
    """The claims one after the other; one that leads to the next may be supposed. None when nothing is claimed."""
    last: Result | None = None
    found: list[Result] = []
    for node, leads in claims:
        chosen = statement(node, laws)
        if chosen is not None and chosen[1] == "Var" and laws[chosen[0]].variance is None:
            scope = scope.with_definition(Definition(f"{chosen[0]}.var", chosen[2], fixed=False))
            continue  # a variance that is open may be chosen
        result = _claim(node, scope, belief, clock)
        if result.kind == "given" and not (isinstance(node, Rel) and node.ops == ("∈",)):
            return None
        if laws and leads and result.kind != "verified":
            return None  # a condition on moments
        supposed = _supposed(node, scope, belief, clock) if result.kind != "verified" else None
        if supposed is not None and not leads and _is_score_at_zero(node):
            scope, last = scope.with_condition(supposed), Result("verified", scope, "a stationarity condition")
            found.append(last)
        elif supposed is not None and leads:
            scope = scope.with_condition(supposed)
        elif result.kind != "verified":
            return result
        else:
            scope, last = result.scope, result
            found.append(result)
    return replace(last, equations=together(found)) if last is not None else None


def _claim(node: Node, scope: Scope, belief: Belief | None, clock: Clock) -> Result:
    if belief is not None:
        return judge_belief(scope, belief, node, clock)
    return judge_relation(scope, node, clock, scope.filters)


def _supposed(node: Node, scope: Scope, belief: Belief | None, clock: Clock) -> Rel | None:
    """`∂ℓ/∂θ = … = 0 ⇒`: what is set to hold, once the rest of its chain has been shown to."""
    if not isinstance(node, Rel) or node.ops[-1] not in ("=", "≡"):
        return None
    values = all(isinstance(n, Sym) for n in node.operands[:-1])  # a = b = 2
    to_zero = node.operands[-1] == ZERO
    if not values and not to_zero:
        return None
    supposed = node if values else Rel(("=",), node.operands[-2:])
    if supposed != node:
        before = Rel(node.ops[:-1], node.operands[:-1])
        if _claim(before, scope, belief, clock).kind != "verified":
            return None
    return supposed if belief is None else Rel(supposed.ops, tuple(belief.read(n) for n in supposed.operands))


def _is_score_at_zero(node: Node) -> bool:
    """`∂ℓ/∂θ = h/θ − t/(1 − θ) = 0`, also where nothing is drawn from it: it holds of the estimate."""
    head = node.operands[0] if isinstance(node, Rel) and len(node.ops) > 1 else None
    return isinstance(head, Deriv) or (isinstance(head, Call) and bool(head.primes))


def _with_new_names(study: Study, claims: list[tuple[Node, bool]]) -> tuple[Study, list[tuple[Node, bool]]]:
    """`θ|D ~ N(m, S), S⁻¹ = …, m = …`: what a later formula of the line defines is taken in, the rest is claimed."""
    kept: list[tuple[Node, bool]] = []
    before = study.mentioned
    for k, (node, leads) in enumerate(claims):
        head = node.operands[0] if isinstance(node, Rel) else None
        head = head.args[0] if isinstance(head, Apply) and head.op == "inv" else head
        new = (
            isinstance(head, Sym)
            and "." not in head.name
            and head.name not in before | set(study.definitions)
            and any(head.name in names(other) for other, _ in claims[:k])
        )
        if new:
            study = study.taking([Clause("let", node)])
        else:
            kept.append((_without_mere_names(node, before | set(study.definitions)), leads))
    return study, kept


def _without_mere_names(node: Node, known: frozenset[str] | set[str]) -> Node:
    """`μ_MAP = μ_N = …`: a name that only stands in the middle of a chain says nothing."""
    if not isinstance(node, Rel) or len(node.ops) < 2 or set(node.ops) != {"="}:
        return node
    first, *middle, last = node.operands
    if not isinstance(first, Moment) and not (isinstance(first, Sym) and "." in first.name):
        return node  # α = β = 1
    rest = [n for n in middle if not (isinstance(n, Sym) and not n.index and "." not in n.name and n.name not in known)]
    return Rel(("=",) * (len(rest) + 1), (first, *rest, last))


def _parts(clauses: tuple[Clause, ...]) -> tuple[list[Clause], list[Clause]]:
    """What a line assumes or introduces, and what it claims."""
    reasons = [c for c in clauses if c.role == "reason" and isinstance(c.node, Rel) and _is_formula(c.node.operands[0])]
    assumed = [c for c in clauses if c.role != "claim" and not isinstance(c.node, Sym) and c not in reasons]
    if (point := _where_it_vanishes(clauses)) is not None:
        assumed.remove(point)
        clauses = (*clauses, replace(point, role="claim", link="implies"))
    return assumed, [*(replace(c, role="claim", link="") for c in reasons), *(c for c in clauses if c.role == "claim")]


def _where_it_vanishes(clauses: tuple[Clause, ...]) -> Clause | None:
    """`L'(θ) = h/θ − t/(1 − θ) = 0 at θ = h/(h + t)`: where the derivative vanishes, not what θ is everywhere."""
    claims = [c.node for c in clauses if c.role == "claim"]
    last = claims[-1] if claims else None
    if not isinstance(last, Rel) or last.ops[-1] not in ("=", "≡") or last.operands[-1] != ZERO:
        return None
    first = last.operands[0]
    by = {w.name for w in first.wrt if isinstance(w, Sym)} if isinstance(first, Deriv) else set[str]()
    if isinstance(first, Call) and first.primes:
        by = {a.name for a in first.args if isinstance(a, Sym)}
    found: list[Clause] = []
    for clause in clauses:
        match clause:
            case Clause("assume", Rel(("=",), (Sym(name, _), *_))) if name in by:
                found.append(clause)
    return found[0] if len(found) == 1 else None


def _is_formula(head: Node) -> bool:
    """`since αᵀQα = …` says what must hold; `where m = …` introduces."""
    squared = isinstance(head, Apply) and head.op == "pow" and isinstance(head.args[0], Sym)
    return isinstance(head, Bound) or (isinstance(head, Apply) and head.op != "inv" and not squared)


def _scope(study: Study, nodes: list[Node], belief: Belief | None, laws: dict[str, Law]) -> Scope | None:
    """A world of the candidate's own letters for the step; None when it leans on anything else or nothing fits."""
    bodies = [*nodes, *(d.body for d in study.definitions.values())]
    definitions = {n: arguments_apart(d, study.definitions, bodies) for n, d in study.definitions.items()}
    functions: dict[str, Letter] = {}
    rows = _rows(study, nodes, belief)
    if rows is not None:
        definitions[rows.name] = rows
    if belief is not None:
        nodes = [belief.read(n) for n in nodes]
        definitions = {n: replace(d, body=belief.read(d.body)) for n, d in definitions.items()}  # σ_N² = Var(μ|x)
        definitions |= {d.name: d for d in belief.definitions}
        counted = (*sample_size(belief, nodes, study), *totals(belief, nodes, study))
        definitions |= {d.name: d for d in (*counted, *sample_means(belief, nodes, study))}
        if "sigma" not in definitions and any(_calls(n, "sigma") for n in (belief.prior, belief.likelihood)):
            definitions["sigma"] = SIGMOID
        if belief.open:
            functions[OPEN] = Letter(OPEN, "function", (), "loss")
    variances = [x for law in laws.values() for x in (law.mean, law.variance) if x is not None]
    everything = [*nodes, *(d.body for d in definitions.values()), *study.filters, *study.conditions]
    called = {n.fn.name for node in everything for n in walk(node) if isinstance(n, Call)}
    generic = differentiated(everything) - set(definitions) - called
    present = {x for n in nodes for x in names(n)}
    own = study.mentioned | set(definitions) | {x for d in definitions.values() for x in names(d.body)}
    own |= set(laws) | {x for v in variances for x in names(v)}
    known = (
        own | _PLAIN | BUILTIN_FUNCTIONS | COUNTS | DENSITIES | _bound(nodes) | index_names(tuple(nodes)) | ends(nodes)
    )
    if present - known - generic or not present & own:
        return None
    if generic:
        sinks = last_quantities(study, generic)
        if not sinks:
            return None
        definitions |= {name: Definition(name, Call(Sym(LOSS), tuple(sinks)), fixed=False) for name in generic}
    else:
        sinks = []
    positive = _each_positive(study, everything)  # x > 0 is said of each sample
    bounds = tuple(f for f in study.filters if _said_positive(f) not in positive)
    if any(n.index for n in sinks):
        bounds = (*bounds, *within_depth(nodes, {n for n, d in definitions.items() if d.index}))
    given: list[Node] = [*bounds, *study.conditions, *sinks]
    typing = infer(
        [*nodes, *variances],
        given,
        {n: d for n, d in definitions.items() if n not in generic},
        study.declared,
        generic,
        layouts(study.context),
        study.square,
    )
    if typing is None:
        return None
    if belief is not None and not _is_number(typing.letters.get(belief.unknown)) and belief.evidence_of_vector:
        definitions[EVIDENCE] = belief.evidence_of_vector
    elif belief is not None and not _is_number(typing.letters.get(belief.unknown)):
        del definitions[EVIDENCE]  # no integral over a vector: some positive number
        functions[EVIDENCE] = Letter(EVIDENCE, "positive")
    if generic:
        functions[LOSS] = Letter(LOSS, "function", (), "loss")
    letters = {n: t for n, t in typing.letters.items() if n not in generic}
    for name, trait in study.traits.items():
        if name in letters:
            if len(set(letters[name].shape)) != 1 or letters[name].kind != "matrix":
                return None  # said to be square, and not used so
            letters[name] = parse_letter(name, square_matrix(trait, letters[name].shape[0]))
    for name, domain in domains([*everything, *nodes]).items():
        if name in letters and not letters[name].of and domain != "integer":
            plain = letters[name].kind == "scalar"
            if plain or letters[name].kind in ("vector", "matrix"):
                letters[name] = replace(letters[name], **({"kind": domain} if plain else {"of": domain}))
    letters |= {
        n: replace(t, kind="onehot", of="")
        for n, t in letters.items()
        if t.kind == "vector" and t.index is None and onehot(n, study.context)
    }
    letters |= {n: replace(letters[n], of="positive") for n in positive if n in letters and letters[n].shape}
    if belief is not None:
        scales = {n for n in belief.scales if n in letters and letters[n].kind == "scalar" and not letters[n].shape}
        letters |= {n: replace(letters[n], kind="positive") for n in scales}
    letters |= functions
    random = modelled({n: law for n, law in laws.items() if n not in definitions}, letters)
    if random is None:
        return None
    definitions |= random[0]
    letters = {n: t for n, t in letters.items() if n not in random[0]} | random[1]
    return Scope(
        World(
            sizes=typing.sizes,
            size_values={s: FEW for t in random[1].values() if t.kind in ("noise", "random") for s in t.shape}
            | {s: FEW for s in typing.sizes if s == DEPTH},
            vocabulary=study.scope.vocabulary,
            unknowns=(belief.unknown,) if belief else _optimised(everything, definitions),
        ),
        own={n: (d,) for n, d in definitions.items()},
        types=letters,
        conditions=study.conditions,
        filters=bounds,
        context=study.context,
    )


def _each_positive(study: Study, nodes: list[Node]) -> set[str]:
    bare = {name for f in study.filters if (name := _said_positive(f))}
    symbols = {n for node in nodes if node not in study.filters for n in walk(node) if isinstance(n, Sym)}
    return {n for n in bare if any(s.name == n and s.index for s in symbols) and Sym(n) not in symbols}


def _said_positive(bound: Rel) -> str:
    match bound.ops, bound.operands:
        case ((">" | ">=",), (Sym(name, ()), zero)) | (("<" | "<=",), (zero, Sym(name, ()))) if zero == ZERO:
            return name
    return ""


def _is_number(letter: Letter | None) -> bool:
    return letter is None or not letter.shape


def _rows(study: Study, nodes: list[Node], belief: Belief | None) -> Definition | None:
    """Samples x_i before the step speaks of X: the rows of it."""
    bodies = [d.body for d in study.definitions.values()]
    told = [b for b in (belief.prior, belief.likelihood) if b is not None] if belief else bodies
    arity = {n.name: len(n.index) for b in told for n in walk(b) if isinstance(n, Sym)}
    for capital in sorted({x for n in (*nodes, *bodies) for x in names(n)} - set(arity) - set(study.definitions)):
        if capital.isupper() and arity.get(capital.lower()) == 1 and capital.lower() not in study.definitions:
            return Definition(capital.lower(), Apply("index", (Sym(capital), Sym("i"))), (), ("i",))
    return None


def _part_unsaid(study: Study, nodes: list[Node]) -> str:
    """The u_j of a step after `X = UDVᵀ`: a part of a matrix that was named, but which."""
    used = {n.name for node in nodes for n in walk(node) if isinstance(n, Sym) and n.index} - study.mentioned
    unsaid = sorted(n for n in used if len(n) == 1 and n.islower() and n.upper() in study.mentioned)
    return unsaid[0] if unsaid else ""


def _bound(nodes: list[Node]) -> set[str]:
    return {b.var.name for n in nodes for x in walk(n) if isinstance(x, Bound) for b in x.binders}


def _optimised(nodes: list[Node], definitions: dict[str, Definition]) -> tuple[str, ...]:
    """What the step differentiates by or optimises over; ∇J runs over the arguments of J."""
    bare = [x.body for n in nodes for x in walk(n) if isinstance(x, Deriv) and Sym("default") in x.wrt]
    heads = [b.name if isinstance(b, Sym) else b.fn.name for b in bare if isinstance(b, Sym | Call)]
    params = [p for h in heads if h in definitions for p in definitions[h].params]
    if params:
        return tuple(dict.fromkeys(params))
    found = [w for n in nodes for x in walk(n) if isinstance(x, Deriv) for w in x.wrt]
    found += [
        b.var
        for n in nodes
        for x in walk(n)
        if isinstance(x, Bound) and x.op in ("argmax", "argmin")
        for b in x.binders
    ]
    return tuple(dict.fromkeys(w.name for w in found if isinstance(w, Sym) and w.name != "default"))

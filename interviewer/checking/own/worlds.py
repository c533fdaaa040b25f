"""A world of the candidate's own letters for a step: what his lines define, the types that its use allows, and what is random."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import replace

from interviewer.checking.evaluation.evaluate import COUNTS
from interviewer.checking.evaluation.layouts import layouts
from interviewer.checking.models.domains import domains
from interviewer.checking.models.undeclared import index_names
from interviewer.checking.own.arguments import arguments_apart
from interviewer.checking.own.belief import EVIDENCE, OPEN, Belief
from interviewer.checking.own.confining import confine, each_positive, labelled, said_positive, take_traits
from interviewer.checking.own.first_members import from_first, is_begun
from interviewer.checking.own.moments_told import Law
from interviewer.checking.own.random import modelled
from interviewer.checking.own.recursions import DEPTH, last_quantities, within_depth
from interviewer.checking.own.samples import sample_means, sample_size
from interviewer.checking.own.shapes import infer, says_scalars
from interviewer.checking.own.shares import totals
from interviewer.checking.own.study import Study, differentiated, ends
from interviewer.checking.own.targets import classes_counted, shares_in, with_targets
from interviewer.checking.probability.names import DENSITIES
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS, Definition, Letter, World
from interviewer.checking.reading.row_vectors import says_row
from interviewer.notation.tree import (
    Apply,
    Bound,
    Call,
    Cases,
    Deriv,
    Node,
    Rel,
    Sym,
    apply,
    names,
    walk,
)

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
        "total",
    ]
)


def world_for(study: Study, nodes: list[Node], belief: Belief | None, laws: dict[str, Law]) -> Scope | None:
    """A world of the candidate's own letters for the step; None when it leans on anything else or nothing fits."""
    definitions = _defined(study, nodes, belief)
    if belief is not None:
        nodes = [belief.read(n) for n in nodes]
        definitions = _with_belief(definitions, belief, nodes, study)
    moments = [x for law in laws.values() for x in (law.mean, law.variance, law.second) if x is not None]
    everything = [*nodes, *(d.body for d in definitions.values()), *study.filters, *study.conditions]
    called = {n.fn.name for node in everything for n in walk(node) if isinstance(n, Call)}
    generic = differentiated(everything) - set(definitions) - called  # losses of which only slopes are spoken of
    if not _stands_alone(study, nodes, definitions, generic, moments, laws):
        return None
    sinks = last_quantities(study, generic) or _varied(nodes, generic) if generic else []
    if generic and not sinks:
        return None
    definitions |= {name: Definition(name, Call(Sym(LOSS), tuple(sinks)), fixed=False) for name in generic}
    positive = each_positive(study, everything)  # x > 0 is said of each sample
    bounds = tuple(f for f in study.filters if said_positive(f) not in positive)
    if any(n.index for n in sinks):
        bounds = (*bounds, *within_depth(nodes, {n for n, d in definitions.items() if d.index}))
    bounds = (*bounds, *from_first(nodes, definitions))
    given: list[Node] = [*bounds, *study.conditions, *sinks]
    typing = infer(
        [*nodes, *moments],
        given,
        {n: d for n, d in definitions.items() if n not in generic},
        _random_numbers(nodes, laws, moments)
        | study.declared
        | ({belief.unknown: ()} if belief is not None and belief.unknown in COUNTS else {}),
        generic,
        layouts(study.context),
        study.square,
        says_scalars(study.context),
        says_row(study.context) or any(len(sizes) == 2 and sizes[0] == "1" for sizes in study.declared.values()),
    )
    if typing is None or (belief is not None and belief.many and _is_number(typing.letters.get(belief.unknown))):
        return None
    functions: dict[str, Letter] = {}
    if belief is not None:
        functions |= {OPEN: Letter(OPEN, "function", (), "loss")} if belief.open else {}
        if not _is_number(typing.letters.get(belief.unknown)):
            if belief.evidence_of_vector:
                definitions[EVIDENCE] = belief.evidence_of_vector
            else:
                del definitions[EVIDENCE]  # no integral over a vector: some positive number
                functions[EVIDENCE] = Letter(EVIDENCE, "positive")
    functions |= {LOSS: Letter(LOSS, "function", (), "loss")} if generic else {}
    letters = {n: t for n, t in typing.letters.items() if n not in generic and not is_begun(definitions.get(n))}
    if not take_traits(letters, study.traits):
        return None
    roots = [apply("sqrt", x) for law in laws.values() for x in (law.variance, law.second) if x is not None]
    confine(letters, domains([*everything, *nodes, *roots]))
    letters = with_targets(letters, everything, definitions, study.context)
    definitions |= classes_counted(shares_in(everything, definitions), definitions)
    letters |= {n: replace(letters[n], of="positive") for n in positive if n in letters and letters[n].shape}
    letters |= {n: labelled(letters[n], kind) for n, kind in study.labels.items() if n in letters}
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
            | {s: FEW for s in typing.sizes if s == DEPTH}
            | _sizes_ordered(bounds, typing.sizes),
            vocabulary=study.scope.vocabulary,
            unknowns=(belief.unknown,) if belief else _optimised(everything, definitions),
        ),
        own={n: (_ranging(d, typing.ranges),) for n, d in definitions.items()},
        types=letters,
        conditions=study.conditions,
        filters=tuple(f for f in bounds if not _of_sizes(f, typing.sizes)),
        context=study.context,
    )


def _random_numbers(nodes: list[Node], laws: dict[str, Law], moments: list[Node]) -> dict[str, tuple[str, ...]]:
    """The X and Y of `Var(X + Y)`, where a claim speaks of nothing but random letters: numbers, also by a capital."""
    symbols = [n for node in nodes for n in walk(node) if isinstance(n, Sym)]
    alone = not any(n.index for n in symbols) and {n.name for n in symbols} <= {
        *laws,
        *(x for m in moments for x in names(m)),
    }
    return {n: () for n in laws if n.isupper()} if alone else {}


def _of_sizes(node: Rel, sizes: Collection[str]) -> bool:
    """`m < d` of the sizes of a matrix."""
    return all(isinstance(n, Sym) and not n.index and n.name in sizes for n in node.operands)


def _sizes_ordered(bounds: Iterable[Rel], sizes: Collection[str]) -> dict[str, int]:
    """Two sizes, where a line says which is the smaller."""
    pairs = [b for b in bounds if len(b.ops) == 1 and _of_sizes(b, sizes)]
    if len(pairs) != 1:
        return {}
    first, second = (n.name for n in pairs[0].operands if isinstance(n, Sym))
    small, large = (first, second) if pairs[0].ops[0] in ("<", "<=") else (second, first)
    return {small: FEW, large: FEW + 1}


def _defined(study: Study, nodes: list[Node], belief: Belief | None) -> dict[str, Definition]:
    """What his lines define, and the rows of his data."""
    bodies = [*nodes, *(d.body for d in study.definitions.values())]
    definitions = {n: arguments_apart(d, study.definitions, bodies) for n, d in study.definitions.items()}
    rows = _rows(study, nodes, belief)
    return definitions if rows is None else {**definitions, rows.name: rows}


def _with_belief(
    definitions: dict[str, Definition], belief: Belief, nodes: list[Node], study: Study
) -> dict[str, Definition]:
    """The definitions in the terms of his Bayesian model, with its densities and what counts or averages its data."""
    read = {n: replace(d, body=belief.read(d.body)) for n, d in definitions.items()}  # σ_N² = Var(μ|x)
    read |= {d.name: d for d in belief.definitions}
    counted = (*sample_size(belief, nodes, study), *totals(belief, nodes, study))
    read |= {d.name: d for d in (*counted, *sample_means(belief, nodes, study))}
    if "sigma" not in read and any(_calls(n, "sigma") for n in (belief.prior, belief.likelihood)):
        read["sigma"] = SIGMOID
    return read


def _stands_alone(
    study: Study,
    nodes: list[Node],
    definitions: dict[str, Definition],
    generic: Set[str],
    moments: list[Node],
    laws: dict[str, Law],
) -> bool:
    """Whether a step speaks of his own letters, and of none that his lines leave untold."""
    present = {x for n in nodes for x in names(n)}
    own = study.mentioned | set(definitions) | {x for d in definitions.values() for x in names(d.body)}
    own |= set(laws) | {x for v in moments for x in names(v)}
    everybodys = _PLAIN | BUILTIN_FUNCTIONS | COUNTS | DENSITIES
    known = own | everybodys | _bound(nodes) | index_names(tuple(nodes)) | ends(nodes)
    return not present - known - generic and bool(present & own)


def _varied(nodes: list[Node], generic: Set[str]) -> list[Sym]:
    """The W of `∇_W L` after lines that make nothing of it: a loss of which nothing is told is some function of W."""
    slopes = [n for node in nodes for n in walk(node) if isinstance(n, Deriv)]
    by = [w for n in slopes if isinstance(n.body, Sym) and n.body.name in generic for w in n.wrt]
    return list(dict.fromkeys(Sym(w.name) for w in by if isinstance(w, Sym) and w.name != "default"))


def _ranging(definition: Definition, ranges: Mapping[str, str]) -> Definition:
    """A mask, whose body tells nothing of how many entries it has."""
    made = isinstance(definition.body, Cases) and len(definition.index) == 2 and ranges.keys() >= {*definition.index}
    return replace(definition, ranges=tuple(ranges[i] for i in definition.index)) if made else definition


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


def _calls(node: Node | None, name: str) -> bool:
    return node is not None and any(isinstance(n, Call) and n.fn.name == name for n in walk(node))

"""What a candidate sets up himself, read without the problem: definitions, declared shapes, side conditions.

The lines before the step define his quantities; a letter he leaves undefined is free, a quantity he only differentiates
(`∂L/∂y`) is an unspecified function of what he computes last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from interviewer.checking.models.square_matrices import squares
from interviewer.checking.own.defining import definition_of
from interviewer.checking.own.forms import components
from interviewer.checking.own.uses import only_counts
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition, World
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.told.commentary import spoken_of
from interviewer.checking.told.prose import apart, sentences
from interviewer.notation.clause import Clause
from interviewer.notation.show import show
from interviewer.notation.statements import read_line
from interviewer.notation.tree import (
    ONE,
    ZERO,
    Apply,
    Bound,
    Call,
    Deriv,
    Group,
    Node,
    Num,
    Rel,
    Sym,
    apply,
    names,
    walk,
)
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.vocabulary import Vocabulary
from interviewer.notation.words.objectives import with_programs
from interviewer.notation.words.set_names import names_set

EMPTY = World(
    vocabulary=Vocabulary(functions=frozenset(["sigma"]))
)  # σ(…) applies: nobody multiplies by a deviation so
LOSSES = frozenset(map(Sym, ("L", "J", "E", "C", "l", "ell", "loss")))
EQUATIONS = frozenset(["=", ":=", "≡"])
BOUNDS = frozenset(["<", ">", "<=", ">=", "!="])


@dataclass(frozen=True)
class Study:
    """The candidate's own model as far as his lines give it; `whole` says that nothing in them was passed over."""

    definitions: dict[str, Definition] = field(default_factory=dict)
    declared: dict[str, tuple[str, ...]] = field(default_factory=dict)
    filters: tuple[Rel, ...] = ()
    conditions: tuple[Rel, ...] = ()
    mentioned: frozenset[str] = frozenset()
    traits: dict[str, str] = field(default_factory=dict)  # what kind of square matrix a letter is
    whole: bool = True
    context: str = ""  # the lines as written, for the words in them
    labels: dict[str, str] = field(
        default_factory=dict
    )  # letters that have one of two values, as signs or zeros and ones
    named: frozenset[str] = frozenset()  # words that equations of these lines make names

    @property
    def square(self) -> frozenset[str]:
        return frozenset(self.traits)

    @property
    def scope(self) -> Scope:
        """His definitions alone, for reading what comes next."""
        return Scope(EMPTY, own={n: (d,) for n, d in self.definitions.items()}, named=self.named)

    def taking(self, clauses: Iterable[Clause]) -> Study:
        """The study with more clauses taken in."""
        study = self
        for clause in clauses:
            study = _absorbed(study, clause)
        return study


def read_setup(setup: Sequence[str]) -> tuple[list[Clause], bool]:
    """The clauses of the lines before the step, and whether all of them could be read."""
    study, clauses, whole = Study(named=names_set(setup)), [], True
    for text in (sentence for line in setup for sentence in sentences(line)):
        read, all_of_it = _read(study, text)
        whole = whole and all_of_it
        clauses += read
        study = study.taking(read)
    return clauses, whole


_QUANTITIES = frozenset(["jacobian", "hessian", "gradient", "derivative"])


def _read(study: Study, text: str) -> tuple[list[Clause], bool]:
    """The clauses of a sentence, or of the parts of one that is not read as a whole; and whether nothing is lost."""
    try:
        line = read_line(text, study.scope.vocabulary)
        named = bool(_QUANTITIES & {*line.words}) and any(isinstance(c.node, Sym) for c in line.clauses)
        return list(with_programs(line)), not named  # F has a Jacobian J
    except Unreadable:
        parts = apart(text)
    if len(parts) == 1:
        return [], not spoken_of(study.scope, text)
    read = [_read(study, part) for part in parts]
    return [c for clauses, _ in read for c in clauses], all(whole for _, whole in read)


def _absorbed(study: Study, clause: Clause) -> Study:
    """One clause as a definition, a declaration or a condition."""
    node = prepare(clause.node, study.scope)
    if clause.role == "quantify" and only_counts(node, (d.body for d in study.definitions.values())):
        return study  # i = 1, …, d
    study = replace(study, mentioned=study.mentioned | names(node))
    if told := squares(study.scope, node):
        return replace(study, traits={**study.traits, **told})
    if isinstance(node, Apply) and node.op == "property" and node.args[1] not in _MODELLED:
        return replace(study, whole=False)  # u is uniform: it is no vector like any other
    if not isinstance(node, Rel) or not names(node):
        return study  # prose, or a formula without a claim, or a 3 → 2 → 1 net
    if len({n.name if isinstance(n, Sym) else n for n in node.operands}) == 1 and isinstance(node.operands[0], Sym):
        return study  # `z = z^{(L)}` only says which one is meant
    if (parts := components(node)) is not None:
        for part in parts:
            study = _absorbed(study, replace(clause, node=part))
        return study
    if node.ops[-1] == "∈":
        return _declared(study, node, clause)
    if all(op in EQUATIONS for op in node.ops):
        if len(node.ops) > 1 and all(isinstance(n, Sym) for n in node.operands[:-1]):
            for head in node.operands[:-1]:  # d_k = d_v = d/h
                study = _absorbed(study, replace(clause, node=Rel(("=",), (head, node.operands[-1]))))
            return study
        definition = definition_of(node)
        if definition is not None and definition.name not in study.definitions:
            return replace(study, definitions={**study.definitions, definition.name: definition})
        if _says_slope(node, study):
            return study  # it follows from the definition, or is wrong
        return replace(study, conditions=(*study.conditions, node))
    if all(op in BOUNDS for op in node.ops):
        return replace(study, filters=(*study.filters, node))
    return replace(study, whole=False)


_MODELLED = frozenset(
    map(Sym, ("independent", "iid", "positive", "differentiable", "smooth", "square"))
)  # as what is drawn is


def _says_slope(node: Rel, study: Study) -> bool:
    """`∂F/∂u_j = −2 Σ_i (c_i − uᵀa_i) a_ij`: what the derivative of a quantity of his is, and no condition on its letters."""
    slope = node.operands[0]
    body = slope.body if isinstance(slope, Deriv) else None
    name = body.fn.name if isinstance(body, Call) else body.name if isinstance(body, Sym) else ""
    if name not in study.definitions or any(isinstance(n, Deriv | Num) for n in node.operands[1:]):
        return False
    return bool(names(study.definitions[name].body) & names(node.operands[-1]))


def _declared(study: Study, node: Rel, clause: Clause) -> Study:
    """`X ∈ ℝ^{m×d}` and `y = g(x) ∈ ℝⁿ`."""
    if kind := _two_values(node.operands[-1]):
        labelled = {n.name: kind for n in node.operands[:-1] if isinstance(n, Sym)}
        return replace(study, labels={**study.labels, **labelled}, whole=study.whole and bool(labelled))
    sizes = _sizes(node.operands[-1])
    heads = [n for n in node.operands[:-1] if isinstance(n, Sym) and not n.index]
    if sizes is not None and isinstance(node.operands[0], Deriv):
        return study  # dY ∈ ℝ^{N×M}, the shape of Y
    if sizes is None or not heads:
        return replace(study, whole=False)
    study = replace(study, declared={**study.declared, **{h.name: sizes for h in heads}})
    if len(node.operands) > 2:
        return _absorbed(study, replace(clause, node=Rel(node.ops[:-1], node.operands[:-1])))
    return study


def _two_values(space: Node) -> str:
    """Of which kind the labels in {−1, 1} and {0, 1} are; empty of any other space."""
    items = frozenset(space.items) if isinstance(space, Group) and space.kind == "{" else frozenset()
    return {frozenset([Apply("neg", (ONE,)), ONE]): "sign", frozenset([ZERO, ONE]): "binary"}.get(items, "")


def _sizes(space: Node) -> tuple[str, ...] | None:
    """The sizes of ℝ, ℝⁿ or ℝ^{n×d}; None of any other space."""
    if space == Sym("Reals"):
        return ()
    if not (isinstance(space, Apply) and space.op == "pow" and space.args[0] == Sym("Reals")):
        return None
    exponent = space.args[1]
    parts = exponent.args if isinstance(exponent, Apply) and exponent.op in ("times", "mul", "dot") else (exponent,)
    if len(parts) == 3 and parts[1] == Sym("x"):
        parts = (parts[0], parts[2])  # ℝ^{N x D}
    out = [show(p) if isinstance(p, Sym) else str(p.value) if isinstance(p, Num) else "" for p in parts]
    return tuple(out) if all(out) and len(out) <= 2 else None


def differentiated(nodes: Iterable[Node]) -> frozenset[str]:
    """What the nodes differentiate by a bare name, and the loss of a dL."""
    parts = [n for node in nodes for n in walk(node)]
    bodies = [n.body for n in parts if isinstance(n, Deriv)]
    bodies += [n.args[0] for n in parts if isinstance(n, Apply) and n.op == "differential" and n.args[0] in LOSSES]
    return frozenset(b.name for b in bodies if isinstance(b, Sym) and b.name != "hole")


def as_factor(node: Node, definitions: Mapping[str, Definition]) -> Node:
    """The f (1 − f) of an f(w, x): what is in the brackets is no list of its arguments."""
    match node:
        case Call(Sym(name) as fn, (argument,), (), (), 0) if name in definitions and Sym(name) in walk(argument):
            if len(definitions[name].params) > 1:
                return apply("mul", fn, argument)
    return node


def ends(nodes: Iterable[Node]) -> set[str]:
    """The K of Σ_{k=1}^K, a size."""
    binders = (
        b for node in nodes for n in walk(node) if isinstance(n, Bound) and n.op in ("sum", "prod") for b in n.binders
    )
    return {b.high.name for b in binders if isinstance(b.high, Sym) and not b.high.index}

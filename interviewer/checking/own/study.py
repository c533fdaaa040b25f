"""What a candidate sets up himself, read without the problem: definitions, declared shapes, side conditions.

The lines before the step define his quantities; a letter he leaves undefined is free, a quantity he only differentiates
(`∂L/∂y`) is an unspecified function of what he computes last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from interviewer.checking.own.forms import averaged, components, is_label, names_apart
from interviewer.checking.own.uses import only_counts
from interviewer.checking.problem.canonical import RUNNING
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition, World, key_of
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.readings import squares
from interviewer.checking.told.commentary import spoken_of
from interviewer.checking.told.prose import apart, sentences
from interviewer.notation.clause import Clause
from interviewer.notation.show import show
from interviewer.notation.statements import read_line
from interviewer.notation.tree import (
    Apply,
    Bound,
    Call,
    Deriv,
    Node,
    Num,
    Rel,
    Sym,
    apply,
    names,
    num,
    transform,
    walk,
)
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.vocabulary import Vocabulary
from interviewer.notation.words.objectives import with_programs
from interviewer.notation.words.set_names import names_set

EMPTY = World(
    vocabulary=Vocabulary(functions=frozenset(["sigma"]))
)  # σ(…) applies: nobody multiplies by a deviation so
DEPTH = "depth!"  # how far a recursion goes
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
        definition = _definition(node)
        if definition is not None and definition.name not in study.definitions:
            return replace(study, definitions={**study.definitions, definition.name: definition})
        return replace(study, conditions=(*study.conditions, node))
    if all(op in BOUNDS for op in node.ops):
        return replace(study, filters=(*study.filters, node))
    return replace(study, whole=False)


def _declared(study: Study, node: Rel, clause: Clause) -> Study:
    """`X ∈ ℝ^{m×d}` and `y = g(x) ∈ ℝⁿ`."""
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


def _sizes(space: Node) -> tuple[str, ...] | None:
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


def _definition(node: Rel) -> Definition | None:
    """`h = tanh(W x)`, `x̂_i = …`, `f(x, y) = x y`, `u = g(a, b)`; None for an equation that defines no name."""
    left, right = node.operands[0], node.operands[1]
    if isinstance(left, Apply) and left.op == "inv":
        left, right = left.args[0], apply("inv", right)  # `S⁻¹ = …` defines S
    if isinstance(left, Apply) and left.op == "pow" and left.args[1] == num(2) and isinstance(left.args[0], Sym):
        left, right = left.args[0], apply("sqrt", right)  # `σ² = …` defines the positive σ
    right = transform(right, averaged)
    symbol = left.fn if isinstance(left, Call) else left
    if not isinstance(symbol, Sym):
        return None
    if len(symbol.index) == 1 and (shift := _shift(symbol.index[0])) is not None:  # x_{l+1} = x_l + F(x_l)
        symbol = replace(symbol, index=(shift[0],))
        left, right = symbol, transform(right, lambda n: _moved(n, *shift) if isinstance(n, Sym) and n.index else n)
    index = tuple(i.name for i in symbol.index if isinstance(i, Sym))
    if len(index) != len(symbol.index):
        return None
    name = symbol.name
    inside = [n for n in walk(right) if isinstance(n, Sym) and n.name == name]
    if isinstance(left, Call):
        taken = len(left.args)
        at = [a for a in left.args if isinstance(a, Sym) and a.index]  # y(x_n, w) = wᵀx_n for any x
        left = replace(left, args=tuple(Sym(a.name) if a in at else a for a in left.args if isinstance(a, Sym)))
        right = transform(right, lambda n: Sym(n.name) if isinstance(n, Sym) and n in at else n)
        if left.given or left.primes or len(left.args) < taken or inside:
            return None
        return Definition(name, right, tuple(a.name for a in left.args if isinstance(a, Sym)), index, is_call=True)
    if isinstance(right, Call) and right.fn.name == name and len(inside) == 1:
        right = replace(right, fn=Sym(f"{name}.of"))  # a = a(x): the function bears the name of its value
    elif inside and not (len(index) == 1 and all(len(n.index) == 1 and isinstance(n.index[0], Apply) for n in inside)):
        return None  # only `h_t` by `h_{t−1}` may speak of itself
    return Definition(name, right, (), index)


def _shift(item: Node) -> tuple[Sym, Num] | None:
    """The l and the 1 of l + 1."""
    match item:
        case Apply("add", (Sym(_, ()) as letter, Num() as step)):
            return letter, step
    return None


def _moved(symbol: Sym, letter: Sym, step: Num) -> Sym:
    """The symbol with such an index so many steps back."""
    back = (apply("add", i, apply("neg", step)) if i == letter else i for i in symbol.index)
    return replace(
        symbol,
        index=tuple(letter if i == apply("add", letter, step) else b for i, b in zip(symbol.index, back, strict=True)),
    )


_SIZES = frozenset(["d", "D"])


def numbered(nodes: Iterable[Node]) -> dict[str, bool]:
    """Names whose scripts are labels: `W₁`, `m_N`, `d_k` throughout (True), or beside the bare letter, `μ₀`, `μ_N` (False)."""
    nodes = list(nodes)
    lost = differentiated(nodes)  # E_n, the error of one sample
    scripts: dict[str, set[tuple[Node, ...]]] = {}
    running: dict[Node, set[str]] = {}
    for node in nodes:
        head = node.operands[0] if isinstance(node, Rel) else node
        arguments = head.args if isinstance(head, Call) else ()  # the z of σ(z) = …, beside z_1
        for n in walk(node):
            if isinstance(n, Sym) and not (n in arguments and not n.index):
                scripts.setdefault(n.name, set()).add(n.index)
                for item in n.index:
                    running.setdefault(item, set()).add(n.name)
            elif isinstance(n, Bound):
                for binder in n.binders:
                    running.setdefault(binder.var, set()).update(["bound", "twice"])
    out: dict[str, bool] = {}
    for name, found in scripts.items():
        below = Sym(name) in running and names_apart(nodes, name)  # the k of d_k, beside k_1
        if all(index and all(map(is_label, index)) for index in (found - {()} if below else found)):
            out[name] = True
        elif name in _SIZES and all(len(index) < 2 and running.get(index[0]) == {name} for index in found if index):
            out[name] = True  # d_k and d_v beside d
        elif () in found and len(found) > 1 and all(i == num(0) or i in _LAST for index in found for i in index):
            out[name] = False
        elif name in _COUNTED and () in found and all(isinstance(i, Num) for index in found for i in index):
            out[name] = False  # N = N_0 + N_1
        elif len(found) == 1 and len(index := next(iter(found))) == 1 and isinstance(script := index[0], Sym):
            alone = len(running[script]) == 1 and (script not in _SAMPLES or name in lost)
            if alone or _tells_apart(script, running[script], scripts):
                out[name] = True  # a script that nothing else bears, or the a of W_a, U_a and v_a
    return out


_COUNTED = frozenset(["N", "n", "M", "m"])
_LAST = (Sym("N"), Sym("M"))  # after all the data
_SAMPLES = (Sym("i"), Sym("j"), Sym("n"))  # xᵢ runs, whatever else a line mentions


def _tells_apart(script: Sym, bearers: set[str], scripts: dict[str, set[tuple[Node, ...]]]) -> bool:
    """Whether a letter that never runs is all that some names ever bear."""
    letter = script.name not in RUNNING and scripts.get(script.name) == {()}
    return letter and all(scripts.get(b) == {(script,)} for b in bearers)


def fused(node: Node, literal: dict[str, bool]) -> Node:
    """The node with such letters as single names."""
    return transform(node, lambda n: Sym(key_of(n)) if isinstance(n, Sym) and n.index and n.name in literal else n)


def differentiated(nodes: Iterable[Node]) -> frozenset[str]:
    """What the nodes differentiate by a bare name."""
    return frozenset(
        n.body.name
        for node in nodes
        for n in walk(node)
        if isinstance(n, Deriv) and isinstance(n.body, Sym) and n.body.name != "hole"
    )


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


def recursive(definitions: Mapping[str, Definition]) -> set[str]:
    """Names that lead back to themselves: h_t by h_{t−1}, or a^{(l)} by z^{(l)} and that by a^{(l−1)}."""
    reach = {name: names(d.body) & definitions.keys() for name, d in definitions.items()}
    for _ in definitions:
        reach = {name: found.union(*(reach[n] for n in found)) for name, found in reach.items()}
    return {name for name, found in reach.items() if name in found}


def within_depth(nodes: Iterable[Node], families: set[str]) -> tuple[Rel, ...]:
    """`∂L/∂x_{l+1}` is meant where there is an x_{l+1}."""
    found = {i for node in nodes for n in walk(node) if isinstance(n, Sym) and n.name in families for i in n.index[:1]}
    return tuple(Rel(("<=",), (i, Sym(DEPTH))) for i in found if isinstance(i, Apply))


def last_quantities(study: Study, generic: frozenset[str]) -> list[Sym]:
    """What the candidate computes but does not use again: an unspecified loss is a function of it.

    Where everything goes on, as in `h_t = f(W h_{t−1})`, that is where it has led to in the end.
    """
    own = {n: d for n, d in study.definitions.items() if not d.is_call and not names(d.body) & generic}
    own = {n: d for n, d in own.items() if not any(isinstance(x, Deriv) for x in walk(d.body))}
    used = {x for n, d in own.items() for x in names(d.body) if x != n}
    symbols = [n for d in own.values() for n in walk(d.body) if isinstance(n, Sym)]
    states = {n.name for n in symbols if n.name in recursive(own) and any(isinstance(i, Apply) for i in n.index)}
    layers = {n for n, d in own.items() if len(d.index) == 1 and _goes_by_layers(d)}
    last = {n: Sym(n, (Sym(DEPTH),)) if n in layers else Sym(n) for n in own}
    return [last[n] for n in own if n not in used | states] or [Sym(n, (Sym(DEPTH),)) for n in own if n in states]


def _goes_by_layers(definition: Definition) -> bool:
    """`S_l = H_{l−1} W_l`: made of what another layer has."""
    letter = Sym(definition.index[0])
    indices = (i for n in walk(definition.body) if isinstance(n, Sym) for i in n.index)
    return any(isinstance(i, Apply) and letter in walk(i) for i in indices)

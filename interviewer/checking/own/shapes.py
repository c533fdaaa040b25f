"""Shapes of letters nobody declared: kinds are guessed from looks and use, sizes follow by unification.

A letter is a number, a column or a matrix; an index picks a component or tells versions apart (`h_t`). The choice with the
fewest oddities wins (a transposed number, a capital letter for a number), so that what is written as linear algebra is
tried as such and a slipped transpose shows.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from interviewer.checking.evaluate import COUNTS
from interviewer.checking.layouts import DENOMINATOR, NUMERATOR
from interviewer.checking.own.dims import (
    ONE,
    SCALAR,
    Dim,
    Misfit,
    Shape,
    is_column,
    is_scalar,
    same,
    sizes_named,
    unify,
)
from interviewer.checking.own.study import DEPTH, LOSSES, recursive
from interviewer.checking.probability.names import DENSITIES
from interviewer.checking.world import BUILTIN_FUNCTIONS, Definition, Letter
from interviewer.notation.tree import (
    ZERO,
    Apply,
    Bound,
    Call,
    Cases,
    Deriv,
    Group,
    Matrix,
    Moment,
    Node,
    Num,
    Rel,
    Sym,
    num,
    walk,
)

MAX_TRIES = 1500
_ELEMENTWISE = frozenset(["sigma", "phi", "psi", "act", "rho", "varphi"])
_CONSTANTS = frozenset(["pi", "circle", "e", "const", "infty"])
_POSITIVE = frozenset(["sigma", "tau", "lambda", "epsilon", "eta", "c", "s", "alpha", "beta", "nu", "kappa"])
ODDITY = 3  # what it costs to read linear algebra as arithmetic on numbers
MISFIT = 1  # a claim may be wrong: that it does not fit says little


@dataclass
class Use:
    """How a name occurs: with how many indices, bare, with an index that is computed, called, primed; with an index that goes on by steps."""

    arity: int = 0
    bare: bool = False
    stepped: bool = False
    summed: bool = False
    before: bool = False
    primed: bool = False


@dataclass
class Typing:
    """Letters with their types, the sizes they need, and what the choice cost."""

    letters: dict[str, Letter]
    sizes: tuple[str, ...]
    cost: int


@dataclass
class _Check:
    """One choice of kinds being tried."""

    kinds: dict[str, str]
    definitions: dict[str, Definition]
    layouts: tuple[str, ...]
    layout: str
    declared: dict[str, Shape]
    sizes: dict[str, Dim] = field(default_factory=dict)
    letters: dict[str, Shape] = field(default_factory=dict)
    versions: dict[str, Dim] = field(default_factory=dict)
    ranges: dict[str, Dim] = field(default_factory=dict)
    outputs: dict[str, Shape] = field(default_factory=dict)
    losses: set[str] = field(default_factory=set)
    cost: int = 0

    def size(self, name: str) -> Dim:
        return self.sizes.setdefault(name, Dim(name, big=True))

    def range(self, index: str) -> Dim:
        return self.ranges.setdefault(index, Dim(big=True))

    def letter(self, name: str) -> Shape:
        if name not in self.letters:
            kind = self.kinds.get(name, "S")[0]
            self.letters[name] = self.declared.get(name) or (
                SCALAR if kind == "S" else (Dim(big=True), ONE) if kind == "V" else (Dim(big=True), Dim(big=True))
            )
        return self.letters[name]

    # -- names ----------------------------------------------------------------------------------------------------

    def symbol(self, node: Sym) -> Shape:
        name, index = node.name, node.index
        if name in self.ranges and not index:
            return SCALAR
        if name in self.definitions:
            definition = self.definitions[name]
            shape = self.output(name)
            depth = len(definition.index)
            if depth > len(index):
                if is_scalar(shape) and depth == 1:
                    return (self.range(definition.index[0]), ONE)
                if is_scalar(shape) and depth == 2 and not index:
                    return (self.range(definition.index[0]), self.range(definition.index[1]))
                if is_column(shape) and depth == 1:
                    return (self.range(definition.index[0]), shape[0])
                raise Misfit(f"{name} without its index")
            for own, given in zip(definition.index, index, strict=False):
                if isinstance(given, Sym) and not given.index:
                    reach = self.size(given.name) if given.name in self.sizes else self.range(given.name)
                    unify(self.range(own), reach)
            return self.picked(shape, index[depth:])
        if name == "e" and len(index) == 1 and name not in self.kinds:
            return (Dim(big=True), ONE)  # a unit vector
        if name in self.sizes or name in _CONSTANTS or (name in COUNTS and name not in self.kinds):
            return SCALAR
        if name == "delta" and len(index) == 2 and name not in self.kinds:
            return SCALAR
        if name == "I":
            d = Dim()
            return (d, d)
        if name == "ones":
            return (Dim(), ONE)
        if name == "zeros":
            return (Dim(), Dim())
        if name in BUILTIN_FUNCTIONS:
            raise Misfit("a function without its argument")
        shape = self.letter(name)
        if self.kinds.get(name, "S")[1:] == "1" and index:
            head = index[0]
            if isinstance(head, Sym) and not head.index:
                unify(self.versions.setdefault(name, Dim(big=True)), self.range(head.name))
            index = index[1:]
        return self.picked(shape, index)

    def picked(self, shape: Shape, index: tuple[Node, ...]) -> Shape:
        for axis, item in enumerate(index):
            if axis > 1 or shape[axis].root().one:
                raise Misfit("more indices than the thing has sides")
            if isinstance(item, Sym) and not item.index and item.name not in self.sizes:
                unify(shape[axis], self.range(item.name))
        if not index:
            return shape
        return SCALAR if len(index) == 2 or is_column(shape) else (shape[1], ONE)

    def output(self, name: str) -> Shape:
        """The shape of a defined quantity; a recursion meets the shape it is about to get."""
        if name not in self.outputs:
            self.outputs[name] = (Dim(), Dim())
            same(self.outputs[name], self.shape(self.definitions[name].body))
        return self.outputs[name]

    # -- expressions ----------------------------------------------------------------------------------------------

    def shape(self, node: Node) -> Shape:
        match node:
            case Num():
                return SCALAR
            case Sym():
                return self.symbol(node)
            case Apply():
                return self.apply(node.op, node.args)
            case Call():
                return self.call(node)
            case Bound("collect", (binder,), body):
                self.shape(body)
                return (self.range(binder.var.name), ONE)
            case Bound(_, binders, body):
                for b in binders:
                    if isinstance(b.high, Sym) and not b.high.index:
                        named = b.high.name in self.sizes
                        unify(self.range(b.var.name), (self.size if named else self.range)(b.high.name))
                shape = self.shape(body)
                return self.shape(binders[0].var) if node.op in ("argmax", "argmin") and len(binders) == 1 else shape
            case Deriv():
                return self.derivative(node)
            case Moment(op, args):
                shape = self.shape(args[0])
                return shape if op == "E" or is_scalar(shape) else (shape[0], shape[0])
            case Rel(_, operands):
                first = self.shape(operands[0])
                for other in operands[1:]:
                    self.equal(first, self.shape(other))
                return first
            case Cases(branches):
                shapes = [self.shape(v) for v, _ in branches]
                return next((s for s in shapes if not is_scalar(s)), SCALAR)
            case Matrix(rows):
                return (Dim(), Dim()) if len(rows) > 1 or len(rows[0]) > 1 else self.shape(rows[0][0])
            case Group(kind, items) if len(items) == 1 and kind in ("(", "{", "\\{"):
                return self.shape(items[0])
        raise Misfit("a part without a shape")

    def equal(self, a: Shape, b: Shape) -> None:
        """Two sides of a relation; a number may stand for a whole array only as 0."""
        same(a, b)

    def odd(self, when: bool) -> None:
        self.cost += ODDITY if when else 0

    def apply(self, op: str, args: tuple[Node, ...]) -> Shape:
        if op == "property":
            return self.shape(args[0])
        if op == "index":
            return self.picked(self.shape(args[0]), args[1:])
        if op == "norm":
            self.odd(is_scalar(self.shape(args[0])))
            return SCALAR
        if op == "indicator":
            inner = args[0]
            return self.shape(inner.operands[0]) if isinstance(inner, Rel) else SCALAR
        if op == "pow":
            shape = self.shape(args[0])
            if not is_scalar(self.shape(args[1])):
                raise Misfit("an exponent that is no number")
            if not is_column(shape):
                unify(shape[0], shape[1])
            return shape
        shapes = [self.shape(a) for a in args]
        match op:
            case "add":
                return self.total(args, shapes)
            case "mul":
                return self.product(shapes)
            case "times" | "dot":
                a, b = shapes
                if is_column(a) and is_column(b) and not is_scalar(a) and not is_scalar(b):
                    same(a, b)
                    return a if op == "times" else SCALAR
                return self.product(shapes)
            case "hadamard":
                self.odd(is_scalar(shapes[0]))
                if is_scalar(shapes[0]) or is_scalar(shapes[1]):
                    return self.product(shapes)
                return same(*shapes)
            case "inner":
                same(*shapes)
                return SCALAR
            case "div":
                if is_scalar(shapes[1]):
                    return shapes[0]
                if is_scalar(shapes[0]) and is_column(shapes[1]):
                    return shapes[1]
                return same(*shapes)
            case "T":
                self.odd(is_scalar(shapes[0]))
                return (shapes[0][1], shapes[0][0])
            case "inv":
                unify(*shapes[0])
                return shapes[0]
            case "diag":
                self.odd(is_scalar(shapes[0]))
                return (shapes[0][0], shapes[0][0]) if is_column(shapes[0]) else (shapes[0][0], ONE)
            case "tr" | "det" | "logsumexp" | "rank" | "mean":
                self.odd(is_scalar(shapes[0]))
                return SCALAR
            case "kron":
                if is_column(shapes[0]) and is_column(shapes[1]):
                    return (shapes[0][0], shapes[1][0])
                raise Misfit("a Kronecker product")
            case "max" | "min":
                return next((s for s in shapes if not is_scalar(s)), SCALAR) if len(shapes) > 1 else SCALAR
            case "concat":
                return (Dim(), Dim())
        return shapes[0] if shapes else SCALAR

    def total(self, args: tuple[Node, ...], shapes: list[Shape]) -> Shape:
        """A number is added to a column only when it is written as one, `1 − h`."""
        out: Shape | None = None
        for shape in shapes:
            if not is_scalar(shape):
                out = shape if out is None else same(out, shape)
        if out is None:
            return SCALAR
        for arg, shape in zip(args, shapes, strict=True):
            if is_scalar(shape):
                if not is_column(out):
                    raise Misfit("a number added to a matrix")
                self.odd(not all(isinstance(n, Num | Apply) for n in walk(arg)))
        return out

    def product(self, shapes: list[Shape]) -> Shape:
        out = SCALAR
        for shape in shapes:
            if is_scalar(out):
                out = shape
            elif is_scalar(shape):
                self.odd(True)  # numbers are written in front
            else:
                unify(out[1], shape[0])
                out = (out[0], shape[1])
        return out

    def call(self, node: Call) -> Shape:
        name = node.fn.name
        definition = self.definitions.get(name)
        if definition is not None:
            for param, argument in zip(definition.params, node.args, strict=False):
                if isinstance(argument, Sym) and argument.name == param:
                    continue
                shape = self.shape(argument)
                if definition.params and not (is_scalar(self.letter(param)) and not is_scalar(shape)):
                    same(self.letter(param), shape)
            return self.output(name)
        if name in DENSITIES:
            return self.density(node)
        shapes = [self.shape(a) for a in node.args]
        if not shapes:
            raise Misfit(f"{name} of nothing")
        if name in BUILTIN_FUNCTIONS:
            return shapes[0]
        kind = self.kinds.get(name, "E")
        if kind == "L" or (len(shapes) > 1 and kind != "F"):
            if not all(map(is_scalar, shapes)):
                self.losses.add(name)  # one number of whole columns
            return SCALAR
        if is_scalar(shapes[0]) or kind == "E":
            return shapes[0]
        return self.outputs.setdefault(f"{name}()", (Dim(big=True), ONE))

    def density(self, node: Call) -> Shape:
        """The point and the mean of a Gaussian are alike, its covariance is square or a number."""
        point, *parameters = (self.shape(a) for a in (*node.args, *node.params))
        if node.fn.name in ("Normal", "Laplace") and len(parameters) == 2:
            if not (node.params[0] == ZERO and not is_scalar(point)):
                same(point, parameters[0])
            if not is_scalar(parameters[1]) and not is_column(parameters[1]):
                same((point[0], point[0]), parameters[1])
            elif not is_scalar(parameters[1]):
                same(point, parameters[1])
        elif node.fn.name == "Dirichlet" and parameters:
            same(point, parameters[0])
        return SCALAR

    def derivative(self, node: Deriv) -> Shape:
        body = SCALAR if self.generic(node.body) else self.shape(node.body)
        over = [self.shape(w) for w in node.wrt]
        if len(over) == 2:
            if not is_scalar(body) or not all(is_column(w) for w in over):
                raise Misfit("a second derivative of an array")
            return (over[0][0], over[1][0])
        if is_scalar(body):
            told = node.style == "grad" or len(self.layouts) == 1  # ∇, or a Jacobian, of one number
            self.odd(told and is_scalar(over[0]) and isinstance(node.wrt[0], Sym))
            return over[0]
        self.odd(node.style == "grad" or node.body in LOSSES)  # ∇ of more than a number
        if is_scalar(over[0]):
            return body
        if not is_column(body) or not is_column(over[0]):
            raise Misfit("a derivative of an array by a matrix")
        numerator = self.layout == NUMERATOR and node.style != "grad"
        return (body[0], over[0][0]) if numerator else (over[0][0], body[0])

    def generic(self, body: Node) -> bool:
        return isinstance(body, Sym) and self.kinds.get(body.name) == "L"


# -- choices ---------------------------------------------------------------------------------------------------------


def uses(nodes: list[Node]) -> dict[str, Use]:
    """How each name occurs in the nodes, calls apart."""
    out: dict[str, Use] = {}
    summed = {b.var.name for n in nodes for x in walk(n) if isinstance(x, Bound) for b in x.binders}
    symbols = [n for node in nodes for n in walk(node) if isinstance(n, Sym)]
    steps = {x.name for n in symbols for i in n.index if isinstance(i, Apply) for x in walk(i) if isinstance(x, Sym)}
    for node in nodes:
        for n in walk(node):
            if isinstance(n, Sym):
                use = out.setdefault(n.name, Use())
                use.arity = max(use.arity, len(n.index))
                use.bare = use.bare or not n.index
                use.stepped = use.stepped or any(isinstance(i, Sym) and i.name in steps for i in n.index)
                use.summed = use.summed or any(isinstance(i, Sym) and i.name in summed for i in n.index)
            elif isinstance(n, Apply) and n.op == "mul":
                for left in n.args[:-1]:
                    inner = left.args[0] if isinstance(left, Apply) and left.op == "T" else left
                    if isinstance(inner, Sym):
                        out.setdefault(inner.name, Use()).before = True
            elif isinstance(n, Call) and n.primes:
                out.setdefault(n.fn.name, Use()).primed = True
    return out


def _kinds(name: str, use: Use) -> list[tuple[int, str]]:
    """Kinds a letter may have with what each costs."""
    base = name.split(".")[0].split("_")[0]
    capital = base[:1].isupper()
    number, column, matrix = (5 if use.before else 3, 2, 0) if capital else (0, 1, 4)
    if base in _POSITIVE or base in ("mu", "gamma", "theta", "delta"):
        column += 1
    if use.arity == 0:
        return [(number, "S"), (column, "V"), (matrix + (0 if use.before or capital else 1), "M")]
    if use.arity == 1:
        if use.bare:
            return [(2, "V"), (0, "M"), (3, "V1")] if capital else [(0, "V"), (2, "M"), (3, "V1")]
        component = 4 if use.stepped and capital else 0 if use.summed else 2  # W_l of a layer l, beside an l − 1
        return [(component, "V"), (number + 1 - component // 2, "S1"), (column + 1, "V1"), (matrix + 2, "M1")]
    if use.arity == 2:
        return [(0, "M"), (1, "V1")]
    return [(0, "M1")]


def _choices(options: list[tuple[str, list[tuple[int, str]]]]) -> Iterator[dict[str, str]]:
    """Combinations in the order of what they cost."""
    ordered = [(name, sorted(kinds)) for name, kinds in options]
    start = tuple(0 for _ in ordered)
    price = lambda at: sum(kinds[k][0] for (_, kinds), k in zip(ordered, at, strict=True))  # noqa: E731
    heap, seen = [(price(start), start)], {start}
    while heap:
        _, at = heapq.heappop(heap)
        yield {name: kinds[k][1] for (name, kinds), k in zip(ordered, at, strict=True)}
        for position in range(len(at)):
            if at[position] + 1 < len(ordered[position][1]):
                after = (*at[:position], at[position] + 1, *at[position + 1 :])
                if after not in seen:
                    seen.add(after)
                    heapq.heappush(heap, (price(after), after))


def infer(
    nodes: list[Node],
    given: list[Node],
    definitions: dict[str, Definition],
    declared: dict[str, tuple[str, ...]],
    generic: frozenset[str] = frozenset(),
    layouts: tuple[str, ...] = (NUMERATOR, DENOMINATOR),
) -> Typing | None:
    """The least odd typing of every name without a definition; None when the definitions fit under none.

    Sizes follow from the definitions and what is `given` alone: `nodes`, the claims, may cost a typing that does not suit them
    but never make two sizes equal. `declared` gives sizes the candidate named (`X ∈ ℝ^{m×d}`), `generic` the quantities he left unspecified.
    """
    bodies = [*given, *(d.body for d in definitions.values())]
    found = uses([*nodes, *bodies])
    indices = {
        x.name for n in [*nodes, *bodies] for s in walk(n) if isinstance(s, Sym) for i in s.index for x in walk(i)
        if isinstance(x, Sym)
    }  # fmt: skip
    bound = {
        b.var.name for n in [*nodes, *bodies] for x in walk(n) if isinstance(x, Bound) and x.op in ("sum", "prod")
        for b in x.binders
    }  # fmt: skip
    highs = {
        b.high.name for n in [*nodes, *bodies] for x in walk(n) if isinstance(x, Bound) for b in x.binders
        if isinstance(b.high, Sym) and not b.high.index
    }  # fmt: skip
    sizes = (highs | {s for shape in declared.values() for s in shape if not s.isdigit()}) - definitions.keys()
    sizes = (sizes | {DEPTH} & indices) - {i for d in definitions.values() for i in d.index}  # h_t = …, Π_{j=k+1}^t
    calls = {n.fn.name for node in [*nodes, *bodies] for n in walk(node) if isinstance(n, Call)}
    summing = any(isinstance(x, Bound) and x.op in ("sum", "prod") for n in [*nodes, *bodies] for x in walk(n))
    skip = (
        set(definitions) | sizes | _CONSTANTS | BUILTIN_FUNCTIONS | {"I", "ones", "zeros", "default", "hole", "colon"}
    )
    options: list[tuple[str, list[tuple[int, str]]]] = []
    for name, use in sorted(found.items()):
        if name == "delta" and use.arity == 2 and not use.bare:
            continue  # Kronecker's
        if name in skip or name in generic or (name in bound) or (name in COUNTS and summing):
            continue
        if name in indices and not use.arity and len(name) == 1 and name not in calls:
            continue
        if name in calls:
            smooth = use.primed or name in _ELEMENTWISE
            options.append((name, [(0 if smooth else 2, "E"), (1 if smooth else 0, "F"), (1, "L")]))
        elif name in declared:
            options.append((name, [(0, "S" if not declared[name] else "V" if len(declared[name]) == 1 else "M")]))
        else:
            options.append((name, _kinds(name, use)))
    best: Typing | None = None
    for tries, kinds in enumerate(_choices(options)):
        static = sum(c for name, options_of in options for c, k in options_of if k == kinds[name])
        if tries > MAX_TRIES or (best is not None and static >= best.cost):
            break
        for layout in layouts:
            typing = _typed(
                {**kinds, **dict.fromkeys(generic, "L")}, definitions, declared, sizes, (layouts, layout), nodes, given
            )
            if typing is not None:
                typing.cost += static
                if best is None or typing.cost < best.cost:
                    best = typing
                break
    if best is not None:
        best.letters = with_domains(best.letters, [*nodes, *bodies])
    return best


def with_domains(letters: dict[str, Letter], nodes: list[Node]) -> dict[str, Letter]:
    """Letters restricted to where the formulas make sense: `log θ` and `θ^k` want θ > 0, `(1 − θ)^m` wants θ < 1."""
    positive: set[str] = set()
    unit: set[str] = set()
    for node in nodes:
        for n in walk(node):
            if isinstance(n, Apply) and (n.op in ("log", "sqrt") or (n.op == "pow" and not isinstance(n.args[1], Num))):
                base = n.args[0]
                if isinstance(base, Sym):
                    positive.add(base.name)
                elif isinstance(base, Apply) and base.op == "add" and base.args[0] == num(1):
                    rest = base.args[1]
                    if (
                        len(base.args) == 2
                        and isinstance(rest, Apply)
                        and rest.op == "neg"
                        and isinstance(rest.args[0], Sym)
                    ):
                        unit.add(rest.args[0].name)
                if n.op == "pow" and base != Sym("e"):
                    positive |= {x.name for x in walk(n.args[1]) if isinstance(x, Sym)}
            elif isinstance(n, Call) and n.fn.name in (
                "Beta",
                "Gamma",
                "Exponential",
                "Poisson",
                "Bern",
                "Binomial",
                "Dirichlet",
            ):
                inside = {x.name for p in n.params for x in walk(p) if isinstance(x, Sym)}
                (unit if n.fn.name == "Bern" else positive).update(inside)
                if n.fn.name in ("Beta", "Dirichlet", "Gamma", "Exponential"):
                    points = {x.name for x in n.args if isinstance(x, Sym)}
                    (positive if n.fn.name in ("Gamma", "Exponential") else unit).update(points)
                if n.fn.name in ("Poisson", "Binomial"):
                    positive |= {x.name for x in n.args if isinstance(x, Sym)}
                if n.fn.name == "Binomial" and isinstance(n.params[-1], Sym):
                    unit.add(n.params[-1].name)
    covariances = {
        n.params[1].name for node in nodes for n in walk(node)
        if isinstance(n, Call) and n.fn.name == "Normal" and len(n.params) == 2 and isinstance(n.params[1], Sym)
    }  # fmt: skip
    out = {}
    for name, letter in letters.items():
        domain = "unit" if name in unit else "positive" if name in positive else ""
        if letter.kind == "matrix" and name in covariances and letter.shape[0] == letter.shape[1]:
            letter = replace(letter, kind="spd", shape=letter.shape[:1])
        if domain and letter.kind in ("scalar", "positive"):
            letter = replace(letter, kind=domain)
        elif domain and letter.kind == "vector" and not letter.of:
            letter = replace(letter, of=domain)
        out[name] = letter
    return out


def _typed(
    kinds: dict[str, str],
    definitions: dict[str, Definition],
    declared: dict[str, tuple[str, ...]],
    sizes: set[str],
    layout: tuple[tuple[str, ...], str],
    nodes: list[Node],
    given: list[Node],
) -> Typing | None:
    check = _Check(kinds, definitions, *layout, {})
    for name in sizes:
        check.size(name)
    for name, shape in declared.items():
        dims = [ONE if s == "1" else check.size(s) for s in shape]
        check.declared[name] = SCALAR if not dims else (dims[0], ONE) if len(dims) == 1 else (dims[0], dims[1])
        if name in definitions:
            check.outputs[name] = check.declared[name]
    try:
        for name in definitions:
            same(check.output(name), check.shape(definitions[name].body))
        for node in given:
            check.shape(node)
    except (Misfit, RecursionError):
        return None
    counter = count(1)
    for top in {d.root() for s in (*check.letters.values(), *check.outputs.values()) for d in s if not d.root().one}:
        top.settled = True
    for node in nodes:
        try:
            check.shape(node)
        except (Misfit, RecursionError):
            check.cost += MISFIT
    shapes = {**{n: check.letter(n) for n in kinds if kinds[n][0] in "SVM"}, **check.outputs}
    dims = [d for s in shapes.values() for d in s] + list(check.sizes.values()) + list(check.versions.values())
    named = sizes_named(dims + list(check.ranges.values()), lambda: f"size.{next(counter)}")
    letters = {
        name: _letter(name, kind, check, named) for name, kind in kinds.items() if kind[0] in "SVM" and name in shapes
    }
    for name, kind in kinds.items():
        if kind in ("E", "F", "L"):
            out = check.outputs.get(f"{name}()")
            of = "loss" if name in check.losses else ""
            letters[name] = (
                Letter(name, "function", (named[out[0].root()],), "map") if out else Letter(name, "function", (), of)
            )
    for name, definition in definitions.items():  # a recursion starts from a value of its own
        if len(definition.index) == 1 and name in recursive(definitions):
            letters[name] = _sized(name, check.outputs[name], named, definition.index[0], ())
    return Typing(letters, tuple(dict.fromkeys(named.values())), check.cost)


def _letter(name: str, kind: str, check: _Check, named: dict[Dim, str]) -> Letter:
    shape = check.letters[name]
    if kind[1:] != "1":
        return _sized(name, shape, named, None, ())
    reach = check.versions.get(name)
    size = named.get(reach.root()) if reach is not None else None
    return _sized(name, shape, named, "version", ("1", size) if size else ())


def _sized(name: str, shape: Shape, named: dict[Dim, str], index: str | None, reach: tuple[str, ...]) -> Letter:
    sizes = tuple(named[d.root()] for d in shape if not d.root().one)
    base = name.split(".")[0].split("_")[0]
    of = "positive" if base in _POSITIVE else ""
    if not sizes:
        return Letter(name, of or "scalar", (), "", None, index, reach)
    return Letter(name, "vector" if len(sizes) == 1 else "matrix", sizes, of if base != "b" else "", None, index, reach)

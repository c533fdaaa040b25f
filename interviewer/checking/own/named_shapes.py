"""Shapes of names under one choice of kinds: letters, defined quantities, constants and their components."""

from __future__ import annotations

from dataclasses import dataclass, field

from interviewer.checking.evaluation.evaluate import COUNTS
from interviewer.checking.own.dims import ONE, SCALAR, Dim, Misfit, Shape, is_column, is_scalar, same, unify
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS, Definition
from interviewer.notation.tree import Node, Sym, names

CONSTANTS = frozenset(["pi", "circle", "e", "const", "infty"])


@dataclass
class Names:
    """One choice of kinds being tried: the sizes and shapes it has settled so far, and what it costs."""

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

    def shape(self, node: Node) -> Shape:
        """The shape of an expression. Raises Misfit where its parts do not fit together."""
        raise NotImplementedError

    def size(self, name: str) -> Dim:
        return self.sizes.setdefault(name, Dim(name, big=True))

    def range(self, index: str) -> Dim:
        return self.ranges.setdefault(index, Dim(big=True))

    def letter(self, name: str) -> Shape:
        if name not in self.letters:
            kind = self.kinds.get(name, "S")[0]
            self.letters[name] = self.declared.get(name) or (
                ONE if kind in "SRL" else Dim(big=True),  # L: a loss, of which only slopes are spoken
                ONE if kind in "SVL" else Dim(big=True),
            )
        return self.letters[name]

    def symbol(self, node: Sym) -> Shape:
        """The shape of a name, or of what its indices pick."""
        name, index = node.name, node.index
        if name in self.ranges and not index:
            return SCALAR
        if name in self.definitions:
            return self.defined(name, index)
        fixed = self.constant(name, index)
        if fixed is not None:
            return fixed
        if name in BUILTIN_FUNCTIONS:
            raise Misfit("a function without its argument")
        shape = self.letter(name)
        if self.kinds.get(name, "S")[1:] == "1" and index:
            head = index[0]
            if isinstance(head, Sym) and not head.index:
                unify(self.versions.setdefault(name, Dim(big=True)), self.range(head.name))
            index = index[1:]
        return self.picked(shape, index)

    def defined(self, name: str, index: tuple[Node, ...]) -> Shape:
        """A defined quantity; with fewer indices than its definition, the family of its values as one array."""
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

    def constant(self, name: str, index: tuple[Node, ...]) -> Shape | None:
        """The shape of a name with a meaning of its own; None for any other."""
        free = name not in self.kinds
        if name == "e" and len(index) == 1 and free:
            return (Dim(big=True), ONE)  # a unit vector
        if name in self.sizes or name in CONSTANTS or (name in COUNTS and free):
            return SCALAR
        if name == "delta" and len(index) == 2 and free:
            return SCALAR
        if name == "I":
            d = Dim()
            return (d, d)
        if name == "ones":
            return (Dim(), ONE)
        return (Dim(), Dim()) if name == "zeros" else None

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
            body = self.definitions[name].body
            try:
                same(self.outputs[name], self.shape(body))
            except Misfit:
                if name not in names(body):
                    raise
                self.outputs[name] = SCALAR  # s_t = w s_{t−1} + x_t of numbers
                same(SCALAR, self.shape(body))
            for side in self.outputs[name] if name in names(body) else ():
                if not (side.root().big or side.root().name):
                    unify(side, ONE)  # m_t = max(m_{t−1}, s_t) of numbers s_t
        return self.outputs[name]

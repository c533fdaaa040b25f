"""Shapes of expressions by unification: calls, densities, derivatives and what binds."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.checking.evaluation.layouts import NUMERATOR, ROWS
from interviewer.checking.own.dims import ONE, SCALAR, Dim, Misfit, Shape, is_column, is_scalar, same, unify
from interviewer.checking.own.operator_shapes import Operators
from interviewer.checking.own.study import LOSSES
from interviewer.checking.probability.names import DENSITIES
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS
from interviewer.notation.tree import (
    ZERO,
    Apply,
    Binder,
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
)


class Fitting(Operators):
    """One choice of kinds and how far expressions fit it."""

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
                self.ends((binder,))
                self.shape(body)
                return (self.range(binder.var.name), ONE)
            case Bound(_, binders, body):
                self.ends(binders)
                shape = self.shape(body)
                return self.shape(binders[0].var) if node.op in ("argmax", "argmin") and len(binders) == 1 else shape
            case Deriv():
                return self.derivative(node)
            case Moment(op, (of, *_)):
                shape = self.shape(of)
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
                return self.written(rows) or (
                    (Dim(), Dim()) if len(rows) > 1 or len(rows[0]) > 1 else self.shape(rows[0][0])
                )
            case Group("(" | "[", items) if len(items) > 1 and (column := self.written([(x,) for x in items])):
                return column
            case Group(kind, items) if len(items) == 1 and kind in ("(", "{", "\\{"):
                return self.shape(items[0])
        raise Misfit("a part without a shape")

    def written(self, rows: Sequence[Sequence[Node]]) -> Shape | None:
        """The shape of a matrix whose entries are written out, `[[1, 2], [0, a]]` or `(u, v)`; None where some are no numbers."""
        if len({len(row) for row in rows}) > 1 or not all(is_scalar(self.shape(x)) for row in rows for x in row):
            return None
        many = (len(rows), len(rows[0]))
        first, second = (ONE if n == 1 else self.size(str(n)) for n in many)
        return (first, second)

    def ends(self, binders: tuple[Binder, ...]) -> None:
        """What an index runs up to is the size of what it indexes."""
        for b in binders:
            if isinstance(b.high, Sym) and not b.high.index:
                named = b.high.name in self.sizes
                unify(self.range(b.var.name), (self.size if named else self.range)(b.high.name))

    def equal(self, a: Shape, b: Shape) -> None:
        """Two sides of a relation; a number may stand for a whole array only as 0."""
        same(a, b)

    def call(self, node: Call) -> Shape:
        """The shape of what a function gives; its arguments get the shapes of the letters that stand for them."""
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
        """The shape of a gradient, a Jacobian or a second derivative, in the layouts that are meant."""
        called = isinstance(node.body, Sym) and self.kinds.get(node.body.name) in ("E", "F")
        inner = Call(node.body, node.wrt) if called and isinstance(node.body, Sym) else node.body  # ∂F/∂h of an F(h)
        body = SCALAR if self.generic(node.body) else self.shape(inner)
        over = [self.shape(w) for w in node.wrt]
        if len(over) == 2:
            if not is_scalar(body) or not all(is_column(w) for w in over):
                raise Misfit("a second derivative of an array")
            return (over[0][0], over[1][0])
        if is_scalar(body):
            told = node.style == "grad" or len(self.layouts) == 1  # ∇, or a Jacobian, of one number
            self.odd(told and is_scalar(over[0]) and isinstance(node.wrt[0], Sym))
            return (ONE, over[0][0]) if self.layout == ROWS and is_column(over[0]) else over[0]
        self.odd(node.style == "grad" or node.body in LOSSES)  # ∇ of more than a number
        if is_scalar(over[0]):
            return body
        if not is_column(body) or not is_column(over[0]):
            raise Misfit("a derivative of an array by a matrix")
        numerator = self.layout in (NUMERATOR, ROWS) and node.style != "grad"
        return (body[0], over[0][0]) if numerator else (over[0][0], body[0])

    def generic(self, body: Node) -> bool:
        return isinstance(body, Sym) and self.kinds.get(body.name) == "L"

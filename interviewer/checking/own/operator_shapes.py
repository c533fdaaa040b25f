"""Shapes of sums, products and what else operators make of shapes; linear algebra on numbers is odd."""

from __future__ import annotations

from interviewer.checking.own.dims import ONE, SCALAR, Dim, Misfit, Shape, is_column, is_scalar, same, unify
from interviewer.checking.own.named_shapes import Names
from interviewer.notation.tree import Apply, Node, Num, Rel, walk

ODDITY = 3  # what it costs to read linear algebra as arithmetic on numbers


class Operators(Names):
    """Names, and what operators make of shapes."""

    def odd(self, when: bool) -> None:
        self.cost += ODDITY if when else 0

    def apply(self, op: str, args: tuple[Node, ...]) -> Shape:
        """The shape of what an operator makes of its arguments."""
        if op == "property":
            return self.shape(args[0])
        if op == "differential":
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
                if op == "times" and not is_scalar(a) and all(x.root() is y.root() for x, y in zip(a, b, strict=True)):
                    return a  # dA * σ'(Z)
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
                self.odd(True)  # entry by entry, as code divides
                if is_scalar(shapes[0]) and is_column(shapes[1]):
                    return shapes[1]
                return same(*shapes)
            case "T":
                self.cost += 2 * ODDITY if is_scalar(shapes[0]) else 0  # nobody transposes a number
                return (shapes[0][1], shapes[0][0])
            case "pinv":
                return (shapes[0][1], shapes[0][0])
            case "inv":
                unify(*shapes[0])
                return shapes[0]
            case "diag":
                self.odd(is_scalar(shapes[0]))
                return (shapes[0][0], shapes[0][0]) if is_column(shapes[0]) else (shapes[0][0], ONE)
            case "tr" | "det" | "logsumexp" | "rank" | "mean" | "λ_max" | "λ_min":
                self.odd(is_scalar(shapes[0]))
                return SCALAR
            case "kron":
                if is_column(shapes[0]) and is_column(shapes[1]):
                    return (shapes[0][0], shapes[1][0])
                raise Misfit("a Kronecker product")
            case "softmax" if len(shapes) > 1:
                for shape in shapes:
                    same(shape, SCALAR)
                return (self.size(str(len(shapes))), ONE)
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
        """The shape of a product of matrices and numbers, whose inner sizes agree."""
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

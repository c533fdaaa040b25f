"""Brackets, bars, norms, roots, fractions and matrices."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.notation.parsing.reader import Reader
from interviewer.notation.parsing.words import CLOSE, RELATIONS
from interviewer.notation.tree import ONE, Apply, Call, Cases, Deriv, Group, Matrix, Moment, Node, Rel, Sym, apply, num
from interviewer.notation.unreadable import Unreadable

_DOTS = Sym("ellipsis")


class Brackets(Reader):
    """Brackets, bars, norms, roots, fractions and matrices."""

    def bracket(self) -> Node:
        start, opening = self.i, self.take().text
        closing = CLOSE.get(opening)
        if closing is None:
            raise Unreadable(f"unexpected '{opening}'")
        bars, self.bars = self.bars, []
        items: list[Node] = []
        rows: list[list[Node]] = []
        while True:
            self.skip_words()
            if self.at(closing):
                break
            if self.at("*", "·"):
                self.take()
                items.append(Sym("dot"))
            else:
                items.append(self.chain())
            self.skip_words()
            if opening in ("{", "\\{") and len(items) == 1 and not rows and self.at(":", "|"):
                items += self.set_conditions(closing)
                self.bars = bars
                self.expect(closing)
                return Group("builder", tuple(items))
            if self.at(","):
                self.take()
            elif self.at(";", "\\\\"):
                self.take()
                rows.append(items)
                items = []
            elif self.at("|", "‖"):
                self.take()
                items.append(Sym("bar"))
            elif opening == "[" and self.starts_factor() and items:
                continue
            elif self.at("…"):
                self.take()
                items.append(Sym("ellipsis"))
            else:
                break
        self.bars = bars
        if opening in ("(", "[") and self.at(")", "]") and not self.at(closing) and len(items) == 2:
            self.take()
            return Group("interval", tuple(items))
        self.expect(closing)
        if rows:
            return Matrix(tuple(tuple(r) for r in [*rows, items] if r))
        if opening == "⟨" and len(items) == 2:
            return apply("inner", *items)
        if opening == "⟨" and len(items) == 1:  # ⟨f⟩_q, a physicist's expectation
            return Moment("E", (items[0],), self.average_over())
        if len(items) == 1 and (opening != "\\{" or isinstance(items[0], Apply)):  # {a + b} sets nothing apart
            inner = items[0]
            if isinstance(inner, Rel):
                tested = any(t.plain and t.text == "=" for t in self.tokens[start : self.i])  # (j == l) of code
                return apply("indicator", inner) if opening == "[" or tested else Group("(", (inner,))
            return (_side_by_side(inner) if opening == "[" else None) or inner
        if opening == "[" and (lists := _rows(items)):
            return Matrix(lists)
        return Group(opening, tuple(items))

    def average_over(self) -> Node | None:
        if not self.at("_"):
            return None
        self.take()
        if not self.at("{"):
            return Sym(self.take().text)
        self.take()
        over = self.chain()
        self.expect("}")
        return over

    def set_conditions(self, closing: str) -> list[Node]:
        """What follows the bar of `{i : α_i > 0}`."""
        self.take()
        out: list[Node] = []
        while not self.at(closing):
            self.skip_words()
            out.append(self.chain())
            self.skip_words()
            if self.at(",", ";", "∧"):
                self.take()
            elif not self.at(closing):
                break
        return out

    def norm(self) -> Node:
        self.take()
        self.bars.append("‖")
        inner = self.expression()
        self.expect("‖")
        self.bars.pop()
        if not self.at("_"):
            return apply("norm", inner, num(2))
        order = self.norm_order()
        hessian = isinstance(inner, Deriv) and len(inner.wrt) == 2  # ‖∇²L‖₂ is its largest eigenvalue
        return apply("norm", inner, Sym("op") if hessian and order == num(2) else order)

    def norm_order(self) -> Node:
        """The F of ‖W‖_F, wherever a power stands."""
        self.take()
        low, label = self.subscript()
        return low[0] if low else Sym({".F": "F", ".1": "one", ".op": "op", ".2": "two"}.get(label, label.strip(".")))

    def bar(self) -> Node:
        self.take()
        self.bars.append("|")
        inner = self.expression()
        self.expect("|")
        self.bars.pop()
        return apply("abs", inner)

    def root(self) -> Node:
        self.take()
        degree: Node = num(2)
        if (
            self.at("[")
            and self.group_has(",") is False
            and self.tokens[self.i + 1].kind == "num"
            and self.ahead(2).text == "]"
        ):
            self.take()
            degree = self.expression()
            self.expect("]")
        if self.at("{", "("):
            opening = self.take().text
            inner = self.expression()
            self.expect(CLOSE[opening])
        else:
            inner = self.primary()
        return apply("sqrt", inner) if degree == num(2) else apply("pow", inner, apply("div", ONE, degree))

    def matrix(self) -> Node:
        kind = self.take().text
        rows: list[list[Node]] = [[]]
        branches: list[tuple[Node, Node | None]] = []
        while not (self.token.kind == "close" and self.token.text == "matrix"):
            if self.token.kind == "end":
                raise Unreadable(f"\\end{{{kind}}} is missing")
            if self.at("\\\\"):
                self.take()
                rows.append([])
            elif self.at("&", ","):
                self.take()
            elif self.token.kind == "word":
                if self.take().text in ("otherwise", "else"):
                    rows[-1].append(Sym("otherwise"))
            else:
                rows[-1].append(self.chain())
        self.take()
        rows = [row for row in rows if row]
        if kind != "cases":
            return Matrix(tuple(tuple(row) for row in rows))
        for row in rows:
            condition = row[1] if len(row) > 1 else None
            branches.append((row[0], None if condition == Sym("otherwise") else condition))
        return Cases(tuple(branches))

    def fraction_part(self) -> Node:
        if not self.at("{"):
            return self.factor_without_script()
        self.take()
        bars, self.bars = self.bars, []
        node = self.expression_or_relation("}")
        self.bars = bars
        self.expect("}")
        return node

    def factor_without_script(self) -> Node:
        return self.primary()

    def expression_or_relation(self, closing: str) -> Node:
        if self.at(closing):
            raise Unreadable("there is an empty group where a value is expected")
        return self.chain()

    def opens_bar(self) -> bool:
        """A single bar opens an absolute value or determinant when it is closed again before the bracket ends."""
        depth = 0
        if self.bars and self.bars[-1] == "given":
            return False
        for token in self.tokens[self.i + 1 :]:
            if token.kind == "open":
                depth += 1
            elif token.kind == "close":
                depth -= 1
                if depth < 0:
                    return False
            elif token.text == "|" and depth == 0:
                return True
            elif depth == 0 and token.text in RELATIONS | {",", ";"}:
                return False
        return False


def _rows(items: Sequence[Node]) -> tuple[tuple[Node, ...], ...]:
    """The rows of `[[1, 2], [3, 4]]`; none where the items are no lists of the same length."""
    lists = [x.items for x in items if isinstance(x, Group) and x.kind == "["]
    alike = len(lists) == len(items) and len({len(row) for row in lists}) == 1
    return tuple(lists) if alike else ()


def _side_by_side(inner: Node) -> Node | None:
    """The `y_1 x_1 ⋯ y_n x_n` of `[y_1 x_1 ⋯ y_n x_n]`: columns from the first to the last, no product."""
    if not isinstance(inner, Apply) or inner.op != "mul" or inner.args.count(_DOTS) != 1:
        return None
    k = inner.args.index(_DOTS)
    first, last = inner.args[:k], inner.args[k + 1 :]
    if not last or len(first) % len(last) or not all(map(_is_numbered, (*first, *last))):
        return None
    width = len(last)
    listed = [first[j : j + width] for j in range(0, len(first), width)] + [(_DOTS,), last]
    return Group("[", tuple(item[0] if len(item) == 1 else Apply("mul", item) for item in listed))


def _is_numbered(node: Node) -> bool:
    """x_1 and φ(x_1)"""
    if isinstance(node, Call):
        return len(node.args) == 1 and _is_numbered(node.args[0])
    return isinstance(node, Sym) and len(node.index) == 1

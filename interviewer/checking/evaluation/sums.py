"""Sums of terms, some of which take their size from the others: I, 1 and e_k."""

from __future__ import annotations

import numpy as np

from interviewer.checking.evaluation.core import Core
from interviewer.checking.fields import Value, is_array
from interviewer.checking.values import arrays
from interviewer.checking.values.environment import Env
from interviewer.notation.tree import MAX_REMEMBERED, Apply, Node, Sym, walk

ONES = Sym("ones")
ONES_ROW = Apply("T", (ONES,))


class Sums(Core):
    """Sums of terms, some of which take their size from the others: I, 1 and e_k."""

    def sum_terms(self, terms: tuple[Node, ...], env: Env) -> Value:
        late = not self.is_plain(terms)
        values = self.terms(terms, env) if late else [self.value(t, env) for t in terms]
        total: Value = None
        for term, value in zip(terms, values, strict=True):
            if total is None:
                total = value
            elif type(total) is complex and type(value) is complex:
                total += value
            else:
                if is_array(total) != is_array(value):
                    total, value = self.expand_identity(terms, term, total, value)
                elif is_array(total) and total.shape != value.shape:
                    total, value = spread_ones(terms[: terms.index(term)], (term,), total, value)
                total = arrays.add(total, value)
        return total

    def terms(self, terms: tuple[Node, ...], env: Env) -> list[Value]:
        """Their values; a unit vector among them is as long as the others."""
        late = [t for t in terms if self.unit_vector(bare(t))]
        values = {t: self.value(t, env) for t in terms if t not in late}
        like = next((v for v in values.values() if is_array(v)), None)
        for term in late:
            values[term] = self.with_basis(term, like.shape[0] if like is not None else None, env)
        return [values[t] for t in terms]

    def with_basis(self, node: Node, size: int | None, env: Env) -> Value:
        """The value of a node in which a unit vector has this length."""
        if size is None:
            return self.value(node, env)
        before, self.basis = self.basis, size
        try:
            return self.value(node, env)
        finally:
            self.basis = before

    def expand_identity(self, terms: tuple[Node, ...], term: Node, total: Value, value: Value) -> tuple[Value, Value]:
        """`XᵀX + λI`, where I was evaluated as the number 1 for want of a size."""
        if is_array(value) and _mentions_identity(terms[: terms.index(term)]) and value.shape[0] == value.shape[1]:
            return total * self.field.eye(value.shape[0]), value
        if is_array(total) and _mentions_identity((term,)) and total.shape[0] == total.shape[1]:
            return total, value * self.field.eye(total.shape[0])
        return total, value

    def is_plain(self, parts: tuple[Node, ...]) -> bool:
        """Whether no part is a unit vector or a column of ones, whose length the others tell."""
        found = self.plain.get(id(parts))
        if found is None or found[0] is not parts:
            if len(self.plain) > MAX_REMEMBERED:
                self.plain.clear()
            special = any(p in (ONES, ONES_ROW) or self.unit_vector(bare(p)) for p in parts)
            found = self.plain[id(parts)] = parts, not special
        return found[1]


def bare(node: Node) -> Node:
    """A term without its sign and transpose."""
    while isinstance(node, Apply) and node.op in ("neg", "T"):
        node = node.args[0]
    return node


def spread_ones(before: tuple[Node, ...], after: tuple[Node, ...], total: Value, value: Value) -> tuple[Value, Value]:
    """`XW + 1bᵀ` and `WA + b1ᵀ`: a row or column multiplied by ones of no known length takes the length of the other term."""

    def spread(nodes: tuple[Node, ...], row: Value, like: Value) -> Value:
        if not any(n == Sym("ones") for node in nodes for n in walk(node)):
            return row
        if row.shape[0] == 1 and row.shape[1] == like.shape[1]:
            return np.repeat(row, like.shape[0], axis=0)
        if row.shape[1] == 1 and row.shape[0] == like.shape[0]:
            return np.repeat(row, like.shape[1], axis=1)
        return row

    return spread(before, total, value), spread(after, value, total)


def _mentions_identity(nodes: tuple[Node, ...]) -> bool:
    return any(isinstance(n, Sym) and n.name in ("I", "1.identity") for node in nodes for n in walk(node))

"""Divergences known by their names alone, `D_f(p ‖ q)`, `χ²(p ‖ q)`: of which two laws they are."""

from __future__ import annotations

from interviewer.notation.parsing.reader import Reader
from interviewer.notation.tree import Divergence, Node, Num, Sym
from interviewer.notation.unreadable import Unreadable


class Discrepancies(Reader):
    """Divergences known by their names alone."""

    def discrepancy(self, symbol: Sym) -> Node:
        """`D_f(p ‖ q)`, `TV(p ‖ q)`: a number that is known by its name and by the two laws it is of."""
        found = self.divergence("KL")
        laws = (found.first, found.second) if isinstance(found, Divergence) else ()
        if symbol.name in self.vocabulary.values and not symbol.index:
            return symbol
        if not laws or not all(isinstance(n, Sym) and not n.index for n in laws):
            raise Unreadable("a divergence that I do not know; write what it stands for")
        labels = [i.name if isinstance(i, Sym) else str(i.value) for i in symbol.index if isinstance(i, Sym | Num)]
        return Sym(f"{symbol.name}{''.join(labels)}({'‖'.join(n.name for n in laws if isinstance(n, Sym))})")

    def squares_two_laws(self) -> bool:
        """`χ²(p ‖ q)`: the square belongs to the name."""
        mark, texts = self.i, [t.text for t in self.tokens[self.i : self.i + 5]]
        used = 4 if texts[:4] == ["^", "{", "2", "}"] else 2 if texts[:2] == ["^", "2"] else 0
        if not used or texts[used : used + 1] != ["("]:
            return False
        self.i += used
        kinds = [t.text if t.kind != "name" else "name" for t in self.tokens[self.i : self.i + 5]]
        found = self.parts_two_laws() or kinds == ["(", "name", ",", "name", ")"]
        self.i = mark
        return found

    def parts_two_laws(self) -> bool:
        """`(p ‖ q)`: one double bar at the bracket's own level, where a norm has two."""
        depth = bars = 0
        for token in self.tokens[self.i :]:
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            bars += depth == 1 and token.text == "‖"
            if depth == 0:
                break
        return bars == 1

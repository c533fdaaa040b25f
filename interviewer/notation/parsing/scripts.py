"""What hangs on a name: indices, labels, primes, in whatever order they are written."""

from __future__ import annotations

from interviewer.notation.parsing.powers import Powers
from interviewer.notation.parsing.subscripts import Subscripts
from interviewer.notation.parsing.superscripts import Superscripts
from interviewer.notation.parsing.words import RELATIONS
from interviewer.notation.tree import Node, Sym


class Scripts(Subscripts, Superscripts, Powers):
    """What hangs on a name or a bracket."""

    def scripts(self, symbol: Sym) -> tuple[Sym, int]:
        """The symbol with its indices and labels, and how many primes it carries; powers are left to `postfix`."""
        index_low: list[Node] = []
        index_high: list[Node] = []
        label = ""
        primes = 0
        while True:
            if self.at("_"):
                self.take()
                low, text = self.subscript()
                index_low += low
                label += text
            elif self.at("'"):
                self.take()
                primes += 1
            elif self.at("*") and not self.token.spaced and self._starred():
                self.take()
                label += ".star"
            elif self.at("^"):
                mark = self.i
                self.take()
                kind, value = self.superscript(symbol)
                if kind == "index":
                    index_high += value
                elif kind == "sample":
                    index_high += value
                    label += ".sample"
                elif kind == "label":
                    label += value
                elif kind == "prime":
                    primes += 1
                else:
                    self.i = mark
                    break
            else:
                break
        name = symbol.name + label
        return Sym(name, (*symbol.index, *index_high, *index_low)), primes

    def _starred(self) -> bool:
        """Whether a `*` tight to a name is its label, as in `w* = …`, `α* − β` and `‖w*‖²`, and no product."""
        after, beyond = self.ahead(), self.ahead(2)  # in p(x*|D) no bar closes
        apart = after.spaced and self.token.plain
        if after.text in ("‖", "|"):  # the bar that closes, not one that opens a norm
            return (
                self.bars[-1:] == ["given"]
                or beyond.spaced
                or beyond.kind in ("end", "close")
                or beyond.text in RELATIONS | set("^_,/;+-")
            )
        return apart or after.kind in ("end", "close") or after.text in RELATIONS | {",", ";", "_", "^"}

"""Σ as a letter: a covariance, not a sum."""

from __future__ import annotations

from interviewer.notation.parsing.reader import Reader
from interviewer.notation.tree import Node, Sym


class Covariances(Reader):
    """Σ as a letter."""

    def is_covariance(self) -> bool:
        """Σ as a letter: nothing follows that it could sum, or it carries an inverse, a transpose or a number."""
        if not (self.token.text == "sum" and self.token.plain):
            return False
        k = self.i + 1
        last = len(self.tokens) - 1
        while k < last and self.tokens[k].text in ("_", "^"):
            group = [self.tokens[k + 1]]
            k = min(k + 2, last)
            if group[0].text in ("{", "("):
                depth = 1
                while depth and k < len(self.tokens) - 1:
                    depth += {"open": 1, "close": -1}.get(self.tokens[k].kind, 0)
                    group.append(self.tokens[k])
                    k += 1
            inner = [t.text for t in group if t.text not in ("{", "}", "(", ")")]
            if {"=", "∈"} & set(inner):
                return False  # a range: it sums, whatever stands above it
            if inner in (["theta"], ["phi"], ["psi"]) and self.tokens[k].text in ("(", "^"):
                return True  # Σ_θ(x_t, t)
            if inner in (["-", "1"], ["T"], ["*"], ["+"], ["†"]) or (all(t.isdigit() for t in inner) and inner):
                return True
            if any(t.kind == "frac" for t in group) or inner in (["1", "/", "2"], ["-", "1", "/", "2"]):
                return True  # its root
        after = self.tokens[k]
        if after.text == "(" and not after.spaced and [t.text for t in self.tokens[k + 2 : k + 3]] == [")"]:
            known = self.vocabulary.role("Sigma") != "unknown"
            return known and self.tokens[k + 1].kind == "name"  # Σ(x), of which nothing is summed
        if after.kind in ("end", "close", "word"):
            return True
        if after.text in ("|", "‖"):
            return after.text in self.bars
        if after.text == "-":  # `det Σ_k − ½ x` takes from it, `Σ_k −p_k` sums
            spaced = after.spaced and self.tokens[k + 1].spaced
            return spaced or self.tokens[self.i - 1].text in ("det", "tr", "log")
        return after.kind == "op" and after.text not in ("|", "‖", "…")

    def covariance(self) -> Node:
        self.take()
        return self.applied(Sym("Sigma"))

"""∂/∂w, d/dz, ∇ and differentials."""

from __future__ import annotations

from itertools import pairwise

from interviewer.notation.parsing.reader import Reader
from interviewer.notation.parsing.trees import product
from interviewer.notation.parsing.words import DIVERGENCES, RELATIONS
from interviewer.notation.tokens import Token
from interviewer.notation.tree import Apply, Call, Deriv, Node, Num, Sym, num
from interviewer.notation.unreadable import Unreadable

REACH = 24  # tokens of what is differentiated, `KL(q(z|x) || p(z))`
_DIMENSIONS = frozenset(["k", "v", "n", "m", "h", "model", "head"])  # d_k without its script


class Derivatives(Reader):
    """∂/∂w, d/dz, ∇ and differentials."""

    def differential_follows(self, token: Token) -> bool:
        """`dL` is a differential; `d_k`, `d·n` and a lone `d` are not."""
        after = self.token
        if token.plain and (after.kind in ("name", "accent") or (after.kind == "fn" and after.text != "log")):
            return True  # \mathrm d L
        if self.in_fraction():
            return True
        if after.spaced and after.kind in ("name", "accent") and self.in_ratio():
            return True
        if after.kind in ("name", "accent") and not after.spaced and after.text not in ("T",):
            return self.vocabulary.role("d") != "value" or self.differential_context()
        if after.text == "(" and not after.spaced and self.tokens[self.i - 2].text == "/" and self.in_ratio():
            return True  # dF/d(s²)
        if after.text in ("(", "[") and not after.spaced:
            rest = self.tokens[self.i + 1 :]
            return any(a.text == "d" and b.kind == "name" and not b.spaced for a, b in pairwise(rest)) or any(
                a.text == "/" and b.text == "d" for a, b in pairwise(rest)
            )
        if after.kind == "fn" and not after.spaced and after.text in ("sigmoid", "softmax", *DIVERGENCES):
            return True
        if after.kind == "name" and self.ahead().text == "/" and self.ahead(2).text == "d":
            return True
        if (after.kind == "fn" or after.text in ("‖", "|")) and self.increments_follow():
            return True
        if after.kind == "fn":  # d log L/dθ
            following = self.tokens[self.i : self.i + 16]
            return any(a.text == "/" and b.text == "d" and b.kind == "name" for a, b in pairwise(following))
        if after.text == "^":
            return self.second_follows()
        if after.text == "/" and self.ahead().text == "d":
            return self.ahead(2).kind in ("name", "accent", "fn", "open")  # d/d is one
        return (
            after.text == "}" and self.ahead().text == "{" and self.ahead(2).text == "d" and self.ahead(3).text != "}"
        )

    def increments_follow(self) -> bool:
        """`d tr(A) = … dA`, `d‖r‖² = 2rᵀ dr`: behind the relation stands another differential."""
        rest = self.tokens[self.i :]
        related = next((k for k, t in enumerate(rest) if t.text == "="), len(rest))
        previous = self.tokens[self.i - 2] if self.i >= 2 else None
        leads = previous is None or previous.kind == "word" or previous.text in RELATIONS | {",", "⇒"}
        return leads and any(a.text == "d" and b.kind == "name" and not b.spaced for a, b in pairwise(rest[related:]))

    def in_fraction(self) -> bool:
        """`\\frac{d log p}{d θ}`: the cursor stands after a d that opens one half of a fraction, as another opens the other."""
        opening = self.i - 2
        if opening < 1 or self.tokens[opening].text != "{" or self.tokens[self.i].kind not in ("name", "accent", "fn"):
            return False
        before = self.tokens[opening - 1]
        if before.kind == "frac":
            below = self._behind_group(opening)
        elif before.text == "}" and (above := self._opening_of(opening - 1)) and self.tokens[above - 1].kind == "frac":
            below = above
        else:
            return False
        other = [t for t in self.tokens[below : below + 3] if below]
        return [t.text for t in other[:2]] == ["{", "d"] and other[2].kind in ("name", "accent", "fn")

    def _behind_group(self, opening: int) -> int:
        depth = 0
        for k in range(opening, len(self.tokens)):
            depth += {"open": 1, "close": -1}.get(self.tokens[k].kind, 0)
            if depth == 0:
                return k + 1
        return 0

    def _opening_of(self, closing: int) -> int:
        depth = 0
        for k in range(closing, 0, -1):
            depth += {"close": 1, "open": -1}.get(self.tokens[k].kind, 0)
            if depth == 0:
                return k
        return 0

    def in_ratio(self) -> bool:
        """`d μ / d a` set apart: the cursor stands after a d above or below a slash that has one on its other side too."""
        slash = self.slash_ahead()
        if slash is not None and self.tokens[slash + 1].text == "d":
            return self.tokens[slash + 2].kind in ("name", "accent") or self.tokens[slash + 2].text == "("
        if self.i < 2 or self.tokens[self.i - 2].text != "/":
            return False
        above = [t.text for t in self.tokens[max(0, self.i - REACH) : self.i - 2]]
        return "d" in above

    def second_follows(self) -> bool:
        """The cursor stands at the exponent of `d²/dθ²` or `d²L/dw²`; `d² n` is a size."""
        braced = self.ahead().text == "{"
        two = (
            [t.text for t in self.tokens[self.i + 1 : self.i + 4]] == ["{", "2", "}"]
            if braced
            else self.ahead().text == "2"
        )
        after = self.i + (4 if braced else 2)
        rest = self.tokens[after : after + REACH]
        if not two or not rest:
            return False
        below = any(a.text == "/" and b.text == "d" for a, b in pairwise(rest)) or any(
            [t.text for t in rest[k : k + 3]] == ["}", "{", "d"] and rest[k + 3].kind != "close"
            for k in range(len(rest) - 3)
        )
        if rest[0].text in ("/", "}"):
            return below and rest[1].text in ("d", "{")
        if rest[0].kind == "fn" and rest[0].text not in DIVERGENCES:
            return below  # d² log p(x) / dθ²
        return rest[0].kind in ("name", "fn") and (below or not braced)

    def slash_ahead(self) -> int | None:
        """The slash behind one letter with its scripts and arguments, `sigma(z) / d…`."""
        depth = 0
        for k in range(self.i, min(self.i + 24, len(self.tokens) - 2)):
            token = self.tokens[k]
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            if depth == 0 and token.text == "/":
                return k
            if depth < 0 or not (depth or token.kind in ("name", "num", "accent", "close") or token.text in "_^"):
                return None
        return None

    def differential_context(self) -> bool:
        """With d a size of the problem, `dL` is a differential inside a quotient of two, or where `d w` can be nothing else."""
        after = self.token
        previous = self.tokens[self.i - 2] if self.i >= 2 else None
        if previous is not None and (previous.text in ("/", "{") or previous.kind == "frac"):
            return True
        if self.size_alone():
            return False
        if previous is not None and previous.text == "(":
            return True
        for k in range(self.i, min(self.i + 14, len(self.tokens) - 1)):
            if (self.tokens[k].text == "/" and self.tokens[k + 1].text in ("d", "(")) or (
                self.tokens[k].text == "}" and self.tokens[k + 1].text == "{" and self.tokens[k + 2].text == "d"
            ):
                return True
        if previous is not None and previous.text in ("*", "·") and after.text not in _DIMENSIONS:
            return True  # W.T @ dZ
        if previous is None or previous.kind == "word" or previous.text in RELATIONS | {"+", "-", ",", "⇒", "⊙"}:
            return after.kind == "name" and (len(after.text) > 1 or after.text.isalpha())
        return (
            (previous.kind == "name" and previous.text in ("T",))
            or previous.text == "}"
            or previous.kind in ("close", "name")
            or (previous.kind == "num" and self.i > 2 and self.tokens[self.i - 3].text == "_")  # x_1 dz
        )

    def size_alone(self) -> bool:
        """`(dσ² + ‖μ‖² − d)`: a d that is a term by itself is the size, and so is the one beside σ²."""
        ends = ("+", "-", ")", "]", ",")
        triples = zip(self.tokens, self.tokens[1:], self.tokens[2:], strict=False)
        return any(b.text == "d" and a.text in ("+", "-") and c.text in ends for a, b, c in triples)

    def differential(self, mark: str) -> Node:
        """`∂L`, `∇_w L`, `d²L`, or the bare operator."""
        order = 1
        style = {"partial": "partial", "nabla": "grad", "d": "total"}[mark]
        wrt: list[Node] = []
        while self.at("^", "_"):
            script = self.take().text
            braced = self.at("{")
            if braced:
                self.take()
            if script == "^":
                exponent = self.expression() if braced else self.primary()
                if not (isinstance(exponent, Num) and exponent.value == 2):
                    raise Unreadable("derivatives of this order are not read; write first or second ones")
                order = 2
            else:
                while not self.at("}") if braced else not wrt:
                    wrt.append(self.factor() if braced else self.grad_subscript())
                    if self.at(","):
                        self.take()
                    elif len(wrt) == 2 and wrt[1] in (Sym("t"), Sym("i"), Sym("j")) and isinstance(wrt[0], Sym):
                        wrt = [Sym(wrt[0].name, (*wrt[0].index, wrt[1]))]  # ∇ₓₜ is by x_t
                    if not braced:
                        break
            if braced:
                self.expect("}")
        if style == "grad":
            variables = tuple(v for v in wrt for _ in range(1)) or (Sym("default"),)
            if order == 2 and len(variables) == 1:
                variables = variables * 2
            if not self.starts_factor():
                return Deriv(Sym("hole"), variables, "grad")
            body = self.grad_body(order)
            if isinstance(body, Apply) and body.op == "T" and self.is_scalar_function(body.args[0]):
                return Apply("T", (Deriv(body.args[0], variables, "grad"),))  # ∇L(w)ᵀ v
            return Deriv(body, variables, "grad")
        if style == "partial" and wrt and order == 1 and self.starts_factor():
            return Deriv(self.factor(), tuple(wrt), "partial")  # ∂_θ f(x)
        if (self.starts_factor() and not self.at("{")) or self.token.kind in ("name", "accent"):
            mark_i = self.i
            body = self.factor()
            del mark_i
            return Apply("differential", (body, num(order), Sym(style)))
        return Apply("differential", (Sym("hole"), num(order), Sym(style)))

    def grad_subscript(self) -> Node:
        if self.token.kind == "accent":
            return self.accented()
        token = self.take()
        return Sym(token.text)

    def is_scalar_function(self, node: Node) -> bool:
        """L(w), or an L of which the vocabulary knows that it is a function: its transpose alone says nothing."""
        if isinstance(node, Call):
            return not node.given
        return isinstance(node, Sym) and not node.index and self.vocabulary.role(node.name) == "function"

    def grad_body(self, order: int = 1) -> Node:
        factors = [self.factor()]
        first = factors[0]
        if isinstance(first, Apply) and first.op == "T" and self.is_scalar_function(first.args[0]):
            return first
        if self.is_scalar_function(first) and order == 2:
            return first  # vᵀ∇²L v
        if isinstance(factors[0], Num | Deriv) or not isinstance(factors[0], Sym | Call):
            while self.starts_factor():
                factors.append(self.factor())
        elif isinstance(factors[0], Sym):
            while self.starts_factor() and isinstance(factors[-1], Sym | Apply):
                factors.append(self.factor())
        return product(factors)

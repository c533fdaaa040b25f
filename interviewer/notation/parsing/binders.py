"""Names that bind: sums, products, integrals, optima and the letters they run over."""

from __future__ import annotations

from interviewer.notation.parsing.reader import Reader
from interviewer.notation.parsing.trees import (
    absorbing_sum,
    binder_from_relation,
    outside_product,
    primed,
    product,
    runs_in,
)
from interviewer.notation.parsing.words import CLOSE, RELATIONS
from interviewer.notation.tree import Apply, Binder, Bound, Call, Group, Node, Rel, Sym, apply, walk
from interviewer.notation.unreadable import Unreadable


class Binders(Reader):
    """Names that bind: sums, products, integrals, optima and the letters they run over."""

    def big(self, prefix: str = "") -> Node:
        worded = self.token.plain and not prefix and self.token.text in ("min", "max")
        op = prefix + self.take().text
        if worded:  # minimise (y − Xw)ᵀA(y − Xw): all of it
            return Bound(op, self.binders(op), self.expression())
        if op in ("max", "min") and self.at("(", "{", "\\{") and (self.group_has(",")):
            opening = self.take().text
            args, _, _ = self.argument_list(CLOSE[opening])
            return Apply(op, tuple(args))
        binders = self.binders(op)
        if op == "lim":
            return Bound(op, binders, self.term())
        if op == "int":
            self.integrals += 1
            try:
                return self.integral(binders)
            finally:
                self.integrals -= 1
        if not binders and op in ("max", "min") and self.at("(", "[", "{"):
            inner = self.bracket()
            return Apply(op, inner.items if isinstance(inner, Group) else (inner,))
        if op in ("max", "min", "argmax", "argmin"):
            factor = op.startswith("arg") and self.at("(", "[") and not self.one_bracket()  # argmin (1/2)‖…‖² + …
            if (self.at("(", "[", "{", "\\{") and not factor) or not self.optimisation_extends():
                return Bound(op, binders, self.juxtaposed() if self.at("(", "[", "{", "\\{") else self.term())
            mark = self.i
            whole = self.expression()
            if isinstance(whole, Apply) and whole.op == "add" and runs_in(binders, whole.args[0]):
                if not any(runs_in(binders, term) for term in whole.args[1:]):  # max_j z_j + log n
                    self.i = mark
                    return Bound(op, binders, self.term())
            return Bound(op, binders, whole)
        if op == "prod":
            mark = self.i
            body = self.term()
            return Bound(op, binders, body) if self.bracketed(mark) else self.narrowed(binders, body)
        return Bound(op, binders, self.signed_term() if self.at("-") else self.term())

    def one_bracket(self) -> bool:
        """Whether the bracket that opens here is all there is before the next relation or the end."""
        depth = 0
        for token in self.tokens[self.i :]:
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            if depth == 0:
                after = self.tokens[self.tokens.index(token, self.i) + 1]
                return after.kind in ("end", "close", "word") or after.text in RELATIONS | {"⇒", ",", ";", "+", "-"}
        return True

    def bracketed(self, mark: int) -> bool:
        """Whether what has been read since `mark` stands in one pair of brackets."""
        depth = 0
        for k in range(mark, self.i):
            depth += {"open": 1, "close": -1}.get(self.tokens[k].kind, 0)
            if depth <= 0:
                return k == self.i - 1
        return False

    def narrowed(self, binders: tuple[Binder, ...], body: Node) -> Node:
        """A product with or without the factors behind it that its index does not touch; a function is meant to stand apart."""
        parted = outside_product(binders, body)
        if parted is None:
            return Bound("prod", binders, body)
        self.ambiguous.add("product")
        apart = any(isinstance(n, Call) for n in walk(parted[1])) != self.options.other_products
        return product([Bound("prod", binders, parted[0]), parted[1]]) if apart else Bound("prod", binders, body)

    def optimisation_extends(self) -> bool:
        """An optimisation that opens a side takes the whole side; one among other terms takes its own term."""
        mark = self.i - 1
        depth = 0
        while mark >= 0:
            token = self.tokens[mark]
            if token.kind == "close":
                depth += 1
            elif token.kind == "open":
                depth -= 1
                if depth < 0:
                    return True
            elif depth == 0 and token.kind == "op" and token.text in RELATIONS | {"⇒", ",", ";"}:
                return True
            elif depth == 0 and token.kind == "op" and token.text in ("+", "-", "*", "/"):
                return False
            mark -= 1
        return True

    def is_covariance(self) -> bool:
        """Σ as a letter: nothing follows that it could sum, or it carries an inverse, a transpose or a number."""
        if not (self.token.text == "sum" and self.token.plain):
            return False
        k = self.i + 1
        last = len(self.tokens) - 1
        while k < last and self.tokens[k].text in ("_", "^"):
            group = [self.tokens[k + 1]]
            k = min(k + 2, last)
            if group[0].text == "{":
                depth = 1
                while depth and k < len(self.tokens) - 1:
                    depth += {"open": 1, "close": -1}.get(self.tokens[k].kind, 0)
                    group.append(self.tokens[k])
                    k += 1
            inner = [t.text for t in group if t.text not in ("{", "}")]
            if {"=", "∈"} & set(inner):
                return False  # a range: it sums, whatever stands above it
            if inner in (["theta"], ["phi"], ["psi"]) and self.tokens[k].text in ("(", "^"):
                return True  # Σ_θ(x_t, t)
            if inner in (["-", "1"], ["T"], ["*"]) or (all(t.isdigit() for t in inner) and inner):
                return True
        after = self.tokens[k]
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

    def binders(self, op: str) -> tuple[Binder, ...]:
        found: list[Binder] = []
        high: Node | None = None
        while self.at("_", "^"):
            mark = self.take().text
            if mark == "^":
                if self.at("{", "("):
                    opening = self.take().text
                    high = self.expression()
                    self.expect(CLOSE[opening])
                elif self.at("*"):
                    self.take()
                elif self.token.kind == "name":
                    high = Sym(self.take().text)  # one letter: the bracket after ∑ᵈ is what it sums
                else:
                    high = self.primary()
            elif self.at("{", "("):
                opening = self.take().text
                found += self.binder_list(op, CLOSE[opening])
                self.expect(CLOSE[opening])
            else:
                if self.token.kind == "num":
                    found.append(Binder(Sym("lower"), self.number(self.take())))
                    continue
                var = self.index_atom() if op != "int" else self.primary()
                if not isinstance(var, Sym):
                    raise Unreadable("the variable under the sign must be a symbol")
                if self.at("=") and op in ("sum", "prod"):
                    self.take()
                    found.append(Binder(var, self.primary()))
                elif self.at("∈", "→", "~") and op != "int":
                    self.take()
                    found.append(Binder(var, condition=Rel(("∈",), (var, self.primary()))))
                else:
                    found.append(Binder(var))
        if high is not None:
            if not found:
                found = [Binder(Sym("anonymous"), None, high)]
            found = [
                Binder(b.var, b.low, high, b.condition) if k == len(found) - 1 or b.low else b
                for k, b in enumerate(found)
            ]
        return tuple(found)

    def binder_list(self, op: str, closing: str) -> list[Binder]:
        """`i=1`, `i,j`, `ij`, `j≠i`, `z∈Z`, `i: y_i=1`, `t→∞`."""
        out: list[Binder] = []
        while not self.at(closing):
            if self.token.kind == "end":
                self.expect(closing)
            if self.at(",", ";", "\\\\"):
                self.take()
                continue
            if self.token.kind == "word":
                if self.take().text == "in" and out:  # k in S
                    out[-1] = binder_from_relation(["∈"], [out[-1].var, self.expression()])
                continue
            if self.at(":", "|") and out:
                self.take()
                condition = self.chain()
                last = out[-1]
                out[-1] = Binder(last.var, last.low, last.high, condition)
                continue
            if self.at("‖") and op in ("max", "min"):
                first = self.norm()
            elif self.token.kind == "num":
                first = self.index_item()
            else:
                first = self.binder_variable()
            if self.token.kind == "op" and self.token.text in RELATIONS:
                ops: list[str] = []
                operands: list[Node] = [first]
                while self.token.kind == "op" and self.token.text in RELATIONS:
                    ops.append(self.take().text)
                    operands.append(self.expression())
                out.append(binder_from_relation(ops, operands))
            elif isinstance(first, Sym):
                out.append(Binder(first))
            else:
                raise Unreadable("cannot read what stands under the sign; write it as i=1 or z")
        return out

    def binder_variable(self) -> Node:
        """One symbol; adjacent single letters are separate variables."""
        if self.token.kind == "accent":
            return self.accented()
        token = self.token
        if token.kind != "name":
            return self.factor()
        self.take()
        symbol = Sym(token.text)
        symbol, primes = self.scripts(symbol)
        node: Node = symbol
        for _ in range(primes):
            node = apply("prime", node)
        return primed(node)

    def integral(self, binders: tuple[Binder, ...]) -> Node:
        """`∫ f dx`: the differential closes the body; `∫ dx f` is read too."""
        variables: list[Sym] = []
        factors: list[Node] = []
        terms: list[Node] = []
        negative = False
        bounds = binders
        if self.at("-"):
            self.take()
            negative = True
        while True:
            variable = self.closing_differential()
            if variable is not None:
                variables.append(variable)
                if not factors and not terms:
                    continue
                if self.closing_differential(peek=True):
                    continue
                if terms or not (self.starts_factor()):
                    break
                break
            if self.starts_factor():
                factors.append(self.factor())
            elif self.at("*", "/", "·"):
                op = self.take().text
                if op == "/" and factors:
                    factors = [self.quotient(product(factors))]
            elif self.at("+", "-") and factors and not variables and self.differential_ahead():
                sign = self.take().text
                terms.append(product(factors))
                factors = []
                if sign == "-":
                    inner = self.factor()
                    factors = [apply("neg", inner)]
            else:
                break
        if not factors:
            raise Unreadable("nothing stands under the integral sign")
        body = product(factors)
        if terms:
            body = Apply("add", (*terms, body))
        if negative:
            body = apply("neg", body)
        limits = bounds[0] if bounds else None
        if not variables and limits is not None and limits.var.name not in ("lower", "anonymous"):
            variables = [limits.var]
        if not variables:
            raise Unreadable("the integral does not say over what; close it with dx")
        low = limits.low if limits else None
        high = limits.high if limits else None
        return Bound("int", tuple(Binder(v, low, high) for v in variables), body)

    def differential_ahead(self) -> bool:
        depth = 0
        for k in range(self.i, len(self.tokens) - 1):
            token = self.tokens[k]
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            if depth < 0:
                return False
            if depth == 0 and token.kind == "op" and token.text in RELATIONS:
                return False
            if (
                depth == 0
                and token.kind == "name"
                and token.text == "d"
                and self.tokens[k + 1].kind in ("name", "accent")
            ):
                return True
        return False

    def closing_differential(self, peek: bool = False) -> Sym | None:
        token = self.token
        if (
            token.kind != "name"
            or token.text != "d"
            or self.ahead().kind not in ("name", "accent")
            or self.ahead().text in ("d",)
        ):
            return None
        mark = self.i
        self.take()
        node = self.accented() if self.token.kind == "accent" else self.binder_variable()
        if peek or not isinstance(node, Sym):
            self.i = mark
        return node if isinstance(node, Sym) else None

    def join(self, terms: list[Node]) -> Node:
        """Add the terms; those in which an earlier sum's index stands free belong under that sum."""
        out: list[Node] = []
        for term in terms:
            host = absorbing_sum(out[-1], term) if out else None
            if host is not None:
                out[-1] = host
                self.ambiguous.add("sum")
            else:
                out.append(term)
        return out[0] if len(out) == 1 else Apply("add", tuple(out))

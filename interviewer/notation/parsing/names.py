"""Names: what applies to an argument, what multiplies, what carries an accent."""

from __future__ import annotations

from fractions import Fraction

from interviewer.notation.parsing.discrepancies import Discrepancies
from interviewer.notation.parsing.groups import (
    follows_transpose,
    is_set,
    scripted_factor,
    sliced,
    spreads,
    transposes,
    weighs,
)
from interviewer.notation.parsing.words import APPLYING, CLOSE, DISTRIBUTIONS
from interviewer.notation.tokens import Token
from interviewer.notation.tree import Apply, Call, Node, Num, Sym, apply, num
from interviewer.notation.unreadable import Unreadable

_LAWS = {"N": "Normal", "U": "Uniform"}
_BEFORE_LAW = frozenset(["~", "=", "(", "‖"])
_EXTREMES = {"lambda.max": "λ_max", "lambda.min": "λ_min"}  # eigenvalues of what stands in brackets


class Names(Discrepancies):
    """Names: what applies to an argument, what multiplies, what carries an accent."""

    def accented(self) -> Node:
        accent = self.take().text
        if self.token.kind == "accent":
            inner = self.accented()
        elif self.at("{", "("):
            opening = self.take().text
            inner = self.expression()
            self.expect(CLOSE[opening])
        else:
            inner = self.name_only()
        if isinstance(inner, Sym):
            return self.applied(Sym(f"{inner.name}.{accent}", inner.index))
        if accent == "bar" and isinstance(inner, Apply | Call):
            raise Unreadable("a bar over an expression: give it a name first")
        raise Unreadable("an accent must stand on a single symbol")

    def name_only(self) -> Sym:
        token = self.take()
        if token.kind not in ("name", "fn", "big"):
            raise Unreadable(f"expected a symbol but found '{token.text}'")
        name = {"Normal": "N", "Expectation": "E"}.get(token.text, token.text)
        return Sym(name)

    def named(self) -> Node:
        token = self.take()
        name = token.text
        if name in ("partial", "nabla") or (name == "d" and self.differential_follows(token)):
            return self.differential(name)
        if name == "half":
            return num(Fraction(1, 2))
        if name == "arg" and self.token.kind == "big":
            return self.big(prefix="arg")
        if name == "D" and self.subscript_is("KL", "JS"):
            return self.divergence(self.subscript_name())
        if name == "D" and self.at("(", "[") and self.parts_two_laws():
            return self.divergence("KL")
        if name in ("Gamma", "Exponential") and self.at("(") and (self.group_has(",") or self.group_has(";")):
            return self.distribution(name)  # with one argument it is the gamma function
        if name in ("H", "h") and self.squares_two_laws():
            return self.applied(Sym(name))
        if name in ("H",) and self.at("(", "[") and self.vocabulary.role(name) != "value":
            return self.entropy()
        apart = self.at("(", "[") and (self.group_has(";") or self.group_has(","))
        if name == "I" and apart and self.vocabulary.role("I") != "value":
            return self.mutual_information()
        if name == "I" and self.at("_") and self.script_then("(", True):
            mark = self.i
            self.take()
            law, _ = self.subscript()
            if law and self.at("(") and self.group_has(";"):
                shared = self.mutual_information()
                return Call(Sym("MI", tuple(law[:1])), shared.args, shared.given, shared.params)
            self.i = mark
        if name == "E" and self.at("‖"):
            return self.moment("Expectation")
        square_only = self.vocabulary.role("E") == "function"  # the error E_D(w) is no expectation
        if name == "E" and (self.at("[") or (self.at("_") and self.averages(square_only))):
            return self.moment("Expectation")
        if name == "V" and spreads(self.tokens, self.i, self.vocabulary.role("V") == "value"):
            return self.moment("Var")
        if name in ("indicator",) or (name == "1" and self.at("[", "{")):
            return self.indicator()
        if name in ("ones", "indicator") and (self.at("[", "{", "\\{") or (self.at("_") and self.holds_relation())):
            return self.indicator()
        if name == "Gamma" and self.at("(") and self.vocabulary.role(name) == "unknown":
            return self.distribution(name)  # or the function, of one number
        if (
            name in _LAWS
            and self.at("(")
            and self.vocabulary.role(name) != "function"
            and (name == "N" or self.vocabulary.role(name) == "unknown")
            and (self.group_has(",") or self.group_has(";") or self.group_has("|"))
        ):
            return self.distribution(_LAWS[name])
        if name == "U" and self.at("[") and self.vocabulary.role(name) == "unknown" and self.group_has(","):
            if self.i > 1 and self.tokens[self.i - 2].text in _BEFORE_LAW:
                return self.distribution("Uniform")  # U[0, a], where no entry of an array is meant
        return self.applied(Sym(name))

    def applied(self, symbol: Sym) -> Node:
        """Scripts, primes and an argument list, when the symbol takes one."""
        if self.labelled_by_next(symbol):
            symbol = Sym(symbol.name, (Sym(self.take().text),))
        symbol, primes = self.scripts(symbol)
        if self.squares_two_laws():
            self.i += 4 if self.ahead().text == "{" else 2
            return self.discrepancy(Sym(f"{symbol.name}²", symbol.index))
        if self.at("(", "[") and self.parts_two_laws():
            return self.discrepancy(symbol)
        if self.inverts(symbol):
            symbol = Sym(f"{symbol.name}.inverse", symbol.index)
        node = sliced(symbol)
        if (self.at("(") and (self.takes_argument(symbol) or (primes == 1 and self.is_slope(symbol)))) or (
            self.at("[")
            and not self.token.spaced
            and symbol.name in self.vocabulary.functions
            and not self.group_has("=")
        ):
            dressed = (
                self.vocabulary.role(symbol.name) == "value" and bool(symbol.index) and is_set(self.tokens, self.i)
            )
            called = self.call(symbol, primes)
            if dressed and self.at("=", ":=", "≡"):
                return symbol  # `σ_t(η) = …` shows on what the problem's σ_t depends
            extreme = symbol.name in _EXTREMES and len(called.args) == 1
            node = Apply(_EXTREMES[symbol.name], called.args) if extreme else called
            primes = 0
        for _ in range(primes):
            node = apply("prime", node)
        return node

    def is_slope(self, symbol: Sym) -> bool:
        """`s′(z₂)`, where letters have a layer: the derivative of an activation, whatever else goes by s."""
        if symbol.name in ("Sigma", "Phi", "Psi") and not symbol.index:
            return bool(self.vocabulary.indexed)  # Σ′(z_{l+1}), the slopes on a diagonal
        lone = not symbol.index and len(symbol.name) == 1 and symbol.name.islower()
        return lone and bool(self.vocabulary.indexed) and not self.token.spaced and self.group_is_symbol()

    def labelled_by_next(self, symbol: Sym) -> bool:
        """`pθ(x)`, `εθ(x, t)`: a parameter written right behind a distribution or a function is its label."""
        token = self.token
        if token.kind != "name" or token.spaced or token.text not in ("theta", "phi", "psi") or len(symbol.name) > 9:
            return False
        known = self.vocabulary.role(symbol.name) == "function" or symbol.name in ("p", "q")
        called = self.ahead().text in ("(", "[")
        return (known and called) or self.vocabulary.role(f"{symbol.name}_{token.text}") != "unknown"

    def inverts(self, symbol: Sym) -> bool:
        """`σ^{-1}(p)` is the inverse function; the cursor moves to its argument."""
        rest = [t.text for t in self.tokens[self.i : self.i + 6]]
        if rest != ["^", "{", "-", "1", "}", "("] or self.vocabulary.role(symbol.name) != "function":
            return False
        self.i += 5
        return True

    def takes_argument(self, symbol: Sym) -> bool:
        if symbol.name in _EXTREMES:
            return True  # λ_max(2XᵀX), λ_max(∇²L(w))
        role = self.vocabulary.role(symbol.name)
        if symbol.index and all(isinstance(i, Sym | Num) for i in symbol.index):
            key = "_".join(
                [
                    symbol.name,
                    *(i.name if isinstance(i, Sym) else str(i.value) for i in symbol.index if isinstance(i, Sym | Num)),
                ]
            )
            if self.vocabulary.role(key) != "unknown":
                role = self.vocabulary.role(key)
        if role == "unknown" and "." in symbol.name:
            role = self.vocabulary.role(symbol.name.split(".")[0])
            role = "unknown" if role == "value" else role
        if (
            role == "function"
            and symbol.name.isupper()
            and follows_transpose(self.tokens, self.i)
            and not self.group_is_symbol()
        ):
            return False  # (Xw − y)ᵀC(Xw − y)
        if role == "function":
            runs = any(isinstance(i, Sym) and i.name in ("i", "j", "k", "n", "m") for i in symbol.index)
            labelled = any(isinstance(i, Sym) and i.name in ("theta", "phi", "psi") for i in symbol.index)
            plain_value = symbol.index and not labelled and (runs or symbol.name in ("p", "q", "P", "Q", "r"))
            return (
                not plain_value
                or self.group_has(",")
                or self.group_has("|")
                or self.group_has(";")
                or self.group_is_symbol()
            )
        if self.group_has(";") or (self.group_has("|") and not self.group_has("‖") and symbol.name in "pqPfgNrm"):
            return True
        if role == "value":
            parametrised = any(isinstance(i, Sym) and i.name in ("phi", "theta", "psi") for i in symbol.index)
            parametrised = parametrised or symbol.name in self.vocabulary.outputs | self.vocabulary.either
            if symbol.name in self.vocabulary.either and transposes(self.tokens, self.i):
                return True
            objective = (
                symbol.name.split(".")[0] in ("J", "L", "F", "ELBO", "Loss", "loss")
                and self.vocabulary.role(symbol.name) == "value"
            )
            number = objective and self.ahead().kind == "num" and self.ahead(2).text == ")"
            called = parametrised or objective or is_set(self.tokens, self.i)
            return number or (called and self.group_is_symbol()) or self.group_has(",")
        if self.token.spaced and not self.group_has(","):
            return False
        remainder = symbol == Sym("o") and self.i > 1 and self.tokens[self.i - 2].text in ("+", "-")  # … + o(‖h‖)
        if self.group_has(",") or remainder:
            return True
        if symbol.name.split(".")[0] in APPLYING:
            return self.options.apply_unknown and not (weighs(symbol) and (self.group_has("-") or self.group_has("+")))
        return self.options.apply_unknown and self.group_is_symbol() and not scripted_factor(self.tokens, self.i)

    def group_is_symbol(self) -> bool:
        """`f(x)`, `g(w)`: a bracket round one bare symbol; `a(b+c)` is not."""
        k, depth = self.i + 1, 1
        inner: list[Token] = []
        while depth and k < len(self.tokens) - 1:
            token = self.tokens[k]
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            if depth:
                inner.append(token)
            k += 1
        scripts = {k for k, t in enumerate(inner) if t.text == "(" and k and inner[k - 1].text in ("{", "^")}  # z^{(i)}
        plain = [t for k, t in enumerate(inner) if k not in scripts and not (scripts and t.text == ")")]
        return (
            bool(inner)
            and all(t.kind in ("name", "accent") or t.text in ("_", "^", "{", "}") or t.kind == "num" for t in plain)
            and inner[0].kind in ("name", "accent")
        )

    def group_has(self, text: str) -> bool:
        """The bracket at the cursor holds `text` at its own level."""
        depth = 0
        for token in self.tokens[self.i :]:
            if token.kind == "open":
                depth += 1
            elif token.kind == "close":
                depth -= 1
                if depth == 0:
                    return False
            elif depth == 1 and token.text == text and token.kind == "op":
                return True
        return False

    def call(self, symbol: Sym, primes: int = 0) -> Call:
        opening = self.take().text
        args, given, params = self.argument_list(CLOSE[opening])
        if symbol.name not in DISTRIBUTIONS:  # whose parameters may be told behind a bar
            given = [_of_letter(g) for g in given]
        return Call(symbol, tuple(args), tuple(given), tuple(params), primes)

    def argument_list(self, closing: str) -> tuple[list[Node], list[Node], list[Node]]:
        """`x, z | y; θ` up to the closing bracket."""
        parts: dict[str, list[Node]] = {"args": [], "given": [], "params": []}
        mode = "args"
        bars, self.bars = self.bars, ["given"]
        while not self.at(closing):
            if self.token.kind == "end":
                self.expect(closing)
            if self.at("*", "·", "…"):
                parts[mode].append(Sym("ellipsis" if self.take().text == "…" else "dot"))
            elif self.at("|") and self.tokens[self.i - 1].text not in ("(", "[", ","):  # there it opens |z|
                self.take()
                mode = "given"
                continue
            elif self.at(";"):
                self.take()
                mode = "params"
                continue
            elif self.token.kind == "word":
                self.take()
                continue
            else:
                parts[mode].append(self.chain())
            if self.at(","):
                self.take()
            elif self.at(":"):
                self.take()
                parts[mode].append(Sym("ellipsis"))
        self.bars = bars
        self.expect(closing)
        return parts["args"], parts["given"], parts["params"]


def _of_letter(given: Node) -> Node:
    """The σ of `p(y | X, w, σ²)`: whoever knows the one knows the other. The θ^t of Q(θ|θ^t) is another θ."""
    match given:
        case Apply("pow", (Sym() as letter, Num())) | Apply("inv", (Sym() as letter,)):
            return letter
    return given

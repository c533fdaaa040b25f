"""Tokens to trees: precedence climbing over one grammar for all three scripts.

Juxtaposition is the hard part: `σ(wᵀx)` applies, `w(x+b)` multiplies, `Σᵢ yᵢ log pᵢ + (1−yᵢ) log(1−pᵢ)` sums both
terms. The vocabulary settles the first two, the free index of the last term the third.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

from interviewer.notation.limits import MAX_DEPTH, MAX_DIGITS
from interviewer.notation.tokens import Token, Unreadable
from interviewer.notation.tree import (
    ONE,
    Apply,
    Binder,
    Bound,
    Call,
    Cases,
    Deriv,
    Divergence,
    Group,
    Matrix,
    Moment,
    Node,
    Num,
    Rel,
    Sym,
    apply,
    names,
    num,
)
from interviewer.notation.vocabulary import Options, Vocabulary

RELATIONS = frozenset(
    [
        "=",
        "<=",
        ">=",
        "<",
        ">",
        "!=",
        "≈",
        "∝",
        "≡",
        ":=",
        "~",
        "∈",
        "∉",
        "⊂",
        "→",
        "←",
        "⪰",
        "≻",
        "⪯",
        "≺",
        ">>",
        "<<",
        "⊥",
    ]
)
_CLOSE = {"(": ")", "[": "]", "{": "}", "\\{": "\\}", "⟨": "⟩"}
_POSTFIX_STARTS = frozenset(["^", "_", "'", "!"])
_DIVERGENCES = {"KL": "KL", "JS": "JS", "JSD": "JS"}
_MOMENTS = frozenset(["Expectation", "Var", "Cov", "std"])
_DISTRIBUTIONS = frozenset(["Normal", "Bern", "Cat", "Uniform", "Laplace", "Beta"])
_LABELS = frozenset(
    [
        "new",
        "old",
        "MAP",
        "MLE",
        "ML",
        "ridge",
        "OLS",
        "LS",
        "opt",
        "train",
        "max",
        "min",
        "init",
        "prev",
        "next",
        "simple",
    ]
)


class Parser:
    """Reads one token list. `expression` and `chain` are the entry points; position is the only state."""

    def __init__(self, tokens: list[Token], vocabulary: Vocabulary, options: Options | None = None) -> None:
        self.tokens = tokens
        self.vocabulary = vocabulary
        self.options = options or Options()
        self.i = 0
        self.depth = 0
        self.bars: list[str] = []
        self.integrals = 0
        self.ambiguous: set[str] = set()

    # -- tokens ---------------------------------------------------------------------------------------------------

    @property
    def token(self) -> Token:
        return self.tokens[self.i]

    def ahead(self, k: int = 1) -> Token:
        return self.tokens[min(self.i + k, len(self.tokens) - 1)]

    def at(self, *texts: str) -> bool:
        return self.token.kind in ("op", "open", "close") and self.token.text in texts

    def take(self) -> Token:
        token = self.tokens[self.i]
        if token.kind == "end":
            raise Unreadable("the formula ends too early; something is missing at its end")
        self.i += 1
        return token

    def expect(self, text: str) -> None:
        if not self.at(text):
            found = "the end of the line" if self.token.kind == "end" else f"'{self.token.text}'"
            raise Unreadable(f"expected '{text}' but found {found} at column {self.token.pos + 1}")
        self.i += 1

    def skip_words(self) -> None:
        while self.token.kind == "word":
            self.i += 1

    # -- relations ------------------------------------------------------------------------------------------------

    def chain(self) -> Node:
        """`a = b ≤ c`; a single expression stays itself."""
        operands, ops = [self.expression()], []
        if self.at("|") and "given" not in self.bars and "|" not in self.bars and self.bar_conditions():
            operands[0] = self.conditioned(operands[0])
        while self.token.kind == "op" and self.token.text in RELATIONS:
            op = self.take().text
            if self.at("=") and op in (":", "≡"):
                self.take()
            ops.append(op)
            self.skip_filler()
            operands.append(self.expression())
        return Rel(tuple(ops), tuple(operands)) if ops else operands[0]

    def bar_conditions(self) -> bool:
        """`x_t | x_0 ~ N(…)`: the bar separates a variable from what it is conditioned on."""
        depth = 0
        for token in self.tokens[self.i :]:
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            if depth == 0 and token.text == "~":
                return True
        return False

    def conditioned(self, variable: Node) -> Node:
        self.take()
        given = [self.expression()]
        while self.at(","):
            self.take()
            given.append(self.expression())
        return Call(Sym("law"), (variable,), tuple(given))

    def skip_filler(self) -> None:
        """`= &` and a repeated relation at a line break of an aligned block read as one."""
        while self.at("\\\\") or (self.token.kind == "op" and self.token.text in RELATIONS and self.token.text == "="):
            self.i += 1

    # -- sums and products ----------------------------------------------------------------------------------------

    def expression(self) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Unreadable("the formula is nested too deeply; introduce a name for an inner part")
        try:
            return self._additive()
        finally:
            self.depth -= 1

    def _additive(self) -> Node:
        terms = [self.signed_term()]
        while self.at("+", "-", "±"):
            if self.at("±"):
                raise Unreadable("± says two things at once; write the two lines separately")
            if self.ahead().kind == "end" or self.ahead().text in (")", "]", "}"):
                break
            sign = self.take().text
            self.skip_line_break()
            if self.token.kind == "word" and self.token.text in ("const", "constant", "terms", "term", "other"):
                self.take()
                terms.append(Sym("const"))
                continue
            if self.at("…"):
                self.take()
                terms.append(Sym("ellipsis"))
                continue
            term = self.signed_term()
            terms.append(apply("neg", term) if sign == "-" else term)
        return self.join(terms)

    def skip_line_break(self) -> None:
        while self.at("\\\\"):
            self.i += 1

    def join(self, terms: list[Node]) -> Node:
        """Add the terms; those in which an earlier sum's index stands free belong under that sum."""
        out: list[Node] = []
        for term in terms:
            host = _absorbing_sum(out[-1], term) if out else None
            if host is not None:
                out[-1] = host
                self.ambiguous.add("sum")
            else:
                out.append(term)
        return out[0] if len(out) == 1 else Apply("add", tuple(out))

    def signed_term(self) -> Node:
        if self.at("-"):
            self.take()
            return apply("neg", self.signed_term())
        if self.at("+"):
            self.take()
            return self.signed_term()
        return self.term()

    def term(self) -> Node:
        """Products and quotients, explicit or by juxtaposition."""
        left = self.juxtaposed()
        while self.token.kind == "op" and self.token.text in ("*", "·", "/", "⊙", "⊗"):
            op = self.token.text
            if op == "*" and (self.ahead().kind in ("end", "close") or self.ahead().text in RELATIONS | {","}):
                self.take()  # a trailing star is a label: w*
                left = _label(left, "star")
                continue
            self.take()
            self.skip_line_break()
            if op == "/":
                left = self.quotient(left)
            else:
                right = self.juxtaposed()
                left = Apply({"*": "times", "·": "dot", "⊙": "hadamard", "⊗": "kron"}[op], (left, right))
        return left

    def quotient(self, left: Node) -> Node:
        """What follows a slash: tight `2σ²` stays together, `1/2 w` does not."""
        if self.at("-"):
            self.take()
            return self.quotient(apply("neg", left))
        first = self.factor()
        factors = [first]
        rest: list[Node] = []
        tight = isinstance(first, Num) or self.options.tight_slash
        while self.starts_factor():
            joined = not self.token.spaced
            if _is_differential(first) and _is_differential(self.peek_factor()):
                factors.append(self.factor())
                continue
            number_led = isinstance(first, Num) and joined and self.token.kind in ("name", "accent")
            if number_led or (tight and self.options.tight_slash and not rest):
                self.ambiguous.add("slash")
                factors.append(self.factor())
            else:
                self.ambiguous.add("slash")
                rest.append(self.factor())
        below = _product(factors)
        if isinstance(left, Apply) and left.op == "mul" and _is_differential(left.args[-1]):
            inner = _derivative(left.args[-1], below)
            if inner is not None:
                return _product([*left.args[:-1], inner, *rest])
        value = _derivative(left, below) or apply("div", left, below)
        if isinstance(value, Deriv) and _bare_operator(value) and rest:
            return Deriv(_product(rest), value.wrt, value.style)
        return _product([value, *rest]) if rest else value

    def peek_factor(self) -> Node | None:
        """The next factor without consuming it, when it is a differential."""
        if self.token.text not in ("partial", "d"):
            return None
        mark = self.i
        try:
            return self.factor()
        except Unreadable:
            return None
        finally:
            self.i = mark

    def starts_factor(self) -> bool:
        token = self.token
        if self.integrals and token.text == "d" and token.kind == "name" and self.ahead().kind in ("name", "accent"):
            return False  # the differential that closes the integral
        if token.kind in ("num", "name", "big", "fn", "accent", "frac", "sqrt", "matrix"):
            return True
        if token.kind == "open":
            return True
        if token.text == "‖":
            return "‖" not in self.bars
        if token.text == "|":
            return "|" not in self.bars and self.opens_bar()
        return False

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

    def juxtaposed(self) -> Node:
        factors = [self.factor()]
        while self.starts_factor():
            factors.append(self.factor())
        return self.product(factors)

    def product(self, factors: list[Node]) -> Node:
        """`∂/∂w f`, `∇ f` and `d/dz f` act on what follows them."""
        for k, factor in enumerate(factors):
            if isinstance(factor, Deriv) and _bare_operator(factor) and k + 1 < len(factors):
                return _product([*factors[:k], Deriv(self.product(factors[k + 1 :]), factor.wrt, factor.style)])
        return _product(factors)

    # -- factors --------------------------------------------------------------------------------------------------

    def factor(self) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH * 2:
            raise Unreadable("the formula is nested too deeply; introduce a name for an inner part")
        try:
            return self.postfix(self.primary())
        finally:
            self.depth -= 1

    def primary(self) -> Node:
        token = self.token
        match token.kind:
            case "num":
                self.take()
                return self.number(token)
            case "accent":
                return self.accented()
            case "name":
                return self.named()
            case "fn":
                return self.function()
            case "big":
                return self.covariance() if self.is_covariance() else self.big()
            case "frac":
                self.take()
                above, below = self.fraction_part(), self.fraction_part()
                return _derivative(above, below) or apply("div", above, below)
            case "sqrt":
                return self.root()
            case "matrix":
                return self.matrix()
            case "open":
                return self.bracket()
            case "op":
                if token.text == "‖":
                    return self.norm()
                if token.text == "|":
                    return self.bar()
                if token.text == "…":
                    self.take()
                    return Sym("ellipsis")
                if token.text in ("*", "·"):
                    self.take()
                    return Sym("dot")
        what = "the line ends" if token.kind == "end" else f"there is '{token.text}'"
        raise Unreadable(f"a value is expected where {what} (column {token.pos + 1})")

    def number(self, token: Token) -> Num:
        if len(token.text) > MAX_DIGITS:
            raise Unreadable("the number is too long; round it")
        return Num(Fraction(token.text))

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

    def accented(self) -> Node:
        accent = self.take().text
        if self.token.kind == "accent":
            inner = self.accented()
        elif self.at("{", "("):
            opening = self.take().text
            inner = self.expression()
            self.expect(_CLOSE[opening])
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
        if name in ("H",) and self.at("(", "[") and self.vocabulary.role(name) != "value":
            return self.entropy()
        if name == "I" and self.at("(") and self.vocabulary.role("I") != "value" and self.group_has(";"):
            return self.mutual_information()
        if name == "E" and (self.at("[") or (self.at("_") and self.script_then("["))):
            return self.moment("Expectation")
        if name == "V" and self.at("[") and self.vocabulary.role("V") != "value":
            return self.moment("Var")
        if name in ("indicator",) or (name == "1" and self.at("[", "{")):
            return self.indicator()
        if name in ("ones", "indicator") and self.at("[", "{", "\\{"):
            return self.indicator()
        if (
            name == "N"
            and self.at("(")
            and self.vocabulary.role("N") != "function"
            and (self.group_has(",") or self.group_has(";") or self.group_has("|"))
        ):
            return self.distribution("Normal")
        return self.applied(Sym(name))

    def applied(self, symbol: Sym) -> Node:
        """Scripts, primes and an argument list, when the symbol takes one."""
        symbol, primes = self.scripts(symbol)
        node: Node = symbol
        if (self.at("(") and self.takes_argument(symbol)) or (
            self.at("[")
            and not self.token.spaced
            and symbol.name in self.vocabulary.functions
            and not self.group_has("=")
        ):
            node = self.call(symbol, primes)
            primes = 0
        for _ in range(primes):
            node = apply("prime", node)
        return node

    def takes_argument(self, symbol: Sym) -> bool:
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
        if role == "function":
            plain_value = symbol.index and symbol.name in ("p", "q", "P", "Q", "r")
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
            return parametrised and self.group_is_symbol()
        if self.token.spaced and not self.group_has(","):
            return False
        if self.group_has(","):
            return True
        if symbol.name.split(".")[0] in (
            "f",
            "g",
            "h",
            "F",
            "G",
            "phi",
            "psi",
            "ell",
            "l",
            "J",
            "L",
            "Q",
            "p",
            "q",
            "P",
            "H",
            "s",
            "u",
            "v",
            "R",
            "KL",
            "O",
            "Theta",
            "Omega",
        ):
            return self.options.apply_unknown
        return self.options.apply_unknown and self.group_is_symbol()

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
        return (
            bool(inner)
            and all(t.kind in ("name", "accent") or t.text in ("_", "^", "{", "}") or t.kind == "num" for t in inner)
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
        args, given, params = self.argument_list(_CLOSE[opening])
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
            elif self.at("|"):
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

    # -- scripts --------------------------------------------------------------------------------------------------

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
            elif (
                self.at("*")
                and not self.token.spaced
                and (self.ahead().kind in ("end", "close") or self.ahead().text in RELATIONS | {",", "_"})
            ):
                self.take()
                label += ".star"
            elif self.at("^"):
                mark = self.i
                self.take()
                kind, value = self.superscript(symbol)
                if kind == "index":
                    index_high += value
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

    def subscript(self) -> tuple[list[Node], str]:
        """Indices and a label such as `.old`."""
        if not self.at("{", "("):
            token = self.token
            if token.kind == "num" or (
                token.kind == "name" and not token.plain and token.text not in ("partial", "nabla")
            ):
                self.take()
                if token.kind == "num":
                    return [self.number(token)], ""
                return self.index_of(Sym(token.text))
            if token.kind in ("name", "fn", "word", "big"):
                self.take()
                return [], f".{_short(token.text)}"
            if token.kind == "accent":
                return [self.accented()], ""
            if token.text == "*":
                self.take()
                return [], ".star"
            raise Unreadable(f"cannot read the subscript at column {token.pos + 1}")
        opening = self.take().text
        closing = _CLOSE[opening]
        items: list[Node] = []
        label = ""
        while not self.at(closing):
            token = self.token
            if token.kind == "end":
                self.expect(closing)
            if token.kind in ("word", "big") or token.kind == "fn" or (token.kind == "name" and token.plain):
                self.take()
                label += f".{_short(token.text)}"
            elif self.at(",", ";"):
                self.take()
            elif self.at("*"):
                self.take()
                label += ".star"
            elif self.at(":"):
                self.take()
                items.append(Sym("colon"))
            elif self.at("<", "<=", ">", ">="):
                items.append(Sym({"<": "before", "<=": "upto", ">": "after", ">=": "from"}[self.take().text]))
            elif (self.at("!=", "-", "+") and self.ahead().text in (closing, ",")) or self.at(
                "|", "~", "→", "=", "∈", "‖"
            ):
                label += "." + self.take().text
            elif self.at("-") and not items:
                self.take()
                items.append(apply("neg", self.index_item()))
            elif self.at("["):
                self.take()
                items.append(self.expression())
                self.expect("]")
            else:
                items.append(self.index_item())
        self.expect(closing)
        out: list[Node] = []
        for item in items:
            if isinstance(item, Sym) and not item.index and self.is_label(item.name):
                label += f".{item.name}"
            else:
                out.append(item)
        return out, label

    def index_of(self, symbol: Sym) -> tuple[list[Node], str]:
        return ([], f".{symbol.name}") if self.is_label(symbol.name) else ([symbol], "")

    def is_label(self, name: str) -> bool:
        """Capitals and words label a symbol (`W_Q`, `w_MAP`); index letters and sizes index it."""
        if name in _LABELS or (len(name) > 1 and not name.islower()):
            return True
        return len(name) == 1 and name.isupper() and name not in ("T", "L", "N", "K", "M", "D", "C")

    def index_item(self) -> Node:
        """`i`, `i+1`, `2t`: additive, but adjacent letters are separate indices."""
        left = self.index_atom()
        while self.at("+", "-") and self.ahead().kind in ("num", "name", "open"):
            sign = self.take().text
            right = self.index_atom()
            left = apply("add", left, right if sign == "+" else apply("neg", right))
        return left

    def index_atom(self) -> Node:
        token = self.token
        if token.kind == "num":
            self.take()
            value = self.number(token)
            if (
                self.token.kind == "name"
                and not self.token.spaced
                and self.token.text in ("n", "d", "k", "t", "i", "j")
            ):
                return apply("mul", value, self.index_atom())
            return value
        if token.kind == "name":
            self.take()
            node: Node = Sym(token.text)
            if self.at("_"):
                self.take()
                low, label = self.subscript()
                node = Sym(token.text + label, tuple(low))
            if self.at("(") and not self.token.spaced and token.text in self.vocabulary.functions:
                node = self.call(Sym(token.text))
            while self.at("'"):
                self.take()
                node = _primed(apply("prime", node))
            return node
        if token.kind == "accent":
            return self.accented()
        if token.kind == "open":
            opening = self.take().text
            node = self.chain()
            self.expect(_CLOSE.get(opening, opening))
            return node
        if token.kind in ("sqrt", "frac"):
            return self.primary()
        raise Unreadable(f"cannot read the index at column {token.pos + 1} ('{token.text}')")

    def superscript(self, symbol: Sym) -> tuple[str, Any]:
        """Decide what a superscript on a symbol means: an index in brackets, a label, or (anything else) a power."""
        mark = self.i
        braced = self.at("{")
        if braced:
            self.take()
        closing = "}" if braced else None
        result: tuple[str, Any] = ("power", None)
        if symbol.name in self.vocabulary.indexed and self.token.text not in ("T", "t", "(", "[", "*", "-"):
            try:
                node = self.index_item() if braced else self.index_atom()
                if _index_like(node) and (not braced or self.at("}")):
                    if braced:
                        self.expect("}")
                    return "index", [node]
            except Unreadable:
                pass
            self.i = mark + 1 if braced else mark
        if self.at("(", "[") and (braced or symbol.name not in ("e",)):
            opening = self.take().text
            inner = self.tokens[self.i]
            try:
                node = self.index_item() if not (inner.kind == "name" and inner.plain) else Sym(self.take().text)
                simple = self.at(_CLOSE[opening]) and _index_like(node)
                if simple:
                    self.take()
                    if not braced or self.at("}"):
                        result = (
                            ("label", f".{node.name}")
                            if isinstance(node, Sym) and (node.name in _LABELS or inner.plain)
                            else ("index", [node])
                        )
                    elif braced and self.token.text == "T" and self.ahead().text == "}":
                        self.take()
                        self.take()
                        self.tokens[self.i : self.i] = [Token("op", "^", 0), Token("name", "T", 0)]
                        return "index", [node]
            except Unreadable:
                pass
        elif symbol.name not in ("Reals", "Naturals", "Integers") and self.token.kind in ("name", "word", "fn", "big"):
            token = self.take()
            alone = not braced or self.at("}")
            if alone and token.text in ("star",):
                result = ("label", ".star")
            elif (
                alone
                and (token.plain or token.text in _LABELS or token.kind in ("word", "big"))
                and token.text not in ("T", "t")
            ):
                result = ("label", f".{_short(token.text)}")
            elif alone and len(token.text) == 1 and token.text.isupper() and token.text in "QKVOF":
                result = ("label", f".{token.text}")
        elif self.at("*") and (not braced or self.ahead().text == "}"):
            self.take()
            result = ("label", ".star")
        elif self.at("'"):
            self.take()
            result = ("prime", None)
        elif self.at("+", "-") and braced and self.ahead().text == "}":
            result = ("label", "." + self.take().text)
        if result[0] == "power":
            self.i = mark
        elif braced:
            self.expect(closing or "}")
        return result

    def postfix(self, node: Node) -> Node:
        """Powers, transposes, inverses, primes after any factor."""
        while True:
            if self.at("^"):
                self.take()
                node = self.power(node)
            elif self.at("'"):
                self.take()
                node = apply("prime", node)
            elif self.at("!") and not self.token.spaced:
                self.take()
                node = apply("factorial", node)
            elif self.at("_") and not isinstance(node, Sym):
                self.take()
                low, label = self.subscript()
                if label and not low:
                    raise Unreadable("a label on an expression; give the expression a name first")
                node = Apply("index", (node, *low))
            else:
                return node

    def power(self, node: Node) -> Node:
        token = self.token
        if self.at("{"):
            self.take()
            if self.at("(", "[") and isinstance(node, Call | Apply) and self.index_group():
                raise Unreadable("an index in brackets on an expression; put it on the symbol")
            out = self.power_body(node, "}")
            self.expect("}")
            return out
        if token.kind == "num":
            self.take()
            return apply("pow", node, self.number(token))
        if token.kind == "name":
            self.take()
            if token.text == "T" and node == ONE:
                return apply("T", Sym("ones"))
            if token.text in ("T", "t") and self.transposes(node, token.text):
                return apply("T", node)
            exponent: Node = Sym(token.text)
            if self.at("_"):
                exponent = self.applied(Sym(token.text))
            return apply("pow", node, exponent)
        if self.at("-"):
            self.take()
            if self.token.kind == "num":
                return self.inverse_or_power(node, apply("neg", self.number(self.take())))
            if self.token.text == "T":
                self.take()
                return apply("T", apply("inv", node))
            return apply("pow", node, apply("neg", self.factor()))
        if self.at("("):
            self.take()
            out = self.power_body(node, ")")
            self.expect(")")
            return out
        if self.at("*"):
            self.take()
            return _label(node, "star")
        if token.kind in ("frac", "accent", "sqrt"):
            return apply("pow", node, self.primary())
        if self.at("'"):
            self.take()
            return apply("prime", node)
        raise Unreadable(f"cannot read the exponent at column {token.pos + 1}")

    def index_group(self) -> bool:
        return (
            self.tokens[self.i + 1].text in ("i", "l", "t", "j")
            and self.tokens[self.i + 2].kind == "close"
            and self.tokens[self.i + 3].text == "}"
        )

    def power_body(self, node: Node, closing: str) -> Node:
        if (
            self.token.text in ("T", "t")
            and self.token.kind == "name"
            and self.ahead().text == closing
            and self.transposes(node, self.token.text)
        ):
            self.take()
            return apply("T", node)
        if self.token.text == "T" and self.ahead().text == closing and node == ONE:
            self.take()
            return apply("T", Sym("ones"))
        if self.at("-") and self.ahead().text == "T":
            self.take(), self.take()
            return apply("T", apply("inv", node))
        if self.at("-") and self.ahead().text == "1" and self.ahead(2).text == "T":
            self.take(), self.take(), self.take()
            return apply("T", apply("inv", node))
        exponent = self.expression()
        return self.inverse_or_power(node, exponent)

    @staticmethod
    def inverse_or_power(node: Node, exponent: Node) -> Node:
        if exponent == apply("neg", ONE):
            return apply("inv", node)
        return apply("pow", node, exponent)

    def transposes(self, node: Node, mark: str) -> bool:
        if isinstance(node, Num) or (isinstance(node, Apply) and node.op in ("div",) and mark == "t"):
            return False
        return mark == "T" or (mark == "t" and isinstance(node, Sym) and node.name.isupper())

    # -- brackets -------------------------------------------------------------------------------------------------

    def bracket(self) -> Node:
        opening = self.take().text
        closing = _CLOSE.get(opening)
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
        if len(items) == 1 and opening not in ("\\{",):
            inner = items[0]
            if isinstance(inner, Rel):
                return apply("indicator", inner) if opening == "[" else Group("(", (inner,))
            return inner
        return Group(opening, tuple(items))

    def norm(self) -> Node:
        self.take()
        self.bars.append("‖")
        inner = self.expression()
        self.expect("‖")
        self.bars.pop()
        order: Node = num(2)
        if self.at("_"):
            self.take()
            low, label = self.subscript()
            order = (
                low[0] if low else Sym({".F": "F", ".1": "one", ".op": "op", ".2": "two"}.get(label, label.strip(".")))
            )
            if order == Sym("F"):
                order = Sym("F")
        return apply("norm", inner, order)

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
            self.expect(_CLOSE[opening])
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

    # -- names that bind ------------------------------------------------------------------------------------------

    def big(self, prefix: str = "") -> Node:
        op = prefix + self.take().text
        if op in ("max", "min") and self.at("(", "{", "\\{") and (self.group_has(",")):
            opening = self.take().text
            args, _, _ = self.argument_list(_CLOSE[opening])
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
            if self.at("(", "[", "{", "\\{") or not self.optimisation_extends():
                return Bound(op, binders, self.juxtaposed() if self.at("(", "[", "{", "\\{") else self.term())
            return Bound(op, binders, self.expression())
        return Bound(op, binders, self.signed_term() if self.at("-") else self.term())

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
        while self.tokens[k].text in ("_", "^"):
            group = [self.tokens[k + 1]]
            k += 2
            if group[0].text == "{":
                depth = 1
                while depth and k < len(self.tokens) - 1:
                    depth += {"open": 1, "close": -1}.get(self.tokens[k].kind, 0)
                    group.append(self.tokens[k])
                    k += 1
            inner = [t.text for t in group if t.text not in ("{", "}")]
            if inner in (["-", "1"], ["T"], ["*"]) or (all(t.isdigit() for t in inner) and inner):
                return True
        after = self.tokens[k]
        if after.kind in ("end", "close", "word"):
            return True
        if after.text in ("|", "‖"):
            return after.text in self.bars
        return after.kind == "op" and after.text not in ("-", "|", "‖", "…")

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
                    self.expect(_CLOSE[opening])
                elif self.at("*"):
                    self.take()
                else:
                    high = self.primary()
            elif self.at("{", "("):
                opening = self.take().text
                found += self.binder_list(op, _CLOSE[opening])
                self.expect(_CLOSE[opening])
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
                self.take()
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
                out.append(_binder_from_relation(ops, operands))
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
        return _primed(node)

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
                if op == "/":
                    factors = [self.quotient(_product(factors))]
            elif self.at("+", "-") and factors and not variables and self.differential_ahead():
                sign = self.take().text
                terms.append(_product(factors))
                factors = []
                if sign == "-":
                    inner = self.factor()
                    factors = [apply("neg", inner)]
            else:
                break
        if not factors:
            raise Unreadable("nothing stands under the integral sign")
        body = _product(factors)
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

    # -- functions ------------------------------------------------------------------------------------------------

    def function(self) -> Node:
        token = self.take()
        name = token.text
        if name in _DIVERGENCES and self.vocabulary.role(name) != "value":
            return self.divergence(name)
        if name in _MOMENTS:
            return self.moment(name)
        if name in _DISTRIBUTIONS and self.at("(", "["):
            return self.distribution(name)
        if name == "E" and (self.at("[") or self.at("_")):
            return self.moment("Expectation")
        if name in ("E", "I", "H"):
            self.i -= 1
            self.tokens[self.i] = Token("name", name, token.pos, token.spaced)
            return self.named()
        if name in ("Pr",):
            return self.applied(Sym("P"))
        if name in _DISTRIBUTIONS:
            return self.applied(Sym("N" if name == "Normal" else name))
        return self.apply_function(name, token)

    def apply_function(self, name: str, token: Token) -> Node:
        """`log x`, `log(x)`, `log² x`, `softmax_j(z)`; without an argument it is the bare function."""
        exponent: Node | None = None
        primes = 0
        index: list[Node] = []
        while self.at("^", "_", "'"):
            mark = self.take().text
            if mark == "'":
                primes += 1
            elif mark == "_":
                low, label = self.subscript()
                if name == "log" and low == [num(2)]:
                    name = "log2"
                elif not (name == "log" and ((low and low[0] in (Sym("e"), num(10))) or label)):
                    index += low
            elif self.at("'"):
                self.take()
                primes += 1
            else:
                exponent = self.power(Sym("hole"))
        if exponent == apply("inv", Sym("hole")) and name in ("diag", "sigmoid"):
            exponent = None if name == "sigmoid" else exponent
        node: Node
        if self.at("(", "[", "{") and not (False):
            opening = self.token.text
            bars, self.bars = self.bars, []
            self.take()
            args, _, _ = self.function_arguments(_CLOSE[opening])
            self.bars = bars
            node = Apply(name, tuple(args)) if not primes else Call(Sym(name), tuple(args), primes=primes)
        elif self.starts_factor():
            argument = self.bare_argument(name)
            node = Apply(name, (argument,))
        else:
            node = Sym(name)
            for _ in range(primes):
                node = apply("prime", node)
            return node if exponent is None else _fill(exponent, node)
        if index:
            node = Apply("index", (node, *index))
        return node if exponent is None else _fill(exponent, node)

    def function_arguments(self, closing: str) -> tuple[list[Node], list[Node], list[Node]]:
        args: list[Node] = []
        while not self.at(closing):
            if self.token.kind == "end":
                self.expect(closing)
            if self.token.kind == "word":
                self.take()
            elif self.at("…"):
                self.take()
                args.append(Sym("ellipsis"))
            else:
                args.append(self.chain())
            if self.at(",", ";", "\\\\", "|"):
                self.take()
        self.expect(closing)
        return args, [], []

    def bare_argument(self, name: str) -> Node:
        """What `log` takes without brackets: the factors up to the next plus sign; ratios too when greedy."""
        factors = [self.factor()]
        while self.starts_factor() and self.token.kind not in ("fn", "big") and not self.at("(", "["):
            self.ambiguous.add("function")
            if not self.options.greedy_functions:
                return _product(factors)
            factors.append(self.factor())
        node = _product(factors)
        if self.at("/"):
            self.ambiguous.add("function")
            if self.options.greedy_functions:
                self.take()
                node = self.quotient(node)
        return node

    def moment(self, op: str) -> Node:
        """`E_q[f]`, `E_{z~q}[f]`, `E[f | x]`, `Var(q·k)`, `Cov(a, b)`."""
        over: Node | None = None
        if self.at("_"):
            self.take()
            if self.at("{", "("):
                opening = self.take().text
                bars, self.bars = self.bars, []
                items = [self.chain()]
                while self.at(",", "\\\\", ";"):
                    self.take()
                    items.append(self.chain())
                if self.at("|"):
                    self.take()
                    given = [self.chain()]
                    while self.at(",", ";"):
                        self.take()
                        given.append(self.chain())
                    items = [Call(Sym("p"), tuple(items), tuple(given))]
                self.bars = bars
                self.expect(_CLOSE[opening])
                over = items[0] if len(items) == 1 else Group("(", tuple(items))
            else:
                over, _ = self.scripts(self.name_only()) if self.token.kind == "name" else (self.primary(), 0)
                if self.at("(") and isinstance(over, Sym) and self.group_has("|"):
                    over = self.call(over)
                if self.at("~"):
                    self.take()
                    over = Rel(("~",), (over, self.factor()))
        kind = {"Expectation": "E"}.get(op, op)
        if self.at("[", "(", "{", "\\{"):
            opening = self.take().text
            bars, self.bars = self.bars, ["given"]
            args, given, _ = self.argument_list(_CLOSE[opening])
            self.bars = bars
            return Moment(kind, tuple(args), over, tuple(given))
        return Moment(kind, (self.term(),), over)

    def divergence(self, kind: str) -> Node:
        op = _DIVERGENCES.get(kind, "KL")
        if self.at("_"):
            self.take()
            self.subscript()
        opening = self.take().text
        if opening not in _CLOSE:
            raise Unreadable("write the divergence as KL(q || p)")
        closing = _CLOSE[opening]
        bars, self.bars = self.bars, ["‖", "given"]
        first = self.distribution_side()
        while self.at("‖", "|", ",", ";"):
            self.take()
        second = self.distribution_side()
        self.bars = bars
        self.expect(closing)
        return Divergence(op, first, second)

    def distribution_side(self) -> Node:
        node = self.expression()
        if self.at("|") and self.ahead().text != "|":
            mark = self.i
            self.take()
            if self.at("|"):
                self.i = mark
        return node

    def distribution(self, name: str) -> Node:
        """`N(x; μ, Σ)`, `N(x | μ, Σ)` or `N(μ, Σ)`: args is the point, params the parameters."""
        opening = self.take().text
        args, given, params = self.argument_list(_CLOSE[opening])
        tail = given + params
        if tail:
            return Call(Sym(name), tuple(args), (), tuple(tail))
        return Call(Sym(name), (), (), tuple(args))

    def entropy(self) -> Node:
        opening = self.take().text
        args, given, _ = self.argument_list(_CLOSE[opening])
        return Call(Sym("H"), tuple(args), tuple(given))

    def mutual_information(self) -> Node:
        self.take()
        args, given, params = self.argument_list(")")
        return Call(Sym("MI"), tuple(args), tuple(given), tuple(params))

    def indicator(self) -> Node:
        if self.at("_"):
            self.take()
            opening = self.take().text
            node = self.chain()
            self.expect(_CLOSE[opening])
            return apply("indicator", node)
        if not self.at("(", "[", "{", "\\{"):
            return Sym("ones")
        opening = self.take().text
        node = self.chain()
        self.expect(_CLOSE[opening])
        return apply("indicator", node)

    def subscript_is(self, *texts: str) -> bool:
        if not self.at("_"):
            return False
        inner = [t.text for t in self.tokens[self.i + 1 : self.i + 6] if t.text not in ("{", "}")]
        return bool(inner) and (inner[0] in texts or "".join(inner[:2]) in texts)

    def subscript_name(self) -> str:
        self.take()
        text = ""
        if self.at("{"):
            self.take()
            while not self.at("}"):
                text += self.take().text
            self.take()
        else:
            text = self.take().text
            if text == "K" and self.token.text == "L":
                text += self.take().text
        return text

    def script_then(self, opening: str) -> bool:
        """The subscript at the cursor is followed by an opening bracket."""
        k = self.i + 1
        if self.tokens[k].text == "{":
            depth = 0
            while k < len(self.tokens) - 1:
                depth += {"open": 1, "close": -1}.get(self.tokens[k].kind, 0)
                k += 1
                if depth == 0:
                    break
        else:
            k += 1
            if self.tokens[k].text == "(":
                return True
        return self.tokens[min(k, len(self.tokens) - 1)].text == opening

    # -- derivatives ----------------------------------------------------------------------------------------------

    def differential_follows(self, token: Token) -> bool:
        """`dL` is a differential; `d_k`, `d·n` and a lone `d` are not."""
        after = self.token
        if after.kind in ("name", "accent") and not after.spaced and after.text not in ("T",):
            return self.vocabulary.role("d") != "value" or self.differential_context()
        if after.text == "(" and not after.spaced:
            rest = self.tokens[self.i + 1 :]
            return any(a.text == "d" and b.kind == "name" and not b.spaced for a, b in pairwise(rest))
        if after.kind == "fn" and not after.spaced and after.text in ("sigmoid", "softmax"):
            return True
        if after.kind == "name" and self.ahead().text == "/" and self.ahead(2).text == "d":
            return True
        if after.text == "^" and self.ahead().text in ("2", "{") and self.ahead(2).kind in ("name", "num"):
            return self.ahead().text == "2" and self.ahead(2).kind == "name"
        return (after.text == "/" and self.ahead().text == "d") or (
            after.text == "}" and self.ahead().text == "{" and self.ahead(2).text == "d"
        )

    def differential_context(self) -> bool:
        """With d a size of the problem, `dL` is a differential inside a quotient of two, or where `d w` can be nothing else."""
        after = self.token
        previous = self.tokens[self.i - 2] if self.i >= 2 else None
        if previous is not None and (previous.text in ("/", "{", "(") or previous.kind == "frac"):
            return True
        for k in range(self.i, min(self.i + 14, len(self.tokens) - 1)):
            if (self.tokens[k].text == "/" and self.tokens[k + 1].text in ("d", "(")) or (
                self.tokens[k].text == "}" and self.tokens[k + 1].text == "{" and self.tokens[k + 2].text == "d"
            ):
                return True
        if previous is None or previous.kind == "word" or previous.text in RELATIONS | {"+", "-", ",", "⇒"}:
            return after.kind == "name" and (len(after.text) > 1 or after.text.isalpha())
        return (
            (previous.kind == "name" and previous.text in ("T",))
            or previous.text == "}"
            or previous.kind in ("close", "name")
        )

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
            body = self.grad_body()
            return Deriv(body, variables, "grad")
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

    def grad_body(self) -> Node:
        factors = [self.factor()]
        if isinstance(factors[0], Num | Deriv) or not isinstance(factors[0], Sym | Call):
            while self.starts_factor():
                factors.append(self.factor())
        elif isinstance(factors[0], Sym):
            while self.starts_factor() and isinstance(factors[-1], Sym | Apply):
                factors.append(self.factor())
        return _product(factors)


# -- helpers without state ----------------------------------------------------------------------------------------


def _is_differential(node: Node | None) -> bool:
    return isinstance(node, Apply) and node.op == "differential"


def _short(text: str) -> str:
    return {"Normal": "N", "Expectation": "E"}.get(text, text)


def _index_like(node: Node) -> bool:
    if isinstance(node, Num):
        return node.value.denominator == 1
    if isinstance(node, Sym):
        return True
    return isinstance(node, Apply) and node.op in ("add", "neg") and all(_index_like(a) for a in node.args)


def _label(node: Node, label: str) -> Node:
    if isinstance(node, Sym):
        return Sym(f"{node.name}.{label}", node.index)
    return node


def _product(factors: list[Node]) -> Node:
    return factors[0] if len(factors) == 1 else Apply("mul", tuple(factors))


def _fill(template: Node, node: Node) -> Node:
    if template == Sym("hole"):
        return node
    if isinstance(template, Apply):
        return Apply(template.op, tuple(_fill(a, node) for a in template.args))
    return template


def _primed(node: Node) -> Node:
    """A primed bound variable is a name of its own: z' becomes the symbol `z.prime`."""
    if isinstance(node, Apply) and node.op == "prime":
        inner = _primed(node.args[0])
        if isinstance(inner, Sym):
            return Sym(inner.name + ".prime", inner.index)
    return node


def _bare_operator(node: Deriv) -> bool:
    return node.body == Sym("hole")


def _differential_parts(node: Node) -> list[tuple[Node, int, str]] | None:
    """The differentials whose product `node` is, as (variable, order, style); None when it is not one."""
    if isinstance(node, Apply) and node.op == "differential":
        body, order, style = node.args
        assert isinstance(order, Num)
        assert isinstance(style, Sym)
        if isinstance(body, Apply) and body.op == "pow" and isinstance(body.args[1], Num) and body.args[1].value == 2:
            return [(body.args[0], 2, style.name)]
        if isinstance(body, Apply) and body.op == "T":
            return [(body.args[0], int(order.value), style.name), (body, 0, "transposed")]
        return [(body, int(order.value), style.name)]
    if isinstance(node, Apply) and node.op == "mul":
        parts = [_differential_parts(a) for a in node.args]
        if all(p is not None for p in parts):
            return [x for p in parts if p for x in p]
    if isinstance(node, Apply) and node.op == "pow" and isinstance(node.args[1], Num):
        inner = _differential_parts(node.args[0])
        if inner is not None and node.args[1].value == 2:
            return [(v, 2, s) for v, _, s in inner]
    return None


def _derivative(above: Node, below: Node) -> Node | None:
    """`∂L/∂w`, `d/dz`, `∂²L/∂w∂w`, `∂(Σ…)/∂w`: a quotient of differentials is a derivative."""
    lower = _differential_parts(below)
    if lower is None:
        return None
    wrt: list[Node] = []
    for variable, order, style in lower:
        if style != "transposed":
            wrt += [variable] * max(order, 1)
    wrt = [w.args[0] if isinstance(w, Apply) and w.op == "T" else w for w in wrt]
    factors = above.args if isinstance(above, Apply) and above.op == "mul" else (above,)
    head, rest = factors[0], list(factors[1:])
    if not (isinstance(head, Apply) and head.op == "differential"):
        return None
    body, order, style = head.args
    assert isinstance(order, Num)
    assert isinstance(style, Sym)
    if order.value == 2 and len(wrt) == 1:
        wrt *= 2
    if rest:
        body = _product([*([] if body == Sym("hole") else [body]), *rest])
    return Deriv(body, tuple(wrt), style.name)


def _binder_from_relation(ops: list[str], operands: list[Node]) -> Binder:
    first = operands[0]
    if len(ops) == 2 and isinstance(operands[1], Sym):
        return Binder(operands[1], condition=Rel(tuple(ops), tuple(operands)))
    if isinstance(first, Group) and first.items and isinstance(first.items[0], Sym):
        first = first.items[0]
    if not isinstance(first, Sym):
        inner = next((n for n in (first.args if isinstance(first, Apply) else ()) if isinstance(n, Sym)), None)
        if inner is None:
            raise Unreadable("the condition under the sign must name its variable first")
        return Binder(inner, condition=Rel(tuple(ops), tuple(operands)))
    if ops == ["="]:
        return Binder(first, low=operands[1])
    return Binder(first, condition=Rel(tuple(ops), tuple(operands)))


def _free_indices(node: Node) -> set[str]:
    """Names that stand as indices in `node` and are not bound inside it."""
    found: set[str] = set()
    match node:
        case Bound(_, binders, body):
            bound = {b.var.name for b in binders}
            inner = _free_indices(body)
            for b in binders:
                for part in (b.low, b.high):
                    if part is not None:
                        inner |= _free_indices(part)
            return inner - bound
        case Sym(_, index):
            for item in index:
                found |= names(item)
            return found
    from interviewer.notation.tree import children

    for child in children(node):
        found |= _free_indices(child)
    return found


def _absorbing_sum(left: Node, term: Node) -> Node | None:
    """`left` with `term` moved under its sum, when the sum's index is free in `term`."""
    match left:
        case Bound(op, binders, body) if op in ("sum", "prod"):
            if {b.var.name for b in binders} & _free_indices(term):
                if op == "prod":
                    return None
                return Bound(
                    op,
                    binders,
                    Apply("add", (*(body.args if isinstance(body, Apply) and body.op == "add" else (body,)), term)),
                )
        case Apply("neg", (inner,)):
            host = _absorbing_sum(inner, _negated(term))
            return apply("neg", host) if host is not None else None
        case Apply("mul", args):
            host = _absorbing_sum(args[-1], term)
            return Apply("mul", (*args[:-1], host)) if host is not None else None
    return None


def _negated(term: Node) -> Node:
    return term.args[0] if isinstance(term, Apply) and term.op == "neg" else apply("neg", term)

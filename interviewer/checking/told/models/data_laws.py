"""The law of the data that a chain begins with, told by the candidate: `x_0 ~ N(m, v I)`, `q(x_0) = N(0, s²)`."""

from __future__ import annotations

from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.size_equations import at_sizes
from interviewer.checking.problem.world import Definition, Letter, key_of
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.told.gaussian_priors import MOST_PIECES, listed
from interviewer.checking.told.models.processes import chain_of, only_bounds
from interviewer.notation.statements import clauses_read
from interviewer.notation.tree import ONE, ZERO, Apply, Call, Node, Rel, Sym, transform, walk


def with_data_law(scope: Scope, text: str) -> Scope:
    """The scope after a line that says nothing but such a law; the same after any other."""
    if (chain := chain_of(scope)) is None:
        return scope
    clauses = clauses_read(text, scope.vocabulary)
    laws = [law for c in clauses if (law := _law(c.node, chain)) is not None]
    if len(laws) != 1 or sum(not only_bounds(c) for c in clauses) != 1:
        return scope
    mean, spread = laws[0].params
    variance = _per_component(spread)
    first = scope.letter(f"{chain}_0")
    if variance is None or first is None:
        return scope
    plain = Sym("I") not in walk(spread)
    for part, vector in ((mean, not plain), (variance, False)):
        for letter in (n for n in walk(part) if isinstance(n, Sym)):
            name = key_of(letter) if letter.index else letter.name
            if not name:
                return scope
            if not scope.knows(name) or scope.letter(name) is None:
                made = Letter(name, first.kind, first.shape) if vector else _number(name, part is variance)
                scope = scope.with_type(made)

    def named(n: Node) -> Node:
        return Sym(key_of(n)) if isinstance(n, Sym) and n.index and key_of(n) in scope.types else n

    for kind, part in (("mean", mean), ("variance", variance)):
        body = prepare(transform(part, named), scope)
        scope = scope.with_definition(Definition(f"{chain}_0!{kind}", body, fixed=False))
    sizes = {first.shape[0]: 1} if plain and first.shape else {}
    return at_sizes(scope, sizes) if sizes else scope


def data_law_apart(scope: Scope, text: str) -> list[str]:
    """`x_0 ~ N(m, c² I), x_t = √ᾱ_t x_0 + √(1−ᾱ_t) ε` as that law and what else is said."""
    pieces = listed(text)
    if chain_of(scope) is None or not 1 < len(pieces) <= MOST_PIECES:
        return [text]
    laws = [p for p in pieces if with_data_law(scope, p) is not scope]
    rest = [p for p in pieces if p not in laws]
    return [*laws, ", ".join(rest)] if len(laws) == 1 and rest else [text]


def _number(name: str, positive: bool) -> Letter:
    return parse_letter(name, "positive" if positive else "scalar")


def _law(node: Node, chain: str) -> Call | None:
    """The `x_0 ~ N(m, S)` or `q(x_0) = N(x_0; m, S)` that a formula is."""
    first = (Sym(f"{chain}_0"), Sym(chain, (ZERO,)))
    match node:
        case Rel(("~",), (Sym() as state, Call(Sym("Normal")) as law)) if state in first and len(law.params) == 2:
            return law
        case Rel(("=",), (Call(_, (Sym() as state,), ()), Call(Sym("Normal")) as law)) if state in first:
            return law if len(law.params) == 2 else None
    return None


def _per_component(spread: Node) -> Node | None:
    """The v of `v I`; None for a covariance of another kind."""
    if spread == Sym("I"):
        return ONE
    if Sym("I") in walk(spread):
        factors = spread.args if isinstance(spread, Apply) and spread.op in ("mul", "times") else ()
        rest = tuple(f for f in factors if f != Sym("I"))
        return None if len(rest) != len(factors) - 1 else rest[0] if len(rest) == 1 else Apply("mul", rest)
    matrices = any(isinstance(n, Sym) and n.name[:1].isupper() for n in walk(spread))
    return None if matrices or any(isinstance(n, Apply) and n.op == "diag" for n in walk(spread)) else spread

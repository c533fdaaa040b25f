"""A Gaussian prior of the candidate's own: `θ ~ N(m_0, S_0)` where the problem has N(0, τ²I)."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition, Letter, key_of
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.told.priors import knows_priors, with_moments
from interviewer.notation.clause import Clause
from interviewer.notation.statements import clauses_read
from interviewer.notation.tree import ZERO, Apply, Call, Node, Rel, Sym, apply, names, num, transform, walk

MOST_PIECES = 6


def with_own_gaussian(scope: Scope, text: str) -> Scope:
    """The scope after a line whose only statement is such a prior; the same after any other."""
    if not knows_priors(scope):
        return scope
    clauses = clauses_read(text, scope.vocabulary)
    stated = [c for c in clauses if not (isinstance(c.node, Sym) or _mentions(c.node) or _is_generic(c.node))]
    found = _law(scope, stated, text) if len(stated) == 1 else None
    if found is None:
        return scope
    unknown, size, open_spread, (mean, spread) = found
    if mean == ZERO and _isotropic(spread) and (open_spread or spread == Sym("I")):
        return scope  # the problem's own, whatever its variance is called
    made: list[Letter] = []
    if _isotropic(spread) and not open_spread:
        made = [
            Letter(n.name, "positive") for n in walk(spread) if isinstance(n, Sym) and n != Sym("I") and not n.index
        ]
        spread = spread if Sym("I") in walk(spread) else apply("mul", spread, Sym("I"))
    for node, kind, shape in ((mean, "vector", (size,)), (spread, "spd", (size, size))):
        if node == ZERO or _isotropic(node):
            continue
        letter = node.args[0] if isinstance(node, Apply) and node.op == "inv" else node
        name = (key_of(letter) or letter.name) if isinstance(letter, Sym) else ""
        if not name or Sym(unknown) in walk(node):
            return scope
        made.append(Letter(name, kind, shape))

    def named(n: Node) -> Node:
        return Sym(key_of(n)) if isinstance(n, Sym) and n.index and key_of(n) in {t.name for t in made} else n

    law = Call(Sym("Normal"), (Sym(unknown),), (), (transform(mean, named), transform(spread, named)))
    for letter in made:
        scope = scope.with_type(letter)
    definition = Definition("p", prepare(law, scope), (unknown,), is_call=True, fixed=False, density=True)
    scope = replace(scope.with_definition(definition), clash=True)
    for last in (
        ("N", "n", "i") if all(map(_is_begun, (mean, spread))) else ()
    ):  # m_N and Λ_n, read as Λ_i, after m_0 and Λ_0
        scope = with_moments(scope, Sym(unknown), [_after(n, Sym(last)) for n in (mean, spread)])
    return scope


def _is_begun(node: Node) -> bool:
    """m_0, Λ_0⁻¹: of the prior, as its script says."""
    inner = node.args[0] if isinstance(node, Apply) and node.op == "inv" else node
    return isinstance(inner, Sym) and inner.index == (ZERO,)


def _after(node: Node, last: Sym) -> Node:
    return transform(node, lambda n: Sym(n.name, (last,)) if isinstance(n, Sym) and n.index == (ZERO,) else n)


def _mentions(node: Node) -> bool:
    """The τ²I of `in place of τ²I`."""
    return isinstance(node, Apply) and not any(isinstance(n, Rel) for n in walk(node)) and node.op != "program"


def _is_generic(node: Node) -> bool:
    """The m ≠ 0 of `N(m, τ²I) with m ≠ 0`, the V ≻ 0 of N(m, V): as any that is drawn; the N(0, τ²I) that it is told in place of."""
    match node:
        case Rel(("!=" | "≻",), (Sym(), zero)):
            return zero == ZERO
        case Call(Sym("Normal"), (), _, (mean, spread)):
            return mean == ZERO and _isotropic(spread)
    return False


def listed(text: str) -> list[str]:
    """The items of a list: apart at commas and semicolons outside brackets."""
    depth, pieces = 0, [""]
    for c in text:
        depth += (c in "([{") - (c in ")]}")
        if c in ",;" and depth == 0:
            pieces.append("")
        else:
            pieces[-1] += c
    return pieces


def prior_apart(scope: Scope, text: str) -> list[str]:
    """`prior N(θ; m, τ²I), λ = σ²/τ²` as the prior and what else is said."""
    pieces = listed(text)
    if not 1 < len(pieces) <= MOST_PIECES or not any(with_own_gaussian(scope, p) is not scope for p in pieces):
        return [text]
    return pieces


def _law(scope: Scope, stated: list[Clause], text: str) -> tuple[str, str, bool, tuple[Node, ...]] | None:
    """The unknown, its size, whether the problem's own variance has a letter, and mean and covariance of the new prior."""
    node = stated[0].node
    law, said = (node.operands[-1], node.operands[0]) if isinstance(node, Rel) and len(node.ops) == 1 else (node, None)
    if not (isinstance(law, Call) and law.fn.name == "Normal"):
        return None
    params = law.params or law.args
    called = "prior" in text.casefold()
    if len(params) != 2 or (said is None and not called):
        return None
    meant = {said.name, *scope.world.aliases.get(said.name, ())} if isinstance(said, Sym) else set[str]()
    sought = any(meant & set(w.unknowns) for w in (scope.world, *scope.world.variants))
    if isinstance(said, Sym) and not (called or sought or Sym("I") in walk(params[1])):
        return None  # `z ~ N(m, s²)` may be any number
    if isinstance(said, Call) and (said.given or len(said.args) != 1 or not _is_prior(scope, said.fn.name)):
        return None
    if Sym("I") not in walk(params[1]) and _isotropic(params[1]) and _of_numbers(scope):
        return None  # a bare s² is of a number where a reading of the problem has one
    point = said.args[0] if isinstance(said, Call) else said
    point = law.args[0] if point is None and law.params and law.args else point
    name = point.name if isinstance(point, Sym) and not point.index else "" if point is not None else None
    for w in (scope.world, *scope.world.variants):
        for d in w.definitions.get("p", ()):
            law_of_problem = d.body if isinstance(d.body, Call) and d.body.fn.name == "Normal" else None
            prior = len(d.params) == 1 and not d.given and law_of_problem is not None
            letter = w.letters.get(d.params[0]) if prior else None
            if letter is None or letter.kind != "vector":
                continue
            called = (d.params[0], *scope.world.other_names(d.params[0]))
            if name is None or name in called:
                spread = law_of_problem.params[1] if law_of_problem and len(law_of_problem.params) == 2 else ZERO
                return d.params[0], letter.shape[0], bool(names(spread) - {"I"}), tuple(params)
    return None


def _is_prior(scope: Scope, name: str) -> bool:
    """The p of p(θ), or a π(θ) that is no density of the problem's; not the q of q(z)."""
    return name == "p" or "p" in scope.world.aliases.get(name, ()) or name not in scope.world.distributions


def _of_numbers(scope: Scope) -> bool:
    """Whether a reading of the problem has a prior of a number."""
    for w in (scope.world, *scope.world.variants):
        for d in w.definitions.get("p", ()):
            letter = w.letters.get(d.params[0]) if len(d.params) == 1 and not d.given else None
            if letter is not None and letter.kind in ("real", "scalar"):
                return True
    return False


def _isotropic(spread: Node) -> bool:
    """`τ² I`, `I/α`: one variance for all directions; a bare σ² is of a number."""
    return Sym("I") in set(walk(spread)) or (
        isinstance(spread, Apply) and spread.op == "pow" and spread.args[1] == num(2)
    )

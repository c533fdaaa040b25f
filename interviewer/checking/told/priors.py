"""Priors of the candidate's own: `p(θ) = const` says that every state is as likely as another, a Laplace prior replaces the problem's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition, key_of
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.at_entries import of_each
from interviewer.checking.reading.preparing import prepare
from interviewer.notation.clause import Clause
from interviewer.notation.statements import clauses_read
from interviewer.notation.tree import ONE, Apply, Binder, Bound, Call, Deriv, Node, Rel, Sym, apply, names, num, walk

_WORDS = re.compile(
    r"\b(?:flat|uniform|constant)\s+(?:\S+\s+)?prior|prior\s+(?:\S+\s+)?is\s+(?:flat|uniform|constant)", re.I
)
_SAID = (Sym("constant"), Sym("uniform"), Sym("flat"))


def flat_in_words(scope: Scope, text: str) -> Scope:
    """The scope after `for a uniform prior`."""
    if not _WORDS.search(text):
        return scope
    random = {v for spec in scope.world.distributions.values() for v in spec.get("of", ())}
    return replace(scope, flat=scope.flat | (random & set(scope.world.unknowns)))


def with_flat(scope: Scope, clauses: tuple[Clause, ...]) -> tuple[Scope, tuple[Clause, ...]]:
    """The scope with the variables that supposing clauses say are uniform, and the other clauses."""
    kept: list[Clause] = []
    flat: set[str] = set()
    for k, clause in enumerate(clauses):
        variable = _flat(scope, clause.node)
        supposed = clause.role != "claim" or scope.trusting or any(c.link == "implies" for c in clauses[k + 1 : k + 2])
        if variable and supposed:
            flat.add(variable)
        else:
            kept.append(clause)
    return (replace(scope, flat=scope.flat | flat), tuple(kept)) if flat else (scope, clauses)


def has_prior(scope: Scope) -> bool:
    """Whether this reading of the problem gives a density that is said to be flat a form of its own."""
    for name in scope.flat:
        letter = scope.letter(name)
        given = any(d.params == (name,) and not d.given for d in scope.world.definitions.get("p", ()))
        if letter is None or letter.kind != "variable" or given:
            return True
    return False


def knows_priors(scope: Scope) -> bool:
    """Whether a reading of the problem says how a variable by itself is distributed: elsewhere no line gives it another law."""
    worlds = (scope.world, *scope.world.variants)
    return any(len(d.params) == 1 and not d.given for w in worlds for d in w.definitions.get("p", ()))


def with_own_prior(scope: Scope, text: str) -> Scope:
    """The scope after a line that gives the unknown a prior other than the Gaussian of the problem; the same after any other."""
    if not knows_priors(scope):
        return scope
    if not (clauses := clauses_read(text, scope.vocabulary)):
        return scope
    nodes = next(iter(alias_readings(scope, tuple(c.node for c in clauses))))
    bounds = tuple(n for n in nodes if isinstance(n, Rel) and set(n.ops) <= {"<", ">", "<=", ">=", "!="})
    running = {c.node for c in clauses if c.role == "quantify"}
    stated = [n for n in nodes if isinstance(n, Rel) and n not in bounds and n not in running]
    if len(stated) != 1 or len(stated[0].ops) != 1 or stated[0].ops[0] not in ("=", "∝", "~"):
        return scope
    left, right = _as_density(*stated[0].operands) if stated[0].ops == ("~",) else stated[0].operands
    if (each := of_each(left)) is not None:  # p(θ_j) = …: the coefficients are independent
        left, right = each[0], Bound("prod", (Binder(each[1], ONE, Sym("d")),), right)
    unknown = _prior(scope, left)
    gaussian = any(isinstance(n, Call) and n.fn.name in ("Normal", "p", "P") for n in walk(right))
    told = any(d.params == (unknown,) and not d.given for w in scope.world.variants for d in w.definitions.get("p", ()))
    if (
        not unknown
        or not told
        or gaussian
        or unknown not in {*names(right)} & {*scope.world.unknowns}
        or _quadratic(right, unknown)
    ):
        return scope
    assert isinstance(left, Call)
    made = Definition("p", prepare(right, scope), (unknown,), is_call=True, fixed=False, density=True)
    after = scope.with_definition(made)
    return replace(after, filters=(*after.filters, *bounds), clash=True)


def _as_density(drawn: Node, law: Node) -> tuple[Node, Node]:
    """`θ_j ~ Laplace(0, b)`, `θ ~ Laplace(0, b)` as p(θ_j) = Laplace(θ_j; 0, b): of numbers, so of each coefficient."""
    if isinstance(drawn, Sym) and isinstance(law, Call) and law.fn.name == "Laplace":
        each = Sym(drawn.name, drawn.index or (Sym("j"),))
        return Call(Sym("p"), (each,)), Call(law.fn, (each,), (), law.params)
    return drawn, law


def with_posterior(scope: Scope, text: str) -> Scope:
    """The scope after `the posterior is N(θ; m, S)`: m is where it is largest, S the inverse of how its logarithm bends."""
    if not (clauses := clauses_read(text, scope.vocabulary)):
        return scope
    for nodes in (tuple(c.node for c in clauses), next(iter(alias_readings(scope, tuple(c.node for c in clauses))))):
        for node in nodes:
            law, said = (node.operands[-1], node.operands[0]) if isinstance(node, Rel) else (node, None)
            if not (isinstance(law, Call) and law.fn.name == "Normal" and len(law.params) == 2):
                continue
            named = all(isinstance(p, Sym) and (not p.index or not scope.knows(p.name)) for p in law.params)
            point = law.args[0] if law.args else said.args[0] if isinstance(said, Call) and said.args else None
            told = isinstance(said, Call) and bool(said.given)
            if not (named and isinstance(point, Sym) and (told or (said is None and "posterior" in text.casefold()))):
                continue
            return with_moments(scope, point, law.params)
    return scope


def _unknown_with_data(scope: Scope, point: Sym) -> tuple[Sym, Sym] | None:
    """The variable that a point stands for and the data of its posterior, where the problem has a best estimate of it."""
    for name in (point.name, *scope.world.aliases.get(point.name, ())):
        for w in (scope.world, *scope.world.variants):
            for d in w.definitions.get("p", ()):
                if d.params == (name,) and len(d.given) == 1 and scope.world.definitions.get(f"{name}.MAP"):
                    return Sym(name), Sym(d.given[0])
    return None


def with_moments(scope: Scope, point: Sym, moments: Sequence[Node]) -> Scope:
    """The scope in which two names are what Laplace's approximation of the posterior sets its mean and its covariance to.

    A covariance may be given by its inverse; what is named by more than a letter stays open.
    """
    found = _unknown_with_data(scope, point)
    if found is None:
        return scope
    unknown, data = found
    density = Call(Sym("p"), (unknown,), (data,))
    bend = apply("neg", Deriv(apply("log", density), (unknown, unknown), "grad"))
    for param, value in zip(moments, (Sym(f"{unknown.name}.MAP"), apply("inv", bend)), strict=True):
        inverse = isinstance(param, Apply) and param.op == "inv"
        named, value = (param.args[0], bend) if inverse and isinstance(param, Apply) else (param, value)
        if isinstance(named, Sym) and named.name != point.name:
            scope = scope.with_definition(Definition(key_of(named) if named.index else named.name, value, fixed=False))
    return scope


def _quadratic(density: Node, unknown: str) -> bool:
    """`exp(−‖θ‖²/(2τ²))`: a Gaussian written out, and no `1/(1 + θ²/c²)` or `exp(−θ⁴)`."""
    within = [n for n in walk(density) if _is_exponential(n) and unknown in names(n)]
    inside = [n for e in within for n in walk(e)]
    powers = [n.args[1] for n in inside if isinstance(n, Apply) and n.op == "pow" and unknown in names(n.args[0])]
    squared = any(isinstance(n, Apply) and n.op == "T" and unknown in names(n) for n in inside) or num(2) in powers
    bare = sum(n == Sym(unknown, n.index) for n in walk(density) if isinstance(n, Sym))
    covered = sum(n == Sym(unknown, n.index) for n in inside if isinstance(n, Sym))
    return squared and {*powers} <= {num(2)} and bare <= covered


def _is_exponential(node: Node) -> bool:
    return isinstance(node, Apply) and (node.op == "exp" or (node.op == "pow" and node.args[0] == Sym("e")))


def _flat(scope: Scope, node: Node) -> str:
    """The variable of which a clause says that its density is constant; empty for any other clause."""
    if isinstance(node, Apply) and node.op == "property" and len(node.args) == 2 and node.args[1] in _SAID:
        return _prior(scope, node.args[0])
    if isinstance(node, Rel) and len(node.ops) == 1 and node.ops[0] in ("=", "∝", "≡"):
        left, right = node.operands
        unsaid = isinstance(right, Sym) and right.name in ("c", "C") and right.name not in scope.own
        if right == Sym("const") or (node.ops == ("∝",) and right == ONE) or (unsaid and node.ops == ("=",)):
            return _prior(scope, left)
    return ""


def _prior(scope: Scope, node: Node) -> str:
    """The letter whose prior, `p(θ)`, a node is; empty for any other."""
    plain = isinstance(node, Call) and node.fn.name == "p" in scope.world.distributions and not node.given
    if (
        plain
        and isinstance(node, Call)
        and len(node.args) == 1
        and isinstance(node.args[0], Sym)
        and not node.args[0].index
    ):
        return node.args[0].name
    return ""

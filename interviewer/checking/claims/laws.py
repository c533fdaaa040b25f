"""`x ~ N(μ, Σ)`: compared with the law the scope implies, otherwise taken as an assumption."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from interviewer.checking.claims.constants import judge_proportional
from interviewer.checking.claims.posteriors import as_proportional
from interviewer.checking.claims.result import Result, of_comparison
from interviewer.checking.clock import Clock
from interviewer.checking.fields import IllTyped, Unsupported
from interviewer.checking.models.compare import compare
from interviewer.checking.models.ordering import is_zero
from interviewer.checking.models.sampling import Sampler
from interviewer.checking.probability.names import DENSITIES, base_name
from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition, Letter
from interviewer.notation.tree import Apply, Call, Group, Moment, Node, Sym, apply, names, num, rebuild, transform, walk

UNKNOWN = "I do not know this distribution"
SETTLED = "what is said before settles this law; write it as a density: p(θ|D) = …"


def judge_law(scope: Scope, left: Node, right: Node, clock: Clock) -> Result:
    """`x ~ N(μ, Σ)`, `x_t | x_0 ~ N(…)`: compared with the law the scope implies, otherwise taken as an assumption."""
    named = left.args[0] if isinstance(left, Call) and left.args else left if isinstance(left, Sym) else None
    name = base_name(named) if named is not None else ""
    if not name:
        return _of_no_letter(scope, left, right, clock)
    if isinstance(right, Call) and right.fn.name in DENSITIES:
        return _of_family(scope, name, left, right, clock) or Result("undecided", scope, UNKNOWN)
    if not isinstance(right, Sym | Call):
        return Result("undecided", scope, UNKNOWN)
    return Result("given", scope, "an assumption")


def _of_no_letter(scope: Scope, left: Node, right: Node, clock: Clock) -> Result:
    """The law of a formula: of `Ax + b ~ N(…)` the moments are known."""
    if isinstance(right, Call) and right.fn.name == "Normal" and len(right.params) == 2:
        return _judge_gaussian_moments(scope, left, right, clock)
    if _by_factors(left, right):
        return Result("given", scope, "an assumption")
    return Result("undecided", scope, "I do not know whose distribution this is")


def _of_family(scope: Scope, name: str, left: Node, right: Call, clock: Clock) -> Result | None:
    """A law of a family that is known: as the scope has it, by its moments, or as an assumption about a letter."""
    if (noise := _new_noise(scope, left, right)) is not None:
        return Result("given", scope.with_type(noise), "an assumption")
    variable = left.args[0] if isinstance(left, Call) else left
    given = left.given if isinstance(left, Call) else ()
    letter = scope.letter(name)
    density = Call(right.fn, (variable,), (), right.params)
    if (found := _as_implied(scope, name, left, right, density, clock)) is not None:
        return found
    random = letter is not None and letter.kind in ("noise", "random")
    if right.fn.name == "Normal" and (random or scope.definitions(name)):
        if len(right.params) != 2:
            return Result("undecided", scope, "a normal distribution has a mean and a variance: write N(μ, σ²)")
        moments = _judge_gaussian_moments(scope, variable, right, clock)
        if moments.kind != "undecided":
            return moments
    conditions = tuple(base_name(g) for g in given)
    supposed = Definition("p", density, (name,), (), given=conditions, is_call=True, fixed=False)
    if not scope.knows(name):
        if given and name in scope.spoken | scope.unread:
            return Result("undecided", scope, SETTLED)
        if not any(n == Sym("I") for n in walk(right)):  # else it is a vector, whose size its use tells
            scope = scope.with_type(parse_letter(name, "real"))
        return Result("given", scope.with_definition(supposed), "an assumption")
    if is_noise(scope, Sym(name)) and is_standard_normal(right):
        return Result("given", scope, "an assumption")  # ε̄ ~ N(0, I), the merged noise
    if any(d for w in (scope.world, *scope.world.variants) for d in w.definitions.get(name, ()) if not d.params):
        return Result("undecided", scope, f"I do not know what {name} is here")
    if given and any(
        name in {*d.params, *d.given, *names(d.body)} for ds in scope.own.values() for d in ds if d.is_call
    ):
        return Result("undecided", scope, SETTLED)
    if given and name in scope.world.unknowns:
        return Result("undecided", scope, "what is asked for is no assumption; write it as a density: p(θ|D) = …")
    if letter is not None and letter.kind in ("vector", "real", "scalar", "variable", "binary", "matrix"):
        return Result("given", scope.with_definition(supposed), "an assumption")
    return None


def _as_implied(scope: Scope, name: str, left: Node, right: Call, density: Call, clock: Clock) -> Result | None:
    """A law beside the q and the p that the scope has of the same letter; None where it has neither."""
    (variable,) = density.args
    given = left.given if isinstance(left, Call) else ()
    letter = scope.letter(name)
    entry = isinstance(variable, Sym) and bool(variable.index) and letter is not None and letter.kind == "vector"
    if entry and scope.definitions(name):
        return None  # of an entry only the moments are known
    found: Result | None = None
    for law in ("q", "p"):
        spec = scope.world.distributions.get(law)
        if spec is None:
            continue
        chain = bool(spec.get("chain"))
        if not chain and not any(
            set(d.params) == {name} and (not given or set(d.given) == {base_name(g) for g in given})
            for d in scope.definitions(law)
        ):
            continue
        told = _steps_told(scope, variable, right) if chain else ()
        call = Call(Sym(law), (variable,), given or told or _conditions_meant(scope, law, name, right))
        if as_proportional(scope, call, density):
            return judge_proportional(scope, call, density, clock, scope.filters)
        comparison = compare(scope, "=", call, density, clock)
        if comparison.outcome == "holds" or (comparison.outcome == "fails" and found is None):
            found = of_comparison(scope, comparison, ("~", left, right))
        if found is not None and (comparison.outcome == "holds" or not chain):
            return found  # a step of a chain may be drawn forwards or backwards
    return found


def _conditions_meant(scope: Scope, law: str, name: str, right: Call) -> tuple[Node, ...]:
    """What `y ~ N(wᵀx, σ²)` is given, the w and x it speaks of; `y ~ N(0, σ²I + τ²XXᵀ)` says nothing of a w."""
    spoken = {n.name for n in walk(right) if isinstance(n, Sym)}
    known = [d.given for d in scope.definitions(law) if set(d.params) == {name} and spoken & set(d.given)]
    told = [g for g in known if set(g) <= spoken]
    return tuple(map(Sym, max(told, key=len) if told else next(iter(known), ())))


def _steps_told(scope: Scope, variable: Node, law: Node) -> tuple[Node, ...]:
    """The other steps of a chain that a law speaks of, `x_t ~ N(√ᾱ_t x_0, …)`: it is meant given them."""
    name = base_name(variable)
    symbols = [n for n in _spelt_out(scope, law) if isinstance(n, Sym) and n != variable]
    steps = (n for n in symbols if (n.index and n.name == name) or n.name.removeprefix(f"{name}_").isdigit())
    return tuple(dict.fromkeys(steps))


def is_standard_normal(law: Node) -> bool:
    """`N(0, I)`, with whichever zero."""
    normal = isinstance(law, Call) and law.fn == Sym("Normal") and not law.args and len(law.params) == 2
    return isinstance(law, Call) and normal and is_zero(law.params[0]) and law.params[1] in (Sym("I"), num(1))


def may_be_noise(scope: Scope, name: str) -> bool:
    """A name that is no vector of the problem's: the η of a step size is free for a noise."""
    letter = scope.letter(name)
    return letter is None or not (letter.shape or letter.is_function or letter.kind in ("noise", "random"))


def _new_noise(scope: Scope, left: Node, law: Call) -> Letter | None:
    """The η or ε̃ of `η ~ N(0, I)` beside a chain: standard noise by a name that is nothing else from there on."""
    chained = bool(scope.world.chains)
    if not chained or not isinstance(left, Sym) or left.index or not is_standard_normal(law) or is_noise(scope, left):
        return None
    if (scope.trusting and scope.knows(left.name)) or not may_be_noise(scope, left.name):
        return None
    shape = next(t.shape for t in scope.world.letters.values() if t.kind == "noise")
    return Letter(left.name, "noise", shape)


def judge_draw(scope: Scope, left: Node, right: Node, clock: Clock) -> Result | None:
    """`x_t = a x_s + b ε` says how the state is drawn: noise of any name, and the law of the chain. None when it is no draw.

    The noise enters with a positive factor, as the problem writes it; its sign would make no difference to the law.
    """
    chains = scope.world.chains
    if not chains or not isinstance(left, Sym) or left.name != chains[0]:
        return None
    states = {n for n in _spelt_out(scope, right) if isinstance(n, Sym) and n.name in (chains[0], f"{chains[0]}_0")}
    noises = {n for n in walk(right) if isinstance(n, Sym) and is_noise(scope, n)}
    if not states or not noises or left in states or any(isinstance(n, Call | Moment) for n in walk(right)):
        return None
    fresh = {n: Sym(f"noise{k}!") for k, n in enumerate(sorted(noises, key=str))}
    shape = next(letter.shape for letter in scope.world.letters.values() if letter.kind == "noise")
    for symbol in fresh.values():
        scope = scope.with_type(Letter(symbol.name, "noise", shape))
    drawn = transform(right, lambda n: fresh[n] if isinstance(n, Sym) and n in fresh else n)
    over = Group("(", tuple(fresh.values()))
    given = tuple(sorted(states, key=str))
    if not all(_adds(scope, drawn, e, over, clock) for e in fresh.values()):
        return None
    for op in ("E", "Var"):
        comparison = compare(scope, "=", Moment(op, (left,), None, given), Moment(op, (drawn,), over), clock)
        if comparison.outcome != "holds":
            return of_comparison(scope, comparison, ("=", left, right))
    return of_comparison(scope, comparison, ("=", left, right))


def judge_apart(scope: Scope, left: Node, right: Node, clock: Clock) -> Result | None:
    """`x_{t−1} ⊥ ε_t` among the Gaussian states and noises of a chain: uncorrelated. None where there is no chain."""
    if not scope.world.chains:
        return None
    comparison = compare(scope, "=", Moment("Cov", (left, right)), num(0), clock)
    return of_comparison(scope, comparison, ("=", left, right))


def _adds(scope: Scope, drawn: Node, noise: Sym, over: Node, clock: Clock) -> bool:
    """Whether the noise enters with a positive factor."""
    along = Moment("E", (apply("mul", apply("T", noise), drawn),), over)
    try:
        sampler = Sampler(scope, (drawn,), clock, {})
        factors = []
        for s in sampler.samples(1):
            with suppress(IndexError):
                factors.append(complex(s.evaluator.value(along, s.env)).real)
        return min(factors, default=-1) >= 0 and max(factors) > 0
    except (Unsupported, IllTyped, IndexError, ArithmeticError, TypeError):
        return False


def _spelt_out(scope: Scope, node: Node) -> Iterator[Node]:
    """Every part of a formula, and of what the quantities it names are in terms of: μ̃_t is of x_t and x_0."""
    chains = {spec.get("chain") for spec in scope.world.distributions.values()}
    for n in walk(node):
        yield n
        if not isinstance(n, Sym) or n.name in chains or is_noise(scope, n):
            continue
        for d in scope.definitions(n.name)[:1]:
            if not d.is_call and len(d.index) == len(n.index):
                yield from walk(_at(d.body, dict(zip(d.index, n.index, strict=True))))


def _at(node: Node, indices: dict[str, Node]) -> Node:
    """The node with its running indices put in."""
    if isinstance(node, Sym) and not node.index:
        return indices.get(node.name, node)
    return rebuild(node, lambda child: _at(child, indices))


def is_noise(scope: Scope, symbol: Sym) -> bool:
    """A letter that stands for standard normal noise, with whatever script distinguishes it."""
    plain = symbol.name.removesuffix(".bar").removesuffix(".prime")  # merged noises get a bar
    names_it = (symbol.name, plain, *scope.world.aliases.get(plain, ()))
    return any((letter := scope.letter(name)) is not None and letter.kind == "noise" for name in names_it)


def _judge_gaussian_moments(scope: Scope, left: Node, right: Call, clock: Clock) -> Result:
    mean, cov = right.params
    first = compare(scope, "=", Moment("E", (left,)), mean, clock)
    if first.outcome == "ill-typed" and is_zero(mean):
        first = compare(scope, "=", Moment("E", (left,)), mean, clock)
    if first.outcome != "holds":
        return of_comparison(scope, first, ("~", left, right))
    second = compare(scope, "=", Moment("Var", (left,)), cov, clock)
    if second.outcome == "ill-typed":
        second = compare(scope, "=", Moment("Var", (left,)), apply("mul", cov, Sym("I")), clock)
        if second.outcome == "ill-typed":
            second = compare(scope, "=", Moment("Var", (left,)), apply("diag", cov), clock)
    return of_comparison(scope, second, ("~", left, right))


def _by_factors(left: Node, right: Node) -> bool:
    """`(x, z) ~ p_D(x) q(z|x)`: a pair drawn one after the other, each from a density of its own."""
    if not isinstance(left, Group) or not isinstance(right, Apply) or right.op != "mul":
        return False
    drawn: list[Node] = []
    for factor in right.args:
        if not isinstance(factor, Call) or not set(factor.given) <= set(drawn):
            return False
        drawn += factor.args
    return sorted(map(str, drawn)) == sorted(map(str, left.items))

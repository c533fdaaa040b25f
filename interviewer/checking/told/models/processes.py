"""A forward process of the candidate's own: `x_t = x_0 + s_t ε`, `q(x_t|x_{t−1}) = N(c x_{t−1}, g² I)`.

What is kept of the signal and how much noise there is at each time say what the Markov chain is, its posteriors included.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from interviewer.checking.models.elimination import isolated
from interviewer.checking.problem.dependencies import OWN_CHAIN
from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.preparing import prepare
from interviewer.notation.clause import Clause
from interviewer.notation.formulas import read_expression
from interviewer.notation.products import OF_NUMBERS, factors_of, without_factor
from interviewer.notation.statements import clauses_read
from interviewer.notation.tree import (
    ONE,
    ZERO,
    Apply,
    Call,
    Cases,
    Node,
    Num,
    Rel,
    Sym,
    apply,
    names,
    num,
    transform,
    walk,
)
from interviewer.notation.vocabulary import Vocabulary

NOW = Sym("t")
BEFORE = apply("add", NOW, apply("neg", ONE))
SCALE, DEVIATION = "scale.own", "deviation.own"
KEPT, ADDED = OWN_CHAIN
_NAMES = {"K": KEPT, "V": ADDED, "A": SCALE, "B": DEVIATION}
_FROM_MARGINAL = {KEPT: "A_t/A_{t-1}", ADDED: "B_t^2 - (A_t/A_{t-1})^2 B_{t-1}^2"}
_FROM_KERNEL = {SCALE: r"\prod_{s=1}^t K_s", DEVIATION: r"\sqrt{\sum_{s=1}^t V_s (A_t/A_s)^2}"}
_FOLLOWING = {  # what the problem makes of its own chain, of this one
    "beta.tilde": "V_t B_{t-1}^2/B_t^2",
    "mu.tilde": "(A_{t-1} V_t x_0 + K_t B_{t-1}^2 x_t)/B_t^2",
}
_FALLING, _GROWING = r"\prod_{s=1}^t (1 - u_s)", r"\sqrt{\sum_{s=1}^t u_s}"


@dataclass(frozen=True)
class Process:
    """What is kept of the state before, x_0 or x_{t−1}, and the standard deviation of the noise that is added."""

    marginal: bool
    kept: Node
    deviation: Node

    @property
    def letters(self) -> list[Sym]:
        """The letters of both; the time is none."""
        found = (n for part in (self.kept, self.deviation) for n in walk(part) if isinstance(n, Sym))
        return [n for n in found if n != NOW]


def with_own_process(scope: Scope, text: str) -> Scope:
    """The scope after a line that says nothing but such a process, or what ties its letters; the same after any other."""
    if (chain := chain_of(scope)) is None:
        return scope
    clauses = clauses_read(text, scope.vocabulary)
    if KEPT in scope.own:
        told = _tied(scope, clauses[0].node, scope.own[DEVIATION][0].body) if len(clauses) == 1 else None
        return scope.with_definition(told) if told is not None else scope
    noises = {n for c in clauses if (n := _noise_named(c.node))}
    for clause in clauses:
        process = _process(clause.node, chain, scope, noises)
        if process is None or not _is_own(scope, process):
            continue
        others = [c for c in clauses if c is not clause and not _noise_named(c.node) and not only_bounds(c)]
        tied = [t for c in others if (t := _tied(scope, c.node, process.deviation)) is not None]
        anew = [c.node for c in others if _names_anew(scope, c.node, process)]
        if len(tied) + len(anew) == len(others):
            return _with_names(_taken_in(scope, chain, process, tied), anew)
    return scope


def chain_of(scope: Scope) -> str | None:
    """The states of the chain that adds noise, if the problem has one."""
    specs = scope.world.distributions.values()
    return next((s["chain"] for s in specs if s.get("chain") and not s.get("reverse")), None)


def _noise_named(node: Node) -> str:
    """The z of `z ~ N(0, I)`."""
    match node:
        case Rel(("~",), (Sym(name), Call(Sym("Normal"), (), (), (mean, Sym("I") | Num(value=1))))):
            return name if mean == ZERO else ""
    return ""


def only_bounds(clause: Clause) -> bool:
    """`0 < c < 1`, `t = 1, …, T`, a letter that is only spoken of, how the problem's noise is distributed."""
    node = clause.node
    ordered = isinstance(node, Rel) and bool({"<", ">", "<=", ">=", "∈"} & set(node.ops))
    return ordered or isinstance(node, Sym) or clause.role == "quantify" or _is_property(node)


def _is_property(node: Node) -> bool:
    return isinstance(node, Apply) and node.op == "property"


def _process(node: Node, chain: str, scope: Scope, noises: set[str]) -> Process | None:
    """The process that an equation or a law tells; None where it tells none."""
    match node:
        case Rel(("=" | ":=" | "≡",), (Sym(name, (index,)), Apply("add", terms))) if name == chain and index == NOW:
            return _of_terms(terms, chain, scope, noises)
        case Rel(("=" | ":=" | "≡" | "~",), (Call(_, (Sym(name, (index,)),), (given,)), Call(Sym("Normal")) as law)):
            before = _before(given, chain)
            if name == chain and index == NOW and before is not None and len(law.params) == 2:
                return _of_law(law, given, before)
    return None


def _before(node: Node, chain: str) -> bool | None:
    """Whether a state is the first one, or the one before; None where it is another thing."""
    if node in (Sym(f"{chain}_0"), Sym(chain, (ZERO,))):
        return True
    return False if node == Sym(chain, (BEFORE,)) else None


def _of_terms(terms: tuple[Node, ...], chain: str, scope: Scope, noises: set[str]) -> Process | None:
    """`√α_t x_{t−1} + √β_t ε` as how much of a state is kept and how much noise is added; None of any other sum."""
    if len(terms) != 2:
        return None
    for state_term, noise_term in (terms, terms[::-1]):
        states = [f for f in factors_of(state_term, OF_NUMBERS) if _before(f, chain) is not None]
        noise = [f for f in factors_of(noise_term, OF_NUMBERS) if isinstance(f, Sym) and _is_noise(scope, f, noises)]
        if len(states) != 1 or len(noise) != 1:
            continue
        kept, deviation = without_factor(state_term, states[0]), without_factor(noise_term, noise[0])
        if kept is not None and deviation is not None:
            return Process(bool(_before(states[0], chain)), kept, deviation)
    return None


def _is_noise(scope: Scope, symbol: Sym, noises: set[str]) -> bool:
    known = (symbol.name, *scope.world.aliases.get(symbol.name, ()))
    return symbol.name in noises or any((t := scope.letter(n)) is not None and t.kind == "noise" for n in known)


def _of_law(law: Call, given: Node, marginal: bool) -> Process | None:
    """`N(√α_t x_{t−1}, β_t I)` as how much of a state is kept and how much noise is added; None where its mean is no multiple."""
    mean, spread = law.params
    kept = without_factor(mean, given)
    variance = without_factor(spread, Sym("I")) if Sym("I") in walk(spread) else spread
    if kept is None or variance is None:
        return None
    root = variance.args[0] if isinstance(variance, Apply) and variance.args[1:] == (num(2),) else None
    return Process(marginal, kept, root if root is not None else apply("sqrt", variance))


def _is_own(scope: Scope, process: Process) -> bool:
    """Whether the problem has another process: the letters are strange to it, or nothing of the state is lost.

    A slip in the problem's own letters makes no new one.
    """
    letters = process.letters
    strange = any(_is_strange(scope, n) for n in letters)
    return (strange or process.kept == ONE) and all(len(n.index) < 2 for n in letters)


def _is_strange(scope: Scope, symbol: Sym) -> bool:
    """No letter of the problem's forward process, which nothing that is open to the candidate is."""
    name, known = symbol.name, scope.world.definitions.get(symbol.name, ())
    letter = scope.world.letters.get(name)
    ours = any(d.fixed for d in known) or (letter is not None and letter.index is not None)
    return name in scope.own or ("." not in name and not ours)


def _names_anew(scope: Scope, node: Node, process: Process) -> bool:
    """`G_t = Σ_{s≤t} g_s²`: a name for what is made of the letters of a process."""
    match node:
        case Rel(("=" | ":=",), (Sym(name, (index,)), body)):
            mine = {n.name for n in process.letters}
            return index == NOW and name not in mine and not scope.knows(name) and bool(mine & names(body))
    return False


def _with_names(scope: Scope, nodes: list[Node]) -> Scope:
    """The scope with the formulas for what he gives a name at every time."""
    for node in nodes:
        assert isinstance(node, Rel)
        head, body = node.operands
        assert isinstance(head, Sym)
        scope = scope.with_definition(Definition(head.name, prepare(body, scope), index=("t",), fixed=False))
    return scope


def _tied(scope: Scope, node: Node, deviation: Node) -> Definition | None:
    """What `a_t² + s_t² = 1` makes of the noise."""
    if not isinstance(node, Rel) or node.ops != ("=",):
        return None
    noise = {n.name for n in walk(deviation) if isinstance(n, Sym) and n.index == (NOW,)}
    others = {n.name for n in walk(node) if isinstance(n, Sym) and n.index == (NOW,)} - noise
    if len(noise) != 1 or not noise <= names(node) or names(node) - {"t"} != noise | others:
        return None
    (name,) = noise
    for other in others - scope.own.keys():
        scope = scope.with_definition(Definition(other, ONE, index=("t",)))  # known, whatever it is
    sought = Sym(f"{name}.sought", (NOW,))  # whatever the problem calls so
    sides = (transform(o, lambda n: sought if n == Sym(name, (NOW,)) else n) for o in node.operands)
    found = isolated(scope, *sides)
    return replace(found, name=name) if found is not None else None


def _taken_in(scope: Scope, chain: str, process: Process, tied: list[Definition]) -> Scope:
    """The scope with his schedule in place of the problem's; a letter nobody knows falls or grows with t as its part demands."""
    shifted = any(n.index and n.index != (NOW,) for n in process.letters)
    for definition in tied:
        scope = scope.with_definition(definition)
    for letter in process.letters:
        if letter.name in scope.own or letter.name in scope.types or not _is_strange(scope, letter):
            continue
        signal = letter in walk(process.kept)
        if letter.index and (process.marginal or shifted):
            steps = f"{letter.name}.step"
            scope = scope.with_type(parse_letter(steps, "small", index="t", reach=("1", "T")))
            body = _put(_FALLING if signal else _GROWING, {"u": steps})
            scope = scope.with_definition(Definition(letter.name, body, index=("t",), fixed=False))
        elif letter.index:
            kind = "unit" if signal else "positive"
            scope = scope.with_type(parse_letter(letter.name, kind, index="t", reach=("1", "T")))
        else:
            scope = scope.with_type(parse_letter(letter.name, "positive"))
    told = next(iter(alias_readings(scope, (process.kept, process.deviation))))
    kept, deviation = (prepare(n, scope) for n in told)
    if process.marginal:
        bodies: dict[str, Node] = {SCALE: _from(ONE, kept), DEVIATION: _from(ZERO, deviation)}
        bodies |= {name: _put(text) for name, text in _FROM_MARGINAL.items()}
    else:
        bodies = {KEPT: kept, ADDED: apply("pow", deviation, num(2))}
        bodies |= {name: _put(text) for name, text in _FROM_KERNEL.items()}
    bodies[chain] = _from(Sym(f"{chain}_0"), _put("A_t x_0 + B_t \\epsilon"))
    bodies |= {name: _put(text) for name, text in _FOLLOWING.items()}
    noise = "(x_t - A_t x_0)/B_t" if process.marginal else "(x_t - K_t x_{t-1})/\\sqrt{V_t}"
    bodies["epsilon"] = _put(noise)
    for name, body in bodies.items():
        scope = scope.with_definition(Definition(name, body, index=("t",), fixed=False))
    snr = Definition("SNR", _put("A_t^2/B_t^2"), ("t",), is_call=True, fixed=False)
    score = Definition("s_theta", _put("-N/B_t"), ("u", "t"), is_call=True, fixed=False)
    guess = Definition("x.hat_0", _put("(x_t - B_t M)/A_t"), fixed=False)
    for definition in (snr, _of_network(score, "u"), _of_network(guess, "x_t")):
        scope = scope.with_definition(definition)
    return scope


def _of_network(definition: Definition, at: str) -> Definition:
    point = Sym("u") if at == "u" else Sym("x", (NOW,))
    network = Call(Sym("epsilon_theta"), (point, NOW), ())
    return replace(definition, body=transform(definition.body, lambda n: network if n in (Sym("N"), Sym("M")) else n))


def _from(first: Node, body: Node) -> Cases:
    return Cases(((first, Rel(("=",), (NOW, ZERO))), (body, None)))


@cache
def _read(text: str) -> Node:
    return read_expression(text, Vocabulary())


def _put(text: str, put: dict[str, str] = _NAMES) -> Node:
    """A formula of ours with the problem's names, or these, for its letters."""

    def named(n: Node) -> Node:
        if isinstance(n, Sym) and n.name in put and n.index:
            return Sym(put[n.name], n.index)
        return Sym("x_0") if n == Sym("x", (ZERO,)) else n

    return transform(_read(text), named)

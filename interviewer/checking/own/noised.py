"""`x = x_0 + σ n, n ~ N(0, I)` as densities, p(x|x_0) = N(x; x_0, σ²I), for a claim about them; the x_0 has some Gaussian law.

What a claim says of the density of x without the law of x_0 holds of each: it is checked on a general Gaussian.
"""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.notation.products import without_factor
from interviewer.notation.show import show
from interviewer.notation.statements import read_line
from interviewer.notation.tree import ONE, ZERO, Apply, Call, Moment, Node, Rel, Sym, apply, num, walk
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.vocabulary import Vocabulary

_UNIT = (Sym("I"), ONE)


def with_densities(setup: Sequence[str], text: str) -> list[str]:
    """The set-up with what is made of a signal and noise as its conditional density, where the step speaks of densities."""
    try:
        lines = [[c.node for c in read_line(t, Vocabulary()).clauses] for t in setup]
        claim = [c.node for c in read_line(text, Vocabulary()).clauses]
    except Unreadable:
        return list(setup)
    told = [node for nodes in lines for node in nodes]
    noises = {noise: spread for n in told for noise, spread in _noise(n)}
    for made in told:
        parts = _signal_and_noise(made, noises)
        if parts is None or not (asked := _asked(claim, parts[0])):
            continue
        state, mean, source, size = parts
        scale = show(apply("pow", size, num(2)))
        law = [
            f"p({show(state)}|{show(source)}) = N({show(state)}; {show(mean)}, {scale} {show(next(iter(noises.values())))})"
        ]
        if asked == "marginal" and not any(_is_law_of(n, source) for n in told):
            if {Sym("m"), Sym("S")} & {n for node in (*told, *claim) for n in walk(node)}:
                return list(setup)
            law.insert(0, f"p({show(source)}) = N({show(source)}; m, S)")
        return [*law, *(show(n) for n in told if n != made and not _noise(n))]
    return list(setup)


def _noise(node: Node) -> list[tuple[Node, Node]]:
    """The n of `n ~ N(0, I)` with its covariance."""
    match node:
        case Rel(("~",), (Sym() as noise, Call(Sym("Normal"), (), (), (mean, spread)))):
            return [(noise, spread)] if mean == ZERO and spread in _UNIT else []
    return []


def _is_law_of(node: Node, source: Node) -> bool:
    head = node.operands[0] if isinstance(node, Rel) else node
    return head == source or (isinstance(head, Call) and head.args == (source,) and not head.given)


def _signal_and_noise(node: Node, noises: dict[Node, Node]) -> tuple[Sym, Node, Sym, Node] | None:
    """The x, the mean a x_0, the x_0 and the size σ of `x = a x_0 + σ n`."""
    match node:
        case Rel(("=",), (Sym() as state, Apply("add", (_, _) as terms))) if len(noises) == 1:
            (noise,) = noises
            noisy = [t for t in terms if noise in walk(t)]
            clean = [t for t in terms if t not in noisy]
            size = without_factor(noisy[0], noise) if len(noisy) == len(clean) == 1 else None
            source = _factors(clean[0])[-1] if clean else None
            if size is not None and isinstance(source, Sym) and state not in walk(clean[0]):
                return state, clean[0], source, size
    return None


def _factors(node: Node) -> tuple[Node, ...]:
    return node.args if isinstance(node, Apply) and node.op in ("mul", "times") else (node,)


def _asked(claim: Sequence[Node], state: Sym) -> str:
    """Whether a claim is about the density of x: the one given its signal, or the one of all there is."""
    nodes = [n for node in claim for n in walk(node)]
    laws = [n for n in nodes if isinstance(n, Call) and n.fn.name == "p" and n.args == (state,)]
    posterior = any(isinstance(n, Moment) and state in n.given for n in nodes)
    if posterior or any(not n.given for n in laws):
        return "marginal"
    return "conditional" if laws else ""

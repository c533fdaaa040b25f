"""The lines of a set-up and the step after them as clauses, in one notation: what `judge` goes by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from interviewer.checking.own.belief import Belief
from interviewer.checking.own.belief_from_densities import belief_of
from interviewer.checking.own.borrowed import with_latent
from interviewer.checking.own.called_functions import of_calls
from interviewer.checking.own.cross_entropies import with_cross_entropies, written_out
from interviewer.checking.own.densities import LAWS
from interviewer.checking.own.labels import fused, numbered
from interviewer.checking.own.laplace import exactly
from interviewer.checking.own.one_layer import of_one_layer
from interviewer.checking.own.parts import parts_of, set_first
from interviewer.checking.own.primed import primes_apart
from interviewer.checking.own.ranges_told import ranges_told, with_ranges
from interviewer.checking.own.shares import counts_apart, totals_apart
from interviewer.checking.own.spoken import as_claim, as_formulas
from interviewer.checking.own.study import Study, read_setup
from interviewer.checking.own.worked_weights import with_lists_named
from interviewer.checking.own.written import as_listed, as_weights, scores_by_e
from interviewer.checking.problem.indices import circle_apart
from interviewer.checking.problem.world import World
from interviewer.checking.reading.adjoints import adjoint_told, follows_from, unaccented
from interviewer.notation.clause import Clause, Line
from interviewer.notation.diagonals import only_on_diagonal, told_by_entries
from interviewer.notation.sigmas import letter_sigmas, with_letter_sigma
from interviewer.notation.statements import read_line
from interviewer.notation.tree import Call, Deriv, Divergence, Moment, Node, Sym, transform, walk
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.words.objectives import with_programs
from interviewer.notation.words.set_names import names_set


@dataclass(frozen=True)
class Lines:
    """What the lines before a step say, what the step claims, and what it assumes for that."""

    before: list[Clause]
    claims: list[Clause]
    assumed: list[Clause] = field(default_factory=list)

    @classmethod
    def of(cls, parts: Sequence[list[Clause]]) -> Lines:
        before, assumed, claims = parts
        return cls(before, claims, assumed)

    @property
    def parts(self) -> list[list[Clause]]:
        """Those before, the assumptions, the claims."""
        return [self.before, self.assumed, self.claims]

    @property
    def told(self) -> list[Clause]:
        """What the claims may lean on."""
        return [*self.before, *self.assumed]

    @property
    def nodes(self) -> list[Node]:
        return [c.node for part in self.parts for c in part]

    def each(self, change: Callable[[Node], Node]) -> Lines:
        """The lines with every formula changed."""
        return Lines.of([[replace(c, node=change(c.node)) for c in part] for part in self.parts])


@dataclass(frozen=True)
class Step:
    """A step with its set-up, read: `whole` says that no line of the set-up was left out, `told` is the Bayesian model of it."""

    setup: list[str]
    text: str
    line: Line
    lines: Lines
    whole: bool
    told: Belief | None


def read_step(setup: Sequence[str], text: str, problem: World | None) -> Step | None:
    """A step and its set-up; None where the step cannot be read or claims nothing."""
    *setup, text = with_lists_named((*setup, text), problem)
    setup, text = as_formulas(setup, text), exactly(setup, text)
    before, whole = read_setup(setup)
    plain, before = before, with_latent(before, problem) if problem is not None else before
    told, _ = belief_of(before, frozenset())
    text = as_claim(text, told) if told is not None else text
    try:
        line = read_line(text, Study(named=names_set(setup)).taking(before).scope.vocabulary)
    except Unreadable:
        return None
    if matrices := letter_sigmas(c.node for c in before):
        clauses = (replace(c, node=with_letter_sigma(c.node, matrices)) for c in line.clauses)
        line = replace(line, clauses=tuple(clauses))
    assumed, claims = parts_of(with_programs(line))
    if not setup:
        assumed, claims = set_first(assumed, claims)
    if before != plain and claims and all(_is_slope(c.node) for c in claims):
        before, told = plain, None
    return Step(setup, text, line, Lines(before, claims, assumed), whole, told) if claims else None


def _is_slope(node: Node) -> bool:
    """`∂z/∂μ = 1`: a derivative of what is drawn, whatever its law."""
    lawful = any(isinstance(n, Moment | Divergence) or (isinstance(n, Call) and n.fn.name in LAWS) for n in walk(node))
    return not lawful and any(isinstance(n, Deriv) for n in walk(node))


def written_alike(step: Step, problem: World | None) -> Lines:
    """The lines in one notation: lists, primes, calls, adjoints and the labels of a single layer as the others have them."""
    lines = step.lines.each(lambda node: transform(node, as_listed))
    entropies, ranges = written_out(lines.nodes), ranges_told(lines.told)
    lines = lines.each(lambda node: with_ranges(with_cross_entropies(node, entropies), ranges))
    lines = Lines.of(primes_apart(lines.parts))
    diagonal = only_on_diagonal([c for part in lines.parts for c in part])
    lines = replace(lines, before=told_by_entries(lines.before, diagonal))
    lines = replace(
        lines, claims=[replace(c, node=of_calls(c.node, (b.node for b in lines.before))) for c in lines.claims]
    )
    if (adjoint := adjoint_told(step.setup, Study().scope.vocabulary.words)) is not None:
        lines = lines.each(lambda node: unaccented(node, *adjoint))
        lines = replace(lines, before=[c for c in lines.before if not follows_from(c.node, adjoint[1])])
    return Lines.of(of_one_layer(lines.parts, problem.vocabulary.indexed if problem is not None else ()))


def letters_apart(lines: Lines) -> Lines:
    """The lines with one name for one thing: α_0 beside the α_k, π_k beside 2π, the label of m_N, the n of n = Σ_k n_k."""
    lines = Lines.of(totals_apart(lines.parts))
    literal, scores = numbered(lines.nodes), scores_by_e(lines.nodes)
    indexed = any(n.name == "pi" and n.index for node in lines.nodes for n in walk(node) if isinstance(n, Sym))

    def fuse(clauses: list[Clause]) -> list[Clause]:
        nodes = tuple(fused(c.node, literal) for c in clauses)
        nodes = circle_apart(nodes) if indexed else nodes
        return [replace(c, node=as_weights(node, scores)) for c, node in zip(clauses, nodes, strict=True)]

    return Lines.of(counts_apart([fuse(part) for part in lines.parts]))

"""The ways to read a line, and the readings of the problem that it leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from interviewer.checking.claims.membership import DECLARED
from interviewer.checking.claims.result import DEFINITION
from interviewer.checking.judged import Judged
from interviewer.checking.problem.scope import Scope
from interviewer.checking.reading.adjoints import as_adjoints
from interviewer.checking.reading.bare_divergences import with_divergence_named
from interviewer.checking.reading.both_laws import with_both
from interviewer.checking.reading.given_values import with_values_given
from interviewer.checking.reading.logistic import binary_data, with_sigmoid
from interviewer.checking.reading.nouns_in_his_letters import in_his_letters
from interviewer.checking.reading.repeated_indices import with_sums
from interviewer.notation.clause import Clause, Line
from interviewer.notation.diagonals import only_on_diagonal, told_by_entries
from interviewer.notation.lexer import tokenize
from interviewer.notation.sigmas import SIGMA, with_letter_sigma
from interviewer.notation.statements import read_line
from interviewer.notation.tree import (
    Bound,
    Call,
    Node,
    Rel,
    Sym,
    names,
)
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.vocabulary import Options

MAX_UNREAD = 400  # characters; what is longer is no set-up


_CHOICES = (
    ("slash", Options(tight_slash=True)),
    ("function", Options(greedy_functions=False)),
    ("product", Options(other_products=True)),
    ("power", Options(powers=True)),
    ("sum", Options(whole_sums=True)),
)


def readings_of(text: str, scope: Scope) -> Iterator[Line]:
    """The line in each way its spacing leaves open, the likeliest first. Raises Unreadable when there is none."""
    vocabulary = scope.vocabulary
    first: Line | None = None
    problem: Unreadable | None = None
    try:
        first = _meant(read_line(text, vocabulary), scope)
        yield first
    except Unreadable as error:
        problem = error
    for choice, options in _CHOICES:
        if first is not None and choice not in first.ambiguous:
            continue
        try:
            line = _meant(read_line(text, vocabulary, options), scope)
        except Unreadable:
            continue
        if any("hole" in names(c.node) for c in line.clauses):
            continue  # an operator left without what it acts on
        if first is None or line.clauses != first.clauses:
            problem = None
            yield line
    if first is None and problem is not None:
        raise problem


def _meant(line: Line, scope: Scope) -> Line:
    """The line with what earlier lines make an accent stand for, `minimise J(w) = …` as what J is, R_nn as a diagonal."""
    line = with_sums(line, scope.context)
    clauses = with_divergence_named(with_both(as_adjoints(line.clauses, scope), scope), scope)
    if any(_objective_named(c.node) is not None for c in clauses):
        clauses = tuple(replace(c, node=_objective_named(c.node) or c.node) for c in clauses)
    if diagonal := [n for n in only_on_diagonal(clauses) if not scope.knows(n)]:
        clauses = tuple(told_by_entries(clauses, diagonal))
    if scope.setting is not None and binary_data(scope.setting):
        clauses = tuple(replace(c, node=with_sigmoid(c.node)) for c in clauses)
    if known := _covariances(scope):
        clauses = tuple(replace(c, node=with_letter_sigma(c.node, known)) for c in clauses)
    return in_his_letters(with_values_given(line if clauses is line.clauses else replace(line, clauses=clauses)), scope)


def _covariances(scope: Scope) -> set[Sym]:
    """The matrices Σ_n, Σ_post that earlier lines have set; what runs over the samples is called i or n."""
    indices = {i for d in scope.own.get(SIGMA, ()) for i in d.index}
    found = {Sym(SIGMA, (Sym(i),)) for i in (*indices, *(("n",) if indices else ()))}
    found |= {Sym(SIGMA, (Sym(n.removeprefix(f"{SIGMA}_")),)) for n in scope.own if n.startswith(f"{SIGMA}_")}
    return found | {Sym(n) for n in scope.own if n.startswith(f"{SIGMA}.")}


def _objective_named(node: Node) -> Rel | None:
    match node:
        case Rel(("=",), (Bound("min" | "max", (), Call() | Sym() as head), value)):
            return Rel(("=",), (head, value))
    return None


def with_claim(line: Line) -> Line:
    """`for a mixture of exponentials λ_k = N_k/Σ_i γ_ik x_i`: what a line restricts to nothing else it claims."""
    match line.clauses:
        case (Clause(role="quantify", node=Rel(("=" | "←",))) as only,):
            return replace(line, clauses=(replace(only, role="claim"),))
    return line


def without_bare_samples(line: Line) -> Line:
    """The line without the x₁ and xₙ of `if x₁, …, xₙ are drawn independently, …`, which state nothing."""
    kept = tuple(
        c
        for c in line.clauses
        if not (c.role in ("assume", "quantify", "reason") and isinstance(c.node, Sym) and c.node.index)
    )
    return replace(line, clauses=kept) if kept and len(kept) < len(line.clauses) else line


def names_spoken_of(judged: Judged, scope: Scope) -> bool:
    """Whether the line came out as the definition or the declaration of a name that earlier lines use."""
    if judged.kind != "given" or judged.result is None or judged.result.message not in (DEFINITION, DECLARED):
        return False
    heads = [n.operands[0] for n in judged.nodes if isinstance(n, Rel)]
    heads += [d for name, ds in judged.scope.own.items() if scope.own.get(name) != ds for d in [Sym(name)]]
    named = {h.fn.name if isinstance(h, Call) else h.name for h in heads if isinstance(h, Call | Sym)}
    spoken = scope.remember("spoken", lambda: _spoken(scope))
    return any(spoken.issuperset(name.replace(".", "_").split("_")) for name in named)


def _spoken(scope: Scope) -> frozenset[str]:
    try:
        return frozenset(t.text for t in tokenize(scope.context[-MAX_UNREAD:], scope.vocabulary.words))
    except Unreadable:
        return frozenset()

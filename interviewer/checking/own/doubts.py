"""What speaks against a refutation under the candidate's own model: something of it that his lines leave open."""

from __future__ import annotations

from interviewer.checking.own.belief import EVIDENCE, Belief
from interviewer.checking.own.borrowed import is_kronecker, slopes_named
from interviewer.checking.own.losses import leaves_loss
from interviewer.checking.own.study import Study, differentiated
from interviewer.checking.own.worlds import LOSS
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import World
from interviewer.checking.reading.row_vectors import rows_told
from interviewer.notation.tree import (
    Apply,
    Node,
    Rel,
    Sym,
    names,
    walk,
)


def doubt(
    study: Study,
    claims: list[tuple[Node, bool]],
    scope: Scope,
    belief: Belief | None,
    sought: bool,
    problem: World | None,
    shapes: bool,
) -> str:
    """Why a claim that fails in his model may still be right; empty where it may not.

    `sought` is of an objective of his; `shapes` says that it fails by those alone, whatever the loss is.
    """
    if EVIDENCE in scope.types and _of_evidence(belief, claims):
        return "I cannot integrate over this variable; say what its prior is"
    if LOSS in scope.types and _of_problem(study, claims, problem, shapes):
        return "I cannot tell how this quantity depends on yours; write it as a formula"
    if name := _error_unsaid(study, [node for node, _ in claims], problem):
        return f"I cannot tell by what {name} is a derivative here; write it as a formula"
    if not study.whole:
        return "I could not read all of the lines before; write each as a formula"
    if loose := _told_in_words(study, [node for node, _ in claims], belief):
        return f"write what {loose} is as a formula"
    if belief is None and not sought and _of_others(study, [node for node, _ in claims]):
        return "I cannot tell what these letters are; write each as a formula"
    if _is_decomposed(study):
        return "say in formulas what is known of the factors, such as UᵀU = I"
    if belief is None and not sought and _solves(study, claims):
        return "I cannot tell what sets this letter; write the equation that it solves"
    if stacked := _stacked(study, [node for node, _ in claims]):
        return f"I cannot tell what the rows and columns of {stacked} are; write them as a formula"
    if again := _set_again(study, [node for node, _ in claims]):
        return f"{again} has another value before; say which step or which version is meant"
    if whole := _of_members(study, [node for node, _ in claims]):
        return f"I cannot tell what {whole} is beside its members; write it as a formula"
    if part := _part_unsaid(study, [node for node, _ in claims]):
        return f"say what {part} is of {part.upper()}: a row, a column or an entry"
    return ""


def flattened(scope: Scope, claims: list[Node], problem: World | None) -> bool:
    """Whether a claim transposes what is a column here and a matrix in the problem, or what is said to be a row is none.

    With numbers a slipped transpose is hidden.
    """
    spoken = frozenset[str]().union(*map(names, claims))
    for name in rows_told(scope.context) & spoken:
        if (mine := scope.types.get(name)) is not None and mine.shape[:1] != ("1",):
            return True
    turned = set[str]()
    for node in (n for c in claims for n in walk(c)):
        match node:
            case Apply("T", (Sym(name),)):
                turned.add(name)
    return problem is not None and any(
        (mine := scope.types.get(name)) is not None
        and (known := problem.letters.get(name)) is not None
        and known.kind == "matrix"
        and len(mine.shape) < len(known.shape)
        for name in {*turned, *(n.upper() for n in turned)}  # x_i is a row of X
    )


_SIZES = frozenset(["n", "N", "m", "M"])


def _told_in_words(study: Study, claims: list[Node], belief: Belief | None) -> str:
    """The k of `x_i ~ Bern(θ), k successes in n trials`: a letter that his lines mention and no formula of them holds."""
    if belief is None or belief.likelihood is None:
        return ""
    bodies = [n for n in (belief.prior, belief.likelihood) if n is not None]
    bodies += [d.body for d in study.definitions.values()] + [*study.filters, *study.conditions]
    held = frozenset[str]().union(*map(names, bodies)) | belief.data | belief.fixed | study.definitions.keys()
    asked = frozenset[str]().union(*map(names, claims))
    loose = (asked & study.mentioned) - held - _SIZES - {belief.unknown}
    return min((n for n in loose if "." not in n), default="")  # and the mean ȳ of the data is what it is


def _error_unsaid(study: Study, claims: list[Node], problem: World | None) -> str:
    """The δ_k of a set-up that does not say which derivative of its loss that is."""
    symbols = [n for node in claims for n in walk(node) if isinstance(n, Sym) and not is_kronecker(n)]
    return min({n.name for n in symbols} & slopes_named(problem) - study.definitions.keys(), default="")


def _of_others(study: Study, claims: list[Node]) -> bool:
    """Whether nothing that his lines say is of what the claims speak of: `δ^{(1)} = 0` after `W^{(l)} = 0`."""
    said = {n for d in study.definitions.values() for n in names(d.body)} | set(study.definitions)
    said = said.union(*map(names, study.conditions), study.declared, study.traits)
    return bool(study.definitions) and not any(names(node) & said for node in claims)


def _of_problem(study: Study, claims: list[tuple[Node, bool]], problem: World | None, shapes: bool) -> bool:
    """Whether a claim differentiates what the problem says what it is, a divergence or the squared error: no unspecified loss."""
    names = differentiated([node for node, _ in claims]) - set(study.definitions)
    if problem is None:
        return False
    known = [d for name in names for d in problem.definitions.get(name, ())]
    return any(not d.sense for d in known) or (bool(known) and not shapes and not leaves_loss(problem))


def is_factored(study: Study) -> bool:
    """Whether a matrix is made of others, as in `X = UDVᵀ`: what more is known of those is told in words."""
    return any(
        all(isinstance(a, Sym) and a.name.isupper() and a.name not in study.traits for a in factors)
        for factors in _products(study)
    )


def _is_decomposed(study: Study) -> bool:
    """Whether it is so in the manner of `X = UDVᵀ` and `S = VΛVᵀ`."""
    return is_factored(study) and any(len(factors) == 3 for factors in _products(study))


def _products(study: Study) -> list[list[Node]]:
    """The products that his quantities are, their transposes apart."""
    bodies = [d.body for d in study.definitions.values()]
    products = [b.args for b in bodies if isinstance(b, Apply) and b.op == "mul"]
    return [[a.args[0] if isinstance(a, Apply) and a.op == "T" else a for a in args] for args in products]


def _of_evidence(belief: Belief | None, claims: list[tuple[Node, bool]]) -> bool:
    """Whether a claim speaks of an evidence that no integral has given, but some number stands for."""
    return belief is not None and any(EVIDENCE in names(belief.read(node)) for node, _ in claims)


def _solves(study: Study, claims: list[tuple[Node, bool]]) -> bool:
    """`π_k = N_k/λ` for a letter that his definitions leave free: where something is optimal, not everywhere."""
    free = study.mentioned - set(study.definitions)
    heads = [node.operands[0] for node, _ in claims if isinstance(node, Rel) and node.ops[0] in ("=", ":=")]
    return any(isinstance(h, Sym) and h.name in free for h in heads)


def _stacked(study: Study, nodes: list[Node]) -> str:
    """The Φ of `Φ has the rows φ(x_n)ᵀ`: a matrix whose parts words tell, and that stands in none of his formulas."""
    if not {"rows", "columns"} & set(study.context.replace("$", " ").split()):
        return ""
    bodies = [*(d.body for d in study.definitions.values()), *study.filters, *study.conditions]
    written = frozenset[str]().union(*map(names, bodies)) | study.definitions.keys() | study.declared.keys()
    used = frozenset[str]().union(*map(names, nodes)) - written
    return min((n for n in used & study.mentioned if n[:1].isupper()), default="")


def _set_again(study: Study, nodes: list[Node]) -> str:
    """The w of `one step gives w = 0.5` after a start at w = 0."""
    numbered = {name for name, d in study.definitions.items() if not names(d.body)}
    heads = (n.operands[0] for n in nodes if isinstance(n, Rel) and n.ops == ("=",) and not names(n.operands[1]))
    return next((h.name for h in heads if isinstance(h, Sym) and h.name in numbered and not h.index), "")


def _of_members(study: Study, nodes: list[Node]) -> str:
    """The L of `L = Σ_i L_i`, where his lines say what L_i is: no list of those."""
    heads = (n.operands[0] for n in nodes if isinstance(n, Rel) and any(map(_has_members, n.operands[1:])))
    members = {name for name, d in study.definitions.items() if d.index}
    return next((h.name for h in heads if isinstance(h, Sym) and not h.index and h.name in members), "")


def _has_members(node: Node) -> bool:
    return any(isinstance(n, Sym) and n.index for n in walk(node))


def _part_unsaid(study: Study, nodes: list[Node]) -> str:
    """The u_j of a step after `X = UDVᵀ`: a part of a matrix that was named, but which."""
    used = {n.name for node in nodes for n in walk(node) if isinstance(n, Sym) and n.index} - study.mentioned
    unsaid = sorted(n for n in used if len(n) == 1 and n.islower() and n.upper() in study.mentioned)
    return unsaid[0] if unsaid else ""

"""Does a relation hold on every model? Letters nobody declared may be of several types, derivatives in several layouts."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.clock import Clock
from interviewer.checking.evaluation.layouts import DENOMINATOR, asked
from interviewer.checking.models.assume import assignments
from interviewer.checking.models.attempts import attempts
from interviewer.checking.models.beside_optimum import beside_optimum
from interviewer.checking.models.comparison import Comparison
from interviewer.checking.models.elimination import substituted
from interviewer.checking.models.evidence import ONLY_ONE_BOUND, variational
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.models.pieces import in_pieces
from interviewer.checking.models.pseudoinverses import not_square
from interviewer.checking.models.sampling import MODELS, Sampler
from interviewer.checking.models.trial import INEQUALITIES, NOTHING_VARIES, TINY, tried
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Letter
from interviewer.notation.tree import Call, Node, Num, Rel, Sym, names, walk

PIECEWISE_MODELS = 16
INEQUALITY_MODELS = 12  # an inequality may hold by chance where an equation cannot


def compare(
    scope: Scope,
    op: str,
    left: Node,
    right: Node,
    clock: Clock,
    filters: tuple[Rel, ...] = (),
    count: int = MODELS,
    extra: tuple[Rel, ...] = (),
) -> Comparison:
    """Try a relation on independent models under the scope's conditions."""
    found = _compared(scope, op, left, right, clock, filters, count, extra)
    if op != "=" or extra or not (found.outcome == "fails" or found.reason in (TINY, NOTHING_VARIES)):
        return found
    if (everywhere := beside_optimum(scope, left, right)) is scope:
        return found
    there = _compared(everywhere, op, left, right, clock, filters, count)
    return there if there.outcome == "holds" or (there.outcome == "fails" and found.outcome != "fails") else found


def _compared(
    scope: Scope,
    op: str,
    left: Node,
    right: Node,
    clock: Clock,
    filters: tuple[Rel, ...] = (),
    count: int = MODELS,
    extra: tuple[Rel, ...] = (),
) -> Comparison:
    nodes = (left, right)
    if op in INEQUALITIES and _tells_versions_apart(scope, nodes):
        return Comparison("unsupported", "in this reading the densities do not depend on these parameters")
    problem = ""
    ill: Comparison | None = None
    scope, conditions = substituted(scope, tuple(dict.fromkeys((*extra, *scope.conditions))))
    if op in INEQUALITIES and count >= MODELS:
        count = INEQUALITY_MODELS if not conditions else count if extra else 2 * MODELS
    elif count == MODELS and any(_is_coin(scope, n) for node in nodes for n in walk(node)):
        count = INEQUALITY_MODELS
    elif count == MODELS and not conditions and in_pieces(scope, nodes):
        count = PIECEWISE_MODELS
    ways = assignments(scope, (*nodes, *filters, *conditions), set(free_indices(scope, (*nodes, *filters))))
    for sampler in attempts(not_square(ways, nodes), scope, nodes, clock, filters, conditions):
        assumed = sampler.assumed
        results = _in_layouts(sampler, op, left, right, count)
        result = results[-1]
        ill = ill or next((replace(r, assumed=assumed) for r in results if r.outcome == "ill-typed"), None)
        if result.outcome == "holds" and op in INEQUALITIES:
            unsaid = next((n for n, t in assumed.items() if t.is_function and n in scope.world.aliases), "")
            if unsaid:  # any function with the right sign would do
                problem = (
                    problem or f"I do not know the function {unsaid} here; introduce it with 'let {unsaid}(…) = …'"
                )
                continue
            equal = variational(scope, op, left, right)
            if equal and compare(scope, "=", *equal, clock, filters, 2, extra).outcome != "holds":
                return Comparison("unsupported", ONLY_ONE_BOUND)
        if result.outcome in ("holds", "fails"):
            return Comparison(result.outcome, result.reason, result.witness, result.models, assumed)
        problem = problem or (result.reason if result.outcome == "unsupported" else "")
        if result.hopeless:
            break
    if ill is not None and ((len(ways) == 1 and not _typed_by_guess(ways[0])) or not problem):
        return ill
    return Comparison("unsupported", problem or "I cannot evaluate this")


def _in_layouts(sampler: Sampler, op: str, left: Node, right: Node, count: int) -> list[Comparison]:
    """What comes of a relation in each layout its derivatives may have, until one settles it; the last is what stands."""
    said = asked((left, right), sampler.scope.context)
    results: list[Comparison] = []
    for layout in said:
        results.append(tried(sampler, op, left, right, count, layout))
        if results[-1].outcome in ("holds", "fails"):
            break
    if results[-1].outcome == "fails" and len(said) > 1:
        other = tried(sampler, op, left, right, count, DENOMINATOR)
        if other.outcome == "holds":
            results.append(other)
    return results


def _is_coin(scope: Scope, node: Node) -> bool:
    """One letter of two values, as y₁ is or the label of a single sample: four models in a row may have it the same."""
    letter = scope.letter(node.name) if isinstance(node, Sym) else None
    if not isinstance(node, Sym) or letter is None or letter.of not in ("sign", "binary"):
        return False
    return not letter.shape if not node.index else all(isinstance(i, Num) for i in node.index)


def _tells_versions_apart(scope: Scope, nodes: tuple[Node, ...]) -> bool:
    """`log p(X;θ_{t+1}) ≥ log p(X;θ_t)` where p is given by other letters: both sides are the same there, whatever is meant."""
    found: dict[str, set[Node]] = {}
    for n in (n for node in nodes for n in walk(node) if isinstance(n, Call)):
        if scope.world.distributions.get(n.fn.name, {}).get("of") == []:
            for p in (*n.given, *n.params):
                for base in {name.split(".")[0] for name in names(p)} - set(scope.world.unknowns):
                    found.setdefault(base, set()).add(p)
    return any(len(versions) > 1 for versions in found.values())


def _typed_by_guess(assumed: dict[str, Letter]) -> bool:
    return any(letter.kind not in ("function", "variable") for letter in assumed.values())

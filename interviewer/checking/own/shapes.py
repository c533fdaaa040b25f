"""Shapes of letters nobody declared: kinds are guessed from looks and use, sizes follow by unification.

A letter is a number, a column or a matrix; an index picks a component or tells versions apart (`h_t`). The choice with the
fewest oddities wins (a transposed number, a capital letter for a number), so that what is written as linear algebra is
tried as such and a slipped transpose shows.
"""

from __future__ import annotations

import re
from collections.abc import Set

from interviewer.checking.evaluation.evaluate import COUNTS
from interviewer.checking.evaluation.layouts import DENOMINATOR, NUMERATOR
from interviewer.checking.own.biases import BIASES
from interviewer.checking.own.kinds import DATA, ELEMENTWISE, base_letter, choices, kinds_of
from interviewer.checking.own.letters import Typing, typed
from interviewer.checking.own.named_shapes import CONSTANTS
from interviewer.checking.own.recursions import DEPTH
from interviewer.checking.own.study import LOSSES
from interviewer.checking.own.uses import uses
from interviewer.checking.problem.letter_domains import with_domains
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS, Definition
from interviewer.notation.tree import Apply, Bound, Call, Node, Sym, walk

MAX_TRIES = 1500
_PLACES = frozenset(["I", "ones", "zeros", "default", "hole", "colon"])  # names of no letter


def infer(
    nodes: list[Node],
    given: list[Node],
    definitions: dict[str, Definition],
    declared: dict[str, tuple[str, ...]],
    generic: frozenset[str] = frozenset(),
    layouts: tuple[str, ...] = (NUMERATOR, DENOMINATOR),
    square: frozenset[str] = frozenset(),
    plain: bool = False,
    along: bool = False,
) -> Typing | None:
    """The least odd typing of every name without a definition; None when the definitions fit under none.

    Sizes follow from the definitions and what is `given` alone: `nodes`, the claims, may cost a typing that does not suit them
    but never make two sizes equal. `declared` gives sizes the candidate named (`X ∈ ℝ^{m×d}`), `generic` the quantities he left unspecified; `plain` that
    he says all of them are numbers, `along` that there are rows among them.
    """
    formulas = [*nodes, *given, *(d.body for d in definitions.values())]
    sizes = _sizes_in(formulas, declared, definitions)
    options = _options(formulas, definitions.keys() | sizes | generic, declared, _activations(definitions), along)
    options = [(name, _of_numbers(kinds) if plain else kinds) for name, kinds in options]
    best: Typing | None = None
    for tries, kinds in enumerate(choices(options)):
        static = sum(c for name, options_of in options for c, k in options_of if k == kinds[name])
        if tries > MAX_TRIES or (best is not None and static >= best.cost):
            break
        for layout in layouts:
            fixed = {**kinds, **dict.fromkeys(generic, "L")}
            typing = typed(fixed, definitions, declared, sizes, (layouts, layout), nodes, given, square)
            if typing is not None:
                typing.cost += static
                if best is None or typing.cost < best.cost:
                    best = typing
                break
    if best is not None:
        best.letters = with_domains(best.letters, formulas)
    return best


def _options(
    formulas: list[Node],
    settled: Set[str],
    declared: dict[str, tuple[str, ...]],
    activations: Set[str],
    along: bool,
) -> list[tuple[str, list[tuple[int, str]]]]:
    """The kinds open to each name in the formulas, priced; what is `settled`, built in or runs over a range needs none."""
    indices = _indices_in(formulas)
    sums = [x for n in formulas for x in walk(n) if isinstance(x, Bound) and x.op in ("sum", "prod")]
    running = {b.var.name for x in sums for b in x.binders} | (COUNTS - declared.keys() if sums else set())
    calls = {n.fn.name for node in formulas for n in walk(node) if isinstance(n, Call)}
    skip = settled | running | CONSTANTS | BUILTIN_FUNCTIONS | _PLACES
    options: list[tuple[str, list[tuple[int, str]]]] = []
    many = any(len(sizes) == 2 and base_letter(n) in DATA for n, sizes in declared.items())
    many = many or any(map(_adds_to_each, formulas))
    for name, use in sorted(uses(formulas).items()):
        kronecker = name == "delta" and use.arity == 2 and not use.bare
        index = name in indices and not use.arity and len(name) == 1 and name not in calls
        if kronecker or index or name in skip:
            continue
        if name in calls:
            smooth = use.primed or name in ELEMENTWISE or name in activations
            options.append((name, [(0 if smooth else 2, "E"), (1 if smooth else 0, "F"), (1, "L")]))
        elif name in declared:
            options.append((name, [(0, "S" if not declared[name] else "V" if len(declared[name]) == 1 else "M")]))
        else:
            kinds = kinds_of(name, use)
            kinds = [(0, "R"), *kinds] if along and name in BIASES else kinds
            options.append((name, _of_matrices(kinds) if (many or along) and base_letter(name).isupper() else kinds))
    return options


def _activations(definitions: dict[str, Definition]) -> frozenset[str]:
    """The f of `H = f(XV)`: what makes a matrix of a product of matrices."""
    made = [d.body for name, d in definitions.items() if base_letter(name).isupper() and Sym(name) not in LOSSES]
    return frozenset(b.fn.name for b in made if isinstance(b, Call) and len(b.args) == 1 and _of_capitals(b.args[0]))


def _of_capitals(node: Node) -> bool:
    factors = node.args if isinstance(node, Apply) and node.op == "mul" else (node,)
    return all(isinstance(f, Sym) and base_letter(f.name).isupper() for f in factors)


_NUMBERS = frozenset(["S", "S1", "E", "L"])
_SCALARS = re.compile(
    r"\bscalars\b|\b(?:all|everything|of|plain|only) (?:scalars?|numbers)\b|"
    r"\bscalar (?:case|states?|nets?|networks?|rnn|weights?|version|example|chain|units?|inputs?)\b|\b1-?d\b|\bone unit\b",
    re.I,
)


def says_scalars(text: str) -> bool:
    """Whether words say that there are no vectors here."""
    return _SCALARS.search(text) is not None


def _adds_to_each(node: Node) -> bool:
    """`A W + 1 bᵀ`: a bias for each of many samples."""
    for n in walk(node):
        match n:
            case Apply("mul", (Sym("ones"), Apply("T", (Sym(),)))) | Apply("mul", (Sym(), Apply("T", (Sym("ones"),)))):
                return True
    return False


def _of_matrices(kinds: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Of a capital beside a matrix of samples: no claim makes a column of it."""
    return [(cost if kind.startswith("M") else cost + 6, kind) for cost, kind in kinds]


def _of_numbers(kinds: list[tuple[int, str]]) -> list[tuple[int, str]]:
    return [(0 if kind in _NUMBERS else cost + 6, kind) for cost, kind in kinds]


def _indices_in(formulas: list[Node]) -> set[str]:
    return {
        x.name for n in formulas for s in walk(n) if isinstance(s, Sym) for i in s.index for x in walk(i)
        if isinstance(x, Sym)
    }  # fmt: skip


def _sizes_in(
    formulas: list[Node], declared: dict[str, tuple[str, ...]], definitions: dict[str, Definition]
) -> set[str]:
    """Letters that are sizes: what sums run up to, what stands in a declared shape, the last step of a recursion."""
    highs = {
        b.high.name for n in formulas for x in walk(n) if isinstance(x, Bound) for b in x.binders
        if isinstance(b.high, Sym) and not b.high.index
    }  # fmt: skip
    sizes = (highs | {s for shape in declared.values() for s in shape if not s.isdigit()}) - definitions.keys()
    running = {i for d in definitions.values() for i in d.index}  # h_t = …, Π_{j=k+1}^t
    return (sizes | {DEPTH} & _indices_in(formulas)) - running

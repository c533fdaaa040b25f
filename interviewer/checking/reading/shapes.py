"""Which sides of a line are numbers in a reading of the problem, by the types of its letters alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Letter
from interviewer.notation.products import OF_MATRICES, factors_of
from interviewer.notation.tree import Apply, Matrix, Node, Num, Sym, num, walk

_NUMBERS = frozenset(
    [
        "scalar",
        "positive",
        "unit",
        "sign",
        "binary",
        "integer",
        "variable",
        "label",
        "real",
        "small",
        "wide",
        "negative",
        "nonneg",
    ]
)
_DEPTH = {
    "vector": 1,
    "simplex": 1,
    "onehot": 1,
    "matrix": 2,
    "symmetric": 2,
    "spd": 2,
    "psd": 2,
    "diagonal": 2,
    "stochastic": 2,
    "orthogonal": 2,
    "permutation": 2,
    "lower": 2,
    "upper": 2,
}


_ONES, TWO = Sym("ones"), num(2)


def transposes_numbers(scope: Scope, nodes: Iterable[Node], assumed: Mapping[str, Letter]) -> bool:
    """`(x − μ)ᵀ`, `‖x − μ‖` or `𝟏ᵀ` where x, or all there is, is a number: whoever writes that means vectors."""
    nodes = tuple(nodes)
    symbols = [n for node in nodes for n in walk(node) if isinstance(n, Sym)]
    values = [s for s in symbols if (letter := scope.letter(s.name)) is not None and not letter.is_function]
    single = bool(values) and all(_number(scope, s, assumed) for s in values)

    def number(symbol: Sym) -> bool:
        return single if symbol == _ONES else _number(scope, symbol, assumed)

    told = scope.in_rows.union(*(scope.world.aliases.get(n, ()) for n in scope.in_rows))
    if any(s.name in told and len(s.index) == 1 and number(s) for s in symbols):
        return True
    transposed = (n.args[0] for node in nodes for n in walk(node) if isinstance(n, Apply) and n.op == "T")
    measured = (n.args[0] for node in nodes for n in walk(node) if isinstance(n, Apply) and n.op == "norm")
    return any(number(s) for argument in transposed for s in _terms(argument)) or any(
        number(s) and not _of_states(scope, s) for argument in measured for s in _terms(argument)
    )


def squares_samples(scope: Scope, nodes: Iterable[Node]) -> bool:
    """`Σ_i (x_i − x̄)²` where the x_i are vectors: whoever writes that means numbers."""
    vectors = {
        r for r, m in scope.world.row_families.items() if (t := scope.letter(m)) is not None and len(t.shape) == 2
    }
    bases = (
        n.args[0] for node in nodes for n in walk(node) if isinstance(n, Apply) and n.op == "pow" and n.args[1] == TWO
    )
    return bool(vectors) and any(s.name in vectors and len(s.index) == 1 for b in bases for s in _terms(b))


def _of_states(scope: Scope, symbol: Sym) -> bool:
    """A random variable with a table of values may stand for anything."""
    letter = scope.letter(symbol.name)
    return letter is not None and letter.kind in ("variable", "label")


def _terms(node: Node) -> list[Sym]:
    """The bare symbols that a sum adds up."""
    if isinstance(node, Apply) and node.op in ("add", "neg"):
        return [s for a in node.args for s in _terms(a)]
    return [node] if isinstance(node, Sym) else []


def _number(scope: Scope, symbol: Sym, assumed: Mapping[str, Letter]) -> bool:
    """Whether a symbol is a number by its type, declared or assumed; what is defined may be anything."""
    letter, depth = scope.letter(symbol.name) or assumed.get(symbol.name), len(symbol.index)
    rows = scope.world.row_families.get(symbol.name)
    if rows is not None and symbol.index:
        letter = scope.letter(rows)
    elif letter is not None and letter.index is not None:
        depth -= 1
    if letter is None or letter.is_function:
        return False
    return letter.kind in _NUMBERS or _DEPTH.get(letter.kind, 9) <= depth


def is_matrix(scope: Scope, body: Node) -> bool:
    """Whether a formula is a matrix as it is written: `diag(y) X Xᵀ diag(y)`, `(y yᵀ) ⊙ K`."""
    if isinstance(body, Matrix):
        return True
    if not isinstance(body, Apply):
        return False
    if body.op == "hadamard":
        return all(is_matrix(scope, a) for a in body.args)
    factors = factors_of(body, OF_MATRICES)
    return body.op == "diag" or (
        len(factors) > 1 and _has(scope, factors[0], "rows") and _has(scope, factors[-1], "columns")
    )


def has_rows(scope: Scope, name: str, seen: frozenset[str] = frozenset()) -> bool:
    """Whether a name is a matrix's, so that `A1 = 1` is of its rows: a letter, or what is made of matrices."""
    letter = scope.letter(name)
    bodies = [d.body for d in scope.definitions(name) if not d.is_call and name not in seen]

    def of_matrices(node: Node) -> bool:
        match node:
            case Sym(other):
                return has_rows(scope, other, seen | {name})
            case Apply("softmax" | "T", (inner,)) | Apply("div", (inner, _)):
                return of_matrices(inner)
            case Apply("mul" | "dot", (first, *others)):
                return of_matrices(first) and of_matrices(others[-1])
        return False

    return (letter is not None and letter.kind == "matrix") or any(map(of_matrices, bodies))


def is_column(scope: Scope, body: Node) -> bool:
    """Whether a formula has several entries as it is written: `X w − y`, `2 Xᵀ r`."""
    return _has(scope, body, "rows")


def _has(scope: Scope, node: Node, which: str) -> bool:
    """Whether a factor has several rows, or several columns."""
    match node:
        case Apply("T", (inner,)):
            return _has(scope, inner, "columns" if which == "rows" else "rows")
        case Apply("diag"):
            return True
        case Apply("times", args):
            return all(_has(scope, a, which) for a in args)
        case Apply("add" | "neg", args):
            return any(_has(scope, a, which) for a in args)
        case Apply("mul" | "dot"):
            factors = [
                f
                for f in factors_of(node, OF_MATRICES)
                if not (isinstance(f, Num) or (isinstance(f, Sym) and _number(scope, f, {})))
            ]
            return bool(factors) and _has(scope, factors[0 if which == "rows" else -1], which)
        case Sym(name, ()):
            letter = scope.letter(name)
            return letter is not None and letter.kind in (("matrix", "vector") if which == "rows" else ("matrix",))
    return False

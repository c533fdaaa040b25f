"""`X = QR`, `X = UDVᵀ`, `S = VΛVᵀ`, `S = LLᵀ`: a factorisation names its factors, which are functions of the matrix.

The thin forms (Golub and Van Loan, Matrix Computations): of a matrix n × d with n ≥ d, Q and U are n × d.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from interviewer.checking.fields import Field, Unsupported, is_array
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.checking.problem.worlds import worlds
from interviewer.notation.sigmas import with_letter_sigma
from interviewer.notation.tree import Apply, Binder, Bound, Node, Rel, Sym, names

_SYMMETRIC = frozenset(["symmetric", "spd", "psd"])
VALUES = frozenset(["singular_values", "eigenvalues"])  # on a diagonal
FACTORS = VALUES | {"left_singular", "right_singular", "qr_left", "qr_right", "eigenvectors", "cholesky"}


def factors_in(scope: Scope, nodes: Iterable[Node]) -> dict[str, Definition]:
    """The factors that equations among the nodes introduce, by name."""
    nodes = list(nodes)
    found: dict[str, Definition] = {}
    for node in nodes:
        if isinstance(node, Rel) and node.ops in (("=",), (":=",)):
            found |= _factors(scope, *node.operands, nodes)
    return found


def factorises(scope: Scope, node: Node) -> bool:
    """`X = UDVᵀ` once that is what U, D and V are."""
    if not (isinstance(node, Rel) and node.ops in (("=",), (":=",))):
        return False
    bodies = [d.body for n in names(node.operands[1]) for d in scope.own.get(n, ())]
    return any(is_factor(b) and isinstance(b, Apply) and b.args == node.operands[:1] for b in bodies)


def is_factor(node: Node) -> bool:
    """Whether a definition's body is a factor of a matrix."""
    return isinstance(node, Apply) and node.op in FACTORS


def _factors(scope: Scope, whole: Node, product: Node, others: list[Node]) -> dict[str, Definition]:
    if isinstance(product, Bound) and _is_matrix(scope, whole):
        return _parts(scope, whole, product)
    product = with_letter_sigma(product)  # X = UΣVᵀ
    if not isinstance(product, Apply) or product.op != "mul" or not _is_matrix(scope, whole):
        return {}
    flat = [q for p in product.args for q in (p.args if isinstance(p, Apply) and p.op == "mul" else (p,))]
    named = [found for p in flat if (found := _new_name(scope, p)) is not None]
    if len(named) < len(flat):
        return {}
    kinds: dict[str, str] = {}
    symmetric = _is_symmetric(scope, whole)
    match named:
        case [(a, False), (b, False), (c, True)] if a == c and symmetric:
            kinds = {a: "eigenvectors", b: "eigenvalues"}
        case [(a, False), (b, False), (c, True)] if len({a, b, c}) == 3:
            kinds = {a: "left_singular", b: "singular_values", c: "right_singular"}
        case [(a, False), (b, True)] if a == b and symmetric:
            kinds = {a: "cholesky"}
        case [(a, False), (b, False)] if a != b and (a == "Q" or _orthonormal(a, others)):
            kinds = {a: "qr_left", b: "qr_right"}
    out: dict[str, Definition] = {}
    for name, kind in kinds.items():
        out[name] = Definition(name, Apply(kind, (whole,)), fixed=False)
    return out


def _parts(scope: Scope, whole: Node, product: Bound) -> dict[str, Definition]:
    """The s_j, u_j and v_j of `X = Σ_j s_j u_j v_jᵀ`."""
    match product:
        case Bound(
            "sum", (Binder(Sym() as j),), Apply("mul", (Sym(s, (i,)), Sym(u, (k,)), Apply("T", (Sym(v, (l,)),))))
        ):
            kinds = {u: "left_singular", v: "right_singular"} if not _is_symmetric(scope, whole) or u != v else {}
            kinds = kinds or {u: "eigenvectors"}
            values = "singular_values" if len(kinds) == 2 else "eigenvalues"
            new = all(scope.letter(n) is None and n not in scope.own for n in (s, *kinds))
            if new and {i, k, l} == {j}:
                at = Apply("index", (Apply(values, (whole,)), j, j))
                parts = {n: Apply("index", (Apply("T", (Apply(kind, (whole,)),)), j)) for n, kind in kinds.items()}
                return {n: Definition(n, b, index=(j.name,), fixed=False) for n, b in ({s: at} | parts).items()}
    return {}


def _new_name(scope: Scope, part: Node) -> tuple[str, bool] | None:
    """A factor's name, and whether it stands transposed."""
    inner = part.args[0] if isinstance(part, Apply) and part.op == "T" else part
    fresh = isinstance(inner, Sym) and not inner.index and inner.name not in scope.own and _is_free(scope, inner.name)
    return (inner.name, inner is not part) if fresh and isinstance(inner, Sym) else None


def _is_free(scope: Scope, name: str) -> bool:
    """Whether a capital may be a factor: nothing of the problem's, or a number, as the D of all data is.

    The L of `Σ = LLᵀ` is none where a reading of the problem has that factor itself, under whatever name.
    """
    letter = scope.letter(name)
    called = (w.letters.get(target) for w in worlds(scope.world) for target in w.aliases.get(name, ()))
    free = letter is None or not (letter.shape or letter.is_function)
    return free and not any(t is not None and t.kind == "matrix" for t in called)


def _is_matrix(scope: Scope, node: Node) -> bool:
    letter = scope.letter(node.name) if isinstance(node, Sym) and not node.index else None
    return (letter is not None and letter.kind in {"matrix", *_SYMMETRIC}) or _is_symmetric(scope, node)


def _is_symmetric(scope: Scope, node: Node) -> bool:
    if isinstance(node, Apply) and node.op == "mul" and len(node.args) == 2:
        first, second = node.args
        return Apply("T", (first,)) == second or first == Apply("T", (second,))
    letter = scope.letter(node.name) if isinstance(node, Sym) else None
    return letter is not None and letter.kind in _SYMMETRIC


def _orthonormal(name: str, others: list[Node]) -> bool:
    gram = Apply("mul", (Apply("T", (Sym(name),)), Sym(name)))
    said = Apply("property", (Sym(name), Sym("orthogonal")))
    return any(n == said or (isinstance(n, Rel) and gram in n.operands) for n in others)


def factor_of(field: Field, kind: str, matrix: Any) -> Any:
    """A factor of a real matrix with at least as many rows as columns."""
    if not is_array(matrix) or field.name == "exact" or matrix.shape[0] < matrix.shape[1]:
        raise Unsupported("a factorisation of this")
    if field.name == "float":
        return _diagonal(kind, _by_numpy(kind, matrix.real)).astype(complex)
    import mpmath as mp

    m = mp.matrix([[mp.re(x) for x in row] for row in matrix.tolist()])
    return field.array(_diagonal(kind, np.array(_by_mpmath(kind, m, mp).tolist(), dtype=object)))


def _diagonal(kind: str, value: np.ndarray) -> np.ndarray:
    return np.diag(value.ravel()) if kind in VALUES else value


def _by_numpy(kind: str, m: np.ndarray) -> np.ndarray:
    match kind:
        case "qr_left" | "qr_right":
            return np.linalg.qr(m)[kind == "qr_right"]
        case "eigenvectors" | "eigenvalues":
            return np.linalg.eigh(m)[kind == "eigenvectors"]
        case "cholesky":
            return np.linalg.cholesky(m)
    u, s, vt = np.linalg.svd(m, full_matrices=False)
    return {"left_singular": u, "singular_values": s}.get(kind, vt.T)


def _by_mpmath(kind: str, m: Any, mp: Any) -> Any:
    match kind:
        case "qr_left" | "qr_right":
            return mp.qr(m, mode="skinny")[kind == "qr_right"]
        case "eigenvectors" | "eigenvalues":
            return mp.eigsy(m)[kind == "eigenvectors"]
        case "cholesky":
            return mp.cholesky(m)
    u, s, vt = mp.svd_r(m, full_matrices=False)
    return {"left_singular": u, "singular_values": s}.get(kind, vt.T)

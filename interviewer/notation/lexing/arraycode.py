"""Array code as formulas: `W.T.dot(dD)`, `np.matmul(A, B)`, `np.sum(dZ, axis=1, keepdims=True)`."""

from __future__ import annotations

import re

_DOT = re.compile(r"\.(?:dot|matmul|mm)\(")
_PRODUCT = re.compile(r"\b(?:dot|matmul|mm)\(\s*([\w.^\[\]{}'-]+)\s*,\s*([\w.^\[\]{}'-]+)\s*\)")
_SUM = re.compile(
    r"\bsum\(\s*([^(),]+?)\s*,\s*(?:axis|dim)\s*=\s*(0|1|-1)\s*(,\s*keepdims?\s*=\s*True\s*)?\)"
    r"|(?<![\w.])([\w^\[\]{}'-]+)\.sum\(\s*(?:(?:axis|dim)\s*=\s*)?(0|1|-1)\s*(,\s*keepdims?\s*=\s*True\s*)?\)"
)


def as_formulas(text: str) -> str:
    """The line with products and sums along an axis as linear algebra writes them."""
    text = _SUM.sub(_along, text)
    return _DOT.sub(" @ (", _PRODUCT.sub(r"(\1 @ \2)", text))


def _along(match: re.Match[str]) -> str:
    array, axis, kept = match[1] or match[4], match[2] or match[5], match[3] or match[6]
    if axis != "0":
        return f"({array}) \\mathbf{{1}}"
    return f"\\mathbf{{1}}^T ({array})" if kept else f"({array})^T \\mathbf{{1}}"

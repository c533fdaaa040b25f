"""Array code as formulas: `W.T.dot(dD)`, `np.matmul(A, B)`, `np.sum(dZ, axis=1, keepdims=True)`."""

from __future__ import annotations

import re

from interviewer.notation.lexing.axes import along_axes, closing, parts_of

_NAMES = {  # what code calls it, and what linear algebra does
    r"\b(?:eye|identity)\(\s*\w+\s*\)": "I",
    r"\bones\(\s*\w+\s*\)": r"\\mathbf{1}",
    r"\bmaximum\(": "max(",
    r"(?<![\w.])(?:[qQkK]|query|key|queries|keys)\.(?:size\(-1\)|shape\[(?:-1|1)\])": "d_k",
    r"\blogaddexp\(\s*0(?:\.0?)?\s*,\s*": "softplus(",
    r"\blog1p\(": "log(1 + ",
    r"(?<![\w\\])log2(?=\(|\s+(?:\d|[A-Za-zθ](?![a-z])))": "log_2",
    r"(?<![\w\\])d([A-Za-z]+)_d(?=[A-Za-z]+\d?\b)": r"d\1/d",  # dloss_dw
    r"\bsolve\(": "linsolve(",
    r"(?<=[\w)\]}'])\s*\.\*(?!\*)": " ⊙ ",
    r"(?<![\w.\\])([A-Za-z]+|[α-ωΑ-Ω])_(?:prime|deriv|derivative)(?=\s*\()": r"\1'",  # sigma_prime(z)
    r"(?<![\w.\\])([fghs]|sigma|sigmoid|relu|tanh)prime(?=\s*\()": r"\1'",
    r"(?<![\w.\\])grad_([A-Za-z]\d|[A-Za-z]_[a-z]{3,})(?=\s*=(?!=))": r"dL/d\1",  # grad_W1 = …, grad_y_pred = …
    r"(?<![\w.\\])grad_([A-Za-z]\d|[A-Za-z]_[a-z]{3,})(?!\w)(?=[^=]*$|[^=]*;)": r"(dL/d\1)",
    r"(?<![\w.\\])d([A-Za-zα-ωΑ-Ω]\w{0,2})_d([A-Za-zα-ωΑ-Ω]\w*)": r"d\1/d\2",  # dL_dw
}
_ARRAY = re.compile(r"(?<![\w\\.])(?:as)?(?:array|tensor)\(\s*(?=\[)")
_DOT = re.compile(r"\.(?:dot|matmul|mm)\(")
_PRODUCT = re.compile(r"(?<![\w.\\])(dot|matmul|bmm|mm)\(")
_LEAST_SQUARES = re.compile(r"\blstsq\(\s*(\w+)\s*,\s*(\w+)\s*(?:,[^()]*)?\)\s*\[0\]")
_OUTER = re.compile(r"(\*\s*)?\bouter\(\s*([^(),]+?)\s*,\s*([^(),]+?)\s*\)(\s*\*(?!\*))?")

_ALONG = re.compile(r"\b(?:axis|dim)\s*=")
_ENTRYWISE = re.compile(r"(?<=[A-Z])\s*\*\s*(?=\(?d?[A-Z](?![a-z(]))")  # A * dA of two matrices
_SPREAD = re.compile(
    r"(?<![\w.\\])((?:[AHKQVWXZ]|Phi)\d?(?:\.T)?|[A-Z]\w?\.T)\s*\*(?!\*)\s*(?=[A-Za-z(])"
)  # beside @, no product of matrices
_TRANSPOSED = re.compile(r"(?<=[\w)])\.(?:transpose\(\s*(?:-2\s*,\s*-1|-1\s*,\s*-2|0\s*,\s*1|1\s*,\s*0)?\s*\)|mT\b)")
_NAMED = re.compile(r"(?<![\w.])(query|key|value)(?=\s*(?:@|·|\^|[,)/*]|$))")  # the tensors of attention
_TIMES = r"(?:\*(?!\*)|⊙|∘|\\odot\b|\\circ\b)"
_TEST = r"\(\s*([\w.^\[\]{}]+(?:\(\w\)\}?)?\s*[<>]=?\s*[\w.]+)\s*\)(?:\.\w+\(\w*\))?"  # (z > 0).astype(float)
_MASKED = re.compile(rf"({_TIMES}\s*){_TEST}|{_TEST}(?=\s*{_TIMES})")
_ALL_TOKENS = re.compile(r"\bq\s*@\s*k(?:\.T\b|\^T)|\)\s*@\s*v\b")  # q @ k.T: rows of all tokens


def as_formulas(text: str) -> str:
    """The line with products, transposes and what runs along an axis as linear algebra writes them."""
    text = _unwrapped(text)
    for code, meaning in _NAMES.items():
        text = re.sub(code, meaning, text)
    text = _MASKED.sub(lambda m: f"{m[1] or ''}1[{m[2] or m[3]}]", text)  # what a comparison is as a factor
    text = _OUTER.sub(_outer, text) if "outer(" in text else text
    text = _ENTRYWISE.sub(" ⊙ ", text) if _ALONG.search(text) else text
    text = _SPREAD.sub(r"\1 ⊙ ", text) if "@" in text else text
    spelt = along_axes(_TRANSPOSED.sub("^T", text))
    spelt = _DOT.sub(" @ (", _multiplied(_LEAST_SQUARES.sub(r"\1^{†} @ \2", spelt)))
    spelt = _NAMED.sub(lambda m: m[1][0].upper(), spelt) if spelt != text else text
    return re.sub(r"(?<![\w.\\])[qkv](?!\w)", lambda m: m[0].upper(), spelt) if _ALL_TOKENS.search(spelt) else spelt


def _unwrapped(text: str) -> str:
    """`array([1, 2])` as [1, 2], with numbers that end in a point."""
    while match := _ARRAY.search(text):
        end = closing(text, match.end())
        if end is None:
            break
        inside = re.sub(r"(?<=\d)\.(?!\d)", "", text[match.end() : end])
        text = f"{text[: match.start()]}{inside}{text[end + 1 :]}"
    return text


def _multiplied(text: str) -> str:
    """`matmul(A, B)` as A @ B; `dot` of two vectors is their inner product."""
    start = 0
    while match := _PRODUCT.search(text, start):
        start, end = match.end(), closing(text, match.end())
        parts = parts_of(text[match.end() : end]) if end is not None else []
        if end is not None and len(parts) == 2:
            left, right = (p if re.fullmatch(r"[\w.^\[\]{}'-]+", p) else f"({p})" for p in parts)
            text = f"{text[: match.start()]}({left} {'·' if match[1] == 'dot' else '@'} {right}){text[end + 1 :]}"
            start = match.start() + 1
    return text


def _outer(match: re.Match[str]) -> str:
    """The matrix of two vectors, which code multiplies entry by entry."""
    before, first, second, after = match.groups()
    return f"{'⊙ ' if before else ''}(({first}) ({second})^T){' ⊙' if after else ''}"

"""Array code as formulas: `W.T.dot(dD)`, `np.matmul(A, B)`, `np.sum(dZ, axis=1, keepdims=True)`."""

from __future__ import annotations

import re

from interviewer.notation.lexing.axes import along_axes

_NAMES = {  # what code calls it, and what linear algebra does
    r"\b(?:eye|identity)\(\s*\w+\s*\)": "I",
    r"\bones\(\s*\w+\s*\)": r"\\mathbf{1}",
    r"\bmaximum\(": "max(",
    r"\blog1p\(": "log(1 + ",
    r"(?<![\w\\])d([A-Za-z]+)_d(?=[A-Za-z]+\d?\b)": r"d\1/d",  # dloss_dw
    r"\bsolve\(": "linsolve(",
    r"(?<=[\w)\]}'])\s*\.\*(?!\*)": " ⊙ ",
    r"(?<![\w.\\])([A-Za-z]+|[α-ωΑ-Ω])_(?:prime|deriv|derivative)(?=\s*\()": r"\1'",  # sigma_prime(z)
    r"(?<![\w.\\])d([A-Za-zα-ωΑ-Ω]\w{0,2})_d([A-Za-zα-ωΑ-Ω]\w*)": r"d\1/d\2",  # dL_dw
}
_DOT = re.compile(r"\.(?:dot|matmul|mm)\(")
_PRODUCT = re.compile(r"(?<![\w.\\])(dot|matmul|mm)\(")
_LEAST_SQUARES = re.compile(r"\blstsq\(\s*(\w+)\s*,\s*(\w+)\s*(?:,[^()]*)?\)\s*\[0\]")
_OUTER = re.compile(r"(\*\s*)?\bouter\(\s*([^(),]+?)\s*,\s*([^(),]+?)\s*\)(\s*\*(?!\*))?")

_TRANSPOSED = re.compile(r"(?<=[\w)])\.(?:transpose\(\s*(?:-2\s*,\s*-1|-1\s*,\s*-2|0\s*,\s*1|1\s*,\s*0)?\s*\)|mT\b)")
_NAMED = re.compile(r"(?<![\w.])(query|key|value)(?=\s*(?:@|·|\^|[,)/*]|$))")  # the tensors of attention
_TIMES = r"(?:\*(?!\*)|⊙|∘|\\odot\b|\\circ\b)"
_TEST = r"\(\s*([\w.^\[\]{}]+(?:\(\w\)\}?)?\s*[<>]=?\s*[\w.]+)\s*\)(?:\.\w+\(\w*\))?"  # (z > 0).astype(float)
_MASKED = re.compile(rf"({_TIMES}\s*){_TEST}|{_TEST}(?=\s*{_TIMES})")
_ALL_TOKENS = re.compile(r"\bq\s*@\s*k(?:\.T\b|\^T)|\)\s*@\s*v\b")  # q @ k.T: rows of all tokens


def as_formulas(text: str) -> str:
    """The line with products, transposes and what runs along an axis as linear algebra writes them."""
    for code, meaning in _NAMES.items():
        text = re.sub(code, meaning, text)
    text = _MASKED.sub(lambda m: f"{m[1] or ''}1[{m[2] or m[3]}]", text)  # what a comparison is as a factor
    text = _OUTER.sub(_outer, text) if "outer(" in text else text
    spelt = along_axes(_TRANSPOSED.sub("^T", text))
    spelt = _DOT.sub(" @ (", _multiplied(_LEAST_SQUARES.sub(r"\1^{†} @ \2", spelt)))
    spelt = _NAMED.sub(lambda m: m[1][0].upper(), spelt) if spelt != text else text
    return re.sub(r"(?<![\w.\\])[qkv](?!\w)", lambda m: m[0].upper(), spelt) if _ALL_TOKENS.search(spelt) else spelt


def _multiplied(text: str) -> str:
    """`dot(A, B)` as the product A B, of two vectors their inner product."""
    for match in reversed([*_PRODUCT.finditer(text)]):
        depth, commas, end = 1, list[int](), match.end()
        while end < len(text) and depth:
            depth += (text[end] in "([{") - (text[end] in ")]}")
            commas += [end] if text[end] == "," and depth == 1 else []
            end += 1
        if depth or len(commas) != 1:
            continue
        first, second = text[match.end() : commas[0]].strip(), text[commas[0] + 1 : end - 1].strip()
        sign = "·" if match[1] == "dot" else "@"
        text = f"{text[: match.start()]}({_grouped(first)} {sign} {_grouped(second)}){text[end:]}"
    return text


def _grouped(factor: str) -> str:
    return factor if re.fullmatch(r"[\w.^\[\]{}']+", factor) else f"({factor})"


def _outer(match: re.Match[str]) -> str:
    """The matrix of two vectors, which code multiplies entry by entry."""
    before, first, second, after = match.groups()
    return f"{'⊙ ' if before else ''}(({first}) ({second})^T){' ⊙' if after else ''}"

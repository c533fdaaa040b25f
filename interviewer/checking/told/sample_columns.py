"""Samples that stand in the columns of X, `X ∈ ℝ^{d×n}`: what the candidate calls X is Xᵀ where they are the problem's rows.

So is what he calls y where `y is a row`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.problem.column_worlds import COLUMNS, maps_columns
from interviewer.checking.problem.world import World

_THINGS = (
    r"(?:samples?|examples?|inputs?|data(?:\s+points?)?|observations?|points|feature\s+vectors|(?:the\s+)?(?:tokens?|embeddings?)"
    r"(?:\s+embeddings?)?|x_?i|xᵢ)"
)
_BEFORE = rf"\b{_THINGS}\b[^.;:=]{{0,30}}?\b(?:as|in|are|form|into)\s+(?:the\s+|its\s+|their\s+)?columns\b"
_AFTER = (
    rf"\bcolumns\b[^.;:=]{{0,20}}?\b(?:are|hold|contain|is)\s+(?:the\s+)?{_THINGS}|\bcolumns\s+(?:x_?\{{?[1i]|x[ᵢ₁])"
    rf"|\b(?:one|a|each)\s+{_THINGS}\s+(?:a|per|in\s+each|in\s+a|as\s+a|for\s+each|is\s+a)\s+column\b"
    rf"|\b(?:a|one|each)\s+column\s+(?:\w+\s+)?(?:a|per|for\s+each|is\s+(?:a|one))\s+{_THINGS}|\bcolumn\s+i\s+(?:of\s+X\s+)?(?:is|=)\s+x"
    r"|(?<![A-Za-z\\])(?:x_\{?\w\}?|xᵢ|xⱼ)\s*(?::?=|is|denotes)\s*(?:the\s+)?(?:\S+\s+)?column\b"
)
_LETTERS = r"(?<![A-Za-z\\∂])([A-Za-z])(?:\s*(?:,|and|&)\s*([A-Za-z]))?(?:\s*,?\s*and\s+([A-Za-z]))?"
_ROW = re.compile(
    rf"{_LETTERS}\s*,?\s+(?:is|are|as|being)?\s*(?:an?\s+|both\s+)?rows?(?:\s+vectors?)?(?=\s*(?:[,.;:)]|$|and\b|so\b|with\b))"
)
_FLAT = re.compile(
    r"(?<![A-Za-z\\∂])([A-Za-z])(?:\s*(?:,|and)\s*([A-Za-z]))?()\s*(?:∈|\\in)\s*(?:ℝ|R|\\mathbb\s*\{?\s*R\s*\}?)"
    r"\s*\^\s*[({]?\s*1\s*(?:×|\\times|x)"
)
_HEADING = re.compile(rf"^\s*(?:with\s+)?{_BEFORE}\s*:\s*", re.I)
_CUSTOMARY = ("A", "Z")  # names for such a matrix
_GREEK = {"Phi": "Φ"}
_NO_FACTOR = r"(?!\s*[@*·]?\s*(?:[A-Za-z](?![A-Za-z])|\())"
_LISTED = r"\s*=\s*[\[(]\s*\$?x[^\])=]*[\])]"  # A = [x₁ … xₙ]
_TRANSPOSED = r"(?:ᵀ|'(?!')|\.T\b|\^\s*(?:\{\s*)?(?:\\(?:top|intercal|mathsf\s*\{?\s*T\s*\}?|mathrm\s*\{?\s*T\s*\}?)|T(?![A-Za-z]))(?:\s*\})?)"
_OF_SCORES = re.compile(r"(?<![A-Za-z\\])([A-Za-z])\s*=\s*(?:\\?sigma|σ|sigmoid)\s*\(\s*([A-Za-z])\s*\)")
_MODEL = re.compile(  # Z = wᵀX, A = σ(wᵀX + b), A = sigmoid(np.dot(w.T, X) + b)
    rf"(?<![A-Za-z\\])([A-Za-z]|y_?hat|ŷ|\\hat\{{?y\}}?)(?:\^T)?\s*=\s*((?:(?:\\?sigma|σ|sigmoid)\s*\(\s*)?(?:np\.dot\(\s*)?)(w|θ|\\theta|theta)\s*{_TRANSPOSED}\s*[@*,]?\s*X(?:\^T|\.T|(?![A-Za-z.]))"
)
_SLOPE = re.compile(  # X(A − Y)ᵀ, np.dot(X, dZ.T): by columns, too
    rf"(?<![A-Za-z\\])X\s*[@*,]?\s*(?:d?[A-Za-z]|\([^()]*\))\s*{_TRANSPOSED}"
)


def in_rows(world: World, setup: Sequence[str], text: str) -> tuple[list[str], str]:
    """The lines with such a matrix, and with what is told to be a row, as the transpose of the problem's."""
    if any(v.in_columns for v in world.variants):
        return ([COLUMNS, *setup] if _own_world(world, setup, text) else list(setup)), text
    lines: list[str] = [*setup, text]
    if matrices := _matrices_told(world, setup):
        lines = [_HEADING.sub("", line) for line in lines]
    if not matrices and "X" in world.letters and any(map(_MODEL.search, lines)) and any(map(_SLOPE.search, lines)):
        matrices, setup = [("X", "X")], [*lines]  # no words needed
    model = _rows_of_model(setup) if matrices else []
    found = [*matrices, *((re.escape(n), n) for n in dict.fromkeys([*_rows_told(world, setup), *model]))]
    if not found:
        return lines[:-1], lines[-1]
    *setup, text = (_by_rows(line.split(";"), found, model, world) for line in lines)
    return setup, text


def _by_rows(statements: list[str], found: list[tuple[str, str]], model: list[str], world: World) -> str:
    """A line's statements with what is found to lie along turned upright, but for what defines the model's values."""
    defining = [any(re.search(rf"(?<![A-Za-z\\]){re.escape(n)}\s*=", x) for n in model) for x in statements]
    for name, matrix in found:
        listed = [_without_list(x, name, world) for x in statements]
        other = [
            x if matrix in model and d else _turned(x, name, matrix) for x, d in zip(listed, defining, strict=True)
        ]
        statements = statements if None in other else [x or "" for x in other]
    return ";".join(_as_column(x) if d else x for x, d in zip(statements, defining, strict=True))


def _as_column(statement: str) -> str:
    """`A = σ(Xw + b)` of the `A = σ(wᵀXᵀ + b)` that has come out, and `np.dot(X, w)` for code."""
    return _MODEL.sub(lambda m: f"{m[1]} = {m[2]}X{', ' if 'dot' in m[2] else ' '}{m[3]}", statement)


def _own_world(world: World, setup: Sequence[str], text: str) -> bool:
    """Whether words, or earlier formulas, tell that samples are columns, which a reading of the problem is for."""
    matrix = next(v.in_columns for v in world.variants if v.in_columns)
    if any(re.search(rf"=\s*{_alone(matrix)}\s*{_TRANSPOSED}{_NO_FACTOR}", line) for line in setup):
        return False  # Z = Xᵀ: they are the columns of that, and X has them as rows
    if any(re.search(way, line, re.I) for way in (_BEFORE, _AFTER) for line in (*setup, text)):
        return True
    return bool(_matrices_told(world, setup)) or any(maps_columns(line, matrix) for line in setup)


def _matrices_told(world: World, setup: Sequence[str]) -> list[tuple[str, str]]:
    """What earlier lines call a matrix with samples in its columns, and the problem's matrix that has them in its rows."""
    found: list[tuple[str, str]] = []
    for family, matrix in world.row_families.items():
        letter = world.letters.get(matrix)
        if not family.islower() or letter is None or len(letter.shape) != 2 or len(matrix) != 1:
            continue
        others = [_written(a) for a, targets in world.aliases.items() if matrix in targets and "." not in a]
        others += [n for n in _CUSTOMARY if n not in others and n != matrix]
        named = [
            n
            for n in others
            if any(re.search(rf"{_alone(n)}\s*=\s*{matrix}\s*{_TRANSPOSED}{_NO_FACTOR}", x) for x in setup)
        ]
        told = named or [
            n
            for n in (matrix, *others)
            if any(
                _stands_in_columns(world, x, n, letter.shape) or re.search(_side_by_side(n, family), x) for x in setup
            )
        ]
        found += [(told[0], matrix)] if told else []
    return list(dict.fromkeys(found))


def _written(name: str) -> str:
    """A letter as a pattern, in whichever script."""
    return name if len(name) == 1 else rf"(?:\\?{name}|{_GREEK[name]})" if name in _GREEK else re.escape(name)


def _without_list(line: str, name: str, world: World) -> str:
    """The line without the `= [x₁, …, xₙ]` that says what the columns are."""
    for family in world.row_families:
        line = re.sub(_side_by_side(name, family), lambda m: re.split(r":?=", m[0])[0].strip(), line)
    return re.sub(rf"({_alone(name)}){_LISTED}", r"\1", line)


def _alone(name: str) -> str:
    return (
        rf"(?<![A-Za-z\\])(?P<bold>\\(?:mathbf|boldsymbol|bm)\s*\{{\s*)?{name}(?(bold)\s*\}})(?![A-Za-z\u0300-\u036f])"
    )


def _rows_told(world: World, setup: Sequence[str]) -> list[str]:
    """The letters of columns of the problem's that earlier lines say are rows."""
    found = (
        n for line in setup for way in (_ROW, _FLAT) for m in way.finditer(line) for n in m.groups() if n and n != "a"
    )
    return [n for n in dict.fromkeys(found) if any(_is_column(world, t) for t in (n, *world.aliases.get(n, ())))]


def _rows_of_model(setup: Sequence[str]) -> list[str]:
    """`Z = wᵀX + b`, `A = σ(wᵀX + b)` and the targets Y beside them: a value for each of the samples in the columns of X."""
    made = [m[1] for line in setup for m in _MODEL.finditer(line)]
    made += [m[1] for line in setup for m in _OF_SCORES.finditer(line) if m[2] in made]
    slopes = [f"d{n}" for n in made if len(n) == 1]  # dZ = A − Y
    return [*dict.fromkeys(made), *slopes, "Y" if made[0].isupper() else "y"] if made else []


def _is_column(world: World, name: str) -> bool:
    """Whether the problem has a vector of that name, or a value for each sample."""
    letter = world.letters.get(name)
    if letter is not None:
        return letter.kind not in ("matrix", "symmetric") and len(letter.shape) == 1
    return any(len(d.index) == 1 and not d.is_call for d in world.definitions.get(name, ()))


def _side_by_side(matrix: str, family: str) -> str:
    """`X = [x₁, …, xₙ]`: vectors beside each other."""
    bold = r"(?:\\(?:mathbf|boldsymbol|bm)\s*\{?\s*)?"
    one = rf"{bold}{family}\s*\}}?\s*(?:_\s*\{{?\s*[\w]+\s*\}}?|[₀-₉ₙₘ])"
    dots = r"(?:…|\.\.\.|\\[lc]?dots)"
    comma = r"\s*(?:,|&|\\[,;]|\\quad|\s)\s*"
    return (
        rf"(?<![A-Za-z\\]){bold}{matrix}\s*\}}?\s*:?=\s*(?:\\left)?\s*[\[(]\s*(?:{one}{comma}){{1,2}}{dots}{comma}{one}"
        rf"\s*(?:\\right)?\s*[\])](?!\s*(?:{_TRANSPOSED}))"
    )


def _stands_in_columns(world: World, line: str, name: str, shape: tuple[str, ...]) -> bool:
    """Whether a line says, in words or by its shape, that samples are the columns of a matrix."""
    if re.search(_BEFORE, line, re.I) or re.search(_AFTER, line, re.I):
        capitals = re.findall(r"(?<![A-Za-z\\])[A-ZΦ](?![A-Za-z])|\\?\bPhi\b", line)
        return any(re.fullmatch(name, c) for c in capitals) or not capitals  # the one matrix that there is
    rows, columns = ("|".join(map(re.escape, (s, *world.other_names(s)))) for s in shape)
    space = r"(?:∈|\\in\b|is|of\s+shape|of\s+size|\()\s*(?:\\mathbb\s*\{?\s*R\s*\}?\s*\^|ℝ\s*\^?|R\s*\^)?\s*[({]?\s*"
    turned = rf"(?<![A-Za-z\\]){name}\s*\}}?\s*{space}(?:{columns})\s*(?:×|\\times|x|by|,|\\cdot)\s*(?:{rows})\b"
    return re.search(turned, line) is not None


def _turned(line: str, name: str, matrix: str) -> str | None:
    """The line with the matrix transposed wherever it stands; None where its entries are spoken of."""
    if len(name) == 1:
        line = re.sub(
            rf"(?<![A-Za-z\\])(?=[A-SU-Za-z]*{name})(?=[a-z]*[A-Z])[A-SU-Za-z]{{2,3}}(?![A-Za-z\u0300-\u036f])",  # no `row`
            lambda m: " ".join(m[0]),
            line,
        )
    found = rf"{_alone(name)}(?P<turned>\s*{_TRANSPOSED})?"
    if any(re.match(r"\s*(?:_|\[|[₀-₉ᵢⱼ]|\^|\*\*)", line[m.end() :]) for m in re.finditer(found, line)):
        return None
    mark = ".T" if "@" in line else "^T "
    slopes: list[str] = []
    line = re.sub(_slope_by(name), lambda m: slopes.append(m[0]) or f"⟪{len(slopes) - 1}⟫", line)
    line = re.sub(found, lambda m: f"{matrix} " if m["turned"] else matrix + mark, line)
    return re.sub(r"⟪(\d+)⟫", lambda m: f"({re.sub(_alone(name), matrix, slopes[int(m[1])])}){mark}", line)


def _slope_by(name: str) -> str:
    """`∂L/∂w`, `∇_w L`: it lies as what it is by."""
    of, end = r"[A-Zℓ](?:_\w)?", r"(?![A-Za-z])"
    return (
        rf"∂\s*{of}\s*/\s*∂\s*{name}{end}|(?<![A-Za-z])d{of}\s*/\s*d{name}{end}"
        rf"|\\[dt]?frac\s*\{{\s*(?:\\partial|d)\s*{of}\s*\}}\s*\{{\s*(?:\\partial\s*|d){name}\s*\}}"
        rf"|(?:∇|\\nabla)\s*_\s*\{{?\s*{name}\s*\}}?\s*{of}(?![A-Za-z(])"
    )

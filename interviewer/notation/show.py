"""Trees back to text a person reads: Unicode where a terminal has the characters, plain brackets elsewhere."""

from __future__ import annotations

from interviewer.notation.tables import tables
from interviewer.notation.tree import (
    ONE,
    Apply,
    Bound,
    Call,
    Cases,
    Deriv,
    Differential,
    Divergence,
    Group,
    Matrix,
    Moment,
    Node,
    Num,
    Rel,
    Sym,
    num,
)

_GREEK = {name: char for char, name in tables().letters.items() if name in tables().greek} | {
    "epsilon": "ε",
    "kronecker": "δ",
    "phi": "φ",
    "Sigma": "Σ",
    "theta": "θ",
    "mu": "μ",
    "sigma": "σ",
}
_ACCENT = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303", "dot": "\u0307"}
_SUPER = {v: k for k, v in tables().superscripts.items() if len(v) == 1}
_SUB = {v: k for k, v in tables().subscripts.items() if len(v) == 1}
_REL = {"<=": "≤", ">=": "≥", "!=": "≠"}
_SUM, _PRODUCT, _UNARY, _POWER, _ATOM = range(5)


def show(node: Node) -> str:
    """One line of Unicode, read back by the parser as the same tree wherever the notation allows."""
    return _show(node)[0]


def _at(node: Node, level: int) -> str:
    text, own = _show(node)
    return text if own >= level else f"({text})"


def _script(text: str, table: dict[str, str], mark: str) -> str:
    tight = text.replace(" ", "").replace("−", "-")  # x_{t − 1} as xₜ₋₁
    if tight and all(c in table for c in tight):
        return "".join(table[c] for c in tight)
    return f"{mark}{{{text}}}" if len(text) > 1 else f"{mark}{text}"


def name_text(name: str) -> str:
    """`y.hat` → ŷ, `W.Q` → W_Q, `theta.old` → θ_old."""
    stem, *decorations = name.split(".")
    base, _, fixed = stem.partition("_")
    text = _GREEK.get(base, base)
    for decoration in decorations:
        if decoration in _ACCENT:
            text += _ACCENT[decoration]
        elif decoration == "star":
            text += "*"
        elif decoration == "prime":
            text += "'"
        else:
            text += f"_{_GREEK.get(decoration, decoration)}"
    return text + (_script(_GREEK.get(fixed, fixed), _SUB, "_") if fixed else "")


def _indices(items: tuple[Node, ...]) -> str:
    if not items:
        return ""
    parts = [show(i) for i in items]
    joined = "".join(parts) if all(len(p) == 1 for p in parts) else ",".join(parts)
    return _script(joined, _SUB, "_")


def _show(node: Node) -> tuple[str, int]:
    match node:
        case Num(value):
            if value.denominator == 1:
                return str(value.numerator), _ATOM if value >= 0 else _SUM
            return f"{value.numerator}/{value.denominator}", _PRODUCT
        case Sym(name, index):
            special = {
                "const": "const",
                "ellipsis": "…",
                "infty": "∞",
                "dot": "·",
                "Reals": "ℝ",
                "hole": "",
                "default": "",
                "ones": "𝟏",
                "zeros": "0",
            }
            return special[name] if name in special else name_text(name) + _indices(index), _ATOM
        case Apply(op, args):
            return _apply(op, args)
        case Call(fn, args, given, params, primes):
            inside = ", ".join(map(show, args))
            if given:
                inside += " | " + ", ".join(map(show, given))
            if params:
                inside += ("; " if inside else "") + ", ".join(map(show, params))
            name = {"Normal": "N"}.get(fn.name) or show(fn)
            return f"{name}{chr(39) * primes}({inside})", _ATOM
        case Bound(op, binders, body):
            sign = {"sum": "Σ", "prod": "Π", "int": "∫"}.get(op, op)
            if op == "int":
                return f"∫ {_at(body, _PRODUCT)} {' '.join('d' + show(b.var) for b in binders)}", _PRODUCT
            ranges = [
                show(b.condition) if b.condition is not None else show(b.var) + (f"={show(b.low)}" if b.low else "")
                for b in binders
            ]
            low = ",".join(ranges)
            high = _script(show(binders[-1].high), _SUPER, "^") if binders and binders[-1].high else ""
            return f"{sign}{_script(low, _SUB, '_') if low else ''}{high} {_at(body, _PRODUCT)}", _PRODUCT
        case Moment(op, args, over, given):
            inside = ", ".join(map(show, args)) + (" | " + ", ".join(map(show, given)) if given else "")
            return (
                f"{'𝔼' if op == 'E' else op}{_script(show(over), _SUB, '_') if over is not None else ''}[{inside}]",
                _ATOM,
            )
        case Divergence(op, first, second):
            return f"{op}({show(first)} ‖ {show(second)})", _ATOM
        case Deriv(body, wrt, style):
            if style == "grad":
                over = ",".join(map(show, wrt))
                return f"∇{_script(over, _SUB, '_') + ' ' if over else ''}{_at(body, _POWER)}", _UNARY
            d = "d" if style == "total" else "∂"
            power = "²" if len(wrt) == 2 else ""
            return f"{d}{power}{_at(body, _POWER)}/{''.join(d + _at(w, _POWER) for w in wrt)}", _PRODUCT
        case Differential(body):
            return f"d{_at(body, _POWER)}", _UNARY
        case Rel(ops, operands):
            text = show(operands[0])
            for op, operand in zip(ops, operands[1:], strict=True):
                text += f" {_REL.get(op, op)} {show(operand)}"
            return text, _SUM
        case Matrix(rows):
            return "[" + "; ".join(", ".join(map(show, row)) for row in rows) + "]", _ATOM
        case Cases(branches):
            return "{" + "; ".join(
                show(v) + (f" if {show(c)}" if c is not None else "") for v, c in branches
            ) + "}", _ATOM
        case Group(kind, items):
            closing = {"(": ")", "[": "]", "{": "}", "\\{": "}", "constraints": ""}.get(kind, ")")
            return (
                f"{kind.lstrip(chr(92)) if kind != 'constraints' else ''}{', '.join(map(show, items))}{closing}",
                _ATOM,
            )
    raise TypeError(node)


def _apply(op: str, args: tuple[Node, ...]) -> tuple[str, int]:
    match op:
        case "add":
            text = _at(args[0], _SUM)
            for term in args[1:]:
                if isinstance(term, Apply) and term.op == "neg":
                    text += f" − {_at(term.args[0], _PRODUCT)}"
                else:
                    text += f" + {_at(term, _PRODUCT)}"
            return text, _SUM
        case "neg":
            return f"−{_at(args[0], _PRODUCT)}", _SUM
        case "mul":
            return " ".join(
                _at(a, _UNARY) if k < len(args) - 1 else _at(a, _PRODUCT if not _is_fraction(a) else _UNARY)
                for k, a in enumerate(args)
            ), _PRODUCT
        case "times" | "dot" | "hadamard" | "kron":
            sign = {"times": "*", "dot": "·", "hadamard": "⊙", "kron": "⊗"}[op]
            return f"{_at(args[0], _PRODUCT)} {sign} {_at(args[1], _UNARY)}", _PRODUCT
        case "div":
            if args == (Num_one(), Num_two()):
                return "½", _ATOM
            return f"{_at(args[0], _UNARY)}/{_at(args[1], _POWER)}", _PRODUCT
        case "pow":
            exponent = show(args[1])
            return f"{_at(args[0], _ATOM)}{_script(exponent, _SUPER, '^')}", _POWER
        case "T":
            return f"{_at(args[0], _ATOM)}ᵀ", _POWER
        case "inv":
            return f"{_at(args[0], _ATOM)}⁻¹", _POWER
        case "prime":
            return f"{_at(args[0], _ATOM)}'", _POWER
        case "norm":
            order = show(args[1])
            return f"‖{show(args[0])}‖{'' if order == '2' else _script(order, _SUB, '_')}", _ATOM
        case "abs":
            return f"|{show(args[0])}|", _ATOM
        case "factorial":
            return f"({show(args[0])})!", _ATOM
        case "sqrt":
            return f"√({show(args[0])})" if not isinstance(args[0], Sym | Num) else f"√{show(args[0])}", _ATOM
        case "index":
            return f"{_at(args[0], _ATOM)}{_indices(args[1:])}", _ATOM
        case "inner":
            return f"⟨{show(args[0])}, {show(args[1])}⟩", _ATOM
        case "at":
            return f"{_at(args[0], _UNARY)}|_{{{show(args[1])}}}", _UNARY
        case "indicator":
            return f"𝟙[{show(args[0])}]", _ATOM
        case "differential":
            return f"{'d' if args[2] == Sym('total') else '∂'}{_at(args[0], _POWER)}", _UNARY
        case "program":
            return f"{show(args[0])}  s.t.  {show(args[1])}", _SUM
    return f"{op}({', '.join(map(show, args))})", _ATOM


def _is_fraction(node: Node) -> bool:
    return isinstance(node, Apply) and node.op in ("div",)


def Num_one() -> Num:

    return ONE


def Num_two() -> Num:

    return num(2)

"""`Q ∈ ℝ^{n×d}` compares shapes, `y ∈ {0,1}` values; for a new letter either declares it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from interviewer.checking.claims.result import Result
from interviewer.checking.clock import Clock
from interviewer.checking.evaluation.evaluate import Env
from interviewer.checking.evaluation.layouts import asked
from interviewer.checking.fields import IllTyped, Unsupported, is_array
from interviewer.checking.models.assume import assignments
from interviewer.checking.models.comparison import Witness, plain
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.models.sampling import Sampler
from interviewer.checking.models.square_matrices import square_matrix
from interviewer.checking.problem.aliases import knows_somewhere
from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.size_equations import MAX_SIZE, at_sizes
from interviewer.checking.problem.world import Definition, Letter
from interviewer.notation.tree import Apply, Group, Node, Num, Rel, Sym

DECLARED = "a declaration"


def judge_membership(
    scope: Scope, left: Node, right: Node, clock: Clock, filters: tuple[Rel, ...], introduces: bool = False
) -> Result:
    """`Q ∈ ℝ^{n×d_k}` compares shapes, `y ∈ {0,1}` values; for a new letter either declares it."""
    scope = _with_sizes(scope, left, right)
    scope = at_sizes(scope, sizes_told(scope, Rel(("∈",), (left, right))))
    of, right = _entries(right)
    target = _space(right)
    if isinstance(left, Sym) and left.name in ("ones", "zeros", "I") and target is not None:
        return Result("given", scope, "a constant")  # as long as what stands beside it
    if isinstance(left, Sym) and (not scope.knows(left.name) or introduces) and not left.index and target is not None:
        letter = _declared(scope, left, target, of)
        if letter is not None:
            return Result("given", scope.with_type(letter), DECLARED)
        return Result("undecided", scope, "I do not know these sizes")
    if isinstance(left, Group):
        return Result("undecided", scope, "write one membership at a time")
    if target is None:
        return Result("undecided", scope, "I do not know this set")
    if _in_between(scope, left, of, right):
        return Result("given", scope, "of that kind here")
    values = _VALUES.get(_numbers(right.items), "") if isinstance(right, Group) else ""
    for assumed in assignments(scope, (left,), set(free_indices(scope, (left,)))):
        guessed = assumed.get(left.name) if isinstance(left, Sym) and values else None
        if guessed is not None and guessed.kind == "vector":
            return Result("given", scope.with_type(replace(guessed, of=values)), DECLARED)
        sampler = Sampler(scope, (left,), clock, assumed, filters, scope.conditions)
        sampler.layout = asked((left,), scope.context)[0]
        try:
            for sample in sampler.samples(4):
                value = sample.evaluator.value(left, sample.env)
                if target[0] == "reals":
                    want = tuple(sample.evaluator.index(s, sample.env) for s in target[1])
                    have = value.shape if is_array(value) else ()
                    if len(want) == 1:
                        want = (*want, 1)
                    if want == (1, 1):
                        want = ()
                    if have != want:
                        text = "×".join(map(str, have)) or "a number"
                        return Result(
                            "refuted",
                            scope,
                            f"the shape is {text}, not {'×'.join(map(str, want)) or 'a number'}",
                            Witness({}, list(have), list(want)),
                            ("∈", left, right),
                        )
                else:
                    values = list(value.flat) if is_array(value) else [value]
                    if not all(_member(sample.evaluator, complex(v).real, target, sample.env) for v in values):
                        return Result(
                            "refuted",
                            scope,
                            "a value lies outside the set",
                            Witness({}, plain(value), None),
                            ("∈", left, right),
                        )
            known = "of that shape" if target[0] == "reals" else "of that kind here"
            return Result("given" if isinstance(left, Sym) else "verified", scope, known, pair=("∈", left, right))
        except (Unsupported, IllTyped, IndexError, KeyError) as error:
            problem = str(error)
    return Result("undecided", scope, problem)


def _with_sizes(scope: Scope, left: Node, right: Node) -> Scope:
    """`X ∈ ℝ^{n×p}` for an X that has d columns: p is what he calls d, whatever else the problem calls p."""
    target = _space(right)
    letter = scope.letter(left.name) if isinstance(left, Sym) and not left.index else None
    if target is None or letter is None or len(target[1]) != len(letter.shape):
        return scope
    for named, size in zip(target[1], letter.shape, strict=True):
        aliases = scope.world.aliases.get(named.name, ()) if isinstance(named, Sym) else ()
        if (
            isinstance(named, Sym)
            and named.name not in scope.own
            and size in aliases
            and named.name not in (size, *scope.world.sizes)
        ):
            scope = scope.with_definition(Definition(named.name, Sym(size), fixed=False))
    return scope


def sizes_told(scope: Scope, node: Node) -> dict[str, int]:
    """`x_i ∈ ℝ²` tells how large d is, where no line has done so."""
    match node:
        case Rel(("∈",), (Sym() as left, right)) if (target := _space(_entries(right)[1])) and target[0] == "reals":
            shape = _shape(scope, left)
        case _:
            return {}
    if len(target[1]) != len(shape):
        return {}
    told = {size: int(n.value) for n, size in zip(target[1], shape, strict=True) if isinstance(n, Num)}
    open_sizes = {*scope.world.sizes} - scope.world.size_values.keys()
    return told if told.keys() <= open_sizes and all(0 < v <= MAX_SIZE for v in told.values()) else {}


def _shape(scope: Scope, symbol: Sym) -> tuple[str, ...]:
    """The sizes of a letter of the problem's or of a row of its samples."""
    rows = scope.letter(scope.world.row_families.get(symbol.name, "")) if symbol.index else None
    letter = scope.letter(symbol.name)
    if rows is not None:
        return rows.shape[len(symbol.index) :]
    if symbol.name in scope.world.row_families:
        return ()  # for x, z ∈ ℝ²: any two of that space
    return letter.shape if letter is not None and not symbol.index else ()


_VALUES = {(0, 1): "binary", (-1, 1): "sign"}


def _entries(space: Node) -> tuple[str, Node]:
    """What the entries of `{0, 1}^d` are, and ℝᵈ for it; any other space as it is."""
    match space:
        case Apply("pow", (Group("{" | "\\{", items), exponent)):
            of = _VALUES.get(_numbers(items), "")
            return (of, Apply("pow", (Sym("Reals"), exponent))) if of else ("", space)
    return "", space


def of_values(scope: Scope, node: Node) -> Letter | None:
    """The letter that `ỹ_i ∈ {−1, 1}` makes of a new name: one number, or one for each sample. Real numbers are restricted."""
    match node:
        case Rel(("∈",), (Sym(name, (Sym(),)), Group("{" | "\\{", items))) if name in scope.world.letters:
            of, letter = _VALUES.get(_numbers(items), ""), scope.world.letters[name]
            plain = letter.kind == "vector" and not letter.of and not scope.definitions(name)
            return replace(letter, of=of) if of and plain and len(letter.shape) == 1 else None
        case Rel(("∈",), (Sym(name, index), Group("{" | "\\{", items))) if not knows_somewhere(scope, name):
            of = _VALUES.get(_numbers(items), "")
            sampled = "n" in scope.world.sizes and all(isinstance(i, Sym) for i in index)
            if of and len(index) == 1 and sampled:
                return parse_letter(name, f"vector n of {of}")
            return parse_letter(name, of) if of and not index else None
    return None


def _numbers(items: tuple[Node, ...]) -> tuple[float, ...]:
    found: list[float] = []
    for item in items:
        match item:
            case Num(value):
                found.append(float(value))
            case Apply("neg", (Num(value),)):
                found.append(-float(value))
    return tuple(sorted(found)) if len(found) == len(items) else ()


def _in_between(scope: Scope, left: Node, of: str, space: Node) -> bool:
    """`x_i ∈ {0, 1}` of what a reading draws from between: what holds of all those holds of these."""
    binary = of == "binary" or (isinstance(space, Group) and _numbers(space.items) == (0, 1))
    letter = scope.letter(left.name) if isinstance(left, Sym) else None
    return binary and letter is not None and "unit" in (letter.kind, letter.of)


def _declared(scope: Scope, left: Sym, target: tuple[str, tuple[Node, ...]], of: str = "") -> Letter | None:
    """The letter that a membership in ℝ, ℝᵈ, ℝ^{n×d} or {0, 1}ᵈ makes of a name."""
    shape = [_size_name(scope, s) for s in target[1]]
    if target[0] != "reals" or not all(shape) or len(shape) > 2:
        return None
    if left.name in scope.traits and len(shape) == 2 and shape[0] == shape[1]:  # an n × n permutation matrix
        return parse_letter(left.name, square_matrix(scope.traits[left.name], str(shape[0])))
    entries = ["of", of] if of else []
    return parse_letter(left.name, " ".join([("scalar", "vector", "matrix")[len(shape)], *map(str, shape), *entries]))


def declarations(scope: Scope, nodes: tuple[Node, ...]) -> Scope | None:
    """The scope in which a line of memberships alone stands as the candidate's own set-up, `x, z ∈ ℝ²`."""
    for node in nodes:
        target = _space(node.operands[1]) if isinstance(node, Rel) and node.ops == ("∈",) else None
        if (
            target is None
            or not isinstance(node, Rel)
            or not isinstance(node.operands[0], Sym)
            or node.operands[0].index
        ):
            return None
        letter = _declared(scope, node.operands[0], target)
        if letter is None:
            return None
        scope = scope.with_type(letter)
    return scope


def _space(node: Node) -> tuple[str, tuple[Node, ...]] | None:
    if node == Sym("Reals"):
        return "reals", ()
    if isinstance(node, Apply) and node.op == "pow" and node.args[0] == Sym("Reals"):
        exponent = node.args[1]
        return "reals", _sizes(exponent)
    if (
        isinstance(node, Apply)
        and node.op == "times"
        and isinstance(node.args[0], Apply)
        and node.args[0].op == "pow"
        and node.args[0].args[0] == Sym("Reals")
    ):
        return "reals", (node.args[0].args[1], node.args[1])
    if isinstance(node, Group) and node.kind in ("{", "\\{"):
        return ("set", node.items) if Sym("ellipsis") not in node.items else None
    if isinstance(node, Group) and node.kind in ("[", "(", "interval") and len(node.items) == 2:
        return ("open" if node.kind == "(" else "closed"), node.items
    return None


def sizes_of_space(node: Node) -> tuple[Node, ...]:
    """The sizes of a space ℝ^{n×d}; none of any other set."""
    kind, sizes = _space(node) or ("", ())
    return sizes if kind == "reals" else ()


def _sizes(exponent: Node) -> tuple[Node, ...]:
    """The sizes in `n × d`, `h·d_v × d` and ASCII's `n x d`: a cross stands between them, other products are inside one."""
    run: list[list[Node]] = [[]]

    def visit(node: Node) -> None:
        if isinstance(node, Apply) and node.op in ("times", "mul", "dot"):
            for k, part in enumerate(node.args):
                if k and node.op == "times":
                    run.append([])
                visit(part)
        elif isinstance(node, Apply) and node.op == "div":
            visit(node.args[0])
            run[-1] = [Apply("div", (run[-1][0] if len(run[-1]) == 1 else Apply("mul", tuple(run[-1])), node.args[1]))]
        elif node == Sym("x"):
            run.append([])
        else:
            run[-1].append(node)

    visit(exponent)
    if len(run) == 1 and isinstance(exponent, Apply):
        return exponent.args if exponent.op in ("mul", "dot") else (exponent,)
    return tuple(part[0] if len(part) == 1 else Apply("mul", tuple(part)) for part in run if part)


def _member(ev: Any, x: float, target: tuple[str, tuple[Node, ...]], env: Env) -> bool:
    ends = [complex(ev.value(i, env)).real for i in target[1]]
    if target[0] == "set":
        return any(abs(x - e) < 1e-9 for e in ends)
    if target[0] == "open":
        return ends[0] < x < ends[1]
    return ends[0] - 1e-9 <= x <= ends[1] + 1e-9


def _size_name(scope: Scope, node: Node) -> str | None:
    if isinstance(node, Sym) and node.name in scope.world.sizes:
        return node.name
    if isinstance(node, Num) and node.value.denominator == 1 and 0 < node.value < 10:
        return str(node.value)
    if isinstance(node, Apply) and node.op == "mul":
        factors = [_size_name(scope, a) for a in node.args]
        return "*".join(f for f in factors if f) if all(factors) else None
    return None

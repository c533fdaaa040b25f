"""What a line's words say is optimised: `the ridge estimate minimises f`, `maximising f under g gives …` as a program."""

from __future__ import annotations

from dataclasses import replace

from interviewer.notation.clause import Clause, Line
from interviewer.notation.tree import Apply, Bound, Call, Group, Moment, Node, Rel, Sym, walk

_STEMS = {"minimis": "min", "minimiz": "min", "maximis": "max", "maximiz": "max"}
_ENDINGS = ("e", "es", "ed", "ing", "er", "ation")
SENSES: dict[str, str] = {stem + ending: sense for stem, sense in _STEMS.items() for ending in _ENDINGS}
SENSES |= {"minimum": "min", "maximum": "max", "descent": "min", "ascent": "max"}
_KINDS: dict[str, str] = dict.fromkeys(
    "loss cost objective criterion error penalised penalized regularised regularized squares".split(), "min"
)
_KINDS |= dict.fromkeys("likelihood log-likelihood posterior reward".split(), "max")
_OPTIMUM = frozenset(
    "optimum optimal optimality solution stationary stationarity zero normal estimate estimator".split()
)
OPTIMA = ("min", "max", "argmin", "argmax")


def sense_told(words: tuple[str, ...]) -> str:
    """`min` or `max` by the words of a line, those that say it outright first; empty where none does."""
    return next((table[w] for table in (SENSES, _KINDS) for w in words if w in table), "")


def names_sense(text: str) -> bool:
    """Whether a line may set up an objective by itself."""
    return any(word in SENSES for word in text.casefold().split())


def speaks_of_optimum(words: tuple[str, ...]) -> bool:
    return bool(_OPTIMUM & {*words}) or any(w in SENSES for w in words)


def program_of(node: Node) -> Bound | None:
    """The optimum of a program, without its constraints."""
    inner = node.args[0] if isinstance(node, Apply) and node.op == "program" else node
    return inner if isinstance(inner, Bound) and inner.op in OPTIMA else None


def constraints_of(program: Node) -> tuple[Node, ...]:
    listed = program.args[1] if isinstance(program, Apply) and program.op == "program" else None
    return listed.items if isinstance(listed, Group) else ()


def with_programs(line: Line) -> tuple[Clause, ...]:
    """The clauses of a line with what its words optimise as a program, `let` where the line goes on."""
    clauses = [part for clause in line.clauses for part in _named(clause)]
    at = next((k for k, c in enumerate(clauses) if program_of(c.node) is not None), None)
    if at is None and (sense := sense_told(line.words)):
        at = _told(clauses, sense, outright=any(w in SENSES for w in line.words))
    if at is None:
        return tuple(clauses)
    end = at + 1
    while end < len(clauses) and clauses[end].role == "assume" and isinstance(clauses[end].node, Rel):
        end += 1
    program = _within(clauses[at].node, tuple(c.node for c in clauses[at + 1 : end]))
    rest = [*clauses[:at], *clauses[end:]]
    return (*clauses[:at], replace(clauses[at], node=program, role="let" if rest else "claim"), *clauses[end:])


def _named(clause: Clause) -> tuple[Clause, ...]:
    """`minimise f(w) = …` defines f and says what it is for."""
    match clause.node:
        case Rel(("=",), (Bound("min" | "max", _, Call() | Sym() as head) as best, value)):
            return replace(clause, node=Rel(("=",), (head, value))), Clause("let", best)
        case Rel(("=",), (Moment("E", (Sym() as by,), Sym() as of), value)) if by in walk(value):
            error = Call(Sym("E", (of,)), (by,))  # the error E_n(w), which is no expectation
            return (replace(clause, role="claim", node=Rel(("=",), (error, value))),)
    return (clause,)


def _told(clauses: list[Clause], sense: str, outright: bool) -> int | None:
    """Put what the words optimise into the clauses, and say where it stands."""
    for k, clause in enumerate(clauses):
        if clause.role == "claim" and _is_value(clause.node):
            clauses[k] = replace(clause, node=Bound(sense, (), clause.node))
            return k
    heads = [c.node.operands[0] for c in clauses if isinstance(c.node, Rel) and c.node.ops == ("=",)]
    if heads and isinstance(heads[0], Call) and (outright or (len(heads) == 1 and _is_plain(heads[0]))):
        clauses.append(Clause("let", Bound(sense, (), heads[0])))
        return len(clauses) - 1
    return None


def _is_plain(head: Call) -> bool:
    """J(w) and no density."""
    return not (head.given or head.params or (head.fn.name[:1] in "pqPQ" and len(head.fn.name) == 1))


def _within(program: Node, constraints: tuple[Node, ...]) -> Node:
    if not constraints:
        return program
    if isinstance(program, Apply) and isinstance(program.args[1], Group):
        program, constraints = program.args[0], (*program.args[1].items, *constraints)
    return Apply("program", (program, Group("{", constraints)))


def _is_value(node: Node) -> bool:
    """A formula that claims nothing: what stands in it is worth being made small."""
    summed = isinstance(node, Bound) and node.op in ("sum", "prod", "int")
    return summed or (
        isinstance(node, Apply)
        and node.op in ("add", "mul", "times", "div", "pow", "norm", "neg", "log", "mean")
        and any(isinstance(n, Sym) for n in walk(node))
    )

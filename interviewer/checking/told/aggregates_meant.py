"""Lines on the information that x and z share: where q(z|x) is known and nobody says what q(z) is, this is the aggregate posterior."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.problem.world import World
from interviewer.notation.show import show
from interviewer.notation.statements import clauses_read
from interviewer.notation.tree import Call, Moment, Node, Sym, walk

_TOLD = re.compile(
    r"[,;]?\s*(?:(?:and|where|with|let)\s+)?\$?(?P<head>I(?:_q)?)(?:\s*\([^()]*\))?\$?\s*(?:=|:=|is|be|denotes)\s+(?:the\s+)?mutual\s+information"
    r"(?:\s+(?:of|between)\s+\$?(?P<one>\w)\$?\s*(?:and|,)\s*\$?(?P<other>\w)\$?)?"
    r"(?:\s+(?:under|for|of)\s+(?:the\s+joint\s+)?(?P<law>[^;]*))?\s*$",
)
_ALONE = re.compile(r"(?<![A-Za-z\\_{])I(?![A-Za-z_(\[{]|\s*[(\[])")


def with_information_told(setup: Sequence[str], text: str) -> tuple[list[str], str]:
    """`I = mutual information of x and z under p(x) q(z|x)` put where the step writes I."""
    out: list[str] = []
    for line in setup:
        told = _TOLD.search(line)
        if told is None:
            out.append(line)
            continue
        of_q = "_q" if told["head"] == "I_q" or re.match(r"[^|]*q", told["law"] or "") else ""
        if told["one"]:
            text = _ALONE.sub(lambda _, m=told, q=of_q: f"I{q}({m['one']};{m['other']})", text)
        text = re.sub(r"(?<![A-Za-z\\_])I(?=\()", f"I{of_q}", text)
        out += [line[: told.start()]] if line[: told.start()].strip() else []
    return out, text


def with_aggregate(problem: World, setup: Sequence[str], text: str) -> list[str]:
    """The earlier lines and, before a step that speaks of I_q(x; z) or of I(x; z) beside q(z|x), `q(z) = E_{p(x)}[q(z|x)]`."""
    if "I" not in text:
        return list(setup)
    laws = [n for n, d in problem.distributions.items() if d.get("of") and d.get("given")]
    nodes = [n for c in clauses_read(text, problem.vocabulary) for n in walk(c.node)]
    information = [n for n in nodes if isinstance(n, Call) and n.fn.name == "MI"]
    if not information or not laws:
        return list(setup)
    conditional = next((n for n in nodes if _is_conditional(n, laws)), None)
    if not isinstance(conditional, Call) or any(_tells_aggregate(line, problem, laws) for line in setup):
        return list(setup)
    over = next(
        (n.over for n in nodes if isinstance(n, Moment) and n.over is not None and _averages(n, conditional)), None
    )
    mean = show(Moment("E", (conditional,), over or Call(Sym("p"), conditional.given)))
    return [*setup, f"{show(Call(conditional.fn, conditional.args))} = {mean}"]


def _is_conditional(node: Node, laws: Sequence[str]) -> bool:
    return isinstance(node, Call) and node.fn.name in laws and bool(node.given) and len(node.args) == 1


def _averages(mean: Moment, conditional: Call) -> bool:
    """`E_{p(x)}[… q(z|x) …]`: over what the density is given, and that alone."""
    over = mean.over
    return (
        isinstance(over, Call)
        and over.args == conditional.given
        and any(n == conditional for a in mean.args for n in walk(a))
    )


def _tells_aggregate(line: str, problem: World, laws: Sequence[str]) -> bool:
    nodes = [c.node for c in clauses_read(line, problem.vocabulary)]
    return any(_is_conditional(n, laws) for node in nodes for n in walk(node))

"""What a set-up shows the components of a mixture to be: `components N(x|μ_k, s_k² I)` says Σ_k = s_k² I."""

from __future__ import annotations

import re
from dataclasses import replace

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import World
from interviewer.checking.told.values import with_told_values
from interviewer.notation.clause import Clause
from interviewer.notation.formulas import calls_written
from interviewer.notation.tree import Apply, Call, Node, Num, Rel, Sym, names, num, transform, walk

MOST_CHARACTERS, MOST_SHOWN = 600, 4

_HEAD = re.compile(
    r"(?:\\mathcal\s*\{?\s*N\s*\}?|\\mathrm\{N\}|𝒩|(?<![A-Za-z_\\{])(?:N|Normal))\s*(?:\\left\s*|\\!\s*)*\("
)


_LETTER = r"(?:\\(?:mathbf|boldsymbol|bm)\s*)?\{?[xyzXYZ]\}?(?:[_^]\{?\(?\w\)?\}?|[ᵢₙ])?"
_SAID_OF = re.compile(  # what a density is said to be of: of component k, of x given its label, of x with weights π_k
    rf"(?:(?:^|[,;:$(]|\b(?!log|ln|exp|sum|prod)[a-z]+)\s*\$?|(?:[pP]\s*\(\s*)?{_LETTER}\s*(?:\||\\mid)\s*(?:{_LETTER}\s*=\s*)?k\s*(?:\)\s*=|~|∼|\\sim)\s*|"
    rf"(?:p\s*\(\s*{_LETTER}\s*\)\s*=|{_LETTER}\s*(?:~|∼|\\sim))\s*(?:Σ|∑|\\sum|sum)_?\{{?ₖ?k?(?:\s*=\s*1)?\}}?(?:\^\{{?K\}}?)?\s*"
    r"(?:π|\\pi|pi|α|\\alpha|w|\\phi|φ)_?\{?[kₖ]\}?\s*)$"
)


def with_components(scope: Scope, text: str) -> tuple[Scope, str]:
    """The scope after a line that shows the density of component k, and the line without what says no more than that."""
    if len(text) > MOST_CHARACTERS or not any(_laws(w) for w in scope.world.variants):
        return scope, text
    rest, after = text, scope
    for start, end, law in reversed(_shown(scope, text)):
        known = False
        for world, family in ((w, f) for w in scope.world.variants for f in _laws(w)):
            told = _told(world, family, law)
            if told is not None:
                made, known = with_told_values(after, [Clause("let", told)])
                after = made if known else after
            elif not known and _is_problems(world, family, law):
                known, after = True, after if after is not scope else replace(after, setting=world)
            if known:
                break
        head = _SAID_OF.search(text[:start])
        if known and head is not None:
            rest = f"{rest[: head.start()]} {rest[end:]}"
    return after, rest


def _is_problems(world: World, family: Call, law: Call) -> bool:
    """`N(μ_k, σ_k²)` of numbers, which one reading of the problem has."""
    problem, shown = _runs(family.params[1]), _runs(law.params[1])
    if problem is None or shown is None or family.params[1] == problem or law.params[1] == shown:
        return False
    return problem.name == shown.name or problem.name in world.aliases.get(shown.name, ())


def _laws(world: World) -> list[Call]:
    """The Gaussians of a reading of the problem whose parameters run with a label."""
    bodies = [d.body for ds in world.definitions.values() for d in ds if d.given]
    return [
        b for b in bodies if isinstance(b, Call) and b.fn.name == "Normal" and len(b.params) == 2 and _runs(b.params[1])
    ]


def _runs(node: Node) -> Sym | None:
    """The letter of a family: Σ_z, σ_z²."""
    base = node.args[0] if isinstance(node, Apply) and node.op == "pow" else node
    return base if isinstance(base, Sym) and len(base.index) == 1 else None


def _shown(scope: Scope, text: str) -> list[tuple[int, int, Call]]:
    """The Gaussian densities in a line with their places."""
    found = calls_written(text, list(_HEAD.finditer(text))[:MOST_SHOWN], scope.vocabulary)
    return [(a, b, node) for a, b, node in found if node.fn.name == "Normal" and len(node.params) == 2]


def _told(world: World, family: Call, law: Call) -> Rel | None:
    """The equation that makes the problem's spread the one shown; None where that is the problem's own."""
    mean, spread = law.params
    problem = _runs(family.params[1])
    label = mean.index[0] if isinstance(mean, Sym) and len(mean.index) == 1 else None
    if problem is None or not isinstance(label, Sym):
        return None
    shaped = bool(world.letters[problem.name].shape) if problem.name in world.letters else False
    matrix = Sym("I") in walk(spread) or any(isinstance(n, Apply) and n.op == "diag" for n in walk(spread))
    base = spread.args[0] if isinstance(spread, Apply) and spread.op == "pow" and spread.args[1] == num(2) else spread
    if isinstance(base, Sym) and not matrix:
        own = base.name == problem.name or problem.name in world.aliases.get(base.name, ())
        if (own and base.index) or (base is spread) is not shaped:
            return None
    elif not matrix or not shaped or any(isinstance(n, Num) and n.value < 0 for n in walk(spread)):
        return None
    if names(spread) & {world.row_families.get("x", "x"), "x"}:
        return None
    head = transform(family.params[1], lambda n: Sym(n.name, (label,)) if n == problem else n)
    return Rel(("=",), (head, spread))

"""What words claim beside a formula that only introduces a name: `g = … is the gradient`, `Newton's method: u = …`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.checking.claims.constraints import FEASIBLE
from interviewer.checking.claims.pointwise import CONDITIONS
from interviewer.checking.claims.result import DEFINITION
from interviewer.checking.claims.updates import ALONG
from interviewer.checking.judged import Judged
from interviewer.checking.told.relatives import UNHEARD, said_of_it
from interviewer.notation.clause import Clause, Line
from interviewer.notation.parsing.words import CONNECTIVES, DIVERGENCES
from interviewer.notation.show import name_text
from interviewer.notation.tree import Call, Group, Node, Num, Rel, Sym, names, walk
from interviewer.notation.words.conceding import concedes

_INTRODUCING = frozenset("let define denote introduce call write set put where here with assume suppose".split())
_NAMES = frozenset(
    "gradient derivative hessian solution minimum minimiser maximiser optimum optimal dual lagrangian likelihood posterior prior "
    "loss update bound elbo step estimate estimator mle marginal evidence".split()
)


OF_YOUR_OWN = "if {0} is a name of your own, write 'let {0} = …'; else say what it is, as an equation"
_COMES_TO = frozenset("converges converge diverges diverge oscillates".split())  # of steps: if their size is right
_MOMENTS = frozenset("mean variance covariance precision expectation mode".split())


_ACCENTS = frozenset(["tilde", "bar", "prime", "check", "breve", "dot", "ddot"])  # of a letter that is another one


def _is_labelled(name: str) -> bool:
    """The w_ridge, S_N and μ̂ that say what they are meant to be, beside plain letters and w̃."""
    _, *labels = name.replace("_", ".").split(".")
    return bool(set(labels) - _ACCENTS)


def _is_word(name: str) -> bool:
    """The dist of `dist(x, H) = …` and the prior of `prior(θ) = …`, which are meant to be what they are called."""
    return name.isalpha() and len(name) > 3 and name_text(name) == name


def _is_divergence(name: str) -> bool:
    """The KL of `KL = …`: between which distributions is not said, and it is no name of one's own."""
    return name in DIVERGENCES.values()


def _limit_of_words(line: Line) -> bool:
    """`…; for ε → ∞ the responsibilities turn one-hot`: no formula says what becomes of them."""
    last = line.clauses[-1] if line.clauses else None
    if last is None:
        return False
    goes = last.role in ("quantify", "assume") and isinstance(last.node, Rel) and "→" in last.node.ops
    behind = line.words[last.after :] if goes and last.after is not None else ()
    return len([w for w in behind if w not in CONNECTIVES]) > 1


def _is_number(node: Node) -> bool:
    """The ½ of `…, with peak ½`, of which no formula says what it is; whole numbers count things, `with 8 heads`."""
    return not isinstance(node, Num) and not names(node) and not any(isinstance(n, Rel | Group) for n in walk(node))


def _is_left(clause: Clause, words: Sequence[str]) -> bool:
    """Whether nothing was made of a value in words: of a number, or of the σ² of `if q_i and k_i have variance σ²`."""
    if clause.role not in ("assume", "reason") or isinstance(clause.node, Rel):
        return False
    return _is_number(clause.node) or (bool(clause.after) and words[clause.after - 1] in _MOMENTS)


def _set_to_numbers(line: Line) -> list[str]:
    """The w_new of `p = 3/4, w_new = (−0.3, ln 3)`: what follows from the numbers before is no name beside them."""
    sides = (c.node.operands for c in line.clauses if isinstance(c.node, Rel) and c.node.ops == ("=",))
    return [
        head.name
        for head, value in (s for s in sides if len(s) == 2)
        if isinstance(head, Sym) and isinstance(value, Group) and not names(value)
    ]


def with_words_heard(judged: Judged, line: Line) -> Judged:
    """`g = … is the gradient`, `mean = …` and `Newton's method: u = …` claim in words what a formula alone introduces."""
    limit = _limit_of_words(line) and judged.kind in ("verified", "given")
    if limit or (judged.kind == "verified" and judged.message == ALONG and _COMES_TO & set(line.words)):
        return replace(judged, kind="undecided", message="where this leads is said in words; write it as a limit")
    if judged.kind == "verified" and said_of_it(line):
        return replace(judged, kind="undecided", message=UNHEARD)
    if judged.kind == "verified" and judged.message.endswith((FEASIBLE, CONDITIONS)) and concedes(line.words):
        return replace(judged, kind="undecided", message="for which values this is meant is said in words; write them")
    if judged.kind == "verified" and any(_is_left(c, line.words) for c in line.clauses):
        return replace(
            judged, kind="undecided", message="what this number is of is said in words; write it as an equation"
        )
    bare = judged.kind == "given" and (judged.result is None or judged.result.message in (DEFINITION, ""))
    introduced = bool(_INTRODUCING & set(line.words))
    worked = judged.kind == "given" and not bare and not introduced
    if worked and (name := next(filter(_is_labelled, _set_to_numbers(line)), "")):
        return replace(judged, kind="undecided", message=OF_YOUR_OWN.format(name.replace(".", " ")))
    lefts = [c.node.operands[0] for c in line.clauses if isinstance(c.node, Rel)]
    heads = {
        ".".join(
            [h.name, *(i.name for i in h.index if isinstance(i, Sym) and i.name.isupper())]
        )  # the N of S_N counts all
        for h in lefts
        if isinstance(h, Sym)
    }
    said = frozenset(line.words)
    claimed = _NAMES & said if introduced else (_NAMES | _MOMENTS) & heads or _NAMES & said or said - CONNECTIVES
    called = {h.fn.name for h in lefts if isinstance(h, Call)}
    named = (
        h
        for h in sorted(heads | called)
        if (h in heads and (_is_labelled(h) or _is_divergence(h))) or (h in called and _is_word(h))
    )
    if bare and not introduced and (name := next(named, "")):
        return replace(judged, kind="undecided", message=OF_YOUR_OWN.format(name.replace(".", " ")))
    if not (bare and claimed):
        return judged
    message = "the words name what this is meant to be; write that as a formula, such as ∂L/∂w = …"
    return replace(judged, kind="undecided", message=message)

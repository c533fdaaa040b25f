"""The last doubts of a verdict: fifty digits, earlier lines that were not understood, words that may say when a formula holds."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from itertools import permutations

from interviewer.checking.claims.constraints import FEASIBLE
from interviewer.checking.claims.optima import optimum_named
from interviewer.checking.claims.supposing import VARIANT
from interviewer.checking.claims.weights import FORM
from interviewer.checking.judged import Judged, by_shapes
from interviewer.checking.left_open import left_open
from interviewer.checking.models.undeclared import index_names
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.sizes import size_name, size_of, sizes_in
from interviewer.checking.reading.product_divergences import INDEPENDENCE, of_independent_parts
from interviewer.checking.reading.through import MASK_WORDS, mask_at
from interviewer.checking.told.activations import activation_words, supposes_bound
from interviewer.checking.told.additive_noise import weighs_samples
from interviewer.checking.told.spoken_sizes import size_words
from interviewer.notation.clause import Line
from interviewer.notation.parsing.words import THINGS
from interviewer.notation.show import show
from interviewer.notation.tree import ZERO, Apply, Call, Cases, Node, Num, Rel, Sym, names, walk
from interviewer.notation.words.restricting import said_besides

EVERY_ARGUMENT = (
    "I cannot bound a function everywhere; write the bound at the arguments that are meant, σ'(z^{(l)}) ≤ …"
)
WORDS_NOT_UNDERSTOOD = (
    "the formula alone does not hold, and its words may say more than I understand; write them as formulas"
)
WHICH_SLOPE = "I cannot tell whether dX is a differential here or the gradient of a loss by X; write ∂L/∂X for that"
_CODE = re.compile(r"@|\b(?:axis|dim)\s*=|\.T\b|\bnp\.|\btorch\.")
_OPTIMAL = re.compile(
    r"\b(?:minimi[sz]|maximi[sz])(?:ing|es|er|ed)\b|\b(?:minimal|maximal|optimal|optimum|minimum|maximum|best)\b", re.I
)
_CONSTANT = re.compile(r"\bcolumn\s+of\s+(?:ones|1s)\b|\b(?:intercept|constant\s+feature)\b", re.I)
CONSTANT = "I know of no constant among the features here; write what it says, as in 'X e = 1'"
WHICH_SIZE = "the problem leaves open how large {0} is; say so before, as in 'let {0} = …'"
UNKNOWN = "I do not know what {0} is here; introduce it with 'let {0} = …'"  # an x_i is an entry or a row
WHICH_LOSS = "with such noise the likeliest weights are those of another loss; write out what is minimised"
NOT_UNDERSTOOD = "an earlier line that speaks of the same letters was not understood; write it as formulas"


def _torn(judged: Judged) -> str:
    """The w₀ of `σ((w₁ − w₀)ᵀx)` where the reading that fails takes it for the problem's b, and its sister for no such thing."""
    line = judged.line.clauses if judged.line is not None else ()
    told = {
        n
        for c in line
        for n in walk(c.node)
        if isinstance(n, Sym) and len(n.index) == 1 and isinstance(n.index[0], Num)
    }
    read = {n for node in judged.nodes for n in walk(node) if isinstance(n, Sym)}
    sisters = [n for n in told if any(o.name == n.name and o in read for o in told - {n})]
    return next((show(n) for n in sisters if n not in read), "")


def _row_or_entry(judged: Judged) -> str:
    """The x₁ of `w₁x₁ + w₂x₂` where that is the first sample: beside an entry of w it may be one of x."""
    scope = judged.read_in
    products = [n.args for node in judged.nodes for n in walk(node) if isinstance(n, Apply) and n.op == "mul"]
    for a, b in (pair for args in products if scope is not None for pair in permutations(args, 2)):
        if isinstance(a, Sym) and isinstance(b, Sym) and a.index == b.index and len(a.index) == 1 and scope is not None:
            rows = scope.letter(scope.world.row_families.get(b.name, ""))
            vector = scope.letter(a.name)
            if rows is not None and vector is not None and vector.shape == rows.shape[1:]:
                return show(b)
    return ""


def _is_loss(scope: Scope, name: str) -> bool:
    return any(d.sense for d in scope.world.definitions.get(name, ()))


def _supposes_in_words(judged: Judged, line: Line) -> bool:
    """`if all scores of row i are equal then …`: what is supposed is no formula."""
    supposed = [c.node for c in line.clauses if c.role == "assume"]
    stated = FORM in judged.scope.own or any(
        isinstance(n, Rel) or (isinstance(n, Apply) and n.op == "property") for n in supposed
    )
    return bool({"if", "when", "suppose", "under"} & set(line.words)) and bool(supposed) and not stated


def _said_besides(judged: Judged, line: Line) -> int:
    """Words that may say when a refuted formula holds and that nothing has heard.

    The `concave` of `where log is concave` is a clause, and `causal` has called for a reading of the problem.
    """
    properties = [c.node.args[1] for c in line.clauses if isinstance(c.node, Apply) and c.node.op == "property"]
    heard = {p.name for p in properties if isinstance(p, Sym)}
    here = judged.read_in
    if here is not None:
        heard |= activation_words(here, line.text)
    if here is not None:
        heard |= size_words(here, line.text)
    if mask_at(line.clauses) is not None:
        heard |= MASK_WORDS
    if any(isinstance(n, Cases) for c in line.clauses for n in walk(c.node)):
        heard |= {"otherwise", "else"}
    if here is not None and any(of_independent_parts(c.node, here) != c.node for c in line.clauses):
        heard |= INDEPENDENCE
    if judged.result is not None and judged.result.message.endswith(FEASIBLE):
        heard.add("feasible")
    if here is not None and here.about:
        heard |= {w for name in here.about for phrase in here.world.about[name] for w in phrase.split()}
    if here is not None and any(dependencies(here, n) & here.world.changed for n in judged.nodes):
        heard |= {w for phrase in here.world.words for w in phrase.split()}
    if any(isinstance(c.node, Rel) and "←" in c.node.ops for c in line.clauses):
        heard |= {"small", "fixed", "suitable", "sufficiently", "enough"}  # of how long a step is
    return said_besides(line, judged.after, heard) + _of_others(line, here, heard)


def _of_others(line: Line, here: Scope | None, heard: Collection[str]) -> bool:
    """Whether a line speaks of what the problem does not have, `the bias is a constant feature`: a model of another kind."""
    said = f" {' '.join(line.words)} ".casefold()
    absent = here.world.vocabulary.absent if here is not None else frozenset[str]()
    return any(f" {noun} " in said and not {*noun.split()} <= THINGS | {*heard} for noun in absent)


def _is_law(scope: Scope, node: Node) -> bool:
    """Whether a clause says what a distribution of the problem is."""
    head = node.operands[0] if isinstance(node, Rel) else None
    named = {head.fn.name, *scope.world.aliases.get(head.fn.name, ())} if isinstance(head, Call) else set[str]()
    return bool(named & scope.world.distributions.keys())


def confirmed(judged: Judged, before: Scope) -> Judged:
    """A refutation that fifty digits do not confirm is none, nor one that leans on a line we did not understand.

    An equation that holds whatever an unknown letter is stands: no line can take that from it.
    """
    if judged.line is not None and before.unread and judged.kind != "undecided":
        present = frozenset[str]().union(*(names(c.node) for c in judged.line.clauses))
        spoken = {n for n in present if n in before.unread or n.split(".")[0] in before.unread}  # the θ of θ_MAP
        if judged.kind == "given" and spoken and any(_is_law(before, c.node) for c in judged.line.clauses):
            return replace(judged, kind="undecided", message=NOT_UNDERSTOOD)  # P(c) = … of classes told in words
        spoken -= index_names(judged.nodes)
        unknown = {
            name for name in spoken if not before.knows(name) and name in frozenset().union(*map(names, judged.nodes))
        }
        parts = {n for n in present if n.islower() and n.upper() in before.unread}  # the uⱼ of a U
        parts |= {n for n in before.unread if _is_loss(before, n) and _leans(judged, n)}
        if (unknown and not judged.equations) or ((spoken or parts) and judged.kind == "refuted"):
            return replace(judged, kind="undecided", message=NOT_UNDERSTOOD)
    chosen = judged.kind == "given" and judged.result is not None and judged.result.message == VARIANT
    if chosen and judged.line is not None and before.unread:  # which of several forms, a line that was lost may say
        if before.unread & frozenset[str]().union(*(names(c.node) for c in judged.line.clauses)):
            return replace(judged, kind="undecided", message=NOT_UNDERSTOOD)
    lost = before.unread & (judged.read_in or before).world.changed  # a loss of his, where this reading has another one
    if judged.kind == "verified" and before.foreign and any(_is_loss(before, n) and _leans(judged, n) for n in lost):
        return replace(judged, kind="undecided", message=NOT_UNDERSTOOD)
    if judged.kind in ("verified", "given") and judged.line is not None and before.unsettled:
        if before.unsettled & frozenset[str]().union(*(names(c.node) for c in judged.line.clauses)):
            return replace(judged, kind="undecided", message=NOT_UNDERSTOOD)
    if judged.kind == "verified" and before.clash and not before.own and judged.line is not None:
        heads = [n.operands[0] for n in judged.nodes if isinstance(n, Rel)]
        if any(optimum_named(judged.read_in or before, head) is not None for head in heads):
            return replace(judged, kind="undecided", message=NOT_UNDERSTOOD)  # of a model that was not taken in
    if judged.kind == "refuted" and judged.line is not None:
        supposed = [c.node for c in judged.line.clauses if c.role in ("assume", "reason", "quantify")]
        if supposes_bound(judged.read_in or before, [*supposed, *before.filters]):
            return replace(judged, kind="undecided", message=EVERY_ARGUMENT)
    if judged.kind == "refuted" and judged.result is not None and by_shapes(judged):
        indexed = {n.name for node in judged.nodes for n in walk(node) if isinstance(n, Sym) and n.index}
        if rows := indexed & set(judged.result.assumed or ()):
            return replace(judged, kind="undecided", message=UNKNOWN.format(min(rows)))
    if judged.kind == "refuted" and by_shapes(judged) and (letter := _torn(judged) or _row_or_entry(judged)):
        return replace(judged, kind="undecided", message=UNKNOWN.format(letter))
    if why := left_open(judged, before):
        return replace(judged, kind="undecided", message=why)
    if judged.kind == "refuted" and judged.line is not None and _supposes_in_words(judged, judged.line):
        return replace(judged, kind="undecided", message=WORDS_NOT_UNDERSTOOD)
    if judged.kind == "refuted" and _sums_to_zero(judged) and _CONSTANT.search(before.context):
        return replace(judged, kind="undecided", message=CONSTANT)
    if judged.kind == "refuted" and judged.line is not None and _sets_optimum(judged, judged.line):
        return replace(judged, kind="undecided", message=WORDS_NOT_UNDERSTOOD)
    if judged.kind == "refuted" and judged.line is not None and _said_besides(judged, judged.line):
        return replace(judged, kind="undecided", message=WORDS_NOT_UNDERSTOOD)
    if judged.kind == "refuted" and judged.line is not None and _CODE.search(judged.line.text):
        if any(isinstance(n, Apply) and n.op == "differential" for node in judged.nodes for n in walk(node)):
            return replace(judged, kind="undecided", message=WHICH_SLOPE, result=None)
    if judged.kind == "refuted" and weighs_samples(before):
        heads = {n.operands[0] for n in judged.nodes if isinstance(n, Rel) and n.ops[0] == "="}
        if heads & {*map(Sym, before.world.unknowns)}:
            return replace(judged, kind="undecided", message=WHICH_LOSS)
    if judged.kind == "refuted" and (size := _open_size(judged)):
        return replace(judged, kind="undecided", message=WHICH_SIZE.format(size), result=None)  # no slip
    witness = judged.result.witness if judged.result else None
    if judged.kind != "refuted" or judged.result is None or witness is None or witness.confirm is None:
        return judged
    again = witness.confirm()
    if again.outcome != "fails":
        return replace(judged, kind="undecided", message=again.reason)
    return replace(judged, result=replace(judged.result, witness=again.witness))


def _sums_to_zero(judged: Judged) -> bool:
    """`Σ_i (y_i − ŷ_i) = 0`, which holds where one of the features is constant."""
    pair = judged.result.pair if judged.result is not None else None
    return pair is not None and pair[0] == "=" and ZERO in pair[1:]


def _sets_optimum(judged: Judged, line: Line) -> bool:
    """`KL is minimal at a = m, s² = v`, `the minimising s satisfies s² = v`: of a free letter, where words say that something is optimal."""
    scope, pair = judged.read_in or judged.scope, judged.result.pair if judged.result is not None else None
    if pair is None or pair[0] != "=" or not _OPTIMAL.search(line.text):
        return False
    head = pair[1].args[0] if isinstance(pair[1], Apply) and pair[1].op == "pow" else pair[1]
    free = isinstance(head, Sym) and not scope.definitions(head.name) and head.name not in scope.world.unknowns
    return free and isinstance(head, Sym) and scope.letter(head.name) is not None


def _open_size(judged: Judged) -> str:
    """A size of the problem's that an equation sets which holds at some sizes: `d_k = d/h`, `h = 8, d = 512, d_k = d/h = 64`."""
    scope, pair = judged.read_in, judged.result.pair if judged.result is not None else None
    if scope is None or pair is None or not scope.world.customs:
        return ""
    equations = [n.operands for n in judged.nodes if isinstance(n, Rel) and {*n.ops} == {"="}]
    told = {size_name(h): v.value for h, *_, v in equations if isinstance(h, Sym) and isinstance(v, Num)}
    sizes = {**scope.world.size_values, **{n: int(v) for n, v in told.items() if v.denominator == 1}}
    for operands in equations:
        within = [sizes_in(scope, o) for o in operands]
        names_open = [n for part in within for n in part or () if n not in scope.world.size_values]
        customary = any(names(c) & {*names_open} for c in scope.world.customs)  # d_k = d h is not how heads are cut
        sets = any(isinstance(o, Sym) for o in operands)  # and no cost 2n²d
        if sets and {*pair[1:]} <= {*operands} and names_open and None not in within and (told or not customary):
            return names_open[0] if len({size_of(o, sizes) for o in operands} - {None}) < 2 else ""
    return ""


def _leans(judged: Judged, name: str) -> bool:
    """Whether a line is about what the problem makes of a name, as δ is of the loss."""
    scope = judged.read_in
    return scope is not None and any(name in dependencies(scope, node) for node in judged.nodes)

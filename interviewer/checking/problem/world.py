"""The problem's world: its typed letters, sizes, fixed definitions and the readings it allows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from interviewer.notation.tree import Call, Node, Num, Sym, walk
from interviewer.notation.vocabulary import Vocabulary

BUILTIN_FUNCTIONS = frozenset(
    [
        "exp",
        "log",
        "sqrt",
        "sin",
        "cos",
        "tan",
        "tanh",
        "sinh",
        "cosh",
        "arctan",
        "arccos",
        "arcsin",
        "erf",
        "abs",
        "sign",
        "relu",
        "sigmoid",
        "softplus",
        "softmax",
        "logit",
    ]
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A typed letter. `rows` names the family of its rows; `index` the index that its sizes depend on."""

    name: str
    kind: str
    shape: tuple[str, ...] = ()
    of: str = ""
    rows: str | None = None
    index: str | None = None
    reach: tuple[str, ...] = ()
    follows: str = ""  # a parameter that moves it: the φ of μ_φ
    stacked: bool = False  # a family that is one matrix as a whole, its members on top of each other

    def __hash__(self) -> int:  # asked for at every draw: the rest seldom tells two letters apart
        return hash((self.name, self.kind, self.shape))

    @property
    def is_function(self) -> bool:
        return self.kind == "function"


@dataclass(frozen=True, slots=True)
class Definition:
    """`name[index](params) = body`. `pattern` is the defining call for distributions: arguments and conditions by name.

    `alternatives` are other bodies the name may fairly be given (½ or 1/n in a loss, when `scale`); `fixed` says that the
    problem settles it, so that a candidate's own version is judged against it.
    """

    name: str
    body: Node
    params: tuple[str, ...] = ()
    index: tuple[str, ...] = ()
    alternatives: tuple[Node, ...] = ()
    scale: bool = False
    fixed: bool = True
    given: tuple[str, ...] = ()
    is_call: bool = False
    sense: str = ""
    carried: bool = False
    density: bool = False
    supposes: str = ""  # the variable whose Gaussian prior it rests on
    open: bool = False  # the problem leaves it to the candidate in which of the alternatives he works
    ranges: tuple[str, ...] = ()  # the sizes up to which its indices run, where nothing in its body tells
    towards: str = ""  # `min` or `max`: where steps along its gradient go, of an objective of which no optimum is asked


def under_any_prior(definition: Definition) -> Definition | None:
    """What is left of a definition where the variable it rests on has another prior: the forms that name this, as −log p(D|θ) − log p(θ)."""
    bodies = tuple(b for b in (definition.body, *definition.alternatives) if _names_prior(b, definition.supposes))
    return replace(definition, body=bodies[0], alternatives=bodies[1:]) if bodies else None


def _names_prior(body: Node, variable: str) -> bool:
    return any(
        isinstance(n, Call) and n.fn == Sym("p") and n.args == (Sym(variable),) and not n.given for n in walk(body)
    )


@dataclass(frozen=True, slots=True)
class Swap:
    """Letters that others give another part: where they call `called` with a point, or a line shows a pattern."""

    called: str = ""
    function: str = ""
    shows: str = ""
    letters: tuple[tuple[str, str], ...] = ()
    weights: str = ""  # written beside the point where his function is of any kind
    indexed: bool = True  # whether only those with an index are meant


@dataclass(frozen=True)
class Count:
    """How many numbers something has, in letters that words introduce: those of `once` are one where nobody tells them."""

    names: tuple[str, ...]
    amount: Node
    letters: Mapping[str, tuple[str, ...]]
    once: tuple[str, ...] = ()
    unit: str = ""  # the letter that counts only in its own unit: of bytes
    when: tuple[str, ...] = ()  # words that must be said besides

    @property
    def vocabulary(self) -> frozenset[str]:
        """The words that its names and letters are told by."""
        said = (*self.names, *self.when, *(w for words in self.letters.values() for w in words))
        return frozenset(w for phrase in said for w in (phrase, *phrase.split()))


@dataclass(frozen=True)
class Form:
    """Words that say which of its forms a quantity has, and these as formulas: `cross-entropy`, of a loss."""

    words: tuple[str, ...]
    formulas: tuple[str, ...]


@dataclass(frozen=True)
class Shares:
    """What a softmax of scores runs over, as the keys, and what has shares in it, as each query: the letter of each and its words."""

    over: str
    of: str
    words_over: tuple[str, ...] = ()
    words_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class World:
    """Everything the checker knows of a problem."""

    sizes: tuple[str, ...] = ()
    size_values: Mapping[str, int] = field(default_factory=dict)
    letters: Mapping[str, Letter] = field(default_factory=dict)
    definitions: Mapping[str, tuple[Definition, ...]] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    row_families: Mapping[str, str] = field(default_factory=dict)
    unknowns: tuple[str, ...] = ()
    multipliers: tuple[str, ...] = ()
    conditions: Mapping[str, tuple[Node, ...]] = field(default_factory=dict)
    constraints: tuple[Node, ...] = ()
    distributions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    variants: tuple[World, ...] = ()
    # what a line must show for this reading, any of them; the set-up may settle it too
    only_with: tuple[Node, ...] = ()
    and_with: tuple[Node, ...] = ()  # besides, any of these
    words: tuple[str, ...] = ()
    counting: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # letters, and the things they count
    about: dict[str, tuple[str, ...]] = field(default_factory=dict)  # letters, and the words that speak of them
    swaps: tuple[Swap, ...] = ()
    customs: tuple[Node, ...] = ()  # sizes as they are mostly chosen, where the problem leaves them open
    members: Mapping[str, str] = field(default_factory=dict)  # nouns, and the formula that says they are all the same
    counts: tuple[Count, ...] = ()
    forms: tuple[Form, ...] = ()
    shares: Shares | None = None
    custom: bool = False  # somebody's convention, which only an earlier line that it bears can call for
    in_columns: str = ""  # the matrix whose columns hold the samples in this reading, told by words or by earlier lines
    changed: frozenset[str] = frozenset()
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    stage: str = ""  # of the derivation; what was said at another one need not hold with this reading's letters

    @cached_property
    def named(self) -> frozenset[str]:
        """Every name that means something here without an alias."""
        tables = (self.letters, self.definitions, self.row_families, self.distributions, self.sizes)
        return frozenset[str]().union(*tables)

    @cached_property
    def chains(self) -> tuple[str, ...]:
        """The states of its chains, the x of x_t; none where no distribution is of one."""
        return tuple(spec["chain"] for spec in self.distributions.values() if spec.get("chain"))

    def other_names(self, name: str) -> list[str]:
        """What else a name may be called."""
        return [other for other, targets in self.aliases.items() if name in targets]

    @property
    def own_conditions(self) -> list[Node]:
        """What the problem itself sets: the same for all lines of it."""
        return [*self.constraints, *(c for group in self.conditions.values() for c in group)]

    def spoken_of(self, text: str) -> frozenset[str]:
        """The letters of which words speak, as `soft margin` does of the slack, and `complementary slackness` does not."""
        folded = text.casefold()
        said = {
            n: any(re.search(rf"(?<!\w){re.escape(w)}s?(?!\w)", folded) for w in ws) for n, ws in self.about.items()
        }
        return frozenset(name for name, spoken in said.items() if spoken)


def key_of(symbol: Sym) -> str:
    """`d_k` and `W_1` as one name, for letters whose script is a fixed label."""
    parts = []
    for item in symbol.index:
        if isinstance(item, Sym) and not item.index:
            parts.append(item.name)
        elif isinstance(item, Num):
            parts.append(str(item.value))
        else:
            return ""
    return "_".join([symbol.name, *parts])

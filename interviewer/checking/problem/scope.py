"""What a line may lean on: the problem's world, the candidate's own names, and the conditions he has put in force."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from interviewer.checking.problem.world import Definition, Letter, World, under_any_prior
from interviewer.notation.tree import ZERO, Call, Group, Matrix, Node, Rel, Sym, transform
from interviewer.notation.vocabulary import Vocabulary
from interviewer.notation.words.nouns import OBJECTIVE

T = TypeVar("T")


@dataclass(frozen=True)
class Held:
    """A line of the candidate that was accepted: as written, before what, and in which reading of the problem."""

    text: str
    before: Scope
    world: World


Apart = frozenset[tuple[str, str]]  # names, each with what it is no other name of


@dataclass(frozen=True)
class Scope:
    """Immutable: each line of the candidate yields a new scope."""

    world: World
    own: Mapping[str, tuple[Definition, ...]] = field(default_factory=dict)
    types: Mapping[str, Letter] = field(default_factory=dict)
    conditions: tuple[Rel, ...] = ()
    laws: Mapping[Sym, Node] = field(default_factory=dict)  # normal laws under names of his own
    empirical: str = ""  # what he calls the empirical distribution of the samples
    traits: Mapping[str, str] = field(default_factory=dict)  # what kind of square matrix a letter of his own is
    meant: Mapping[str, str] = field(
        default_factory=dict
    )  # which objective earlier lines call so, where it may be several
    apart: Apart = frozenset()  # names beside the numbers of the problem that they do not stand for
    fresh: frozenset[str] = frozenset()
    filters: tuple[Rel, ...] = ()
    setting: World | None = None  # the reading of the problem that the candidate's own lines have settled
    context: str = ""  # the earlier lines as written, for the words in them
    in_rows: frozenset[str] = (
        frozenset()
    )  # the letters of vectors with an index that are said to be rows, as all others then are
    held: tuple[Held, ...] = ()  # the earlier lines that were accepted
    spoken: frozenset[str] = frozenset()  # names in earlier lines, whatever was made of those
    trusting: bool = False  # of a set-up line: a name used before it is introduced is introduced all the same
    unread: frozenset[str] = frozenset()  # names in earlier lines that were not understood
    unsettled: frozenset[str] = frozenset()  # names that such lines say what they are
    flat: frozenset[str] = frozenset()  # variables said to be uniform
    about: frozenset[str] = frozenset()  # letters of which words speak, as `soft margin` does of the slack
    optimal: bool = False  # the line speaks of the optimum: `W(α*) = ½‖w*‖²`
    steps: tuple[tuple[Sym, Node], ...] = ()  # w_{t+1} by w_t, where a line before says so
    clash: bool = False  # a line before said what the problem does not
    foreign: bool = False  # such a line was not taken in
    constant_in: tuple[Sym, ...] = ()  # what the `const` of this line is said not to depend on
    named: frozenset[str] = frozenset()  # words that his equations make names: `out = w2*h`
    _remembered: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def vocabulary(self) -> Vocabulary:
        return self.remember("vocabulary", self._vocabulary)

    def _vocabulary(self) -> Vocabulary:
        base = self.world.vocabulary
        functions = {n for n, ds in self.own.items() if any(d.params or d.is_call for d in ds)}
        functions |= {n for n, t in self.types.items() if t.kind == "simplex"}
        lists = (n for n in self.own.keys() & self.world.distributions.keys() if n in base.functions)
        functions |= {
            n for n in lists if all(isinstance(d.body, Matrix | Group) for d in self.own[n])
        }  # p(x) after p = (½, ½)
        members = {n for n in base.functions & self.own.keys() if all(d.index for d in self.own[n])}  # ℓ_i(w)
        values = {n for n, ds in self.own.items() if n not in functions | members} | {
            n for n, t in self.types.items() if not t.is_function
        }
        values |= self.traits.keys() | (self.named - base.functions - functions)
        return Vocabulary(
            (base.functions | functions) - values,
            (base.values - functions) | values,
            indexed=base.indexed - set(self.own),
            outputs=base.outputs,
            either=base.either - values,
            absent=base.absent,
            left_out=base.left_out,
            nouns=tuple((noun, self._meant_by(noun, node)) for noun, node in base.nouns),
            kinds=base.kinds,
        )

    def _meant_by(self, noun: str, node: Node) -> Node:
        """The one objective of the candidate's own under another name, `L_reg(w)`, is what his gradient and Hessian are of."""
        if noun != OBJECTIVE:
            anew = (d for n, ds in self.own.items() for d in ds if d.sense and d.is_call and self._is_body(n, node))
            return next((Call(Sym(d.name), tuple(map(Sym, d.params))) for d in anew), node)
        if OBJECTIVE in self.own:
            return Sym(OBJECTIVE)  # J + λ‖w‖² without a name
        own = [d for n, ds in self.own.items() for d in ds if d.sense and d.is_call and n not in self.world.definitions]
        return Call(Sym(own[0].name), tuple(map(Sym, own[0].params))) if len(own) == 1 else node

    def _is_body(self, name: str, node: Node) -> bool:
        """Whether a noun stands for what the problem has under a name: his own is meant where he has another."""
        return any(d.sense and node == d.body for d in self.world.definitions.get(name, ()))

    def definitions(self, name: str) -> tuple[Definition, ...]:
        """The candidate's own definitions first, then the problem's; a letter he declared anew has lost the problem's."""
        definitions = self.follows("definitions", dict)
        if name not in definitions:
            anew = name in self.types and name not in self.own
            known = self.world.definitions.get(name, ())
            if self.own and any(d.supposes for d in known):
                known = tuple(
                    left
                    for d in known
                    if (left := under_any_prior(d) if d.supposes and self._other_prior(d.supposes) else d) is not None
                )
            definitions[name] = () if anew else (*self.own.get(name, ()), *known)
        return definitions[name]

    def _other_prior(self, name: str) -> bool:
        """Whether the candidate has given a variable a prior that is not Gaussian: what follows from that one is void."""
        own = [d for law in ("p", "P") for d in self.own.get(law, ()) if d.params == (name,) and not d.given]
        known = {d.body for d in self.world.definitions.get("p", ()) if d.params == (name,) and not d.given}
        plain = lambda body: transform(body, lambda n: ZERO if n == Sym("zeros") else n)  # noqa: E731
        return any(d.density and d.body not in known and plain(d.body) not in known for d in own)

    def remember(self, what: str, compute: Callable[[], T]) -> T:
        """Something that follows from the scope alone, computed once."""
        if what not in self._remembered:
            self._remembered[what] = compute()
        return self._remembered[what]

    def follows(self, what: str, compute: Callable[[], T]) -> T:
        """Something that follows from what the names mean and the conditions on them, computed once for all such scopes."""
        known = self._remembered.get("")
        if known is None:
            known = self._remembered[""] = _meaning(self)
        if what not in known:
            known[what] = compute()
        return known[what]

    def letter(self, name: str) -> Letter | None:
        return self.types.get(name) or self.world.letters.get(name)

    def knows(self, name: str) -> bool:
        w = self.world
        return (
            name in self.own
            or name in self.types
            or name in w.letters
            or name in w.definitions
            or name in w.row_families
            or name in w.sizes
            or name in w.distributions
        )

    def with_definition(self, definition: Definition) -> Scope:
        same = [
            d for d in self.own.get(definition.name, ()) if (d.params, d.given) != (definition.params, definition.given)
        ]
        return replace(self, own={**self.own, definition.name: (definition, *same)})

    def with_type(self, letter: Letter) -> Scope:
        return replace(self, types={**self.types, letter.name: letter})

    def with_condition(self, *conditions: Rel) -> Scope:
        return replace(self, conditions=(*self.conditions, *conditions))


MAX_MEANINGS = 300
_meanings: dict[tuple[int, ...], tuple[tuple[object, ...], dict[str, Any]]] = {}


def _meaning(scope: Scope) -> dict[str, Any]:
    """What is known of all scopes in which names mean the same under the same conditions."""
    parts = (scope.world, scope.own or None, scope.types or None, scope.conditions or None)
    key = tuple(map(id, parts))
    found = _meanings.get(key)
    if found is None:
        if len(_meanings) >= MAX_MEANINGS:
            _meanings.clear()
        found = _meanings[key] = parts, {}
    return found[1]

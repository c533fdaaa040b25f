"""What a line may lean on: the problem's world, the candidate's own names, and the conditions he has put in force."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any, TypeVar

from interviewer.checking.alphabets import with_alphabets
from interviewer.checking.at_times import at_times
from interviewer.checking.indices import circle_apart, in_our_indices
from interviewer.checking.iterates import at_one_step
from interviewer.checking.world import Definition, Letter, World, key_of
from interviewer.notation.limits import MAX_READINGS
from interviewer.notation.tree import (
    Apply,
    Bound,
    Call,
    Deriv,
    Group,
    Node,
    Num,
    Rel,
    Sym,
    children,
    names,
    rebuild,
    transform,
    walk,
)
from interviewer.notation.vocabulary import Vocabulary

T = TypeVar("T")
SHARED = ".shared"  # the one Σ of all Σ_k


@dataclass(frozen=True)
class Held:
    """A line of the candidate that was accepted: as written, before what, and in which reading of the problem."""

    text: str
    before: Scope
    world: World


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
    fresh: frozenset[str] = frozenset()
    filters: tuple[Rel, ...] = ()
    setting: World | None = None  # the reading of the problem that the candidate's own lines have settled
    context: str = ""  # the earlier lines as written, for the words in them
    held: tuple[Held, ...] = ()  # the earlier lines that were accepted
    spoken: frozenset[str] = frozenset()  # names in earlier lines, whatever was made of those
    trusting: bool = False  # of a set-up line: a name used before it is introduced is introduced all the same
    unread: frozenset[str] = frozenset()  # names in earlier lines that were not understood
    unsettled: frozenset[str] = frozenset()  # names that such lines say what they are
    flat: frozenset[str] = frozenset()  # variables said to be uniform
    about: frozenset[str] = frozenset()  # letters of which words speak, as `soft margin` does of the slack
    optimal: bool = False  # the line speaks of the optimum: `W(α*) = ½‖w*‖²`
    clash: bool = False  # a line before said what the problem does not
    _remembered: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def vocabulary(self) -> Vocabulary:
        return self.remember("vocabulary", self._vocabulary)

    def _vocabulary(self) -> Vocabulary:
        base = self.world.vocabulary
        functions = {n for n, ds in self.own.items() if any(d.params or d.is_call for d in ds)}
        functions |= {n for n, t in self.types.items() if t.kind == "simplex"}
        values = {n for n, ds in self.own.items() if n not in functions} | {
            n for n, t in self.types.items() if not t.is_function
        }
        values |= self.traits.keys()
        return Vocabulary(
            (base.functions | functions) - values,
            (base.values - functions) | values,
            indexed=base.indexed - set(self.own),
            outputs=base.outputs,
            absent=base.absent,
            nouns=base.nouns,
            kinds=base.kinds,
        )

    def definitions(self, name: str) -> tuple[Definition, ...]:
        """The candidate's own definitions first, then the problem's; a letter he declared anew has lost the problem's."""
        definitions = self.remember("definitions", dict)
        if name not in definitions:
            anew = name in self.types and name not in self.own
            known = self.world.definitions.get(name, ())
            if self.own and any(d.supposes for d in known):
                known = tuple(d for d in known if not (d.supposes and self._other_prior(d.supposes)))
            definitions[name] = () if anew else (*self.own.get(name, ()), *known)
        return definitions[name]

    def _other_prior(self, name: str) -> bool:
        """Whether the candidate has given a variable a prior that is not Gaussian: what follows from that one is void."""
        own = [d for law in ("p", "P") for d in self.own.get(law, ()) if d.params == (name,) and not d.given]
        known = {d.body for d in self.world.definitions.get("p", ()) if d.params == (name,) and not d.given}
        return any(d.density and d.body not in known for d in own)

    def running_in(self, name: str) -> frozenset[str]:
        """Names that the definitions of a quantity without index mention: a running index among them is the caller's."""
        found = self.remember("running", dict)
        if name not in found:
            bodies = [d.body for d in self.definitions(name) if not d.index]
            found[name] = frozenset[str]().union(*(names(body) for body in bodies))
        return found[name]

    def chained(self, name: str) -> frozenset[str]:
        """The quantities that set the chain a distribution is of."""
        spec = self.world.distributions.get(name, {})
        return frozenset(v for v in spec.values() if isinstance(v, str)) if spec.get("chain") else frozenset()

    def reach(self, name: str) -> frozenset[str]:
        """Everything that the value of a name may depend on, families and their rows included."""
        found = self.remember("reach of letters", dict)
        if name not in found:
            seen: set[str] = set()
            waiting = {name}
            rows = self.world.row_families
            while waiting:
                n = waiting.pop()
                seen.add(n)
                more = {m for d in self.definitions(n) for m in names(d.body)} | {rows.get(n, n)}
                letter = self.letter(n)
                more |= {letter.follows} - {""} if letter is not None else set()
                more |= {row for row, family in rows.items() if family == n} | self.chained(n)
                waiting |= more - seen
            found[name] = frozenset(seen)
        return found[name]

    def remember(self, what: str, compute: Callable[[], T]) -> T:
        """Something that follows from the scope alone, computed once."""
        if what not in self._remembered:
            self._remembered[what] = compute()
        return self._remembered[what]

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

    def knows_somewhere(self, name: str) -> bool:
        """Known in this reading of the problem or in another one."""
        base, *decorations = name.split(".")
        decorations = [d.split("_")[0] for d in decorations]  # the hat of μ̂_1
        if set(decorations) & {"hat", "star", "MLE", "MAP", "ML", "opt"} and not self.knows(name):
            return True
        if "." in name and {base, *self.world.aliases.get(base, ())} & set(self.world.unknowns):
            return True  # ŵ, θ_MAP, β*: an estimate of the unknown is never a free name
        return (
            self.knows(name)
            or bool(self._targets(name))
            or any(
                name in w.letters or name in w.definitions or name in w.row_families or name in w.aliases
                for w in (self.world, *(v for v in self.world.variants if not v.only_with))
            )
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

    def with_world(self, world: World) -> Scope:
        """The same lines in another reading of the problem, where `μ_1` may be a name instead of a component."""
        if world is self.world:
            return self
        there = replace(self, world=world, own=self._computed_before(world))
        labelled = {n for n in world.letters if "_" in n} - set(self.world.letters)
        renamed: dict[str, str] = {}
        for d in (d for ds in there.own.values() for d in ds):
            for symbol in (n for n in walk(d.body) if isinstance(n, Sym)):
                for name in (key_of(symbol), symbol.name):
                    targets = [t for t in there._targets(name) if t not in world.sizes] if name else []
                    if name in {*d.params, *d.given, *d.index} or self.knows(name) or there.knows(name):
                        break
                    if targets:
                        renamed[name] = targets[0]
                        break
        if not (labelled or renamed) or not (there.own or self.conditions or self.filters):
            return there

        def put(node: Node) -> Node:
            return there.canonical(node, renamed)

        return replace(
            there,
            own={name: tuple(replace(d, body=put(d.body)) for d in ds) for name, ds in there.own.items()},
            conditions=tuple(r for c in self.conditions if isinstance(r := put(c), Rel)),
            filters=tuple(r for c in self.filters if isinstance(r := put(c), Rel)),
        )

    def _computed_before(self, world: World) -> Mapping[str, tuple[Definition, ...]]:
        """Without what a later stage takes for given, however an earlier one has computed it from what is sought now."""
        if not world.stage or world.stage == self.world.stage:
            return self.own
        there, sought = replace(self, own={}, world=world), {*world.unknowns, *self.world.distributions}

        def given(name: str, definitions: tuple[Definition, ...]) -> bool:
            letters = [world.letters.get(t) for t in (name, *there._targets(name))]
            return any(letters) and any(names(d.body) & sought for d in definitions)

        return {n: ds for n, ds in self.own.items() if not given(n, ds)}

    # -- sets ---------------------------------------------------------------------------------------------------------

    def set_named(self, node: Node) -> Group | None:
        """The set `{i : …}` that a node is or names."""
        if isinstance(node, Group) and node.kind == "builder":
            return node
        bodies = [d.body for d in self.definitions(node.name)] if isinstance(node, Sym) and not node.index else []
        return next((b for b in bodies if isinstance(b, Group) and b.kind == "builder"), None)

    def unfolded(self, relation: Rel) -> list[Rel]:
        """`s ∈ S` as the conditions that S sets; any other relation as it stands."""
        members = self.set_named(relation.operands[-1]) if relation.ops == ("∈",) else None
        if members is None or not isinstance(members.items[0], Sym):
            return [relation]
        name, value = members.items[0].name, relation.operands[0]

        def put(n: Node) -> Node:
            return value if n == Sym(name) else n

        def inside(n: Node) -> Node:
            if isinstance(n, Sym):
                return put(Sym(n.name, tuple(inside(i) for i in n.index)))
            return rebuild(n, inside)

        return [c for item in members.items[1:] if isinstance(c := inside(item), Rel)]

    # -- aliases ------------------------------------------------------------------------------------------------------

    def _targets(self, name: str) -> tuple[str, ...]:
        """What a name may be an alias of; `β̂` follows from β and the hat of ŵ."""
        found = self.world.aliases.get(name, ())
        base, dot, decoration = name.partition(".")
        if dot and not found:
            decorated = [f"{target}.{decoration}" for target in self.world.aliases.get(base, ())]
            found = tuple(t for d in decorated for t in ((d,) if self.knows(d) else self.world.aliases.get(d, ())))
        return found

    def needs_index(self, name: str) -> bool:
        """Whether a process in time is known by its members only: a bare x is no x_t, a bare b no β_t."""
        if not any(spec.get("chain") for spec in self.world.distributions.values()):
            return False
        letter, known = self.letter(name), self.world.definitions.get(name, ())
        if letter is not None:
            return letter.index is not None and not known
        return bool(known) and all(d.index and not d.is_call for d in known)

    def called_otherwise(self, name: str) -> bool:
        """Whether all that an alias could mean already goes by another name: after `J(w) = …`, C is no loss."""
        targets = self._targets(name)
        return bool(targets) and all(
            any(s != name and (s == t or t in self._targets(s)) for s in self.spoken) for t in targets
        )

    def _called_with_others(self, name: str, takes: set[int]) -> bool:
        """`Q_i(z)` is not the problem's Q(θ, θ_old): it takes another number of arguments, as what Q is an alias of does."""
        known = () if name in self.own or name in self.types else self.world.definitions.get(name, ())
        alias = any(t in self.world.distributions for t in self._targets(name))
        return alias and bool(known) and bool(takes) and all(d.is_call and len(d.params) not in takes for d in known)

    def _only_called(self, name: str) -> bool:
        """`h_i` beside the function h(x) of the problem: by that it is another of its quantities."""
        found = self.definitions(name)
        return bool(found) and name not in self.own and all(d.is_call and not d.index and not d.sense for d in found)

    def _never_indexed(self, name: str) -> bool:
        """A number that has no rows, entries or versions: `cᵢ` is not the intercept."""
        letter = self.world.letters.get(name)
        return (
            letter is not None
            and not letter.shape
            and letter.kind in ("scalar", "positive")
            and letter.index is None
            and not letter.reach
            and name not in self.world.row_families
            and not any(d.index for d in self.world.definitions.get(name, ()))
        )

    def readings(self, nodes: tuple[Node, ...], introduced: frozenset[str] = frozenset()) -> Iterable[tuple[Node, ...]]:
        """The nodes with aliases replaced by the problem's letters, in every sensible way, the likeliest first.

        Names that the line itself introduces stay, and last of all every name may stand for itself.
        """
        nodes = with_alphabets(at_times(nodes, self.world), self.world)
        nodes = at_one_step(in_our_indices(nodes, self.world, self.definitions), self.world, self.definitions)
        if any(t.endswith(SHARED) for t in self.types):
            nodes = tuple(transform(n, self._as_shared) for n in nodes)
        if any(w.letters.get("pi") for w in (self.world, *self.world.variants)):
            nodes = circle_apart(nodes)
        used: dict[str, set[str]] = {}
        direct: set[str] = set()
        bound_indices = _index_binders(nodes)
        powers = {n.args[0] for node in nodes for n in walk(node) if isinstance(n, Apply) and n.op == "pow"}
        euler = {"e"} if Sym("e") in powers else set()
        densities = {n.fn.name for node in nodes for n in walk(node) if isinstance(n, Call) and n.given}
        called = {n.fn.name for node in nodes for n in walk(node) if isinstance(n, Call)}
        arities: dict[str, set[int]] = {}
        for node in nodes:
            for n in walk(node):
                if isinstance(n, Call) and not n.given:
                    arities.setdefault(n.fn.name, set()).add(len(n.args))
        running = {
            i.name for node in nodes for n in walk(node) if isinstance(n, Sym) for i in n.index if isinstance(i, Sym)
        }
        differentiated = {
            n.body.name for node in nodes for n in walk(node) if isinstance(n, Deriv) and isinstance(n.body, Sym)
        }
        scripted = called | {n.name for node in nodes for n in walk(node) if isinstance(n, Sym) and n.index}
        scripted |= {key_of(n) for node in nodes for n in walk(node) if isinstance(n, Sym) and n.index}
        indexed = {
            n.name
            for node in nodes
            for n in walk(node)
            if isinstance(n, Sym) and any(isinstance(i, Sym) and i.name in RUNNING for i in n.index)
        }
        for node in nodes:
            for s in _outside_indices(node):
                key = key_of(s) or ""
                direct.add(key if s.index and (self.knows(key) or self._targets(key)) else s.name)
            for n in walk(node):
                if isinstance(n, Sym):
                    for name in (key_of(n), n.name):
                        if (
                            name
                            and (
                                not self.knows(name)
                                or (not n.index and self.needs_index(name))
                                or (n.index and name not in called and self._only_called(name))
                                or self._called_with_others(name, arities.get(name, set()))
                            )
                            and name not in bound_indices | introduced | self.fresh | euler
                            and (targets := self._targets(name))
                        ):
                            used[name] = set(targets)
                            break
                        if name and self.knows(name):
                            break
        ends = {
            b.high.name
            for node in nodes
            for n in walk(node)
            if isinstance(n, Bound)
            for b in n.binders
            if isinstance(b.high, Sym)
        }
        depth: dict[str, int] = {}
        for node in nodes:
            for n in walk(node):
                if isinstance(n, Sym):
                    depth[n.name] = max(depth.get(n.name, 0), len(n.index))
        choices: list[list[tuple[str, str]]] = []
        for name in sorted(used):
            order = [
                t
                for t in self._targets(name)
                if not (name in running and t in self.world.sizes and name != "N")  # x_N is the last, x_m any
                and not (name in differentiated and t in self.world.sizes and t not in self.world.definitions)
                and not (depth.get(name, 0) > 1 and (vector := self.letter(t)) is not None and vector.kind == "vector")
                and not (name in indexed and self._never_indexed(t))
            ]
            free = [
                t
                for t in order
                if (t not in direct and (name in scripted or not self.needs_index(t)))
                or name in densities
                or (t.lower() == name.lower() and (letter := self.letter(t)) is not None and letter.kind == "variable")
            ]
            if name in ends:
                free = [t for t in free if t in self.world.sizes] or free  # what a sum runs up to is a size
            takes = arities.get(name, set())
            alike = [t for t in free if any(d.is_call and len(d.params) in takes for d in self.definitions(t))]
            free = alike or free  # L(q, θ) is the bound, L(θ) the likelihood
            itself = (
                [(name, name)]
                if not free or (name not in called and all(t in self.world.vocabulary.functions for t in free))
                else []
            )
            choices.append([(name, t) for t in free] + itself)
        count = 0
        for combination in product(*choices):
            mapping = dict(combination)
            if len(set(mapping.values())) < len(mapping) and count:
                continue
            yield tuple(self.canonical(node, mapping) for node in nodes)
            count += 1
            if count >= MAX_READINGS:
                break
        if used:
            estimates = {n: self._targets(n)[0] for n in used if "." in n and self.definitions(self._targets(n)[0])}
            estimates |= {n: t for n in used for t in self._targets(n) if any(d.carried for d in self.own.get(t, ()))}
            others = {n for n in used if self._called_with_others(n, arities.get(n, set()))}
            estimates |= {n: t for n in others for t in self._targets(n) if t in self.world.distributions}
            yield tuple(self.canonical(node, estimates) for node in nodes)  # θ̂_MAP never stands for itself

    def _as_shared(self, node: Node) -> Node:
        bare = isinstance(node, Sym) and not node.index
        return (
            Sym(f"{node.name}{SHARED}")
            if isinstance(node, Sym) and bare and f"{node.name}{SHARED}" in self.types
            else node
        )

    def _labelled(self, symbol: Sym) -> bool:
        """`L_β`: an objective with a parameter as its script is one of its own, not a member of a family."""
        item = symbol.index[0] if len(symbol.index) == 1 else None
        if symbol.name not in ("L", "J", "F", "ELBO", "Loss") or not isinstance(item, Sym | Num):
            return False
        if isinstance(item, Num) or (item.name in self.world.sizes and not item.index):  # L_1 ≤ L_K
            meant = (symbol.name, *self._targets(symbol.name))
            known = [d for n in meant for d in self.world.definitions.get(n, ())]
            return bool(known) and not any(d.index for d in known) and self.letter(symbol.name) is None
        letter = self.world.letters.get(item.name) if not item.index else None
        return letter is not None and letter.kind in ("positive", "scalar") and letter.index is None

    def _of_parameter(self, symbol: Sym) -> bool:
        """`m_θ`: a name of the candidate's own with the parameter as its script is one name."""
        item = symbol.index[0] if len(symbol.index) == 1 else None
        if not isinstance(item, Sym) or item.index or item.name not in self.world.unknowns:
            return False
        letter, key = self.letter(item.name), key_of(symbol)
        return letter is not None and not any(self.knows(n) or self._targets(n) for n in (symbol.name, key))

    def canonical(self, node: Node, mapping: Mapping[str, str]) -> Node:
        """Aliases and fixed labels replaced: θ → w, `d_k` and `W_1` as single names."""

        def change(n: Node) -> Node:
            if isinstance(n, Sym):
                key = key_of(n)
                if self._labelled(n) or self._of_parameter(n):
                    return Sym(mapping.get(key, key))
                if n.index and key:
                    if key in mapping:
                        return Sym(mapping[key])
                    if self.knows(key) and key != n.name:
                        return Sym(key)
                if len(n.index) == 2 and f"{n.name}_{key_of(Sym('', n.index[:1]))[1:]}" in self.types:
                    return Sym(
                        f"{n.name}_{key_of(Sym('', n.index[:1]))[1:]}", n.index[1:]
                    )  # the m_{0j} of a vector m_0
                if n.name in mapping:
                    return Sym(mapping[n.name], n.index)
                base = n.name.removesuffix(".prime")
                if base != n.name and base in mapping:
                    return Sym(f"{mapping[base]}.prime", n.index)  # z′ beside z
            return n

        def deep(n: Node) -> Node:
            if isinstance(n, Sym) and n.index:
                key = key_of(n)
                if key and (key in mapping or (self.knows(key) and key != n.name)):
                    return change(n)
            if isinstance(n, Sym):
                return change(Sym(n.name, tuple(sized(i) for i in n.index))) if n.index else change(n)
            return change(rebuild(n, deep))

        sizes = {
            k: v
            for k, v in mapping.items()
            if k not in RUNNING and (v in self.world.sizes or (self.letter(v) is not None and len(k) > 1))
        }

        def sized(n: Node) -> Node:
            """Inside an index only sizes have aliases: ℓ there is no loss."""
            return self.canonical(n, sizes)

        return deep(node)


def _outside_indices(node: Node) -> Iterator[Sym]:
    """Symbols that stand for themselves: the L of δ^L is no loss."""
    stack = [node]
    while stack:
        n = stack.pop()
        if isinstance(n, Sym):
            yield n
        elif isinstance(n, Apply) and n.op == "index":
            stack.append(n.args[0])
        else:
            stack.extend(children(n))


def _index_binders(nodes: Iterable[Node]) -> set[str]:
    """Names bound by sums and products that run as indices."""
    found: set[str] = set()
    for node in nodes:
        for n in walk(node):
            if isinstance(n, Bound) and n.op in ("sum", "prod"):
                for b in n.binders:
                    inside = {
                        x.name
                        for s in walk(n.body)
                        if isinstance(s, Sym)
                        for item in s.index
                        for x in walk(item)
                        if isinstance(x, Sym)
                    }
                    if b.var.name in inside or b.low is not None:
                        found.add(b.var.name)
    return found


RUNNING = frozenset("ijklmnst")


def dependencies(scope: Scope, node: Node) -> frozenset[str]:
    """Every name a tree depends on through definitions."""
    known = scope.remember("dependencies", dict)
    if id(node) not in known or known[id(node)][0] is not node:
        seen: set[str] = set()
        waiting = set(names(node))
        while waiting:
            name = waiting.pop()
            seen.add(name)
            waiting |= {scope.world.row_families.get(name, name)} - seen
            for d in scope.definitions(name):
                waiting |= names(d.body) - seen
            letter = scope.letter(name)
            waiting |= (scope.chained(name) | ({letter.follows} - {""} if letter is not None else set())) - seen
        known[id(node)] = node, frozenset(seen)
    return known[id(node)][1]

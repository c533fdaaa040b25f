"""The problem's world: the typed letters, sizes and fixed definitions that a derivation's YAML declares.

Types are words: `scalar`, `positive`, `unit`, `sign`, `binary`, `angle`, `vector n [of positive|sign|binary|unit]`,
`matrix n d`, `symmetric d`, `spd d`, `psd d`, `diagonal d`, `permutation d`, `simplex K`, `onehot K`, `stochastic n m`,
`variable 3` (a finite random variable; `of density` when its states stand for a continuum), `all of x` (every x_i of a
sample), `label K` (one with states 1…K), `real` (a continuous one),
`function`, `function convex`, `noise d` (standard normal components), `random d` (independent, mean 0, variance 1). A
size may depend on an index: `matrix m[l] m[l-1]`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from derivations import Derivation
from interviewer.notation.dots import without_dots
from interviewer.notation.formulas import read_expression
from interviewer.notation.tree import Call, Node, Num, Rel, Sym
from interviewer.notation.unreadable import Unreadable
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


class WorldError(ValueError):
    """A derivation's `world` section is wrong; the message names the entry."""


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


@dataclass(frozen=True, slots=True)
class Swap:
    """Letters that others give another part: where they call `called` with a point, or a line shows a pattern."""

    called: str = ""
    function: str = ""
    shows: str = ""
    letters: tuple[tuple[str, str], ...] = ()


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
    words: tuple[str, ...] = ()
    about: dict[str, tuple[str, ...]] = field(default_factory=dict)  # letters, and the words that speak of them
    swaps: tuple[Swap, ...] = ()
    changed: frozenset[str] = frozenset()
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    stage: str = ""  # of the derivation; what was said at another one need not hold with this reading's letters

    def spoken_of(self, text: str) -> frozenset[str]:
        """The letters of which words speak, as `soft margin` does of the slack."""
        folded = text.casefold()
        return frozenset(name for name, words in self.about.items() if any(w in folded for w in words))


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


def name_of(text: str) -> str:
    """The canonical name of a letter as written in a catalogue file."""
    node = read_expression(text, Vocabulary(values=frozenset([text])))
    if isinstance(node, Call):
        node = node.fn
    if not isinstance(node, Sym):
        raise WorldError(f"'{text}' is not a symbol")
    return key_of(node) if node.index else node.name


def family_name_of(text: str) -> str:
    """The name of a defined quantity; running indices (`p_i`, `a^{(l)}`) are its own, other scripts belong to the name."""
    node = read_expression(text, Vocabulary(functions=frozenset([re.split(r"[(_^]", text)[0]])))
    symbol = node.fn if isinstance(node, Call) else node
    if not isinstance(symbol, Sym):
        raise WorldError(f"'{text}' is not a symbol")
    runs = all((isinstance(i, Sym) and i.name in _RUNNING) or not isinstance(i, Sym | Num) for i in symbol.index)
    return symbol.name if runs else key_of(symbol)


_RUNNING = frozenset("ijlkt")


def parse_letter(
    name: str, spec: str, rows: str | None = None, index: str | None = None, reach: tuple[str, ...] = ()
) -> Letter:
    """A letter from its type words. Raises WorldError for an unknown type."""
    words = spec.split()
    of = ""
    if "of" in words:
        of = words[words.index("of") + 1]
        words = words[: words.index("of")]
    kind, shape = words[0], tuple(words[1:])
    if kind == "function":
        of, shape = (shape[0] if shape else ""), ()
    known = {
        "scalar": 0,
        "positive": 0,
        "unit": 0,
        "sign": 0,
        "binary": 0,
        "integer": 0,
        "vector": 1,
        "matrix": 2,
        "symmetric": 1,
        "spd": 1,
        "psd": 1,
        "diagonal": 1,
        "permutation": 1,
        "simplex": 1,
        "onehot": 1,
        "stochastic": 2,
        "variable": 1,
        "real": 0,
        "noise": 1,
        "random": 1,
        "function": None,
        "small": 0,
        "negative": 0,
        "orthogonal": 1,
        "list": 1,
        "quantity": 0,
        "nonneg": 0,
        "label": 1,
        "all": 0,
    }
    if kind not in known or (known[kind] is not None and known[kind] != len(shape)):
        raise WorldError(f"letter '{name}': I do not know the type '{spec}'")
    return Letter(name, kind, shape, of, rows, index, reach)


_built: dict[int, tuple[Derivation, World]] = {}


def world_of(derivation: Derivation) -> World:
    """The world a derivation declares, built once. Raises WorldError naming what is wrong."""
    found = _built.get(id(derivation))
    if found is None:
        found = _built[id(derivation)] = (derivation, build_world(dict(derivation.world)))
    return found[1]


def build_world(data: dict[str, Any], base: World | None = None) -> World:
    """A world from its YAML mapping."""
    unknown = set(data) - {
        "sizes",
        "letters",
        "define",
        "unknowns",
        "conditions",
        "constraints",
        "distributions",
        "variants",
        "multipliers",
        "only_with",
        "words",
        "stage",
        "nouns",
        "kinds",
        "absent",
        "about",
        "swaps",
    }
    if unknown:
        raise WorldError(f"world: unknown section '{sorted(unknown)[0]}'")
    aliases: dict[str, list[str]] = {k: list(v) for k, v in base.aliases.items()} if base else {}
    letters: dict[str, Letter] = dict(base.letters) if base else {}
    row_families: dict[str, str] = dict(base.row_families) if base else {}
    sizes: list[str] = list(base.sizes) if base else []

    def alias(name: str, others: list[str], family: bool = False) -> None:
        for other in others:
            other_name = family_name_of(str(other)) if family else name_of(str(other))
            if other_name != name and name not in aliases.setdefault(other_name, []):
                aliases[other_name].append(name)

    size_values: dict[str, int] = dict(base.size_values) if base else {}
    for text, others in (data.get("sizes") or {}).items():
        name = name_of(str(text))
        if isinstance(others, int):
            size_values[name] = others
            others = []
        if name not in sizes:
            sizes.append(name)
        alias(name, others or [])
    for text, entry in (data.get("letters") or {}).items():
        entry = {"type": entry} if isinstance(entry, str) else entry
        name = name_of(str(text))
        rows = name_of(entry["rows"]) if entry.get("rows") else None
        reach = tuple(str(x) for x in entry.get("range", ()))
        letters[name] = parse_letter(name, entry["type"], rows, entry.get("index"), reach)
        if entry.get("stacked"):
            letters[name] = replace(letters[name], stacked=True)
        if entry.get("follows"):
            letters[name] = replace(letters[name], follows=name_of(entry["follows"]))
        if rows:
            row_families[rows] = name
            alias(rows, entry.get("rows_aka") or [])
        alias(name, entry.get("aka") or [])
    functions = {n for n, letter in letters.items() if letter.is_function}
    functions |= set(base.vocabulary.functions) if base else set()
    values = {n for n, letter in letters.items() if not letter.is_function} | set(row_families) | set(sizes)
    values |= set(base.vocabulary.values) if base else set()
    entries = []
    for entry in data.get("define") or []:
        head = str(entry["name"])
        called = "(" in re.sub(r"\^\{[^}]*\}", "", head)
        name = family_name_of(head)
        for text in [name, *(family_name_of(str(a)) for a in entry.get("aka") or [])]:
            (functions if called or entry.get("callable") else values).add(text)
            if entry.get("callable"):
                values.discard(text)
        alias(name, entry.get("aka") or [], family=True)
        if entry.get("rows"):
            row_families[name_of(str(entry["rows"]))] = name
            values.add(name_of(str(entry["rows"])))
        entries.append((entry, head, name, called))
    for other, targets in aliases.items():
        if any(t in functions for t in targets):
            functions.add(other)
        if any(t in values for t in targets) and other not in functions:
            values.add(other)
    distributions = {name_of(k): _spec(v or {}) for k, v in (data.get("distributions") or {}).items()}
    for k, v in (data.get("distributions") or {}).items():
        functions.add(name_of(k))
        for other in (v or {}).get("aka", []):
            functions.add(name_of(other))
            alias(name_of(k), [other])
    if base:
        distributions = {**base.distributions, **distributions}
    layered = {n for n, letter in letters.items() if letter.index} if "L" in sizes else set()
    if layered:
        layered |= {family_name_of(str(e["name"])) for e in data.get("define") or [] if "^{(" in str(e["name"])}
        layered |= {other for other, targets in aliases.items() if set(targets) & layered}
    if base:
        layered |= set(base.vocabulary.indexed)
    vocabulary = Vocabulary(
        functions=frozenset(functions), values=frozenset(values - functions), indexed=frozenset(layered)
    )

    nouns = dict(base.vocabulary.nouns) if base else {}

    def read(text: str) -> Node:
        try:
            return without_dots(read_expression(text, vocabulary))
        except Unreadable as error:
            raise WorldError(f"world: '{text}': {error}") from error

    for words, text in (data.get("nouns") or {}).items():
        nouns |= {word.strip().casefold(): read(str(text)) for word in str(words).split(",")}
    absent = frozenset(map(str, data.get("absent") or ())) | (base.vocabulary.absent if base else frozenset())
    kinds = dict(base.vocabulary.kinds) if base else {}
    kinds |= {str(k): str(v) for k, v in (data.get("kinds") or {}).items()}
    vocabulary = replace(vocabulary, nouns=tuple(nouns.items()), absent=absent, kinds=tuple(kinds.items()))
    retyped = {name_of(str(text)) for text in data.get("letters") or {}}  # a letter here is no quantity from elsewhere
    declared_rows = {
        name_of(e["rows"]) for e in (data.get("letters") or {}).values() if isinstance(e, dict) and "rows" in e
    }
    row_families = {k: v for k, v in row_families.items() if k not in retyped - declared_rows}
    definitions: dict[str, list[Definition]] = (
        {k: list(v) for k, v in base.definitions.items() if k not in retyped} if base else {}
    )
    free = {name_of(str(u)) for u in data.get("unknowns") or ()}
    free |= {*base.unknowns, *base.multipliers} if base else set()
    for entry, head, name, _ in entries:
        node = read(head)
        bodies = entry["is"] if isinstance(entry["is"], list) else [entry["is"]]
        parsed = [read(str(b)) for b in bodies]
        params: tuple[str, ...] = ()
        given: tuple[str, ...] = ()
        index: tuple[str, ...] = ()
        if isinstance(node, Call):
            params = tuple(a.name if isinstance(a, Sym) else "" for a in node.args)
            given = tuple(a.name if isinstance(a, Sym) else "" for a in node.given)
            index = tuple(i.name for i in node.fn.index if isinstance(i, Sym))
        elif isinstance(node, Sym) and name == node.name:
            index = tuple(i.name for i in node.index if isinstance(i, Sym))
        if entry.get("index"):
            index = tuple(entry["index"])
        made = Definition(
            name,
            parsed[0],
            params,
            index,
            tuple(parsed[1:]),
            bool(entry.get("scale")),
            bool(entry.get("fixed", True)),
            given,
            isinstance(node, Call),
            str(entry.get("sense", "")),
            density=bool(entry.get("density")),
            supposes=name_of(str(entry["supposes"])) if entry.get("supposes") else "",
        )
        inherited = base.definitions.get(name, ()) if base else ()
        kept = [d for d in definitions.get(name, []) if not (d in inherited and _same_kind(d, made, free))]
        definitions[name] = [*kept, made]
    conditions = {k: tuple(read(str(x)) for x in v) for k, v in (data.get("conditions") or {}).items()}
    constraints = tuple(read(str(x)) for x in data.get("constraints") or [])
    if base:
        conditions = {**base.conditions, **conditions}
        constraints = (*base.constraints, *constraints)
    from interviewer.checking.scope import Scope

    bare = Scope(
        World(
            tuple(sizes),
            size_values,
            letters,
            {k: tuple(v) for k, v in definitions.items()},
            {},
            row_families,
            distributions=distributions,
        )
    )

    def settled(node: Node) -> Node:
        return bare.canonical(node, {})

    definitions = {
        k: [replace(d, body=settled(d.body), alternatives=tuple(map(settled, d.alternatives))) for d in v]
        for k, v in definitions.items()
    }
    conditions = {k: tuple(map(settled, v)) for k, v in conditions.items()}
    constraints = tuple(map(settled, constraints))
    only = data.get("only_with") or ()
    world = World(
        tuple(sizes),
        size_values,
        letters,
        {k: tuple(v) for k, v in definitions.items()},
        {k: tuple(v) for k, v in aliases.items()},
        row_families,
        tuple(name_of(str(u)) for u in data.get("unknowns") or ()) or (base.unknowns if base else ()),
        tuple(name_of(str(u)) for u in data.get("multipliers") or ()) or (base.multipliers if base else ()),
        conditions,
        constraints,
        distributions,
        (),
        tuple(read(str(t)) for t in ([only] if isinstance(only, str) else only)),
        tuple(str(w).casefold() for w in data.get("words") or ()),
        about=(base.about if base else {})
        | {name_of(str(k)): tuple(str(w).casefold() for w in v) for k, v in (data.get("about") or {}).items()},
        swaps=tuple(
            Swap(
                str(e.get("called", "")),
                str(e.get("function", "")),
                str(e.get("shows", "")),
                tuple((str(k), str(v)) for k, v in (e.get("letters") or {}).items()),
            )
            for e in data.get("swaps") or ()
        ),
        changed=_changed(base, letters, definitions, aliases, size_values, distributions) if base else frozenset(),
        vocabulary=vocabulary,
        stage=str(data.get("stage") or (base.stage if base else "")),
    )
    variants = tuple(build_world(dict(v), world) for v in data.get("variants") or [])
    if not variants:
        return world
    values |= {n for v in variants for n in v.vocabulary.values}
    functions |= {n for v in variants for n in v.vocabulary.functions} - values
    return replace(
        world,
        variants=variants,
        vocabulary=replace(
            vocabulary,
            functions=frozenset(functions),
            values=frozenset(values - functions),
            outputs=frozenset(n for v in variants for n, t in v.letters.items() if t.follows and not t.is_function),
        ),
    )


def _same_kind(old: Definition, new: Definition, free: set[str]) -> bool:
    """Whether a variant's definition takes the place of an inherited one: a value's that of a value, `p(x)` that of `p(x)`.

    `free` are the unknowns, so that `L(w)` is a value.
    """
    return old.given == new.given and bool(set(old.params) - free) == bool(set(new.params) - free)


def _changed(
    base: World,
    letters: Mapping[str, Any],
    definitions: Mapping[str, list[Definition]],
    aliases: Mapping[str, list[str]],
    sizes: Mapping[str, int],
    distributions: Mapping[str, Any],
) -> frozenset[str]:
    """The names that a variant of the problem gives another meaning: lines without them need not be tried in it."""
    changed = {n for n, letter in letters.items() if base.letters.get(n) != letter}
    changed |= {n for n, ds in definitions.items() if tuple(ds) != base.definitions.get(n)}
    changed |= {n for n, targets in aliases.items() if tuple(targets) != base.aliases.get(n)}
    changed |= {n for n, size in sizes.items() if base.size_values.get(n) != size}
    return frozenset(changed | {n for n, spec in distributions.items() if base.distributions.get(n) != spec})


def _spec(entry: dict[str, Any]) -> dict[str, Any]:
    """A distribution's entry with its letters as canonical names."""
    out: dict[str, Any] = {}
    for key, value in entry.items():
        out[key] = (
            value
            if key == "aka"
            else [name_of(str(v)) for v in value]
            if isinstance(value, list)
            else name_of(str(value))
        )
    return out


def relations(nodes: tuple[Node, ...]) -> list[Rel]:
    """The relations among `nodes`."""
    return [n for n in nodes if isinstance(n, Rel)]

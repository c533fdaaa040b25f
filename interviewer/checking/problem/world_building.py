"""A derivation's `world` section to its world."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from derivations import Derivation
from interviewer.checking.problem.canonical import canonical
from interviewer.checking.problem.catalogue_names import WorldError, family_name_of, name_of
from interviewer.checking.problem.column_worlds import COLUMNS
from interviewer.checking.problem.inheritance import changed_names, newly_bound, same_kind
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Count, Definition, Form, Shares, Swap, World
from interviewer.checking.problem.world_draft import Draft
from interviewer.notation.dots import without_dots
from interviewer.notation.formulas import read_expression
from interviewer.notation.tree import Call, Node, Sym, names
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.vocabulary import Vocabulary

_SECTIONS = frozenset(
    "sizes letters define unknowns conditions constraints constraints_only distributions variants multipliers only_with and_with words stage nouns kinds "
    "absent left_out sized about swaps customs members counts counting forms mixtures pairs shares in_columns custom".split()
)
_built: dict[int, tuple[Derivation, World]] = {}


def world_of(derivation: Derivation) -> World:
    """The world a derivation declares, built once. Raises WorldError naming what is wrong."""
    found = _built.get(id(derivation))
    if found is None:
        found = _built[id(derivation)] = (derivation, build_world(dict(derivation.world)))
        gc.freeze()  # it stays, as does all it is made with: no collection need look through that again
    return found[1]


def forget(derivation: Derivation) -> None:
    """Let go of the world of a derivation that is asked for no more."""
    _built.pop(id(derivation), None)


def build_world(data: dict[str, Any], base: World | None = None) -> World:
    """A world from its YAML mapping."""
    if unknown := data.keys() - _SECTIONS:
        raise WorldError(f"world: unknown section '{min(unknown)}'")
    draft = Draft(base)
    draft.add_sizes(data.get("sizes") or {})
    draft.add_letters(data.get("letters") or {})
    defined = data.get("define") or []
    draft.add_defined(defined)
    draft.add_distributions(data.get("distributions") or {})
    vocabulary = _with_words(data, base, _vocabulary(draft, defined, base))
    retyped = draft.retype(data.get("letters") or {})
    definitions = _definitions(data, base, retyped, vocabulary)
    conditions = {k: _read_all(v, vocabulary) for k, v in (data.get("conditions") or {}).items()}
    constraints = _read_all(data.get("constraints") or [], vocabulary)
    if base:
        conditions = {k: v for k, v in {**base.conditions, **conditions}.items() if v}  # `optimum: []` takes one away
        alone = data.get("constraints_only")  # instead of the problem's
        constraints = _read_all(alone, vocabulary) if alone else (*base.constraints, *constraints)
    bare = Scope(
        World(
            tuple(draft.sizes),
            draft.size_values,
            draft.letters,
            {k: tuple(v) for k, v in definitions.items()},
            {},
            draft.row_families,
            distributions=draft.distributions,
        )
    )

    def settled(node: Node) -> Node:
        return canonical(bare, node, {})

    definitions = {
        k: [replace(d, body=settled(d.body), alternatives=tuple(map(settled, d.alternatives))) for d in v]
        for k, v in definitions.items()
    }
    only = data.get("only_with") or ()
    sought = tuple(name_of(str(u)) for u in data.get("unknowns") or ()) or (base.unknowns if base else ())
    multipliers = tuple(name_of(str(u)) for u in data.get("multipliers") or ()) or (base.multipliers if base else ())
    conditions = {k: tuple(map(settled, v)) for k, v in conditions.items()}
    changed = frozenset[str]()
    if base:
        changed = changed_names(
            base,
            draft.letters,
            definitions,
            draft.aliases,
            draft.size_values,
            draft.distributions,
            draft.row_families,
        ) | newly_bound(base, conditions, {*sought, *multipliers})
    world = replace(
        bare.world,
        definitions={k: tuple(v) for k, v in definitions.items()},
        aliases={k: tuple(v) for k, v in draft.aliases.items()},
        unknowns=sought,
        multipliers=multipliers,
        conditions=conditions,
        constraints=tuple(map(settled, constraints)),
        only_with=_read_all([only] if isinstance(only, str) else only, vocabulary),
        and_with=_read_all(data.get("and_with") or (), vocabulary),
        words=_folded([*(data.get("words") or ()), *([COLUMNS] if data.get("in_columns") else ())]),
        custom=bool(data.get("custom")),
        in_columns=str(data.get("in_columns") or ""),
        about=(base.about if base else {})
        | {name_of(str(k)): _folded(v) for k, v in (data.get("about") or {}).items()},
        counting=dict(base.counting if base else {})
        | {name_of(str(k)): _folded(v) for k, v in (data.get("counting") or {}).items()},
        customs=_read_all(data.get("customs") or [], vocabulary) or (base.customs if base else ()),
        swaps=tuple(map(_swap, data.get("swaps") or ())),
        members={str(k): str(v) for k, v in (data.get("members") or {}).items()},
        counts=tuple(map(_count, data.get("counts") or ())),
        forms=tuple(Form(_folded(f["words"]), tuple(map(str, f["is"]))) for f in data.get("forms") or ()),
        shares=_shares(data["shares"]) if data.get("shares") else base.shares if base else None,
        changed=changed,
        vocabulary=vocabulary,
        stage=str(data.get("stage") or (base.stage if base else "")),
    )
    variants = tuple(build_world(dict(v), world) for v in data.get("variants") or [])
    return _with_variants(world, variants, draft) if variants else world


def _vocabulary(draft: Draft, defined: list[Any], base: World | None) -> Vocabulary:
    return Vocabulary(
        functions=frozenset(draft.functions),
        values=frozenset(draft.values - draft.functions),
        indexed=frozenset(draft.layered(defined) | set(base.vocabulary.indexed if base else ())),
    )


def _with_words(data: dict[str, Any], base: World | None, vocabulary: Vocabulary) -> Vocabulary:
    """With what the problem calls its quantities and kinds of samples in words, and what it does not have."""
    nouns = dict(base.vocabulary.nouns) if base else {}
    for words, text in (data.get("nouns") or {}).items():
        nouns |= {word.strip().casefold(): _read(str(text), vocabulary) for word in str(words).split(",")}
    absent = frozenset(map(str, data.get("absent") or ())) | (base.vocabulary.absent if base else frozenset())
    left_out = frozenset(map(str, data.get("left_out") or ())) | (base.vocabulary.left_out if base else frozenset())
    kinds = dict(base.vocabulary.kinds) if base else {}
    kinds |= {str(k): str(v) for k, v in (data.get("kinds") or {}).items()}
    sized = dict(base.vocabulary.sized) if base else {}
    sized |= {str(k): _folded(words) for k, words in (data.get("sized") or {}).items()}
    words = {"nouns": tuple(nouns.items()), "kinds": tuple(kinds.items()), "sized": tuple(sized.items())}
    return replace(vocabulary, absent=absent, left_out=left_out, **words)


def _read(text: str, vocabulary: Vocabulary) -> Node:
    try:
        return without_dots(read_expression(text, vocabulary))
    except Unreadable as error:
        raise WorldError(f"world: '{text}': {error}") from error


def _read_all(texts: Iterable[Any], vocabulary: Vocabulary) -> tuple[Node, ...]:
    return tuple(_read(str(text), vocabulary) for text in texts)


def _folded(words: Iterable[Any]) -> tuple[str, ...]:
    return tuple(str(w).casefold() for w in words)


def _count(entry: dict[str, Any]) -> Count:
    """`{names: [kv cache], is: "2 T d_k", letters: {T: [tokens]}, once: [], unit: b, when: []}`"""
    letters = {str(k): _folded(words) for k, words in (entry.get("letters") or {}).items()}
    once, when, unit = (tuple(map(str, entry.get(k) or ())) for k in ("once", "when", "unit"))
    return Count(_folded(entry["names"]), _read(entry["is"], Vocabulary()), letters, once, "".join(unit), when)


def _swap(entry: dict[str, Any]) -> Swap:
    letters = tuple((str(k), str(v)) for k, v in (entry.get("letters") or {}).items())
    called, function, shows, weights = (str(entry.get(k, "")) for k in ("called", "function", "shows", "weights"))
    return Swap(called, function, shows, letters, weights, entry.get("indexed", True))


def _shares(entry: dict[str, Any]) -> Shares:
    """`{over: {K: [key, keys]}, of: {Q: [query, queries]}}`"""
    ((over, words_over),), ((of, words_of),) = (entry[k].items() for k in ("over", "of"))
    return Shares(str(over), str(of), _folded(words_over), _folded(words_of))


def _definitions(
    data: dict[str, Any], base: World | None, retyped: set[str], vocabulary: Vocabulary
) -> dict[str, list[Definition]]:
    """What is defined here, and what of the base it does not replace; a letter declared here is no quantity from elsewhere."""
    inherited = base.definitions if base else {}
    definitions = {k: list(v) for k, v in inherited.items() if k not in retyped}
    free = {name_of(str(u)) for u in data.get("unknowns") or ()}
    free |= {*base.unknowns, *base.multipliers} if base else set()
    for entry in data.get("define") or []:
        made = _definition(entry, vocabulary)
        name = made.name
        kept = [d for d in definitions.get(name, []) if not (d in inherited.get(name, ()) and same_kind(d, made, free))]
        definitions[name] = [*kept, made]
    return definitions


def _definition(entry: dict[str, Any], vocabulary: Vocabulary) -> Definition:
    """A definition from its entry: the head says what it is of, `is` what it is, in one form or several."""
    head = _read(str(entry["name"]), vocabulary)
    name = family_name_of(str(entry["name"]))
    bodies = entry["is"] if isinstance(entry["is"], list) else [entry["is"]]
    body, *alternatives = _read_all(bodies, vocabulary)
    params: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    index: tuple[str, ...] = ()
    if isinstance(head, Call):
        params = tuple(a.name if isinstance(a, Sym) else "" for a in head.args)
        given = tuple(a.name if isinstance(a, Sym) else "" for a in head.given)
        index = tuple(i.name for i in head.fn.index if isinstance(i, Sym))
    elif isinstance(head, Sym) and name == head.name:
        index = tuple(i.name for i in head.index if isinstance(i, Sym))
    return Definition(
        name,
        body,
        params,
        tuple(entry.get("index") or index),
        tuple(alternatives),
        bool(entry.get("scale")),
        bool(entry.get("fixed", True)),
        given,
        isinstance(head, Call),
        str(entry.get("sense", "")),
        density=bool(entry.get("density")),
        supposes=name_of(str(entry["supposes"])) if entry.get("supposes") else "",
        open=bool(entry.get("open")),
        towards=str(entry.get("towards", "")),
    )


def _is_output(definition: Definition, world: World) -> bool:
    """The x̂ that is g(z), of a network g with parameters: x̂(z) applies; and the r that is y − Xw, as r(w)."""
    if not (definition.params or definition.index) and names(definition.body) & {*world.unknowns}:
        return True
    match definition.body:
        case Call(Sym(name), (Sym(),), ()) if name in world.letters and world.letters[name].follows:
            return not (definition.params or definition.index)
    return False


def _with_variants(world: World, variants: tuple[World, ...], draft: Draft) -> World:
    """The problem with its other readings; a line is read with the names of all."""
    values = draft.values | {n for v in variants for n in v.vocabulary.values}
    functions = draft.functions | ({n for v in variants for n in v.vocabulary.functions} - values)
    vocabulary = replace(
        world.vocabulary,
        functions=frozenset(functions),
        values=frozenset(values - functions),
        either=frozenset(values & {n for v in variants for n in v.vocabulary.functions}) & {"sigma"},
        outputs=frozenset(n for v in variants for n, t in v.letters.items() if t.follows and not t.is_function)
        | {n for v in variants for n, ds in v.definitions.items() for d in ds if _is_output(d, v)},
    )
    return replace(world, variants=variants, vocabulary=vocabulary)

"""The names of a world while its `world` section is read: sizes, letters, families, what applies and what multiplies."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from interviewer.checking.problem.catalogue_names import family_name_of, name_of
from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.world import Letter, World


class Draft:
    """The names declared so far; a variant of the problem starts from those of its base."""

    def __init__(self, base: World | None) -> None:
        self.sizes: list[str] = list(base.sizes) if base else []
        self.size_values: dict[str, int] = dict(base.size_values) if base else {}
        self.letters: dict[str, Letter] = dict(base.letters) if base else {}
        self.aliases: dict[str, list[str]] = {k: list(v) for k, v in base.aliases.items()} if base else {}
        self.row_families: dict[str, str] = dict(base.row_families) if base else {}
        self.distributions: dict[str, Any] = dict(base.distributions) if base else {}
        self.functions: set[str] = set(base.vocabulary.functions) if base else set()
        self.values: set[str] = set(base.vocabulary.values) if base else set()
        self.inherited = base.aliases if base else {}

    def alias(self, name: str, others: list[str], family: bool = False) -> None:
        """Let others be what this name is called as well."""
        for other in others:
            other_name = family_name_of(str(other)) if family else name_of(str(other))
            if other_name != name and name not in self.aliases.setdefault(other_name, []):
                meant = self.aliases[
                    other_name
                ]  # what a reading of the problem calls so comes before what all of them do
                kept = sum(t in self.inherited.get(other_name, ()) for t in meant)
                meant.insert(len(meant) - kept, name)

    def add_sizes(self, section: dict[str, Any]) -> None:
        for text, others in section.items():
            name = name_of(str(text))
            listed = others if isinstance(others, list) else [others]  # other names, and the value where it is fixed
            for value in listed:
                if isinstance(value, int):
                    self.size_values[name] = value
            if name not in self.sizes:
                self.sizes.append(name)
            self.alias(name, [other for other in listed if isinstance(other, str)])

    def add_letters(self, section: dict[str, Any]) -> None:
        for text, entry in section.items():
            entry = {"type": entry} if isinstance(entry, str) else entry
            name = name_of(str(text))
            if entry is None:
                self.letters.pop(name, None)  # no letter in this reading
                continue
            rows = name_of(entry["rows"]) if entry.get("rows") else None
            reach = tuple(str(x) for x in entry.get("range", ()))
            letter = parse_letter(name, entry["type"], rows, entry.get("index"), reach)
            if entry.get("stacked"):
                letter = replace(letter, stacked=True)
            if entry.get("follows"):
                letter = replace(letter, follows=name_of(entry["follows"]))
            self.letters[name] = letter
            if rows:
                self.row_families[rows] = name
                self.alias(rows, entry.get("rows_aka") or [])
            self.alias(name, entry.get("aka") or [])
        self.functions |= {n for n, letter in self.letters.items() if letter.is_function}
        self.values |= {n for n, letter in self.letters.items() if not letter.is_function}
        self.values |= {*self.row_families, *self.sizes}

    def add_defined(self, section: list[Any]) -> None:
        """The names of what is defined; what they mean is read when all names are known."""
        for entry in section:
            head = str(entry["name"])
            called = "(" in re.sub(r"\^\{[^}]*\}", "", head)
            name = family_name_of(head)
            for text in [name, *(family_name_of(str(a)) for a in entry.get("aka") or [])]:
                (self.functions if called or entry.get("callable") else self.values).add(text)
                if entry.get("callable"):
                    self.values.discard(text)
            self.alias(name, entry.get("aka") or [], family=True)
            if entry.get("rows"):
                rows = name_of(str(entry["rows"]))
                self.row_families[rows] = name
                self.values.add(rows)
        for other, targets in self.aliases.items():
            if any(t in self.functions for t in targets):
                self.functions.add(other)
            if any(t in self.values for t in targets) and other not in self.functions:
                self.values.add(other)

    def add_distributions(self, section: dict[str, Any]) -> None:
        self.distributions |= {name_of(k): _spec(v or {}) for k, v in section.items()}
        for k, v in section.items():
            self.functions.add(name_of(k))
            for other in (v or {}).get("aka", []):
                self.functions.add(name_of(other))
                self.alias(name_of(k), [other])

    def layered(self, defined: list[Any]) -> set[str]:
        """Names that bear their layer above, in problems with L layers."""
        found = {n for n, letter in self.letters.items() if letter.index} if "L" in self.sizes else set()
        if found:
            found |= {family_name_of(str(e["name"])) for e in defined if "^{(" in str(e["name"])}
            found |= {other for other, targets in self.aliases.items() if set(targets) & found}
        return found

    def retype(self, section: dict[str, Any]) -> set[str]:
        """The letters declared here, which are no rows of a family from elsewhere."""
        retyped = {name_of(str(text)) for text in section}
        rows = {name_of(e["rows"]) for e in section.values() if isinstance(e, dict) and "rows" in e}
        self.row_families = {k: v for k, v in self.row_families.items() if k not in retyped - rows}
        return retyped


def _spec(entry: dict[str, Any]) -> dict[str, Any]:
    """A distribution's entry with its letters as canonical names."""
    return {key: value if key == "aka" else _named(value) for key, value in entry.items()}


def _named(value: Any) -> Any:
    """Letters, lists of them, and what each of several hangs on."""
    if isinstance(value, dict):
        return {name_of(str(k)): _named(v) for k, v in value.items()}
    return [name_of(str(v)) for v in value] if isinstance(value, list) else name_of(str(value))

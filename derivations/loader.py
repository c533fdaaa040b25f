"""YAML files to derivations, with errors that name the file, the line and the field."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from derivations.model import Derivation

SHIPPED = Path(__file__).parent
MAX_BYTES = 1_000_000  # a derivation is a few kilobytes; more is a mistake or an attack


class CatalogueError(ValueError):
    """A catalogue file is wrong; the message says where and what."""


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _refuse_aliases(text: str) -> None:
    """A catalogue file needs no aliases, and they can be made to explode."""
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.events.AliasEvent):
            raise yaml.MarkedYAMLError(None, None, "aliases (*name) are not allowed here", event.start_mark)


def _line_of(node: yaml.Node | None, path: tuple[int | str, ...]) -> int:
    """The 1-based line of the deepest part of `path` that exists."""
    line = 1
    for key in path:
        if node is None:
            break
        line = node.start_mark.line + 1
        following: yaml.Node | None = None
        if isinstance(node, yaml.MappingNode):
            for k, v in node.value:
                if getattr(k, "value", None) == str(key):
                    following, line = v, k.start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            following = node.value[key]
            line = following.start_mark.line + 1
        node = following
    return line


def read_yaml(path: Path) -> tuple[Any, yaml.Node | None]:
    """The data of a YAML file and its node tree. Raises CatalogueError naming file and line."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CatalogueError(f"{path}: cannot be read ({error.strerror})") from error
    if len(raw) > MAX_BYTES:
        raise CatalogueError(f"{path}: {len(raw):,} bytes is too large for a catalogue file; at most {MAX_BYTES:,}")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise CatalogueError(f"{path}:{line}: this is not UTF-8 text") from error
    try:
        if "*" in text and "&" in text:
            _refuse_aliases(text)
        loader = _LOADER(text)
        node = loader.get_single_node()
        return (loader.construct_document(node) if node is not None else None), node
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise CatalogueError(f"{path}:{mark.line + 1 if mark else 1}: not valid YAML: {error.problem}") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise CatalogueError(
            f"{path}:1: not valid YAML: {str(error).splitlines()[0] if str(error) else 'nested too deeply'}"
        ) from error


def load_derivation(path: Path) -> Derivation:
    """One derivation. Raises CatalogueError that names the file, the line and the field."""
    data, node = read_yaml(path)
    if not isinstance(data, dict):
        raise CatalogueError(f"{path}:1: a derivation is a mapping of fields; this file holds {type(data).__name__}")
    try:
        return Derivation.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = tuple(first["loc"])
        field = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in where).lstrip(".") or "file"
        raise CatalogueError(f"{path}:{_line_of(node, where)}: field '{field}': {first['msg']}") from error


def _load_folder(folder: Path) -> dict[str, Derivation]:
    found: dict[str, Derivation] = {}
    sources: dict[str, Path] = {}
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        derivation = load_derivation(path)
        if derivation.id in found:
            raise CatalogueError(f"{path}:1: the id '{derivation.id}' is already used by {sources[derivation.id]}")
        found[derivation.id] = derivation
        sources[derivation.id] = path
    return found


@cache
def _shipped() -> dict[str, Derivation]:
    return _load_folder(SHIPPED)


def own_folder() -> Path | None:
    """The user's own catalogue, named by INTERVIEWER_CATALOGUE: derivations in it, rubrics in its folder `rubrics`."""
    named = os.environ.get("INTERVIEWER_CATALOGUE", "").strip()
    return Path(named).expanduser() if named else None


@cache
def _own(folder: Path, stamp: tuple[tuple[str, int], ...]) -> dict[str, Derivation]:
    return _load_folder(folder)


def _stamp(folder: Path) -> tuple[tuple[str, int], ...]:
    """Changes when a file does: a derivation one is writing is read again."""
    if not folder.is_dir():
        raise CatalogueError(f"{folder}: there is no such folder; INTERVIEWER_CATALOGUE or the settings name it")
    return tuple((path.name, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.y*ml")))


def catalogue(folder: Path | None = None) -> dict[str, Derivation]:
    """All shipped derivations by id, the most often asked first; those of `folder`, by default the user's own, are added.

    Raises CatalogueError for a file that is wrong or an id used twice.
    """
    found = dict(_shipped())
    folder = folder or own_folder()
    if folder is not None:
        for name, derivation in _own(folder, _stamp(folder)).items():
            if name in found:
                raise CatalogueError(f"{folder}: the id '{name}' is one of the shipped derivations; choose another")
            found[name] = derivation
    return dict(sorted(found.items(), key=lambda item: -item[1].frequency))

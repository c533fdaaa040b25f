"""YAML files to rubrics, with errors that name the file, the line and the field."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import yaml
from pydantic import ValidationError

from rubrics.model import Rubric, Value

SHIPPED = Path(__file__).parent
MAX_BYTES = 1_000_000  # a rubric is a few kilobytes; more is a mistake or an attack


class RubricError(ValueError):
    """A rubric file is wrong; the message says where and what."""


def _line_of(node: yaml.Node | None, path: tuple[int | str, ...]) -> int:
    line = 1
    for key in path:
        found: yaml.Node | None = None
        if isinstance(node, yaml.MappingNode):
            found = next((v for k, v in node.value if getattr(k, "value", None) == str(key)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            found = node.value[key]
        if found is None:
            break
        node, line = found, found.start_mark.line + 1
    return line


def load_rubric(path: Path) -> Rubric:
    """One rubric. Raises RubricError that names the file, the line and the field."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise RubricError(f"{path}: cannot be read ({error.strerror})") from error
    if len(raw) > MAX_BYTES:
        raise RubricError(f"{path}: {len(raw):,} bytes is too large for a rubric; at most {MAX_BYTES:,}")
    try:
        text = raw.decode("utf-8")
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except UnicodeDecodeError as error:
        raise RubricError(f"{path}:{raw[: error.start].count(10) + 1}: this is not UTF-8 text") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise RubricError(f"{path}:{mark.line + 1 if mark else 1}: not valid YAML: {error.problem}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise RubricError(f"{path}:1: not valid YAML: {str(error).splitlines()[0]}") from error
    try:
        found = Rubric.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = tuple(first["loc"])
        field = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in where).lstrip(".") or "file"
        raise RubricError(f"{path}:{_line_of(node, where)}: field '{field}': {first['msg']}") from error
    for k, point in enumerate(found.points):
        for n, fact in enumerate(point.facts):
            for value in filter(None, (fact, fact.given)):
                name, _, pole = value.axis.partition(".")
                if value.axis and pole not in axes().get(name, {}):
                    line = _line_of(node, ("points", k, "facts", n))
                    raise RubricError(f"{path}:{line}: point '{point.id}': no axis '{value.axis}' in shared/axes.yaml")
    return found


@cache
def _of(folder: Path, stamp: tuple[tuple[str, int], ...]) -> dict[str, Rubric]:
    found = [load_rubric(path) for path in sorted(folder.glob("*.yaml"))]
    return {r.derivation: r for r in found}


@cache
def concepts() -> dict[str, str]:
    """Synonym sets that several rubrics share, by name; synonyms stand between slashes."""
    data = yaml.safe_load((SHIPPED / "shared" / "concepts.yaml").read_text("utf-8"))
    return {name: "/".join(words) if isinstance(words, list) else str(words) for name, words in data.items()}


@cache
def thesaurus() -> list[list[str]]:
    """Words that mean the same whatever the rubric; the first of each list stands for the others."""
    return yaml.safe_load((SHIPPED / "shared" / "thesaurus.yaml").read_text("utf-8"))


@cache
def mechanisms() -> tuple[str, ...]:
    """Techniques and causes of the field, each with its names between slashes."""
    data = yaml.safe_load((SHIPPED / "shared" / "mechanisms.yaml").read_text("utf-8"))
    return tuple(group for groups in data.values() for group in groups)


@cache
def axes() -> dict[str, dict[str, str]]:
    """Opposites: the poles of each axis with their words."""
    return yaml.safe_load((SHIPPED / "shared" / "axes.yaml").read_text("utf-8"))


def poles(value: Value) -> tuple[str, str]:
    """The words for what is so, and those for its opposite. Raises KeyError for an axis that is not there."""
    right, wrong = [value.right], [value.wrong]
    if value.axis:
        name, _, pole = value.axis.partition(".")
        right.append(axes()[name][pole])
        wrong += [words for other, words in axes()[name].items() if other != pole]
    return "/".join(filter(None, right)), "/".join(filter(None, wrong))


_in_place: dict[str, Rubric] = {}


@contextmanager
def using(others: Mapping[str, Rubric]) -> Generator[None]:
    """Within it, in this process, the given rubrics stand for the shipped ones of their derivations: for those who try
    another. Not for threads that want different ones at the same time."""
    before = dict(_in_place)
    _in_place.update(others)
    try:
        yield
    finally:
        _in_place.clear()
        _in_place.update(before)


def rubrics(folder: Path = SHIPPED) -> dict[str, Rubric]:
    """All rubrics of a folder by derivation; to the shipped ones those of the user's own catalogue are added, from the
    folder `rubrics` in it. Raises RubricError."""
    found = _of(folder, ())
    own = os.environ.get("INTERVIEWER_CATALOGUE", "").strip() if folder == SHIPPED else ""
    if own and (place := Path(own).expanduser() / "rubrics").is_dir():
        stamp = tuple((path.name, path.stat().st_mtime_ns) for path in sorted(place.glob("*.yaml")))
        found = _of(place, stamp) | found
    return found | _in_place if folder == SHIPPED and _in_place else found


def rubric(derivation: str) -> Rubric:
    """The rubric of a derivation. Raises KeyError when there is none."""
    return rubrics()[derivation]

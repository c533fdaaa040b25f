"""A YAML file to a pydantic model, with errors that name the file, the line and the field."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

MAX_BYTES = 1_000_000  # files people write by hand have some kilobytes
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Model = TypeVar("Model", bound=BaseModel)


class SuiteError(Exception):
    """The suite cannot be read; the text names file, line and what to do."""


def read_text(path: Path) -> str:
    """The file's text. Raises SuiteError when it cannot be read or is not UTF-8."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SuiteError(f"{path}: cannot be read ({error.strerror})") from error
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SuiteError(f"{path}:{raw[: error.start].count(10) + 1}: this is not UTF-8 text") from error


def load(path: Path, model: type[Model]) -> Model:
    """The file as that model. Raises SuiteError."""
    text = read_text(path)
    if len(text) > MAX_BYTES:
        raise SuiteError(f"{path}:1: {len(text):,} characters; such a file has at most {MAX_BYTES:,}")
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.AliasEvent):  # they can be made to explode; a pattern without quotes reads as one
                line = event.start_mark.line + 1
                raise SuiteError(f"{path}:{line}: aliases (*name) are not allowed; quote what begins with '*'")
        node = yaml.compose(text, Loader=_LOADER)
        data = yaml.load(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise SuiteError(f"{path}:{mark.line + 1 if mark else 1}: not valid YAML: {error.problem}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise SuiteError(f"{path}:1: not valid YAML: {(str(error) or 'nested too deeply').splitlines()[0]}") from error
    try:
        return model.model_validate({} if data is None else data)
    except ValidationError as error:
        first = error.errors()[0]
        where = [part for part in first["loc"] if part != "[key]"]
        name = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in where).lstrip(".")
        raise SuiteError(f"{path}:{line_of(node, where)}: field '{name or 'file'}': {first['msg']}") from error


def line_of(node: yaml.Node | None, path: list[int | str]) -> int:
    """The line (from 1) of the deepest part of `path` that the file has."""
    line = 1
    for part in path:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if str(getattr(k, "value", None)) == str(part)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line

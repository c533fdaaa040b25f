"""The tables of mathematical writing, loaded once from `symbols.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import SimpleNamespace

import yaml


@cache
def tables() -> SimpleNamespace:
    """All tables of `symbols.yaml` as attributes; `names` merges Greek letters and what else stands for one."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load(files("interviewer.notation").joinpath("symbols.yaml").read_text("utf-8"), Loader=loader)
    table = SimpleNamespace(**data)
    table.names = {name: name for name in table.greek} | table.variants
    for name in ("fonts", "spacing", "tight", "silent", "stopwords"):
        setattr(table, name, frozenset(getattr(table, name)))
    return table

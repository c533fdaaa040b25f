"""Values to one line of JSON that any terminal can show and any program can read."""

from __future__ import annotations

import json
import math
import re
from typing import Any

# What JSON may hold raw but a terminal would act on: controls, zero-width, direction marks, line separators.
_UNSAFE = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")


def dumps(value: Any) -> str:
    """One line of JSON; characters that would move or hide text come escaped, so quotes stay verbatim and harmless.

    Numbers that JSON has not (NaN, ∞, complex) and values it does not know become strings, arrays become lists.
    """
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(plain(value), ensure_ascii=False))


def plain(value: Any) -> Any:
    """The value made of JSON's own kinds only."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if hasattr(value, "tolist"):  # numpy's arrays and numbers, without importing it
        return plain(value.tolist())
    return str(value)

"""What the screens remember of their user: theme, mode, judge, own catalogue. One small JSON file."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

MODES = ("practice", "interview")
JUDGES = ("auto", "builtin", "openai")


@dataclass(frozen=True, slots=True)
class Preferences:
    """`catalogue` is the folder of one's own derivations, "" for none."""

    theme: str = "blackboard"
    mode: str = "practice"
    judge: str = "auto"
    catalogue: str = ""


def preferences_path() -> Path:
    """`$INTERVIEWER_HOME/screen.json`, else a file in the user's configuration directory."""
    home = os.environ.get("INTERVIEWER_HOME")
    if home:
        return Path(home) / "screen.json"
    from platformdirs import user_config_path

    return user_config_path("interviewer") / "screen.json"


def load(path: Path) -> Preferences:
    """The stored preferences; the defaults for what is missing or makes no sense."""
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return Preferences()
    names = {field.name for field in fields(Preferences)}
    known = {k: v for k, v in data.items() if k in names and isinstance(v, str)} if isinstance(data, dict) else {}
    found = Preferences(**known)
    return replace(
        found,
        mode=found.mode if found.mode in MODES else "practice",
        judge=found.judge if found.judge in JUDGES else "auto",
    )


def save(preferences: Preferences, path: Path) -> None:
    """Keep the preferences. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(preferences), indent=2) + "\n", "utf-8")

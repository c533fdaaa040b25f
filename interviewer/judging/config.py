"""The model's settings, from the environment or a small file; the environment wins."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """How to reach the model. `timeout` in seconds for one call, `budget` in tokens for one run, `rate` in calls a
    minute (0: no bound)."""

    model: str = ""
    api_key: str = ""
    base_url: str = ""
    temperature: float = 0.0
    timeout: float = 30.0
    budget: int = 500_000
    rate: float = 0.0


def config_path() -> Path:
    """Where the optional configuration file lives: lines of `name = value`."""
    home = os.environ.get("INTERVIEWER_HOME")
    if home:
        return Path(home) / "model.conf"
    from platformdirs import user_config_dir

    return Path(user_config_dir("interviewer")) / "model.conf"


def _file() -> dict[str, str]:
    try:
        lines = config_path().read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    pairs = (line.partition("=") for line in lines if "=" in line and not line.lstrip().startswith("#"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def save(chosen: Settings) -> Path:
    """Write the configuration file, readable by its owner alone; returns where it lies. Raises OSError."""
    path = config_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{name} = {' '.join(str(getattr(chosen, name)).split())}" for name in Settings.__dataclass_fields__]
    path.touch(mode=0o600, exist_ok=True)
    path.chmod(0o600)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def settings() -> Settings:
    """The settings in force. Numbers that are none fall back to the defaults."""
    file = _file()

    def get(variable: str, name: str) -> str:
        return os.environ.get(variable) or file.get(name, "")

    def number(variable: str, name: str, default: float) -> float:
        try:
            value = float(get(variable, name) or default)
        except ValueError:
            return default
        return value if math.isfinite(value) else default  # nan, inf

    return Settings(
        model=get("INTERVIEWER_MODEL", "model"),
        api_key=get("OPENAI_API_KEY", "api_key"),
        base_url=get("OPENAI_BASE_URL", "base_url"),
        temperature=number("INTERVIEWER_TEMPERATURE", "temperature", 0.0),
        timeout=number("INTERVIEWER_TIMEOUT", "timeout", 30.0),
        budget=int(number("INTERVIEWER_BUDGET", "budget", 500_000)),
        rate=number("INTERVIEWER_RATE", "rate", 0.0),
    )

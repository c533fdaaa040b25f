"""Names for saved files: nothing that exists is overwritten."""

from __future__ import annotations

from pathlib import Path


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """`stem.suffix` in the folder, or `stem-2.suffix`, … when that exists."""
    path = folder / f"{stem}.{suffix}"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}.{suffix}"
        number += 1
    return path

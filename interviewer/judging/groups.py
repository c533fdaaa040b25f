"""The groups of a pattern as stems to look for."""

from __future__ import annotations

from functools import lru_cache

from interviewer.judging.words import lists, tokens


@lru_cache(maxsize=8_000)
def compile_group(group: str) -> tuple[tuple[bool, tuple[str, ...]], ...]:
    """The synonyms of a group as (negation wanted, stems); a stem that ends in `*` is a beginning, one that
    begins with `=` is a word as it stands. A bracket at the end says that
    nothing multiplies what stands before it."""
    from rubrics import concepts

    out: list[tuple[bool, tuple[str, ...]]] = []
    for part in _split(group.removeprefix("~")):
        name = part.strip()
        denied, name = name.startswith("!"), name.removeprefix("!")
        if name.startswith("@"):
            out += [(denied, stems) for _, stems in compile_group(concepts()[name[1:]])]
            continue
        stems: list[str] = []
        for piece in name.split():
            if (piece.endswith("*") and len(piece) > 2) or (piece.startswith("=") and piece[1:].isalpha()):
                stems.append(piece.lower())
            else:
                stems += [t.stem for t in tokens(piece) if t.word not in ("(", ")")]
        if len(name.split()) > 1 and not any(p.endswith("*") for p in name.split()):
            stems = [t.stem for t in tokens(name)]
        if name.endswith(")") and "(" in name:
            stems.append(")")
        if all(s.isalpha() for s in stems):  # in a formula "a" is no article
            stems = [s for s in stems if s not in lists()["articles"]] or stems
        if stems:
            out.append((denied, tuple(stems)))
    return tuple(dict.fromkeys(out))


def _split(group: str) -> list[str]:
    """Synonyms stand between slashes; a slash between digits is a fraction."""
    out, current = [], ""
    for k, c in enumerate(group):
        fraction = c == "/" and 0 < k < len(group) - 1 and group[k - 1].isdigit() and group[k + 1].isdigit()
        if c == "/" and not fraction:
            out.append(current)
            current = ""
        else:
            current += c
    return [p for p in (*out, current) if p.strip()]

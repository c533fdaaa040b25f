"""Which judge serves: the model when one is configured, else the built-in one."""

from __future__ import annotations

from typing import Any


def configured() -> bool:
    """Whether a model is named and there is a way to reach it."""
    from interviewer.judging.config import settings

    found = settings()
    return bool(found.model and (found.api_key or found.base_url))


def choose_judge(name: str = "auto") -> Any:
    """The judge of that name: "auto", "builtin" or "openai". Raises ValueError for another, or when no model is configured."""
    from interviewer.judging.builtin import BuiltinJudge

    if name == "builtin" or (name == "auto" and not configured()):
        return BuiltinJudge()
    if name in ("openai", "auto"):
        if not configured():
            raise ValueError("no model is configured: set INTERVIEWER_MODEL and OPENAI_API_KEY (or OPENAI_BASE_URL)")
        from interviewer.judging.config import settings
        from interviewer.judging.model import ModelJudge

        return ModelJudge(settings())
    raise ValueError(f"there is no judge '{name}'; choose auto, builtin or openai")


__all__ = ["choose_judge", "configured"]

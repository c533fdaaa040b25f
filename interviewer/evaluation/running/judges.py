"""Judges by name, for processes that can be told nothing but text; and a count of what a judge used."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import cache
from typing import Any

from interviewer.evaluation.running.keys import digest

UNBOUNDED = 10**15  # tokens: the evaluation keeps its own budget, so that no item is silently judged by another


def identity(name: str) -> str:
    """What a judge's results depend on beside the code: "builtin", or the model with its settings (without its key).

    Names: "auto", "builtin", "openai" (the configured model), "openai:MODEL". Raises ValueError for another, or when no
    model is configured.
    """
    if _builtin(name):
        return "builtin"
    settings = _settings(name)
    told = {k: v for k, v in asdict(settings).items() if k not in ("api_key", "timeout", "budget", "model", "rate")}
    return f"{settings.model}#{digest(told)[:8]}"


def shown(judge: str) -> str:
    """A judge's identity as people read it."""
    return judge.partition("#")[0]


@cache
def judge_named(name: str, rate: float = 0.0) -> Any:
    """The judge itself, made once in each process; it makes `rate` calls a minute at most (0: no bound)."""
    from interviewer.judging import BuiltinJudge

    if _builtin(name):
        return BuiltinJudge()
    from interviewer.judging.model import ModelJudge

    return ModelJudge(replace(_settings(name), rate=rate))


def _builtin(name: str) -> bool:
    from interviewer.judging.choose import configured

    return name == "builtin" or (name == "auto" and not configured())


def _settings(name: str) -> Any:
    from interviewer.judging.choose import choose_judge
    from interviewer.judging.config import settings

    kind, _, model = name.partition(":")
    found = settings()
    if model and kind == "openai" and (found.api_key or found.base_url):
        return replace(found, model=model, budget=UNBOUNDED)
    choose_judge(name)  # says what is wrong with a name or missing from the configuration
    return replace(found, budget=UNBOUNDED)


class Counting:
    """A judge that counts tokens and notes when another judge had to stand in, because the model failed."""

    def __init__(self, judge: Any) -> None:
        self._judge, self.name = judge, judge.name
        self.tokens, self.failure = 0, ""

    def judge(self, question: Any) -> Any:
        judgement = self._judge.judge(question)
        self.tokens += judgement.tokens
        if judgement.judge != self.name:
            self.failure = judgement.rationale
        return judgement

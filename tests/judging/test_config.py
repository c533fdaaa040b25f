"""The model's settings: a small file, the environment over it, defaults for what is no number."""

from __future__ import annotations

import pytest

from interviewer.judging import config
from interviewer.judging.choose import choose_judge, configured


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch, tmp_path):
    for name in ("MODEL", "TIMEOUT", "TEMPERATURE", "BUDGET"):
        monkeypatch.delenv(f"INTERVIEWER_{name}", raising=False)
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(config, "config_path", lambda: tmp_path / "model.conf")


def test_without_anything_the_built_in_judge_serves():
    assert not configured()
    assert choose_judge("auto").name == "builtin"
    with pytest.raises(ValueError, match="no model is configured"):
        choose_judge("openai")


def test_the_file_is_read_and_the_environment_wins(monkeypatch):
    config.config_path().write_text(
        "# mine\nmodel = small\nbase_url = http://127.0.0.1:1/v1\ntimeout = 7\nbudget = lots\n", "utf-8"
    )
    found = config.settings()
    assert (found.model, found.base_url, found.timeout, found.budget) == (
        "small",
        "http://127.0.0.1:1/v1",
        7.0,
        500_000,
    )
    assert choose_judge("auto").name == "small"
    monkeypatch.setenv("INTERVIEWER_MODEL", "large")
    assert config.settings().model == "large"


@pytest.mark.parametrize("value", ["inf", "-inf", "nan", "1e999"])
def test_a_number_without_end_is_none(monkeypatch, value):
    for name in ("BUDGET", "TIMEOUT", "TEMPERATURE", "RATE"):
        monkeypatch.setenv(f"INTERVIEWER_{name}", value)
    found = config.settings()
    assert (found.budget, found.timeout, found.temperature, found.rate) == (500_000, 30.0, 0.0, 0.0)

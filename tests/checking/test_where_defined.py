"""A line that has a value at few of its indices alone holds nowhere else."""

from __future__ import annotations

import pytest

from interviewer.checking import check

STEP = (
    r"x_{t-1} = \sqrt{\bar\alpha_{t-1}}\left(\frac{x_t-\sqrt{1-\bar\alpha_t}\epsilon_\theta(x_t,t)}{\sqrt{\bar\alpha_t}}\right)"
    r"+\sqrt{1-\bar\alpha_{t-1}-WHAT}\epsilon_\theta(x_t,t)+\sigma_t\epsilon"
)


def test_the_step_of_ddim_is_accepted() -> None:
    assert check("diffusion", [], STEP.replace("WHAT", r"\sigma_t^2"), seconds=5).verdict == "verified"


@pytest.mark.parametrize("what", [r"\sigma_t", r"\sqrt{\sigma_t}", r"2\sigma_t^2"])
def test_what_holds_at_the_first_step_alone_is_not(what: str) -> None:
    assert check("diffusion", [], STEP.replace("WHAT", what), seconds=5).verdict in ("refuted", "undecided")

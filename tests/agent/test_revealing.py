"""A withheld formula is found in whatever form it is written: the algebra decides, not the spelling."""

from __future__ import annotations

import pytest

from interviewer.agent.bench import Aside, Here
from interviewer.agent.completing import openai_completion
from interviewer.agent.leaks import leaks
from interviewer.agent.ledger import RIGHT
from interviewer.agent.model_phrasing import ModelSpeaker
from interviewer.agent.moves import AskWhy, Probe
from interviewer.agent.phrasing import phrase
from interviewer.agent.revealing import formulas_in, reveals
from interviewer.agent.state import new_state
from interviewer.agent.view import Turn
from interviewer.agent.wiring import script_of
from tests.agent.endpoint import endpoint

SCRIPT = script_of("linear-regression")
STEPS = [SCRIPT.step(name) for name in ("gradient", "normal-equations", "solution")]
FORMULAS = [formula for step in STEPS for formula in step.formulas]


def reached(setup, line):
    verdict = Here().check("linear-regression", setup, line)
    return verdict.milestone if verdict.verdict in RIGHT else None


@pytest.mark.parametrize(
    "text",
    [
        "Could the gradient be 2(XᵀXw − Xᵀy), perhaps?",
        r"Think of $\nabla_w L = 2 (X^\top X w - X^\top y)$ for a moment.",
        "Is it true that dL/dw equals X^T(2Xw - 2y) here?",
        "So you would have Xᵀy − XᵀXw = 0 in the end.",
        "Perhaps w = (X^T X)^{-1} (y^T X)^T does it?",
    ],
)
def test_another_form_of_a_withheld_formula_is_found_though_its_spelling_is_not(text):
    assert not leaks(text, FORMULAS, [SCRIPT.statement])
    assert reveals(text, STEPS, [SCRIPT.statement], [], reached)


@pytest.mark.parametrize(
    "text",
    [
        "What is the shape of XᵀX + λI?",
        "You wrote ∂L/∂w = 2X(Xw − y); do the shapes fit?",
        "How do you minimise L(w) = ‖y − Xw‖² over w?",
        "What happens at the minimum, and why is one condition enough?",
    ],
)
def test_a_question_a_wrong_line_or_the_statement_reveals_nothing(text):
    assert not reveals(text, STEPS, [SCRIPT.statement], [], reached)


def test_mathematics_is_cut_out_of_a_sentence():
    assert formulas_in("Is it −2Xᵀ(y − Xw), or does w = 2 hold, or $a^2 + b^2 = c^2$?") == [
        "−2Xᵀ(y − Xw)",
        "a^2 + b^2 = c^2",
    ]
    assert formulas_in("Please go on when you like.") == []


def test_a_model_that_writes_the_answer_in_another_form_is_replaced_in_the_interview():
    bench = Aside()
    with endpoint("Let us see. Is it not simply 2(XᵀXw − Xᵀy)?") as served:

        def named(setup, line):
            verdict = bench.check("linear-regression", setup, line)
            return verdict.milestone if verdict.verdict in RIGHT else None

        complete = openai_completion("any-model", api_key="none", base_url=served.url)
        speaker = ModelSpeaker(SCRIPT, complete, named)
        move = Probe("∂L/∂w = 2X(Xw − y)", "dimensions")
        turns = [Turn(1, "candidate", "∂L/∂w = 2X(Xw − y)")]
        pieces = list(speaker.speak(move, new_state("s"), turns))
        assert pieces[0] == ("Let us see.", False)
        assert pieces[-1] == (phrase(move, SCRIPT, [], seed="s", n=0), True)
        state = new_state("s")
        state["milestones"] = {step.id: "reached" for step in SCRIPT.steps}
        said = "".join(text for text, _ in speaker.speak(AskWhy("gradient"), state, turns))
        assert "2(XᵀXw − Xᵀy)" in said
    bench.close()


@pytest.mark.parametrize(
    "text",
    [
        r"Is it perhaps \[ \hat w = \left(X^{\mathsf T}X\right)^{-1}X^{\mathsf T}y \] in the end?",
        "Have you tried w equals the inverse of X^T X times X^T y?",
        "It ends with np.linalg.inv(X.T @ X) @ X.T @ y, right?",
        "Is the sum over i of x_i (x_i^T w - y_i) zero there?",
        "Look:\nw\n=\n(X^T X)^{-1}\nX^T y\nDo you agree?",
    ],
)
def test_a_withheld_formula_in_words_in_code_or_over_several_lines_is_found(text):
    assert leaks(text, FORMULAS, [SCRIPT.statement]) or reveals(text, STEPS, [SCRIPT.statement], [], reached)

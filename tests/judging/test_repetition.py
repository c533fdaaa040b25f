"""What is said again and again counts once; a formula that repeats its letters is left as it is written."""

from __future__ import annotations

import pytest

from interviewer.judging import BuiltinJudge, Question
from interviewer.judging.doc import MAX_CHARS
from interviewer.judging.repetition import collapsed
from rubrics import rubrics


def left(answer: str) -> str:
    return "".join(answer[a:b] for a, b in collapsed(answer, MAX_CHARS))


@pytest.mark.parametrize(
    "formula",
    [
        "σ'(z) = σ(z) − σ(z)²",
        "sigma'(z) = sigma(z) - sigma(z)^2",
        "$\\sigma'(z) = \\sigma(z) - \\sigma(z)^2$",
        "dz/ds = 1/s + 1/(1−s) = 1/(s(1−s))",
        "softmax(z) = softmax(z) + softmax(z)",
        "p_k p_k p_k(1 − p_k)",
        "KL(p‖q) = KL(p‖q) + KL(p‖q)",
    ],
)
def test_a_formula_is_left_as_it_is_written(formula):
    assert left(formula) == formula
    assert left(f"So {formula}, which helps.") == f"So {formula}, which helps."


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("kernel kernel kernel kernel", 6),
        ("kernel (kernel) kernel, kernel = kernel", 30),
        ("the data enter through inner products " * 3, 40),
        ("x = x + x - " * 5_000, 100),
        ("σ(z)·" * 20_000, 100),
        ("so (very) very very very very good", 25),
    ],
)
def test_repetition_is_cut_whatever_signs_it_is_decked_with(text, most):
    assert len(left(text)) <= most


def test_the_algebra_sees_a_formula_that_repeats_its_letters():
    point = rubrics()["logistic-regression"].point("sigmoid-derivative")

    def level(answer: str) -> str:
        return BuiltinJudge().judge(Question("logistic-regression", point, point.questions[0], answer)).level

    reason = "The quotient rule on 1/(1 + e^(−z)) leads there, and it costs nothing once the forward pass is done"
    assert level(f"σ'(z) = σ(z) − σ(z)². {reason}.") != "none"
    assert level("σ'(z) = σ(z) + σ(z)².") == "none"


def test_what_follows_a_long_repetition_of_a_formula_is_read():
    point = rubrics()["svm-dual"].point("why-dual")
    filler = "x = x + x - " * 5_000
    judged = BuiltinJudge().judge(Question("svm-dual", point, point.questions[0], f"{filler}\n{point.answer}"))
    assert judged.level == "full"

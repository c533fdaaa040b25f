"""Networks whose layers only the letters of units tell, told from the inputs to the loss; a line after each that is right and one that is wrong."""

import pytest

from interviewer.checking import check

TANH = "a_j = Σ_i w_ji x_i, z_j = tanh(a_j), a_k = Σ_j w_kj z_j, y_k = a_k, E = ½ Σ_k (y_k − t_k)²"
CODE = "a_j = sum_i w_ij o_i + b_j, o_j = g(a_j), a_k = sum_j w_jk o_j + b_k, o_k = g(a_k), E = 0.5*sum_k (o_k - t_k)^2"
SOFTMAX = (
    "y_k = e^{a_k}/\\sum_j e^{a_j}, a_k = \\sum_j w_{kj} z_j, z_j = \\tanh(a_j), a_j = \\sum_i w_{ji} x_i, "
    "E = -\\sum_k t_k \\ln y_k with \\sum_k t_k = 1"
)
LABELLED = "a_j=\\sum_i w_{ji}^{(1)}x_i, z_j=\\tanh(a_j), y_k=\\sum_j w_{kj}^{(2)}z_j, E_n=\\frac12\\sum_k(y_k-t_k)^2"
LOGISTIC = "net_j = sum_i w_ij o_i, o_j = 1/(1+exp(-net_j)), delta_j = dE/dnet_j"
SQUARES = "E = \\frac12\\sum_k (o_k - t_k)^2, o_k = \\sigma(net_k), net_k = \\sum_j w_{jk} o_j"

LINES = {  # what is written before, a right line, a wrong one
    "an error without its definition": (
        TANH,
        "δ_k = y_k − t_k, δ_j = (1 − z_j²) Σ_k w_kj δ_k",
        "δ_k = y_k − t_k, δ_j = (1 − z_j²) Σ_k w_jk δ_k",
    ),
    "a weight of the first layer": (
        TANH,
        "∂E/∂w_ji = (1 − z_j²) x_i Σ_k w_kj (y_k − t_k)",
        "∂E/∂w_ji = (1 − z_j²) z_j Σ_k w_kj (y_k − t_k)",
    ),
    "biases by letters": (
        CODE,
        "dE/db_j = g'(a_j) sum_k w_jk (o_k - t_k) g'(a_k)",
        "dE/db_j = g'(a_j) sum_k w_jk (o_k - t_k)",
    ),
    "a letter that only runs": (
        SOFTMAX,
        "\\delta_k = y_k - t_k, \\delta_j = (1 - z_j^2)\\sum_k w_{kj}\\delta_k",
        "\\delta_k = y_k - t_k, \\delta_j = (1 + z_j^2)\\sum_k w_{kj}\\delta_k",
    ),
    "layers by labels beside letters": (
        LABELLED,
        "\\frac{\\partial E_n}{\\partial w_{ji}^{(1)}}=(1-z_j^2) x_i \\sum_k w_{kj}^{(2)} (y_k - t_k)",
        "\\frac{\\partial E_n}{\\partial w_{ji}^{(1)}}=(1-z_j^2) x_i \\sum_k w_{kj}^{(1)} (y_k - t_k)",
    ),
    "the inputs are values of units": (
        SQUARES,
        "\\frac{\\partial E}{\\partial w_{jk}} = (o_k - t_k) o_k (1 - o_k) o_j",
        "\\frac{\\partial E}{\\partial w_{jk}} = (t_k - o_k) o_k (1 - o_k) o_j",
    ),
    "an activation written out": (LOGISTIC, "dE/dw_ij = delta_j o_i", "dE/dw_ij = delta_j o_j"),
}


@pytest.mark.parametrize("case", LINES, ids=str)
def test_layers_by_letters(case: str) -> None:
    before, right, wrong = LINES[case]
    assert check("backpropagation", [before], right).verdict == "verified"
    assert check("backpropagation", [before], wrong).verdict not in ("verified", "given")

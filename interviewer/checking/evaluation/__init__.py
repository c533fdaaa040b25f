"""Trees to values under one model: the parts of the evaluator, one module a kind of node."""

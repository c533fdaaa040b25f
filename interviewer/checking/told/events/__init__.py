"""Probabilities of events in numbers: `P(D) = 0.01, P(+|D) = 0.9`, `p(x, z=1) = 0.2`, and what follows from them for others.

Events are told apart by how they are written; the table of all of them is found from what is told, as far as that goes.
"""

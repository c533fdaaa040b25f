"""Models that a candidate sets up instead of the problem's: laws, noising processes, constrained problems.

Each module reads one kind of them from a line that says nothing else and gives the problem that model; `every.OWN_MODELS`
are those that a line is tried for after it was judged.
"""

"""Outcomes to numbers. Pure functions; the methods are those of scikit-learn, SciPy and krippendorff."""

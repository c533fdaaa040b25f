"""Probability on finite models: tables, Gaussian chains, named families; expectations and divergences over them."""

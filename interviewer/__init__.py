"""Mock interviews on machine-learning derivations, judged by computer algebra."""

__version__ = "0.1.0"

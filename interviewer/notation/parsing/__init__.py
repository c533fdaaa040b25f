"""Tokens to trees: precedence climbing over one grammar for all three scripts, one module a kind of notation."""

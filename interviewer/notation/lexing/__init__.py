"""Text to tokens, one module a way of spelling: letters, words, operators, LaTeX commands, and what only context tells."""

"""Named bounds on candidate text, each with its reason."""

MAX_CHARS = 4_000  # a whiteboard line; longer text is pasted noise or an attack
MAX_TOKENS = 1_500  # keeps parsing linear in practice
MAX_DEPTH = 60  # deeper nesting than people write; protects Python's own stack
MAX_DIGITS = 15  # numbers beyond double precision do not occur in derivations
MAX_READINGS = 6  # combinations of ambiguous readings tried for one line

"""What is said of text that cannot be read."""


class Unreadable(Exception):
    """The text cannot be read; the message says what to write differently."""

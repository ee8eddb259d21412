"""The one error of the gate.

It carries a sentence and not a text key: its reader runs the tests, and the app never shows it.
"""


class MissingToolError(RuntimeError):
    """A tool the gate measures with is not installed, or does not work; the message says what to do."""

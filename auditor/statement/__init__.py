"""An existing privacy statement beside a description: what each of the two names, and the other does not.

It finds words and judges nothing: that a word was not found is no proof that a text does not tell it.
"""

from auditor.statement.compare import compare
from auditor.statement.lexicon import LANGUAGES
from auditor.statement.result import (
    Claim,
    Comparison,
    Named,
    Open,
    Sort,
    State,
    Subject,
    Topic,
    Verdict,
    Wanted,
)
from auditor.statement.text import Quote

__all__ = [
    "LANGUAGES", "Claim", "Comparison", "Named", "Open", "Quote", "Sort", "State", "Subject", "Topic", "Verdict",
    "Wanted", "compare",
]  # fmt: skip

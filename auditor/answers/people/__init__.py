"""Whom can I turn to?"""

from auditor.answers.base import Question

QUESTIONS: tuple[Question, ...] = ()
"""In the order in which clients look for them."""

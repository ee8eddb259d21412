"""Whom can I turn to?"""

from auditor.answers.base import Question
from auditor.answers.people.who_is_responsible import who_is_responsible

QUESTIONS: tuple[Question, ...] = (Question("who-is-responsible", False, who_is_responsible),)
"""In the order in which clients look for them."""

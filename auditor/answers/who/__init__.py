"""Who sees it?"""

from auditor.answers.base import Question
from auditor.answers.who.who_can_see import who_can_see

QUESTIONS: tuple[Question, ...] = (Question("who-can-see", True, who_can_see),)
"""In the order in which clients look for them."""

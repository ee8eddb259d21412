"""How long does it stay?"""

from auditor.answers.base import Question
from auditor.answers.time.how_long import how_long

QUESTIONS: tuple[Question, ...] = (Question("how-long", True, how_long),)
"""In the order in which clients look for them."""

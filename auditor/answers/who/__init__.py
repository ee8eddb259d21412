"""Who sees it?"""

from auditor.answers.base import Question
from auditor.answers.who.who_can_see import who_can_see
from auditor.answers.who.who_really_looked import who_really_looked
from auditor.answers.who.who_sees_it_here import who_sees_it_here

QUESTIONS: tuple[Question, ...] = (
    Question("who-can-see", True, who_can_see),
    Question("who-sees-it-here", True, who_sees_it_here),
    Question("who-really-looked", False, who_really_looked),
)
"""In the order in which clients look for them."""

"""What do you know about me, why, and from whom?"""

from auditor.answers.base import Question
from auditor.answers.what.what_do_you_have import what_do_you_have
from auditor.answers.what.where_from import where_from
from auditor.answers.what.why_do_you_need_it import why_do_you_need_it

QUESTIONS: tuple[Question, ...] = (
    Question("what-do-you-have", False, what_do_you_have),
    Question("why-do-you-need-it", True, why_do_you_need_it),
    Question("where-from", True, where_from),
)
"""In the order in which clients look for them."""

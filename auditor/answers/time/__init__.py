"""How long does it stay?"""

from auditor.answers.base import Question
from auditor.answers.time.and_the_copies import and_the_copies
from auditor.answers.time.how_long import how_long
from auditor.answers.time.when_i_stop_or_move import when_i_stop_or_move

QUESTIONS: tuple[Question, ...] = (
    Question("how-long", True, how_long),
    Question("and-the-copies", True, and_the_copies),
    Question("when-i-stop-or-move", False, when_i_stop_or_move),
)
"""In the order in which clients look for them."""

"""Where does it go?"""

from auditor.answers.base import Question
from auditor.answers.where.do_computers_decide import do_computers_decide
from auditor.answers.where.does_the_app_listen import does_the_app_listen
from auditor.answers.where.phone_or_app import phone_or_app
from auditor.answers.where.where_does_it_go import where_does_it_go

QUESTIONS: tuple[Question, ...] = (
    Question("where-does-it-go", True, where_does_it_go),
    Question("phone-or-app", True, phone_or_app),
    Question("does-the-app-listen", False, does_the_app_listen),
    Question("do-computers-decide", False, do_computers_decide),
)
"""In the order in which clients look for them."""

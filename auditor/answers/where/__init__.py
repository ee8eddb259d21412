"""Where does it go?"""

from auditor.answers.base import Question
from auditor.answers.where.do_computers_decide import do_computers_decide
from auditor.answers.where.do_the_police_hear import do_the_police_hear
from auditor.answers.where.does_the_app_listen import does_the_app_listen
from auditor.answers.where.does_the_council_get_it import does_the_council_get_it
from auditor.answers.where.does_the_state_get_it import does_the_state_get_it
from auditor.answers.where.is_it_abroad import is_it_abroad
from auditor.answers.where.may_you_call_my_insurer import may_you_call_my_insurer
from auditor.answers.where.phone_or_app import phone_or_app
from auditor.answers.where.to_whom_do_you_give_it import to_whom_do_you_give_it
from auditor.answers.where.where_does_it_go import where_does_it_go
from auditor.answers.where.which_program import which_program

QUESTIONS: tuple[Question, ...] = (
    Question("where-does-it-go", True, where_does_it_go),
    Question("to-whom-do-you-give-it", True, to_whom_do_you_give_it),
    Question("does-the-council-get-it", False, does_the_council_get_it),
    Question("does-the-state-get-it", False, does_the_state_get_it),
    Question("do-the-police-hear", False, do_the_police_hear),
    Question("may-you-call-my-insurer", False, may_you_call_my_insurer),
    Question("which-program", False, which_program),
    Question("is-it-abroad", False, is_it_abroad),
    Question("phone-or-app", True, phone_or_app),
    Question("does-the-app-listen", False, does_the_app_listen),
    Question("do-computers-decide", False, do_computers_decide),
)
"""In the order in which clients look for them."""

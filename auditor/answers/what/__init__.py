"""What do you know about me, why, and from whom?"""

from auditor.answers.base import Question
from auditor.answers.what.do_you_look_me_up import do_you_look_me_up
from auditor.answers.what.does_the_law_allow_it import does_the_law_allow_it
from auditor.answers.what.must_i_tell_everything import must_i_tell_everything
from auditor.answers.what.what_about_my_family import what_about_my_family
from auditor.answers.what.what_do_you_have import what_do_you_have
from auditor.answers.what.where_from import where_from
from auditor.answers.what.why_do_you_need_it import why_do_you_need_it

QUESTIONS: tuple[Question, ...] = (
    Question("what-do-you-have", False, what_do_you_have),
    Question("why-do-you-need-it", True, why_do_you_need_it),
    Question("does-the-law-allow-it", True, does_the_law_allow_it),
    Question("must-i-tell-everything", True, must_i_tell_everything),
    Question("where-from", True, where_from),
    Question("do-you-look-me-up", False, do_you_look_me_up),
    Question("what-about-my-family", False, what_about_my_family),
)
"""In the order in which clients look for them."""

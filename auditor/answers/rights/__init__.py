"""What can I ask, and how?"""

from auditor.answers.base import Question
from auditor.answers.rights.can_i_stop_sharing import can_i_stop_sharing
from auditor.answers.rights.can_you_correct_it import can_you_correct_it
from auditor.answers.rights.can_you_remove_it import can_you_remove_it
from auditor.answers.rights.did_i_consent import did_i_consent
from auditor.answers.rights.do_i_get_a_copy import do_i_get_a_copy
from auditor.answers.rights.do_others_learn_it import do_others_learn_it
from auditor.answers.rights.how_fast_an_answer import how_fast_an_answer
from auditor.answers.rights.may_i_read_my_file import may_i_read_my_file
from auditor.answers.rights.must_i_show_a_passport import must_i_show_a_passport

QUESTIONS: tuple[Question, ...] = (
    Question("may-i-read-my-file", False, may_i_read_my_file),
    Question("do-i-get-a-copy", False, do_i_get_a_copy),
    Question("how-fast-an-answer", False, how_fast_an_answer),
    Question("must-i-show-a-passport", False, must_i_show_a_passport),
    Question("can-you-correct-it", False, can_you_correct_it),
    Question("can-you-remove-it", True, can_you_remove_it),
    Question("do-others-learn-it", False, do_others_learn_it),
    Question("can-i-stop-sharing", False, can_i_stop_sharing),
    Question("did-i-consent", False, did_i_consent),
)
"""In the order in which clients look for them."""

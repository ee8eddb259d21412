"""What can I ask, and how?"""

from auditor.answers.base import Question
from auditor.answers.rights.did_i_consent import did_i_consent
from auditor.answers.rights.may_i_read_my_file import may_i_read_my_file

QUESTIONS: tuple[Question, ...] = (
    Question("may-i-read-my-file", False, may_i_read_my_file),
    Question("did-i-consent", False, did_i_consent),
)
"""In the order in which clients look for them."""

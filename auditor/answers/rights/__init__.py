"""What can I ask, and how?"""

from auditor.answers.base import Question
from auditor.answers.rights.may_i_read_my_file import may_i_read_my_file

QUESTIONS: tuple[Question, ...] = (Question("may-i-read-my-file", False, may_i_read_my_file),)
"""In the order in which clients look for them."""

"""Children and young people."""

from auditor.answers.base import Question
from auditor.answers.young.can_i_decide_at_16 import can_i_decide_at_16
from auditor.answers.young.who_reads_my_childs_file import who_reads_my_childs_file

QUESTIONS: tuple[Question, ...] = (
    Question("who-reads-my-childs-file", False, who_reads_my_childs_file),
    Question("can-i-decide-at-16", False, can_i_decide_at_16),
)
"""In the order in which clients look for them."""

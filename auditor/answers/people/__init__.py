"""Whom to ask, and what only a person answers."""

from auditor.answers.base import Question
from auditor.answers.people.does_my_file_say_veilig_thuis import does_my_file_say_veilig_thuis
from auditor.answers.people.was_it_leaked import was_it_leaked
from auditor.answers.people.who_is_responsible import who_is_responsible
from auditor.answers.people.whom_can_i_call import whom_can_i_call

QUESTIONS: tuple[Question, ...] = (
    Question("who-is-responsible", False, who_is_responsible),
    Question("whom-can-i-call", False, whom_can_i_call),
    Question("was-it-leaked", False, was_it_leaked),
    Question("does-my-file-say-veilig-thuis", False, does_my_file_say_veilig_thuis),
)
"""In the order in which clients look for them."""

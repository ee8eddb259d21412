"""What is still to be found out, the most useful first.

Three kinds of things keep an answer to a client from being known: somebody wrote `unknown`, nobody wrote anything, or
what stands there leaves the end open (a minimum, a removal that nobody arranged). Each is counted by the answers that
clients would get: those it would settle, because nothing else is open in them, and those it plays a part in. What is
reserved is in no answer for a client, so it counts for none.
"""

from auditor.open_questions.gather import open_questions
from auditor.open_questions.todo import Kind, OpenQuestions, Todo

__all__ = ["Kind", "OpenQuestions", "Todo", "open_questions"]

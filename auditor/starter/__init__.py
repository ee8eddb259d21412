"""A first description for a team: a few questions, and a small file to go on with."""

from auditor.starter.answers import Answers
from auditor.starter.asking import ask
from auditor.starter.folder import begin, refuse_described

__all__ = ["Answers", "ask", "begin", "refuse_described"]

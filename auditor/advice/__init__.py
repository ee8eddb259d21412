"""Advice on the words that users type and clients read: the word rules of the gate, and how a label must look.

Only rules that need no tool, so that everybody gets the same advice. It never makes a description unusable, and no
advice does not mean that a client will understand it.
"""

from auditor.advice.description import CLIENT_TEXTS, Advice, advise, names_of
from auditor.advice.label import Hint, Kind, Names, Why, judge

__all__ = ["CLIENT_TEXTS", "Advice", "Hint", "Kind", "Names", "Why", "advise", "judge", "names_of"]

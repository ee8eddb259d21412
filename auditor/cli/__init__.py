"""The command line: arguments and exit codes, nothing else.

Exit codes: 0 nothing at or above the threshold, 1 findings or changes, 2 the description or the arguments are not
usable, 3 a rule crashed.
"""

from auditor.cli import asking, changes, describing, incidents, publishing, results, seeing, texts
from auditor.cli.group import main

__all__ = ["asking", "changes", "describing", "incidents", "main", "publishing", "results", "seeing", "texts"]

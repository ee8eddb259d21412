"""What every answer shares: what is asked about, and the sentences that any answer can need.

The truth rules stand above style. A list that nobody declared complete never supports a closing word; a reply time is
named only as the law states it or as a promise with its owner; what is unknown is said, with who finds out if the model
names somebody.
"""

from auditor.answers.base.asked import Asked, Question, collecting, for_client
from auditor.answers.base.endings import (
    again,
    any_of,
    end_lines,
    end_of_copy,
    end_of_rule,
    end_phrases,
    length_of,
    open_ends,
    shown,
)
from auditor.answers.base.knowing import (
    STAYING,
    Declared,
    ask_desk,
    behind,
    checked_by,
    checker,
    complete_lists,
    finders,
    finding_out,
    laws_of,
    may_know_of,
    no_start,
    open_question,
    places_complete,
)
from auditor.answers.base.lines import (
    by_sureness,
    circumstances,
    evidence,
    line,
    place_lines,
    present,
    say,
    sure,
)

__all__ = [
    "STAYING",
    "Asked",
    "Declared",
    "Question",
    "again",
    "any_of",
    "ask_desk",
    "behind",
    "by_sureness",
    "checked_by",
    "checker",
    "circumstances",
    "collecting",
    "complete_lists",
    "end_lines",
    "end_of_copy",
    "end_of_rule",
    "end_phrases",
    "evidence",
    "finders",
    "finding_out",
    "for_client",
    "laws_of",
    "length_of",
    "line",
    "may_know_of",
    "no_start",
    "open_ends",
    "open_question",
    "place_lines",
    "places_complete",
    "present",
    "say",
    "shown",
    "sure",
]

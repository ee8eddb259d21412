"""What every answer shares: what is asked about, and the sentences that any answer can need.

The truth rules stand above style. A list that nobody declared complete never supports a closing word; a reply time is
named only as the law states it or as a promise with its owner; what is unknown is said, with who finds out if the model
names somebody.
"""

from auditor.answers.base.asked import EVERYONE, Asked, Person, Question, collecting, for_client
from auditor.answers.base.claims import CLAIMS, Claim, UnfoundedClaim, held
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
    behind,
    checked_by,
    checker,
    complete_lists,
    declared,
    desk_of,
    finders,
    finding_out,
    laws_of,
    may_know_of,
    no_start,
    open_question,
    places_complete,
    to_do,
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
    "CLAIMS",
    "EVERYONE",
    "STAYING",
    "Asked",
    "Claim",
    "Declared",
    "Person",
    "Question",
    "UnfoundedClaim",
    "again",
    "any_of",
    "behind",
    "by_sureness",
    "checked_by",
    "checker",
    "circumstances",
    "collecting",
    "complete_lists",
    "declared",
    "desk_of",
    "end_lines",
    "end_of_copy",
    "end_of_rule",
    "end_phrases",
    "evidence",
    "finders",
    "finding_out",
    "for_client",
    "held",
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
    "to_do",
]

"""A client who asks about data hears back within a month."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.results import Finding, Level
from auditor.rules.base import Rule, rule
from auditor.traces import Traces
from auditor.values import Term

LONGEST, SHORTEST = 31, 28
"""Days of the longest and of the shortest month: above these a reply surely is, or can be, too late."""


@rule("reply-too-late", level=Level.MUST, since="0.1", laws=("avg-12-3",))
def reply_too_late(self: Rule, traces: Traces) -> Iterator[Finding]:
    """A promise that nobody wrote down is no late one. The two further months are for requests that need them."""
    for name, organisation in sorted(traces.view.organisations.items()):
        promise = organisation.rights_desk.reply_within if organisation.rights_desk else None
        late = _late(promise.term) if promise else False
        if promise and late is not False:
            rests_on = [("organisations", name, "rights-desk", "reply-within")]
            if late:
                yield self.broken(name, [name], rests_on=rests_on, term=promise.term.parts)
            else:
                because = "rule.reply-too-late.because.days"
                yield self.cannot_tell(name, because, [name], rests_on=rests_on, term=promise.term.parts)


def _late(term: Term) -> bool | None:
    """Whether this is longer than a month; None where that hangs on the month."""
    months, days = term.months_and_days
    if months:
        return months > 1 or days > 0
    return True if days > LONGEST else None if days > SHORTEST else False

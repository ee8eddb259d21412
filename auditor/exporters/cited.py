"""Articles as an officer reads them: with how they were read, and what may change. A client reads what was checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.exporters.out import Out
from auditor.exporters.say import Speaker
from auditor.knowledge.types import Law, Status
from auditor.model import Audience


class CitedOut(Out):
    """An article. pending: a change that may come; it is no law. pending_to_check: its state was not checked."""

    law: str
    cited: str
    status: Status
    says: str
    pending: str | None
    pending_to_check: bool


def shown_laws(names: Iterable[str], speaker: Speaker) -> list[str]:
    """The laws of these that the audience may be told of, each once, in this order."""
    known = speaker.view.knowledge.laws
    told = [name for name in dict.fromkeys(names) if name in known]
    return [name for name in told if known[name].tellable or speaker.view.audience is Audience.OFFICER]


def cited(name: str, speaker: Speaker) -> str:
    """An article as it is cited, marked where it was not read in the text itself."""
    law = speaker.view.knowledge.laws[name]
    said = f"{law.act} {law.article}"
    if law.status is Status.TO_CHECK:
        return speaker.text("knowing.marked", name=said)
    return said if law.status is Status.VERIFIED else speaker.text(f"cited.{law.status}", name=said)


def cited_out(names: Sequence[str], speaker: Speaker) -> list[CitedOut]:
    """What these articles say, for the audience of the speaker."""
    laws = speaker.view.knowledge.laws
    return [
        CitedOut(
            law=name,
            cited=cited(name, speaker),
            status=laws[name].status,
            says=laws[name].says.said_in(speaker.language) or "",
            pending=_pending(laws[name], speaker),
            pending_to_check=laws[name].pending is not None and not _checked(name, speaker),
        )
        for name in shown_laws(names, speaker)
    ]


def _pending(law: Law, speaker: Speaker) -> str | None:
    return law.pending.said_in(speaker.language) if law.pending else None


def _checked(name: str, speaker: Speaker) -> bool:
    """Whether the present state of every bill that would change this article was read."""
    return all(bill.tellable for bill in speaker.view.knowledge.bills.values() if name in bill.changes)


def laws_said(names: Sequence[str], speaker: Speaker) -> list[str]:
    """A line per article with what it says, and per change that may come."""
    lines = []
    for one in cited_out(names, speaker):
        lines.append(speaker.text("cited.says", name=one.cited, says=one.says))
        if one.pending and not (one.pending_to_check and speaker.view.audience is Audience.CLIENT):
            key = "cited.pending-to-check" if one.pending_to_check else "cited.pending"
            lines.append(speaker.text(key, change=one.pending))
    return lines


def norm_said(name: str, speaker: Speaker) -> str:
    """What a guidance beside the law says, marked where it was read elsewhere."""
    norm = speaker.view.knowledge.norms[name]
    called = norm.name.said_in(speaker.language) or name
    if norm.status is Status.TO_CHECK:
        called = speaker.text("knowing.marked", name=called)
    elif norm.status is not Status.VERIFIED:
        called = speaker.text(f"cited.{norm.status}", name=called)
    return speaker.text("cited.says", name=called, says=norm.says.said_in(speaker.language) or "")

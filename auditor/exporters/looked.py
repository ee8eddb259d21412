"""Who has really looked: whether there is a log of it, how long it is kept and who can look it up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Rich

from auditor.exporters.checked import where
from auditor.exporters.out import Out
from auditor.exporters.say import Speaker
from auditor.model import Model
from auditor.results import Name, Names, Sentence
from auditor.traces import Kept, Looked, looked


class LookedOut(Out):
    """Whether a place or organisation keeps a log of who looked; not of who can look.

    kept: the four states, or not-said where nobody wrote it down. ask: the role that can look it up. keeps: how long
    the log is kept, as written. finds_out, before: who finds out if there is one. shared: roles that use one account
    together there: a log does not show who of them looked.
    """

    node: str
    kept: Kept
    ask: str | None
    keeps: str | None
    finds_out: str | None
    before: date | None
    shared: list[str]
    at: str


def looked_out(found: Looked, model: Model) -> LookedOut:
    """What is known of a log, with the part of the description where it stands or could stand."""
    return LookedOut(
        node=found.node,
        kept=found.kept,
        ask=found.ask,
        keeps=found.keeps.root if found.keeps else None,
        finds_out=found.finds_out,
        before=found.before,
        shared=list(found.shared),
        at=where(model, found.path),
    )


def block(nodes: Iterable[str], speaker: Speaker) -> RenderableType:
    """Where there is a log of who looked, and where not or nobody knows; nothing for no places."""
    found = [looked(speaker.view, node) for node in sorted(nodes)]
    lines = [" ".join(map(speaker.sentence, said)) for said in _said(found)]
    bullets = [Padding(Rich(f"• {line}"), (0, 0, 0, 2)) for line in lines]
    return Group(Rich(speaker.text("looked.title"), style="bold"), *bullets) if lines else Group()


def _said(found: list[Looked]) -> list[list[Sentence]]:
    """A line per log, then one for all places of which the same is known."""
    lines = [_log(one) for one in found if one.kept is Kept.YES]
    for kept in (Kept.NO, Kept.UNKNOWN, Kept.NOT_APPLICABLE, Kept.NOT_SAID):
        alike: dict[tuple[str, date | None], list[str]] = {}
        for one in found:
            if one.kept is kept:
                alike.setdefault((one.finds_out or "", one.before), []).append(one.node)
        for (who, before), nodes in sorted(alike.items(), key=lambda pair: (pair[0][0], pair[1])):
            said = [Sentence(f"looked.{kept}", {"places": Names(tuple(nodes))})]
            said += [Sentence("todo.who", {"who": Name(who)})] if who else []
            said += [Sentence("todo.before", {"date": before})] if before else []
            lines.append(said)
    return lines


def _log(found: Looked) -> list[Sentence]:
    said = [Sentence("looked.yes", {"place": Name(found.node)})]
    said.append(Sentence("looked.keeps", {"term": found.keeps.parts}) if found.keeps else Sentence("looked.no-term"))
    said.append(Sentence("looked.ask", {"who": Name(found.ask, "roles")}) if found.ask else Sentence("looked.no-ask"))
    if found.shared:
        said.append(Sentence("looked.shared", {"who": Names(found.shared, "roles")}))
    return said

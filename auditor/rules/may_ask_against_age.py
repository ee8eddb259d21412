"""Who may ask about the data of a client is who may by the law at that age."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.knowledge.types import Asker, Matter, Representation
from auditor.model import View
from auditor.model.elements import MayAsk
from auditor.model.facts import Unknown
from auditor.results import Finding, Level, Phrases, Sentence
from auditor.rules.base import Rule, rule
from auditor.traces import Traces

CLIENT = frozenset({"client", "child"})
"""Words of the knowledge for the client; where the help is for a child, that is the client."""


@rule("may-ask-against-age", level=Level.MUST, since="0.1", laws=("uavg-5-4",))
def may_ask_against_age(self: Rule, traces: Traces) -> Iterator[Finding]:
    """Only ages that somebody wrote down: where the law names the client and they do not, or the other way around."""
    by_law = [entry for entry in traces.view.knowledge.representation.values() if _is_of(self, entry)]
    for name, organisation in sorted(traces.view.organisations.items()):
        listed = organisation.rights_desk.may_ask if organisation.rights_desk else ()
        found = [(entry, _against(traces.view, entry, listed)) for entry in by_law]
        sure = [entry for entry, against in found if against]
        told = sure or [entry for entry, against in found if against is None]
        if told:
            ages = [entry.age for entry in told if entry.age]
            path = ("organisations", name, "rights-desk", "may-ask")
            rests_on = [(*path, position) for position, one in enumerate(listed) if one.age in ages]
            said = Phrases(tuple(Sentence(f"rule.may-ask-against-age.missing.{age}") for age in ages))
            if sure:
                yield self.broken(name, [name], rests_on=rests_on, ages=said)
            else:
                because = "rule.may-ask-against-age.because.who"
                yield self.cannot_tell(name, because, [name], rests_on=rests_on, ages=said)


def _is_of(self: Rule, entry: Representation) -> bool:
    """Whether this is what the law of this rule says of an age."""
    return bool(entry.age and entry.tellable and entry.matter is Matter.RIGHTS and set(self.laws) & set(entry.laws))


def _against(view: View, entry: Representation, listed: tuple[MayAsk, ...]) -> bool | None:
    """Whether the list leaves out whom the law names at this age; None where that cannot be told from it."""
    at_age = [one for one in listed if one.age is entry.age]
    of_all = [one for one in listed if one.age is None]
    named = {who for one in (*at_age, *of_all) if not isinstance(one.who, Unknown) for who in one.who}
    himself = Asker.CLIENT in entry.who
    if not at_age or (named & CLIENT if himself else named - CLIENT):
        return False
    open_ = any(isinstance(one.who, Unknown) or one.if_ is not None for one in (*at_age, *of_all))
    return None if open_ or named & view.model.subjects.keys() else True

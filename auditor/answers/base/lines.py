"""Sentences of the answers' catalogue, and the lines of the lists below them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from auditor.answers.base.asked import Asked
from auditor.model import Path
from auditor.model.elements import Form
from auditor.results import Name, Param, Phrases, Sentence
from auditor.traces import Arrival, Case, Presence, Status, widest
from auditor.traces.steps import BACKED_UP


def say(key: str, *rests_on: Path, bullets: Iterable[Sentence] = (), **params: Param) -> Sentence:
    """A sentence of the answers' catalogue; it also rests on what the lines below it rest on."""
    lines = tuple(bullets)
    paths = (*rests_on, *(path for line in lines for path in line.rests_on))
    return Sentence(f"answer.{key}", params, tuple(dict.fromkeys(paths)), lines)


def line(name: Param, notes: Iterable[Sentence] = (), *rests_on: Path) -> Sentence:
    """A line of a list: what it is about, and what must be said with it."""
    said = tuple(once(notes))
    if said:
        return say("line.noted", *rests_on, name=name, notes=Phrases(said))
    return say("line.plain", *rests_on, name=name)


def sure(name: Param, status: Status) -> Param:
    """What a line is about, with how sure it is."""
    return name if status is Status.ALWAYS else say(f"subject.{status}", name=name)


def once(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Sentences that say the same thing said once, resting on what all of them rest on."""
    kept: list[Sentence] = []
    for sentence in sentences:
        for position, other in enumerate(kept):
            if same(sentence, other):
                kept[position] = merged(other, sentence)
                break
        else:
            kept.append(sentence)
    return kept


def same(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences say the same thing."""
    return (one.key, one.params, one.bullets) == (other.key, other.params, other.bullets)


def merged(one: Sentence, other: Sentence) -> Sentence:
    """A sentence, resting also on what another one that says the same rests on."""
    return replace(one, rests_on=tuple(dict.fromkeys(one.rests_on + other.rests_on)))


def present(*sentences: Sentence | None) -> tuple[Sentence, ...]:
    """The sentences that are there to be said, each once."""
    return tuple(once(sentence for sentence in sentences if sentence is not None))


def evidence(arrivals: Iterable[Arrival]) -> tuple[Path, ...]:
    """The parts of the model that these arrivals rest on."""
    return tuple(dict.fromkeys(step.path for arrival in arrivals for step in arrival.route))


def by_sureness(cases: Iterable[Case]) -> list[tuple[Case, ...]]:
    """The widest cases, those that are equally sure together, the surest first."""
    told = widest(cases)
    groups = (tuple(case for case in told if case.status is status) for status in Status)
    return [group for group in groups if group]


def circumstances(best: Sequence[Case]) -> tuple[Status, list[Sentence]]:
    """How sure equally sure cases are, for whom and when: in one or two phrases, else as "sometimes"."""
    status = best[0].status
    if status is Status.PERHAPS:
        return status, []
    said = [_phrases(case) for case in best]
    explained = all(None not in case.conditions and (case.conditions or status is Status.ALWAYS) for case in best)
    if len(said) == 1 and len(best[0].conditions) <= 1:
        return (Status.ALWAYS if explained else status), said[0]
    if len(said) == 2 and explained and all(len(phrases) == 1 for phrases in said):
        return Status.ALWAYS, [say("note.or", first=said[0][0], second=said[1][0])]
    return Status.SOMETIMES, []


def _phrases(case: Case) -> list[Sentence]:
    groups = [say("note.for-group", group=Name(group, "scopes")) for group in sorted(case.groups)]
    return groups + [say("note.if", condition=condition) for condition in case.conditions if condition]


def place_lines(
    asked: Asked, found: Mapping[str, Sequence[Arrival]], *, name: Callable[[str], Param] = Name
) -> list[Sentence]:
    """A line per place, the surest first: how it is there, what it has become, for whom and how sure.

    found: the arrivals at every place, best first. name: what a place is called.
    """
    surest = sorted(found, key=lambda node: found[node][0].status.rank)
    return [said for node in surest for said in _place_lines(asked, name(node), found[node])]


def _place_lines(asked: Asked, name: Param, arrivals: Sequence[Arrival]) -> list[Sentence]:
    """One line, or more where it is surely there for some clients and less surely for others."""
    lines = []
    for cases in by_sureness(arrival.case for arrival in arrivals):
        status, when = circumstances(cases)
        here = [arrival for arrival in arrivals if arrival.case in cases]
        if all(arrival.how == BACKED_UP for arrival in here):  # only whether it stays is unsure, not the way
            _, when = circumstances([replace(case, status=Status.SOMETIMES) for case in cases])
        how = _how([*here, *(arrival for arrival in arrivals if arrival not in here)])
        lines.append(_told(sure(name, status), when, how, evidence(here[:1])))
    return lines


def _told(name: Param, when: Sequence[Sentence], how: Sequence[Sentence], rests_on: Sequence[Path]) -> Sentence:
    """A line; after conditions, that it passes through is a sentence of its own, so that it is not one of them."""
    if not when or not how or how[0].key != f"answer.note.{Presence.CARRIED}":
        return line(name, [*when, *how], *rests_on)
    return say("line.noted-carried", *rests_on, name=name, notes=Phrases(tuple(once([*when, *how[1:]]))))


def _how(arrivals: Sequence[Arrival]) -> list[Sentence]:
    """How the data is there, where it is no copy, and what it has become."""
    best = arrivals[0]
    copies = [arrival.status for arrival in arrivals if arrival.presence is Presence.COPY]
    notes: list[Sentence] = []
    if best.status not in copies:
        notes.append(say(f"note.{best.how}"))
        less_sure = min(
            (status for status in copies if status.rank > best.status.rank),
            key=lambda status: status.rank,
            default=None,
        )
        if less_sure is not None:  # a surer copy has a line of its own
            told = best.presence is Presence.TOLD and less_sure is Status.PERHAPS
            notes.append(say("note.perhaps-written-down" if told else f"note.copy-{less_sure}"))
    nearest = min((arrival.form for arrival in arrivals), key=lambda form: form.depth)
    if nearest is not Form.AS_IS:
        notes.append(say(f"note.{nearest}"))
    return notes

"""Lines of what organisations receive: by organisation, by kind of data, or both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from auditor.answers.base.lines import by_sureness, circumstances, line, merged, same, say, sure
from auditor.answers.base.naming import named
from auditor.answers.base.receivers import How, Receipt
from auditor.model import View
from auditor.model.elements import Form
from auditor.results import Name, Names, Param, Phrases, Sentence
from auditor.traces import Presence, Status

_FEW = 3
"""More kinds of data in one line are hard to read."""


def receiver_lines(view: View, found: Iterable[Receipt]) -> list[Sentence]:
    """A line per organisation and how it receives it, the surest first: for whom, when, and what it has become."""
    lines: list[tuple[Status, Sentence]] = []
    for (organisation, how), here in sorted(_by_way(found).items()):
        for status, notes, told in _cases(here, how):
            lines.append((status, line(sure(named(view, organisation), status), notes, *_paths(told))))
    return _surest_first(lines)


def item_lines(found: Iterable[Receipt]) -> list[Sentence]:
    """A line per kind of data that these receive and how, the surest first."""
    items: dict[tuple[str, How], list[Receipt]] = {}
    for one in found:
        items.setdefault((one.item, _way(one.how)), []).append(one)
    lines = [
        (status, line(sure(Name(item, "items"), status), notes, *_paths(told)))
        for (item, how), here in items.items()
        for status, notes, told in _cases(here, how)
    ]
    return _surest_first(lines)


def receiver_item_lines(view: View, found: Iterable[Receipt]) -> list[Sentence]:
    """A line per organisation with the kinds of data that it receives in the same cases and form."""
    alike: list[tuple[Status, Param, list[Sentence], Sentence, list[str]]] = []
    for (organisation, how), received in sorted(_by_way(found).items()):
        items: dict[str, list[Receipt]] = {}
        for one in received:
            items.setdefault(one.item, []).append(one)
        for item, here in items.items():
            for status, notes, told in _cases(here, how):
                name = sure(named(view, organisation), status)
                said = line(name, notes, *_paths(told))
                for position, (_, _, _, other, kinds) in enumerate(alike):
                    if same(said, other):
                        kinds.append(item)
                        alike[position] = (status, name, notes, merged(other, said), kinds)
                        break
                else:
                    alike.append((status, name, notes, said, [item]))
    return _surest_first(
        (status, _with_items(name, notes, said, few))
        for status, name, notes, said, kinds in alike
        for few in _by_few(tuple(dict.fromkeys(kinds)))
    )


def _by_few(items: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(items), _FEW):
        yield items[start : start + _FEW]


def _with_items(name: Param, notes: Sequence[Sentence], said: Sentence, items: tuple[str, ...]) -> Sentence:
    kinds = Names(items, "items")
    if notes:
        return say("receivers.line-noted", *said.rests_on, name=name, notes=Phrases(tuple(notes)), items=kinds)
    return say("receivers.line", *said.rests_on, name=name, items=kinds)


def _way(how: How) -> How:
    """What it has and what it gets are told as one."""
    return How.GETS if how is How.HAS else how


def _by_way(found: Iterable[Receipt]) -> dict[tuple[str, How], list[Receipt]]:
    ways: dict[tuple[str, How], list[Receipt]] = {}
    for one in found:
        ways.setdefault((one.organisation, _way(one.how)), []).append(one)
    return ways


def _cases(here: Sequence[Receipt], how: How) -> Iterator[tuple[Status, list[Sentence], list[Receipt]]]:
    """All cases that are equally sure, with what must be said of them and what they rest on.

    The form is the nearest to a person that it has in any of them.
    """
    form = min((one.form for one in here), key=lambda form: form.depth)
    become = [say(f"note.{form}")] if form is not Form.AS_IS else []
    for cases in by_sureness(one.case for one in here):
        status, when = circumstances(cases)
        yield status, [*when, *_how(how), *become], [one for one in here if one.case in cases]


def _how(how: How) -> list[Sentence]:
    """How it is received, where that is less than getting it."""
    notes = {How.LOOKS: Presence.VIEW, How.IS_TOLD: Presence.TOLD, How.PASSES: Presence.CARRIED}
    return [say(f"note.{notes[how]}")] if how in notes else []


def _paths(told: Iterable[Receipt]) -> list[tuple[str | int, ...]]:
    return [one.path for one in told]


def _surest_first(lines: Iterable[tuple[Status, Sentence]]) -> list[Sentence]:
    return [said for _, said in sorted(lines, key=lambda pair: pair[0].rank)]

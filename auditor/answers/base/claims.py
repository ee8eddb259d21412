"""What a sentence claims, and what a description must hold before it may be said.

The truth rules stand above style: a closing word needs a complete list with a date, a no needs a dated no, a promise
needs its owner. What is not listed here claims none of these; a test reads every text for words that do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from auditor.model import Path, View
from auditor.model.elements import Complete, Flow, Promise
from auditor.model.facts import YesNo
from auditor.results import Answer, Param, Phrases, Sentence


class Claim(StrEnum):
    """What a sentence needs: a list declared complete, a dated no, or a promise with its owner."""

    COMPLETE = "complete"
    DENIED = "denied"
    PROMISED = "promised"


CLAIMS: Mapping[str, Claim] = {
    "answer.where.complete": Claim.COMPLETE,
    "answer.where.stays": Claim.COMPLETE,
    "answer.where.denied": Claim.DENIED,
    "answer.note.not-asked-first": Claim.DENIED,
    "answer.tell.free": Claim.DENIED,
    "answer.tell.free-sometimes": Claim.DENIED,
    "answer.look.no": Claim.DENIED,
    "answer.consent.not-recorded": Claim.DENIED,
    "answer.decide.no": Claim.DENIED,
    "answer.decide.not-here": Claim.DENIED,
    "answer.listen.no": Claim.DENIED,
    "answer.listen.not": Claim.DENIED,
    "answer.listen.learns-not": Claim.DENIED,
    "answer.who.complete": Claim.COMPLETE,
    "answer.who.nobody-listed": Claim.COMPLETE,
    "answer.have.complete": Claim.COMPLETE,
    "answer.phone.none": Claim.COMPLETE,
    "answer.copies.none": Claim.COMPLETE,
    "answer.given.none": Claim.COMPLETE,
    "answer.here.complete": Claim.COMPLETE,
    "answer.to.complete": Claim.COMPLETE,
    "answer.to.nobody": Claim.COMPLETE,
    "answer.council.no": Claim.COMPLETE,
    "answer.state.no": Claim.COMPLETE,
    "answer.hear.complete": Claim.COMPLETE,
    "answer.insurer.none": Claim.COMPLETE,
    "answer.program.none": Claim.COMPLETE,
    "answer.program.of-nobody": Claim.DENIED,
    "answer.abroad.no": Claim.COMPLETE,
    "answer.saw.not-kept": Claim.DENIED,
    "answer.insurer.does-not-ask": Claim.DENIED,
    "answer.boss.not-arranged": Claim.DENIED,
    "answer.ask.promise": Claim.PROMISED,
    "answer.ask.promise-there": Claim.PROMISED,
}
"""Every text that claims one of these, by its key."""


class UnfoundedClaim(RuntimeError):
    """A sentence would claim what the description does not hold: an error of ours, and better no answer than this."""


def held(answer: Answer, view: View) -> Answer:
    """The same answer.

    Raises UnfoundedClaim for a sentence that claims more than the parts of the description it rests on.
    """
    for sentence in answer.sentences():
        for said in _inside(sentence):
            claim = CLAIMS.get(said.key)
            if claim and not (said.rests_on and all(_founds(claim, path, view) for path in said.rests_on)):
                raise UnfoundedClaim(f"{answer.question}: {said.key}, {said.rests_on}")
    return answer


def _inside(said: Param) -> Iterator[Sentence]:
    if isinstance(said, Sentence):
        yield said
        for part in (*said.params.values(), *said.bullets):
            yield from _inside(part)
    elif isinstance(said, Phrases):
        for part in said.of:
            yield from _inside(part)


def _founds(claim: Claim, path: Path, view: View) -> bool:
    value = view.model.at(path)
    if claim is Claim.COMPLETE:
        return isinstance(value, Complete) and view.tells_all
    if claim is Claim.PROMISED:
        return isinstance(value, Promise) and value.by in view.roles
    denied = value.happens if isinstance(value, Flow) else value
    if path[-1] == "processor":
        return denied == () and view.tells_all and view.looked_at(path) is not None
    return denied is YesNo.NO and view.looked_at(path) is not None

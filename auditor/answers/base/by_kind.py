"""What organisations of some kinds receive, and what keeps open if others of those kinds do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from auditor.answers.base.asked import Asked
from auditor.answers.base.doubts import doubts, rights_unknown
from auditor.answers.base.knowing import Declared, finding_out, no_start, readers_complete
from auditor.answers.base.lines import present, say
from auditor.answers.base.receivers import How, Receipt, having, kinds_unknown, of_kinds, receipts, surest, unseen
from auditor.results import Known, OpenQuestion, Sentence
from auditor.traces import Status


@dataclass(frozen=True)
class OfKinds:
    """What organisations of some kinds receive.

    status: how sure it is that they get anything about a person. every: the declarations that together say that these
    are all; empty where they do not. unknown: what we do not know yet, in sentences. beside: what organisations of
    other kinds receive, of which the doubts count too.
    """

    found: tuple[Receipt, ...]
    status: Status | None
    every: Declared
    questions: tuple[OpenQuestion, ...]
    unknown: tuple[Sentence, ...]
    beside: tuple[Receipt, ...] = ()


def received_by(
    asked: Asked,
    kinds: Collection[str],
    *,
    answered: Collection[str] | None = None,
    has: bool = True,
    beside: Collection[str] = (),
) -> OfKinds:
    """What organisations of these kinds receive, and what is not known of it.

    answered: the kinds of which it is enough that one surely receives it; without it one of all these.
    has: also what begins with them or was written down from them, so that nobody gives it.
    beside: other kinds, to be told apart.
    """
    everything = having(asked) if has else receipts(asked)
    found = [one for one in of_kinds(asked, everything, kinds) if has or one.how is not How.HAS]
    status = surest(found)
    sure = {asked.view.kind_id(one.organisation) for one in found if one.case.status is not Status.PERHAPS}
    enough = sure >= set(answered) if answered is not None else status in (Status.ALWAYS, Status.SOMETIMES)
    others = of_kinds(asked, everything, beside)
    unsure = unsure_of(asked, [*found, *others])
    kind_lines, asked_kinds = kinds_unknown(asked, everything)
    along = {one.node for one in found if one.how is How.DECIDES}
    hidden, asked_hidden = unseen(asked, along if enough else None)
    questions = (*unsure, *asked_kinds, *asked_hidden) if asked.reached else (no_start(asked),)
    return OfKinds(
        tuple(found),
        status,
        () if questions else readers_complete(asked),
        questions,
        present(
            say("receivers.kind-unknown", bullets=kind_lines) if kind_lines else None,
            say("receivers.unseen", bullets=hidden) if hidden else None,
            say("where.unsure") if unsure and not kind_lines and not hidden else None,
            finding_out(asked.view, questions),
        ),
        tuple(others),
    )


def unsure_of(asked: Asked, found: Sequence[Receipt]) -> list[OpenQuestion]:
    """Why it is not sure that these organisations receive it."""
    perhaps = [one for one in found if one.case.status is Status.PERHAPS]
    rights = [question for question in rights_unknown(asked) if any(question.path[:-1] == one.path for one in perhaps)]
    return [*doubts(asked, {one.node for one in perhaps}), *rights]


def ourselves(asked: Asked, kinds: Collection[str]) -> Sentence | None:
    """That the describing organisation is one of these itself."""
    view = asked.view
    owner = view.model.owner
    kind = view.kind_id(owner) if owner in view.organisations else None
    if kind not in kinds:
        return None
    key = "receivers.ourselves" if surely_with_us(asked) else "receivers.ourselves-perhaps"
    return say(key, view.path(owner), kind=Known("kinds", kind or ""))


def surely_with_us(asked: Asked) -> bool:
    """Whether something about a person is surely at a place of ours."""
    return any(
        asked.ours(node) and any(arrival.form.personal and arrival.status is not Status.PERHAPS for arrival in found)
        for node, found in asked.reached.items()
    )

"""Was my information leaked? What did you do?"""

from __future__ import annotations

from auditor.answers.base import Asked, desk_of, laws_of, say
from auditor.model.facts import stated
from auditor.results import Answer, AnswerState, Name, Sentence


def was_it_leaked(asked: Asked) -> Answer:
    """No description knows of leaks: what the law asks of us, and whom somebody can ask. A person looks it up.

    No reply time is named: that of a request to read a file is not the law's for this.
    """
    view = asked.view
    desk, path = desk_of(view)
    officer, ask = (stated(fact) for fact in (desk.officer, desk.ask)) if desk else (None, None)
    can_do: list[Sentence] = [say("leak.right")]
    people = [(name, fact) for name, fact in ((officer, "officer"), (ask, "ask")) if name in view.roles]
    for who, fact in people[:1]:
        can_do.append(say("ask.role", (*path, fact), who=Name(who or "", "roles")))
    return Answer(
        "was-it-leaked",
        None,
        AnswerState.BY_PERSON,
        answer=(say("leak.not-here"),),
        facts=(say("leak.high-risk"), say("leak.other")),
        can_do=tuple(can_do),
        unknown=() if people else (say("rights.desk-unknown"),),
        laws=laws_of(asked, "was-it-leaked"),
        promised=tuple(who for who, _ in people[:1] if who),
    )

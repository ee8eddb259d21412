"""Does my file say I get help from Veilig Thuis? Who knows?"""

from __future__ import annotations

from auditor.answers.base import Asked, desk_of, laws_of, present, say
from auditor.model.facts import stated
from auditor.results import Answer, AnswerState, Name


def does_my_file_say_veilig_thuis(asked: Asked) -> Answer:
    """A person answers this. The card reads nothing of a description but whom to ask, so that it gives nothing away.

    No reply time is named: for safety it can take longer.
    """
    desk, path = desk_of(asked.view)
    ask = stated(desk.ask) if desk else None
    who = ask if ask in asked.view.roles else None
    return Answer(
        "does-my-file-say-veilig-thuis",
        None,
        AnswerState.BY_PERSON,
        answer=(say("safe.by-person"), say("safe.why"), say("safe.same")),
        can_do=present(
            say("safe.ask", (*path, "ask"), who=Name(who, "roles")) if who else say("safe.your-helper"),
            say("safe.where"),
            say("safe.reach"),
        ),
        laws=laws_of(asked, "does-my-file-say-veilig-thuis"),
        promised=(who,) if who else (),
    )

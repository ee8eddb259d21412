"""Who did you get this from?"""

from __future__ import annotations

from auditor.answers.base import Asked, ask_us, finding_out, laws_of, line, open_question, present, say
from auditor.model import Path
from auditor.results import Answer, AnswerState, Names, OpenQuestion, Sentence
from auditor.traces import StepKind


def where_from(asked: Asked) -> Answer:
    """Everybody it comes from: the client, others, an organisation; seen or made by us."""
    view = asked.view
    sources: dict[str, list[Path]] = {}
    made: dict[str, list[Path]] = {}
    questions: list[OpenQuestion] = []
    wanted = set(asked.items)
    for place in view.places:
        for at in view.collects(place):
            if any(at.value.items == "all" or item in at.value.items for item in wanted):
                for source in at.value.from_:
                    sources.setdefault(source, []).append(at.path)
        for derivation in view.derives(place):
            if derivation.value.item in wanted:
                for item in derivation.value.out_of:
                    if item in view.items:
                        made.setdefault(item, []).append(derivation.path)
    for origin in asked.origins:
        if origin.route[0].kind is StepKind.HELD:
            if origin.node in view.organisations:
                sources.setdefault(origin.node, []).append(origin.route[0].path)
            else:
                questions.append(open_question("source-unknown", None, origin.node, origin.route[0].path))
    answer = _said(asked, sources, made)
    state = AnswerState.UNKNOWN if not sources and not made else AnswerState.PARTLY if questions else AnswerState.KNOWN
    return Answer(
        "where-from",
        asked.item,
        state,
        answer=tuple(answer),
        can_do=(say("from.right"), ask_us(view)),
        unknown=present(say("from.unsure") if questions else None, finding_out(view, questions)),
        open_questions=tuple(questions),
        laws=laws_of(asked, "where-from"),
        promised=tuple(name for name in sources if name not in ("client", "observed", "us")),
    )


def _said(asked: Asked, sources: dict[str, list[Path]], made: dict[str, list[Path]]) -> list[Sentence]:
    people = [name for name in sources if name not in ("observed", "us")]
    answer: list[Sentence] = []
    if people == ["client"]:
        answer.append(say("from.you", *sources["client"], what=asked.what))
    elif people:
        lines = [line(name, [], *sources[name]) for name in people]
        answer.append(say("from.people", what=asked.what, bullets=lines))
    if "observed" in sources:
        answer.append(say("from.observed" if people else "from.observed-only", *sources["observed"], what=asked.what))
    if "us" in sources:
        answer.append(say("from.us" if people else "from.us-only", *sources["us"], what=asked.what))
    if made and asked.item:
        paths = [path for found in made.values() for path in found]
        answer.append(say("from.made", *paths, what=asked.what, items=Names(tuple(made))))
    if not answer:
        answer.append(say("from.unknown", what=asked.what))
    return answer


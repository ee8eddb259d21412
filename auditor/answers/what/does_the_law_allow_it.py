"""Is that allowed by law? Which law?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from auditor.answers.base import (
    Asked,
    Use,
    ask_first,
    ask_first_unknown,
    bases_of,
    finders,
    finding_out,
    lacking,
    laws_of,
    line,
    obliged_by_nothing,
    open_question,
    present,
    say,
    telling,
    telling_unknown,
    to_do,
    to_find_out,
    uses_of,
    way,
)
from auditor.knowledge.types import Sensitivity
from auditor.model import Path
from auditor.model.elements import Basis
from auditor.model.facts import Unknown, stated
from auditor.results import Answer, AnswerState, Known, OpenQuestion, Phrases, Sentence

_GROUNDS = {Sensitivity.SPECIAL: "special", Sensitivity.CRIMINAL: "criminal", Sensitivity.NATIONAL_NUMBER: "number"}
"""The ground that a purpose must name for data that is otherwise forbidden."""
_EXPLICIT_CONSENT = "avg-9-2-a"


def does_the_law_allow_it(asked: Asked) -> Answer:
    """What we rest every purpose on, and what is not known of it; never that it is allowed."""
    view = asked.view
    uses, purposeless = uses_of(asked)
    rested = {name: use for name, use in uses.items() if bases_of(view.purposes[name])}
    cited = list(_cited(asked, uses))
    questions = (*purposeless, *_missing(asked, uses))
    acts, ways = _acts(asked, cited), _ways(asked)
    return Answer(
        "does-the-law-allow-it",
        asked.item,
        AnswerState.UNKNOWN if not rested else AnswerState.PARTLY if questions else AnswerState.KNOWN,
        answer=(
            say("law.rests-on", bullets=[_line(asked, name, use) for name, use in rested.items()])
            if rested
            else say("law.unknown", what=asked.what),
        ),
        facts=present(
            say("law.acts", bullets=acts) if acts else None,
            say("law.ways", bullets=ways) if ways else None,
        ),
        can_do=to_do(view, *_taking_back(asked, rested), say("law.right")),
        unknown=present(lacking(asked, uses, questions), finding_out(view, questions)),
        open_questions=to_find_out(view, questions),
        laws=laws_of(asked, "does-the-law-allow-it", (law for law, _ in cited)),
        promised=(*uses, *finders(questions)),
    )


def _line(asked: Asked, name: str, use: Use) -> Sentence:
    """A purpose with everything that it rests on."""
    purpose, path = asked.view.purposes[name], asked.view.path(name)
    notes = [_basis(basis, use.ours, (*path, "basis")) for basis in bases_of(purpose)]
    notes += _law(asked, stated(purpose.law) or (), (*path, "law"))
    for ground in _needed(asked, use):
        notes += _ground(asked, stated(getattr(purpose, ground)) or (), ground, (*path, ground))
    notes += [*ask_first(asked.view, purpose, path), *telling(purpose, path)]
    return line(use.called(name), notes, *use.paths, path)


def _basis(basis: Basis, ours: bool, path: Path) -> Sentence:
    if basis is Basis.CONTRACT and not ours:
        return say("note.agreed-with-others", path)
    if basis is Basis.LEGITIMATE_INTEREST and not ours:
        return say("note.important-to-others", path)
    return say(f"note.basis.{basis}", path)


def _needed(asked: Asked, use: Use) -> list[str]:
    """The grounds that the kinds of data used for a purpose need."""
    found = {asked.view.sensitivity(item) for part in use.parts for item in part.items}
    return [ground for sensitivity, ground in _GROUNDS.items() if sensitivity in found]


def _law(asked: Asked, laws: Iterable[str], path: Path) -> Iterator[Sentence]:
    """The acts by name, which another list explains; those without words for clients stand below the answer."""
    acts = _explained(asked, laws)
    if acts:
        yield say("note.act" if len(acts) == 1 else "note.acts", path, acts=Phrases(tuple(acts)))
    elif any(asked.view.knowledge.laws[law].tellable for law in laws):
        yield say("note.law-below", path)


def _ground(asked: Asked, laws: Iterable[str], ground: str, path: Path) -> Iterator[Sentence]:
    if _EXPLICIT_CONSENT in laws:
        yield say("note.ground.consent", path)
    others = [law for law in laws if law != _EXPLICIT_CONSENT]
    if acts := _explained(asked, others):
        yield say(f"note.ground.{ground}", path, acts=Phrases(tuple(acts)))


def _taking_back(asked: Asked, rested: Mapping[str, Use]) -> Iterator[Sentence]:
    asking = [name for name in rested if Basis.CONSENT in (stated(asked.view.purposes[name].basis) or ())]
    if asking:
        yield say("consent.taking-back", *((*asked.view.path(name), "basis") for name in asking))


# laws


def _cited(asked: Asked, uses: Mapping[str, Use]) -> Iterator[tuple[str, Path]]:
    """Every article that a purpose or a way names, and where."""
    for name, use in uses.items():
        purpose, path = asked.view.purposes[name], asked.view.path(name)
        for fact in ("law", *_needed(asked, use)):
            yield from ((law, (*path, fact)) for law in stated(getattr(purpose, fact)) or ())
        if purpose.sector_consent:
            yield purpose.sector_consent.law, (*path, "sector-consent")
    for flow, _ in asked.flows:
        if flow.value.sector_consent:
            yield flow.value.sector_consent.law, (*flow.path, "sector-consent")
        if flow.value.mandatory:
            yield flow.value.mandatory, (*flow.path, "mandatory")


def _explained(asked: Asked, laws: Iterable[str]) -> dict[str, str]:
    """The acts that have words for clients, each with one of these articles of it."""
    known = {name: asked.view.knowledge.laws[name] for name in laws}
    return {law.act: name for name, law in known.items() if law.tellable and law.act_plain}


def _acts(asked: Asked, cited: Iterable[tuple[str, Path]]) -> list[Sentence]:
    """What every act is about that has words for clients."""
    places: dict[str, list[Path]] = {}
    for law, path in cited:
        places.setdefault(asked.view.knowledge.laws[law].act, []).append(path)
    return [
        say("law.act", *places[act], act=act, about=Known("laws", article, "act_plain"))
        for act, article in _explained(asked, (law for law, _ in cited)).items()
    ]


# ways


def _ways(asked: Asked) -> list[Sentence]:
    """Where it goes because a law says so, after a yes, or past secrecy."""
    lines = []
    for flow, status in asked.flows:
        notes = [*ask_first(asked.view, flow.value, flow.path), *telling(flow.value, flow.path)]
        if flow.value.mandatory and (acts := _explained(asked, [flow.value.mandatory])):
            notes.insert(0, say("note.mandatory", (*flow.path, "mandatory"), acts=Phrases(tuple(acts))))
        if notes:
            lines.append(line(way(flow, status), notes, flow.path))
    return list(present(*lines))


# what is not known


def _missing(asked: Asked, uses: Mapping[str, Use]) -> Iterator[OpenQuestion]:
    for name, use in uses.items():
        yield from _of_purpose(asked, name, use)
    for flow, _ in asked.flows:
        yield from ask_first_unknown(asked.view, flow.value, flow.value.to, flow.path)
        yield from telling_unknown(asked.view, flow.value, flow.value.to, flow.path)


def _of_purpose(asked: Asked, name: str, use: Use) -> Iterator[OpenQuestion]:
    """Of a purpose: its basis or law, the ground for data that needs one, what must be asked first."""
    purpose, path = asked.view.purposes[name], asked.view.path(name)
    if stated(purpose.basis) is None:
        yield open_question(asked.view, "basis-unknown", purpose.basis, name, (*path, "basis"))
    elif obliged_by_nothing(purpose):
        yield open_question(asked.view, "law-unknown", purpose.law, name, (*path, "law"))
    for sensitivity, ground in _GROUNDS.items():
        if _without_ground(asked, name, use, sensitivity, ground):
            yield open_question(asked.view, f"{ground}-unknown", getattr(purpose, ground), name, (*path, ground))
    yield from ask_first_unknown(asked.view, purpose, name, path)
    yield from telling_unknown(asked.view, purpose, name, path)


def _without_ground(asked: Asked, name: str, use: Use, sensitivity: Sensitivity, ground: str) -> bool:
    """Whether data that needs a ground is used here for purposes that name none.

    Of a use for several purposes one ground is enough; where somebody finds out about one, the others are left alone.
    """
    for part in use.parts:
        if any(asked.view.sensitivity(item) is sensitivity for item in part.items):
            serving = stated(asked.view.purposes_of(part.element.for_)) or ()
            named = {other: getattr(asked.view.purposes[other], ground) for other in serving}
            sought = [other for other, said in named.items() if isinstance(said, Unknown)]
            if not any(stated(said) for said in named.values()) and name in (sought or named):
                return True
    return False

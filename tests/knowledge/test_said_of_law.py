"""What the texts for clients say of the law by themselves follows from an entry of the knowledge that may be told."""

from __future__ import annotations

import re

import pytest

from auditor import knowledge
from auditor.knowledge.types import Question, Strength
from auditor.texts import LANGUAGES, catalogue

LAWS = knowledge.of("NL").laws
SAID = {
    "answer.abroad.adequate": ["avg-45"],
    "answer.abroad.near": ["avg-44"],
    "answer.abroad.right": ["avg-13-1-f"],
    "answer.at-16.court": ["uavg-5-5"],
    "answer.boss.right": ["avg-13-1-a"],
    "answer.call.any-authority": ["avg-77"],
    "answer.call.authority": ["avg-77"],
    "answer.child.if-you-decide": ["uavg-5-4"],
    "answer.child.under-12": ["uavg-5-4"],
    "answer.consent.right": ["avg-7", "avg-15"],
    "answer.consent.taking-back": ["avg-7"],
    "answer.decide.right": ["avg-15-1-h"],
    "answer.family.deciding": ["uavg-5"],
    "answer.family.right": ["avg-15"],
    "answer.law.right": ["avg-13-1-c"],
    "answer.listen.right": ["avg-13"],
    "answer.look.right": ["avg-14", "avg-15-1-g"],
    "answer.tell.law": ["avg-13-2-e"],
    "answer.copy.ask": ["avg-15-3"],
    "answer.copy.free": ["avg-12-5", "avg-15-3", "hvj-c-307-22"],
    "answer.copy.more": ["avg-15-3"],
    "answer.copy.others": ["avg-15-4"],
    "answer.correct.ask": ["avg-16"],
    "answer.correct.own-words": ["avg-16"],
    "answer.correct.tell": ["avg-19"],
    "answer.correct.youth": ["jeugdwet-7.3.8"],
    "answer.council.right": ["avg-15-1-c"],
    "answer.fast.longer": ["avg-12-3"],
    "answer.fast.told": ["avg-12-3"],
    "answer.insurer.law": ["wmo-2015-5.2.5"],
    "answer.leak.high-risk": ["avg-34"],
    "answer.leak.other": ["avg-34"],
    "answer.leak.right": ["avg-15"],
    "answer.learn.right": ["avg-19"],
    "answer.learn.tell": ["avg-19"],
    "answer.passport.doubt": ["avg-12-6"],
    "answer.program.right": ["avg-13-1-e"],
    "answer.remove.needed": ["avg-17-3-b"],
    "answer.remove.no": ["avg-12-4"],
    "answer.remove.perhaps": ["avg-17-3-b"],
    "answer.remove.kept-earlier": ["jeugdwet-7.3.9"],
    "answer.remove.kept-earlier-within": ["wmo-2015-5.3.5"],
    "answer.rights.always": ["avg-17", "avg-21"],
    "answer.rights.for-you": ["uavg-5-4"],
    "answer.rights.for-you-ask": ["uavg-5-4"],
    "answer.saw.right": ["avg-15", "hvj-c-579-21"],
    "answer.saw.right-at-care": ["wabvpz-15e"],
    "answer.state.right": ["avg-15-1-c"],
    "answer.stop.consent": ["avg-7"],
    "answer.stop.duty": ["avg-6-1-c"],
    "answer.from.right": ["avg-15-1-g", "avg-14-2-f"],
    "answer.have.right": ["avg-15", "avg-15-1-b"],
    "answer.long.right": ["avg-15-1-d"],
    "answer.note.basis.legal-obligation": ["avg-6-1-c"],
    "answer.note.basis.public-task": ["avg-6-1-e"],
    "answer.phone.right": ["avg-13", "avg-15-1-c"],
    "answer.rights.read": ["avg-15"],
    "answer.ask.term": ["avg-12-3"],
    "answer.where.right": ["avg-15-1-c", "hvj-c-154-21"],
    "answer.who.right": ["hvj-c-579-21"],
    "answer.why.right": ["avg-15-1-a"],
}
"""What a client is told of the law in whole sentences, and the articles that say so."""
OF_THE_DESCRIPTION = {
    "answer.abroad.far", "answer.abroad.safeguard-law", "answer.child.desk-unknown", "answer.insurer.ask-first",
    "answer.insurer.ask-first-part", "answer.insurer.law-unknown", "answer.insurer.no-holds",
    "answer.insurer.no-holds-part", "answer.insurer.secrecy-consent", "answer.insurer.secrecy-unknown",
    "answer.lacks.basis-unknown", "answer.lacks.law-unknown", "answer.lacks.number-unknown",
    "answer.lacks.secrecy-unknown", "answer.law.acts", "answer.law.rests-on", "answer.law.unknown", "answer.note.act",
    "answer.note.acts", "answer.note.ask-first", "answer.note.ground.consent", "answer.note.ground.number",
    "answer.note.mandatory", "answer.note.telling.conflict-of-duties", "answer.note.telling.consent",
    "answer.note.telling.directly-involved", "answer.note.telling.law", "answer.remove.kept", "answer.rights.may-ask",
    "answer.rights.may-ask-unknown", "answer.state.figures", "answer.state.items", "answer.state.no",
    "answer.state.has", "answer.state.none-known", "answer.state.perhaps", "answer.state.sometimes",
    "answer.state.watching-only",
    "answer.state.yes", "answer.stop.agreed", "answer.tell.free", "answer.tell.free-sometimes", "answer.tell.must",
    "answer.tell.must-some", "answer.tell.must-sometimes", "answer.tell.must-too", "answer.tell.unknown",
    "answer.tell.unsure",
    "answer.who.rights-unsure",
}  # fmt: skip
"""Sentences with such words that only repeat what a description or an entry says."""
WORDS = re.compile(
    r"\b(wet|wetten|mag|mogen|moet|moeten|recht|gratis|verplicht|overheid|kost|betalen)\b", re.IGNORECASE
)
FIRST_MONTH = {"nl": r"\b(1|een) maand\b", "en": r"\b(1|one) month\b"}


def test_every_sentence_about_the_law_names_its_articles() -> None:
    texts = catalogue("nl")
    answers = {key for key in texts.keys() if key.startswith("answer.")}  # noqa: SIM118
    about = {key for key in answers if WORDS.search(" ".join(texts.forms(key)))}
    assert about - OF_THE_DESCRIPTION == set(SAID)


@pytest.mark.parametrize("key", SAID)
def test_the_articles_exist_and_may_be_told(key: str) -> None:
    assert [law for law in SAID[key] if not LAWS[law].tellable] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_term_for_an_answer_is_that_of_the_article(language: str) -> None:
    for said in (catalogue(language).text("answer.ask.term"), LAWS["avg-12-3"].says.said_in(language)):
        assert re.search(FIRST_MONTH[language], said or ""), said


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_right_is_told_stronger_than_its_articles(language: str) -> None:
    """`You have a right` is said only where the entry says so, and an entry says so only where an article does."""
    right = catalogue(language).text("strength.right").split(".")[0]
    for strength in Strength:
        if strength is not Strength.RIGHT:
            assert catalogue(language).text(f"strength.{strength}").split(".")[0] != right
    for name, entry in knowledge.everywhere("questions").items():
        assert isinstance(entry, Question)
        if entry.strength is Strength.RIGHT:
            known = [LAWS[law].strength for law in entry.laws if law in LAWS]
            assert Strength.RIGHT in known or not any(known), name

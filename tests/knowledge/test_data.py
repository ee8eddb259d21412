"""The data files of the knowledge: each parses, each entry is complete, each reference exists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel, TypeAdapter

import auditor
from auditor import knowledge
from auditor.knowledge.types import (
    Bill,
    Category,
    Channel,
    Entry,
    Event,
    Footing,
    Incident,
    InvisibleFlow,
    Kind,
    KindOf,
    KnownFlow,
    Law,
    Limit,
    Message,
    Norm,
    Question,
    Receiver,
    Reflection,
    Region,
    Representation,
    Sensitivity,
    Status,
    Strength,
    Subject,
    Use,
)
from auditor.model.elements import Measures
from auditor.texts.gate import check
from auditor.values import Id, Text

ROOT = Path(next(iter(auditor.__path__))) / "knowledge"
LANGUAGES = {"nl", "en"}
TYPES: dict[str, type[Entry]] = {
    "categories": Category,
    "subjects": Subject,
    "kinds": Kind,
    "events": Event,
    "laws": Law,
    "bills": Bill,
    "representation": Representation,
    "flows": KnownFlow,
    "channels": Channel,
    "messages": Message,
    "receivers": Receiver,
    "questions": Question,
    "reflection": Reflection,
    "invisible-flows": InvisibleFlow,
    "norms": Norm,
    "incidents": Incident,
    "regions": Region,
}
SHARED = "eu"
APART = ("left-out", "statement-words")  # no entries with a source: each has tests of its own
FILES = sorted(file for file in ROOT.glob("*/*.yaml") if file.stem not in APART)


class StrictLoader(yaml.CSafeLoader):
    """Refuses a key that stands twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        double = [key for key, count in Counter(keys).items() if count > 1]
        assert not double, f"double keys {double} at {node.start_mark}"
        return super().construct_mapping(node, deep)


def read(file: Path) -> dict[str, Any]:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=StrictLoader)


def entries(file: Path) -> dict[str, Any]:
    return TypeAdapter(dict[Id, TYPES[file.stem]]).validate_python(read(file))


DATA = {file: entries(file) for file in FILES}
ALL = {stem: {i: e for f in FILES if f.stem == stem for i, e in DATA[f].items()} for stem in TYPES}
ENTRIES = [(file, id_, entry) for file in FILES for id_, entry in DATA[file].items()]


def each(stem: str) -> Iterator[tuple[Path, str, Any]]:
    return (found for found in ENTRIES if found[0].stem == stem)


def texts(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)


def client_texts(entry: Entry) -> Iterator[Text]:
    """What a client can read of an entry; questions for a team or for whoever describes are not for clients."""
    if isinstance(entry, Kind | Reflection | InvisibleFlow):
        yield from (text for text in (getattr(entry, "plain", None),) if text is not None)
        return
    for name in ("plain", "act_plain", "asks", "strength_note"):
        if (text := getattr(entry, name, None)) is not None:
            yield text
    for term in getattr(entry, "terms", ()):
        yield from (text for text in (term.longer_if, term.criteria) if text is not None)


def references(file: Path) -> Iterator[tuple[str, str, str]]:
    """Every (id, kind of thing, id referred to) of a file."""
    for id_, entry in DATA[file].items():
        match entry:
            case Category():
                yield from ((id_, "subjects", about) for about in entry.about)
                if entry.parent:
                    yield id_, "categories", entry.parent
            case Law():
                for term in entry.terms:
                    yield from ((id_, "kinds", holder) for holder in term.holders)
                    if term.starts:
                        yield id_, "events", term.starts
                    yield from ((id_, "laws", other) for other in term.conflicts_with)
                if entry.on_request:
                    yield id_, "laws", entry.on_request
                if entry.reuse:
                    yield from ((id_, "laws", one) for one in (entry.reuse.for_, *entry.reuse.of))
            case Bill():
                yield from ((id_, "laws", law) for law in entry.changes)
            case Representation():
                yield from ((id_, "laws", law) for law in entry.laws)
            case KnownFlow():
                ends = (*entry.from_, *entry.to)
                yield from ((id_, "kinds", end.kind) for end in ends if end.kind)
                yield from ((id_, "receivers", end.receiver) for end in ends if end.receiver)
                yield from ((id_, "messages", one) for one in entry.messages)
                yield from ((id_, "channels", one) for one in entry.channels)
                yield from ((id_, "categories", one) for one in entry.categories)
                yield from ((id_, "laws", one) for one in entry.laws)
            case Channel() if entry.operator:
                yield id_, "receivers", entry.operator
            case Message():
                yield from ((id_, "kinds", party) for party in (entry.sender, entry.receiver))
                yield from ((id_, "channels", channel) for channel in entry.channels)
                yield from ((id_, "categories", category) for category in entry.categories)
                if entry.law:
                    yield id_, "laws", entry.law
            case Receiver():
                yield id_, "kinds", entry.kind
                if entry.keeps:
                    yield id_, "laws", entry.keeps
            case Question():
                yield from ((id_, "laws", law) for law in entry.laws)
            case Reflection():
                for section in ("laws", "norms", "incidents", "kinds"):
                    yield from ((id_, section, name) for name in getattr(entry, section))
            case InvisibleFlow():
                yield from ((id_, "kinds", kind) for kind in entry.kinds)
            case Norm():
                yield from ((id_, "laws", law) for law in entry.laws)


@pytest.mark.parametrize("folder", knowledge.folders())
def test_what_is_read_is_what_the_files_say(folder: str):
    """Renew it with: python -m tests.renew_catalogues."""
    assert (ROOT / f"{folder}.json").read_text(encoding="utf-8") == knowledge.compiled(folder)


def test_every_file_has_a_known_name_and_something_in_it():
    assert {file.stem for file in FILES} == set(TYPES)
    assert {file.parent.name for file in FILES} >= {SHARED, "nl"}
    assert all(DATA[file] for file in FILES)


@pytest.mark.parametrize("stem", TYPES)
def test_an_id_is_used_once_over_all_folders(stem: str):
    count = Counter(id_ for _, id_, _ in each(stem))
    assert [id_ for id_, times in count.items() if times > 1] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_every_reference_exists_in_the_own_folder_or_the_shared_one(file: Path):
    """A question names the articles of every country; those that a country does not have are left out there."""
    anywhere = file.stem == "questions"
    near = [other for other in FILES if anywhere or other.parent.name in (file.parent.name, SHARED)]
    reach = {(other.stem, id_) for other in near for id_ in DATA[other]}
    assert [found for found in references(file) if found[1:] not in reach] == []


@pytest.mark.parametrize("stem", TYPES)
def test_a_retired_entry_names_one_that_is_in_use(stem: str):
    """Ids are unique over all folders, so the successor is looked for in all of them."""
    retired = {id_: entry.replaced_by for id_, entry in ALL[stem].items() if entry.replaced_by}
    assert {id_: new for id_, new in retired.items() if new not in ALL[stem] or ALL[stem][new].replaced_by} == {}


def test_every_text_is_in_both_languages():
    assert [
        (file.parent.name, id_, text.root)
        for file, id_, entry in ENTRIES
        for text in texts(entry)
        if not isinstance(text.root, dict) or set(text.root) - {"je"} != LANGUAGES
    ] == []


def test_every_entry_says_where_it_comes_from_and_how_it_was_read():
    for _, id_, entry in ENTRIES:
        assert entry.source, id_
        assert isinstance(entry.status, Status), id_
        assert entry.version is None or entry.version <= entry.checked, id_


def test_values_mean_the_same_to_every_yaml_reader():
    """Keys and text values may not be words that YAML 1.1 turns into something else."""
    flags = (
        "public-body",
        "informal",
        "mobile",
        "app",
        "free-text",
        "needs-consent",
        "weighed",
        "annulled",
        "by-person",
    )

    def strings_only(value: Any, where: str) -> None:
        if isinstance(value, dict):
            for key, item in value.items():
                assert isinstance(key, str), where
                strings_only(item, f"{where}.{key}")
        elif isinstance(value, list):
            for item in value:
                strings_only(item, where)
        elif where.rsplit(".", 1)[-1] in ("version", "checked", "since"):
            assert type(value).__name__ == "date", where
        elif isinstance(value, bool):
            assert where.rsplit(".", 1)[-1] in flags, where
        else:
            assert isinstance(value, str), (where, value)

    for file in FILES:
        strings_only(read(file), file.stem)


def test_parents_of_categories_have_no_loop():
    for id_, category in ALL["categories"].items():
        line = [id_]
        while (parent := category.parent) is not None:
            assert parent not in line, line
            line.append(parent)
            category = ALL["categories"][parent]


def test_a_sensitive_parent_has_no_ordinary_child():
    for id_, category in ALL["categories"].items():
        if category.parent and ALL["categories"][category.parent].sensitivity is not Sensitivity.ORDINARY:
            assert category.sensitivity is not Sensitivity.ORDINARY, id_


def test_organisations_only_where_an_organisation_is_meant():
    kinds = ALL["kinds"]
    for _, id_, law in each("laws"):
        for term in law.terms:
            assert all(kinds[holder].of is KindOf.ORGANISATION for holder in term.holders), id_
    for _, id_, message in each("messages"):
        assert {kinds[message.sender].of, kinds[message.receiver].of} == {KindOf.ORGANISATION}, id_
    for _, id_, receiver in each("receivers"):
        assert kinds[receiver.kind].of is KindOf.ORGANISATION, id_


def test_only_organisations_are_public_bodies_and_only_things_are_mobile():
    for id_, kind in ALL["kinds"].items():
        if kind.of is KindOf.ORGANISATION:
            assert not any((kind.informal, kind.mobile, kind.app)), id_
        else:
            assert not kind.public_body, id_
        if kind.mobile:
            assert kind.of is KindOf.CARRIER, id_


def test_a_law_with_terms_can_be_named_for_retention():
    for id_, law in ALL["laws"].items():
        if law.terms:
            assert Use.RETENTION in law.uses, id_
        for term in law.terms:
            assert term.term or term.criteria, id_


def test_a_law_has_at_most_one_term_for_a_holder():
    for id_, law in ALL["laws"].items():
        holders = [holder for term in law.terms for holder in term.holders or (None,)]
        assert len(holders) == len(set(holders)), id_


def test_a_message_with_free_text_says_so_twice():
    for id_, message in ALL["messages"].items():
        assert message.free_text == ("free-text" in message.categories), id_


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_texts_for_clients_have_no_brackets_slashes_or_dashes(language: str):
    wrong = re.compile(r"[;:()\[\]/–—]|\s-\s|\b\w\.\w\.|t/m")
    assert [
        (id_, text.said_in(language))
        for _, id_, entry in ENTRIES
        for text in client_texts(entry)
        if wrong.search(text.said_in(language) or "")
    ] == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_parts_of_sentences_start_small_and_have_no_full_stop(language: str):
    for _, id_, entry in ENTRIES:
        if isinstance(entry, Question):
            continue
        for text in client_texts(entry):
            said = text.said_in(language) or ""
            assert said[0].islower(), (id_, said)
            assert said[-1] not in ".!?", (id_, said)


def numbered(letter: str, *ranges: range) -> set[str]:
    return {f"{letter}-{number:02}" for numbers in ranges for number in numbers}


NUMBERS = {
    "norms": numbered("G", range(1, 16), range(20, 27)),
    "incidents": numbered("I", range(1, 15)),
    "questions": numbered("Q", range(1, 37)),
    "reflection": numbered("M", range(1, 51)),
}
"""The numbers of the fact base that an entry of its own rests on: none of them is left out."""


@pytest.mark.parametrize("stem", NUMBERS)
def test_every_fact_has_an_entry(stem: str):
    assert {fact for entry in ALL[stem].values() for fact in entry.facts} == NUMBERS[stem]


def test_there_are_as_many_as_the_facts_name():
    count = {stem: len(entries) for stem, entries in ALL.items()}
    assert count["questions"] == 39
    assert count["reflection"] == 50
    assert count["incidents"] == 14
    assert count["invisible-flows"] == 16
    assert count["categories"] >= 120


def test_facts_are_named_by_their_number():
    number = re.compile(r"[A-Z]-[0-9]{2,3}|[0-9]\.[0-9]")
    assert [(id_, fact) for _, id_, entry in ENTRIES for fact in entry.facts if not number.fullmatch(fact)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_no_file_names_a_working_paper(file: Path):
    assert not re.search(r"domain-facts|shared/|/work/|standards\.md", file.read_text(encoding="utf-8"))


def test_the_kinds_that_the_facts_offer_are_there():
    offered = (
        "client-registration municipal-backoffice care-file youth-protection-file debt-system message-hub "
        "referral-portal secure-mail mailbox chat video-call spreadsheet shared-drive paper-file usb-stick phone "
        "laptop tablet camera calendar dashboard statistics-body national-register backup ai-tool"
    )
    assert set(offered.split()) <= ALL["kinds"].keys()


def test_measures_are_those_of_a_description():
    names = {name.replace("_", "-") for name in Measures.model_fields}
    for id_, kind in ALL["kinds"].items():
        assert set(kind.measures) <= names, id_
        assert not (kind.of is KindOf.ORGANISATION and (kind.measures or kind.vendors)), id_
        assert kind.asks, id_


def test_what_looks_sensitive_in_another_vocabulary_is_sensitive_here():
    for id_, category in ALL["categories"].items():
        if (category.fides or "").startswith(("user.health", "user.biometrics")):
            assert category.sensitivity is Sensitivity.SPECIAL, id_
        if (category.fides or "").startswith("user.criminal"):
            assert category.sensitivity is Sensitivity.CRIMINAL, id_


def test_everyday_words_are_no_names_of_the_entry_itself():
    for _, id_, entry in ENTRIES:
        assert len(set(entry.also)) == len(entry.also), id_


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("stem", ["categories", "subjects", "kinds"])
def test_words_for_clients_pass_the_gate_in_a_list(stem: str, language: str):
    body = {
        "nl": "Wij bewaren dit in uw dossier. Die tijd begint als uw hulp stopt. Daarna gooien wij het dossier weg.",
        "en": "We keep this in your file. That time starts when your help stops. After that we throw the file away.",
    }[language]
    heavy = {"welfare", "usb-stick"}  # two long or rare words in the label; they pass in a longer answer
    assert [
        (id_, str(report))
        for id_, entry in ALL[stem].items()
        if id_ not in heavy and not (report := check(body, language, bullets=[entry.plain.said_in(language)])).ok
    ] == []


def test_labels_that_a_client_reads_need_no_check():
    """A description without words of its own is told in those of its categories and kinds, so none may be to check."""
    for stem in ("categories", "kinds", "subjects", "events"):
        assert [id_ for id_, entry in ALL[stem].items() if not entry.tellable] == [], stem


def test_a_question_for_a_person_has_no_answer():
    for_people = {id_ for id_, question in ALL["questions"].items() if question.by_person}
    assert for_people == {"does-my-file-say-veilig-thuis"}


def test_a_strength_that_is_not_full_has_a_note_and_a_missing_one_a_reason():
    for id_, question in ALL["questions"].items():
        if question.strength is None:
            assert question.pending, id_
        elif question.strength is not Strength.RIGHT:
            assert question.strength_note, id_


def test_what_a_question_for_the_team_rests_on_is_as_sure_as_it_says():
    for id_, question in ALL["reflection"].items():
        if question.footing is Footing.NORM:
            assert question.status is Status.VERIFIED, id_
        if question.footing is Footing.SECONDARY:
            assert question.status is Status.SECONDARY, id_


def test_only_outcomes_that_stand_are_told_as_such():
    incidents = ALL["incidents"]
    assert [id_ for id_, incident in incidents.items() if incident.annulled] == ["enschede-wifi"]
    assert "350,000" in incidents["haga-hospital"].outcome.said_in("en")
    assert all(incident.status is Status.SECONDARY for incident in incidents.values())


@pytest.mark.parametrize(
    ("law", "holder", "term", "starts", "limit"),
    [
        ("wmo-2015-5.3.4", "municipality", "15 years", "last-change", Limit.MINIMUM),
        ("wmo-2015-5.3.4", "safe-home-body", "20 years", "last-change", Limit.MINIMUM),
        ("wmo-2015-5.3.4", "payment-body", "7 years", "last-change", Limit.EXACT),
        ("jeugdwet-7.3.8", None, "20 years", "last-change", Limit.MINIMUM),
        ("jeugdwet-7.1", None, "2 years", "report", Limit.MAXIMUM),
        ("samenwerkingsverbanden-1.8", "partnership", "5 years", "first-processing", Limit.MAXIMUM),
        ("nen-7513", "care-provider", "5 years", "log-line", Limit.MINIMUM),
        ("selectielijst-2020-8.1.9", "municipality", "P5Y", "end-of-provision", Limit.EXACT),
        ("selectielijst-2020-8.4.1", "municipality", "P42D", "end-of-process", Limit.EXACT),
        ("selectielijst-2020-12.1.3", "municipality", "P19Y", "birth", Limit.EXACT),
    ],
)
def test_terms_that_examples_rest_on(law: str, holder: str | None, term: str, starts: str, limit: Limit):
    found = [t for t in ALL["laws"][law].terms if holder in (t.holders or (None,))]
    assert [(t.term.root, t.starts, t.limit) for t in found] == [(term, starts, limit)]


def test_only_articles_that_carry_the_national_number_lift_its_ban():
    assert Use.NATIONAL_NUMBER not in ALL["laws"]["uavg-46"].uses
    assert {"wmo-2015-5.2.9", "jeugdwet-7.2.1", "wgs-8c"} <= {
        id_ for id_, law in ALL["laws"].items() if Use.NATIONAL_NUMBER in law.uses
    }


def test_prohibitions_do_not_count_as_exceptions():
    for id_ in ("avg-9", "avg-10", "uavg-22", "uavg-31"):
        assert not {Use.SPECIAL, Use.CRIMINAL} & set(ALL["laws"][id_].uses), id_


def test_the_eea_has_thirty_countries():
    assert len(set(ALL["regions"]["eea"].countries)) == 30

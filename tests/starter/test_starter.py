"""A first description: always usable, whatever a team answers or does not know."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import knowledge
from auditor.answers import ask as answer
from auditor.answers import questions
from auditor.audit import audit
from auditor.client_data import find
from auditor.errors import AuditorError, CannotWrite, NotFound
from auditor.exporters.say import Speaker
from auditor.exporters.words import Words
from auditor.importers import load
from auditor.knowledge.types import KindOf
from auditor.model import Audience
from auditor.starter import Answers, begin
from auditor.starter.answers import categories, kinds
from auditor.starter.description import description
from auditor.traces import Traces
from tests.answers.card import card_of

FULL = Answers(
    name="Wijkteam Noord",
    kind="welfare",
    system_kind="client-registration",
    system="CliëntVolg",
    vendor="SoftHuis B.V.",
    data=("name", "contact", "talk-report"),
    phones=True,
    paper=True,
    chat=True,
    receiver="Gemeente Voorbeeld",
    privacy="Functionaris gegevensbescherming",
    contact="privacy@wijkteamnoord.example",
)
ODD = [
    'a "b" c', "it's", "a: b", "# a", "- a", "[a, b]", "{a}", "12", "true", "null", "~", "unknown", "all", "client",
    "us", "😀", "團隊", "é" * 50, "x" * 2000, "&a", "*a", "!a", "%a", "@a", "`a`", "|", ">", "a\\b", "team", "vendor",
    "work-phone", "https://a.example/?b=c#d", "١٢", "---", "a #b", "a:", "\u200d", "'",
    '"',
]  # fmt: skip
harmless = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"])).filter(lambda t: not find(t))
names = st.none() | st.sampled_from(ODD) | harmless
yes_no = st.sampled_from([None, True, False])
answers = st.builds(
    Answers,
    name=names,
    kind=st.none() | st.sampled_from(kinds(KindOf.ORGANISATION).offered),
    system_kind=st.none() | st.sampled_from(kinds(KindOf.SYSTEM).offered),
    system=names,
    vendor=names,
    data=st.lists(st.sampled_from([*knowledge.of("NL").categories]), max_size=4).map(tuple),
    phones=yes_no,
    paper=yes_no,
    chat=yes_no,
    receiver=names,
    receiver_kind=st.none() | st.sampled_from(kinds(KindOf.ORGANISATION).offered),
    privacy=names,
    contact=names,
)
bounded = settings(max_examples=20)


def begun(told: Answers, language: str) -> Traces:
    with tempfile.TemporaryDirectory() as folder:
        begin(Path(folder), told, language)
        return Traces(load(folder), Audience.CLIENT)


@bounded
@given(answers, st.sampled_from(["nl", "en"]))
def test_any_answers_make_a_description_that_answers_clients(told: Answers, language: str) -> None:
    traces = begun(told, language)
    model = traces.model
    for stated, described in (
        (told.name, model.name),
        (told.system, next(iter(model.systems.values())).name),
        (told.vendor, next((o.name for o in model.organisations.values() if o.kind == "vendor" and o.country), None)),
    ):
        assert stated is None or described == stated
    for question in questions(traces.view):
        assert answer(traces, question.id, None)
    audit(model)


@pytest.mark.parametrize("language", ["nl", "en"])
class TestText:
    def test_starts_with_its_schema(self, language: str) -> None:
        assert description(Answers(), language).startswith("# yaml-language-server: $schema=model.schema.json\n# ")

    def test_what_is_not_told_is_unknown(self, language: str) -> None:
        model = begun(Answers(), language).model
        assert set(map(str, _facts(model.model_dump(mode="json", exclude_none=True)["systems"]))) >= {"unknown"}
        assert "welfare" not in description(Answers(), language)
        assert model.organisations["team"].rights_desk

    def test_what_is_not_used_is_left_out(self, language: str) -> None:
        model = begun(Answers(phones=False, paper=False, chat=False), language).model
        assert (list(model.systems), list(model.carriers), list(model.flows)) == (["program"], [], [])

    def test_what_is_shown_in_comments_can_be_used(self, tmp_path: Path, language: str) -> None:
        text = description(Answers(phones=False, paper=False, chat=False), language)
        shown = ("# purposes:", "#   support", "# flows:", "#   - {from")
        lines = [line.removeprefix("# ") if line.startswith(shown) else line for line in text.splitlines()]
        for key in ("keeps", "access"):
            at = lines.index(f"    {key}: unknown")
            lines[at] = lines[at - 1].replace("#   ", "", 1)
        (tmp_path / "model.yaml").write_text("\n".join(lines), encoding="utf-8")
        model = load(tmp_path)
        assert (list(model.purposes), len(model.flows)) == (["support"], 1)

    def test_is_not_wider_than_a_screen(self, language: str) -> None:
        assert max(map(len, description(FULL, language).splitlines())) <= 120

    def test_clients_can_read_the_answers(self, language: str) -> None:
        for told in (Answers(), FULL):
            traces = begun(told, language)
            speaker = Speaker(traces.view, language)
            for question in questions(traces.view):
                report = card_of(answer(traces, question.id, None), speaker).check()
                assert report.ok, report


def _facts(value: Any) -> list[Any]:
    if isinstance(value, Mapping):
        return [fact for below in value.values() for fact in _facts(below)]
    return [fact for below in value for fact in _facts(below)] if isinstance(value, list) else [value]


class TestAnswers:
    def test_everything_that_is_told_is_written(self) -> None:
        text = description(FULL, "nl")
        for told in ("Wijkteam Noord", "CliëntVolg", "SoftHuis B.V.", "Gemeente Voorbeeld", "privacy@wijkteamnoord"):
            assert told in text
        assert "kind: municipality" in text
        assert "happens" not in text

    @pytest.mark.parametrize("field", ["name", "system", "vendor", "receiver", "privacy", "contact"])
    @pytest.mark.parametrize(
        ("given_text", "key"),
        [("a\u202eb", "error.text-character"), ("a\x1bb", "error.text-character"), ("a\nb\tc", "error.text-character"),
         ("x" * 2001, "error.text-too-long")],
    )  # fmt: skip
    def test_a_name_that_cannot_be_written(self, field: str, given_text: str, key: str) -> None:
        with pytest.raises(AuditorError) as refused:
            Answers(**{field: given_text})
        assert refused.value.key == key
        for language in ("nl", "en"):
            said = Words(language).error(refused.value)
            assert all(char.isprintable() for char in said)
            assert len(said) < 300

    @pytest.mark.parametrize(
        ("field", "value"),
        [("name", "Jan 06 12345678"), ("vendor", "jan.jansen@gmail.com"), ("contact", "jan.jansen@gmail.com"),
         ("system", "111222333"), ("privacy", "Jan, geboren op 3-4-1970")],
    )  # fmt: skip
    def test_data_of_a_person_is_refused_and_not_repeated(self, field: str, value: str) -> None:
        with pytest.raises(AuditorError, match=r"error\.text-of-a-person") as refused:
            Answers(**{field: value})
        for language in ("nl", "en"):
            assert value not in Words(language).error(refused.value)

    @pytest.mark.parametrize(
        ("field", "value"),
        [("kind", "wellfare"), ("system_kind", "phone"), ("receiver_kind", "x"), ("data", ("nmae",))],
    )
    def test_a_kind_that_does_not_exist(self, field: str, value: Any) -> None:
        with pytest.raises(NotFound) as refused:
            Answers(**{field: value})
        for language in ("nl", "en"):
            assert refused.value.candidates[0] in Words(language).error(refused.value)

    @pytest.mark.parametrize(
        ("line", "meant"),
        [
            ("bsn, namen, adres", ["national-number", "name", "address"]),
            ("names, bsn and address", ["name", "national-number", "address"]),
            ("naam adres bsn", ["name", "address", "national-number"]),
            ("naam, adres en telefoon", ["contact"]),
            ("Naam, adres en telefoon; BSN-nummer", ["contact", "national-number"]),
            ("gezin en huishouden", ["family"]),
            ("brieven, foto's, diagnoses, e-mailadressen", ["document", "photo", "diagnosis", "email-address"]),
            ("report of a talk / debts", ["talk-report", "debts"]),
            ("de namen, de clientnummers", ["name", "client-number"]),
            ("talk_report,, name,name", ["talk-report", "name"]),
        ],
    )
    def test_kinds_of_data_as_people_say_them(self, line: str, meant: list[str]) -> None:
        assert Answers(data=(line,)).data == tuple(meant)

    @pytest.mark.parametrize(
        ("line", "unclear", "near"),
        [
            ("naam, geboortedata", "geboortedata", "birth-date"),
            ("uren", "uren", "hours-worked"),  # of a worker, or of the help
            ("nmae, bsm", 'nmae", "bsm', "name"),
            ("foto van de keuken", "foto van de keuken", "photo"),
            ("qqq", "qqq", "talk-report"),
        ],
    )
    def test_of_what_is_not_understood_everything_is_told_at_once(self, line: str, unclear: str, near: str) -> None:
        with pytest.raises(NotFound) as refused:
            Answers(data=(line,))
        assert refused.value.params["name"] == unclear
        assert near in refused.value.candidates

    @pytest.mark.parametrize(
        ("field", "word", "meant"),
        [("kind", "Wijkteam", "welfare"), ("receiver_kind", "gemeenten", "municipality"),
         ("system_kind", "Excel", "spreadsheet"), ("system_kind", "Regas", "client-registration")],
    )  # fmt: skip
    def test_a_kind_by_an_everyday_word(self, field: str, word: str, meant: str) -> None:
        assert getattr(Answers(**{field: word}), field) == meant

    def test_every_name_means_itself(self) -> None:
        for language in ("nl", "en"):
            for name in knowledge.of("NL").categories:
                assert categories().several(categories().label(name, language)) == (name,)
            for of in (KindOf.ORGANISATION, KindOf.SYSTEM):
                for name in kinds(of).offered:
                    assert kinds(of).one(kinds(of).label(name, language)) == name

    @pytest.mark.parametrize("blank", ["", " ", "\t", "\n"])
    def test_blank_is_not_known(self, blank: str) -> None:
        assert Answers(name=blank, kind=blank) == Answers()

    @pytest.mark.parametrize("nothing", ["\u2800", "\u200d", "unknown", " unknown "])
    def test_what_nobody_can_see_and_unknown_are_not_known(self, nothing: str) -> None:
        assert Answers(name=nothing) == Answers()

    @pytest.mark.parametrize(
        ("contact", "field"),
        [("088 000 00 00", "phone"), ("+31 (0)20-1234567", "phone"), ("privacy@team.example", "email"),
         ("https://team.example/privacy", "page"), ("Voorbeeldplein 1, Voorbeeld", "address")],
    )  # fmt: skip
    def test_a_contact_is_what_it_looks_like(self, contact: str, field: str) -> None:
        assert f"contact: {{{field}: " in description(Answers(contact=contact), "nl")


class TestFolder:
    def test_two_files(self, tmp_path: Path) -> None:
        files = begin(tmp_path / "a" / "b", FULL, "nl")
        assert files == (tmp_path / "a" / "b" / "model.yaml", tmp_path / "a" / "b" / "model.schema.json")
        assert sorted((tmp_path / "a" / "b").iterdir()) == sorted(files)

    @pytest.mark.parametrize("name", ["model.yaml", "other.yml", "below/deep.yaml"])
    def test_a_folder_with_a_description_is_refused(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("mine")
        with pytest.raises(AuditorError, match=r"error\.described-already"):
            begin(tmp_path, FULL, "nl")
        assert (tmp_path / name).read_text() == "mine"
        assert not (tmp_path / "model.schema.json").exists()

    @pytest.mark.parametrize("name", ["notes.txt", ".pre-commit-config.yaml", ".github/work.yml", "old.yaml~"])
    def test_other_files_stay(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("mine")
        begin(tmp_path, FULL, "nl")
        assert (tmp_path / name).read_text() == "mine"
        assert load(tmp_path).name == FULL.name

    def test_where_there_is_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "here").write_text("mine")
        for folder in (tmp_path / "here", tmp_path / "here" / "below", tmp_path / ("x" * 300)):
            with pytest.raises((AuditorError, OSError)):
                begin(folder, FULL, "nl")
        assert [entry.name for entry in tmp_path.iterdir()] == ["here"]

    @pytest.mark.parametrize("number", [1, 2])
    @pytest.mark.parametrize("there", [True, False])
    def test_all_or_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, there: bool) -> None:
        calls: list[Any] = []
        really = os.replace

        def failing(*files: Any) -> None:
            calls.append(files)
            if len(calls) == number:
                raise OSError(28, "No space left on device")
            really(*files)

        folder = tmp_path / "a" / "b"
        if there:
            folder.mkdir(parents=True)
        monkeypatch.setattr(os, "replace", failing)
        with pytest.raises(CannotWrite):
            begin(folder, FULL, "nl")
        assert list(folder.iterdir()) == [] if there else list(tmp_path.iterdir()) == []

    def test_somebody_else_begins_meanwhile(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from auditor.starter import folder as module

        really = module.description

        def slow(told: Answers, language: str) -> str:
            (tmp_path / "model.yaml").write_text("theirs")
            return really(told, language)

        monkeypatch.setattr(module, "description", slow)
        with pytest.raises(AuditorError, match=r"error\.described-already"):
            begin(tmp_path, FULL, "nl")
        assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("model.yaml", "theirs")]

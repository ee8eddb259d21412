"""Advice on a whole description: every text that a client may read, at its place, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pydantic import BaseModel

from auditor.advice import CLIENT_TEXTS, Why, advise
from auditor.cli import main
from auditor.exporters import language
from auditor.exporters.advised import MOST_PRINTED, AdviceOut, advised
from auditor.exporters.words import Words
from auditor.importers import load
from auditor.model import build
from auditor.starter import Answers, begin
from auditor.texts import LANGUAGES
from tests.cli.conftest import valid

ROOT = Path(__file__).parents[2]
DESCRIPTIONS = [*sorted(ROOT.glob("examples/*/")), ROOT / "examples" / "geldpunt" / "gemeente"]
INTERNAL = {"note", "reason", "policy", "text", "address"}
"""Texts for colleagues and officers; and an address, which is as it is."""

PLAIN = """model: 1
name: Team
owner: team
organisations:
  team:
    plain: {nl: ons team, en: our team}
    rights-desk: {ask: worker, how: {nl: "Stuur een mail. Of doe het middels een brief.", en: Send a letter.}}
roles: {worker: {of: team, plain: uw hulpverlener, note: Derden (i.v.m. de FG).}}
items: {notes: {category: free-text}}
systems:
  file:
    collects:
      - {items: notes, from: client, if: {nl: indien u dat wilt, je: als u dat wilt, en: if you want}}
    keeps:
      - {items: all, criteria: zo lang als nodig}
"""


def texts_of(kind: type[BaseModel]) -> Iterator[str]:
    for field in kind.model_fields.values():
        if "Text" in str(field.annotation).replace("SourceText", ""):
            yield field.alias or ""


def test_every_text_of_a_description_is_for_clients_or_is_not() -> None:
    found = {key for kind in language.parts().values() for key in texts_of(kind)}
    assert found == CLIENT_TEXTS.keys() | INTERNAL
    assert not CLIENT_TEXTS.keys() & INTERNAL


def test_every_text_has_its_place_and_its_language(tmp_path: Path) -> None:
    (tmp_path / "model.yaml").write_text(PLAIN, encoding="utf-8")
    model = load(tmp_path)
    found = {".".join(map(str, advice.path)): advice for advice in advise(model)}
    assert {path: [hint.why for hint in advice.hints] for path, advice in found.items()} == {
        "organisations.team.rights-desk.how.nl": [Why.FORMAL],
        "systems.file.collects.0.if.nl": [Why.FORMAL],
        "systems.file.collects.0.if.je": [Why.SAYS_U],
        "systems.file.keeps.0.criteria": [Why.VAGUE],
    }
    assert [advice.language for advice in found.values()] == ["nl", "nl", "je", None]
    places = [model.locate(advice.path) for advice in found.values()]
    assert [at.line for at in places if at] == [7, 13, 13, 15]


def test_a_name_of_the_description_is_no_mistake() -> None:
    data: dict[str, Any] = {
        "model": 1, "name": "Team", "owner": "team",
        "organisations": {"team": {"name": "Humanitas", "plain": "Humanitas"}, "other": {"plain": "Elders"}},
    }  # fmt: skip
    assert [advice.path for advice in advise(build(data))] == [("organisations", "other", "plain")]


def test_the_words_of_a_partner_are_theirs(tmp_path: Path) -> None:
    theirs = PLAIN.replace("name: Team", "name: Others")
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "model.yaml").write_text(theirs, encoding="utf-8")
    ours = "model: 1\nname: We\nowner: us\norganisations: {us: {plain: wij}}\npartners: {others: {at: theirs}}\n"
    (tmp_path / "model.yaml").write_text(ours, encoding="utf-8")
    assert any(name.startswith("others/") for name in load(tmp_path / "model.yaml").systems)
    assert advise(load(tmp_path / "model.yaml")) == ()


@pytest.mark.parametrize("folder", DESCRIPTIONS, ids=lambda folder: folder.name)
def test_the_examples_give_the_example(folder: Path) -> None:
    assert advise(load(folder)) == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_so_does_a_description_that_we_begin(tmp_path: Path, lang: str) -> None:
    given = Answers(
        name="Wijkteam Zuid", kind="welfare", system_kind="care-file", vendor="Zorg B.V.", receiver="Gemeente Breda",
        receiver_kind="municipality", privacy="functionaris gegevensbescherming", data=("name", "bsn"),
    )  # fmt: skip
    begin(tmp_path, given, lang)
    assert advise(load(tmp_path)) == ()


class TestCheck:
    def run(self, *arguments: str | Path) -> str:
        result = CliRunner().invoke(main, ["check", *map(str, arguments)], catch_exceptions=False)
        assert result.exit_code == 0
        return result.stdout

    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        found = tmp_path / "model.yaml"
        found.write_text(PLAIN, encoding="utf-8")
        return found

    @pytest.mark.parametrize(
        ("lang", "title", "why"),
        [
            ("nl", "Advies over 4 teksten", '"middels": een woord uit brieven en wetten. Schrijf het zoals u'),
            ("en", "Advice on 4 texts", '"middels": a word from letters and laws. Write it as you would say'),
        ],
    )
    def test_advice_comes_after_usable(self, file: Path, lang: str, title: str, why: str) -> None:
        first, empty, *rest = self.run(file, "--lang", lang).splitlines()
        assert first.startswith("Team: ")
        assert empty == ""
        assert rest[0].startswith(title)
        assert rest[1] == f"{file}:7:38: organisations.team.rights-desk.how.nl"
        assert rest[2] == '    | "Stuur een mail. Of doe het middels een brief."'
        assert rest[3].startswith(f"    {why}")

    def test_a_machine_reads_the_same(self, file: Path) -> None:
        found = valid("check", self.run(file, "--format", "json", "--lang", "en"))
        assert found["usable"]
        assert [(at["line"], at["hints"][0]["key"]) for at in found["advice"]] == [
            (7, "formal"), (13, "formal"), (13, "says-u"), (15, "vague"),
        ]  # fmt: skip
        assert found["advice"][0]["hints"][0]["words"] == ["middels"]

    def test_what_cannot_be_used_gets_no_advice(self, file: Path) -> None:
        file.write_text(PLAIN.replace("owner: team", "owner: nobody"), encoding="utf-8")
        result = CliRunner().invoke(main, ["check", str(file), "--format", "json"])
        assert result.exit_code == 2
        assert json.loads(result.stdout)["advice"] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_more_than_anybody_mends_at_once_is_counted(lang: str) -> None:
    one = AdviceOut(path="a", file=None, line=None, column=None, language=None, text="a", hints=[])
    assert advised([one] * (MOST_PRINTED + 2), Words(lang)).splitlines()[-1].split()[int(lang == "nl")] == "2"
    assert "--format json" not in advised([one] * MOST_PRINTED, Words(lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_has_words(lang: str) -> None:
    for why in Why:
        for part in ("why", "do"):
            assert Words(lang).say(f"advice.{why}.{part}", {"words": "x", "most": "8"})

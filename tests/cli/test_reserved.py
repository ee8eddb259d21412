"""What is reserved does not exist for a client, on the command line either, and is there for an officer."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import Run, printed

VEILIG_THUIS = (
    "veilig-thuis", "veilig thuis", "safety-concern", "violence-signs", "zorgen over de veiligheid", "worries about",
    "tekens van geweld", "signs of violence", "iemand veilig te houden", "keep someone safe",
)  # fmt: skip


ASKED = (
    "Staat er in mijn dossier dat ik hulp krijg van Veilig Thuis?",
    "Does my file say I get help from Veilig Thuis?",
    "does-my-file-say-veilig-thuis",
)


def names_it(text: str) -> bool:
    return any(word in text.lower() for word in VEILIG_THUIS)


@pytest.mark.parametrize("lang", ["nl", "en"])
class TestVeiligThuis:
    @pytest.mark.parametrize("form", ["text", "json", "html"])
    def test_no_answer_names_it(self, lang: str, form: str) -> None:
        said = printed("ask", "examples/wijkteam", "--lang", lang, "--format", form).output
        for always in ASKED:  # the question itself stands there in every description
            said = said.replace(always, "")
        assert not names_it(said)

    @pytest.mark.parametrize("form", ["text", "json", "dot", "svg"])
    def test_a_trace_names_it_for_an_officer_only(self, run: Run, lang: str, form: str) -> None:
        command = ("trace", "examples/wijkteam", "--item", "name", "--lang", lang, "--format", form)
        assert not names_it(run(*command).output)
        assert not names_it(run(*command, "--audience", "client").output)
        assert names_it(run(*command, "--audience", "officer").output)

    @pytest.mark.parametrize("form", ["svg", "dot"])
    @pytest.mark.parametrize("part", [[], ["--item", "name"], ["--by-organisation"], ["--around", "client-file"]])
    def test_a_map_names_it_for_an_officer_only(
        self, run: Run, tmp_path: Path, lang: str, form: str, part: list[str]
    ) -> None:
        file = tmp_path / f"map.{form}"
        command = ("map", "examples/wijkteam", "-o", file, "--lang", lang, *part)
        assert run(*command).exit_code == 0
        assert not names_it(file.read_text(encoding="utf-8"))
        assert run(*command, "--audience", "officer").exit_code == 0
        assert names_it(file.read_text(encoding="utf-8"))

    def test_the_audit_is_for_an_officer(self, lang: str) -> None:
        assert names_it(printed("audit", "examples/wijkteam", "--lang", lang).output)

    @pytest.mark.parametrize(
        "command",
        [
            ("trace", "examples/wijkteam", "--item", "safety-concern"),
            ("map", "examples/wijkteam", "-o", "x.svg", "--item", "safety-concern"),
            ("map", "examples/wijkteam", "-o", "x.svg", "--around", "veilig-thuis"),
        ],
    )
    def test_asking_for_it_by_name_tells_nothing(self, run: Run, lang: str, command: tuple[str, ...]) -> None:
        result = run(*command, "--lang", lang)
        invented = run(*command[:-1], "nothing", "--lang", lang)
        assert result.exit_code == invented.exit_code == 2
        assert result.output.replace(command[-1], "nothing") == invented.output
        assert not names_it(invented.output)


SECRET = {"reason": "not yet"}
DATA: dict[str, Any] = {
    "model": 1,
    "name": "A team",
    "owner": "team",
    "organisations": {
        "team": {"plain": "ons team", "kind": "welfare"},
        "body": {"plain": "mark-body", "kind": "municipality", "country": "US"},
        "keeper": {"plain": "mark-keeper", "kind": "vendor"},
        "source": {"plain": "mark-source", "kind": "school"},
    },
    "roles": {
        "helper": {"of": "team", "plain": "uw helper"},
        "reader": {"of": "team", "plain": "mark-reader"},
        "typist": {"of": "team", "plain": "mark-typist"},
        "carrier-of": {"of": "team", "plain": "mark-walker"},
        "visitor": {"of": "team", "plain": "een bezoeker"},
        "finder": {"of": "team", "plain": "mark-finder"},
    },
    "scopes": {"some": {"plain": "als u mark-scope krijgt"}},
    "items": {
        "notes": {"category": "free-text", "plain": "het verslag"},
        "photo": {"category": "photo", "plain": "mark-photo"},
        "score": {"category": "self-reliance-score", "plain": "mark-score"},
    },
    "purposes": {
        "help": {"plain": "u te helpen", "basis": "public-task"},
        "other": {"plain": "mark-other te doen", "basis": "public-task"},
    },
    "events": {},
    "systems": {
        "file": {
            "plain": "ons programma", "kind": "client-registration", "controller": "team", "processor": "keeper",
            "located": "NL", "on": "phone",
            "collects": [
                {"items": "notes", "from": ["client", "source"], "for": ["help", "other"], "by": ["helper", "typist"]},
                {"items": "photo", "from": "client", "for": "help", "if": "als mark-collect"},
            ],
            "derives": [{"item": "score", "out-of": "notes"}],
            "keeps": [{"items": "notes", "term": "1 year"}],
            "access": [
                {"role": "helper", "can": "read"}, {"role": "reader", "can": "read"},
                {"role": "visitor", "can": "read", "if": "als mark-access"},
            ],
        },
        "mail": {
            "plain": "mark-mail", "kind": "mailbox", "controller": "team",
            "keeps": {"unknown": {"who": "finder", "by": "2027-01-01"}},
        },
    },
    "carriers": {
        "phone": {"plain": "mark-phone", "kind": "phone", "owner": "team", "carried-by": ["helper", "carrier-of"]},
    },
    "flows": [
        {"id": "to-body", "from": "file", "to": "body", "items": ["notes", "photo"], "for": ["help", "other"],
         "mode": "copy", "scope": ["some"]},
        {"id": "to-mail", "from": "file", "to": "mail", "items": ["notes", "score"], "for": "help", "mode": "copy",
         "if": "als mark-flow", "told": "no"},
        {"id": "to-phone", "from": "file", "to": "phone", "items": "all", "for": "help", "mode": "view"},
    ],
}  # fmt: skip
MARKS: dict[str, tuple[str | int, ...]] = {
    "mark-body": ("organisations", "body"),
    "mark-keeper": ("organisations", "keeper"),
    "mark-source": ("organisations", "source"),
    "mark-reader": ("roles", "reader"),
    "mark-typist": ("roles", "typist"),
    "mark-walker": ("roles", "carrier-of"),
    "mark-finder": ("roles", "finder"),
    "mark-scope": ("scopes", "some"),
    "mark-photo": ("items", "photo"),
    "mark-score": ("items", "score"),
    "mark-other": ("purposes", "other"),
    "mark-collect": ("systems", "file", "collects", 1),
    "mark-access": ("systems", "file", "access", 2),
    "mark-mail": ("systems", "mail"),
    "mark-phone": ("carriers", "phone"),
    "mark-flow": ("flows", 1),
}


def described(folder: Path, *path: str | int) -> Path:
    """The description with the part at this path reserved."""
    data = copy.deepcopy(DATA)
    part: Any = data
    for step in path:
        part = part[step]
    if path:
        part["reserve"] = SECRET
    (folder / "model.yaml").write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return folder


def all_that_a_client_sees(run: Run, folder: Path, audience: str = "client") -> str:
    said = [run("ask", folder, "--format", form).output for form in ("text", "html", "json")]
    said += [run("ask", folder, "--item", "notes").output]
    for form in ("text", "json", "dot"):
        said.append(run("trace", folder, "--item", "notes", "--format", form, "--audience", audience).output)
    for form in ("text", "json"):
        todo = run("todo", folder, "--format", form, "--audience", audience)
        assert todo.exit_code == 0, todo.output
        said.append(todo.output)
    for part in ([], ["--item", "notes"], ["--around", "file"], ["--by-organisation"]):
        run("map", folder, "-o", folder / "map.dot", "--audience", audience, *part)
        said.append((folder / "map.dot").read_text(encoding="utf-8"))
    return "".join(" ".join(text.split()) for text in said)


def test_every_mark_is_said_while_nothing_is_reserved(run: Run, tmp_path: Path) -> None:
    said = all_that_a_client_sees(run, described(tmp_path))
    assert {mark for mark in MARKS if mark not in said} <= {"mark-typist", "mark-collect"}  # of no interest to a client


@pytest.mark.parametrize("mark", MARKS)
def test_a_client_never_reads_what_is_reserved(run: Run, tmp_path: Path, mark: str) -> None:
    folder = described(tmp_path, *MARKS[mark])
    assert mark not in all_that_a_client_sees(run, folder)


@pytest.mark.parametrize("also", [[], ["other"]])
def test_a_reserved_purpose_of_a_use_is_left_out_of_what_a_client_sees(
    run: Run, tmp_path: Path, also: list[str]
) -> None:
    data = copy.deepcopy(DATA)
    data["purposes"]["secret-inquiry"] = {"plain": "mark-inquiry", "reserve": SECRET}
    used = ["secret-inquiry", *also]
    data["systems"]["file"]["collects"][0]["for"] = list(used)
    data["systems"]["file"]["derives"][0]["for"] = list(used)
    data["flows"][0]["for"] = list(used)
    (tmp_path / "model.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    said = all_that_a_client_sees(run, tmp_path)
    assert "inquiry" not in said

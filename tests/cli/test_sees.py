"""The commands sees and trace --routes: as text and JSON, for an officer and a client, and what they do not accept."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run, flat, printed, valid
from tests.cli.test_reserved import MARKS, described
from tests.renew_examples import ROUTES, SEES

BOTH = pytest.mark.parametrize("lang", ["nl", "en"])
EVERY = pytest.mark.parametrize("example", list(SEES))


@BOTH
@EVERY
class TestSees:
    def test_the_table_has_everybody_with_the_numbers_of_the_json(self, example: str, lang: str) -> None:
        command = ("sees", f"examples/{example}", "--lang", lang)
        result = printed(*command)
        assert (result.exit_code, result.stderr) == (0, "")
        found = valid("sees", printed(*command, "--format", "json").output)
        assert found["language"] == lang
        rows = re.split(r"^[├└].*$", result.output, flags=re.MULTILINE)
        cells = [[[cell.strip() for cell in line.split("│")[1:-1]] for line in row.splitlines() if "│" in line]
                 for row in rows]  # fmt: skip
        for seen in found["seen"]:
            assert (seen["items"], seen["unsure"], seen["logs"]) == (None, None, None)
            assert sum(count["kinds"] for count in seen["counts"]) == seen["kinds"]
            name = seen["role"] or seen["organisation"]
            told = [(row[0][1], row[0][3]) for row in cells if name in [line[0] for line in row]]
            assert (str(seen["kinds"]), str(len(seen["open"]))) in told

    def test_one_of_them_in_full(self, example: str, lang: str) -> None:
        table = valid("sees", printed("sees", f"examples/{example}", "--format", "json").output)
        for who in SEES[example]:
            command = ("sees", f"examples/{example}", *who, "--lang", lang)
            text = flat(printed(*command).output)
            found = valid("sees", printed(*command, "--format", "json").output)
            [seen] = found["seen"]
            if who[0] == "--role":
                [counted] = [one for one in table["seen"] if one["role"] == who[1]]
                assert (counted["kinds"], counted["counts"], counted["open"]) == (
                    seen["kinds"], seen["counts"], seen["open"],
                )  # fmt: skip
            assert len(seen["items"]) == seen["kinds"]
            assert all(flat(one["label"]) in text for one in seen["items"])
            assert all(one["ways"] for one in seen["items"])
            nodes = {way["node"] for one in seen["items"] for way in one["ways"]}
            assert {log["node"] for log in seen["logs"]} == nodes

    def test_never_says_that_somebody_cannot_see_something(self, example: str, lang: str) -> None:
        """No list in the examples is complete everywhere, so nothing closes."""
        cannot = re.compile(
            r"niets zien|kan(?: dit| dat)? niet|cannot|sees nothing|meer staat er niet|no more in", re.I
        )
        for who in ((), *SEES[example]):
            assert not cannot.search(flat(printed("sees", f"examples/{example}", *who, "--lang", lang).output))

    def test_has_no_colour_outside_a_terminal_and_fits(self, example: str, lang: str) -> None:
        for who in ((), *SEES[example]):
            output = printed("sees", f"examples/{example}", *who, "--lang", lang).output
            assert "\x1b" not in output
            assert not re.search(r"[ \t]$", output, re.MULTILINE)
            assert all(len(line) <= 100 for line in output.splitlines())


COMPLETE = """
model: 1
name: A team
owner: team
organisations: {team: {kind: welfare}, council: {kind: municipality}}
roles: {worker: {of: team}, clerk: {of: council}}
items: {notes: {category: free-text}}
systems:
  file:
    collects: [{items: notes, from: client}]
    access: [{role: worker, can: read}]
    access-complete: {on: 2026-10-01, by: worker}
    log: {kept: no}
"""


@BOTH
def test_with_complete_lists_it_says_that_there_is_no_more(run: Run, tmp_path: Path, lang: str) -> None:
    (tmp_path / "model.yaml").write_text(COMPLETE, encoding="utf-8")
    worker, clerk = (flat(run("sees", tmp_path, "--role", role, "--lang", lang).output) for role in ("worker", "clerk"))
    assert {"nl": "Meer staat er niet in de beschrijving", "en": "There is no more in the description"}[lang] in worker
    assert {"nl": "kijken zijn compleet verklaard", "en": "look are declared complete"}[lang] in clerk
    assert {"nl": "hier geen logboek van", "en": "there is no log of this"}[lang] in worker
    assert {"nl": "een andere vraag", "en": "another question"}[lang] in worker


class TestWhoHasLooked:
    @BOTH
    def test_every_state_in_a_trace(self, lang: str) -> None:
        command = ("trace", "examples/wijkteam", "--item", "health", "--lang", lang)
        text = flat(printed(*command).output)
        found = valid("trace", printed(*command, "--format", "json").output)
        logs = {reached["node"]: reached["log"] for reached in found["reached"]}
        assert {log["kept"] for log in logs.values()} == {"yes", "no", "unknown", "not-said"}
        file = logs["client-file"]
        assert (file["ask"], file["keeps"], file["shared"]) == ("privacy-officer", "5 years", ["front-desk"])
        backup = logs["client-file-backup"]
        assert (backup["finds_out"], backup["before"]) == ("vendor-helpdesk", "2026-12-15")
        said = {
            "nl": ("er echt heeft gekeken", "Dat logboek blijft 5 jaar", "geen logboek van: het programma om te testen",
                   "voor 15 december 2026"),
            "en": ("has really looked", "That log stays for 5 years", "no log of this: the program for tests",
                   "before 15 December 2026"),
        }  # fmt: skip
        assert all(part in text for part in said[lang])

    def test_only_a_no_in_the_description_is_told_as_no(self, run: Run, tmp_path: Path) -> None:
        for kept, told in (("no", True), ("unknown", False), ("not-applicable", False), (None, False)):
            log = f"    log: {{kept: {kept}}}\n" if kept else ""
            (tmp_path / "model.yaml").write_text(COMPLETE.replace("    log: {kept: no}\n", log), encoding="utf-8")
            output = run("trace", tmp_path, "--item", "notes", "--lang", "en").output
            assert ("there is no log of this" in flat(output)) is told


@BOTH
@EVERY
def test_routes_of_every_example(example: str, lang: str) -> None:
    for item, place in ROUTES[example]:
        command = ("trace", f"examples/{example}", "--item", item, "--routes", place, "--most", "60", "--lang", lang)
        result = printed(*command)
        assert (result.exit_code, result.stderr) == (0, "")
        found = valid("routes", printed(*command, "--format", "json").output)
        assert (found["item"], found["node"], found["end"]) == (item, place, "all")
        assert all(route["steps"][-1]["target"] == place for route in found["routes"])
        text = flat(result.output)
        assert all(f"{number}. {flat(route['words'])}" in text for number, route in enumerate(found["routes"], start=1))
        assert {"nl": "Aantal: ", "en": "Number: "}[lang] + f"{len(found['routes'])}." in text


class TestRoutes:
    COMMAND = ("trace", "examples/wijkteam", "--item", "name", "--routes", "work-phone", "--lang", "en")

    def test_no_more_than_asked_for(self) -> None:
        all_of_them = valid("routes", printed(*self.COMMAND, "--format", "json").output)["routes"]
        found = valid("routes", printed(*self.COMMAND, "--most", "6", "--format", "json").output)
        assert (found["end"], found["routes"]) == ("more", all_of_them[:6])
        assert "First routes: 6. There are more." in flat(printed(*self.COMMAND, "--most", "6").output)

    def test_from_one_beginning(self) -> None:
        found = valid("routes", printed(*self.COMMAND, "--at", "sign-up-form", "--format", "json").output)
        assert {route["steps"][0]["target"] for route in found["routes"]} == {"sign-up-form"}

    def test_none_is_no_no(self) -> None:
        result = printed("trace", "examples/wijkteam", "--item", "bsn", "--routes", "bkr", "--lang", "en")
        assert result.exit_code == 0
        assert "Still there may be one." in flat(result.output)

    def test_two_that_read_the_same_are_told_apart(self, run: Run, tmp_path: Path) -> None:
        flows = "flows:\n" + "".join(
            f"  - {{id: {name}, from: file, to: council, items: notes, mode: copy}}\n"
            for name in ("by-post", "by-hand")
        )
        (tmp_path / "model.yaml").write_text(COMPLETE + flows, encoding="utf-8")
        output = run("trace", tmp_path, "--item", "notes", "--routes", "council", "--lang", "en").output
        assert "flows: by-post" in output
        assert "flows: by-hand" in output

    def test_tells_of_places_inside_an_organisation(self) -> None:
        command = ("trace", "examples/wijkteam", "--item", "debts", "--routes", "gemeente", "--lang", "en")
        found = valid("routes", printed(*command, "--format", "json").output)
        assert found["inside"]
        assert "places of this organisation itself" in flat(printed(*command).output)

    def test_when_it_has_tried_too_much(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "model.yaml").write_text(maze(), encoding="utf-8")
        result = run("trace", tmp_path, "--item", "notes", "--routes", "council", "--lang", "nl")
        assert result.exit_code == 0
        assert "gestopt na 100.000 stappen: misschien is er een" in flat(result.output)


def maze() -> str:
    """Places that all send to each other, and an end that only clients of another area come to."""
    names = [f"p-{number}" for number in range(11)]
    sends = [(one, other) for one in names for other in names if one != other]
    flows = [f"  - {{from: {one}, to: {other}, items: all, mode: copy}}" for one, other in sends]
    flows.append("  - {from: file, to: p-0, items: all, mode: copy, scope: north}")
    flows.append("  - {from: p-9, to: council, items: all, mode: copy, scope: south}")
    places = "".join(f"  {name}: {{}}\n" for name in names)
    scopes = "scopes: {north: {division: area}, south: {division: area}}\n"
    return COMPLETE + places + scopes + "flows:\n" + "\n".join(flows) + "\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("sees", "examples/wijkteam", "--role", "interm"), "Did you mean: intern"),
        (("sees", "examples/wijkteam", "--organisation", "gemente"), "Did you mean: gemeente"),
        (("sees", "examples/wijkteam", "--role", "xxxxxxxx"), "Choose from: application-manager"),
        (("sees", "examples/wijkteam", "--role", "intern", "--organisation", "gemeente"), "Choose one of these"),
        (("trace", "examples/wijkteam", "--item", "name", "--routes", "work-fone"), "Did you mean: work-phone"),
        (("trace", "examples/wijkteam", "--item", "naam", "--routes", "work-phone"), 'no item "naam"'),
        (("trace", "examples/wijkteam", "--item", "name", "--routes", "laptop", "--at", "x"), 'no place "x"'),
        (("trace", "examples/wijkteam", "--item", "name", "--routes", "laptop", "--most", "0"), "from 1 to 1000"),
        (("trace", "examples/wijkteam", "--item", "name", "--most", "5"), "Add --routes"),
        (("trace", "examples/wijkteam", "--item", "name", "--routes", "laptop", "--format", "svg"), "not as svg"),
    ],
)
def test_what_it_does_not_understand(run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments, "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in flat(result.stderr)


@pytest.mark.parametrize("mark", MARKS)
def test_a_client_never_reads_what_is_reserved(run: Run, tmp_path: Path, mark: str) -> None:
    folder = described(tmp_path, *MARKS[mark])
    for form in ("text", "json"):
        for who in ((), ("--role", "helper"), ("--organisation", "team")):
            assert mark not in flat(run("sees", folder, *who, "--audience", "client", "--format", form).output)
        for place in ("file", "team"):
            routes = run("trace", folder, "--item", "notes", "--routes", place, "--format", form)
            assert routes.exit_code == 0
            assert mark not in flat(routes.output)


def test_an_officer_reads_what_is_reserved() -> None:
    safe = re.compile(r"\bveilig thuis|zorgen over de veiligheid")
    command = ("sees", "examples/wijkteam", "--role", "team-lead", "--lang", "nl")
    assert safe.search(flat(printed(*command).output))
    assert not safe.search(flat(printed(*command, "--audience", "client").output))
    words = flat(printed(*command, "--audience", "client").output)
    assert "AVG art." not in words


LIMITED = """
model: 1
name: Invented
owner: team
organisations: {team: {kind: welfare}}
roles: {helper: {of: team, plain: {nl: een helper, en: a helper}}}
items: {notes: {category: free-text}}
scopes: {debts: {plain: {nl: als u schulden hebt, en: if you have debts}}}
systems:
  file:
    kind: mailbox
    controller: team
    processor: team
    collects: [{items: notes, from: client}]
    access: [{role: helper, can: read, when: all, scope: [debts], if: {nl: als u dat vraagt, en: if you ask for it}}]
"""


@BOTH
@pytest.mark.parametrize(
    "command", [("trace", "--item", "notes"), ("sees", "--role", "helper"), ("loss", "--role", "helper")]
)
def test_of_which_clients_an_access_is_stands_for_all_clients(
    run: Run, tmp_path: Path, lang: str, command: tuple[str, ...]
) -> None:
    (tmp_path / "model.yaml").write_text(LIMITED, encoding="utf-8")
    name, *options = command
    text = run(name, tmp_path, *options, "--lang", lang).output
    said = " ".join(re.sub(r"[│┃]", " ", text).split())
    assert {"nl": "alle cliënten", "en": "all clients"}[lang] not in said
    for words in {"nl": ("schulden", "dat vraagt"), "en": ("have debts", "ask for")}[lang]:
        assert words in said
    found = json.loads(run(name, tmp_path, *options, "--lang", lang, "--format", "json").output)
    assert '"groups": ["debts"]' in json.dumps(found)


@BOTH
@pytest.mark.parametrize("command", [("trace", "--item", "notes"), ("sees", "--role", "other")])
def test_for_whom_it_is_not_written_down_who_can_look(
    run: Run, tmp_path: Path, lang: str, command: tuple[str, ...]
) -> None:
    (tmp_path / "model.yaml").write_text(LIMITED.replace("roles: {", "roles: {other: {of: team}, "), encoding="utf-8")
    name, *options = command
    text = run(name, tmp_path, *options, "--lang", lang).output
    said = " ".join(re.sub(r"[│┃]", " ", text).split())
    assert {"nl": "er is alleen", "en": "it is only"}[lang] in said
    assert '"beside": ["debts"]' in json.dumps(json.loads(run(name, tmp_path, *options, "--format", "json").output))
    assert {"nl": "niemand schreef op wie", "en": "nobody wrote down who"}[lang] not in said

"""The commands erase and loss: as text and JSON, for every example, and for what they do not understand."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from auditor import loss as losses
from auditor.exporters.loss import loss_out
from auditor.exporters.say import Speaker
from auditor.importers import load
from auditor.model import View
from auditor.texts.gate import check
from auditor.traces import Traces
from tests.cli.conftest import ROOT, Run, flat, printed, valid
from tests.cli.test_reserved import MARKS, described, names_it

BOTH = pytest.mark.parametrize("lang", ["nl", "en"])
EXAMPLES = ("geldpunt", "mano", "pasq", "wijkteam")
EVERY = pytest.mark.parametrize("example", EXAMPLES)
OF_WIJKTEAM = (
    ("--place", "work-phone"), ("--place", "notebook"), ("--place", "client-file"), ("--flow", "to-hours"),
    ("--flow", "insurer"), ("--vendor", "datahal"), ("--vendor", "vriendenplein"), ("--role", "team-lead"),
)  # fmt: skip


@cache
def traces_of(example: str) -> Traces:
    """Of an officer, as the commands have them."""
    return Traces(load(ROOT / "examples" / example))


def everything_of(example: str) -> list[tuple[str, str]]:
    """Every loss that a description can have."""
    view = View(load(ROOT / "examples" / example))
    found = [("--place", name) for name in view.places] + [("--flow", flow.id) for flow in view.flows]
    return found + [("--vendor", name) for name in view.organisations] + [("--role", name) for name in view.roles]


class TestErase:
    @BOTH
    @EVERY
    def test_every_example(self, example: str, lang: str) -> None:
        command = ("erase", f"examples/{example}", "--lang", lang)
        result = printed(*command)
        assert (result.exit_code, result.stderr) == (0, "")
        found = valid("erase", printed(*command, "--format", "json").output)
        said = flat(result.output)
        assert (found["language"], found["item"]) == (lang, None)
        assert found["steps"]
        for step in found["steps"]:
            assert all(flat(word) in said for word in step["words"])
            assert all(at.split(" ")[0] in said for at in step["at"][:2])
        assert all(flat(one["said"]) in said for one in found["before"])
        assert all(flat(one["words"]) in said for one in found["notify"])
        assert all(flat(law["says"]) in said for law in found["laws"])
        assert not any(line.endswith(" ") for line in result.output.splitlines())

    @BOTH
    def test_what_is_still_to_be_checked_is_marked_for_an_officer_and_kept_from_a_client(self, lang: str) -> None:
        for audience in ("officer", "client"):
            command = ("erase", "examples/wijkteam", "--lang", lang, "--audience", audience, "--format", "json")
            laws = valid("erase", printed(*command).output)["laws"]
            assert [law["law"] for law in laws if law["status"] == "to-check" and audience == "client"] == []
            mark = {"nl": "(nog na te kijken)", "en": "(still to be checked)"}[lang]
            assert all(mark in law["cited"] for law in laws if law["status"] == "to-check")

    @BOTH
    def test_the_right_to_destruction_of_a_professional_file_is_named(self, lang: str) -> None:
        said = flat(printed("erase", "examples/wijkteam", "--item", "talk-notes", "--lang", lang).output)
        for article in ("Wmo art. 5.3.5", "Jeugdwet art. 7.3.9", "AVG art. 17(3)(b)", "AVG art. 19"):
            assert article in said

    @BOTH
    def test_veilig_thuis_is_for_an_officer_only(self, lang: str) -> None:
        for form in ("text", "json"):
            command = ("erase", "examples/wijkteam", "--lang", lang, "--format", form)
            assert names_it(printed(*command).output)
            # the Wmo itself speaks of Veilig Thuis: what a law says is no secret
            said = _without_laws(printed(*command, "--audience", "client").output, form)
            assert not names_it(said)

    def test_a_place_is_told_once_and_what_holds_for_all_of_it_once(self) -> None:
        command = ("erase", "examples/wijkteam", "--lang", "en")
        steps = json.loads(printed(*command, "--format", "json").output)["steps"]
        said = printed(*command).output
        part = re.search(r"  \d+\. our program\n(.*?)\n\n", said, re.DOTALL)
        assert part
        assert len([step for step in steps if step["node"] == "client-file"]) > 2
        assert flat(part[1]).count(flat("Wmo art. 5.3.4, if you get help at home")) == 1
        assert len(re.findall(r"^  \d+\. ", said, re.MULTILINE)) == len({step["node"] for step in steps})

    @BOTH
    def test_in_which_cases_somebody_may_remove_it_is_told(self, run: Run, tmp_path: Path, lang: str) -> None:
        file = tmp_path / "model.yaml"
        file.write_text(_LIMITED, encoding="utf-8")
        said = flat(run("erase", file, "--lang", lang).output)
        for words in {
            "nl": ["uw helper (alleen bij een storing en als u geld leent)", "een bezoeker (wanneer is onbekend)",
                   "de balie (wanneer, schreef niemand op)", "het kan hier weer komen vanuit de lijst",
                   "waar dit voor is, of op welke grond, is niet allemaal bekend"],
            "en": ["(only at an incident and", "(when is unknown)", "(when, nobody wrote down)",
                   "it can come here again from", "what this is for, or on which basis, is not all known"],
        }[lang]:  # fmt: skip
            assert flat(words) in said.lower()


@BOTH
def test_a_leak_at_a_company_is_told_once_for_places_that_are_alike(lang: str) -> None:
    command = ("loss", "examples/wijkteam", "--vendor", "softhuis", "--lang", lang)
    said = flat(printed(*command).output)
    found = json.loads(printed(*command, "--format", "json").output)
    assert len(found["spots"]) > 3
    assert len([one for one in found["tell"] if one["law"] == "avg-33-2"]) == 1
    [risk] = [ask for ask in found["asks"] if ask["ask"] == "high-risk"]
    assert all(said.count(flat(fact)) == 1 for fact in risk["facts"])


_LIMITED = """\
model: 1
name: A team
owner: team
organisations: {team: {kind: welfare}}
roles:
  helper: {of: team, plain: {nl: uw helper, en: your helper}}
  visitor: {of: team, plain: {nl: een bezoeker, en: a visitor}}
  desk: {of: team, plain: {nl: de balie, en: the desk}}
  boss: {of: team}
items: {notes: {category: free-text}}
scopes: {loans: {plain: {nl: als u geld leent, en: if you borrow money}}}
systems:
  file:
    kind: mailbox
    controller: team
    collects: [{items: notes, from: client}]
    keeps: [{items: all, term: 1 year, starts: end-of-help, then: delete, set-up: automatic}]
    access:
      - {role: helper, can: delete, when: incident, scope: [loans]}
      - {role: visitor, can: delete, when: unknown}
      - {role: desk, can: delete}
      - {role: boss, can: delete, when: all}
  list:
    plain: {nl: de lijst, en: the list}
    kind: spreadsheet
    controller: team
flows:
  - {from: file, to: list, items: all, mode: copy}
  - {from: list, to: file, items: all, mode: copy}
"""


def _without_laws(text: str, form: str) -> str:
    if form == "json":
        return json.dumps({key: value for key, value in json.loads(text).items() if key != "laws"}, ensure_ascii=False)
    return re.split("Wat de wet zegt|What the law says", text)[0]


class TestLoss:
    @BOTH
    @pytest.mark.parametrize(("option", "name"), OF_WIJKTEAM)
    def test_says_all_that_the_json_has(self, option: str, name: str, lang: str) -> None:
        command = ("loss", "examples/wijkteam", option, name, "--lang", lang)
        result = printed(*command)
        assert (result.exit_code, result.stderr) == (0, "")
        found = valid("loss", printed(*command, "--format", "json").output)
        said = flat(result.output)
        assert (found["kind"], found["about"]) == (option.removeprefix("--"), name)
        sentences = [*found["first_aid"], *found["unknown"], *(one["said"] for one in found["tell"])]
        sentences += [fact for ask in found["asks"] for fact in (ask["said"], *ask["facts"])]
        assert all(flat(sentence) in said for sentence in sentences)
        assert all(item["label"].lower() in said.lower() for item in found["items"])
        assert not any(line.endswith(" ") for line in result.output.splitlines())

    @EVERY
    def test_every_loss_of_every_example(self, example: str) -> None:
        every = everything_of(example)
        for option, name in every if example != "wijkteam" else every[::30]:
            for lang in ("nl", "en"):
                command = ("loss", f"examples/{example}", option, name, "--lang", lang)
                assert printed(*command).exit_code == 0, (option, name)
                valid("loss", printed(*command, "--format", "json").output)

    @BOTH
    def test_the_72_hours_and_the_change_that_is_no_law_yet(self, lang: str) -> None:
        said = flat(printed("loss", "examples/wijkteam", "--place", "work-phone", "--lang", lang).output)
        assert "72" in said
        pending = {"nl": "het is nog geen wet en nog na te kijken", "en": "it is no law yet and still to be checked"}
        before, _, change = said.partition(pending[lang])
        assert "96" in change.split("•")[0]
        assert "96" not in before

    @BOTH
    def test_a_proposal_that_nobody_checked_is_not_for_clients(self, lang: str) -> None:
        command = ("loss", "examples/wijkteam", "--place", "work-phone", "--lang", lang, "--audience", "client")
        assert "96" not in printed(*command).output

    @BOTH
    @EVERY
    def test_the_first_aid_is_plain(self, example: str, lang: str) -> None:
        """A worker reads it in the street: the same gate as for a client, but for names and how to reach them."""
        traces = traces_of(example)
        speaker = Speaker(traces.view, lang)
        for place in traces.view.own_places:
            told = loss_out(losses.of_place(traces, place), speaker).model_dump_json(exclude_unset=True)
            said = [line for line in valid("loss", told)["first_aid"] if not re.search(r"[@\d]", line)]
            report = check(" ".join(said), lang, names=_labels(traces.view, lang))
            assert report.ok, (place, str(report))

    @pytest.mark.parametrize("form", ["text", "json"])
    @pytest.mark.parametrize("given", [(), ("--place", "x", "--role", "y")])
    def test_exactly_one_thing_is_lost(self, run: Run, form: str, given: tuple[str, ...]) -> None:
        result = run("loss", "examples/mano", *given, "--format", form)
        assert result.exit_code == 2
        assert "--place, --flow, --vendor, --role" in result.stderr


def _labels(view: View, lang: str) -> list[str]:
    return [said for role in view.roles.values() if role.plain and (said := role.plain.said_in(lang))]


@pytest.mark.parametrize(
    ("command", "near"),
    [
        (("erase", "--item", "nothing"), "report"),
        (("loss", "--place", "nothing"), "database"),
        (("loss", "--flow", "nothing"), "app-to-database"),
        (("loss", "--vendor", "nothing"), "microsoft"),
        (("loss", "--role", "nothing"), "helper"),
    ],
)
@BOTH
def test_a_name_that_is_not_there_is_told_with_those_that_are(
    run: Run, command: tuple[str, ...], near: str, lang: str
) -> None:
    result = run(command[0], "examples/mano", *command[1:], "--lang", lang)
    assert (result.exit_code, result.stdout) == (2, "")
    assert '"nothing"' in result.stderr
    assert near in result.stderr


@pytest.mark.parametrize("command", ["erase", "loss"])
def test_a_broken_description(run: Run, command: str) -> None:
    arguments = ("--place", "x") if command == "loss" else ()
    result = run(command, "tests/broken.yaml", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "tests/broken.yaml:" in result.stderr


@pytest.mark.parametrize("mark", MARKS)
def test_a_client_never_reads_what_is_reserved(run: Run, tmp_path: Path, mark: str) -> None:
    folder = described(tmp_path, *MARKS[mark])
    losses = [("--place", name) for name in ("file", "mail", "phone")]
    losses += [("--vendor", name) for name in ("body", "keeper", "team")] + [("--role", "helper"), ("--role", "reader")]
    losses += [("--flow", name) for name in ("to-body", "to-mail", "to-phone")]
    for form in ("text", "json"):
        rest = ("--audience", "client", "--format", form)
        said = run("erase", folder, *rest).output
        said += "".join(run("loss", folder, *loss, *rest).output for loss in losses)
        assert mark not in flat(said)


def test_an_officer_reads_every_mark(run: Run, tmp_path: Path) -> None:
    """Or the test above would find nothing to keep from a client."""
    folder = described(tmp_path)
    said = run("erase", folder).output + run("loss", folder, "--place", "file").output
    for loss in (("--role", "reader"), ("--place", "phone"), ("--place", "mail"), ("--flow", "to-body")):
        said += run("loss", folder, *loss).output
    missing = {mark for mark in MARKS if mark not in flat(said)}
    assert missing <= {"mark-source", "mark-typist", "mark-other", "mark-collect", "mark-access", "mark-finder"}


def test_a_flow_with_an_id_is_also_named_by_its_ends(run: Run) -> None:
    by_id, by_ends = (
        run("loss", "examples/wijkteam", "--flow", name) for name in ("test-copy", "client-file>client-file-test")
    )
    assert by_id.exit_code == by_ends.exit_code == 0
    assert by_id.output == by_ends.output

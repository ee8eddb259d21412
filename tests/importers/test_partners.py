# ruff: noqa: E501 - small models on one line
"""A partner's description is joined: the trace crosses the border, and everything still knows where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from auditor.answers import ask, questions
from auditor.audit import audit
from auditor.errors import InvalidModel
from auditor.exporters import flow_map
from auditor.exporters.say import Speaker
from auditor.importers import load
from auditor.model import Audience
from auditor.model.model import Model
from auditor.traces import Status, Traces

TEAM: dict[str, Any] = {
    "model": 1,
    "name": "Team",
    "owner": "team",
    "organisations": {
        "team": {"kind": "welfare", "plain": {"nl": "ons team", "en": "our team"}},
        "gemeente": {"kind": "municipality", "plain": {"nl": "de gemeente", "en": "the council"}},
        "cbs": {"use": "cbs"},
    },
    "roles": {"helper": {"of": "team", "plain": {"nl": "uw hulpverlener", "en": "your helper"}}},
    "items": {"notes": {"category": "free-text"}, "bsn": {"category": "national-number"}},
    "systems": {
        "file": {
            "plain": {"nl": "ons programma", "en": "our program"},
            "controller": "team",
            "collects": [{"items": ["notes", "bsn"], "from": "client"}],
        },
    },
    "partners": {
        "council": {
            "at": "../council",
            "organisations": {"gemeente": "council", "team": "welfare-team"},
            "items": {"notes": "reports", "bsn": "bsn"},
        },
    },
    "flows": [{"from": "file", "to": "council/intake", "items": ["notes", "bsn"], "mode": "copy"}],
}  # fmt: skip
COUNCIL: dict[str, Any] = {
    "model": 1,
    "name": "Council",
    "owner": "council",
    "organisations": {
        "council": {"kind": "municipality", "plain": {"nl": "wij", "en": "we"}},
        "welfare-team": {"kind": "welfare"},
        "statistics": {"use": "cbs"},
        "vendor": {"plain": {"nl": "het bedrijf", "en": "the company"}},
    },
    "roles": {"clerk": {"of": "council", "plain": {"nl": "de ambtenaar", "en": "the official"}}},
    "scopes": {"wmo": {"plain": {"nl": "als u Wmo krijgt", "en": "if you get Wmo"}}},
    "items": {"reports": {"category": "free-text"}, "bsn": {"category": "national-number"}, "score": {"category": "free-text"}},
    "systems": {
        "intake": {
            "plain": {"nl": "het loket", "en": "the desk"},
            "controller": "council",
            "processor": "vendor",
            "collects": [{"items": "reports", "from": "observed"}],
            "derives": [{"item": "score", "out-of": "reports"}],
            "access": [{"role": "clerk", "can": "read"}],
            "keeps": [{"items": "all", "term": "5 years", "starts": "end-of-help"}],
        },
    },
    "flows": [
        {"id": "figures", "from": "intake", "to": "statistics", "items": ["score", "bsn"], "mode": "copy", "scope": "wmo"},
        {"from": "intake", "to": "vendor", "items": "reports", "mode": "view"},
    ],
}  # fmt: skip


def write(folder: Path, **models: dict[str, Any]) -> None:
    for name, data in models.items():
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "model.yaml").write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")


@pytest.fixture
def joined(tmp_path: Path) -> Model:
    write(tmp_path, team=TEAM, council=COUNCIL)
    return load(tmp_path / "team")


def reached(model: Model, item: str) -> dict[str, Status]:
    return {node: found.status for node, found in Traces(model).of(item).reached.items()}


def test_the_trace_goes_on_inside_the_partner(joined: Model) -> None:
    assert reached(joined, "notes") == {
        "file": Status.ALWAYS, "council/intake": Status.ALWAYS, "council/vendor": Status.ALWAYS, "cbs": Status.ALWAYS,
    }  # fmt: skip
    assert Traces(joined).of("bsn").reached["cbs"].best.groups == {"council/wmo"}


def test_readers_and_terms_of_the_partner_count(joined: Model) -> None:
    traces = Traces(joined)
    trace = traces.of("notes")
    assert "council/clerk" in {reader.role for reader in traces.readers(trace)}
    assert "council/intake" in {clock.node for clock in traces.clocks(trace)}


def test_what_both_have_has_one_name(joined: Model) -> None:
    assert set(joined.organisations) == {"team", "gemeente", "cbs", "council/vendor"}
    assert joined.systems["council/intake"].controller == ("gemeente",)
    assert set(joined.items) == {"notes", "bsn", "council/score"}
    assert [flow.id for flow in joined.flows] == [None, "council/figures", None]


def test_everything_still_knows_where_it_stands(joined: Model, tmp_path: Path) -> None:
    at = joined.locate(("systems", "council/intake", "access", 0, "role"))
    assert at is not None
    assert Path(at.file).resolve() == tmp_path / "council" / "model.yaml"
    flow = joined.locate(("flows", 1, "items"))
    assert flow is not None
    assert Path(flow.file).resolve() == tmp_path / "council" / "model.yaml"
    assert joined.is_own(("flows", 0))
    assert not joined.is_own(("flows", 1, "items"))
    assert not joined.is_own(("systems", "council/intake"))


def test_what_the_partner_collects_itself_does_not_begin_with_us(joined: Model) -> None:
    assert [arrival.node for arrival in Traces(joined).of("notes").origins] == ["file"]


def test_what_comes_to_us_from_a_partner_begins_there(tmp_path: Path) -> None:
    back = {
        **COUNCIL,
        "systems": {**COUNCIL["systems"], "other": {"collects": [{"items": "reports", "from": "client"}]}},
    }
    ours = {**TEAM, "systems": {"file": {"controller": "team"}}}
    ours["flows"] = [{"from": "council/intake", "to": "file", "items": "notes", "mode": "copy"}]
    write(tmp_path, team=ours, council=back)
    trace = Traces(load(tmp_path / "team")).of("notes")
    assert [arrival.node for arrival in trace.origins] == ["council/intake"]
    assert {"file", "council/intake"} <= set(trace.reached)
    assert "council/other" not in trace.reached


def test_findings_are_about_our_own_part(joined: Model) -> None:
    found = audit(joined)
    assert found.findings
    assert all(any(map(joined.is_own, finding.rests_on)) for finding in found.findings)
    assert "retention-missing@council/intake" not in {finding.id for finding in found.findings}
    assert (found.places, found.flows) == (1, 1)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_client_hears_of_the_partner_in_its_own_words(joined: Model, language: str) -> None:
    traces = Traces(joined, Audience.CLIENT)
    speaker = Speaker(traces.view, language)
    said = []
    for question in questions(traces.view):
        answer = ask(traces, question.id)
        for sentence in (*answer.answer, *answer.facts, *answer.can_do, *answer.unknown):
            said += [speaker.sentence(sentence), *speaker.bullets(sentence)]
    text = "\n".join(said)
    assert {"nl": "het loket", "en": "the desk"}[language] in text
    assert "council/" not in text


def test_the_map_shows_the_partner(joined: Model) -> None:
    traces = Traces(joined)
    drawn = flow_map.picture(flow_map.whole(traces.view), Speaker(traces.view, "en"), "svg")
    assert b"the desk" in drawn


def test_two_descriptions_can_name_each_other(tmp_path: Path) -> None:
    back = {
        **COUNCIL,
        "partners": {"welfare": {"at": "../team", "organisations": {"welfare-team": "team"}, "items": {"reports": "notes"}}},
        "flows": [*COUNCIL["flows"], {"from": "intake", "to": "welfare/file", "items": "reports", "mode": "copy"}],
    }  # fmt: skip
    write(tmp_path, team=TEAM, council=back)
    ours = load(tmp_path / "team")
    assert {flow.to for flow in ours.flows} >= {"file", "council/intake"}
    theirs = load(tmp_path / "council")
    assert set(reached(theirs, "reports")) >= {"intake", "welfare/file"}
    assert set(load(tmp_path / "team" / "model.yaml").systems) == set(ours.systems)


def test_a_chain_of_partners(tmp_path: Path) -> None:
    region = {
        "model": 1, "name": "Region", "owner": "region", "organisations": {"region": {}}, "items": {"text": {"category": "free-text"}},
        "systems": {"hub": {}},
    }  # fmt: skip
    council = {
        **COUNCIL,
        "partners": {"region": {"at": "../region", "items": {"reports": "text"}}},
        "flows": [{"from": "intake", "to": "region/hub", "items": "reports", "mode": "copy"}],
    }
    write(tmp_path, team=TEAM, council=council, region=region)
    model = load(tmp_path / "team")
    assert set(reached(model, "notes")) == {"file", "council/intake", "council/region/hub"}
    assert "council/region/text" not in model.items


def test_what_a_partner_reserves_stays_away_from_clients(tmp_path: Path) -> None:
    secret = {**COUNCIL, "systems": {"intake": {**COUNCIL["systems"]["intake"], "reserve": {"reason": "not yet"}}}}
    write(tmp_path, team=TEAM, council=secret)
    traces = Traces(load(tmp_path / "team"), Audience.CLIENT)
    assert set(traces.of("notes").reached) == {"file"}
    assert traces.view.anything_reserved


def test_a_partner_inside_our_own_folder_is_not_read_as_ours(tmp_path: Path) -> None:
    inside = {**TEAM, "partners": {"council": {**TEAM["partners"]["council"], "at": "council"}}}
    write(tmp_path, team=inside)
    write(tmp_path / "team", council=COUNCIL)
    assert "council/intake" in load(tmp_path / "team").systems


def test_equal_ids_are_the_same_only_when_somebody_says_so(tmp_path: Path) -> None:
    apart = {**TEAM, "partners": {"council": {"at": "../council", "items": {"notes": "reports"}}}}
    write(tmp_path, team=apart, council=COUNCIL)
    with pytest.raises(InvalidModel) as refused:
        load(tmp_path / "team")
    assert [problem.key for problem in refused.value.problems] == ["problem.item-at-partner"]
    same = {**TEAM, "partners": {"council": {"at": "../council", "items": "same"}}}
    same["flows"] = [{**TEAM["flows"][0], "items": "bsn"}]
    write(tmp_path, team=same)
    assert set(load(tmp_path / "team").items) == {"notes", "bsn", "council/reports", "council/score"}

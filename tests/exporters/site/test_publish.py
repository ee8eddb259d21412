"""Publishing into a folder: only what changed is written, nothing of others is touched, nothing is lost."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor.cli import main
from auditor.errors import AuditorError, WritesElsewhere
from auditor.exporters.site import kept
from auditor.exporters.site.kept import LIST
from auditor.exporters.site.publish import Wanted, languages, publish
from tests.exporters.site.made import URL

WANTED = Wanted(("nl",))
TEAM = """
model: 1
name: {name}
owner: {owner}
organisations: {{{owner}: {{plain: ons team}}}}
items:
  notes: {{category: talk-report, plain: het verslag}}
  plan: {{category: plan, plain: het plan}}
systems:
  file: {{plain: ons programma, collects: [{{items: {items}, from: client}}]}}
"""


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a run remembers stays out of the home of whoever runs the tests."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


def team(folder: Path, owner: str = "team", name: str = "Team", items: str = "[notes, plan]") -> Path:
    file = folder / f"{owner}.yaml"
    file.write_text(TEAM.format(owner=owner, name=name, items=items), encoding="utf-8")
    return file


def tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def times(folder: Path) -> dict[str, int]:
    return {str(file.relative_to(folder)): file.stat().st_mtime_ns for file in folder.rglob("*") if file.is_file()}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["publish", "--jobs", "1", *map(str, arguments)], catch_exceptions=False)


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    file, to = team(tmp_path), tmp_path / "site"
    first = publish([file], to, WANTED)
    before = times(to)
    second = publish([file], to, WANTED)
    assert times(to) == before
    assert (first.change.same, second.change.written, second.change.removed) == (0, 0, 0)
    assert second.change.same == first.change.written
    assert second.change.size == sum(len(content) for name, content in tree(to).items() if LIST not in name)


def test_a_run_that_remembers_nothing_makes_the_same_and_writes_nothing(tmp_path: Path, cache: Path) -> None:
    file, to = team(tmp_path), tmp_path / "site"
    publish([file], to, WANTED)
    before = times(to)
    (remembered,) = (cache / "auditor").iterdir()
    remembered.write_text("nothing")
    publish([file], to, WANTED)
    assert times(to) == before


def test_a_run_that_cannot_remember_still_publishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "no-folder").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "no-folder"))
    assert publish([team(tmp_path)], tmp_path / "site", WANTED).folders == ("team",)


def test_what_is_published_does_not_tell_that_something_reserved_changed(tmp_path: Path) -> None:
    file, to = team(tmp_path), tmp_path / "site"
    secret = "  hidden: {{plain: verstopplek, reserve: {{reason: {reason}}}}}\n"
    text = file.read_text("utf-8")
    file.write_text(text + secret.format(reason="onderzoek"), encoding="utf-8")
    publish([file], to, WANTED)
    before, seen = tree(to), times(to)
    file.write_text(text + secret.format(reason="een ander onderzoek"), encoding="utf-8")
    publish([file], to, WANTED)
    assert tree(to) == before
    assert times(to) == seen


def test_a_comment_or_another_order_writes_nothing(tmp_path: Path) -> None:
    file, to = team(tmp_path), tmp_path / "site"
    publish([file], to, WANTED)
    before = times(to)
    file.write_text(f"# a comment\n{file.read_text('utf-8')}", encoding="utf-8")
    publish([file], to, WANTED)
    assert times(to) == before


def test_a_change_writes_only_the_pages_that_say_it(tmp_path: Path) -> None:
    file, to = team(tmp_path), tmp_path / "site"
    publish([file], to, WANTED)
    before = tree(to)
    file.write_text(file.read_text("utf-8").replace("het plan", "uw plan"), encoding="utf-8")
    change = publish([file], to, WANTED).change
    after = tree(to)
    changed = {name for name in after if after[name] != before.get(name)} - {f"team/{LIST}", LIST}
    assert change.written == len(changed)
    assert "team/nl/about-plan.html" in changed
    assert "team/nl/can-i-decide-at-16.html" not in changed


def test_the_page_of_something_that_is_gone_goes(tmp_path: Path) -> None:
    file, to = team(tmp_path), tmp_path / "site"
    publish([file], to, WANTED)
    text = file.read_text("utf-8")
    file.write_text(text.replace("  plan: {category: plan, plain: het plan}\n", "").replace("notes, plan", "notes"))
    change = publish([file], to, WANTED).change
    assert change.removed == 2
    assert not (to / "team/nl/about-plan.html").exists()
    assert not (to / "team/nl/map-plan.svg").exists()


def test_a_page_that_somebody_removed_or_changed_comes_back(tmp_path: Path) -> None:
    file, to = team(tmp_path), tmp_path / "site"
    publish([file], to, WANTED)
    before = tree(to)
    (to / "team/nl/how-long.html").unlink()
    (to / "team/nl/who-can-see.html").write_text("gone")
    change = publish([file], to, WANTED).change
    assert tree(to) == before
    assert change.written == 2


def test_other_files_in_the_folder_stay(tmp_path: Path) -> None:
    file, to = team(tmp_path), tmp_path / "site"
    (to / "team").mkdir(parents=True)
    (to / "about-us.html").write_text("ours")
    (to / "team" / "photo.jpg").write_text("ours")
    publish([file], to, WANTED)
    publish([], to, WANTED, prune=True)
    assert tree(to / "team") == {"photo.jpg": b"ours"}
    assert (to / "about-us.html").read_text() == "ours"


@pytest.mark.parametrize("name", ["index.html", "team/nl/how-long.html", "team/_/style.css"])
def test_a_file_of_others_in_the_way_stops_it_before_anything_is_written(tmp_path: Path, name: str) -> None:
    file, to = team(tmp_path), tmp_path / "site"
    (to / name).parent.mkdir(parents=True)
    (to / name).write_text("ours")
    found = run(file, "-o", to, "--lang", "en")
    assert found.exit_code == 2
    assert "Nothing was written" in found.output
    assert (to / name).read_text() == "ours"
    assert set(tree(to)) == {name}


@pytest.mark.parametrize("link", ["team", "team/nl", "team/nl/how-long.html"])
def test_nothing_is_written_through_a_link(tmp_path: Path, link: str) -> None:
    file, to, elsewhere = team(tmp_path), tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (to / link).parent.mkdir(parents=True)
    (to / link).symlink_to(elsewhere if "." not in link else elsewhere / "page.html")
    (refused,) = publish([file], to, WANTED).refused
    assert isinstance(refused.error, WritesElsewhere)
    assert list(elsewhere.iterdir()) == []


def test_a_run_that_was_broken_off_is_finished_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, to = team(tmp_path), tmp_path / "site"
    put, count = kept._put, 0

    def breaks(file: Path, content: bytes) -> None:
        nonlocal count
        count += 1
        if count == 20:
            raise KeyboardInterrupt
        put(file, content)

    monkeypatch.setattr(kept, "_put", breaks)
    with pytest.raises(KeyboardInterrupt):
        publish([file], to, WANTED)
    monkeypatch.undo()
    publish([file], to, WANTED)
    publish([file], tmp_path / "other", WANTED)
    assert tree(to) == tree(tmp_path / "other")


def test_a_list_that_somebody_changed_takes_nothing_away_elsewhere(tmp_path: Path) -> None:
    file, to = team(tmp_path), tmp_path / "site"
    publish([file], to, WANTED)
    outside = tmp_path / "precious.txt"
    outside.write_text("ours")
    said = json.loads((to / "team" / LIST).read_text())
    said["files"] |= {"../../precious.txt": [4, "x"], str(outside): [4, "x"]}
    (to / "team" / LIST).write_text(json.dumps(said))
    publish([file], to, WANTED)
    publish([], to, WANTED, prune=True)
    assert outside.read_text() == "ours"


def test_a_description_that_cannot_be_used_keeps_its_pages_and_the_others_are_published(tmp_path: Path) -> None:
    one, two, to = team(tmp_path, "one", "Een"), team(tmp_path, "two", "Twee"), tmp_path / "site"
    run(one, two, "-o", to)
    before = tree(to / "one")
    one.write_text("model: 1\nname: Een\nowner: nobody\n")
    two.write_text(two.read_text("utf-8").replace("Twee", "Drie"), encoding="utf-8")
    found = run(one, two, "-o", to, "--lang", "en")
    assert found.exit_code == 2
    assert "one.yaml:3:1" in found.output
    assert "1 description was not published" in found.output
    assert tree(to / "one") == before
    assert "Een" in (to / "index.html").read_text("utf-8")
    assert "Drie" in (to / "index.html").read_text("utf-8")


def test_where_nothing_could_be_published_nothing_is_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("model: 1\n")
    found = run(tmp_path / "broken.yaml", "-o", tmp_path / "site", "--lang", "en")
    assert found.exit_code == 2
    assert "Published" not in found.output
    assert not (tmp_path / "site").exists()


def test_who_is_not_given_stays_until_pruned(tmp_path: Path) -> None:
    one, two, to = team(tmp_path, "one"), team(tmp_path, "two"), tmp_path / "site"
    publish([one, two], to, WANTED, jobs=1)
    assert publish([two], to, WANTED).stay == ("one",)
    assert (to / "one" / "index.html").exists()
    assert "one/nl/index.html" in (to / "index.html").read_text("utf-8")
    publish([two], to, WANTED, prune=True)
    assert not (to / "one").exists()
    assert "one/nl/index.html" not in (to / "index.html").read_text("utf-8")


def test_two_descriptions_of_one_owner_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(AuditorError) as found:
        publish([team(tmp_path), team(tmp_path / "a")], tmp_path / "site", WANTED, jobs=1)
    assert found.value.key == "error.site-same-folder"
    assert not (tmp_path / "site").exists()


def test_two_processes_write_what_one_writes(tmp_path: Path) -> None:
    files = [team(tmp_path, name) for name in ("one", "two", "three")]
    publish(files, tmp_path / "a", WANTED, jobs=1)
    found = publish(files, tmp_path / "b", WANTED, jobs=2)
    assert found.folders == ("one", "two", "three")
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_an_error_from_another_process_is_told_as_it_is(tmp_path: Path) -> None:
    good, broken = team(tmp_path, "good"), team(tmp_path, "broken")
    broken.write_text("model: 1\ncolour: red\n")
    errors = [publish([good, broken], tmp_path / str(jobs), WANTED, jobs=jobs).refused[0].error for jobs in (1, 2)]
    assert errors[0].__dict__ == errors[1].__dict__


def test_our_own_languages_have_all_that_pages_say() -> None:
    assert languages()[:2] == ("nl", "en")


@pytest.mark.parametrize(
    "url", ["country.example", "ftp://a.example", "https://a.example/?q=1", "https://a.example/#x", "javascript:x", ""]
)
def test_what_is_no_address_is_refused(tmp_path: Path, url: str) -> None:
    found = run(team(tmp_path), "-o", tmp_path / "site", "--url", url)
    assert found.exit_code == 2
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("output", ["", " "])
def test_a_folder_without_a_name_is_refused(tmp_path: Path, output: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = tree(tmp_path)
    (tmp_path / "in").mkdir()
    found = run(team(tmp_path / "in"), "-o", output, "--lang", "en")
    assert found.exit_code == 2
    assert "Name the folder" in found.output
    assert set(tree(tmp_path)) - set(before) == {"in/team.yaml"}


def test_who_stops_it_reads_that_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("auditor.exporters.site.publish.publish", stopped)
    found = run(team(tmp_path), "-o", tmp_path / "site", "--lang", "en")
    assert found.exit_code == 130
    assert "Stopped. What is there is whole" in found.output


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_command_says_what_it_did(tmp_path: Path, lang: str) -> None:
    file, to = team(tmp_path), tmp_path / "site"
    first = run(file, "-o", to, "--lang", lang, "--url", URL[:-1], "--in", "en")
    assert first.exit_code == 0
    assert {"nl": "1 organisatie.", "en": "1 organisation."}[lang] in first.output
    assert (to / "en").exists() is False
    assert sorted(one.name for one in (to / "team").iterdir() if one.is_dir()) == ["_", "en"]
    assert f"{URL}team/en/index.html" in (to / "team" / "sitemap.xml").read_text("utf-8")
    again = run(file, "-o", to, "--lang", lang, "--url", URL, "--in", "en")
    assert {"nl": "nieuw of anders: 0", "en": "new or different: 0"}[lang] in again.output


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    to = tmp_path / "site"
    to.mkdir(mode=0o500)
    found = run(team(tmp_path), "-o", to)
    assert found.exit_code == 2

"""Saving: the whole new version, or the old one untouched."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from auditor import editor
from auditor.errors import AuditorError, CannotWrite, ChangedMeanwhile, InvalidModel, WritesElsewhere
from auditor.exporters.words import Words
from auditor.files import write
from auditor.importers import load

TEXT = "# Our team.\nmodel: 1\nname: Team # the name\nowner: team\norganisations: {team: {}}\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "model.yaml"
    path.write_bytes(TEXT.encode())
    return path


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def said(error: AuditorError) -> list[str]:
    return [Words(language).error(error) for language in ("nl", "en")]


NOBODY = 65534


@contextmanager
def _no_root(*paths: Path | str) -> Iterator[None]:
    """As a user who owns these and may not write everywhere: root may."""
    if os.geteuid() != 0:
        yield
        return
    for path in paths:
        os.chown(path, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


class TestSave:
    def test_the_new_text_and_the_one_before_it(self, file: Path) -> None:
        first = editor.read(file)
        second = editor.save(first, first.draft.set(("name",), "Ons team"))
        assert file.read_text() == TEXT.replace("Team #", "Ons team #")
        assert editor.previous(file).read_text() == TEXT
        editor.save(second, second.draft.set(("name",), "Derde"))
        assert "Derde" in file.read_text()
        assert editor.previous(file).read_text() == TEXT.replace("Team #", "Ons team #")
        assert names(file.parent) == ["model.yaml", "model.yaml~"]

    def test_the_previous_version_is_no_part_of_the_description(self, file: Path) -> None:
        saved = editor.read(file)
        editor.save(saved, saved.draft.set(("name",), "Ons team"))
        assert load(file.parent).name == "Ons team"

    def test_the_bytes_that_were_there(self, file: Path) -> None:
        content = "\ufeff# één\r\nmodel: 1\r\nname: 'Team'".encode()
        file.write_bytes(content)
        saved = editor.read(file)
        editor.save(saved, saved.draft.set(("name",), "Ons team"))
        assert file.read_bytes() == content.replace(b"'Team'", b"'Ons team'")
        assert editor.previous(file).read_bytes() == content

    def test_the_same_text_again_keeps_the_previous_version(self, file: Path) -> None:
        saved = editor.read(file)
        saved = editor.save(saved, saved.draft.set(("name",), "Ons team"))
        editor.save(saved, saved.draft)
        assert editor.previous(file).read_text() == TEXT

    @pytest.mark.skipif(sys.platform == "win32", reason="no modes")
    def test_the_mode_stays(self, file: Path) -> None:
        file.chmod(0o640)
        saved = editor.read(file)
        editor.save(saved, saved.draft.set(("name",), "Ons team"))
        assert stat.S_IMODE(file.stat().st_mode) == 0o640
        assert stat.S_IMODE(editor.previous(file).stat().st_mode) == 0o640

    @pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
    def test_nothing_is_written_through_a_link(self, file: Path, tmp_path: Path) -> None:
        (tmp_path / "here").mkdir()
        link = tmp_path / "here" / "linked.yaml"
        link.symlink_to(Path("..") / "model.yaml")
        saved = editor.read(link)
        with pytest.raises(WritesElsewhere):
            editor.save(saved, saved.draft.set(("name",), "Ons team"))
        assert link.is_symlink()
        assert file.read_text() == TEXT
        assert names(link.parent) == ["linked.yaml"]
        assert not editor.previous(file).exists()

    @pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
    def test_a_folder_may_be_a_link(self, file: Path, tmp_path: Path) -> None:
        (tmp_path / "linked").symlink_to(tmp_path)
        saved = editor.read(tmp_path / "linked" / file.name)
        editor.save(saved, saved.draft.set(("name",), "Ons team"))
        assert "Ons team" in file.read_text()
        assert editor.previous(file).read_text() == TEXT

    @pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
    def test_a_previous_version_that_is_a_link_is_not_followed(self, file: Path, tmp_path: Path) -> None:
        other = tmp_path / "other.txt"
        other.write_text("mine")
        editor.previous(file).symlink_to(other)
        saved = editor.read(file)
        editor.save(saved, saved.draft.set(("name",), "Ons team"))
        assert other.read_text() == "mine"
        assert editor.previous(file).read_text() == TEXT


class TestSomebodyElse:
    def test_a_file_that_changed_is_not_overwritten(self, file: Path) -> None:
        saved = editor.read(file)
        file.write_text(TEXT + "# from somebody else\n")
        with pytest.raises(ChangedMeanwhile) as refused:
            editor.save(saved, saved.draft.set(("name",), "Ons team"))
        assert all(str(file) in sentence for sentence in said(refused.value))
        assert file.read_text() == TEXT + "# from somebody else\n"
        assert names(file.parent) == ["model.yaml"]

    def test_a_file_that_is_gone_does_not_come_back(self, file: Path) -> None:
        saved = editor.read(file)
        file.unlink()
        with pytest.raises(ChangedMeanwhile):
            editor.save(saved, saved.draft.set(("name",), "Ons team"))
        assert names(file.parent) == []

    def test_a_save_of_an_older_version(self, file: Path) -> None:
        one, two = editor.read(file), editor.read(file)
        editor.save(one, one.draft.set(("name",), "One"))
        with pytest.raises(ChangedMeanwhile):
            editor.save(two, two.draft.set(("name",), "Two"))
        assert "One" in file.read_text()

    def test_of_many_at_once_one_wins(self, file: Path) -> None:
        start, results = threading.Barrier(8), []

        def work(number: int) -> None:
            saved = editor.read(file)
            start.wait()
            try:
                editor.save(saved, saved.draft.set(("name",), f"Team {number}"))
                results.append(number)
            except ChangedMeanwhile:
                pass

        threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(results) == 1
        assert f"Team {results[0]}" in file.read_text()
        assert editor.previous(file).read_text() == TEXT


def full(*_: Any, **__: Any) -> Any:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class TestNothingHalfWritten:
    @pytest.mark.parametrize("step", ["replace", "fsync"])
    def test_when_the_disk_fails(self, file: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
        saved = editor.read(file)
        with monkeypatch.context() as patch:
            patch.setattr(os, step, full)
            with pytest.raises(CannotWrite) as refused:
                editor.save(saved, saved.draft.set(("name",), "Ons team"))
        assert all(str(file) in sentence for sentence in said(refused.value))
        assert file.read_text() == TEXT
        assert names(file.parent) == ["model.yaml"]

    @pytest.mark.parametrize("number", [1, 2])
    def test_when_one_of_the_two_exchanges_fails(
        self, file: Path, monkeypatch: pytest.MonkeyPatch, number: int
    ) -> None:
        saved, calls, really = editor.read(file), [], os.replace

        def sometimes(*names: Any) -> None:
            calls.append(names)
            full() if len(calls) == number else really(*names)

        monkeypatch.setattr(os, "replace", sometimes)
        with pytest.raises(CannotWrite):
            editor.save(saved, saved.draft.set(("name",), "Ons team"))
        assert file.read_text() == TEXT
        assert names(file.parent) == ["model.yaml", *(["model.yaml~"] if number == 2 else [])]

    def test_when_somebody_stops_it(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def stopped(*_: Any) -> None:
            raise KeyboardInterrupt

        saved = editor.read(file)
        monkeypatch.setattr(os, "replace", stopped)
        with pytest.raises(KeyboardInterrupt):
            editor.save(saved, saved.draft.set(("name",), "Ons team"))
        assert file.read_text() == TEXT
        assert names(file.parent) == ["model.yaml"]

    def test_when_the_folder_is_gone(self, file: Path) -> None:
        saved = editor.read(file)
        file.unlink()
        file.parent.rmdir()
        with pytest.raises(CannotWrite):
            editor.save(saved, saved.draft.set(("name",), "Ons team"))

    def test_when_the_folder_may_not_be_written(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "model.yaml")
            file.write_text(TEXT)
            file.parent.chmod(0o500)
            try:
                with _no_root(folder, file):
                    saved = editor.read(file)
                    with pytest.raises(CannotWrite):
                        editor.save(saved, saved.draft.set(("name",), "Ons team"))
            finally:
                file.parent.chmod(0o700)
            assert file.read_text() == TEXT

    def test_when_writing_is_refused(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refused(*_: Any, **__: Any) -> Any:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

        saved = editor.read(file)
        monkeypatch.setattr(Path, "open", refused)
        with pytest.raises(CannotWrite):
            editor.save(saved, saved.draft.set(("name",), "Ons team"))
        assert names(file.parent) == ["model.yaml"]

    def test_when_the_disk_is_full(self, small_disk: Path) -> None:
        file = small_disk / "model.yaml"
        file.write_text(TEXT)
        saved = editor.read(file)
        with pytest.raises(CannotWrite) as refused:
            editor.save(saved, saved.draft.set(("name",), "x" * 300_000))
        assert refused.value.key == "error.cannot-write-full"
        assert file.read_text() == TEXT
        assert names(small_disk) == ["model.yaml"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB, where this user may have one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    try:
        made = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        made = False
    if not made:
        pytest.skip("no small disk can be made here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


class TestRead:
    @pytest.mark.parametrize(
        ("content", "key"),
        [(b"a: \xff", "problem.not-utf8"), (b"a: [", "problem.no-yaml"), (None, "problem.not-readable")],
    )
    def test_what_cannot_be_read(self, tmp_path: Path, content: bytes | None, key: str) -> None:
        path = tmp_path / "model.yaml"
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(InvalidModel) as refused:
            editor.read(path)
        assert [problem.key for problem in refused.value.problems] == [key]
        assert refused.value.problems[0].location
        for language in ("nl", "en"):
            assert Words(language).problem(refused.value.problems[0])


class TestWrite:
    def test_a_new_file_has_the_usual_mode(self, tmp_path: Path) -> None:
        (tmp_path / "usual").write_text("")
        write(tmp_path / "new", b"x")
        assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
    def test_a_device_is_written_to_and_stays_a_device(self) -> None:
        write(Path("/dev/null"), b"x")
        assert Path("/dev/null").is_char_device()
        with pytest.raises(CannotWrite):
            write(Path("/dev/full"), b"x")

    @pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
    @pytest.mark.parametrize("to", ["there", "nothing", "link", "/dev/null"])
    def test_a_link_is_refused_wherever_it_points(self, tmp_path: Path, to: str) -> None:
        (tmp_path / "there").write_text("theirs")
        (tmp_path / "link").symlink_to(to)
        with pytest.raises(WritesElsewhere) as refused:
            write(tmp_path / "link", b"x")
        assert refused.value.params["to"] == to
        assert names(tmp_path) == ["link", "there"]
        assert (tmp_path / "there").read_text() == "theirs"
        assert (tmp_path / "link").is_symlink()

    @pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
    def test_a_folder_that_leads_to_itself(self, tmp_path: Path) -> None:
        (tmp_path / "round").symlink_to("round")
        with pytest.raises(CannotWrite) as refused:
            write(tmp_path / "round" / "file", b"x")
        assert refused.value.key == "error.cannot-write-loop"

    def test_a_folder_is_no_file(self, tmp_path: Path) -> None:
        with pytest.raises(CannotWrite):
            write(tmp_path, b"x")
        assert names(tmp_path) == []

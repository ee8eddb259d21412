"""What must hold for whatever anybody puts in the files of a description.

`kept` looks at one set of files and raises `Broken` with the promise that was broken. The fuzzer calls it for every
input, and the tests for the inputs that once broke one.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from time import process_time

import click

from auditor.errors import MOST_PROBLEMS, InvalidModel
from auditor.exporters import checked
from auditor.exporters.words import Words
from auditor.importers import load, yaml_breaks, yaml_events, yaml_lines
from auditor.importers.yaml_file import _part
from auditor.model import Audience, Model
from auditor.model.build import build
from auditor.traces import Traces

LONGEST_MESSAGE = 2000
SMALL = 40
"""Places and flows of a model that is traced."""
LANGUAGES = tuple(Words(language) for language in ("nl", "en"))
HEAD = b"=== "
"""How a line of an input begins that names a file."""


class Broken(AssertionError):
    """A promise that was broken."""


def kept(files: Mapping[str, bytes], folder: Path, slow: float = 1) -> str:
    """Load the folder `own` of these files, and look at everything that was promised; what became of it.

    slow: how many times slower than usual this process is.
    """
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    own = folder / "own"
    own.mkdir(exist_ok=True)
    try:
        started = process_time()
        found = loaded(own)
        took = process_time() - started
        size = sum(map(len, files.values()))
        if took > slow * (0.5 + size / 20_000):
            raise Broken(f"{took:.1f} seconds for {size} bytes")
        if said(found) != said(loaded(own)):
            raise Broken("another answer the second time")
        for name, content in files.items():
            agree(content, name)
        if isinstance(found, InvalidModel):
            problems_are_told(found, folder)
            return "refused"
        written_and_read(found)
        if len(found.places) + len(found.flows) + len(found.items) <= SMALL:
            traced(found)
        return "model"
    finally:
        for path in folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def loaded(path: Path) -> Model | InvalidModel:
    try:
        return load(path)
    except InvalidModel as refused:
        return refused


def said(found: Model | InvalidModel) -> str:
    if isinstance(found, InvalidModel):
        return repr((found.problems, found.more))
    return repr((found, [found.locate(("flows", number)) for number in range(len(found.flows))]))


def problems_are_told(refused: InvalidModel, folder: Path) -> None:
    """Every problem stands somewhere, once, and can be said in a sentence that steers nothing."""
    if not 0 < len(refused.problems) <= MOST_PROBLEMS:
        raise Broken(f"{len(refused.problems)} problems")
    if len(set(map(str, refused.problems))) < len(refused.problems):
        raise Broken("a problem is told twice")
    for problem in refused.problems:
        at = problem.location
        if at is None and problem.key == "problem.no-files":
            continue
        if at is None or at.line < 1 or at.column < 1 or not at.file.startswith(str(folder)):
            raise Broken(f"a problem at {at}")
        if Path(at.file).is_file() and at.line > lines_of(Path(at.file)) + 1:
            raise Broken(f"a problem past the end, at {at}")
        for words in LANGUAGES:
            sentence = words.problem(problem)
            if len(sentence) > LONGEST_MESSAGE or not sentence.strip():
                raise Broken(f"a message of {len(sentence)} characters: {problem.key}")
    text = click.unstyle(checked.problems(refused, LANGUAGES[0]))
    if not text.replace("\n", "").isprintable():
        raise Broken("a message with something invisible")
    checked.check_out(None, refused.problems, [], LANGUAGES[1]).model_dump_json()


def lines_of(path: Path) -> int:
    return yaml_breaks.plain(path.read_bytes().decode("utf-8", "replace")).count("\n") + 1


def agree(content: bytes, name: str) -> None:
    """The quick reader says what the complete reader says, and knows where elements start."""
    try:
        text = content.decode("utf-8-sig")
        data, starts = yaml_lines.parse(text, lambda part: _part(part, name))
    except (UnicodeDecodeError, yaml_lines.Irregular):
        return
    try:
        whole, problems = yaml_events.parse(text, name)
    except yaml_events.Unreadable as error:
        raise Broken(f"{name} is read quickly, and is not readable: {error.problem}") from None
    if problems or repr(whole) != repr(data):
        raise Broken(f"{name} is read in two ways: {data!r:.300} and {whole!r:.300} {problems!r:.300}")
    for section, lines in starts.items():
        if len(lines) != len(data[section] or ()) + 1 or lines != sorted(set(lines)):
            raise Broken(f"{name} has its elements elsewhere: {section} {lines}")


def written_and_read(model: Model) -> None:
    """A model can be written as JSON; read back, it is the same. No guard was looked past on the way."""
    for left_out in ({}, {"exclude_unset": True}, {"exclude_none": True}):
        written = model.model_dump(mode="json", by_alias=True, **left_out)
        json.dumps(written, allow_nan=False).encode()
    if any("/" in name for section in (model.systems, model.organisations, model.items) for name in section):
        return  # what a partner said is not guarded as a part of ours
    back = build(model.model_dump(mode="json", by_alias=True, exclude_unset=True))
    if repr(back) != repr(model):
        raise Broken("written and read, the model is another")


def traced(model: Model) -> None:
    for audience in Audience:
        traces = Traces(model, audience)
        for item in islice(traces.view.items, 5):
            trace = traces.of(item)
            traces.readers(trace)
            traces.longest(trace)


def split(data: bytes) -> dict[str, bytes]:
    """The files that one input holds: each begins with a line `=== name`; what stands before it is `own/a.yaml`."""
    files: dict[str, bytes] = {}
    name, lines = "own/a.yaml", []
    for line in data.split(b"\n"):
        if line.startswith(HEAD):
            files[name] = b"\n".join(lines)
            name, lines = _name(line.removeprefix(HEAD)), []
        else:
            lines.append(line)
    files[name] = b"\n".join(lines)
    if not files.get("own/a.yaml"):
        files.pop("own/a.yaml", None)
    return files


def joined(files: Mapping[str, bytes]) -> bytes:
    return b"".join(HEAD + name.encode() + b"\n" + content.rstrip(b"\n") + b"\n" for name, content in files.items())


def _name(written: bytes) -> str:
    """A file in one of a few folders, whatever was written; never anywhere else."""
    parts = re.findall("[a-z0-9]+", written.decode("ascii", "ignore").lower().removesuffix(".yaml"))[:3] or ["x"]
    return "/".join(part[:10] for part in (parts if len(parts) > 1 else ["own", *parts])) + ".yaml"


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)

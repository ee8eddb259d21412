# ruff: noqa: E501 - tables of odd values
"""Changes of a description that keep most of it a description: other lines, other values, other trees, other files."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from tests.fuzz.promises import joined, split

EXAMPLES = Path(__file__).parents[2] / "examples"
TEXTS = {
    f"{file.parent.name}/{file.name}": file.read_text(encoding="utf-8") for file in sorted(EXAMPLES.glob("*/*.yaml"))
}
LINES = sorted({line for text in TEXTS.values() for line in text.splitlines() if len(line) < 200})
WORDS = sorted({word for line in LINES for word in re.findall(r"[\w.\-/]+", line)})
ODD = [
    "", "~", "null", "[]", "{}", "[[]]", "[{}]", "[~]", "[null, null]", "{a: }", "{a: [x]}", "yes", "no", "true", "No",
    "unknown", "{unknown: }", "{unknown: {}}", "{unknown: {who: nobody}}", "{unknown: {by: 2026-12-01}}", "[unknown]",
    "{unknown: [x]}", "{unknown: unknown}", "all", "[all]", "same", "-1", "0", "1", "1.0", "01", "0x10", "1e400", ".nan",
    "-.inf", "9999-99-99", "2024-02-30", "2026-01-01", "'2026-01-01'", "2026-01-01T00:00:00", "0000-01-01", "1 year",
    "0 days", "P0D", "P1Y6M", "9999 years", "P9999Y9999M", "'", '"', "|", ">-", "&a", "*a", "!!set", "!x", "? x", "- - -",
    "---", "...", "%YAML 1.1", "%TAG ! x", "\\", "\x00", "\x1b[31m", "\x7f", "\x85", "\u200b", "\u202e", "\ufeff", "\u2028",
    "\ud7ff", "\ufffe", "\U0001f9e8", "e\u0301", "\u0130", "ſ", "expected", "expected.term", "{", "}", "[", "]", ":", "#",
    "{name}", "{0}", "%s", "model", "~unknown", "~all", "~stated", "[key]", "<<", "<<: {a: b}", "9" * 60, "9" * 200,
    "x" * 81, "x" * 2001, "{'~stated': 1}", "[[[[]]]]", "a/b", "council/intake", "a" * 401, "team", "../b", "..", ".",
    "/etc/passwd", "../b/model.yaml", "111222333", "0612345678", "jan@gmail.com", "geboren 1-1-1980", "NL00ABNA0123456789",
]  # fmt: skip
CHARS = ["\n", "\r", "\t", " ", "  ", "\n  ", ": ", ":", "- ", "-", "#", " #", "'", '"', "{", "}", "[", "]", ",", "|", ">",
         "&", "*", "!", "?", "%", "@", "`", "\\", "~", "\x00", "\x85", "\u2028", "\ufeff", "\u202e", "\u00e9", "\U0001f9e8", "/"]  # fmt: skip
SECTIONS = [
    "organisations", "roles", "subjects", "scopes", "items", "purposes", "events", "systems", "carriers", "partners",
    "flows", "accepted", "assumptions", "not-client-data", "defaults", "checked", "country",
]  # fmt: skip
PARTNER = "partners:\n  {name}: {{at: {at}, items: same, organisations: {{team: team}}, roles: {roles}}}\n"
NAMES = ["own/a.yaml", "own/b.yaml", "own/sub/c.yaml", "own/p/d.yaml", "b/model.yaml", "c/model.yaml"]


def seeds() -> list[bytes]:
    """Small descriptions: an innocent one, parts of the examples, partners, and everything known to be broken."""
    models = Path(__file__).parents[1] / "rules" / "models"
    base = (models / "base.yaml").read_bytes()
    found = [joined({"own/a.yaml": file.read_bytes()}) for file in sorted(models.glob("*.yaml"))]
    for text in TEXTS.values():
        sections = re.split(r"(?m)^(?=[a-z])", text)
        for section in sections:
            elements = re.split(r"(?m)^(?=  [\w-])", section)
            some = elements[:1] + elements[1 :: max(1, len(elements) // 3)][:4]
            found.append(joined({"own/a.yaml": base, "own/b.yaml": "".join(some).encode()}))
    for at, roles in (("../b", "same"), (".", "{helper: helper}"), ("p", "same")):
        partner = PARTNER.format(name="b", at=at, roles=roles).encode()
        found.append(joined({"own/a.yaml": base + partner, "b/model.yaml": base, "own/p/d.yaml": base}))
    defaults = b"defaults:\n  flows: {mode: copy}\n  keeps: {then: delete}\n  systems: {located: NL}\n"
    found.append(joined({"own/a.yaml": base + defaults}))
    cases = yaml.load((Path(__file__).parents[1] / "importers" / "broken.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    for case in cases.values():
        files = case.get("files", {"a.yaml": case.get("text")})
        found.append(joined({name if "/" in name else f"own/{name}": text.encode() for name, text in files.items()}))
    return found


def mutated(data: bytes, seed: int, most: int) -> bytes:
    """These files with a few changes."""
    rng = random.Random(seed)
    files = split(data)
    for _ in range(rng.choice([1, 1, 1, 2, 3, 5])):
        if not files or rng.random() < 0.07:
            _files(files, rng)
            continue
        name = rng.choice(list(files))
        text = files[name].decode("utf-8", "surrogateescape")
        change = rng.choice(CHANGES)
        files[name] = change(text, rng).encode("utf-8", "surrogateescape")
    made = joined(files)
    return made if len(made) <= most else data[:most]


def _files(files: dict[str, bytes], rng: random.Random) -> None:
    name = rng.choice(NAMES)
    match rng.randrange(5):
        case 0:
            files[name] = rng.choice(list(TEXTS.values())).encode()
        case 1 if files:
            files[name] = files[rng.choice(list(files))]
        case 2 if len(files) > 1:
            del files[rng.choice(list(files))]
        case 3:
            text = PARTNER.format(name=rng.choice(["b", "c"]), at=rng.choice(["../b", "../c", "p", ".", *ODD]),
                                  roles=rng.choice(["same", "{helper: helper}", *ODD]))  # fmt: skip
            files[name] = files.get(name, b"") + b"\n" + text.encode("utf-8", "surrogateescape")
        case _ if files:  # a part of a file goes to another
            source = rng.choice(list(files))
            lines = files[source].split(b"\n")
            at = rng.randrange(len(lines))
            files[source] = b"\n".join(lines[:at])
            files[name] = files.get(name, b"") + b"\n".join(lines[at:])


def _lines(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(8):
        case 0:
            del lines[at : at + rng.choice([1, 1, 2, 5, 20])]
        case 1:
            lines[at:at] = lines[at : at + rng.choice([1, 1, 2, 5])]
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at] = rng.choice(LINES)
        case 4:
            lines.insert(at, rng.choice(LINES))
        case 5:
            lines[at] = " " * rng.choice([1, 2, 2, 4]) + lines[at]
        case 6:
            lines[at] = lines[at][rng.choice([1, 2, 2, 4]) :]
        case _:
            indent = len(lines[at]) - len(lines[at].lstrip(" "))
            lines.insert(at, f"{' ' * indent}{rng.choice(WORDS)}: {rng.choice([*ODD, *WORDS])}")
    return "\n".join(lines)


def _value(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    with_value = [number for number, line in enumerate(lines) if ": " in line or line.endswith(":")]
    if not with_value:
        return _characters(text, rng)
    at = rng.choice(with_value)
    parts = re.split(r"(?<=:)( |$)", lines[at])
    place = rng.randrange(1, len(parts)) if len(parts) > 1 else 0
    new = rng.choice([*ODD, *ODD, rng.choice(WORDS)])
    if rng.random() < 0.5:  # only the word that stands there
        parts[place] = " " + re.sub(r"[^,}\]]+", lambda _: new, parts[place].strip() or "x", count=1)
    else:
        parts[place:] = [f" {new}"]
    lines[at] = "".join(parts)
    return "\n".join(lines)


def _word(text: str, rng: random.Random) -> str:
    found = list(re.finditer(r"[\w.\-]+", text))
    if not found:
        return _characters(text, rng)
    word = rng.choice(found)
    return (
        text[: word.start()] + rng.choice([rng.choice(ODD), rng.choice(WORDS), rng.choice(WORDS)]) + text[word.end() :]
    )


def _characters(text: str, rng: random.Random) -> str:
    at = rng.randint(0, len(text))
    gone = rng.choice([0, 0, 1, 1, 2, 10])
    return text[:at] + rng.choice(["", *CHARS, *CHARS]) + text[at + gone :]


def _bytes(text: str, rng: random.Random) -> str:
    content = bytearray(text.encode("utf-8", "surrogateescape"))
    for _ in range(rng.randint(1, 4)):
        if content:
            content[rng.randrange(len(content))] = rng.randrange(256)
    return content.decode("utf-8", "surrogateescape")


def _tree(text: str, rng: random.Random) -> str:
    """Change the data, and write it in one of the styles of YAML."""
    try:
        data = yaml.load(text, Loader=yaml.CBaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return _lines(text, rng)
    if not isinstance(data, dict) or not data:
        return _lines(text, rng)
    places = list(_places(data))
    for _ in range(rng.choice([1, 1, 2, 4])):
        holder, key = rng.choice(places)
        try:
            _branch(holder, key, places, rng)
        except (KeyError, IndexError, TypeError):
            continue
    style = rng.choice([False, None, True])
    try:
        return yaml.safe_dump(
            data, sort_keys=False, allow_unicode=True, default_flow_style=style, width=10_000
        ).replace("'1'", "1")
    except (yaml.YAMLError, RecursionError, ValueError):
        return text


def _branch(holder: Any, key: Any, places: list[tuple[Any, Any]], rng: random.Random) -> None:
    other, of_other = rng.choice(places)
    match rng.randrange(8):
        case 0:
            del holder[key]
        case 1:
            holder[key] = yaml.load(
                str(rng.choice([0, 1, "x", "[]", "{}", "~", "[x, y]", "unknown"])), Loader=yaml.CSafeLoader
            )
        case 2:
            holder[key] = [_copied(holder[key])]
        case 3:
            holder[key] = {rng.choice(["unknown", "law", rng.choice(WORDS)]): _copied(holder[key])}
        case 4:
            holder[key] = _copied(other[of_other])
        case 5 if isinstance(holder, dict):
            holder[rng.choice([*SECTIONS, *WORDS, str(key).upper(), f"{key}/x"])] = _copied(holder[key])
        case 6 if isinstance(holder, list):
            holder.insert(rng.randint(0, len(holder)), _copied(other[of_other]))
        case _:
            holder[key] = rng.choice(WORDS)


def _places(data: Any) -> Any:
    for key, below in data.items() if isinstance(data, dict) else enumerate(data):
        yield data, key
        if isinstance(below, dict | list):
            yield from _places(below)


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(below) for key, below in value.items()}
    return [_copied(below) for below in value] if isinstance(value, list) else value


CHANGES: list[Callable[[str, random.Random], str]] = [
    _lines, _lines, _value, _value, _value, _word, _word, _tree, _tree, _tree, _characters, _characters, _bytes,
]  # fmt: skip

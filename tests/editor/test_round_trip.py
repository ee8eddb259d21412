"""Whatever people wrote and whatever is changed in it: the data is what was asked, the rest of the text stays."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import Phase, assume, event, given, settings
from hypothesis import strategies as st

from auditor.editor import Draft
from tests.editor.written import KEYS, Path, Written, descriptions, values, words
from tests.examples import times

bounded = settings(
    max_examples=times(80),
    phases=[Phase.generate],
)  # shrinking these texts takes minutes and helps little

written = descriptions()


def holder_of(data: Any, path: Path) -> Any:
    for part in path[:-1]:
        data = data[part]
    return data


def exact(data: Any) -> str:
    """Types and the order of keys count."""
    return json.dumps(data)


def survives(before: Written, after: str, touched: Path, *, whole: bool = False) -> None:
    """Every line that does not belong to what was touched is still there, the first and last ones in their place.

    whole: what was touched stays too, lines are only added.
    """
    assert after.startswith(before.start)
    lines = after.removeprefix(before.start).split(before.newline)
    old = [*before.lines, *([((), "")] if before.end else [])]
    inside = [number for number, (path, _) in enumerate(old) if path[: len(touched)] == touched]
    first, last = (inside[0], inside[-1]) if inside else (len(old), len(old))
    head = [line for _, line in old[:first]]
    tail = [line for _, line in old[last + 1 :]]
    assert lines[: len(head)] == head or (not head[-1] and lines[: len(head) - 1] == head[:-1])
    assert tail == lines[len(lines) - len(tail) :]
    if before.end:
        assert after.endswith(before.newline)
    kept = [line for path, line in old if line.strip() and (whole or path[: len(touched)] != touched)]
    rest = iter(lines)
    assert all(line in rest for line in kept), kept
    if before.newline in before.text:
        assert not set("\r\n") & set(after.replace(before.newline, ""))


@bounded
@given(written, st.data())
def test_set(before: Written, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(before.paths()))
    value = data.draw(values)
    expected = copy.deepcopy(before.data)
    holder_of(expected, path)[path[-1]] = value
    draft = Draft(before.text)
    assert exact(draft.data) == exact(before.data)
    after = draft.set(path, value)
    assert exact(after.data) == exact(expected)
    survives(before, after.text, before.owner(path))
    owner = before.owner(path)
    if owner == path and not isinstance(holder_of(before.data, path)[path[-1]], dict | list):
        assert [said for said, own in before.comments.items() if own == owner and said not in after.text] == []


@bounded
@given(written, st.data())
def test_remove(before: Written, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(before.paths()))
    expected = copy.deepcopy(before.data)
    holder = holder_of(expected, path)
    del holder[path[-1]]
    after = Draft(before.text).remove(path)
    assert exact(after.data) == exact(expected)
    touched = before.owner(path if holder else path[:-1])
    survives(before, after.text, touched)
    if before.owner(path) == path:
        left = [said for said, own in before.comments.items() if own[: len(path)] == path and said in after.text]
        assert left == [] or path == tuple(list(before.data)[:1])
    event("emptied" if not holder else "shorter")


@bounded
@given(written, st.data())
def test_add(before: Written, data: st.DataObject) -> None:
    mappings = [path for path in [(), *before.paths()] if isinstance(at(before.data, path), dict | None)]
    path = data.draw(st.sampled_from(mappings))
    value, expected = data.draw(values), copy.deepcopy(before.data)
    old = at(before.data, path)
    key = data.draw(st.sampled_from(KEYS) | words)
    assume(key not in (old or ()))
    after_key = data.draw(st.sampled_from([None, *(old or ())]))
    pairs = list((old or {}).items())
    pairs.insert(len(pairs) if after_key is None else list(old).index(after_key) + 1, (key, value))
    expected = dict(pairs) if not path else expected
    if path:
        holder_of(expected, path)[path[-1]] = dict(pairs)
    after = Draft(before.text).add(path, key, value, after=after_key)
    assert exact(after.data) == exact(expected)
    survives(before, after.text, before.owner(path), whole=bool(old) and added_in_lines(before, path, old))
    assert [said for said in before.comments if said not in after.text] == []


@bounded
@given(written, st.data())
def test_insert(before: Written, data: st.DataObject) -> None:
    lists = [path for path in before.paths() if isinstance(at(before.data, path), list | None)]
    assume(lists)
    path = data.draw(st.sampled_from(lists))
    value, expected = data.draw(values), copy.deepcopy(before.data)
    old = at(before.data, path) or []
    position = data.draw(st.sampled_from([None, *range(len(old) + 1)]))
    new = [*old]
    new.insert(len(old) if position is None else position, value)
    holder_of(expected, path)[path[-1]] = new
    after = Draft(before.text).insert(path, value, position)
    assert exact(after.data) == exact(expected)
    survives(before, after.text, before.owner(path))
    assert [said for said in before.comments if said not in after.text] == []


@bounded
@given(written, st.data())
def test_rename(before: Written, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([path for path in before.paths() if isinstance(path[-1], str)]))
    key = data.draw(st.sampled_from(KEYS) | words)
    expected = copy.deepcopy(before.data)
    holder = holder_of(expected, path)
    assume(key == path[-1] or key not in holder)
    pairs = [(key if name == path[-1] else name, value) for name, value in holder.items()]
    holder.clear()
    holder.update(pairs)
    after = Draft(before.text).rename(path, key)
    assert exact(after.data) == exact(expected)
    survives(before, after.text, before.owner(path))
    assert len(after.text.split(before.newline)) == len(before.text.split(before.newline))


@bounded
@given(written, st.data())
def test_one_change_after_the_other(before: Written, data: st.DataObject) -> None:
    draft = Draft(before.text)
    for _ in range(3):
        path = data.draw(st.sampled_from([*Written(draft.data, [], "", "", "").paths(), ()]))
        value = at(draft.data, path)
        if isinstance(value, list):
            draft = draft.insert(path, data.draw(values))
        elif isinstance(value, dict) and "new" not in value:
            draft = draft.add(path, "new", data.draw(values))
        elif path:
            draft = draft.remove(path) if data.draw(st.booleans()) else draft.set(path, data.draw(values))
    assert exact(Draft(draft.text).data) == exact(draft.data)


def at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def added_in_lines(before: Written, path: Path, old: dict[str, Any]) -> bool:
    return all((*path, key) in before.blocks for key in old)

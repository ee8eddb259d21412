"""The walk of `auditor.traces.spread` as one loop over arrays, compiled by numba.

Only `auditor.traces.compiled` imports this; the arrays are described there.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

Array = Any
"""A numpy array. numba compiles for the types that it is called with."""
_NOT_YET = 9
_FIGURES, _ANONYMOUS, _COPY, _CARRIED = 3, 4, 0, 3
_NOBODY = np.uint64(0)


@njit(cache=True)
def walk(
    entry_start: Array, entry: Array, link: Array, gate: Array, sights: Any, staff: Any, ends: Any,
    sizes: Any, family: Array, starts: Array, kinds: Array, begins: Array,
) -> Any:  # fmt: skip
    """What follows from the first item of a family, per node where it begins.

    Returns the nodes of all of them after each other and where those of each begin, and so persons and outcomes.
    """
    nodes, items, people, ways = sizes
    first = _first(entry_start, entry, link, family, nodes)
    position = np.full(items, -1, np.int32)
    for f in range(len(family)):
        position[family[f]] = f
    size = len(family) * nodes
    have = np.zeros((2 * size, 6), np.uint64)
    seen = np.zeros((size, 6), np.uint64)
    queue, queued = np.empty(2 * size + 1, np.int32), np.zeros(2 * size, np.bool_)
    states, pairs, in_pairs = np.empty(2 * size, np.int32), np.empty(size, np.int32), np.zeros(size, np.bool_)
    node_rank, person_rank = np.full(nodes, _NOT_YET, np.uint8), np.full(people, _NOT_YET, np.uint8)
    reached, met, ended = np.empty(nodes, np.int32), np.empty(people, np.int32), np.zeros(ways, np.bool_)
    number = len(begins) - 1
    starts_of = np.zeros((3, number + 1), np.int64)
    found_nodes, found_persons, found_outcomes = np.empty(64, np.int32), np.empty(64, np.int32), np.empty(64, np.int32)
    for n in range(number):
        count_states = count_pairs = count_reached = count_met = 0
        head = tail = 0
        for b in range(begins[n], begins[n + 1]):
            state = starts[b, 1] * nodes + starts[b, 0]
            if have[state, 2] == _NOBODY:
                states[count_states] = state
                count_states += 1
            for rank in range(starts[b, 2], 3):
                fresh = kinds[b] & ~have[state, rank]
                have[state, rank] |= fresh
                have[state, 3 + rank] |= fresh
            if not queued[state]:
                queued[state] = True
                queue[tail] = state
                tail += 1
        while head != tail:
            state = queue[head]
            head = head + 1 if head < 2 * size else 0
            queued[state] = False
            new_0, new_1, new_2 = have[state, 3], have[state, 4], have[state, 5]
            have[state, 3] = have[state, 4] = have[state, 5] = _NOBODY
            node = state % nodes
            figures = state // nodes % 2
            f = state // nodes // 2
            for e in range(first[f, node], first[f, node + 1]):
                by = entry[e]
                through = gate[by]
                rank = link[by, 5]
                go_0 = new_0 & through if rank < 1 else _NOBODY
                go_1 = new_1 & through if rank < 2 else _NOBODY
                go_2 = new_2 & through
                if go_0 | go_1 | go_2 == _NOBODY:
                    continue
                to = link[by, 1]
                made = link[by, 2]
                further = f if made < 0 else position[made]
                form = link[by, 4]
                if figures and form < _FIGURES:
                    form = _FIGURES
                presence = link[by, 3]
                if presence == _COPY and form != _ANONYMOUS:
                    other = (2 * further + (form >= _FIGURES)) * nodes + to
                    go_0 &= ~have[other, 0]
                    go_1 &= ~have[other, 1]
                    go_2 &= ~have[other, 2]
                    if go_0 | go_1 | go_2 == _NOBODY:
                        continue
                    if have[other, 2] == _NOBODY:
                        states[count_states] = other
                        count_states += 1
                    have[other, 0] |= go_0
                    have[other, 1] |= go_1
                    have[other, 2] |= go_2
                    have[other, 3] |= go_0
                    have[other, 4] |= go_1
                    have[other, 5] |= go_2
                    if not queued[other]:
                        queued[other] = True
                        queue[tail] = other
                        tail = tail + 1 if tail < 2 * size else 0
                else:
                    if node_rank[to] == _NOT_YET:
                        reached[count_reached] = to
                        count_reached += 1
                    node_rank[to] = min(node_rank[to], _rank(go_0, go_1))
                    if form < _FIGURES:
                        pair = further * nodes + to
                        if not in_pairs[pair]:
                            in_pairs[pair] = True
                            pairs[count_pairs] = pair
                            count_pairs += 1
                        seen[pair, 0] |= go_0
                        seen[pair, 1] |= go_1
                        seen[pair, 2] |= go_2
                        if presence == _CARRIED:
                            seen[pair, 3] |= go_0
                            seen[pair, 4] |= go_1
                            seen[pair, 5] |= go_2
        for s in range(count_states):
            state = states[s]
            node = state % nodes
            if node_rank[node] == _NOT_YET:
                reached[count_reached] = node
                count_reached += 1
            node_rank[node] = min(node_rank[node], _rank(have[state, 0], have[state, 1]))
            f = state // nodes // 2
            if state // nodes % 2 == 0:
                pair = f * nodes + node
                if not in_pairs[pair]:
                    in_pairs[pair] = True
                    pairs[count_pairs] = pair
                    count_pairs += 1
                for rank in range(3):
                    seen[pair, rank] |= have[state, rank]
                    seen[pair, 3 + rank] |= have[state, rank]
                _end(ends, node, family[f], have[state, 2], ended)
            for rank in range(3):
                have[state, rank] = _NOBODY
        for p in range(count_pairs):
            pair = pairs[p]
            node = pair % nodes
            part = _part(sights, node, family[pair // nodes])
            count_met = _see(sights[3], sights[4], sights[5], part, seen[pair, :3], person_rank, met, count_met)
            count_met = _see(staff[0], staff[1], staff[2], node, seen[pair, 3:], person_rank, met, count_met)
            seen[pair, :] = _NOBODY
            in_pairs[pair] = False
        start = starts_of[0, n]
        found_nodes = _room(found_nodes, start + count_reached)
        for i in range(count_reached):
            found_nodes[start + i] = reached[i] * 3 + node_rank[reached[i]]
            node_rank[reached[i]] = _NOT_YET
        starts_of[0, n + 1] = start + count_reached
        start = starts_of[1, n]
        found_persons = _room(found_persons, start + count_met)
        for i in range(count_met):
            found_persons[start + i] = met[i] * 3 + person_rank[met[i]]
            person_rank[met[i]] = _NOT_YET
        starts_of[1, n + 1] = start + count_met
        start = starts_of[2, n]
        found_outcomes = _room(found_outcomes, start + ways)
        for outcome in range(ways):
            if ended[outcome]:
                found_outcomes[start] = outcome
                start += 1
                ended[outcome] = False
        starts_of[2, n + 1] = start
    return starts_of, found_nodes, found_persons, found_outcomes


@njit(cache=True)
def _first(entry_start: Array, entry: Array, link: Array, family: Array, nodes: int) -> Array:
    """Per item of the family and per node, where its entries begin."""
    first = np.empty((len(family), nodes + 1), np.int32)
    for f in range(len(family)):
        e, end = entry_start[family[f]], entry_start[family[f] + 1]
        for node in range(nodes):
            first[f, node] = e
            while e < end and link[entry[e], 0] == node:
                e += 1
        first[f, nodes] = e
    return first


@njit(cache=True)
def _rank(always: Any, sometimes: Any) -> int:
    if always != _NOBODY:
        return 0
    return 1 if sometimes != _NOBODY else 2


@njit(cache=True)
def _part(table: Any, node: int, item: int) -> int:
    """The number of the set that holds for an item at a node."""
    first, row, parts = table[0], table[1], table[2]
    if row[node] < 0:
        return int(first[node])
    return int(parts[row[node], item])


@njit(cache=True)
def _end(ends: Any, node: int, item: int, sure: Any, ended: Array) -> None:
    """Note how a copy ends. Where nobody knows for some clients, or it hangs on others, that is how."""
    part = _part(ends, node, item)
    start, outcome, kinds = ends[3], ends[4], ends[5]
    least = len(ended)
    for e in range(start[part], start[part + 1]):
        if kinds[e] & sure != _NOBODY:
            least = min(least, outcome[e, 0])
    for e in range(start[part], start[part + 1]):
        if kinds[e] & sure != _NOBODY and (least > 1 or outcome[e, 0] == least):
            ended[outcome[e, 0]] = True


@njit(cache=True)
def _see(
    start: Array, seer: Array, kinds: Array, part: int, sure: Array, person_rank: Array, met: Array, count: int
) -> int:
    """Note who can see something. Returns how many persons there are now."""
    for s in range(start[part], start[part + 1]):
        if sure[2] & kinds[s] != _NOBODY:
            person = seer[s, 0]
            rank = max(seer[s, 1], _rank(sure[0] & kinds[s], sure[1] & kinds[s]))
            if person_rank[person] == _NOT_YET:
                met[count] = person
                count += 1
            person_rank[person] = min(person_rank[person], rank)
    return count


@njit(cache=True)
def _room(found: Array, needed: int) -> Array:
    """The same numbers, with room for so many."""
    if needed <= len(found):
        return found
    larger = np.empty(2 * needed, found.dtype)
    larger[: len(found)] = found
    return larger

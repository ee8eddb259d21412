"""The walk of `auditor.traces.spread` as loops over arrays, compiled by numba.

Only `auditor.traces.compiled` imports this; the arrays are described there. The states that one item can be in are put
in an order in which data mostly goes forward, so that nearly every state is left once, with all that came to it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

Array = Any
"""A numpy array, or a tuple of them: numba compiles for the types that it is called with."""
_NOT_YET = 9
_FIGURES, _ANONYMOUS, _COPY, _CARRIED = 3, 4, 0, 3
_NOBODY, _ONE = np.uint64(0), np.uint64(1)


@njit(cache=True)
def walk(
    links: Array, sights: Array, staff: Array, ends: Array, sizes: Any,
    family: Array, starts: Array, kinds: Array, begins: Array,
) -> Any:  # fmt: skip
    """What follows from the first item of a family, for each of its places one after the other.

    starts: of each beginning the node, whether it is in figures, and how sure it is; kinds: for whom. begins: where
    the beginnings at each place begin. Returns where the nodes, persons and outcomes that were found from each place
    begin, and those of all places.
    """
    nodes, people, ways = sizes
    first = _first(links, family, nodes)
    order, number = _ordered(links, first, family, nodes, starts)
    states = len(order)
    figures, nearer = _nearer(order, number, nodes)
    step_start, step, step_gate, pass_start, passing, pass_gate, pairs, pair_of = _steps(
        links, first, family, nodes, order, number
    )
    seer_part, end_part = np.empty(len(pairs), np.int32), np.empty(len(pairs), np.int32)
    for pair in range(len(pairs)):
        node, item = pairs[pair] % nodes, family[pairs[pair] // nodes]
        seer_part[pair], end_part[pair] = _part(sights, node, item), _part(ends, node, item)

    have, seen = np.zeros((states, 8), np.uint64), np.zeros((len(pairs), 6), np.uint64)
    waiting = np.zeros(states // 64 + 1, np.uint64)
    touched, seen_pairs = np.empty(states, np.int32), np.empty(len(pairs), np.int32)
    node_rank, person_rank = np.full(nodes, _NOT_YET, np.int32), np.full(people, _NOT_YET, np.int32)
    reached, met, ended = np.empty(nodes, np.int32), np.empty(people, np.int32), np.zeros(ways, np.bool_)
    places = len(begins) - 1
    starts_of = np.zeros((3, places + 1), np.int64)
    found_nodes, found_persons, found_outcomes = np.empty(64, np.int32), np.empty(64, np.int32), np.empty(64, np.int32)
    for place in range(places):
        count_touched = count_pairs = count_reached = count_met = 0
        low = len(waiting)
        for b in range(begins[place], begins[place + 1]):
            state = number[starts[b, 1] * nodes + starts[b, 0]]
            if have[state, 2] == _NOBODY:
                touched[count_touched] = state
                count_touched += 1
            for rank in range(starts[b, 2], 3):
                fresh = kinds[b] & ~have[state, rank]
                have[state, rank] |= fresh
                have[state, 3 + rank] |= fresh
            waiting[state >> 6] |= _ONE << np.uint64(state & 63)
            low = min(low, state >> 6)
        while low < len(waiting):
            word = waiting[low]
            if word == _NOBODY:
                low += 1
                continue
            state = (low << 6) + _lowest(word)
            waiting[low] = word & (word - _ONE)
            new_0, new_1, new_2 = have[state, 3], have[state, 4], have[state, 5]
            have[state, 3] = have[state, 4] = have[state, 5] = _NOBODY
            for s in range(step_start[state], step_start[state + 1]):
                further = step[s, 0]
                through = step_gate[s]
                go_2 = new_2 & through & ~have[further, 2]
                go_1 = go_0 = _NOBODY
                if step[s, 1] < 2:
                    go_1 = new_1 & through & ~have[further, 1]
                    if step[s, 1] < 1:
                        go_0 = new_0 & through & ~have[further, 0]
                if further >= figures and nearer[further] >= 0:
                    go_0 &= ~have[nearer[further], 0]
                    go_1 = go_1 & ~have[nearer[further], 1] | go_0  # what is always so is so sometimes
                    go_2 = go_2 & ~have[nearer[further], 2] | go_1
                if go_0 | go_1 | go_2 == _NOBODY:
                    continue
                if have[further, 2] == _NOBODY:
                    touched[count_touched] = further
                    count_touched += 1
                have[further, 0] |= go_0
                have[further, 1] |= go_1
                have[further, 2] |= go_2
                have[further, 3] |= go_0
                have[further, 4] |= go_1
                have[further, 5] |= go_2
                waiting[further >> 6] |= _ONE << np.uint64(further & 63)
                low = min(low, further >> 6)
        for t in range(count_touched):
            state = touched[t]
            node = order[state] % nodes
            if node_rank[node] == _NOT_YET:
                reached[count_reached] = node
                count_reached += 1
            node_rank[node] = min(node_rank[node], _rank(have[state, 0], have[state, 1]))
            pair = pair_of[state]
            if pair >= 0:
                if seen[pair, 2] == _NOBODY:
                    seen_pairs[count_pairs] = pair
                    count_pairs += 1
                for rank in range(3):
                    seen[pair, rank] |= have[state, rank]
                    seen[pair, 3 + rank] |= have[state, rank]
                _end(ends, end_part[pair], have[state, 2], ended)
            for s in range(pass_start[state], pass_start[state + 1]):
                through = pass_gate[s]
                go_2 = have[state, 2] & through
                if go_2 == _NOBODY:
                    continue
                go_1 = have[state, 1] & through if passing[s, 2] < 2 else _NOBODY
                go_0 = have[state, 0] & through if passing[s, 2] < 1 else _NOBODY
                node = passing[s, 0]
                if node_rank[node] == _NOT_YET:
                    reached[count_reached] = node
                    count_reached += 1
                node_rank[node] = min(node_rank[node], _rank(go_0, go_1))
                pair = passing[s, 1]
                if pair >= 0:
                    if seen[pair, 2] == _NOBODY:
                        seen_pairs[count_pairs] = pair
                        count_pairs += 1
                    seen[pair, 0] |= go_0
                    seen[pair, 1] |= go_1
                    seen[pair, 2] |= go_2
                    if passing[s, 3]:
                        seen[pair, 3] |= go_0
                        seen[pair, 4] |= go_1
                        seen[pair, 5] |= go_2
            for rank in range(3):
                have[state, rank] = _NOBODY
        for p in range(count_pairs):
            pair = seen_pairs[p]
            count_met = _see(sights, seer_part[pair], seen, pair, 0, person_rank, met, count_met)
            if seen[pair, 5] != _NOBODY:
                count_met = _see(staff, pairs[pair] % nodes, seen, pair, 3, person_rank, met, count_met)
            for rank in range(6):
                seen[pair, rank] = _NOBODY
        found_nodes = _told(found_nodes, starts_of[0], place, reached, count_reached, node_rank)
        found_persons = _told(found_persons, starts_of[1], place, met, count_met, person_rank)
        start = starts_of[2, place]
        found_outcomes = _room(found_outcomes, start + ways)
        for outcome in range(ways):
            if ended[outcome]:
                found_outcomes[start] = outcome
                start += 1
                ended[outcome] = False
        starts_of[2, place + 1] = start
    return starts_of, found_nodes, found_persons, found_outcomes


@njit(cache=True)
def _first(links: Array, family: Array, nodes: int) -> Array:
    """Per item of the family and per node, where its entries begin."""
    start, entry, link, _ = links
    first = np.empty((len(family), nodes + 1), np.int32)
    for f in range(len(family)):
        e, end = start[family[f]], start[family[f] + 1]
        for node in range(nodes):
            first[f, node] = e
            while e < end and link[entry[e], 0] == node:
                e += 1
        first[f, nodes] = e
    return first


@njit(cache=True)
def _becomes(link: Array, by: int, figures: int) -> int:
    """The form after a link, of data in figures or about one person."""
    form = link[by, 4]
    return int(max(form, _FIGURES) if figures else form)


@njit(cache=True)
def _further(link: Array, by: int, family: Array, f: int, form: int, nodes: int) -> int:
    """The state to which a link leads: its item in the family, whether it is in figures, and its node in one number."""
    if link[by, 2] >= 0:
        for made in range(len(family)):
            if family[made] == link[by, 2]:
                f = made
    return int((2 * f + (form >= _FIGURES)) * nodes + link[by, 1])


@njit(cache=True)
def _ordered(links: Array, first: Array, family: Array, nodes: int, starts: Array) -> Any:
    """All states that data can come to, and their places in that order: first those about one person.

    Those that data comes from are mostly before those it goes to.
    """
    _, entry, link, _ = links
    size = 2 * len(family) * nodes
    number, cursor = np.full(size, -1, np.int32), np.empty(size, np.int32)
    path, done = np.empty(size, np.int32), np.empty(size, np.int32)
    finished = 0
    for b in range(len(starts)):
        begin = starts[b, 1] * nodes + starts[b, 0]
        depth = 0
        if number[begin] < 0:
            number[begin] = 0
            path[0], cursor[begin] = begin, first[0, starts[b, 0]]
            depth = 1
        while depth:
            state = path[depth - 1]
            f, figures, node = state // nodes // 2, state // nodes % 2, state % nodes
            ahead = -1
            while ahead < 0 and cursor[state] < first[f, node + 1]:
                by = entry[cursor[state]]
                cursor[state] += 1
                form = _becomes(link, by, figures)
                if link[by, 3] == _COPY and form != _ANONYMOUS:
                    further = _further(link, by, family, f, form, nodes)
                    if number[further] < 0:
                        ahead = further
            if ahead < 0:
                done[finished] = state
                finished += 1
                depth -= 1
            else:
                number[ahead] = 0
                cursor[ahead] = first[ahead // nodes // 2, ahead % nodes]
                path[depth] = ahead
                depth += 1
    order = np.empty(finished, np.int32)
    position = 0
    for figures in range(2):
        for d in range(finished - 1, -1, -1):
            if done[d] // nodes % 2 == figures:
                order[position], number[done[d]] = done[d], position
                position += 1
    return order, number


@njit(cache=True)
def _nearer(order: Array, number: Array, nodes: int) -> Any:
    """The first state in figures, and of each in figures the state about one person, or -1.

    Where data is about one person, it is of no use to follow the figures as well: they reach nothing more.
    """
    nearer = np.full(len(order), -1, np.int32)
    first = len(order)
    for position in range(len(order)):
        if order[position] // nodes % 2:
            first = min(first, position)
            nearer[position] = number[order[position] - nodes]
    return first, nearer


@njit(cache=True)
def _steps(links: Array, first: Array, family: Array, nodes: int, order: Array, number: Array) -> Any:
    """The steps from every state, and what comes to nodes from it in another way; with the pairs of item and node.

    A step: to which state, how sure. Passing: to which node, which pair or -1, how sure, whether it stays there.
    """
    _, entry, link, gate = links
    room = 0
    for state in order:
        f, node = state // nodes // 2, state % nodes
        room += first[f, node + 1] - first[f, node]
    step_start, pass_start = np.zeros(len(order) + 1, np.int32), np.zeros(len(order) + 1, np.int32)
    step, step_gate = np.empty((room, 2), np.int32), np.empty(room, np.uint64)
    passing, pass_gate = np.empty((room, 4), np.int32), np.empty(room, np.uint64)
    pair_number = np.full(len(family) * nodes, -1, np.int32)
    pairs, pair_of = np.empty(len(order) + room, np.int32), np.full(len(order), -1, np.int32)
    steps = passes = count = 0
    for position in range(len(order)):
        state = order[position]
        f, figures, node = state // nodes // 2, state // nodes % 2, state % nodes
        if not figures:
            count = _pair(f * nodes + node, pair_number, pairs, count)
            pair_of[position] = pair_number[f * nodes + node]
        for e in range(first[f, node], first[f, node + 1]):
            by = entry[e]
            form = _becomes(link, by, figures)
            further = _further(link, by, family, f, form, nodes)
            if link[by, 3] == _COPY and form != _ANONYMOUS:
                step[steps, 0], step[steps, 1], step_gate[steps] = number[further], link[by, 5], gate[by]
                steps += 1
            else:
                passing[passes, 0], passing[passes, 1], passing[passes, 2] = link[by, 1], -1, link[by, 5]
                passing[passes, 3] = link[by, 3] == _CARRIED
                if form < _FIGURES:
                    pair = further // nodes // 2 * nodes + link[by, 1]
                    count = _pair(pair, pair_number, pairs, count)
                    passing[passes, 1] = pair_number[pair]
                pass_gate[passes] = gate[by]
                passes += 1
        step_start[position + 1], pass_start[position + 1] = steps, passes
    return step_start, step, step_gate, pass_start, passing, pass_gate, pairs[:count], pair_of


@njit(cache=True)
def _pair(pair: int, number: Array, pairs: Array, count: int) -> int:
    """Give a pair of item and node a number, if it has none. Returns how many have one now."""
    if number[pair] < 0:
        number[pair] = count
        pairs[count] = pair
        count += 1
    return count


@njit(cache=True)
def _lowest(word: Any) -> int:
    """The number of the lowest bit that is set."""
    found = 0
    if word & np.uint64(0xFFFFFFFF) == _NOBODY:
        word >>= np.uint64(32)
        found += 32
    if word & np.uint64(0xFFFF) == _NOBODY:
        word >>= np.uint64(16)
        found += 16
    if word & np.uint64(0xFF) == _NOBODY:
        word >>= np.uint64(8)
        found += 8
    while word & _ONE == _NOBODY:
        word >>= _ONE
        found += 1
    return found


@njit(cache=True)
def _rank(always: Any, sometimes: Any) -> int:
    if always != _NOBODY:
        return 0
    return 1 if sometimes != _NOBODY else 2


@njit(cache=True)
def _part(table: Array, node: int, item: int) -> int:
    """The number of the set that holds for an item at a node."""
    first, row, parts = table[0], table[1], table[2]
    return int(first[node]) if row[node] < 0 else int(parts[row[node], item])


@njit(cache=True)
def _end(ends: Array, part: int, sure: Any, ended: Array) -> None:
    """Note how a copy ends. Where nobody knows for some clients, or it hangs on others, that is how."""
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
    lines: Array, part: int, seen: Array, pair: int, column: int, person_rank: Array, met: Array, count: int
) -> int:
    """Note who can see something. Returns how many persons that are now."""
    start, seer, kinds = lines[-3], lines[-2], lines[-1]
    for s in range(start[part], start[part + 1]):
        if seen[pair, column + 2] & kinds[s] != _NOBODY:
            person = seer[s, 0]
            rank = max(seer[s, 1], _rank(seen[pair, column] & kinds[s], seen[pair, column + 1] & kinds[s]))
            if person_rank[person] == _NOT_YET:
                met[count] = person
                count += 1
            person_rank[person] = min(person_rank[person], rank)
    return count


@njit(cache=True)
def _told(found: Array, starts: Array, place: int, which: Array, count: int, rank: Array) -> Array:
    """Add these, with how sure each is, and forget that for the next place."""
    start = starts[place]
    found = _room(found, start + count)
    for n in range(count):
        found[start + n] = which[n] * 3 + rank[which[n]]
        rank[which[n]] = _NOT_YET
    starts[place + 1] = start + count
    return found


@njit(cache=True)
def _room(found: Array, needed: int) -> Array:
    """The same numbers, with room for so many."""
    if needed <= len(found):
        return found
    larger = np.empty(2 * needed, found.dtype)
    larger[: len(found)] = found
    return larger

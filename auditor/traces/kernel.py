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
    step_start, step, pass_start, passing = _steps(links, sights, first, family, nodes, order, number)
    seer_start, seers = _seers(sights, staff, family, nodes, order, figures)
    end_part = _end_parts(ends, family, nodes, order, figures)
    have = np.zeros((states, 8), np.uint64)
    waiting, touched = np.zeros(states // 64 + 1, np.uint64), np.empty(states, np.int32)
    node_rank, person_rank = np.full(nodes, _NOT_YET, np.int32), np.full(people, _NOT_YET, np.int32)
    reached, met, ended = np.empty(nodes, np.int32), np.empty(people, np.int32), np.zeros(ways, np.bool_)
    places = len(begins) - 1
    low: Any
    node: Any
    starts_of = np.zeros((3, places + 1), np.int64)
    found_nodes, found_persons, found_outcomes = np.empty(64, np.int32), np.empty(64, np.int32), np.empty(64, np.int32)
    for place in range(places):
        count_touched = count_reached = count_met = 0
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
                further, rank, through = np.int64(step[s, 0]), step[s, 1], step[s, 2]
                go_2 = new_2 & through & ~have[further, 2]
                go_1 = go_0 = _NOBODY
                if rank < 2:
                    go_1 = new_1 & through & ~have[further, 1]
                    if rank < 1:
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
            always, sometimes, perhaps = have[state, 0], have[state, 1], have[state, 2]
            have[state, 0] = have[state, 1] = have[state, 2] = _NOBODY
            count_reached = _reach(order[state] % nodes, _rank(always, sometimes), node_rank, reached, count_reached)
            if state < figures:
                _end(ends, end_part[state], perhaps, ended)
            here, end = seer_start[state], seer_start[state + 1]
            count_met = _see(seers, here, end, always, sometimes, perhaps, person_rank, met, count_met)
            for s in range(pass_start[state], pass_start[state + 1]):
                rank, through = passing[s, 1], passing[s, 2]
                go_2 = perhaps & through
                if go_2 == _NOBODY:
                    continue
                go_1 = sometimes & through if rank < 2 else _NOBODY
                go_0 = always & through if rank < 1 else _NOBODY
                node = np.int64(passing[s, 0])
                count_reached = _reach(node, _rank(go_0, go_1), node_rank, reached, count_reached)
                if passing[s, 3]:
                    part = np.int64(passing[s, 3]) - 1
                    here, end = sights[3][part], sights[3][part + 1]
                    count_met = _see(sights[4], here, end, go_0, go_1, go_2, person_rank, met, count_met)
                    if passing[s, 4]:
                        here, end = staff[0][node], staff[0][node + 1]
                        count_met = _see(staff[1], here, end, go_0, go_1, go_2, person_rank, met, count_met)
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
    form: int = link[by, 4]
    return _FIGURES if figures and form < _FIGURES else form


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
def _steps(links: Array, sights: Array, first: Array, family: Array, nodes: int, order: Array, number: Array) -> Any:
    """The steps from every state, and what comes to nodes from it in another way.

    A step: to which state, how sure, for whom. Passing: to which node, how sure, for whom, one more than the number of
    the set of those who see it (0 for nobody), and whether the staff does as well.
    """
    _, entry, link, gate = links
    room = 0
    for state in order:
        f, node = state // nodes // 2, state % nodes
        room += first[f, node + 1] - first[f, node]
    step_start, pass_start = np.zeros(len(order) + 1, np.int32), np.zeros(len(order) + 1, np.int32)
    step, passing = np.empty((room, 3), np.uint64), np.empty((room, 5), np.uint64)
    steps = passes = 0
    for position in range(len(order)):
        state = order[position]
        f, figures, node = state // nodes // 2, state // nodes % 2, state % nodes
        for e in range(first[f, node], first[f, node + 1]):
            by = entry[e]
            form = _becomes(link, by, figures)
            further = _further(link, by, family, f, form, nodes)
            if link[by, 3] == _COPY and form != _ANONYMOUS:
                step[steps, 0], step[steps, 1], step[steps, 2] = number[further], link[by, 5], gate[by]
                steps += 1
            else:
                to = link[by, 1]
                passing[passes, 0], passing[passes, 1], passing[passes, 2] = to, link[by, 5], gate[by]
                passing[passes, 3] = passing[passes, 4] = 0
                if form < _FIGURES:
                    passing[passes, 3] = _part(sights, to, family[further // nodes // 2]) + 1
                    passing[passes, 4] = link[by, 3] == _CARRIED
                passes += 1
        step_start[position + 1], pass_start[position + 1] = steps, passes
    return step_start, step, pass_start, passing


@njit(cache=True)
def _seers(sights: Array, staff: Array, family: Array, nodes: int, order: Array, figures: int) -> Any:
    """Who can see what is in each state: where those of each begin, and all of them."""
    start, seers = np.zeros(len(order) + 1, np.int32), np.empty((3 * len(order) + 1, 3), np.uint64)
    count = 0
    for state in range(len(order)):
        if state < figures:
            node = order[state] % nodes
            part = _part(sights, node, family[order[state] // nodes // 2])
            for line in range(sights[3][part], sights[3][part + 1]):
                seers = _room(seers, count + 1)
                seers[count] = sights[4][line]
                count += 1
            for line in range(staff[0][node], staff[0][node + 1]):
                seers = _room(seers, count + 1)
                seers[count] = staff[1][line]
                count += 1
        start[state + 1] = count
    return start, seers


@njit(cache=True)
def _end_parts(ends: Array, family: Array, nodes: int, order: Array, figures: int) -> Array:
    """The set of how what is in each state ends."""
    parts = np.empty(figures, np.int32)
    for state in range(figures):
        parts[state] = _part(ends, order[state] % nodes, family[order[state] // nodes // 2])
    return parts


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
    start, lines = ends[3], ends[4]
    least: Any = len(ended)
    for e in range(start[part], start[part + 1]):
        if lines[e, 1] & sure != _NOBODY:
            least = min(least, np.int64(lines[e, 0]))
    for e in range(start[part], start[part + 1]):
        if lines[e, 1] & sure != _NOBODY and (least > 1 or np.int64(lines[e, 0]) == least):
            ended[np.int64(lines[e, 0])] = True


@njit(cache=True)
def _reach(node: int, rank: int, node_rank: Array, reached: Array, count: int) -> int:
    """Note a node that is reached. Returns how many that are now."""
    if node_rank[node] == _NOT_YET:
        reached[count] = node
        count += 1
    node_rank[node] = min(node_rank[node], rank)
    return count


@njit(cache=True)
def _see(
    seers: Array, start: int, end: int, always: Any, sometimes: Any, perhaps: Any, person_rank: Array, met: Array,
    count: int,
) -> int:  # fmt: skip
    """Note who can see what is there, so sure for these clients. Returns how many persons that are now."""
    for s in range(start, end):
        kinds = seers[s, 2]
        if perhaps & kinds != _NOBODY:
            person = np.int64(seers[s, 0])
            rank = max(np.int64(seers[s, 1]), _rank(always & kinds, sometimes & kinds))
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
    larger = np.empty((2 * needed, *found.shape[1:]), found.dtype)
    larger[: len(found)] = found
    return larger

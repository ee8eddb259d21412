"""The walk of `auditor.traces.spread` as loops over arrays, compiled by numba, for 64 beginnings of an item at once.

Only `auditor.traces.compiled` imports this; the arrays are described there. A state is an item of the family at a node,
in one of five ways. Of each state there is a word for every look (a kind of clients, and how sure it is at least), with
a bit for every beginning. Words go along the links from one strongly connected component of states to the next, so each
link between components is followed once, and those within one until nothing changes.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

Array = Any
"""A numpy array, or a tuple of them: numba compiles for the types that it is called with."""
_FIGURES, _ANONYMOUS, _COPY, _CARRIED = 3, 4, 0, 3
_HELD, _IN_FIGURES, _PASSING, _CARRYING, _IMPERSONAL = range(5)
"""The ways: a copy, a copy in figures, seen or told, on its way, and in figures or anonymous without a copy."""
_WAYS = 5
_RANKS = 3
_MOVED = 2
_WORD = 64
_NONE, _ONE = np.uint64(0), np.uint64(1)
_ALL, _SURELY, _NOTHING = np.int32(0), np.int32(0), np.int64(0)
"""All clients, the surest rank and a count of none: of the types in the arrays, or functions are compiled twice."""
_jit: Any = njit(cache=True, nogil=True)


@_jit
def spread(
    links: Array, gates: Array, looks: Array, sights: Array, staff: Array, ends: Array, sizes: Any,
    family: Array, starts: Array,
) -> Any:  # fmt: skip
    """What follows from the first item of a family, for each of its beginnings.

    starts: of each the place it belongs to, its node, whether it is in figures, and its gate. Returns the place of each
    bit, in the order of the words. Of each word the nodes that are reached and the persons that see something: where
    those of the word begin, their numbers, and per rank the bits of what is so surely so; of each outcome the bits; and
    how many nodes and persons there are for each bit.
    """
    nodes, people, ways, places = sizes
    gate, gate_apart = gates
    number, of_state, bounds, step_start, step = _graph(links, nodes, family, starts)
    part, leads = _parts(of_state, bounds, step_start, step, family, sights, ends)
    beside = _beside(number, of_state, nodes)
    start_of, ranked = _ranked(number, starts, nodes, places)
    words = (places + _WORD - 1) // _WORD
    states = len(of_state)
    row, apart = np.zeros((states, gate.shape[1]), np.uint64), np.zeros((states, gate_apart.shape[1]), np.uint64)
    touched, waiting = np.zeros(states, np.bool_), np.zeros(states, np.bool_)
    everywhere = np.ones(states, np.bool_)
    at, among = np.zeros((nodes, _RANKS), np.uint64), np.empty(nodes, np.int32)
    seen, met = np.zeros((people, _RANKS), np.uint64), np.empty(people, np.int32)
    ended, counted = np.zeros((words, ways), np.uint64), np.zeros((2, words, _WORD), np.int32)
    at_start, seen_start = np.zeros(words + 1, np.int64), np.zeros(words + 1, np.int64)
    found_at, found_seen = np.empty((1024, _RANKS), np.uint64), np.empty((1024, _RANKS), np.uint64)
    which_at, which_seen = np.empty(1024, np.int32), np.empty(1024, np.int32)
    for word in range(words):
        for place in range(word * _WORD, min(places, (word + 1) * _WORD)):
            bit = _ONE << np.uint64(place - word * _WORD)
            for b in range(start_of[ranked[place]], start_of[ranked[place] + 1]):
                state = number[starts[b, 2] * nodes + starts[b, 1]]
                touched[state] = True
                _begin(row, state, gate, starts[b, 3], bit)
                _begin(apart, state, gate_apart, starts[b, 3], bit)
        _close(row, touched, everywhere, waiting, bounds, step_start, step, gate)
        _close(apart, touched, leads, waiting, bounds, step_start, step, gate_apart)
        for state in range(states):
            if touched[state] and part[state, 1] >= 0:
                _end(row, apart, state, beside[state], touched, part, ends, looks, ended, word)
        at_count = seen_count = _NOTHING
        for state in range(states):
            if not touched[state]:
                continue
            touched[state] = False
            node, way = of_state[state, 0], of_state[state, 2]
            whole = _for(_ALL, row, apart, state, looks)
            at_count = _add(at, among, at_count, node, whole, _SURELY)
            if way != _IN_FIGURES and way != _IMPERSONAL:
                for line in range(sights[3][part[state, 0]], sights[3][part[state, 0] + 1]):
                    person, rank, whose = sights[4][line]
                    some = whole if whose == 0 else _for(whose, row, apart, state, looks)
                    seen_count = _add(seen, met, seen_count, person, some, rank)
                if way != _PASSING:
                    for line in range(staff[0][node], staff[0][node + 1]):
                        person, rank, whose = staff[1][line]
                        some = whole if whose == 0 else _for(whose, row, apart, state, looks)
                        seen_count = _add(seen, met, seen_count, person, some, rank)
            _forget(row, state)
            _forget(apart, state)
        which_at, found_at = _told(which_at, found_at, at_start, word, among, at_count, at)
        which_seen, found_seen = _told(which_seen, found_seen, seen_start, word, met, seen_count, seen)
        _counted(found_at, at_start[word], at_start[word + 1], counted[0, word])
        _counted(found_seen, seen_start[word], seen_start[word + 1], counted[1, word])
    return ranked, (at_start, which_at, found_at), (seen_start, which_seen, found_seen), ended, counted


@_jit
def _graph(links: Array, nodes: int, family: Array, starts: Array) -> Any:
    """What the first item of a family can come to from its beginnings.

    Returns the number of each state, or -1: data goes forward from one component to the next. Of each number the node,
    the place of the item in the family, and the way; where each component begins; where the steps from each state
    begin, and of each step the state it leads to and its gate.
    """
    start, entry, link = links
    first = np.empty((len(family), 2 * nodes + 1), np.int32)
    place_of = np.full(len(start), -1, np.int32)
    room = len(starts)
    for place in range(len(family)):
        place_of[family[place]] = place
        e, end = start[family[place]], start[family[place] + 1]
        room += 2 * (end - e)
        for node in range(2 * nodes):
            first[place, node] = e
            while e < end and link[entry[e], 0] == node:
                e += 1
        first[place, 2 * nodes] = e
    number = np.full(_WAYS * len(family) * nodes, -1, np.int32)
    of_state = np.empty((room + 1, 3), np.int32)
    step_start, step = np.zeros(room + 2, np.int32), np.empty((room, 2), np.int32)
    low, component, cursor = np.empty(room, np.int32), np.empty(room, np.int32), np.empty(room, np.int32)
    path, stack, done = np.empty(room, np.int32), np.empty(room, np.int32), np.empty(room, np.int32)
    seen = stacked = finished = components = depth = 0
    for b in range(len(starts)):
        place, way, node = 0, starts[b, 2], starts[b, 1]
        waiting = number[way * nodes + node] < 0
        while waiting or depth:
            if waiting:
                number[(_WAYS * place + way) * nodes + node] = seen
                of_state[seen, 0], of_state[seen, 1], of_state[seen, 2] = node, place, way
                low[seen], component[seen] = seen, -1
                leaves = node + nodes * (way == _CARRYING)
                goes_on = way != _PASSING and way != _IMPERSONAL
                cursor[seen] = step_start[seen]
                step_start[seen + 1] = step_start[seen] + (first[place, leaves + 1] - first[place, leaves]) * goes_on
                path[depth] = stack[stacked] = seen
                seen += 1
                depth += 1
                stacked += 1
                waiting = False
            state = path[depth - 1]
            while not waiting and cursor[state] < step_start[state + 1]:
                here, there = of_state[state, 0] + nodes * (of_state[state, 2] == _CARRYING), of_state[state, 1]
                by = entry[first[there, here] + cursor[state] - step_start[state]]
                place = there if link[by, 2] < 0 else place_of[link[by, 2]]
                node, way = link[by, 1], _way(link, by, of_state[state, 2])
                key = (_WAYS * place + way) * nodes + node
                further = number[key]
                if further < 0:
                    further = seen
                    waiting = True
                elif component[further] < 0:
                    low[state] = min(low[state], further)
                step[cursor[state], 0], step[cursor[state], 1] = further, link[by, 5]
                cursor[state] += 1
            if waiting:
                continue
            done[finished] = state
            finished += 1
            depth -= 1
            if depth:
                low[path[depth - 1]] = min(low[path[depth - 1]], low[state])
            if low[state] == state:
                member = -1
                while member != state:
                    stacked -= 1
                    member = stack[stacked]
                    component[member] = components
                components += 1
    bounds = np.zeros(components + 1, np.int32)
    for state in range(seen):
        component[state] = components - 1 - component[state]
        bounds[component[state] + 1] += 1
    for c in range(components):
        bounds[c + 1] += bounds[c]
    order, position, following = np.empty(seen, np.int32), np.empty(seen, np.int32), bounds.copy()
    for d in range(finished - 1, -1, -1):
        state = done[d]
        position[state] = following[component[state]]
        order[position[state]] = state
        following[component[state]] += 1
    ordered, begin, steps = np.empty((seen, 3), np.int32), np.zeros(seen + 1, np.int32), np.empty_like(step)
    for new in range(seen):
        old = order[new]
        for x in range(3):
            ordered[new, x] = of_state[old, x]
        begin[new + 1] = begin[new] + step_start[old + 1] - step_start[old]
        for s in range(step_start[old], step_start[old + 1]):
            steps[begin[new] + s - step_start[old], 0] = position[step[s, 0]]
            steps[begin[new] + s - step_start[old], 1] = step[s, 1]
        number[(_WAYS * ordered[new, 1] + ordered[new, 2]) * nodes + ordered[new, 0]] = new
    return number, ordered, bounds, begin, steps


@_jit
def _way(link: Array, by: int, way: int) -> int:
    """The way in which data is there after a link."""
    form, presence = link[by, 4], link[by, 3]
    if way == _IN_FIGURES and form < _FIGURES:
        form = _FIGURES
    if presence == _COPY and form != _ANONYMOUS:
        return _IN_FIGURES if form >= _FIGURES else _HELD
    if form >= _FIGURES:
        return _IMPERSONAL
    return _CARRYING if presence == _CARRIED else _PASSING


@_jit
def _ranked(number: Array, starts: Array, nodes: int, places: int) -> Any:
    """Where the beginnings of each place start, and the places so that those that come to the same are together."""
    start_of = np.full(places + 1, len(starts), np.int32)
    first, fewer = np.full(places, len(number), np.int32), np.zeros(len(number) + 2, np.int32)
    for b in range(len(starts) - 1, -1, -1):
        place = starts[b, 0]
        start_of[place] = b
        first[place] = min(first[place], number[starts[b, 2] * nodes + starts[b, 1]])
    for place in range(places):
        fewer[first[place] + 1] += 1
    for state in range(len(number)):
        fewer[state + 1] += fewer[state]
    ranked = np.empty(places, np.int64)
    for place in range(places):
        ranked[fewer[first[place]]] = place
        fewer[first[place]] += 1
    return start_of, ranked


@_jit
def _parts(of_state: Array, bounds: Array, step_start: Array, step: Array, family: Array, sights: Array, ends: Array
           ) -> Any:  # fmt: skip
    """Of each state the sets of who can see it and how it ends; and whether it leads to one that tells more apart.

    The sets of how it ends that only goes through a node come after those of copies.
    """
    part, leads = np.full((len(of_state), 2), -1, np.int32), np.zeros(len(of_state), np.bool_)
    for c in range(len(bounds) - 2, -1, -1):
        found = False
        for state in range(bounds[c], bounds[c + 1]):
            node, item, way = of_state[state, 0], family[of_state[state, 1]], of_state[state, 2]
            if way != _IN_FIGURES and way != _IMPERSONAL:
                part[state, 0] = _part(sights, node, item)
                found |= sights[5][part[state, 0]]
            if way in (_HELD, _CARRYING):
                part[state, 1] = _part(ends, node, item) + ends[0][-1] * (way == _CARRYING)
                found |= ends[5][part[state, 1]]
            for s in range(step_start[state], step_start[state + 1]):
                found |= leads[step[s, 0]]
        for state in range(bounds[c], bounds[c + 1]):
            leads[state] = found
    return part, leads


@_jit
def _beside(number: Array, of_state: Array, nodes: int) -> Array:
    """Of each copy the state of what goes through the same node, and the other way round; else -1."""
    found = np.full(len(of_state), -1, np.int32)
    for state in range(len(of_state)):
        node, place, way = of_state[state, 0], of_state[state, 1], of_state[state, 2]
        if way in (_HELD, _CARRYING):
            found[state] = number[(_WAYS * place + _HELD + _CARRYING - way) * nodes + node]
    return found


@_jit
def _end(
    row: Array, apart: Array, state: int, other: int, touched: Array, part: Array, ends: Array, looks: Array,
    ended: Array, word: int,
) -> None:  # fmt: skip
    """Note how a copy ends, together with what goes through there as well.

    Where nobody knows for some clients, or it hangs on others, that is how. A move takes away only what stays alone.
    """
    start, lines = ends[3], ends[4]
    together = other >= 0 and touched[other]
    if together and part[state, 1] > part[other, 1]:
        return  # it was noted with the copy
    of_each = np.zeros(_MOVED + 1, np.uint64)
    for two in range(1 + together):
        one = other if two else state
        for line in range(start[part[one, 1]], start[part[one, 1] + 1]):
            if lines[line, 0] <= _MOVED:
                of_each[lines[line, 0]] |= _for(lines[line, 1], row, apart, one, looks)[_RANKS - 1]
    doubt, kept = of_each[0] | of_each[1], _NONE
    for two in range(1 + together):
        one = other if two else state
        for line in range(start[part[one, 1]], start[part[one, 1] + 1]):
            if lines[line, 0] > _MOVED:
                here = _for(lines[line, 1], row, apart, one, looks)[_RANKS - 1] & ~doubt
                ended[word, lines[line, 0]] |= here
                kept |= here
    ended[word, 0] |= of_each[0]
    ended[word, 1] |= of_each[1] & ~of_each[0]
    ended[word, _MOVED] |= of_each[_MOVED] & ~doubt & ~kept


@_jit
def _forget(row: Array, state: int) -> None:
    for x in range(row.shape[1]):
        row[state, x] = _NONE


@_jit
def _begin(row: Array, state: int, gate: Array, by: int, bit: Any) -> None:
    for x in range(gate.shape[1]):
        row[state, x] |= gate[by, x] & bit


@_jit
def _close(
    row: Array, touched: Array, within: Array, waiting: Array, bounds: Array, step_start: Array, step: Array,
    gate: Array,
) -> None:  # fmt: skip
    """Give every state what comes to it; only within these states."""
    for c in range(len(bounds) - 1):
        start, end = bounds[c], bounds[c + 1]
        if not within[start]:
            continue
        if end - start > 1:
            again = False
            for state in range(start, end):
                waiting[state] = touched[state]
                again |= touched[state]
            while again:
                again = False
                for state in range(start, end):
                    if waiting[state]:
                        waiting[state] = False
                        for s in range(step_start[state], step_start[state + 1]):
                            further = step[s, 0]
                            if further < end and _pour(row, state, further, gate, step[s, 1]):
                                touched[further] = waiting[further] = again = True
        for state in range(start, end):
            if touched[state]:
                for s in range(step_start[state], step_start[state + 1]):
                    further = step[s, 0]
                    if further >= end and within[further]:
                        _pour(row, state, further, gate, step[s, 1])
                        touched[further] = True


@_jit
def _pour(row: Array, state: int, further: int, gate: Array, by: int) -> bool:
    """Add to a state what a gate lets through from another. Returns whether anything was new."""
    fresh = _NONE
    for x in range(gate.shape[1]):
        more = row[state, x] & gate[by, x] & ~row[further, x]
        fresh |= more
        row[further, x] |= more
    return bool(fresh != _NONE)


@_jit
def _for(whose: int, row: Array, apart: Array, state: int, looks: Array) -> Any:
    """What is in a state for some clients: the bits of what is always, sometimes at least and perhaps at least so."""
    cover_start, cover, look, apart_look = looks
    always = sometimes = perhaps = _NONE
    for c in range(cover_start[whose], cover_start[whose + 1]):
        kind = cover[c]
        if look[kind, 2] >= 0:
            always |= row[state, look[kind, 0]]
            sometimes |= row[state, look[kind, 1]]
            perhaps |= row[state, look[kind, 2]]
        else:
            if apart_look[kind, 0] >= 0:
                always |= apart[state, apart_look[kind, 0]]
            if apart_look[kind, 1] >= 0:
                sometimes |= apart[state, apart_look[kind, 1]]
            perhaps |= apart[state, apart_look[kind, 2]]
    return always, sometimes, perhaps


@_jit
def _add(to: Array, listed: Array, count: int, which: int, bits: Any, rank: int) -> int:
    """Add what is there, at best so surely. Returns how many there are then that have anything."""
    always, sometimes, perhaps = bits
    if perhaps == _NONE:
        return count
    if to[which, 2] == _NONE:
        listed[count] = which
        count += 1
    if rank == 0:
        to[which, 0] |= always
    if rank <= 1:
        to[which, 1] |= sometimes
    to[which, 2] |= perhaps
    return count


@_jit
def _part(table: Array, node: int, item: int) -> int:
    """The number of the set that holds for an item at a node."""
    first, row, parts = table[0], table[1], table[2]
    return int(first[node]) if row[node] < 0 else int(parts[row[node], item])


@_jit
def _told(which: Array, found: Array, starts: Array, word: int, listed: Array, count: int, bits: Array) -> Any:
    """Add these of a word, and forget them for the next."""
    start = starts[word]
    starts[word + 1] = start + count
    if start + count > len(which):
        more, larger = np.empty(2 * (start + count), np.int32), np.empty((2 * (start + count), _RANKS), np.uint64)
        for n in range(start):
            more[n] = which[n]
            for rank in range(_RANKS):
                larger[n, rank] = found[n, rank]
        which, found = more, larger
    for n in range(count):
        which[start + n] = listed[n]
        for rank in range(_RANKS):
            found[start + n, rank] = bits[listed[n], rank]
            bits[listed[n], rank] = _NONE
    return which, found


@_jit
def _counted(sure: Array, start: int, end: int, counted: Array) -> None:
    """How many lines have each bit, however sure: all bits of a word are added at once."""
    planes = np.zeros(32, np.uint64)
    most = 0
    for n in range(start, end):
        carry, plane = sure[n, _RANKS - 1], 0
        while carry != _NONE:
            more = planes[plane] & carry
            planes[plane] ^= carry
            carry = more
            plane += 1
        most = max(most, plane)
    for plane in range(most):
        for bit in range(_WORD):
            counted[bit] += np.int32(planes[plane] >> np.uint64(bit) & _ONE) << plane

"""The gate itself: measure an answer and hold every value against its limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.texts.gate.lists import Limits, lists
from auditor.texts.gate.measure import Measures, measure
from auditor.texts.gate.prose import cut
from auditor.texts.gate.report import Failure, Report


def check(
    body: str,
    lang: str,
    *,
    names: Sequence[str] = (),
    required: Sequence[str] = (),
    bullets: Sequence[str] = (),
) -> Report:
    """Hold an answer against G1 to G20.

    body: the sentences of the answer, without its title. A line break starts a new paragraph.
    names: names that users typed in, words with a capital inside plain labels (USB, Nederland) and the names of
        acts (Wmo, Jeugdwet). They count in length with all their words, and are masked for all else. An act is
        only named together with what it is about; the answers see to that, for G9 does not see a masked name.
    required: the facts the answer promises, as patterns (`re.escape` a label); case does not matter.
    bullets: items of a vertical list under the body: labels of places or roles, four or more. A reader takes
        such a list item by item, so it adds nothing to the length of the text or its sentences: G1 to G5 and
        G12 leave it out. So does G16: the body itself must speak to the reader. For the same reason rare and
        long words are judged item by item: G6 allows one rare word in an item and G7 one long word, whatever
        the body has. All other rules read the items too, each as a sentence of its own; a required fact may
        stand in one. For G19 an item may begin with a lower-case letter and needs no full stop, and the body
        may end with a colon.

    Raises ValueError for a language without word lists, MissingToolError without wordfreq or Hunspell.
    """
    known = lists(lang)
    text = cut(body, bullets=bullets, names=names, mask=known.mask)
    measures = measure(text, lang, required)
    return Report(lang, measures, tuple(_failures(measures, known.limits)))


def _failures(m: Measures, limits: Limits) -> Iterator[Failure]:
    least, most = limits.words
    yield from _at_least("G1", m.words, least)
    yield from _at_most("G1", m.words, most)
    yield from _at_most("G2", m.sentences, limits.sentences)
    yield from _at_most("G3", m.mean, limits.mean)
    yield from _at_most("G4", m.longest, limits.longest)
    yield from _at_most("G5", m.lix, limits.lix)
    yield from _at_most("G6", m.rare_share, limits.rare_share, m.rare)
    yield from _at_most("G6", len(m.rare), limits.rare_words, m.rare)
    yield from _at_most("G6", len(m.rare_in_item), limits.rare_in_item, m.rare_in_item)
    yield from _at_most("G7", m.long_share, limits.long_share, m.long)
    yield from _at_most("G7", len(m.long_in_item), limits.long_in_item, m.long_in_item)
    yield from _none("G8", m.passive)
    yield from _none("G9", m.unexplained)
    yield from _at_most("G10", len(m.jargon), limits.jargon, m.jargon)
    yield from _none("G11", m.unplain)
    yield from _at_most("G12", m.commas, limits.commas)
    yield from _at_most("G13", m.negations, limits.negations)
    yield from _at_most("G14", m.questions, limits.questions)
    yield from _none("G15", m.marks)
    yield from _at_least("G16", len(m.reader), 1)
    yield from _at_most("G17", len(m.address), 1, m.address)
    yield from _none("G18", m.missing)
    yield from _none("G19", m.dirt)
    yield from _none("G20", m.misspelt)


def _at_most(rule: str, measured: float, limit: float, found: tuple[str, ...] = ()) -> Iterator[Failure]:
    if measured > limit:
        yield Failure(rule, measured, limit, found)


def _at_least(rule: str, measured: float, limit: float) -> Iterator[Failure]:
    if measured < limit:
        yield Failure(rule, measured, limit)


def _none(rule: str, found: tuple[str, ...]) -> Iterator[Failure]:
    yield from _at_most(rule, len(found), 0, found)

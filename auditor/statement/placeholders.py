"""Parts of a text that look as if somebody still has to fill them in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from auditor.readability import Form
from auditor.statement.lexicon import Lexicon
from auditor.statement.text import Quote, Sentence

_LONGEST = 80
_MARKED = re.compile(
    rf"""
    \[(?!\s*(?:x|sic|…|\.\.\.|\d{{1,4}})?\s*\])[^\[\]\n]{{1,{_LONGEST}}}\](?!\s?\(|:)   # no tick, note or link
    | \{{\{{?[^{{}}\n]{{1,{_LONGEST}}}\}}\}}?
    | <<[^<>\n]{{1,{_LONGEST}}}>>
    | <(?![/!?])(?=[^\W\d_])[^<>\n@:="]{{1,{_LONGEST}}}>
    | (?<![^\W_])(?:X{{2,}}|x{{3,}})(?![^\W_])
    | _{{4,}}
    | (?<![^\W_])(?i:d{{1,2}}([-/. ])m{{1,2}}\1(?:jj|yy){{1,2}}|jj?([-/. ])mm?\2(?:aa){{1,2}})(?![^\W_])   # dd-mm-yyyy
    | (?:(?<=\s)|(?<=:)|^)(?:\.{{3,}}+|…++)(?![.\s…]{{0,40}}\d)
    """,
    re.VERBOSE,
)
_TAGS = frozenset(
    (
        "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base", "bdi", "bdo",
        "big", "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite", "code", "col",
        "colgroup", "data", "datalist", "dd", "del", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "em",
        "embed", "fieldset", "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1", "h2", "h3",
        "h4", "h5", "h6", "head", "header", "hr", "html", "i", "iframe", "img", "input", "ins", "kbd", "label",
        "legend", "li", "link", "main", "map", "mark", "menu", "meta", "meter", "nav", "noscript", "object", "ol",
        "optgroup", "option", "output", "p", "param", "picture", "pre", "progress", "q", "rp", "rt", "ruby", "s",
        "samp", "script", "section", "select", "small", "source", "span", "strike", "strong", "style", "sub",
        "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "time",
        "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
    )
)  # fmt: skip
"""What is HTML, and no name that somebody has to fill in."""
_MARKUP = re.compile(rf"<(?=[^\W\d_])([^\s<>/]{{1,30}})[^<>\n@:=\"]{{0,{_LONGEST}}}>")

_BLANK = re.compile(r"(?<=\|)\s{0,9}_{4,}")


def placeholders(said: Sequence[Sentence], known: Lexicon, form: Form, raw: str) -> tuple[Quote, ...]:
    """Everything of the kind, once for every line, in the order of the text.

    raw: the text as it stands in the file: in Markdown, `<name>` is a tag that nobody reads.
    """
    found = {(quote.line, quote.words): quote for quote in _read(said, known)}
    if form is Form.MARKDOWN:
        found |= {(quote.line, quote.words): quote for quote in _tags(raw)}
    return tuple(found[key] for key in sorted(found))


def _read(said: Sequence[Sentence], known: Lexicon) -> Iterator[Quote]:
    for sentence, after in zip_longest(said, said[1:]):
        for hit in known.placeholders.hits(sentence.words):
            yield sentence.quote((hit.start, hit.end))
        for mark in _MARKED.finditer(sentence.text):
            if mark[0][0] in ".…" and not sentence.text[mark.end() :].strip() and after and after.text[:1].isdigit():
                continue  # a line of a table of contents
            line = sentence.line_at(mark.start())
            start, end = max(0, mark.start() - 60), mark.end() + 60
            around = " ".join(sentence.text[start:end].split())
            yield Quote(line, around, (" ".join(mark[0].split()),))


def _tags(raw: str) -> Iterator[Quote]:
    """What people do not read as text in Markdown: tags that are no HTML, and lines to write on in a table."""
    for number, line in enumerate(raw.splitlines(), start=1):
        if blank := _BLANK.search(line):
            yield Quote(number, " ".join(line[:_LONGEST].split()), (blank[0].strip(),))
        for mark in _MARKUP.finditer(line):
            if mark[1].lower() not in _TAGS:
                yield Quote(number, " ".join(line[max(0, mark.start() - 60) : mark.end() + 60].split()), (mark[0],))

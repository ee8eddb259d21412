"""Turn DOT text into a picture, and refuse a picture in which a flow is missing.

Graphviz can drop edges without saying so (clusters together with edge labels) and can take minutes.
A map of client data that silently misses a flow is worse than no map, so every layout is bounded in
time and every edge is looked up in the result.

SVG comes from Graphviz (`layout.py`). PNG and PDF are made from that SVG by `typst`, with either
engine, so they need nothing outside pip. All text is laid out as Arial: both engines know its
widths, browsers have it or a font of equal widths, and the serif font that typst brings along is
narrower, so that text fits its box on a machine without any font too.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Iterator, Mapping
from math import ceil
from typing import Final, Literal
from xml.etree import ElementTree

from auditor.errors import AuditorError
from auditor.exporters.layout import WORD_JOINER, Engine, Layout, NoEngineError, TooSlowError, choose

Form = Literal["svg", "png", "pdf", "dot"]

SCREEN_FONTS: Final = "Arial, Helvetica, Liberation Sans, Arimo, sans-serif"
PRINT_FONTS: Final = "Liberation Sans, Arimo, Arial, Libertinus Serif"
# The program measures whole pixels, up to 5% short of what browsers draw; long texts would stick out.
TEXT_FIT: Final = 0.95
LAYOUT_FONT: Final = 'graph [fontname="Arial"]; node [fontname="Arial"]; edge [fontname="Arial"];'

PNG_PPI: Final = 144.0
# About 1.5 seconds and 160 MB of work; a larger picture becomes coarser, not slower.
PNG_MAX_PIXELS: Final = 40_000_000
# The longest side of a page that PDF readers promise to open; a larger picture is scaled down.
PDF_MAX_POINTS: Final = 14_400.0
PAGE: Final = b"""
#set document(date: none)
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1pt)
"""

# Invisible, but needed to write Persian and Arabic and to join emoji; they turn no text around.
TEXT_MARKS: Final = frozenset("\u200c\u200d\u200e\u200f")
LOOKS_LIKE_ENTITY: Final = re.compile(r"&(?=#?\w*;)")

SVG_NAMESPACE: Final = "http://www.w3.org/2000/svg"
XLINK: Final = "{http://www.w3.org/1999/xlink}"
LOADS_OR_RUNS: Final = frozenset({"image", "script", "style", "foreignObject", "use"})
OUTSIDE_URL: Final = re.compile(r"url\(\s*[\"']?(?!\s*#)", re.IGNORECASE)

DOT_TOKEN: Final = re.compile(
    r"""
    "(?:\\.|[^"\\])*" | /\*.*?\*/ | //[^\n]*
    | (?P<edge> -> | -- | \b(?i:edge)\b )
    | (?P<label> \blabel\b (?=\s*=) )
    | (?P<mark> [][{};] )
    | \w+ | .
    """,
    re.VERBOSE | re.DOTALL,
)


class DrawingFailed(AuditorError):
    """There is no picture that may be shown. `key` names the text to show, `params` fill it in.

    drawing.edges-lost (lost, names): the engine left edges out, also when asked in other ways.
    drawing.too-slow (seconds): the layout did not finish in time; usually too large to read as well.
    drawing.no-engine (needs): neither the program nor pip's packages are installed.
    drawing.failed (engine, detail): the engine refused the text or broke; detail is in its own words.
    """

    def __init__(self, key: str, params: Mapping[str, str | int] | None = None) -> None:
        super().__init__(key, **(params or {}))


def draw(dot: str, form: Form, *, edges: frozenset[str], timeout: float = 20.0, engine: Engine = "auto") -> bytes:
    """The picture as bytes; raises DrawingFailed rather than return one that misses an edge.

    `edges` are the DOT `id`s of all edges that must be visible. Give every text through `quote`;
    HTML-like labels and record shapes are not foreseen. `timeout` bounds the layout in seconds;
    loading the WebAssembly engine (1 to 2 seconds, once per process) comes on top of it.
    Form "dot" gives the source back for use elsewhere: nothing is laid out, so nothing is checked.
    """
    if form == "dot":
        return dot.encode("utf-8", "replace")
    try:
        name, layout = choose(engine)
    except NoEngineError as error:
        raise DrawingFailed("drawing.no-engine", {"needs": str(error)}) from error
    svg = _laid_out(dot, edges, timeout, name, layout)
    return svg if form == "svg" else convert(svg, form)


def quote(text: str) -> str:
    """Any text as one quoted DOT string that is shown literally, as label, tooltip or id.

    Control characters and direction overrides vanish (they can make a label say something else);
    characters unknown to Unicode become the replacement character. An ampersand that looks like the
    start of an entity (`&lt;`) gets an invisible word joiner, because Graphviz would decode it in
    labels and copy it unescaped into ids; `draw` takes the joiner out again.
    """
    shown = text if text.isprintable() else "".join(map(_shown, text.replace("\r\n", "\n")))
    shown = LOOKS_LIKE_ENTITY.sub("&" + WORD_JOINER, shown)
    return '"' + shown.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def drawn_edges(svg: bytes) -> frozenset[str]:
    """The ids of the edges that can be seen: groups of class `edge` with a line in them.

    A group alone is no proof: Graphviz can leave one empty for an edge that it could not route.
    """
    return _drawn(_parsed(svg, "svg"))


def convert(svg: bytes, form: Literal["png", "pdf"], *, system_fonts: bool = True) -> bytes:
    """A picture of `draw` as one page of its size.

    The SVG is handed over as data, never as typst markup. Without a time bound of its own: PDF takes
    milliseconds, and the number of pixels bounds PNG. Fonts of the system serve for what typst's own
    lack, such as emoji; what no font has becomes an empty box.
    """
    try:
        import typst
    except ImportError as error:
        raise DrawingFailed("drawing.no-engine", {"needs": "typst"}) from error
    width, height = map(float, _parsed(svg, "svg").get("viewBox", "").split()[2:])
    if form == "pdf":
        width *= min(1.0, PDF_MAX_POINTS / max(width, height))
    try:
        made = typst.compile(
            PAGE,
            format=form,
            ppi=min(PNG_PPI, 72 * (PNG_MAX_PIXELS / (width * height)) ** 0.5),
            sys_inputs={
                "svg": svg.decode().replace(SCREEN_FONTS, PRINT_FONTS),
                "width": f"{width:.2f}",
            },
            ignore_system_fonts=not system_fonts,
        )
    except typst.TypstError as error:
        raise DrawingFailed("drawing.failed", {"engine": "typst", "detail": error.message}) from error
    assert isinstance(made, bytes)  # a page that fits its content is always one page
    return made


def _shown(character: str) -> str:
    if character == "\n" or character.isprintable() or character in TEXT_MARKS:
        return character
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in ("Cc", "Cf") else "\ufffd"


ATTEMPTS: Final = 3


def _laid_out(dot: str, edges: frozenset[str], timeout: float, name: str, layout: Layout) -> bytes:
    """The first attempt with all edges. Each but the last may use half of the time that is left."""
    deadline = time.monotonic() + timeout
    failure = DrawingFailed("drawing.too-slow", {"seconds": ceil(timeout)})
    for number, attempt in enumerate(_attempts(dot), start=1):
        left = deadline - time.monotonic()
        try:
            svg, complaint = layout(attempt, left if number == ATTEMPTS else left / 2)
        except TooSlowError:
            failure = DrawingFailed("drawing.too-slow", {"seconds": ceil(timeout)})
            continue
        root = _parsed(svg, name) if svg else None
        lost = [] if root is None else sorted(edges - _drawn(root))
        if lost:
            failure = DrawingFailed("drawing.edges-lost", {"lost": len(lost), "names": ", ".join(lost)})
        elif root is None or complaint:
            failure = DrawingFailed("drawing.failed", {"engine": name, "detail": complaint})
        else:
            return _clean(root)
    raise failure


def _attempts(dot: str) -> Iterator[str]:
    """The text as given; with Graphviz' newer ranking; and with edge labels beside their edges.

    Each of the two other ways keeps all edges in practice. Labels are moved, never left out.
    """
    yield _with_start(dot, LAYOUT_FONT)
    yield _with_start(dot, LAYOUT_FONT + " newrank=true;")
    yield _with_start(_labels_beside(dot), LAYOUT_FONT + " newrank=true; forcelabels=true;")


def _with_start(dot: str, statements: str) -> str:
    for token in DOT_TOKEN.finditer(dot):
        if token["mark"] == "{":
            return f"{dot[: token.end()]}\n{statements}{dot[token.end() :]}"
    return dot


def _labels_beside(dot: str) -> str:
    edge = attributes = False
    parts = []
    for token in DOT_TOKEN.finditer(dot):
        if token["mark"]:
            attributes = token["mark"] == "["
            edge = edge and attributes
        elif token["edge"] and not attributes:
            edge = True
        parts.append("xlabel" if token["label"] and edge and attributes else token[0])
    return "".join(parts)


def _parsed(svg: bytes, engine: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(svg.replace(WORD_JOINER.encode(), b""))
    except ElementTree.ParseError as error:
        raise DrawingFailed("drawing.failed", {"engine": engine, "detail": str(error)}) from error


def _drawn(root: ElementTree.Element) -> frozenset[str]:
    return frozenset(
        element.get("id", "")
        for element in root.iter()
        if "edge" in element.get("class", "").split() and any(_name(part) == "path" for part in element.iter())
    )


def _clean(root: ElementTree.Element) -> bytes:
    """The SVG without document type, comments, and anything that loads or runs something.

    Links survive if they stay on the page (`#...` and `?...`). There is no XML declaration, so that
    the text can stand in an HTML page as it is.
    """
    for element in list(root.iter()):
        for part in [part for part in element if _name(part) in LOADS_OR_RUNS]:
            element.remove(part)
        kept = {_attribute(key): value for key, value in element.items() if _stays_inside(key, value)}
        element.attrib.clear()
        element.attrib.update(kept)
        element.tag = _name(element)
        if element.tag == "text":
            element.set("font-family", SCREEN_FONTS)
            element.set("font-size", f"{float(element.get('font-size', '14')) * TEXT_FIT:.2f}")
    root.attrib.update({"xmlns": SVG_NAMESPACE, "xmlns:xlink": XLINK[1:-1]})
    return ElementTree.tostring(root, encoding="unicode").encode()


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _attribute(key: str) -> str:
    return key.replace(XLINK, "xlink:")


def _stays_inside(key: str, value: str) -> bool:
    if key.rpartition("}")[2] == "href":
        return value.startswith(("#", "?"))
    return not key.startswith("on") and not OUTSIDE_URL.search(value)

"""A map as a picture: Graphviz' SVG with words for who does not see it, and PNG and PDF made from that."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree

from auditor.exporters.drawing import SVG_NAMESPACE, Form, convert, draw
from auditor.exporters.flow_map.dot import Direction, dot, names
from auditor.exporters.flow_map.parts import FlowMap
from auditor.exporters.flow_map.words import description, home, places, table, title
from auditor.exporters.layout import Engine
from auditor.exporters.say import Speaker

SMALL: Final = 0.85
RIM: Final = {"stroke": "#ffffff", "stroke-width": "3", "stroke-linejoin": "round", "paint-order": "stroke"}


def picture(
    map: FlowMap, speaker: Speaker, form: Form, *, direction: Direction = "LR", timeout: float = 20.0,
    engine: Engine = "auto",
) -> bytes:  # fmt: skip
    """The map as a picture. SVG has a title, a description, its language, and words for every node and arrow.

    engine: `wasm` gives the same picture on every machine.

    Raises DrawingFailed rather than return a picture that misses an arrow.
    """
    source = dot(map, speaker, direction=direction)
    if form == "dot":
        return draw(source, form, edges=frozenset())
    svg = draw(source, "svg", edges=frozenset(edge.anchor for edge in map.edges), timeout=timeout, engine=engine)
    dressed = _dressed(svg, map, speaker)
    return dressed if form == "svg" else convert(dressed, form)


def _dressed(svg: bytes, map: FlowMap, speaker: Speaker) -> bytes:
    """The SVG with titles in words instead of Graphviz' names, and the second lines of its nodes smaller."""
    root = ElementTree.fromstring(svg)
    rows = places(map, speaker)
    words = {row.anchor: row.lines for row in rows} | {row.anchor: row.lines for row in table(map, speaker)}
    words |= {cluster.anchor: home(cluster.organisation, speaker) for cluster in map.clusters}
    large = {row.anchor: len(names(row)) for row in rows}
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    for group in list(root.iter("g")):
        _unwrap_links(group)
        name = group.get("id", "")
        for heading in group.findall("title"):
            group.remove(heading)
        if name in words:
            _put_first(group, "title", words[name])
        for line in group.findall("text")[large[name] :] if name in large else ():
            line.set("font-size", f"{float(line.get('font-size', '12')) * SMALL:.2f}")
    _raise_numbers(root)
    _put_first(root, "desc", description(map, speaker))
    _put_first(root, "title", title(map, speaker))
    root.attrib.update({"xmlns": SVG_NAMESPACE, "lang": speaker.language, "xml:lang": speaker.language})
    return ElementTree.tostring(root, encoding="unicode").encode()


def _put_first(parent: ElementTree.Element, tag: str, text: str) -> None:
    said = ElementTree.Element(tag)
    said.text = text
    parent.insert(0, said)


def _raise_numbers(root: ElementTree.Element) -> None:
    """Put the numbers of the arrows on top of all lines, with a rim that keeps them readable there."""
    drawing = root.find("g")
    if drawing is None:
        return
    numbers = [(group, text) for group in drawing.findall("g[@class='edge']") for text in group.findall("text")]
    top = ElementTree.SubElement(drawing, "g", {"class": "numbers", "pointer-events": "none"})
    for group, number in numbers:
        group.remove(number)
        number.attrib.update(RIM)
        top.append(number)


def _unwrap_links(group: ElementTree.Element) -> None:
    """Graphviz puts what has a tooltip in a link that leads nowhere."""
    for wrapper in group.findall("g"):
        link = wrapper.find("a")
        if link is not None:
            at = list(group).index(wrapper)
            group[at : at + 1] = list(link)

"""The map: one kind of data, one place with its neighbours, organisations, or everything; in words below."""

from __future__ import annotations

import streamlit as st

from auditor.exporters import flow_map
from auditor.exporters.drawing import DrawingFailed
from auditor.exporters.flow_map import FlowMap, MapKind
from auditor.exporters.markup import tag
from auditor.exporters.say import Speaker
from auditor.exporters.words import Words
from auditor.model import Audience
from auditor.traces import Traces
from auditor.ui import state
from auditor.ui.components import choices, frame, map_words, notices, svg_view
from auditor.ui.components.html import show
from auditor.ui.descriptions import Description


def draw(description: Description, words: Words) -> None:
    """The choice, the picture, the place that is chosen in it, and the tables that say everything in words."""
    traces = description.traces(Audience.CLIENT)
    speaker = Speaker(traces.view, words.language)
    drawn = chosen_map(traces, speaker, words)
    if drawn is None or not drawn.nodes:
        show(tag("p", words.say("ui.map.empty"), class_="card"))
        return
    show(tag("h2", flow_map.title(drawn, speaker), class_="section", data_focus="", tabindex="-1"))
    with st.spinner(words.say("ui.map.drawing")):
        picture = description.picture(drawn, speaker)
    if isinstance(picture, DrawingFailed):
        show(tag("p", words.say(picture.key, picture.params), class_="card"))
    else:
        svg_view.show(picture, drawn, speaker, state.now(state.PLACE))
    if drawn.kind is not MapKind.AROUND:
        one_place(traces, drawn, speaker, words)
    show(map_words.arrows(drawn, speaker), map_words.places(drawn, speaker))


def chosen_map(traces: Traces, speaker: Speaker, words: Words) -> FlowMap | None:
    """What the visitor chose to see; None where the description has nothing of that sort."""
    view = traces.view
    names = {kind: words.say(f"ui.map.kind.{kind}") for kind in MapKind}
    kind = MapKind(state.chosen(state.MAP, [*MapKind], MapKind.ITEM))
    order = [MapKind.ITEM, MapKind.AROUND, MapKind.ORGANISATIONS, MapKind.WHOLE]
    with st.container(key="map-kinds"):
        st.segmented_control(
            words.say("ui.map.kind"), order, key=state.MAP, format_func=names.__getitem__, required=True
        )
    if kind is MapKind.ITEM and view.items:
        labels = choices.labelled(view.items, speaker)
        first = state.now(state.ABOUT) if state.now(state.ABOUT) in labels else next(iter(labels))
        return flow_map.of_item(traces, choices.select(state.MAP_ITEM, words.say("ui.map.item"), labels, first, words))
    if kind is MapKind.AROUND and view.holders:
        labels = choices.labelled(view.holders, speaker)
        first = next(iter(labels))
        return flow_map.around(view, choices.select(state.PLACE, words.say("ui.map.place"), labels, first, words))
    if kind is MapKind.ORGANISATIONS:
        return flow_map.by_organisation(view)
    return flow_map.whole(view) if kind is MapKind.WHOLE else None


def one_place(traces: Traces, drawn: FlowMap, speaker: Speaker, words: Words) -> None:
    """One place of the map, chosen here or in the picture: how the data gets there, and the way to its own map."""
    labels = {"": words.say("ui.map.no-place")}
    labels |= choices.labelled([node.id for node in drawn.nodes], speaker)
    place = choices.select(state.PLACE, words.say("ui.map.pick"), labels, "", words)
    if not place:
        return
    if drawn.kind is MapKind.ITEM and drawn.about:
        reached = traces.of(drawn.about).reached[place]
        show(tag("h3", words.say("ui.map.route")), map_words.route(reached, speaker))
    act = state.choose(map=MapKind.AROUND, place=place)
    st.button(words.say("ui.map.closer"), key="closer", on_click=act)


words = Words(state.language())
frame.tab_title(words, words.say("ui.map.title"), wide=True)
st.title(words.say("ui.map.title"), anchor=False)
show(tag("p", words.say("ui.map.intro"), class_="lead"))
if usable := notices.usable(words):
    draw(usable, words)

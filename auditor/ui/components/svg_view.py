"""A picture of a map that can be enlarged, and whose places can be chosen with finger, mouse or keyboard."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

from auditor.exporters import flow_map
from auditor.exporters.flow_map import FlowMap
from auditor.exporters.say import Speaker
from auditor.ui import state

HERE: Final = Path(__file__).parent
HTML: Final = '<div class="bar" role="group"></div><div class="picture" tabindex="0"></div>'


@cache
def _component() -> Any:
    css, js = (HERE / "svg_view.css").read_text("utf-8"), (HERE / "svg_view.js").read_text("utf-8")
    return st.components.v2.component("auditor.svg_view", html=HTML, css=css, js=js)


def show(picture: bytes, drawn: FlowMap, speaker: Speaker, chosen: str) -> None:
    """The picture; a place that is picked in it becomes the chosen place."""
    places = drawn.nodes_by_anchor()
    labels = {anchor: speaker.label(name) for anchor, name in places.items()}
    selected = next((anchor for anchor, name in places.items() if name == chosen), None)
    _component()(
        key=state.VIEWER,
        data={
            "svg": picture.decode(),
            "labels": labels,
            "selected": selected,
            "name": f"{flow_map.title(drawn, speaker)}. {flow_map.description(drawn, speaker)}",
            "bar": speaker.text("ui.view.bar"),
            "in": speaker.text("ui.view.in"),
            "out": speaker.text("ui.view.out"),
            "fit": speaker.text("ui.view.fit"),
        },
        on_picked_change=state.pick_place(places),
    )

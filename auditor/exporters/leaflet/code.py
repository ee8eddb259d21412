"""The code that a telephone reads a web address from."""

from __future__ import annotations

import io

import segno

from auditor.exporters.markup import Html


def code(address: str) -> Html:
    """The QR code of an address as SVG. A sixth of it may be damaged, as on a leaflet from somebody's pocket."""
    found = io.BytesIO()
    segno.make(address, error="q", micro=False).save(
        found, kind="svg", xmldecl=False, nl=False, omitsize=True, svgclass=None, lineclass=None, dark="#000",
        light="#fff", border=4,
    )  # fmt: skip
    return Html(found.getvalue().decode())

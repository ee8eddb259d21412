"""What a client takes along: one answer or all of them, to print or to keep, as a web page, a PDF or text."""

from auditor.exporters.leaflet.pdf import as_pdf
from auditor.exporters.leaflet.sheet import Leaflet, Part, leaflet
from auditor.exporters.leaflet.text import as_text
from auditor.exporters.leaflet.web import as_html

__all__ = ["Leaflet", "Part", "as_html", "as_pdf", "as_text", "leaflet"]

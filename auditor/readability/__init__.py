"""The figures of the plain-language gate for any text: plain text, Markdown or HTML.

The limits of the gate are made for generated answers. Of a text that somebody wrote they say nothing: see
`auditor.texts.gate`. So this measures, and judges nothing.
"""

from auditor.readability.cutting import Form, Passage, passages
from auditor.readability.measuring import Figure, Found, Measure, Tool, counts, figures
from auditor.readability.reading import LARGEST, Read, read, read_all

__all__ = [
    "LARGEST", "Figure", "Form", "Found", "Measure", "Passage", "Read", "Tool", "counts", "figures",
    "passages", "read", "read_all",
]  # fmt: skip

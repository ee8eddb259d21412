"""Pieces of HTML on a page.

Names come from descriptions, so from anybody. Markdown is no place for them: after its own escapes Streamlit still
makes links of addresses and pictures of `:words:`. Here a text stays a text.
"""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from auditor.exporters.markup import joined


def show(*pieces: str | Iterable[str]) -> None:
    """Put this on the page, if there is anything."""
    if written := joined(*pieces):
        st.html(written)
